"""Chapters seven to ten: problems and their measures in the same order, results, remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.document.compose.blocks import Writer, headed, paragraphs, says
from pingkou_gui.domain.wording import problems as said
from pingkou_gui.spec.pages.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from pingkou_gui.document.compose.blocks import Blocks
    from pingkou_gui.document.numbering import Numbering
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.wording.sentence import Sentence


def _each(name: Sentence, text: Sentence, none: Sentence) -> Callable[[Facts, Numbering], Blocks]:
    """Return a writer of a heading with its text for every problem, or the placeholder."""

    def write(f: Facts, numbers: Numbering) -> Blocks:
        listed = tuple(
            block
            for row in f.rows(Problem)
            for block in headed(numbers, name(f, row), paragraphs(text(f, row)))
        )
        return listed or paragraphs(none(f))

    return write


PROBLEMS = (
    Writer("problems", _each(said.problem_name, said.problem, said.no_problem)),
    Writer("measures", _each(said.measure_name, said.measure, said.no_measure)),
    Writer("application", says(said.application)),
    Writer("remarks", says(said.remarks)),
)

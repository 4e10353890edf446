"""All sentences; `sentences` writes every one of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.wording.basic import BASIC
from pingkou_gui.domain.wording.budgets import BUDGETS
from pingkou_gui.domain.wording.organisation import ORGANISATION
from pingkou_gui.domain.wording.performance import PERFORMANCE
from pingkou_gui.domain.wording.problems import PROBLEMS
from pingkou_gui.domain.wording.projects import PROJECTS
from pingkou_gui.domain.wording.reconciling import RECONCILING
from pingkou_gui.domain.wording.spending import SPENDING
from pingkou_gui.spec.place import SINGLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.wording.sentence import Sentence
    from pingkou_gui.domain.wording.spans import Spans

SENTENCES: dict[str, Sentence] = {
    item.key: item
    for item in (
        *ORGANISATION,
        *SPENDING,
        *BASIC,
        *PROJECTS,
        *BUDGETS,
        *PERFORMANCE,
        *PROBLEMS,
        *RECONCILING,
    )
}


def sentences(f: Facts) -> Iterator[tuple[str, int, Spans]]:
    """Yield the key, the row and the words of every sentence that says something."""
    for item in SENTENCES.values():
        for row in f.rows(item.section) if item.section else (SINGLE,):
            if spans := item(f, row):
                yield item.key, row, spans

"""A sentence: words worked out from the report, described where they are defined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pingkou_gui.spec.place import SINGLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.wording.spans import Spans
    from pingkou_gui.spec.section import Section


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    r"""One or more sentences that stand together; a `\n` in them begins a new paragraph.

    `section` is set for a sentence that every row of that section has. An empty result says
    that there is nothing to print.
    """

    key: str
    rule: Callable[[Facts, int], Spans]
    section: type[Section] | None = None

    def __call__(self, f: Facts, row: int = SINGLE) -> Spans:
        """Return the words; they are written anew only after what they read has changed."""
        return f.keep(("sentence", self.key, row), lambda: self.rule(f, row))


def sentence(
    key: str, section: type[Section] | None = None
) -> Callable[[Callable[[Facts, int], Spans]], Sentence]:
    """Describe a rule; listing it in its module's tuple is what puts it to use."""
    return lambda rule: Sentence(key, rule, section)

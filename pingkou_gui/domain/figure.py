"""A figure: a number worked out from the report, described where it is defined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pingkou_gui.spec.place import SINGLE, FigureRef

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from pingkou_gui.domain.facts import Facts


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A derived number.

    `words` is the formula with the keys of its inputs in braces, `{staff.headcount} ÷
    {staff.establishment}`; it is shown once with their labels and once with their numbers.
    `section` is set for a figure that every row of that section has.
    """

    key: str
    label: str
    unit: str
    words: str
    source: str
    rule: Callable[[Facts, int], Decimal | None]
    section: str = ""

    def at(self, row: int = SINGLE) -> FigureRef:
        """Return the address of the figure in that row."""
        return FigureRef(self.key, row)


def figure(
    label: str, *, unit: str, words: str, source: str, section: str = ""
) -> Callable[[Callable[[Facts, int], Decimal | None]], Figure]:
    """Describe a rule; listing it in its module's tuple is what puts it to use."""
    return lambda rule: Figure(rule.__name__, label, unit, words, source, rule, section)

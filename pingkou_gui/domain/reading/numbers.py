"""Numbers of a report: amounts in 万元, people, percentages, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pingkou_gui.domain.reading.source import Span

_FACTOR = {
    "万元": Decimal(1),
    "万": Decimal(1),
    "元": Decimal("0.0001"),
    "亿元": Decimal(10000),
    "亿": Decimal(10000),
}
_EXACT_PLACES = 12


@dataclass(frozen=True, slots=True)
class Amount:
    """A printed number.

    Attributes:
        value: in 万元 (money), persons (unit 人) or percent (unit %), exact.
        step: one unit of the last printed place, in the unit of `value`.
        text: the number as printed, evened out, without its unit.
        unit: the unit as printed; empty where none stands there.
        approximate: 约, 近, 余 and the like stand beside it.
        span: where it stands.
    """

    value: Decimal
    step: Decimal
    text: str
    unit: str
    approximate: bool
    span: Span

    @property
    def places(self) -> int:
        """How many decimal places are printed."""
        return len(self.text.partition(".")[2])


def amount_of(text: str, unit: str, span: Span, *, approximate: bool = False) -> Amount:
    """Return the amount printed as `text` and `unit`; 元 and 亿元 become 万元 exactly."""
    number = Decimal(text)
    factor = _FACTOR.get(unit, Decimal(1))
    places = min(len(text.partition(".")[2]), _EXACT_PLACES)
    return Amount(number * factor, factor.scaleb(-places), text, unit, approximate, span)


def plain(value: Decimal) -> str:
    """Return a number for people: no exponent, no trailing zeros after the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

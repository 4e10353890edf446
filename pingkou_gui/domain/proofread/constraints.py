"""What must hold between printed figures: sums, equalities, percentages.

A constraint can be asked two things: how far it is off with given values, and which value
of one figure would mend it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pingkou_gui.domain.reading.statements import Comparison

Values = Mapping[int, Decimal]
_HALF = Decimal("0.5")
_HUNDRED = Decimal(100)


class Fit(IntEnum):
    """How well a constraint holds."""

    EXACT = 0
    ROUNDING = 1
    COARSE = 2
    """Off, but within what whole numbers may have been rounded by."""
    BROKEN = 3


@dataclass(frozen=True, slots=True)
class Sum:
    """total = parts; `allowance` is what rounding may add up to, `coarse` with whole numbers."""

    name: str
    total: int
    parts: tuple[int, ...]
    allowance: Decimal
    coarse: Decimal
    kind: str = "sum"
    signs: tuple[int, ...] = ()

    @property
    def nodes(self) -> tuple[int, ...]:
        """All entries it speaks of, the total first."""
        return (self.total, *self.parts)

    def expected(self, values: Values) -> Decimal:
        """Return what the total should be."""
        pairs = zip(self.parts, self.signs, strict=True)
        return sum((sign * values[part] for part, sign in pairs), Decimal(0))

    def fit(self, values: Values) -> Fit:
        """Return how well the parts add up."""
        off = abs(values[self.total] - self.expected(values))
        if off == 0:
            return Fit.EXACT
        if off <= self.allowance:
            return Fit.ROUNDING
        return Fit.COARSE if off <= self.coarse else Fit.BROKEN

    def implied(self, values: Values, node: int) -> Decimal | None:
        """Return the value of `node` with which the sum is exact."""
        if node == self.total:
            return self.expected(values)
        if self.parts.count(node) != 1:
            return None
        sign = self.signs[self.parts.index(node)]
        return values[node] + sign * (values[self.total] - self.expected(values))


@dataclass(frozen=True, slots=True)
class Ratio:
    """The percent of a comparison must follow from the amount and the change."""

    node: int
    comparison: Comparison
    half: Decimal
    kind: str = "percent"

    @property
    def nodes(self) -> tuple[int, ...]:
        """The one entry it speaks of."""
        return (self.node,)

    def fit(self, values: Values) -> Fit:
        """Return whether the percent can be true."""
        bounds = percent_bounds(values[self.node], self.comparison, self.half)
        percent = self.comparison.percent
        if bounds is None or percent is None:
            return Fit.EXACT if bounds is None else Fit.BROKEN
        low, high = bounds
        return (
            Fit.EXACT
            if low - percent.step <= abs(percent.value) <= high + percent.step
            else Fit.BROKEN
        )

    def implied(self, values: Values, node: int) -> Decimal | None:
        """A percentage is too coarse to imply an amount."""
        del values, node
        return None


Constraint = Sum | Ratio


def base_of(amount: Decimal, comparison: Comparison) -> Decimal | None:
    """Return what was compared with: the printed base, or amount less signed change."""
    if comparison.base_amount is not None:
        return comparison.base_amount.value
    if comparison.change is None:
        return None
    return amount - comparison.direction * comparison.change.value


def percent_of(amount: Decimal, comparison: Comparison) -> Decimal | None:
    """Return the exact percent that amount and change give; None without a base."""
    change = comparison.change
    base = base_of(amount, comparison)
    if base is None or base <= 0:
        return None
    size = abs(change.value) if change is not None else abs(amount - base)
    return size / base * _HUNDRED


def percent_bounds(
    amount: Decimal, comparison: Comparison, half: Decimal
) -> tuple[Decimal, Decimal] | None:
    """Return between which percentages the truth lies, given what rounding may hide.

    `half` is half a unit of the last printed place, in 万元.
    """
    change, printed = comparison.change, comparison.base_amount
    base = base_of(amount, comparison)
    if base is None or base <= 0:
        return None
    if change is None:
        size, slack = abs(amount - base), 2 * half
        low_base, high_base = base - half, base + half
    else:
        size, slack = abs(change.value), half
        spread = half if printed is not None else 2 * half
        low_base, high_base = base - spread, base + spread
    if low_base <= 0:
        low_base = base / 2
    low = max(size - slack, Decimal(0)) / high_base * _HUNDRED
    return low, (size + slack) / low_base * _HUNDRED


def half_unit(places: int) -> Decimal:
    """Return half a unit of the last of `places` decimal places."""
    return _HALF.scaleb(-places)

"""What a constraint between printed figures is: a sum, a change in percent, a rate, and how well it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from typing import TYPE_CHECKING

from pingkou_gui.text.reading.percentages import (
    half_unit,
    is_one_digit,
    percent_bounds,
    percent_may_be,
    rate_fits,
)
from pingkou_gui.text.reading.statements import PEOPLE_UNITS

if TYPE_CHECKING:
    from pingkou_gui.text.lexing.tokens import Amount
    from pingkou_gui.text.reading.ledger import Entry, Ledger
    from pingkou_gui.text.reading.statements import Comparison

Values = Mapping[int, Decimal]
_NEARLY_ALL = Decimal("0.85")
"""A list that comes this near to its total is meant to be the whole of it."""


class Fit(IntEnum):
    """How well a constraint holds."""

    EXACT = 0
    ROUNDING = 1
    COARSE = 2
    """Off, but within what whole numbers may have been rounded by."""
    BROKEN = 3


@dataclass(frozen=True, slots=True)
class Sum:
    """total = parts + constant.

    Attributes:
        name: the sum in words.
        allowance: what rounding may add up to; `coarse` with whole numbers.
        kind: `sum` for what holds by definition, `list` for a list of all parts, `partial` for
            one that may leave some out, `examples`, `same`, `budgets`, `flow`, `change`.
        signs: a sign for each part.
        constant: a printed change that is added.
    """

    name: str
    total: int
    parts: tuple[int, ...]
    allowance: Decimal
    coarse: Decimal
    kind: str = "sum"
    signs: tuple[int, ...] = ()
    constant: Decimal = Decimal(0)
    comparison: Comparison | None = None
    """The comparison that prints the change."""

    @property
    def nodes(self) -> tuple[int, ...]:
        """All entries it speaks of, the total first."""
        return (self.total, *self.parts)

    def expected(self, values: Values) -> Decimal:
        """Return what the total should be."""
        pairs = zip(self.parts, self.signs, strict=True)
        return sum((sign * values[part] for part, sign in pairs), self.constant)

    def fit(self, values: Values) -> Fit:
        """Return how well the parts add up; a list that names only some may fall short."""
        expected = self.expected(values)
        off = abs(values[self.total] - expected)
        if off == 0:
            return Fit.EXACT
        if off <= self.allowance:
            return Fit.ROUNDING
        if off <= self.coarse:
            return Fit.COARSE
        if self.is_open and expected < values[self.total] and not self.is_near(values):
            return Fit.EXACT
        return Fit.BROKEN

    @property
    def is_open(self) -> bool:
        """Whether the parts need not be all."""
        return self.kind in {"partial", "examples"}

    def is_near(self, values: Values) -> bool:
        """Whether a list that falls short is so near that it must be meant as the whole."""
        total, expected = values[self.total], self.expected(values)
        if self.kind == "examples" or len(self.parts) < 2:
            return False
        return expected >= total * _NEARLY_ALL and (
            len(self.parts) > 2 or is_one_digit(total, expected) or self._is_one_part_off(values)
        )

    def _is_one_part_off(self, values: Values) -> bool:
        """Whether one part with another digit would make the sum whole."""
        implied = [(values[part], self.implied(values, part)) for part in self.parts]
        return any(right is not None and is_one_digit(part, right) for part, right in implied)

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
        return Fit.EXACT if percent_may_be(percent, *bounds) else Fit.BROKEN

    def implied(self, values: Values, node: int) -> Decimal | None:
        """A percentage is too coarse to imply an amount."""
        del values, node
        return None


@dataclass(frozen=True, slots=True)
class Quotient:
    """A printed rate must follow from two printed amounts: 完成预算的85%, 占基本支出的60%."""

    node: int
    whole: int
    percent: Amount
    half: Decimal
    kind: str = "quotient"

    @property
    def nodes(self) -> tuple[int, ...]:
        """The part and the whole."""
        return (self.node, self.whole)

    def fit(self, values: Values) -> Fit:
        """Return whether the rate can be true."""
        return (
            Fit.EXACT
            if rate_fits(values[self.node], values[self.whole], self.percent, self.half)
            else Fit.BROKEN
        )

    def implied(self, values: Values, node: int) -> Decimal | None:
        """A percentage is too coarse to imply an amount."""
        del values, node
        return None


Constraint = Sum | Ratio | Quotient


def make_sum(
    ledger: Ledger, name: str, total: int, parts: tuple[int, ...], kind: str = "sum"
) -> Sum:
    """Return a constraint total = sum of parts, with the tolerance that its printed places ask for.

    `total` and `parts` are indices of the ledger's entries, `name` is the formula shown to people.
    """
    every = [ledger.entries[i] for i in (total, *parts)]
    entries = [e for e in every if e.value or e.amount.places] or every  # nothing is not rounded
    fine = half_unit(
        max([ledger.places, *(e.amount.places for e in entries if e.amount.unit != "元")])
    )
    if all(e.amount.unit == "元" for e in entries):
        fine = max(e.amount.step for e in entries) / 2
    if all(e.basis == "people" or e.amount.unit in PEOPLE_UNITS for e in entries):
        fine = Decimal(0)
    coarse = sum((_coarse(e, fine) for e in entries), Decimal(0)) if fine else Decimal(0)
    return Sum(name, total, parts, fine * len(entries), coarse, kind, (1,) * len(parts))


def _coarse(entry: Entry, fine: Decimal) -> Decimal:
    """Return the tolerance in 万元 of an entry printed in whole numbers or in 亿元; 0 for others."""
    amount = entry.amount
    rough = amount.unit in {"亿元", "亿"} or (amount.places == 0 and entry.value)
    return max(amount.step / 2, fine) if rough else fine

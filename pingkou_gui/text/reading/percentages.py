"""Percentages, and the rounding tolerance of the numbers they are computed from."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pingkou_gui.text.lexing.tokens import Amount
    from pingkou_gui.text.reading.statements import Comparison

_HALF = Decimal("0.5")
_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")


def rate_fits(part: Decimal, whole: Decimal, percent: Amount, half: Decimal) -> bool:
    """Whether a printed rate can be part / whole, within rounding."""
    if whole <= 0:
        return False
    slack = percent.step + half / whole * _HUNDRED * (1 + abs(part) / whole)
    return abs(part / whole * _HUNDRED - percent.value) <= slack


def base_of(amount: Decimal, comparison: Comparison) -> Decimal | None:
    """Return the base of a comparison: the printed one, or amount less signed change; else None."""
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


def hidden_by(amount: Amount | None, half: Decimal, *, at_most: bool = False) -> Decimal:
    """Return the rounding tolerance of a printed number, in 万元.

    A number with decimals, in 元 or in 亿元 has half a unit of its last place; a whole number of 万元
    has `half`, the tolerance of the text's other numbers. One decimal counts as two whose last is 0,
    unless the tolerance `at_most` is asked for.
    """
    if amount is None:
        return half
    if amount.places == 1 and amount.unit in {"万元", "万", ""} and not at_most:
        return min(half, _CENT / 2)
    return amount.step / 2 if amount.places or amount.unit in {"元", "亿元", "亿"} else half


def percent_may_be(percent: Amount, low: Decimal, high: Decimal) -> bool:
    """Whether a percentage between `low` and `high` may be printed so, rounded or truncated."""
    printed = abs(percent.value)
    return low - percent.step < printed <= high + percent.step / 2


def percent_bounds(
    amount: Decimal,
    comparison: Comparison,
    half: Decimal,
    usual: Decimal | None = None,
    *,
    at_most: bool = False,
) -> tuple[Decimal, Decimal] | None:
    """Return the least and the greatest percentage that the rounded numbers allow; None without a base.

    `half` is the tolerance of the amount in 万元, `usual` that of whole numbers in this text.
    """
    change, printed = comparison.change, comparison.base_amount
    usual = half if usual is None else usual
    base = base_of(amount, comparison)
    if base is None or base <= 0:
        return None
    beside = hidden_by(printed, usual, at_most=at_most)
    if change is None:
        size, slack = abs(amount - base), half + beside
        low_base, high_base = base - beside, base + beside
    else:
        slack = hidden_by(change, usual, at_most=at_most)
        size = abs(change.value)
        spread = beside if printed is not None else half + slack
        low_base, high_base = base - spread, base + spread
    if low_base <= 0:
        low_base = base / 2
    low = max(size - slack, Decimal(0)) / high_base * _HUNDRED
    return low, (size + slack) / low_base * _HUNDRED


def is_one_digit(one: Decimal, other: Decimal) -> bool:
    """Whether two numbers differ in one digit, or by two swapped digits."""
    places = max(-int(one.as_tuple().exponent), -int(other.as_tuple().exponent), 0)
    left, right = (f"{abs(n):.{places}f}" for n in (one, other))
    if len(left) != len(right):
        return False
    off = [at for at, pair in enumerate(zip(left, right, strict=True)) if pair[0] != pair[1]]
    if len(off) == 1:
        return True
    return len(off) == 2 and (left[off[0]], left[off[1]]) == (right[off[1]], right[off[0]])


def half_unit(places: int) -> Decimal:
    """Return half a unit of the last of `places` decimal places."""
    return _HALF.scaleb(-places)

"""What a wrong percent's amounts would be, were they the slip and not the percent.

Three numbers with one equation do not tell which of them is wrong. A hand that slips changes one
digit, or changes two about: few such numbers make a percent of four digits right, so that the clerk
is told of them beside the percent itself.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, DivisionByZero, InvalidOperation
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.slips import digits_of, is_slip, one_off
from pingkou_gui.text.lexing.tokens import amount_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.lexing.tokens import Amount
    from pingkou_gui.text.reasoning.evidence import Printed

_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")
_LEAST_DIGITS = 3
"""Of fewer digits, too many fit a percent."""
_MOST_RIGHTS = 2
"""Where more numbers would do, none of them is told."""
_MOST_WAYS = 4
OTHERWISE = "也可能是"


def slips_of(text: str) -> Iterator[str]:
    """Yield the numbers from which one slip makes the printed one.

    A digit is another one, two are changed about, or one too many was typed before the point.
    """
    yield from one_off(text)
    whole = len(text.partition(".")[0])
    yield from (text[:at] + text[at + 1 :] for at in range(whole if whole > _LEAST_DIGITS else 0))


def rights_of(number: Amount, fits: Callable[[Amount], bool]) -> list[str]:
    """Return what an amount may have been before one slip, where `fits` then; none where many do."""
    if digits_of(number.text) < _LEAST_DIGITS:
        return []
    found = []
    for text in dict.fromkeys(slips_of(number.text)):
        other = amount_of(text, number.unit, number.span)
        if text[0] != "0" and other.value > 0 and fits(other):
            found.append(text)
    return found if len(found) <= _MOST_RIGHTS else []


def share_is(part: Amount, whole: Amount, percent: Amount) -> bool:
    """Whether a percent is that of a part in a whole, rounded at its last place."""
    if whole.value <= 0:
        return False
    share = part.value / whole.value
    slack = (_unsure(part) + _unsure(whole) * share) / whole.value * _HUNDRED
    return abs(share * _HUNDRED - percent.value) <= percent.step * _HALF + slack


def change_is(this: Amount, base: Amount, percent: Amount, direction: int) -> bool:
    """Whether a percent is by how much an amount is more (1) or less (-1) than its base."""
    off = (this.value - base.value) * direction
    if base.value <= 0 or off < 0:
        return False
    slack = (_unsure(this) + _unsure(base) * this.value / base.value) / base.value * _HUNDRED
    return abs(off / base.value * _HUNDRED - percent.value) <= percent.step * _HALF + slack


def change_of_is(this: Amount, change: Amount, percent: Amount, direction: int) -> bool:
    """Whether a percent is that of a change in what there was before it."""
    size = abs(change.value)
    base = this.value - direction * size
    if base <= 0:
        return False
    slack = (_unsure(change) + _unsure(this) * size / base) / base * _HUNDRED
    return abs(size / base * _HUNDRED - percent.value) <= percent.step * _HALF + slack


def _unsure(amount: Amount) -> Decimal:
    """Return what rounding may hide of an amount; nothing of what is printed to the cent."""
    return Decimal(0) if amount.places > 1 or amount.unit == "元" else amount.step * _HALF


def only_right(
    this: Amount, base: Amount, percent: Amount, direction: int
) -> tuple[Amount, str] | None:
    """Return the one amount, with what it should be, whose slip alone puts percent and direction right."""
    ways = [
        *((this, r) for r in rights_of(this, lambda o: change_is(o, base, percent, direction))),
        *((base, r) for r in rights_of(base, lambda o: change_is(this, o, percent, direction))),
    ]
    return ways[0] if len(ways) == 1 else None


def otherwise(pairs: Sequence[tuple[Amount, Callable[[Amount], bool]]]) -> str:
    """Return （也可能是1610.32应为1660.32） with every amount that one slip less would put right, or nothing."""
    ways = [
        f"{number.text}{number.unit}应为{right}{number.unit}"
        for number, fits in pairs
        for right in rights_of(number, fits)
    ]
    return f"（{OTHERWISE}{'，或'.join(ways)}）" if 0 < len(ways) <= _MOST_WAYS else ""


def otherwise_share(part: Amount, whole: Amount, percent: Amount) -> str:
    """Return what part and whole of a wrong rate would be, in brackets."""
    return otherwise(
        (
            (part, lambda other: share_is(other, whole, percent)),
            (whole, lambda other: share_is(part, other, percent)),
        )
    )


def only_share_right(part: Amount, whole: Amount, percent: Amount) -> str:
    """Return what a part should be where one slip of it, and none of the percent, explains a wrong share."""
    right = (part.value / whole.value * _HUNDRED).quantize(Decimal(1).scaleb(-percent.places))
    if is_slip(percent.text, f"{right}"):
        return ""
    found = rights_of(part, lambda other: share_is(other, whole, percent))
    return found[0] if len(found) == 1 else ""


def otherwise_change(
    this: Amount | None, base: Amount | None, change: Amount | None, percent: Amount, direction: int
) -> str:
    """Return what the amounts of a wrong percent of a change would be, in brackets."""
    if this is not None and base is not None and change is None:
        return otherwise(
            (
                (this, lambda other: change_is(other, base, percent, direction)),
                (base, lambda other: change_is(this, other, percent, direction)),
            )
        )
    if this is not None and change is not None and base is None:
        return otherwise(
            (
                (this, lambda other: change_of_is(other, change, percent, direction)),
                (change, lambda other: change_of_is(this, other, percent, direction)),
            )
        )
    if base is not None and change is not None and this is None:
        return otherwise(
            (
                (base, lambda other: share_is(change, other, percent)),
                (change, lambda other: share_is(other, base, percent)),
            )
        )
    return ""


def ways_of_percent(
    percent: Printed, part: Decimal, whole: Decimal, near: Sequence[Printed]
) -> list[tuple[Printed, str]]:
    """Return the amounts that a wrong percent was divided of, each as one slip less would have it.

    The part, or the whole, may be made of others: a base of this year's number and its change.
    """
    top = _of_value(near, part)
    bottom = _of_value([n for n in near if n is not top], whole)
    rest = [n for n in near if n is not top and n is not bottom]
    forms = _forms(top, bottom, part, whole, rest)
    return [
        (number, right)
        for number, made in forms
        if len(rights := _rights(number, made, percent)) <= _MOST_RIGHTS
        for right in rights
    ][:_MOST_WAYS]


_Made = Callable[[Decimal], Decimal]


def _forms(
    top: Printed | None,
    bottom: Printed | None,
    part: Decimal,
    whole: Decimal,
    near: Sequence[Printed],
) -> list[tuple[Printed, _Made]]:
    """Return the printed numbers of a division, each with the quotient that another value would make."""
    if top is not None and bottom is not None:
        return [(top, lambda v: v / whole), (bottom, lambda v: part / v)]
    if top is not None:  # of what it was before, which is not printed
        this = _of_value(near, whole + part) or _of_value(near, whole - part)
        if this is None:
            return []
        now = this.value
        sign = 1 if now > whole else -1
        return [(this, lambda v: part / (v - sign * part)), (top, lambda v: v / (now - sign * v))]
    this = (
        None if bottom is None else _of_value(near, whole + part) or _of_value(near, whole - part)
    )
    if this is None or bottom is None:
        return []
    now = this.value
    return [(this, lambda v: abs(v - whole) / whole), (bottom, lambda v: abs(now - v) / v)]


def _of_value(near: Sequence[Printed], value: Decimal) -> Printed | None:
    """Return the first number that is printed for a value."""
    return next((n for n in near if value in {n.value, Decimal(n.amount.text)}), None)


def _rights(number: Printed, made: _Made, percent: Printed) -> list[str]:
    """Return what a number may have been before one slip, so that a percent comes out."""
    found = []
    for text in dict.fromkeys(slips_of(number.amount.text)):
        value = number.read(text)
        if value <= 0 or (text[0] == "0" and not text.startswith("0.")):
            continue
        try:
            quotient = made(value) * _HUNDRED
        except (DivisionByZero, InvalidOperation):
            continue
        if abs(quotient - percent.value) <= percent.step * _HALF:
            found.append(text)
    return found

"""How a hand or an eye goes wrong over a number: two digits changed about, one digit another, lost or twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import is_swap, swapped
from pingkou_gui.text.lexing.tokens import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

_LEAST = 2


def is_slip(printed: str, right: str) -> bool:
    """Whether a printed number is another one after a single slip of the hand."""
    if printed == right:
        return False
    if len(printed) == len(right):
        off = sum(one != other for one, other in zip(printed, right, strict=True))
        return off == 1 or is_swap(printed, right)
    longer, shorter = sorted((printed, right), key=len, reverse=True)
    if len(longer) != len(shorter) + 1 or len(shorter) < _LEAST:
        return False
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def is_slip_of_value(printed: str, right: str) -> bool:
    """Whether two numbers are one slip apart, or have the same digits, wherever their point and zeros stand."""
    one, other = (f"{digits}.".replace(".", "").strip("0") for digits in (printed, right))
    wide = [text if "." in text else f"{text}." for text in (printed, right)]
    places = max(len(text.partition(".")[2]) for text in wide)
    same = [f"{text.partition('.')[0]}{text.partition('.')[2].ljust(places, '0')}" for text in wide]
    return (
        bool(one and other)
        and same[0] != same[1]
        and (one == other or is_slip(*same) or is_slip(one, other))
    )


def is_digit_slip(printed: Decimal, right: Decimal, places: int = 0) -> bool:
    """Whether one number is the other with one or two digits left out.

    Both with as many decimal places as are printed: 1688.42 for 1688.40 has lost none.
    """
    short, long = sorted((_with(printed, places), _with(right, places)), key=len)
    if short == long or not 1 <= len(long) - len(short) <= _LEAST or len(short) < _LEAST:
        return False
    rest = iter(long)
    return all(mark in rest for mark in short)


def _with(value: Decimal, places: int) -> str:
    """Return a number with so many decimal places, or with more where it has more."""
    text = plain(value)
    return text if len(text.partition(".")[2]) >= places else f"{value:.{places}f}"


def one_digit_changed(text: str) -> Iterator[str]:
    """Yield what a printed number is with another digit in one place."""
    for at, mark in enumerate(text):
        if mark.isdigit():
            yield from (f"{text[:at]}{d}{text[at + 1 :]}" for d in "0123456789" if d != mark)


def one_off(text: str) -> Iterator[str]:
    """Yield what a printed number is with another digit in one place, or with two changed about."""
    yield from one_digit_changed(text)
    yield from swapped(text)


def digits_of(text: str) -> int:
    """Return how many digits of a printed number stand from the first that is no 0: 4 for 10.50, 1 for 0.05."""
    return len(text.replace(".", "").lstrip("0"))


def digit_slip(printed: str, right: Decimal) -> int:
    """Return 2 where digits changed places or one is lost or doubled, 1 where one differs, else 0."""
    places = len(printed.partition(".")[2])
    one = printed.replace(".", "").lstrip("-0")
    other = plain(right)
    whole, _, rest = other.partition(".")
    two = (whole + rest.ljust(places, "0")).lstrip("-0")
    if one == two or not one or not two:
        return 0
    if len(one) == len(two):
        off = [n for n, (a, b) in enumerate(zip(one, two, strict=True)) if a != b]
        if len(off) == 2 and one[off[0]] == two[off[1]] and one[off[1]] == two[off[0]]:
            return 2
        return int(len(off) == 1)
    short, long = sorted((one, two), key=len)
    if len(long) - len(short) == 1 and len(short) > 1:
        return 2 if any(long[:n] + long[n + 1 :] == short for n in range(len(long))) else 0
    return 0

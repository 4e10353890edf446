"""How a hand or an eye goes wrong over a number: two digits changed about, one digit another, lost or twice."""

from __future__ import annotations

from pingkou_gui.text.printed_numbers import is_swap


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


def digits_of(text: str) -> int:
    """Return how many digits of a printed number tell something: 3 for 10.50, 1 for 0.05."""
    return len(text.replace(".", "").lstrip("0"))


_LEAST = 2

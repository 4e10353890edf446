"""The one series of numbers that headings are counted in: 一、（一）1.（1）①."""

from __future__ import annotations

from typing import Self

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
DEEPEST = 5
"""Below the fourth level nothing is a heading any more: ① opens a paragraph."""


def chinese(number: int) -> str:
    """Return 1 to 9999 as 一, 十二, 一百零五."""
    said, gap = "", False
    for power, digit in reversed(list(enumerate(map(int, reversed(str(number)))))):
        if not digit:
            gap = bool(said)
            continue
        said += ("零" if gap else "") + _DIGITS[digit] + _UNITS[power]
        gap = False
    return said.removeprefix("一") if 10 <= number < 20 else said


def circled(number: int) -> str:
    """Return 1 to 50 in a circle, higher ones in brackets that no other level uses."""
    for first, start in ((1, 0x2460), (21, 0x3251), (36, 0x32B1)):
        last = {1: 20, 21: 35, 36: 50}[first]
        if first <= number <= last:
            return chr(start + number - first)
    return f"〔{number}〕"


def label(level: int, number: int) -> str:
    """Return the number of a heading as it is printed (GB/T 9704-2012, 7.3.3), ① below them."""
    match level:
        case 1:
            return f"{chinese(number)}、"
        case 2:
            return f"（{chinese(number)}）"
        case 3:
            return f"{number}."
        case 4:
            return f"（{number}）"
        case _:
            return circled(number)


class Numbering:
    """Counts the headings of one level under one heading."""

    def __init__(self, level: int = 1) -> None:
        self.level = level
        self._number = 0

    def next(self) -> str:
        """Return the number of the next heading."""
        self._number += 1
        return label(self.level, self._number)

    def below(self) -> Self:
        """Return a new count for the level below."""
        return type(self)(min(self.level + 1, DEEPEST))

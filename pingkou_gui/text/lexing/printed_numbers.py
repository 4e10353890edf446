"""Every number of a text as it is printed, with its unit and the words that lead up to it.

What a statement makes of a number depends on how its sentence is understood. Here nothing is
understood but the number itself: that is enough to see whether two numbers give a third.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.tokens import amount_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.text.lexing.tokens import Amount
    from pingkou_gui.text.lines.source import Normal

MONEY, PERCENT, POINTS = "money", "percent", "points"
"""Kinds of numbers; of what is counted, the kind is the measure word itself."""
RATIOS = frozenset({PERCENT, POINTS})
RATIOS_AND_SCORES = RATIOS | {"分"}
_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")
_NUMBER = re.compile(
    r"(?<![\d.〔])(?P<digits>\d{1,12}(?:\.\d{1,8})?)"
    r"(?P<unit>万元|亿元|元|%|个百分点|万?(?:平方米|立方米|平方公里|公里|人次|批次)|分钟|[万亿]?[一-鿿])?"
)
_HAS_UNIT = re.compile(r"\d[%一-鿿]")
_MONEY_UNITS = frozenset({"万元", "亿元", "元"})
_NO_MEASURE = frozenset("年月日时号多余至到的和与及为是、者级届类部第")
_CASES, _A_YEAR = "起", re.compile("(?:19|20)\\d\\d")
"""纠纷98起 counts, 2019起 does not."""
_PARTED = re.compile("[，。；：、（）\\d%\\n]")
_HEDGES = "(?<![节集])约|近|将近|超|逾|多于|不少于|不低于|不高于|不超过|至少|最多|高于|低于|达不到|目标值?"
_HEDGE = re.compile(f"(?:{_HEDGES})(?:为|是|：)?$|[-—–~～]$")
_HEDGED = re.compile("左右|以上|以下|以内|上下|多(?=[，。；])|余")
NUMBER = r"\d{1,12}(?:\.\d{1,6})?"
"""A number without its unit, to be part of a pattern."""
_BEFORE = 24
_STOPS = "。！？\n"
_TWO = 2
FAR = 300
"""No sentence is looked at further than this, to either side."""


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number in its place.

    Attributes:
        amount: the number; money in 万元.
        kind: `money`, `percent`, `points`, or the measure word of what is counted.
        start: where its digits begin in the evened text.
        end: where its unit ends.
        words: what stands between it and the mark or the number before it.
    """

    amount: Amount
    kind: str
    start: int
    end: int
    words: str

    @property
    def value(self) -> Decimal:
        """The number itself; money in 万元."""
        return self.amount.value

    @property
    def unit(self) -> str:
        """Its unit or measure word, as it is printed."""
        return unit_of(self.amount, self.kind)

    @property
    def is_hedged(self) -> bool:
        """Whether its words call it a bound or a mere estimate."""
        return self.amount.approximate


def unit_of(amount: Amount, kind: str) -> str:
    """Return the unit or measure word of a number of a kind, as it is printed."""
    named = {MONEY: amount.unit, PERCENT: "%", POINTS: "个百分点"}
    return named.get(kind, kind)


def numbers_in(normal: Normal, first: int = 0, last: int | None = None) -> list[PrintedNumber]:
    """Return the numbers printed between two places of an evened paragraph, in their order."""
    text = normal.text
    if not _HAS_UNIT.search(text):
        return []  # most cells of tables
    end = len(text) if last is None else last
    return [
        number
        for match in _NUMBER.finditer(text, first, end)
        if (number := _read(normal, match, end))
    ]


def _read(normal: Normal, match: re.Match[str], last: int) -> PrintedNumber | None:
    unit = match["unit"] or ""
    kind = _kind(unit)
    if not kind or (kind == _CASES and _A_YEAR.fullmatch(match["digits"])):
        return None
    text = normal.text
    words = text[max(0, match.start() - _BEFORE) : match.start()]
    words = _PARTED.split(words)[-1]
    hedged = _HEDGE.search(words) or _HEDGED.match(text, match.end(), min(last, match.end() + 3))
    money = unit if unit in _MONEY_UNITS else ""
    spot = normal.span(match.start(), match.end())
    number = amount_of(match["digits"], money, spot, approximate=hedged is not None)
    return PrintedNumber(number, kind, match.start(), match.end(), words)


def _kind(unit: str) -> str:
    if unit in _MONEY_UNITS:
        return MONEY
    if unit == "%":
        return PERCENT
    if unit == "个百分点":
        return POINTS
    return "" if not unit or unit[-1] in _NO_MEASURE else unit


def sentence_of(text: str, at: int, *, far: int = FAR, stops: str = _STOPS) -> tuple[int, int]:
    """Return where the sentence around a place begins and ends, by the marks that end one."""
    near, last = max(0, at - far), min(len(text), at + far)
    start = max(text.rfind(mark, near, at) + 1 for mark in stops)
    ends = [end for mark in stops if (end := text.find(mark, at, last)) >= 0]
    return max(start, near), min(ends, default=last)


def step_of(text: str) -> Decimal:
    """Return one unit of the last place of a printed number: 0.01 for 2.10."""
    return Decimal(1).scaleb(-len(text.partition(".")[2]))


def swapped(text: str) -> Iterator[str]:
    """Yield the numbers that two neighbouring digits of a printed one make when changed about."""
    for at in _pairs_of_digits(text):
        yield (
            text[: at[0]] + text[at[1]] + text[at[0] + 1 : at[1]] + text[at[0]] + text[at[1] + 1 :]
        )


def _pairs_of_digits(text: str) -> Iterator[tuple[int, int]]:
    digits = [at for at, mark in enumerate(text) if mark.isdigit()]
    return (pair for pair in pairwise(digits) if text[pair[0]] != text[pair[1]])


def is_swap(one: str, other: str) -> bool:
    """Whether two printed numbers differ by two neighbouring digits changed about."""
    if len(one) != len(other):
        return False
    off = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(off) != _TWO:
        return False
    first, last = off
    turned = one[first] == other[last] and one[last] == other[first]
    between = one[first + 1 : last]
    digits = (one[first] + one[last]).isdigit() and not any(map(str.isdigit, between))
    return turned and digits


def rounds_to(value: Decimal, printed: Amount, slack: Decimal = Decimal(0)) -> bool:
    """Whether a value may be printed so: rounded or cut off, what it is made of rounded too."""
    return abs(value - printed.value) <= printed.step + slack


def in_places_of(value: Decimal, printed: Amount) -> str:
    """Return a value with as many decimal places as a printed number has."""
    return f"{value.quantize(Decimal(1).scaleb(-printed.places)):f}"


def factor_of(number: PrintedNumber) -> Decimal:
    """Return what turns a number as it is printed into its value: 10000 for 亿元."""
    printed = Decimal(number.amount.text)
    return number.value / printed if printed else Decimal(1)


def part_of(one: PrintedNumber, whole: PrintedNumber) -> Decimal:
    """Return one number in percent of another, which must not be 0."""
    return one.value / whole.value * _HUNDRED


def slack_of(one: PrintedNumber, whole: PrintedNumber) -> Decimal:
    """Return by how many percent rounding of two numbers may shift their quotient."""
    return (
        (one.amount.step + whole.amount.step * abs(one.value) / whole.value)
        * _HALF
        / whole.value
        * _HUNDRED
    )

"""Comparisons as they are printed: a figure, what it is compared with, the change, the percent.

These are four numbers with two equations, or three with one. What each would have to be for the
others to agree is told here; which of them is the wrong one, `judgement` decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import (
    MONEY,
    PERCENT,
    factor_of,
    in_places_of,
    is_swap,
    swapped,
)
from pingkou_gui.text.lexing.tokens import DOWN, UP
from pingkou_gui.text.reading.percentages import is_one_digit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.lexing.printed_numbers import PrintedNumber
    from pingkou_gui.text.lines.source import Normal

_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")
TURNED = re.compile(
    f"(?:{UP}|{DOWN}|[增减多少升降][花支收用拨列]?|省下?)(?:了|额|数|幅)?(?:为|是|约|达)?$"
)
FALLEN = re.compile(f"(?:{DOWN}|[降减少][花支收用拨列]?|省下?)(?:了|额|数|幅)?(?:为|是|约|达)?$")
_BASE = re.compile("上一?年|去年|[比较与低高]于?(?:年初|全年)?预算|上年同期")
_WITH = re.compile("[与和同跟][^与和同跟]*$")
_COMPARED = re.compile("（?[^，。；：（）\\d]{0,4}相?比")
"""与2020年度3310.85万元相比: what stands between is what is compared with."""
_YEAR = re.compile("20\\d\\d(?=年)")
_PLAN = re.compile(
    "(?<!公共)(?<!基金)(?<!经营)预算|(?<=公共)预算(?!财政拨款|支出|收入|拨款)|(?<=基金)预算(?!财政拨款|支出|收入|拨款)|(?<=经营)预算(?!财政拨款|支出|收入|拨款)|批复|计划|控制"
)
_PLANNED = re.compile("(?<!公共)预算(?:总[额计数]|数|资金|收入|支出总?[额计]?)?(?:为|是|共)?$")
_ONLY_MARKS = re.compile("[，、（（；]?(?:即|折合|幅度)?$")
_SHORT = 6
_MOST_VALUES = 3
_ENOUGH = 3
_SAVED = re.compile("(?:节约|节省|结余|超支|超出|超|少[用支花]|多[用支花])[了额]?$")
"""Words of a change that is one against the budget just named."""
_LEAD = 24
_MARKS = re.compile("[，。；：、（）%\\n]|万元|亿元|元")


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison as it is printed: what may be compared, with what, the change, the percent.

    Attributes:
        values: the figures before it that may be the one compared; none where it is not printed.
        base: what it is compared with; None where that is not printed.
        change: by how much it changed; None where that is not printed.
        percent: by how many percent; None where that is not printed.
        turn: 1 for more, -1 for less.
    """

    values: tuple[PrintedNumber, ...]
    base: PrintedNumber | None
    change: PrintedNumber | None
    percent: PrintedNumber | None
    turn: int

    @property
    def numbers(self) -> tuple[PrintedNumber, ...]:
        """All numbers of it."""
        told = (self.base, self.change, self.percent)
        return (*self.values, *(n for n in told if n is not None))

    @property
    def is_full(self) -> bool:
        """Whether all four numbers are printed."""
        return bool(self.values) and None not in {self.base, self.change, self.percent}

    @property
    def start(self) -> int:
        """Where its first number but the values begins."""
        return min(n.start for n in (self.base, self.change, self.percent) if n is not None)

    @property
    def end(self) -> int:
        """Where its last number ends."""
        return max(n.end for n in self.numbers)


def comparisons_in(
    normal: Normal, year: int | None, numbers: Sequence[PrintedNumber]
) -> list[Compared]:
    """Return the comparisons of a paragraph that print three of its numbers or more.

    A figure of another year than `year` is what is compared with.
    """
    found: list[Compared] = []
    first = 0
    starts = [number.start for number in numbers]
    for match in re.finditer("[。；]|$", normal.text) if len(numbers) >= _ENOUGH else ():
        last = bisect_left(starts, match.end(), first)
        found += _of_sentence(normal, year, numbers[first:last])
        first = last
    return found


def _of_sentence(
    normal: Normal, year: int | None, numbers: Sequence[PrintedNumber]
) -> Iterator[Compared]:
    values: list[PrintedNumber] = []
    told: dict[str, PrintedNumber] = {}
    plan: PrintedNumber | None = None
    turn, last = 0, None
    for number in numbers:
        role = _role(normal, year, number, last)
        if role in told or (role in {"value", "base"} and ("change" in told or "percent" in told)):
            yield from _whole(values, told, turn, plan)
            told, turn = {}, 0
        if role == "value":
            values = [*values, number][-_MOST_VALUES:]
        elif role == "plan":
            plan = number
        elif role:
            if role == "change" and "base" not in told and plan and _SAVED.search(number.words):
                told["base"] = plan
            told[role] = number
            if role in {"change", "percent"} and TURNED.search(number.words):
                turn = turn or (-1 if FALLEN.search(number.words) else 1)
        last = role
    yield from _whole(values, told, turn, plan)


def _whole(
    values: list[PrintedNumber],
    told: dict[str, PrintedNumber],
    turn: int,
    plan: PrintedNumber | None,
) -> Iterator[Compared]:
    first = min((n.start for n in told.values() if n is not plan), default=0)
    before = [v for v in values if v.end <= first]
    planned = plan is not None and _PLANNED.search(plan.words) is not None
    if (
        not before
        and planned
        and plan is not None
        and plan.end <= first
        and plan not in told.values()
    ):
        before = [plan]  # 预算21.00万元，比2023年预算22.50万元减少1.50万元
    if not turn or len(told) + bool(before) < _ENOUGH or any(n.is_hedged for n in told.values()):
        return
    places = [n.amount.step for n in (*before, *told.values()) if n.kind == MONEY]
    fine = min(places)
    base, change, percent = (
        _as_fine(told[name], fine) if name in told else None
        for name in ("base", "change", "percent")
    )
    yield Compared(tuple(_as_fine(v, fine) for v in before), base, change, percent, turn)


def _as_fine(number: PrintedNumber, fine: Decimal) -> PrintedNumber:
    """Return a whole number of 万元 as exact as the numbers beside it: 8万元 beside 7.95万元 is 8.00."""
    if number.kind != MONEY or number.amount.places or number.amount.step <= fine:
        return number
    return replace(number, amount=replace(number.amount, step=fine))


def _role(normal: Normal, year: int | None, number: PrintedNumber, last: str | None) -> str:
    """Return what a number is by the words before it: value, base, change, percent, or ''."""
    turned = TURNED.search(number.words) is not None
    if number.kind == PERCENT:
        follows = (
            last == "change"
            and _ONLY_MARKS.search(normal.text[max(0, number.start - _SHORT) : number.start])
            is not None
        )
        return "percent" if turned or (follows and not number.words) else ""
    if number.kind != MONEY:
        return ""
    if turned:
        return "change"
    lead = _MARKS.split(normal.text[max(0, number.start - _LEAD) : number.start])[-1]
    named = _YEAR.findall(lead)
    closed = _WITH.search(lead) and _COMPARED.match(normal.text, number.end)
    if closed or _BASE.search(lead) or (named and year is not None and int(named[-1]) != year):
        return "base"
    return "plan" if _PLAN.search(lead) else "value"


# ---- whether it holds, and with which number changed -------------------------------------------


def holds(compared: Compared) -> bool:
    """Whether the numbers of a comparison agree, within what rounding may hide."""
    ways = compared.values or (None,)
    return any(
        _agree(way, compared.base, compared.change, compared.percent, compared.turn) for way in ways
    )


def _agree(
    value: PrintedNumber | None,
    base: PrintedNumber | None,
    change: PrintedNumber | None,
    percent: PrintedNumber | None,
    turn: int,
) -> bool:
    if base is None and value is not None and change is not None:
        under, loose = value.value - turn * change.value, value.amount.step + change.amount.step
    elif base is not None:
        under, loose = base.value, base.amount.step
    else:
        return True
    if under <= 0:
        return False
    size = (
        change.value
        if change is not None
        else abs(value.value - under)
        if value is not None
        else None
    )
    rough = (change.amount.step if change is not None else loose) * _HALF
    if value is not None and base is not None:
        off = value.value - base.value
        if off * turn < 0:
            return False
        steps = (value.amount.step + base.amount.step) * _HALF
        if change is not None and abs(abs(off) - change.value) > steps + rough:
            return False
        if change is None:
            rough = steps
    if percent is None or size is None:
        return True
    slack = (rough + loose * _HALF * size / under) / under * _HUNDRED
    return abs(size / under * _HUNDRED - percent.value) <= slack + percent.amount.step


Mending = tuple["PrintedNumber", str]
"""A printed number, and what would stand in its place."""


def mendings(compared: Compared, *, wide: bool = False) -> list[Mending]:
    """Return each number with what it should be, so that the others agree with it.

    Of three numbers those with two digits changed about, which are likelier than all others; with
    another digit too, and none of them preferred, where so `wide` is asked.
    """
    found: dict[tuple[int, str], Mending] = {}
    for number in compared.numbers:
        ways = _by_the_others if compared.is_full else _swaps
        found |= _holding(compared, number, ways(compared, number))
    if wide and not compared.is_full:
        for number in compared.numbers:
            found |= _holding(compared, number, _with_another_digit(compared, number))
    if wide:
        return list(found.values())
    swaps = {k: (n, right) for k, (n, right) in found.items() if is_swap(n.amount.text, right)}
    return list((swaps or found).values())


def mending_of(compared: Compared, *, wide: bool = False) -> Mending | None:
    """Return the one number without which the others agree, with its right value, or None.

    None too where all agree once 增加 is 减少: then it is the word that is wrong.
    """
    found = [] if holds(turned_about(compared)) else mendings(compared, wide=wide)
    return found[0] if len(found) == 1 else None


def turned_about(compared: Compared) -> Compared:
    """Return a comparison with 增加 for 减少."""
    return replace(compared, turn=-compared.turn)


def _holding(
    compared: Compared, number: PrintedNumber, rights: Iterator[str]
) -> dict[tuple[int, str], Mending]:
    """Return those ways to write a number with which its comparison holds, by place and words."""
    return {
        (number.start, right): (number, right)
        for right in rights
        if right != number.amount.text
        and (other := changed(number, right)).value > 0
        and holds(_with(compared, number, other))
    }


def one_slip(compared: Compared, number: PrintedNumber) -> list[str]:
    """Return what a number would be after one slip less, where the others then agree."""
    slips = chain(_swaps(compared, number), _with_another_digit(compared, number))
    return [right for _, right in _holding(compared, number, slips).values()]


def _swaps(compared: Compared, number: PrintedNumber) -> Iterator[str]:
    """Yield what a number is with two digits changed about; a percent, or a lone change, only as the others make it."""
    right = _percent_of(compared) if number is compared.percent else None
    base, values = compared.base, compared.values
    if number is compared.change and compared.percent is None and base is not None and values:
        right = abs(values[-1].value - base.value)
    exact = None if right is None else in_places_of(right, number.amount)
    yield from (s for s in swapped(number.amount.text) if exact is None or s == exact)


_MANY_DIGITS = 4


def _with_another_digit(compared: Compared, number: PrintedNumber) -> Iterator[str]:
    """Yield what a number may have been before a digit of it was mistyped."""
    text = number.amount.text
    if number is compared.percent:
        right = _percent_of(compared)
        if right is not None and is_one_digit(right, number.value):
            yield in_places_of(right, number.amount)
        return
    places = [at for at, mark in enumerate(text) if mark.isdigit()]
    if len(places) < _MANY_DIGITS:
        return
    for at in places:
        yield from (f"{text[:at]}{d}{text[at + 1 :]}" for d in "0123456789" if d != text[at])


def _percent_of(compared: Compared) -> Decimal | None:
    """Return the percent that the other two numbers give, rounded as the printed one."""
    base, change, percent = compared.base, compared.change, compared.percent
    value = compared.values[-1] if compared.values else None
    if percent is None:
        return None
    if base is not None:
        under = base.value
    elif value is not None and change is not None:
        under = value.value - compared.turn * change.value
    else:
        return None
    if change is not None:
        size = change.value
    elif value is not None:
        size = abs(value.value - under)
    else:
        return None
    if under <= 0:
        return None
    return (size / under * _HUNDRED).quantize(Decimal(1).scaleb(-percent.amount.places))


def _by_the_others(compared: Compared, number: PrintedNumber) -> Iterator[str]:
    """Yield what a number would have to be by the other three."""
    base, change, percent = compared.base, compared.change, compared.percent
    if base is None or change is None or percent is None:
        return
    shown = number.amount
    for value in compared.values:
        if number is percent:
            yield in_places_of(change.value / base.value * _HUNDRED, shown) if base.value else ""
        elif number is change:
            yield _printed(abs(value.value - base.value), number)
        elif number is base:
            yield _printed(value.value - compared.turn * change.value, number)
        elif number is value:
            yield _printed(base.value + compared.turn * change.value, number)


def _printed(value: Decimal, like: PrintedNumber) -> str:
    """Return a value in the unit and with the places of a printed number."""
    return in_places_of(value / factor_of(like), like.amount)


def changed(number: PrintedNumber, right: str) -> PrintedNumber:
    """Return a number with other digits in its place; its value is 0 where there are none."""
    value = Decimal(right) * factor_of(number) if right else Decimal(0)
    return replace(number, amount=replace(number.amount, value=value, text=right))


def _with(compared: Compared, number: PrintedNumber, other: PrintedNumber) -> Compared:
    """Return a comparison with one number in place of another; a changed value is then the one meant."""
    values = (other,) if number in compared.values else compared.values
    base, change, percent = (
        other if n is number else n for n in (compared.base, compared.change, compared.percent)
    )
    return Compared(values, base, change, percent, compared.turn)

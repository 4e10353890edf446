"""Comparisons as they are printed: a figure, what it is compared with, the change, the percent.

These are four numbers with two equations, or three with one. What each would have to be for the
others to agree is told here; which of them is the wrong one, `judgement` decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import (
    MONEY,
    PERCENT,
    RATIOS_AND_SCORES,
    factor_of,
    in_places_of,
    is_swap,
    swapped,
)
from pingkou_gui.text.lexing.slips import digits_of, is_slip
from pingkou_gui.text.lexing.tokens import DOWN, UP
from pingkou_gui.text.reading.percentages import is_one_digit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.lexing.printed_numbers import PrintedNumber
    from pingkou_gui.text.lines.source import Normal

_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")
TURNED = re.compile(
    f"(?:{UP}|{DOWN}|[增减多少升降涨超][花支收用拨列出]?|省下?)(?:了|额|数|幅|量)?(?:为|是|约|达)?$"
)
FALLEN = re.compile(f"(?:{DOWN}|[降减少][花支收用拨列]?|省下?)(?:了|额|数|幅|量)?(?:为|是|约|达)?$")
_BASE = re.compile(
    "上一?年|去年|[比较与低高]于?(?:年初|全年)?预算|上年同期|(?:(?<![占对相同环可])比(?![例重率如])|(?<![相年])较(?!为|大|小))[^比较]{1,8}$"
)
_ONWARD = re.compile("[增减上下提降升涨][加少升降高低长涨]?[为到至]$")
_WITH = re.compile("[与和同跟][^与和同跟]*$")
_COMPARED = re.compile("（?[^，。；：（）\\d]{0,4}相?比")
"""与2020年度3310.85万元相比: what stands between is what is compared with."""
_YEAR = re.compile("20\\d\\d(?=年)")
_PLAN = re.compile(
    "目标|(?<!公共)(?<!基金)(?<!经营)预算|(?<=公共)预算(?!财政拨款|支出|收入|拨款)|(?<=基金)预算(?!财政拨款|支出|收入|拨款)|(?<=经营)预算(?!财政拨款|支出|收入|拨款)|批复|计划|控制"
)
_PLANNED = re.compile("(?<!公共)预算(?:总[额计数]|数|资金|收入|支出总?[额计]?)?(?:为|是|共)?$")
_ONLY_MARKS = re.compile("[，、（（；]?(?:即|折合|幅度)?$")
_SHORT = 6
_MOST_VALUES, _MOST_KEPT = 3, 12
_ENOUGH = 3
_AGAINST = re.compile(
    "(?:节约|节省|结余|超支|超出|超|少[用支花]|多[用支花])[了额]?$|[比较](?:年初|全年)?(?:预算|计划)[^，。；：]{0,6}$"
)
"""Words of a change that is one against the budget or target just named."""
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
        for own in _of_one_kind(numbers[first:last]):
            found += _of_sentence(normal, year, own)
        first = last
    return found


def _of_one_kind(numbers: Sequence[PrintedNumber]) -> Iterator[list[PrintedNumber]]:
    """Yield the numbers of each kind with their percents; of what is counted, those right behind one of its kind."""
    for kind in dict.fromkeys(n.kind for n in numbers if n.kind not in RATIOS_AND_SCORES):
        last = ""
        own: list[PrintedNumber] = []
        for number in numbers:
            if number.kind == kind or (number.kind == PERCENT and kind in {MONEY, last}):
                own.append(number)
            last = number.kind if number.kind != PERCENT else last
        if len(own) >= _ENOUGH:
            yield own


def _of_sentence(
    normal: Normal, year: int | None, numbers: Sequence[PrintedNumber]
) -> Iterator[Compared]:
    values: list[PrintedNumber] = []
    told: dict[str, PrintedNumber] = {}
    plan: PrintedNumber | None = None
    turn, last, at = 0, None, 0
    for number in numbers:
        values = _out_of_brackets(normal.text, at, number.start, values)
        at = number.end
        role = _role(normal, year, number, last)
        if role in told or (role in {"value", "base"} and ("change" in told or "percent" in told)):
            yield from _whole(values, told, turn, plan)
            told, turn = {}, 0
        if role == "value":
            values = [*values, number][-_MOST_KEPT:]
        elif role == "plan":
            plan = number
        elif role:
            if role != "base" and _PLAN.search(number.words):
                told.pop(
                    "base", None
                )  # 上年2.1万元，较预算少0.5万元: of the budget, not of last year
            if role != "base" and "base" not in told and plan and _AGAINST.search(number.words):
                told["base"] = plan
            told[role] = number
            if role != "base" and TURNED.search(number.words):
                turn = turn or (-1 if FALLEN.search(number.words) else 1)
        last = role
    yield from _whole(values, told, turn, plan)


def _out_of_brackets(
    text: str, start: int, end: int, values: list[PrintedNumber]
) -> list[PrintedNumber]:
    """Return the values without those of brackets that are closed between two places: 88人（教师84人、职员4人）."""
    closes = text.rfind("）", start, end)
    opens = text.rfind("（", 0, closes) if closes >= 0 else -1
    return [v for v in values if not opens < v.start < closes] if opens >= 0 else values


def _whole(
    values: list[PrintedNumber],
    told: dict[str, PrintedNumber],
    turn: int,
    plan: PrintedNumber | None,
) -> Iterator[Compared]:
    onward = told.pop("onward", None)
    turned = [told[name].start for name in ("change", "percent") if name in told]
    first = min(turned, default=0)
    before = [v for v in values if v.end <= first][-_MOST_VALUES:]
    before = before if onward is None else [onward]
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
    fine = min(n.amount.step for n in (*before, *told.values()) if n.kind != PERCENT)
    base, change, percent = (
        _as_fine(told[name], fine) if name in told else None
        for name in ("base", "change", "percent")
    )
    yield Compared(tuple(_as_fine(v, fine) for v in before), base, change, percent, turn)


def _as_fine(number: PrintedNumber, fine: Decimal) -> PrintedNumber:
    """Return a whole number as exact as the numbers beside it: 8万元 beside 7.95万元 is 8.00.

    What is counted one by one hides nothing.
    """
    if number.kind in _COUNTED:
        fine = Decimal(0)
    elif number.kind == PERCENT or number.amount.places or number.amount.step <= fine:
        return number
    return replace(number, amount=replace(number.amount, step=fine))


_COUNTED = frozenset("人名位个件户次辆批台宗份场期所家条项篇座盏") | {"人次", "批次"}


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
    if number.kind in RATIOS_AND_SCORES:
        return ""
    if _ONWARD.search(number.words):
        return "onward"
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
        return not under  # where there was nothing before, no percent tells anything
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
    another digit too, and none of them preferred, where so `wide` is asked. What makes them agree to
    the last digit is preferred to what rounding has to help.
    """
    found: dict[tuple[int, str], Mending] = {}
    for number in compared.numbers:
        ways = _by_the_others if compared.is_full else _swaps
        found |= _holding(compared, number, ways(compared, number))
    if wide and not compared.is_full:
        for number in compared.numbers:
            found |= _holding(compared, number, _with_another_digit(compared, number))
    found = _exact(compared, found) or {
        key: (n, right)
        for key, (n, right) in found.items()
        if compared.is_full or digits_of(right) >= _MANY_DIGITS or is_swap(n.amount.text, right)
    }
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


def ways_of(compared: Compared) -> list[Mending]:
    """Return what each number would have to be for the others to agree, by one slip of the hand first.

    Of an amount that only a percent speaks of, as many values would do: there a slip alone tells one.
    """
    found = {(n.start, right): (n, right) for n, right in mendings(compared, wide=True)}
    if not compared.is_full:
        nearest = replace(compared, values=compared.values[-1:])
        for number in nearest.numbers:
            found |= _holding(nearest, number, _by_the_others(nearest, number))
    counted = Counter(start for start, _ in found)
    few = [(n, r) for (start, _), (n, r) in found.items() if counted[start] <= _FEW_RIGHTS]
    few.sort(key=lambda way: not is_slip(way[0].amount.text, way[1]))
    return sorted(few, key=lambda way: not is_swap(way[0].amount.text, way[1]))


_FEW_RIGHTS = 2


def _exact(
    compared: Compared, found: dict[tuple[int, str], Mending]
) -> dict[tuple[int, str], Mending]:
    """Return those ways to write a number with which all agree to the last printed digit."""
    return {
        key: (number, right)
        for key, (number, right) in found.items()
        if _agrees_exactly(_with(compared, number, changed(number, right)))
    }


def _agrees_exactly(compared: Compared) -> bool:
    base, change, percent = compared.base, compared.change, compared.percent
    for value in compared.values or (None,):
        made = (
            None if value is None or change is None else value.value - compared.turn * change.value
        )
        under = made if base is None else base.value
        if under is None or under <= 0 or (made is not None and made != under):
            continue
        size = change.value if change is not None else abs(value.value - under) if value else None
        off = (
            Decimal(0)
            if percent is None or size is None
            else size / under * _HUNDRED - percent.value
        )
        if percent is None or abs(off) <= percent.amount.step * _HALF:
            return True
    return False


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
        and (right[:1] != "0" or right.startswith("0."))
        and (other := changed(number, right)).value > 0
        and holds(_with(compared, number, other))
    }


def _swaps(compared: Compared, number: PrintedNumber) -> Iterator[str]:
    """Yield what a number is with two digits changed about; a percent, or a lone change, only as the others make it."""
    right = _percent_of(compared) if number is compared.percent else None
    base, values = compared.base, compared.values
    if number is compared.change and compared.percent is None and base is not None and values:
        right = abs(values[-1].value - base.value)
    exact = None if right is None else in_places_of(right, number.amount)
    yield from (s for s in swapped(number.amount.text) if exact is None or s == exact)


_FEW_DIGITS, _MANY_DIGITS = 2, 4


def _with_another_digit(compared: Compared, number: PrintedNumber) -> Iterator[str]:
    """Yield what a number may have been before a digit of it was mistyped."""
    text = number.amount.text
    if compared.percent is None:
        rights = _by_the_others(compared, number)
        yield from (right for right in rights if is_slip(text, right))
        return
    if number is compared.percent:
        right = _percent_of(compared)
        if right is not None and is_one_digit(right, number.value):
            yield in_places_of(right, number.amount)
        return
    places = [at for at, mark in enumerate(text) if mark.isdigit()]
    if len(places) < _FEW_DIGITS:
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
    """Yield what a number would have to be by the others; an amount, where two others are printed."""
    base, change = compared.base, compared.change
    if number is compared.percent:
        right = _percent_of(compared)
        if right is not None:
            yield in_places_of(right, number.amount)
        return
    if base is None or change is None:
        return
    for value in compared.values:
        if number is change:
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

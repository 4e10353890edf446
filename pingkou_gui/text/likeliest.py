"""Which of the numbers that contradict each other is the wrong one.

A figure, last year's, the change and its percent are four numbers with two equations: one slip
among them is found by asking of each whether the other three agree without it. Of three numbers
with one equation it is the one that two neighbouring digits changed about make right, where that
is so of one of them alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from pingkou_gui.text.finding import LIKELY, Severity
from pingkou_gui.text.percentages import is_one_digit
from pingkou_gui.text.printed_numbers import (
    FAR,
    MONEY,
    PERCENT,
    POINTS,
    in_places_of,
    is_swap,
    numbers_in,
    swapped,
)
from pingkou_gui.text.tokens import DOWN, UP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.finding import TextFinding
    from pingkou_gui.text.printed_numbers import PrintedNumber
    from pingkou_gui.text.reader import Reading
    from pingkou_gui.text.source import Normal

_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")
_TURNED = re.compile(
    f"(?:{UP}|{DOWN}|[增减多少升降][花支收用拨列]?|省下?)(?:了|额|数|幅)?(?:为|是|约|达)?$"
)
_LEAST = re.compile(f"(?:{DOWN}|[降减少][花支收用拨列]?|省下?)(?:了|额|数|幅)?(?:为|是|约|达)?$")
_BASE = re.compile("上一?年|去年|[比较与低高]于?(?:年初|全年)?预算|上年同期")
_YEAR = re.compile("20\\d\\d(?=年)")
_PLAN = re.compile("预算|批复|计划|控制")
_PLANNED = re.compile("(?<!公共)预算(?:总[额计数]|数|资金|收入|支出总?[额计]?)?(?:为|是|共)?$")
_ONLY_MARKS = re.compile("[，、（（；]?(?:即|折合|幅度)?$")
_SHORT = 6
_MOST_FINDINGS = 60
"""A paragraph with more findings is no paragraph of a report."""
_MOST_VALUES = 3
_ENOUGH = 3
_SAVED = re.compile("(?:节约|节省|结余|超支|超出|超|少[用支花]|多[用支花])[了额]?$")
"""Words of a change that is one against the budget just named."""
_LEAD = 24
_MARKS = re.compile("[，。；：、（）%\\n]|万元|亿元|元")
_WRONG = frozenset({"PCT", "SUM", "DIRECTION", "DIGIT_DROP", "CONTRADICTION"})


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


@dataclass(frozen=True, slots=True)
class Culprit:
    """A printed number with what it should be, as it would be printed."""

    number: PrintedNumber
    right: str


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
            if role in {"change", "percent"} and _TURNED.search(number.words):
                turn = turn or (-1 if _LEAST.search(number.words) else 1)
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
    turned = _TURNED.search(number.words) is not None
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
    if _BASE.search(lead) or (named and year is not None and int(named[-1]) != year):
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


def culprit_of(compared: Compared, *, wide: bool = False) -> Culprit | None:
    """Return the one number without which the others agree, with its right value, or None.

    Of three numbers it is one with two digits changed about; with another digit only where it is
    known that something is wrong, and so more `wide` asked. None too where all agree once 增加 is 减少: then it is the word that is wrong.
    """
    if holds(replace(compared, turn=-compared.turn)):
        return None
    full = compared.is_full
    found: dict[tuple[int, str], Culprit] = {}
    for number in compared.numbers:
        for right in _ways(compared, number) if full else _swaps(compared, number):
            other = _changed(number, right)
            if (
                other.value > 0
                and right != number.amount.text
                and holds(_with(compared, number, other))
            ):
                found[number.start, right] = Culprit(number, right)
    if not found and wide and not full:
        found = _by_one_digit(compared)
    if len(found) > 1:
        swaps = {k: c for k, c in found.items() if is_swap(c.number.amount.text, c.right)}
        found = swaps or found
    return next(iter(found.values())) if len(found) == 1 else None


def _swaps(compared: Compared, number: PrintedNumber) -> Iterator[str]:
    """Yield what a number is with two digits changed about; a percent only as the others make it."""
    right = _percent_of(compared) if number is compared.percent else None
    exact = None if right is None else in_places_of(right, number.amount)
    yield from (s for s in swapped(number.amount.text) if exact is None or s == exact)


def _by_one_digit(compared: Compared) -> dict[tuple[int, str], Culprit]:
    """Return the numbers with one digit changed that make the others agree.

    An amount must have four digits: of fewer, too many fit a percent.
    """
    found: dict[tuple[int, str], Culprit] = {}
    for number in compared.numbers:
        for right in _with_another_digit(compared, number):
            other = _changed(number, right)
            if other.value > 0 and holds(_with(compared, number, other)):
                found[number.start, right] = Culprit(number, right)
    return found


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


def _ways(compared: Compared, number: PrintedNumber) -> Iterator[str]:
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
    number = Decimal(like.amount.text)
    factor = like.value / number if number else Decimal(1)
    return in_places_of(value / factor, like.amount)


def _changed(number: PrintedNumber, right: str) -> PrintedNumber:
    printed = Decimal(number.amount.text)
    factor = number.value / printed if printed else Decimal(1)
    value = Decimal(right) * factor if right else Decimal(0)
    return replace(number, amount=replace(number.amount, value=value, text=right))


def _with(compared: Compared, number: PrintedNumber, other: PrintedNumber) -> Compared:
    """Return a comparison with one number in place of another; a changed value is then the one meant."""
    values = (other,) if number in compared.values else compared.values
    base, change, percent = (
        other if n is number else n for n in (compared.base, compared.change, compared.percent)
    )
    return Compared(values, base, change, percent, compared.turn)


# ---- findings ----------------------------------------------------------------------------------


def with_culprits(reading: Reading, findings: Sequence[TextFinding]) -> list[TextFinding]:
    """Return the findings, those about one comparison as one that names the number that is wrong."""
    kept = list(findings)
    about_numbers = Counter(f.spot.paragraph for f in findings if f.class_ in _WRONG)
    paragraphs = {
        f.spot.paragraph for f in findings
        if f.class_ in _WRONG and not reading.source.paragraphs[f.spot.paragraph].is_cell
    }  # fmt: skip
    for at in sorted(each for each in paragraphs if about_numbers[each] <= _MOST_FINDINGS):
        normal = reading.normals[at]
        for compared in comparisons_in(normal, reading.year, reading.numbers.get(at, [])):
            about = [
                f
                for f in kept
                if f.class_ in _WRONG and f.spot.paragraph == at and _is_about(normal, f, compared)
            ]
            if not about or holds(compared):
                continue
            culprit = culprit_of(compared, wide=True)
            turned = _turned(normal, about[0], compared)
            if turned is not None:
                kept = [turned if f is about[0] else f for f in kept if f not in about[1:]]
            elif culprit is not None:
                kept = _told_once(normal, kept, about, culprit)
            else:
                kept = [_with_ways(f, compared) if f in about else f for f in kept]
    return [_with_amount(reading, finding) for finding in kept]


def _turned(normal: Normal, finding: TextFinding, compared: Compared) -> TextFinding | None:
    """Return the wrong word of 减少6.60万元，增长7.80%, where the figures tell which of the two it is."""
    other = replace(compared, turn=-compared.turn)
    number = compared.change
    if number is None or compared.base is None or not compared.values or not holds(other):
        return None
    words = [
        (m, -1 if _LEAST.search(m.group()) else 1)
        for n in (number, compared.percent)
        if n is not None and (m := _TURNED.search(n.words))
    ]
    if (
        len({sign for _, sign in words}) != len(words)
        or len(words) != 2
        or words[0][1] != compared.turn
    ):
        return None
    printed = words[0][0].group()
    right = _OTHER_TURN.get(printed, "增加" if compared.turn < 0 else "减少")
    expected = f"{right}{number.amount.text}{_unit_of(number)}"
    message = f"按前后两个数是{right}，这里写的是{printed}，后面的百分比也是按{right}写的；应为“{expected}”"
    return replace(
        finding, class_="DIRECTION", message=message, expected=expected, edits=(), deed="",
        spot=normal.span(number.start - len(printed), number.end), quote=f"{printed}{number.amount.text}{_unit_of(number)}",
    )  # fmt: skip


_OTHER_TURN = {
    "增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长", "上升": "下降", "降低": "提高", "多": "少", "少": "多",
}  # fmt: skip


def _with_ways(finding: TextFinding, compared: Compared) -> TextFinding:
    """Return a finding of a comparison with what each of its numbers would have to be, by one slip."""
    if finding.class_ not in {"PCT", "SUM"} or _OTHERWISE in finding.message:
        return finding
    ways = [
        (number, right)
        for number in compared.numbers
        for right in _mending(compared, number)
        if f"{right}" not in finding.message
    ]
    if not 0 < len(ways) <= _MOST_WAYS:
        return finding
    told = "，或".join(f"{number.amount.text}应为{right}" for number, right in ways)
    return replace(finding, message=f"{finding.message}（{_OTHERWISE}{told}）")


_OTHERWISE = "也可能是"
_MOST_WAYS = 5


def _mending(compared: Compared, number: PrintedNumber) -> list[str]:
    """Return what a number would be after one slip less, where the others then agree; no more than two."""
    found = []
    for slips in (swapped(number.amount.text), _with_another_digit(compared, number)):
        for right in slips:
            other = _changed(number, right)
            if other.value > 0 and holds(_with(compared, number, other)):
                found.append(right)
        if found:
            break
    return found if len(found) <= _FEW_RIGHTS else []


_FEW_RIGHTS = 2
_DIVISION = re.compile("(?P<part>\\d+(?:\\.\\d+)?) ÷ (?P<whole>\\d+(?:\\.\\d+)?) = ")


def _with_amount(reading: Reading, finding: TextFinding) -> TextFinding:
    """Return a wrong percent as a wrong amount, where digits changed about in one amount alone mend it.

    Only where the percent itself is not the right one with a digit changed.
    """
    division = _DIVISION.search(finding.message)
    normal = reading.normals[finding.spot.paragraph]
    cell = reading.source.paragraphs[finding.spot.paragraph].is_cell
    if finding.class_ != "PCT" or division is None or cell:
        return finding
    start, end = normal.place(finding.spot.start), normal.place(finding.spot.end)
    around = numbers_in(normal, max(0, start - FAR), min(len(normal.text), end + FAR))
    percents = [n for n in around if n.kind == PERCENT and start <= n.start < end]
    if not percents or _is_near(percents[-1].amount.text, finding.expected):
        return finding
    part, whole = Decimal(division["part"]), Decimal(division["whole"])
    found = _by_swapping(around, part, whole, percents[-1])
    rest = {
        abs(_changed(n, right).value - other)
        for n, right in found
        for other in {part, whole} - {n.value}
    }
    told = {n.value for n in around if n.kind not in _NO_AMOUNT} & rest
    if told:  # 没有用完的6.45万元: what the two leave is printed too
        found = [
            (n, right) for n, right in found
            if any(abs(_changed(n, right).value - other) in told for other in (part, whole))
        ]  # fmt: skip
    if len({(n.value, right) for n, right in found}) == 1:
        return _about_number(finding, normal, Culprit(*found[0]))
    if not found:
        found = _by_another_digit(around, part, whole, percents[-1])
        made = [(n, right) for n, right in found if _is_made(around, n, right)]
        if len({(n.value, right) for n, right in made}) == 1:
            return _about_number(finding, normal, Culprit(*made[0]))
    if not 0 < len(found) <= _FEW_WAYS:
        return finding
    ways = "，或".join(f"{n.amount.text}应为{right}" for n, right in found)
    return replace(finding, message=f"{finding.message}（执行率或占比若不错，可能是{ways}）")


def _is_made(around: Sequence[PrintedNumber], number: PrintedNumber, right: str) -> bool:
    """Whether two other amounts beside a number make what it should be: what was spent and what is left."""
    value = _changed(number, right).value
    amounts = [n.value for n in around if n.kind == number.kind and n is not number and n.value]
    return any(value in {one + other, abs(one - other)} for one, other in combinations(amounts, 2))


_FEW_WAYS = 3
_NO_AMOUNT = frozenset({PERCENT, POINTS})


def _by_swapping(
    around: Sequence[PrintedNumber], part: Decimal, whole: Decimal, percent: PrintedNumber
) -> list[tuple[PrintedNumber, str]]:
    """Return the amounts of a share that with two digits changed about give the printed percent."""
    found = []
    for number in around:
        if number.kind in _NO_AMOUNT or number.value not in {part, whole}:
            continue
        for right in swapped(number.amount.text):
            value = _changed(number, right).value
            share = value / whole if number.value == part else part / value if value else Decimal(0)
            if abs(share * _HUNDRED - percent.value) <= percent.amount.step:
                found.append((number, right))
    return found


def _by_another_digit(
    around: Sequence[PrintedNumber], part: Decimal, whole: Decimal, percent: PrintedNumber
) -> list[tuple[PrintedNumber, str]]:
    """Return the amounts of a share that with one other digit give the printed percent."""
    found = []
    for number in around:
        text = number.amount.text
        if number.kind in _NO_AMOUNT or number.value not in {part, whole}:
            continue
        for at in (at for at, mark in enumerate(text) if mark.isdigit()):
            for digit in "0123456789":
                right = f"{text[:at]}{digit}{text[at + 1 :]}"
                value = _changed(number, right).value
                if digit == text[at] or value <= 0:
                    continue
                share = value / whole if number.value == part else part / value
                if abs(share * _HUNDRED - percent.value) <= percent.amount.step / 2:
                    found.append((number, right))
    return found


def _is_near(printed: str, expected: str) -> bool:
    right = re.match("\\d+(?:\\.\\d+)?", expected)
    return right is not None and is_one_digit(Decimal(printed), Decimal(right.group()))


def _is_about(normal: Normal, finding: TextFinding, compared: Compared) -> bool:
    start, end = normal.place(finding.spot.start), normal.place(finding.spot.end)
    return start < compared.end and compared.start < end


def _told_once(
    normal: Normal, kept: list[TextFinding], about: list[TextFinding], culprit: Culprit
) -> list[TextFinding]:
    """Return the findings with one in place of those about a comparison."""
    right = Decimal(culprit.right)
    same = [
        f
        for f in about
        if (m := re.match("-?\\d+(?:\\.\\d+)?", f.expected)) and Decimal(m.group()) == right
    ]
    severe = min((f.severity for f in about), key=list(Severity).index)
    sure = any(f.certainty != LIKELY and f.severity is severe for f in about)
    certainty = (
        next((f.certainty for f in about if f.severity is severe and f.certainty != LIKELY), LIKELY)
        if sure
        else LIKELY
    )
    if same:
        chosen = replace(same[0], severity=severe, certainty=certainty)
    else:
        chosen = replace(
            _about_number(about[0], normal, culprit), severity=severe, certainty=certainty
        )
    first_at = kept.index(about[0])
    gone = {id(f) for f in about}
    rest = [f for f in kept if id(f) not in gone]
    return [*rest[:first_at], chosen, *rest[first_at:]]


def _about_number(finding: TextFinding, normal: Normal, culprit: Culprit) -> TextFinding:
    """Return a finding that names the number that is wrong, with what it was said of before."""
    number = culprit.number
    unit = _unit_of(number)
    expected = f"{culprit.right}{unit}"
    message = f"“{number.words}{number.amount.text}{unit}”和前后的数对不上，写成{expected}就都相符；核对（{finding.message}）"
    return replace(
        finding, class_="PCT" if number.kind == PERCENT else "SUM", message=message, expected=expected,
        spot=normal.span(number.start, number.end), edits=(), deed="",
        quote=normal.text[number.start - len(number.words) : number.end],
    )  # fmt: skip


def _unit_of(number: PrintedNumber) -> str:
    if number.kind == PERCENT:
        return "%"
    return number.amount.unit if number.kind == MONEY else number.kind

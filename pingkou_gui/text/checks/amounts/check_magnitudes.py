"""Checks of the size of numbers: a unit with which an amount is out of all proportion."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import (
    MONEY,
    PERCENT,
    POINTS,
    numbers_in,
    sentence_of,
)
from pingkou_gui.text.lexing.slips import digits_of
from pingkou_gui.text.reasoning.finding import Case, Findings, check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.text.lexing.printed_numbers import PrintedNumber
    from pingkou_gui.text.lines.source import Normal, Span

_FAR_ABOVE = Decimal(20)
_FEW = 3
_MANY = 100
"""No county has so many 亿元."""
_FOR_EACH = re.compile(
    "每|人均|户均|亩均|平均|均|单价|标准|元/|限额|起付|以上|以下|票面|门票|次均|工资|补贴|补助标准"
)
_EACH = frozenset("/每一")
_BEFORE = 30
_SAME_WORDS = 3
_PLACES = 2
_TOP = Decimal(100_000)


def _amounts(case: Case) -> list[tuple[Normal, PrintedNumber]]:
    """Return the amounts of money of the running text, with their paragraphs."""
    return [
        (normal, number)
        for normal in case.reading.running
        for number in case.reading.numbers.get(normal.paragraph, ())
        if number.kind == MONEY
    ]


_OF_ECONOMY = re.compile("产值|增加值|生产总值|销售额|零售总?额|[存贷]款余额")
"""What tells of a whole economy, whose sums are no spending."""


@check("金额的单位与全文的大小相称", "UNIT", ground="单位")
def amounts_are_in_proportion(case: Case) -> Findings:
    """人员经费1230.33亿元 in a text whose sums are of some thousand 万元; 150.00元 among them."""
    amounts = _amounts(case)
    usual = [number for _, number in amounts if number.amount.unit == "万元"]
    if len(usual) < _FEW:
        return
    largest = max(number.value for number in usual)
    places = [n.amount.places for _, n in amounts if n.amount.unit == "元"]
    in_yuan = (
        places.count(_PLACES) >= _FEW
    )  # a text that counts in 元 itself: 4947300.00元, 2000.00元
    own = {s.amount.span for s in case.reading.statements if s.amount and s.key and not s.whose}
    for normal, number in amounts:
        unit, printed = number.amount.unit, Decimal(number.amount.text)
        wrong = ""
        known = number.amount.span in own or printed >= _MANY
        far = _LISTED_ABOVE if unit == "亿元" and _is_in_a_row(normal, number) else _FAR_ABOVE
        known = (known or far == _LISTED_ABOVE) and not _OF_ECONOMY.search(normal.text)
        if unit == "亿元" and known and number.value > largest * far and printed <= largest:
            wrong = "比全文其他的数大得多"
        elif unit == "元" and not in_yuan and _reads_as_ten_thousands(normal, number, usual):
            wrong = "全文的数用万元、写两位小数，这里却是元"
        if wrong:
            expected = f"{number.amount.text}万元"
            message = f"“{number.words}{number.amount.text}{unit}”：{wrong}，像是把“万元”写成了“{unit}”；核对"
            yield case.question(
                "UNIT", normal.span(number.start - len(number.words), number.end), message, expected
            )


@check("金额换成万元就和旁边的数相符", "UNIT", ground="单位")
def amounts_fit_in_another_unit(case: Case) -> Findings:
    """合计152.16万元：…购置60.00元，…48.16万元，…44.00万元: with 万元 the sum holds; 5万元…共计5元.

    And the other way round: 预算858500元，货物20000元，工程400000元，服务438500万元.
    """
    for normal, number in _amounts(case):
        unit = number.amount.unit
        other = (
            "万元" if unit == "元" else _unit_beside(normal, number) or _unit_around(normal, number)
        )
        if not other:
            continue
        wrong = ""
        if _makes_a_sum(normal, number):
            wrong = f"写成{other}，和旁边的数正好相加得上"
        elif unit == "元" and _is_said_before(normal, number):
            wrong = "前面同一个数写的是万元"
        elif unit == "元" and _is_the_same_again(normal, number):
            wrong = "同一句里同一个数写的是万元"
        elif unit == "元" and (told := _works_out(normal, number)):
            wrong = f"按{told}算是{number.amount.text}万元"
        if wrong:
            expected = f"{number.amount.text}{other}"
            message = f"“{number.words}{number.amount.text}{unit}”：{wrong}，像是把“{other}”写成了“{unit}”；核对"
            yield case.question(
                "UNIT", normal.span(number.start - len(number.words), number.end), message, expected
            )


def _is_the_same_again(normal: Normal, number: PrintedNumber) -> bool:
    """Whether a number of some length stands in 万元 before it in its sentence, and is none of each one."""
    text = number.amount.text
    first, _ = sentence_of(normal.text, number.start)
    before = [n for n in numbers_in(normal, first, number.start) if n.kind == MONEY]
    own = "." in text and digits_of(text) > _TWO and not _FOR_EACH.search(number.words)
    return own and any(n.amount.text == text and n.amount.unit == "万元" for n in before)


def _unit_beside(normal: Normal, number: PrintedNumber) -> str:
    """Return the unit that all other amounts of a sentence have, '' where some are of each one."""
    first, last = sentence_of(normal.text, number.start)
    money = [
        n for n in numbers_in(normal, first, last) if n.kind == MONEY and n.start != number.start
    ]
    units = {n.amount.unit for n in money} - {number.amount.unit}
    alike = len(money) >= _TWO and len({n.amount.unit for n in money}) == len(units) == 1
    return units.pop() if alike and not _FOR_EACH.search(normal.text, first, last) else ""


def _unit_around(normal: Normal, number: PrintedNumber) -> str:
    """Return 元 for a large number of 万元 where all amounts of its sentence and the one before are of 元."""
    first, last = sentence_of(normal.text, number.start)
    first = sentence_of(normal.text, first - 1)[0] if first else 0
    units = {
        n.amount.unit for n in numbers_in(normal, first, last)
        if n.kind == MONEY and n.start != number.start
    }  # fmt: skip
    return "元" if units == {"元"} and Decimal(number.amount.text) >= _TOP else ""


def _works_out(normal: Normal, number: PrintedNumber) -> str:
    """Return what of its sentence shows that an amount in 元 is of 万元, in words; '' where nothing does.

    35.40元，占126.30万元的28.03%; 24.80元，…620座，平均每座400元.
    """
    first, last = sentence_of(normal.text, number.start)
    printed, numbers = Decimal(number.amount.text), numbers_in(normal, first, last)
    if not printed or _FOR_EACH.search(number.words):
        return ""
    money = [n for n in numbers if n.kind == MONEY and n.start != number.start and n.value]
    percents = [n for n in numbers if n.kind == PERCENT and n.start > number.start]
    for whole in (n for n in money if n.amount.unit == "万元" and n.value > printed):
        for percent in percents if digits_of(number.amount.text) > _TWO else ():
            if abs(printed / whole.value * _HUNDRED - percent.value) <= percent.amount.step / 2:
                return f"{whole.amount.text}万元的{percent.amount.text}%"
    counts = [n for n in numbers if n.kind not in {MONEY, PERCENT, POINTS} and n.value > 1]
    for each in (n for n in money if _EACH_OF.search(n.words)):
        for counted in counts:
            if each.value * counted.value == printed:
                return f"{counted.amount.text}{counted.kind}、{each.words}{each.amount.text}{each.amount.unit}"
    return ""


_EACH_OF = re.compile("(?:每|平均|均)[一-鿿]{0,6}$")
_HUNDRED = Decimal(100)
_FAR_BACK = 300
"""No number is looked for further back than this."""
_TOGETHER = re.compile("(?:共计?|合计|总计|计|总额|金额|支出|资金|经费|投入)(?:为|是|共|支出)?$")


def _is_said_before(normal: Normal, number: PrintedNumber) -> bool:
    """Whether the same number stands before it in 万元, and its words take up what was said."""
    before = [
        n
        for n in numbers_in(normal, max(0, number.start - _FAR_BACK), number.start)
        if n.kind == MONEY
    ]
    clause = re.split("[。；]", normal.text[max(0, number.start - _BEFORE) : number.start])[-1]
    if not before or not _TOGETHER.search(number.words) or _FOR_EACH.search(clause):
        return False
    alike = [n for n in before if n.amount.text == number.amount.text]
    return bool(alike) and all(n.amount.unit == "万元" for n in before)


_LISTED_ABOVE = Decimal(3)
_TWO = 2
_MOST_BESIDE = 12


def _beside(normal: Normal, number: PrintedNumber) -> list[PrintedNumber]:
    """Return the other amounts of its sentence that are printed in 万元; in the unit beside it where it is so itself."""
    unit = "万元"
    if number.amount.unit == "万元":
        unit = _unit_beside(normal, number) or _unit_around(normal, number)
    first, last = sentence_of(normal.text, number.start)
    money = [
        n for n in numbers_in(normal, first, last) if n.kind == MONEY and n.start != number.start
    ]
    return [n for n in money if n.amount.unit == unit][:_MOST_BESIDE]


def _as_printed(number: PrintedNumber) -> Decimal:
    return Decimal(number.amount.text)


def _is_in_a_row(normal: Normal, number: PrintedNumber) -> bool:
    """Whether an amount stands in a list between amounts in 万元, printed with as many places."""
    text, beside = normal.text, _beside(normal, number)
    before = [n for n in beside if n.end <= number.start][-1:]
    behind = [n for n in beside if n.start >= number.end][:1]
    joints = [text[n.end : number.start] for n in before]
    joints += [text[number.end : n.start] for n in behind]
    alike = all(n.amount.places == number.amount.places for n in (*before, *behind))
    return alike and any(joint[:1] in _LISTED and "。" not in joint for joint in joints if joint)


_LISTED = frozenset("、；和及")


def _siblings(normal: Normal, number: PrintedNumber) -> int:
    return len(_beside(normal, number))


def _makes_a_sum(normal: Normal, number: PrintedNumber) -> bool:
    """Whether an amount in 元 is what two or more neighbours of a list in 万元 lack, or come to."""
    printed = Decimal(number.amount.text)
    before = normal.text[max(0, number.start - _BEFORE) : number.start]
    if digits_of(number.amount.text) < _TWO or _FOR_EACH.search(re.split("[。；]", before)[-1]):
        return False
    beside = _beside(normal, number)
    if _lacks_it(normal, number, beside) or _is_between(printed, beside):
        return True
    at = sum(n.start < number.start for n in beside)
    values = [_as_printed(n) for n in beside]
    row = [*values[:at], printed, *values[at:]]
    for first in range(len(row)):
        added = Decimal(0)
        for last in range(first, len(row)):
            added += row[last]
            if last <= first or not first <= at <= last:
                continue
            if added in {*row[:first][-1:], *row[last + 1 :][:1]}:
                return True
    return any(
        sum(row[first:last], Decimal(0)) == printed
        for first, last in ((at + 1, end) for end in range(at + 3, len(row) + 1))
    )


def _lacks_it(normal: Normal, number: PrintedNumber, beside: list[PrintedNumber]) -> bool:
    """Whether an amount and all those of its sentence come to one of the sentence before."""
    first, _ = sentence_of(normal.text, number.start)
    before = [
        _as_printed(n) for n in numbers_in(normal, max(0, first - _FAR_BACK), first)
        if n.kind == MONEY and n.amount.unit != number.amount.unit
    ][-_FEW:]  # fmt: skip
    added = sum((_as_printed(n) for n in beside), _as_printed(number))
    long = digits_of(number.amount.text) > _FEW + 1
    return len(beside) >= (1 if long else _TWO) and added in before


def _is_between(printed: Decimal, beside: list[PrintedNumber]) -> bool:
    """Whether two amounts of the sentence differ by just this one: 上年0.92万元，减少0.06万元."""
    values = [_as_printed(n) for n in beside[:_FEW]]
    return len(values) == _TWO and printed in {abs(values[0] - values[1]), sum(values, Decimal(0))}


def _reads_as_ten_thousands(
    normal: Normal, number: PrintedNumber, usual: list[PrintedNumber]
) -> bool:
    """Whether an amount in 元 is printed as those in 万元 are, and its words speak of no single thing."""
    before = normal.text[max(0, number.start - _BEFORE) : number.start]
    clause = re.split("[。；]", before)[-1]
    beside = sum(
        1 for each in numbers_in(normal) if each.kind == MONEY and each.amount.unit == "元"
    )
    listed = number.amount.places > 0 and _siblings(normal, number) >= _TWO
    if listed and beside == 1 and 0 < Decimal(number.amount.text) < _TOP:
        return (
            not _FOR_EACH.search(clause) and normal.text[number.end : number.end + 1] not in _EACH
        )
    if number.amount.places != _PLACES or Decimal(number.amount.text) >= _TOP:
        return False
    if _FOR_EACH.search(clause) or normal.text[number.end : number.end + 1] in _EACH:
        return False
    places = [each.amount.places for each in usual]
    return (
        places.count(_PLACES) * 2 > len(places) and beside == 1 and Decimal(number.amount.text) > 0
    )


@check("同一个数前后的单位一致", "UNIT", ground="单位")
def one_number_has_one_unit(case: Case) -> Findings:
    """保护人口0.68万人 and 保护人口0.68亿人: one number of one thing, in two units."""
    seen: defaultdict[str, list[tuple[Normal, PrintedNumber]]] = defaultdict(list)
    for paragraph, numbers in case.reading.numbers.items():
        normal = case.reading.normals[paragraph]
        for number in numbers:
            if number.amount.places and len(number.words) > _SAME_WORDS:
                seen[number.amount.text].append((normal, number))
    for places in seen.values():
        for normal, number in places if len(places) > 1 else ():
            right = next(_other_unit(normal, number, places), "")
            if right:
                unit = number.amount.unit or number.kind
                expected = f"{number.amount.text}{right}"
                message = (
                    f"“{number.words}{number.amount.text}{unit}”在别处写的是{expected}，核对单位"
                )
                yield case.question(
                    "UNIT", normal.span(number.start - len(number.words), number.end), message, expected,
                )  # fmt: skip


def _other_unit(
    normal: Normal, number: PrintedNumber, places: list[tuple[Normal, PrintedNumber]]
) -> Iterator[str]:
    """Yield another unit in which the same number of the same thing is printed, before or oftener."""
    own = number.amount.unit or number.kind
    units = [other.amount.unit or other.kind for _, other in places]
    for there, other in places:
        unit = other.amount.unit or other.kind
        same = (
            own != unit
            and own.lstrip("万亿") == unit.lstrip("万亿")
            and _share_words(number, other)
        )
        first = (there.paragraph, other.start) < (normal.paragraph, number.start)
        if same and (units.count(unit), first) > (units.count(own), not first):
            yield unit


def _share_words(one: PrintedNumber, other: PrintedNumber) -> bool:
    return one.words[-_SAME_WORDS - 1 :] == other.words[-_SAME_WORDS - 1 :]


_IN_UNIT = re.compile(
    "(?P<sign>[≥≤=<>]|不超过|不低于|控制在)?(?P<number>\\d[\\d.]*)(?P<unit>万元|元)(?P<rest>[^\\d]{0,6})"
)
_NEARLY = Decimal(5)


@check("完成值的单位就是目标值的单位", "UNIT", ground="单位")
def what_is_reached_is_in_the_unit_of_its_target(case: Case) -> Findings:
    """≤80万元 and 78元 in one row: 78 万元."""
    for rows in case.reading.score_rows:
        for row in rows:
            target, actual = _IN_UNIT.fullmatch(row.target), _IN_UNIT.fullmatch(row.actual)
            if target is None or actual is None or target["unit"] == actual["unit"]:
                continue
            one, other = Decimal(target["number"]), Decimal(actual["number"])
            place = _cell_with(case, row.table, row.actual)
            if other and one / _NEARLY <= other <= one * _NEARLY and place is not None:
                right = f"{actual['number']}{target['unit']}"
                message = f"“{row.label}”的目标是{row.target}，完成的写成{row.actual}，相差一万倍；像是单位写错，核对是不是{right}"
                yield case.question("UNIT", place, message, right)


def _cell_with(case: Case, table: int, words: str) -> Span | None:
    """Return the one cell of a table that prints just some words."""
    found = [
        cell.span for grid in case.reading.grids if grid.number == table
        for row in grid.rows for cell in row if cell.text == words
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


FIRST_CHECKS = (amounts_fit_in_another_unit,)
CHECKS = (
    amounts_are_in_proportion,
    one_number_has_one_unit,
    what_is_reached_is_in_the_unit_of_its_target,
)

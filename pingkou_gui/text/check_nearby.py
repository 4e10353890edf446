"""Checks of numbers by those beside them, however the sentence is worded.

They are asked last: what they say of a place counts only where nothing else was said of it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.comparisons import comparisons_in, holds, mending_of
from pingkou_gui.text.finding import PROVED, Case, Findings, check
from pingkou_gui.text.printed_numbers import MONEY, PrintedNumber, is_swap, step_of
from pingkou_gui.text.tokens import DOWN, UP, in_unit_of, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.text.source import Normal

_HUNDRED = Decimal(100)
_BESIDE = 8
"""So many numbers before a percent are looked at."""
_BEHIND = 3
_LEAST_DIGITS = 3
_MOST_ELSEWHERE = 600
_TURN = re.compile(f"{UP}|{DOWN}|[增减升降涨]幅?$")


# ---- comparisons -------------------------------------------------------------------------------


@check("比较里的数彼此相符", "SUM", "PCT")
def numbers_of_a_comparison_agree(case: Case) -> Findings:
    """5.32万元（上年5.06万元），少花0.28万元，下降5.00%: with 5.60 all of them agree."""
    for normal in case.reading.running:
        numbers = case.reading.numbers.get(normal.paragraph, [])
        for compared in comparisons_in(normal, case.reading.year, numbers):
            mending = None if holds(compared) else mending_of(compared)
            if mending is None:
                continue
            number, right = mending
            expected = f"{right}{number.unit}"
            message = f"“{number.words}{number.amount.text}{number.unit}”和前后的数对不上，写成{expected}就都相符；核对"
            yield case.question(
                "SUM" if number.kind == MONEY else "PCT", normal.span(number.start, number.end), message, expected,
            )  # fmt: skip


# ---- percentage points ----------------------------------------------------------------------

_N = "\\d{1,4}(?:\\.\\d{1,4})?"
_MORE, _LESS = "高|提高|上升|增加|多|提升|增长|升|超出?|超过", "低|降低|下降|减少|少|回落|降|下滑"
_APART = re.compile(
    f"(?P<one>{_N})%，?(?:(?:均|都)?(?:比|较|与|低于|高于|超过|超出|超)|是|为)[^，。；%\\d]{{0,16}}(?P<other>{_N})%[^，。；%\\d]{{0,12}}，?"
    f"(?P<turn>{_MORE}|{_LESS})?了?(?P<points>{_N})个百分点"
)
_FROM_TO = re.compile(
    f"[由从][^，。；%\\d]{{0,12}}(?P<other>{_N})%[^，。；%\\d]{{0,10}}(?:到|至|为)(?P<one>{_N})%，?[^，。；%\\d]{{0,8}}(?P<points>{_N})个百分点"
)


@check("相差的百分点算对了", "PCT")
def points_apart_are_right(case: Case) -> Findings:
    """95.4%，比目标95%高0.4个百分点; 由18.3%降到11.6%，下降6.7个百分点."""
    for normal in case.reading.counting:
        if "个百分点" not in normal.text:
            continue
        for pattern in (_APART, _FROM_TO):
            for match in pattern.finditer(normal.text):
                yield from _points(case, normal, match)


def _points(case: Case, normal: Normal, match: re.Match[str]) -> Findings:
    one, other, points = (Decimal(match[name]) for name in ("one", "other", "points"))
    apart = abs(one - other)
    told = [match[name] for name in ("one", "other")]
    step = max((step_of(number) for number in told if "." in number), default=Decimal(1))
    if abs(apart - points) < step or "、" in match.group():
        return
    right = plain(apart)
    message = f"{match['one']}%和{match['other']}%相差{right}个百分点，印的是{match['points']}；核对是哪个数写错"
    yield case.finding(
        "PCT", normal.span(*match.span()), message, f"{right}个百分点", certainty=PROVED
    )


# ---- lists whose sum stands elsewhere --------------------------------------------------------

_NO_ITEM = re.compile(
    "[比较由从至到每超约近]|上年|去年|其中|^含|人均|户均|平均|预算|标准|剩余|结余|结转|增|减|降|合计|共计|总计|小计|累计"
)
_LEAST_ITEMS = 3
_MOST_ITEMS = 12


@check("清单相加等于别处的合计", "SUM")
def lists_come_to_a_total_elsewhere(case: Case) -> Findings:
    """Three items or more that miss a total of the text by two digits of one of them changed about."""
    totals = _totals(case)
    for normal in case.reading.running:
        for items in _runs(normal, case.reading.numbers.get(normal.paragraph, [])):
            yield from _off_total(case, normal, items, totals)


def _totals(case: Case) -> dict[Decimal, str]:
    """Return the totals of spending and income that a text prints, with what they are called."""
    found: dict[Decimal, str] = {}
    for s in case.reading.statements:
        if s.amount is not None and s.key in _WHOLES and not s.unit_is_people:
            found.setdefault(s.amount.value, s.label)
    return found


_WHOLES = frozenset(
    {"total_spending", "total_income", "balance", "project_spending", "basic_spending", "operating_spending", "personnel_spending"}
)  # fmt: skip


def _runs(normal: Normal, numbers: list[PrintedNumber]) -> Iterator[list[PrintedNumber]]:
    """Yield the items of a paragraph: a name and its amount, one clause each, told by their names."""
    for begin, end in _sentences(normal.text) if len(numbers) >= _LEAST_ITEMS else ():
        items = []
        for number in (n for n in numbers if begin <= n.start < end):
            head = normal.text[: number.start].removesuffix(number.words)[-1:]
            opens = head in {"", "，", "；", "：", "、", "。", "）"}
            if (
                number.kind == MONEY
                and opens
                and len(number.words) > 1
                and not _NO_ITEM.search(number.words)
            ):
                items.append(number)
        if _LEAST_ITEMS <= len(items) <= _MOST_ITEMS:
            yield items


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for match in re.finditer("。|$", text):
        if match.end() > begin:
            yield begin, match.end()
        begin = match.end()


def _off_total(
    case: Case, normal: Normal, items: list[PrintedNumber], totals: dict[Decimal, str]
) -> Findings:
    added = sum((item.value for item in items), Decimal(0))
    own = {item.value for item in items}
    if any(abs(total - added) < max(i.amount.step for i in items) for total in totals) or any(
        value * 2 == added for value in own
    ):
        return
    found = []
    for total, label in totals.items():
        if total in own:
            continue
        for item in items:
            right = item.value + total - added
            shown = in_unit_of(right, item.amount) if right > 0 else ""
            if shown and is_swap(shown, item.amount.text):
                found.append((item, shown, total, label))
    if len({total for _, _, total, _ in found}) != 1 or len(found) > _FEW_WAYS:
        return
    first, last, (_, _, total, label) = found[0][0], found[-1][0], found[0]
    terms = "+".join(i.amount.text for i in items)
    like = items[0].amount
    ways = "，或".join(f"“{i.words}”是{shown}{i.amount.unit}" for i, shown, _, _ in found)
    message = (
        f"这几项相加是{terms} = {in_unit_of(added, like)}，“{label}”是{in_unit_of(total, like)}；"
        f"若{ways}就相符，像是两个数字写颠倒了；核对"
    )
    yield case.question(
        "SUM", normal.span(first.start - len(first.words), last.end), message, "或".join(f"{shown}{i.amount.unit}" for i, shown, _, _ in found),
    )  # fmt: skip


_FEW_WAYS = 3


CHECKS = (numbers_of_a_comparison_agree, lists_come_to_a_total_elsewhere, points_apart_are_right)

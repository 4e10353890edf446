"""Checks of numbers by those beside them, however the sentence is worded.

They are asked last: what they say of a place counts only where nothing else was said of it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.finding import Case, Findings, check
from pingkou_gui.text.likeliest import comparisons_in, culprit_of, holds
from pingkou_gui.text.printed_numbers import (
    MONEY,
    PrintedNumber,
    between,
    is_swap,
)
from pingkou_gui.text.tokens import in_unit_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.text.source import Normal


# ---- comparisons -------------------------------------------------------------------------------


@check("比较里的数彼此相符", "SUM", "PCT")
def numbers_of_a_comparison_agree(case: Case) -> Findings:
    """5.32万元（上年5.06万元），少花0.28万元，下降5.00%: with 5.60 all of them agree."""
    for normal in case.reading.running:
        numbers = case.reading.numbers.get(normal.paragraph, [])
        for compared in comparisons_in(normal, case.reading.year, numbers):
            culprit = None if holds(compared) else culprit_of(compared)
            if culprit is None:
                continue
            number = culprit.number
            unit = number.amount.unit if number.kind == MONEY else "%"
            expected = f"{culprit.right}{unit}"
            message = f"“{number.words}{number.amount.text}{unit}”和前后的数对不上，写成{expected}就都相符；核对"
            yield case.question(
                "SUM" if number.kind == MONEY else "PCT", normal.span(number.start, number.end), message, expected,
            )  # fmt: skip


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
        for number in between(numbers, begin, end):
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
        "SUM", normal.span(first.start - len(first.words), last.end), message,
        "或".join(f"{shown}{i.amount.unit}" for i, shown, _, _ in found),
    )  # fmt: skip


_FEW_WAYS = 3


CHECKS = (
    numbers_of_a_comparison_agree,
    lists_come_to_a_total_elsewhere,
)

"""Checks of figures that are another figure of the text with two digits changed about."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import MONEY, is_swap, swapped
from pingkou_gui.text.lexing.tokens import in_unit_of
from pingkou_gui.text.reading.table_words import MONEY as MONEY_COLUMNS
from pingkou_gui.text.reasoning.finding import Case, Findings, check

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pingkou_gui.text.lexing.printed_numbers import PrintedNumber
    from pingkou_gui.text.lines.source import Normal, Span
    from pingkou_gui.text.reading.tables import CellStatement
    from pingkou_gui.text.reasoning.finding import TextFinding

_LEAST_NAME = 3
_LEAST_DIGITS = 5
_SAME_TAIL = 4
_OFTEN = 2


def _amounts(case: Case) -> Iterator[tuple[Normal, PrintedNumber]]:
    for normal in case.reading.running:
        numbers = case.reading.numbers.get(normal.paragraph, ())
        yield from ((normal, n) for n in numbers if n.kind == MONEY and n.value)


@check("正文里项目的金额就是表里的", "CONTRADICTION", ground="前后一致")
def amounts_of_projects_agree_with_their_rows(case: Case) -> Findings:
    """圩堤加固 111.36 in the table, and （三）圩堤加固。支出113.16万元 in the text."""
    rows: defaultdict[str, list[CellStatement]] = defaultdict(list)
    for cell in case.reading.cells:
        named = not cell.key and len(cell.label) >= _LEAST_NAME
        if named and cell.column_key in MONEY_COLUMNS and cell.amount.unit != "%":
            rows[cell.label].append(cell)
    named_in = (-1, list[_Named]())
    for normal, number in _amounts(case) if rows else ():
        if named_in[0] != normal.paragraph:
            named_in = normal.paragraph, _names_in(normal.text, rows.keys())
        label = _named_before(named_in[1], number.start)
        if not label or any(_is_same(cell, number) for cell in rows[label]):
            continue
        for cell in rows[label]:
            right = in_unit_of(cell.amount.value * cell.factor, number.amount)
            if is_swap(right, number.amount.text):
                yield _twin(case, normal, number, right, cell.amount.span, label)
                break


_Named = tuple[int, int, str]
"""Where a name of a row stands in a paragraph: its start, its end, and the name."""


def _names_in(text: str, labels: Collection[str]) -> list[_Named]:
    """Return the names that a paragraph holds by their starts, longer ones behind shorter ones."""
    sizes = sorted({len(label) for label in labels})
    starts = range(len(text) - sizes[0] + 1)
    return [
        (at, at + size, word)
        for at in starts
        for size in sizes
        if (word := text[at : at + size]) in labels and at + size <= len(text)
    ]


def _named_before(names: list[_Named], at: int) -> str:
    """Return the name of the row that was named last before a place of a paragraph, or ''."""
    before = bisect_left(names, (at,))
    return next((name for _, end, name in reversed(names[:before]) if end <= at), "")


def _is_same(cell: CellStatement, number: PrintedNumber) -> bool:
    return abs(cell.amount.value * cell.factor - number.value) <= number.amount.step / 2


def _twin(  # noqa: PLR0913, PLR0917 - one place where such a finding is put together
    case: Case, normal: Normal, number: PrintedNumber, right: str, other: Span, label: str
) -> TextFinding:
    unit = number.amount.unit
    where = case.reading.named(other.paragraph)
    message = (
        f"“{label}”在这里是{number.amount.text}{unit}，在{where}是{right}，只差两个数字的先后，"
        "像是写颠倒了；核对"
    )
    return case.question(
        "CONTRADICTION", normal.span(number.start - len(number.words), number.end), message, f"{right}{unit}", others=(other,),
    )  # fmt: skip


@check("同一个数没有写颠倒", "CONTRADICTION", ground="前后一致")
def figures_are_not_changed_about(case: Case) -> Findings:
    """商品和服务支出189.30万元 here, 198.30万元 there: one name, or a figure that is printed often."""
    found = list(_amounts(case))
    times: Counter[Decimal] = Counter(number.value for _, number in found)
    by_text: defaultdict[str, list[tuple[Normal, PrintedNumber]]] = defaultdict(list)
    for normal, number in found:
        by_text[number.amount.text].append((normal, number))
    in_cells = {cell.amount.value * cell.factor for cell in case.reading.cells}
    for normal, number in found:
        digits = number.amount.text.replace(".", "").lstrip("0")
        if times[number.value] > 1 or len(digits) < _LEAST_DIGITS or not number.amount.places:
            continue
        if number.value in in_cells:
            continue  # the text and a table state it alike
        twins = [
            (other, there)
            for text in swapped(number.amount.text)
            for other, there in by_text.get(text, ())
            if there.amount.unit == number.amount.unit
            and other.paragraph != normal.paragraph
            and not _is_part(case, normal, number, there.value)
        ]
        if not twins:
            continue
        other, there = twins[0]
        often = times[there.value] >= _OFTEN
        named = (
            number.words[-_SAME_TAIL:] == there.words[-_SAME_TAIL:]
            and len(number.words) >= _SAME_TAIL
        )
        later = other.paragraph < normal.paragraph
        if often or (named and later):
            yield _twin(
                case, normal, number, there.amount.text, there.amount.span, number.words or "这个数"
            )


def _is_part(case: Case, normal: Normal, number: PrintedNumber, whole: Decimal) -> bool:
    """Return whether a figure is one of several, listed side by side, that add up to another."""
    amounts = [n for n in case.reading.numbers.get(normal.paragraph, ()) if n.kind == MONEY]
    at = next((i for i, each in enumerate(amounts) if each.start == number.start), 0)
    for first in range(at + 1):
        total = sum((each.value for each in amounts[first:at]), Decimal(0))
        for last in range(at, len(amounts)):
            total += amounts[last].value
            if last > first and total == whole:
                return True
            if total > whole:
                break
    return False


CHECKS = (amounts_of_projects_agree_with_their_rows, figures_are_not_changed_about)

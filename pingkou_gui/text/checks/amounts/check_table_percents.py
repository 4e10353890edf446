"""Checks of a percent in running text that gives no amounts: it is of a row of a table."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from itertools import permutations
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import step_of
from pingkou_gui.text.reasoning.finding import Case, Findings, check

if TYPE_CHECKING:
    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reading.tables import CellStatement
    from pingkou_gui.text.reasoning.finding import Match, TextFinding

_HUNDRED, _HALF = Decimal(100), Decimal("0.5")
_SAID = re.compile(
    "(?P<name>[一-鿿（）]{3,18}?)(?:支出|决算|经费)?(?:(?:较|比|与|同)(?:上年度?|去年|20\\d\\d年度?)(?:同期|决算|数|相比|度)*|同比)?"
    "(?P<turn>增长|增加|上升|下降|减少|降低|压减)(?:了)?(?P<percent>\\d{1,4}(?:\\.\\d{1,2})?)%"
)
_UP = frozenset({"增长", "增加", "上升"})
_YEARS = re.compile("(20\\d\\d) ?年(?:度)?[一-鿿 ]{0,6}?(决算|预算)?")
_LONGEST_ROW, _HEAD_ABOVE = 6, 12


@check("正文的增减百分比由表里的数算出", "PCT", ground="算术")
def percents_follow_from_a_row_of_a_table(case: Case) -> Findings:
    """公务用车运行维护费下降7.41% below a row with 4.86 and 5.22: 6.90 %."""
    rows = _rows(case) if case.reading.cells else {}
    for normal in case.reading.running if rows else ():
        for match in _SAID.finditer(normal.text):
            row = _row_of(rows, match["name"])
            if row:
                told = _off(case, normal, match, row)
                if told is not None:
                    yield told


def _rows(case: Case) -> dict[str, list[CellStatement]]:
    """Return the rows of amounts by their labels; none of a label that stands over two rows."""
    found: defaultdict[str, dict[tuple[int, int], list[CellStatement]]]
    found = defaultdict(lambda: defaultdict(list))
    for cell in case.reading.cells:
        if cell.amount.unit != "%" and len(cell.label) > 2 and not cell.paired:
            found[cell.label][cell.table, cell.row].append(cell)
    return {
        label: sorted(next(iter(rows.values())), key=lambda c: c.column)
        for label, rows in found.items()
        if len(rows) == 1
    }


def _row_of(rows: dict[str, list[CellStatement]], name: str) -> list[CellStatement]:
    own = re.sub("^(?:其中|本年|全年|上年|我镇|我局)", "", name)
    exact = rows.get(own, [])
    ends = [row for label, row in rows.items() if len(label) > 3 and own.endswith(label)]
    return exact or (ends[0] if len(ends) == 1 else [])


def _off(case: Case, normal: Normal, match: Match, row: list[CellStatement]) -> TextFinding | None:
    values = [cell.amount.value for cell in row]
    if not 2 <= len(values) <= _LONGEST_ROW:
        return None
    percent, step = Decimal(match["percent"]), step_of(match["percent"])
    near = normal.text[max(0, match.start() - 24) : match.start()]
    if re.search("\\d(?:万|元)[^。；]{0,6}$", near):
        return None  # its own amounts stand before it
    rises = match["turn"] in _UP
    pairs = [(a, b) for a, b in permutations(values, 2) if b and (a >= b) == rises]
    if any(abs(abs(a - b) / b * _HUNDRED - percent) <= step for a, b in pairs):
        return None
    chosen = _this_and_last(case, row)
    if chosen is None:
        return None
    this, last = chosen
    if not last or (this > last) != rises:
        return None
    places = len(match["percent"].partition(".")[2])
    right = f"{abs(this - last) / last * _HUNDRED:.{places}f}%"
    message = f"表里“{row[0].label}”是{this}和{last}，{match['turn']}{right}，这里写的是{match['percent']}%；核对"
    return case.question("PCT", normal.span(*match.span()), message, right)


def _this_and_last(case: Case, row: list[CellStatement]) -> tuple[Decimal, Decimal] | None:
    """Return this year's and last year's figure of a row, by the heads above its columns; None where they do not tell."""
    year = case.reading.year
    by_key = {cell.column_key: cell.amount.value for cell in row}
    if "outturn" in by_key and "last_year" in by_key:
        return by_key["outturn"], by_key["last_year"]
    first = row[0].amount.span.paragraph
    for at in range(first, max(-1, first - _HEAD_ABOVE), -1):
        heads = _YEARS.findall(case.reading.normals[at].text)
        if len(heads) == len(row) and len({h[0] for h in heads}) == 2:
            years = [int(h[0]) for h in heads]
            this = [
                c
                for c, y, h in zip(row, years, heads, strict=True)
                if y == max(years) and h[1] != "预算"
            ]
            last = [
                c
                for c, y, h in zip(row, years, heads, strict=True)
                if y == min(years) and h[1] != "预算"
            ]
            if len(this) == len(last) == 1 and (year is None or max(years) == year):
                return this[0].amount.value, last[0].amount.value
    return None


CHECKS = (percents_follow_from_a_row_of_a_table,)

"""Checks of percents of tables: of a column that two others make, and of running text that gives no amounts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import step_of
from pingkou_gui.text.lexing.slips import is_slip, one_off
from pingkou_gui.text.lines.source import Span
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


# ---- a column of percents --------------------------------------------------------------------------

_CELL = re.compile(
    r"\s*(?P<number>[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d{1,12}(?:\.\d{1,8})?)(?P<unit>[%％]?)\s*"
)
_MOST_COLUMNS, _MOST_CELLS = 12, 3000


@dataclass(frozen=True, slots=True)
class _Number:
    """A number that fills a cell: its digits as printed, without commas, and where it stands."""

    text: str
    value: Decimal
    span: Span
    row: int
    column: int


_Grid = dict[int, dict[int, _Number]]
"""The numbers of a table by column and row."""


@check("表里一列百分比由同样两列的数算出", "PCT", ground="算术")
def percents_of_a_column_are_made_alike(case: Case) -> Findings:
    """目标46、实际46.6、101.30%; 24, 22, 91.67%; 8, 9, 100%: the last is 112.50%, or 9 is 8."""
    for numbers, percents in _grids(case):
        for column in percents.values():
            yield from _odd_rows(case, numbers, column)


def _grids(case: Case) -> list[tuple[_Grid, _Grid]]:
    """Return of each table the columns of plain numbers and those of percents."""
    found: dict[int, tuple[_Grid, _Grid]] = {}
    cells = [(at, p) for at, p in enumerate(case.reading.source.paragraphs) if p.is_cell]
    for at, cell in cells[:_MOST_CELLS]:
        match = _CELL.fullmatch(cell.text)
        if match is None or cell.column > _MOST_COLUMNS:
            continue
        text = match["number"].replace(",", "")
        number = _Number(
            text, Decimal(text), Span(at, *match.span("number")), cell.row, cell.column
        )
        grid = found.setdefault(cell.table, ({}, {}))[bool(match["unit"])]
        grid.setdefault(cell.column, {})[cell.row] = number
    return list(found.values())


_Way = Callable[[Decimal, Decimal], Decimal]
_WAYS: tuple[_Way, ...] = (lambda a, b: a / b, lambda a, b: (a - b) / b)
"""A share, and a change."""


def _odd_rows(case: Case, numbers: _Grid, percents: dict[int, _Number]) -> Findings:
    """Yield questions on the rows of a column of percents that are not made as most others are."""
    best: tuple[int, list[tuple[_Number, _Number, _Number]], _Way] = (0, [], _WAYS[0])
    for top, bottom in permutations(numbers.values(), 2):
        rows = [
            (p, top[row], bottom[row]) for row, p in percents.items()
            if p.value and row in top and row in bottom and bottom[row].value > 0
        ]  # fmt: skip
        for way in _WAYS:
            held = [row for row in rows if _is_made(way, *row)]
            odd = [row for row in rows if row not in held]
            telling = any(a.value != b.value for _, a, b in held)
            if telling and len(held) > max(1, len(odd), best[0]):
                best = len(held), odd, way
    for row in best[1]:
        told = _odd_row(case, best[2], row)
        if told is not None:
            yield told


def _is_made(way: _Way, percent: _Number, top: _Number, bottom: _Number) -> bool:
    off = way(top.value, bottom.value) * _HUNDRED - percent.value
    return abs(off) <= step_of(percent.text)


def _odd_row(case: Case, way: _Way, row: tuple[_Number, _Number, _Number]) -> TextFinding | None:
    """Return a question on a row, where one slip of one of its three numbers makes it like the others."""
    percent, top, bottom = row
    made = way(top.value, bottom.value) * _HUNDRED
    right = f"{made.quantize(step_of(percent.text))}"
    ways = [(percent, right)] if is_slip(percent.text, right) else []
    for number in (top, bottom):
        for text in one_off(number.text):
            other = replace(number, text=text, value=Decimal(text))
            changed = [other if n is number else n for n in (top, bottom)]
            if changed[1].value > 0 and text[0] != "0" and _comes_out(way, percent, *changed):
                ways.append((number, text))
    if not 0 < len(ways) <= _FEW_WAYS:
        return None
    told = "，或".join(f"{number.text}应为{text}" for number, text in ways)
    size = top.value if way is _WAYS[0] else top.value - bottom.value
    message = f"百分比印的是{percent.text}%，{size} ÷ {bottom.text} = {right}%，同一列别的行都是这样算的；核对：{told}"
    others = (top.span, bottom.span)
    return case.question("PCT", percent.span, message, f"{right}%", others=others)


_FEW_WAYS = 5


def _comes_out(way: _Way, percent: _Number, top: _Number, bottom: _Number) -> bool:
    off = way(top.value, bottom.value) * _HUNDRED - percent.value
    return abs(off) <= step_of(percent.text) * _HALF


CHECKS = (percents_follow_from_a_row_of_a_table, percents_of_a_column_are_made_alike)

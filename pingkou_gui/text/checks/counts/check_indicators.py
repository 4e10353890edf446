"""Checks of what running text says of the indicators in a table: their values, and how many there are."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.text.lexing.printed_numbers import MONEY, PERCENT, is_swap
from pingkou_gui.text.lexing.slips import is_slip
from pingkou_gui.text.reasoning.finding import Case, Findings, check
from pingkou_gui.text.reasoning.systems import spoken_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.text.lexing.printed_numbers import PrintedNumber
    from pingkou_gui.text.lines.source import Normal, Span
    from pingkou_gui.text.reading.score_tables import ScoreRow
    from pingkou_gui.text.reasoning.finding import TextFinding

_VALUE = re.compile("[=≥≤><约为]?(?P<number>\\d{1,9}(?:\\.\\d{1,6})?)(?P<unit>%|万?[一-鿿]{1,4})?")
_MOST_ROWS = 120
_LEAST_SHARE = Decimal("0.4")
_OTHER_TIME = re.compile(
    "上年|去年|20\\d\\d年(?!度?全|内)|计划|目标|预期|比|较|增加|减少|增长|下降|每|均|其中"
)


class _Told(NamedTuple):
    """An indicator with what it reached, as its row prints it."""

    label: str
    number: str
    unit: str
    values: frozenset[str]
    """All numbers of its row: what it was to reach among them."""
    place: tuple[int, str]
    """The table, and the words of the cell that tells what was reached."""


@check("正文说的完成情况就是表里的", "CONTRADICTION", ground="前后一致")
def what_is_told_of_indicators_is_in_their_table(case: Case) -> Findings:
    """维修管网46.5公里 in the text, 维修管网长度 64.5公里 in the table."""
    rows = list(_rows(case))
    if not rows or len(rows) > _MOST_ROWS:
        return
    printed = {value for row in rows for value in row.values}
    for normal in case.reading.written:
        if not _IS_PROSE.search(normal.text):
            continue
        for number in case.reading.numbers.get(normal.paragraph, ()):
            if number.kind == MONEY or number.is_hedged or number.amount.text in printed:
                continue
            clause = _clause(normal, number)
            if _OTHER_TIME.search(clause):
                continue
            row = _meant(rows, number, clause)
            if row is not None:
                unit = normal.text[number.start : number.end][len(number.amount.text) :]
                wrong = _is_of_the_table(case, normal, number) and _cell_of(case, row)
                if wrong:
                    yield _wrong_in_table(case, wrong, row, normal, number)
                    continue
                right = f"{row.number}{unit}"
                message = f"“{number.words}{number.amount.text}{unit}”，表里“{row.label}”完成的是{right}；核对一致"
                yield case.question(
                    "CONTRADICTION", normal.span(number.start - len(number.words), number.end), message, right,
                )  # fmt: skip


def _is_of_the_table(case: Case, normal: Normal, number: PrintedNumber) -> bool:
    """Whether other numbers of its sentence speak for what the text prints, so that the table is wrong."""
    terms = case.reading.terms.get(normal.paragraph, [])
    term = next((t for t in terms if t.number.start == number.start), None)
    return term is not None and spoken_for(term, terms)


def _cell_of(case: Case, row: _Told) -> Span | None:
    """Return the one cell of a table that prints what a row reached."""
    table, words = row.place
    found = [
        cell.span for grid in case.reading.grids if grid.number == table
        for cells in grid.rows for cell in cells if cell.text == words
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _wrong_in_table(
    case: Case, spot: Span, row: _Told, normal: Normal, number: PrintedNumber
) -> TextFinding:
    right = f"{number.amount.text}{number.unit}"
    where = case.reading.named(normal.paragraph)
    message = f"“{row.label}”这里完成的是{row.number}{row.unit}，{where}是{right}，和旁边的数相符；核对是不是{right}"
    whole = case.reading.normals[spot.paragraph].span(
        0, len(case.reading.normals[spot.paragraph].text)
    )
    return case.question("CONTRADICTION", whole, message, right)


_IS_PROSE = re.compile("[，。；]")


def _rows(case: Case) -> Iterator[_Told]:
    for rows in case.reading.score_rows:
        for row in rows:
            actual = _VALUE.fullmatch(row.actual) if row.kind == "indicator" else None
            if actual is None or not row.label:
                continue
            target = re.findall("\\d+(?:\\.\\d+)?", row.target)
            unit = actual["unit"] or row.unit or _unit_of(row.target)
            if unit:
                values = frozenset({actual["number"], *target})
                place = (row.table, row.actual)
                yield _Told(row.label, actual["number"], unit, values, place)


def _unit_of(target: str) -> str:
    match = _VALUE.fullmatch(re.sub("^(?:[^\\d]{1,5})", "", target))
    return (match["unit"] or "") if match else ""


def _clause(normal: Normal, number: PrintedNumber) -> str:
    """Return the words of the clause in which a number stands, on both its sides."""
    behind = re.split("[，。；：（）、]", normal.text[number.end : number.end + 16])[0]
    return f"{number.words}{behind}"


_WHAT_COUNTS = re.compile("(?:总?人数|人次|数量|个数|次数|面积|长度|户数|总?数|量)$")


def _meant(rows: list[_Told], number: PrintedNumber, clause: str) -> _Told | None:
    """Return the one indicator that a number is told of, printed with a slip of the hand."""
    kind = "%" if number.kind == PERCENT else number.kind
    near = []
    for row in rows:
        if row.unit.lstrip("万") != kind.lstrip("万") or not is_slip(
            number.amount.text, row.number
        ):
            continue
        pairs = {a + b for a, b in pairwise(row.label)}
        shared = sum(pair in clause for pair in pairs)
        swap = is_swap(number.amount.text, row.number)
        core = _WHAT_COUNTS.sub("", row.label)
        if swap and len(core) > 1 and all(letter in clause for letter in core):
            near.append(row)  # 招生人数, 招收一年级新生
        elif shared >= (1 if swap else 2) and shared >= len(pairs) * (0 if swap else _LEAST_SHARE):
            near.append(row)
    return near[0] if len({row.label for row in near}) == 1 else None


# ---- how many there are ------------------------------------------------------------------------

_COUNTED = re.compile(
    "(?:三级|绩效|具体|细化)?指标(?:共|共计|合计|总数|数)?(?:为|是|有)?(?P<count>\\d{1,3})(?P<unit>项|个)|(?P<count2>\\d{1,3})(?P<unit2>项|个)(?:三级|绩效|具体|细化)指标(?=[，。；、（]|$)"
)
_LEAST_ROWS = 4


@check("说有几项指标，表里就有几项", "COUNT", ground="计数")
def as_many_indicators_as_said(case: Case) -> Findings:
    """共设置三级指标9项, and eight rows in the only table of indicators."""
    tables = [_indicators(rows) for rows in case.reading.score_rows]
    tables = [rows for rows in tables if rows]
    if len(tables) != 1 or len(tables[0]) < _LEAST_ROWS:
        return
    rows = tables[0]
    if any(other.row - one.row != 1 for one, other in pairwise(rows)) or not _is_whole(case, rows):
        return
    for normal in case.reading.running:
        for match in _COUNTED.finditer(normal.text):
            said, unit = match["count"] or match["count2"], match["unit"] or match["unit2"]
            third = (
                "三级" in match.group()
                or "共" in normal.text[max(0, match.start() - 6) : match.end()]
            )
            if not third or abs(int(said) - len(rows)) != 1:
                continue
            right = f"{len(rows)}{unit}"
            message = f"这里写{match.group()}，表里是{right}；核对"
            yield case.question("COUNT", normal.span(*match.span()), message, right)


def _indicators(rows: tuple[ScoreRow, ...]) -> list[ScoreRow]:
    return [row for row in rows if row.kind == "indicator" and row.points is not None]


def _is_whole(case: Case, rows: list[ScoreRow]) -> bool:
    """Whether the points of all rows, with those of the execution, make a hundred: none is unread."""
    points = sum((row.points or Decimal(0) for row in rows), Decimal(0))
    funds = [
        row.points for table in case.reading.score_rows for row in table
        if row.kind == "funds" and row.points is not None
    ]  # fmt: skip
    return points + sum(funds, Decimal(0)) == _HUNDRED or points in {_HUNDRED, Decimal(90)}


_HUNDRED = Decimal(100)

CHECKS = (what_is_told_of_indicators_is_in_their_table, as_many_indicators_as_said)

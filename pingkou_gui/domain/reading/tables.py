"""Figures of tables by the words of their row and of their column."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.dataclass import dataclass
from pingkou_gui.domain.reading.numbers import Amount, amount_of
from pingkou_gui.domain.reading.statements import (
    FULL_YEAR_BUDGET,
    INITIAL_BUDGET,
    LAST_YEAR,
    OUTTURN,
)

if TYPE_CHECKING:
    from pingkou_gui.domain.reading.normal import Normal
    from pingkou_gui.domain.reading.source import SourceText

_NUMBER = re.compile("-?\\d{1,15}(?:\\.\\d{1,8})?")
_PERCENT = re.compile("(-?\\d{1,7}(?:\\.\\d{1,6})?)%")
_LEAD = re.compile("^(?:其中|[（(]?[一二三四五六七八九十\\d]{1,2}[）)、.]|：|按[^：]{2,8}分)+")
_COLUMNS = (
    ("year_final", re.compile("^20\\d\\d年度?决算")),
    ("year_budget", re.compile("^20\\d\\d年度?预算")),
    ("last_year_budget", re.compile("上年.*预算")),
    (LAST_YEAR, re.compile("上年|去年")),
    (INITIAL_BUDGET, re.compile("年初预算|本年.*预算数|申请")),
    (FULL_YEAR_BUDGET, re.compile("全年预算|调整.*预算|^预算数")),
    ("execution_rate", re.compile("执行率|完成率")),
    (OUTTURN, re.compile("执行数|决算数|实际支出|支出数|本年.*决算|全年执行")),
    ("points", re.compile("^分值|权重")),
    ("score", re.compile("^(?:自评)?得分|^评分|^自评分")),
    ("target", re.compile("指标值|目标值")),
    ("actual", re.compile("完成值|实际值|完成情况")),
    ("establishment", re.compile("^编制数|^核定编制")),
    ("headcount", re.compile("实际在职|在职人数|实有")),
    ("control_rate", re.compile("控制率")),
    ("reason", re.compile("原因")),
)


@dataclass(frozen=True, slots=True)
class CellStatement:
    """A figure in a table.

    Attributes:
        table: number of the table; row and column count from 1.
        label: the words of its row, evened out, without numbering.
        column_key: what its column holds: a measure, `points`, `score`, `execution_rate`, or ''.
        amount: the number; unit % where it is printed.
    """

    table: int
    row: int
    column: int
    label: str
    column_key: str
    heading: str
    amount: Amount


def read_tables(source: SourceText, normals: tuple[Normal, ...]) -> tuple[CellStatement, ...]:
    """Return the figures of all tables in reading order."""
    rows: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for index, paragraph in enumerate(source.paragraphs):
        if paragraph.is_cell:
            rows[paragraph.table, paragraph.row].append(index)
    found: list[CellStatement] = []
    columns: dict[int, tuple[str, str]] = {}
    table = 0
    for (here, _), cells in rows.items():
        if here != table:
            table, columns = here, {}
        heads = _heads(source, normals, cells)
        if len(heads) >= 2 and not any(_NUMBER.fullmatch(normals[i].text) for i in cells):
            columns = heads
            continue
        found.extend(_row(source, normals, cells, columns))
    return tuple(found)


def _heads(
    source: SourceText, normals: tuple[Normal, ...], cells: list[int]
) -> dict[int, tuple[str, str]]:
    result: dict[int, tuple[str, str]] = {}
    for index in cells:
        text = normals[index].text
        key = next((key for key, pattern in _COLUMNS if pattern.search(text)), "")
        if key and len(text) <= 24:
            result[source.paragraphs[index].column] = (key, text)
    return result


def _row(
    source: SourceText,
    normals: tuple[Normal, ...],
    cells: list[int],
    columns: dict[int, tuple[str, str]],
) -> list[CellStatement]:
    label = ""
    found: list[CellStatement] = []
    for index in cells:
        paragraph, normal = source.paragraphs[index], normals[index]
        number = _NUMBER.fullmatch(normal.text.removesuffix("万元"))
        percent = _PERCENT.fullmatch(normal.text)
        if not number and not percent:
            words = _LEAD.sub("", normal.text).partition("（")[0]
            label = words if words and not found else label
            continue
        key, heading = columns.get(paragraph.column, ("", ""))
        span = normal.span(0, len(normal.text))
        amount = amount_of(
            percent[1] if percent else normal.text.removesuffix("万元"),
            "%" if percent else "",
            span,
        )
        found.append(
            CellStatement(
                paragraph.table, paragraph.row, paragraph.column, label, key, heading, amount
            )
        )
    return found


def by_row(cells: tuple[CellStatement, ...]) -> dict[tuple[int, int], dict[str, CellStatement]]:
    """Return each row's figures by what their column holds."""
    rows: defaultdict[tuple[int, int], dict[str, CellStatement]] = defaultdict(dict)
    for cell in cells:
        if cell.column_key:
            rows[cell.table, cell.row].setdefault(cell.column_key, cell)
    return dict(rows)


ZERO = Decimal(0)

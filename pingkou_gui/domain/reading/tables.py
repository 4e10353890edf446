"""Figures of tables by the words of their row and of their column."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.domain.reading.merged_cells import FIGURE, HeadedRows, Heads, column_shifts
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
_OTHER_WORDS = frozenset({"target", "actual", "reason"})
"""Columns whose words do not name their row: ≥95%, 合规."""


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
    for block in _blocks(source, normals, rows):
        shifts = column_shifts(block, normals) if source.counted else {}
        for cells in block.rows:
            found.extend(_row(source, normals, cells, block.under(cells, shifts)))
    return tuple(found)


def _blocks(
    source: SourceText, normals: tuple[Normal, ...], rows: dict[tuple[int, int], list[int]]
) -> list[HeadedRows]:
    """Return the rows of each table by the heads above them; the first have none."""
    blocks: list[HeadedRows] = []
    table = 0
    for (here, _), cells in rows.items():
        heads = _heads(source, normals, cells)
        if len(heads) >= 2 and not any(_NUMBER.fullmatch(normals[i].text) for i in cells):
            blocks.append(HeadedRows(heads, len(cells)))
        else:
            if here != table:
                blocks.append(HeadedRows({}, len(cells)))
            blocks[-1].rows.append(cells)
        table = here
    return blocks


def _heads(source: SourceText, normals: tuple[Normal, ...], cells: list[int]) -> Heads:
    result: Heads = {}
    for index in cells:
        text = normals[index].text
        key = next((key for key, pattern in _COLUMNS if pattern.search(text)), "")
        if key and len(text) <= 24:
            result[source.paragraphs[index].column] = (key, text)
    return result


def _row(
    source: SourceText, normals: tuple[Normal, ...], cells: list[int], columns: Heads
) -> list[CellStatement]:
    label = ""
    found: list[CellStatement] = []
    for index in cells:
        paragraph, normal = source.paragraphs[index], normals[index]
        figure = FIGURE.fullmatch(normal.text)
        key, heading = columns.get(paragraph.column, ("", ""))
        if figure is None:
            words = _LEAD.sub("", normal.text).partition("（")[0]
            label = words if words and not found and key not in _OTHER_WORDS else label
            continue
        unit = "%" if figure["unit"] == "%" else ""
        amount = amount_of(figure["number"], unit, normal.span(0, len(normal.text)))
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

"""Columns of tables whose rows are functional classes (支出功能分类), and their rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pingkou_gui.importers.workbook.tables import Table

_TOTAL = re.compile(r"(?:本年支出)?(?:合计|总计|小计)")
_CODE = re.compile(r"\d{1,7}")
_NAMES = re.compile(r"编码|代码|名称|科目|^类$|^款$|^项$|^项目$|栏次|行次|序号")

COLUMNS = {
    "carried_in": re.compile(r"年初(?:财政拨款)?结转|上年结转|年初余额"),
    "carried_out": re.compile(r"年末(?:财政拨款)?结转|结转下年|年末余额"),
    "income": re.compile(r"本年收入|^收入|财政拨款收入"),
    "initial": re.compile(r"年初预算"),
    "full_year": re.compile(r"全年预算|调整预算"),
    "basic": re.compile(r"基本支出"),
    "project": re.compile(r"项目支出"),
    "upward": re.compile(r"上缴上级"),
    "business": re.compile(r"^经营支出|/经营支出"),
    "subsidy": re.compile(r"附属单位"),
    "outturn": re.compile(r"支出|合计|小计|决算数"),
}
"""What a column holds, by its heads; the first that fits counts."""
SPENDING_PARTS = ("basic", "project", "upward", "business", "subsidy")


def amount_columns(table: Table) -> dict[str, int]:
    """Return the column of each stage; of several the one of the whole, which comes first."""
    found: dict[str, int] = {}
    for column in table.columns:
        heads = table.heads(column)
        if not heads or _NAMES.search(heads[-1]):
            continue
        words = "/".join(heads)
        stage = next((name for name, p in COLUMNS.items() if p.search(words)), "")
        if stage and stage not in found:
            found[stage] = column
    return found


def total_row(table: Table, before: int) -> int | None:
    """Return the row of the total; without one the only class at the top, if it is one."""
    for row in table.rows:
        if any(_TOTAL.fullmatch(table[row, column].words) for column in range(1, before)):
            return row
    tops = top_rows(table, before)
    return tops[0] if len(tops) == 1 else None


def codes(table: Table, before: int) -> dict[int, str]:
    """Return the code of each row, joined where it is split over cells (201 | 03 | 01)."""
    found: dict[int, str] = {}
    above: list[str] = []
    for row in table.rows:
        parts = [table[row, column].words for column in range(1, before)]
        parts = [part if _CODE.fullmatch(part) else "" for part in parts]
        if any(parts):
            above = _completed(parts, above)
            found[row] = _joined(above)
            table.used.update((row, c) for c in range(1, before) if parts[c - 1])
    return found


def _completed(parts: list[str], above: list[str]) -> list[str]:
    """Return the parts of a split code; what is blank before them is that of the row above."""
    first = next(i for i, part in enumerate(parts) if part)
    last = max(i for i, part in enumerate(parts) if part)
    return [*above[:first], *([""] * (first - len(above[:first]))), *parts[first : last + 1]]


def _joined(parts: list[str]) -> str:
    code = ""
    for part in parts:
        code = part if code and part.startswith(code) else code + (part.zfill(2) if code else part)
    return code


def top_rows(table: Table, before: int) -> tuple[int, ...]:
    """Return the rows under no other row: their sum is the total."""
    found = codes(table, before)
    values = set(found.values())
    return tuple(
        row
        for row, code in found.items()
        if not any(code[:length] in values for length in range(1, len(code)))
    )

"""Tables by functional class: 支出决算表, 一般公共预算, 政府性基金, 国有资本经营."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.importers.workbook.account import StatedNone
from pingkou_gui.importers.workbook.columns import (
    SPENDING_PARTS,
    amount_columns,
    top_rows,
    total_row,
)

if TYPE_CHECKING:
    from pingkou_gui.importers.workbook.account import Account
    from pingkou_gui.importers.workbook.sums import Reading
    from pingkou_gui.importers.workbook.tables import Table

_NONE = re.compile(r"(?:无|没有|未(?:发生|安排|使用|取得))[^。]*(?:政府性基金|国有资本)")
_EMPTY = re.compile(r"(?:本表|此表|该表|表)(?:无数据|为空|是空|没有数据)|空表|无数据")
_IF = re.compile(r"如(?:果|本表|无|没有)|若|表为空的")
_WHOLE = re.compile(r"收入|收支|结转")


def read_functions(table: Table, account: Account, budget: str) -> None:
    """Read a table by functional class; its stages are kept as `budget:stage`."""
    columns = amount_columns(table)
    if not columns:
        return
    before = min(columns.values())
    row = total_row(table, before)
    if row is None:
        return
    total = {
        stage: account.read(table, (row, column), f"{budget}:{stage}")
        for stage, column in columns.items()
    }
    _across(account, total, "合计行")
    tops = [top for top in top_rows(table, before) if top != row]
    lines = [
        {stage: account.read(table, (top, column)) for stage, column in columns.items()}
        for top in tops
    ]
    for line, top in zip(lines, tops, strict=True):
        _across(account, line, f"第{top}行")
    if lines:
        _down(table, account, total, lines, columns)
    _lower_rows(table, columns)


def _across(account: Account, line: dict[str, Reading | None], name: str) -> None:
    """Ask that a row agrees in itself: parts of its spending, and what is left at the end."""
    spent = line.get("outturn")
    parts = [line.get(part) for part in SPENDING_PARTS]
    if "outturn" in line and any(part in line for part in SPENDING_PARTS):
        account.balance([spent], parts, (f"{name}支出", "基本加项目"))
    if {"carried_in", "income", "carried_out"} <= line.keys():
        before = [line.get("carried_in"), line.get("income")]
        after = [spent, line.get("carried_out")]
        account.balance(before, after, (f"{name}年初加收入", "支出加年末"))


def _down(
    table: Table,
    account: Account,
    total: dict[str, Reading | None],
    lines: list[dict[str, Reading | None]],
    columns: dict[str, int],
) -> None:
    for stage, column in columns.items():
        head = table.heads(column)[-1][:8]
        parts = [line[stage] for line in lines]
        account.balance([total[stage]], parts, (f"{head}合计行", "下面各行相加"))


def _lower_rows(table: Table, columns: dict[str, int]) -> None:
    """Rows below the top classes repeat what these hold: nothing of them is left out."""
    for row in table.rows:
        table.used.update((row, column) for column in columns.values())


def stated_none(table: Table, budget: str) -> StatedNone | None:
    """Return the statement under an empty table that there is no such budget."""
    if any(table[at].number and at[0] >= table.first for at in table.sheet.cells if _in(table, at)):
        return None
    for at in sorted(table.sheet.cells):
        words = table[at].words
        if _in(table, at) and _NONE.search(words) and not _IF.search(words):
            return StatedNone(budget, table, at, bool(_WHOLE.search(words)))
        if (
            _in(table, at)
            and at[0] >= table.first
            and _EMPTY.search(words)
            and not _IF.search(words)
        ):
            return StatedNone(budget, table, at, whole=True)
    return None


def _in(table: Table, at: tuple[int, int]) -> bool:
    return table.top <= at[0] <= table.bottom

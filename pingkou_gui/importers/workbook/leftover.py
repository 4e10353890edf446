"""Numbers of a workbook that went nowhere, told sheet by sheet, so that none vanishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.proposal import Unplaced
from pingkou_gui.importers.workbook.cells import address
from pingkou_gui.importers.workbook.totals import label_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.importers.workbook.cells import At, Sheet
    from pingkou_gui.importers.workbook.tables import Table

_SHOWN = 6


def left_over(sheets: tuple[Sheet, ...], tables: tuple[Table, ...]) -> tuple[Unplaced, ...]:
    """Return what was not placed: of each table its unused numbers, then unknown sheets."""
    known = {table.sheet.number for table in tables}
    found = [entry for table in tables for entry in _of_table(table)]
    found += [entry for sheet in sheets if sheet.number not in known for entry in _of_sheet(sheet)]
    return tuple(found)


def _of_table(table: Table) -> Iterator[Unplaced]:
    rest = sorted(at for at in table.sheet.cells if _is_left(table, at))
    if not rest:
        return
    shown = [f"{label_of(table, at)} {table[at].text}".strip() for at in rest[:_SHOWN]]
    more = f" 等{len(rest)}个数" if len(rest) > _SHOWN else ""
    cells = "、".join(address(at) for at in rest[:_SHOWN])
    yield Unplaced(f"{table.name} {cells}{more}", "；".join(shown) + more, "报告里没有对应的栏")


def _is_left(table: Table, at: At) -> bool:
    row, column = at
    number = table[at].number
    if not number or row not in table.rows or at in table.used:
        return False
    heads = table.heads(column)
    return not heads or not any(word in heads[-1] for word in ("行次", "编码", "代码", "序号"))


def _of_sheet(sheet: Sheet) -> Iterator[Unplaced]:
    numbers = sum(cell.number is not None for cell in sheet.cells.values())
    if numbers:
        first = next(cell.text for _, cell in sorted(sheet.cells.items()))
        yield Unplaced(
            f"{sheet.name}（第{sheet.number}张表）",
            f"“{first[:30]}”，{numbers}个数",
            "没有认出是哪张表",
        )

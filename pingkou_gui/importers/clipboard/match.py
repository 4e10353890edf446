"""Cells matched to the fields of a section: by the heads of the columns, else in their order."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pingkou_gui.importers.clipboard.heads import (
    DERIVED,
    NUMBERS,
    Head,
    field_for,
    head_of,
    unit_line,
)
from pingkou_gui.importers.clipboard.order import by_order, is_figure, one_to_one
from pingkou_gui.importers.clipboard.proposal import Leftover, PastedColumn, PastedRows
from pingkou_gui.spec.number_kinds import AmountKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.importers.clipboard.cells import Grid
    from pingkou_gui.spec.field import Field

_HEAD_ROWS = 6
"""So many rows from the top may hold a title, a unit line and the heads."""
_TOTAL_OF = re.compile(r"^.{0,12}(?:[合总小共]计|总得?分)(?:[(（].*)?[:：]?$")


def match_rows(
    grid: Grid, fields: Sequence[Field[Any]], *, start: int = 0, others: Sequence[Field[Any]] = ()
) -> PastedRows:
    """Return the rows that copied cells come to; what cannot be placed is in `left_over`.

    Args:
        grid: The cells.
        fields: The fields of the table in the order of its columns.
        start: The column where the first cell goes when there are no heads.
        others: Further fields of a row, placed only where a head names them.
    """
    at = _head_row(grid, (*fields, *others))
    if at is None:
        body = tuple(row for row in grid if not _is_total(row)) or grid
        columns = by_order(body, fields[start:])
        fits = one_to_one(columns, fields[start:], body)
        return replace(_proposal(columns, ("",) * len(columns), grid, (), 0), fits=fits)
    heads = [head_of(cell) for cell in grid[at]]
    columns = _by_heads(heads, grid[at], (*fields, *others))
    above = unit_line(cell for row in grid[:at] for cell in row)
    units = tuple(head.unit or above for head in heads)
    return _proposal(columns, units, grid[at + 1 :], _above(grid[:at]), at + 1)


def _head_row(grid: Grid, fields: Sequence[Field[Any]]) -> int | None:
    """Return the row that names most fields, None where no row is plainly one of heads."""
    best: tuple[int, int] | None = None
    for index, row in enumerate(grid[:_HEAD_ROWS]):
        named = {field_for(head_of(cell), fields) for cell in row} - {None}
        figures = any(is_figure(cell) for cell in row if cell)
        if named and not figures and (best is None or len(named) > best[1]):
            best = index, len(named)
    if best is None:
        return None
    words = [cell for cell in grid[best[0]] if cell]
    return best[0] if best[1] > 1 or len(words) == 1 or best[0] == 0 else None


def _by_heads(
    heads: Sequence[Head], row: Sequence[str], fields: Sequence[Field[Any]]
) -> tuple[PastedColumn, ...]:
    columns: list[PastedColumn] = []
    for head, words in zip(heads, row, strict=True):
        taken = [column.field for column in columns]
        free = [field for field in fields if field not in taken]
        columns.append(_headed(head, words, field_for(head, free)))
    return tuple(columns)


def _headed(head: Head, words: str, field: Field[Any] | None) -> PastedColumn:
    if field is not None:
        return PastedColumn(words, field)
    if head.words in NUMBERS:
        return PastedColumn(words, None, "编号由程序加", expected=True)
    if head.words in DERIVED:
        return PastedColumn(words, None, "由程序算出", expected=True)
    return PastedColumn(words, None, "表里没有这一列" if words else "这一列没有列名")


def _above(rows: Grid) -> tuple[Leftover, ...]:
    """Return what stands above the heads; a unit line is understood and so not left over."""
    return tuple(
        Leftover(f"第 {index} 行", " ".join(cell for cell in row if cell))
        for index, row in enumerate(rows, 1)
        if not unit_line(row)
    )


def _proposal(
    columns: tuple[PastedColumn, ...],
    units: Sequence[str],
    body: Grid,
    above: tuple[Leftover, ...],
    skipped: int,
) -> PastedRows:
    left = list(above)
    rows: list[tuple[tuple[Field[Any], str], ...]] = []
    for number, cells in enumerate(body, skipped + 1):
        if _is_total(cells):
            left.append(Leftover(f"第 {number} 行", " ".join(c for c in cells if c)))
            continue
        rows.append(tuple(_placed(columns, units, cells)))
        left.extend(_unplaced(columns, cells, number))
    blank = {index for index in range(len(columns)) if not any(row[index] for row in body)}
    used = tuple(c for i, c in enumerate(columns) if c.field or c.head or i not in blank)
    given = any(text for row in rows for _, text in row)
    kept = tuple(rows) if given else ()
    return PastedRows(used, kept, tuple(left), headed=bool(skipped))


def _placed(
    columns: Sequence[PastedColumn], units: Sequence[str], cells: Sequence[str]
) -> Iterator[tuple[Field[Any], str]]:
    for column, unit, cell in zip(columns, units, cells, strict=True):
        if column.field is not None:
            yield column.field, _with_unit(column.field, cell, unit)


def _with_unit(field: Field[Any], cell: str, unit: str) -> str:
    """Return an amount with the unit of its column: 12877800 under 全年执行（元）."""
    if not unit or unit == "万元" or not isinstance(field.kind, AmountKind):
        return cell
    return f"{cell}{unit}" if is_figure(cell) else cell


def _unplaced(
    columns: Sequence[PastedColumn], cells: Sequence[str], number: int
) -> Iterator[Leftover]:
    for index, (column, cell) in enumerate(zip(columns, cells, strict=True), 1):
        if cell and column.field is None and not column.expected:
            where = f"“{column.head}”" if column.head else f"第 {index} 列"
            yield Leftover(f"第 {number} 行{where}", cell)


def _is_total(cells: Sequence[str]) -> bool:
    """Return whether a row is a sum of others: pasted as a row it would count twice."""
    first = next((cell for cell in cells if cell), "")
    return bool(_TOTAL_OF.match("".join(first.split()))) and any(is_figure(cell) for cell in cells)

"""Splits tables of accounts into simple lists: 类, 款, 项 joined to one code, lists side by side separated.

The tables of a final-accounts or budget disclosure print an account code over three columns
(208 | 05 | 01), and two lists side by side: 收入 and 支出, or the economic classification. Sums can be
found only in a list of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.text.reading.grids import Grid, TableCell

    Row = tuple[TableCell, ...]

_LEVELS = (("类", "款", "项"), ("类", "款"))
_DEEPEST = 5
"""The number of first rows that may hold heads."""
_DIGITS = re.compile("\\d{1,7}")
_CODE_HEAD = "科目编码"
_ROW_NUMBER, _HEAD_NUMBER = "行次", "栏次"
_DASHES = frozenset({"—", "-", "栏次"})
_FIRST_HEAD = re.compile(
    "(?:收入|支出)?项目|(?:支出)?(?:功能分类|经济分类)?(?:科目)?编码|经济分类科目编码|经济科目编码|科目编码"
)
"""The head of the first column of a list."""
_SIDES = re.compile("(?:本年)?(?:财政拨款)?(?:收入|支出)")
"""The name above a list beside another."""


def account_grids(grid: Grid) -> tuple[Grid, ...]:
    """Return the lists of a table; the table itself if it is one list."""
    rows = _with_codes(_without_numbering(grid))
    starts = _list_starts(rows)
    if len(starts) < 2:
        return (replace(grid, rows=rows) if rows is not grid.rows else grid,)
    ends = [*starts[1:], 10_000]
    return tuple(
        replace(grid, rows=_cells_of_list(rows, start, end))
        for start, end in zip(starts, ends, strict=True)
    )


def _without_numbering(grid: Grid) -> tuple[Row, ...]:
    """Return the rows without the columns 行次 and the row 栏次."""
    rows = grid.rows
    head = next((n for n, row in enumerate(rows[:_DEEPEST]) if _row_number_heads(row)), None)
    lines = [row for row in rows if next((c.text for c in row if c.text), "") == _HEAD_NUMBER]
    numbers = set() if head is None else {cell.column for cell in _row_number_heads(rows[head])}
    below = [cell for row in rows[(head or 0) + 1 :] for cell in row if cell.column in numbers]
    if grid.closed or any(
        not _DIGITS.fullmatch(c.text) for c in below if c.text and c.text not in _DASHES
    ):
        numbers = set()
    if not numbers and not lines:
        return rows
    return tuple(
        tuple(
            replace(cell, column=cell.column - sum(n < cell.column for n in numbers))
            for cell in row
            if cell.column not in numbers or (at < (head or 0) and cell.text)
        )
        for at, row in enumerate(rows)
        if row not in lines
    )


def _row_number_heads(row: Row) -> list[TableCell]:
    """Return the heads 行次 of a row."""
    return [cell for cell in row if cell.text == _ROW_NUMBER]


def _with_codes(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the rows with the cells below 类, 款, 项 joined to one code."""
    for number, row in enumerate(rows[:_DEEPEST]):
        runs = list(_level_runs(row))
        if runs:
            return (
                *rows[:number],
                *(_row_with_codes(each, runs, head=each is row) for each in rows[number:]),
            )
    return rows


def _level_runs(row: Row) -> list[range]:
    """Return the columns of each 类, 款, 项 in a row."""
    found: list[range] = []
    at = 0
    while at < len(row):
        run = next(
            (
                levels
                for levels in _LEVELS
                if tuple(cell.text for cell in row[at : at + len(levels)]) == levels
                and row[at + len(levels) - 1].column - row[at].column == len(levels) - 1
            ),
            (),
        )
        if run:
            found.append(range(row[at].column, row[at].column + len(run)))
        at += len(run) or 1
    return found


def _row_with_codes(row: Row, runs: Sequence[range], *, head: bool) -> Row:
    """Return a row with the digits of each run in its first cell."""
    cells: list[TableCell] = []
    for cell in row:
        run = next((run for run in runs if cell.column in run), None)
        if run is None:
            cells.append(cell)
            continue
        inside = [other for other in row if other.column in run and other.text]
        digits = all(_DIGITS.fullmatch(other.text) for other in inside)
        if head:
            if cell.column == run.start:
                cells.append(replace(cell, text=_CODE_HEAD))
        elif not digits:
            cells.append(cell)
        elif cell.column == run.start:
            code = "".join(other.text for other in inside)
            cells.append(replace(cell, text=code))
    return tuple(cells)


def _list_starts(rows: tuple[Row, ...]) -> list[int]:
    """Return the first columns of lists side by side; empty if there is only one list."""
    for row in rows[:_DEEPEST]:
        if any(cell.is_figure for cell in row):
            break
        starts = [
            cell.column
            for before, cell in zip((None, *row), row, strict=False)
            if _FIRST_HEAD.fullmatch(cell.text) and (before is None or before.text != cell.text)
        ]
        if len(starts) > 1 and _have_own_columns(row, starts):
            return starts
    return []


def _have_own_columns(row: Row, starts: Sequence[int]) -> bool:
    """Whether each list has further columns of its own, none of them the head of a list."""
    inside = [
        sum(1 for cell in row if start < cell.column < end and cell.text)
        for start, end in zip(starts, [*starts[1:], 10_000], strict=True)
    ]
    return all(inside)


def _cells_of_list(rows: tuple[Row, ...], start: int, end: int) -> tuple[Row, ...]:
    """Return the rows of one list with columns counted from 1, without empty rows."""
    lane: list[Row] = []
    for row in rows:
        cells = tuple(
            replace(cell, column=cell.column - start + 1)
            for cell in row
            if start <= cell.column < end and not _SIDES.fullmatch(cell.text)
        )
        if any(cell.text for cell in cells):
            lane.append(cells)
    return tuple(lane)

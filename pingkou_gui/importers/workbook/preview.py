"""The cells around a source, for looking at them beside the proposal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pingkou_gui.importers.workbook.cells import Sheet, column_letters, read_sheets
from pingkou_gui.importers.workbook.tables import Table, find_tables

if TYPE_CHECKING:
    from pathlib import Path

_AT = re.compile(r"([A-Z]{1,3})(\d+)")
_WIDTH = 4
_ABOVE = 3
_BELOW = 2


@dataclass(frozen=True, slots=True)
class Preview:
    """A small grid: letters of the columns, numbers of the rows, the words of the cells."""

    title: str
    sheet: str
    number: int
    """The position of the sheet in the workbook, from 1."""
    columns: tuple[str, ...]
    rows: tuple[int, ...]
    cells: tuple[tuple[str, ...], ...]
    marked: tuple[tuple[int, int], ...]
    """Row and column in the grid, from 0, of the cells the value was read from."""


def preview_cells(path: Path, where: str) -> Preview | None:
    """Return the cells around a place such as `基本支出决算表 C23`, None where it is not found.

    Raises:
        UnusableFileError: the file cannot be read any more.
    """
    about = path.stat() if path.exists() else None
    tables, sheets = _tables(path, about.st_mtime_ns if about else 0)
    for table in sorted(tables, key=lambda t: -len(t.name)):
        if where.startswith(f"{table.name} "):
            return _around(table.sheet, where[len(table.name) :], table)
    for sheet in sheets:
        if where.startswith(sheet.name):
            return _around(sheet, where[len(sheet.name) :], None)
    return None


@lru_cache(maxsize=2)
def _tables(path: Path, changed: int) -> tuple[tuple[Table, ...], tuple[Sheet, ...]]:  # noqa: ARG001
    sheets = read_sheets(path)
    return find_tables(sheets), sheets


def _around(sheet: Sheet, words: str, table: Table | None) -> Preview | None:
    found = [(int(row), _number(letters)) for letters, row in _AT.findall(words)]
    if not found:
        return None
    head = range(table.head_top, table.first) if table is not None else range(0)
    near = range(max(1, found[0][0] - _ABOVE), found[-1][0] + _BELOW + 1)
    rows = sorted(
        {*head, *(row for row in near if len(found) == 1 or len(near) < 16)} | {r for r, _ in found}
    )
    columns = _columns(sheet, found)
    return Preview(
        table.title if table is not None else sheet.name,
        sheet.name,
        sheet.number,
        tuple(column_letters(column) for column in columns),
        tuple(rows),
        tuple(tuple(sheet[row, column].text for column in columns) for row in rows),
        tuple((rows.index(r), columns.index(c)) for r, c in found if r in rows and c in columns),
    )


def _columns(sheet: Sheet, found: list[tuple[int, int]]) -> list[int]:
    rightmost = max(column for _, column in found)
    first = max(1, min(min(column for _, column in found) - _WIDTH + 1, rightmost))
    last = min(max(sheet.columns, rightmost), rightmost + 1)
    return list(range(first, last + 1))[:8]


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number

"""Sheets as cells: words and exact numbers at their addresses, merged cells filled."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.importers.workbook.opening import (
    MAX_AREA,
    MAX_CELLS,
    check_file,
    damaged,
    protected,
    too_large,
)
from pingkou_gui.spec.digits import squeezed
from pingkou_gui.spec.number_kinds import rounded
from pingkou_gui.spec.text_kinds import half_width, printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PLAIN_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")
_BLANKS = re.compile(r"\s+")
_NOISE_PLACES = 6
"""Binary fractions of a workbook are exact to here in 元 and 万元 alike."""
_LARGEST = Decimal(10) ** 15
_MAX_SHEETS = 120


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell; `number` where it is one, also where it was typed as words."""

    text: str
    number: Decimal | None = None
    words: str = field(init=False)
    """The words without blanks, in half-width signs."""

    def __post_init__(self) -> None:
        """Tidy the words once: they are asked for at every step."""
        object.__setattr__(self, "words", _BLANKS.sub("", half_width(self.text)))


EMPTY = Cell("")
At = tuple[int, int]
"""Row and column, from 1 and 1."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `cells` holds what is filled, `covered` the cells hidden under a merged one."""

    name: str
    number: int
    cells: dict[At, Cell]
    covered: dict[At, At] = field(default_factory=dict)
    hidden: bool = False
    rows: int = field(init=False)
    """The last filled row."""
    columns: int = field(init=False)
    """The last filled column."""

    def __post_init__(self) -> None:
        """Measure the sheet once: it is asked for at every step."""
        object.__setattr__(self, "rows", max((row for row, _ in self.cells), default=0))
        object.__setattr__(self, "columns", max((column for _, column in self.cells), default=0))

    def __getitem__(self, at: At) -> Cell:
        """Return the cell itself, empty where nothing stands."""
        return self.cells.get(at, EMPTY)

    def shown(self, at: At) -> Cell:
        """Return what is seen there: a merged cell shows over all it covers."""
        return self.cells.get(self.covered.get(at, at), EMPTY)


def column_letters(column: int) -> str:
    """Return A for 1, AA for 27."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(at: At) -> str:
    """Return C23 for row 23, column 3."""
    return f"{column_letters(at[1])}{at[0]}"


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of an xlsx or xls, hidden ones included.

    Raises:
        UnusableFileError: not a workbook, protected, damaged, with macros or far too large.
    """
    check_file(path)
    try:
        book = CalamineWorkbook.from_path(path)
        return tuple(_sheets(path, book))
    except PasswordError as fault:
        raise protected(path) from fault
    except UnusableFileError:
        raise
    except BaseException as fault:
        if "assword" in str(fault):
            raise protected(path) from fault
        # The library is compiled: what it cannot read may also surface as a panic.
        known = isinstance(fault, (CalamineError, ValueError, OSError, OverflowError))
        if known or type(fault).__name__ == "PanicException":
            raise damaged(path) from fault
        raise


def _sheets(path: Path, book: CalamineWorkbook) -> Iterator[Sheet]:
    if len(book.sheets_metadata) > _MAX_SHEETS:
        raise too_large(path, f"有{len(book.sheets_metadata)}张表")
    filled = 0
    for number, about in enumerate(book.sheets_metadata, 1):
        if str(about.typ) != "SheetTypeEnum.WorkSheet":
            continue
        sheet = book.get_sheet_by_index(number - 1)
        if sheet.total_height * sheet.total_width > MAX_AREA:
            raise too_large(path, "里的表格")
        lines = sheet.to_python(skip_empty_area=False)
        cells = {
            (row, column): cell
            for row, line in enumerate(lines, 1)
            for column, value in enumerate(line, 1)
            if value != "" and (cell := _cell(value)) is not None
        }
        filled += len(cells)
        if filled > MAX_CELLS:
            raise too_large(path, "里填了几万格以上")
        hidden = about.visible != SheetVisibleEnum.Visible
        yield Sheet(about.name, number, cells, _covered(sheet.merged_cell_ranges or []), hidden)


def _covered(ranges: list[Any]) -> dict[At, At]:
    found: dict[At, At] = {}
    for (top, left), (bottom, right) in ranges:
        if (bottom - top + 1) * (right - left + 1) > 10_000:
            continue
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                found[row + 1, column + 1] = (top + 1, left + 1)
    return found


def _cell(value: object) -> Cell | None:
    if isinstance(value, bool):
        return Cell("是" if value else "否")
    if isinstance(value, int | float):
        return _number_cell(value)
    text = printable(str(value))[0].strip()
    if not text:
        return None
    plain = squeezed(text)
    return Cell(
        text, Decimal(plain) if _PLAIN_NUMBER.fullmatch(plain) and len(plain) < 20 else None
    )


def _number_cell(value: float) -> Cell | None:
    try:
        exact = Decimal(repr(value))
        if not exact.is_finite() or abs(exact) > _LARGEST:
            return Cell(repr(value))
        number = rounded(exact, _NOISE_PLACES).normalize()
    except InvalidOperation:
        return None
    return Cell(f"{number:f}", number)

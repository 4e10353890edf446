"""A workbook of the old kind (.xls) read in another process of the program.

The compiled library trusts the sizes written in such a file: one wrong byte makes it ask for more
memory than there is, and the system ends the process. Here that ends the other process, whose
memory and time are limited, and what comes back is a sentence.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pingkou_gui

if TYPE_CHECKING:
    from collections.abc import Sequence

READ_XLS = "read-xls"
"""The word that starts the program as a reader of one file; no help tells it."""
SECONDS = 10.0
"""The time one file may take; the largest that is let through takes some three."""
_MEMORY = 350_000_000
"""Bytes of addresses the other process may have, the interpreter included; 40,000 cells need 200 MB."""
_MOST_CELLS = 60_000
_MOST_AREA = 2_000_000
_PROTECTED, _TOO_LARGE = "protected", "too large"


class XlsDamagedError(Exception):
    """The file cannot be read: damaged, or the other process had to be ended."""


class XlsProtectedError(Exception):
    """The file is under a password."""


class XlsTooLargeError(Exception):
    """A sheet is larger than any this program reads."""


@dataclass(frozen=True, slots=True)
class XlsSheet:
    """A sheet: filled cells by row and column from 1, and merged ranges from 0 as the library has.

    A value is text, a number or a truth value; a date is its text by ISO 8601.
    """

    name: str
    is_worksheet: bool
    is_visible: bool
    cells: dict[tuple[int, int], str | float | bool]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...]


def read_xls(path: Path) -> tuple[XlsSheet, ...]:
    """Return the sheets of an .xls file.

    Raises:
        XlsDamagedError, XlsProtectedError, XlsTooLargeError: It cannot be used.
    """
    try:
        done = subprocess.run(  # noqa: S603 - the program itself
            [*_own_words(), str(path.absolute())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            timeout=SECONDS,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise XlsDamagedError(path.name) from fault
    if done.returncode:
        raise XlsDamagedError(path.name)
    try:
        found = json.loads(done.stdout)
        if found in (_PROTECTED, _TOO_LARGE):
            raise XlsProtectedError if found == _PROTECTED else XlsTooLargeError
        return tuple(_sheet(*each) for each in found)
    except (ValueError, TypeError) as fault:
        raise XlsDamagedError(path.name) from fault


def serve(words: Sequence[str]) -> int:
    """Be the other process: read the file that is named and print what it holds as JSON."""
    _limit_memory()
    json.dump(_contents(Path(words[0])), sys.stdout, ensure_ascii=True)
    sys.stdout.flush()
    return 0


def _sheet(name: str, is_sheet: bool, visible: bool, cells: Any, merged: Any) -> XlsSheet:  # noqa: FBT001 - as sent
    found = {(row, column): value for row, column, value in cells}
    ranges = tuple(((top, left), (bottom, right)) for (top, left), (bottom, right) in merged)
    return XlsSheet(name, is_sheet, visible, found, ranges)


def _contents(path: Path) -> Any:
    from python_calamine import (  # noqa: PLC0415 - in the other process only
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        book = CalamineWorkbook.from_path(path)
    except PasswordError:
        return _PROTECTED
    sheets = []
    many = 0
    for index, about in enumerate(book.sheets_metadata):
        is_sheet = about.typ == SheetTypeEnum.WorkSheet
        cells: list[tuple[int, int, object]] = []
        merged: Any = []
        if is_sheet:
            sheet = book.get_sheet_by_index(index)
            if sheet.total_height * sheet.total_width > _MOST_AREA:
                return _TOO_LARGE
            cells = _cells(sheet.to_python(skip_empty_area=False))
            merged = sheet.merged_cell_ranges or []
            many += len(cells)
            if many > _MOST_CELLS:
                return _TOO_LARGE
        visible = about.visible == SheetVisibleEnum.Visible
        sheets.append((about.name, is_sheet, visible, cells, merged))
    return sheets


def _cells(lines: Any) -> list[tuple[int, int, object]]:
    return [
        (row, column, value if isinstance(value, bool | int | float) else str(value))
        for row, line in enumerate(lines, 1)
        for column, value in enumerate(line, 1)
        if value != ""
    ]


def _limit_memory() -> None:
    """Have an allocation that is too large end this process; Windows has no such limit."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _own_words() -> list[str]:
    """Return the words that start this program as a reader of one file."""
    if getattr(sys, "frozen", False):
        return [sys.executable, READ_XLS]
    return [sys.executable, "-P", "-m", "pingkou_gui.app", READ_XLS]


def _environment() -> dict[str, str] | None:
    """Return the variables with which Python finds the program, None where it is installed."""
    if getattr(sys, "frozen", False):
        return None
    root = str(Path(pingkou_gui.__file__).parents[1])
    paths = filter(None, (root, os.environ.get("PYTHONPATH")))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}

"""Which kind of file this is, by its first bytes and its contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.errors import UnusableFileError, file_reader
from pingkou_gui.importers.docx_package import is_docx
from pingkou_gui.importers.docx_text import read_docx
from pingkou_gui.importers.sheets import find_tables
from pingkou_gui.importers.targets import find_blocks, grids_of
from pingkou_gui.importers.workbook_file import read_sheets

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pingkou_gui.importers.workbook_cells import Sheet

WORKBOOK, TARGETS, REPORT = "workbook", "targets", "report"
_SPREADSHEETS = frozenset({".xlsx", ".xls", ".xlsm", ".xlsb", ".et", ".csv", ".ods"})
_PROSE = 1500
"""Characters outside tables from which on a Word file is a report and no form."""
_JUDGED = frozenset({"actual", "score"})
"""Columns that only a table of what was reached has: it tells of the year, and declares nothing."""
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@file_reader
def kind_of(path: Path) -> str:
    """Return `workbook`, `targets` or `report` for a file, by its content where it can be read.

    A file that no reader can use goes to the one its name speaks for: that reader's refusal says
    what is wrong with it.
    """
    try:
        if is_docx(path):
            return _kind_of_docx(path)
        if _is_spreadsheet(path):
            return _kind_of_sheets(read_sheets(path))
    except UnusableFileError:
        pass
    return WORKBOOK if path.suffix.lower() in _SPREADSHEETS else REPORT


def _is_spreadsheet(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(8)
    except OSError:
        return False
    if head.startswith(b"PK"):
        return True
    return head.startswith(_COMPOUND) and path.suffix.lower() not in {".doc", ".wps"}


def _kind_of_sheets(sheets: tuple[Sheet, ...]) -> str:
    if find_tables(sheets):
        return WORKBOOK
    return TARGETS if _has_indicators(sheets) else WORKBOOK


def _kind_of_docx(path: Path) -> str:
    paragraphs = read_docx(path)
    prose = [p.text for p in paragraphs if not p.table]
    whole = "".join(prose)
    if len(whole) > _PROSE or any("自评报告" in text for text in prose[:5]):
        return REPORT
    blocks = [block for sheet in grids_of(paragraphs) for block in find_blocks(sheet)]
    evaluated = any(_JUDGED & block.columns.keys() for block in blocks)
    return TARGETS if blocks and not evaluated else REPORT


def _has_indicators(sheets: Iterable[Sheet]) -> bool:
    return any(find_blocks(sheet) for sheet in sheets)

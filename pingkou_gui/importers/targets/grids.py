"""Sheets of a workbook and tables of a Word file, as one kind of grid."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from pingkou_gui.importers.docx_text import read_docx
from pingkou_gui.importers.workbook.cells import Cell, Sheet, read_sheets
from pingkou_gui.importers.workbook.opening import check_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pingkou_gui.domain.reading import Paragraph
    from pingkou_gui.importers.workbook.cells import At


def read_grids(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets or tables of a file.

    Raises:
        UnusableFileError: neither a workbook nor a docx, protected, damaged or far too large.
    """
    if is_docx(path):
        return grids_of(read_docx(path))
    check_file(path)
    return read_sheets(path)


def is_docx(path: Path) -> bool:
    """Return whether a file is a zip that holds a Word document."""
    try:
        with zipfile.ZipFile(path) as file:
            return "word/document.xml" in file.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def grids_of(paragraphs: Iterable[Paragraph]) -> tuple[Sheet, ...]:
    """Return the tables among the paragraphs of a Word file."""
    tables: dict[int, dict[At, list[str]]] = {}
    for paragraph in paragraphs:
        if paragraph.table:
            cells = tables.setdefault(paragraph.table, {})
            cells.setdefault((paragraph.row, paragraph.column), []).append(paragraph.text.strip())
    return tuple(
        Sheet(f"表{number}", number, {at: Cell("\n".join(words)) for at, words in cells.items()})
        for number, cells in tables.items()
    )

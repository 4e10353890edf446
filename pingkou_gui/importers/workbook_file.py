"""Opening a workbook, whatever its name says: xlsx, xls, web page, text table; else one sentence."""

from __future__ import annotations

import codecs
import csv
import io
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree, html

from pingkou_gui.errors import UnusableFileError, file_reader
from pingkou_gui.importers.workbook_cells import (
    EMPTY,
    MAX_CELLS,
    MAX_SHEETS,
    Refusal,
    RefusedWorkbookError,
    Sheet,
    covered_by,
    number_cell,
    words_cell,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element

    from pingkou_gui.importers.workbook_cells import At, SheetCell

SAVE_AS = "用WPS或Excel打开，选“另存为”，类型选“Excel工作簿（*.xlsx）”，再读入那个文件"
_AGAIN = "用WPS或Excel打开看看，能打开就另存为xlsx再读入；打不开就换一份"
_UNPROTECT = "用WPS或Excel打开：要输密码就先去掉密码，不用输密码就在“审阅”里撤销保护；保存后再读入"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LIMIT = 30 * 1024 * 1024
_LIMIT_OF_TEXT = 4 * 1024 * 1024
"""Bytes of a web page or a text; a table of 40,000 cells has some two million."""
_OLD = (b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x10\x00", b"\x09\x08\x08\x00")
"""How the records of a workbook begin that stands in no compound file (BIFF 3 to 8)."""
_MARKUP = (b"<!doctype", b"<html", b"<head", b"<meta", b"<table", b"<style", b"<div", b"<body")
_LINES_ABOVE = 4
"""Lines above a table of a web page that may hold its title and its unit."""
_OFFICE_XML = b"urn:schemas-microsoft-com:office:spreadsheet"


@file_reader
def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook, hidden ones included; what it is decides its content.

    A web page or a text under the name of a workbook is read as one: accounting systems write
    such files.

    Raises:
        UnusableFileError: not a workbook, protected, damaged, with macros or far too large.
    """
    try:
        about = path.stat()
    except OSError as fault:
        raise UnusableFileError(
            f"打不开文件“{path.name}”", "检查文件是否还在、是否被别的程序占用"
        ) from fault
    found = _read(path, about.st_mtime_ns, about.st_size)
    if isinstance(found, UnusableFileError):
        raise UnusableFileError(found.happened, found.remedy) from found
    return found


@lru_cache(maxsize=4)
def _read(path: Path, changed: int, size: int) -> tuple[Sheet, ...] | UnusableFileError:  # noqa: ARG001 - what is kept goes with the file
    """Return the sheets, or why there are none: who asks again need not wait again."""
    try:
        return _read_sheets(path, size)
    except UnusableFileError as refused:
        return refused


def _read_sheets(path: Path, size: int) -> tuple[Sheet, ...]:
    """Return the sheets of a file, read by what its first bytes say it is."""
    head = _head(path)
    if size > _LIMIT:
        raise too_large(path, f"有{size // (1024 * 1024)}MB")
    try:
        if head.startswith(b"PK"):
            from pingkou_gui.importers.xlsx_file import read_xlsx  # noqa: PLC0415

            return read_xlsx(path)
        if head.startswith((_COMPOUND, *_OLD)):
            from pingkou_gui.importers.xls_file import read_xls  # noqa: PLC0415

            _check_compound(path)
            return read_xls(path)
        return _read_text(path, head, size)
    except RefusedWorkbookError as refused:
        raise _refusal(path, refused) from refused


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(4096)
    except OSError as fault:
        raise UnusableFileError(
            f"打不开文件“{path.name}”", "检查文件是否还在、是否被别的程序占用"
        ) from fault


# Why a file is refused, in the clerk's words.


def too_large(path: Path, what: str) -> UnusableFileError:
    """Return the refusal of a file larger than any accounts workbook."""
    return UnusableFileError(
        f"“{path.name}”{what}，太大了，不像决算公开表",
        "只留下决算公开表和申报表，删去图片和多余的行列，另存为xlsx再读入",
    )


_SENTENCES = {
    Refusal.PROTECTED: ("设了密码或保护，没有读", _UNPROTECT),
    Refusal.MACROS: ("里有宏，为了安全没有读", SAVE_AS),
    Refusal.WORD_FILE: ("是Word文件，不是表格", "选Excel表格"),
    Refusal.OLD_WORD_FILE: ("是旧版Word文件，不是表格", "选Excel表格"),
    Refusal.NO_WORKBOOK: ("不是Excel表格", SAVE_AS),
    Refusal.BINARY: ("是二进制工作簿（xlsb），没有读", SAVE_AS),
    Refusal.DAMAGED: ("损坏了，读不出表格", _AGAIN),
}


def _refusal(path: Path, refused: RefusedWorkbookError) -> UnusableFileError:
    if refused.reason is Refusal.TOO_LARGE:
        return too_large(path, refused.where or "里的表格")
    happened, remedy = _SENTENCES[refused.reason]
    return UnusableFileError(f"“{path.name}”{happened}", remedy)


def _check_compound(path: Path) -> None:
    raw = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in raw:
        raise RefusedWorkbookError(Refusal.PROTECTED)
    if "_VBA_PROJECT".encode("utf-16-le") in raw:
        raise RefusedWorkbookError(Refusal.MACROS)


# Text under the name of a workbook: a web page, a table of the year 2003, cells with tabs or commas.


def _read_text(path: Path, head: bytes, size: int) -> tuple[Sheet, ...]:
    """Return the sheets of a text or web page that is named like a workbook."""
    name, start = f"“{path.name}”", head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not head:
        raise UnusableFileError(f"{name}是空的", "换一个文件")
    if start.startswith(b"%pdf"):
        raise UnusableFileError(f"{name}是PDF文件，不是表格", "找到它的Excel原件再读入")
    if start.startswith(b"mime-version"):
        raise UnusableFileError(f"{name}其实是单个文件的网页，不是Excel表格", SAVE_AS)
    if size > _LIMIT_OF_TEXT:
        raise RefusedWorkbookError(Refusal.TOO_LARGE, f"有{size // (1024 * 1024)}MB")
    raw = path.read_bytes()
    if start.startswith(b"<?xml") and _OFFICE_XML in head:
        return tuple(_sheets_of_xml(raw))
    if start.startswith((*_MARKUP, b"<?xml")):
        return _filled(path, _sheets_of_page(raw), "其实是网页文件，里面没有表格")
    text = _decoded(raw)
    if text is None:
        raise RefusedWorkbookError(Refusal.NO_WORKBOOK)
    return _filled(path, _sheet_of_text(text), "其实是文本文件，里面没有表格")


def _filled(path: Path, sheets: Iterator[Sheet], otherwise: str) -> tuple[Sheet, ...]:
    found = tuple(sheets)
    if not found:
        raise UnusableFileError(f"“{path.name}”{otherwise}", SAVE_AS)
    return found


def _decoded(raw: bytes) -> str | None:
    """Return bytes as text, None where they are none."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace")
    if b"\0" in raw:
        return None
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _sheets_of_page(raw: bytes) -> Iterator[Sheet]:
    """Yield the tables of a web page; what stands before one belongs to it, as its title does."""
    text = _decoded(raw)
    if text is None:
        return
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    page = _page(text)
    left = MAX_CELLS
    for number, (above, table) in enumerate(_tables_of_page(page), 1):
        if number > MAX_SHEETS:
            raise RefusedWorkbookError(Refusal.TOO_LARGE, f"有{number}张以上的表")
        cells, covered = _cells_of_page(table, left, len(above))
        left -= len(cells)
        if cells:
            titles = {
                (row, 1): cell for row, words in enumerate(above, 1) if (cell := words_cell(words))
            }
            yield Sheet(f"表{number}", number, titles | cells, covered)


def _tables_of_page(page: _Element) -> Iterator[tuple[list[str], _Element]]:
    """Yield each outermost table with the lines that stand between it and the one before."""
    above: list[str] = []
    depth = 0
    for event, item in etree.iterwalk(page, events=("start", "end")):
        if item.tag == "table":
            depth += 1 if event == "start" else -1
            if event == "end" and not depth:
                yield above[-_LINES_ABOVE:], item
                above = []
        if not depth and isinstance(item.tag, str) and item.tag not in {"style", "script"}:
            words = " ".join(((item.text if event == "start" else item.tail) or "").split())
            if words:
                above.append(words)


def first_table(fragment: str, most: int) -> list[list[str]]:
    """Return the cells of the first table of some HTML; what a merged cell covers is blank.

    Args:
        fragment: As Excel, WPS and Word put it on the clipboard.
        most: So many cells are read.

    Raises:
        RefusedWorkbookError: There are more.
    """
    tables = _page(fragment).iter("table") if fragment.strip() else ()
    table = next((each for each in tables if next(each.iter("tr"), None) is not None), None)
    cells, _ = ({}, {}) if table is None else _cells_of_page(table, most, widest=50)
    if not cells:
        return []
    rows, columns = map(max, zip(*cells, strict=True))
    return [
        [cells.get((row, column), EMPTY).text for column in range(1, columns + 1)]
        for row in range(1, rows + 1)
    ]


def _page(text: str) -> _Element:
    parser = html.HTMLParser(recover=True, remove_comments=True, remove_pis=True)
    page: _Element = html.document_fromstring(text, parser=parser)
    return page


def _cells_of_page(
    table: _Element, most: int, above: int = 0, *, widest: int = 200
) -> tuple[dict[At, SheetCell], dict[At, At]]:
    """Return the cells of a table in HTML, and for covered places the one that covers them."""
    cells: dict[At, SheetCell] = {}
    covered: dict[At, At] = {}
    lines = (line for line in table.iter("tr") if next(line.iterancestors("table")) is table)
    for row, line in enumerate(lines, above + 1):
        column = 0
        for item in line:
            if item.tag not in {"td", "th"}:
                continue
            column += 1
            while (row, column) in covered:
                column += 1
            wide, high = (min(_span(item, name), widest) for name in ("colspan", "rowspan"))
            if wide * high > 1:
                covered |= covered_by(row, column, row + high - 1, column + wide - 1)
            cell = words_cell(_words_of(item))
            if cell is not None:
                cells[row, column] = cell
            column += wide - 1
            if len(cells) > most or len(covered) > 10 * MAX_CELLS:
                raise RefusedWorkbookError(Refusal.TOO_LARGE, "里填了几万格以上")
    return cells, covered


def _words_of(cell: _Element) -> str:
    """Return what a cell says, line by line, without what no page shows."""
    parts: list[str] = []
    for event, item in etree.iterwalk(cell, events=("start", "end")):
        if event == "start":
            parts += ["\0" if item.tag == "br" else "", "" if item.tag in _RAW else item.text or ""]
        elif item is not cell:
            parts.append(item.tail or "")
    return "\n".join(" ".join(line.split()) for line in "".join(parts).split("\0"))


_RAW = frozenset({"style", "script", "title", "textarea", "head"})


def _span(item: _Element, name: str) -> int:
    text = str(item.get(name) or "")
    return min(max(int(text), 1), 200) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _sheets_of_xml(raw: bytes) -> Iterator[Sheet]:
    """Yield the sheets of a workbook in the XML of Excel 2003 (SpreadsheetML 2003)."""
    parser = etree.XMLParser(resolve_entities=False, recover=True)
    book = etree.fromstring(raw, parser)
    if book is None:
        raise RefusedWorkbookError(Refusal.DAMAGED)
    left = MAX_CELLS
    for number, page in enumerate(book.iter("{*}Worksheet"), 1):
        cells: dict[At, SheetCell] = {}
        covered: dict[At, At] = {}
        row = 0
        for line in page.iter("{*}Row"):
            row = _number(line, "Index") or row + 1
            column = 0
            for item in line.iterchildren("{*}Cell"):
                column = _number(item, "Index") or column + 1
                wide, high = _number(item, "MergeAcross"), _number(item, "MergeDown")
                if wide or high:
                    covered |= covered_by(row, column, row + high, column + wide)
                cell = _cell_of_xml(item)
                if cell is not None:
                    cells[row, column] = cell
                column += wide
                if len(cells) > left or row * column > 50 * MAX_CELLS:
                    raise RefusedWorkbookError(Refusal.TOO_LARGE, "里填了几万格以上")
        left -= len(cells)
        yield Sheet(_attribute(page, "Name"), number, cells, covered)


def _cell_of_xml(item: _Element) -> SheetCell | None:
    data = next(item.iterchildren("{*}Data"), None)
    if data is None:
        return None
    text = "".join(str(part) for part in data.itertext())
    if _attribute(data, "Type") == "Number":
        try:
            return number_cell(float(text))
        except ValueError:
            return words_cell(text)
    return words_cell(text)


def _attribute(item: _Element, name: str) -> str:
    return str(next((v for k, v in item.attrib.items() if str(k).rpartition("}")[2] == name), ""))


def _number(item: _Element, name: str) -> int:
    text = _attribute(item, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def _sheet_of_text(text: str) -> Iterator[Sheet]:
    """Yield the sheet that a text with tabs or commas is; nothing where it has neither."""
    lines = text.splitlines()
    mark = next((m for m in ("\t", ",") if sum(m in line for line in lines) * 2 >= len(lines)), "")
    if not mark:
        return
    cells: dict[At, SheetCell] = {}
    try:
        for row, line in enumerate(csv.reader(io.StringIO(text), delimiter=mark), 1):
            for column, words in enumerate(line, 1):
                if (cell := words_cell(words)) is not None:
                    cells[row, column] = cell
            if len(cells) > MAX_CELLS:
                raise RefusedWorkbookError(Refusal.TOO_LARGE, "里填了几万格以上")
    except csv.Error as fault:
        raise RefusedWorkbookError(Refusal.DAMAGED) from fault
    if cells:
        yield Sheet("表1", 1, cells)

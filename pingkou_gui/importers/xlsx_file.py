"""Sheets of an xlsx: parts found by relationships, cells read one by one within limits.

Read with lxml and not with a library, for three things none of them tells: formulas that were
never worked out, what a number format shows, and where a cell stands that would take all memory.
ECMA-376 parts 1 (SpreadsheetML) and 2 (packages), transitional and strict.
"""

from __future__ import annotations

import lzma
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from pingkou_gui.importers.workbook_cells import (
    BUILT_IN,
    MAX_AREA,
    MAX_CELLS,
    MAX_CHARACTERS,
    MAX_SHEETS,
    Refusal,
    RefusedWorkbookError,
    Sheet,
    SheetCell,
    address,
    column_number,
    covered_by,
    faulty_cell,
    is_date,
    number_cell,
    shown_date,
    without_result,
    words_cell,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element

    from pingkou_gui.importers.workbook_cells import At

_UNPACKED = 80 * 1024 * 1024
_PARTS = 3000
_RATIO = 400
_SMALL = 2 * 1024 * 1024
_MAX_STRINGS = 200_000
_ROW = re.compile(r"\d{1,7}")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
_MAX_COVERED = 200_000
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_ZIP_FAULTS = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError,
    NotImplementedError, KeyError, lzma.LZMAError, etree.XMLSyntaxError,
)  # fmt: skip


def read_xlsx(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of an xlsx, hidden ones included.

    Raises:
        RefusedWorkbookError: It cannot be used.
    """
    try:
        with zipfile.ZipFile(path) as file:
            return tuple(_sheets(_Package(file)))
    except _ZIP_FAULTS as fault:
        raise RefusedWorkbookError(Refusal.DAMAGED) from fault


# The package: parts by their names, whichever slashes stand in them, and by relationships.


@dataclass(slots=True)
class _Package:
    file: zipfile.ZipFile
    entries: dict[str, zipfile.ZipInfo] = field(init=False)

    def __post_init__(self) -> None:
        """Refuse what is no workbook, what is locked, has macros or unpacks to too much."""
        listed = self.file.infolist()
        self.entries = {_part_name(entry.filename): entry for entry in listed}
        names = self.entries.keys()
        if any(name.startswith("word/") for name in names):
            raise RefusedWorkbookError(Refusal.WORD_FILE)
        if not any(name.startswith("xl/") for name in names) and "_rels/.rels" not in names:
            raise RefusedWorkbookError(Refusal.NO_WORKBOOK)
        if any("vbaproject" in name or "/macrosheets/" in name for name in names):
            raise RefusedWorkbookError(Refusal.MACROS)
        if any(entry.flag_bits & 1 for entry in listed):
            raise RefusedWorkbookError(Refusal.PROTECTED)
        dense = any(e.file_size > _SMALL and e.file_size > _RATIO * e.compress_size for e in listed)
        if dense or len(listed) > _PARTS or sum(e.file_size for e in listed) > _UNPACKED:
            raise RefusedWorkbookError(Refusal.TOO_LARGE, "展开后")

    def related(self, part: str, kind: str) -> list[tuple[str, str]]:
        """Return id and name of the parts of a kind that a part refers to."""
        folder, name = posixpath.split(part)
        rels = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        if rels not in self.entries:
            return []
        found = []
        for _, relation in self.parse(rels, "{*}Relationship"):
            if (relation.get("Type") or "").rpartition("/")[2] == kind:
                target = (relation.get("Target") or "").replace("\\", "/")
                whole = target if target.startswith("/") else posixpath.join(folder, target)
                found.append((relation.get("Id") or "", _part_name(posixpath.normpath(whole))))
        return found

    def parse(self, part: str, *tags: str, starts: bool = False) -> Iterator[tuple[str, _Element]]:
        """Yield the elements of a part as they end, and with `starts` as they begin."""
        with self.file.open(self.entries[part]) as stream:
            events = ("start", "end") if starts else ("end",)
            yield from etree.iterparse(stream, events=events, tag=tags, resolve_entities=False)


def _part_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


# The workbook: its sheets, strings, formats.


@dataclass(frozen=True, slots=True)
class _Book:
    strings: list[SheetCell | None]
    formats: list[str]
    """The number format of each style, empty where it is plain."""
    from_1904: bool


def _sheets(package: _Package) -> Iterator[Sheet]:
    """Yield the sheets in their order; RefusedWorkbookError where they are too large."""
    main = next((name for _, name in package.related("", "officeDocument")), "xl/workbook.xml")
    if main.endswith(".bin"):
        raise RefusedWorkbookError(Refusal.BINARY)
    if main not in package.entries:
        raise RefusedWorkbookError(Refusal.DAMAGED)
    targets = dict(package.related(main, "worksheet"))
    listed, from_1904 = _listed(package, main)
    if len(listed) > MAX_SHEETS:
        raise RefusedWorkbookError(Refusal.TOO_LARGE, f"有{len(listed)}张表")
    book = _Book(_strings(package, main), _formats(package, main), from_1904)
    filled = area = 0
    for number, (name, key, hidden) in enumerate(listed, 1):
        part = targets.get(key)
        if part is None or part not in package.entries:
            continue
        cells, covered = _Reading(package, book, name, MAX_CELLS - filled).read(part)
        filled += len(cells)
        sheet = Sheet(name, number, cells, covered, hidden)
        area += sheet.rows * sheet.columns
        if area > MAX_AREA:
            raise RefusedWorkbookError(Refusal.TOO_LARGE, "里的表格")
        yield sheet


def _listed(package: _Package, main: str) -> tuple[list[tuple[str, str, bool]], bool]:
    listed, from_1904 = [], False
    for _, part in package.parse(main, "{*}sheet", "{*}workbookPr"):
        if etree.QName(part).localname == "workbookPr":
            from_1904 = part.get("date1904") in {"1", "true", "on"}
            continue
        key = next((v for k, v in part.attrib.items() if str(k).endswith("}id")), "")
        listed.append((str(part.get("name") or ""), str(key), part.get("state") in _HIDDEN))
    return listed, from_1904


_HIDDEN = frozenset({"hidden", "veryHidden"})


def _strings(package: _Package, main: str) -> list[SheetCell | None]:
    """Return the shared strings, by number."""
    part = next((name for _, name in package.related(main, "sharedStrings")), "")
    if part not in package.entries:
        return []
    found: list[SheetCell | None] = []
    characters = 0
    for _, item in package.parse(part, "{*}si"):
        text = _text_of(item)
        characters += len(text)
        if len(found) >= _MAX_STRINGS or characters > MAX_CHARACTERS:
            raise RefusedWorkbookError(Refusal.TOO_LARGE, "里的文字")
        found.append(words_cell(text))
        _drop(item)
    return found


def _text_of(item: _Element) -> str:
    """Return the words of a string, without the readings that stand above them (phonetic runs)."""
    parts = []
    for text in item.iter("{*}t"):
        above = text.getparent()
        if above is None or etree.QName(above).localname != "rPh":
            parts.append(text.text or "")
    return _unescaped("".join(parts))


_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _formats(package: _Package, main: str) -> list[str]:
    """Return the number format of every cell style, by number."""
    part = next((name for _, name in package.related(main, "styles")), "")
    if part not in package.entries:
        return []
    codes = dict(BUILT_IN)
    styles: list[int] = []
    for _, item in package.parse(part, "{*}numFmt", "{*}xf"):
        above = item.getparent()
        if etree.QName(item).localname == "numFmt":
            codes[_whole(item.get("numFmtId"))] = item.get("formatCode") or ""
        elif above is not None and etree.QName(above).localname == "cellXfs":
            styles.append(_whole(item.get("numFmtId")))
    return [codes.get(number, "") for number in styles]


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else 0


def _drop(item: _Element) -> None:
    """Free an element that was read, and those before it."""
    item.clear()
    above = item.getparent()
    if above is not None:
        while (first := item.getprevious()) is not None:
            above.remove(first)


# One sheet, cell by cell.


@dataclass(slots=True)
class _Reading:
    package: _Package
    book: _Book
    sheet: str
    most: int
    cells: dict[At, SheetCell] = field(default_factory=dict)
    covered: dict[At, At] = field(default_factory=dict)
    row: int = 0
    column: int = 0
    lowest: int = 0
    rightmost: int = 0
    characters: int = 0

    def read(self, part: str) -> tuple[dict[At, SheetCell], dict[At, At]]:
        """Return the cells that are filled, and those under a merged one."""
        tags = ("{*}c", "{*}row", "{*}mergeCell")
        for event, item in self.package.parse(part, *tags, starts=True):
            name = etree.QName(item).localname
            if event == "start":
                if name == "row":
                    reference = item.get("r") or ""
                    self.row = int(reference) if _ROW.fullmatch(reference) else self.row + 1
                    self.column = 0
            elif name == "c":
                self._keep_cell(item)
                _drop(item)
            elif name == "row":
                _drop(item)
            else:
                self._merge(item.get("ref") or "")
        return self.cells, self.covered

    def _keep_cell(self, item: _Element) -> None:
        """Keep a cell at its place; RefusedWorkbookError where the sheet gets too large."""
        found = _REFERENCE.fullmatch(item.get("r") or "")
        at = (int(found[2]), column_number(found[1])) if found else (self.row, self.column + 1)
        self.row, self.column = at
        cell = self._shown_value(item) if len(item) else None
        if cell is None:
            return
        self.cells[at] = cell
        self.characters += len(cell.text)
        if self.characters > MAX_CHARACTERS:
            raise RefusedWorkbookError(Refusal.TOO_LARGE, "里的文字")
        self.lowest, self.rightmost = max(self.lowest, at[0]), max(self.rightmost, at[1])
        if len(self.cells) > self.most:
            raise RefusedWorkbookError(Refusal.TOO_LARGE, "里填了几万格以上")
        out = at[0] > _LAST_ROW or at[1] > _LAST_COLUMN
        if out or self.lowest * self.rightmost > MAX_AREA:
            raise RefusedWorkbookError(Refusal.TOO_LARGE, f"里“{self.sheet}”填到了{address(at)}格")

    def _shown_value(self, item: _Element) -> SheetCell | None:
        """Return what a cell shows, None where nothing."""
        parts = {_local(part): part for part in item}
        kind = item.get("t") or "n"
        if kind == "inlineStr":
            return words_cell(_text_of(parts["is"])) if "is" in parts else None
        if "v" not in parts:
            return without_result() if "f" in parts else None
        text = parts["v"].text or ""
        if kind == "e":
            return faulty_cell(text.strip())
        if kind in {"str", "d", "b"}:
            return words_cell(self._words(kind, text))
        plain = text.strip()
        if kind == "s" or not plain:
            at, strings = _whole(plain), self.book.strings
            return strings[at] if plain and at < len(strings) else None
        return self._number(plain, _whole(item.get("s")))

    @staticmethod
    def _words(kind: str, text: str) -> str:
        if kind == "b":
            return "是" if text.strip() == "1" else "否"
        return _unescaped(text)

    def _number(self, text: str, style: int) -> SheetCell | None:
        try:
            value = float(text)
        except ValueError:
            return words_cell(text)
        formats = self.book.formats
        code = formats[style] if style < len(formats) else ""
        if code and is_date(code):
            return words_cell(shown_date(value, code, from_1904=self.book.from_1904))
        return number_cell(value, code)

    def _merge(self, reference: str) -> None:
        found = _RANGE.fullmatch(reference)
        if found is None or len(self.covered) > _MAX_COVERED:
            return
        left, right = column_number(found[1]), column_number(found[3])
        self.covered |= covered_by(int(found[2]), left, int(found[4]), right)


def _local(item: _Element) -> str:
    return etree.QName(item).localname if isinstance(item.tag, str) else ""

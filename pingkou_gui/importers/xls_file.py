"""Sheets of an xls (BIFF8 and older): measured record by record first, then read with xlrd.

A few bytes of such a file can ask for a gigabyte: what stands far out, or is only formatted, is
counted before anything is laid out. Record layouts are those of [MS-XLS].
"""

from __future__ import annotations

import hashlib
import io
import struct
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import xlrd
from xlrd.compdoc import CompDoc

from pingkou_gui.importers.workbook_cells import (
    MAX_AREA,
    MAX_CELLS,
    MAX_CHARACTERS,
    MAX_SHEETS,
    Refusal,
    RefusedWorkbookError,
    Sheet,
    SheetCell,
    address,
    covered_by,
    faulty_cell,
    is_date,
    number_cell,
    shown_date,
    without_result,
    words_cell,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from xlrd.book import Book
    from xlrd.sheet import Sheet as XlrdSheet

    from pingkou_gui.importers.workbook_cells import At


_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOF, _EOF, _BOUND_SHEET, _FILE_PASS = 0x0809, 0x000A, 0x0085, 0x002F
_FORMULA, _MULTIPLE, _BLANKS, _BLANK = 0x0006, 0x00BD, 0x00BE, 0x0201
_FILLED = frozenset({0x0203, 0x027E, 0x00FD, 0x0204, 0x0205, 0x00D6, _FORMULA})
_MAX_BLANKS = 400_000
"""Cells that are only formatted; beyond that formats are left out."""
_MAX_RECORDS = 1_500_000
_MAX_COVERED = 200_000
_MERGED = 0x00E5
_RECORD_HEAD = 4
"""Bytes before the content of a record: its code and its length."""
_RESULT_AT, _FORMULA_LEAST = 6, 14
"""Where the result of a formula begins in its record, and the bytes that reach to its end."""
_RUN_EDGES, _RUN_NUMBER, _RUN_FORMAT = 6, 6, 2
"""Bytes of several cells in one record: their row with first and last column, then each cell."""
_NO_RESULTS = frozenset({bytes(8), b"\3\0\0\0\0\0\xff\xff"})
"""What a formula has before it was worked out: 0, or an empty string (2.5.133)."""


def read_xls(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of an xls, hidden ones included.

    Raises:
        RefusedWorkbookError: It cannot be used.
    """
    try:
        stream = _workbook_stream(path.read_bytes())
        measure = _measured(stream)
        if measure.is_encrypted:
            stream = decrypted(stream, DEFAULT_PASSWORD)
            measure = _measured(stream)
        book = xlrd.open_workbook(
            file_contents=stream,
            formatting_info=measure.blanks <= _MAX_BLANKS,
            ragged_rows=True,
            logfile=io.StringIO(),
        )
        return tuple(_sheets(book, measure))
    except RefusedWorkbookError:
        raise
    except (Exception, RecursionError, MemoryError) as fault:
        # The library raises whatever a broken record leads it to.
        raise RefusedWorkbookError(Refusal.DAMAGED) from fault


def _workbook_stream(raw: bytes) -> bytes:
    """Return the records of the workbook, out of the compound file they usually stand in."""
    if not raw.startswith(_COMPOUND):
        return raw
    is_word = "WordDocument".encode("utf-16-le") in raw
    other = RefusedWorkbookError(Refusal.OLD_WORD_FILE if is_word else Refusal.DAMAGED)
    try:
        compound = CompDoc(raw, logfile=io.StringIO())
    except Exception as fault:
        raise other from fault
    for name in ("Workbook", "Book"):
        memory, base, length = compound.locate_named_stream(name)
        if memory:
            return bytes(memory[base : base + length])
    raise other


# Measuring: what is filled, what is only formatted, and where.


@dataclass(slots=True)
class _SheetMeasure:
    filled: int = 0
    lowest: int = 0
    rightmost: int = 0
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    results: dict[At, bool] = field(default_factory=dict)
    """The formulas, and whether each has a result but 0 and blank."""


@dataclass(slots=True)
class _Measure:
    sheets: dict[int, _SheetMeasure] = field(default_factory=dict)
    """By the place at which the records of a sheet begin."""
    names: dict[int, str] = field(default_factory=dict)
    blanks: int = 0
    filled: int = 0
    is_encrypted: bool = False

    def sheet(self, at: int) -> _SheetMeasure:
        """Return what was counted on the sheet that begins there."""
        return self.sheets.setdefault(at, _SheetMeasure())

    def fill(self, at: int, row: int, column: int, count: int = 1) -> None:
        """Count filled cells, `column` being the last of them."""
        sheet = self.sheet(at)
        sheet.filled += count
        self.filled += count
        sheet.lowest, sheet.rightmost = max(sheet.lowest, row), max(sheet.rightmost, column)
        if self.filled > MAX_CELLS:
            raise RefusedWorkbookError(Refusal.TOO_LARGE, "里填了几万格以上")
        if sheet.lowest * sheet.rightmost > MAX_AREA:
            name = self.names.get(at, "")
            place = f"里“{name}”填到了" if name else "里填到了"
            raise RefusedWorkbookError(Refusal.TOO_LARGE, f"{place}{address((row, column))}格")


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield code, place and length of each record."""
    at, count = 0, 0
    while at + 4 <= len(stream):
        code, length = struct.unpack_from("<HH", stream, at)
        if at + 4 + length > len(stream):
            return
        yield code, at, length
        at += 4 + length
        count += 1
        if count > _MAX_RECORDS:
            raise RefusedWorkbookError(Refusal.TOO_LARGE, "里的内容")


def _measured(stream: bytes) -> _Measure:
    """Return what a stream of records holds, counted before anything is laid out."""
    found = _Measure()
    begin = 0
    for code, at, length in _records(stream):
        if code == _BOF:
            begin = at
        elif code == _FILE_PASS:
            found.is_encrypted = True
            return found
        elif code == _BOUND_SHEET and length >= 8 and not stream[at + 9]:
            (place,) = struct.unpack_from("<I", stream, at + 4)
            found.names[place] = _sheet_name(stream[at + 10 : at + 4 + length])
        elif length >= 6:
            _measure_cells(found, stream, begin, (code, at, length))
    if len(found.names) > MAX_SHEETS:
        raise RefusedWorkbookError(Refusal.TOO_LARGE, f"有{len(found.names)}张表")
    if sum(sheet.lowest * sheet.rightmost for sheet in found.sheets.values()) > MAX_AREA:
        raise RefusedWorkbookError(Refusal.TOO_LARGE, "里的表格")
    return found


def _sheet_name(raw: bytes) -> str:
    """Return the name of a sheet as BIFF8 writes it, from two bytes on: its length and its kind."""
    wide = raw[1] & 1
    words = raw[2 : 2 + raw[0] * (2 if wide else 1)]
    return words.decode("utf-16-le" if wide else "latin-1", errors="ignore")


def _measure_cells(
    found: _Measure, stream: bytes, begin: int, record: tuple[int, int, int]
) -> None:
    """Count the cells that a record fills, leaves blank or merges."""
    code, at, length = record
    content = at + _RECORD_HEAD
    if code in _FILLED:
        row, column = struct.unpack_from("<HH", stream, content)
        found.fill(begin, row + 1, column + 1)
        if code == _FORMULA and length >= _FORMULA_LEAST:
            (result,) = struct.unpack_from("<8s", stream, content + _RESULT_AT)
            found.sheet(begin).results[row + 1, column + 1] = result not in _NO_RESULTS
    elif code == _MULTIPLE:
        row, column = struct.unpack_from("<HH", stream, content)
        count = (length - _RUN_EDGES) // _RUN_NUMBER
        found.fill(begin, row + 1, column + count, count)
    elif code == _BLANK:
        found.blanks += 1
    elif code == _BLANKS:
        found.blanks += (length - _RUN_EDGES) // _RUN_FORMAT
    elif code == _MERGED:
        _measure_merged(found.sheet(begin), stream[content : content + length])


def _measure_merged(sheet: _SheetMeasure, body: bytes) -> None:
    (count,) = struct.unpack_from("<H", body)
    for number in range(min(count, (len(body) - 2) // 8)):
        top, bottom, left, right = struct.unpack_from("<HHHH", body, 2 + 8 * number)
        if top <= bottom and left <= right:
            sheet.merged.append((top + 1, left + 1, bottom + 1, right + 1))


# Reading: the library's cells as those of this program.


def _sheets(book: Book, measure: _Measure) -> Iterator[Sheet]:
    begins = list(measure.names)
    for number, found in enumerate(book.sheets(), 1):
        begin = begins[number - 1] if number <= len(begins) else -1
        counted = measure.sheets.get(begin, _SheetMeasure())
        covered: dict[At, At] = {}
        for area in counted.merged:
            if len(covered) < _MAX_COVERED:
                covered |= covered_by(*area)
        cells = dict(_cells(book, found))
        cells |= dict.fromkeys(_never_worked_out(cells, counted.results), without_result())
        yield Sheet(found.name, number, cells, covered, hidden=found.visibility != 0)


def _never_worked_out(cells: dict[At, SheetCell], results: dict[At, bool]) -> Iterator[At]:
    """Yield the formulas of a sheet on which none has a result, amid figures that are not 0.

    What writes such a file leaves the working out to Excel; the format has no mark for it.
    """
    if any(results.values()):
        return
    figures = [at for at, cell in cells.items() if cell.number and at not in results]
    rows, columns = {row for row, _ in figures}, {column for _, column in figures}
    yield from (at for at in results if at[0] in rows or at[1] in columns)


def _cells(book: Book, sheet: XlrdSheet) -> Iterator[tuple[At, SheetCell]]:
    words = cache(words_cell)  # many cells share one long string
    characters = 0
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            cell = _cell(book, sheet, (row, column), words)
            if cell is None:
                continue
            characters += len(cell.text)
            if characters > MAX_CHARACTERS:
                raise RefusedWorkbookError(Refusal.TOO_LARGE, "里的文字")
            yield (row + 1, column + 1), cell


def _cell(
    book: Book, sheet: XlrdSheet, at: At, words: Callable[[str], SheetCell | None]
) -> SheetCell | None:
    """Return a cell as it is shown, None for an empty one."""
    row, column = at
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
        return None
    if kind == xlrd.XL_CELL_ERROR:
        return faulty_cell(xlrd.error_text_from_code.get(value, "#ERR"))
    if kind == xlrd.XL_CELL_BOOLEAN:
        return words_cell("是" if value else "否")
    if kind == xlrd.XL_CELL_TEXT:
        return words(str(value))
    code = _format(book, sheet, row, column)
    if kind == xlrd.XL_CELL_DATE or (code and is_date(code)):
        return words_cell(shown_date(value, code, from_1904=book.datemode == 1))
    return number_cell(value, code)


def _format(book: Book, sheet: XlrdSheet, row: int, column: int) -> str:
    if not book.formatting_info:
        return ""
    style = book.xf_list[sheet.cell_xf_index(row, column)]
    known = book.format_map.get(style.format_key)
    return str(known.format_str) if known is not None else ""


# Workbooks under Excel's default password: they open without asking, and are encrypted all the same.
#
# Excel protects the structure of an xls by encrypting it with a password that everybody has
# ([MS-XLS] 2.2.10, [MS-OFFCRYPTO] 2.3.6). Only that password is tried.


DEFAULT_PASSWORD = "VelvetSweatshop"  # noqa: S105 - published by its maker
_BLOCK = 1024
_MOST = 2_000_000
"""Bytes that are decrypted; the cipher takes a second for a million."""
_PLAIN = frozenset({0x0809, _FILE_PASS, 0x00E1, 0x0194, 0x0195, 0x0196, 0x0138})
"""Records whose bodies are never encrypted."""


def decrypted(stream: bytes, password: str) -> bytes:
    """Return the records of a workbook without its encryption.

    Raises:
        RefusedWorkbookError: Another password is needed, or the file is very large.
    """
    body = _file_pass(stream)
    key_of = _key_maker(body, password)
    if key_of is None or len(stream) > _MOST:
        raise RefusedWorkbookError(Refusal.PROTECTED)
    return _without_cipher(stream, key_of)


def _file_pass(stream: bytes) -> bytes:
    for code, at, length in _records(stream):
        if code == _FILE_PASS:
            return stream[at + 4 : at + 4 + length]
    return b""


def _key_maker(body: bytes, password: str) -> Callable[[int], bytes] | None:
    """Return what gives the key of each block, None where the password is not the right one."""
    if len(body) < 6:
        return None
    kind, major, minor = struct.unpack_from("<HHH", body)
    if kind != 1:
        return None
    if (major, minor) == (1, 1) and len(body) >= 54:
        salt, verifier, verifier_hash = body[6:22], body[22:38], body[38:54]
        key_of = _plain_key(salt, password)
        return key_of if _fits(key_of, verifier, verifier_hash, "md5") else None
    if major >= 2 and minor == 2:
        return _header_key(body[6:], password)
    return None


def _plain_key(salt: bytes, password: str) -> Callable[[int], bytes]:
    """The key of 40 bits ([MS-OFFCRYPTO] 2.3.6.2)."""
    first = _digest("md5", password.encode("utf-16-le"))[:5]
    whole = _digest("md5", (first + salt) * 16)[:5]
    return lambda block: _digest("md5", whole + struct.pack("<I", block))


def _digest(method: str, content: bytes) -> bytes:
    return hashlib.new(method, content, usedforsecurity=False).digest()


def _header_key(body: bytes, password: str) -> Callable[[int], bytes] | None:
    """The key that a header describes ([MS-OFFCRYPTO] 2.3.5.2), RC4 and SHA-1 only."""
    if len(body) < 44:
        return None
    (size,) = struct.unpack_from("<I", body, 4)
    header, rest = body[8 : 8 + size], body[8 + size :]
    if len(header) < 20 or len(rest) < 60:
        return None
    cipher, _, bits = struct.unpack_from("<III", header, 8)
    salt, verifier, verifier_hash = rest[4:20], rest[20:36], rest[40:60]
    if cipher != 0x6801:
        return None
    length = max(bits, 40) // 8
    whole = _digest("sha1", salt + password.encode("utf-16-le"))

    def key(block: int) -> bytes:
        found = _digest("sha1", whole + struct.pack("<I", block))[:length]
        return found + b"\0" * (16 - length) if length == 5 else found

    return key if _fits(key, verifier, verifier_hash, "sha1") else None


def _fits(
    key_of: Callable[[int], bytes], verifier: bytes, verifier_hash: bytes, method: str
) -> bool:
    stream = _keystream(key_of(0))
    one = bytes(a ^ next(stream) for a in verifier)
    other = bytes(a ^ next(stream) for a in verifier_hash)
    return _digest(method, one) == other


def _keystream(key: bytes) -> Iterator[int]:
    """Yield the bytes of RC4."""
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 255
        state[i], state[j] = state[j], state[i]
    i = j = 0
    while True:
        i = (i + 1) & 255
        j = (j + state[i]) & 255
        state[i], state[j] = state[j], state[i]
        yield state[(state[i] + state[j]) & 255]


def _without_cipher(stream: bytes, key_of: Callable[[int], bytes]) -> bytes:
    """Return the stream in the clear; the cipher runs over everything, heads of records included."""
    pad = bytearray()
    for start in range(0, len(stream), _BLOCK):
        keys = _keystream(key_of(start // _BLOCK))
        pad += bytes(next(keys) for _ in range(_BLOCK))
    plain = bytearray(a ^ b for a, b in zip(stream, pad, strict=False))
    for code, at, length in _records(stream):
        plain[at : at + 4] = stream[at : at + 4]
        if code in _PLAIN:
            plain[at + 4 : at + 4 + length] = stream[at + 4 : at + 4 + length]
        elif code == _BOUND_SHEET:
            plain[at + 4 : at + 8] = stream[at + 4 : at + 8]
        if code == _FILE_PASS:
            struct.pack_into("<H", plain, at, 0x0099)  # a record of widths, which no reader needs
    return bytes(plain)

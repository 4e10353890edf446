"""Refusing what is no workbook, or no harmless one, before the library gets to see it."""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from lxml import etree

from pingkou_gui.errors import UnusableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SAVE_AS = "用WPS或Excel打开，选“另存为”，类型选“Excel工作簿（*.xlsx）”，再读入那个文件"
_AGAIN = "用WPS或Excel打开看看，能打开就另存为xlsx再读入；打不开就换一份"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LIMIT = 30 * 1024 * 1024
_UNPACKED = 80 * 1024 * 1024
_PARTS = 3000
_RATIO = 400
_SMALL = 2 * 1024 * 1024
MAX_CELLS = 40_000
"""Filled cells: an accounts workbook has some three thousand."""
MAX_AREA = 2_000_000
"""Cells of the rectangle around what is filled, which the library lays out in memory."""
_SHEET = re.compile(r"xl/worksheets/[^/]+\.(?:xml|bin)", re.IGNORECASE)
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def check_file(path: Path) -> None:
    """Return when the file is an xlsx or xls that is safe to read.

    Raises:
        UnusableFileError: missing, empty, protected, damaged, with macros, far too large, or
            another kind of file; what it is decides its content, not its name.
    """
    head, size = _look(path)
    if size > _LIMIT:
        raise too_large(path, f"有{size // (1024 * 1024)}MB")
    if head.startswith(b"PK"):
        _check_zip(path)
    elif head.startswith(_COMPOUND):
        _check_compound(path)
    else:
        raise _other_kind(path, head)


def too_large(path: Path, what: str) -> UnusableFileError:
    """Return the refusal of a file larger than any accounts workbook."""
    return UnusableFileError(
        f"“{path.name}”{what}，太大了，不像决算公开表",
        "只留下决算公开表和申报表，删去图片和多余的行列，另存为xlsx再读入",
    )


def damaged(path: Path) -> UnusableFileError:
    """Return the refusal of a file that cannot be read."""
    return UnusableFileError(f"“{path.name}”损坏了，读不出表格", _AGAIN)


def protected(path: Path) -> UnusableFileError:
    """Return the refusal of a file under a password."""
    return UnusableFileError(f"“{path.name}”设了打开密码", "输入密码打开它，去掉密码后保存，再读入")


def _look(path: Path) -> tuple[bytes, int]:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            return file.read(4096), size
    except OSError as fault:
        raise UnusableFileError(
            f"打不开文件“{path.name}”", "检查文件是否还在、是否被别的程序占用"
        ) from fault


def _other_kind(path: Path, head: bytes) -> UnusableFileError:
    name, start = f"“{path.name}”", head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not head:
        return UnusableFileError(f"{name}是空的", "换一个文件")
    if start.startswith(b"%pdf"):
        return UnusableFileError(f"{name}是PDF文件，不是表格", "找到它的Excel原件再读入")
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<table", b"mime-version")):
        return UnusableFileError(f"{name}其实是网页文件，不是Excel表格", SAVE_AS)
    if b"\0" not in head:
        return UnusableFileError(f"{name}其实是文本文件，不是Excel表格", SAVE_AS)
    return UnusableFileError(f"{name}不是Excel表格", SAVE_AS)


def _check_compound(path: Path) -> None:
    raw = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in raw:
        raise protected(path)
    if "WordDocument".encode("utf-16-le") in raw:
        raise UnusableFileError(f"“{path.name}”是旧版Word文件，不是表格", "选Excel表格")
    if "_VBA_PROJECT".encode("utf-16-le") in raw:
        raise _macros(path)


def _macros(path: Path) -> UnusableFileError:
    return UnusableFileError(f"“{path.name}”里有宏，为了安全没有读", SAVE_AS)


def _check_zip(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as file:
            _check_entries(path, file.infolist())
            _check_area(path, file)
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        ValueError,
        RuntimeError,
        NotImplementedError,
    ) as fault:
        raise damaged(path) from fault


def _check_entries(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    names = {entry.filename.lower() for entry in entries}
    if any(name.startswith("word/") for name in names):
        raise UnusableFileError(f"“{path.name}”是Word文件，不是表格", "选Excel表格")
    if not any(name.startswith("xl/") for name in names):
        raise UnusableFileError(f"“{path.name}”不是Excel表格", SAVE_AS)
    if any("vbaproject" in name or "/macrosheets/" in name for name in names):
        raise _macros(path)
    if any(entry.flag_bits & 1 for entry in entries):
        raise protected(path)
    dense = any(e.file_size > _SMALL and e.file_size > _RATIO * e.compress_size for e in entries)
    if dense or len(entries) > _PARTS or sum(e.file_size for e in entries) > _UNPACKED:
        raise too_large(path, "展开后")


def _check_area(path: Path, file: zipfile.ZipFile) -> None:
    """Refuse sheets with a stray cell far out: what is around it would not fit in memory."""
    count = 0
    for entry in file.infolist():
        if not _SHEET.fullmatch(entry.filename) or entry.filename.endswith(".bin"):
            continue
        lowest = rightmost = 0
        for row, column in _places(path, file, entry):
            lowest, rightmost, count = max(lowest, row), max(rightmost, column), count + 1
            if count > MAX_CELLS:
                raise too_large(path, "里填了几万格以上")
        if lowest * rightmost > MAX_AREA:
            raise too_large(path, "里的表格")


def _places(path: Path, file: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[tuple[int, int]]:
    """Yield row and column of every filled cell."""
    with file.open(entry) as part:
        cells = etree.iterparse(
            part, tag="{*}c", resolve_entities=False, no_network=True, load_dtd=False
        )
        try:
            for _, cell in cells:
                found = _REFERENCE.fullmatch(cell.get("r") or "")
                if found and len(cell):
                    yield int(found[2]), _column_number(found[1])
                cell.clear()
        except etree.XMLSyntaxError as fault:
            raise damaged(path) from fault


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number

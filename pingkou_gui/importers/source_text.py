"""Paragraphs and table cells of a report that somebody brings: docx, txt or pasted text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.errors import UnusableFileError, file_reader
from pingkou_gui.importers.docx_package import SAVE_AS
from pingkou_gui.importers.docx_text import read_word
from pingkou_gui.text.lines.source import SourceText

if TYPE_CHECKING:
    from pathlib import Path

_AS_WORKBOOK = "用WPS或Excel打开，选“另存为”，类型选“Excel工作簿（*.xlsx）”，再读入那个文件"
_UNPACK = "用压缩软件解压，再逐个读入里面的文件"
_ORIGINAL = "图片里的字读不了；找到它的Word原件再读入"
_XML_HEAD = 4096
_MAX_BYTES = 60 * 1024 * 1024
_MAX_TEXT = 600_000
"""Bytes of a text file, characters of pasted text: some twenty times the longest report."""
_MAX_LINES = 16_000
"""Ends of lines, counted twice where a file comes from Windows."""
_ENCODINGS = ("utf-8-sig", "gb18030", "utf-16-le", "utf-16-be")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HEAD = 1024 * 1024


@file_reader
def read_source(path: Path) -> SourceText:
    """Return the text of a report file.

    Args:
        path: a .docx or .txt file; what it is decides its content, not its name.

    Raises:
        UnusableFileError: any other kind, protected, damaged or far too large; the
            sentence says how to save it as docx.
    """
    head, size = _look(path)
    if head.startswith(b"PK"):
        _refuse_size(path, size, _MAX_BYTES, "删去里面的图片后另存为docx，再读入")
        return _bounded(read_word(path), path)
    _refuse_kind(path, head)
    _refuse_size(path, size, _MAX_TEXT, "只留报告正文，另存后再读入")
    text = _decode(path)
    if text.count("\n") + text.count("\r") > _MAX_LINES:
        raise _too_long(path)
    return _bounded(SourceText.from_string(text, path.name), path)


def read_pasted(text: str) -> SourceText:
    """Return pasted text as a report.

    Raises:
        UnusableFileError: the text is empty, or far longer than any report.
    """
    if not text.strip():
        raise UnusableFileError("没有读到文字", "先复制报告的内容，再粘贴")
    long = len(text) > _MAX_TEXT or text.count("\n") > _MAX_LINES
    source = None if long else SourceText.from_string(text)
    if source is None or source.is_too_long:
        raise UnusableFileError("粘贴的内容太长，不像一份报告", "只粘贴报告正文")
    return source


def _bounded(source: SourceText, path: Path) -> SourceText:
    if source.is_too_long:
        raise _too_long(path)
    return source


def _too_long(path: Path) -> UnusableFileError:
    return UnusableFileError(f"“{path.name}”太长，不像一份报告", "只留报告正文，另存后再读入")


def _look(path: Path) -> tuple[bytes, int]:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            return file.read(_HEAD), size
    except OSError as fault:
        raise UnusableFileError(
            f"打不开文件“{path.name}”", "检查文件是否还在、是否被别的程序占用"
        ) from fault


def _refuse_size(path: Path, size: int, limit: int, remedy: str) -> None:
    if size > limit:
        large = f"{size // (1024 * 1024)}MB" if size >= 1024 * 1024 else f"{size // 1024}KB"
        raise UnusableFileError(f"“{path.name}”有{large}，太大了，不像一份报告", remedy)


_MAGIC = (
    (b"%PDF", "PDF文件", f"找到它的Word原件；没有原件时，{SAVE_AS}"),
    (b"Rar!", "压缩包", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "压缩包", _UNPACK),
    (b"\x1f\x8b", "压缩包", _UNPACK),
    (b"\x89PNG", "图片", _ORIGINAL),
    (b"\xff\xd8\xff", "图片", _ORIGINAL),
    (b"GIF8", "图片", _ORIGINAL),
    (b"BM", "图片", _ORIGINAL),
    (b"{\\rtf", "RTF文件", SAVE_AS),
)
_OLD_WORKBOOK = tuple(f"{name}\0".encode("utf-16-le") for name in ("Workbook", "Book"))
_XML = (
    (b"schemas-microsoft-com:office:spreadsheet", "Excel的XML表格", _AS_WORKBOOK),
    (b"schemas.microsoft.com/office/word/2003/wordml", "Word的XML文件", SAVE_AS),
    (b"schemas.microsoft.com/office/2006/xmlpackage", "Word的XML文件", SAVE_AS),
)  # fmt: skip


def _refuse_kind(path: Path, head: bytes) -> None:
    """Refuse what is no text file, saying what it is instead."""
    name = f"“{path.name}”"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(_COMPOUND):
        if _ENCRYPTED in head:
            raise UnusableFileError(
                f"{name}设了打开密码", f"输入密码打开它，去掉密码后保存；{SAVE_AS}"
            )
        if any(mark in head for mark in _OLD_WORKBOOK):
            raise UnusableFileError(f"{name}是Excel表格，不是Word报告", _AS_WORKBOOK)
        raise UnusableFileError(f"{name}是旧版的doc或WPS文件", SAVE_AS)
    for mark, kind, remedy in _MAGIC:
        if head.startswith(mark) or start.startswith(mark.lower()):
            raise UnusableFileError(f"{name}是{kind}", remedy)
    for mark, kind, remedy in _XML if start.startswith(b"<?xml") else ():
        if mark.lower() in head[:_XML_HEAD].lower():
            raise UnusableFileError(f"{name}是{kind}", remedy)
    if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"mime-version")):
        raise UnusableFileError(f"{name}其实是网页文件", SAVE_AS)
    if not head:
        raise UnusableFileError(f"{name}是空的", "换一个文件")


def _decode(path: Path) -> str:
    raw = path.read_bytes()
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _checked(raw.decode("utf-16", errors="replace"), path)
    start = raw[:2000]
    if start.count(0) * 3 > len(start):
        return _checked(raw.decode("utf-16-le", errors="replace"), path)
    for encoding in _ENCODINGS:
        try:
            return _checked(raw.decode(encoding), path)
        except UnicodeDecodeError:
            continue
    raise _not_text(path)


def _checked(text: str, path: Path) -> str:
    """Refuse what decodes but is no text: a picture, a program, an archive."""
    sample = text[:20000]
    odd = sum((mark < " " and mark not in "\t\r\n\f") or mark == "\ufffd" for mark in sample)
    if odd * 50 > len(sample):
        raise _not_text(path)
    if not sample.strip():
        raise UnusableFileError(f"“{path.name}”里没有文字", "换一个文件")
    return text


def _not_text(path: Path) -> UnusableFileError:
    return UnusableFileError(f"“{path.name}”不是Word文档，也不是文本文件", SAVE_AS)

"""Opening a Word file of unknown origin: strictly, and never more than it may hold."""

from __future__ import annotations

import zipfile
import zlib
from typing import TYPE_CHECKING, Self

from lxml import etree

from pingkou_gui.errors import UnusableFileError

if TYPE_CHECKING:
    from pathlib import Path

_MOST_PARTS = 5_000
_MOST_BYTES = 48 * 1024 * 1024
"""Unpacked size of all parts that are read; a report of 2,000 rows has some 8 MB."""
_LARGEST_FILE = 64 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0"
_MAIN = "word/document.xml"
_SAVE_AS = "在 Word 或 WPS 中打开它，另存为 .docx 格式后再试"


class WordFile:
    """A docx opened for reading its parts; use it as a context manager."""

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            UnusableFileError: It is missing, not readable, or no docx.
        """
        _check_beginning(path)
        try:
            self._archive = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise damaged(path.name) from error
        self._name = path.name
        self._left = _MOST_BYTES
        self.names = [entry.filename for entry in self._archive.infolist()]
        if _MAIN not in self.names or len(self.names) > _MOST_PARTS:
            self._archive.close()
            raise UnusableFileError(f"“{path.name}”不是 Word 文件", _SAVE_AS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def read(self, name: str) -> bytes:
        """Return a part.

        Raises:
            UnusableFileError: The part is missing, damaged, locked or larger than a report's.
        """
        try:
            with self._archive.open(name) as part:
                data = part.read(self._left + 1)
        except (
            KeyError,
            OSError,
            EOFError,
            RuntimeError,  # a password
            NotImplementedError,
            zipfile.BadZipFile,
            zlib.error,
        ) as error:
            raise damaged(self._name) from error
        self._left -= len(data)
        if self._left < 0:
            raise _too_large(self._name)
        return data

    def xml(self, name: str) -> etree._Element:
        """Return a part as a tree; entities stay unresolved and a DTD is refused.

        Raises:
            UnusableFileError: As `read`, or the part is not well-formed.
        """
        parser = etree.XMLParser(resolve_entities=False, huge_tree=True)
        try:
            root = etree.fromstring(self.read(name), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise damaged(self._name) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise damaged(self._name)
        return root


def damaged(name: str) -> UnusableFileError:
    """Return the error for a file that cannot be taken apart."""
    return UnusableFileError(f"“{name}”已经损坏，读不出内容", "换一份副本，或从备份恢复")


def _too_large(name: str) -> UnusableFileError:
    return UnusableFileError(f"“{name}”大得不像一份报告", "确认选对了文件")


def _check_beginning(path: Path) -> None:
    try:
        with path.open("rb") as file:
            start = file.read(4)
            size = file.seek(0, 2)
    except FileNotFoundError as error:
        raise UnusableFileError(f"找不到“{path.name}”", "确认文件还在原来的位置") from error
    except OSError as error:
        raise UnusableFileError(
            f"“{path.name}”打不开", "确认它是一个文件、没有被别的程序占用，并且有权读取"
        ) from error
    if start == _OLE:
        raise UnusableFileError(f"“{path.name}”是旧格式（.doc）或加了密码的文件", _SAVE_AS)
    if not start.startswith(b"PK"):
        raise UnusableFileError(f"“{path.name}”不是 Word 文件", _SAVE_AS)
    if size > _LARGEST_FILE:
        raise _too_large(path.name)

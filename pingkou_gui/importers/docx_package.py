"""Opening a docx safely: a zip with limits, and XML without entities."""

from __future__ import annotations

import zipfile
import zlib
from typing import TYPE_CHECKING

from lxml import etree

from pingkou_gui.errors import UnusableFileError

if TYPE_CHECKING:
    from pathlib import Path

_MAX_PART = 40 * 1024 * 1024
_MAX_PARTS = 5000
_MAX_RATIO = 300
_SMALL = 1024 * 1024
_AGAIN = "用WPS或Word打开，能打开就另存为docx再读入；打不开就换一份"


class Package:
    """The parts of a docx that carry text."""

    def __init__(self, path: Path) -> None:
        """Open the zip; nothing is read yet.

        Raises:
            UnusableFileError: no zip, damaged, or built to exhaust the computer.
        """
        self.name = path.name
        try:
            self._zip = zipfile.ZipFile(path)
            self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        except (
            zipfile.BadZipFile,
            OSError,
            ValueError,
            NotImplementedError,
            UnicodeError,
        ) as fault:
            raise UnusableFileError(f"“{self.name}”损坏了", _AGAIN) from fault
        if len(self._entries) > _MAX_PARTS:
            raise UnusableFileError(f"“{self.name}”里的零件太多，不像一份报告", _AGAIN)
        if "word/document.xml" not in self._entries:
            raise self._no_document()

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    def _no_document(self) -> UnusableFileError:
        if any(name.startswith(("xl/", "ppt/")) for name in self._entries):
            return UnusableFileError(
                f"“{self.name}”是表格或演示文件，不是Word报告", "选Word报告（*.docx）"
            )
        return UnusableFileError(f"“{self.name}”不是Word文档", "选Word报告（*.docx）")

    def part(self, name: str) -> etree._Element | None:
        """Return the root of a part, or None where there is none.

        Raises:
            UnusableFileError: the part is damaged, protected or far too large.
        """
        entry = self._entries.get(name)
        if entry is None:
            return None
        if entry.flag_bits & 1:
            raise UnusableFileError(f"“{self.name}”设了密码", "去掉密码后保存，再读入")
        too_dense = entry.file_size > _SMALL and entry.file_size > _MAX_RATIO * max(
            entry.compress_size, 1
        )
        if entry.file_size > _MAX_PART or too_dense:
            raise UnusableFileError(f"“{self.name}”展开后太大，不像一份报告", _AGAIN)
        return self._parse(self._bytes(entry))

    def _bytes(self, entry: zipfile.ZipInfo) -> bytes:
        try:
            with self._zip.open(entry) as file:
                raw = file.read(_MAX_PART + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            RuntimeError,
            NotImplementedError,
        ) as fault:
            raise UnusableFileError(f"“{self.name}”损坏了", _AGAIN) from fault
        if len(raw) > _MAX_PART:
            raise UnusableFileError(f"“{self.name}”展开后太大，不像一份报告", _AGAIN)
        return raw

    def _parse(self, raw: bytes) -> etree._Element:
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            root = etree.fromstring(raw, parser)
        except (etree.XMLSyntaxError, ValueError) as fault:
            raise UnusableFileError(f"“{self.name}”的内容损坏了", _AGAIN) from fault
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnusableFileError(f"“{self.name}”里有不该有的内容", _AGAIN)
        return root

"""Opening a docx safely: its parts, limits on size, no entities; and what its styles decide."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from pingkou_gui.errors import UnusableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of a document's elements, also of those written as strict Open XML."""

_MAX_PART = 20 * 1024 * 1024
_MAX_PARTS = 5000
_MAX_RATIO = 300
_SMALL = 1024 * 1024
_MAX_TREE = 160 * 1024 * 1024
_PER_NODE, _PER_ATTRIBUTE = 130, 230
"""Bytes that libxml2 takes for an element with its text, and for an attribute with its value."""
_KNOWN_COMPRESSION = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_AGAIN = "用WPS或Word打开，能打开就另存为docx再读入；打不开就换一份"
_USUAL_MAIN = "word/document.xml"
_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAMES = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/",
        b"http://schemas.openxmlformats.org/drawingml/2006/",
    ),
)
"""Strict Open XML (ISO 29500) names the same elements with other addresses than Word 2007."""
_WORKBOOK_OR_SLIDES = ("spreadsheetml", "presentationml")


class Package:
    """The parts of a docx, found by what they are to the document and not by their names."""

    def __init__(self, path: Path) -> None:
        """Open the zip and find the main part; nothing else is read yet.

        Raises:
            UnusableFileError: no zip, damaged, built to exhaust the computer, or no Word document.
        """
        self.name = path.name
        self._is_strict = False
        try:
            self._zip = zipfile.ZipFile(path)
            found = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
            raise UnusableFileError(f"“{self.name}”损坏了", _AGAIN) from fault
        try:
            self._entries = self._named(found)
            self._main = self._find_main()
            self._parts = self._related(self._main)
        except BaseException:
            self._zip.close()
            raise

    def close(self) -> None:
        """Close the archive; parts that were read stay usable."""
        self._zip.close()

    def document(self) -> etree._Element:
        """Return the root of the main part.

        Raises:
            UnusableFileError: It is damaged, protected, far too large or no Word text.
        """
        root = self._root(self._main)
        if root is None or root.tag != f"{W}document":
            raise self._no_document(root)
        return root

    def part(self, kind: str) -> etree._Element | None:
        """Return the root of the part that is `numbering`, `styles`, `footnotes` … to the document.

        None where there is none. A file that says nothing of its parts has them at their usual
        names.

        Raises:
            UnusableFileError: It is damaged, protected or far too large.
        """
        beside = posixpath.join(posixpath.dirname(self._main), f"{kind}.xml")
        return self._root(self._parts.get(kind, beside if not self._parts else ""))

    @property
    def main_name(self) -> str:
        """The name of the main part, as the file writes it."""
        return self._entries[self._main].filename

    def as_written(self, document: etree._Element) -> bytes:
        """Return the markup of the main part in the names that the file uses."""
        raw = etree.tostring(
            document.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
        )
        for strict, usual in _STRICT_NAMES if self._is_strict else ():
            raw = raw.replace(usual, strict)
        return raw

    def _named(self, found: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        if len(found) > _MAX_PARTS:
            raise UnusableFileError(f"“{self.name}”里附带的东西太多，不像一份报告", _AGAIN)
        return {_even(entry.filename): entry for entry in found}

    def _find_main(self) -> str:
        main = self._related("").get("officeDocument", "")
        for name in (main, _USUAL_MAIN):
            if name in self._entries:
                return name
        raise self._no_document()

    def _related(self, part: str) -> dict[str, str]:
        """Return the first part of each kind that a part (or the package, '') refers to."""
        folder, base = posixpath.split(part)
        root = self._root(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, str] = {}
        for item in root if root is not None else ():
            kind, target = item.get("Type") or "", item.get("Target") or ""
            if item.get("TargetMode") != "External" and target:
                inside = target if target.startswith("/") else posixpath.join(folder, target)
                found.setdefault(kind.rpartition("/")[2], _even(inside))
        return found

    def _root(self, name: str) -> etree._Element | None:
        entry = self._entries.get(_even(name)) if name else None
        if entry is None:
            return None
        try:
            return self._parse(self._part_bytes(entry))
        except etree.XMLSyntaxError as fault:
            raise UnusableFileError(f"“{self.name}”的内容损坏了", _AGAIN) from fault

    def _part_bytes(self, entry: zipfile.ZipInfo) -> bytes:
        """Return a part, unpacked.

        Raises:
            UnusableFileError: It is locked, damaged, or far too large once unpacked.
        """
        if entry.flag_bits & 1:
            raise UnusableFileError(f"“{self.name}”设了密码", "去掉密码后保存，再读入")
        full = max(entry.compress_size, 1)
        if entry.file_size > _MAX_PART or (
            entry.file_size > _SMALL and entry.file_size > _MAX_RATIO * full
        ):
            raise self._too_large()
        if entry.compress_type not in _KNOWN_COMPRESSION:
            raise UnusableFileError(f"“{self.name}”存的方式少见，读不出来", _AGAIN)
        try:
            with self._zip.open(entry) as file:
                raw = file.read(_MAX_PART + 1)
        except (
            zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError,
        ) as fault:  # fmt: skip
            raise UnusableFileError(f"“{self.name}”损坏了", _AGAIN) from fault
        tree = _PER_NODE * raw.count(b"<") + _PER_ATTRIBUTE * raw.count(b"=") + len(raw)
        if len(raw) > _MAX_PART or tree > _MAX_TREE:
            raise self._too_large()
        return raw

    def _parse(self, raw: bytes) -> etree._Element:
        if _STRICT in raw:
            self._is_strict = True
            for strict, usual in _STRICT_NAMES:
                raw = raw.replace(strict, usual)
        root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False))
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnusableFileError(f"“{self.name}”的内部写法不像Word写的，没有读", _AGAIN)
        return root

    def _too_large(self) -> UnusableFileError:
        return UnusableFileError(f"“{self.name}”的内容太大，不像一份报告", _AGAIN)

    def _no_document(self, root: etree._Element | None = None) -> UnusableFileError:
        """Return the error for a package without a Word text, by what it holds instead."""
        kind = etree.QName(root).namespace or "" if root is not None else ""
        other = any(name in kind for name in _WORKBOOK_OR_SLIDES)
        if other or any(name.startswith(("xl/", "ppt/")) for name in self._entries):
            return UnusableFileError(
                f"“{self.name}”是表格或演示文件，不是Word报告", "选Word报告（*.docx）"
            )
        if not self._entries:
            return UnusableFileError(f"“{self.name}”是空的压缩包", "换一个文件")
        for sign, what, remedy in _OTHER_PACKAGES:
            if any(sign.search(name) for name in self._entries):
                return UnusableFileError(f"“{self.name}”是{what}", remedy)
        return UnusableFileError(f"“{self.name}”不是Word文档", "选Word报告（*.docx）")


SAVE_AS = "用WPS或Word打开，选“另存为”，类型选“Word文档（*.docx）”，再读入那个文件"
_OTHER_PACKAGES = (
    (re.compile("^ofd\\.xml$"), "OFD版式文件", "找到它的Word原件，再读入"),
    (re.compile("^mimetype$|^content\\.xml$"), "ODT文件", SAVE_AS),
    (
        re.compile("\\.(?:docx?|xlsx?|wps|et|pdf|jxbg|txt|zip|rar)$"),
        "压缩包",
        "先解压，再逐个读入里面的文件；收齐各单位的上报包用“汇总上报”",
    ),
)


def _even(name: str) -> str:
    """Return the name of a part as names are compared: one kind of stroke, no case, none in front.

    Some writers put backslashes into the zip, or `./` and `/` in front.
    """
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").lower()


def is_docx(path: Path) -> bool:
    """Return whether a file is a zip whose main part is a Word document."""
    try:
        with path.open("rb") as file:
            if file.read(2) != b"PK":
                return False
        package = Package(path)
    except (UnusableFileError, OSError):
        return False
    try:
        return package.document() is not None
    except UnusableFileError:
        return False
    finally:
        package.close()


# What the styles of a docx decide: which text is printed, which list and what a paragraph is.


OFF = frozenset({"0", "false", "off"})
_DEEPEST = 20
"""So many styles may be based on each other; more of them go round in a circle."""
_CONTENTS = re.compile("(?:toc|contents|目录|table of (?:contents|figures)).*", re.IGNORECASE)
_HIDING = ("vanish", "specVanish")
_STRIKING = ("strike", "dstrike")


@dataclass(frozen=True, slots=True)
class ListReference:
    """Which list a paragraph or a style is in: ids as in the file, None where nothing is said."""

    list_id: str | None
    level: int | None


class StyleSheet:
    """The styles of a document."""

    def __init__(self, root: etree._Element | None) -> None:
        """Read `styles.xml`; a document may have none."""
        self._styles: dict[str, etree._Element] = {}
        self._root = root
        self.usual = ""
        """The style of paragraphs that name none."""
        for style in root.iterchildren(f"{W}style") if root is not None else ():
            name = style.get(f"{W}styleId") or ""
            self._styles.setdefault(name, style)
            is_paragraph = style.get(f"{W}type") == "paragraph"
            if is_paragraph and style.get(f"{W}default") not in {None, *OFF}:
                self.usual = self.usual or name
        self._switches: dict[tuple[str, tuple[str, ...]], bool | None] = {}
        self._contents: dict[str, bool] = {}

    def chain(self, name: str) -> Iterator[etree._Element]:
        """Yield a style and those it is based on, the nearest first."""
        for _ in range(_DEEPEST):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = value_of(style, "basedOn") or ""

    def list_of(self, name: str) -> ListReference:
        """Return list and level that a paragraph style gives, each by the nearest style."""
        list_id: str | None = None
        level: int | None = None
        for style in self.chain(name):
            found = list_reference(style.find(f"{W}pPr/{W}numPr"))
            list_id = found.list_id if list_id is None else list_id
            level = found.level if level is None else level
        return ListReference(list_id, level)

    def names(self, name: str) -> list[str]:
        """Return the ids of a style and of those it is based on, the nearest first."""
        return [style.get(f"{W}styleId") or "" for style in self.chain(name)]

    def is_contents(self, name: str) -> bool:
        """Whether a paragraph style is one of a table of contents."""
        if name not in self._contents:
            styles = list(self.chain(name))[:1]
            called = value_of(styles[0], "name") or "" if styles else name
            self._contents[name] = _CONTENTS.fullmatch(called.strip()) is not None
        return self._contents[name]

    def hides(self, properties: etree._Element | None, paragraph: str) -> bool:
        """Whether text with these run properties in a paragraph of that style is not printed."""
        return self._applies(properties, paragraph, _HIDING)

    def strikes(self, properties: etree._Element | None, paragraph: str) -> bool:
        """Whether text with these run properties in a paragraph of that style is struck out."""
        return self._applies(properties, paragraph, _STRIKING)

    def _applies(
        self, properties: etree._Element | None, paragraph: str, names: tuple[str, ...]
    ) -> bool:
        """Whether a property holds: said at the run, else by exactly one of its two styles.

        So Word settles the properties that switch over (ECMA-376, part 1, 17.7.3).
        """
        character = ""
        if properties is not None:
            own = _switch(properties, names)
            if own is not None:
                return own
            character = value_of(properties, "rStyle") or ""
        by_paragraph = self._by_style(paragraph or self.usual, names)
        by_character = self._by_style(character, names)
        if by_paragraph is None and by_character is None:
            return names is _HIDING and self._by_default
        return bool(by_paragraph) is not bool(by_character)

    @cached_property
    def _by_default(self) -> bool:
        if self._root is None:
            return False
        found = self._root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        return found is not None and bool(_switch(found, _HIDING))

    def _by_style(self, name: str, names: tuple[str, ...]) -> bool | None:
        if not name:
            return None
        if (name, names) not in self._switches:
            switch = None
            for style in self.chain(name):
                properties = style.find(f"{W}rPr")
                switch = _switch(properties, names) if properties is not None else None
                if switch is not None:
                    break
            self._switches[name, names] = switch
        return self._switches[name, names]


def _switch(properties: etree._Element, names: tuple[str, ...]) -> bool | None:
    """Return whether one of the properties is on or off, None where none of them is said."""
    switches = [
        found.get(f"{W}val") not in OFF
        for name in names
        if (found := properties.find(f"{W}{name}")) is not None
    ]
    return any(switches) if switches else None


def value_of(parent: etree._Element | None, name: str) -> str | None:
    """Return the value of a child such as `<w:name w:val="…"/>`, None without one."""
    child = parent.find(f"{W}{name}") if parent is not None else None
    return child.get(f"{W}val") if child is not None else None


def number_of(parent: etree._Element | None, name: str, most: int = 1_000_000) -> int | None:
    """Return the value of a child that is a whole number, None where it is none or far too large."""
    return whole_number(value_of(parent, name), most)


def whole_number(text: str | None, most: int = 1_000_000) -> int | None:
    """Return a whole number of the file, None where it is none or far too large."""
    if text is None or not text.isascii() or not text.isdigit() or len(text) > len(str(most)):
        return None
    return int(text) if int(text) <= most else None


def list_reference(properties: etree._Element | None) -> ListReference:
    """Return what a `numPr` says."""
    return ListReference(value_of(properties, "numId"), number_of(properties, "ilvl", 8))

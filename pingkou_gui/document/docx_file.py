"""The Word file as a package: parts added to base.docx, the report's data inside, strict opening."""

from __future__ import annotations

import base64
import binascii
import hashlib
import html
import io
import re
import uuid
import zipfile
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self, cast

import docx
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.oxml import CT_Types, serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.spec import default_content_types
from docx.oxml.parser import parse_xml
from lxml import etree

from pingkou_gui.document.page_flow import FlowTable
from pingkou_gui.document.tree import is_exact, one_line
from pingkou_gui.document.word_page import (
    DECLARED,
    fit_styles,
    flow_xml,
    font_entries,
    quoted,
    section_properties,
)
from pingkou_gui.errors import UnusableFileError
from pingkou_gui.paths import asset
from pingkou_gui.versions import DataFormat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from docx.document import Document as DocxDocument

    from pingkou_gui.document.page_flow import FlowPart, FlowTableCell, FlowTableRow
    from pingkou_gui.document.page_geometry import Geometry
    from pingkou_gui.document.tree import Document
    from pingkou_gui.document.word_page import PageEdge
    from pingkou_gui.scheme.scheme import PageHabits


# The body of the Word file: the document tree as WordprocessingML, section by section.


# Tables as markup: written as text by row, since a cell at a time takes seconds (measured).


_MERGES = {0: "<w:vMerge/>", 1: ""}


def table(content: FlowTable, pitch: int) -> str:
    """Return `w:tbl`; `pitch` is the height of a line of the page's grid."""
    total = sum(content.widths)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in content.widths)
    rows = "".join(_row(row, content, pitch) for row in content.rows)
    head = any(row.head for row in content.rows)
    look = 'w:val="0620" w:firstRow="1"' if head else 'w:val="0600" w:firstRow="0"'
    described = f"<w:tblCaption w:val={quoted(content.name)}/>" if content.name else ""
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{total}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook {look} w:lastRow="0" '
        f'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{described}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(row: FlowTableRow, content: FlowTable, pitch: int) -> str:
    head = "<w:tblHeader/>" if row.head else ""
    cells = "".join(_cell(cell, content.widths, pitch) for cell in row.cells)
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{content.row_height}" '
        f'w:hRule="atLeast"/>{head}</w:trPr>{cells}</w:tr>'
    )


def _cell(cell: FlowTableCell, widths: tuple[int, ...], pitch: int) -> str:
    width = sum(widths[cell.column : cell.column + cell.columns])
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    merge = _MERGES.get(cell.rows, '<w:vMerge w:val="restart"/>')
    lines = "".join(flow_xml(paragraph, pitch) for paragraph in cell.paragraphs)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}'
        f'<w:vAlign w:val="center"/></w:tcPr>{lines}</w:tc>'
    )


# The body of the file: the flow as markup, section by section.


def part_xml(part: FlowPart, pitch: int) -> list[str]:
    """Return the paragraphs and tables of a part; `pitch` is the height of a line of the grid."""
    return [
        table(item, pitch) if isinstance(item, FlowTable) else flow_xml(item, pitch)
        for item in part.items
    ]


def ending_section(last: str, properties: str) -> str:
    """Return the last paragraph of a section with the properties of the section."""
    if last.startswith("<w:p><w:pPr>"):
        return last.replace("</w:pPr>", f"{properties}</w:pPr>")
    return last.replace("<w:p>", f"<w:p><w:pPr>{properties}</w:pPr>")


# Opening a Word file of unknown origin: strictly, and never more than it may hold.


_MOST_PARTS = 5_000
_MOST_BYTES = 48 * 1024 * 1024
"""Unpacked size of all parts that are read; a report of 2,000 rows has some 8 MB."""
_LARGEST_FILE = 64 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0"
_BROKEN = (
    KeyError,
    OSError,
    EOFError,
    RuntimeError,  # a password
    NotImplementedError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What opening or reading a part may end in."""
_MAIN = "word/document.xml"
_RELATIONS = "_rels/.rels"
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
        self._entries = {_even(e.filename): e for e in self._archive.infolist()}
        self.names = list(self._entries)
        if not _may_be_word(self.names) or len(self.names) > _MOST_PARTS:
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
            with self._archive.open(self._entries[name]) as part:
                data = part.read(self._left + 1)
        except _BROKEN as error:
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

    def elements(
        self, name: str, parent: str, tags: tuple[str, ...], most: int
    ) -> Iterator[etree._Element]:
        """Yield the children of `parent` called one of `tags`; what was yielded is let go.

        Raises:
            UnusableFileError: As `read`, or the part is not well-formed or has over `most` bytes.
        """
        try:
            if self._archive.getinfo(name).file_size > most:
                raise _too_large(self._name)
            with self._archive.open(name) as part:
                steps = etree.iterparse(part, tag=tags, resolve_entities=False, huge_tree=True)
                for _, element in steps:
                    owner = element.getparent()
                    if owner is None or owner.tag != parent:
                        continue
                    yield element
                    while (before := element.getprevious()) is not None:
                        owner.remove(before)
            root = steps.root
            if root is not None and root.getroottree().docinfo.internalDTD is not None:
                raise damaged(self._name)
        except (*_BROKEN, etree.XMLSyntaxError) as error:
            raise damaged(self._name) from error


def _even(name: str) -> str:
    """Return the name of a part as Word means it; some writers put backslashes into the zip."""
    return name.replace("\\", "/").removeprefix("./")


def _may_be_word(names: list[str]) -> bool:
    """Whether a package may hold a Word document; its main part may have any name."""
    if _MAIN in names:
        return True
    return _RELATIONS in names and not any(name.startswith(("xl/", "ppt/")) for name in names)


def damaged(name: str) -> UnusableFileError:
    """Return the error for a file that cannot be taken apart."""
    return UnusableFileError(f"“{name}”已经损坏，读不出内容", "换一份副本，或从备份恢复")


def _too_large(name: str) -> UnusableFileError:
    return UnusableFileError(f"“{name}”大得不像一份报告", "确认选对了文件")


def _check_beginning(path: Path) -> None:
    """Refuse what is no docx by its first bytes, and what is too large."""
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


# The data of the report inside the Word file: a custom XML part, written and read back.


PAYLOAD_FORMAT = DataFormat(version=1)
"""The shape of the part around the data, which have a version of their own."""
_FAMILY = "urn:pingkou-gui:report-data:"
NAMESPACE = f"{_FAMILY}{PAYLOAD_FORMAT.version}"
_ROOT = re.compile(rf"\{{{re.escape(_FAMILY)}([^}}]*)\}}report")
_ITEM = re.compile(r"customXml/item\d+\.xml")
_BOUND = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_CORE = "docProps/core.xml"
_TERMS = "{http://purl.org/dc/terms/}"
ITEM_ID = f"{{{str(uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)).upper()}}}"


def payload_item(payload: str) -> bytes:
    """Return the part that carries the payload with its SHA-256.

    Text that XML cannot carry through unchanged goes as base64.
    """
    plain = is_exact(payload)
    data = payload.encode("utf-8", "surrogatepass")
    text = html.escape(payload, quote=False) if plain else base64.b64encode(data).decode("ascii")
    encoding = "text" if plain else "base64"
    digest = hashlib.sha256(data).hexdigest()
    return (
        f'{_HEAD}<report xmlns="{NAMESPACE}" encoding="{encoding}" sha256="{digest}">{text}</report>'
    ).encode()


def payload_properties() -> bytes:
    """Return the properties part that Word wants beside a custom XML part."""
    return (
        f'{_HEAD}<ds:datastoreItem xmlns:ds="{_BOUND}" ds:itemID="{ITEM_ID}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()


def read_payload(path: Path) -> str | None:
    """Return the data of the report a Word file carries, or None where it carries none.

    Raises:
        UnusableFileError: The file is no usable Word file, or its data are damaged, of a
            version not to be read, or there twice with different content.
    """
    with WordFile(path) as file:
        names = sorted(name for name in file.names if _ITEM.fullmatch(name))
        found = {payload for name in names if (payload := _payload_in(file.read(name))) is not None}
    if len(found) > 1:
        raise UnusableFileError(
            "这个文件里有两份不同的报告数据", "打开由本程序写出的原文件，或从备份恢复"
        )
    return next(iter(found), None)


def read_written(path: Path) -> datetime | None:
    """Return when a Word file says it was last written, None where it does not say.

    Raises:
        UnusableFileError: The file is no usable Word file.
    """
    with WordFile(path) as file:
        if _CORE not in file.names:
            return None
        root = file.xml(_CORE)
    for name in ("modified", "created"):
        try:
            moment = datetime.fromisoformat((root.findtext(f"{_TERMS}{name}") or "").strip())
            return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            continue
    return None


class _Foreign(Exception):  # noqa: N818 - a way out of the parser, not an error
    """The part belongs to another program."""


class _Target:
    """Takes one element of ours without building a tree, so that no nesting can grow."""

    def __init__(self) -> None:
        self.version = ""
        self.attributes: dict[str, str] = {}
        self.words: list[str] = []
        self.open = False

    def doctype(self, *_: str | None) -> None:
        raise _Foreign

    def start(self, name: str, attributes: dict[str, str]) -> None:
        root = _ROOT.fullmatch(name)
        if self.open or root is None:
            raise _Foreign
        self.open, self.version, self.attributes = True, root[1], dict(attributes)

    def end(self, _name: str) -> None:
        pass

    def data(self, text: str) -> None:
        self.words.append(text)

    def close(self) -> str:
        return "".join(self.words)


def _payload_in(part: bytes) -> str | None:
    """Return the report's data in an XML part, None where the part is another's."""
    target = _Target()
    # The size is bounded by the reader; a text node may exceed libxml2's own ten megabytes.
    parser = etree.XMLParser(target=cast("Any", target), resolve_entities=False, huge_tree=True)
    try:
        text = etree.fromstring(part, parser)
    except _Foreign:
        return None
    except etree.XMLSyntaxError as error:
        if _FAMILY.encode() not in part[:4096]:
            return None
        raise _damaged() from error
    found = {**target.attributes, "version": _number(target.version), "text": str(text)}
    return _checked(PAYLOAD_FORMAT.upgraded(found, "这个 Word 文件里的报告数据"))


def _number(version: str) -> int | None:
    return int(version) if version.isascii() and version.isdecimal() and len(version) < 9 else None


def _checked(part: dict[str, Any]) -> str:
    text = part["text"]
    try:
        data = base64.b64decode(text) if part.get("encoding") == "base64" else text.encode()
        payload = data.decode("utf-8", "surrogatepass")
    except (binascii.Error, ValueError) as error:
        raise _damaged() from error
    if hashlib.sha256(data).hexdigest() != part.get("sha256"):
        raise _damaged()
    return payload


def _damaged() -> UnusableFileError:
    return UnusableFileError(
        "这个 Word 文件里随带的报告数据已经损坏", "打开另一份副本，或从备份恢复"
    )


# The file as a package: parts added to base.docx, saved as the same bytes every time.


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ITEM_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LONGEST_PROPERTY = 255
_EPOCH = (1980, 1, 1, 0, 0, 0)


class DocxPackage:
    """A Word file in the making."""

    def __init__(self) -> None:
        """Open base.docx."""
        self._docx: DocxDocument = docx.Document(str(asset("base.docx")))
        self._edges = 0
        self._sections: Iterable[tuple[Geometry, Iterable[str]]] = ()
        self._ends: list[list[tuple[PageEdge, str]]] = []

    def fit(self, habits: PageHabits, page: Geometry) -> None:
        """Put a county's habits over styles and font table."""
        fit_styles(self._docx.styles.element, habits, page)
        rels = self._docx.part.rels
        key = next(k for k, rel in rels.items() if rel.reltype == f"{_OFFICE}/fontTable")
        old = rels[key].target_part
        table = parse_xml(old.blob)
        for entry in font_entries(table, habits):
            table.append(parse_xml(entry))
        rels.pop(key)
        blob = serialize_part_xml(table)
        self._relate("fontTable", self._part(str(old.partname), old.content_type, blob))

    def fill(
        self, sections: Iterable[tuple[Geometry, Iterable[str]]], ends: Iterable[list[PageEdge]]
    ) -> None:
        """Put the sections in, each with its headers and footers.

        A section is its page and its paragraphs and tables as markup; they are asked for when the
        file is saved, one at a time.
        """
        self._sections = sections
        self._ends = [[(edge, self._edge(edge)) for edge in edges] for edges in ends]

    def _body(self) -> Iterator[bytes]:
        """Yield the main part; the last paragraph of a section carries the section's properties."""
        yield f"{_HEAD}<w:document {DECLARED}><w:body>".encode()
        last = properties = ""
        for (page, items), edges in zip(self._sections, self._ends, strict=True):
            if last:
                yield ending_section(last, properties).encode()
                last = ""
            properties = section_properties(page, edges)
            for item in items:
                yield last.encode()
                last = item
        yield f"{last}{properties}</w:body></w:document>".encode()

    def add(self, kind: str, name: str, content_type: str, content: str | bytes) -> str:
        """Add a part that the document refers to (`chart`); return the id to refer to it by."""
        return self._relate(kind, self._part(name, content_type, content))

    def describe(self, document: Document, written: datetime) -> None:
        """Set the properties of the file; `written` is taken as it stands."""
        core = self._docx.core_properties
        core.title = one_line(document.title)[:_LONGEST_PROPERTY]
        core.author = core.last_modified_by = one_line(document.author)[:_LONGEST_PROPERTY]
        core.content_status = "草稿" if document.draft else "定稿"
        core.language = "zh-CN"
        core.revision = 1
        core.created = core.modified = written

    def carry(self, payload: str) -> None:
        """Add the data of the report as a custom XML part."""
        item = self._part("/customXml/item1.xml", "application/xml", payload_item(payload))
        properties = self._part("/customXml/itemProps1.xml", _ITEM_PROPERTIES, payload_properties())
        self._relate("customXml", item)
        item.relate_to(properties, f"{_OFFICE}/customXmlProps")

    def _edge(self, edge: PageEdge) -> str:
        self._edges += 1
        name = f"/word/{edge.kind}{self._edges}.xml"
        return self._relate(edge.kind, self._part(name, f"{_WORDML}.{edge.kind}+xml", edge.xml))

    def _part(self, name: str, content_type: str, content: str | bytes) -> Part:
        blob = content.encode() if isinstance(content, str) else content
        return Part(PackURI(name), content_type, blob, self._docx.part.package)

    def _relate(self, kind: str, part: Part) -> str:
        return self._docx.part.relate_to(part, f"{_OFFICE}/{kind}")

    def save(self) -> bytes:
        """Return the bytes of the file."""
        package = self._docx.part.package
        package.core_properties  # noqa: B018 - made where the file has none
        parts = {part.partname.membername: part for part in package.parts}
        blobs: dict[str, bytes | Iterable[bytes]] = {
            "[Content_Types].xml": _content_types(package.parts)
        }
        blobs["_rels/.rels"] = package.rels.xml
        for name, part in parts.items():
            # Moved into the tree of python-docx, a table of 2,000 rows takes 30 s (measured).
            blobs[name] = self._body() if name == _MAIN else part.blob
            if len(part.rels):
                blobs[part.partname.rels_uri.membername] = part.rels.xml
        return packed(blobs)


def _content_types(parts: Sequence[Part]) -> bytes:
    types = CT_Types.new()  # type: ignore[no-untyped-call]
    own = {part.partname: part.content_type for part in parts}
    usual = {("rels", CT.OPC_RELATIONSHIPS), ("xml", CT.XML)}
    usual.update((name.ext, kind) for name, kind in own.items() if _is_usual(name, kind))
    for extension, kind in sorted(usual):
        types.add_default(extension, kind)
    for name, kind in sorted(own.items()):
        if not _is_usual(name, kind):
            types.add_override(name, kind)
    data: bytes = serialize_part_xml(types)
    return data


def _is_usual(name: PackURI, kind: str) -> bool:
    return (name.ext.lower(), kind) in default_content_types


def packed(blobs: Mapping[str, bytes | Iterable[bytes]]) -> bytes:
    """Return a zip of the parts in a fixed order without dates or system.

    A part that comes in pieces is packed piece by piece. No clock is read: one before 1980 or after
    2107 is none that a zip could hold.
    """
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as target:
        # Office wants the content types first; the rest stands by name.
        for name in sorted(blobs, key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            blob = blobs[name]
            with target.open(entry, "w") as part:
                for piece in (blob,) if isinstance(blob, bytes) else blob:
                    part.write(piece)
    return result.getvalue()

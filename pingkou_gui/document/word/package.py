"""The file as a package: parts added to base.docx, saved as the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from lxml import etree

from pingkou_gui.assets import asset
from pingkou_gui.document.flow import one_line
from pingkou_gui.document.word.body import section_xml
from pingkou_gui.document.word.markup import DECLARED
from pingkou_gui.document.word.payload import payload_item, payload_properties
from pingkou_gui.document.word.sections import section_properties
from pingkou_gui.document.word.styles import fit_styles, font_entries

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from docx.document import Document as DocxDocument

    from pingkou_gui.document.page_flow import FlowSection
    from pingkou_gui.document.page_geometry import Geometry
    from pingkou_gui.document.tree import Document
    from pingkou_gui.document.word.sections import Edge
    from pingkou_gui.scheme.page import PageHabits

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ITEM_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LONGEST_PROPERTY = 255
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Package:
    """A Word file in the making."""

    def __init__(self) -> None:
        """Open base.docx."""
        self._docx: DocxDocument = docx.Document(str(asset("base.docx")))
        self._edges = 0
        self._document = ""

    def fit(self, habits: PageHabits, page: Geometry) -> None:
        """Put a county's habits over styles and font table."""
        fit_styles(self._docx.styles.element, habits, page)
        rels = self._docx.part.rels
        key = next(k for k, rel in rels.items() if rel.reltype == f"{_OFFICE}/fontTable")
        old = rels[key].target_part
        table = parse_xml(old.blob)
        for entry in font_entries(table, habits):
            table.append(parse_xml(entry))
        blob = etree.tostring(table, encoding="UTF-8", xml_declaration=True, standalone=True)
        rels.pop(key)
        self._relate("fontTable", self._part(str(old.partname), old.content_type, blob))

    def fill(self, sections: Sequence[FlowSection], ends: list[list[Edge]]) -> None:
        """Put the sections in, each with its headers and footers."""
        *before, last = (
            (section, section_properties(section.page, [(e, self._edge(e)) for e in edges]))
            for section, edges in zip(sections, ends, strict=True)
        )
        inner = "".join(section_xml(section, properties) for section, properties in before)
        whole = f"{inner}{section_xml(last[0])}{last[1]}"
        self._document = f"{_HEAD}<w:document {DECLARED}><w:body>{whole}</w:body></w:document>"

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

    def _edge(self, edge: Edge) -> str:
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
        saved = io.BytesIO()
        self._docx.save(saved)
        # Moved into the tree of python-docx, a table of 2,000 rows takes 30 s (measured).
        return repacked(saved, {"word/document.xml": self._document.encode()})


def repacked(saved: io.BytesIO, own: dict[str, bytes]) -> bytes:
    """Return a zip of the saved parts, or our own, in a fixed order without dates or system."""
    result = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(result, "w") as target:
        # Office wants the content types first; the rest stands by name.
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0
            target.writestr(entry, own.get(name) or source.read(name), zipfile.ZIP_DEFLATED, 9)
    return result.getvalue()

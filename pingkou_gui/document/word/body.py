"""The body of the file: the flow as markup, section by section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.document.page_flow import FlowTable
from pingkou_gui.document.word.markup import flow_xml
from pingkou_gui.document.word.tables import table

if TYPE_CHECKING:
    from pingkou_gui.document.page_flow import FlowSection


def section_xml(section: FlowSection, properties: str = "") -> str:
    """Return a section, its last paragraph carrying the properties of the section, if given."""
    pitch = section.page.pitch
    *before, last = (
        table(item, pitch) if isinstance(item, FlowTable) else flow_xml(item, pitch)
        for item in section.items
    )
    if not properties:
        return "".join((*before, last))
    if last.startswith("<w:p><w:pPr>"):
        return "".join((*before, last.replace("</w:pPr>", f"{properties}</w:pPr>", 1)))
    return "".join((*before, last.replace("<w:p>", f"<w:p><w:pPr>{properties}</w:pPr>", 1)))

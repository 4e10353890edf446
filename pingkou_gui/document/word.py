"""The body of the Word file: the document tree as WordprocessingML, section by section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.document.page_flow import FlowTable
from pingkou_gui.document.word_page import flow_xml, quoted

if TYPE_CHECKING:
    from pingkou_gui.document.page_flow import FlowPart, FlowTableCell, FlowTableRow


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
        return last.replace("</w:pPr>", f"{properties}</w:pPr>", 1)
    return last.replace("<w:p>", f"<w:p><w:pPr>{properties}</w:pPr>", 1)

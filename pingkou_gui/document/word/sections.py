"""Sections: paper, margins, grid, page numbers and the mark of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.document.page_geometry import NUMBER_BOX, NUMBER_DROP, NUMBER_SIZE
from pingkou_gui.document.page_styles import DRAFT
from pingkou_gui.document.word.markup import DECLARED, Look, page_number, paragraph, run

if TYPE_CHECKING:
    from pingkou_gui.document.page_geometry import Geometry


class Edge(NamedTuple):
    """A header or footer: on which pages it stands and what it holds."""

    kind: str
    """`header` or `footer`."""
    pages: str
    """`default` are the odd pages, `even` the even ones."""
    xml: str


def edges(page: Geometry, *, rotated: bool, draft: bool) -> list[Edge]:
    """Return the headers and footers of a section; `rotated` sets a landscape number upright.

    The number of a landscape page then keeps its place on the sheet, which is a margin at the
    left of the page as it is read: a floating table in the header, the one form
    that stood right on odd and even pages (measured).
    """
    aside = rotated and page.landscape
    result = []
    for pages in ("default", "even"):
        number = _rotated_number(page, odd=pages == "default") if aside else ""
        result.append(_edge("header", pages, number + _draft_line(draft=draft)))
        foot = paragraph("", Look("Header")) if aside else _foot_number(odd=pages == "default")
        result.append(_edge("footer", pages, foot))
    return result


def _edge(kind: str, pages: str, content: str) -> Edge:
    root = "hdr" if kind == "header" else "ftr"
    return Edge(kind, pages, f"<w:{root} {DECLARED}>{content}</w:{root}>")


def _draft_line(*, draft: bool) -> str:
    return paragraph(run(DRAFT), Look("DraftMark")) if draft else paragraph("", Look("Header"))


def _foot_number(*, odd: bool) -> str:
    # One character in from the edge: right on odd pages, left on even ones.
    side = "right" if odd else "left"
    look = Look("Footer", indent=f'w:{side}="{NUMBER_SIZE}"', align=side)
    return paragraph(page_number(), look)


def _rotated_number(page: Geometry, *, odd: bool) -> str:
    thick, long = NUMBER_BOX
    x = page.left - NUMBER_DROP - thick // 2
    lower = page.paper[1] - page.bottom - NUMBER_SIZE - long
    y = lower if odd else page.top + NUMBER_SIZE
    look = Look("Footer", align="right" if odd else "left")
    sides = "".join(
        f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right")
    )
    return (
        '<w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="page" '
        f'w:horzAnchor="page" w:tblpX="{x}" w:tblpY="{y}"/><w:tblW w:w="{thick}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{sides}</w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{thick}"/></w:tblGrid><w:tr><w:trPr>'
        f'<w:trHeight w:val="{long}" w:hRule="exact"/></w:trPr><w:tc><w:tcPr>'
        f'<w:tcW w:w="{thick}" w:type="dxa"/><w:textDirection w:val="tbRl"/>'
        f'<w:vAlign w:val="center"/></w:tcPr>{paragraph(page_number(), look)}</w:tc></w:tr></w:tbl>'
    )


def section_properties(page: Geometry, references: list[tuple[Edge, str]]) -> str:
    """Return `w:sectPr`; `references` are the edges with their relationship ids."""
    links = "".join(
        f'<w:{edge.kind}Reference w:type="{edge.pages}" r:id="{identity}"/>'
        for edge, identity in references
    )
    wide, high = page.paper
    turned = ' w:orient="landscape"' if page.landscape else ""
    return (
        f"<w:sectPr>{links}"
        f'<w:pgSz w:w="{wide}" w:h="{high}"{turned}/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" '
        f'w:left="{page.left}" w:header="{page.header}" w:footer="{page.footer}" w:gutter="0"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{_pitch(page)}"/></w:sectPr>'
    )


def _pitch(page: Geometry) -> int:
    # A landscape page has fewer lines, of the height they have on the upright sheet.
    upright = page.width if page.landscape else page.height
    return upright // 22

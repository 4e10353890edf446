"""Page set-up of the Word file: twips, sections, styles, and where a long title is broken."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.document.page_geometry import (
    DRAFT,
    MISSING_STYLE,
    NUMBER_BOX,
    NUMBER_DROP,
    NUMBER_SIZE,
    east_asian_font,
)
from pingkou_gui.document.phrases import SpanKind
from pingkou_gui.document.tree import replacement, xml_safe_text

if TYPE_CHECKING:
    from lxml.etree import _Element

    from pingkou_gui.document.page_flow import FlowParagraph
    from pingkou_gui.document.page_geometry import Geometry
    from pingkou_gui.document.phrases import Spans
    from pingkou_gui.scheme.scheme import PageHabits


# The few elements of WordprocessingML a report is made of, as text in schema order.


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARED = f'xmlns:w="{W}" xmlns:r="{R}"'
HINT = '<w:rFonts w:hint="eastAsia"/>'


def tag(name: str) -> str:
    """Return the name of a `w:` element or attribute as lxml wants it."""
    return f"{{{W}}}{name}"


def quoted(text: str) -> str:
    """Return the text as a quoted attribute value."""
    return f'"{escape(xml_safe_text(text).replace(chr(10), " "))}"'


def run(text: str, style: str = "") -> str:
    """Return a run; the hint keeps “ ” — … in the Chinese font."""
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    return f"<w:r><w:rPr>{named}{HINT}</w:rPr>{_content(text)}</w:r>" if text else ""


def _content(text: str) -> str:
    lines = (_tabbed(line) for line in xml_safe_text(text).split("\n"))
    return "<w:br/>".join(lines)


def _tabbed(line: str) -> str:
    parts = (
        f'<w:t xml:space="preserve">{escape(p, quote=False)}</w:t>' if p else ""
        for p in line.split("\t")
    )
    return "<w:tab/>".join(parts)


def span_runs(spans: Spans, style: str = "") -> str:
    """Return the runs of the spans: neighbours of one look together, placeholders marked."""
    runs: list[str] = []
    words, missing = "", False
    for span in spans:
        if (span.kind is SpanKind.MISSING) is not missing:
            runs.append(run(words, MISSING_STYLE if missing else style))
            words, missing = "", not missing
        words += span.text
    runs.append(run(words, MISSING_STYLE if missing else style))
    return "".join(runs)


@dataclass(frozen=True, slots=True)
class RunStyle:
    """What a paragraph departs from its style in; the strings are attributes or elements."""

    style: str = ""
    keep_next: bool | None = None
    page_break: bool | None = None
    tabs: tuple[int, ...] = ()
    off_grid: bool = False
    spacing: str = ""
    indent: str = ""
    align: str = ""
    outline: int | None = None
    """The level in the navigation pane, from 1."""

    def xml(self) -> str:
        """Return `w:pPr` in the order of the schema."""
        inner = "".join(
            (
                f'<w:pStyle w:val="{self.style}"/>' if self.style else "",
                _switch("keepNext", self.keep_next),
                _switch("pageBreakBefore", self.page_break),
                _tabs(self.tabs),
                '<w:snapToGrid w:val="0"/>' if self.off_grid else "",
                f"<w:spacing {self.spacing}/>" if self.spacing else "",
                f"<w:ind {self.indent}/>" if self.indent else "",
                f'<w:jc w:val="{self.align}"/>' if self.align else "",
                f'<w:outlineLvl w:val="{self.outline - 1}"/>' if self.outline else "",
            )
        )
        return f"<w:pPr>{inner}</w:pPr>" if inner else ""


def _switch(name: str, on: bool | None) -> str:  # noqa: FBT001
    if on is None:
        return ""
    return f"<w:{name}/>" if on else f'<w:{name} w:val="0"/>'


def _tabs(stops: tuple[int, ...]) -> str:
    inner = "".join(f'<w:tab w:val="left" w:pos="{stop}"/>' for stop in stops)
    return f"<w:tabs>{inner}</w:tabs>" if inner else ""


def paragraph(runs: str, look: RunStyle = RunStyle()) -> str:
    """Return a `w:p` of ready runs (WordprocessingML) with the look of its style."""
    return f"<w:p>{look.xml()}{runs}</w:p>"


def flow_xml(block: FlowParagraph, pitch: int) -> str:
    """Return a paragraph of the flow; `pitch` is the height of a line of the page's grid."""
    look = _flow_style(block._replace(runs=()), pitch)
    runs = "".join([span_runs(run.spans, run.style) for run in block.runs])
    return f"<w:p>{look}{runs}</w:p>"


@lru_cache(maxsize=512)
def _flow_style(block: FlowParagraph, pitch: int) -> str:
    """Return the properties of a paragraph without its words: few are different in a report."""
    return RunStyle(
        block.style,
        keep_next=block.keep_next,
        page_break=block.page_break,
        tabs=block.tabs,
        off_grid=block.line is not None,
        spacing=_spacing(block, pitch),
        indent=_indent(block),
        outline=block.outline,
    ).xml()


def _spacing(block: FlowParagraph, pitch: int) -> str:
    if block.line is None:
        return f'w:beforeLines="100" w:before="{pitch}"' if block.empty_line else ""
    above = f'w:before="{block.line}" ' if block.empty_line else ""
    return f'{above}w:line="{block.line}" w:lineRule="exact"'


def _indent(block: FlowParagraph) -> str:
    if block.left is None:
        return ""
    if block.first_line is None:
        return f'w:left="{block.left}"'
    # `firstLineChars` beats twips in Word: it is switched off where twips are to hold.
    side, size = (
        ("hanging", -block.first_line) if block.first_line < 0 else ("firstLine", block.first_line)
    )
    return f'w:left="{block.left}" w:firstLineChars="0" w:{side}="{size}"'


def page_number() -> str:
    """Return `— 1 —` with the number as a field."""
    return "".join(
        (
            run("— "),
            _field('<w:fldChar w:fldCharType="begin"/>'),
            _field('<w:instrText xml:space="preserve"> PAGE </w:instrText>'),
            _field('<w:fldChar w:fldCharType="separate"/>'),
            run("1"),
            _field('<w:fldChar w:fldCharType="end"/>'),
            run(" —"),
        )
    )


def _field(content: str) -> str:
    return f"<w:r><w:rPr>{HINT}</w:rPr>{content}</w:r>"


# Sections: paper, margins, grid, page numbers and the mark of a draft.


class PageEdge(NamedTuple):
    """A header or footer: on which pages it stands and what it holds."""

    kind: str
    """`header` or `footer`."""
    pages: str
    """`default` are the odd pages, `even` the even ones."""
    xml: str


def edges(page: Geometry, *, rotated: bool, draft: bool, cover: bool = False) -> list[PageEdge]:
    """Return the headers and footers of a section; `rotated` sets a landscape number upright.

    The first page of a section with a `cover` has no number.

    The number of a landscape page then keeps its place on the sheet, which is a margin at the
    left of the page as it is read: a floating table in the header, the one form
    that stood right on odd and even pages (measured).
    """
    aside = rotated and page.landscape
    result = []
    for pages in ("default", "even"):
        number = _rotated_number(page, odd=pages == "default") if aside else ""
        result.append(_edge("header", pages, number + _draft_line(draft=draft)))
        foot = paragraph("", RunStyle("Header")) if aside else _foot_number(odd=pages == "default")
        result.append(_edge("footer", pages, foot))
    if cover:
        result.append(_edge("header", "first", _draft_line(draft=draft)))
        result.append(_edge("footer", "first", paragraph("", RunStyle("Header"))))
    return result


def _edge(kind: str, pages: str, content: str) -> PageEdge:
    root = "hdr" if kind == "header" else "ftr"
    return PageEdge(kind, pages, f"<w:{root} {DECLARED}>{content}</w:{root}>")


def _draft_line(*, draft: bool) -> str:
    return (
        paragraph(run(DRAFT), RunStyle("DraftMark")) if draft else paragraph("", RunStyle("Header"))
    )


def _foot_number(*, odd: bool) -> str:
    # One character in from the edge: right on odd pages, left on even ones.
    side = "right" if odd else "left"
    look = RunStyle("Footer", indent=f'w:{side}="{NUMBER_SIZE}"', align=side)
    return paragraph(page_number(), look)


def _rotated_number(page: Geometry, *, odd: bool) -> str:
    """Return the XML of a landscape page's number: a box at the side, its text turned."""
    thick, long = NUMBER_BOX
    x = page.left - NUMBER_DROP - thick // 2
    lower = page.paper[1] - page.bottom - NUMBER_SIZE - long
    y = lower if odd else page.top + NUMBER_SIZE
    look = RunStyle("Footer", align="right" if odd else "left")
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


def section_properties(page: Geometry, references: list[tuple[PageEdge, str]]) -> str:
    """Return `w:sectPr`; `references` are the edges with their relationship ids."""
    links = "".join(
        f'<w:{edge.kind}Reference w:type="{edge.pages}" r:id="{identity}"/>'
        for edge, identity in references
    )
    wide, high = page.paper
    turned = ' w:orient="landscape"' if page.landscape else ""
    first = "<w:titlePg/>" if any(edge.pages == "first" for edge, _ in references) else ""
    return (
        f"<w:sectPr>{links}"
        f'<w:pgSz w:w="{wide}" w:h="{high}"{turned}/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" '
        f'w:left="{page.left}" w:header="{page.header}" w:footer="{page.footer}" w:gutter="0"/>'
        f'{first}<w:docGrid w:type="lines" w:linePitch="{_pitch(page)}"/></w:sectPr>'
    )


def _pitch(page: Geometry) -> int:
    # A landscape page has fewer lines, of the height they have on the upright sheet.
    upright = page.width if page.landscape else page.height
    return upright // 22


# A county's fonts and measures put over the styles of base.docx.


_BASE_PITCH, _BASE_INDENT, _BASE_CONDENSED = "579", "630", "-5"
"""What base.docx holds for a line, two characters and the spacing of a run."""


def fit_styles(styles: _Element, habits: PageHabits, page: Geometry) -> None:
    """Change `w:styles` in place to the fonts, lines and characters of a county."""
    for fonts in styles.iter(tag("rFonts")):
        _fit_fonts(fonts, _style_of(fonts), habits)
    if habits.table_font != habits.body_font:
        _add_fonts(styles, "TableText", habits)
    for spacing in styles.iter(tag("spacing")):
        _swap(spacing, ("line", "before", "after"), _BASE_PITCH, page.pitch)
        _swap(spacing, ("val",), _BASE_CONDENSED, page.condensed)
    for indent in styles.iter(tag("ind")):
        _swap(indent, ("firstLine",), _BASE_INDENT, 2 * page.character)
    _fit_weight(styles, bold=habits.bold_third_level)


def _style_of(element: _Element) -> str:
    owner = next(element.iterancestors(tag("style")), None)
    return "" if owner is None else str(owner.get(tag("styleId")))


def _fit_fonts(fonts: _Element, style: str, habits: PageHabits) -> None:
    chinese = east_asian_font(style, habits)
    # 附件1 and — 1 — are set in one font, figures and all.
    latin = chinese if style in {"AttachmentMark", "Footer"} else habits.latin_font
    for name, font in (("ascii", latin), ("eastAsia", chinese), ("hAnsi", chinese)):
        fonts.set(tag(name), font)
    fonts.set(tag("cs"), habits.latin_font)


def _add_fonts(styles: _Element, style: str, habits: PageHabits) -> None:
    owner = next(s for s in styles.iter(tag("style")) if s.get(tag("styleId")) == style)
    run = owner.find(tag("rPr"))
    if run is not None:
        fonts = run.makeelement(tag("rFonts"), {tag("hint"): "eastAsia"})
        run.insert(0, fonts)
        _fit_fonts(fonts, style, habits)


def _swap(element: _Element, names: tuple[str, ...], old: str, new: int) -> None:
    for name in names:
        if element.get(tag(name)) == old:
            element.set(tag(name), str(new))


def _fit_weight(styles: _Element, *, bold: bool) -> None:
    for style in styles.iter(tag("style")):
        if str(style.get(tag("styleId"))).removesuffix("Char") == "Heading3" and not bold:
            for weight in style.iter(tag("b"), tag("bCs")):
                weight.set(tag("val"), "0")


def font_entries(table: _Element, habits: PageHabits) -> list[str]:
    """Return `w:font` entries for the fonts of a county that the font table does not know."""
    known = {entry.get(tag("name")) for entry in table}
    wanted = {
        habits.body_font,
        habits.title_font,
        habits.heading_font,
        habits.subheading_font,
        habits.table_font,
        habits.number_font,
    }
    return [_font_entry(font) for font in sorted(wanted - known)]


def _font_entry(font: str) -> str:
    other = replacement(font)
    named = f"<w:altName w:val={quoted(other)}/>" if other else ""
    return (
        f'<w:font xmlns:w="{W}" w:name={quoted(font)}>{named}<w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
    )

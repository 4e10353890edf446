"""The few elements of WordprocessingML a report is made of, as text in schema order."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from pingkou_gui.document.legible import legible
from pingkou_gui.document.page_styles import MISSING_STYLE
from pingkou_gui.document.tree import SpanKind

if TYPE_CHECKING:
    from pingkou_gui.document.page_flow import FlowParagraph
    from pingkou_gui.document.tree import Spans

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARED = f'xmlns:w="{W}" xmlns:r="{R}"'
HINT = '<w:rFonts w:hint="eastAsia"/>'


def tag(name: str) -> str:
    """Return the name of a `w:` element or attribute as lxml wants it."""
    return f"{{{W}}}{name}"


def quoted(text: str) -> str:
    """Return the text as a quoted attribute value."""
    return f'"{escape(legible(text).replace(chr(10), " "))}"'


def run(text: str, style: str = "") -> str:
    """Return a run; the hint keeps “ ” — … in the Chinese font."""
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    return f"<w:r><w:rPr>{named}{HINT}</w:rPr>{_content(text)}</w:r>" if text else ""


def _content(text: str) -> str:
    lines = (_tabbed(line) for line in legible(text).split("\n"))
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
class Look:
    """What a paragraph departs from its style in; the strings are attributes or elements."""

    style: str = ""
    keep_next: bool | None = None
    page_break: bool | None = None
    tabs: tuple[int, ...] = ()
    spacing: str = ""
    indent: str = ""
    align: str = ""

    def xml(self) -> str:
        """Return `w:pPr` in the order of the schema."""
        inner = "".join(
            (
                f'<w:pStyle w:val="{self.style}"/>' if self.style else "",
                _switch("keepNext", self.keep_next),
                _switch("pageBreakBefore", self.page_break),
                _tabs(self.tabs),
                f"<w:spacing {self.spacing}/>" if self.spacing else "",
                f"<w:ind {self.indent}/>" if self.indent else "",
                f'<w:jc w:val="{self.align}"/>' if self.align else "",
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


def paragraph(runs: str, look: Look = Look()) -> str:
    """Return a paragraph."""
    return f"<w:p>{look.xml()}{runs}</w:p>"


def flow_xml(block: FlowParagraph, pitch: int) -> str:
    """Return a paragraph of the flow; `pitch` is the height of a line of the page's grid."""
    look = Look(
        block.style,
        keep_next=block.keep_next,
        page_break=block.page_break,
        tabs=block.tabs,
        spacing=f'w:beforeLines="100" w:before="{pitch}"' if block.empty_line else "",
        indent=_indent(block),
    )
    return paragraph("".join(span_runs(run.spans, run.style) for run in block.runs), look)


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

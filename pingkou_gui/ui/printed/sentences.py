"""The body of the report as rich text whose words are links to what stands behind them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from pingkou_gui.document.compose import body
from pingkou_gui.document.flow import Line, heading_text, printed
from pingkou_gui.document.tree import Heading, SpanKind

if TYPE_CHECKING:
    from pingkou_gui.document.tree import Span, Spans
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.spec.place import Ref


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours by role: words, placeholders, the ground of marked words; the indent in pixels."""

    text: str
    missing: str
    mark: str
    indent: int = 0


class Sentences:
    """The printed body at one moment; `links` are what its words lead to, by number."""

    def __init__(self, facts: Facts) -> None:
        self.links: list[tuple[Ref, ...]] = []
        self._lines = [block for block in printed(body(facts)) if isinstance(block, Heading | Line)]

    def html(self, ink: Ink, marked: Ref | None) -> str:
        """Return the rich text; words that say `marked` have a ground of their own.

        The first of them carries the anchor `here`.
        """
        self.links = []
        lines = "".join(self._line(line, ink, marked) for line in self._lines)
        return f'<div style="color:{ink.text}">{lines}</div>'

    def _line(self, block: Heading | Line, ink: Ink, marked: Ref | None) -> str:
        if isinstance(block, Heading):
            return f'<p style="margin:4px 0"><b>{escape(heading_text(block))}</b></p>'
        opening = f"<b>{escape(block.opening)}</b>" if block.opening else ""
        return f'<p style="margin:4px 0; text-indent:{ink.indent}px">{opening}{self._words(block.spans, ink, marked)}</p>'

    def _words(self, spans: Spans, ink: Ink, marked: Ref | None) -> str:
        return "".join(self._span(span, ink, marked) for span in spans)

    def _span(self, span: Span, ink: Ink, marked: Ref | None) -> str:
        colour = ink.missing if span.kind is SpanKind.MISSING else ink.text
        style = f"color:{colour}"
        if not span.refs:
            return f'<span style="{style}">{escape(span.text)}</span>'
        here = ""
        if marked in span.refs:
            style += f"; background-color:{ink.mark}"
            here = ' name="here"'
        line = "underline" if span.kind is SpanKind.DERIVED else "none"
        self.links.append(span.refs)
        number = len(self.links) - 1
        return f'<a{here} href="{number}" style="{style}; text-decoration:{line}">{escape(span.text)}</a>'

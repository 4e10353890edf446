"""正文: the printed sentences beside the form; a click goes to what was said."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl, Signal, Slot
from PySide6.QtWidgets import QFrame, QTextBrowser

from pingkou_gui.document.compose import body
from pingkou_gui.document.phrases import SpanKind
from pingkou_gui.document.tree import Heading, PrintedLine, heading_text, printed
from pingkou_gui.form.values import FigureRef, Place
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import on_theme_change, set_look

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from pingkou_gui.document.phrases import Span, Spans
    from pingkou_gui.form.values import Ref
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.ui.editors.page_context import PageContext


# The body of the report as rich text whose words are links to what stands behind them.


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
        self._lines = [
            block for block in printed(body(facts)) if isinstance(block, Heading | PrintedLine)
        ]

    def html(self, ink: Ink, marked: Ref | None) -> str:
        """Return the rich text; words that say `marked` have a ground of their own.

        The first of them carries the anchor `here`.
        """
        self.links = []
        lines = "".join(self._line(line, ink, marked) for line in self._lines)
        return f'<div style="color:{ink.text}">{lines}</div>'

    def _line(self, block: Heading | PrintedLine, ink: Ink, marked: Ref | None) -> str:
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


# The pane of printed sentences: follows the field in hand, a click goes to what was said.


_PAUSE = 300
"""Milliseconds of quiet before the sentences are written anew."""


class SentencesPane(QTextBrowser):
    """Written only while it is in sight."""

    explain_wanted = Signal(object)
    """A `FigureRef`: show how this number came about."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("正文")
        set_look(self, "kind", "paper")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self._context: PageContext | None = None
        self._marked: Ref | None = None
        self._links: list[tuple[Ref, ...]] = []
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.write)
        self.anchorClicked.connect(self._go)
        on_theme_change(self.apply_theme)

    def follow(self, context: PageContext) -> None:
        """Show the sentences of another report."""
        self._context, self._marked = context, context.ref_in_hand
        context.entered.connect(self._entered)
        context.session.changed.connect(self._later)
        self._later()

    def forget(self) -> None:
        """Let go of the report."""
        self._context = None
        self._pause.stop()
        self.clear()

    @Slot()
    def write(self) -> None:
        """Write the sentences as they stand now, with those of the field in hand marked."""
        if self._context is None or not self.isVisible():
            return
        colours = theme().colours
        indent = theme().text_width("　　")  # two characters, as printed
        ink = Ink(colours.ink, colours.error, colours.mark, indent)
        sentences = Sentences(self._context.facts)
        kept = self.verticalScrollBar().value()
        text = sentences.html(ink, self._marked)
        self._links = sentences.links
        self.setHtml(text)
        self.verticalScrollBar().setValue(kept)
        if 'name="here"' in text:
            self.scrollToAnchor("here")

    @Slot()
    def apply_theme(self) -> None:
        """Take margin, size and colours from the theme."""
        self.document().setDocumentMargin(theme().em(0.6))
        self.document().setDefaultFont(theme().font(TypeRole.BODY))
        self._later()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._later()

    @Slot()
    def _later(self) -> None:
        if self.isVisible():
            self._pause.start()

    @Slot(object)
    def _entered(self, ref: Ref) -> None:
        self._marked = ref
        self._later()

    @Slot(QUrl)
    def _go(self, link: QUrl) -> None:
        refs = self._links[int(link.toString())] if self._context is not None else ()
        place = next((ref for ref in refs if isinstance(ref, Place)), None)
        figure = next((ref for ref in refs if isinstance(ref, FigureRef)), None)
        if figure is not None:
            self.explain_wanted.emit(figure)
        elif place is not None and self._context is not None:
            self._context.jump(place)

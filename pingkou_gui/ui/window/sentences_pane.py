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
from pingkou_gui.form.form import FORM
from pingkou_gui.form.values import SINGLE, FigureRef, Place
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import on_theme_change, set_look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QShowEvent

    from pingkou_gui.document.phrases import Span, Spans
    from pingkou_gui.form.values import Ref
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.ui.editors.page_context import PageContext, Target


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

    def html(self, ink: Ink, marked: Target | None) -> str:
        """Return the rich text; words that say `marked` have a ground of their own.

        The first of them carries the anchor `here`; where there are none, the line that says
        most nearly what belongs there does.
        """
        self.links = []
        said = any(marked in refs for line in self._lines for refs in _told_in(line))
        near = None if said or marked is None else self._nearest(marked)
        lines = "".join(
            self._line(line, ink, marked, anchored=line is near) for line in self._lines
        )
        return f'<div style="color:{ink.text}">{lines}</div>'

    def _nearest(self, marked: Target) -> Heading | PrintedLine | None:
        """Return the line of the same row, the heading it prints under, or a line of its section."""
        if isinstance(marked, FigureRef):
            same = (line for line in self._lines if _tells_figure(line, marked))
            return next(same, None)
        field = FORM.field_at(marked) if isinstance(marked, Place) else None
        fields = (field,) if field is not None else FORM.sections[marked.section].fields
        parts = [part for each in fields for key in each.prints for part in _upwards(key)]
        row = marked.row if isinstance(marked, Place) else SINGLE
        headed: dict[str, Heading | PrintedLine] = {}
        of_row: dict[str, Heading | PrintedLine] = {}
        part = ""
        for line in self._lines:
            heading = _heading(line)
            if heading is not None and heading.part:
                part = heading.part
                headed[part] = line
            if row and _tells_row(line, marked.section, row):
                of_row.setdefault(part, line)
        under = next((of_row[each] for each in parts if each in of_row), None)
        under = under or next(iter(of_row.values()), None)
        return under or next((headed[each] for each in parts if each in headed), None)

    def _line(
        self, block: Heading | PrintedLine, ink: Ink, marked: Target | None, *, anchored: bool
    ) -> str:
        here = _ANCHOR if anchored else ""
        if isinstance(block, Heading):
            return f'<p style="margin:4px 0">{here}{self._headed(block, ink, marked)}</p>'
        opening = ""
        if block.heading is not None:
            opening = self._headed(block.heading, ink, marked, block.opening)
        return f'<p style="margin:4px 0; text-indent:{ink.indent}px">{here}{opening}{self._words(block.spans, ink, marked)}</p>'

    def _headed(self, heading: Heading, ink: Ink, marked: Target | None, words: str = "") -> str:
        """Return the words of a heading; they lead to what they say."""
        words = words or heading_text(heading)
        if not heading.refs:
            return f"<b>{escape(words)}</b>"
        return f"<b>{self._link(words, heading.refs, f'color:{ink.text}', ink, marked)}</b>"

    def _words(self, spans: Spans, ink: Ink, marked: Target | None) -> str:
        return "".join(self._span(span, ink, marked) for span in spans)

    def _span(self, span: Span, ink: Ink, marked: Target | None) -> str:
        colour = ink.missing if span.kind is SpanKind.MISSING else ink.text
        style = f"color:{colour}"
        if not span.refs:
            return f'<span style="{style}">{escape(span.text)}</span>'
        derived = span.kind is SpanKind.DERIVED
        return self._link(span.text, span.refs, style, ink, marked, underlined=derived)

    def _link(  # noqa: PLR0913 - words, where they lead, how they look
        self,
        words: str,
        refs: tuple[Ref, ...],
        style: str,
        ink: Ink,
        marked: Target | None,
        *,
        underlined: bool = False,
    ) -> str:
        """Return the HTML of a link to places; the marked one is shaded and named `here`."""
        here = ""
        if marked in refs:
            style += f"; background-color:{ink.mark}"
            here = ' name="here"'
        line = "underline" if underlined else "none"
        self.links.append(refs)
        number = len(self.links) - 1
        return (
            f'<a{here} href="{number}" style="{style}; text-decoration:{line}">{escape(words)}</a>'
        )


_ANCHOR = '<a name="here"></a>'


def _heading(line: Heading | PrintedLine) -> Heading | None:
    return line if isinstance(line, Heading) else line.heading


def _told_in(line: Heading | PrintedLine) -> Iterator[tuple[Ref, ...]]:
    """Yield what the words of a line say, those of its heading first."""
    heading = _heading(line)
    if heading is not None:
        yield heading.refs
    if not isinstance(line, Heading):
        yield from (span.refs for span in line.spans)


def _upwards(key: str) -> Iterator[str]:
    """Yield the key of a part of the outline, and those of the parts around it."""
    while key:
        yield key
        key = key.rpartition(".")[0]


def _tells_row(line: Heading | PrintedLine, section: str, row: int) -> bool:
    told = (ref for refs in _told_in(line) for ref in refs if isinstance(ref, Place))
    return any(ref.section == section and ref.row == row for ref in told)


def _tells_figure(line: Heading | PrintedLine, figure: FigureRef) -> bool:
    """Return whether a line tells another column of the same quantity."""
    stem = figure.figure.rpartition(":")[0]
    told = (ref for refs in _told_in(line) for ref in refs if isinstance(ref, FigureRef))
    return bool(stem) and any(ref.figure.rpartition(":")[0] == stem for ref in told)


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
        self._marked: Target | None = None
        self._links: list[tuple[Ref, ...]] = []
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.write)
        self.anchorClicked.connect(self._go)
        on_theme_change(self.apply_theme)

    def follow(self, context: PageContext) -> None:
        """Show the sentences of another report."""
        self._context, self._marked = context, context.in_hand
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
    def _entered(self, target: Target) -> None:
        self._marked = target
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

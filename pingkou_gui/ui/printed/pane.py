"""The pane of printed sentences: follows the field in hand, a click goes to what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl, Signal, Slot
from PySide6.QtWidgets import QFrame, QTextBrowser

from pingkou_gui.spec.place import FigureRef, Place
from pingkou_gui.ui.kit import follow_theme, set_look
from pingkou_gui.ui.printed.sentences import Ink, Sentences
from pingkou_gui.ui.theme import TypeRole, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from pingkou_gui.spec.place import Ref
    from pingkou_gui.ui.editors import PageContext

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
        follow_theme(self.dress)

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
    def dress(self) -> None:
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

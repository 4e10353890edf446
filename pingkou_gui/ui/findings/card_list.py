"""The cards under one another, made as they come into sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout

from pingkou_gui.ui.findings.card import FindingCard
from pingkou_gui.ui.kit import WrappedText, follow_theme, later, set_look
from pingkou_gui.ui.theme import Tone, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from pingkou_gui.ui.findings.listing import Listed

BATCH = 12
"""So many cards are made at a time."""
_KEYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class CardList(QScrollArea):
    """Cards of findings; those that did not change are kept, others made when needed."""

    made = Signal(object)
    """A `FindingCard` is new and wants its signals tied."""
    moved = Signal(int)
    """↑ or ↓ was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("检查结果")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._ground = QFrame()
        set_look(self._ground, "kind", "plain")
        self._column = QVBoxLayout(self._ground)
        self._nothing = WrappedText("", tone=Tone.SECONDARY)
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        self.setWidget(self._ground)
        self.viewport().setAutoFillBackground(False)
        self._ground.setAutoFillBackground(False)
        self._entries: tuple[Listed, ...] = ()
        self._cards: list[FindingCard] = []
        self._current = -1
        self.verticalScrollBar().valueChanged.connect(self._make_more)
        self.verticalScrollBar().rangeChanged.connect(self._make_more)
        follow_theme(self.dress)

    @property
    def cards(self) -> tuple[FindingCard, ...]:
        """The cards made so far."""
        return tuple(self._cards)

    def show_entries(self, entries: Sequence[Listed], nothing: str) -> None:
        """Show these findings, or the sentence `nothing` where there are none."""
        self._nothing.setText(nothing)
        self._nothing.setVisible(not entries)
        if tuple(entries) == self._entries:
            return
        wanted = max(BATCH, len(self._cards))
        kept = {card.entry: card for card in self._cards}
        self._entries, self._cards = tuple(entries), []
        for entry in self._entries[:wanted]:
            self._place(kept.pop(entry) if entry in kept else self._made(entry))
        for card in kept.values():
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._current = min(self._current, len(self._entries) - 1)
        self._show_current()

    def choose(self, at: int, *, make: bool = True) -> None:
        """Frame the card of a finding and bring it into sight.

        Without `make` a card far down that was never shown waits until it is scrolled to.
        """
        self._current = at
        while make and at >= len(self._cards) and len(self._cards) < len(self._entries):
            self._make(BATCH)
        self._show_current()
        self._see_soon()

    def take_focus(self) -> None:
        """Put the focus on the chosen card, on the first one where none is."""
        self.choose(max(self._current, 0))
        if self._cards:
            self._cards[min(max(self._current, 0), len(self._cards) - 1)].setFocus()

    @Slot()
    def see_current(self) -> None:
        """Scroll so that the chosen card is in sight."""
        if 0 <= self._current < len(self._cards):
            card = self._cards[self._current]
            self._settle()
            top = card.mapTo(self._ground, QPoint(0, 0)).y()
            bar, shown = self.verticalScrollBar(), self.viewport().height()
            if top < bar.value() or card.height() > shown:
                bar.setValue(top - theme().em(0.35))
            elif top + card.height() > bar.value() + shown:
                bar.setValue(top + card.height() - shown + theme().em(0.35))

    def _settle(self) -> None:
        """Give the cards their heights now; Qt would only after the next events."""
        room = self.viewport().size()
        height = self._column.totalHeightForWidth(room.width())
        self._ground.resize(room.width(), max(height, room.height()))
        self._column.activate()

    @Slot()
    def _see_soon(self) -> None:
        if self._current >= 0:
            later(self, self.see_current)  # once its height is known

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _KEYS.get(Qt.Key(event.key()))
        if way is not None:
            self.moved.emit(way)
        else:
            super().keyPressEvent(event)

    @Slot()
    def dress(self) -> None:
        """Take gaps from the theme."""
        em = theme().em
        self._column.setContentsMargins(em(0.6), em(0.1), em(0.6), em(0.5))
        self._column.setSpacing(em(0.45))

    @Slot()
    def _make_more(self) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() - bar.value() < self.viewport().height():
            self._make(BATCH)

    def _make(self, number: int) -> None:
        first = len(self._cards)
        for entry in self._entries[first : first + number]:
            self._place(self._made(entry))
        self._show_current()

    def _made(self, entry: Listed) -> FindingCard:
        card = FindingCard(entry)
        card.grew.connect(self._see_soon)
        self.made.emit(card)
        return card

    def _place(self, card: FindingCard) -> None:
        at = len(self._cards) + 1
        if self._column.indexOf(card) != at:
            self._column.insertWidget(at, card)
        self._cards.append(card)

    def _show_current(self) -> None:
        for at, card in enumerate(self._cards):
            card.set_current(at == self._current)

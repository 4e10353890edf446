"""The line that says what the field in hand is and what belongs in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout

from pingkou_gui.ui.kit import (
    Act,
    Button,
    ButtonKind,
    Text,
    VerticalLine,
    WrappedText,
    follow_theme,
    set_look,
)
from pingkou_gui.ui.theme import Tone, TypeRole, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class FieldBar(QFrame):
    """Name of the field, what is known of it, one act on offer (`offered` carries its key)."""

    offered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "kind", "fieldbar")
        self._act: Act | None = None
        self._edge = True
        self._name = Text("", TypeRole.STRONG)
        self._rule = VerticalLine()
        self._what = WrappedText("", tone=Tone.SECONDARY)
        self._offer = Button("", ButtonKind.LINK)
        self._offer.clicked.connect(self._offer_taken)
        self._line = QHBoxLayout(self)
        for widget in (self._name, self._rule):
            self._line.addWidget(widget)
        self._line.addWidget(self._what, 1)
        self._line.addWidget(self._offer)
        self.clear()
        follow_theme(self.dress)

    @property
    def words(self) -> str:
        """All that is said, as a screen reader says it."""
        return self.accessibleName()

    def show_field(self, name: str, what: str, offer: Act | None = None) -> None:
        """Speak of a field.

        Args:
            name: `302 商品和服务支出 · 本年决算`.
            what: Unit, other known values with their source, or a formula with its numbers.
            offer: The one act on offer.
        """
        self._act = offer
        self._name.setText(name)
        self._what.setText(what)
        self._rule.setVisible(bool(name and what))
        self._offer.setVisible(offer is not None)
        if offer is not None:
            self._offer.set_text(f"{offer.title} {offer.shortcut}".rstrip(), offer.title)
        self.setAccessibleName("，".join(part for part in (name, what) if part))
        self._hold_height()

    def set_bare(self, *, bare: bool, edge: bool) -> None:
        """Stand inside the foot (`bare`), with or without the margins of the page (`edge`)."""
        set_look(self, "kind", "plain" if bare else "fieldbar")
        if edge != self._edge:
            self._edge = edge
            self.dress()

    def settle(self) -> None:
        """Give back the height longer words have taken; for another page or width."""
        self.setMinimumHeight(theme().em(1.5))

    def _hold_height(self) -> None:
        # a bar that shrinks and grows from field to field would move the form under the hand
        needed = self._line.heightForWidth(self.width())
        if self.isVisible() and needed > self.minimumHeight():
            self.setMinimumHeight(needed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.settle()

    def clear(self) -> None:
        """Speak of nothing; the bar keeps its place."""
        self.show_field("", "")

    @Slot()
    def _offer_taken(self) -> None:
        if self._act is not None:
            self.offered.emit(self._act.key)

    @Slot()
    def dress(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        edge = em(1) if self._edge else 0
        self.settle()
        self._line.setContentsMargins(edge, 0, edge, 1)
        self._line.setSpacing(em(0.6))

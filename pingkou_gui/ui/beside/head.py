"""The head of such a screen: what it is about, and what narrows the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout

from pingkou_gui.ui.kit import WrappedText, follow_theme, set_look
from pingkou_gui.ui.theme import Tone, TypeRole, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

_WORDS = 20
"""Em the words need beside the controls; with less the controls go under them."""


class Head(QFrame):
    """Title and one line more at the left, controls at the right or below."""

    def __init__(self, title: str, about: str) -> None:
        super().__init__()
        set_look(self, "kind", "fieldbar")
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._words, self._controls = QVBoxLayout(), QHBoxLayout()
        self._words.setSpacing(0)
        self._words.addWidget(WrappedText(title, TypeRole.HEAD))
        self._words.addWidget(WrappedText(about, TypeRole.SMALL, Tone.SECONDARY))
        self._controls.addStretch(1)
        self._line.addLayout(self._words, 1)
        self._line.addLayout(self._controls)
        follow_theme(self.dress)

    @property
    def controls_below(self) -> bool:
        """Whether the controls have gone under the words."""
        return self._line.direction() is QBoxLayout.Direction.TopToBottom

    def add_control(self, widget: QWidget) -> None:
        """Add something that narrows the list."""
        self._controls.insertWidget(self._controls.count() - 1, widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def dress(self) -> None:
        """Take gaps from the theme."""
        em = theme().em
        self._line.setContentsMargins(em(1), em(0.4), em(1), em(0.4))
        self._line.setSpacing(em(0.4))
        self._controls.setSpacing(em(0.6))
        self._fit()

    def _fit(self) -> None:
        ways = QBoxLayout.Direction
        below = self.width() - self._controls.sizeHint().width() < theme().em(_WORDS)
        self._line.setDirection(ways.TopToBottom if below else ways.LeftToRight)

"""A frame that hides what lies below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame

from pingkou_gui.ui.theme import theme


class Cover(QFrame):
    """A frame filled with one colour of the theme by itself.

    A ground that comes from the style sheet may let something through, as far as Qt knows:
    with every field on it all that it lies on is painted, up to the window.
    """

    def __init__(self, role: str) -> None:
        """Make the frame; `role` names its colour, `surface` or `window`."""
        super().__init__()
        self._role = role
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(getattr(theme().colours, self._role)))
        painter.end()

"""Hairlines: decoration between parts."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame

from pingkou_gui.ui.kit.look import follow_theme, set_look
from pingkou_gui.ui.theme import theme


class HorizontalLine(QFrame):
    """A hairline across; `strong` above a total."""

    def __init__(self, *, strong: bool = False) -> None:
        super().__init__()
        set_look(self, "kind", "hline")
        set_look(self, "strong", "true" if strong else None)
        self.setFixedHeight(1)


class VerticalLine(QFrame):
    """A hairline between two texts of a line, 0.9em high."""

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "kind", "vline")
        follow_theme(self.dress)

    @Slot()
    def dress(self) -> None:
        """Take the height from the theme."""
        self.setFixedSize(1, theme().em(0.9))

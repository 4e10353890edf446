"""The scrolling ground of a page: rows give way before it would scroll sideways."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from pingkou_gui.ui.kit.cover import Cover
from pingkou_gui.ui.kit.look import follow_theme, set_look
from pingkou_gui.ui.theme import theme

PAGE_EDGE, BETWEEN = 1.0, 0.5


class PageArea(QScrollArea):
    """A page of groups, one under the other."""

    def __init__(self, *, name: str) -> None:
        """Make an empty page with the accessible name `name`."""
        super().__init__()
        set_look(self, "kind", "page")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        canvas = Cover("window")
        self._column = QVBoxLayout(canvas)
        self._column.addStretch(1)
        self.setWidget(canvas)
        follow_theme(self.dress)

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Add a group at the end of the page."""
        at = self._column.count() - 1
        if isinstance(part, QWidget):
            self._column.insertWidget(at, part, stretch)
        else:
            self._column.insertLayout(at, part, stretch)

    @Slot()
    def dress(self) -> None:
        """Take margins from the theme."""
        em = theme().em
        self._column.setContentsMargins(em(PAGE_EDGE), em(0.5), em(PAGE_EDGE), em(0.5))
        self._column.setSpacing(em(BETWEEN))

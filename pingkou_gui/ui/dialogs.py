"""The base of the program's dialogs: their buttons, and how they fit the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QMessageBox, QVBoxLayout

from pingkou_gui.ui.theme import theme
from pingkou_gui.ui.widgets.base import (
    available_size,
    fit_to_screen,
    on_theme_change,
    set_look,
)
from pingkou_gui.ui.widgets.layout import Scroller

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


# A dialog: a column of parts that scrolls where it must, a line of buttons that stays.


class Dialog(QDialog):
    """Lay parts out in `column`; the buttons below are in sight whatever the size of type."""

    def __init__(
        self,
        title: str,
        size: tuple[float, float],
        parent: QWidget | None = None,
        *,
        scrolls: bool = True,
    ) -> None:
        """Make an empty dialog of `size` em, less where the screen is smaller.

        Without `scrolls` its parts scroll by themselves.
        """
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, on=False)
        self._size = size
        outer, canvas = QVBoxLayout(self), QFrame()
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        set_look(canvas, "kind", "canvas")
        self.column = QVBoxLayout(canvas)
        self._foot = QHBoxLayout()
        self._area = _scrolling(canvas) if scrolls else None
        outer.addWidget(self._area or canvas, 1)
        outer.addLayout(self._foot)
        on_theme_change(self.theme_dialog)

    def add_line(self, *widgets: QWidget, left: int = 0) -> QHBoxLayout:
        """Add widgets side by side to the column; those from `left` on stand at the right."""
        line = QHBoxLayout()
        _fill(line, widgets, left)
        self.column.addLayout(line)
        return line

    def add_foot(self, *widgets: QWidget, left: int = 0) -> None:
        """Add the buttons at the bottom; those from `left` on stand at the right."""
        _fill(self._foot, widgets, left)

    def bring_into_sight(self, widget: QWidget) -> None:
        """Scroll to a part of the column."""
        if self._area is not None:
            self._area.ensureWidgetVisible(widget)

    def would_lose(self) -> str:
        """Return, as a sentence, what leaving now would lose of what was typed or pasted."""
        return ""

    def reject(self) -> None:
        """Leave without doing anything, having asked where words would be lost."""
        lost = self.would_lose()
        if not lost or self._may_lose(lost):
            super().reject()

    def _may_lose(self, lost: str) -> bool:
        box = QMessageBox(self)
        box.setWindowTitle(self.windowTitle())
        box.setText(lost)
        box.setInformativeText("离开会丢掉这些文字")
        stay = box.addButton("留在这里", QMessageBox.ButtonRole.RejectRole)
        leave = box.addButton("不要了", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        return box.clickedButton() is leave

    @Slot()
    def theme_dialog(self) -> None:
        """Take sizes from the theme."""
        em, free = theme().em, available_size(self)
        self.column.setContentsMargins(em(1), em(0.8), em(1), em(0.3))
        self.column.setSpacing(em(0.5))
        self._foot.setContentsMargins(em(1), em(0.3), em(1), em(0.6))
        self._foot.setSpacing(em(0.5))
        self.resize(fit_to_screen(QSize(em(self._size[0]), em(self._size[1])), free))


def _fill(line: QHBoxLayout, widgets: tuple[QWidget, ...], left: int) -> None:
    for at, widget in enumerate(widgets):
        if at == left:
            line.addStretch(1)
        line.addWidget(widget)
    if left >= len(widgets):
        line.addStretch(1)


def _scrolling(canvas: QWidget) -> Scroller:
    area = Scroller(look="page")
    area.setWidget(canvas)
    return area

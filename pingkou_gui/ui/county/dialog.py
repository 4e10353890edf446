"""What the dialogs of this room share: margins, a column, a line of buttons, lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pingkou_gui.ui.kit import follow_theme
from pingkou_gui.ui.theme import TypeRole, theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NO_EDIT = QAbstractItemView.EditTrigger.NoEditTriggers


class Dialog(QDialog):
    """A dialog with a column of parts and a line of buttons."""

    def __init__(self, title: str, size: tuple[float, float], parent: QWidget | None) -> None:
        """Make an empty dialog of `size` em."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self._size = size
        self.column = QVBoxLayout(self)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, on=False)
        self.resize(theme().em(size[0]), theme().em(size[1]))
        follow_theme(self.dress)

    def add_line(self, *widgets: QWidget, left: int = 0) -> QHBoxLayout:
        """Add widgets side by side; those from `left` on stand at the right end."""
        line = QHBoxLayout()
        for at, widget in enumerate(widgets):
            if at == left:
                line.addStretch(1)
            line.addWidget(widget)
        if left >= len(widgets):
            line.addStretch(1)
        self.column.addLayout(line)
        return line

    @Slot()
    def dress(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self.column.setContentsMargins(em(1), em(0.8), em(1), em(0.8))
        self.column.setSpacing(em(0.5))


class Listing(QTableWidget):
    """Rows of words that can be read and copied, not changed."""

    def __init__(self, name: str, heads: Sequence[str], *, wide: int = 0) -> None:
        """Make an empty list; column `wide` takes the room that is left."""
        super().__init__(0, len(heads))
        self._wide = wide
        self.setAccessibleName(name)
        self.setEditTriggers(_NO_EDIT)
        self.setShowGrid(False)
        self.setHorizontalHeaderLabels(list(heads))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        follow_theme(self.dress)

    def show_rows(self, rows: Iterable[Sequence[str]]) -> None:
        """Show these rows instead."""
        held = list(rows)
        self.setRowCount(len(held))
        for at, cells in enumerate(held):
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.setItem(at, column, item)
        self._fit()

    def _fit(self) -> None:
        self.resizeColumnsToContents()
        self.horizontalHeader().setSectionResizeMode(self._wide, QHeaderView.ResizeMode.Stretch)

    @Slot()
    def dress(self) -> None:
        """Take sizes from the theme."""
        self.verticalHeader().setDefaultSectionSize(theme().em(1.4))
        self.horizontalHeader().setFont(theme().font(TypeRole.SMALL))
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)

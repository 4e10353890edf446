"""Rows of words under heads, to be read and copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from pingkou_gui.ui.dialog.words import ROW, WordsDelegate
from pingkou_gui.ui.kit import follow_theme
from pingkou_gui.ui.theme import TypeRole, theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NO_EDIT = QAbstractItemView.EditTrigger.NoEditTriggers
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_FEWEST = 3
_WIDEST = 12
"""Em a column takes at most before it cuts its words; they are whole in the tip."""


class Listing(QTableWidget):
    """Rows of words that can be read and copied, not changed."""

    def __init__(self, name: str, heads: Sequence[str], *, wide: int = 0) -> None:
        """Make an empty list; column `wide` takes the room that is left."""
        super().__init__(0, len(heads))
        self._wide = wide
        self.setAccessibleName(name)
        self.setEditTriggers(_NO_EDIT)
        self.setShowGrid(False)
        self.setItemDelegate(WordsDelegate(self, line=True))
        self.setHorizontalHeaderLabels(list(heads))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.verticalHeader().hide()
        follow_theme(self.dress)

    def sizeHint(self) -> QSize:
        return QSize(theme().em(20), self.minimumHeight())

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
        head = self.horizontalHeader()
        head.setMaximumSectionSize(theme().em(_WIDEST))
        self.resizeColumnsToContents()
        head.setMaximumSectionSize(-1)
        head.setSectionResizeMode(self._wide, QHeaderView.ResizeMode.Stretch)

    @Slot()
    def dress(self) -> None:
        """Take sizes from the theme."""
        line, head = theme().em(ROW), self.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(line)
        head.setFont(theme().font(TypeRole.SMALL))
        head.setFixedHeight(line)
        head.setDefaultAlignment(_LEFT)
        self.setMinimumHeight(line * (_FEWEST + 1))
        self._fit()

"""A small table to type in: rows are added, removed and moved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pingkou_gui.ui.dialog import WordsDelegate
from pingkou_gui.ui.kit import Button, follow_theme
from pingkou_gui.ui.theme import TypeRole, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

_FEWEST, _ROW = 2, 1.5
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ON = QAbstractItemView.EditTrigger
_TRIGGERS = _ON.DoubleClicked | _ON.SelectedClicked | _ON.EditKeyPressed | _ON.AnyKeyPressed


class RowsTable(QWidget):
    """Edits a list of rows of text in place."""

    edited = Signal()

    def __init__(self, name: str, heads: Sequence[str], noun: str, *, wide: int) -> None:
        """Make an empty table; column `wide` takes the room that is left."""
        super().__init__()
        self._rows: list[list[str]] = []
        self._filling = False
        self.table = QTableWidget(0, len(heads))
        self.table.setAccessibleName(name)
        self.table.setHorizontalHeaderLabels(list(heads))
        self.table.setEditTriggers(_TRIGGERS)
        self.table.setItemDelegate(WordsDelegate(self.table))
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setTabKeyNavigation(False)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setSectionsClickable(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setDefaultAlignment(_LEFT)
        self.table.itemChanged.connect(self._typed)
        self._column = column = QVBoxLayout(self)
        column.addWidget(self.table)
        self._line = QHBoxLayout()
        self.add_button = self._button(f"添加{noun}", self.add_row)
        self.remove_button = self._button(f"删去{noun}", self.remove_row)
        self._button("上移", partial(self.move_row, -1))
        self._button("下移", partial(self.move_row, 1))
        self._line.addStretch(1)
        column.addLayout(self._line)
        follow_theme(self.dress)

    def show_rows(self, rows: list[list[str]]) -> None:
        """Show and edit these rows, in place."""
        self._rows = rows
        self._fill(0)

    @Slot()
    def add_row(self) -> None:
        """Add an empty row behind the current one."""
        at = self.table.currentRow() + 1 if self._rows else 0
        self._rows.insert(at, [""] * self.table.columnCount())
        self._fill(at)
        first = self.table.item(at, 0)
        if first is not None:
            self.table.editItem(first)
        self.edited.emit()

    @Slot()
    def remove_row(self) -> None:
        """Remove the current row."""
        at = self.table.currentRow()
        if 0 <= at < len(self._rows):
            del self._rows[at]
            self._fill(min(at, len(self._rows) - 1))
            self.edited.emit()

    def move_row(self, way: int) -> None:
        """Move the current row up (-1) or down (1)."""
        at, to = self.table.currentRow(), self.table.currentRow() + way
        if 0 <= at < len(self._rows) and 0 <= to < len(self._rows):
            self._rows.insert(to, self._rows.pop(at))
            self._fill(to)
            self.edited.emit()

    def _button(self, text: str, act: object) -> Button:
        button = Button(text)
        button.clicked.connect(lambda _checked=False: act())  # type: ignore[operator]
        self._line.addWidget(button)
        return button

    def _fill(self, current: int) -> None:
        self._filling = True
        self.table.setRowCount(len(self._rows))
        for at, cells in enumerate(self._rows):
            for column, text in enumerate(cells):
                self.table.setItem(at, column, QTableWidgetItem(text))
        self._filling = False
        self.table.setCurrentCell(current, 0)
        self._fit()

    @Slot(QTableWidgetItem)
    def _typed(self, item: QTableWidgetItem) -> None:
        if not self._filling:
            self._rows[item.row()][item.column()] = item.text()
            self.edited.emit()

    @Slot()
    def dress(self) -> None:
        """Take sizes from the theme."""
        line = theme().em(_ROW)
        self.table.verticalHeader().setDefaultSectionSize(line)
        self.table.horizontalHeader().setFont(theme().font(TypeRole.SMALL))
        self.table.horizontalHeader().setFixedHeight(line)
        for column in range(self.table.columnCount()):
            self.table.setColumnWidth(column, theme().em(6))
        edge = theme().em(0.5)
        self._line.setContentsMargins(edge, 0, edge, 0)
        self._line.setSpacing(theme().em(0.35))
        self._column.setSpacing(theme().em(0.4))
        self._column.setContentsMargins(0, 0, 0, edge)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the rows: the page scrolls, not the table in it."""
        lines = max(_FEWEST, self.table.rowCount()) + 1
        self.table.setFixedHeight(theme().em(_ROW) * lines + 2)

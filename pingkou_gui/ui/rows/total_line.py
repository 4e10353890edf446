"""The fixed line of totals under a table, in the columns of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from pingkou_gui.ui.kit import Cover, follow_theme
from pingkou_gui.ui.rows.columns import Cell, TableColumn
from pingkou_gui.ui.rows.painting import paint_words
from pingkou_gui.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QTableView


class TotalLine(Cover):
    """A label in the first column and sums in others; it never scrolls."""

    def __init__(self, table: QTableView) -> None:
        super().__init__("surface")
        self._table = table
        self._label = ""
        self._sums: Mapping[int, Cell] = {}
        table.horizontalHeader().sectionResized.connect(self.update)
        follow_theme(self.dress)

    @property
    def words(self) -> str:
        """All that is said, as a screen reader says it."""
        return self.accessibleName()

    def show_totals(self, label: str, sums: Mapping[int, Cell]) -> None:
        """Show a label and, by column, the sums."""
        if (label, sums) == (self._label, self._sums):
            return
        self._label, self._sums = label, sums
        said = (f"{self._head(at)} {cell.text}" for at, cell in sums.items() if cell.text)
        self.setAccessibleName("，".join((label, *said)))
        self.update()

    def _head(self, column: int) -> str:
        model = self._table.model()
        return str(model.headerData(column, self._table.horizontalHeader().orientation()))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, QColor(theme().colours.line_strong))
        first = min(self._sums, default=0)
        free = self._table.columnViewportPosition(first) if first else self.width()
        words = TableColumn("", None)
        paint_words(
            painter, QRect(0, 0, free, self.height()), Cell(self._label, strong=True), words
        )
        figures = TableColumn("", None, figures=True)
        for column, cell in self._sums.items():
            left, width = (
                self._table.columnViewportPosition(column),
                self._table.columnWidth(column),
            )
            paint_words(painter, QRect(left, 0, width, self.height()), cell, figures)

    @Slot()
    def dress(self) -> None:
        """Take the height from the theme."""
        self.setFixedHeight(theme().em(1.5))

"""The fixed line of totals under a table, in the columns of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from pingkou_gui.ui.kit import Cover, follow_theme
from pingkou_gui.ui.rows.columns import Cell, TableColumn
from pingkou_gui.ui.rows.fitting import fitted
from pingkou_gui.ui.rows.painting import INSET, paint_words
from pingkou_gui.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from PySide6.QtWidgets import QTableView

_WORDS, _FIGURES = TableColumn("", None), TableColumn("", None, figures=True)


class TotalLine(Cover):
    """A label in the first column and sums in others; it never scrolls."""

    def __init__(self, table: QTableView) -> None:
        super().__init__("surface")
        self._table = table
        self._label = ""
        self._sums: Mapping[int, Cell] = {}
        table.horizontalHeader().sectionResized.connect(self.dress)
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
        self.dress()

    def _head(self, column: int) -> str:
        model = self._table.model()
        return str(model.headerData(column, self._table.horizontalHeader().orientation()))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, QColor(theme().colours.line_strong))
        for place, cell, column in self._places():
            paint_words(painter, place, cell, column)

    def _places(self) -> Iterator[tuple[QRect, Cell, TableColumn]]:
        """Return where the label and the sums stand."""
        table, height = self._table, self.height()
        first = min(self._sums, default=0)
        free = table.columnViewportPosition(first) if first else self.width()
        yield QRect(0, 0, free, height), Cell(self._label, strong=True), _WORDS
        for column, cell in self._sums.items():
            left, width = table.columnViewportPosition(column), table.columnWidth(column)
            if width:
                yield QRect(left, 0, width, height), cell, _FIGURES

    @Slot()
    def dress(self) -> None:
        """Be as high as the theme says, or as a sum needs that breaks."""
        em = theme().em
        inset = 2 * em(INSET)
        needed = (fitted(c, column, p.width() - inset).height for p, c, column in self._places())
        self.setFixedHeight(max(em(1.5), max(needed) + em(0.4)))
        self.update()

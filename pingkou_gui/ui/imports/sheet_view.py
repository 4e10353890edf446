"""Cells of a workbook as they stand in the file, the ones in question marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from pingkou_gui.ui.kit import follow_theme
from pingkou_gui.ui.theme import Tone, TypeRole, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from pingkou_gui.importers.workbook import Preview

_ROW, _NUMBER, _INSET = 1.4, 2.2, 0.3


class SheetView(QWidget):
    """Draws a `Preview`; nothing in it can be changed."""

    def __init__(self, cells: Preview) -> None:
        super().__init__()
        self._cells = cells
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        marked = "，".join(cells.cells[row][column] for row, column in cells.marked)
        self.setAccessibleName(f"{cells.title}，{marked}")
        follow_theme(self.dress)

    def sizeHint(self) -> QSize:
        return QSize(theme().em(16), theme().em(_ROW) * (len(self._cells.rows) + 1))

    @Slot()
    def dress(self) -> None:
        """Take the height from the theme."""
        self.setFixedHeight(self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, colours = QPainter(self), theme().colours
        painter.fillRect(self.rect(), QColor(colours.surface))
        painter.setFont(theme().font(TypeRole.SMALL))
        number = QRect(0, 0, theme().em(_NUMBER), self.height())
        painter.fillRect(number, QColor(colours.head))
        painter.fillRect(QRect(0, 0, self.width(), theme().em(_ROW)), QColor(colours.head))
        for at, letters in enumerate(self._cells.columns):
            self._write(painter, self._place(-1, at), letters, Tone.SECONDARY)
        for row, name in enumerate(self._cells.rows):
            self._write(painter, self._place(row, -1), str(name), Tone.SECONDARY)
            for column, words in enumerate(self._cells.cells[row]):
                self._paint_cell(painter, row, column, words)

    def _paint_cell(self, painter: QPainter, row: int, column: int, words: str) -> None:
        place, colours = self._place(row, column), theme().colours
        marked = (row, column) in self._cells.marked
        if marked:
            painter.fillRect(place, QColor(colours.mark))
        painter.fillRect(place.left(), place.bottom(), place.width(), 1, QColor(colours.line))
        painter.setFont(theme().font(TypeRole.STRONG if marked else TypeRole.SMALL))
        self._write(painter, place, words, Tone.TEXT)

    def _place(self, row: int, column: int) -> QRect:
        high, first = theme().em(_ROW), theme().em(_NUMBER)
        if column < 0:
            return QRect(0, (row + 1) * high, first, high)
        wide = (self.width() - first) / max(1, len(self._cells.columns))
        left = round(first + column * wide)
        return QRect(left, (row + 1) * high, round(first + (column + 1) * wide) - left, high)

    def _write(self, painter: QPainter, place: QRect, words: str, tone: Tone) -> None:
        inset = theme().em(_INSET)
        box = place.adjusted(inset, 0, -inset, 0)
        painter.setPen(theme().colour(tone))
        figure = words.replace(",", "").replace(".", "").lstrip("-").isdigit() or len(words) == 1
        side = Qt.AlignmentFlag.AlignRight if figure else Qt.AlignmentFlag.AlignLeft
        line = painter.fontMetrics().elidedText(
            words.replace("\n", " "), Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter), line)

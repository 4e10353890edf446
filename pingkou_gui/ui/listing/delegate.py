"""Paints the lines of a list: grounds, signs, words, the box of what can be ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QTableView

from pingkou_gui.ui.rows.painting import INSET, Ground, paint_frame, paint_ground, paint_words
from pingkou_gui.ui.theme import Sign, Tone, TypeRole, theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

    from pingkou_gui.ui.listing.model import Index, Line, ListModel

BOX = 0.8
"""Em of the box's side."""


class ListDelegate(QStyledItemDelegate):
    """Paints a `ListModel`."""

    def __init__(self, view: QTableView, *, height: float) -> None:
        super().__init__(view)
        self._view, self._height = view, height

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place, model = cast("Any", option).rect, cast("ListModel", index.model())
        line, cell = model.line(index.row()), model.cell(index)
        painter.save()
        painter.setClipRect(place)
        ground = self._ground(index, line)
        paint_ground(painter, place, cell, ground)
        if line.head:
            _paint_head(painter, place, ground)
        if index.column() == 0 and line.check is not None:
            _paint_box(painter, box_place(place), line.check)
        elif line.head:
            _paint_title(painter, place, cell.text)
        else:
            paint_words(painter, place, cell, model.columns[index.column()])
        paint_frame(painter, place, cell, ground)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(theme().em(2), theme().em(self._height))

    def _ground(self, index: Index, line: Line) -> Ground:
        chosen = self._view.currentIndex().row() == index.row()
        framed = chosen and self._view.hasFocus() and index.column() == (line.check is not None)
        last = index.row() == index.model().rowCount() - 1
        return Ground(chosen=chosen, framed=framed, line=not last)


def box_place(cell: QRect) -> QRect:
    """Return where the box of a line stands in its cell."""
    side = theme().em(BOX) + 2
    left = cell.left() + theme().em(INSET)
    return QRect(left, cell.top() + (cell.height() - side) // 2, side, side)


def _paint_box(painter: QPainter, place: QRect, state: Qt.CheckState) -> None:
    colours = theme().colours
    full = state is Qt.CheckState.Checked
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.accent_fill if full else colours.field_border), 1))
    painter.setBrush(QColor(colours.accent_fill if full else colours.field))
    painter.drawRoundedRect(place.adjusted(0, 0, -1, -1), 2, 2)
    if full:
        side = theme().em(0.7)
        ratio = painter.device().devicePixelRatio()
        tick = theme().sign(Sign.DONE, side, Tone.ON_ACCENT, ratio)
        offset = (place.width() - side) // 2
        painter.drawPixmap(place.left() + offset, place.top() + offset, tick)
    elif state is Qt.CheckState.PartiallyChecked:
        middle = place.adjusted(4, place.height() // 2 - 1, -4, 0)
        painter.fillRect(
            middle.left(), middle.top(), middle.width(), 2, theme().colour(Tone.ACCENT)
        )


def _paint_head(painter: QPainter, place: QRect, ground: Ground) -> None:
    colours = theme().colours
    painter.fillRect(place, QColor(colours.accent_tint if ground.chosen else colours.head))
    painter.fillRect(place.left(), place.bottom(), place.width(), 1, QColor(colours.line))


def _paint_title(painter: QPainter, place: QRect, words: str) -> None:
    painter.setFont(theme().font(TypeRole.STRONG))
    painter.setPen(theme().colour(Tone.TEXT))
    inset = theme().em(INSET)
    box = place.adjusted(inset, 0, -inset, 0)
    side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(box, int(side), words)

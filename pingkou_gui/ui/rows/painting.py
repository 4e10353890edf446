"""How cells are painted: grounds, signs, words, the frame of the current cell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPen

from pingkou_gui.ui.rows.fitting import SIGN, SIGN_GAP, cell_font, fitted
from pingkou_gui.ui.theme import Sign, Tone, theme, tone_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from pingkou_gui.ui.rows.columns import Cell, TableColumn

INSET = 0.5
"""Em between the edge of a column and its words; the heads have as much."""
_CENTRED = Qt.AlignmentFlag.AlignCenter
_FIGURES = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WORDS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_FLAGS = {side: int(side) for side in (_CENTRED, _FIGURES, _WORDS)}
"""Turned once: joining flags takes as long as writing a number."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies under the words of a cell."""

    problem: Sign | None = None
    """The worst that is the matter in the row."""
    chosen: bool = False
    """In the current row."""
    selected: bool = False
    framed: bool = False
    """The current cell of a table that has the focus."""
    line: bool = True
    """A hairline below."""


@cache
def _ink(name: str) -> QColor:
    """Return a colour of the theme by its name: reading names takes longer than filling."""
    return QColor(name)


def alignment(column: TableColumn) -> Qt.AlignmentFlag:
    """Return where the words of a column stand."""
    return _CENTRED if column.centred else _FIGURES if column.figures else _WORDS


def paint_ground(painter: QPainter, place: QRect, cell: Cell, ground: Ground) -> None:
    """Fill a cell with the colour of what it is, most urgent first."""
    colours = theme().colours
    fill = colours.surface
    if ground.problem is Sign.ERROR:
        fill = colours.error_tint
    elif ground.problem is Sign.REMINDER:
        fill = colours.reminder_tint
    elif ground.chosen or ground.selected:
        fill = colours.accent_tint
    elif cell.derived:
        fill = colours.derived
    painter.fillRect(place, _ink(fill))
    if ground.selected and ground.problem:
        painter.fillRect(place.adjusted(2, 2, -2, -2), _ink(colours.accent_tint))
    if ground.line:
        painter.fillRect(place.left(), place.bottom(), place.width(), 1, _ink(colours.line))


def paint_frame(painter: QPainter, place: QRect, cell: Cell, ground: Ground) -> None:
    """Frame the current cell, or one with a problem."""
    if ground.framed:
        painter.setPen(QPen(theme().colour(Tone.ACCENT), 2))
    elif cell.problem in (Sign.ERROR, Sign.REMINDER) and cell.problem is not None:
        painter.setPen(QPen(theme().colour(tone_of(cell.problem)), 1))
    else:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place.adjusted(1, 1, -2, -2))


def paint_words(painter: QPainter, place: QRect, cell: Cell, column: TableColumn) -> None:
    """Write the words of a cell with the signs before them, or below where there is no room."""
    dress = theme()
    inset = dress.em(INSET)
    box = place.adjusted(inset + dress.em(cell.indent), 0, -inset, 0)
    told = fitted(cell, column, box.width())
    line = box
    if told.below:
        top = box.top() + (box.height() - told.height) // 2
        box = QRect(box.left(), top, box.width(), told.words_height)
        line = QRect(box.left(), box.bottom() + 1, box.width(), told.height - told.words_height)
    free = _paint_signs(painter, line, cell)
    painter.setFont(cell_font(cell))
    painter.setPen(_ink(getattr(dress.colours, cell.tone.value)))
    flags = _FLAGS[alignment(column)] | told.breaks
    painter.drawText(box if told.below else free, flags, told.text)


def _paint_signs(painter: QPainter, box: QRect, cell: Cell) -> QRect:
    """Paint the signs of a cell into a line; return what room is left in it."""
    if cell.mark is Sign.CARRIED:
        box = _mark_right(painter, box, cell.mark)
    elif cell.mark is not None:
        box = _mark_left(painter, box, cell.mark)
    return box if cell.sign is None else _mark_left(painter, box, cell.sign)


def _mark_left(painter: QPainter, box: QRect, sign: Sign) -> QRect:
    side = _paint_sign(painter, box, sign, box.left())
    return box.adjusted(side + theme().em(SIGN_GAP), 0, 0, 0)


def _mark_right(painter: QPainter, box: QRect, sign: Sign) -> QRect:
    side = theme().em(SIGN)
    _paint_sign(painter, box, sign, box.right() - side)
    return box.adjusted(0, 0, -side - theme().em(SIGN_GAP), 0)


def _paint_sign(painter: QPainter, box: QRect, sign: Sign, left: int) -> int:
    side = theme().em(SIGN)
    ratio = painter.device().devicePixelRatio()
    pixmap = theme().sign(sign, side, tone_of(sign), ratio)
    painter.drawPixmap(left, box.top() + (box.height() - side) // 2, pixmap)
    return side

"""How cells are painted: grounds, signs, words, the frame of the current cell."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPen

from pingkou_gui.dataclass import dataclass
from pingkou_gui.ui.theme import Sign, Tone, TypeRole, theme, tone_of

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPainter

    from pingkou_gui.ui.rows.columns import Cell, TableColumn

INSET = 0.5
"""Em between the edge of a column and its words; the heads have as much."""
_SIGN = 0.8
_SHORT = 9  # up to here full-width quotes are set tight
_CENTRED = Qt.AlignmentFlag.AlignCenter
_FIGURES = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WORDS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ELIDE = Qt.TextElideMode.ElideRight
_FLAGS = {
    (side, wraps): int(side | Qt.TextFlag.TextWordWrap if wraps else side)
    for side in (_CENTRED, _FIGURES, _WORDS)
    for wraps in (False, True)
}
"""Joined once: joining flags takes as long as writing a number."""


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


def cell_font(cell: Cell) -> QFont:
    """Return the font of a cell."""
    tight = cell.text.startswith("“") and len(cell.text) < _SHORT
    return theme().font(TypeRole.STRONG if cell.strong else TypeRole.BODY, tight=tight)


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
    """Write the words of a cell with the signs before them."""
    dress = theme()
    inset, em = dress.em(INSET), dress.em
    box = place.adjusted(inset + em(cell.indent), 0, -inset, 0)
    if cell.mark is not None:
        if cell.mark is Sign.CARRIED:
            box = _mark_right(painter, box, cell.mark)
        else:
            box = _mark_left(painter, box, cell.mark)
    if cell.sign is not None:
        box = _mark_left(painter, box, cell.sign)
    painter.setFont(cell_font(cell))
    painter.setPen(_ink(getattr(dress.colours, cell.tone.value)))
    text = cell.text
    if not column.wraps:
        line = text.replace("\n", " ")
        text = painter.fontMetrics().elidedText(line, _ELIDE, box.width())
    painter.drawText(box, _FLAGS[alignment(column), column.wraps], text)


def _mark_left(painter: QPainter, box: QRect, sign: Sign) -> QRect:
    side = _paint_sign(painter, box, sign, box.left())
    return box.adjusted(side + theme().em(0.25), 0, 0, 0)


def _mark_right(painter: QPainter, box: QRect, sign: Sign) -> QRect:
    side = theme().em(_SIGN)
    _paint_sign(painter, box, sign, box.right() - side)
    return box.adjusted(0, 0, -side - theme().em(0.25), 0)


def _paint_sign(painter: QPainter, box: QRect, sign: Sign, left: int) -> int:
    side = theme().em(_SIGN)
    ratio = painter.device().devicePixelRatio()
    pixmap = theme().sign(sign, side, tone_of(sign), ratio)
    painter.drawPixmap(left, box.top() + (box.height() - side) // 2, pixmap)
    return side

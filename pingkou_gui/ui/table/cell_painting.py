"""How cells are painted and fitted: grounds, signs, words, the frame of the current cell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPen, QTextLayout, QTextOption

from pingkou_gui.ui.signs import Sign, Tone, tone_of
from pingkou_gui.ui.theme import TypeRole, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from pingkou_gui.ui.table.table_model import RowCell, TableColumn


# How the words and signs of a cell stand in its width: nothing is cut, the row grows instead.


SIGN, SIGN_GAP = 0.8, 0.25
"""Em of a sign, and between it and the words."""
_SHORT = 9  # up to here full-width quotes are set tight
_BREAK = int(Qt.TextFlag.TextWordWrap)
_BREAK_ANYWHERE = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)


@dataclass(frozen=True, slots=True)
class FittedText:
    """How a cell stands in its width."""

    text: str
    breaks: int = 0
    """The flags with which its words break."""
    words_height: int = 0
    below: bool = False
    """The signs stand under the words, which have the whole width."""
    height: int = 0
    """What all of it needs, 0 for one line."""


def cell_font(cell: RowCell) -> QFont:
    """Return the font a cell is painted and measured in.

    Demibold for totals, tight quotes for short.
    """
    return _font(cell.text, strong=cell.strong)


def fitted_text(cell: RowCell, column: TableColumn, width: int) -> FittedText:
    """Return how a cell stands in `width` pixels, the margins of the column left out."""
    text = cell.text if column.wraps else cell.text.replace("\n", " ")
    signs = (cell.mark is not None) + (cell.sign is not None)
    return _fitted(text, cell.strong, signs, width, theme().percent)


@lru_cache(maxsize=4096)
def _fitted(text: str, strong: bool, signs: int, width: int, percent: int) -> FittedText:  # noqa: FBT001
    """Work it out once: it is asked whenever a cell is painted, and measuring takes longest."""
    del percent  # the type is another one at another size
    metrics = QFontMetrics(_font(text, strong=strong))
    side = theme().em(SIGN)
    room = width - signs * (side + theme().em(SIGN_GAP))
    if _is_line(metrics, text, room):
        return FittedText(text)
    beside, breaks = _broken(metrics, text, room)
    if not signs:
        return FittedText(text, breaks, beside.height(), height=beside.height())
    under, flags = _broken(metrics, text, width)
    height = under.height() + side
    if breaks == _BREAK and beside.height() < height:
        return FittedText(text, breaks, beside.height(), height=beside.height())
    return FittedText(text, flags, under.height(), below=True, height=height)


def _is_line(metrics: QFontMetrics, text: str, width: int) -> bool:
    return "\n" not in text and metrics.horizontalAdvance(text) <= width


def _broken(metrics: QFontMetrics, text: str, width: int) -> tuple[QSize, int]:
    """Return the size of a text that breaks, and how: inside a word only where it must."""
    if _is_line(metrics, text, width):
        return QSize(width, metrics.height()), 0
    for flags in (_BREAK, _BREAK_ANYWHERE):
        box = metrics.boundingRect(0, 0, max(width, 1), 10**6, flags, text or "无").size()
        if box.width() <= width:
            break
    return box, flags


def _font(text: str, *, strong: bool) -> QFont:
    tight = text.startswith("“") and len(text) < _SHORT
    return theme().font(TypeRole.STRONG if strong else TypeRole.BODY, tight=tight)


# How cells are painted: grounds, signs, words, the frame of the current cell.


INSET = 0.5
"""Em between the edge of a column and its words; the heads have as much."""
_CENTRED = Qt.AlignmentFlag.AlignCenter
_FIGURES = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WORDS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_FLAGS = {side: int(side) for side in (_CENTRED, _FIGURES, _WORDS)}
"""Turned once: joining flags takes as long as writing a number."""


@dataclass(frozen=True, slots=True)
class CellStyle:
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


def paint_background(painter: QPainter, place: QRect, cell: RowCell, style: CellStyle) -> None:
    """Fill a cell with the colour of what it is, most urgent first."""
    colours = theme().colours
    fill = colours.surface
    if style.problem is Sign.ERROR:
        fill = colours.error_tint
    elif style.problem is Sign.REMINDER:
        fill = colours.reminder_tint
    elif style.chosen or style.selected:
        fill = colours.accent_tint
    elif cell.derived:
        fill = colours.derived
    painter.fillRect(place, _ink(fill))
    if style.selected and style.problem:
        painter.fillRect(place.adjusted(2, 2, -2, -2), _ink(colours.accent_tint))
    if style.line:
        painter.fillRect(place.left(), place.bottom(), place.width(), 1, _ink(colours.line))


def paint_frame(painter: QPainter, place: QRect, cell: RowCell, style: CellStyle) -> None:
    """Frame the current cell, or one with a problem."""
    if style.framed:
        painter.setPen(QPen(theme().colour(Tone.ACCENT), 2))
    elif cell.problem in (Sign.ERROR, Sign.REMINDER) and cell.problem is not None:
        painter.setPen(QPen(theme().colour(tone_of(cell.problem)), 1))
    else:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place.adjusted(1, 1, -2, -2))


def paint_words(painter: QPainter, place: QRect, cell: RowCell, column: TableColumn) -> None:
    """Write the words of a cell with the signs before them, or below where there is no room."""
    current_theme = theme()
    inset = current_theme.em(INSET)
    box = place.adjusted(inset + current_theme.em(cell.indent), 0, -inset, 0)
    fitted = fitted_text(cell, column, box.width())
    line = box
    if fitted.below:
        top = box.top() + (box.height() - fitted.height) // 2
        box = QRect(box.left(), top, box.width(), fitted.words_height)
        line = QRect(box.left(), box.bottom() + 1, box.width(), fitted.height - fitted.words_height)
    free = _paint_signs(painter, line, cell)
    painter.setFont(cell_font(cell))
    painter.setPen(_ink(getattr(current_theme.colours, cell.tone.value)))
    if cell.marked is not None:
        _paint_marked(painter, free, fitted.text, cell.marked)
        return
    flags = _FLAGS[alignment(column)] | fitted.breaks
    painter.drawText(box if fitted.below else free, flags, fitted.text)


def _paint_marked(painter: QPainter, box: QRect, words: str, marked: tuple[int, int]) -> None:
    """Write words from the left, with some of their letters on the ground of a mark."""
    mark = cast("Any", QTextLayout.FormatRange())
    mark.start, mark.length = marked[0], marked[1] - marked[0]
    mark.format.setBackground(_ink(theme().colours.mark))
    mark.format.setFontWeight(QFont.Weight.DemiBold)
    layout = QTextLayout(words, painter.font())
    option = layout.textOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats([mark])
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(box.width())
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    layout.draw(painter, QPointF(box.left(), box.top() + (box.height() - height) / 2))


def _paint_signs(painter: QPainter, box: QRect, cell: RowCell) -> QRect:
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

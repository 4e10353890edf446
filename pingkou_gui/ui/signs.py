"""Signs: states told apart by shape, drawn at any size."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap, QPolygonF

if TYPE_CHECKING:
    from collections.abc import Callable


class Sign(StrEnum):
    """A sign; the value is the word that goes with it for whoever cannot see it."""

    ERROR = "必改"
    REMINDER = "提醒"
    HINT = "提示"
    DONE = "已填完"
    EMPTY = "未填"
    PARTIAL = "还差"
    CHEVRON = "可选"
    WORKBOOK = "表"
    REPORT = "报"
    CARRIED = "沿"


class Tone(StrEnum):
    """The colour role of a text or a sign."""

    TEXT = "text"
    SECONDARY = "secondary"
    ACCENT = "accent"
    ERROR = "error"
    REMINDER = "reminder"
    ON_ACCENT = "on_accent"


TONES = {Sign.ERROR: Tone.ERROR, Sign.REMINDER: Tone.REMINDER, Sign.PARTIAL: Tone.ACCENT}
"""Tones of the signs that ask for something; all others are `SECONDARY`."""

SPOKEN = {
    Sign.WORKBOOK: "来自表格",
    Sign.REPORT: "来自上年报告",
    Sign.CARRIED: "沿用待核",
}
"""Words for the boxed characters."""

_BOXED = (Sign.WORKBOOK, Sign.REPORT, Sign.CARRIED)


class Inks(NamedTuple):
    """Colours a sign is drawn with: itself, what shows through it, the box of a character."""

    ink: QColor
    ground: QColor
    frame: QColor


def tone_of(sign: Sign) -> Tone:
    """Return the tone in which `sign` is normally drawn."""
    return TONES.get(sign, Tone.SECONDARY)


def spoken(sign: Sign) -> str:
    """Return the word a screen reader says for `sign`."""
    return SPOKEN.get(sign, sign.value)


def sign_pixmap(sign: Sign, side: int, ratio: float, inks: Inks, font: QFont) -> QPixmap:
    """Return `sign` drawn `side` logical pixels wide for a display of pixel ratio `ratio`."""
    pixels = max(1, round(side * ratio))
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(pixels, pixels)
    if sign in _BOXED:
        _boxed(painter, inks, sign.value, font, pixels)
    else:
        painter.setPen(_pen(inks.ink, max(0.09, 1.3 / side)))
        _DRAWN[sign](painter, inks)
    painter.end()
    pixmap.setDevicePixelRatio(pixels / side)
    return pixmap


def _pen(colour: QColor, width: float) -> QPen:
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(colour, width, Qt.PenStyle.SolidLine, cap, join)


def _disc(painter: QPainter, inks: Inks) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(inks.ink)
    painter.drawEllipse(QRectF(0.04, 0.04, 0.92, 0.92))
    painter.setPen(_pen(inks.ground, 0.12))
    painter.drawLine(QPointF(0.5, 0.27), QPointF(0.5, 0.54))
    painter.drawPoint(QPointF(0.5, 0.74))


def _triangle(painter: QPainter, _inks: Inks) -> None:
    corners = [QPointF(0.5, 0.1), QPointF(0.94, 0.88), QPointF(0.06, 0.88)]
    painter.drawPolygon(QPolygonF(corners))
    painter.drawLine(QPointF(0.5, 0.4), QPointF(0.5, 0.59))
    painter.drawPoint(QPointF(0.5, 0.74))


def _ring(painter: QPainter, _inks: Inks) -> None:
    painter.drawEllipse(QRectF(0.1, 0.1, 0.8, 0.8))


def _ring_with_i(painter: QPainter, inks: Inks) -> None:
    _ring(painter, inks)
    painter.drawLine(QPointF(0.5, 0.48), QPointF(0.5, 0.7))
    painter.drawPoint(QPointF(0.5, 0.3))


def _half_ring(painter: QPainter, inks: Inks) -> None:
    _ring(painter, inks)
    painter.setBrush(inks.ink)
    painter.drawPie(QRectF(0.1, 0.1, 0.8, 0.8), 90 * 16, 180 * 16)


def _tick(painter: QPainter, _inks: Inks) -> None:
    painter.drawPolyline([QPointF(0.16, 0.52), QPointF(0.4, 0.76), QPointF(0.86, 0.24)])


def _chevron(painter: QPainter, _inks: Inks) -> None:
    painter.drawPolyline([QPointF(0.16, 0.36), QPointF(0.5, 0.7), QPointF(0.84, 0.36)])


_DRAWN: dict[Sign, Callable[[QPainter, Inks], None]] = {
    Sign.ERROR: _disc,
    Sign.REMINDER: _triangle,
    Sign.HINT: _ring_with_i,
    Sign.DONE: _tick,
    Sign.EMPTY: _ring,
    Sign.PARTIAL: _half_ring,
    Sign.CHEVRON: _chevron,
}


def _boxed(painter: QPainter, inks: Inks, char: str, font: QFont, pixels: int) -> None:
    painter.resetTransform()  # type is set in real pixels, not in a unit square
    painter.setPen(QPen(inks.frame, 1))
    painter.drawRoundedRect(QRectF(0.5, 0.5, pixels - 1, pixels - 1), pixels / 8, pixels / 8)
    inner = QFont(font)
    inner.setPixelSize(max(1, round(pixels * 0.7)))
    painter.setFont(inner)
    painter.setPen(inks.ink)
    painter.drawText(QRectF(0, 0, pixels, pixels), Qt.AlignmentFlag.AlignCenter, char)

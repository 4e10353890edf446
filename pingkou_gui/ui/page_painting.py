"""Painting laid-out pages: one function for the window, the printer and the PDF.

A page is painted in its own units, twips from the upper left corner of the sheet; whoever paints
gives the factor to the units of the device.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QGlyphRun, QPen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter, QRawFont

    from pingkou_gui.document.line_breaking import TextLook
    from pingkou_gui.document.page_layout import EdgeText, PageLayout, PlacedLine
    from pingkou_gui.ui.page_fonts import QtFonts

INK, PAPER = QColor("#000000"), QColor("#ffffff")
MISSING_INK, MISSING_GROUND = QColor("#c00000"), QColor("#ffe699")
"""As the Word file marks its placeholders."""
_RULE = 10
_UNSEEN = "\n\t "
_THINNEST = 0.7
"""Pixels: a rule thinner than this is not seen on a screen."""


class _Run(NamedTuple):
    """Glyphs of one font, size and colour side by side."""

    key: tuple[int, int, bool]
    font: QRawFont
    glyphs: list[int]
    places: list[QPointF]


class _Glyphs:
    """The glyphs of a page in reading order: so a PDF keeps a figure between its words."""

    def __init__(self, fonts: QtFonts, scale: float) -> None:
        self._fonts, self._scale = fonts, scale
        self._runs: list[_Run] = []

    def add(
        self, text: str, look: TextLook, places: Sequence[float], y: float, *, asian: bool
    ) -> None:
        """Add characters of one look standing on `y`."""
        face = self._fonts.face(look.family(asian=asian), bold=look.bold)
        scale = self._scale
        for character, x in zip(text, places, strict=True):
            if character in _UNSEEN:
                continue
            number, glyph = face.glyph(character)  # one that no font has is shown as a box
            key = (id(face.fonts[number]), look.size, look.missing)
            if not self._runs or self._runs[-1].key != key:
                self._runs.append(_Run(key, face.sized(number, look.size * scale), [], []))
            run = self._runs[-1]
            run.glyphs.append(glyph)
            run.places.append(QPointF(x * scale, y * scale))

    def draw(self, painter: QPainter, ink: QColor) -> None:
        """Draw all of them."""
        for run in self._runs:
            drawn = QGlyphRun()
            drawn.setRawFont(run.font)
            drawn.setGlyphIndexes(run.glyphs)
            drawn.setPositions(run.places)
            painter.setPen(MISSING_INK if run.key[2] else ink)
            painter.drawGlyphRun(QPointF(), drawn)


def paint_page(painter: QPainter, page: PageLayout, fonts: QtFonts, scale: float) -> None:
    """Paint a page on white ground that is there already; `scale` is units of the device a twip."""
    _paint_rules(painter, page, scale)
    glyphs = _Glyphs(fonts, scale)
    for line in page.lines:
        _add_line(painter, glyphs, line, fonts, scale)
    glyphs.draw(painter, INK)
    for edge in page.edges:
        _paint_edge(painter, edge, fonts, scale)


def _paint_rules(painter: QPainter, page: PageLayout, scale: float) -> None:
    pen = QPen(INK)
    pen.setWidthF(max(_RULE * scale, _THINNEST))
    painter.setPen(pen)
    half = _RULE / 2
    lines = {(rule.x, rule.y + half, rule.to_x, rule.to_y + half): None for rule in page.rules}
    painter.drawLines([QLineF(*(end * scale for end in line)) for line in lines])


def _add_line(
    painter: QPainter, glyphs: _Glyphs, line: PlacedLine, fonts: QtFonts, scale: float
) -> None:
    if not line.text:
        return
    content, baseline = line.paragraph.content, line.baseline(fonts)
    for piece, places in line.characters():
        for begin, end, portion in content.portions_in(piece.start, piece.stop):
            there = places[begin - piece.start : end - piece.start]
            words = content.text[begin:end]
            if portion.look.missing:
                stop = (
                    places[end - piece.start] if end < piece.stop else there[-1] + portion.look.size
                )
                ground = QRectF(
                    there[0], line.top + 0.12 * line.height, stop - there[0], 0.76 * line.height
                )
                painter.fillRect(scaled(ground, scale), MISSING_GROUND)
            glyphs.add(words, portion.look, there, baseline, asian=portion.asian)


def scaled(area: QRectF, scale: float) -> QRectF:
    """Return an area in units of the device."""
    return QRectF(area.x() * scale, area.y() * scale, area.width() * scale, area.height() * scale)


def _paint_edge(painter: QPainter, edge: EdgeText, fonts: QtFonts, scale: float) -> None:
    painter.save()
    painter.translate(edge.x * scale, edge.y * scale)
    if edge.turned:
        painter.rotate(90)
    content, glyphs = edge.content, _Glyphs(fonts, scale)
    for begin, end, portion in content.portions_in(0, len(content.text)):
        places = content.lefts[begin:end]
        glyphs.add(content.text[begin:end], portion.look, places, 0, asian=portion.asian)
    glyphs.draw(painter, MISSING_INK if edge.warning else INK)
    painter.restore()

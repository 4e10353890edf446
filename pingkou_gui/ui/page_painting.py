"""Painting laid-out pages with Qt, in the county's fonts or those that stand in for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGlyphRun, QPen, QRawFont

from pingkou_gui.document.tree import required_fonts, same_font, substitute

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from PySide6.QtGui import QPainter

    from pingkou_gui.document.line_breaking import TextLook
    from pingkou_gui.document.page_layout import EdgeText, PageLayout, PlacedLine
    from pingkou_gui.scheme.scheme import PageHabits


# Painting laid-out pages: one function for the window, the printer and the PDF.
#
# A page is painted in its own units, twips from the upper left corner of the sheet; whoever paints
# gives the factor to the units of the device.


class PageColours(NamedTuple):
    """What a page is painted with; a placeholder has an ink and a ground of its own."""

    paper: str = "#ffffff"
    ink: str = "#000000"
    missing_ink: str = "#c00000"
    missing_ground: str = "#ffe699"


PRINTED = PageColours()
"""As a page is printed, its placeholders as the Word file marks them."""
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

    def draw(self, painter: QPainter, ink: str, missing_ink: str) -> None:
        """Draw all of them."""
        for run in self._runs:
            drawn = QGlyphRun()
            drawn.setRawFont(run.font)
            drawn.setGlyphIndexes(run.glyphs)
            drawn.setPositions(run.places)
            painter.setPen(QColor(missing_ink if run.key[2] else ink))
            painter.drawGlyphRun(QPointF(), drawn)


def paint_page(
    painter: QPainter,
    page: PageLayout,
    fonts: QtFonts,
    scale: float,
    colours: PageColours = PRINTED,
) -> None:
    """Paint a page on a ground that is there already; `scale` is units of the device a twip."""
    _paint_rules(painter, page, scale, colours.ink)
    glyphs = _Glyphs(fonts, scale)
    for line in page.lines:
        for ground in _add_line(glyphs, line, fonts):
            painter.fillRect(scaled(ground, scale), QColor(colours.missing_ground))
    glyphs.draw(painter, colours.ink, colours.missing_ink)
    for edge in page.edges:
        _paint_edge(painter, edge, fonts, scale, colours)


def _paint_rules(painter: QPainter, page: PageLayout, scale: float, ink: str) -> None:
    pen = QPen(QColor(ink))
    pen.setWidthF(max(_RULE * scale, _THINNEST))
    painter.setPen(pen)
    half = _RULE / 2
    lines = {(rule.x, rule.y + half, rule.to_x, rule.to_y + half): None for rule in page.rules}
    painter.drawLines([QLineF(*(end * scale for end in line)) for line in lines])


def _add_line(glyphs: _Glyphs, line: PlacedLine, fonts: QtFonts) -> Iterator[QRectF]:
    """Add the characters of a line, and yield the grounds of its placeholders."""
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
                yield QRectF(
                    there[0], line.top + 0.12 * line.height, stop - there[0], 0.76 * line.height
                )
            glyphs.add(words, portion.look, there, baseline, asian=portion.asian)


def scaled(area: QRectF, scale: float) -> QRectF:
    """Return an area in units of the device."""
    return QRectF(area.x() * scale, area.y() * scale, area.width() * scale, area.height() * scale)


def _paint_edge(
    painter: QPainter, edge: EdgeText, fonts: QtFonts, scale: float, colours: PageColours
) -> None:
    """Paint what stands in a margin, turned where it is."""
    painter.save()
    painter.translate(edge.x * scale, edge.y * scale)
    if edge.turned:
        painter.rotate(90)
    content, glyphs = edge.content, _Glyphs(fonts, scale)
    for begin, end, portion in content.portions_in(0, len(content.text)):
        places = content.lefts[begin:end]
        glyphs.add(content.text[begin:end], portion.look, places, 0, asian=portion.asian)
    ink = colours.missing_ink if edge.warning else colours.ink
    glyphs.draw(painter, ink, colours.missing_ink)
    painter.restore()


# What Qt knows of fonts, for the page layout and for painting: by name, with what stands in.


_UNITS = 1000
"""Pixels a font is measured at."""
_ANY_CHINESE = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC", "WenQuanYi Zen Hei")
_MOST_SIZES = 24
_SIGNS = ("Noto Sans Symbols", "Segoe UI Symbol", "DejaVu Sans")
_A_CHINESE_ONE = "中"


class PageFace(dict[str, float]):
    """A font and those behind it; as a mapping, the advance of every character in em."""

    def __init__(self, fonts: list[QRawFont]) -> None:
        """Take characters from the first of `fonts` that has them."""
        super().__init__()
        self.fonts = fonts
        self.glyphs: dict[str, tuple[int, int]] = {}
        """The font of a character, by its place in `fonts`, and the glyph."""
        self._sized: dict[tuple[int, float], QRawFont] = {}

    def __missing__(self, character: str) -> float:
        """Find a character that was not asked for before."""
        if character in "\n\t":
            self.glyphs[character] = (0, 0)
            self[character] = 0.0
            return 0.0
        number, glyph = 0, 0
        for place, font in enumerate(self.fonts):
            found = font.glyphIndexesForString(character)
            if found and found[0]:
                number, glyph = place, found[0]
                break
        self.glyphs[character] = (number, glyph)
        advance = self.fonts[number].advancesForGlyphIndexes([glyph])[0].x() / _UNITS
        self[character] = advance if glyph else 1.0
        return self[character]

    def sized(self, number: int, pixels: float) -> QRawFont:
        """Return the font at that place in `fonts` in a size; those of another scale are let go."""
        key = (number, pixels)
        if key not in self._sized:
            if len(self._sized) >= _MOST_SIZES:
                self._sized.clear()
            font = QRawFont(self.fonts[number])
            font.setPixelSize(pixels)
            self._sized[key] = font
        return self._sized[key]

    def glyph(self, character: str) -> tuple[int, int]:
        """Return which font has a character, and its glyph there; 0 where none has."""
        if character not in self.glyphs:
            self[character] = self.__missing__(character)
        return self.glyphs[character]


class QtFonts:
    """The fonts of this computer, each loaded once; used in the thread that made them."""

    def __init__(self) -> None:
        """Learn which families are installed."""
        self._installed = frozenset(name.casefold() for name in QFontDatabase.families())
        self._faces: dict[tuple[str, bool], PageFace] = {}
        self._behind: dict[bool, list[QRawFont]] = {}

    def family(self, name: str) -> str:
        """Return the family that is shown for `name`: itself, its replacement, or any Chinese."""
        found = substitute(name, self._installed)
        return found or next((f for f in _ANY_CHINESE if f.casefold() in self._installed), name)

    @property
    def has_chinese(self) -> bool:
        """Whether any font of this computer can show a Chinese character."""
        # Without any font Qt draws boxes and has a glyph for everything.
        known = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
        return bool(known) and self.face("仿宋_GB2312", bold=False).glyph(_A_CHINESE_ONE)[1] != 0

    def lacking(self, habits: PageHabits) -> tuple[str, ...]:
        """Return the fonts of the county that another one stands in for."""
        return tuple(n for n in required_fonts(habits) if not same_font(n, self.family(n)))

    def substitutes(self, habits: PageHabits) -> tuple[str, ...]:
        """Return which fonts of the county are shown in which other one, by that one."""
        instead: dict[str, list[str]] = {}
        for name in self.lacking(habits):
            instead.setdefault(self.family(name), []).append(name)
        return tuple(f"{'、'.join(names)}以{shown}代替" for shown, names in instead.items())

    def face(self, family: str, *, bold: bool) -> PageFace:
        """Return a font by the name the file gives it."""
        key = (family, bold)
        if key not in self._faces:
            own = _raw(self.family(family), bold=bold)
            behind = self._fallbacks(bold=bold)
            chinese = own.glyphIndexesForString(_A_CHINESE_ONE)[0]
            # What a Latin font lacks comes from the signs first, as in LibreOffice.
            self._faces[key] = PageFace([own, *(behind if chinese else reversed(behind))])
        return self._faces[key]

    def _fallbacks(self, *, bold: bool) -> list[QRawFont]:
        if bold not in self._behind:
            signs = (n for n in _SIGNS if n.casefold() in self._installed)
            names = [self.family("宋体"), *signs]
            self._behind[bold] = [_raw(name, bold=bold) for name in names]
        return self._behind[bold]

    def advances(self, family: str, *, bold: bool) -> Mapping[str, float]:
        """Return the advance of every character in em."""
        return self.face(family, bold=bold)

    def extent(self, family: str, *, bold: bool) -> tuple[float, float]:
        """Return the reach above and below the baseline in em."""
        raw = self.face(family, bold=bold).fonts[0]
        return raw.ascent() / _UNITS, raw.descent() / _UNITS


def _raw(family: str, *, bold: bool) -> QRawFont:
    font = QFont(family)
    font.setPixelSize(_UNITS)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return QRawFont.fromFont(font)


def characters_without_font(pages: Iterable[PageLayout], fonts: QtFonts) -> str:
    """Return the characters on these pages that no font of this computer has, each once."""
    lacking: dict[str, None] = {}
    for content in {id(c): c for page in pages for c in page.contents}.values():
        for begin, end, portion in content.portions_in(0, len(content.text)):
            look = portion.look
            face = fonts.face(look.family(asian=portion.asian), bold=look.bold)
            for character in dict.fromkeys(content.text[begin:end]):
                if not character.isspace() and not face.glyph(character)[1]:
                    lacking[character] = None
    return "".join(lacking)

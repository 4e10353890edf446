"""What Qt knows of fonts, for the page layout and for painting: by name, with what stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase, QRawFont

from pingkou_gui.document.fonts import required_fonts, same_font, substitute

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pingkou_gui.document.page_layout import PageLayout
    from pingkou_gui.scheme.page import PageHabits

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
        return self.face("仿宋_GB2312", bold=False).glyph(_A_CHINESE_ONE)[1] != 0

    def substitutes(self, habits: PageHabits) -> tuple[str, ...]:
        """Return which fonts of the county are shown in which other one, by that one."""
        instead: dict[str, list[str]] = {}
        for name in required_fonts(habits):
            shown = self.family(name)
            if not same_font(name, shown):
                instead.setdefault(shown, []).append(name)
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

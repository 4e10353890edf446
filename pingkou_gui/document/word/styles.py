"""A county's fonts and measures put over the styles of base.docx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.document.fonts import replacement
from pingkou_gui.document.page_styles import east_asian_font
from pingkou_gui.document.word.markup import W, quoted, tag

if TYPE_CHECKING:
    from lxml.etree import _Element

    from pingkou_gui.document.page_geometry import Geometry
    from pingkou_gui.scheme.page import PageHabits

_BASE_PITCH, _BASE_INDENT, _BASE_CONDENSED = "579", "630", "-5"
"""What base.docx holds for a line, two characters and the spacing of a run."""


def fit_styles(styles: _Element, habits: PageHabits, page: Geometry) -> None:
    """Change `w:styles` in place to the fonts, lines and characters of a county."""
    for fonts in styles.iter(tag("rFonts")):
        _fit_fonts(fonts, _style_of(fonts), habits)
    if habits.table_font != habits.body_font:
        _add_fonts(styles, "TableText", habits)
    for spacing in styles.iter(tag("spacing")):
        _swap(spacing, ("line", "before", "after"), _BASE_PITCH, page.pitch)
        _swap(spacing, ("val",), _BASE_CONDENSED, page.condensed)
    for indent in styles.iter(tag("ind")):
        _swap(indent, ("firstLine",), _BASE_INDENT, 2 * page.character)
    _fit_weight(styles, bold=habits.bold_third_level)


def _style_of(element: _Element) -> str:
    owner = next(element.iterancestors(tag("style")), None)
    return "" if owner is None else str(owner.get(tag("styleId")))


def _fit_fonts(fonts: _Element, style: str, habits: PageHabits) -> None:
    chinese = east_asian_font(style, habits)
    # 附件1 and — 1 — are set in one font, figures and all.
    latin = chinese if style in {"AttachmentMark", "Footer"} else habits.latin_font
    for name, font in (("ascii", latin), ("eastAsia", chinese), ("hAnsi", chinese)):
        fonts.set(tag(name), font)
    fonts.set(tag("cs"), habits.latin_font)


def _add_fonts(styles: _Element, style: str, habits: PageHabits) -> None:
    owner = next(s for s in styles.iter(tag("style")) if s.get(tag("styleId")) == style)
    run = owner.find(tag("rPr"))
    if run is not None:
        fonts = run.makeelement(tag("rFonts"), {tag("hint"): "eastAsia"})
        run.insert(0, fonts)
        _fit_fonts(fonts, style, habits)


def _swap(element: _Element, names: tuple[str, ...], old: str, new: int) -> None:
    for name in names:
        if element.get(tag(name)) == old:
            element.set(tag(name), str(new))


def _fit_weight(styles: _Element, *, bold: bool) -> None:
    for style in styles.iter(tag("style")):
        if str(style.get(tag("styleId"))).removesuffix("Char") == "Heading3" and not bold:
            for weight in style.iter(tag("b"), tag("bCs")):
                weight.set(tag("val"), "0")


def font_entries(table: _Element, habits: PageHabits) -> list[str]:
    """Return `w:font` entries for the fonts of a county that the font table does not know."""
    known = {entry.get(tag("name")) for entry in table}
    wanted = {
        habits.body_font,
        habits.title_font,
        habits.heading_font,
        habits.subheading_font,
        habits.table_font,
        habits.number_font,
    }
    return [_font_entry(font) for font in sorted(wanted - known)]


def _font_entry(font: str) -> str:
    other = replacement(font)
    named = f"<w:altName w:val={quoted(other)}/>" if other else ""
    return (
        f'<w:font xmlns:w="{W}" w:name={quoted(font)}>{named}<w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
    )

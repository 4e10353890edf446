"""Colours by role: light, dark, high contrast, and those of a system high-contrast theme."""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Colours:
    """One colour set; every value is `#RRGGBB`."""

    window: str
    surface: str
    side: str  # ground of the pane beside the form
    field: str
    derived: str  # ground of what cannot be edited
    head: str
    line: str  # decoration only, carries no meaning
    line_strong: str
    field_border: str
    text: str
    secondary: str
    accent: str
    accent_fill: str
    accent_hover: str
    accent_tint: str
    on_accent: str
    error: str
    error_tint: str
    reminder: str
    reminder_tint: str
    hover: str
    thumb: str
    paper: str
    ink: str
    mark: str  # highlighted words on the paper

    def by_role(self) -> dict[str, str]:
        """Return role name -> `#RRGGBB`."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


LIGHT = Colours(
    window="#F3F5F7",
    surface="#FFFFFF",
    side="#E6EAEE",
    field="#FFFFFF",
    derived="#EEF1F4",
    head="#F3F5F7",
    line="#DDE2E7",
    line_strong="#AEB7C0",
    field_border="#7F8A95",
    text="#1B232C",
    secondary="#53606D",
    accent="#1B5C9E",
    accent_fill="#1B5C9E",
    accent_hover="#154A80",
    accent_tint="#E9F1F9",
    on_accent="#FFFFFF",
    error="#B3261E",
    error_tint="#FDF0EF",
    reminder="#855300",
    reminder_tint="#FFF7E6",
    hover="#E7ECF1",
    thumb="#AEB7C0",
    paper="#FFFFFF",
    ink="#111111",
    mark="#D6E6F7",
)

DARK = Colours(
    window="#191D22",
    surface="#21262D",
    side="#14171B",
    field="#171B20",
    derived="#2A3038",
    head="#1D2228",
    line="#363E48",
    line_strong="#56616D",
    field_border="#7A8795",
    text="#E4E9EE",
    secondary="#A8B3BF",
    accent="#7FB5EF",
    accent_fill="#2C6CB0",
    accent_hover="#3472B8",
    accent_tint="#20324A",
    on_accent="#FFFFFF",
    error="#FF9A91",
    error_tint="#3A2322",
    reminder="#EDBE62",
    reminder_tint="#352C18",
    hover="#2C333C",
    thumb="#56616D",
    paper="#25282C",
    ink="#E6E5E1",
    mark="#234569",
)

CONTRAST = Colours(
    window="#000000",
    surface="#000000",
    side="#000000",
    field="#000000",
    derived="#000000",
    head="#000000",
    line="#FFFFFF",
    line_strong="#FFFFFF",
    field_border="#FFFFFF",
    text="#FFFFFF",
    secondary="#FFFFFF",
    accent="#FFE100",
    accent_fill="#FFE100",
    accent_hover="#FFF07A",
    accent_tint="#1A3A5C",
    on_accent="#000000",
    error="#FF8A80",
    error_tint="#000000",
    reminder="#FFC266",
    reminder_tint="#000000",
    hover="#333333",
    thumb="#FFFFFF",
    paper="#000000",
    ink="#FFFFFF",
    mark="#1A3A5C",
)


def colours_of(palette: QPalette) -> Colours:
    """Return the colours of a system high-contrast `palette`: its own, in every role.

    Meaning then rests on shape and word alone, as the clerk's own theme wants it.
    """
    ground = palette.color(QPalette.ColorRole.Window).name()
    text = palette.color(QPalette.ColorRole.WindowText).name()
    link = palette.color(QPalette.ColorRole.Link).name()
    chosen = palette.color(QPalette.ColorRole.Highlight).name()
    values = dict.fromkeys((field.name for field in fields(Colours)), ground)
    values |= dict.fromkeys(_INKS, text) | dict.fromkeys(_LINKS, link)
    values |= {
        "accent_fill": chosen,
        "accent_hover": chosen,
        "on_accent": palette.color(QPalette.ColorRole.HighlightedText).name(),
    }
    return Colours(**values)


_INKS = (
    *("line", "line_strong", "field_border", "text", "secondary"),
    *("error", "reminder", "thumb", "ink"),
)
_LINKS = ("accent",)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.1, relative luminance)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(name: str) -> float:
    colour = QColor(name)
    red, green, blue = map(_linear, (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)

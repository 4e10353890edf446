import pytest
from PySide6.QtGui import QColor, QPalette

from pingkou_gui.ui.theme import CONTRAST, DARK, LIGHT, colours_of

SETS = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
GROUNDS = ("window", "surface", "side", "field", "derived", "head", "hover")
TINTS = ("accent_tint", "error_tint", "reminder_tint")
TEXTS = [
    *(("text", ground) for ground in GROUNDS + TINTS),
    *(("secondary", ground) for ground in (*GROUNDS, "accent_tint")),
    *(("accent", ground) for ground in ("window", "surface", "side", "field", *TINTS)),
    *(("error", ground) for ground in ("window", "surface", "side", "error_tint")),
    *(("reminder", ground) for ground in ("window", "surface", "side", "reminder_tint")),
    *(("on_accent", ground) for ground in ("accent_fill", "accent_hover")),
    *(("ink", ground) for ground in ("paper", "mark")),
]
FRAMES = [
    *(("field_border", ground) for ground in ("field", "window", "surface")),
    *(("accent", ground) for ground in ("field", "window", "surface")),
    *(("error", ground) for ground in ("field", "error_tint")),
    *(("reminder", ground) for ground in ("field", "reminder_tint")),
    *(("text", ground) for ground in ("accent_tint",)),
]


def contrast(one, other):
    """Return the contrast of two colours, 1 to 21 (WCAG 2.1, relative luminance)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(name):
    colour = QColor(name)
    red, green, blue = map(linear, (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part):
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


@pytest.mark.parametrize("colours", SETS.values(), ids=SETS)
@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_a_text_is_legible_on_every_ground_it_stands_on(colours, ink, ground):
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("colours", SETS.values(), ids=SETS)
@pytest.mark.parametrize(("ink", "ground"), FRAMES)
def test_a_frame_is_seen_on_every_ground_it_stands_on(colours, ink, ground):
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 3


def test_contrast_runs_from_one_to_twenty_one():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#123456", "#123456") == pytest.approx(1)


def test_a_system_high_contrast_palette_gives_every_role(qapp):
    palette = QPalette(QColor("#000000"))
    palette.setColor(QPalette.ColorRole.Window, QColor("#101010"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#fefefe"))
    palette.setColor(QPalette.ColorRole.Link, QColor("#ffff00"))
    colours = colours_of(palette)
    assert (colours.surface, colours.error, colours.accent) == ("#101010", "#fefefe", "#ffff00")

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette

from pingkou_gui.ui.signs import Sign, Tone
from pingkou_gui.ui.theme import (
    CONTRAST,
    DARK,
    LIGHT,
    Appearance,
    Theme,
    TypeRole,
    colours_of,
    install_theme,
)
from pingkou_gui.ui.theme import theme as current


def test_the_application_holds_one_theme(qapp, theme):
    assert install_theme(qapp) is theme
    assert current() is theme


@pytest.mark.parametrize(("percent", "em"), [(100, 20), (150, 30), (200, 40)])
def test_one_em_grows_with_the_type_setting(theme, percent, em):
    theme.set_percent(percent)
    assert abs(theme.em(1) - em) <= 1


@pytest.mark.parametrize(
    ("appearance", "colours"),
    [(Appearance.LIGHT, LIGHT), (Appearance.DARK, DARK), (Appearance.CONTRAST, CONTRAST)],
)
def test_the_appearance_chooses_colours_palette_and_sheet(qapp, theme, appearance, colours):
    theme.set_appearance(appearance)
    assert theme.colours is colours
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == colours.window
    assert colours.error_tint in qapp.styleSheet()


def test_a_change_is_signalled_once_and_no_change_is_not(theme, qtbot):
    heard = []
    theme.changed.connect(lambda: heard.append(1))
    theme.set_percent(150)
    theme.set_percent(150)
    assert len(heard) == 1


def test_following_the_system_takes_dark_when_the_desktop_is_dark(theme, monkeypatch):
    monkeypatch.setattr("pingkou_gui.ui.theme.system_is_dark", lambda: True)
    theme.set_appearance(Appearance.SYSTEM)
    assert theme.colours is DARK


def test_a_system_high_contrast_theme_lends_its_own_colours(theme, monkeypatch):
    monkeypatch.setattr("pingkou_gui.ui.theme.high_contrast_is_on", lambda: True)
    theme.set_appearance(Appearance.SYSTEM)
    assert theme.colours == colours_of(theme._system_palette)


def test_fonts_follow_the_type_setting(qapp, theme):
    theme.set_percent(200)
    assert qapp.font().pixelSize() == theme.font(TypeRole.BODY).pixelSize() == 28


def test_a_sign_is_drawn_for_the_pixels_of_the_display_and_only_once(theme):
    pixmap = theme.sign(Sign.ERROR, 20, Tone.ERROR, 1.5)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (30, 1.5)
    assert theme.sign(Sign.ERROR, 20, Tone.ERROR, 1.5) is pixmap


@pytest.mark.parametrize("sign", Sign)
def test_every_sign_has_a_shape_of_its_own(theme, sign):
    def shape(each):
        mask = theme.sign(each, 40, Tone.TEXT, 1).toImage().createAlphaMask()
        return {(x, y) for x in range(40) for y in range(40) if mask.pixelIndex(x, y)}

    assert shape(sign)
    assert all(shape(sign) != shape(other) for other in Sign if other is not sign)


def test_a_sign_takes_the_colour_of_its_tone(theme):
    image = theme.sign(Sign.ERROR, 40, Tone.ERROR, 1).toImage()
    assert image.pixelColor(6, 20).name().upper() == LIGHT.error
    assert image.pixelColor(0, 0).alpha() == 0


def test_what_is_disabled_stays_readable(qapp, theme):
    disabled = qapp.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled.name().upper() == LIGHT.secondary
    assert qapp.styleHints().colorScheme() is not Qt.ColorScheme.Dark


def test_the_sheet_can_wait_until_the_window_is_built(qapp, monkeypatch):
    sheets = []
    monkeypatch.setattr(qapp, "setStyleSheet", sheets.append)
    waiting = Theme(qapp, Appearance.LIGHT, 100, sheet_now=False)
    assert not sheets
    waiting.put_on_sheet()
    waiting.put_on_sheet()
    assert len(sheets) == 1
    waiting.deleteLater()

"""Nothing is ever cut: every widget of the kit, in every colour set and type size."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QMenuBar, QPushButton

from pingkou_gui.ui.theme import Appearance
from pingkou_gui.ui.widgets.layout import PageArea
from pingkou_gui.ui.window.step_bar import StepBar

SIZES = [(1366, 697), (1024, 697), (1366, 500), (1920, 1009)]
# below 30em the rows of figures alone are wider than the window; the page scrolls then
ROOMY = [(p, s) for p in (80, 100, 150, 200) for s in SIZES if s[0] >= 30 * 20 * p / 100]
EVERY_LOOK = pytest.mark.parametrize(
    "appearance", [Appearance.LIGHT, Appearance.DARK, Appearance.CONTRAST]
)
EVERY_TYPE = pytest.mark.parametrize("percent", [80, 100, 150, 200])


@pytest.fixture
def shown(theme, gallery):
    def show(percent, size=(1366, 697), appearance=Appearance.LIGHT):
        theme.set_appearance(appearance)
        theme.set_percent(percent)
        gallery.resize(*size)
        gallery.show()
        for _ in range(4):
            QApplication.processEvents()
        return gallery

    return show


def visible(shell, kind):
    return [each for each in shell.findChildren(kind) if each.isVisible()]


def cut_texts(shell):
    for widget in visible(shell, QLabel) + visible(shell, QPushButton):
        words = widget.text().replace("&&", "&")
        wide = max(map(widget.fontMetrics().horizontalAdvance, words.split("\n")))
        if isinstance(widget, QLabel) and widget.wordWrap():
            if widget.heightForWidth(widget.width()) > widget.height():
                yield words
        elif wide > widget.width():
            yield words


def outside(shell):
    """Texts and fields that reach beyond the right edge of the window or of their page."""
    kinds = (QLabel, QPushButton, QLineEdit, QComboBox)
    for widget in [each for kind in kinds for each in visible(shell, kind)]:
        area = widget
        while area is not shell and not isinstance(area, PageArea):
            area = area.parentWidget()
        edge = area.viewport() if isinstance(area, PageArea) else area
        right = edge.mapFromGlobal(widget.mapToGlobal(QPoint(widget.width(), 0))).x()
        if right > edge.width():
            yield widget.accessibleName() or widget.text()


@EVERY_LOOK
@EVERY_TYPE
def test_no_text_is_cut(shown, percent, appearance):
    assert not list(cut_texts(shown(percent, appearance=appearance)))


@EVERY_TYPE
@pytest.mark.parametrize("size", SIZES)
def test_no_text_is_cut_in_any_window(shown, percent, size):
    assert not list(cut_texts(shown(percent, size)))


@pytest.mark.parametrize(("percent", "size"), ROOMY)
def test_nothing_reaches_beyond_its_page(shown, percent, size):
    shell = shown(percent, size)
    assert not list(outside(shell))


@EVERY_TYPE
def test_the_whole_window_fits_a_small_screen(shown, percent):
    shell = shown(percent)
    assert shell.minimumSizeHint().width() <= 1366
    assert (shell.width(), shell.height()) == (1366, 697)


@EVERY_TYPE
def test_every_menu_stays_in_sight(shown, percent):
    bar = shown(percent).findChild(QMenuBar)
    places = [bar.actionGeometry(action) for action in bar.actions()]
    assert all(place.isValid() and bar.rect().contains(place) for place in places)


@EVERY_TYPE
def test_the_steps_have_room_for_their_words(theme, shown, percent):
    shell = shown(percent)
    bar = shell.findChild(StepBar)
    assert not bar.isVisible() or bar.width() >= bar.width_in(shell.strip.shape)


@EVERY_LOOK
def test_every_field_and_button_has_a_name_for_screen_readers(shown, appearance):
    shell = shown(100, appearance=appearance)
    named = visible(shell, QLineEdit) + visible(shell, QPushButton) + visible(shell, QComboBox)
    assert all(widget.accessibleName() for widget in named)


@EVERY_LOOK
def test_the_ground_of_the_window_has_its_colour(theme, shown, appearance):
    image = shown(100, appearance=appearance).grab().toImage()
    assert image.pixelColor(2, 2).name().upper() == theme.colours.window

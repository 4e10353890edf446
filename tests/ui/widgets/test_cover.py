from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout

from pingkou_gui.ui.theme import Appearance
from pingkou_gui.ui.widgets.labels import TextLabel
from pingkou_gui.ui.widgets.layout import Cover, PageArea


def inked(widget):
    return widget.grab().toImage().pixelColor(QPoint(1, 1)).name().upper()


def test_what_lies_below_a_cover_is_not_painted_with_what_stands_on_it(shown, painted):
    cover, text = Cover("surface"), TextLabel("平口镇")
    QVBoxLayout(cover).addWidget(text)
    shown(cover)
    drawn = painted(text.update)
    assert {text, cover} <= set(drawn)
    assert cover.window() not in drawn


def test_a_cover_follows_the_theme(shown, theme):
    cover = shown(Cover("surface"))
    light = inked(cover)
    assert light == theme.colours.surface
    theme.set_appearance(Appearance.DARK)
    assert inked(cover) == theme.colours.surface != light


def test_a_field_of_a_page_is_painted_without_the_window(shown, painted):
    page, text = PageArea(name="概况"), TextLabel("平口镇")
    page.add(text)
    shown(page)
    drawn = painted(text.update)
    assert text in drawn
    assert not {page, page.viewport(), page.window()} & set(drawn)

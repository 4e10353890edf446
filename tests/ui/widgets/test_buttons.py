import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from pingkou_gui.ui.widgets.controls import Button, ButtonKind, MenuButton
from pingkou_gui.ui.widgets.inputs import CheckBox


def test_an_ampersand_is_an_ordinary_character(theme, qtbot):
    button = Button("打开“水利&防汛”")
    qtbot.addWidget(button)
    assert button.text() == "打开“水利&&防汛”"
    assert button.accessibleName() == "打开“水利&防汛”"


def test_a_key_stands_behind_the_text(theme, qtbot):
    button = Button("看下一处", ButtonKind.LINK, key="F4")
    qtbot.addWidget(button)
    assert button.text() == "看下一处 F4"


def test_a_button_that_cannot_be_pressed_says_what_is_missing(theme, qtbot):
    button = Button("以此原因了结")
    qtbot.addWidget(button)
    button.set_missing("先写原因")
    assert (button.isEnabled(), button.accessibleDescription()) == (False, "先写原因")
    button.set_missing("")
    assert (button.isEnabled(), button.accessibleDescription()) == (True, "")


def test_a_button_that_others_have_disabled_is_enabled_with_nothing_missing(theme, qtbot):
    button = Button("开始汇总")
    qtbot.addWidget(button)
    button.setEnabled(False)
    button.set_missing("")
    assert button.isEnabled()


@pytest.mark.parametrize(("kind", "height"), [(k, 1.5) for k in ("normal", "primary")])
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_a_button_has_the_height_of_its_kind_shown_and_focused(theme, qtbot, kind, height, percent):
    theme.set_percent(percent)
    button = Button("上一步", ButtonKind(kind))
    qtbot.addWidget(button)
    button.show()
    button.setFocus()
    assert button.height() == theme.em(height)


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_a_menu_button_opens_its_menu(theme, qtbot):
    menu = QMenu()
    menu.addAction(QAction("概况", menu))
    button = MenuButton(menu)
    qtbot.addWidget(button)
    button.show()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert menu.isVisible()
    menu.close()


def test_a_ticked_box_looks_different_from_an_empty_one(theme, qtbot):
    box = CheckBox("采用")
    qtbot.addWidget(box)
    empty = box.grab().toImage()
    box.setChecked(True)
    assert box.grab().toImage() != empty

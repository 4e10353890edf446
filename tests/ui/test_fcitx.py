"""Fcitx 4: its keys come first, its words are written where the focus is."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from pingkou_gui.ui.application import asks_for_fcitx
from pingkou_gui.ui.fcitx import IBUS, FcitxBridge, is_needed, service_of

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


@pytest.mark.parametrize(
    ("platform", "variables", "asks"),
    [
        ("xcb", {"XMODIFIERS": "@im=fcitx"}, True),
        ("xcb", {"QT_IM_MODULE": "ibus", "GTK_IM_MODULE": "fcitx"}, True),
        ("xcb", {"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=ibus"}, False),
        ("xcb", {}, False),
        ("windows", {"XMODIFIERS": "@im=fcitx"}, False),
        ("offscreen", {"QT_IM_MODULE": "fcitx"}, False),
    ],
)
def test_fcitx_is_looked_for_where_an_x11_desktop_names_it(platform, variables, asks):
    assert asks_for_fcitx(platform, variables) is asks


@pytest.mark.parametrize(
    ("display", "service"),
    [
        (":0", "org.fcitx.Fcitx-0"),
        (":77.0", "org.fcitx.Fcitx-77"),
        ("localhost:10.0", "org.fcitx.Fcitx-10"),
        ("", "org.fcitx.Fcitx-0"),
    ],
)
def test_it_is_called_by_the_number_of_the_display(display, service):
    assert service_of(display) == service


@pytest.mark.parametrize(
    ("running", "module", "needed"),
    [
        (["fcitx"], "ibus", True),  # Fcitx 4
        (["fcitx", IBUS], "ibus", False),  # Fcitx 5: Qt's plugin does it
        (["fcitx", IBUS], "fcitx", True),  # Qt was asked for a plugin that it does not have
        ([IBUS], "ibus", False),
        ([], "ibus", False),
    ],
)
def test_no_letter_comes_twice_and_none_is_missed(running, module, needed):
    assert is_needed(running, "fcitx", module) is needed


class Letters:
    """An input method that keeps the letters and gives back every other key."""

    def __init__(self):
        self.keys, self.focus, self.places = [], [], []

    def take_key(self, event):
        self.keys.append((event.type(), event.text()))
        return event.text().isalpha()

    def set_focus(self, *, focused):
        self.focus.append(focused)

    def set_place(self, place):
        self.places.append(place)


@pytest.fixture
def form(qtbot):
    held = QWidget()
    qtbot.addWidget(held)
    column = QVBoxLayout(held)
    held.line, held.other, held.button = QLineEdit(), QLineEdit(), QPushButton("甲")
    for widget in (held.line, held.other, held.button):
        column.addWidget(widget)
    with qtbot.waitActive(held):
        held.show()
        held.activateWindow()
    held.line.setFocus()
    return held


@pytest.fixture
def bridge(form, qapp):
    held = FcitxBridge(Letters(), qapp)
    yield held
    held.deleteLater()
    QCoreApplication.sendPostedEvents(held, QEvent.Type.DeferredDelete)


def press(key, text=""):
    """Press a key as the window system hands it to the window."""
    window = QGuiApplication.focusWindow()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(window, event)


def test_a_key_that_is_kept_never_reaches_the_field(form, bridge):
    press(Qt.Key.Key_A, "a")
    assert form.line.text() == ""
    press(Qt.Key.Key_1, "1")
    assert form.line.text() == "1"
    kinds = [kind for kind, text in bridge._context.keys if text == "a"]
    assert kinds == [QEvent.Type.KeyPress, QEvent.Type.KeyRelease]


def test_on_a_button_keys_are_no_matter_of_an_input_method(form, bridge):
    form.button.setFocus()
    press(Qt.Key.Key_A, "a")
    assert bridge._context.keys == []


def test_letters_are_shown_and_words_are_written(form, bridge):
    bridge.compose("an hua", 2)
    assert form.line.text() == ""
    assert form.line.displayText() == "" or "an hua" in form.line.displayText()
    bridge.compose("", 0)
    bridge.commit("安化县")
    assert form.line.text() == "安化县"
    form.other.setFocus()
    bridge.commit("平口镇")
    assert (form.line.text(), form.other.text()) == ("安化县", "平口镇")


def test_it_hears_where_the_focus_is_and_where_the_cursor_stands(form, bridge):
    context = bridge._context
    assert context.focus[-1] is True
    assert isinstance(context.places[-1], QRect)
    assert (
        form.line.geometry()
        .translated(form.pos())
        .adjusted(-9, -9, 9, 9)
        .contains(context.places[-1].center())
    )
    form.button.setFocus()
    assert context.focus[-1] is False
    form.other.setFocus()
    assert context.focus[-1] is True


def test_a_window_that_comes_later_is_followed_too(form, bridge, qtbot):
    later = QLineEdit()
    qtbot.addWidget(later)
    with qtbot.waitActive(later):
        later.show()
        later.activateWindow()
    press(Qt.Key.Key_B, "b")
    assert later.text() == ""
    assert [text for _, text in bridge._context.keys] == ["b", "b"]

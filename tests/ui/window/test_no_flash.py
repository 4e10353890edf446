"""Building a page must not open windows: on a slow laptop they flash, and take the focus."""

import pytest
from PySide6.QtCore import QEvent, QObject

from pingkou_gui.form.form import FORM
from pingkou_gui.ui.open_items import OVERVIEW
from pingkou_gui.ui.settings import Settings
from pingkou_gui.ui.window.main_window import MainWindow


class Windows(QObject):
    """Notes what becomes a window of its own."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and watched.isWidgetType() and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


@pytest.fixture
def windows(qapp):
    watch = Windows()
    qapp.installEventFilter(watch)
    yield watch
    qapp.removeEventFilter(watch)


@pytest.mark.parametrize("sample", [False, True])
def test_no_page_opens_a_window_while_it_is_built(qtbot, theme, tmp_path, windows, sample):
    window = MainWindow(tmp_path, Settings(tmp_path))
    qtbot.addWidget(window)
    window.show()
    window.begin()
    window.open_sample() if sample else window.new_report()
    for page in FORM.pages:
        window.shell.show_page(page.key)
        qtbot.wait(1)
    window.shell.show_page(OVERVIEW)
    assert windows.seen == ["MainWindow"]

"""A page must not flash on a slow laptop: no windows while it is built, nothing squeezed."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QDialog, QScrollArea

from pingkou_gui.form.form import FORM
from pingkou_gui.ui.import_sources import NewYearDialog
from pingkou_gui.ui.open_items import OVERVIEW
from pingkou_gui.ui.settings import Settings
from pingkou_gui.ui.window.main_window import MainWindow
from pingkou_gui.ui.window.side_panes import FINDINGS


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
def test_no_page_opens_a_window_while_it_is_built(qtbot, theme, tmp_path, windows, sample, rest):
    window = MainWindow(tmp_path, Settings(tmp_path))
    qtbot.addWidget(window)
    window.show()
    window.begin()
    window.open_sample() if sample else window.new_report()
    for page in FORM.pages:
        window.shell.show_page(page.key)
        rest(window)
    window.shell.show_page(OVERVIEW)
    assert windows.seen == ["MainWindow"]


def test_the_steps_and_the_pages_of_a_new_year_open_no_window(
    qtbot, theme, tmp_path, windows, rest, monkeypatch
):
    monkeypatch.setattr(NewYearDialog, "exec", lambda _: QDialog.DialogCode.Accepted)
    window = MainWindow(tmp_path, Settings(tmp_path))
    qtbot.addWidget(window)
    window.show()
    window.begin()
    window.open_sample()
    window.show_year()
    rest(window)
    window.begin_year_here()
    rest(window)
    for page in FORM.pages:  # each with what last year said
        window.shell.show_page(page.key)
        window.shell.widget_of(page.key).complete()
    assert windows.seen == ["MainWindow"]


class Squeezed(QObject):
    """Notes what scrolls and is painted with less height than what stands on it needs."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def eventFilter(self, watched, event):
        if event.type() != QEvent.Type.Paint or not watched.isWidgetType():
            return False
        port = watched.parentWidget()
        area = port.parentWidget() if port is not None else None
        layout = watched.layout()
        if isinstance(area, QScrollArea) and area.widget() is watched and layout is not None:
            needed = layout.totalMinimumSize().height()
            if watched.height() < needed:
                self.seen.append((area.accessibleName(), watched.height(), needed))
        return False


def test_no_page_and_no_pane_is_painted_squeezed_when_it_is_opened(qapp, sample, rest):
    watch = Squeezed()
    qapp.installEventFilter(watch)
    sample.resize(1280, 650)
    for key in (*(page.key for page in FORM.pages), OVERVIEW):
        sample.shell.show_page(key)
        rest(sample)
    sample.shell.choose_pane(FINDINGS)
    rest(sample)
    qapp.removeEventFilter(watch)
    assert watch.seen == []

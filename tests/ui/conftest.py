import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from decimal import Decimal

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from pingkou_gui.report.json_format import Record
from pingkou_gui.report.report import Report
from pingkou_gui.scheme.scheme import THRESHOLDS, Band, Grade, IndicatorLevel, OutlinePart, Scheme
from pingkou_gui.session import Session
from pingkou_gui.store.reports import ReportStore
from pingkou_gui.ui import background_checker
from pingkou_gui.ui.background_checker import read_over
from pingkou_gui.ui.editors.page_context import PageContext
from pingkou_gui.ui.theme import Appearance, install_theme, speak_chinese


@pytest.fixture
def theme(qapp):
    held = install_theme(qapp, Appearance.LIGHT)
    yield held
    # closed windows go now, or every change of the theme would dress them all again
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    held.set_appearance(Appearance.LIGHT)
    held.set_percent(100)
    held.set_white_paper(False)


_READ = {}
"""What was found in reports that were read over, under all that was read."""


@pytest.fixture(autouse=True)
def _no_report_is_read_over_twice(monkeypatch):
    """Have windows that open the same report share what is found in its words.

    To read a report over takes longer than to open a window, and hundreds of them show the
    sample. It comes of the report and its scheme alone; who tries the reading itself calls
    `read_over`, which reads every time.
    """

    def read(report, scheme):
        whole = repr((report, scheme.text))
        if whole not in _READ:
            _READ[whole] = read_over(report, scheme)
        return _READ[whole]

    monkeypatch.setattr(background_checker, "read_over", read)


@pytest.fixture
def chinese(qapp):
    return speak_chinese(qapp)


SCHEME = Scheme(
    name="测试县",
    version="1",
    county="测试县",
    outline=(
        OutlinePart("general_budget", "一般公共预算支出情况", guidance="写明支出的变化和原因"),
    ),
    levels=(IndicatorLevel("产出指标", Decimal(50), ("数量指标",)),),
    grades=(Grade("优", Decimal(90)), Grade("差", Decimal(0))),
    bands=(Band("好", Decimal(80), Decimal(100)),),
    titles={},
    thresholds={found.key: found.default for found in THRESHOLDS},
    phrases={"change_reasons": ("人员减少", "压减一般性支出"), "short_names": ("我镇", "我乡")},
)


@pytest.fixture
def store():
    held = ReportStore(None)
    yield held
    held.close()


@pytest.fixture
def plain_scheme():
    """Make a scheme that says nothing but what it is told to."""
    parts = dict.fromkeys(("outline", "levels", "grades", "bands"), ())
    told = {"name": "测试方案", "version": "1", "county": "测试县", "titles": {}}
    return lambda thresholds, **more: Scheme(**{**parts, **told, **more}, thresholds=thresholds)


@pytest.fixture
def scheme():
    """The scheme of the report under test; a room may have its own."""
    return SCHEME


@pytest.fixture
def session(store, qapp, scheme):
    return Session(store, store.create(Record(Report(), "")), scheme)


@pytest.fixture
def context(theme, session):
    return PageContext(session)


@pytest.fixture
def room():
    """Width and height of the window that `shown` makes; a room may have its own."""
    return 900, 640


@pytest.fixture
def shown(theme, qtbot, room):
    """Show a widget in an active window of its own."""
    windows = []

    def show(widget):
        window = QWidget()
        window.setLayout(QVBoxLayout())
        window.layout().addWidget(widget)
        window.resize(*room)
        qtbot.addWidget(window)
        windows.append(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return widget

    return show


SOON = 500
"""Milliseconds within which what was put off belongs to what was just done."""


@pytest.fixture
def rest(qtbot):
    """Wait until nothing that was put off for a moment is left to do, and all stands where it stays."""

    def rested(widget):
        before = []

        def at_rest():
            QApplication.sendPostedEvents()
            QApplication.processEvents()
            timers = widget.findChildren(QTimer)
            if any(timer.isActive() and timer.interval() <= SOON for timer in timers):
                before.clear()
                return False
            inner = widget.findChildren(QWidget)
            stand = [(each.geometry(), each.isVisible()) for each in (widget, *inner)]
            before.append(stand)
            return before[-2:] == [stand, stand]

        qtbot.waitUntil(at_rest)

    return rested


class Brush(QObject):
    """Notes which widgets are painted."""

    def __init__(self):
        super().__init__()
        self.drawn = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.drawn.append(watched)
        return False


@pytest.fixture
def painted(qapp):
    """Do something, and return the widgets that are painted again for it."""

    def done(act):
        QApplication.processEvents()
        brush = Brush()
        qapp.installEventFilter(brush)
        act()
        QApplication.sendPostedEvents()
        QApplication.processEvents()  # where the window was painted just before, not at once
        qapp.removeEventFilter(brush)
        return brush.drawn

    return done


@pytest.fixture
def write():
    """Type text as an input method does: it composes, then commits."""

    def written(widget, text):
        done = QInputMethodEvent()
        done.setCommitString(text)
        QApplication.sendEvent(widget, QInputMethodEvent("zhong", []))
        QApplication.sendEvent(widget, done)

    return written


@pytest.fixture
def make_window(theme, qtbot, tmp_path, monkeypatch):
    """Windows over one data folder, as one run of the program after the other opens them.

    They open on an office screen of 1366 x 768 with its task bar.
    """
    office = QSize(1366, 728)
    monkeypatch.setattr("pingkou_gui.ui.window.main_window.available_size", lambda _: office)
    from pingkou_gui.ui.settings import Settings
    from pingkou_gui.ui.window.main_window import MainWindow

    def made():
        window = MainWindow(tmp_path, Settings(tmp_path))
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    return made


@pytest.fixture
def window(make_window):
    return make_window()


@pytest.fixture
def sample(window):
    from pingkou_gui.paths import asset
    from pingkou_gui.reopen import SAMPLE, read_record

    window.open_report(window.store.create(read_record(asset(SAMPLE)), "示例"))
    return window

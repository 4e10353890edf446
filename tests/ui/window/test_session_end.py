"""The computer is shut down while the window is open: what stands in it is saved, nothing is asked."""

import ctypes
import os
import shutil
import signal
import sys
from decimal import Decimal
from pathlib import Path

import PySide6
import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QSessionManager
from PySide6.QtWidgets import QApplication

from pingkou_gui.errors import StorageError
from pingkou_gui.form.pages.basic_spending import Basic
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.report.json_format import Record, from_json
from pingkou_gui.store.backups import list_backups, open_reports
from pingkou_gui.store.reports import ReportStore
from pingkou_gui.ui import safekeeping
from pingkou_gui.ui.application import SessionEnd

WAGES = Basic.wages.this
signals = pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")


@pytest.fixture
def opened(tmp_path, report_of, make_window):
    store = open_reports(tmp_path)
    store.create(Record(report_of(unit__name="平口镇"), ""))
    store.close()
    window = make_window()
    assert window.begin()
    return window


@pytest.fixture
def end(opened):
    made = SessionEnd(opened, lambda: None)
    yield made
    made.release()


@pytest.fixture
def typing(opened, write):
    """A number stands in a field and is not handed over yet."""
    opened.report.jump(WAGES.at())
    write(QApplication.focusWidget(), "13")
    return opened


@pytest.fixture
def full_disk(monkeypatch):
    def refuse(*_, **__):
        raise StorageError("磁盘已满", "腾出空间")

    monkeypatch.setattr(ReportStore, "save", refuse)


class Desktop:
    """What the desktop says at the end of a session."""

    def __init__(self, *, waits):
        self.waits, self.cancelled = waits, False

    def allowsInteraction(self):
        return self.waits

    def cancel(self):
        self.cancelled = True


def stored(folder):
    store = open_reports(folder)
    try:
        return store.load(1).report[WAGES.at()]
    finally:
        store.close()


@signals
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_saves_what_was_being_typed_and_closes_in_order(
    typing, end, qtbot, tmp_path, name
):
    os.kill(os.getpid(), getattr(signal, name))
    qtbot.waitUntil(lambda: not typing.isVisible())
    assert stored(tmp_path) == Decimal(13)
    assert [each.reason.value for each in list_backups(tmp_path)] == ["关闭程序时"]


@signals
def test_signals_do_again_what_they_did_once_the_window_is_gone(opened):
    before = signal.getsignal(signal.SIGTERM)
    made = SessionEnd(opened, lambda: None)
    assert signal.getsignal(signal.SIGTERM) != before
    made.release()
    made.release()
    assert signal.getsignal(signal.SIGTERM) == before


def test_the_desktop_ends_the_session_once_all_is_saved(typing, end, tmp_path):
    desktop = Desktop(waits=True)
    end.save_all(desktop)
    assert not desktop.cancelled
    assert stored(tmp_path) == Decimal(13)


@pytest.fixture
def log_off():
    """Let Qt say that the session ends, as its own code does on WM_QUERYENDSESSION and the like."""
    if not sys.platform.startswith("linux"):
        pytest.skip("the name of Qt's function is another here")
    (library,) = (Path(PySide6.__file__).parent / "Qt" / "lib").glob("libQt6Gui.so.6")
    emit = ctypes.CDLL(str(library))._ZN15QGuiApplication17commitDataRequestER15QSessionManager
    emit.argtypes, emit.restype = (ctypes.c_void_p, ctypes.c_void_p), None
    app = QGuiApplication.instance()
    manager = app.findChild(QSessionManager)
    return lambda: emit(*(shiboken6.getCppPointer(each)[-1] for each in (app, manager)))


def test_what_qt_says_at_a_log_off_saves_what_was_being_typed(typing, end, log_off, tmp_path):
    """The signal as Qt sends it, with its own manager, not a call of ours."""
    log_off()
    assert stored(tmp_path) == Decimal(13)
    assert typing.isVisible()


def test_a_log_off_with_a_full_disk_leaves_what_was_typed_in_the_window(
    typing, end, full_disk, log_off, tmp_path
):
    """Qt's own manager lets nobody be asked here: nothing is shown, nothing is lost."""
    log_off()
    assert stored(tmp_path) is None
    typing.safekeeper.end()
    assert list(tmp_path.glob("没存下的报告-*.json"))


def test_a_window_hears_a_log_off_once(opened, log_off, monkeypatch):
    heard = []
    monkeypatch.setattr(type(opened.safekeeper), "save_all", lambda _: heard.append(1) or True)
    made = SessionEnd(opened, lambda: None)
    log_off()
    made.release()
    assert heard == [1]


@pytest.mark.parametrize("waits", [True, False])
def test_where_nothing_can_be_saved_the_desktop_is_asked_to_wait(typing, end, full_disk, waits):
    desktop = Desktop(waits=waits)
    end.save_all(desktop)
    assert desktop.cancelled == waits
    typing.safekeeper.end()  # or the window would ask while it is put away


def test_what_cannot_be_saved_at_the_end_is_written_beside_and_told_of_once(
    typing, full_disk, make_window, monkeypatch, tmp_path
):
    typing.safekeeper.end()
    assert not typing.isVisible()
    (left,) = tmp_path.glob("没存下的报告-*.json")
    assert from_json(left.read_text("utf-8")).report[WAGES.at()] == Decimal(13)
    if os.name == "posix":
        assert left.stat().st_mode & 0o077 == 0  # in a folder that others may look into as well
    told = []
    monkeypatch.setattr(safekeeping, "show_error", told.append)
    again = make_window()
    for _ in range(2):
        again.safekeeper.show_unsaved_files()
    assert [left.name in each.remedy for each in told] == [True]


@pytest.mark.parametrize("typed", [True, False])
def test_a_folder_that_vanished_is_put_back_at_the_end(opened, write, tmp_path, typed):
    shutil.rmtree(tmp_path)
    if typed:
        opened.report.jump(WAGES.at())
        write(QApplication.focusWidget(), "13")
    opened.safekeeper.end()
    assert stored(tmp_path) == (Decimal(13) if typed else None)
    assert not list(tmp_path.glob("没存下的报告-*"))


def test_a_file_that_was_replaced_is_left_and_what_the_window_held_lies_beside_it(
    opened, tmp_path, report_of
):
    other = tmp_path / "other.db"
    store = ReportStore(other)
    store.create(Record(report_of(unit__name="大福镇"), ""))
    store.close()
    other.replace(tmp_path / "reports.db")
    opened.safekeeper.end()
    (left,) = tmp_path.glob("没存下的报告-*.json")
    assert from_json(left.read_text("utf-8")).report[Unit.name.at()] == "平口镇"
    store = open_reports(tmp_path)
    assert [each.unit for each in store.summaries()] == ["大福镇"]
    store.close()


def test_nothing_is_told_where_nothing_was_left(opened, monkeypatch):
    told = []
    monkeypatch.setattr(safekeeping, "show_error", told.append)
    opened.safekeeper.show_unsaved_files()
    assert told == []


def test_a_window_closed_in_a_cell_writes_nothing_once_its_store_is_closed(sample, write, qtbot):
    """The number before a problem is taken off when its cell is left: that is a step of its own."""
    row = sample.report.session.report.rows(Problem.key)[0]
    sample.report.jump(Problem.name.at(row))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    editor.selectAll()
    write(editor, "3.培训不够经常")
    with qtbot.captureExceptions() as faults:
        assert sample.close()
        QApplication.sendEvent(editor, QFocusEvent(QEvent.Type.FocusOut))
    assert faults == []

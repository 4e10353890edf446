import sys

import pytest
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMessageBox

from pingkou_gui.errors import KnownError
from pingkou_gui.ui.error_dialogs import ErrorReporter


@pytest.fixture
def boxes(monkeypatch):
    told = []
    monkeypatch.setattr(
        QMessageBox, "exec", lambda box: told.append((box.text(), box.informativeText()))
    )
    return told


def raised(error):
    try:
        raise error
    except type(error):
        return sys.exc_info()


def test_known_trouble_is_told_in_its_two_sentences(theme, boxes, tmp_path):
    ErrorReporter(tmp_path).caught(*raised(KnownError("磁盘已满", "腾出空间")))
    assert boxes == [("磁盘已满", "腾出空间")]


def test_the_unexpected_goes_to_the_log_and_one_dialog(theme, boxes, tmp_path):
    ErrorReporter(tmp_path).caught(*raised(ZeroDivisionError("x")))
    log = (tmp_path / "log" / "pingkou-gui.log").read_text("utf-8")
    assert "ZeroDivisionError" in log
    assert len(boxes) == 1
    assert "ZeroDivisionError" not in "".join(boxes[0])


def test_a_folder_that_cannot_be_written_leaves_no_log_and_no_error(theme, boxes, tmp_path):
    (tmp_path / "log").write_text("a file in the way", "utf-8")
    ErrorReporter(tmp_path).caught(*raised(ZeroDivisionError("x")))
    assert len(boxes) == 1


class Endless(QObject):
    """Calls itself through a signal, as measuring two widgets by each other does."""

    again = Signal()

    def __init__(self):
        super().__init__()
        self.again.connect(self.go_on)

    @Slot()
    def go_on(self):
        self.again.emit()


@pytest.mark.qt_no_exception_capture
def test_what_calls_itself_without_end_is_told_once_it_has_come_back(
    theme, boxes, tmp_path, monkeypatch, qtbot
):
    monkeypatch.setattr(sys, "excepthook", ErrorReporter(tmp_path).caught)
    Endless().go_on()
    qtbot.waitUntil(lambda: boxes != [])
    assert "RecursionError" in (tmp_path / "log" / "pingkou-gui.log").read_text("utf-8")

"""Pasted text that was read stays in its dialog until something of it is taken."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from pingkou_gui.ui.import_page import ImportPage
from pingkou_gui.ui.import_sources import PasteReportDialog
from pingkou_gui.ui.proofread_page import ProofreadPage
from pingkou_gui.ui.window.actions import CHECKUP, IMPORT

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)

TEXT = "我镇核定编制80名，实有在职人员76人。\n会议费3.51万元。"
CTRL = Qt.KeyboardModifier.ControlModifier


def in_dialog(qtbot, ask, key, modifier=Qt.KeyboardModifier.NoModifier, paste=""):
    """Open the dialog, paste into it where asked, press a key; returns what stood in it first."""
    found = []

    def work():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PasteReportDialog)
        found.append(dialog.text)
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        if paste:
            QApplication.clipboard().setText(paste)
            qtbot.keyClick(dialog.words, Qt.Key.Key_V, CTRL)
        qtbot.keyClick(dialog.words, key, modifier)

    QTimer.singleShot(50, work)
    ask()
    return found[0]


def read_pasted(window, qtbot, ask, screen, kind):
    assert in_dialog(qtbot, ask, Qt.Key.Key_Return, CTRL, paste=TEXT) == ""
    qtbot.waitUntil(lambda: window.shell.page == screen)
    page = window.shell.widget_of(screen)
    assert isinstance(page, kind)
    return page


@pytest.fixture
def no_question(monkeypatch):
    monkeypatch.setattr(QMessageBox, "exec", lambda box: pytest.fail(box.text()))


def test_text_of_which_nothing_was_taken_stands_in_the_dialog_again(sample, qtbot, no_question):
    ask = sample.imports.ask_text
    page = read_pasted(sample, qtbot, ask, IMPORT, ImportPage)
    qtbot.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: sample.shell.page != IMPORT)
    assert in_dialog(qtbot, ask, Qt.Key.Key_Escape) == TEXT
    assert in_dialog(qtbot, ask, Qt.Key.Key_Escape) == TEXT


def test_text_stands_there_again_when_a_key_led_to_another_page(sample, qtbot):
    ask = sample.imports.ask_text
    read_pasted(sample, qtbot, ask, IMPORT, ImportPage)
    with qtbot.waitActive(sample):
        sample.activateWindow()
    qtbot.keyClick(QApplication.focusWidget() or sample, Qt.Key.Key_3, CTRL)
    qtbot.waitUntil(lambda: sample.shell.page != IMPORT)
    assert in_dialog(qtbot, ask, Qt.Key.Key_Escape) == TEXT


def test_what_is_pasted_takes_the_place_of_the_text_that_stands_there(sample, qtbot):
    ask = sample.imports.ask_text
    page = read_pasted(sample, qtbot, ask, IMPORT, ImportPage)
    page.leave_page()
    assert in_dialog(qtbot, ask, Qt.Key.Key_Return, CTRL, paste="我镇核定编制81名。") == TEXT
    qtbot.waitUntil(lambda: sample.shell.page == IMPORT)
    sample.shell.widget_of(IMPORT).leave_page()
    assert in_dialog(qtbot, ask, Qt.Key.Key_Escape) == "我镇核定编制81名。"


def test_the_dialog_is_empty_again_once_something_was_taken(sample, qtbot):
    ask = sample.imports.ask_text
    page = read_pasted(sample, qtbot, ask, IMPORT, ImportPage)
    page.choice.tick([0], on=True)
    page._take()
    qtbot.waitUntil(lambda: sample.shell.page != IMPORT)
    assert in_dialog(qtbot, ask, Qt.Key.Key_Escape) == ""


def test_text_that_was_examined_stands_in_its_dialog_again(sample, qtbot, no_question):
    ask = sample.checkups.ask_text
    page = read_pasted(sample, qtbot, ask, CHECKUP, ProofreadPage)
    qtbot.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: sample.shell.page != CHECKUP)
    assert in_dialog(qtbot, ask, Qt.Key.Key_Escape) == TEXT


def test_text_pasted_for_one_report_does_not_stand_in_the_dialog_of_another(
    sample, qtbot, no_question
):
    ask, first = sample.imports.ask_text, sample.report.session.report_id
    page = read_pasted(sample, qtbot, ask, IMPORT, ImportPage)
    qtbot.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: sample.shell.page != IMPORT)
    sample.new_report()
    assert sample.report.session.report_id != first
    assert in_dialog(qtbot, ask, Qt.Key.Key_Escape) == ""
    sample.open_report(first)
    assert in_dialog(qtbot, ask, Qt.Key.Key_Escape) == TEXT

"""Words typed or pasted into a dialog are not lost unasked: Esc, 返回 and the frame ask first."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from pingkou_gui.county.package import look_over
from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.ui.county_dialogs import SendDialog
from pingkou_gui.ui.import_sources import PasteReportDialog
from pingkou_gui.ui.widgets.controls import Button


@pytest.fixture
def answer(monkeypatch):
    """Answer what is asked with 留在这里 or 不要了; returns what was asked."""
    asked = []

    def answered(title):
        def run(box):
            asked.append(box.text())
            assert box.defaultButton().text() == "留在这里"

        monkeypatch.setattr(QMessageBox, "exec", run)
        monkeypatch.setattr(
            QMessageBox,
            "clickedButton",
            lambda box: next(b for b in box.buttons() if b.text() == title),
        )
        return asked

    return answered


@pytest.fixture
def pasted(theme, qtbot):
    dialog = PasteReportDialog("导入粘贴的文字", "读入")
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    dialog.words.setPlainText("我镇核定编制80名。")
    return dialog


def leave(dialog, qtbot, how):
    if how == "key":
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    elif how == "frame":
        dialog.close()
    else:
        back = next(each for each in dialog.findChildren(Button) if "返回" in each.text())
        back.setFocus()
        qtbot.keyClick(back, Qt.Key.Key_Return)


def test_tab_and_enter_behind_pasted_text_have_it_read(pasted, qtbot):
    pasted.words.setFocus()
    qtbot.keyClick(pasted.words, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is pasted.take
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert pasted.result() == QDialog.DialogCode.Accepted


@pytest.mark.parametrize("how", ["key", "frame", "button"])
def test_pasted_text_is_not_lost_unasked(pasted, qtbot, answer, how):
    asked = answer("留在这里")
    leave(pasted, qtbot, how)
    assert asked == ["粘贴的文字还没有读"]
    assert pasted.isVisible()
    assert pasted.text == "我镇核定编制80名。"
    answer("不要了")
    leave(pasted, qtbot, how)
    assert not pasted.isVisible()


def test_a_dialog_without_text_is_left_without_a_question(pasted, qtbot, answer):
    asked = answer("留在这里")
    pasted.words.setPlainText(" \n")
    leave(pasted, qtbot, "key")
    assert (asked, pasted.isVisible()) == ([], False)


def test_a_reason_for_sending_is_not_lost_unasked(theme, qtbot, answer, tmp_path):
    dialog = SendDialog(look_over(read_record(asset(SAMPLE))), tmp_path / "包.jxbg")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.reason.setPlainText("县里要求今天上报")
    asked = answer("留在这里")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert asked == ["写了原因，还没有打包"]
    assert dialog.isVisible()
    dialog.written = tmp_path / "包.jxbg"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()

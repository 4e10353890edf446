"""What the bar says of a paste: it moves nothing, belongs to its page, and goes with its act."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from pingkou_gui.form.pages.basic_spending import Basic, ThreePublic
from pingkou_gui.ui.editors.field_editors import page_of

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def pasted(sample, qtbot):
    """The sample with a column of three pasted into 301, its field in hand."""
    sample._jump(Basic.wages.this.at())
    QApplication.processEvents()
    paste(qtbot, "1020.5\n18.3\n")
    return sample


def focused():
    return QApplication.focusWidget()


def paste(qtbot, cells):
    QGuiApplication.clipboard().setText(cells)
    qtbot.keyClick(focused(), Qt.Key.Key_V, CTRL)
    QApplication.processEvents()


def said(window):
    return window.shell.field_bar.words


def test_a_paste_does_not_move_the_page_under_the_mouse(sample, qtbot):
    sample._jump(Basic.goods.this.at())
    QApplication.processEvents()
    page = page_of(focused())
    before = page.mapToGlobal(page.rect().topLeft()), page.size()
    paste(qtbot, "9\t8\t甲乙丙丁\n" * 40)
    assert (page.mapToGlobal(page.rect().topLeft()), page.size()) == before


def test_what_was_said_of_a_paste_does_not_go_to_another_page(pasted, qtbot):
    assert "粘贴了" in said(pasted)
    qtbot.keyClick(pasted, Qt.Key.Key_4, CTRL)
    QApplication.processEvents()
    assert said(pasted)
    assert "粘贴了" not in said(pasted)


def test_what_was_said_of_a_paste_is_undone_with_it_wherever_the_focus_is(pasted, qtbot):
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert "粘贴了" in said(pasted)
    qtbot.keyClick(focused(), Qt.Key.Key_Z, CTRL)
    assert "粘贴了" not in said(pasted)


def test_why_nothing_was_pasted_goes_from_the_row_with_the_step_it_names(pasted, qtbot):
    paste(qtbot, "742.1\n(19.1)\n")
    binding = focused().binding
    assert "撤销的是先前的“粘贴一列数（2 个）”" in binding.refusal
    qtbot.keyClick(focused(), Qt.Key.Key_Z, CTRL)
    assert focused().binding is binding
    assert not binding.refusal


def test_the_next_paste_takes_the_place_of_what_was_said_of_the_one_before(pasted, qtbot):
    pasted._jump(ThreePublic.reception.this.at())
    QApplication.processEvents()
    paste(qtbot, "1.5\n2.5\n")
    assert said(pasted).count("没有粘贴") == 1
    assert "粘贴了" not in said(pasted)


def test_a_value_typed_next_takes_it_away_too(pasted, qtbot):
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    qtbot.keyClicks(focused(), "7")
    focused().binding.commit()
    assert "粘贴了" not in said(pasted)


def test_what_was_taken_back_is_said_with_the_key_that_makes_it_again(sample, qtbot):
    sample._jump(Basic.wages.this.at())
    QApplication.processEvents()
    focused().selectAll()
    for key in "7\t":
        qtbot.keyClick(focused(), key)
    qtbot.keyClick(focused(), Qt.Key.Key_Z, CTRL)
    assert "已撤销修改" in said(sample)
    assert "按 Ctrl+Y 重做" in said(sample)
    qtbot.keyClick(focused(), Qt.Key.Key_Y, CTRL)
    assert "已重做修改" in said(sample)
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert "已重做" not in said(sample)


def test_what_is_pasted_over_equal_numbers_is_no_act_to_take_back(pasted, qtbot):
    session = pasted.report.session
    before, step = session.report, session.undo_label
    pasted._jump(Basic.wages.this.at())
    QApplication.processEvents()
    paste(qtbot, "1020.5\n18.3\n")
    assert session.report == before
    assert session.undo_label == step
    assert "和这里原来的一样；什么都没有改，不用撤销" in said(pasted)

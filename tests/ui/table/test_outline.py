"""The outline of two levels, through its keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from pingkou_gui.form.pages.overview import KeyWork
from pingkou_gui.ui.pages.outline_section import INNER, OutlineOrder, OutlineSection

ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def outline(session, context, shown):
    draft = session.draft()
    for level, title in (("一级", "产业"), ("二级", "茶叶"), ("二级", "旅游"), ("一级", "民生")):
        row = draft.add(KeyWork)
        draft.type_in(KeyWork.level, level, row)
        draft.type_in(KeyWork.title, title, row)
    session.make(draft.change, "重点工作")
    made = shown(OutlineSection(KeyWork, context))
    made.view.setFocus()
    return made


def listed(outline):
    return [outline.model.index(at, 0).data() for at in range(outline.model.rowCount())]


def test_the_program_numbers_both_levels(outline):
    assert listed(outline) == ["1　产业", "1.1　茶叶", "1.2　旅游", "2　民生"]


def test_a_parent_moves_with_what_stands_under_it(outline, qtbot):
    outline.view.choose(outline.model.rows[0])
    qtbot.keyClick(outline.view, Qt.Key.Key_Down, ALT_SHIFT)
    assert listed(outline) == ["1　民生", "2　产业", "2.1　茶叶", "2.2　旅游"]


def test_tab_and_shift_tab_change_the_level(outline, qtbot):
    outline.view.choose(outline.model.rows[3])
    qtbot.keyClick(outline.view, Qt.Key.Key_Tab)
    assert listed(outline)[3] == "1.3　民生"
    qtbot.keyClick(outline.view, Qt.Key.Key_Backtab)
    assert listed(outline)[3] == "2　民生"


def test_enter_adds_a_sibling_behind_the_block_and_types_its_title(outline, qtbot):
    outline.view.choose(outline.model.rows[0])
    qtbot.keyClick(outline.view, Qt.Key.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), "Trade")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert listed(outline) == [
        "1　产业",
        "1.1　茶叶",
        "1.2　旅游",
        "2　Trade",
        "3　未写标题",
        "4　民生",
    ]


def test_adding_a_row_is_one_step_back(outline, session):
    outline.view.choose(outline.model.rows[1])
    outline.add_sibling()
    assert listed(outline)[2] == "1.2　未写标题"
    session.undo()
    assert len(listed(outline)) == 4


def test_deleting_a_parent_takes_what_stands_under_it(outline, session):
    outline.view.choose(outline.model.rows[0])
    outline.delete()
    assert listed(outline) == ["1　民生"]


def test_the_right_arrow_goes_to_the_text_of_the_row_that_was_chosen(outline, qtbot):
    row = outline.model.rows[2]
    outline.view.choose(row)
    qtbot.keyClick(outline.view, Qt.Key.Key_Right)
    assert QApplication.focusWidget().binding.place == KeyWork.text.at(row)


ORDERS = st.lists(st.sampled_from([1, 2]), min_size=1, max_size=8).map(
    lambda levels: OutlineOrder(tuple(range(1, len(levels) + 1)), tuple(levels))
)


@given(ORDERS, st.integers(0, 7), st.sampled_from([-1, 1]))
def test_a_move_loses_no_row_and_keeps_the_block_together(order, at, by):
    row = order.rows[at % len(order.rows)]
    moved = order.moved(row, by)
    block = order.block(row)
    start = moved.index(row)
    assert sorted(moved) == sorted(order.rows)
    assert moved[start : start + len(block)] == block


@given(ORDERS)
def test_numbers_are_those_of_the_levels(order):
    inner = [row for row in order.rows if order.level(row) == INNER]
    assert all("." in number for row, number in order.numbers().items() if row in inner)


def test_an_outline_is_pasted_with_levels_titles_and_texts(outline, session, qapp):
    before = len(session.report.rows("key_work"))
    QGuiApplication.clipboard().setText("（一）修路\n全年修路12公里。\n1.修桥\n两座。\n")
    outline.paste()
    rows = session.report.rows("key_work")[before:]
    told = [
        (
            session.report[KeyWork.level.at(r)],
            session.report[KeyWork.title.at(r)],
            session.report[KeyWork.text.at(r)],
        )
        for r in rows
    ]
    assert told == [("1", "修路", "全年修路12公里。"), ("2", "修桥", "两座。")]
    session.undo()
    assert len(session.report.rows("key_work")) == before


def test_an_entry_of_the_same_title_is_written_over(outline, session, qapp):
    outline.ask = lambda plan: True
    for text in ("（一）修路\n12公里。\n", "（一）修路\n15公里。\n"):
        QGuiApplication.clipboard().setText(text)
        outline.paste()
    titles = [session.report[KeyWork.title.at(r)] for r in session.report.rows("key_work")]
    assert titles.count("修路") == 1


def test_lines_pasted_into_an_open_title_become_entries(outline, session, qtbot):
    before = len(session.report.rows("key_work"))
    outline.add_sibling()
    editor = outline.view.indexWidget(outline.view.currentIndex())
    QGuiApplication.clipboard().setText("（一）修路\n（二）修桥\n")
    qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(session.report.rows("key_work")) == before + 2


def test_an_empty_clipboard_is_told_below_the_list(outline, qapp):
    QGuiApplication.clipboard().setText("")
    outline.paste()
    assert "没有文字" in outline._message.text()

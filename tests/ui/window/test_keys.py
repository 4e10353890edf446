"""The keys of the sheet, in the whole window."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication

from pingkou_gui.form.pages.basic_spending import Basic, ThreePublic
from pingkou_gui.form.pages.overview import OverviewTexts, Staff, Unit
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import Entry, Source, SourceKind
from pingkou_gui.report.report import Draft
from pingkou_gui.ui.table.cell_editors import CellEditor
from pingkou_gui.ui.table.table_view import RowsView
from pingkou_gui.ui.theme import theme
from pingkou_gui.ui.widgets.layout import FormRow, PageArea

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


def focused():
    return QApplication.focusWidget()


def in_table(window, column=0):
    row = window.report.session.report.rows("project")[0]
    window._jump(Project.name.at(row))
    view = focused()
    view.choose(row, column)
    return view, row


def test_control_home_and_end_go_to_the_edges_of_the_page(sample, qtbot):
    sample._jump(Basic.transfers.this.at())
    qtbot.keyClick(focused(), Qt.Key.Key_End, CTRL)
    last = focused()
    qtbot.keyClick(last, Qt.Key.Key_Home, CTRL)
    assert focused() is not last
    assert focused().binding.place == Basic.wages.this.at()


def test_control_home_goes_to_the_first_cell_where_a_page_begins_with_a_table(sample, qtbot):
    view, row = in_table(sample, 2)
    view.choose(sample.report.session.report.rows("project")[3], 2)
    qtbot.keyClick(view, Qt.Key.Key_End, CTRL)
    assert focused() is not view
    qtbot.keyClick(focused(), Qt.Key.Key_Home, CTRL)
    assert focused() is view
    assert sample.report.target == Project.name.at(row)


def test_in_the_middle_of_a_text_control_home_goes_to_its_beginning_first(sample, qtbot):
    sample._jump(OverviewTexts.spending_scope.at())
    box = focused()
    box.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(box, Qt.Key.Key_Home, CTRL)
    assert focused() is box
    assert box.textCursor().atStart()
    qtbot.keyClick(box, Qt.Key.Key_Home, CTRL)
    assert focused().binding.place == Unit.name.at()


def test_f4_and_shift_f4_go_there_and_back(sample, qtbot):
    qtbot.keyClick(sample, Qt.Key.Key_F4)
    first = sample.report.target
    qtbot.keyClick(sample, Qt.Key.Key_F4)
    qtbot.keyClick(sample, Qt.Key.Key_F4, SHIFT)
    assert sample.report.target == first


@pytest.mark.parametrize(
    ("key", "percent"), [(Qt.Key.Key_Greater, 110), (Qt.Key.Key_Less, 90), (Qt.Key.Key_0, 100)]
)
def test_type_grows_and_shrinks(sample, qtbot, key, percent):
    qtbot.keyClick(sample, key, CTRL | SHIFT)
    assert theme().percent == percent


def test_the_wheel_over_a_field_changes_nothing(sample):
    sample._jump(Basic.wages.this.at())
    field, before = focused(), sample.report.session.report
    at = QPointF(field.rect().center())
    turned = QWheelEvent(
        at,
        QPointF(field.mapToGlobal(field.rect().center())),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, turned)
    assert sample.report.session.report is before


def test_f2_edits_a_cell_and_escape_leaves_it_as_it_was(sample, qtbot):
    view, row = in_table(sample)
    qtbot.keyClick(view, Qt.Key.Key_F2)
    assert isinstance(focused(), CellEditor)
    qtbot.keyClicks(focused(), "x")
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert "x" not in sample.report.session.report[Project.name.at(row)]
    assert isinstance(focused(), RowsView)


def test_control_d_confirms_a_cell(sample, qtbot):
    view, row = in_table(sample)
    session, place = sample.report.session, Project.name.at(row)
    draft = Draft(session.report)
    draft.put_entry(place, Entry("沿用的项目", Source(SourceKind.CARRIED)))
    session.make(draft.change, "沿用")
    qtbot.keyClick(view, Qt.Key.Key_D, CTRL)
    assert session.report.entry(place).source.kind is SourceKind.TYPED


def test_alt_down_opens_the_choices_of_a_cell(sample, qtbot):
    view, row = in_table(sample, 1)
    qtbot.keyClick(view, Qt.Key.Key_Down, ALT)
    assert isinstance(focused(), CellEditor)
    assert focused().binding.place == Project.budget.at(row)


@pytest.mark.parametrize("title", ["在下面插入", "删除", "上移", "下移", "清除内容"])
def test_the_menu_does_what_the_keys_of_a_table_do(sample, title):
    view, _ = in_table(sample)
    view.choose(view.rows_model.rows[1], 0)
    before = sample.report.session.lines(view.rows_model.row_list), sample.report.session.report
    action = next(a for a in sample.menus.actions if a.text().split("\t")[0] == title)
    action.trigger()
    session = sample.report.session
    assert (session.lines(view.rows_model.row_list), session.report) != before


@pytest.mark.parametrize(("key", "percent"), [(Qt.Key.Key_Equal, 110), (Qt.Key.Key_Minus, 90)])
def test_the_keys_of_other_programs_set_the_type_in_a_table_too(sample, qtbot, key, percent):
    view, _ = in_table(sample)
    rows = sample.report.session.report.rows("project")
    qtbot.keyClick(view, key, CTRL)
    assert theme().percent == percent
    assert sample.report.session.report.rows("project") == rows


def test_control_delete_deletes_the_row_in_hand(sample, qtbot):
    view, row = in_table(sample)
    qtbot.keyClick(view, Qt.Key.Key_Delete, CTRL)
    assert row not in sample.report.session.report.rows("project")


@pytest.mark.parametrize(
    "field", [Staff.establishment, Staff.headcount_reason, ThreePublic.running.reason]
)
def test_what_is_said_under_a_field_that_is_gone_to_can_be_seen_in_large_type(sample, field):
    theme().set_percent(150)
    sample.resize(1366, 700)
    sample.report.session.type_in(Staff.establishment, "许多")
    sample.report.session.type_in(Staff.headcount, "94")
    sample.report.session.type_in(Staff.headcount_last, "91")
    sample.report.session.type_in(Staff.headcount_reason, "3")
    sample.report.session.type_in(ThreePublic.running.this, "5")
    sample.report.session.type_in(ThreePublic.running.last, "3")
    sample.report.session.type_in(ThreePublic.running.reason, "7")
    sample._jump(Unit.name.at())
    QApplication.processEvents()
    sample._jump(field.at())
    QApplication.processEvents()
    row = focused()
    while not isinstance(row, FormRow):
        row = row.parentWidget()
    area = row.parentWidget()
    while not isinstance(area, PageArea):
        area = area.parentWidget()
    assert row.messages
    top = row.mapTo(area.viewport(), QPoint(0, 0)).y()
    assert top >= 0
    assert top + row.height() <= area.viewport().height()


@pytest.mark.parametrize("held", [ALT, CTRL, ALT | SHIFT])
def test_a_figure_of_a_chord_is_typed_nowhere(sample, qtbot, held):
    """Alt+2 is meant for a page, not for the amount that stands open."""
    before = sample.report.session.report
    for place in (Staff.headcount.at(), Basic.transfers.this.at(), OverviewTexts.overall.at()):
        sample._jump(place)
        field = focused()
        text = field.toPlainText() if hasattr(field, "toPlainText") else field.text()
        qtbot.keyClick(field, "2", held)
        assert text == (field.toPlainText() if hasattr(field, "toPlainText") else field.text())
    view, _ = in_table(sample, 4)
    qtbot.keyClick(view, "2", held)
    assert not view.findChildren(CellEditor)
    view.begin_edit()
    (cell,) = view.findChildren(CellEditor)
    shown = cell.text()
    qtbot.keyClick(cell, "2", held)
    assert cell.text() == shown
    assert sample.report.session.report == before


def test_the_bar_says_what_was_deleted_however_often_the_next_row_speaks(sample):
    view, row = in_table(sample)
    name = sample.report.session.report[Project.name.at(row)]
    group = view.parentWidget()
    while not hasattr(group, "delete_rows"):
        group = group.parentWidget()
    group.delete_rows()
    for _ in range(2):
        assert f"删除了“{name}”" in sample.shell.field_bar.words
        assert "按 Ctrl+Z 撤销" in sample.shell.field_bar.words
        sample.report.speak_again()
    view.choose(view.current_row, 4)
    view.choose(view.current_row, 5)
    assert "删除了" not in sample.shell.field_bar.words


def test_the_bar_says_what_was_pasted(sample):
    view, _ = in_table(sample)
    group = view.parentWidget()
    while not hasattr(group, "paste_rows"):
        group = group.parentWidget()
    group.ask = lambda _: True
    QApplication.clipboard().setText("项目名称\t全年执行\n南坪渠道清淤\t5.00\n北坪桥维修\t6.00")
    group.paste_rows()
    assert "粘贴了 2 个项目，按 Ctrl+Z 撤销" in sample.shell.field_bar.words
    QApplication.clipboard().clear()

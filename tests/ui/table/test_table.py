"""A table of rows, through its keys."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pingkou_gui.form.pages.overview import Duty, Organisation
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.report.findings import Finding, Severity
from pingkou_gui.ui.pages.rows_section import DetailLine, RowsSection, sheet_state
from pingkou_gui.ui.table.cell_editors import CellEditor, CellTextEditor
from pingkou_gui.ui.widgets.controls import Button
from pingkou_gui.ui.widgets.layout import PageArea

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
OUTTURN = 5


def names(session):
    report = session.report
    return [report[Project.name.at(row)] for row in report.rows("project")]


def editor():
    return QApplication.focusWidget()


def test_typing_into_a_cell_replaces_its_value_and_enter_goes_down(projects, session, qtbot):
    rows = session.report.rows("project")
    projects.group.view.choose(rows[0], OUTTURN)
    qtbot.keyClicks(projects.group.view, "7")
    qtbot.keyClicks(editor(), ".5")
    qtbot.keyClick(editor(), Qt.Key.Key_Return)
    assert str(session.report[Project.outturn.at(rows[0])]) == "7.50"
    assert projects.group.view.current_row == rows[1]


def test_one_stay_in_a_cell_is_one_step_back(projects, session, qtbot):
    rows = session.report.rows("project")
    projects.group.view.choose(rows[0], OUTTURN)
    qtbot.keyClicks(projects.group.view, "7")
    qtbot.keyClicks(editor(), "77")
    qtbot.keyClick(editor(), Qt.Key.Key_Return)
    session.undo()
    assert str(session.report[Project.outturn.at(rows[0])]) == "5.00"


@pytest.mark.parametrize("column", [0, OUTTURN])
def test_words_committed_without_composing_replace_the_cell_as_typed_ones_do(
    projects, session, qtbot, column
):
    rows = session.report.rows("project")
    field = projects.group.model.columns[column].field
    projects.group.view.choose(rows[0], column)
    done = QInputMethodEvent()
    done.setCommitString("12.5")
    QApplication.sendEvent(projects.group.view, done)
    assert editor().text() == "12.5"
    qtbot.keyClick(editor(), Qt.Key.Key_Return)
    assert field.show(session.report[field.at(rows[0])]) in {"12.5", "12.50"}


def test_words_committed_into_a_closed_cell_of_several_lines_are_not_lost(
    context, session, shown, qtbot
):
    draft = session.draft()
    row = draft.add(Duty)
    session.make(draft.change, "职能")
    made = shown(RowsSection(Duty, context))
    made.group.view.setFocus()
    made.group.view.choose(row, 1)
    done = QInputMethodEvent()
    done.setCommitString("宣传政策")
    QApplication.sendEvent(made.group.view, done)
    qtbot.keyClick(editor(), Qt.Key.Key_Return)
    assert session.report[Duty.text.at(row)] == "宣传政策"


def test_what_was_made_of_words_is_said_once_the_next_cell_is_current(
    projects, context, session, write, qtbot
):
    said, rows = [], session.report.rows("project")
    context.spoke.connect(said.append)
    projects.group.view.choose(rows[0], OUTTURN)
    write(projects.group.view, "三十六万元")
    qtbot.keyClick(editor(), Qt.Key.Key_Return)
    assert str(session.report[Project.outturn.at(rows[0])]) == "36.00"
    assert said[-1].name == "河道清淤 · 全年执行"
    assert said[-1].what.startswith(
        "道路硬化 · 全年执行 按 36.00 万元理解（输入 三十六万元）；万元"
    )
    qtbot.keyClick(projects.group.view, Qt.Key.Key_Down)
    assert "三十六" not in said[-1].what


def test_escape_gives_the_old_value_back(projects, session, qtbot):
    rows = session.report.rows("project")
    projects.group.view.choose(rows[0], OUTTURN)
    qtbot.keyClick(projects.group.view, Qt.Key.Key_F2)
    editor().setText("99")
    editor().binding.typed()
    qtbot.keyClick(editor(), Qt.Key.Key_Escape)
    assert str(session.report[Project.outturn.at(rows[0])]) == "5.00"
    assert projects.group.view.hasFocus()


def test_what_escape_gave_up_in_a_cell_is_said_and_redo_brings_it_back(
    projects, session, context, qtbot
):
    said = []
    context.spoke.connect(said.append)
    rows = session.report.rows("project")
    projects.group.view.choose(rows[0], OUTTURN)
    for key in "98":
        qtbot.keyClick(QApplication.focusWidget(), key)
    qtbot.keyClick(editor(), Qt.Key.Key_Escape)
    assert said[-1].what.startswith("按 Esc 没有留下刚改的“98”，按 Ctrl+Y 恢复")
    assert str(session.report[Project.outturn.at(rows[0])]) == "5.00"
    session.redo()
    assert session.report[Project.outturn.at(rows[0])] == Decimal(98)


def test_a_row_given_up_with_escape_comes_back_with_undo(projects, session, context, qtbot):
    said = []
    context.spoke.connect(said.append)
    projects.group.add_row()
    qtbot.keyClicks(editor(), "road")
    qtbot.keyClick(editor(), Qt.Key.Key_Escape)
    assert len(session.report.rows("project")) == 3
    assert "按 Ctrl+Z 恢复" in said[-1].what
    session.undo()
    assert "road" in names(session)
    assert session.blank is None


def test_a_blank_line_goes_before_an_older_step_is_taken_back(projects, session, qtbot):
    projects.group.add_row()
    qtbot.keyClicks(editor(), "road")
    qtbot.keyClick(editor(), Qt.Key.Key_Escape)
    session.type_in(Project.outturn, "7", session.report.rows("project")[0])
    assert session.blank is not None
    session.undo()
    assert session.blank is None
    assert str(session.report[Project.outturn.at(session.report.rows("project")[0])]) == "7.00"


def test_words_that_are_no_amount_stay_in_the_cell_with_a_sentence_below(projects, session, qtbot):
    rows = session.report.rows("project")
    projects.group.view.choose(rows[0], OUTTURN)
    qtbot.keyClicks(projects.group.view, "a")
    qtbot.keyClick(editor(), Qt.Key.Key_Tab)
    model = projects.group.model
    assert model.index(0, OUTTURN).data() == "a"
    assert model.cell(model.index(0, OUTTURN)).problem.value == "必改"
    assert projects.group.notes == ("全年执行写成数字，例如 2.80",)


def test_tab_goes_to_the_next_cell_and_on_to_the_next_row(projects, session, qtbot):
    view = projects.group.view
    view.choose(session.report.rows("project")[0], 7)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert (view.currentIndex().row(), view.currentIndex().column()) == (1, 0)


def test_enter_in_the_last_row_begins_one_that_is_none_until_something_stands_in_it(
    projects, session, qtbot
):
    view = projects.group.view
    view.choose(session.report.rows("project")[-1], 0)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert isinstance(editor(), CellEditor)
    assert (projects.group.model.rowCount(), len(session.report.rows("project"))) == (4, 3)
    qtbot.keyClicks(editor(), "9")
    qtbot.keyClick(editor(), Qt.Key.Key_Return)
    assert names(session)[3:] == ["9"]


def test_a_row_with_its_first_value_is_one_step_back(projects, session, qtbot):
    projects.group.add_row()
    qtbot.keyClicks(editor(), "a")
    editor().binding.commit()
    qtbot.keyClicks(editor(), "b")
    qtbot.keyClick(editor(), Qt.Key.Key_Tab)
    assert names(session)[3:] == ["ab"]
    session.undo()
    assert len(session.report.rows("project")) == 3


def test_a_pause_in_typing_leaves_the_new_cell_open(projects, qtbot):
    projects.group.add_row()
    held = editor()
    qtbot.keyClicks(held, "a")
    held.binding.commit()
    assert editor() is held
    assert projects.group.model.blank_row == 0


def test_escape_makes_a_new_row_blank_again(projects, session, qtbot):
    projects.group.add_row()
    qtbot.keyClicks(editor(), "a")
    editor().binding.commit()
    qtbot.keyClick(editor(), Qt.Key.Key_Escape)
    assert len(session.report.rows("project")) == 3
    assert projects.group.view.current_row == projects.group.model.blank_row


def test_a_new_row_left_empty_is_gone(projects, session, qtbot):
    projects.group.add_row()
    qtbot.keyClick(editor(), Qt.Key.Key_Return, SHIFT)
    qtbot.waitUntil(lambda: projects.group.model.rowCount() == 3)
    assert session.blank is None
    assert session.undo_label == "项目"


def test_a_new_row_may_begin_in_its_detail(projects, session, qtbot):
    projects.group.add_row()
    row = projects.group.model.blank_row
    session.type_in(Project.management, "专账", row)
    assert session.report.rows("project")[3:] == (row,)


def test_enter_in_a_blank_last_row_adds_no_second_one(projects, session, qtbot):
    projects.group.add_row()
    qtbot.keyClick(editor(), Qt.Key.Key_Return)
    assert projects.group.model.rowCount() == 4


def test_rows_are_inserted_moved_and_deleted_by_their_keys(projects, session, qtbot):
    view = projects.group.view
    view.choose(session.report.rows("project")[0], 0)
    qtbot.keyClick(view, Qt.Key.Key_Down, ALT | SHIFT)
    assert names(session) == ["河道清淤", "道路硬化", "饮水安全"]
    qtbot.keyClick(view, Qt.Key.Key_Delete, CTRL)
    assert names(session) == ["河道清淤", "饮水安全"]
    view.choose(session.report.rows("project")[0], 0)
    qtbot.keyClick(view, Qt.Key.Key_Equal, CTRL | SHIFT)
    qtbot.keyClicks(editor(), "5")
    qtbot.keyClick(editor(), Qt.Key.Key_Tab)
    assert names(session) == ["河道清淤", "5", "饮水安全"]


def test_several_rows_move_as_one_block(projects, session):
    rows = session.report.rows("project")
    view = projects.group.view
    view.choose(rows[1], 0)
    view.selectionModel().select(
        view.model().index(2, 0), view.selectionModel().SelectionFlag.Select
    )
    projects.group.move_rows(-1)
    assert names(session) == ["河道清淤", "饮水安全", "道路硬化"]


def test_deleting_a_row_keeps_the_eye_where_it_was(projects, session):
    rows = session.report.rows("project")
    projects.group.view.choose(rows[1], 3)
    projects.group.delete_rows()
    assert projects.group.view.current_row == rows[2]
    assert projects.group.view.currentIndex().column() == 3


def test_the_total_counts_and_sums(projects):
    assert projects.group._total.words == "合计（3 个项目），全年执行 16.00"


def test_a_derived_cell_says_that_it_is_worked_out(projects, context, session, qtbot):
    said = []
    context.spoke.connect(said.append)
    projects.group.view.choose(session.report.rows("project")[0], 6)
    qtbot.keyClicks(projects.group.view, "5")
    assert said[-1].what.startswith("这个数由程序算出")


def test_a_derived_cell_is_named_by_its_row_and_its_column(projects, context, session):
    said = []
    context.spoke.connect(said.append)
    projects.group.view.choose(session.report.rows("project")[1], 6)
    assert said[-1].name == "河道清淤 · 执行率"


def test_delete_blanks_the_cell_and_can_be_taken_back(projects, session, qtbot):
    place = Project.outturn.at(session.report.rows("project")[0])
    projects.group.view.choose(place.row, OUTTURN)
    qtbot.keyClick(projects.group.view, Qt.Key.Key_Delete)
    assert session.report[place] is None
    session.undo()
    assert str(session.report[place]) == "5.00"


def test_only_the_row_that_changed_is_read_anew(projects, session, qtbot):
    touched = []
    projects.group.model.dataChanged.connect(lambda a, b: touched.append((a.row(), b.row())))
    session.type_in(Project.outturn, "6", session.report.rows("project")[1])
    assert touched == [(1, 1)]


def test_an_empty_table_says_how_to_begin(context, shown):
    made = shown(RowsSection(Organisation, context))
    assert made.group._begin.isVisible()
    assert made.group._begin.text().startswith("还没有机构")
    assert not made.group.view.isVisible()


def test_long_text_is_typed_in_a_box_and_makes_its_row_higher(context, session, shown, qtbot):
    made = shown(RowsSection(Duty, context))
    made.group.add_row()
    low = made.group.view.rowHeight(0)
    assert isinstance(editor(), CellTextEditor)
    qtbot.keyClicks(editor(), "first")
    qtbot.keyClick(editor(), Qt.Key.Key_Return, ALT)
    qtbot.keyClicks(editor(), "second")
    qtbot.keyClick(editor(), Qt.Key.Key_Tab)
    assert session.report[Duty.text.at(made.group.model.rows[0])] == "first\nsecond"
    assert made.group.view.rowHeight(0) > low


def test_a_short_table_is_shown_whole_and_a_long_one_scrolls_itself(fill, context, shown):
    fill(tuple((f"项目{n}", "专项", "1") for n in range(40)))
    made = shown(RowsSection(Project, context))
    assert made.group.view.scrolls
    assert made.group.view.height() < 14 * 30


def test_a_finding_leads_to_the_cell_and_to_the_detail(projects, context, session):
    row = session.report.rows("project")[2]
    context.find(Project.outturn.at(row))
    assert projects.group.view.currentIndex().column() == OUTTURN
    found = context.find(Project.management.at(row))
    assert projects.detail.segment == "story"
    assert found.binding.place == Project.management.at(row)


def test_an_indicator_of_a_project_is_found_in_its_detail(projects, context, session):
    draft = session.draft()
    row = session.report.rows("project")[1]
    inner = draft.add(ProjectIndicator, row)
    session.make(draft.change, "指标")
    found = context.find(ProjectIndicator.target.at(inner))
    assert projects.detail.segment == "attachment3"
    assert projects.detail.row == row
    assert (found.current_row, found.currentIndex().column()) == (inner, 4)


@pytest.mark.parametrize(("key", "title"), [("funds", "资金"), ("story", "四段说明")])
def test_the_detail_follows_the_chosen_row(projects, session, key, title):
    row = session.report.rows("project")[1]
    projects.group.view.choose(row)
    projects.detail.show_segment(key)
    assert projects.detail.row == row
    assert projects.detail._title.text() == "河道清淤"
    assert any(head.startswith(title) for head in projects.detail.heads)


def test_copying_takes_the_block_as_excel_takes_it(projects, session):
    view = projects.group.view
    view.choose(session.report.rows("project")[0], 0)
    view.selectionModel().select(
        view.model().index(1, 0), view.selectionModel().SelectionFlag.Select
    )
    projects.group.copy_block()
    assert QGuiApplication.clipboard().text() == "道路硬化\r\n河道清淤\r\n"


def test_the_page_follows_the_current_cell(fill, context, shown):
    fill(tuple((f"项目{n}", "专项", "1") for n in range(12)))
    page = PageArea(name="项目")
    made = RowsSection(Project, context)
    page.add(made)
    shown(page)
    page.setFixedHeight(200)
    made.group.view.setFocus()
    made.group.view.choose(made.group.model.rows[11], 2)
    cell = made.group.view.visualRect(made.group.view.currentIndex())
    top = made.group.view.viewport().mapTo(page, cell.topLeft()).y()
    assert 0 <= top < 200


def told_by(model):
    """The columns that a model tells of, as it tells of them."""
    told = []
    model.dataChanged.connect(
        lambda first, last: told.extend(range(first.column(), last.column() + 1))
    )
    return told


def test_only_cells_that_show_something_else_are_painted_again(projects, session):
    row = session.report.rows("project")[0]
    projects.group.view.grab()
    told = told_by(projects.group.model)
    session.type_in(Project.outturn, "6", row)
    assert told == [OUTTURN]


def test_a_cell_that_follows_from_another_is_painted_again_with_it(projects, session):
    row = session.report.rows("project")[0]
    projects.group.view.grab()
    told = told_by(projects.group.model)
    session.type_in(Project.full_year, "10", row)
    assert [projects.group.model.columns[at].head for at in told] == ["全年预算", "执行率"]


def test_where_the_focus_goes_only_the_chosen_row_is_painted_again(projects, monkeypatch):
    model, view = projects.group.model, projects.group.view
    view.choose(model.rows[1])
    QApplication.processEvents()
    painted, paint = set(), model.painted
    monkeypatch.setattr(model, "painted", lambda at, to: (painted.add(at), paint(at, to))[1])
    projects.group.add_button.setFocus()
    QApplication.sendPostedEvents()
    assert painted == {1}


def test_typing_in_a_cell_that_was_scrolled_away_brings_it_back(fill, context, shown, qtbot):
    fill(tuple((f"项目{n}", "专项", "1") for n in range(40)))
    view = shown(RowsSection(Project, context)).group.view
    view.setFocus()
    view.edit(view.model().index(1, 0))
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert not view.viewport().rect().intersects(view.visualRect(view.currentIndex()))
    qtbot.keyClicks(QApplication.focusWidget(), "x")
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))


def test_a_cell_scrolled_away_in_its_table_moves_the_page_no_more(fill, context, shown, qtbot):
    fill(tuple((f"项目{n}", "专项", "1") for n in range(40)))
    page = PageArea(name="项目")
    made = RowsSection(Project, context)
    page.add(made)
    shown(page)
    page.setFixedHeight(300)
    view = made.group.view
    view.setFocus()
    view.edit(view.model().index(1, 0))
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    before = page.verticalScrollBar().value()
    QApplication.sendEvent(page.widget(), QEvent(QEvent.Type.LayoutRequest))
    assert page.verticalScrollBar().value() == before


@pytest.fixture
def choice(projects, session):
    """The view, its current cell one where 资金性质 is chosen, and the rows."""
    view, rows = projects.group.view, session.report.rows("project")
    column = next(at for at, c in enumerate(view.rows_model.columns) if c.field is Project.budget)
    view.choose(rows[1], column)
    return view, rows


def pick(label):
    offered = QApplication.activePopupWidget()
    action = next(each for each in offered.actions() if each.text() == label)
    offered.setActiveAction(action)
    QTest.keyClick(offered, Qt.Key.Key_Return)


def test_enter_in_the_list_of_a_choice_only_chooses_and_the_next_enter_goes_down(
    choice, session, qtbot
):
    view, rows = choice
    qtbot.keyClick(view, Qt.Key.Key_Return)
    pick("一般公共预算")
    assert session.report[Project.budget.at(rows[1])] == "general"
    assert view.current_row == rows[1]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert (view.current_row, QApplication.focusWidget()) == (rows[2], view)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    pick("政府性基金")
    assert session.report[Project.budget.at(rows[2])] == "government_funds"


def test_figures_typed_behind_a_choice_stand_in_the_row_it_was_made_in(choice, session, qtbot):
    view, rows = choice
    figure = next(at for at, c in enumerate(view.rows_model.columns) if c.field is Project.outturn)
    before = session.report[Project.outturn.at(rows[2])]
    qtbot.keyClick(view, Qt.Key.Key_Return)
    pick("政府性基金")
    while view.currentIndex().column() != figure:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert view.current_row == rows[1]
    for key in "12.5\t":
        qtbot.keyClick(QApplication.focusWidget(), key)
    assert session.report[Project.outturn.at(rows[1])] == Decimal("12.5")
    assert session.report[Project.outturn.at(rows[2])] == before


def test_enter_upwards_and_the_arrows_pass_a_choice(choice, qtbot):
    view, rows = choice
    qtbot.keyClick(view, Qt.Key.Key_Return, SHIFT)
    assert view.current_row == rows[0]
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert (view.current_row, QApplication.activePopupWidget()) == (rows[1], None)


def test_a_list_that_is_closed_again_changes_nothing(choice, session, qtbot):
    view, rows = choice
    before = session.report
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
    assert (session.report, view.current_row) == (before, rows[1])


def test_a_click_on_the_current_choice_opens_its_list_and_one_elsewhere_does_not(choice, qtbot):
    view, rows = choice
    place = view.visualRect(view.currentIndex()).center()
    left, above = Qt.MouseButton.LeftButton, place - QPoint(0, view.rowHeight(0))
    qtbot.mouseClick(view.viewport(), left, pos=above)
    assert view.current_row == rows[0]
    assert not view._clicked_again.isActive()
    qtbot.mouseClick(view.viewport(), left, pos=above)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    QApplication.activePopupWidget().close()


@pytest.mark.parametrize("how", ["mouse", "key"])
def test_the_list_of_a_choice_opens_by_a_double_click_and_by_its_key(projects, session, qtbot, how):
    view, row = projects.group.view, session.report.rows("project")[2]
    column = next(at for at, c in enumerate(view.rows_model.columns) if c.field is Project.budget)
    view.choose(row, column)
    if how == "mouse":
        place = view.visualRect(view.currentIndex()).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    else:
        qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    offered = QApplication.activePopupWidget()
    assert [action.text() for action in offered.actions()][:1] == ["一般公共预算"]
    offered.actions()[0].trigger()
    offered.close()
    qtbot.keyClick(editor(), Qt.Key.Key_Return)
    assert session.report[Project.budget.at(row)] == "general"


def test_amounts_stand_as_they_are_printed_and_tell_that_they_have_more(projects, session, qtbot):
    row = session.report.rows("project")[0]
    session.type_in(Project.initial, "12.00005", row)
    model, view = projects.group.model, projects.group.view
    at = model.column_of("initial")
    assert model.index(0, at).data() == "≈12.00"
    view.choose(row, at)
    view.begin_edit()
    assert QApplication.focusWidget().text() == "12.00005"
    session.type_in(Project.initial, "1212.5", row)
    assert model.index(0, at).data() == "1,212.50"


@pytest.mark.parametrize("words", ["", "修路", "修路、架桥、铺设管网，" * 12])
def test_an_open_text_lies_over_no_other_row(context, session, shown, qtbot, words):
    duties = shown(RowsSection(Duty, context))
    for text in ("宣传政策", "修建道路"):
        draft = session.draft()
        draft.type_in(Duty.text, text, draft.add(Duty))
        session.make(draft.change, "职能")
    view, model = duties.group.view, duties.group.model
    duties.group.add_row()
    editor = QApplication.focusWidget()
    editor.setPlainText(words)
    editor.binding.commit()
    QTest.qWait(0)
    index = view.currentIndex()
    assert index.row() == 2
    top = view.rowViewportPosition(2)
    assert editor.geometry().top() >= top
    assert editor.geometry().bottom() <= top + view.rowHeight(2)
    assert model.rows[-1] == view.current_row


def test_what_a_row_lacks_is_told_once_where_its_field_is_in_sight(projects, session):
    row, group, detail = session.report.rows("project")[0], projects.group, projects.detail
    place = Project.last.at(row)
    found = Finding("c", Severity.REMINDER, "上年决算空着", (place,))
    group.context.set_open(frozenset(), {place: (found,)})

    def told():
        shown = [line for line in detail.findChildren(DetailLine) if line.isVisible()]
        return [message.sentence for line in shown for message in line._messages]

    assert detail.segment == "funds"
    assert (group.notes, told()) == ((), ["上年决算空着"])
    detail.show_segment("attachment3")
    assert (group.notes, told()) == (("上年决算空着",), [])
    detail.show_segment("funds")
    assert (group.notes, told()) == ((), ["上年决算空着"])


def test_a_sheet_is_filled_in_once_nothing_more_is_asked_of_it(session, projects):
    row, draft = session.report.rows("project")[0], session.draft()
    inner = draft.add(ProjectIndicator, row)
    for field in (f for f in ProjectIndicator.fields if f.required):
        draft.type_in(field, "产出指标" if field is ProjectIndicator.level1 else "10", inner)
    draft.type_in(ProjectIndicator.actual, "10", inner)
    for field in (Project.goal, Project.achieved):
        draft.type_in(field, "修好12公里", row)
    session.make(draft.change, "附件3")
    assert sheet_state(projects.context.facts, row) == "差 1 项"
    session.type_in(Project.department, "云岭县财政局", row)
    assert sheet_state(projects.context.facts, row) == "已填"


def test_of_many_messages_the_rest_is_counted_and_one_press_shows_it(projects, session, qtbot):
    first, second = session.report.rows("project")[:2]
    place = Project.name.at(first)
    context, group = projects.group.context, projects.group
    told = [f"第{at}处" for at in range(1, 6)]

    def find(number):
        found = (Finding("c", Severity.REMINDER, each, (place,)) for each in told[:number])
        context.set_open(frozenset(), {place: tuple(found)})

    find(4)
    assert group.notes == tuple(told[:4])
    find(5)
    assert group.notes == (*told[:3], "这一行还有 2 处")
    (link,) = [b for b in group.findChildren(Button) if b.text().startswith("全部显示")]
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert group.notes == tuple(told)
    assert QApplication.focusWidget() is group.view
    group.view.choose(second)
    group.view.choose(first)
    assert group.notes[-1] == "这一行还有 2 处"
    told.append("必改的")
    worst = Finding("c", Severity.ERROR, told[-1], (place,))
    reminders = tuple(Finding("c", Severity.REMINDER, each, (place,)) for each in told[:-1])
    context.set_open(frozenset(), {place: (*reminders, worst)})
    assert group.notes == ("必改的", *told[:2], "这一行还有 3 处")


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_3])
def test_a_key_after_a_second_click_opens_no_list_over_it(projects, session, qtbot, key):
    view, rows = projects.group.view, session.report.rows("project")
    view.choose(rows[0], 1)
    place = view.visualRect(view.currentIndex()).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view._clicked_again.isActive()
    qtbot.keyClick(view, key)
    assert not view._clicked_again.isActive()

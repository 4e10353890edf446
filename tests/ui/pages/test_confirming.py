from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pingkou_gui.form.pages.basic_spending import Conferences
from pingkou_gui.form.pages.overview import Organisation, Staff, Unit
from pingkou_gui.form.pages.problems import Closing, Problem
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import Source, SourceKind
from pingkou_gui.report.carried import waiting
from pingkou_gui.ui.open_items import StepState
from pingkou_gui.ui.pages.form_page import ConfirmBand
from pingkou_gui.ui.signs import Sign

CARRIED = Source(SourceKind.CARRIED, where="2023年度报告")
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def turned(window):
    """A window with a report that has taken things over from last year."""
    window.new_report()
    draft = window.report.session.draft()
    draft.put(Unit.name, "平口镇人民政府", source=CARRIED)
    draft.put(Unit.short_name, "我镇", source=CARRIED)
    draft.put(Conferences.meetings.last, Decimal(3), source=CARRIED)
    for name in ("党政办公室", "财政所"):
        row = draft.add(Organisation)
        draft.put(Organisation.name, name, row, CARRIED)
        draft.put(Organisation.kind, "institution", row, CARRIED)
    project = draft.add(Project)
    draft.put(Project.name, "村级道路", project, CARRIED)
    draft.put(Project.use, "铺路", project, CARRIED)
    draft.put(Project.last, Decimal(7), project, CARRIED)
    window.report.session.make(draft.change, "开始新一年")
    window.report.watch.look()
    return window


def band(window):
    return window.shell.widget_of(window.shell.page).findChild(ConfirmBand)


def states(window):
    return {step.key: (step.state, step.count) for step in window.shell.strip.steps}


def test_the_band_counts_rows_and_single_values_of_its_page(turned):
    assert band(turned).isVisible()
    assert "4 处" in band(turned).words
    turned.shell.show_page("basic_spending")
    assert not band(turned).isVisible()


def test_the_page_is_confirmed_by_one_click_that_leaves_the_focus_in_its_field(turned, qtbot):
    turned._jump(Unit.short_name.at())
    field = QApplication.focusWidget()
    qtbot.mouseClick(band(turned).button, Qt.MouseButton.LeftButton)
    report = turned.report.session.report
    assert waiting(report, "overview") == ()
    assert len(waiting(report, "projects")) == 2
    assert not band(turned).isVisible()
    assert QApplication.focusWidget() is field


def test_the_page_is_confirmed_by_its_key(turned, qtbot):
    turned._jump(Unit.name.at())
    field = QApplication.focusWidget()
    qtbot.keyClick(field, Qt.Key.Key_D, CTRL | SHIFT)
    assert waiting(turned.report.session.report, "overview") == ()
    assert QApplication.focusWidget() is field


def test_the_bar_no_longer_offers_to_confirm_what_was_confirmed_with_its_page(turned, qtbot):
    turned._jump(Unit.name.at())
    bar = turned.shell.field_bar
    assert "沿用待核" in bar.words
    turned.confirm_page()
    qtbot.waitUntil(lambda: "沿用待核" not in bar.words)


def test_enter_on_the_button_goes_on_to_the_first_field(turned, qtbot):
    button = band(turned).button
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    page = turned.shell.widget_of("overview")
    assert page.isAncestorOf(QApplication.focusWidget())
    assert waiting(turned.report.session.report, "overview") == ()


def test_a_text_with_last_years_figures_is_left_by_the_page_and_confirmed_by_itself(turned, qtbot):
    draft = turned.report.session.draft()
    row = draft.add(Problem)
    draft.put(Problem.name, "年中追加预算312.45万元", row, CARRIED)
    draft.put(Closing.application, "作为预算安排的依据", source=CARRIED)
    turned.report.session.make(draft.change, "开始新一年")
    turned.report.watch.look()
    turned.shell.show_page("problems")
    shown = band(turned)
    assert "本页 1 处沿用上年" in shown.words
    assert "另有 1 处文字里有上年的数字，逐处核对" in shown.words
    qtbot.mouseClick(shown.button, Qt.MouseButton.LeftButton)
    report = turned.report.session.report
    assert waiting(report, "problems") == (Problem.name.at(row),)
    assert shown.isVisible()
    assert not shown.button.isVisible()
    assert shown.words.startswith("本页 1 处文字里有上年的数字")
    turned._jump(Problem.name.at(row))
    turned.confirm()
    assert waiting(turned.report.session.report, "problems") == ()
    turned.report.watch.look()
    assert not shown.isVisible()


def test_undo_brings_all_of_a_page_back_as_one_step(turned):
    turned.confirm_page()
    assert turned.report.session.undo_label == "本页全部确认"
    turned.undo()
    turned.report.watch.look()
    assert len(waiting(turned.report.session.report, "overview")) == 6
    assert band(turned).isVisible()


def test_a_page_with_nothing_but_carried_values_says_so_in_step_and_foot_alike(turned):
    turned.report.session.type_in(Unit.report_date, "2025.3.18")
    state = turned.report.watch.state
    projects = next(p for p in state.pages if p.progress.page.key == "projects")
    assert projects.carried == 1
    assert state.carried == 5
    assert "待核 5" in [c.accessibleName() for c in turned.shell.foot._counts if c.isVisible()]


def test_what_is_unconfirmed_comes_after_what_is_missing():
    from pingkou_gui.ui.open_items import step_state

    rest = ((StepState.CARRIED, 8),)
    assert step_state(0, 0, 0, rest, touched=True) == (StepState.CARRIED, 8)
    assert step_state(0, 1, 0, rest, touched=True) == (StepState.PARTIAL, 1)
    assert step_state(0, 0, 2, rest, touched=True) == (StepState.REMINDER, 2)
    assert step_state(0, 0, 0, ((StepState.CARRIED, 0),), touched=True) == (StepState.DONE, 0)


def table_of(window, section):
    from pingkou_gui.form.values import RowList

    window.shell.show_page("projects" if section is Project else "overview")
    window.report._complete_page()
    return window.report.context.find(RowList(section.key))


def test_a_row_is_marked_once_by_its_name(turned):
    model = table_of(turned, Organisation).rows_model
    marks = [[model.cell_at(at, c).mark for c in range(len(model.columns))] for at in (0, 1)]
    assert [row.count(Sign.CARRIED) for row in marks] == [1, 1]
    assert marks[0][model.column_of("name")] is Sign.CARRIED


def test_a_row_is_marked_for_what_stands_in_its_detail_too(turned):
    table = table_of(turned, Project)
    row = table.rows_model.rows[0]
    turned.report.session.type_in(Project.name, "村级道路硬化", row)
    assert table.rows_model.cell_at(0, 0).mark is Sign.CARRIED
    turned.report.session.type_in(Project.use, "铺路五公里", row)
    assert table.rows_model.cell_at(0, 0).mark is None


def test_control_d_confirms_the_row_whatever_cell_is_chosen(turned, qtbot):
    table = table_of(turned, Organisation)
    first, second = table.rows_model.rows
    table.choose(first, 1)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_D, CTRL)
    left = {place.row for place in waiting(turned.report.session.report, "overview")}
    assert first not in left
    assert second in left
    assert QApplication.focusWidget() is table


def test_a_figure_of_last_year_has_no_frame_that_asks(turned):
    turned.shell.show_page("basic_spending")
    turned.report._complete_page()
    editor = turned.report.context.find(Conferences.meetings.last.at())
    assert not editor.binding.is_carried
    assert Sign.CARRIED not in editor.marks


def test_the_reason_of_people_is_asked_for_once_their_number_has_changed(window):
    window.new_report()
    window.report._complete_page()
    session, context = window.report.session, window.report.context
    (editor,) = (shown.widget for shown in context.showing(Staff.headcount_reason.at()))
    assert not editor.isVisible()
    session.type_in(Staff.headcount_last, "91")
    session.type_in(Staff.headcount, "90")
    assert editor.isVisible()
    session.type_in(Staff.headcount, "91")
    assert not editor.isVisible()
    window._jump(Staff.headcount_reason.at())
    assert QApplication.focusWidget() is editor


def test_a_page_that_is_turned_to_begins_with_its_first_figure_and_says_what_it_is(sample):
    sample._jump(Unit.name.at())
    sample.shell.show_page("basic_spending")
    QApplication.processEvents()
    focused = QApplication.focusWidget()
    assert focused.binding.field.key == "basic.wages"
    assert sample.shell.field_bar.words.startswith("301 工资福利支出")

"""The history of a field in a list, and rows that were removed brought back."""

from decimal import Decimal

import pytest

from pingkou_gui.form.pages.basic_spending import Basic
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.form.values import Source, SourceKind
from pingkou_gui.report.report import Draft
from pingkou_gui.ui.history_dialog import FieldHistoryDialog, RemovedRowsDialog

WAGES = Basic.wages.this


@pytest.fixture
def changed(session):
    session.type_in(WAGES, "1")
    draft = Draft(session.report)
    draft.put(WAGES, Decimal(2), source=Source(SourceKind.WORKBOOK, "决算.xlsx", "C23"))
    session.make(draft.change, "导入决算表")
    return session


def cells(listing):
    model = listing.model()
    return [
        [model.index(row, column).data() for column in range(1, model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_each_change_says_from_what_to_what_and_from_where(changed, theme, qtbot):
    dialog = FieldHistoryDialog(changed, WAGES.at())
    qtbot.addWidget(dialog)
    assert cells(dialog.list) == [
        ["1.00", "2.00", "表格 决算.xlsx C23", "导入决算表"],
        ["（空）", "1.00", "填写", f"修改{WAGES.label}"],
    ]


def test_a_value_of_before_is_brought_back_as_a_step_that_can_be_taken_back(changed, theme, qtbot):
    dialog = FieldHistoryDialog(changed, WAGES.at())
    qtbot.addWidget(dialog)
    dialog.back_button.click()
    assert changed.report[WAGES.at()] == 1
    changed.undo()
    assert changed.report[WAGES.at()] == 2


def test_a_removed_row_is_put_back_with_the_rows_below_it(session, theme, qtbot):
    project = session.add_row(Project)
    session.type_in(Project.name, "路灯", project)
    indicator = session.add_row(ProjectIndicator, project)
    session.type_in(ProjectIndicator.name, "盏数", indicator)
    session.remove_rows(Project, (project,))
    dialog = RemovedRowsDialog(session)
    qtbot.addWidget(dialog)
    ((noun, words),) = cells(dialog.list)
    assert (noun, words) == (Project.noun, "路灯、盏数")
    dialog.back_button.click()
    assert session.report[Project.name.at(project)] == "路灯"
    assert session.report.rows(ProjectIndicator.key, project) == (indicator,)
    assert dialog.list.model().rowCount() == 0
    session.undo()
    assert session.report.rows(Project.key) == ()


def test_a_field_of_a_removed_row_shows_its_history_and_takes_nothing(session, theme, qtbot):
    row = session.add_row(Project)
    session.type_in(Project.name, "路灯", row)
    session.remove_rows(Project, (row,))
    dialog = FieldHistoryDialog(session, Project.name.at(row))
    qtbot.addWidget(dialog)
    assert dialog.list.model().rowCount() == 2
    assert not dialog.back_button.isEnabled()

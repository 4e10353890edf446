"""A line on the screen becomes a row with its first value, and is none again without any."""

import pytest

from pingkou_gui.form.pages.overview import KeyWork
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.form.values import Entry, RowList
from pingkou_gui.report.report import Change, Draft, PendingRow, Report

LANE = RowList(Project.key)
WORKS = RowList(KeyWork.key)


def put(report, *steps):
    draft = Draft(report)
    for field, text, row in steps:
        draft.type_in(field, text, row)
    return draft.change


def filled(report, blank, *steps):
    return report.apply(blank.completed(report, put(report, *steps)))


@pytest.fixture
def report(report_of):
    return report_of(project=[{"name": "甲"}, {"name": "乙"}])


@pytest.mark.parametrize(("at", "rows"), [(0, (9, 1, 2)), (1, (1, 9, 2)), (2, (1, 2, 9))])
def test_it_stands_where_it_was_opened(report, at, rows):
    blank = PendingRow(LANE, 9, at)
    assert blank.among(report.rows(*LANE)) == rows
    after = filled(report, blank, (Project.name, "丙", 9))
    assert after.rows(*LANE) == rows
    assert blank.among(after.rows(*LANE)) == rows


def test_a_change_elsewhere_leaves_it_waiting(report):
    after = filled(report, PendingRow(LANE, 9, 2), (Project.name, "甲甲", 1))
    assert after.rows(*LANE) == (1, 2)
    assert after[Project.name.at(1)] == "甲甲"


def test_the_same_field_of_a_row_of_another_list_does_not_fill_it(report_of):
    report = report_of(key_work=[{"title": "修路"}])
    after = filled(report, PendingRow(LANE, 1, 0), (KeyWork.title, "修桥", 1))
    assert after.rows(*LANE) == ()


def test_emptied_again_it_is_no_row(report):
    blank = PendingRow(LANE, 9, 1)
    after = filled(report, blank, (Project.name, "丙", 9))
    assert filled(after, blank, (Project.name, "", 9)) == report


def test_one_of_two_values_taken_out_leaves_the_row(report):
    blank = PendingRow(LANE, 9, 1)
    after = filled(report, blank, (Project.name, "丙", 9), (Project.outturn, "5", 9))
    later = filled(after, blank, (Project.name, "", 9))
    assert later.rows(*LANE) == (1, 9, 2)


def test_what_came_with_it_comes_and_goes_with_the_row(report_of):
    report = report_of(key_work=[{"title": "修路", "level": "一级"}])
    level = KeyWork.level.at(9)
    blank = PendingRow(WORKS, 9, 1, {level: Entry("2")})
    assert blank.completed(report, Change({})) == Change({})
    after = filled(report, blank, (KeyWork.title, "修桥", 9))
    assert (after.rows(*WORKS), after[level]) == ((1, 9), "2")
    assert filled(after, blank, (KeyWork.title, "", 9)) == report


def test_once_it_is_a_row_its_level_may_be_blanked(report_of):
    blank = PendingRow(WORKS, 9, 0, {KeyWork.level.at(9): Entry("2")})
    after = filled(Report(), blank, (KeyWork.title, "修桥", 9))
    blanked = put(after, (KeyWork.level, "", 9))
    assert blank.completed(after, blanked) == blanked
    assert after.apply(blanked)[KeyWork.level.at(9)] is None


def test_a_level_that_was_chosen_is_not_overwritten(report_of):
    blank = PendingRow(WORKS, 9, 0, {KeyWork.level.at(9): Entry("2")})
    after = filled(Report(), blank, (KeyWork.title, "修桥", 9), (KeyWork.level, "一级", 9))
    assert after[KeyWork.level.at(9)] == "1"


def test_a_row_below_it_fills_it_and_the_last_one_gone_empties_it(report):
    blank = PendingRow(LANE, 9, 2)
    draft = Draft(report, first_free_row=10)
    inner = draft.add(ProjectIndicator, 9)
    after = report.apply(blank.completed(report, draft.change))
    assert after.rows(*LANE) == (1, 2, 9)
    assert after.rows(ProjectIndicator.key, 9) == (inner,)
    removal = Draft(after)
    removal.remove(ProjectIndicator, inner, 9)
    assert after.apply(blank.completed(after, removal.change)) == report


def test_rows_below_another_row_do_not_fill_it(report):
    draft = Draft(report, first_free_row=10)
    draft.add(ProjectIndicator, 1)
    after = report.apply(PendingRow(LANE, 9, 2).completed(report, draft.change))
    assert after.rows(*LANE) == (1, 2)


def test_a_row_moved_in_the_same_change_keeps_its_new_order(report):
    draft = Draft(report)
    draft.order(Project, (2, 1))
    draft.type_in(Project.name, "丙", 9)
    after = report.apply(PendingRow(LANE, 9, 1).completed(report, draft.change))
    assert after.rows(*LANE) == (2, 9, 1)

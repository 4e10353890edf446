"""Changing a report: drafts, changes, rows."""

from decimal import Decimal

import pytest

from pingkou_gui.form.pages.basic_spending import Basic
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.form.values import Entry, Source, SourceKind
from pingkou_gui.report.report import Draft, Report


@pytest.fixture
def draft():
    return Draft(Report())


def test_a_change_taken_back_leaves_the_report_as_it_was(draft):
    draft.type_in(Basic.wages.this, "5")
    draft.add(Project)
    after = Report().apply(draft.change)
    assert after.apply(draft.change.inverse) == Report()


def test_a_step_that_changes_nothing_is_no_change(draft):
    draft.type_in(Basic.wages.this, "")
    assert not draft.change


def test_two_changes_after_one_another_are_one(report_of):
    first = Draft(Report())
    first.type_in(Basic.wages.this, "1")
    middle = Report().apply(first.change)
    second = Draft(middle)
    second.type_in(Basic.wages.this, "2")
    both = first.change.merge(second.change)
    assert Report().apply(both) == middle.apply(second.change)
    assert not first.change.merge(first.change.inverse)


def test_removing_a_row_takes_along_what_it_holds_and_the_rows_below_it(draft):
    project = draft.add(Project)
    inner = draft.add(ProjectIndicator, project)
    draft.type_in(Project.name, "甲", project)
    draft.type_in(ProjectIndicator.name, "乙", inner)
    report = Report().apply(draft.change)
    removal = Draft(report)
    removal.remove(Project, project)
    assert report.apply(removal.change) == Report()


def test_a_new_row_takes_a_number_that_was_never_used(draft):
    first = draft.add(Project)
    report = Report().apply(draft.change)
    assert Draft(report).add(Project) > first
    assert Draft(report, first_free_row=9).add(Project) == 9


def test_a_row_is_added_where_it_was_asked_for(draft):
    first, second = draft.add(Project), draft.add(Project)
    between = draft.add(Project, at=1)
    assert draft.rows(Project.key) == (first, between, second)


def test_what_was_understood_from_typing_is_kept_with_the_value(draft):
    note = draft.type_in(Basic.goods.this, "2448000元")
    entry = draft.entry(Basic.goods.this.at())
    assert note == "按 244.80 万元理解（输入 2448000元）"
    assert (entry.value, entry.source.original) == (Decimal("244.80"), "2448000元")


@pytest.mark.parametrize(
    ("typed", "source", "workbook"),
    [
        ("3.65", (SourceKind.WORKBOOK, "决算.xlsx", "三公表 C9"), ""),
        ("3.56", (SourceKind.TYPED, "决算.xlsx", "三公表 C9"), "3.65"),
        ("约三", (SourceKind.TYPED, "决算.xlsx", "三公表 C9"), "3.65"),
    ],
)
def test_a_figure_typed_over_one_of_a_workbook_keeps_it_until_it_is_that_again(
    draft, typed, source, workbook
):
    field = Basic.goods.this
    read = Source(SourceKind.WORKBOOK, "决算.xlsx", "三公表 C9")
    draft.put_entry(field.at(), Entry(field.read("3.65").value, read))
    for text in (typed, "9", typed):
        draft.type_in(field, text)
        told = draft.entry(field.at()).source
    assert told[:3] == source
    assert told.workbook == workbook


def test_what_a_workbook_could_not_tell_is_not_kept(draft):
    field = Basic.goods.this
    for before in ("约三", ""):
        value = field.read(before).value if before else field.read("3").value
        kind = SourceKind.WORKBOOK if before else SourceKind.REPORT
        draft.put_entry(field.at(), Entry(value, Source(kind, "决算.xlsx")))
        draft.type_in(field, "9")
        assert draft.entry(field.at()).source == Source()

"""Proposed values: taken or left one by one."""

from dataclasses import replace

import pytest

from pingkou_gui.form.pages.basic_spending import Basic, Conferences
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.form.values import Entry, Place, Source, SourceKind
from pingkou_gui.report.proposal import NewRow, Proposal, Proposed, State, accept
from pingkou_gui.report.report import Draft, Report

SOURCE = Source(SourceKind.REPORT, "去年.docx", "段12")


def put(field, text, row=0, **more):
    return Proposed(field.at(row), field.read(text).value, SOURCE, **more)


@pytest.fixture
def proposal():
    return Proposal(
        "去年的报告",
        "去年.docx",
        (
            put(Basic.wages.this, "5"),
            put(Conferences.meetings.this, "2", doubt="合计对不上"),
            put(Project.name, "甲", -1),
            put(ProjectIndicator.name, "乙", -2),
        ),
        (NewRow("project", -1), NewRow("project_indicator", -2, -1)),
    )


def test_doubtful_values_and_equal_ones_are_not_ticked(proposal, report_of):
    ticked = proposal.ticked(report_of(basic__wages="5"))
    assert [item.label for item in ticked] == ["项目名称", "三级指标"]


@pytest.mark.parametrize(("there", "read"), [("无", "0.00"), ("0.00", "无"), ("无", "无")])
def test_a_stated_none_and_a_zero_differ_in_nothing_that_could_be_taken(there, read, report_of):
    item, report = put(Basic.wages.this, read), report_of(basic__wages=there)
    assert item.state(report) is State.SAME
    assert Proposal("", "", (item,)).ticked(report) == ()


@pytest.mark.parametrize(("there", "read"), [("无", "5"), ("5", "无"), ("0.00", "0.01")])
def test_a_stated_none_and_a_figure_differ(there, read, report_of):
    assert put(Basic.wages.this, read).state(report_of(basic__wages=there)) is State.DIFFERS


@pytest.mark.parametrize(
    ("read", "state"), [("7", State.DIFFERS), ("无", State.SAME), ("0", State.SAME)]
)
def test_a_figure_typed_over_one_of_a_workbook_is_told_anew_unless_both_say_none(read, state):
    typed, there = "7" if state is State.DIFFERS else "0", Draft(Report())
    before = Entry(Basic.wages.this.read("9").value, Source(SourceKind.WORKBOOK))
    there.put_entry(Basic.wages.this.at(), before)
    there.type_in(Basic.wages.this, typed)
    report = Report().apply(there.change)
    item = Proposed(
        Basic.wages.this.at(), Basic.wages.this.read(read).value, Source(SourceKind.WORKBOOK)
    )
    assert item.state(report) is state
    assert replace(item, source=SOURCE).state(report) is State.SAME


def test_only_blanks_are_filled_unseen(proposal, report_of):
    there = report_of(basic__wages="7")
    assert proposal.items[0].state(there) is State.DIFFERS
    assert proposal.items[0] not in proposal.without_conflict(there)


def test_accepting_is_one_change_that_remembers_its_source(proposal, report_of):
    draft = Draft(report_of())
    accept(draft, proposal, proposal.items)
    report = report_of().apply(draft.change)
    assert report.entry(Basic.wages.this.at()).source == SOURCE
    (project,) = report.rows("project")
    (indicator,) = report.rows("project_indicator", project)
    assert report[Place("project_indicator", indicator, "name")] == "乙"


def test_a_row_of_which_nothing_is_chosen_is_not_added(proposal, report_of):
    draft = Draft(report_of())
    accept(draft, proposal, proposal.items[:1])
    assert report_of().apply(draft.change).row_lists == {}


def test_a_row_below_one_of_the_report_is_added_there(report_of):
    report = report_of(project=[{"name": "甲"}, {"name": "乙"}])
    item = put(ProjectIndicator.name, "里程", -1)
    proposal = Proposal("", "", (item,), (NewRow("project_indicator", -1, 2),))
    draft = Draft(report)
    accept(draft, proposal, proposal.items)
    after = report.apply(draft.change)
    assert (len(after.rows("project_indicator", 2)), after.rows("project_indicator", 1)) == (1, ())


def test_a_new_row_above_a_chosen_one_is_added_though_nothing_of_it_was_chosen(proposal, report_of):
    draft = Draft(report_of())
    accept(draft, proposal, proposal.items[3:])
    report = report_of().apply(draft.change)
    (project,) = report.rows("project")
    assert report[Place("project", project, "name")] is None
    assert len(report.rows("project_indicator", project)) == 1


def test_a_value_for_a_field_this_version_does_not_know_is_left_out(report_of):
    item = Proposed(Place("unit", 0, "moon"), "满", SOURCE)
    draft = Draft(report_of())
    accept(draft, Proposal("", "", (item,)), (item,))
    assert not draft.change
    assert item.label == "unit.moon"


def test_what_is_new_and_not_in_doubt_may_be_taken_unseen(proposal, report_of):
    there = report_of()
    assert [i.state(there) for i in proposal.items] == [State.NEW] * 4
    assert [item.label for item in proposal.without_conflict(there)] == [
        "工资福利支出本年决算",
        "项目名称",
        "三级指标",
    ]
    assert proposal.without_conflict(there) == proposal.ticked(there)
    differs = report_of(basic__wages="7")
    assert proposal.items[0] in proposal.ticked(differs)

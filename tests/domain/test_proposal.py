"""Proposed values: taken or left one by one."""

import pytest

from pingkou_gui.domain.draft import Draft
from pingkou_gui.domain.proposal import NewRow, Proposal, Proposed, State, accept
from pingkou_gui.spec.pages.basic_spending import Basic, Conferences
from pingkou_gui.spec.pages.projects import Project, ProjectIndicator
from pingkou_gui.spec.place import Place
from pingkou_gui.spec.values import Source, SourceKind

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
    assert report_of().apply(draft.change).lanes == {}

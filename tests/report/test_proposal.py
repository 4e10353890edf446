"""Proposed values: taken or left one by one."""

from decimal import Decimal

import pytest

from pingkou_gui.form.pages.basic_spending import Basic, Conferences
from pingkou_gui.form.pages.projects import Project, ProjectIndicator, ProjectTotals
from pingkou_gui.form.values import Place, Source, SourceKind
from pingkou_gui.report.checks_units import with_units_in_doubt
from pingkou_gui.report.proposal import NewRow, Proposal, Proposed, State, accept
from pingkou_gui.report.report import Draft

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


NO_BUDGETS = {
    f"{budget}__outturn": "无"
    for budget in ("government_funds", "state_capital", "social_insurance", "special_account")
}


@pytest.mark.parametrize(
    ("read", "asked", "instead"),
    [("0.99", "是不是万元", "9900"), ("1", "", None), ("200", "是不是元", "0.02")],
)
def test_an_amount_in_doubt_is_asked_for_its_other_unit_where_that_gives_one(
    read, asked, instead, report_of
):
    """A small one was taken for 元, a large one for 万元; 1元 would print as nothing."""
    spent = report_of(basic__total="0.5", project_totals__total="无", **NO_BUDGETS)
    one = Proposal("决算", "决算.xlsx", (put(Conferences.meetings.this, read),))
    (item,) = with_units_in_doubt(one, spent).items
    assert item.doubt.endswith(asked)
    assert bool(item.doubt) is bool(asked)
    assert item.instead == (None if instead is None else Decimal(instead))


@pytest.mark.parametrize(
    ("spent", "read", "doubted"),
    [
        ("100", "4999.99", False),
        ("100", "5000", True),
        ("1000", "9999.99", False),
        ("1000", "10000", True),
    ],
)
def test_an_amount_is_doubted_that_is_large_and_ten_times_all_that_was_spent(
    spent, read, doubted, report_of
):
    there = report_of(basic__total=spent, project_totals__total="无", **NO_BUDGETS)
    last = Proposal("决算", "决算.xlsx", (put(ProjectTotals.total.last, read),))
    (item,) = with_units_in_doubt(last, there).items
    assert ("比全部支出" in item.doubt) is doubted

"""The sheet summed up: levels in the scheme's order, the total, the grade, what is open."""

from decimal import Decimal as D

import pytest

from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figure_index import FIGURES, explain
from pingkou_gui.report.progress import gaps_of
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.report.scores import (
    actual_of,
    execution_points,
    grade,
    group_scores,
    indicator_score,
    points_total,
    project_execution_points,
    project_grade,
    project_group_scores,
    project_points_total,
    project_total_score,
    total_score,
)
from pingkou_gui.scheme.scheme_reader import default_scheme

NONE = {f"{fund}__outturn": "无" for fund in ("government_funds", "state_capital")} | {
    "social_insurance__outturn": "无"
}
MONEY = {"general__full_year": "2000", "general__outturn": "1846.9", **NONE}


def line(level, points, target="≥95%", actual="96%", **more):
    return {"level1": level, "points": points, "target": target, "actual": actual, **more}


SHEET = [
    line("满意度", "10"),
    line("产出指标", "30"),
    line("产出指标（50分）", "20", actual="92%"),
    line("效益指标", "30"),
]


def test_levels_stand_in_the_order_of_the_scheme_after_execution(facts_of):
    groups = group_scores(facts_of(indicator=SHEET, **MONEY))
    assert [g.level for g in groups] == ["预算执行", "产出指标", "效益指标", "满意度指标"]
    assert [g.score for g in groups] == [D("9.23"), D("49.37"), D(30), D(10)]
    assert [g.points for g in groups] == [g.expected for g in groups]


def test_the_total_is_the_sum_of_what_is_printed(facts_of):
    f = facts_of(indicator=SHEET, **MONEY)
    assert f[total_score] == D("9.23") + D(10) + D(30) + D("19.37") + D(30)
    assert (points_total(f), grade(f)) == (100, "优")


def test_a_level_of_the_clerks_own_stands_last_without_expected_points(facts_of):
    last = group_scores(facts_of(indicator=[line("创新", "5"), *SHEET]))[-1]
    assert (last.level, last.points, last.expected) == ("创新", 5, None)


def test_while_a_score_is_open_there_is_no_total_but_what_is_there_so_far(facts_of):
    f = facts_of(indicator=[*SHEET[:3], line("效益指标", "30", actual="")], **MONEY)
    assert (f[total_score], grade(f)) == (None, "")
    assert [(g.score, g.so_far) for g in group_scores(f)][2] == (None, 0)


@pytest.mark.parametrize("points", ["29", "31"])
def test_points_that_are_not_a_hundred_give_no_total(facts_of, points):
    f = facts_of(indicator=[*SHEET[:3], line("效益指标", points)], **MONEY)
    assert points_total(f) != 100
    assert f[total_score] is None


@pytest.mark.parametrize(
    ("full_year", "outturn", "points"),
    [("2000", "1846.9", "9.23"), ("100", "120", "10"), ("100", "0", "0"), ("3", "2", "6.67")],
)
def test_execution_earns_its_share_and_never_more_than_its_points(
    facts_of, full_year, outturn, points
):
    f = facts_of(general__full_year=full_year, general__outturn=outturn, **NONE)
    assert f[execution_points] == D(points)


def test_a_budget_of_zero_has_no_execution_points(facts_of):
    f = facts_of(general__full_year="0", general__outturn="0", **NONE)
    assert f[execution_points] is None


def test_an_indicator_named_after_a_figure_takes_its_value(facts_of):
    row = {"name": "在职人员控制率", "target": "≤100%", "points": "5"}
    f = facts_of(staff__establishment="46", staff__headcount="50", indicator=[row])
    assert actual_of(f, Indicator, 1) == "108.70%"
    assert f[indicator_score, 1] == D("4.60")


@pytest.mark.parametrize(
    ("target", "actual"), [("≤5.00万元", "2.80万元"), ("≤50000元", ""), ("≥5.00万元", "")]
)
def test_a_ceiling_for_an_amount_of_the_report_takes_what_was_spent(facts_of, target, actual):
    row = {"name": "会议费支出", "target": target, "points": "5"}
    f = facts_of(conferences__meetings="2.8", indicator=[row])
    assert actual_of(f, Indicator, 1) == actual


def test_a_typed_actual_goes_before_the_figure(facts_of):
    row = {"name": "预算执行率", "target": "≥95%", "actual": "95%", "points": "5"}
    assert facts_of(indicator=[row], **MONEY)[indicator_score, 1] == D(5)


def two_projects():
    draft = Draft(Report())
    draft.type_in(Unit.year, "2023")
    for outturn, actual in (("50", "96%"), ("100", "38%")):
        project = draft.add(Project)
        draft.type_in(Project.full_year, "100", project)
        draft.type_in(Project.outturn, outturn, project)
        for level, points in (("产出", "50"), ("效益", "30"), ("满意度", "10")):
            row = draft.add(ProjectIndicator, project)
            for name, text in line(level, points, actual=actual).items():
                draft.type_in(getattr(ProjectIndicator, name), text, row)
    return Facts(Report().apply(draft.change), default_scheme())


def test_every_project_has_a_sheet_of_its_own():
    f = two_projects()
    first, second = f.rows(Project)
    assert (f[project_execution_points, first], f[project_total_score, first]) == (5, 95)
    assert (f[project_total_score, second], project_grade(f, second)) == (46, "差")
    assert [g.score for g in project_group_scores(f, second)] == [10, 20, 12, 4]
    assert project_points_total(f, first) == 100


def test_a_project_without_indicators_has_no_total(facts_of):
    f = facts_of(project=[{"full_year": "1", "outturn": "1"}])
    assert f[project_total_score, 1] is None


def test_a_score_leads_back_to_what_was_typed(facts_of):
    f = facts_of(indicator=SHEET, **MONEY)
    assert f[total_score]
    fields = {place.field for place in f.places(f.reads(total_score.at()))}
    assert {"target", "actual", "points", "full_year", "outturn"} <= fields


def test_a_score_is_explained_with_its_target_and_actual(facts_of):
    f = facts_of(indicator=SHEET, **MONEY)
    told = explain(f, indicator_score.at(f.rows(Indicator)[2]))
    assert told.numbers == "19.37 = 20 × 完成比例（目标 ≥95%，实际 92%）"
    assert "92.35%" in explain(f, execution_points.at()).numbers


def test_an_edit_of_one_indicator_leaves_the_others_worked_out(facts_of):
    f = facts_of(indicator=SHEET, **MONEY)
    assert f[total_score]
    draft = Draft(f.report)
    draft.type_in(Indicator.actual, "90%", 1)
    later = f.after(f.report.apply(draft.change), draft.change)
    assert indicator_score.at(2) in later._worked_out
    assert later[total_score] == f[total_score] - D(10) + D("9.47")


def test_the_figures_are_found_by_their_keys():
    assert FIGURES["total_score"] is total_score
    assert FIGURES["project_total_score"].section == Project.key


def test_an_actual_value_that_the_report_has_is_not_missing(facts_of):
    row = {"name": "会议费", "target": "≤5.00万元", "points": "5"}
    known = facts_of(conferences__meetings="2.8", indicator=[row])
    unknown = facts_of(indicator=[row])
    missing = [[gap.label for gap in gaps_of(f, Indicator)] for f in (known, unknown)]
    assert [Indicator.actual.label in labels for labels in missing] == [False, True]

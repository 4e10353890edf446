"""The same rules on a project's own sheet, which stands under its row."""

import pytest

from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.report.checks import findings
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.scheme.scheme_reader import default_scheme

GOOD = {
    "level1": "产出",
    "level2": "数量",
    "name": "道路",
    "requirement": "≥",
    "target": "15公里",
    "actual": "15公里",
    "points": "90",
}


def found(project=(), **other):
    return [finding.check for finding in all_found(project, **other)]


def all_found(project=(), **other):
    draft = Draft(Report())
    row = draft.add(Project)
    for name, text in {"name": "甲", "full_year": "70", "outturn": "70", **dict(project)}.items():
        draft.type_in(getattr(Project, name), text, row)
    inner = draft.add(ProjectIndicator, row)
    for name, text in {**GOOD, **other}.items():
        draft.type_in(getattr(ProjectIndicator, name), text, inner)
    facts = Facts(Report().apply(draft.change), default_scheme())
    return findings(facts)


def test_a_sheet_in_order_finds_nothing():
    assert found() == []


@pytest.mark.parametrize(
    ("other", "check"),
    [
        ({"points": "80"}, "project_points_give_a_hundred"),
        ({"actual": "12公里"}, "deviations_have_a_reason"),
        ({"requirement": "定性", "target": "好", "actual": "好"}, "every_indicator_has_a_score"),
        ({"score": "95"}, "scores_keep_within_points"),
        ({"score": "80"}, "scores_follow_from_values"),
        ({"requirement": "≤", "target": "≥15公里"}, "requirements_agree_with_targets"),
        ({"level1": "别的"}, "levels_are_the_schemes"),
    ],
)
def test_each_slip_is_found(other, check):
    assert found(**other) == [check]


def test_without_a_budget_there_is_no_rate():
    assert "project_execution_has_a_budget" in found({"full_year": "0", "outturn": "0"})


@pytest.mark.parametrize(
    ("points", "said"), [("80", "少 10 分"), ("95", "多 5 分"), ("90.5", "多 0.5 分")]
)
def test_the_points_of_a_project_are_named_with_it(points, said):
    (finding,) = all_found({"name": "一二三四五六七八九十甲乙丙丁戊己庚"}, points=points)
    assert finding.message == f"“一二三四五六七八九十甲乙丙丁戊…”附件3分值合计比100分{said}"
    first, *_, last = finding.places
    assert first.field == "points"  # a jump leads to what is to be put right
    assert last.field == "name"  # and the row of the project is marked


def test_a_project_without_a_name_is_called_so():
    assert all_found({"name": ""}, points="80")[0].message.startswith("未命名项目附件3")


def test_a_budget_of_zero_is_told_where_there_is_a_sheet():
    found = {x.check: x for x in all_found({"full_year": "0", "outturn": "0"})}
    zero = found["project_execution_has_a_budget"]
    assert (zero.message, zero.places) == (
        "“甲”全年预算为 0，算不出执行率",
        (Project.full_year.at(1),),
    )

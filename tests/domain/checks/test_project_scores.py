"""The same rules on a project's own sheet, which stands under its row."""

import pytest

from pingkou_gui.domain.checks import findings
from pingkou_gui.domain.draft import Draft
from pingkou_gui.domain.facts import Facts
from pingkou_gui.domain.report import Report
from pingkou_gui.scheme.reader import default_scheme
from pingkou_gui.spec.pages.projects import Project, ProjectIndicator

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
    draft = Draft(Report())
    row = draft.add(Project)
    for name, text in {"name": "甲", "full_year": "70", "outturn": "70", **dict(project)}.items():
        draft.type_in(getattr(Project, name), text, row)
    inner = draft.add(ProjectIndicator, row)
    for name, text in {**GOOD, **other}.items():
        draft.type_in(getattr(ProjectIndicator, name), text, inner)
    facts = Facts(Report().apply(draft.change), default_scheme())
    return [finding.check for finding in findings(facts)]


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

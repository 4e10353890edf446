"""Every limit that a county sets is the one that is kept to, also where it is not the usual one."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from pingkou_gui.report.check_rules import is_rounding
from pingkou_gui.report.checks import findings
from pingkou_gui.report.facts import Facts
from pingkou_gui.scheme.scheme_reader import default_scheme

ROAD = {"name": "村级组织运转经费", "full_year": "100"}
SPENT = {f"{x}__outturn": "无" for x in ("government_funds", "state_capital", "social_insurance")}
SPENT |= {"basic__total": "5", "project_totals__total": "5"}
AIM = {
    "level1": "产出",
    "level2": "数量",
    "name": "道路",
    "requirement": "≥",
    "target": "100公里",
    "points": "90",
}


@pytest.fixture
def found(report_of):
    """Return the keys of what is found under a scheme with one limit changed."""

    def find(key, limit, **values):
        scheme = default_scheme()
        limits = {**scheme.thresholds, key: D(limit)}
        f = Facts(report_of(**values), replace(scheme, thresholds=limits))
        return [(finding.check, finding.severity.value) for finding in findings(f)]

    return find


@pytest.mark.parametrize(
    ("key", "limit", "within", "beyond", "finding"),
    [
        (
            "change_needs_reason",
            "10",
            {"basic__goods": "11", "basic__goods_last": "10"},
            {"basic__goods": "11.01", "basic__goods_last": "10"},
            ("large_changes_have_a_reason", "提醒"),
        ),
        (
            "public_change_needs_reason",
            "10",
            {"conferences__training": "11", "conferences__training_last": "10"},
            {"conferences__training": "11.01", "conferences__training_last": "10"},
            ("large_changes_have_a_reason", "提醒"),
        ),
        (
            "change_ignored",
            "3",
            {"basic__goods": "4.99", "basic__goods_last": "2"},
            {"basic__goods": "5", "basic__goods_last": "2"},
            ("large_changes_have_a_reason", "提醒"),
        ),
        (
            "far_above_target",
            "50",
            {"indicator": [AIM | {"actual": "150公里"}]},
            {"indicator": [AIM | {"actual": "151公里"}]},
            ("deviations_have_a_reason", "提醒"),
        ),
        (
            "execution_low",
            "60",
            {"project": [ROAD | {"outturn": "60"}]},
            {"project": [ROAD | {"outturn": "59.99"}]},
            ("unspent_projects_have_a_reason", "提醒"),
        ),
        (
            "execution_high",
            "105",
            {"project": [ROAD | {"outturn": "105"}]},
            {"project": [ROAD | {"outturn": "105.01"}]},
            ("project_budgets_are_kept", "提醒"),
        ),
        (
            "execution_high",
            "105",
            {"general__full_year": "100", "general__outturn": "105"},
            {"general__full_year": "100", "general__outturn": "105.01"},
            ("budgets_are_kept", "提醒"),
        ),
        (
            "staff_control_high",
            "110",
            {"staff__establishment": "50", "staff__headcount": "55"},
            {"staff__establishment": "50", "staff__headcount": "56"},
            ("people_fit_their_posts", "提醒"),
        ),
    ],
)
def test_a_county_sets_the_limit(found, key, limit, within, beyond, finding):
    assert found(key, limit, **within) == []
    assert found(key, limit, **beyond) == [finding]


@pytest.mark.parametrize(
    ("limit", "outturn", "severity"),
    [("0.05", "10.05", "提示"), ("0.05", "10.06", "必改"), ("0", "10.01", "必改")],
)
def test_a_county_sets_what_is_still_rounding(found, limit, outturn, severity):
    assert found("rounding", limit, general__outturn=outturn, **SPENT) == [
        ("reconciliation_gap", severity)
    ]


def test_a_budget_of_zero_is_overspent_however_generous_the_county_is(found):
    spent = {"government_funds__full_year": "0", "government_funds__outturn": "1"}
    project = [ROAD | {"full_year": "0", "outturn": "1"}]
    assert found("execution_high", "200", **spent) == [("budgets_are_kept", "必改")]
    assert found("execution_high", "200", project=project) == [("project_budgets_are_kept", "必改")]


@pytest.mark.parametrize(
    ("left", "right", "parts", "rounding"),
    [
        ("10", "10.0149", 1, True),
        ("10.0149", "10", 1, True),
        ("10", "10.015", 1, False),
        ("10", "10.01", 0, True),
        ("10", "10.02", 3, False),
        ("10", "10.02", 4, True),
        ("10", "10.03", 5, False),
    ],
)
def test_what_rounding_leaves_is_a_cent_of_every_two_parts_as_printed(left, right, parts, rounding):
    assert is_rounding(D(left), D(right), parts, D("0.01")) is rounding

"""The common indicators: scored from figures where the report has them."""

from dataclasses import replace
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.report.common_scores import common_score, common_scores, common_total
from pingkou_gui.report.facts import Facts
from pingkou_gui.scheme.scheme import CommonIndicator
from pingkou_gui.scheme.scheme_reader import default_scheme

USED = replace(default_scheme(), use_common=True)
BY_NAME = {item.name: item for item in USED.common}
RATES = st.decimals(-200, 400, places=2)


@pytest.mark.parametrize(
    ("name", "value", "score"),
    [
        ("在职人员控制率", "100", "5"),
        ("在职人员控制率", "100.99", "5"),
        ("在职人员控制率", "108.70", "1"),
        ("在职人员控制率", "150", "0"),
        ("“三公”经费变动率", "-12", "5"),
        ("“三公”经费变动率", "2.5", "4"),
        ("预算完成率", "100", "5"),
        ("预算完成率", "92.35", "3"),
        ("公用经费控制率", "103.2", "5"),
        ("政府采购执行率", "94.91", "3.5"),
    ],
)
def test_a_rate_earns_what_the_rule_says(name, value, score):
    assert common_score(BY_NAME[name], D(value)) == D(score)


def test_no_building_earns_all_points_and_an_unknown_rate_none():
    assert common_score(BY_NAME["新建楼堂馆所面积控制率"], None) == 5
    assert common_score(BY_NAME["公用经费控制率"], None) is None


def test_steps_go_up_to_and_including():
    steps = ((D(80), D(0)), (D(95), D(3)), (None, D(5)))
    item = CommonIndicator("过程", "执行", "甲", D(5), "execution_rate", "", steps)
    scores = [common_score(item, D(value)) for value in ("80", "80.01", "95", "95.01")]
    assert scores == [0, 3, 3, 5]


@given(st.sampled_from([item for item in USED.common if item.figure]), RATES, RATES)
def test_a_better_rate_never_loses_and_no_score_leaves_its_bounds(item, one, other):
    low, high = (common_score(item, rate) for rate in sorted((one, other)))
    assert low <= high if item.at_least else low >= high
    assert {low, high} <= {score for score in (low, high) if 0 <= score <= item.points}


@pytest.mark.parametrize(
    ("at_least", "limit", "value", "score"),
    [
        (True, "80", "40", "2.5"), (True, "80", "0", "0"), (True, "80", "-40", "0"),
        (True, "0", "-1", "0"), (True, "-5", "-8", "0"), (True, "0.8", "0.5", "3.13"), (False, "0.5", "0.8", "3.13"),
        (False, "80", "160", "2.5"), (False, "0", "7", "0"), (False, "-5", "0", "0"),
        (False, "-5", "7", "0"), (False, "-5", "-2", "0"), (True, "0", "0", "5"), (False, "0", "0", "5"),
    ],
)  # fmt: skip
def test_a_limit_kept_earns_all_points_and_one_missed_a_share_of_them_where_there_is_one(
    at_least, limit, value, score
):
    item = CommonIndicator(
        "过程", "执行", "甲", D(5), "execution_rate", "", (), D(limit), at_least=at_least
    )
    assert common_score(item, D(value)) == D(score)


def test_they_are_off_unless_the_county_uses_them(facts_of):
    f = facts_of(staff__establishment="46", staff__headcount="50")
    assert (common_scores(f), common_total(f)) == ((), None)


def test_a_figure_scores_its_row_and_a_judged_one_takes_its_share(report_of):
    judged = {"name": "行政效能", "requirement": "quality", "target": "好", "actual": "较好"}
    row = {**judged, "points": "10", "score": "9"}
    report = report_of(staff__establishment="46", staff__headcount="50", indicator=[row])
    found = {row.indicator.name: row for row in common_scores(Facts(report, USED))}
    assert (found["在职人员控制率"].value, found["在职人员控制率"].score) == (D("108.70"), 1)
    assert found["行政效能"].score == D("5.4")
    assert found["管理制度健全性"].score is None


def test_the_share_of_a_judged_one_is_printed_to_the_cent_of_a_point(report_of):
    judged = {"name": "行政效能", "requirement": "quality", "target": "好", "actual": "较好"}
    report = report_of(indicator=[{**judged, "points": "9", "score": "7"}])
    found = {row.indicator.name: row for row in common_scores(Facts(report, USED))}
    assert found["行政效能"].score == D("4.67")


def test_while_one_is_open_there_is_no_total(report_of):
    assert common_total(Facts(report_of(), USED)) is None

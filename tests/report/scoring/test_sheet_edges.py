"""The score sheet at its edges: what is open, what is over, where a score came from."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from pingkou_gui.form.pages.projects import ProjectIndicator
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.scores import (
    Deviation,
    above_points,
    actual_of,
    band,
    deviation,
    execution_points,
    grade,
    group_scores,
    lacks_reason,
    needs_typed_score,
    points_off,
    points_sum,
    project_no_budget,
    requirement_differs,
    score_beside_rule,
    score_words,
    total_score,
    unknown_level,
)
from pingkou_gui.scheme.scheme_reader import default_scheme

GOOD = {"requirement": "quality", "target": "健全", "actual": "健全"}
NONE = {f"{x}__outturn": "无" for x in ("government_funds", "state_capital", "social_insurance")}


def sheet(facts_of, *rows, **more):
    return facts_of(unit__year="2023", indicator=list(rows), **more)


@pytest.fixture
def ask(facts_of):
    return lambda question, **row: question(sheet(facts_of, {"points": "10", **row}), Indicator, 1)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (GOOD | {"score": "10"}, None),
        (GOOD | {"score": "9.99"}, Deviation.LOST),
        (GOOD, None),
        ({"target": "≥10个", "actual": "13个"}, None),
        ({"target": "≥10个", "actual": "13.01个"}, Deviation.FAR_OVER),
        ({"target": "≤10个", "actual": "1个"}, None),
        ({"target": "10个", "requirement": "<", "actual": "1个"}, None),
        ({"target": "9月底前", "actual": "1月1日"}, None),
        ({"target": "<10个", "actual": "10个"}, Deviation.UNMET),
        ({"target": "3-5次", "requirement": "=", "actual": "2次"}, Deviation.SHORTFALL),
        ({"target": "3-5次", "requirement": "=", "actual": "6次"}, Deviation.EXCEEDED),
        ({"target": "≥10个", "actual": "0个"}, Deviation.SHORTFALL),
    ],
)
def test_how_an_indicator_strays_from_its_target(ask, row, found):
    assert ask(deviation, **row) is found


def test_a_loss_without_points_is_none_and_a_reason_of_blanks_is_none(ask):
    assert ask(deviation, **GOOD, score="5", points="") is None
    assert ask(lacks_reason, target="≥10个", actual="5个", reason="") is Deviation.SHORTFALL


def test_a_score_equal_to_the_points_is_not_above_them(ask):
    assert not ask(above_points, score="10")
    assert ask(above_points, score="10.01")
    assert not ask(above_points, score="11", points="")
    assert not ask(above_points)


def test_only_a_typed_score_stands_beside_the_computed_one(ask):
    row = {"target": "≥95%", "actual": "95%"}
    assert not ask(score_beside_rule, **row)
    assert not ask(score_beside_rule, **row, score="10")
    assert ask(score_beside_rule, **row, score="9.99")
    assert not ask(score_beside_rule, **row, score="9", points="")


def test_what_is_known_or_blank_needs_no_typed_score(ask):
    assert not ask(needs_typed_score, target="≥95%", actual="1%")
    assert not ask(needs_typed_score, target="≥95%", actual="")
    assert ask(needs_typed_score, target="=5个", actual="5公里")
    assert not ask(needs_typed_score, target="=5个", actual="5公里", score="0")


@pytest.mark.parametrize(
    ("chosen", "target", "differs"),
    [
        ("", "≥95%", False),
        ("≥", "", False),
        ("=", "合规", False),
        ("≥", "合规", True),
        ("<", "合规", True),
        ("quality", "合规", False),
        ("quality", "≥95%", True),
        ("before", "9月前", False),
        ("before", "合规", False),
    ],
)
def test_a_comparator_beside_the_target(ask, chosen, target, differs):
    assert ask(requirement_differs, requirement=chosen, target=target) is differs


@pytest.mark.parametrize(
    ("level1", "level2", "unknown"),
    [
        ("产出", "", False),
        ("满意度指标", "服务对象", False),
        ("满意度指标", "服务对象满意度指标（10分）", False),
        ("满意度指标", "数量指标", True),
        ("", "数量指标", False),
    ],
)
def test_a_second_level_may_be_a_part_of_the_schemes_name(ask, level1, level2, unknown):
    assert ask(unknown_level, level1=level1, level2=level2) is unknown


@pytest.mark.parametrize(
    ("score", "name"), [("8", "达成"), ("7.99", "部分"), ("6", "部分"), ("5.99", "未"), ("0", "未")]
)
def test_a_band_begins_at_its_least_share(ask, score, name):
    assert ask(band, **GOOD, score=score).name.startswith(name)


def test_no_band_for_what_is_open_or_computed(ask):
    assert ask(band, **GOOD) is None
    assert ask(band, **GOOD, score="5", points="0") is None
    assert ask(band, target="≥95%", actual="95%") is None


def test_points_and_budgets_that_are_open(facts_of):
    assert points_off(sheet(facts_of, {"points": "95"})) == 5
    assert points_off(sheet(facts_of, {"points": ""})) == -90
    assert not project_no_budget(facts_of(project=[{}]), 1)
    assert facts_of()[points_sum] is None
    assert sheet(facts_of, {"points": "90"}, {"points": ""})[points_sum] is None
    assert sheet(facts_of, {"points": "90"})[points_sum] == 100


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"points": ""}, "分值没有填"),
        ({"target": "≥95%"}, "目标或实际没有填"),
        ({"target": "≥95%", "actual": "95%"}, "完成目标，得满分"),
        ({"target": "≥95%", "actual": "19%"}, "2 = 10 × 19 ÷ 95"),
        (GOOD, "定性指标，按完成情况填写，得分要手填"),
        (GOOD | {"score": "9"}, "定性指标，按完成情况填写，得分为手填"),
        ({"target": "6月底前", "actual": "7月1日"}, "未完成，不得分"),
        ({"target": "6月底前", "actual": "7月1日", "score": "3"}, "未完成，不得分，得分为手填"),
        ({"target": "6月底前", "actual": "7月1日", "score": "0"}, "未完成，不得分"),
        ({"target": "0起", "actual": "1起", "score": "3"}, "未完成，不得分"),
    ],
)
def test_a_score_says_in_one_line_where_it_came_from(facts_of, row, said):
    assert score_words(sheet(facts_of, {"points": "10", **row}), 1) == said


def test_what_cannot_be_compared_is_told_with_both_sides(facts_of):
    f = sheet(facts_of, {"points": "10", "target": "=5个", "actual": "5公里"})
    assert score_words(f, 1) == "目标“5个”和实际“5公里”的单位不同，得分要手填"


@pytest.mark.parametrize(
    ("name", "target", "requirement", "actual"),
    [
        ("“三公”经费控制率", "100%", "≤", "83.10%"),
        ("预算执行率", "≥95%", "", "95.00%"),
        ("会议费", "5万元", "≤", "2.80万元"),
        ("会议费", "5万元", "<", "2.80万元"),
        ("会议费", "＜5万元", "", "2.80万元"),
        ("会议费", "5万元", "", ""),
        ("会议费", "5万元", "=", ""),
        ("会议费支出", "≤5万元", "", "2.80万元"),
        ("会议费", "≤5元", "", ""),
        ("别的费", "≤5万元", "", ""),
        ("", "≤5万元", "", ""),
    ],
)
def test_an_actual_value_the_report_has_is_taken_by_name(
    facts_of, name, target, requirement, actual
):
    money = {"general__full_year": "200", "general__outturn": "190", **NONE}
    row = {"name": name, "target": target, "requirement": requirement, "points": "5"}
    spent = {"three_public__total": "8.311", "three_public__total_budget": "10"}
    f = facts_of(conferences__meetings="2.8", indicator=[row], **money, **spent)
    assert actual_of(f, Indicator, 1) == actual


def test_a_project_takes_its_own_execution_rate_and_no_amounts(facts_of):
    from pingkou_gui.report.report import Draft

    f = facts_of(conferences__meetings="2.8", project=[{"full_year": "10", "outturn": "8"}])
    draft = Draft(f.report)
    rows = [draft.add(ProjectIndicator, 1) for _ in range(3)]
    for row, name in zip(rows, ("预算执行率", "会议费", "在职人员控制率"), strict=True):
        draft.type_in(ProjectIndicator.name, name, row)
        draft.type_in(ProjectIndicator.target, "≤5万元", row)
    later = Facts(f.report.apply(draft.change), f.scheme)
    assert [actual_of(later, ProjectIndicator, row) for row in rows] == ["80.00%", "", ""]


@pytest.mark.parametrize(
    ("full_year", "outturn", "points"),
    [("100", "100", "10"), ("100", "99.99", "10.00"), ("100", "99.94", "9.99"), ("100", "0", "0")],
)
def test_execution_points_lie_between_nothing_and_all(facts_of, full_year, outturn, points):
    f = facts_of(general__full_year=full_year, general__outturn=outturn, **NONE)
    assert f[execution_points] == D(points)


def test_levels_are_summed_with_what_is_there_so_far(facts_of):
    rows = [
        {"level1": "产出", "points": "30", **GOOD, "score": "20"},
        {"level1": "产出指标", "points": "20", **GOOD},
        {"level1": "自设", "points": "5", **GOOD, "score": "5"},
        {"points": "1", **GOOD, "score": "1"},
    ]
    groups = {g.level: g for g in group_scores(sheet(facts_of, *rows))}
    made = groups["产出指标"]
    assert (made.score, made.so_far, made.points, made.expected) == (None, 20, 50, 50)
    assert made.rows == (1, 2)
    assert (groups["自设"].score, groups["自设"].expected) == (5, None)
    assert groups["未填一级指标"].rows == (4,)
    assert (groups["效益指标"].score, groups["效益指标"].points) == (None, 0)
    assert (groups["预算执行"].score, groups["预算执行"].so_far, groups["预算执行"].points) == (
        None,
        0,
        10,
    )


@pytest.mark.parametrize(
    ("score", "name"),
    [("80", "优"), ("79.99", "良"), ("70", "良"), ("69.99", "中"), ("50", "中"), ("49.99", "差")],
)
def test_a_grade_begins_at_its_least_score(facts_of, score, name):
    money = {"general__full_year": "100", "general__outturn": "100", **NONE}
    f = sheet(facts_of, {"points": "90", **GOOD, "score": score}, **money)
    assert (f[total_score], grade(f)) == (D(score) + 10, name)


def test_a_county_sets_the_points_of_execution(report_of):
    scheme = replace(default_scheme(), execution=D(20))
    f = Facts(report_of(general__full_year="100", general__outturn="50", **NONE), scheme)
    assert f[execution_points] == 10

"""The score sheet at its edges: what is open, what is over, where a score came from."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.form.values import FigureRef, Place
from pingkou_gui.report.checks import findings, page_index, page_of
from pingkou_gui.report.common_scores import common_score, common_scores, common_total
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.findings import Finding, Severity
from pingkou_gui.report.indicators import (
    JudgedBy,
    due_of,
    is_deadline,
    judge,
    parse_measure,
    span_of,
)
from pingkou_gui.report.scores import (
    Deviation,
    above_points,
    actual_of,
    band,
    deviation,
    execution_points,
    grade,
    group_scores,
    indicator_score,
    lacks_reason,
    needs_typed_score,
    points_off,
    points_sum,
    project_no_budget,
    requirement_differs,
    score_words,
    total_score,
    typed_beside,
    unknown_level,
)
from pingkou_gui.scheme.scheme import CommonIndicator
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
    assert not ask(typed_beside, **row)
    assert not ask(typed_beside, **row, score="10")
    assert ask(typed_beside, **row, score="9.99")
    assert not ask(typed_beside, **row, score="9", points="")


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
        ("“三公”经费控制率", "100%", "≤", "83.11%"),
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


# -- the common list


def item(**more):
    return CommonIndicator("过程", "执行", "甲", D(5), "execution_rate", **more)


@pytest.mark.parametrize(
    ("rule", "value", "score"),
    [
        (item(limit=D(100)), "100", "5"),
        (item(limit=D(100)), "125", "4"),
        (item(limit=D(100)), "100.5", "4.98"),
        (item(limit=D(100), at_least=True), "99.5", "4.98"),
        (item(limit=D(100), at_least=True), "80", "4"),
        (item(limit=D(100), at_least=True), "100", "5"),
        (item(limit=D(100), at_least=True), "0", "0"),
        (item(limit=D(0)), "5", "0"),
        (item(limit=D(100), each=D(5), deduct=D(2)), "104.99", "5"),
        (item(limit=D(100), each=D(5), deduct=D(2)), "105", "3"),
        (item(limit=D(100), each=D(5), deduct=D(2)), "110", "1"),
        (item(limit=D(100), each=D(5), deduct=D(2)), "115", "0"),
        (item(limit=D(100), each=D(5)), "125", "4"),
        (item(steps=((D(80), D(1)), (D(90), D(3)))), "90.01", "0"),
    ],
)
def test_points_by_the_rule_of_the_list(rule, value, score):
    assert common_score(rule, D(value)) == D(score)


def test_without_a_limit_nobody_can_compute_it():
    assert common_score(item(), D(5)) is None


def test_judged_ones_take_their_share_and_unknown_ones_lead_to_their_row(report_of):
    used = replace(default_scheme(), use_common=True)
    rows = [
        GOOD | {"name": "行政效能", "points": "0", "score": "0"},
        GOOD | {"name": "资金使用合规性", "points": "10"},
    ]
    found = {r.indicator.name: r for r in common_scores(Facts(report_of(indicator=rows), used))}
    assert (found["行政效能"].score, found["行政效能"].ref) == (None, indicator_score.at(1))
    assert (found["资金使用合规性"].score, found["资金使用合规性"].ref) == (
        None,
        indicator_score.at(2),
    )
    assert found["管理制度健全性"].ref is None
    assert (found["在职人员控制率"].value, found["在职人员控制率"].score) == (None, None)


def test_the_common_total_is_the_sum_of_all_scores(report_of):
    short = replace(default_scheme(), use_common=True)
    two = tuple(i for i in short.common if i.name in ("在职人员控制率", "行政效能"))
    row = GOOD | {"name": "行政效能", "points": "10", "score": "5"}
    report = report_of(staff__establishment="50", staff__headcount="50", indicator=[row])
    assert common_total(Facts(report, replace(short, common=two))) == 8


# -- words of targets and days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2月", (2, 1), (2, 28)),
        ("12月", (12, 1), (12, 31)),
        ("2月29日", None, None),
        ("9月初", (9, 1), (9, 10)),
        ("9月中旬", (9, 11), (9, 20)),
        ("9月下旬", (9, 21), (9, 30)),
        ("9月底", (9, 21), (9, 30)),
        ("一季度", (1, 1), (3, 31)),
        ("四季度末", (12, 1), (12, 31)),
        ("上半年", (1, 1), (6, 30)),
        ("下半年", (7, 1), (12, 31)),
        ("年底", (12, 1), (12, 31)),
        ("年中", (6, 1), (6, 30)),
        ("全年", (1, 1), (12, 31)),
        ("2023年", (1, 1), (12, 31)),
        ("12月31日", (12, 31), (12, 31)),
        ("0月", None, None),
        ("基本", None, None),
        ("", None, None),
        ("9月1日" + "完成" * 18, (9, 1), (9, 1)),
        ("12月1日" + "完成" * 18, None, None),
    ],
)
def test_words_mean_days(text, first, last):
    found = span_of(text, 2023)
    days = None if found is None else tuple((d.month, d.day) for d in (found.first, found.last))
    assert days == (None if first is None else (first, last))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("次年3月", 2024),
        ("上年3月", 2022),
        ("翌年3月", 2024),
        ("本年3月", 2023),
        ("2021年3月", 2021),
    ],
)
def test_words_name_the_year_next_to_the_reports(text, year):
    assert span_of(text, 2023).first.year == year


def test_a_deadline_is_sure_before_a_month_and_late_after_it():
    due = due_of("9月前", 2023)
    assert ((due.sure.month, due.sure.day), (due.late.month, due.late.day)) == ((8, 31), (9, 30))
    for sharp in ("9月底前", "9月30日前", "2023年9月30日", "9月", "9月内"):
        found = due_of(sharp, 2023)
        assert found.sure == found.late
        assert (found.late.month, found.late.day) == (9, 30)
    assert due_of("合规", 2023) is None
    assert is_deadline("9月前")
    assert not is_deadline("9个")


def test_the_first_day_of_all_has_no_day_before():
    assert due_of("0001年前", 2023).sure.year == 1


@pytest.mark.parametrize(
    ("target", "actual", "year", "how"),
    [
        ("9月底前", "2023年8月", None, JudgedBy.UNCLEAR),
        ("2023年9月底前", "2023年8月", None, JudgedBy.REACHED),
        ("9月底前", "8月", None, JudgedBy.REACHED),
        ("2023年9月底前", "8月", None, JudgedBy.UNCLEAR),
    ],
)
def test_without_the_reports_year_only_days_of_one_kind_compare(target, actual, year, how):
    assert judge("before", target, actual, year).how is how


@pytest.mark.parametrize(
    ("code", "target", "actual", "over"),
    [
        ("≥", "10个", "13个", "30"),
        ("≤", "10个", "7个", "30"),
        ("≥", "0个", "7个", "0"),
        ("=", "3-5次", "4次", "0"),
    ],
)
def test_how_far_a_target_was_beaten(code, target, actual, over):
    found = judge(code, target, actual, 2023)
    assert (found.reached, found.over) == (True, D(over))


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1千元", "0.1", "万元"),
        ("500元", "0.05", "万元"),
        ("100元", "0.01", "万元"),
        ("20千元", "2", "万元"),
        ("5‰", "0.5", "%"),
        ("3万人次", "30000", "人次"),
        ("2万平方米", "20000", "平方米"),
        ("3米", "0.003", "公里"),
        ("1" * 15, "1" * 15, ""),
    ],
)
def test_units_are_scaled_to_one(text, value, unit):
    found = parse_measure(text)
    assert (found.low, found.high, found.unit) == (D(value), D(value), unit)


@pytest.mark.parametrize("text", ["1" * 16, "5-" + "1" * 16, "8" + "个" * 60, "1,23个", "3次-5个"])
def test_what_is_too_long_or_crooked_is_no_quantity(text):
    assert parse_measure(text) is None


@pytest.mark.parametrize(
    ("one", "other", "fit"),
    [
        ("95%", "1", False),
        ("95%", "1.01", True),
        ("95%", "0", True),
        ("12万", "5", False),
        ("5", "6", True),
    ],
)
def test_a_bare_share_is_no_percentage(one, other, fit):
    assert parse_measure(one).fits(parse_measure(other)) is fit
    assert parse_measure(other).fits(parse_measure(one)) is fit


# -- findings in order


def test_a_finding_belongs_to_the_page_of_its_first_place():
    def about(*places):
        return Finding("x", Severity.HINT, "", places)

    cases = {
        (Unit.name.at(), Project.name.at(1)): ("overview", 0),
        (Project.name.at(1),): ("projects", 2),
        (FigureRef("reconciliation_gap"),): ("funds", 3),
        (FigureRef("total_score"),): ("", 6),
        (Place("closed_finding", 1, "reason"),): ("", 6),
        (): ("", 6),
    }
    for places, (page, index) in cases.items():
        assert (page_of(about(*places)), page_index(about(*places))) == (page, index)


def test_findings_stand_by_weight_and_then_by_page(facts_of):
    f = facts_of(
        unit__year="二",
        basic__wages="一千",
        staff__establishment="1",
        staff__headcount="2",
        general__full_year="0",
        general__outturn="1",
    )
    order = [(x.severity, page_index(x)) for x in findings(f)]
    weights = list(Severity)
    assert order == sorted(order, key=lambda pair: (weights.index(pair[0]), pair[1]))
    assert len(order) >= 4


def test_a_finding_is_known_by_its_check_and_its_places():
    finding = Finding("x", Severity.HINT, "甲", (Unit.name.at(), FigureRef("total_score", 3)), "5")
    assert finding.key == "x@unit.name,total_score[3]"
    assert finding.said == "甲|5"
    assert finding.open
    assert not replace(finding, reason="已核").open


def test_what_execution_earned_counts_as_there_so_far(facts_of):
    f = facts_of(general__full_year="100", general__outturn="50", **NONE)
    execution = group_scores(f)[0]
    assert (execution.level, execution.score, execution.so_far) == ("预算执行", 5, 5)


def test_a_level_that_names_no_second_one_takes_any(report_of):
    scheme = default_scheme()
    free = replace(scheme, levels=(replace(scheme.levels[0], names=()), *scheme.levels[1:]))
    report = report_of(indicator=[{"level1": "产出", "level2": "随便"}])
    assert not unknown_level(Facts(report, free), Indicator, 1)
    assert unknown_level(Facts(report, scheme), Indicator, 1)

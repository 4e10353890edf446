"""The common list, days and measures in words, and findings in their order."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project
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
from pingkou_gui.report.scores import group_scores, indicator_score, unknown_level
from pingkou_gui.scheme.scheme import CommonIndicator
from pingkou_gui.scheme.scheme_reader import default_scheme

GOOD = {"requirement": "quality", "target": "健全", "actual": "健全"}
NONE = {f"{x}__outturn": "无" for x in ("government_funds", "state_capital", "social_insurance")}


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
    assert finding.statement == "甲|5"
    assert finding.open
    assert not finding._replace(reason="已核").open


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

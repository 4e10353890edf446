"""The other budgets, and a difference between the two ways of adding up."""

import pytest

from pingkou_gui.document.chapters_money import (
    explained_difference,
    government_funds,
    open_difference,
    state_capital,
)
from pingkou_gui.document.chapters_unit import remarks
from pingkou_gui.document.phrases import words
from pingkou_gui.form.pages.funds import General
from pingkou_gui.report.check_rules import close
from pingkou_gui.report.checks import findings
from pingkou_gui.report.report import Draft

FUND = {
    "government_funds__initial": "30",
    "government_funds__full_year": "40",
    "government_funds__outturn": "33.25",
    "government_funds__carried_in": "10",
    "government_funds__carried_out": "6.75",
}
APART = {
    "basic__total": "10",
    "project_totals__total": "5",
    "general__outturn": "12",
    "government_funds__outturn": "无",
    "state_capital__outturn": "无",
    "social_insurance__outturn": "无",
}


SPENT_ELSEWHERE = {
    "basic__total": "10",
    "project": [{"name": "修渠", "budget": "一般公共预算", "kind": "专项", "outturn": "5"}],
    "general__outturn": "12",
    "government_funds__outturn": "3",
    "state_capital__outturn": "无",
    "social_insurance__outturn": "无",
}


def closed(f, reason, check="reconciliation_gap"):
    gap = next(finding for finding in findings(f) if finding.check == check)
    draft = Draft(f.report)
    close(draft, f, gap, reason)
    return f.after(f.report.apply(draft.change), draft.change)


def test_none_is_said_in_one_sentence(facts_of):
    f = facts_of(unit__year="2023", state_capital__outturn="无")
    assert words(state_capital(f)) == "2023年无国有资本经营预算支出。"


def test_a_fund_tells_of_the_whole_year(facts_of):
    f = facts_of(unit__year="2023", fund_texts__government_funds="用于修路。", **FUND)
    assert words(government_funds(f)) == (
        "2023年政府性基金预算支出33.25万元，主要用于修路。"
        "全年预算40.00万元（上年结转10.00万元，本年安排30.00万元），"
        "预算执行率83.13%，结转下年6.75万元。"
    )


def test_more_carried_over_than_there_was_is_doubted(facts_of):
    f = facts_of(**FUND | {"government_funds__carried_in": "50"})
    assert "【待核：上年结转大于全年预算】" in words(government_funds(f))


def test_an_unknown_fund_is_called_for(facts_of):
    said = words(government_funds(facts_of(unit__year="2023")))
    assert said == "2023年政府性基金预算支出【待填：政府性基金预算全年执行】。"


def test_a_difference_stays_visible(facts_of):
    said = words(open_difference(facts_of(**APART)))
    assert said == "【待核：按性质合计15.00万元与按预算合计12.00万元相差3.00万元】"


def test_a_closed_difference_is_explained_instead(facts_of):
    f = closed(facts_of(**APART), "上年结余安排。")
    assert open_difference(f) == ()
    assert words(explained_difference(f)) == (
        "按支出性质合计15.00万元，按预算合计12.00万元，相差3.00万元，原因是上年结余安排。"
    )


def test_a_difference_of_another_size_opens_again(facts_of):
    f = closed(facts_of(**APART), "上年结余安排")
    draft = Draft(f.report)
    draft.type_in(General.outturn, "11")
    later = f.after(f.report.apply(draft.change), draft.change)
    assert "相差4.00万元" in words(open_difference(later))
    assert explained_difference(later) == ()


def test_the_closed_difference_of_one_budget_is_explained_with_both_sides(facts_of):
    f = facts_of(**SPENT_ELSEWHERE)
    assert explained_difference(f) == ()
    f = closed(f, "其中3万元由政府性基金列支。", "fund_outturn")
    assert words(explained_difference(f)) == (
        "一般公共预算全年执行12.00万元，基本支出与一般公共预算项目合计15.00万元，"
        "相差3.00万元，原因是其中3万元由政府性基金列支。"
    )


def test_projects_beyond_their_budget_are_explained_by_what_is_known_of_them(facts_of):
    project = SPENT_ELSEWHERE["project"][0] | {"budget": "政府性基金预算"}
    given = SPENT_ELSEWHERE | {"project": [project], "general__outturn": "10"}
    f = closed(facts_of(**given), "跨年清算", "fund_outturn")
    assert words(explained_difference(f)) == (
        "政府性基金预算全年执行3.00万元，由其安排的项目合计5.00万元，相差2.00万元，原因是跨年清算。"
    )


def test_both_closed_differences_are_explained_the_totals_first(facts_of):
    f = facts_of(**SPENT_ELSEWHERE | {"general__outturn": "11"})
    f = closed(closed(f, "年末未清"), "调账", "fund_outturn")
    told = words(explained_difference(f))
    assert told.startswith("按支出性质合计15.00万元，")
    assert "原因是年末未清。一般公共预算全年执行11.00万元，" in told


def test_a_rounding_remainder_is_no_difference(facts_of):
    f = facts_of(**APART | {"general__outturn": "14.99"})
    assert open_difference(f) == ()


@pytest.mark.parametrize(
    ("own", "said"),
    [("无", []), ("无。", []), ("另有三件事", ["另有三件事。"]), ("", [])],
)
def test_remarks_follow_the_explained_difference_unless_they_say_none(facts_of, own, said):
    f = closed(facts_of(**APART, closing__remarks=own), "上年结余安排")
    first, *rest = words(remarks(f)).split("\n")
    assert first.startswith("按支出性质合计15.00万元")
    assert rest == said


@pytest.mark.parametrize(("outturn", "said"), [("12", "相差3.00万元"), ("18", "相差3.00万元")])
def test_a_difference_is_told_without_its_sign(facts_of, outturn, said):
    assert said in words(open_difference(facts_of(**APART | {"general__outturn": outturn})))
    f = closed(facts_of(**APART | {"general__outturn": outturn}), "跨年")
    assert said in words(explained_difference(f))

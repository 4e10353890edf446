"""Texts of last year that were confirmed and still hold last year's amounts."""

import pytest
from township import facts

from pingkou_gui.document.compose import compose
from pingkou_gui.document.review import STALE_AMOUNT, review
from pingkou_gui.form.pages.basic_spending import Basic
from pingkou_gui.form.pages.funds import General, GovernmentFunds
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.findings import Severity
from pingkou_gui.report.report import Draft


def told(words, **more):
    f = facts(**more)
    draft = Draft(f.report)
    draft.type_in(Problem.name, words, draft.add(Problem))
    for field, text in ((Basic.operating.last, "61.37"), (Basic.operating.this, "84.26")):
        draft.type_in(field, text)
    draft.type_in(General.initial, "900")
    draft.type_in(General.full_year, "1000.36")
    draft.type_in(GovernmentFunds.initial, "30")
    draft.type_in(GovernmentFunds.full_year, "33.25")
    row = f.rows(Project)[0]
    for field, text in ((Project.full_year, "60"), (Project.outturn, "52.40")):
        draft.type_in(field, text, row)
    draft.type_in(Project.name, "南坪水渠整修项目", row)
    f = Facts(f.report.apply(draft.change), f.scheme)
    found = review(compose(f, draft=True), f.report, f)
    return [x for x in found if x.check == STALE_AMOUNT]


def test_an_amount_that_was_last_years_is_asked_after_with_both_values():
    (found,) = told("办公费压减不够，支出61.37万元偏多")
    assert found.severity is Severity.REMINDER
    assert found.message == "文字里的61.37万元是上年的，本年是84.26万元，核对"
    assert found.numbers.startswith("公用经费：本年 84.26 万元")
    assert found.expected == "84.26"


def test_what_was_added_in_the_year_is_the_budget_of_this_year():
    (found,) = told("预算编制不够精准，全年追加预算88.28万元，追加比例19.10%")
    assert found.message == "文字里的88.28万元，本年是103.61万元，核对"
    assert found.numbers.startswith("全年预算比年初预算多：本年 103.61 万元")
    assert told("预算编制不够精准，全年追加预算103.61万元") == []
    assert told("预算编制不够精准，全年追加预算3.25万元") == [], "that of one budget"


def test_what_a_project_that_is_named_has_left_is_that_of_this_year():
    (found,) = told("进度偏慢，南坪水渠整修项目结余20.50万元")
    assert found.numbers.startswith("南坪水渠整修项目结转下年：本年 7.60 万元")
    assert told("进度偏慢，南坪水渠整修项目结余7.60万元") == []


@pytest.mark.parametrize(
    "words",
    [
        "上年公用经费61.37万元，压减不够",
        "办公费比61.37万元多",
        "支出较61.37万元增加",
        "办公费支出84.26万元",
        "收到捐赠14.55万元",
        "支出61.37元",
        "公用经费由61.37万元增加到90.00万元",
        "公用经费61.37万元增加到84.26万元",
        "全年追加项目预算12.50万元",
    ],
)
def test_an_amount_that_looks_back_on_purpose_or_is_of_no_year_is_left_alone(words):
    assert told(words) == []

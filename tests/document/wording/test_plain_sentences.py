"""Sentences that read well and say nothing twice, of reports of every kind."""

from dataclasses import replace

import pytest

from pingkou_gui.document.attachment_basic_data import attachment1_tables
from pingkou_gui.document.chapters_money import (
    basic_spending,
    budgets,
    government_funds,
    social_insurance,
    state_capital,
    total,
)
from pingkou_gui.document.chapters_projects import (
    management,
    project_spending,
    use,
)
from pingkou_gui.document.chapters_unit import key_work, overall
from pingkou_gui.document.compose import compose
from pingkou_gui.document.phrases import words
from pingkou_gui.document.tree import plain_text
from pingkou_gui.form.pages.overview import KeyWork
from pingkou_gui.report.facts import Facts

FUNDS = ("general", "government_funds", "state_capital", "social_insurance")
NOTHING = {
    "basic__total": "0",
    "basic__total_last": "无",
    "project_totals__total": "0",
    "project_totals__total_last": "0",
    **{f"{fund}__{stage}": "0" for fund in FUNDS for stage in ("full_year", "outturn")},
}


# -- nothing at all


def test_a_year_without_any_spending_is_told_in_one_sentence(facts_of):
    f = facts_of(unit__year="2024", **NOTHING)
    assert words(total(f)) == "2024年无支出，与上年持平。"
    assert words(budgets(f)) == ""
    assert words(basic_spending(f)) == "2024年无一般公共预算基本支出，与上年持平。"


def test_a_new_unit_without_spending_compares_nothing(facts_of):
    new = facts_of(unit__year="2024", unit__last_year="新设或合并，上年无可比数据", **NOTHING)
    assert words(total(new)).startswith("2024年无支出。【待填：正文自称】上年无可比数据，")
    assert words(basic_spending(new)) == "2024年无一般公共预算基本支出。"


def test_spending_that_ended_is_still_compared_class_by_class(facts_of):
    f = facts_of(unit__year="2024", basic__wages="无", basic__wages_last="8", basic__goods="无")
    assert "；无工资福利支出，比上年减少8.00万元" in words(basic_spending(f))


def test_budgets_without_spending_share_one_word_for_none(facts_of):
    f = facts_of(general__outturn="9", **{f"{fund}__outturn": "无" for fund in FUNDS[1:3]})
    assert words(budgets(f)) == (
        "按资金来源分：一般公共预算支出9.00万元，"
        "社会保险基金预算支出【待填：社会保险基金预算全年执行】，"
        "无政府性基金预算、国有资本经营预算支出。"
    )


# -- one amount, once


def test_the_amount_of_a_fund_and_its_use_are_told_once(facts_of):
    f = facts_of(
        unit__year="2023",
        government_funds__full_year="33.25",
        government_funds__outturn="33.25",
        fund_texts__government_funds="用于移民村水渠修建",
        project=[{"name": "移民后期扶持基金项目", "budget": "政府性基金", "outturn": "33.25"}],
    )
    said = words(government_funds(f))
    assert said.startswith(
        "2023年政府性基金预算支出33.25万元，均为移民后期扶持基金项目支出，主要用于移民村水渠修建。"
    )
    assert said.count("用于") == 1
    assert "实际支出" not in said


@pytest.mark.parametrize(
    ("sentence", "fund"),
    [(state_capital, "state_capital"), (social_insurance, "social_insurance")],
)
def test_a_note_that_tells_the_use_runs_into_the_sentence(facts_of, sentence, fund):
    spent = {f"{fund}__full_year": "6", f"{fund}__outturn": "5"}
    f = facts_of(unit__year="2024", **spent, **{f"fund_texts__{fund}": "用于退休人员管理"})
    assert "支出5.00万元，主要用于退休人员管理。全年预算6.00万元" in words(sentence(f))
    apart = facts_of(unit__year="2024", **spent, **{f"fund_texts__{fund}": "资金年末下达"})
    assert words(sentence(apart)).endswith("\n资金年末下达。")


# -- the clerk's words in place


def work(f, n):
    return words(key_work(f, f.rows(KeyWork)[n]))


def test_a_colon_stays_where_what_it_leads_on_to_follows_on_the_page(facts_of):
    rows = [
        {"level": "一级", "title": "党建", "text": "主要体现在以下方面："},
        {"level": "二级", "title": "学习", "text": "学了12次"},
        {"level": "一级", "title": "产业", "text": "主要体现在以下方面："},
    ]
    f = facts_of(key_work=rows, overview_texts__overall="全年抓了以下工作：")
    assert words(overall(f)) == "全年抓了以下工作："
    assert work(f, 0) == "主要体现在以下方面："
    assert work(f, 2) == "主要体现在以下方面。"
    alone = facts_of(overview_texts__overall="全年抓了以下工作：")
    assert words(overall(alone)) == "全年抓了以下工作。"


def test_a_text_on_all_projects_leads_on_to_each_of_them(facts_of):
    rows = [
        {"name": name, "budget": "一般公共预算", "use": "用于修路", "management": "专账核算"}
        for name in ("东村", "西村")
    ]
    f = facts_of(project=rows, project_texts__use="资金使用情况如下:")
    assert words(use(f)).split("\n")[0] == "资金使用情况如下："
    assert words(management(f)) == "东村项目资金实行专账核算。\n西村项目资金实行专账核算。"


def test_only_what_leads_on_to_nothing_is_closed(facts_of):
    f = facts_of(project_totals__total="无", project_texts__use="资金使用情况如下：")
    assert words(use(f)) == "资金使用情况如下。"


def test_a_single_heading_with_nothing_below_is_a_sentence(facts_of):
    rows = [{"name": "支付偏慢", "cause": "结算滞后", "measure": "加快结算"}]
    lines = plain_text(compose(facts_of(problem=rows), draft=False)).split("\n")
    assert lines[lines.index("八、下一步改进措施") + 1] == "加快结算。"
    two = plain_text(compose(facts_of(problem=rows * 2), draft=False)).split("\n")
    assert two[two.index("八、下一步改进措施") + 1] == "（一）加快结算"


# -- attachments


@pytest.mark.parametrize(("year", "said"), [("2024", ""), ("2025", "2025年度")])
def test_a_fund_named_after_its_year_is_not_given_that_year_twice(facts_of, year, said):
    name = "2024年中央财政衔接推进乡村振兴补助资金"
    f = facts_of(unit__year=year, project=[{"name": name}])
    titles = f.scheme.titles | {"attachment3": "{year}年度{project}项目支出绩效自评表"}
    document = compose(Facts(f.report, replace(f.scheme, titles=titles)), draft=False)
    assert document.attachments[2].title == f"{said}{name}项目支出绩效自评表"


def rows_of(f):
    cells = (r.cells for b in attachment1_tables(f) for r in b.rows)
    return {row[0].text: [cell.text for cell in row[1:]] for row in cells}


def test_where_there_is_no_project_its_rows_are_noughts_and_not_blank(facts_of):
    rows = rows_of(facts_of(project_totals__total="无", project_totals__total_last="无"))
    for name in ("项目支出", "1.业务工作经费", "2.运行维护经费", "3.专项资金"):
        assert rows[name] == ["0.00"] * 3
    unknown = rows_of(facts_of(project_totals__total="无"))
    assert unknown["1.业务工作经费"] == ["", "0.00", "0.00"]


def test_last_year_of_a_new_unit_is_a_dash_in_every_row(facts_of):
    project = {"name": "修路", "kind": "专项", "initial": "1", "outturn": "1"}
    new = {"unit__last_year": "新设或合并，上年无可比数据", "basic__goods": "8"}
    rows = rows_of(facts_of(project=[project], **new))
    lasts = {name: cells[0] for name, cells in rows.items() if len(cells) == 3}
    heads = {"财政供养人员情况（人）", "经费控制情况"}
    assert {value for name, value in lasts.items() if name not in heads} == {"—"}
    typed = rows_of(facts_of(project=[project | {"last": "2"}], **new))
    assert typed["其中：修路"][0] == "2.00"


def test_projects_told_as_none_stay_told_as_none(facts_of):
    f = facts_of(unit__year="2024", project_totals__total="无")
    assert words(project_spending(f)) == "2024年无一般公共预算项目支出。"


def test_kinds_of_last_years_projects_are_summed_only_where_all_are_listed(facts_of):
    row = {"name": "修路", "kind": "专项", "last": "20", "initial": "1", "outturn": "1"}
    listed = rows_of(facts_of(project=[row], project_totals__total_last="20"))
    assert [listed[n][0] for n in ("1.业务工作经费", "3.专项资金")] == ["0.00", "20.00"]
    apart = rows_of(facts_of(project=[row], project_totals__total_last="118.40"))
    assert [apart[n][0] for n in ("项目支出", "1.业务工作经费", "3.专项资金")] == ["118.40", "", ""]
    assert apart["其中：修路"][0] == "20.00"


def test_after_a_list_of_projects_the_budget_is_named_again(facts_of):
    rows = [{"name": n, "budget": "政府性基金", "outturn": "6"} for n in ("修坝", "修渠")]
    fund = {"government_funds__full_year": "20", "government_funds__outturn": "12"}
    assert "修渠6.00万元。政府性基金全年预算20.00万元" in words(
        government_funds(facts_of(unit__year="2024", project=rows, **fund))
    )


def test_office_and_travel_in_the_first_attachment_follow_from_the_items_where_all_are_known(
    facts_of,
):
    items = [
        {"category": "302", "name": name, "this": this, "last": last}
        for name, this, last in (
            ("办公费", "31.20", "33.10"),
            ("水费", "2.10", "2"),
            ("电费", "9.80", "9.20"),
            ("差旅费", "4.30", ""),
        )
    ]
    rows = rows_of(facts_of(economic_item=items))
    assert rows["其中：办公经费"] == ["33.10", "", "31.20"]
    assert rows["水费、电费、差旅费"] == ["", "", "16.20"]
    typed = rows_of(facts_of(economic_item=items, control__office="30"))
    assert typed["其中：办公经费"][2] == "30.00"

"""The chapters at their edges: none, nought, blank, one and many."""

import pytest

from pingkou_gui.document.chapters_money import basic_overview as by_nature
from pingkou_gui.document.chapters_money import (
    basic_spending,
    budgets,
    government_funds,
    social_insurance,
    three_public,
    total,
)
from pingkou_gui.document.chapters_projects import (
    arrangement,
    management,
    project_spending,
    side_projects,
    use,
)
from pingkou_gui.document.chapters_projects import projects_overview as all_projects
from pingkou_gui.document.chapters_unit import (
    key_work_title,
    measure,
    measure_name,
    no_duties,
    no_key_work,
    no_measure,
    no_problem,
    organisation,
    performance,
    problem,
    problem_name,
    remarks,
    staff,
)
from pingkou_gui.document.compose import SENTENCES, sentences
from pingkou_gui.document.phrases import listed_items, words
from pingkou_gui.form.values import Place

NONE = {f"{x}__outturn": "无" for x in ("government_funds", "state_capital", "social_insurance")}
ROAD = {"name": "修路", "budget": "一般公共预算", "full_year": "10", "outturn": "9"}


# -- chapter one


def test_offices_are_many_one_or_of_no_kind(facts_of):
    rows = [
        {"name": "甲", "kind": "另设机构"},
        {"name": "乙"},
        {"name": "丙"},
    ]
    f = facts_of(unit__short_name="我乡", organisation=rows, staff__rank="均为正股级")
    assert words(organisation(f)) == (
        "根据机构编制批复，我乡另设机构1个，即甲；乙【待填：机构类别】、丙【待填：机构类别】；以上机构均为正股级。"
    )
    assert words(organisation(facts_of())) == "【待填：内设机构的名称和类别】。"


def test_people_are_compared_only_with_a_number(facts_of):
    f = facts_of(staff__headcount="50")
    assert "50人，上年末为【待填：上年末实有人数】。" in words(staff(f))
    more = facts_of(staff__headcount="50", staff__headcount_last="48")
    assert "比上年末增加2人，主要原因是【待填：人数变动原因】" in words(staff(more))
    fewer = facts_of(
        staff__headcount="47", staff__headcount_last="48", staff__headcount_reason="退休"
    )
    assert "比上年末减少1人，主要原因是退休" in words(staff(fewer))
    assert "控制率" not in words(staff(facts_of(staff__headcount="5", staff__establishment="0")))


def test_lists_without_a_row_are_called_for_and_with_one_are_not(facts_of):
    empty = facts_of()
    assert words(no_duties(empty)) == "【待填：主要职能】。"
    assert words(no_key_work(empty)) == "【待填：年度重点工作】。"
    assert words(no_problem(empty)) == "【待填：存在的问题及原因】。"
    assert words(no_measure(empty)) == "【待填：改进措施】。"
    assert no_problem(empty)[0].refs == (Place("problem", 0, "name"),)
    there = facts_of(duty=[{}], key_work=[{}], problem=[{}])
    assert [rule(there) for rule in (no_duties, no_key_work, no_problem, no_measure)] == [()] * 4


def test_a_title_that_is_blank_is_called_for(facts_of):
    f = facts_of(key_work=[{"level": "一级"}, {"title": "抓产业。"}])
    assert words(key_work_title(f, 1)) == "【待填：标题】"
    assert words(key_work_title(f, 2)) == "抓产业"


def test_the_total_is_compared_where_both_halves_of_both_years_are_known(facts_of):
    halves = {"basic__total": "6", "project_totals__total": "4", "basic__total_last": "5"}
    without = words(total(facts_of(unit__year="2023", **halves)))
    assert without.startswith(
        "2023年部门整体支出10.00万元。其中：基本支出6.00万元，占60.00%，比上年增加1.00万元"
    )
    both = words(total(facts_of(unit__year="2023", **halves, project_totals__total_last="3")))
    assert both.startswith("2023年部门整体支出10.00万元，比上年增加2.00万元，增长25.00%。")
    same = words(total(facts_of(**halves, project_totals__total_last="5")))
    assert "部门整体支出10.00万元，与上年持平。" in same


def test_a_half_that_is_none_is_said_to_be(facts_of):
    f = facts_of(basic__total="6", project_totals__total="无", project_totals__total_last="无")
    assert words(total(f)).endswith("；本年与上年均无项目支出。")
    unknown = facts_of(basic__total="6")
    assert "占" not in words(total(unknown))


def test_items_of_a_half_are_listed_by_class(facts_of):
    items = [
        {"category": "302", "name": "办公费", "this": "3"},
        {"category": "301", "name": "基本工资", "this": "5"},
        {"category": "302", "name": "水费"},
        {"category": "302", "name": "咨询费", "this": "无"},
        {"category": "310", "name": "办公设备购置", "this": "1"},
    ]
    f = facts_of(economic_item=items)
    assert words(listed_items(f, ("302", "310"))) == "办公费3.00万元、水费、办公设备购置1.00万元"
    assert "，主要包括基本工资5.00万元" in words(by_nature(f))
    assert listed_items(f, ("307",)) == ()
    assert "主要包括" not in words(by_nature(facts_of(basic__total="5")))


def test_budgets_are_told_one_by_one_and_the_rare_ones_only_where_they_spent(facts_of):
    f = facts_of(
        **NONE, general__outturn="9", other_funds__outturn="2", special_account__outturn="0"
    )
    assert words(budgets(f)) == (
        "按资金来源分：一般公共预算支出9.00万元，其他资金支出2.00万元，"
        "无政府性基金预算、国有资本经营预算、社会保险基金预算支出。"
    )


# -- chapter two


def test_basic_spending_has_its_use_only_where_one_was_written(facts_of):
    f = facts_of(unit__year="2023", basic__total="5")
    assert words(basic_spending(f)).startswith("2023年一般公共预算基本支出5.00万元，上年为")
    used = facts_of(unit__year="2023", basic__total="5", spending_texts__basic_use="主要用于运转。")
    assert "5.00万元，主要用于运转，上年为" in words(basic_spending(used))


def test_a_class_of_spending_is_none_or_called_for_or_left_out(facts_of):
    f = facts_of(basic__wages="无", basic__wages_last="无", basic__other="0")
    assert "其中：商品和服务支出【待填：商品和服务支出本年决算】；" in words(basic_spending(f))
    assert "其他支出" not in words(basic_spending(f))
    assert "本年决算】；无工资福利支出，与上年持平。" in words(basic_spending(f))


def test_the_three_expenses_stand_against_their_budget_where_there_is_one(facts_of):
    spent = {"three_public__total": "8.311"}
    assert "完成预算的" not in words(three_public(facts_of(**spent)))
    f = facts_of(**spent, three_public__total_budget="10")
    assert "“三公”经费支出8.31万元，完成预算的83.10%，上年为" in words(three_public(f))


@pytest.mark.parametrize(
    ("purchase", "running", "said"),
    [
        ("9", "4", "（其中：公务用车购置费9.00万元，公务用车运行维护费4.00万元）"),
        ("无", "4", "（均为公务用车运行维护费，未购置公务用车）"),
        ("9", "0", "（均为公务用车购置费）"),
        ("无", "无", ""),
        ("0", "0", ""),
        ("", "4", ""),
    ],
)
def test_vehicles_are_taken_apart_where_both_parts_are_known(facts_of, purchase, running, said):
    f = facts_of(three_public__purchase=purchase, three_public__running=running)
    assert (
        (said or "（其中：") in words(three_public(f))
        if said
        else "（其中：" not in words(three_public(f))
    )


def test_the_general_budget_has_projects_none_or_unsorted_ones(facts_of):
    assert words(project_spending(facts_of(unit__year="2023", project_totals__total="无"))) == (
        "2023年无一般公共预算项目支出。"
    )
    other = facts_of(unit__year="2023", project=[ROAD | {"budget": "其他资金"}])
    assert words(project_spending(other)) == "2023年无一般公共预算项目支出。"
    blank = words(project_spending(facts_of(unit__year="2023")))
    assert blank == "2023年一般公共预算项目支出【待填：各项目的名称和金额】。"
    unsorted = words(project_spending(facts_of(unit__year="2023", project=[ROAD | {"budget": ""}])))
    assert (
        unsorted
        == "2023年一般公共预算项目支出【待填：一般公共预算的项目】。【待填：修路的预算来源】。"
    )


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (3, "【待填：甲、甲、甲的预算来源】"),
        (4, "【待填：甲、甲、甲等4个项目的预算来源】"),
    ],
)
def test_at_most_three_unsorted_projects_are_named(facts_of, count, said):
    f = facts_of(project=[{"name": "甲", "outturn": "1"}] * count)
    assert said in words(project_spending(f))


@pytest.mark.parametrize(
    ("project", "said"),
    [
        (ROAD, "全年预算10.00万元，全年执行9.00万元，预算执行率90.00%，结转下年1.00万元。"),
        (ROAD | {"initial": "8"}, "年初预算8.00万元，全年预算10.00万元"),
        (ROAD | {"outturn": "10"}, "预算执行率100%，年末无结转资金。"),
        (ROAD | {"outturn": "12"}, "预算执行率120.00%，全年执行超过全年预算2.00万元。"),
        (ROAD | {"outturn": "0"}, "全年预算10.00万元，全年无支出，结转下年10.00万元。"),
        (
            ROAD | {"full_year": "0", "outturn": "0"},
            "全年未安排预算，全年无支出，年末无结转资金。",
        ),
        (ROAD | {"full_year": ""}, "全年执行9.00万元。"),
    ],
)
def test_the_figures_of_the_projects_in_every_case(facts_of, project, said):
    assert said in words(arrangement(facts_of(project=[project])))


def test_stories_carry_their_projects_names_and_run_on_where_they_can(facts_of):
    rows = [
        ROAD | {"management": "由财政所管理"},
        ROAD | {"name": "引水", "management": "专账核算"},
    ]
    f = facts_of(project=rows, project_texts__management="统一管理")
    assert (
        words(management(f)) == "统一管理。\n修路项目资金由财政所管理。\n引水项目资金实行专账核算。"
    )
    assert words(management(facts_of(project=[ROAD]))) == "【待填：资金管理情况】。"
    none = facts_of(project_totals__total="无")
    assert words(management(none)) == ""
    elsewhere = facts_of(project=[ROAD | {"budget": "其他资金"}])
    assert words(management(elsewhere)) == ""
    assert words(management(facts_of())) == "【待填：资金管理情况】。"


@pytest.mark.parametrize(
    ("project", "said"),
    [
        (ROAD, "该项目结转下年1.00万元，未执行完的原因是【待填：未执行完的原因】。"),
        (ROAD | {"outturn": "10"}, ""),
        (
            ROAD | {"outturn": "10", "unspent_reason": "尾款未付"},
            "",
        ),
        (
            ROAD | {"outturn": "15", "unspent_reason": "部分欠款年底未对账"},
            "该项目超支5.00万元，原因是部分欠款年底未对账。",
        ),
        (ROAD | {"outturn": "9.999", "unspent_reason": "尾款未付"}, ""),
        (ROAD | {"outturn": "11"}, ""),
        (ROAD | {"full_year": ""}, ""),
    ],
)
def test_money_left_over_is_explained(facts_of, project, said):
    f = facts_of(project=[project], project_texts__use="按进度支付")
    assert words(use(f)) == "按进度支付。" + ("\n" + said if said else "")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([ROAD], "项目支出9.00万元，全部用于修路。"),
        ([ROAD | {"outturn": ""}], "，其中：修路【待填：全年执行】。"),
        (
            [ROAD, ROAD | {"name": "引水"}],
            "项目支出18.00万元，共2个项目，具体包括：修路9.00万元、引水9.00万元。",
        ),
    ],
)
def test_all_projects_are_counted_and_listed(facts_of, rows, said):
    assert said in words(all_projects(facts_of(project=rows)))


# -- chapters three to ten


FUND = {
    "unit__year": "2023",
    "government_funds__full_year": "40",
    "government_funds__outturn": "30",
}
DAM = {"name": "修坝", "budget": "政府性基金", "outturn": "30"}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "2023年政府性基金预算支出30.00万元。全年预算40.00万元"),
        ({"project": [DAM]}, "支出30.00万元，全部用于修坝。"),
        ({"project": [DAM | {"outturn": "20"}]}, "支出30.00万元，其中：修坝20.00万元。"),
        (
            {"project": [DAM | {"outturn": "20"}, DAM | {"name": "修渠", "outturn": "10"}]},
            "支出30.00万元，均为项目支出，具体包括：修坝20.00万元、修渠10.00万元。",
        ),
        ({"government_funds__carried_in": "40"}, "（上年结转40.00万元，本年未安排）"),
        ({"government_funds__carried_in": "40.01"}, "【待核：上年结转大于全年预算】"),
        ({"government_funds__carried_in": "无"}, "（无上年结转资金，本年安排40.00万元）"),
        ({}, "（上年结转【待填：政府性基金预算上年结转】）"),
        ({"government_funds__carried_out": "无"}, "预算执行率75.00%，年末无结转资金。"),
        ({"government_funds__full_year": "0"}, "【待核：全年预算为0，算不出预算执行率】"),
        (
            {"government_funds__full_year": "0", "government_funds__outturn": "0"},
            "2023年无政府性基金预算支出。",
        ),
        (
            {"government_funds__outturn": "0", "government_funds__carried_out": "40"},
            "2023年无政府性基金预算支出。全年预算40.00万元（上年结转",
        ),
        ({"fund_texts__government_funds": "用于修坝"}, "支出30.00万元，主要用于修坝。全年预算"),
        (
            {"fund_texts__government_funds": "防汛", "project": [DAM]},
            "支出30.00万元，均为修坝项目支出，主要用于防汛。",
        ),
        (
            {"fund_texts__government_funds": "防汛", "project": [DAM | {"outturn": "20"}]},
            "支出30.00万元，主要用于防汛，其中：修坝20.00万元。",
        ),
        (
            {"government_funds__full_year": "25", "government_funds__carried_out": "无"},
            "预算执行率120.00%，全年执行超过全年预算5.00万元。",
        ),
    ],
)
def test_a_fund_in_every_case(facts_of, more, said):
    assert said in words(government_funds(facts_of(**FUND | more)))


def test_a_fund_without_spending_keeps_the_clerks_note_as_a_sentence(facts_of):
    f = facts_of(
        unit__year="2023",
        government_funds__outturn="无",
        fund_texts__government_funds="本年没有安排",
    )
    assert words(government_funds(f)) == "2023年无政府性基金预算支出。\n本年没有安排。"
    other = facts_of(
        unit__year="2023", social_insurance__outturn="无", fund_texts__social_insurance="不涉及"
    )
    assert words(social_insurance(other)) == "2023年无社会保险基金预算支出。"


def test_projects_of_a_fund_tell_their_stories_in_its_chapter(facts_of):
    f = facts_of(
        **FUND, project=[DAM | {"full_year": "40", "use": "用于修坝", "management": "专账"}]
    )
    said = words(government_funds(f)).split("\n")
    assert said[1:] == [
        "该项目资金用于修坝，实行专账。该项目结转下年10.00万元，未执行完的原因是【待填：未执行完的原因】。",
    ]


def test_projects_of_a_budget_without_a_chapter_tell_theirs_in_chapter_one(facts_of):
    rows = [
        DAM | {"budget": budget, "use": "修好了"}
        for budget in ("专户非税收入", "其他资金", "政府性基金")
    ]
    assert words(side_projects(facts_of(project=rows))) == (
        "由专户非税收入安排的修坝：修好了。\n由其他资金安排的修坝：修好了。"
    )


def test_the_year_in_figures_has_a_rate_or_a_doubt_or_neither(facts_of):
    year = {"general__full_year": "0", "general__outturn": "0", **NONE}
    assert words(performance(facts_of(**year))).endswith("没有安排预算，也没有支出。")
    assert "【待核：" in words(performance(facts_of(**year | {"general__outturn": "1"})))
    assert "执行率" not in words(performance(facts_of()))


def test_a_problem_has_its_cause_and_its_measure(facts_of):
    f = facts_of(
        problem=[
            {
                "name": "目标不细。",
                "detail": "太粗",
                "cause": "主要原因是经验不足。",
                "measure": "细化",
                "measure_detail": "逐项写",
            },
            {},
        ]
    )
    assert words(problem_name(f, 1)) == "目标不细"
    assert words(problem(f, 1)) == "太粗。主要原因是经验不足。"
    assert (words(measure_name(f, 1)), words(measure(f, 1))) == ("细化", "逐项写。")
    assert words(problem_name(f, 2)) == "【待填：问题】"
    assert words(problem(f, 2)) == "原因主要是【待填：原因分析】。"
    assert (words(measure_name(f, 2)), words(measure(f, 2))) == ("【待填：改进措施】", "")


def test_remarks_are_the_clerks_or_called_for(facts_of):
    assert words(remarks(facts_of(closing__remarks="无"))) == "无。"
    assert words(remarks(facts_of())) == "【待填：其他需要说明的情况】。"


def test_sentences_are_yielded_row_by_row_and_only_where_they_say_something(facts_of):
    f = facts_of(duty=[{"text": "管路"}, {"text": "管桥"}])
    found = [(key, row) for key, row, _ in sentences(f)]
    assert [row for key, row in found if key == "overview.duty"] == [1, 2]
    assert ("overview.no_duties", 0) not in found
    assert {key for key, _ in found} <= set(SENTENCES)

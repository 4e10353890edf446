"""What the copied tables of a book of accounts fill in, and with which mark."""

from decimal import Decimal

from pingkou_gui.report.report import Report
from tests.text.test_account_forms import ALL, BOOK, ECONOMIC, GENERAL, NONE, TEXT

BUDGET = """\
白石县2024年县级部门预算
预算主管部门：白石县文化馆
2024年部门财政拨款收支预算总表
编制部门：白石县文化馆 单位：元
财政拨款收入 财政拨款支出
项目 预算数 项目 合计 一般公共预算 政府性基金预算 国有资本经营预算
一、一般公共预算资金 900,000 一、文化旅游体育与传媒支出 749,000 749,000
二、政府性基金 二、社会保障和就业支出 151,000 151,000
三、国有资本经营预算
收入总计 900,000 支出总计 900,000 900,000
2024年部门国有资本经营预算支出功能分类预算表
编制部门：白石县文化馆 单位：元
项目 国有资本经营预算支出
功能分类科目编码 功能分类科目名称 合计 基本支出 项目支出
合计
其他相关情况说明
2024年财政拨款收支总预算90.00万元。
"""


def test_confirmed_tables_fill_in_what_the_text_does_not_say(read):
    items = read(BOOK + "".join(ALL) + TEXT)
    values = {place: str(item.value) for place, item in items.items() if place != "unit.name"}
    assert values["basic.wages"] == "50.40"
    assert values["basic.capital"] == "1.20"
    assert values["basic.personnel"] == "53.00"
    assert values["three_public.running"] == "2.16"
    assert values["three_public.reception_budget"] == "1.70"
    assert not items["three_public.running"].doubt


def test_an_item_of_basic_spending_is_not_all_that_was_spent_on_it(read):
    items = read(BOOK + ECONOMIC + NONE + TEXT)
    assert str(items["conferences.training"].value) == "5.05"
    assert "基本支出表" in items["conferences.training"].doubt
    assert not items["basic.goods"].doubt


def test_the_text_on_a_training_cost_goes_before_an_item_of_basic_spending(read):
    items = read(BOOK + ECONOMIC + NONE + TEXT + "2023年培训费支出6.40万元。\n")
    assert str(items["conferences.training"].value) == "6.40"


def test_a_budget_in_yuan_is_the_budget_of_the_beginning_of_its_year(read):
    items = read(BUDGET, Report())
    assert items["general.initial"].value == Decimal(90)
    assert "general.full_year" not in items
    assert not items["general.initial"].doubt


def test_a_table_of_one_fund_fills_in_nothing_of_the_whole(read):
    fund = GENERAL.replace("一般公共预算财政拨款支出", "政府性基金预算财政拨款支出")
    items = read(BOOK + fund + NONE + TEXT)
    assert "basic.total" not in items
    assert "project_totals.total" not in items

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


FUND = """\
政府性基金预算财政拨款收入支出决算表
公开08表
部门：白石县文化馆
金额单位：万元
项目
年初结转和结余
本年收入
本年支出
年末结转和结余
功能分类科目编码
科目名称
小计
基本支出
项目支出
合计 1.20 30.00 28.90 0.00 28.90 2.30
212 城乡社区支出 1.20 30.00 28.90 0.00 28.90 2.30
21208 国有土地使用权出让收入安排的支出 1.20 30.00 28.90 0.00 28.90 2.30
2120804 农村基础设施建设支出 1.20 30.00 28.90 0.00 28.90 2.30
"""


def test_the_total_row_of_a_table_of_one_budget_fills_in_its_stages(read):
    items = read(BOOK + "".join((*ALL[:5], FUND)) + TEXT)
    told = {place: str(item.value) for place, item in items.items()}
    assert told["general.outturn"] == "89.00"
    assert told["government_funds.outturn"] == "28.90"
    assert told["government_funds.carried_in"] == "1.20"
    assert told["government_funds.carried_out"] == "2.30"


def test_what_a_budget_gave_is_not_what_was_spent_of_it(read):
    both = """\
财政拨款收入支出决算总表
公开04表
部门：白石县文化馆
金额单位：万元
收入 支出
项目 决算数 项目 合计 一般公共预算财政拨款 政府性基金预算财政拨款
一、一般公共预算财政拨款 90.00 一、文化旅游体育与传媒支出 73.90 73.90
二、政府性基金预算财政拨款 二、社会保障和就业支出 15.10 15.10
本年收入合计 90.00 本年支出合计 89.00 89.00
年初财政拨款结转和结余 3.00 年末财政拨款结转和结余 4.00 4.00
一、一般公共预算财政拨款 3.00
二、政府性基金预算财政拨款
总计 93.00 总计 93.00 93.00
"""
    assert "general.outturn" not in read(BOOK + both + ALL[5] + TEXT)

"""Rates beside their amounts, sums worked out in words, and what is said of all targets."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from texts_of_tables import findings, lines

HEAD = "2023年度临溪县柳林乡人民政府部门整体支出绩效自评报告\n"


def told(text, *classes):
    return [f.expected for f in findings(lines(HEAD + text), *classes)]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("全年预算1200万元，实际支出1140万元，预算执行率98%。", "95%"),
        ("全年预算2,269.1万元，实际支出2,212.4万元，预算完成率102.56%。", "97.50%"),
        ("“三公”经费年初预算24万元，实际支出21万元，控制率为97.5%。", "87.5"),
        ("控制率=21÷24×100%=97.5%。", "87.5"),
        ("编制数60人，年末实有66人，控制率95%。", "110"),
    ],
)
def test_a_rate_follows_from_the_amounts_beside_it(text, right):
    (found,) = told(text, "PCT")
    assert right in found


def test_a_rate_follows_from_amounts_of_the_paragraph_before():
    text = "二、资金情况\n1、资金安排。全年预算资金486.72万元，已到位。\n2、资金使用。截至年底，实际支出470.54万元，预算执行率为98.66%。"
    assert told(text, "PCT") == ["96.68%"]
    assert told(text.replace("98.66", "96.68"), "PCT") == []


@pytest.mark.parametrize(
    "text",
    [
        "全年预算1200万元，实际支出1140万元，预算执行率95%。",
        "上年预算执行率98%，本年全年预算1200万元，实际支出1140万元。",
        "资金到位率100%，支付率95%，执行进度正常。",
    ],
)
def test_a_right_rate_is_left_alone(text):
    assert told(text, "PCT") == []


def test_a_sum_worked_out_in_words_comes_out():
    assert told("总分为10+20+30=70。", "SUM") == ["60"]
    assert told("总分为10+20+30=60。", "SUM") == []


def test_not_all_targets_are_met_where_one_is_missed():
    text = "①建档率93.3%（目标值≥90%）。\n②老年人健康管理率63.2%（目标值≥65%）。\n综上，各项指标均达到年度目标值。"
    assert told(text, "CONTRADICTION") == ["除老年人健康管理率外，其余指标均达到年度目标值"]
    assert told(text.replace("63.2", "66.2"), "CONTRADICTION") == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("满意度抽查50户，满意47户，满意率96%。", ["94%"]),
        ("验收48处，合格46处，合格率97.83%。", ["95.83%"]),
        ("满意度抽查50户，满意47户，满意率94%。", []),
        ("调查120人，非常满意80人，满意30人，满意度91.67%。", []),
        ("发放问卷200份，收回198份，满意190份，满意率95.96%。", []),
    ],
)
def test_a_rate_is_that_of_the_two_counts_it_is_named_by(text, right):
    assert told(text, "PCT") == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("项目总投资640.00万元，实际支付608.00万元，资金使用率92.00%。", ["95.00%"]),
        ("项目总投资640.00万元。截至年底实际支付608.00万元，资金使用率92.00%。", ["95.00%"]),
        ("项目总投资640.00万元。截至年底实际支付608.00万元，资金使用率95.00%。", []),
        (
            "项目总投资640.00万元。实际支付608.00万元（省级400.00万元、县级208.00万元），资金使用率105.26%。",
            ["95.00%"],
        ),
        ("项目资金640.00万元，实际使用608.00万元，资金使用率92.00%。", ["95.00%"]),
    ],
)
def test_a_rate_is_of_what_was_to_be_spent_however_that_is_called(text, right):
    assert told(text, "PCT") == right


def test_a_rate_of_one_budget_is_not_taken_of_another():
    text = "政府性基金预算1933.25万元。一般公共预算实际支出1615.00万元，一般公共预算执行率95.00%。"
    assert told(text, "PCT") == []
    both = "一般公共预算1700.00万元，政府性基金预算33.25万元。一般公共预算实际支出1615.00万元，一般公共预算执行率90.00%。"
    assert told(both, "PCT") == ["95.00%"]

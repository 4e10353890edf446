"""What only numbers the lines of a table, or heads one of its columns, says nothing of money."""

from __future__ import annotations

import pytest

from pingkou_gui.text.lines.source import Paragraph, SourceText
from pingkou_gui.text.proofread import proofread

ACCOUNTS = """收入\t\t\t支出\t\t
项目\t行次\t金额\t项目\t行次\t金额
栏次\t\t1\t栏次\t\t2
一、财政拨款收入\t1\t320.50\t一、一般公共服务支出\t10\t210.30
二、其他收入\t2\t14.50\t二、农林水支出\t11\t129.70
本年收入合计\t3\t335.00\t本年支出合计\t12\t340.00
年初结转和结余\t4\t18.00\t年末结转和结余\t13\t{left}
总计\t5\t353.00\t总计\t14\t353.00"""


def table(text: str, after: str = "") -> SourceText:
    cells = [
        Paragraph(words, f"表1行{row}列{column}", table=1, row=row, column=column)
        for row, line in enumerate(text.splitlines(), 1)
        for column, words in enumerate(line.split("\t"), 1)
    ]
    title = Paragraph("石塘镇2023年度部门决算情况说明", "段1")
    return SourceText((title, *cells, *([Paragraph(after, "段2")] if after else ())))


def test_the_numbers_of_lines_and_columns_are_no_amounts() -> None:
    assert [f.message for f in proofread(table(ACCOUNTS.format(left="13.00")))] == []


def test_a_slip_beside_numbered_lines_is_told_by_itself() -> None:
    told = [f for f in proofread(table(ACCOUNTS.format(left="31.00"))) if f.class_ == "SUM"]
    assert len(told) == 1
    assert "13.00" in told[0].message


def test_a_year_that_heads_a_column_heads_nothing_behind_the_table() -> None:
    text = "项目\t2023年\t2022年\n基本支出\t120.00\t110.00\n项目支出\t80.00\t70.00"
    behind = "“三公”经费共支出4.86万元，上年4.60万元，增加0.26万元，增长5.65%。"
    assert [f.message for f in proofread(table(text, behind)) if f.class_ == "CONTRADICTION"] == []


@pytest.mark.parametrize(
    ("sentence", "alarms"),
    [
        ("完成审计项目38个，其中专项31个、投资7个，为计划36个的105.56%。", 0),
        ("完成审计项目38个，为计划36个的95.56%。", 1),
    ],
)
def test_a_completion_may_be_of_the_whole_a_list_began_with(sentence: str, alarms: int) -> None:
    told = proofread(SourceText.from_string(f"石塘镇2023年度绩效自评报告\n{sentence}"))
    assert sum(f.class_ == "PCT" for f in told) == alarms


def test_of_parts_that_one_slip_each_would_mend_none_is_accused() -> None:
    text = (
        "石塘镇2023年度部门整体支出绩效自评报告\n二、一般公共预算支出情况\n"
        "基本支出1366.00万元，其中：工资福利支出1096.37万元，商品和服务支出214.58万元，"
        "对个人和家庭的补助38.65万元，资本性支出6.40万元。"
    )
    (told,) = [
        f for f in proofread(SourceText.from_string(text)) if f.class_ in {"SUM", "DIGIT_DROP"}
    ]
    assert "资本性支出”应为16.40" in told.message
    assert "对个人和家庭的补助”应为48.65" in told.message


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("公务用车运行维护费7.20万元，上年7,20万元。", ["7.20"]),
        ("下设站所3，12个村。", []),
        ("两项分别为7，8万元。", []),
        ("支出1,203.50万元。", []),
    ],
)
def test_a_comma_in_place_of_a_point_is_asked_about(sentence: str, right: list[str]) -> None:
    told = proofread(SourceText.from_string(f"石塘镇2023年度绩效自评报告\n{sentence}"))
    assert [f.expected for f in told if "逗号" in f.message] == right
    assert not [f for f in told if f.class_ == "UNIT"]


def test_of_a_total_that_another_sum_bears_out_no_one_value_is_proposed() -> None:
    text = (
        "石塘镇2023年度部门整体支出绩效自评报告\n二、一般公共预算支出情况\n"
        "2023年总支出1830.50万元，其中基本支出1120.50万元，项目支出710.00万元。"
        "基本支出中，人员经费962.30万元，公用经费156.20万元。"
    )
    (told,) = [f for f in proofread(SourceText.from_string(text)) if f.class_ == "SUM"]
    assert told.expected == "964.30或158.20或1118.50"


def test_persons_beside_their_target_overspend_no_budget() -> None:
    text = "石塘镇2023年度绩效自评报告\n举办培训3期，完成105人，目标100人，完成105%。"
    told = proofread(SourceText.from_string(text))
    assert [f for f in told if f.class_ == "OVER_EXECUTION"] == []

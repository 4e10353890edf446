"""Scores, units and bases in other manners of writing, each beside one that is right; all invented."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread


def told(text, *classes):
    """Return what a passage is told of those classes: class, severity and what is proposed."""
    found = proofread(SourceText.from_string(text))
    return [(f.class_, str(f.severity), f.expected) for f in found if f.class_ in classes]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("乡刊印刷费3.00万元，较上年增长100%，上年该项支出为0。", "增加3.00万元（上年没有，不写百分比）"),
        ("路灯电费12.60万元，同比增长100%（上年度未发生）。", "增加12.60万元（上年没有，不写百分比）"),
        ("衔接资金30.00万元，增幅100%，系上年无该项目。", "增加30.00万元（上年没有，不写百分比）"),
    ],
)  # fmt: skip
def test_nothing_last_year_may_be_told_behind_the_percent(text, right):
    assert told(text, "ZERO_BASE") == [("ZERO_BASE", "必改", right)]


@pytest.mark.parametrize(
    "text",
    [
        "培训费2.40万元，比上年增加1.20万元，增长100%，主要是上年下半年没有安排培训。",
        "会议费1.20万元，较上年增长100%，上年没有召开代表大会。",
        "差旅费3.00万元，同比增长100%，原因是上年未组织外出考察。",
    ],
)
def test_what_was_not_done_last_year_does_not_make_it_nothing(text):
    assert told(text, "ZERO_BASE") == []


def test_a_rise_from_nothing_is_told_with_its_amount():
    text = "会议费预算支出0.80万元，比上年增加0.80万元，增长100%，上年没有安排。"
    found = proofread(SourceText.from_string(text))
    assert "写成“增加0.80万元（上年为0）”" in next(
        f.message for f in found if f.class_ == "ZERO_BASE"
    )


def test_a_total_of_scores_is_proposed_with_the_decimals_it_prints():
    text = (
        "一级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
        "产出指标\t购置设备\t9台\t9台\t40\t40\n"
        "效益指标\t使用率\t≥85%\t78.2%\t30\t27.60\n"
        "满意度指标\t患者满意度\t≥95%\t93.1%\t30\t29.40\n"
        "总分\t\t\t\t100\t98.00\n"
    )
    assert told(text, "SUM") == [("SUM", "必改", "97.00")]

"""Numbers that would agree with those around them but for one slip, whatever they are called."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import examine
from pingkou_gui.text.reasoning.finding import Severity

HEAD = "青岩县石桥铺镇人民政府2023年度部门整体支出绩效自评报告\n"
NUMBERS = {"SUM", "PCT", "COUNT", "DIRECTION", "CONTRADICTION"}


def found(text):
    findings = examine(SourceText.from_string(HEAD + text))
    return [f for f in findings if f.class_ in NUMBERS and f.severity is not Severity.HINT]


@pytest.mark.parametrize(
    ("text", "printed", "right"),
    [
        ("全镇盘子1695.20万元，收支平衡。道路条线{}万元，水利条线512.30万元，绿化条线376.50万元。", "860.40", "806.40"),
        ("盘子共计2390.28万元。\n按条线：农技条线1412.36万元（59.09%），水务条线491.27万元（20.55%），林草条线{}万元（12.80%），畜牧条线180.65万元（7.56%）。", "356.00", "306.00"),
        ("上年结转82.40万元，县级补助1306.55万元，村级自筹{}万元，加总后可用1433.30万元。", "41.35", "44.35"),
        ("财税收入累计完成31658万元，增长7.2%，其中：国税完成{}万元，增长9.7%，财政完成7758万元，增长4.1%；基金收入1616万元。", "43900", "23900"),
        ("2023年总盘子{}万元。与上年相比，这一块减少1093.92万元，下降36.2%。", "3928.76", "1928.76"),
        ("新区收入累计8736万元，税务部门组织8039万元，税收占比{}%。", "82.02", "92.02"),
    ],
)  # fmt: skip
def test_one_slip_that_keeps_numbers_from_agreeing_is_asked_after(text, printed, right):
    assert found(text.format(right)) == []
    told = found(text.format(printed))
    assert any(right in f"{f.expected} {f.message}" for f in told)


def test_a_list_that_nearly_makes_the_total_is_asked_after_whichever_item_is_wrong():
    """430.60 for 412.60 is no single slip; that four items miss the total by 18.00 of 2284.10 is no chance."""
    text = (
        "机关本年共开支2284.10万元。\n局机关1386.24万元，畜牧中心430.60万元，渔业大队288.35万元，"
        "农技站196.91万元。"
    )
    (told,) = [f for f in found(text) if f.class_ == "SUM"]
    assert told.severity is Severity.REMINDER
    assert told.expected == "1368.24万元"  # two digits changed about, and so the likeliest
    assert "“畜牧中心430.60”应为412.60" in told.message
    assert "畜牧中心430.60万元" in told.quote


@pytest.mark.parametrize(
    "text",
    [
        "全年开支2284.10万元，主要是：局机关1386.24万元，畜牧中心412.60万元，渔业大队288.35万元等。",
        "“三公”经费19.75万元。其中公务接待费14.15万元，车辆运行维护费5.6，会议费3.05万元，培训费2.2万元。",
        "货物、工程、服务规模分别为9027.5万元、15664.1万元和10301.5万元，占全部规模34993.1万元的25.8%、44.8%和29.4%。",
        "预算收入1206.50万元，比上年1106.40万元增加100.10万元，另有结转96.30万元、借款88.20万元。",
        "拨付甲村12万元，乙村15万元，丙村17万元。全镇整合资金46万元。",
    ],
)
def test_what_leaves_something_out_or_is_a_coincidence_of_short_numbers_is_left_alone(text):
    assert found(text) == []


def test_a_slip_that_two_numbers_could_have_made_is_proved_of_neither():
    """61.16 may be 62.16 as well as 61.61: both nearly make 0.083 %."""
    told = found("住房保障支出类科目74784.48元，占支出总预算6.90%，同比增加61.16元，增长0.083%。")
    assert not [f for f in told if f.class_ == "SUM" and f.severity is Severity.ERROR]
    assert not [f for f in told if f.class_ == "DIRECTION"]


def test_a_number_below_zero_stands_in_brackets_where_a_sum_is_shown():
    (told,) = found(
        "二、“三公”经费\n“三公”经费决算15.30万元，其中：公务接待费8.10万元，"
        "公务用车运行维护费-1.00万元，因公出国（境）费5.20万元。"
    )
    assert "（-1.00）" in told.message
    assert "+-" not in told.message


def test_words_shown_around_a_slip_cut_no_year_in_two():
    text = "四、绩效情况\n2022年，我乡认真进行进行绩效自评，各项目完成较好。"
    findings = examine(SourceText.from_string(HEAD + text))
    (twice,) = (f for f in findings if "写了两遍" in f.message)
    assert "即“2022年，我乡认真进行绩效自评" in twice.message

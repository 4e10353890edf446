"""What each number of a broken ratio, change or difference would have to be."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import examine
from pingkou_gui.text.reasoning.finding import Severity

HEAD = "青岩县石桥铺镇人民政府2023年度部门整体支出绩效自评报告\n"
NUMBERS = {"SUM", "PCT", "COUNT", "DIRECTION", "CONTRADICTION"}


def found(text):
    return [f for f in examine(SourceText.from_string(HEAD + text)) if f.class_ in NUMBERS]


def grave(text):
    return [f for f in found(text) if f.severity is not Severity.HINT]


@pytest.mark.parametrize(
    ("text", "right", "wrong", "told"),
    [
        # (what is printed, the right number, the number typed in its place, what is told of it)
        ("护林巡查车运行维护费16.42万元，比上年{}万元减少1.08万元。", "17.50", "17.58", "17.50万元"),
        ("回访农户{}户，满意的386户，满意度96.5%。", "400", "408", "408户应为400户"),
        ("会议费预算2万元，支出决算{}万元，完成预算的37%。", "0.74", "0.94", "0.94万元应为0.74万元"),
        ("茶叶检测预算{}万元，支出决算1.62万元，完成预算的54%。", "3", "8", "8万元应为3万元"),
        ("监理费中标价286.40万元，比拦标价{}万元降低13.60万元，降幅4.53%。", "300.00", "300.08", "300.00万元"),
        ("垃圾外运量由上年的每日{}吨降为14.2吨，减量11.25%。", "16.0", "16.9", "16.0吨"),
        ("管网计划{}公里，完成16.92公里，超额5.75%。", "16", "18", "16公里"),
        ("修复渠道{}米，目标800米，完成率106.25%。", "850", "858", "850米"),
        ("满意度：入户回访320户，满意{}户，满意率94.4%。", "302", "702", "302户"),
        ("村道管护费22.31万元，完成预算{}万元的78.3%，另有尾款待验收后支付。", "28.5", "98.5", "28.5万元"),
        ("编印手册{}册，目标45册，完成率106.67%。", "48", "98", "48册"),
        ("护林员培训：目标{}人次，实际114人次，完成120.00%。", "95", "85", "95人次"),
    ],
)  # fmt: skip
def test_the_number_that_one_slip_would_put_right_is_named(text, right, wrong, told):
    assert grave(text.format(right)) == []
    assert any(told in f"{f.expected} {f.message}" for f in grave(text.format(wrong)))


def test_a_base_that_alone_breaks_change_and_percent_is_the_wrong_one():
    """The change of 0.48 and 16.67 % agree with each other: 2.88 it was."""
    (told,) = grave("公务接待费2.40万元，比上年2.86万元减少0.48万元，下降16.67%，主要是来客减少。")
    assert told.expected == "2.88万元"


def test_where_two_numbers_may_be_wrong_both_are_named():
    """1106.37 or 1048.72: with either of them change and percent come out."""
    (told,) = grave(
        "支出1106.35万元，比2022年的1048.74万元增加57.63万元，增长5.50%，主要是补贴提高。"
    )
    assert "1106.35万元应为1106.37万元" in told.message
    assert "1048.74万元应为1048.72万元" in told.message


def test_an_amount_in_brackets_is_not_what_changed():
    text = "年末在编88人（教师84人、职员3人、工勤1人），较上年末在编91人减少3人，均为退休。"
    assert grave(text) == []


def test_a_change_against_the_budget_is_not_held_against_last_year():
    text = "“三公”经费2.0万元，预算2.5万元，上年2.1万元，本年较预算少0.5万元，较上年少0.1万元，降幅4.76%。"
    assert [f for f in grave(text) if "应为" in f.message] == []


def test_what_was_nothing_before_has_no_percent_to_hold():
    assert grave("会议费预算支出0.80万元，比上年增加0.80万元，增长100%，上年没有安排。") == []


def test_two_words_that_contradict_each_other_stay_told_beside_the_number():
    told = found("上年项目支出为398.40万元，本年比上年减少28.35万元，增长7.92%。")
    assert {"DIRECTION", "PCT"} <= {f.class_ for f in told}


ROWS = "指标\t目标值\t实际值\t完成率\n沟渠清淤\t46\t46.6\t101.30%\n凉亭修缮\t24\t22\t91.67%\n护栏更换\t54.5\t54.5\t100.00%\n步道铺设\t{}\t37.8\t{}\n"


@pytest.mark.parametrize(
    ("target", "rate", "told"),
    [("36", "105.00%", ""), ("86", "105.00%", "86应为36"), ("36", "105.60%", "105.00%")],
)
def test_a_row_whose_percent_is_not_made_as_in_the_others_is_asked_about(target, rate, told):
    asked = [f for f in found(ROWS.format(target, rate)) if f.class_ == "PCT"]
    assert any(told in f"{f.expected} {f.message}" for f in asked) if told else asked == []
    assert all(f.severity is Severity.REMINDER for f in asked)


def test_a_column_of_percents_that_no_two_columns_make_is_left_alone():
    rows = "村名\t户数\t人数\t比重\n上坪\t120\t433\t27.10%\n下坪\t98\t361\t31.00%\n石门\t76\t254\t18.30%\n"
    assert [f for f in found(rows) if f.class_ == "PCT"] == []


def test_a_percent_that_no_count_makes_is_itself_the_wrong_one():
    """116 of 120 are 96.67 %: no count gives 96.50 %."""
    (told,) = grave("应检车辆120台，实检114台，受检率为96.50%。")
    assert told.expected == "95.00%"


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        # behind numbers of other kinds, with the change told or not
        ("全年开馆313天，接待读者26.4万人次，比上年的21.3万人次增加5.1万人次，增长{}%。", "23.94", "19.32"),
        ("发放补助2.6万元，惠及310户，比上年的280户增长{}%。", "10.71", "9.68"),
        ("3座水库供水412万立方米，上年为380万立方米，增长{}%。", "8.42", "7.77"),
        # with what it is now told nowhere
        ("河道保洁比上年的64.00万元增加9.60万元，增长{}%。", "15.00", "13.04"),
        ("食堂补贴较去年42.50万元减少3.40万元，下降{}%。", "8.00", "8.70"),
        # a second base of the same number
        ("例均费用6284元，比上年的6517元下降3.58%，比全市平均的6890元低{}%。", "8.80", "9.64"),
        ("接诊5130人次，比上年的4860人次增长5.56%，比全县平均的4500人次高{}%。", "14.00", "12.28"),
    ],
)  # fmt: skip
def test_a_percent_is_of_what_the_number_is_compared_with(text, right, wrong):
    assert grave(text.format(right)) == []
    (finding,) = grave(text.format(wrong))
    assert finding.expected == f"{right}%"


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            "采购支出总额352.60万元；授予中小企业合同金额298.40万元，占采购支出总额的84.63%，其中授予小微企业181.20万元，占授予中小企业合同金额的{}%。",
            "60.72",
            "51.39",
        ),
        (
            "公益林补偿金额120.00万元，其中集体林补偿金额90.00万元，占公益林补偿金额的75.00%；已打卡到户63.00万元，占集体林补偿金额的{}%。",
            "70.00",
            "52.50",
        ),
    ],
)
def test_a_share_is_of_the_whole_that_it_names(text, right, wrong):
    assert grave(text.format(right)) == []
    assert [f.expected for f in grave(text.format(wrong))] == [f"{right}%"]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("村道工程送审金额412.50万元，审定金额389.40万元，审减率{}%。", "5.60", "6.50"),
        ("办公设备采购预算75.00万元，中标价70.50万元，节约率{}%。", "6.00", "4.00"),
    ],
)
def test_a_rate_of_what_was_cut_follows_from_before_and_after(text, right, wrong):
    assert grave(text.format(right)) == []
    (finding,) = grave(text.format(wrong))
    assert finding.expected == f"{right}%"

"""Wholes, parts, remainders and rates of whatever is counted, told by the shape of the sentence alone."""

import pytest

from pingkou_gui.text.lexing.slips import is_slip
from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import examine
from pingkou_gui.text.reasoning.finding import Severity

HEAD = "临溪县柳林乡人民政府2023年度部门整体支出绩效自评报告\n一、基本情况\n"
NUMBERS = {"SUM", "PCT", "COUNT", "POINTS", "DIGIT_DROP", "CONTRADICTION"}


def told(text):
    return [f for f in examine(SourceText.from_string(HEAD + text)) if f.class_ in NUMBERS]


RIGHT = [
    "新建管网16.3公里，其中松坪村9.8公里、石坳村6.5公里，出水稳定。",
    "自评98.3分（预算执行9.8分，产出49.5分，效益29分，满意度10分）。",
    "排查安全隐患634条，整改完成627条，余下7条挂牌督办。",
    "会议费1.46万元，培训费3.17万元，两项合计4.63万元。",
    "走访农户486户，涉及4个村：松坪村142户、石坳村97户、柳树村131户、龙塘村116户。",
    "资金来源为中央财政1340.00万元、省级财政460.00万元、县级财政215.00万元，合计2015.00万元。",
    "受理群众诉求352件，办结347件，办结率98.58%。",
    "便民服务中心改造支出142.50万元、森林防火3.80万元、道路养护153.60万元。",
    "全镇市场主体318户，其中当年新办企业27户、个体工商户86户。",
    "支付1798.40万元。支付金额中，机井1246.30万元，管网等其他费用552.10万元。",
    "年底多了2人（考录3人、调出1人）。",
    "2023年政府性基金预算支出23.00万元，全部用于路灯。全年预算0.00万元（上年结转【待填：结转】），全年执行超过全年预算23.00万元。",
    "2023年项目支出212.10万元，共4个项目，具体包括：解困资金130.70万元、防汛工作经费9.90万元、2022年度彩票公益金23.00万元、非税收入返还48.50万元。",
    "投入20分得19分，过程30分得28.5分，产出和效果50分得47分，合计94.5分。",
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_adds_up_is_left_alone(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("新建管网16.3公里，其中松坪村9.8公里、石坳村5.6公里，出水稳定。", "6.5"),
        ("自评93.8分（预算执行9.8分，产出49.5分，效益29分，满意度10分）。", "98.3"),
        ("排查安全隐患634条，整改完成672条，余下7条挂牌督办。", "627"),
        ("排查安全隐患364条，整改完成627条，余下7条挂牌督办。", "634"),
        ("会议费1.46万元，培训费3.17万元，两项合计4.36万元。", "4.63"),
        ("走访农户486户，涉及4个村：松坪村142户、石坳村79户、柳树村131户、龙塘村116户。", "97"),
        ("受理群众诉求352件，办结374件，办结率98.58%。", "347"),
        ("受理群众诉求325件，办结347件，办结率98.58%。", "352"),
        ("支付1798.40万元。支付金额中，机井1264.30万元，管网等其他费用552.10万元。", "1246.30"),
        ("年末在职63人（行政28人、事业53人），比上年末多2人。", "35"),
        ("购置设备23台，其中一般设备15台、专用设备9台。", "24"),
    ],
)
def test_a_slip_in_what_is_counted_is_asked_with_the_right_number(text, right):
    assert any(right in f.expected + f.message for f in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "基本支出1020.46万元，比上年1004.60万元增加18.56万元。",
        "项目支出预算240.60万元，比2022年预算226.40万元增加12.40万元，增长6.27%。",
    ],
)
def test_a_change_that_does_not_hold_is_told_with_each_number_that_may_be_wrong(text):
    findings = told(text)
    assert findings and any("应为" in f.message or f.expected for f in findings)


def test_what_a_sentence_leaves_open_is_asked_and_never_proved():
    findings = told("走访农户486户，涉及3个村：松坪村142户、石坳村197户、柳树村174户。")
    assert all(f.severity is Severity.REMINDER for f in findings)


@pytest.mark.parametrize(
    ("printed", "right", "slip"),
    [
        ("1.35", "1.53", True),
        ("1.35", "1.45", True),
        ("135", "1135", True),
        ("1.35", "2.45", False),
        ("7", "77", False),
        ("7", "7", False),
    ],
)
def test_a_slip_is_two_digits_changed_about_or_one_digit_off(printed, right, slip):
    assert is_slip(printed, right) is slip


def test_a_whole_is_found_beside_a_number_of_another_kind():
    text = "全年共接待64批次、410人次，其中上级检查30批次、招商洽谈21批次、兄弟乡镇交流15批次。"
    assert [f.class_ for f in told(text)] == ["COUNT"]
    assert told(text.replace("64批次", "66批次")) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("项目支出比上年少5.40万元，其中接待减少2.40万元，用车减少3.00万元。", None),
        ("项目支出比上年少5.40万元，其中接待减少2.40万元，用车增加3.00万元。", "减少3.00"),
        ("支出增加59.55万元，其中机关增加22.07万元、站所增加37.48万元。", None),
        ("支出增加59.55万元，其中机关增加32.07万元、站所增加37.48万元。", "22.07"),
        ("支出增加59.55万元，其中机关增加62.07万元、站所减少2.52万元。", None),
    ],
)
def test_changes_of_parts_come_to_that_of_the_whole(text, right):
    findings = [
        f
        for f in examine(SourceText.from_string(HEAD + text))
        if f.class_ in {*NUMBERS, "DIRECTION"}
    ]
    assert any(right in f.expected + f.message for f in findings) if right else findings == []


FIVE = "2023年项目支出212.10万元，共5个项目，具体包括：解困资金130.70万元、防汛工作经费9.90万元、2022年度彩票公益金23.00万元、非税收入返还48.50万元"


@pytest.mark.parametrize(
    "rest",
    [
        "、路灯更换0.00万元",
        "；路灯更换本年无支出",
        "，路灯更换项目尚未实施",
        "、路灯更换全年没有支出",
    ],
)
def test_a_project_that_spent_nothing_counts(rest):
    assert told(f"{FIVE}{rest}。") == []


@pytest.mark.parametrize(
    ("rest", "right"),
    [
        ("", "4个"),
        ("；路灯更换、公厕改造、沟渠清淤本年无支出", "7个"),
        ("。路灯更换本年无支出", "4个"),
    ],
)
def test_a_count_of_others_than_are_named_is_asked(rest, right):
    assert [f.expected for f in told(f"{FIVE}{rest}。")] == [right]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("教职工136人：中心小学78人，东坑村小21人，下洲村小17人，老屋村小13人，两个教学点各5人。", "139人"),
        ("教职工139人：中心小学78人，东坑村小21人，下洲村小17人，老屋村小13人，两个教学点各5人。", ""),
        ("补助34.00万元，其中柳坪村12.00万元、枫木村10.00万元、其余3个村各4.00万元。", ""),
        ("项目支出34.00万元，其中：柳坪村修路12.00万元，枫木村修渠10.00万元，其余3个村清运各4.00万元。", ""),
    ],
)  # fmt: skip
def test_so_much_for_each_of_several_is_added_so_often(text, expected):
    head = "青溪县石坪镇人民政府2023年度部门整体支出绩效自评报告\n"
    found = examine(SourceText.from_string(head + text))
    told = [f.expected for f in found if f.class_ in {"SUM", "COUNT"}]
    assert told == ([expected] if expected else [])

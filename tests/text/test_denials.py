"""All and not one, none and one: what is said of every one holds of each that is told of."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread

HEAD = "柳湾镇人民政府2024年度部门整体支出绩效自评报告\n\n"


def told(text):
    found = proofread(SourceText.from_string(HEAD + text))
    return [(f.quote, f.expected) for f in found if f.class_ == "CONTRADICTION"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("排查问题21个，已整改18个，余下3个正在整改；全部问题均已整改到位。", "余下3个正在整改"),
        ("排查问题21个，已整改18个，余下3个限期整改；年底前全部问题均已整改到位。", ""),
        ("全镇215户困难户的补贴已全部发放，因账户异常仍有2户未发放。", "仍有2户未发放"),
        ("全镇215户困难户的补贴已全部发放，另有2户申请对象未通过审核。", ""),
        ("年度确定的6个项目已全部竣工。其中东冲泵站项目因征地受阻尚未开工。", "其中东冲泵站项目因征地受阻尚未开工"),
        ("除东冲泵站外的5个项目已全部竣工。其中东冲泵站项目因征地受阻尚未开工。", ""),
        ("2023年有2个项目未完工，2024年均已竣工验收。", ""),
        ("上半年有2个项目未完工，年底项目均已完工。", ""),
        ("18项三级指标中17项完成目标值，1项未完成。\n本年18项三级指标全部完成目标值。", "1项未完成"),
        ("18项三级指标中17项完成目标值，1项未完成的原因是天气。\n本年18项三级指标全部完成目标值。", ""),
        ("资金全部拨付到位，尚有2个项目未完工。", ""),
        ("改厕任务58户全部竣工入住，但东冲村尚有3户主体未完工。", "尚有3户主体未完工"),
        ("各类补贴均已按时发放。7月份有1笔补贴逾期发放。", "有1笔补贴逾期发放"),
        ("各类补贴均已发放。7月份有1笔补贴逾期发放。", ""),
        ("所有工程均已通过竣工验收。停车场工程尚未组织验收。", "停车场工程尚未组织验收"),
        ("所有村均已建立台账，仅沙河村一个村尚未建立。", "一个村尚未建立"),
        ("所有村均已建立台账，仅沙河村一个村尚未公示。", ""),
        ("126户监测对象的措施全部落实到位，其中4户尚未落实联系人。", "其中4户尚未落实"),
        ("项目资金全部用完，没有结余，年末结转下年6.40万元。", "结转下年6.40万元"),
    ],
)  # fmt: skip
def test_what_all_have_none_of_them_lacks(text, expected):
    assert [e for _, e in told(text)] == ([expected] if expected else [])


def test_how_many_are_done_is_told_where_both_are_counted():
    text = "18项三级指标中17项完成目标值，1项未完成。\n本年18项三级指标全部完成目标值。"
    found = proofread(SourceText.from_string(HEAD + text))
    assert any("做完的是17项" in f.message for f in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年未发生安全生产事故。8月采石场发生一起机械伤害事故。", "发生一起机械伤害事故"),
        ("全年未发生较大及以上安全事故，发生一般事故1起。", ""),
        ("全年零火情。清明期间发生火情2起，均及时扑灭。", "发生火情2起"),
        ("全年零火情。上年发生火情2起。", ""),
        ("全年未发生安全责任事故。", ""),
    ],
)
def test_what_did_not_happen_did_not_happen_once(text, expected):
    assert [e for _, e in told(text)] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议费和培训费实现双下降：会议费2.10万元，比上年减少0.20万元；培训费1.50万元，比上年增加0.10万元。", "培训费增加0.10万元"),
        ("会议费和培训费实现双下降：会议费2.10万元，比上年减少0.20万元；培训费1.50万元，比上年减少0.10万元。", ""),
        ("经费逐项下降：办公费下降3.2%，差旅费增长2.1%。", "差旅费增长2.1%"),
        ("在职人员比上年增加3人，编外人员零增长。", ""),
        ("会议费和培训费实现双下降，分别下降4.6%和8.1%，印刷费增长2.0%。", ""),
    ],
)  # fmt: skip
def test_what_falls_on_all_sides_rises_on_none(text, expected):
    assert [e for _, e in told(text)] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("核定编制40名，年末在职43人，未超编。", "编制40，在职43，超编3人"),
        ("核定编制40名，年末在职38人，未超编。", ""),
        ("在职人员控制率107.50%，没有超编现象。", "控制率107.50%就是超编"),
        ("核定编制40名，年末在职43人（含编外聘用5人），未超编。", ""),
    ],
)
def test_posts_said_to_be_kept_are(text, expected):
    assert [e for _, e in told(text)] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("预算资金80万元全部支出完毕，实际支出72万元。", ["结余8万元"]),
        ("预算资金80万元全部支出完毕，实际支出80万元。", []),
    ],
)
def test_what_is_all_spent_leaves_nothing(text, expected):
    assert [e for _, e in told(text)] == expected


def test_a_body_without_others_below_it_has_none():
    text = "本单位不设下属单位。\n部门决算包括所属3个二级单位。"
    assert told(text) == [("所属3个二级单位", "不设下属单位")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8个项目全部建成并交付使用，2个项目结转下年实施。", "2个项目结转下年实施"),
        ("8个项目全部建成并交付使用。\n其中柳坪停车场因雨季跨年建设。", "其中柳坪停车场因雨季跨年建设"),
        ("8个项目全部开工并按进度推进，2个项目结转下年实施。", ""),
        ("上年结转的2个项目全部建成并交付使用。资金结转下年使用5.00万元。", ""),
        ("全年无群众越级上访。妥善处置8月发生的1起越级上访。", "发生的1起越级上访"),
        ("全年未发生火灾。上年发生的2起火灾已结案。", ""),
        ("各村均完成了低保年审。下坪村尚未完成低保年审。", "下坪村尚未完成"),
        ("各村均完成了低保年审。下坪村尚未完成河道清淤。", ""),
        ("“三公”经费实现零增长，公务用车运行维护费增加0.42万元。", "公务用车运行维护费增加0.42万元"),
        ("“三公”经费实现零增长，会议费增加0.42万元。", ""),
    ],
)  # fmt: skip
def test_what_goes_on_next_year_or_was_dealt_with_did_happen(text, expected):
    assert [e for _, e in told(text)] == ([expected] if expected else [])

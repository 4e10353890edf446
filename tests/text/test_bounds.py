"""At most, at least, within: what was reached, and what is said of it."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread

HEAD = "柳湾镇人民政府2024年度部门整体支出绩效自评报告\n\n"


def told(text):
    found = proofread(SourceText.from_string(HEAD + text))
    return [f.expected for f in found if f.class_ == "CONTRADICTION"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("目标为整修渠道不低于40公里，实际完成36公里，完成目标。", ["36公里低于40公里，没有达到目标"]),
        ("目标为整修渠道不低于40公里，实际完成40公里，完成目标。", []),
        ("目标为整修渠道不低于40公里，实际完成36公里，未完成目标。", []),
        ("目标为整修渠道不低于40公里，实际完成44公里，未完成目标。", ["已完成"]),
        ("审批时限不超过10个工作日，实际平均用时12个工作日，按时办结。", ["12个超过了10个，没有达到目标"]),
        ("审批时限不超过10个工作日，实际平均用时8个工作日，按时办结。", []),
        ("培训费不超过：2万元，实际支出2.15万元，该指标已完成。", ["2.15万元超过了2万元，没有达到目标"]),
        ("会议费控制在1.80万元以内，实际支出1.92万元，控制有效。", ["1.92万元超过了1.80万元，没有达到目标"]),
        ("群众满意度≥90%，实际87.5%，达标。", ["87.5%低于90%，没有达到目标"]),
        ("群众满意度≥90%得10分，80%—90%得8分，实际87.5%，得8分，达标。", []),
        ("变更金额不得超过合同价的5%，实际变更为6.3%，未超限额。", ["6.3%超过了5%，没有达到目标"]),
        ("知晓率应达到85%以上，问卷显示为81.4%，达到预期目标。", ["81.4%低于85%，没有达到目标"]),
        ("会议费较上年下降5%以上，实际下降4.2%，未完成。", []),
        ("目标为不少于6个项目，实际完成5个村的摸底，按时完成。", []),
        ("全年不低于6期，上年完成5期，本年按时完成。", []),
    ],
)  # fmt: skip
def test_what_is_said_of_an_aim_follows_from_its_numbers(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各项绩效指标均达到年初目标，其中群众满意度目标90%以上，实际为87.5%。", "除群众满意度外"),
        ("群众满意度87.5%（目标值≥90%）。\n三项指标全部达到目标值。", "除群众满意度外"),
        ("群众满意度93.5%（目标值≥90%）。\n三项指标全部达到目标值。", ""),
        ("职业健康检查率87.5%（目标值≥90%）。\n9项绩效指标完成8项，未完成的是检查率。", ""),
        ("投诉件数目标不超过6件，实际8件。\n各项指标均完成。", "除投诉件数外"),
    ],
)
def test_not_all_is_met_where_one_is_missed(text, expected):
    found = told(text)
    assert [e[: len(expected)] for e in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("补贴均在20日内发放到位，其中有4户超过35日才发放。", 1),
        ("补贴均在20日内发放到位，其中有4户用了15日。", 0),
        ("除4户外均在20日内发放到位，其中有4户超过35日才发放。", 0),
    ],
)
def test_nothing_is_late_where_all_is_in_time(text, many):
    assert len(told(text)) == many

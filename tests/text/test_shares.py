"""Shares, execution rates and directions against the amounts beside them."""

import pytest
from test_finished import SAMPLE, composed

from pingkou_gui.document.tree import plain_text
from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread

TEXT = plain_text(composed(SAMPLE))


def found_in(text):
    title = "2023年度清溪县槐荫乡人民政府部门整体支出绩效自评报告\n"
    return [(f.class_, f.expected) for f in proofread(SourceText.from_string(title + text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年财政拨款支出200万元，其中基本支出152万元，占67%，项目支出48万元，占24%。", "76%"),
        ("2023年部门整体支出200万元，与上年持平。其中：基本支出152万元，占67%；项目支出48万元，占24%。", "76%"),
        ("2023年基本支出152万元，占部门支出200万元的67%。", "76%"),
        ("全年预算400万元，全年执行398万元，预算执行率97.91%。", "99.50%"),
        ("年初预算300万元，全年预算400万元，全年执行398万元，预算执行率97.91%。", "99.50%"),
    ],
)  # fmt: skip
def test_a_rate_is_held_against_the_amounts_beside_it(text, expected):
    assert found_in(text) == [("PCT", expected)]


@pytest.mark.parametrize(
    "text",
    [
        "2023年部门整体支出200万元。其中：基本支出152万元，占76%；项目支出48万元，占24%。",
        "2023年基本支出152万元，其中人员经费120万元，占78.95%；公用经费32万元，占21.05%。",
        "年初预算300万元，全年预算400万元，全年执行398万元，预算执行率99.5%。",
        "2023年部门整体支出500万元，各项预算全年预算合计400万元，全年执行合计398万元，预算执行率99.5%。",
        "改造管网3公里，投入152万元，占整治投入200万元的76%。",
    ],
)
def test_a_true_rate_is_left_alone(text):
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("比上年减少34.56万元，下降5.74%", "比上年增加34.56万元，增长5.74%"),
        ("比上年减少6.40万元，下降19.76%", "比上年增加6.40万元，增长19.76%"),
        ("比上年减少2.85万元，下降50.44%", "比上年增加2.85万元，下降50.44%"),
        ("比上年减少16.46万元，下降1.55%", "比上年增加16.46万元，增长1.55%"),
    ],
)
def test_a_direction_turned_round_is_told_once(right, wrong):
    assert right in TEXT
    found = proofread(SourceText.from_string(TEXT.replace(right, wrong, 1)))
    assert [(f.class_, f.expected) for f in found] == [("DIRECTION", "减少")]


def test_a_share_of_projects_told_of_a_fund_is_none_of_the_general_budgets():
    text = (
        "白水镇人民政府2023年度部门整体支出绩效自评报告\n二、一般公共预算支出情况\n项目支出510.00万元。\n"
        "三、政府性基金预算支出情况\n2023年政府性基金预算支出23.00万元，主要用于基本建设类项目支出33.25万元，占项目支出的100%。"
    )
    assert not [f for f in proofread(SourceText.from_string(text)) if f.class_ == "PCT"]

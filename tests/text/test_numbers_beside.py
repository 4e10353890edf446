"""What the numbers beside a number say of it, however the sentence is worded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.text.lexing.printed_numbers import is_swap, numbers_in, swapped
from pingkou_gui.text.lines.source import SourceText, normalise
from pingkou_gui.text.proofread import examine
from pingkou_gui.text.reasoning.finding import Severity

HEAD = "临溪县柳林乡人民政府2023年度部门整体支出绩效自评报告\n一、基本情况\n"
NUMBERS = {"SUM", "PCT", "DIRECTION", "DIGIT_DROP", "UNIT", "POINTS", "CONTRADICTION"}


def found(text):
    findings = examine(SourceText.from_string(HEAD + text))
    return [f for f in findings if f.class_ in NUMBERS]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("受理信访件125件，办结118件，办结率94.4%，群众满意度91.7%。", None),
        ("受理信访件125件，办结118件，办结率49.4%，群众满意度91.7%。", "94.4%"),
        ("合作社由32家增加到41家，增长28.1%。", None),
        ("村级债务由612万元降到540万元，下降11.76%。", None),
        ("村级债务由612万元降到540万元，下降17.16%。", "11.76%"),
        ("物业费收缴率88.3%，比目标85%高3.3个百分点。", None),
        ("物业费收缴率88.3%，比目标85%高3.8个百分点。", "3.3个百分点"),
        ("漏损率由19.5%降到12.8%，下降6.7个百分点。", None),
        ("漏损率由19.5%降到12.8%，下降7.6个百分点。", "6.7个百分点"),
    ],
)
def test_percents_follow_from_the_counts_beside(text, right):
    assert [f.expected for f in found(text)] == ([right] if right else [])


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("可用资金2368.45万元，全年用去2297.31万元，年末剩余71.14万元。", None),
        ("可用资金2368.45万元，全年用去2297.31万元，年末剩余17.14万元。", "71.14万元"),
        ("全镇垃圾清运由两家公司承担，付款36.40万元和28.75万元，两家合起来65.15万元。", None),
    ],
)
def test_an_amount_that_two_others_make_is_found_with_its_digits_changed_about(text, right):
    assert [f.expected for f in found(text)] == ([right] if right else [])


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("公务接待费4.20万元，上年4.60万元，减少0.40万元，下降8.70%。", []),
        ("公务接待费4.20万元，上年4.06万元，减少0.40万元，下降8.70%。", [4.60]),
        ("公务接待费4.20万元，上年4.60万元，减少0.04万元，下降8.70%。", [0.40]),
        ("公务接待费4.20万元，上年4.60万元，减少0.40万元，下降7.80%。", [8.70]),
        ("公务接待费2.40万元，上年4.60万元，减少0.40万元，下降8.70%。", [4.20]),
        ("培训费7.59万元，比预算8万元少0.05万元。", [7.95]),
        ("会议费24.60万元，比2022年决算52.90万元下降5.0%。", [25.90]),
        ("会议费24.60万元，比年初预算25.00万元下降8.9%。", [27.00]),
        ("大院租金4.20万元（上年4.06万元），少花0.40万元，8.70%。", [4.60]),
    ],
)
def test_of_four_numbers_the_one_is_named_without_which_the_others_agree(text, right):
    assert [float(f.expected.rstrip("%万元")) for f in found(text)] == right


def test_where_the_word_is_wrong_no_number_is_accused():
    (finding,) = found("公务接待费4.20万元，上年4.60万元，增加0.40万元，下降8.70%。")
    assert finding.class_ == "DIRECTION"
    assert "减少" in finding.expected


def test_a_rate_is_told_by_its_amount_where_that_alone_is_changed_about():
    (finding,) = found("全年预算1845.60万元，实际支出1792.33万元，预算执行率97.11%。")[:1] or [None]
    assert finding is None or finding.expected == "97.11%"
    (finding,) = found("全年预算1854.60万元，实际支出1792.33万元，预算执行率97.11%。")
    assert finding.expected == "1845.60万元"
    assert finding.severity is Severity.ERROR


def test_a_list_without_its_total_is_held_against_that_of_another_paragraph():
    head = "全年支出1500.00万元，其中基本支出900.00万元，项目支出600.00万元。\n"
    right = "村道养护213.40万元，水库除险186.60万元，环卫保洁200.00万元。"
    assert found(head + right) == []
    (finding,) = found(head + right.replace("186.60", "168.60"))
    assert finding.expected == "231.40万元或186.60万元"
    assert finding.severity is Severity.REMINDER


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("村道养护213.40万元，水库除险186.60万元，环卫80.00万元，公厕改造200.00元。", "200.00万元"),
        ("村道养护213.40万元，水库除险186.60万元，环卫80.00万元，低保每人每月650.00元。", None),
        ("村道养护213.40万元，水库除险186.60万元，环卫80.00万元，票面合计52元。", None),
        (
            "全年支出1452.80万元。基本支出812.50亿元，项目支出640.30万元，公用经费80.20万元，公务接待费3.20万元。",
            "812.50万元",
        ),
        ("工业产值38.2亿元。项目支出640.30万元，公用经费80.20万元，公务接待费3.20万元。", None),
    ],
)
def test_a_unit_out_of_proportion_is_asked_for(text, right):
    assert [f.expected for f in found(text) if f.class_ == "UNIT"] == ([right] if right else [])


def test_one_number_of_one_thing_has_one_unit():
    text = "计划覆盖灌溉人口0.72万人。\n年末覆盖灌溉人口0.72亿人，与计划一致。"
    assert [f.expected for f in found(text)] == ["0.72万人"]


@given(st.decimals(min_value=0, max_value=99999, places=2, allow_nan=False, allow_infinity=False))
def test_digits_changed_about_twice_are_what_they_were(number):
    text = f"{number:f}"
    for other in swapped(text):
        assert is_swap(text, other)
        assert is_swap(other, text)


@given(st.text(max_size=60))
def test_numbers_are_printed_where_they_are_said_to_be(text):
    normal = normalise(text)
    for number in numbers_in(normal):
        assert normal.text[number.start : number.end].startswith(number.amount.text)
        assert normal.text[: number.start].endswith(number.words)


def test_a_project_in_the_text_has_the_amount_of_its_row():
    rows = "项目名称\t预算数\t决算数\n沟渠清淤\t40.00\t38.26\n村道养护\t30.00\t29.14\n合计\t70.00\t67.40\n"
    assert found(f"{rows}（一）沟渠清淤。支出38.26万元，节约1.74万元。") == []
    (finding,) = found(f"{rows}（一）沟渠清淤。支出32.86万元，清淤9公里。")
    assert (finding.class_, finding.expected) == ("CONTRADICTION", "38.26万元")


def test_a_figure_printed_often_is_not_printed_once_with_its_digits_changed_about():
    text = "全年项目支出1846.35万元。\n项目支出1846.35万元均按进度拨付。\n自评涉及资金{}万元。"
    assert found(text.format("1846.35")) == []
    assert [f.expected for f in found(text.format("1864.35"))] == ["1846.35万元"]


def test_sections_with_subtotals_come_to_the_score():
    text = "（一）执行（10分）。得9.6分。\n（二）产出（50分）。数量20分，得20分；质量30分，得27.5分。小计47.5分。\n（三）效益（40分）。得38分。\n三项合计{}分，等次为优。"
    assert found(text.format("95.1")) == []
    assert [f.expected for f in found(text.format("91.5"))] == ["95.1"]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("安排预算395万元，其中省级120万元、区级240万元、福彩公益金35万元。", None),
        ("安排预算395万元，其中省级120万元、区级240元、福彩公益金35万元。", "240万元"),
        ("项目支出128.40万元，其中省级77.00万元、市级25.70万元、县级25.70元。", "25.70万元"),
        ("完成道路养护36.20万元、垃圾清运48.60亿元、水渠清淤12.40万元。", "48.60万元"),
        ("补贴120户36.00万元，每户补贴3000元，另发慰问金2.40万元、印刷费0.60万元。", None),
    ],
)
def test_a_unit_out_of_its_list_is_asked(text, right):
    told = [f for f in found(f"全年支出512.60万元。{text}") if f.class_ == "UNIT"]
    assert [f.expected for f in told] == ([right] if right else [])


def test_a_part_is_not_its_whole_with_two_digits_changed_about():
    whole = "全年支出合计539.00万元。\n年末又核对支出539.00万元。\n"
    parts = "其中：村级运转359.00万元、环境整治130.00万元、防汛抗旱50.00万元。\n"
    alone = "村级运转支出359.00万元。\n"
    assert not [f for f in found(whole + parts) if "颠倒" in f.message]
    assert [f for f in found(whole + alone) if "颠倒" in f.message]


def test_a_figure_that_text_and_table_state_alike_is_not_changed_about():
    whole = "全年支出合计539.00万元。\n年末又核对支出539.00万元。\n村级运转支出359.00万元。\n"
    table = "项目名称\t预算数\t决算数\n村级运转\t359.00\t359.00\n防汛抗旱\t180.00\t180.00\n合计\t539.00\t539.00\n"
    assert not [f for f in found(whole + table) if "颠倒" in f.message]


@pytest.mark.parametrize(
    ("here", "there", "asked"),
    [
        ("机关运行经费支出24.98万元。", "机关运行经费24.89万元，用于办公和差旅。", True),
        (
            "全年到位4320.00万元，支付3931.60万元。",
            "各工程合计支付3931.20万元，其中道路1931.20万元、水渠2000.00万元。",
            True,
        ),
        ("2022年机关运行经费支出24.98万元。", "2023年机关运行经费24.89万元。", False),
        ("机关运行经费预算24.98万元。", "机关运行经费支出24.89万元。", False),
        ("青石村道路硬化118.45万元。", "河堤加固工程118.46万元。", False),
    ],
)
def test_one_amount_printed_twice_differs_in_no_digit(here, there, asked):
    told = [f for f in found(f"2023年度部门整体支出绩效自评报告\n{here}\n{there}\n") if "只差一个数字" in f.message or "颠倒" in f.message]  # fmt: skip
    assert bool(told) == asked

"""Of the numbers that a finding is about, the one is named that all the others speak against."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from pingkou_gui.text.corrections import corrections
from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import case_of, proofread
from pingkou_gui.text.reading.reader import read
from pingkou_gui.text.reasoning.evidence import Evidence
from pingkou_gui.text.reasoning.finding import PROVED, Severity

if TYPE_CHECKING:
    from pingkou_gui.text.reasoning.finding import TextFinding

HEAD = "白水镇人民政府2023年度部门整体支出绩效自评报告\n"


def findings(*lines: str) -> tuple[TextFinding, ...]:
    return proofread(SourceText.from_string(HEAD + "\n".join(lines)))


def expected(*lines: str) -> set[str]:
    return {finding.expected for finding in findings(*lines)}


def test_a_length_that_a_rate_and_another_chapter_speak_against_is_the_wrong_number() -> None:
    told = expected(
        "五、产出。新修水渠5.4公里、清淤7.2公里，合计12.6公里。",
        "六、完成情况。整治水渠16.2公里，完成年度目标12公里的105%。",
    )
    assert "12.6公里" in told
    assert "135%" not in told


def test_a_total_that_a_sentence_vouches_for_leaves_the_row_with_two_digits_changed_about() -> None:
    table = (
        "经费控制情况\t2022年决算数\t2023年决算数",
        "项目支出\t1246.80\t1315.42",
        "1、业务工作专项\t312.40\t362.18",
        "2、运行维护专项\t186.40\t191.24",
        "3、水库维修养护\t748.00\t798.00",
    )
    note = "项目支出比上年决算增加68.62万元，增长5.50%。"
    assert "326.18" in expected(*table, note)


def test_two_numbers_that_the_text_adds_are_no_number_printed_in_two_ways() -> None:
    classes = {
        finding.class_
        for finding in findings(
            "基本支出预算196.40万元、执行194.82万元；项目支出预算143.60万元、执行138.38万元；"
            "合计预算340.00万元、执行333.20万元，执行率98.00%。"
        )
    }
    assert "CONTRADICTION" not in classes


def test_a_finding_keeps_its_number_where_nothing_else_speaks_against_another() -> None:
    told = expected("全年支出900.00万元，其中基本支出500.00万元、项目支出390.00万元。")
    assert any(right.startswith("890") for right in told)


@pytest.mark.parametrize(
    ("words", "number", "value", "speaks"),
    [
        ("支出A类12.50万元、B类30.25万元，两类42.75万元。", "42.75", "42.75", True),
        ("支出A类12.50万元、B类30.25万元，两类42.75万元。", "42.75", "42.57", False),
        ("支出330.41万元，占总额801.00万元的41.25%。", "330.41", "330.41", True),
        ("支出330.41万元，占总额801.00万元的41.25%。", "330.41", "303.41", False),
        ("支出330.41万元，占总额801.00万元的41.25%。", "41.25", "41.25", True),
        ("甲110.20万元、乙220.30万元、丙330.60万元，共661.10万元。", "220.30", "220.30", True),
        ("甲110.20万元、乙220.30万元、丙330.60万元，共661.10万元。", "220.30", "202.30", False),
        ("甲40万元、乙60万元，共100万元。", "40", "50", False),
    ],
)  # fmt: skip
def test_what_is_printed_around_a_number_speaks_for_a_value_or_not(
    words: str, number: str, value: str, speaks: bool
) -> None:
    evidence = Evidence(case_of(read(SourceText.from_string(words))))
    at = next(n for n in evidence.numbers if n.amount.text == number)
    assert bool(evidence.votes(at, at.read(value))) is speaks


def test_the_same_value_in_another_paragraph_speaks_for_a_number_and_in_its_own_it_does_not() -> (
    None
):
    once = Evidence(case_of(read(SourceText.from_string("甲支出37.15万元，乙支出37.15万元。"))))
    twice = Evidence(case_of(read(SourceText.from_string("甲支出37.15万元。\n乙支出37.15万元。"))))
    assert not once.votes(once.numbers[0], once.numbers[0].value)
    assert twice.votes(twice.numbers[0], twice.numbers[0].value)


def test_a_percent_whose_point_slipped_is_proved_wrong() -> None:
    (told,) = findings("会议费支出为12.40万元，比上年增长1.24万元，增加111.1%。")
    assert (told.expected, told.severity, told.certainty) == ("11.1%", Severity.ERROR, PROVED)


def test_what_an_amount_would_be_is_told_where_its_share_may_be_right() -> None:
    told, *_ = findings("全年预算512.40万元，实际支出438.26万元，预算执行率为89.43%。")
    assert told.expected == "85.53%"
    assert re.search("可能是438.26(?:万元)?应为458.26", told.message)


def test_an_amount_that_gives_no_such_share_is_not_told() -> None:
    (told,) = findings("专项补助60.10万元，已用45.00万元，使用率为82.10%，按季拨付。")[:1] or [None]
    assert told is None or "45.00应为" not in told.message


TABLE = (
    "经费控制情况\t2022年决算数\t2023年预算数\t2023年决算数",
    "项目支出\t698.15\t715.00\t724.20",
    "1、业务工作专项\t420.10\t440.00\t446.30",
    "2、运行维护专项\t278.05\t275.00\t273.90",
)


def test_what_follows_from_a_wrong_number_is_not_told_again() -> None:
    told = findings(
        *TABLE, "项目支出决算为预算的100.73%，比2022年增加22.05万元，原因是增补防控经费。"
    )
    assert {f.expected for f in told if f.class_ in {"SUM", "PCT"}} == {"720.20"}


def test_what_does_not_follow_from_a_wrong_number_is_told_beside_it() -> None:
    told = findings(
        *TABLE, "项目支出决算为预算的103.15%，比2022年增加22.05万元，原因是增补防控经费。"
    )
    assert any("103.15" in f.quote for f in told)


def test_an_amount_that_its_own_year_names_is_no_base_of_comparison() -> None:
    told = findings(
        "2023年三公经费财政拨款支出11.44万元，预算14.00万元，完成预算81.71%，低于预算2.56万元，对比上年决算12.55万元，下降8.84%。"
    )
    assert [f.quote for f in told if f.severity is Severity.ERROR and f.class_ == "PCT"] == []


BORNE_OUT = (
    "青石县林业局2024年度部门整体支出绩效自评报告\n一、部门整体支出情况\n"
    "2024年部门整体支出1700.00万元，其中基本支出{basic}万元，项目支出800.00万元。\n"
    "2024年基本支出{basic}万元，比上年880.00万元增加{more}万元。其中：工资福利支出710.50万元，"
    "商品和服务支出140.20万元，对个人和家庭的补助39.30万元。"
)


def test_a_total_that_others_bear_out_is_not_to_be_what_its_wrong_part_makes() -> None:
    text = BORNE_OUT.format(basic="900.00", more="20.00")
    (found,) = (f for f in proofread(SourceText.from_string(text)) if f.class_ == "SUM")
    assert found.expected == "720.50或150.20或49.30"
    assert found.severity is Severity.ERROR
    assert corrections(SourceText.from_string(text), [found]) == {}


def test_a_total_that_nothing_else_bears_out_is_what_its_parts_make() -> None:
    text = BORNE_OUT.format(basic="900.00", more="20.00").replace(
        "比上年880.00万元增加20.00万元", "用于运转"
    )
    text = text.replace("1700.00万元，其中基本支出900.00万元，项目支出800.00万元", "情况如下")
    found = [f for f in proofread(SourceText.from_string(text)) if f.class_ == "SUM"]
    assert "890.00" in {f.expected for f in found}


def test_the_numbers_of_numbered_lines_are_no_parts_of_a_sum() -> None:
    lines = (
        "2023年项目支出共600.00万元，分别是：",
        "  1）道路硬化250.00万元，年内完工；",
        "  2）渠道清淤230.00万元；",
        "  3）路灯改造110.00万元。",
    )
    (found,) = (f for f in findings(*lines) if f.class_ == "SUM")
    assert "250.00+230.00+110.00 = 590" in found.message


POSTS = "年末编制数86名，其中行政编制18名、事业编制68名；实有在职人员79人，其中行政16人、事业62人"


def test_a_headcount_that_its_control_rate_bears_out_is_not_to_be_what_its_posts_make() -> None:
    assert "17或63" in expected(f"{POSTS}，在职人员控制率91.86%。")


@pytest.mark.parametrize("behind", ["", "，在职人员控制率90.70%"])
def test_a_headcount_that_no_rate_bears_out_may_be_what_its_posts_make(behind: str) -> None:
    assert "78" in expected(f"{POSTS}{behind}。")

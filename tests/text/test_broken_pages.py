"""Paragraphs whose lines were broken at the edge of a page, and series that begin anew."""

import pytest

from pingkou_gui.text.lines.contents_page import contents_lines
from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.lines.wrapped_lines import join_lines
from pingkou_gui.text.proofread import examine
from pingkou_gui.text.reading.reader import read

PROSE = """\
2023年馆里全年举办展览、讲座和下乡演出等群众文化活动
共计九十六场次，参加的群众比上一年多了两成，馆内的排练
厅和阅览室全年免费开放，周末和节假日照常开门，老年大学
和少年宫也在这里上课，每周一到周五的晚上还有合唱队来练
歌，借用的教室按时腾出来。
"""


def joined(text):
    return [line for _, line in join_lines((PROSE + text).splitlines()).lines if line.strip()][1:]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\f\n"])
def test_a_sentence_goes_on_behind_the_end_of_a_page(gap):
    (line,) = joined(
        f"馆里的收支由县文化旅游广电体育局统一核算，每个季度末{gap}把报表送到县国库集中支付中心核对一次。\n"
    )
    assert "每个季度末把报表" in line


def test_a_paragraph_that_is_closed_does_not_go_on_behind_a_gap():
    assert (
        len(joined("馆里的收支由县文化旅游广电体育局统一核算一直没有变过。\n\n报表按季报送。\n"))
        == 2
    )


def test_the_first_line_of_a_paragraph_is_shorter_by_its_indent():
    (line,) = joined(
        "1.负责指导全县各乡镇文化站开展群众文化活动，承担文化\n遗产的普查和保护工作。\n"
    )
    assert line.endswith("承担文化遗产的普查和保护工作。")


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        ("（三）\n“三公”经费支出情况说明。\n", "（三）“三公”经费支出情况说明。"),
        ("其他收入是除“财政拨款收入”\n、\n“事业收\n入”等以外的收入。\n", "其他收入是除“财政拨款收入”、“事业收入”等以外的收入。"),
        ("1、群众文化支出（类）文化和旅游（款）群众文化\n（项）。用于演出。\n", "1、群众文化支出（类）文化和旅游（款）群众文化（项）。用于演出。"),
        ("这个单位是在2023\n年成立的。\n", "这个单位是在2023年成立的。"),
    ],
)  # fmt: skip
def test_what_cannot_be_the_end_of_a_paragraph_goes_on(lines, whole):
    assert joined(lines) == [whole]


def test_contents_are_known_by_a_title_in_two_lines_and_without_their_numbers():
    lines = (
        "目\n\n录\n一、收入支出总表\n二、支出情况\n三、名词解释\n四、其他\n"
        "说明\n正文从这里开始，这是一句话。\n收入支出总表\n支出情况\n名词解释\n"
    ).splitlines()
    assert contents_lines(lines) == {0, 2, 3, 4, 5, 6, 7}


def test_contents_end_where_a_part_comes_again():
    lines = (
        "目录\n第一部分 本馆概况\n一、职责\n二、收支说明\n第一部分\n本馆概况\n"
        "一、职责\n办展览。\n二、收支说明\n第一部分 本馆概况\n"
    ).splitlines()
    assert contents_lines(lines) == {0, 1, 2, 3}


PARTS = """\
第一部分
白石县文化馆概况
一、主要职能
承担群众文化工作。
二、单位构成
只有本级。
{second}
一、收入情况
本年收入合计812.40万元。
二、支出情况
本年支出合计762.40万元。
第三部分
名词解释
一、基本支出：保障机构运转的支出。
二、项目支出：完成特定任务的支出。
"""


def numbering(text):
    found = examine(SourceText.from_string(text))
    return [(f.severity.value, f.expected) for f in found if f.class_ == "NUMBERING"]


def test_every_part_has_its_own_series_though_its_title_stands_a_line_below():
    assert numbering(PARTS.format(second="第二部分\n白石县文化馆收支说明")) == []


def test_a_part_without_its_number_is_asked_for_once_and_not_proved():
    assert numbering(PARTS.format(second="白石县文化馆收支情况说明")) == [("提醒", "第二部分")]


def test_a_disclosure_whose_parts_have_no_numbers_begins_anew_below_each_title():
    text = "2023年白石县文化馆部门预算\n其他相关情况说明\n一、会议费预算情况\n没有变化。\n二、培训费预算情况\n没有变化。\n读书节项目经费情况说明\n一、项目概况\n办读书节。\n二、立项依据\n县里的通知。\n三、实施周期\n全年。\n"
    assert numbering(text) == []


def test_a_list_inside_a_chapter_still_has_to_have_its_own_series():
    text = "白石县文化馆2023年度部门整体支出绩效自评报告\n一、部门概况\n编制12人。\n二、工作情况\n主要做法有\n一、抓演出。\n二、抓培训。\n三、存在的问题\n人手少。\n四、改进措施\n多招人。\n"
    assert len(numbering(text)) == 1


def test_an_item_of_an_account_is_what_its_amounts_are_of_wherever_its_line_ends():
    text = (
        "一、一般公共预算财政拨款支出决算情况说明\n一般公共预算财政拨款支出年初预算为800.00万元，支出决算为762.40万元。\n"
        "1、文化旅游体育与传媒支出（类）文化和旅游（款）群众文化（项）。\n主要用于：人员经费和公用经费等基本支出。\n"
        "年初预算为520.00万元，支出决算为510.00万元。\n2、社会保障和就业支出（类）其他（款）\n其他支出（项）。年初预算为280.00万元，支出决算为252.40万元。\n"
    )
    told = [
        (s.label, s.amount.text) for s in read(SourceText.from_string(text)).statements if s.amount
    ]
    assert told[2:] == [
        ("文化旅游体育与传媒支出（类）文化和旅游（款）群众文化（项）", "520.00"),
        ("文化旅游体育与传媒支出（类）文化和旅游（款）群众文化（项）", "510.00"),
        ("社会保障和就业支出（类）其他（款）", "280.00"),
        ("社会保障和就业支出（类）其他（款）", "252.40"),
    ]


def test_rows_parted_by_wide_gaps_are_not_joined():
    rows = ["项目            2023年     2024年     增减%"]
    rows += [
        "苗圃看护       486.50     461.20    -5.20",
        "路灯电费       318.00     326.48     2.67",
    ]
    assert joined("\n".join(rows))[-3:] == rows

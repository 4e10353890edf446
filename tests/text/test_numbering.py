"""Numbers of headings: anew in every part, through contents pages, and within a paragraph."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from texts_of_tables import findings, lines

from pingkou_gui.text.corrections import corrections
from pingkou_gui.text.lines.outline import PART
from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread
from pingkou_gui.text.reading.reader import read

PARTS = [
    "第一部分  部门概况", "一、主要职责", "负责全乡各项工作。", "二、机构设置", "设4个办公室。",
    "第二部分  支出情况", "一、总体支出", "全年支出正常。", "二、基本支出", "按月支付。", "三、项目支出", "按进度支付。",
    "第三部分  绩效情况", "一、产业发展", "完成较好。",
]  # fmt: skip


def told(*text):
    return [(f.quote[:6], f.expected) for f in findings(lines("\n".join(text)), "NUMBERING")]


def test_every_part_has_its_own_chapters():
    assert told(*PARTS) == []
    levels = [h.level for h in read(lines("\n".join(PARTS))).headings if h.mark.startswith("第")]
    assert levels == [PART, PART, PART]


def test_a_part_left_out_and_a_chapter_left_out_are_told():
    wrong = [line.replace("第三部分", "第四部分").replace("三、项目", "四、项目") for line in PARTS]
    assert told(*wrong) == [("四、项目支出"[:6], "三、"), ("第四部分绩效"[:4] + "  ", "第三部分")]


def test_parts_without_chapters_below_are_chapters_themselves():
    found = read(
        lines(
            "第一部分 部门概况\n正文。\n第二部分 部门整体支出绩效情况\n正文。\n第三部分 存在的问题\n正文。"
        )
    )
    assert [h.level for h in found.headings] == [1, 1, 1]


def test_contents_with_page_numbers_are_not_counted():
    heads = ["一、部门概况", "二、支出情况", "三、绩效情况", "四、存在的问题"]
    contents = [f"{head} {page}" for head, page in zip(heads, (3, 5, 8, 9), strict=True)]
    body = [line for head in heads for line in (head, "正文写在这里。")]
    assert told("目录", *contents, *body) == []


def test_contents_of_which_only_the_first_part_follows_are_not_counted():
    contents = ["第一部分 单位概况", "第二部分 决算表", "第三部分 情况说明", "第四部分 名词解释"]
    assert told("目录", *contents, "第一部分 单位概况", "一、部门职责", "负责教育。") == []


def test_a_chapter_numbered_in_another_style_is_the_one_that_is_missed():
    text = [
        "一、收支",
        "正文。",
        "二、人员",
        "正文。",
        "三、会议",
        "正文。",
        "4、采购",
        "采购正常。",
        "五、绩效",
        "正文。",
    ]
    found = told(*text)
    assert ("4、采购", "四、") in found
    assert not any(quote.startswith("五、") for quote, _ in found)


def test_a_list_below_a_chapter_is_no_chapter_in_another_style():
    text = ["一、收支", "正文。", "二、人员", "1、甲。", "2、乙。", "3、丙。", "四、绩效", "正文。"]
    assert [quote for quote, _ in told(*text)] == ["四、绩效"]


def test_a_chapter_that_repeats_a_number_is_told_with_its_right_heading():
    text = [
        "一、部门概况",
        "正文。",
        "二、支出情况",
        "正文。",
        "三、存在的主要问题",
        "正文。",
        "二、改进措施",
        "正文。",
    ]
    (found,) = findings(lines("\n".join(text)), "NUMBERING")
    assert "四、改进措施" in found.message


def test_a_piece_of_a_longer_text_may_begin_and_end_anywhere():
    assert told("八、政府性基金支出情况", "正文。", "九、国有资本经营支出情况", "正文。") == []
    assert told("（二）按结构划分", "正文。", "（三）按经济分类划分", "1.人员经费") == []


def test_a_list_that_names_a_chapter_by_chance_is_a_list():
    text = [
        "一、单位基本情况",
        "（一）概况",
        "1.主要职责",
        "正文。",
        "2.基本情况",
        "正文。",
        "二、支出情况",
        "正文。",
    ]
    assert told(*text) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("1.抓学习；2.抓纪律；3.抓作风；3.抓落实；4.抓考核。", "4."),
        ("措施：（1）抓学习；（2）抓纪律；（4）抓作风。", "（3）"),
        ("一是抓学习；二是抓纪律；二是抓作风。", "三是"),
    ],
)
def test_a_series_within_a_paragraph_goes_on(text, right):
    assert [e for _, e in told("2023年度自评报告", text)] == [right]


@pytest.mark.parametrize(
    "text",
    [
        "1.抓学习；2.抓纪律；3.抓作风。",
        "（1）抓学习；（2）抓纪律。乡村方面：（1）修路；（2）引水。",
        "一是抓学习；二是抓纪律。一是修路；二是引水；三是通电。",
        "增长3.5%，其中：1.2万元用于修路，2.4万元用于引水，2.6万元用于绿化。",
    ],
)
def test_a_right_series_is_left_alone(text):
    assert told("2023年度自评报告", text) == []


def test_circled_numbers_follow_from_paragraph_to_paragraph():
    assert told("2023年度自评报告", "①建档率93%。", "②接种率97%。", "④管理率95%。") == [
        ("④管理率95"[:6], "③")
    ]
    assert told("2023年度自评报告", "①建档率93%。", "②接种率97%。", "①抓学习。", "②抓作风。") == []


@pytest.mark.parametrize(
    ("lines", "right"),
    [
        (["一是预算编得不细；三是资产管得不严。"], "二是"),
        (["（一）预算编得不细；（三）资产管得不严。"], "（二）"),
        (["一是编细预算，压减一般性支出。", "三是管好资产，做到账实相符。"], "二是"),
        (["问题：一是预算不细；二是资产不清。", "四是培训太少，人员不熟悉业务。"], "三是"),
    ],
)
def test_a_series_that_leaps_over_its_second_number_is_told(lines, right):
    assert [e for _, e in told("2023年度自评报告", *lines)] == [right]


@pytest.mark.parametrize(
    "lines",
    [
        ["一是预算编得不细，同时二是执行偏慢；三是资产管得不严。"],
        ["1.新建水渠5处；3.5公里道路完工，投入使用。"],
        ["一是编细预算。二是抓执行。", "三是管好资产。", "一是修路。", "二是引水。"],
    ],
)
def test_a_series_whose_second_number_stands_elsewhere_is_left_alone(lines):
    assert told("2023年度自评报告", *lines) == []


def test_numbers_that_stand_inside_the_text_before_are_there():
    assert (
        told(
            "（二）机构设置情况：1、园长室",
            "全面负责。",
            "2、书记室",
            "抓好党建。3、保教主任室",
            "负责教学。",
            "4、工会",
        )
        == []
    )


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("一、概况\n（一）机构\n正文。\n（一）人员\n正文。\n二、支出\n正文。", "（二）"),
        ("一、概况\n1.机构。\n2.人员。\n1.资产。\n4.车辆。", "3、"),
        ("二、概况\n正文。\n二、支出\n正文。\n三、绩效\n正文。", "一、"),
        ("一、概况\n正文。\n一、支出\n正文。\n三、绩效\n正文。", "二、"),
        ("八、政府性基金情况\n正文。\n十、国有资本情况\n正文。", "九、"),
    ],
)
def test_a_number_that_stands_again_or_is_left_out_is_told(text, right):
    assert right in [e for _, e in told("2023年度自评报告", text)]


def test_two_lists_below_one_heading_each_begin_with_one():
    assert (
        told(
            "2023年度自评报告",
            "一、概况",
            "1.机构。",
            "2.人员。",
            "另有：",
            "1.车辆。",
            "2.房屋。",
            "二、支出",
            "正文。",
        )
        == []
    )


@pytest.mark.parametrize("count", ["两三", "三四", "七八"])
def test_about_so_many_is_no_count(count):
    for text in (
        "设有{}个科室：财政所、党政办、民政办、农技站。",
        "设党政、经发、城建、平安、综治{}个办公室。",
    ):
        found = proofread(SourceText.from_string(text.format(count)))
        assert [f.message for f in found if f.class_ == "COUNT"] == []


def test_a_number_after_a_chapter_that_is_missing_is_not_mended_unasked():
    chapters = [
        "一、部门概况",
        "二、一般公共预算支出情况",
        "三、政府性基金预算支出情况",
        "五、社会保险基金预算支出情况",
    ]
    source = lines("\n".join(f"{chapter}\n本年支出正常。" for chapter in chapters))
    found = [f for f in proofread(source) if f.class_ == "NUMBERING"]
    assert ["前面少了" in f.message for f in found] == [True]
    assert not any(each.plain for each in corrections(source, found).values())


def test_a_number_that_nothing_but_a_slip_explains_is_mended():
    chapters = ["一、部门概况", "二、一般公共预算支出情况", "四、政府性基金预算支出情况"]
    source = lines("\n".join(f"{chapter}\n本年支出正常。" for chapter in chapters))
    found = [f for f in proofread(source) if f.class_ == "NUMBERING"]
    assert [each.plain for each in corrections(source, found).values()] == [True]

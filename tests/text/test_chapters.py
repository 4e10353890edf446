"""Chapters are known by their words first and their numbers second."""

import pytest

from pingkou_gui.text.lines.outline import chinese_number, chinese_numeral
from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread
from pingkou_gui.text.reading.reader import read


def reading(*lines):
    return read(SourceText.from_string("\n".join(lines)))


def keys(*lines):
    return [h.key for h in reading(*lines).headings if h.level == 1]


def test_a_chapter_with_a_wrong_number_is_known_by_its_words():
    found = keys("一、部门概况", "二、一般公共预算支出情况", "3、政府性基金预算支出情况")
    assert found == ["overview", "general_public_budget", "government_funds"]


def test_a_chapter_without_a_number_is_known_by_its_words():
    assert keys("部门概况", "存在的问题及原因分析", "下一步改进措施") == [
        "overview",
        "problems",
        "measures",
    ]


def test_an_inner_list_does_not_open_chapters():
    found = keys("一、部门概况", "一、抓学习", "二、抓项目", "二、一般公共预算支出情况")
    assert found == ["overview", "general_public_budget"]


def test_a_chapter_gives_its_budget_to_its_sentences():
    found = reading("三、政府性基金预算支出情况", "2023年项目支出33.25万元。").statements
    assert found[0].scope == "government_funds"


def test_the_year_and_the_unit_stand_in_the_title():
    found = reading("2023年度清溪县枫树镇人民政府部门整体支出绩效自评报告")
    assert (found.year, found.unit) == (2023, "清溪县枫树镇人民政府")


def test_the_unit_may_stand_on_the_cover():
    assert reading("清溪县水利局", "2022年度部门整体支出绩效自评报告").unit == "清溪县水利局"


def test_a_table_of_contents_opens_no_chapters():
    contents = [
        "一、部门概况",
        "二、政府性基金预算支出情况",
        "三、部门整体支出绩效情况",
        "四、存在的问题",
        "五、改进措施",
    ]
    assert keys(*contents, *contents) == keys(*contents)


def test_a_table_is_read_by_row_and_column():
    found = reading(
        "项目\t上年决算数\t本年预算数\t本年决算数", "公用经费\t118.31\t85.76\t193.42"
    ).cells
    assert [(c.label, c.column_key, c.amount.text) for c in found][-1] == (
        "公用经费",
        "outturn",
        "193.42",
    )


@pytest.mark.parametrize("number", [1, 9, 10, 11, 19, 20, 21, 99])
def test_a_numeral_is_read_back(number):
    assert chinese_number(chinese_numeral(number)) == number


def test_beyond_ninety_nine_a_number_is_told_in_digits():
    assert [chinese_numeral(number) for number in (99, 100, 123)] == ["九十九", "100", "123"]


@pytest.mark.parametrize("head", ["一、部门概况", "（一）基本情况"])
def test_a_text_of_more_chapters_than_anybody_counts_is_gone_through(head):
    assert proofread(SourceText.from_string("\n".join([head] * 130)))


def test_the_label_of_a_cell_that_was_copied_a_line_each_opens_no_chapter():
    found = reading(
        "其中：一般公共预算", "120.00", "政府性基金拨款", "0", "说明", "1.本年度基本支出80万元。"
    )
    assert [h.title for h in found.headings] == ["本年度基本支出80万元"]
    assert found.statements[-1].scope != "government_funds"

"""A report laid out as a table with its titles on the left is unfolded, and nothing else is."""

import pytest

from pingkou_gui.text.lines.title_column import unfold_titles

TWO = ("一、部门概况\t全乡编制46人。", "二、一般公共预算支出情况\t全年支出640万元。")


def test_titles_beside_text_come_to_stand_on_lines_of_their_own():
    assert unfold_titles(TWO) == [
        "一、部门概况", "全乡编制46人。", "二、一般公共预算支出情况", "全年支出640万元。",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        TWO[:1],
        ("一、部门概况\t46", "二、一般公共预算支出情况\t640"),
        (*TWO, "甲\t1", "乙\t2"),
        ("甲\t全乡编制46人。", "乙\t全年支出640万元。"),
        ("一、部门概况\t全乡\t46人。", "二、一般公共预算支出情况\t全年\t640万元。"),
        ("一、部门概况", "全乡编制46人。"),
        (),
    ],
)
def test_other_tables_and_texts_stay_as_they_are(lines):
    assert unfold_titles(lines) == list(lines)


def test_more_than_half_of_the_rows_are_titles_beside_text():
    three = (*TWO, "甲\t1")
    assert unfold_titles(three)[-1] == "甲\t1"
    assert len(unfold_titles(three)) == 5


@pytest.mark.parametrize("words", ["无", "本年度无", "甲；乙"])
def test_none_counts_as_a_sentence(words):
    found = unfold_titles((TWO[0], f"四、国有资本经营预算支出情况\t{words}"))
    assert found[2:] == ["四、国有资本经营预算支出情况", words]


def test_a_head_may_stand_beside_the_title_and_its_sentence_below():
    lines = ("一、部门概况\t（一）基本情况", "全乡编制46人。", TWO[1])
    assert unfold_titles(lines)[:3] == ["一、部门概况", "（一）基本情况", "全乡编制46人。"]
    lines = ("一、部门概况\t（一）基本情况", "甲\t乙。", TWO[1])
    assert unfold_titles(lines) == list(lines)


def test_marks_around_a_cell_of_several_lines_are_taken_off():
    lines = ('一、部门概况\t"全乡编制46人。', '设""两办""。"', TWO[1], '末"')
    assert unfold_titles(lines) == [
        "一、部门概况", "全乡编制46人。", '设""两办""。', "二、一般公共预算支出情况", "全年支出640万元。", '末"',
    ]  # fmt: skip


def test_a_line_that_begins_with_a_tab_goes_on_with_the_text():
    lines = (TWO[0], "\t另有离退休20人。", TWO[1])
    assert unfold_titles(lines)[2] == "另有离退休20人。"
    assert unfold_titles((TWO[0], "\t甲\t乙", TWO[1]))[2] == "\t甲\t乙"

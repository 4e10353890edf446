"""Numbers of pages and running heads that copying brings into a text, and what only looks like them."""

import pytest

from pingkou_gui.text.lines.page_marks import PAGE_NUMBER, page_marks

TITLE = "2023年度槐荫乡部门整体支出绩效自评报告"
HEAD = "槐荫乡人民政府文件"


def marked(*lines):
    return [lines[at] for at in sorted(page_marks(lines))]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("- 1 -", True), ("—12—", True), ("—— 3 ——", True), ("第 3 页", True), ("第3页 共12页", True),
        ("第3页（共12页）", True), ("3", False), ("- 1234 -", False), ("第三页", False), ("第3页以后", False),
    ],
)  # fmt: skip
def test_a_line_is_the_number_of_a_page(line, number):
    assert (PAGE_NUMBER.fullmatch(line) is not None) is number
    assert marked("甲", line) == ([line] if number else [])


def test_a_running_head_stands_beside_the_numbers_of_two_pages():
    body = ("甲", "乙", "丙", "丁")
    assert marked(*body, "- 1 -", HEAD, "戊。", "- 2 -", HEAD, "己。") == [
        "- 1 -",
        HEAD,
        "- 2 -",
        HEAD,
    ]
    assert marked(*body, "- 1 -", HEAD, "戊。", "- 2 -", "别的一行文字", "己。") == [
        "- 1 -",
        "- 2 -",
    ]
    assert marked(*body, HEAD, "- 1 -", "戊。", HEAD, "- 2 -", "己。") == [
        HEAD,
        "- 1 -",
        HEAD,
        "- 2 -",
    ]
    assert marked(*body, HEAD, "戊。", "- 1 -", "己。", "- 2 -", HEAD) == ["- 1 -", "- 2 -"]


def test_a_blank_line_between_does_not_part_a_head_from_its_number():
    body = ("甲", "乙", "丙", "丁")
    found = marked(*body, "- 1 -", "", HEAD, "戊。", "- 2 -", " ", HEAD, "己。")
    assert found.count(HEAD) == 2


@pytest.mark.parametrize(
    ("head", "marks"),
    [
        ("槐荫乡人民政", 4), ("槐荫乡人民", 2), ("乡" * 60, 4), ("乡" * 61, 2), ("槐荫乡人民政府。", 2),
        ("槐荫乡人民政府：", 2), ("槐荫乡人民政府、", 2),
    ],
)  # fmt: skip
def test_a_running_head_has_six_to_sixty_letters_and_no_mark_at_its_end(head, marks):
    lines = ("甲", "乙", "丙", "丁", "- 1 -", head, "戊。", "- 2 -", head, "己。")
    assert len(page_marks(lines)) == marks


def test_the_title_once_more_is_a_running_head_and_the_first_is_not():
    lines = (TITLE, "一、概况", "甲。", "乙。", "丙。", TITLE, "丁。")
    assert page_marks(lines) == {5}
    assert page_marks((HEAD, *lines[1:5], HEAD, "丁。")) == frozenset()
    assert page_marks((*lines[1:5], "戊。", TITLE, "己。", TITLE)) == frozenset()


def test_of_the_first_four_filled_lines_none_is_a_head():
    lines = ("", TITLE, "", HEAD, "- 1 -", HEAD, "甲。", "- 2 -", HEAD)
    assert page_marks(lines) == {4, 7, 8}


def test_a_head_with_the_number_in_its_line_counts_by_its_words():
    lines = (
        "甲",
        "乙",
        "丙",
        "丁",
        f"{HEAD} - 1 -",
        "戊。",
        f"{HEAD} - 2 -",
        "己。",
        f"第3页 {HEAD}",
    )
    assert page_marks(lines) == {4, 6, 8}
    assert page_marks((*lines[:5], "戊。", "别的 - 2 -")) == frozenset()


@pytest.mark.parametrize(
    ("before", "head", "after", "marked_"),
    [
        ("全年支出", "槐荫乡2023年部门决算公开", "3.20万元。", True),
        ("全年支出。", "槐荫乡2023年部门决算公开", "3.20万元。", False),
        ("全年支出", "槐荫乡部门决算公开说明", "3.20万元。", False),
        ("全年支出", "槐荫乡2023年部门决算公开", "其中甲。", False),
        ("全年支出，", "槐荫乡2023年部门决算公开", "，其中甲。", True),
    ],
)
def test_a_title_of_a_year_between_two_halves_of_a_sentence_is_a_head(before, head, after, marked_):
    lines = ("甲", "乙", "丙", "丁", before, "- 1 -", head, after)
    assert (6 in page_marks(lines)) is marked_

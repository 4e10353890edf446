"""Outlines as they are copied out of Word, WPS or a sheet."""

import re

import pytest

from pingkou_gui.form.pages.overview import KeyWork
from pingkou_gui.importers.clipboard import grid_of
from pingkou_gui.importers.pasted_outline import outline_rows

LONG = "全年召开会议12次，走访群众300户，办结事项86件，各项任务按时完成，没有发生大的事故，群众比较满意，考核列全县前三"


def pasted(text):
    found = outline_rows(grid_of(text), KeyWork)
    return [tuple(text for _, text in row) for row in found.rows], found


@pytest.mark.parametrize(
    "text",
    [
        f"（一）抓党建强引领\n{LONG}。\n（二）抓产业促增收\n1.发展茶叶\n{LONG}。\n2.发展养殖\n{LONG}。\n",
        f"（一）抓党建强引领。{LONG}。\n（二）抓产业促增收。\n1.发展茶叶。{LONG}。\n2.发展养殖。{LONG}。\n",
        f"一、抓党建强引领\r\n{LONG}。\r\n二、抓产业促增收\r\n（一）发展茶叶：{LONG}。\r\n（二）发展养殖\r\n{LONG}。\r\n",
        f"1、抓党建强引领\n{LONG}。\n2、抓产业促增收\n（1）发展茶叶\n{LONG}。\n（2）发展养殖\n{LONG}。\n",
    ],
)
def test_numbers_tell_the_levels_and_lines_below_are_the_text(text):
    rows, found = pasted(text)
    assert [row[:2] for row in rows] == [
        ("1", "抓党建强引领"), ("1", "抓产业促增收"), ("2", "发展茶叶"), ("2", "发展养殖"),
    ]  # fmt: skip
    assert [bool(row[2]) for row in rows] == [True, False, True, True]
    assert rows[0][2].rstrip("。") == LONG
    assert found.plain


def test_cells_of_title_and_text_are_read_with_and_without_heads():
    body = f"1.抓党建\t{LONG}\n2.抓产业\t{LONG}\n"
    for text in (body, "标题\t内容\n" + body, "重点工作\t内容\n" + body):
        rows, _ = pasted(text)
        assert [row[:2] for row in rows] == [("1", "抓党建"), ("1", "抓产业")]
        assert rows[0][2] == LONG


def test_one_line_alone_is_read_as_one_of_several():
    assert pasted("（一）抓党建强引领")[0] == [("1", "抓党建强引领", "")]
    assert pasted(f"1.抓党建\t{LONG}\n")[0] == [("1", "抓党建", LONG)]


@pytest.mark.parametrize(("length", "titled"), [(40, True), (41, False)])
def test_a_first_sentence_is_the_title_up_to_forty_characters(length, titled):
    title = ("抓党建强引领" * 7)[:length]
    (row,), _ = pasted(f"1.{title}。{LONG}。\n")
    assert row == (("1", title, f"{LONG}。") if titled else ("1", "", f"{title}。{LONG}。"))


def test_a_title_that_begins_with_a_year_keeps_it():
    rows, _ = pasted("1.2023年抓党建\n2.2023年抓产业\n")
    assert [row[1] for row in rows] == ["2023年抓党建", "2023年抓产业"]


def test_without_numbers_short_lines_are_titles_and_all_is_to_be_looked_at():
    rows, found = pasted(f"抓党建强引领\n{LONG}。{LONG}。\n抓产业促增收\n{LONG}。\n")
    assert [row[1] for row in rows] == ["抓党建强引领", "抓产业促增收"]
    assert not found.plain


def test_numbers_below_the_second_level_stay_in_the_text():
    rows, _ = pasted("（一）抓党建\n1.抓支部\n（1）开会12次\n（2）培训3次\n")
    assert [row[:2] for row in rows] == [("1", "抓党建"), ("2", "抓支部")]
    assert rows[1][2] == "（1）开会12次\n（2）培训3次"


@pytest.mark.parametrize(
    ("outer", "inner"),
    [("（{}）", "①②③"), ("（{}）", "1.2.3."), ("{}、", "①②③"), ("（{}）", "（一）（二）（三）")],
)
def test_numbers_that_begin_anew_are_of_the_second_level_whatever_their_rank(outer, inner):
    marks = re.findall(r"[①②③]|\d\.|（.）", inner)
    lines = []
    for number, works in enumerate((("茶叶", "油茶"), ("管网", "道路", "校舍")), 1):
        lines.append(f"{outer.format(number)}抓{works[0]}")
        lines += [f"{mark}{work}。{LONG}。" for mark, work in zip(marks, works, strict=False)]
    rows, found = pasted("\n".join(lines))
    assert [row[:2] for row in rows] == [
        ("1", "抓茶叶"), ("2", "茶叶"), ("2", "油茶"),
        ("1", "抓管网"), ("2", "管网"), ("2", "道路"), ("2", "校舍"),
    ]  # fmt: skip
    assert found.plain


def test_what_is_copied_from_its_middle_keeps_its_levels():
    rows, _ = pasted("2.油茶\n（二）抓民生\n1.管网\n2.道路\n")
    assert [row[:2] for row in rows] == [
        ("1", "油茶"), ("1", "抓民生"), ("2", "管网"), ("2", "道路"),
    ]  # fmt: skip


def test_nothing_comes_of_nothing():
    assert pasted("")[0] == []
    assert pasted("1\t2\n3\t4\n")[0] == []


def test_no_word_is_lost():
    text = f"前面的话\n（一）抓党建\n{LONG}。\n1.抓支部：{LONG}\n后面的话。\n"
    rows, _ = pasted(text)
    kept = "".join("".join(row[1:]) for row in rows)
    for words in ("前面的话", "抓党建", LONG, "抓支部", "后面的话"):
        assert words in kept


@pytest.mark.parametrize("sign", ["●", "■ ", "▲"])
def test_signs_before_lines_are_numbers_of_one_level(sign):
    assert pasted(f"{sign}抓产业：新建茶园\n{sign}抓民生。改造管网。\n铺管8公里。")[0] == [
        ("1", "抓产业", "新建茶园"), ("1", "抓民生", "改造管网。\n铺管8公里。"),
    ]  # fmt: skip


def test_signs_below_numbers_are_of_the_second_level():
    assert pasted("一、抓产业\n●茶叶。新建茶园\n●油茶\n二、抓民生\n")[0] == [
        ("1", "抓产业", ""), ("2", "茶叶", "新建茶园"), ("2", "油茶", ""), ("1", "抓民生", ""),
    ]  # fmt: skip

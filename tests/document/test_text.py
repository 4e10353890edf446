"""The tree as plain text."""

from dataclasses import replace
from datetime import date

from pingkou_gui.document.phrases import Span
from pingkou_gui.document.tree import (
    Attachment,
    Document,
    Heading,
    Paragraph,
    Signature,
    Table,
    TableCell,
    TableRow,
    plain_text,
    text_lines,
)

EMPTY = Document("自评报告", (), Signature("槐荫乡", date(2025, 3, 8)))


def said(*blocks):
    return list(text_lines(replace(EMPTY, blocks=blocks)))[1:-2]


def paragraph(words):
    return Paragraph((Span(words),))


def test_title_unit_and_day_frame_the_body():
    assert plain_text(EMPTY) == "自评报告\n槐荫乡\n2025年3月8日\n"


def test_a_running_heading_opens_its_paragraph():
    heading = Heading(2, "抓学习", "（一）", runs_in=True)
    assert said(heading, paragraph("全年十次。")) == ["（一）抓学习。全年十次。"]


def test_a_running_heading_that_closes_itself_gets_no_second_stop():
    heading = Heading(2, "抓学习：", "（一）", runs_in=True)
    assert said(heading, paragraph("全年十次。")) == ["（一）抓学习：全年十次。"]


def test_a_running_heading_without_a_paragraph_stands_alone():
    heading = Heading(2, "抓学习", "（一）", runs_in=True)
    assert said(heading, Heading(1, "问题", "二、")) == ["（一）抓学习", "二、问题"]


def test_a_newline_begins_a_paragraph_and_blank_ones_are_left_out():
    assert said(paragraph("　　第一段 \n\n第二段\n")) == ["第一段", "第二段"]


def test_words_over_two_spans_break_where_they_were_typed():
    assert said(Paragraph((Span("甲\n乙"), Span("丙")))) == ["甲", "乙丙"]


def test_a_table_has_a_row_a_line_and_tabs_between_cells():
    row = TableRow((TableCell((Span("可持续\n影响"),)), TableCell((Span("甲\t乙"),)), TableCell()))
    table = Table("表一", (1, 1, 1), (), (row,), "单位：万元")
    assert said(table) == ["表一", "单位：万元", "可持续影响\t甲 乙\t"]


def test_the_list_names_every_attachment_by_number():
    attachments = tuple(Attachment(n, f"表{n}", ()) for n in (1, 2))
    lines = list(text_lines(replace(EMPTY, attachments=attachments)))
    assert lines[1:3] == ["附件：1. 表1", "2. 表2"]
    assert lines[5:] == ["附件1", "表1", "附件2", "表2"]


def test_a_single_attachment_has_no_number():
    lines = list(text_lines(replace(EMPTY, attachments=(Attachment(1, "表", ()),))))
    assert lines[1] == "附件：表"
    assert lines[-2:] == ["附件", "表"]


def test_what_is_not_known_is_a_placeholder():
    lines = list(text_lines(replace(EMPTY, signature=Signature(None, None))))
    assert lines[-2:] == ["【待填：单位名称】", "【待填：日期】"]

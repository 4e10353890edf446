"""From a point on the page to the field behind it, and back."""

from __future__ import annotations

from pingkou_gui.document.line_breaking import OfficialWidths
from pingkou_gui.document.page_layout import Box, printed_places, refs_at
from pingkou_gui.document.phrases import Span, SpanKind
from pingkou_gui.document.tree import (
    Align,
    Attachment,
    Document,
    Heading,
    Paragraph,
    Table,
    TableCell,
    TableRow,
)
from pingkou_gui.document.typesetting import Typesetting
from pingkou_gui.form.values import Place
from pingkou_gui.scheme.scheme import PageHabits

WAGES, REASON, BLANK = (Place("basic", 0, name) for name in ("wages", "reason", "office"))
TEXT = Paragraph(
    (
        Span("乡" * 20 + "支出"),
        Span("1024.74", SpanKind.TYPED, (WAGES,)),
        Span("万元，原因是"),
        Span("人员减少" * 12, SpanKind.TYPED, (REASON,)),
    )
)
ROW = TableRow(
    (
        TableCell((Span("工资"),)),
        TableCell((Span("1024.74", SpanKind.TYPED, (WAGES,)),), Align.RIGHT),
        TableCell((Span("", SpanKind.TYPED, (BLANK,)),)),
    )
)
SHEET = Attachment(1, "表", (Table("表", (1, 1, 1), (), (ROW,)),))
PAGES = (
    Typesetting(PageHabits(), OfficialWidths())
    .lay_out(Document("报告", (Heading(1, "概况", "一、"), TEXT), None, (SHEET,)))
    .pages
)


def middle(box):
    return box.x + box.width / 2, box.y + box.height / 2


def test_a_word_leads_to_its_field():
    (first, *_) = printed_places(PAGES, WAGES)
    assert refs_at(PAGES[0], *middle(first.box)) == (WAGES,)


def test_a_word_reaches_from_the_top_of_its_line_to_the_next_line():
    (first, *_) = printed_places(PAGES, WAGES)
    x, _ = middle(first.box)
    assert refs_at(PAGES[0], x, first.box.y) == (WAGES,)
    assert refs_at(PAGES[0], x, first.box.y - 1) == ()
    assert WAGES not in refs_at(PAGES[0], x, first.box.y + first.box.height)


def test_a_box_holds_its_left_and_upper_edge_and_not_the_others():
    box = Box(100, 200, 50, 20)
    assert box.holds(100, 200)
    assert box.holds(149.9, 219.9)
    assert not box.holds(99.9, 200)
    assert not box.holds(150, 200)
    assert not box.holds(100, 220)
    assert box.holds(90, 200, side=10)
    assert not box.holds(89.9, 200, side=10)
    assert not box.holds(160, 200, side=10)


def test_words_of_the_program_lead_nowhere():
    line = next(line for line in PAGES[0].lines if line.text.startswith("乡"))
    assert refs_at(PAGES[0], line.x + 700, line.top + 100) == ()


def test_a_point_beside_the_text_leads_nowhere():
    assert refs_at(PAGES[0], 100, 100) == ()


def test_words_over_two_lines_are_marked_on_both():
    found = printed_places(PAGES, REASON)
    assert len(found) == 2
    assert found[1].box.y > found[0].box.y


def test_a_value_in_a_table_marks_its_whole_cell():
    found = [place for place in printed_places(PAGES, WAGES) if place.page == 1]
    (cell,) = found
    assert cell.box.width == 2949
    assert refs_at(PAGES[1], *middle(cell.box)) == (WAGES,)


def test_a_blank_cell_leads_to_the_field_that_would_fill_it():
    (cell,) = printed_places(PAGES, BLANK)
    assert refs_at(PAGES[1], *middle(cell.box)) == (BLANK,)


def test_what_is_not_printed_is_found_nowhere():
    assert printed_places(PAGES, Place("basic", 0, "unprinted")) == []

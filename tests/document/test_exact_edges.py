"""What stands exactly at an edge: of a cell, a number, a count, a word."""

import re

import pytest
from sample_report import cell, report, text
from test_word_golden import WRITTEN
from word_xml import changed

from pingkou_gui.document.docx_file import _may_be_word
from pingkou_gui.document.line_breaking import OfficialWidths
from pingkou_gui.document.page_layout import Box, refs_at
from pingkou_gui.document.phrases import Span, SpanKind
from pingkou_gui.document.publish import build_word
from pingkou_gui.document.punctuation import full_width
from pingkou_gui.document.tree import (
    Attachment,
    Document,
    Heading,
    Paragraph,
    Table,
    TableCell,
    TableRow,
    chinese,
)
from pingkou_gui.document.typesetting import Typesetting
from pingkou_gui.document.verify import verify
from pingkou_gui.form.values import Place
from pingkou_gui.scheme.scheme import PageHabits

LEFT, RIGHT, BELOW = (Place("basic", 0, name) for name in ("wages", "goods", "capital"))


def linked(place):
    return TableCell((Span("1", SpanKind.TYPED, (place,)),))


@pytest.fixture(scope="module")
def page():
    rows = (TableRow((linked(LEFT), linked(RIGHT))), TableRow((linked(BELOW), cell("无"))))
    document = Document("表", (), None, (Attachment(1, "表", (Table("", (1, 1), (), rows),)),))
    return Typesetting(PageHabits(), OfficialWidths()).lay_out(document).pages[-1]


def test_a_point_between_two_cells_is_of_the_right_and_the_lower_one(page):
    first = next(area for area in page.areas if LEFT in area.refs)
    near = first.y + 1
    assert refs_at(page, first.x, near) == (LEFT,)
    assert refs_at(page, first.to_x - 0.01, near) == (LEFT,)
    assert refs_at(page, first.to_x, near) == (RIGHT,)
    assert refs_at(page, first.x, first.y) == (LEFT,)
    assert refs_at(page, first.x, first.to_y) == (BELOW,)
    assert refs_at(page, first.x - 0.01, near) == ()


def test_a_box_holds_its_left_and_upper_edge_and_not_the_others():
    box = Box(10, 20, 30, 40)
    at = [(10, 20), (9.9, 20), (39.9, 59.9), (40, 20), (10, 60), (10, 19.9)]
    assert [box.holds(*point) for point in at] == [True, False, True, False, False, False]
    assert box.holds(8, 20, 2)
    assert not box.holds(42, 20, 2)
    assert not box.holds(10, 18, 2)


@pytest.mark.parametrize(
    ("names", "may"),
    [
        ((), False),
        (("word/document.xml",), True),
        (("_rels/.rels", "word/main.xml"), True),
        (("_rels/.rels", "xl/workbook.xml"), False),
        (("_rels/.rels", "ppt/slides.xml", "word/other.xml"), False),
        (("word/main.xml",), False),
    ],
)
def test_a_package_may_be_a_word_file_by_its_parts(names, may):
    assert _may_be_word(list(names)) is may


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (11, "十一"), (19, "十九"), (20, "二十"), (21, "二十一"), (100, "一百"),
     (101, "一百零一"), (110, "一百一十"), (1010, "一千零一十"), (9999, "九千九百九十九")],
)  # fmt: skip
def test_a_number_is_told_in_chinese(number, words):
    assert chinese(number) == words


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("甲(一)", "甲（一）"),
        ("(a)甲", "（a）甲"),
        ("甲(a)", "甲（a）"),
        ("甲 ab(c)d", "甲 ab(c)d"),
        ("ab(c)甲", "ab（c）甲"),
        ('"甲"', "“甲”"),
        ('"a"甲', "“a”甲"),
        ('甲"a"', "甲“a”"),
        ('甲 "ab" c', '甲 "ab" c'),
        ('甲"乙"丙"', '甲"乙"丙"'),
        ("甲it's，don't", "甲it's，don't"),
        ("甲'乙'", "甲‘乙’"),
        ("甲5'长6'", "甲5‘长6’"),
        ("甲a'乙'b", "甲a‘乙’b"),
    ],
)
def test_pairs_are_full_width_beside_chinese(typed, printed):
    assert full_width(typed) == printed


def proved(tmp_path, document, data=None):
    path = tmp_path / "报告.docx"
    path.write_bytes(data or build_word(document, PageHabits(), written=WRITTEN))
    return verify(path, document, PageHabits())


@pytest.mark.parametrize(
    ("before", "holds"),
    [((), False), (("1.甲。",), False), (("1.甲。", "2.乙。"), True), (("1.甲。", "2.乙。", "3.丙。"), True)],
)  # fmt: skip
def test_numbered_text_counts_along_with_headings(tmp_path, before, holds):
    blocks = (*(Paragraph(text(words)) for words in before), Heading(3, "丁", "3."))
    found = proved(tmp_path, Document("报告", blocks, None))["headings"]
    assert found.holds is holds


def test_letters_in_the_margin_without_a_hint_are_counted_too(tmp_path):
    document = report()
    data = build_word(document, PageHabits(), written=WRITTEN)
    hint = '<w:rFonts w:hint="eastAsia"/>'
    body = changed(data, "word/document.xml", hint, "", 2)
    both = changed(body, "word/footer2.xml", hint, "", 1)
    counts = [
        int(re.search(r"有(\d+)处", proved(tmp_path, document, each)["fonts"].detail)[1])
        for each in (body, both)
    ]
    assert counts == [2, 3]

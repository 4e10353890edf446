"""Letters of a Word file with the elements that print them, and the numbers a list is told by."""

import pytest
from lxml import etree

from pingkou_gui.importers.docx_numbering import _level, _overridden
from pingkou_gui.importers.docx_package import W, list_reference, whole_number
from pingkou_gui.importers.docx_runs import Letters
from pingkou_gui.importers.docx_text import _chosen, _numbered
from pingkou_gui.text.lines.source import Paragraph, SourceText, Unread, UnreadKind

NAMES = f'xmlns:w="{W[1:-1]}"'


def node(markup):
    return etree.fromstring(f"<x {NAMES}>{markup}</x>")[0]


def places(letters):
    return [(p.element.tag, p.start, p.end, p.skipped) for p in letters.pieces]


def letters(**parts):
    return Letters.of((words, etree.Element(name)) for name, words in parts.items())


def test_letters_know_what_printed_each_of_them():
    both = letters(a="支出", b="", c="5万元")
    assert (both.text, places(both)) == ("支出5万元", [("a", 0, 2, 0), ("c", 2, 5, 0)])


def test_letters_put_behind_others_are_moved_with_their_pieces():
    both = letters(a="支出") + letters(b="5", c="万元")
    assert both.text == "支出5万元"
    assert places(both) == [("a", 0, 2, 0), ("b", 2, 3, 0), ("c", 3, 5, 0)]
    worded = letters(a="支出") + "。"
    assert (worded.text, places(worded)) == ("支出。", [("a", 0, 2, 0)])


def test_an_automatic_number_stands_before_the_letters_and_has_no_piece():
    numbered = letters(a="支出", b="5").behind("（1）")
    assert (numbered.text, numbered.number) == ("（1）支出5", 3)
    assert places(numbered) == [("a", 3, 5, 0), ("b", 5, 6, 0)]
    assert letters(a="支出").behind("").number == 0


def test_letters_cut_out_keep_the_places_within_their_elements():
    whole = letters(a="支出", b="5万", c="元").behind("1.")
    middle = whole.cut(3, 6)
    assert (middle.text, middle.number) == ("出5万", 0)
    assert places(middle) == [("a", 0, 1, 1), ("b", 1, 3, 0)]
    assert whole.cut(1, 3).number == 1
    assert places(whole.cut(1, 3)) == [("a", 1, 2, 0)]
    assert places(middle.cut(1, 1)) == []


def test_blanks_at_both_ends_are_stripped_with_their_pieces():
    bare = letters(a="  支出", b=" 5 ", c="  ").stripped()
    assert (bare.text, places(bare)) == ("支出 5", [("a", 0, 2, 2), ("b", 2, 4, 0)])
    assert letters(a="  ").stripped() == Letters("", ())


@pytest.mark.parametrize(
    ("text", "most", "number"),
    [
        ("0", 8, 0),
        ("8", 8, 8),
        ("9", 8, None),
        ("08", 8, None),
        ("-1", 8, None),
        ("１", 8, None),
        ("", 8, None),
        (None, 8, None),
        ("10", 12, 10),
        ("13", 12, None),
        ("1000000", 1_000_000, 1_000_000),
        ("1000001", 1_000_000, None),
    ],
)
def test_a_whole_number_of_the_file_is_one_up_to_the_most(text, most, number):
    assert whole_number(text, most) == number


@pytest.mark.parametrize(("depth", "level"), [("0", 0), ("8", 8), ("9", None)])
def test_a_list_has_nine_levels(depth, level):
    markup = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="3"/></w:numPr>'
    found = list_reference(node(markup))
    assert (found.list_id, found.level) == ("3", level)


def test_what_a_list_says_of_its_levels_goes_before_its_kind():
    base = {0: _level(node('<w:lvl><w:start w:val="1"/></w:lvl>'))}
    markup = (
        '<w:num><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'
        '<w:lvlOverride w:ilvl="8"><w:lvl><w:numFmt w:val="upperRoman"/></w:lvl></w:lvlOverride>'
        '<w:lvlOverride w:ilvl="9"><w:lvl><w:numFmt w:val="upperRoman"/></w:lvl></w:lvlOverride>'
        '<w:lvlOverride w:ilvl="3"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    levels, starts = _overridden(node(markup), base)
    assert {depth: (level.style, level.start) for depth, level in levels.items()} == {
        0: ("decimal", 4),
        8: ("upperRoman", 1),
    }
    assert starts == {0: 4, 3: 7}
    assert base[0].start == 1


@pytest.mark.parametrize(
    ("format_", "style", "pattern"),
    [
        ("001, 002, 003", "decimal", "001"),
        ("00000001", "decimal", "00000001"),
        ("000000001", "custom", ""),
        ("壹, 贰", "custom", ""),
        ("０１", "custom", ""),
        ("", "custom", ""),
    ],
)
def test_a_format_of_its_own_is_one_of_digits_or_not_understood(format_, style, pattern):
    found = _level(node(f'<w:lvl><w:numFmt w:val="custom" w:format="{format_}"/></w:lvl>'))
    assert (found.style, found.pattern) == (style, pattern)


@pytest.mark.parametrize(
    ("number", "words", "printed"),
    [
        ("1.", "5万元", "1. 5万元"),
        ("1.", "支出5万元", "1.支出5万元"),
        ("一、", "5万元", "一、5万元"),
        ("（1）", "5万元", "（1）5万元"),
        ("(1)", "5万元", "(1)5万元"),
        ("①", "  5万元", "① 5万元"),
        ("第1章", "2023年", "第1章 2023年"),
        ("", "  5万元", "  5万元"),
    ],
)
def test_a_number_and_a_figure_behind_it_never_make_one_figure(number, words, printed):
    assert _numbered(number, letters(a=words)).text == printed


def test_what_was_not_read_stays_before_the_paragraph_it_stood_before():
    source = SourceText(
        tuple(Paragraph(text, f"段{n}") for n, text in enumerate("甲乙丙", 1)),
        "报告.docx",
        unread=tuple(Unread(UnreadKind.PICTURE, f"段{n}", n) for n in range(4)),
    )
    found = _chosen(source, {0: "甲", 2: "新丙"})
    assert [(p.text, p.locator) for p in found.paragraphs] == [("甲", "段1"), ("新丙", "段3")]
    assert [each.paragraph for each in found.unread] == [0, 1, 1, 2]

"""Where a line ends: marks, numbers and words stay together, and 28 characters fill a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.document.line_breaking import (
    OfficialWidths,
    Piece,
    TextLook,
    Typesetter,
    break_lines,
    may_break,
    measured,
    places_of,
    tabbed_lines,
)

LOOK = TextLook("仿宋_GB2312", "Times New Roman", bold=False, size=320, spacing=-5)
BOLD = LOOK._replace(bold=True)
WIDE = 8845
WORD, OFFICE = Typesetter.WORD, Typesetter.LIBREOFFICE
ODD = st.text(st.sampled_from("资金，。“”（）—…1a%- \n①€"), max_size=120)


def set_text(text, rules=WORD, look=LOOK):
    return measured(((text, look),), OfficialWidths(), rules)


def lines(text, width=WIDE, rules=WORD, **indents):
    content = set_text(text, rules)
    return [
        "".join(text[p.start : p.stop] for p in line.pieces)
        for line in break_lines(content, width, **indents)
    ]


@pytest.mark.parametrize("rules", Typesetter)
def test_a_line_holds_28_characters(rules):
    assert [len(line) for line in lines("乡" * 60, rules=rules)] == [28, 28, 4]


def test_the_first_line_is_two_characters_in():
    assert [len(line) for line in lines("乡" * 60, first=630)] == [26, 28, 6]


def test_a_hanging_first_line_begins_to_the_left_of_the_others():
    assert [len(line) for line in lines("乡" * 60, left=1890, first=-1260)] == [26, 22, 12]


@pytest.mark.parametrize("mark", "，。；：！？、）》”%")
def test_no_line_begins_with_a_closing_mark(mark):
    assert lines("乡" * 28 + mark + "镇")[1].startswith("乡" + mark)


@pytest.mark.parametrize("mark", "（《“〔")
def test_no_line_ends_with_an_opening_mark(mark):
    assert lines("乡" * 27 + mark + "镇村")[1] == mark + "镇村"


@pytest.mark.parametrize(
    "whole", ["1287.78", "2023", "——", "WiFi", "party_member", "±2", "≥95%", "+5", "12:30"]
)
def test_numbers_words_and_double_dashes_are_never_parted(whole):
    for before in range(20, 32):
        assert any(whole in line for line in lines("乡" * before + whole + "镇" * 3))


def test_a_number_goes_down_with_the_mark_before_it():
    first, second = lines("乡" * 26 + "，" + "1287.78万元")
    assert (first[-1], second) == ("乡", "乡，1287.78万元")


def test_a_line_may_end_after_a_single_dash_and_before_no_blank():
    assert may_break("—", "乡")
    assert not may_break("乡", " ")
    assert may_break(" ", "乡")


def test_word_begins_no_line_with_dots_and_libreoffice_does():
    text = "乡" * 28 + "……"
    assert lines(text)[1] == "乡……"
    assert lines(text, rules=OFFICE)[1] == "……"


def test_a_text_without_any_place_to_break_is_broken_where_it_is_full():
    assert "".join(lines("A" * 500)) == "A" * 500
    assert len(lines("，" * 100)) == 4


def test_libreoffice_leaves_a_gap_beside_a_figure_and_word_none():
    word, office = set_text("乡1镇"), set_text("乡1镇", OFFICE)
    assert word.lefts[2] == pytest.approx(2 * (320 - 5) - 160)
    assert office.lefts[2] == pytest.approx(320 + 64 + 160 + 64)


def test_libreoffice_does_not_condense_the_last_character_of_a_portion():
    content = measured((("乡镇", LOOK), ("村", BOLD)), OfficialWidths(), OFFICE)
    assert content.lefts == pytest.approx([0, 315, 635])


def test_quotes_after_latin_are_latin_in_libreoffice_and_chinese_in_word():
    assert set_text("a”乡").script_at(1)
    assert not set_text("a”乡", OFFICE).script_at(1)
    assert set_text("乡”", OFFICE).script_at(1)


def test_two_dashes_are_one_sign_of_two_characters():
    content = set_text("——", look=LOOK._replace(spacing=0))
    assert content.rights == [320, 640]


def test_a_newline_ends_a_line_which_is_not_stretched():
    first, second = break_lines(set_text("乡镇\n村"), WIDE)
    assert (first.ends, second.ends) == (True, True)
    assert second.pieces == (Piece(3, 4, 0.0, 320.0),)


def test_an_empty_paragraph_has_one_line():
    assert len(break_lines(set_text(""), WIDE)) == 1


def test_blanks_at_the_end_of_a_line_stand_outside():
    assert lines("乡" * 28 + "  镇") == ["乡" * 28 + "  ", "镇"]


def test_a_full_line_is_stretched_to_the_right_edge():
    content = set_text("乡" * 40)
    line = break_lines(content, WIDE)[0]
    (piece,) = line.pieces
    places = places_of(content, piece, WIDE - piece.width)
    assert places[0] == 0
    assert places[-1] + 320 == pytest.approx(WIDE)


def test_blanks_at_the_end_of_a_stretched_line_stand_outside_too():
    content = set_text("乡" * 28 + "  镇")
    piece = break_lines(content, WIDE)[0].pieces[0]._replace(stop=30)
    places = places_of(content, piece, 54)
    assert places[27] - places[0] == pytest.approx(27 * 315 + 54)


def test_no_room_is_made_inside_a_number():
    content = set_text("乡2023镇")
    assert content.stretches(0, 6) == [0, 4]


@pytest.mark.parametrize(
    ("text", "places"),
    [("用GDP 镇", [0, 4]), ("用GDP镇", [0, 3]), ("GDP 90 镇", [3, 6]), ("用 镇", [0, 1])],
)
def test_between_two_scripts_room_is_made_once_though_a_blank_stands_there(text, places):
    content = set_text(text)
    assert content.stretches(0, len(text)) == places


def test_entries_after_a_tab_begin_at_its_stop():
    content = set_text("甲\t乙\n丙")
    first, second = tabbed_lines(content, WIDE, (3000,))
    assert [piece.x for piece in first.pieces] == [0, 3000]
    assert [piece.x for piece in second.pieces] == [0]


@pytest.mark.parametrize(
    ("before", "stops", "begins"),
    [
        ("甲" * 9, (3000, 6000), 3000),
        ("甲" * 12, (3000, 6000), 6000),
        ("甲\t甲", (3000, 6000), 6000),
    ],
)
def test_an_entry_begins_at_the_next_stop_behind_what_stands_before_it(before, stops, begins):
    (line,) = tabbed_lines(set_text(f"{before}\t乙"), WIDE, stops)
    assert line.pieces[-1].x == begins


def test_an_entry_too_wide_for_its_line_goes_on_below():
    content = set_text("甲\t" + "乙" * 40)
    rows = tabbed_lines(content, WIDE, (3000,))
    assert sum(p.stop - p.start for row in rows for p in row.pieces) == 41
    assert max(p.x + p.width for row in rows for p in row.pieces) <= WIDE


@given(ODD, st.sampled_from(list(Typesetter)), st.integers(330, 4000))
def test_every_character_stands_on_exactly_one_line(text, rules, width):
    found = break_lines(set_text(text, rules), width)
    stretches = [(p.start, p.stop) for line in found for p in line.pieces]
    kept = "".join(text[a:b] for a, b in stretches)
    assert kept == text.replace("\n", "")
    assert [a for a, _ in stretches] == sorted(a for a, _ in stretches)


@given(ODD, st.sampled_from(list(Typesetter)))
def test_no_line_is_wider_than_it_may_be(text, rules):
    content = set_text(text, rules)
    for line in break_lines(content, 3000):
        (piece,) = line.pieces
        assert piece.width <= 3000.01


@pytest.mark.parametrize("rules", Typesetter)
def test_a_text_exactly_as_wide_as_its_room_takes_one_line(rules):
    text = "镇里编制46人"
    width = set_text(text, rules).width(0, len(text))
    assert lines(text, width, rules) == [text]
    assert len(lines(text, width - 1, rules)) == 2


def test_behind_the_last_stop_tabs_stop_at_equal_distances():
    (line,) = tabbed_lines(set_text("甲\t乙\t丙\t丁"), WIDE, (3000,))
    assert [piece.x for piece in line.pieces] == [0, 3000, 3360, 3780]

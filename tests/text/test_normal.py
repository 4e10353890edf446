"""Evening out a text keeps the way back to every character."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.text.lines.source import normalise


@pytest.mark.parametrize(
    ("printed", "even"),
    [
        ("１２．５万元", "12.5万元"),
        ("1,024.74 万元", "1024.74万元"),
        ("1，024.74万元", "1024.74万元"),
        ("公用经费12 87.78万元", "公用经费1287.78万元"),
        ("减少16\n.46万元", "减少16.46万元"),
        ("下降5．2 ％", "下降5.2%"),
        ("“三公”经费(含)", "三公经费（含）"),
        ("300 120", "300 120"),
        ("1,2,3", "1，2，3"),
    ],
)
def test_one_way_of_writing(printed, even):
    assert normalise(printed).text == even


@given(st.text(alphabet="12０５.．,， 万元％一“”（(\n减少", max_size=60))
def test_every_character_knows_where_it_came_from(text):
    normal = normalise(text)
    assert len(normal.text) == len(normal.origin)
    assert all(a < b for a, b in pairwise(normal.origin))


@given(st.text(max_size=80))
def test_any_text_can_be_evened_out(text):
    normal = normalise(text)
    assert all(0 <= place < len(text) for place in normal.origin)


def test_a_span_points_at_the_printed_words():
    printed = "公用经费 １，０２４．７４ 万元"
    normal = normalise(printed)
    at = normal.text.index("1024.74")
    span = normal.span(at, at + 7)
    assert printed[span.start : span.end] == "１，０２４．７４"


@pytest.mark.parametrize("printed", ["小（1）型水库9座", "小（一）型水库9座", "小(1)型水库9座"])
def test_the_class_of_a_reservoir_is_one_word(printed):
    normal = normalise(printed)
    assert normal.text == "小一型水库9座"
    span = normal.span(0, 3)
    assert printed[span.start : span.end].endswith("型")

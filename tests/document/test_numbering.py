"""The one series of heading numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.document.tree import HeadingNumbering, chinese, circled, label

NUMERALS = {
    1: "一",
    9: "九",
    10: "十",
    11: "十一",
    20: "二十",
    21: "二十一",
    100: "一百",
    105: "一百零五",
    110: "一百一十",
    999: "九百九十九",
    1005: "一千零五",
    2010: "二千零一十",
}


@pytest.mark.parametrize(("number", "text"), NUMERALS.items())
def test_numerals_are_written_as_a_reader_expects(number, text):
    assert chinese(number) == text


@pytest.mark.parametrize(
    ("level", "text"), list(enumerate(("二、", "（二）", "2.", "（2）", "②"), start=1))
)
def test_every_level_has_its_form(level, text):
    assert label(level, 2) == text


def test_circles_go_as_far_as_there_are_circles():
    assert [circled(n) for n in (1, 20, 21, 35, 36, 50, 51)] == [*"①⑳㉑㉟㊱㊿", "〔51〕"]


def test_a_level_counts_anew_under_every_heading():
    top = HeadingNumbering()
    first, below = top.next(), top.below()
    assert (first, below.next(), below.next()) == ("一、", "（一）", "（二）")
    assert (top.next(), top.below().next()) == ("二、", "（一）")


@given(level=st.integers(1, 5), count=st.integers(2, 60))
def test_no_number_comes_twice(level, count):
    numbers = HeadingNumbering(level)
    labels = [numbers.next() for _ in range(count)]
    assert len(set(labels)) == count

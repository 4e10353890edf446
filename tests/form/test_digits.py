"""Figures as they are typed and as documents break them."""

import pytest

from pingkou_gui.form.kinds import ParseError, respelt, squeezed, typed


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("12", "12"),
        (" 12.5 ", "12.5"),
        ("\ufeff12\u200b", "12"),
        ("￥1,234", "1234"),
        ("¥ 12", "12"),
        ("(5)", "-5"),
        ("（1,234.5）", "-1234.5"),
        ("−5", "-5"),
        ("1,234,567.89", "1234567.89"),
        ("12。5", "12.5"),
        ("(5", "(5"),
        ("12 万元", "12万元"),
        ("约 12", "约12"),
    ],
)
def test_typed_figures_lose_what_is_not_theirs(written, plain):
    assert typed(written) == plain
    assert squeezed(written) == plain


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("1,23", "逗号"),
        ("12 34", "空格"),
        ("1,234 567", "逗号"),
        ("1234,567", "逗号"),
        ("1'2", "逗号"),
    ],
)
def test_marks_that_part_no_thousands_are_told(written, why):
    with pytest.raises(ParseError, match=why):
        typed(written)


def test_a_document_may_break_a_number_anywhere_and_a_comma_stays_where_it_parts_no_thousands():
    assert squeezed("1 2 3 4") == "1234"
    assert squeezed("1,23") == "1,23"


@pytest.mark.parametrize(
    ("written", "told"), [("12。5", True), ("12，5", True), ("１２．５", True), ("１２", False), ("12.5", False), ("5。", False)]
)  # fmt: skip
def test_a_chinese_mark_between_digits_is_told(written, told):
    assert respelt(written) is told

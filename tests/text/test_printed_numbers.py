"""Numbers as they are printed: kind, unit, words before them, sentence, slips of the hand."""

from decimal import Decimal as D

import pytest

from pingkou_gui.text.lexing.printed_numbers import (
    factor_of,
    in_places_of,
    is_swap,
    numbers_in,
    part_of,
    rounds_to,
    sentence_of,
    slack_of,
    step_of,
    swapped,
)
from pingkou_gui.text.lexing.slips import (
    digits_of,
    is_digit_slip,
    is_slip,
    is_slip_of_value,
    one_digit_changed,
)
from pingkou_gui.text.lines.source import normalise


def numbers(text, *bounds):
    return numbers_in(normalise(text), *bounds)


def number(text):
    (found,) = numbers(text)
    return found


@pytest.mark.parametrize(
    ("text", "kind", "unit", "value"),
    [
        ("接待费3.20万元", "money", "万元", "3.20"),
        ("接待费32000元", "money", "元", "3.2"),
        ("支出1.2亿元", "money", "亿元", "12000"),
        ("下降12.5%", "percent", "%", "12.5"),
        ("提高2个百分点", "points", "个百分点", "2"),
        ("受益300人", "人", "人", "300"),
        ("接待41批次", "批次", "批次", "41"),
        ("绿化2万平方米", "万平方米", "万平方米", "2"),
    ],
)
def test_a_number_has_the_kind_of_its_unit(text, kind, unit, value):
    found = number(text)
    assert (found.kind, found.unit, found.value) == (kind, unit, D(value))
    assert found.words == text[: found.start]
    assert found.end == len(text)


@pytest.mark.parametrize(
    "text", ["2023年", "3月", "第12号", "5至", "12", "5。", "甲乙", "合计：", "6日"]
)
def test_dates_and_bare_digits_are_no_numbers(text):
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "hedged"),
    [
        ("约3万元", True), ("不超过3万元", True), ("2～3万元", True),
        ("3万元左右", True), ("3万元以上", True), ("支出3万元", False), ("3万元，左右", False),
        ("约定3万元", False),
    ],
)  # fmt: skip
def test_a_number_beside_words_of_a_bound_is_hedged(text, hedged):
    assert numbers(text)[-1].is_hedged is hedged


def test_words_before_a_number_begin_at_the_mark_before_and_are_not_long():
    first, second = numbers("其中：接待费3万元、会议费（不含住宿）2万元")
    assert (first.words, second.words) == ("接待费", "")
    assert len(number("一" * 40 + "3万元").words) == 24


def test_numbers_are_read_between_two_places_alone():
    text = "甲3万元，乙4万元，丙5万元"
    assert [n.value for n in numbers(text)] == [3, 4, 5]
    assert [n.value for n in numbers(text, 6)] == [4, 5]
    assert [n.value for n in numbers(text, 6, 11)] == [4]
    assert numbers("3万元以上")[0].is_hedged
    assert not numbers("3万元以上", 0, 4)[0].is_hedged


@pytest.mark.parametrize(
    ("at", "far", "sentence"),
    [
        (0, 300, "甲一。"), (2, 300, "甲一"), (3, 300, "乙二！"), (5, 300, "乙二"), (7, 300, "丙三"), (8, 300, "丙三"),
        (7, 1, "丙三"),
    ],
)  # fmt: skip
def test_a_sentence_reaches_from_mark_to_mark(at, far, sentence):
    text = "甲一。乙二！丙三"
    start, end = sentence_of(text, at, far=far)
    assert text[start:end] == sentence.rstrip("。！")


def test_a_mark_at_the_very_beginning_ends_a_sentence_of_nothing():
    assert sentence_of("。甲一。", 0) == (0, 0)


def test_a_sentence_is_looked_at_three_hundred_letters_far():
    text = "一" * 400 + "。" + "二" * 400
    assert sentence_of(text, 399) == (99, 400)
    assert sentence_of(text, 401) == (401, 701)
    assert sentence_of(text, 800) == (500, 801)
    assert sentence_of("甲，乙，丙", 2, stops="，") == (2, 3)


@pytest.mark.parametrize(("text", "step"), [("3", "1"), ("3.2", "0.1"), ("2.10", "0.01")])
def test_one_unit_of_the_last_place(text, step):
    assert step_of(text) == D(step)


@pytest.mark.parametrize(
    ("text", "others"),
    [("12.3", ["21.3", "13.2"]), ("112", ["121"]), ("5", []), ("55", []), ("1.2", ["2.1"])],
)
def test_neighbouring_digits_are_changed_about(text, others):
    assert list(swapped(text)) == others
    assert all(is_swap(text, other) and is_swap(other, text) for other in others)


@pytest.mark.parametrize(
    ("one", "other"),
    [("123", "321"), ("12", "13"), ("12", "123"), ("12", "12"), ("1.2", "12."), ("1234", "2143")],
)
def test_other_numbers_are_not_changed_about(one, other):
    assert not is_swap(one, other)


@pytest.mark.parametrize(
    ("value", "printed", "slack", "fits"),
    [
        ("3.21", "3.2万元", "0", True), ("3.1", "3.2万元", "0", True), ("3.3", "3.2万元", "0", True),
        ("3.31", "3.2万元", "0", False), ("3.31", "3.2万元", "0.01", True), ("3.09", "3.2万元", "0", False),
    ],
)  # fmt: skip
def test_a_value_may_be_printed_rounded_or_cut_off(value, printed, slack, fits):
    assert rounds_to(D(value), number(printed).amount, D(slack)) is fits


def test_values_are_told_with_the_places_and_the_factor_of_a_number():
    assert in_places_of(D("3.456"), number("5.00万元").amount) == "3.46"
    assert in_places_of(D("3.456"), number("5万元").amount) == "3"
    assert [factor_of(number(t)) for t in ("2亿元", "5万元", "0万元", "50000元")] == [
        10000, 1, 1, D("0.0001"),
    ]  # fmt: skip


def test_a_part_in_percent_is_as_exact_as_both_numbers_are():
    one, whole = number("50万元"), number("200万元")
    assert part_of(one, whole) == 25
    assert slack_of(one, whole) == D("0.3125")
    assert slack_of(number("50.00万元"), number("200.00万元")) == D("0.003125")


@pytest.mark.parametrize(
    ("printed", "right", "slip"),
    [
        ("12.3", "12.4", True), ("12.3", "21.3", True), ("12.3", "12.3", False), ("12.3", "13.4", False),
        ("123", "1123", True), ("1123", "123", True), ("123", "1213", True), ("123", "12", True),
        ("1", "12", False), ("12", "1234", False), ("123", "4123", True), ("123", "1534", False),
    ],
)  # fmt: skip
def test_one_slip_of_the_hand_changes_loses_doubles_or_turns_digits(printed, right, slip):
    assert is_slip(printed, right) is slip


@pytest.mark.parametrize(
    ("printed", "right", "slip"),
    [
        ("12.3", "123", True), ("12.30", "12.3", False), ("1200", "12", True), ("12.3", "12.40", True),
        ("12.3", "45.6", False), ("0", "12", False), ("12", "0.0", False), ("12.50", "21.5", True),
        ("1.5", "15.0", True), ("100", "10", True), ("10", "12", True), ("0.12", "13", True),
    ],
)  # fmt: skip
def test_a_slip_of_a_value_does_not_mind_the_point_and_zeros(printed, right, slip):
    assert is_slip_of_value(printed, right) is slip


@pytest.mark.parametrize(
    ("printed", "right", "places", "slip"),
    [
        ("168", "1688", 0, True), ("16", "1688", 0, True), ("1", "1688", 0, False), ("8", "88", 0, False),
        ("1688.42", "1688.4", 2, False), ("1688.42", "1688.4", 0, True), ("18", "1688", 0, True),
        ("19", "1688", 0, False), ("1688", "1688", 0, False), ("12", "12345", 0, False), ("86", "1688", 0, False),
    ],
)  # fmt: skip
def test_one_or_two_digits_are_left_out_or_put_in(printed, right, places, slip):
    assert is_digit_slip(D(printed), D(right), places) is slip
    assert is_digit_slip(D(right), D(printed), places) is slip


def test_each_digit_may_be_another():
    found = list(one_digit_changed("1.0"))
    assert len(found) == 18
    assert {"2.0", "0.0", "1.9"} <= set(found)
    assert "1.0" not in found


@pytest.mark.parametrize(
    ("text", "many"), [("10.50", 4), ("0.05", 1), ("0", 0), ("100", 3), ("1.0", 2)]
)
def test_zeros_before_the_first_digit_tell_nothing(text, many):
    assert digits_of(text) == many

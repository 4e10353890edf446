"""Percentages beside the numbers they are made of: what printed places may hide, to either side."""

from decimal import Decimal as D

import pytest

from pingkou_gui.text.lexing.tokens import amount_of, in_unit_of, plain
from pingkou_gui.text.lines.source import Span
from pingkou_gui.text.reading.percentages import (
    base_of,
    half_unit,
    hidden_by,
    is_one_digit,
    percent_bounds,
    percent_may_be,
    percent_of,
    rate_fits,
)
from pingkou_gui.text.reading.statements import Comparison

SPOT = Span(0, 0, 1)
HALF = D("0.005")


def amount(text, unit="万元"):
    return amount_of(text, unit, SPOT)


def change(direction=0, size=None, base=None, unit="万元"):
    """A comparison with last year: 减少3万元, or with the base itself printed."""
    numbers = [None if text is None else amount(text, unit) for text in (size, base)]
    return Comparison(
        "last_year",
        direction,
        numbers[0],
        None,
        numbers[1],
        (),
        flat=False,
        onward=False,
        span=SPOT,
    )


@pytest.mark.parametrize(
    ("text", "unit", "value", "step", "places"),
    [
        ("3", "万元", "3", "1", 0),
        ("3.20", "万元", "3.20", "0.01", 2),
        ("12000", "元", "1.2", "0.0001", 0),
        ("12000.5", "元", "1.20005", "0.00001", 1),
        ("1.2", "亿元", "12000", "1000", 1),
        ("5", "人", "5", "1", 0),
        ("12.5", "%", "12.5", "0.1", 1),
        ("3", "", "3", "1", 0),
    ],
)
def test_a_printed_amount_is_its_value_and_its_last_place(text, unit, value, step, places):
    found = amount(text, unit)
    assert (found.value, found.step, found.places) == (D(value), D(step), places)


@pytest.mark.parametrize(
    ("value", "like", "unit", "words"),
    [
        ("3", "1", "万元", "3"),
        ("3", "1.00", "万元", "3.00"),
        ("3.125", "1.00", "万元", "3.125"),
        ("3.10", "1", "万元", "3.1"),
        ("1.2", "5000", "元", "12000"),
        ("12000", "1.5", "亿元", "1.2"),
        ("0", "1.50", "万元", "0.00"),
        ("100", "1", "万元", "100"),
    ],
)
def test_an_amount_is_told_as_another_is_printed(value, like, unit, words):
    assert in_unit_of(D(value), amount(like, unit)) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [("10", "10"), ("10.0", "10"), ("10.50", "10.5"), ("1E+2", "100"), ("0", "0")],
)
def test_a_number_for_people_has_no_needless_zeros(value, words):
    assert plain(D(value)) == words


@pytest.mark.parametrize(
    ("part", "whole", "percent", "fits"),
    [
        ("50", "200", "25", True),
        ("50", "200", "24", True),
        ("50", "200", "23.9", False),
        ("50", "200", "26", True),
        ("50", "200", "25.00", True),
        ("50", "200", "25.01", True),
        ("50", "200", "25.02", False),
        ("50", "200", "24.98", False),
        ("1", "3", "33.33", True),
        ("1", "0", "0", False),
        ("1", "-3", "33.33", False),
        ("0", "5", "0", True),
    ],
)
def test_a_rate_fits_within_its_last_place_and_what_the_parts_hide(part, whole, percent, fits):
    assert rate_fits(D(part), D(whole), amount(percent, "%"), D(0)) is fits


@pytest.mark.parametrize(
    ("percent", "fits"), [("25.32", True), ("25.33", False), ("24.68", True), ("24.67", False)]
)
def test_a_rate_may_be_off_by_what_rounding_hides_of_both_parts(percent, fits):
    """Half a 万元 of 200 is 0.25 %, of the part a fourth of that more: 0.3125 % and the last place."""
    assert rate_fits(D(50), D(200), amount(percent, "%"), D("0.5")) is fits


@pytest.mark.parametrize(
    ("comparison", "base", "percent"),
    [
        (change(-1, "3"), "15", "20"),
        (change(1, "3"), "9", "33.33333333"),
        (change(-1, "3", "16"), "16", "18.75"),
        (change(1, None, "16"), "16", "25"),
        (change(1, None, "10"), "10", "20"),
        (change(1), None, None),
        (change(1, "12"), "0", None),
        (change(1, "13"), "-1", None),
        (change(-1, "-3"), "9", "33.33333333"),
    ],
)
def test_the_base_is_the_printed_one_or_the_amount_without_its_change(comparison, base, percent):
    assert base_of(D(12), comparison) == (None if base is None else D(base))
    found = percent_of(D(12), comparison)
    assert found is None if percent is None else found.quantize(D("0.00000001")) == D(percent)


@pytest.mark.parametrize(
    ("text", "unit", "at_most", "hidden"),
    [
        (None, "", False, "0.5"),
        ("3", "万元", False, "0.5"),
        ("3", "", False, "0.5"),
        ("3.2", "万元", False, "0.005"),
        ("3.2", "万", False, "0.005"),
        ("3.2", "", False, "0.005"),
        ("3.2", "万元", True, "0.05"),
        ("3.20", "万元", False, "0.005"),
        ("3.201", "万元", False, "0.0005"),
        ("12000", "元", False, "0.00005"),
        ("1.2", "亿元", False, "500"),
        ("1", "亿", False, "5000"),
        ("5", "人", False, "0.5"),
    ],
)
def test_what_rounding_hides_of_a_number_goes_by_its_places_and_unit(text, unit, at_most, hidden):
    printed = None if text is None else amount(text, unit)
    assert hidden_by(printed, D("0.5"), at_most=at_most) == D(hidden)


def test_one_decimal_hides_no_more_than_a_whole_number_of_the_text_does():
    assert hidden_by(amount("3.2"), D("0.0001")) == D("0.0001")


@pytest.mark.parametrize(
    ("percent", "low", "high", "may"),
    [
        ("12.5", "12.45", "12.55", True),
        ("12.5", "12.6", "12.7", False),
        ("12.5", "12.59", "12.7", True),
        ("12.5", "12.3", "12.45", True),
        ("12.5", "12.3", "12.44", False),
        ("-12.5", "12.45", "12.55", True),
        ("12", "12.99", "13", True),
        ("12", "13", "14", False),
        ("12", "11", "11.5", True),
        ("12", "11", "11.4", False),
    ],
)
def test_a_percent_may_be_rounded_or_cut_off(percent, low, high, may):
    assert percent_may_be(amount(percent, "%"), D(low), D(high)) is may


@pytest.mark.parametrize(
    ("comparison", "half", "low", "high"),
    [
        (change(-1, "3.00"), "0", "19.960013", "20.040013"),
        (change(1, None, "10.00"), "0.005", "19.890055", "20.110055"),
        (change(1, "2.00", "10.00"), "0.005", "19.940030", "20.060030"),
        (change(1, "12.00", "0.004"), "0", "266555.555556", "343000.000000"),
        (change(1, "11.996"), "0.005", "126268.421053", "599825.000000"),
        (change(1, None, "0.4"), "0.5", "2739.506173", "3064.556962"),
    ],
)
def test_the_truth_lies_between_what_rounding_of_each_number_leaves(comparison, half, low, high):
    found = percent_bounds(D(12), comparison, D(half))
    assert found is not None
    assert [f"{bound:.6f}" for bound in found] == [low, high]


def test_without_a_base_above_nought_there_are_no_bounds():
    assert percent_bounds(D(12), change(1), HALF) is None
    assert percent_bounds(D(12), change(1, "12"), HALF) is None
    assert percent_bounds(D(12), change(1, "11.99"), HALF) is not None


def test_a_change_that_rounding_may_hide_may_be_none_at_all():
    low, high = percent_bounds(D(12), change(1, "0.3"), D("0.5"), at_most=True)
    assert low > 0
    low, high = percent_bounds(D(12), change(1, "0"), D("0.5"))
    assert (low, high > 0) == (0, True)


def test_a_whole_number_hides_what_is_usual_in_the_text_and_the_amount_its_own():
    usual = percent_bounds(D(12), change(-1, "3"), HALF, D("0.5"))
    alike = percent_bounds(D(12), change(-1, "3"), HALF)
    assert usual[0] < alike[0] < 20 < alike[1] < usual[1]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("12.50", "12.60", True), ("12.50", "12.05", True), ("12.5", "12.50", False),
        ("1250", "1520", True), ("12", "123", False), ("1234", "4231", True),
        ("1234", "2143", False), ("12.5", "12.51", True), ("-5", "6", True), ("5", "5", False),
    ],
)  # fmt: skip
def test_two_numbers_differ_in_one_digit_or_in_the_order_of_two(one, other, same):
    assert is_one_digit(D(one), D(other)) is same


@pytest.mark.parametrize(("places", "half"), [(0, "0.5"), (2, "0.005")])
def test_half_a_unit_of_the_last_place(places, half):
    assert half_unit(places) == D(half)

"""What the amounts of a wrong percent would be, were one slip theirs and not the percent's."""

from decimal import Decimal as D

import pytest

from pingkou_gui.text.lexing.tokens import amount_of
from pingkou_gui.text.lines.source import Span
from pingkou_gui.text.reasoning.mending import (
    change_is,
    change_of_is,
    only_right,
    only_share_right,
    otherwise,
    otherwise_change,
    otherwise_share,
    rights_of,
    share_is,
    slips_of,
)

SPOT = Span(0, 0, 1)


def money(text, unit="万元"):
    return amount_of(text, unit, SPOT)


def percent(text):
    return amount_of(text, "%", SPOT)


def test_slips_are_another_digit_two_changed_about_and_one_too_many():
    found = list(slips_of("1234"))
    assert len(found) == 4 * 9 + 3 + 4
    assert {"9234", "1239", "2134", "1243", "234", "123"} <= set(found)
    assert not any(len(text) < 3 for text in slips_of("123"))
    assert "123.4" not in slips_of("123.4")
    assert {"234.5", "123.5"} <= set(slips_of("1234.5"))


@pytest.mark.parametrize(
    ("part", "whole", "share", "right"),
    [
        ("50.00", "200.00", "25", True), ("50.00", "200.00", "25.5", False), ("51.02", "200.00", "25", False), ("51.00", "200.00", "25", True),
        ("51.00", "200.00", "26", True), ("51.00", "200.00", "25.5", True), ("50.10", "200.00", "25.0", True),
        ("50.11", "200.00", "25.0", False), ("50", "200", "25.3", True), ("50", "200", "25.4", False),
        ("50", "200", "24.7", True), ("50", "200", "24.6", False), ("5", "0", "0", False), ("5", "-9", "0", False),
        ("0.00", "5.00", "0", True),
    ],
)  # fmt: skip
def test_a_percent_is_that_of_a_part_within_half_its_last_place(part, whole, share, right):
    assert share_is(money(part), money(whole), percent(share)) is right


@pytest.mark.parametrize(
    ("this", "base", "share", "direction", "right"),
    [
        ("12.00", "10.00", "20", 1, True), ("12.00", "10.00", "20", -1, False), ("8.00", "10.00", "20", -1, True),
        ("12.00", "10.00", "19", 1, False), ("12.00", "10.00", "20.5", 1, False), ("12.05", "10.00", "20", 1, True),
        ("12.06", "10.00", "20", 1, False), ("10.00", "10.00", "0", 1, True), ("10.00", "10.00", "0", -1, True),
        ("12.00", "0.00", "20", 1, False), ("12", "10", "31.0", 1, True), ("12", "10", "31.1", 1, False),
        ("12", "10", "8.9", 1, False), ("12", "10", "9.0", 1, True),
    ],
)  # fmt: skip
def test_a_percent_is_by_how_much_an_amount_is_more_or_less(this, base, share, direction, right):
    assert change_is(money(this), money(base), percent(share), direction) is right


@pytest.mark.parametrize(
    ("this", "change", "share", "direction", "right"),
    [
        ("12.00", "3.00", "20", -1, True), ("12.00", "3.00", "33.33", 1, True), ("12.00", "3.00", "33.34", 1, False),
        ("12.00", "-3.00", "20", -1, True), ("12.00", "12.00", "100", 1, False), ("12.00", "13.00", "100", 1, False),
        ("12.00", "0.50", "4", -1, True), ("12.00", "0.50", "4.35", 1, True), ("12", "3", "23.8", -1, True),
        ("12", "3", "24.0", -1, True), ("12", "3", "24.1", -1, False), ("12", "3", "16.0", -1, True), ("12", "3", "15.9", -1, False),
    ],
)  # fmt: skip
def test_a_percent_is_that_of_a_change_in_what_was_before(this, change, share, direction, right):
    assert change_of_is(money(this), money(change), percent(share), direction) is right


def test_an_amount_in_yuan_hides_nothing():
    assert share_is(money("500000", "元"), money("200.00"), percent("25"))
    assert not share_is(money("501100", "元"), money("200.00"), percent("25.0"))


def test_what_an_amount_was_before_one_slip_is_told_where_few_would_fit():
    def is_in(*values):
        return lambda other: other.value in {D(v) for v in values}

    assert rights_of(money("123"), is_in("132")) == ["132"]
    assert rights_of(money("123"), is_in("132", "923")) == ["923", "132"]
    assert rights_of(money("123"), is_in("132", "923", "193")) == []
    assert rights_of(money("12"), is_in("13")) == []
    assert rights_of(money("0.12"), is_in("0.13")) == []
    assert rights_of(money("100"), is_in("000", "0")) == []
    assert rights_of(money("123"), is_in("999")) == []


def test_the_one_amount_whose_slip_puts_a_change_right_is_named():
    this, base = money("1610.32"), money("1500.29")
    assert only_right(this, base, percent("10.67"), 1) == (this, "1660.32")
    assert only_right(money("1660.32"), money("1550.29"), percent("10.67"), 1) == (
        money("1550.29"), "1500.29",
    )  # fmt: skip
    assert only_right(this, base, percent("55.55"), 1) is None


def test_a_part_is_named_only_where_the_percent_itself_is_no_slip():
    assert only_share_right(money("150.32"), money("310.00"), percent("58.17")) == "180.32"
    assert only_share_right(money("150.32"), money("310.00"), percent("48.94")) == ""
    assert only_share_right(money("150.32"), money("310.00"), percent("99.99")) == ""


def test_every_way_to_put_a_percent_right_is_told_in_brackets():
    part, whole = money("150.32"), money("310.00")
    assert otherwise_share(part, whole, percent("58.17")) == "（也可能是150.32万元应为180.32万元）"
    assert otherwise_share(part, whole, percent("99.99")) == ""
    five = [(money("123"), lambda other: other.value in {132, 923})] * 3
    assert otherwise(five[:2]).count("应为") == 4
    assert otherwise(five) == ""
    assert otherwise(()) == ""


@pytest.mark.parametrize(
    ("this", "base", "change", "share", "direction", "told"),
    [
        ("1610.32", "1500.29", None, "10.67", 1, "1610.32万元应为1660.32万元"),
        ("1660.32", None, "110.03", "10.67", 1, "110.03万元应为160.03万元"),
        (None, "1500.29", "110.03", "10.67", 1, "110.03万元应为160.03万元"),
        ("1660.32", "1500.29", "110.03", "10.67", 1, ""),
        (None, None, "110.03", "10.67", 1, ""),
        ("1660.32", None, None, "10.67", 1, ""),
    ],
)
def test_two_numbers_of_a_change_and_its_percent_tell_what_else_may_be_wrong(
    this, base, change, share, direction, told
):
    given = (None if text is None else money(text) for text in (this, base, change))
    found = otherwise_change(*given, percent(share), direction)
    assert (told in found) if told else found == ""

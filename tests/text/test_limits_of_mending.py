"""Whether a percent is that of two amounts: exactly so far as their last places tell."""

import pytest

from pingkou_gui.text.lexing.tokens import amount_of
from pingkou_gui.text.lines.source import Span
from pingkou_gui.text.reasoning.mending import change_is, change_of_is, rights_of, share_is


def amount(text, unit="万元"):
    return amount_of(text, unit, Span(0, 0, len(text)))


@pytest.mark.parametrize(
    ("part", "whole", "percent", "right"),
    [
        ("12.50", "60.00", "20.83", True),
        ("12.50", "60.00", "20.82", False),
        ("12.55", "100.00", "12.6", True),
        ("12.55", "100.00", "12.5", True),
        ("12.56", "100.00", "12.5", False),
        ("13", "100", "12.43", True),
        ("13", "100", "12.42", False),
        ("13.0", "100.00", "12.95", True),
        ("13.0", "100.00", "12.94", False),
        ("13.00", "100.0", "13.01", True),
        ("0.50", "0.30", "166.67", True),
        ("5.00", "0", "0", False),
        ("0", "0", "0", False),
    ],
)
def test_a_share_is_right_within_what_rounding_leaves(part, whole, percent, right):
    assert share_is(amount(part), amount(whole), amount(percent, "%")) is right


def test_amounts_in_yuan_leave_nothing_to_rounding():
    assert share_is(amount("13", "元"), amount("100", "元"), amount("13.00", "%"))
    assert not share_is(amount("13", "元"), amount("100", "元"), amount("12.99", "%"))


@pytest.mark.parametrize(
    ("this", "base", "percent", "direction", "right"),
    [
        ("120.00", "100.00", "20.00", 1, True),
        ("120.00", "100.00", "20.01", 1, False),
        ("120.00", "100.00", "20.00", -1, False),
        ("80.00", "100.00", "20.00", -1, True),
        ("100.00", "100.00", "0.00", 1, True),
        ("100.00", "100.00", "0.00", -1, True),
        ("120", "100", "21.10", 1, True),
        ("120", "100", "21.11", 1, False),
        ("0.90", "0.60", "50.00", 1, True),
        ("5.00", "0", "5.00", 1, False),
    ],
)
def test_a_change_is_right_within_what_rounding_leaves(this, base, percent, direction, right):
    assert change_is(amount(this), amount(base), amount(percent, "%"), direction) is right


@pytest.mark.parametrize(
    ("this", "change", "percent", "direction", "right"),
    [
        ("120.00", "20.00", "20.00", 1, True),
        ("120.00", "20.00", "20.01", 1, False),
        ("80.00", "20.00", "20.00", -1, True),
        ("80.00", "-20.00", "20.00", -1, True),
        ("80.00", "20.00", "25.00", -1, False),
        ("120", "20", "20.60", 1, True),
        ("120", "20", "20.61", 1, False),
        ("0.90", "0.30", "50.00", 1, True),
        ("20.00", "20.00", "100.00", 1, False),
    ],
)
def test_a_change_of_what_was_before_is_right_within_what_rounding_leaves(
    this, change, percent, direction, right
):
    assert change_of_is(amount(this), amount(change), amount(percent, "%"), direction) is right


def test_what_one_slip_may_have_been_begins_with_no_nought_and_is_above_it():
    met = []
    assert rights_of(amount("102.50"), lambda other: met.append(other.text) or False) == []
    assert met
    assert all(text[0] != "0" for text in met)
    assert rights_of(amount("102.50"), lambda other: other.text == "120.50") == ["120.50"]
    assert rights_of(amount("102.50"), lambda _: True) == []
    assert rights_of(amount("8"), lambda _: True) == []

"""Sums, changes in percent and rates between printed figures: how well each holds, and what it implies."""

from decimal import Decimal as D

import pytest

from pingkou_gui.text.lexing.tokens import amount_of
from pingkou_gui.text.lines.source import Span
from pingkou_gui.text.reading.statements import Comparison
from pingkou_gui.text.reasoning.constraint_kinds import Fit, Quotient, Ratio, Sum

SPOT = Span(0, 0, 1)


def added(parts, kind="sum", signs=None, constant=0, allowance="0.01", coarse="1"):
    many = len(parts)
    return Sum(
        "各项之和", 0, tuple(parts), D(allowance), D(coarse), kind,
        signs or (1,) * many, D(constant),
    )  # fmt: skip


def values(*printed):
    return {at: D(str(n)) for at, n in enumerate(printed)}


@pytest.mark.parametrize(
    ("total", "fit"),
    [
        ("10", Fit.EXACT), ("10.01", Fit.ROUNDING), ("9.99", Fit.ROUNDING), ("10.02", Fit.COARSE),
        ("11", Fit.COARSE), ("9", Fit.COARSE), ("11.01", Fit.BROKEN), ("8.99", Fit.BROKEN),
    ],
)  # fmt: skip
def test_a_sum_holds_exactly_by_rounding_coarsely_or_not(total, fit):
    assert added((1, 2)).fit(values(total, 4, 6)) is fit


@pytest.mark.parametrize("kind", ["sum", "list", "same", "budgets", "flow", "change"])
def test_a_sum_of_all_parts_may_not_fall_short(kind):
    assert added((1, 2), kind).fit(values(100, 4, 6)) is Fit.BROKEN


@pytest.mark.parametrize("kind", ["partial", "examples"])
def test_a_list_of_some_parts_may_fall_short_and_never_goes_beyond(kind):
    assert added((1, 2), kind).fit(values(100, 4, 6)) is Fit.EXACT
    assert added((1, 2), kind).fit(values(8, 4, 6)) is Fit.BROKEN


@pytest.mark.parametrize(
    ("printed", "near"),
    [
        ((100, 40, 30, 15), True), ((100, 40, 30, "14.9"), False), ((100, 80), False), ((100, 90), False),
        ((100, 50, 40), True), ((60, 30, 20), False), ((50, 30, 15), True), ((88, 40, 46), True),
        ((100, "50.5", "35.2"), False),
    ],
)  # fmt: skip
def test_a_list_that_comes_near_is_meant_as_the_whole(printed, near):
    found = values(*printed)
    made = added(tuple(range(1, len(printed))), "partial")
    assert made.is_near(found) is near
    assert (made.fit(found) is Fit.BROKEN) is near
    assert added(made.parts, "examples").is_near(found) is False


def test_signs_and_a_constant_count_in_what_is_expected():
    flow = added((1, 2, 3), "flow", (1, 1, -1), "0.5")
    found = values(9, 4, 8, 3)
    assert flow.expected(found) == D("9.5")
    assert flow.nodes == (0, 1, 2, 3)
    assert [flow.implied(found, node) for node in flow.nodes] == [
        D("9.5"),
        D("3.5"),
        D("7.5"),
        D("3.5"),
    ]


def test_a_part_that_stands_twice_is_not_implied():
    twice = added((1, 2, 1))
    assert twice.implied(values(10, 2, 5), 1) is None
    assert twice.implied(values(10, 2, 5), 2) == 6
    assert twice.implied(values(10, 2, 5), 7) is None


def compared(direction, size, percent):
    return Comparison(
        "last_year", direction, None if size is None else amount_of(size, "万元", SPOT),
        None if percent is None else amount_of(percent, "%", SPOT), None, (),
        flat=False, onward=False, span=SPOT,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("size", "percent", "fit"),
    [
        ("3.00", "20", Fit.EXACT), ("3.00", "20.0", Fit.EXACT), ("3.00", "21", Fit.BROKEN), ("3.00", "19", Fit.EXACT), ("3.00", "18", Fit.BROKEN),
        ("3.00", None, Fit.BROKEN), (None, "20", Fit.EXACT), ("13", "20", Fit.EXACT),
    ],
)  # fmt: skip
def test_a_percent_follows_from_amount_and_change_or_cannot_be_told(size, percent, fit):
    direction = 1 if size == "13" else -1
    ratio = Ratio(0, compared(direction, size, percent), D("0.005"))
    assert ratio.fit(values(12)) is fit
    assert (ratio.nodes, ratio.implied(values(12), 0)) == ((0,), None)


@pytest.mark.parametrize(
    ("percent", "fit"),
    [
        ("25", Fit.EXACT),
        ("26", Fit.EXACT),
        ("27", Fit.BROKEN),
        ("25.1", Fit.EXACT),
        ("25.2", Fit.BROKEN),
    ],
)
def test_a_rate_follows_from_part_and_whole(percent, fit):
    rate = Quotient(0, 1, amount_of(percent, "%", SPOT), D("0.005"))
    assert rate.fit(values(50, 200)) is fit
    assert (rate.nodes, rate.implied(values(50, 200), 1)) == ((0, 1), None)

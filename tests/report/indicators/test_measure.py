"""Quantities in words."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.report.indicators import parse_measure


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("95%", "95", "95", "%"),
        ("９５％", "95", "95", "%"),
        ("5‰", "0.5", "0.5", "%"),
        ("1,287.78万元", "1287.78", "1287.78", "万元"),
        ("12877800元", "1287.78", "1287.78", "万元"),
        ("2.5亿元", "25000", "25000", "万元"),
        ("3-5次", "3", "5", "次"),
        ("3次至5次", "3", "5", "次"),
        ("已完成8个", "8", "8", "个"),
        ("8个（含续建2个）", "8", "8", "个"),
        ("-3%", "-3", "-3", "%"),
        ("5200米", "5.2", "5.2", "公里"),
        ("3年", "3", "3", "年"),
        ("0", "0", "0", ""),
        ("无", "0", "0", ""),
    ],
)
def test_a_quantity_is_read_with_its_unit(text, low, high, unit):
    found = parse_measure(text)
    assert (found.low, found.high, found.unit) == (D(low), D(high), unit)


@pytest.mark.parametrize(
    "text",
    ["", "合规", "9月", "2023年", "12月31日", "5-3次", "1.2.3", "8个村5个组", "1" * 40, "，8"],
)
def test_other_words_are_no_quantity(text):
    assert parse_measure(text) is None


@pytest.mark.parametrize(
    ("one", "other", "fit"),
    [
        ("8个", "8", True),
        ("95%", "96", True),
        ("95%", "0.96", False),
        ("5个", "5公里", False),
        ("202.6万元", "202.6万", True),
        ("12万", "120000", False),
        ("5公里", "5200米", True),
    ],
)
def test_units_are_the_same_or_left_out(one, other, fit):
    assert parse_measure(one).fits(parse_measure(other)) is fit
    assert parse_measure(other).fits(parse_measure(one)) is fit


@given(st.decimals(0, 10**11, places=2))
def test_yuan_and_wan_yuan_are_the_same_amount(yuan):
    assert parse_measure(f"{yuan}元") == parse_measure(f"{yuan.scaleb(-4):f}万元")

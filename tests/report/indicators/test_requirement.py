"""What typed words ask for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.form.field import REQUIREMENTS
from pingkou_gui.report.indicators import requirement_of


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("≥95%", "≥", "95%"),
        (">= 95 %", "≥", "95 %"),
        ("＝8个", "=", "8个"),
        ("≤202.6万元", "≤", "202.6万元"),
        ("≦5起", "≤", "5起"),
        ("＞3次", ">", "3次"),
        ("不超过1,287.78万元", "≤", "1,287.78万元"),
        ("控制在202.6万元以内", "≤", "202.6万元"),
        ("95%以上", "≥", "95%"),
        ("30日内", "≤", "30日"),
        ("至少3次", "≥", "3次"),
        ("9月前", "before", "9月前"),
        ("2023年12月底前", "before", "2023年12月底前"),
        ("年底前", "before", "年底前"),
        ("8个", "", "8个"),
        ("3-5次", "", "3-5次"),
        ("合规", "quality", "合规"),
        ("显著提升", "quality", "显著提升"),
        ("≥合规", "quality", "合规"),
        ("", "", ""),
        ("≥", "", ""),
    ],
)
def test_words_are_split_into_what_is_asked_and_the_target(text, code, rest):
    assert requirement_of(text) == (code, rest)


@given(st.text(max_size=80))
def test_any_words_give_a_known_code(text):
    assert requirement_of(text).code in {"", *(code for code, _ in REQUIREMENTS)}


@given(st.sampled_from("=≥≤<>"), st.decimals(0, 10**9, places=2), st.sampled_from(["%", "个", ""]))
def test_what_is_left_asks_for_nothing_more(sign, number, unit):
    code, rest = requirement_of(f"{sign}{number}{unit}")
    assert (code, requirement_of(rest)) == (sign, ("", f"{number}{unit}"))


def test_a_long_text_is_words():
    assert requirement_of("完成" * 20_000).code == "quality"

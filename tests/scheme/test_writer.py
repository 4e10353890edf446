"""A scheme is written as text that reads back as the same scheme."""

from dataclasses import replace
from decimal import Decimal as D
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.assets import asset
from pingkou_gui.scheme.known import PARTS, PARTS_NEEDED, THRESHOLDS
from pingkou_gui.scheme.model import CommonIndicator, Level, Part
from pingkou_gui.scheme.page import PageHabits
from pingkou_gui.scheme.reader import default_scheme, read_scheme, read_scheme_file
from pingkou_gui.scheme.writer import write_scheme

SHIPPED = sorted(path.name for path in asset("schemes").glob("*.toml"))
WORDS = st.text(
    st.characters(min_codepoint=33, exclude_categories=("Cc", "Cs")), min_size=1, max_size=30
).filter(lambda words: words == words.strip())


def back(scheme):
    return replace(read_scheme(write_scheme(scheme)), text=scheme.text)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_scheme_comes_back(name):
    scheme = read_scheme_file(asset(f"schemes/{name}"))
    assert back(scheme) == scheme


@given(WORDS, WORDS, st.lists(WORDS, unique=True, max_size=5), st.booleans())
def test_words_come_back(name, font, units, sealed):
    page = PageHabits(body_font=font, sealed=sealed, margins=(34.6, 32.6, 28, 26))
    scheme = replace(
        default_scheme(), name=name, units=tuple(units), page=page, deadline="2024-03-31"
    )
    assert back(scheme) == scheme


@given(st.integers(1, 8999), st.integers(0, 1000))
def test_points_and_thresholds_come_back(share, cents):
    first = D(share) / 100
    levels = (Level("产出指标", first, ("数量指标",)), Level("效益指标", D(90) - first))
    limits = {t.key: min(t.default + D(cents) / 100, D(t.most)) for t in THRESHOLDS}
    phrases = {**default_scheme().phrases}
    phrases["indicator_level1"] = ("产出指标", "效益指标")
    phrases["indicator_level2"] = ("数量指标",)
    scheme = replace(
        default_scheme(),
        levels=levels,
        thresholds=MappingProxyType(limits),
        phrases=MappingProxyType(phrases),
    )
    assert back(scheme) == scheme


@given(st.permutations([key for key in PARTS if key not in PARTS_NEEDED]), WORDS)
def test_any_order_of_parts_comes_back(keys, guidance):
    pairs = list(zip(keys[::2], keys[1::2], strict=True))
    needed = tuple(Part(key, "概况", guidance) for key in PARTS_NEEDED)
    below = tuple(Part(key, "情况", "", (Part(last, "明细"),)) for key, last in pairs)
    scheme = replace(default_scheme(), outline=(*needed[1:], replace(needed[0], parts=below)))
    assert back(scheme) == scheme


def test_steps_and_deductions_come_back():
    steps = ((D(90), D(20)), (D("95.5"), D(50)), (None, D(0)))
    common = (
        CommonIndicator("过程", "执行", "甲", D(50), "execution_rate", "", steps),
        CommonIndicator("过程", "执行", "乙", D(50), "execution_rate", "", (), D(0), at_least=True),
    )
    scheme = replace(default_scheme(), common=common, use_common=True)
    assert back(scheme) == scheme

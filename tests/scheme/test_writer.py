"""A scheme is written as text that reads back as the same scheme."""

from dataclasses import replace
from decimal import Decimal as D
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.paths import asset
from pingkou_gui.scheme.scheme import (
    PARTS,
    PARTS_NEEDED,
    THRESHOLDS,
    CommonIndicator,
    IndicatorLevel,
    OutlinePart,
    PageHabits,
)
from pingkou_gui.scheme.scheme_editing import write_scheme
from pingkou_gui.scheme.scheme_reader import default_scheme, read_scheme, read_scheme_file

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
    levels = (
        IndicatorLevel("产出指标", first, ("数量指标",)),
        IndicatorLevel("效益指标", D(90) - first),
    )
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
    needed = tuple(OutlinePart(key, "概况", guidance) for key in PARTS_NEEDED)
    below = tuple(OutlinePart(key, "情况", "", (OutlinePart(last, "明细"),)) for key, last in pairs)
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


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ('甲"乙\\丙', r"甲\"乙\\丙"),
        ("甲\t乙\x1f丙\x7f丁", r"甲\u0009乙\u001f丙\u007f丁"),
        ("甲 ~\x80乙", "甲 ~\x80乙"),
    ],
)
def test_signs_that_a_string_cannot_hold_are_written_as_numbers(name, written):
    assert f'name = "{written}"\n' in write_scheme(replace(default_scheme(), name=name))


@pytest.mark.parametrize(("last", "tall"), [("乙" * 73, False), ("乙" * 74, True)])
def test_a_list_longer_than_ninety_signs_has_a_line_for_each_entry(last, tall):
    text = write_scheme(replace(default_scheme(), units=("甲" * 9, last)))
    line = f'["{"甲" * 9}", "{last}"]'
    assert (len(line) > 90) is tall
    assert (f"units = {line}\n" in text) is not tall
    assert (f'units = [\n  "{"甲" * 9}",\n  "{last}",\n]\n' in text) is tall


def test_what_is_not_set_is_not_written_and_a_nought_is():
    item = CommonIndicator("过程", "执行", "甲", D(100), "execution_rate", limit=D(0))
    text = write_scheme(replace(default_scheme(), common=(item,)))
    assert text.endswith(
        '[[common]]\nlevel1 = "过程"\nlevel2 = "执行"\nname = "甲"\npoints = 100\n'
        'figure = "execution_rate"\nlimit = 0\n'
    )


def test_every_part_of_a_common_indicator_comes_back():
    item = CommonIndicator(
        "过程", "执行", "甲", D(100), "execution_rate", "按率", (), D("-1.5"), at_least=True,
        each=D("0.5"), deduct=D(2), none_is_full=True,
    )  # fmt: skip
    scheme = replace(default_scheme(), common=(item,))
    assert back(scheme) == scheme

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont

from pingkou_gui.ui.theme import (
    TypeRole,
    clamp_percent,
    em_of,
    interface_family,
    role_font,
    role_pixels,
)


@pytest.mark.parametrize(
    ("platform", "installed", "chosen"),
    [
        ("win32", {"Microsoft YaHei UI", "Noto Sans CJK SC"}, "Microsoft YaHei UI"),
        ("linux", {"Microsoft YaHei UI", "Noto Sans CJK SC"}, "Noto Sans CJK SC"),
        ("linux", {"WenQuanYi Micro Hei"}, "WenQuanYi Micro Hei"),
        ("linux", set(), None),
    ],
)
def test_the_first_installed_chinese_font_of_the_platform_is_taken(platform, installed, chosen):
    assert interface_family(installed.__contains__, platform) == chosen


def test_type_at_100_percent_has_the_sizes_of_the_scale():
    sizes = [role_pixels(role, 100) for role in TypeRole]
    assert sizes == [13, 14, 14, 16, 18, 22]


@given(st.sampled_from(TypeRole), st.integers(80, 200))
def test_type_is_never_below_12_pixels(role, percent):
    assert role_pixels(role, percent) >= 12


@given(st.integers(-1000, 1000))
def test_the_type_setting_stays_between_80_and_200(percent):
    assert 80 <= clamp_percent(percent) <= 200


@pytest.mark.parametrize("role", TypeRole)
def test_there_are_two_weights(qapp, role):
    weight = role_font(role, 100, None).weight()
    assert weight in {QFont.Weight.Normal, QFont.Weight.DemiBold}


@pytest.mark.skipif(not hasattr(QFont.Tag, "fromString"), reason="PySide6 6.7 sets no features")
@pytest.mark.parametrize("role", TypeRole)
def test_figures_are_equally_wide(qapp, role):
    font = role_font(role, 100, None)
    assert font.featureValue(QFont.Tag("tnum")) == 1


def test_a_font_of_short_lines_still_gives_the_em_of_the_grid(qapp):
    assert em_of(role_font(TypeRole.BODY, 100, "DejaVu Sans Mono")) >= 20

"""A scheme taken apart into what is typed, and put together again."""

from dataclasses import replace

import pytest

from pingkou_gui.assets import asset
from pingkou_gui.scheme.drafting import Heading, built, draft_of, problems_of
from pingkou_gui.scheme.problem import SchemeError
from pingkou_gui.scheme.reader import default_scheme, read_scheme_file

SHIPPED = sorted(path.name for path in asset("schemes").glob("*.toml"))


@pytest.fixture
def draft():
    return draft_of(default_scheme())


@pytest.mark.parametrize("name", SHIPPED)
def test_a_scheme_comes_back_from_its_draft(name):
    scheme = read_scheme_file(asset(f"schemes/{name}"))
    assert replace(built(draft_of(scheme)), text=scheme.text) == scheme


def test_what_is_no_number_is_told(draft):
    draft.levels[0][1] = "五十"
    draft.execution = ""
    told = [problem.what for problem in problems_of(draft)]
    assert told == ["“产出指标”的分值“五十”不是数字", "预算执行的分值没有填"]


@pytest.mark.parametrize("text", ["1e999", "NaN", "Infinity", "-", "1.2.3"])
def test_odd_numbers_are_told(draft, text):
    draft.thresholds["rounding"] = text
    assert any("不是数字" in problem.what for problem in problems_of(draft))


def test_points_that_are_not_a_hundred_are_told_with_the_sum(draft):
    draft.levels[0][1] = "55"
    assert "105，不是 100" in problems_of(draft)[0].what


def test_a_heading_two_levels_below_the_last_is_told(draft):
    draft.headings.insert(1, Heading(3, "remarks", "说明"))
    assert any("从第1级跳到第3级" in problem.what for problem in problems_of(draft))


def test_names_below_an_indicator_may_be_separated_in_any_way(draft):
    draft.levels[0][2] = "数量指标，质量指标、 时效指标；成本指标,"
    assert built(draft).levels[0].names == ("数量指标", "质量指标", "时效指标", "成本指标")


def test_an_empty_draft_has_problems_and_is_no_scheme(draft):
    draft.headings, draft.levels, draft.name = [], [], ""
    with pytest.raises(SchemeError):
        built(draft)

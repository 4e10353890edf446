"""A scheme taken apart into what is typed, and put together again."""

from dataclasses import replace

import pytest

from pingkou_gui.paths import asset
from pingkou_gui.scheme.scheme import THRESHOLDS, SchemeError
from pingkou_gui.scheme.scheme_editing import DraftHeading, built, draft_of, problems_of
from pingkou_gui.scheme.scheme_reader import default_scheme, read_scheme_file

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
    draft.headings.insert(1, DraftHeading(3, "remarks", "说明"))
    assert any("从第1级跳到第3级" in problem.what for problem in problems_of(draft))


def test_names_below_an_indicator_may_be_separated_in_any_way(draft):
    draft.levels[0][2] = "数量指标，质量指标、 时效指标；成本指标,"
    assert built(draft).levels[0].names == ("数量指标", "质量指标", "时效指标", "成本指标")


def test_an_empty_draft_has_problems_and_is_no_scheme(draft):
    draft.headings, draft.levels, draft.name = [], [], ""
    with pytest.raises(SchemeError):
        built(draft)


def test_what_is_no_number_is_told_of_the_scheme_as_a_whole(draft):
    draft.execution = "十"
    draft.headings.insert(0, DraftHeading(2, "remarks", "说明"))
    assert [(problem.line, problem.what) for problem in problems_of(draft)] == [
        (0, "“说明”从第0级跳到第2级"),
        (0, "预算执行的分值“十”不是数字"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [("1000000", "超出范围"), ("-1000000", "超出范围"), ("1000000.01", "不是数字")],
)
def test_a_number_beyond_all_use_is_none(draft, text, words):
    draft.thresholds["change_ignored"] = text
    (problem,) = problems_of(draft)
    assert words in problem.what


@pytest.mark.parametrize(
    ("margin", "label"), [("top", "上"), ("bottom", "下"), ("left", "左"), ("right", "右")]
)
def test_a_margin_that_is_no_number_is_told_by_its_side(draft, margin, label):
    draft.margins[margin] = "宽"
    assert [p.what for p in problems_of(draft)] == [f"{label}边距“宽”不是数字"]


def test_what_is_typed_with_blanks_around_it_is_taken_without(draft):
    draft.name, draft.county, draft.deadline = " 甲方案 ", " 甲县 ", " 2024-03-31 "
    draft.units = [" 甲镇 ", "  ", "乙镇"]
    draft.grades[0][0], draft.bands[0][0], draft.levels[0][0] = " 优 ", " 好 ", " 产出指标 "
    draft.headings[0].title, draft.headings[0].guidance = " 概况 ", " 写清楚 "
    draft.execution = " 10 "
    scheme = built(draft)
    assert (scheme.name, scheme.county, scheme.deadline) == ("甲方案", "甲县", "2024-03-31")
    assert scheme.units == ("甲镇", "乙镇")
    names = (scheme.grades[0].name, scheme.bands[0].name, scheme.levels[0].name)
    assert names == ("优", "好", "产出指标")
    assert (scheme.outline[0].title, scheme.outline[0].guidance) == ("概况", "写清楚")


@pytest.mark.parametrize("limit", THRESHOLDS, ids=lambda limit: limit.key)
def test_each_threshold_is_taken_as_it_is_typed(draft, limit):
    other = limit.most if limit.default != limit.most else limit.least
    draft.thresholds[limit.key] = str(other)
    assert built(draft).thresholds == {**default_scheme().thresholds, limit.key: other}


def test_a_heading_keeps_what_is_below_it_up_to_the_fourth_level(draft):
    keys = [heading.key for heading in draft.headings]
    at = keys.index("overview.staff")
    draft.headings[at].level = 4
    parts = built(draft).part("overview.organisation").parts
    assert [part.key for part in parts] == ["overview.staff"]
    assert [part.key for part in built(draft).part("overview.basics").parts] == [
        "overview.organisation", "overview.duties", "overview.key_work",
    ]  # fmt: skip

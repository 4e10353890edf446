"""Whatever is typed, a score lies between nothing and its points, and more work never loses."""

from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.form.field import REQUIREMENTS
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.indicators import judge
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.report.scores import indicator_score
from pingkou_gui.scheme.scheme_reader import default_scheme

CODES = st.sampled_from([code for code, _ in REQUIREMENTS])
NUMBERS = st.decimals(-1000, 100_000, places=2)
UNITS = st.sampled_from(["", "%", "个", "万元", "元", "月前", "月底前", "月15日", "年底前"])
VALUES = st.one_of(st.text(max_size=12), st.builds("{}{}".format, NUMBERS, UNITS))
POINTS = st.decimals(0, 100, places=2)


def score(**values):
    draft = Draft(Report())
    row = draft.add(Indicator)
    for name, text in values.items():
        draft.type_in(getattr(Indicator, name), text, row)
    return Facts(Report().apply(draft.change), default_scheme())[indicator_score, row]


@given(CODES, VALUES, VALUES, POINTS, st.one_of(st.just(""), POINTS.map(str)))
def test_a_score_is_never_below_zero_nor_above_its_points(code, target, actual, points, typed):
    found = score(requirement=code, target=target, actual=actual, points=str(points), score=typed)
    assert found is None or 0 <= found <= points


@given(st.sampled_from(["≥", ">"]), NUMBERS, st.lists(NUMBERS, min_size=2, max_size=2), POINTS)
def test_doing_more_never_loses_points(code, target, done, points):
    less, more = (
        score(requirement=code, target=f"{target}个", actual=f"{n}个", points=str(points))
        for n in sorted(done)
    )
    assert less <= more


@given(st.sampled_from(["≤", "<"]), NUMBERS, st.lists(NUMBERS, min_size=2, max_size=2), POINTS)
def test_spending_more_never_wins_points(code, target, spent, points):
    less, more = (
        score(requirement=code, target=f"{target}万元", actual=f"{n}万元", points=str(points))
        for n in sorted(spent)
    )
    assert less >= more


@given(st.integers(1, 12), st.integers(1, 12))
def test_a_month_is_in_time_exactly_when_it_is_not_later(due, done):
    verdict = judge("before", f"{due}月底前", f"{done}月", 2023)
    assert verdict.reached is (done <= due)


@given(st.integers(1, 10**6), st.integers(0, 10**6))
def test_a_shortfall_earns_its_share_to_the_cent(target, done):
    found = score(requirement="≥", target=f"{target}个", actual=f"{done}个", points="10")
    exact = D(10) * min(done, target) / target
    assert abs(found - exact) <= D("0.005")


def test_a_cost_below_its_target_scores_fully_before_a_requirement_is_chosen():
    cost = {"level2": "成本指标", "target": "900万元", "actual": "880万元", "points": "10"}
    assert score(**cost) == 10
    assert score(**cost | {"level2": "数量指标"}) < 10
    assert score(**cost | {"actual": "990万元"}) < 10

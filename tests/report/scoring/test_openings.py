"""What is not in order on the sheet."""

import pytest

from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.report import scores
from pingkou_gui.report.checks import findings
from pingkou_gui.report.scores import (
    Deviation,
    above_points,
    band,
    deviation,
    doubles_execution,
    is_unclear,
    lacks_reason,
    needs_typed_score,
    no_budget,
    points_off,
    project_no_budget,
    requirement_differs,
    score_beside_rule,
    unknown_level,
)


@pytest.fixture
def ask(facts_of):
    def answer(question, **row):
        f = facts_of(unit__year="2023", indicator=[{"points": "10", **row}])
        return question(f, Indicator, 1)

    return answer


@pytest.mark.parametrize(
    ("target", "actual", "found"),
    [
        ("≥95%", "92%", Deviation.SHORTFALL),
        ("≥95%", "95%", None),
        ("=10个", "13个", None),
        ("=10个", "14个", Deviation.FAR_OVER),
        ("≤10万元", "6万元", None),
        ("≤10万元", "11万元", Deviation.EXCEEDED),
        ("6月底前", "7月1日", Deviation.LATE),
        ("0起", "0起", None),
        ("0起", "1起", Deviation.EXCEEDED),
        (">95%", "95%", Deviation.UNMET),
        ("≥95%", "", None),
    ],
)
def test_a_shortfall_and_a_far_over_fulfilment_are_seen(ask, target, actual, found):
    assert ask(deviation, target=target, actual=actual) is found


def test_a_typed_score_below_the_points_is_a_loss_to_be_explained(ask):
    row = {"requirement": "quality", "target": "健全", "actual": "不全", "score": "8"}
    assert ask(deviation, **row) is Deviation.LOST


def test_a_written_reason_is_enough(ask):
    row = {"target": "≥95%", "actual": "92%"}
    assert ask(lacks_reason, **row) is Deviation.SHORTFALL
    assert ask(lacks_reason, **row, reason="塌方") is None


def test_a_typed_score_is_held_against_points_and_rule(ask):
    row = {"target": "≥95%", "actual": "92%"}
    assert ask(above_points, **row, score="10.5")
    assert ask(score_beside_rule, **row, score="10")
    assert not ask(score_beside_rule, **row, score="9.68")


def test_what_cannot_be_compared_says_why(ask):
    assert "单位不同" in ask(is_unclear, target="=5个", actual="5公里")
    assert "年月日" in ask(is_unclear, target="9月前", actual="9月15日")
    assert ask(is_unclear, target="=5个", actual="5个") == ""


def test_a_qualitative_indicator_waits_for_its_score(ask):
    row = {"requirement": "quality", "target": "健全", "actual": "健全"}
    assert ask(needs_typed_score, **row)
    assert not ask(needs_typed_score, **row, score="10")


@pytest.mark.parametrize(
    ("chosen", "target", "differs"),
    [("≥", "≤95%", True), ("≥", "≥95%", False), ("≥", "95%", False), ("≤", "合规", True)],
)
def test_a_comparator_in_the_target_is_held_against_the_chosen_one(ask, chosen, target, differs):
    assert ask(requirement_differs, requirement=chosen, target=target) is differs


@pytest.mark.parametrize(
    ("level1", "level2", "unknown"),
    [
        ("产出", "数量", False),
        ("产出指标", "经济效益指标", True),
        ("创新", "", True),
        ("", "", False),
    ],
)
def test_a_level_that_the_scheme_does_not_have_is_seen(ask, level1, level2, unknown):
    assert ask(unknown_level, level1=level1, level2=level2) is unknown


@pytest.mark.parametrize(
    ("score", "name"), [("10", "达成"), ("8", "达成"), ("7.9", "部分"), ("5", "未")]
)
def test_a_qualitative_score_lies_in_a_band(ask, score, name):
    row = {"requirement": "quality", "target": "健全", "actual": "健全", "score": score}
    assert ask(band, **row).name.startswith(name)


def test_a_second_row_of_the_execution_rate_is_seen(ask):
    assert ask(doubles_execution, level1="预算执行率", name="预算执行率")
    assert not ask(doubles_execution, level1="产出指标", name="预算执行率")


def test_points_miss_a_hundred_by_so_much(facts_of):
    assert points_off(facts_of(indicator=[{"points": "85"}])) == -5
    assert points_off(facts_of()) == 0


def test_a_budget_of_zero_is_seen(facts_of):
    none = {
        f"{x}__outturn": "无" for x in ("government_funds", "state_capital", "social_insurance")
    }
    assert no_budget(facts_of(general__full_year="0", **none))
    assert not no_budget(facts_of(general__full_year="1", **none))
    assert project_no_budget(facts_of(project=[{"full_year": "0"}]), 1)


def test_all_questions_of_a_look_work_a_score_out_once(facts_of, monkeypatch):
    worked_out, rule = [], scores._ruled_score

    def counted(f, section, row):
        worked_out.append(row)
        return rule(f, section, row)

    monkeypatch.setattr(scores, "_ruled_score", counted)
    rows = [
        {"points": "10", "target": "≥95%", "actual": f"{actual}%", "score": score}
        for actual, score in (("92", "10"), ("96", ""), ("90", "9.47"))
    ]
    f = facts_of(unit__year="2023", indicator=rows)
    findings(f)
    assert sorted(worked_out) == [1, 2, 3]


def test_a_score_names_the_places_it_was_worked_out_from(facts_of):
    row = {"points": "10", "target": "≥95%", "actual": "92%", "score": "10"}
    f = facts_of(unit__year="2023", indicator=[row])
    assert str(f[scores.indicator_score, 1]) == "9.68"
    read = {place.field for place in f.places(f.reads(scores.indicator_score.at(1)))}
    assert {"points", "target", "actual", "score"} <= read

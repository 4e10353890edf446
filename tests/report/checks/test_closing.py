"""Reasons: kept with the report, and open again when the numbers change."""

import pytest

from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.report.check_rules import close, reopen
from pingkou_gui.report.checks import findings
from pingkou_gui.report.report import Draft
from pingkou_gui.report.scores import indicator_score, score_words, total_score

OVER = {"staff__establishment": "46", "staff__headcount": "50"}


@pytest.fixture
def facts(facts_of):
    return facts_of(**OVER)


def make(f, step):
    draft = Draft(f.report)
    step(draft)
    return f.after(f.report.apply(draft.change), draft.change)


def test_a_finding_with_a_reason_is_closed(facts):
    (finding,) = findings(facts)
    later = make(facts, lambda d: close(d, facts, finding, "军转安置超编"))
    assert [(x.reason, x.open) for x in findings(later)] == [("军转安置超编", False)]


def test_it_opens_again_when_its_numbers_change(facts):
    from pingkou_gui.form.pages.overview import Staff

    (finding,) = findings(facts)
    closed = make(facts, lambda d: close(d, facts, finding, "军转安置超编"))
    later = make(closed, lambda d: d.type_in(Staff.headcount, "51"))
    assert [x.open for x in findings(later)] == [True]


def test_a_second_reason_takes_the_place_of_the_first(facts):
    (finding,) = findings(facts)
    once = make(facts, lambda d: close(d, facts, finding, "甲"))
    twice = make(once, lambda d: close(d, once, finding, "乙"))
    assert [x.reason for x in findings(twice)] == ["乙"]


def test_a_reason_can_be_taken_back(facts):
    (finding,) = findings(facts)
    once = make(facts, lambda d: close(d, facts, finding, "甲"))
    again = make(once, lambda d: reopen(d, once, finding))
    assert again.report == facts.report


@pytest.fixture
def beside(facts_of):
    """An indicator that reached its target, for which less than all its points was typed."""
    met = {"requirement": "≥", "target": "10公里", "actual": "12公里", "points": "90"}
    return facts_of(
        indicator=[met | {"name": "道路", "score": "84"}],
        general__full_year="100",
        general__outturn="100",
        government_funds__outturn="无",
        state_capital__outturn="无",
        social_insurance__outturn="无",
    )


def choice(f):
    return next((x for x in findings(f) if x.check == "scores_follow_from_values"), None)


def test_a_typed_score_beside_the_rules_is_to_be_chosen_and_does_not_count_before(beside):
    assert choice(beside).message == "“道路”得分填 84.00，按规则是 90.00，选一个"
    assert str(beside[indicator_score, beside.rows(Indicator)[0]]) == "90.00"


def test_a_written_reason_keeps_the_typed_score_in_every_sum(beside):
    kept = make(beside, lambda d: close(d, beside, choice(beside), "质量抽查扣分"))
    assert str(kept[indicator_score, kept.rows(Indicator)[0]]) == "84.00"
    assert str(kept[total_score]) == "94.00"
    words = score_words(kept, kept.rows(Indicator)[0])
    assert words == "84.00 为手填，写了原因；按规则 完成目标，得满分"
    assert not choice(kept).open


def test_without_its_reason_a_typed_score_no_longer_counts(beside):
    kept = make(beside, lambda d: close(d, beside, choice(beside), "质量抽查扣分"))
    back = make(kept, lambda d: reopen(d, kept, choice(kept)))
    assert str(back[indicator_score, back.rows(Indicator)[0]]) == "90.00"
    other = make(kept, lambda d: d.type_in(Indicator.actual, "5公里", kept.rows(Indicator)[0]))
    assert choice(other).open


def test_the_rules_score_is_taken_with_one_click(beside):
    (fix,) = choice(beside).fixes
    ruled = make(beside, lambda d: d.type_in(Indicator.score, fix.text, fix.place.row))
    assert fix.label == "按规则 90.00"
    assert choice(ruled) is None

"""Reasons: kept with the report, and open again when the numbers change."""

import pytest

from pingkou_gui.report.check_rules import close, reopen
from pingkou_gui.report.checks import findings
from pingkou_gui.report.report import Draft

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

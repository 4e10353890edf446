import gc
from contextlib import nullcontext

import pytest

from pingkou_gui.errors import KnownError
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.ui.background_checker import MANY, QUIET, open_now, read_over
from pingkou_gui.ui.window.finding_fixes import close_with


def with_a_slip(session):
    row = session.add_row(Problem)
    session.type_in(Problem.name, "预算编制不细", row)
    session.type_in(Problem.cause, "支出较少5万元。", row)
    return Problem.cause.at(row)


def test_a_slip_in_the_clerks_own_words_is_found_when_nobody_types(sample, qtbot):
    place = with_a_slip(sample.report.session)
    watch = sample.report.watch
    watch.reviewer.begin()  # where the report is read already, it is read again after that
    qtbot.waitUntil(lambda: place in {item.target for item in watch.state.items})


def test_words_that_were_changed_since_are_not_spoken_of(sample, qtbot):
    place = with_a_slip(sample.report.session)
    reviewer, session = sample.report.watch.reviewer, sample.report.session
    reviewer._take((session.report, read_over(session.report, session.scheme)))
    assert place in {finding.places[0] for finding in reviewer.findings}
    session.type_in(Problem.cause, "好", place.row)
    assert place not in {finding.places[0] for finding in reviewer.findings}


def test_a_reviewed_finding_is_closed_with_a_reason_like_any_other(sample):
    place, session = with_a_slip(sample.report.session), sample.report.session
    found = tuple(f for f in read_over(session.report, session.scheme) if f.places[0] == place)
    close_with(session, found[0], "原文如此")
    state = open_now(session.facts, found)
    assert [item.finding.reason for item in state.closed] == ["原文如此"]


@pytest.mark.parametrize("fails", [False, True])
def test_the_collector_stands_still_while_a_report_is_read_and_goes_on_after(
    session, scheme, monkeypatch, fails
):
    seen = []

    def read(*_given):
        seen.append(gc.isenabled())
        if fails:
            raise KnownError("读不了", "再试一次")
        return ()

    monkeypatch.setattr("pingkou_gui.document.review.review_report", read)
    with pytest.raises(KnownError) if fails else nullcontext():
        read_over(session.report, scheme)
    assert seen == [False]
    assert gc.isenabled()


def test_a_report_that_has_become_large_is_not_read_before_it_may_be_undone(sample):
    session, quiet = sample.report.session, sample.report.watch.reviewer._quiet
    draft = session.draft()
    for number in range(MANY):
        draft.type_in(Problem.name, f"问题{number}", draft.add(Problem))
    session.make(draft.change, "粘贴")
    assert quiet.remainingTime() > QUIET
    session.undo()
    assert quiet.interval() == QUIET

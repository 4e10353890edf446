import gc
from contextlib import nullcontext
from decimal import Decimal

import pytest

from pingkou_gui.errors import KnownError
from pingkou_gui.form.pages.basic_spending import Conferences
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.form.values import Source, SourceKind
from pingkou_gui.ui import background_checker
from pingkou_gui.ui.background_checker import MANY, QUIET, open_now, read_over
from pingkou_gui.ui.window.finding_fixes import apply_fix, can_be_closed, close_with


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


def test_what_windows_share_here_is_what_a_reading_of_the_same_words_finds(sample):
    session = sample.report.session
    for slip in (lambda _: None, with_a_slip):
        place, whole = slip(session), (session.report, session.scheme)
        shared = background_checker.read_over(*whole)
        assert background_checker.read_over(*whole) is shared
        assert shared == read_over(*whole)
        assert place is None or place in {finding.places[0] for finding in shared}


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


def test_a_figure_typed_over_a_workbooks_is_led_to_until_a_reason_is_given(sample):
    session = sample.report.session
    training, draft = Conferences.training.this, session.draft()
    source = Source(SourceKind.WORKBOOK, "决算.xlsx", "表5 C9")
    draft.put(training, Decimal("3.65"), source=source)
    session.make(draft.change, "导入决算表")
    session.type_in(training, "3.56")
    items = open_now(session.facts, ()).items
    said = "培训费本年决算 3.56 与表里的 3.65 不一致"
    (item,) = [each for each in items if each.finding and each.finding.message == said]
    assert item.target == training.at()
    assert item.finding.advice == "核对决算.xlsx 表5 C9；确实要用填的，写原因"
    assert can_be_closed(session.facts, item.finding)
    close_with(session, item.finding, "表里多列了一笔，已更正")
    state = open_now(session.facts, ())
    assert item.finding.key not in {i.finding.key for i in state.items if i.finding}
    assert item.finding.key in {i.finding.key for i in state.closed}
    session.undo()
    (fix,) = item.finding.fixes
    assert apply_fix(session, fix)
    assert session.report.entry(training.at()).source == source


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

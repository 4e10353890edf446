"""A large report is looked at beside the window."""

import gc
import itertools
import threading

import pytest

from pingkou_gui.document import compose
from pingkou_gui.form.pages.basic_spending import Basic
from pingkou_gui.form.pages.overview import Staff
from pingkou_gui.report.facts import Facts
from pingkou_gui.ui import background_checker as watching
from pingkou_gui.ui.background_checker import composed_now, open_now
from pingkou_gui.ui.open_items import OVERVIEW
from pingkou_gui.ui.window.side_panes import PRINTED


@pytest.fixture
def watch(sample, monkeypatch):
    """The watch of the sample, which counts as large."""
    held = sample.report.watch
    held.look()
    monkeypatch.setattr(watching, "MANY", 1)
    return held


def from_nothing(sample):
    session = sample.report.session
    found = open_now(Facts(session.report, session.scheme), sample.report.watch.reviewer.findings)
    return found._replace(printed=compose.numbers_printed(found.document))


def test_the_window_does_not_wait_for_what_is_found(sample, watch, qtbot):
    before = watch.known
    sample.report.session.type_in(Staff.headcount, "")
    watch.begin()
    assert watch.known is before
    qtbot.waitUntil(lambda: watch.known is not before)
    assert watch.known == from_nothing(sample)


def test_one_look_after_the_other_finds_what_a_fresh_one_would(sample, watch, qtbot):
    for text in ("1", "", "3"):
        before = watch.known
        sample.report.session.type_in(Basic.wages.this, text)
        qtbot.waitUntil(lambda before=before: watch.known is not before)
        assert watch.known == from_nothing(sample)


def test_what_was_found_in_a_report_that_is_another_by_now_is_not_shown(sample, watch, qtbot):
    shown = []
    sample.report.session.type_in(Staff.headcount, "")
    watch.begin()
    watch.changed.connect(lambda: shown.append(watch.known))
    sample.report.session.type_in(Staff.headcount, "91")
    qtbot.waitUntil(lambda: bool(shown))
    # a slow machine may have looked once more by now, at the same report
    assert shown == [from_nothing(sample)] * len(shown)


def test_who_asks_while_a_look_is_under_way_is_told_at_once(sample, watch):
    sample.report.session.type_in(Staff.headcount, "")
    watch.begin()
    assert watch.state == from_nothing(sample)._replace(printed=None)


def test_what_a_look_beside_the_window_finds_is_not_looked_for_in_the_window_again(
    sample, watch, qtbot, monkeypatch
):
    """Where a rest was waited for meanwhile, it counted as late, and the window stood still."""
    again = []
    monkeypatch.setattr(watch, "_looked", lambda: again.append(watch.known) or watch.known)
    watch._rest.setInterval(10**8)
    before = watch.known
    sample.report.session.type_in(Staff.headcount, "")
    watch.begin()
    qtbot.waitUntil(lambda: watch.known is not before)
    assert again == []


def test_however_long_a_look_took_the_next_at_a_large_report_waits_no_longer(watch, monkeypatch):
    moments = itertools.count(0, 30)
    monkeypatch.setattr(watching, "perf_counter", lambda: next(moments))
    watch.look()
    assert watch._rest.interval() == watching._REST
    monkeypatch.setattr(watching, "MANY", 10**6)
    watch.look()
    assert watch._rest.interval() > watching._REST


def test_nothing_is_told_of_a_closed_window(sample, watch, qtbot):
    sample.report.session.type_in(Staff.headcount, "")
    watch.begin()
    sample.close()
    assert watch._task is None


def test_the_collector_leaves_a_large_report_alone_until_it_is_closed(sample, watch, qtbot):
    """A full collection of millions of objects would hold the window up for a second."""
    gc.unfreeze()
    before = watch.known
    sample.report.session.type_in(Staff.headcount, "")
    qtbot.waitUntil(lambda: watch.known is not before)
    assert gc.get_freeze_count()
    sample.leave_report()
    assert not gc.get_freeze_count()


@pytest.fixture
def composing(monkeypatch):
    """The threads in which the whole report was composed."""
    threads = []
    whole = compose.attachments

    def noted(facts):
        threads.append(threading.current_thread())
        return whole(facts)

    monkeypatch.setattr(compose, "attachments", noted)
    return threads


@pytest.mark.parametrize("place", [PRINTED, OVERVIEW])
def test_a_large_report_is_never_composed_by_the_window_itself(
    sample, watch, qtbot, composing, place
):
    sample.report.session.type_in(Staff.headcount, "97")
    watch.begin()
    if place == PRINTED:
        sample.shell.choose_pane(PRINTED)
        pane = sample.panes.pages
        qtbot.waitUntil(lambda: bool(pane.canvas.pages) and not pane._going_on)
    else:
        sample.shell.show_page(OVERVIEW)
        page = sample.shell.widget_of(OVERVIEW)
        qtbot.waitUntil(lambda: page._export._counted_for is watch.known.document)
    assert composing
    assert threading.main_thread() not in composing


def test_the_pages_of_a_large_report_follow_what_is_typed(sample, watch, qtbot):
    sample.shell.choose_pane(PRINTED)
    canvas = sample.panes.pages.canvas
    qtbot.waitUntil(lambda: bool(canvas.pages))
    before = canvas.pages
    sample.report.session.type_in(Basic.wages.this, "1")
    qtbot.waitUntil(lambda: canvas.pages != before)
    assert watch.known.document == composed_now(sample.report.session.facts)


def test_the_next_open_thing_of_a_large_report_is_gone_to_without_a_look(
    sample, watch, monkeypatch
):
    looks = []
    monkeypatch.setattr(watch, "_looked", lambda: looks.append(watch.known) or watch.known)
    sample.report.session.type_in(Staff.headcount, "")
    watch.begin()
    sample.report.go_to_open(1)
    assert sample.report.open_target is not None
    assert looks == []


def test_before_anything_is_known_of_a_large_report_it_is_said_to_wait(sample, watch, monkeypatch):
    said = []
    sample.report.context.spoke.connect(said.append)
    watch._state = None
    watch.begin()
    monkeypatch.setattr(watch, "_looked", lambda: pytest.fail("the window waits for a look"))
    sample.report.go_to_open(1)
    assert said[-1].name == "还在核对这份报告"

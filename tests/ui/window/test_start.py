"""What the first picture does not wait for still happens, also where the clerk is faster."""

from pingkou_gui.form.form import FORM
from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.store.reports import ReportStore
from pingkou_gui.ui.open_items import CHECKING
from pingkou_gui.ui.window.side_panes import FINDINGS

FIRST, SECOND = FORM.pages[0].key, FORM.pages[1].key


def test_a_report_opened_and_closed_at_once_is_the_first_at_the_next_start(window, tmp_path):
    older = window.store.create(read_record(asset(SAMPLE)), "甲")
    window.store.create(read_record(asset(SAMPLE)), "乙")
    window.open_report(older)
    window.close()
    store = ReportStore(next(tmp_path.glob("*.db")))
    assert store.summaries()[0].id == older
    store.close()


def test_a_page_goes_on_where_it_was_left_when_it_is_shown_again(sample, qtbot):
    page = sample.shell.widget_of(FIRST)
    left = list(page._waiting)
    sample.shell.show_page(SECOND)
    page._go_on()
    assert page._waiting == left
    sample.shell.show_page(FIRST)
    qtbot.waitUntil(lambda: not page._waiting)


def test_nothing_is_looked_at_behind_a_closed_window(sample):
    sample.close()
    watch = sample.report.watch
    assert not watch._first.isActive()
    assert not watch._rest.isActive()


def test_what_is_open_is_told_without_a_change(sample, qtbot):
    qtbot.waitUntil(lambda: sample.report.watch.known is not None)
    assert sample.report.watch.known.items


def said(window):
    steps = [step.words for step in window.shell.strip.steps[:-1]]
    return {*steps}, window.shell.foot._none.text(), window.shell.foot._numbers


def test_before_the_first_look_nothing_is_said_of_what_is_open(make_window):
    window = make_window()
    window.open_report(window.store.create(read_record(asset(SAMPLE)), "甲"))
    assert said(window) == ({CHECKING}, CHECKING, (0, 0, 0, 0))


def test_what_was_open_in_one_report_is_not_said_of_the_next(sample, qtbot):
    qtbot.waitUntil(lambda: sample.report.watch.known is not None)
    assert sum(said(sample)[2]) > 0
    sample.new_report()
    assert sample.report.watch.known is None
    assert said(sample) == ({CHECKING}, CHECKING, (0, 0, 0, 0))
    assert sample.shell._switch._titles[FINDINGS] == "检查"

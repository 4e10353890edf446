"""What the first picture does not wait for still happens, also where the clerk is faster."""

from pingkou_gui.form.form import FORM
from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.store.reports import ReportStore

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

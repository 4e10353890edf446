"""Until everything has been looked at once, nothing is said to be in order."""

from pingkou_gui.ui.background_checker import read_over
from pingkou_gui.ui.open_items import CHECKING, OVERVIEW, StepState
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText

IN_ORDER = ("没有要改的", "没有要改的，可以导出", "已填完")


def words_of(widget):
    shown = [*widget.findChildren(TextLabel), *widget.findChildren(WrappedText)]
    return [each.text() for each in shown if each.isVisible()]


def read(report):
    session = report.session
    report.watch.reviewer._take((session.report, read_over(session.report, session.scheme)))


def test_before_the_words_are_read_the_overview_says_that_it_is_checking(sample):
    sample.shell.show_page(OVERVIEW)
    words = words_of(sample.shell.widget_of(OVERVIEW))
    assert not sample.report.watch.settled
    assert CHECKING in words
    assert not set(IN_ORDER) & set(words)


def test_once_they_are_read_it_says_what_is_in_order(sample):
    sample.shell.show_page(OVERVIEW)
    read(sample.report)
    words = words_of(sample.shell.widget_of(OVERVIEW))
    assert sample.report.watch.settled
    assert CHECKING not in words
    assert "已填完" in words


def test_no_step_is_done_before_the_first_look_is(sample):
    sample.report.watch.look()
    assert StepState.DONE not in {step.state for step in sample.shell.strip.steps}
    read(sample.report)
    assert StepState.DONE in {step.state for step in sample.shell.strip.steps}

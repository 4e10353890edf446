"""The panes are made when they are first looked at, and know then what is in hand."""

import pytest

from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.ui.widgets.labels import TextLabel
from pingkou_gui.ui.window.side_panes import FINDINGS, HELP, TEXT


def made(window):
    return window.panes._made


def test_opening_a_report_makes_no_pane(sample):
    assert not made(sample)


@pytest.mark.parametrize("key", [TEXT, FINDINGS, HELP])
def test_a_pane_is_made_when_it_is_chosen(sample, key):
    sample.shell.choose_pane(key)
    assert made(sample) == {key}
    assert sample.shell.pane_widget(key).isVisible()


def test_the_help_speaks_of_the_field_that_was_in_hand_before_it_was_opened(sample):
    sample.report.context.entered.emit(Unit.name.at())
    sample.shell.choose_pane(HELP)
    assert Unit.name.label in [text.text() for text in sample.panes.help.findChildren(TextLabel)]


def test_the_number_of_findings_is_told_though_their_pane_was_never_made(sample, qtbot):
    sample.report.watch.look()
    number = sample.report.watch.known.findings
    assert number
    action = sample.shell._switch._titles[FINDINGS]
    assert action == f"检查 {number}"


def test_panes_follow_the_next_report(sample):
    sample.shell.choose_pane(TEXT)
    sample.new_report()
    sample.panes.text.write()
    assert "平口镇" not in sample.panes.text.toPlainText()

"""The panes are made when they are first looked at, and know then what is in hand."""

import pytest
from PySide6.QtCore import Qt

from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.ui.widgets.labels import TextLabel
from pingkou_gui.ui.window.side_panes import FINDINGS, HELP, PRINTED, TEXT


def made(window):
    return window.panes._made


def test_opening_a_report_makes_no_pane(sample):
    assert not made(sample)


@pytest.mark.parametrize("key", [TEXT, PRINTED, FINDINGS, HELP])
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


def test_the_pages_follow_the_next_report_and_let_go_of_a_closed_one(sample):
    sample.shell.choose_pane(PRINTED)
    sample.panes.pages.write()
    assert sample.panes.pages.canvas.pages
    sample.new_report()
    sample.panes.pages.write()
    assert "平口镇" not in "".join(sample.panes.pages.canvas.pages[0].texts)
    sample.show_start()
    assert sample.panes.pages.canvas.pages == ()


def test_the_pages_are_marked_as_a_draft_as_far_as_is_known(sample):
    sample.shell.choose_pane(PRINTED)
    sample.report.watch.look()
    sample.panes.pages.write()
    first = sample.panes.pages.canvas.pages[0]
    assert any(edge.warning for edge in first.edges) is sample.panes._is_draft()


def test_the_preview_opens_over_the_window_with_what_is_being_typed(sample):
    from pingkou_gui.ui.print_preview import PrintPreview
    from pingkou_gui.ui.window import on_demand

    sample.report.session.type_in(Unit.name, "白石镇人民政府")
    on_demand.preview(sample)
    (preview,) = sample.findChildren(PrintPreview)
    assert "白石镇人民政府" in "".join(preview.pages[0].texts)
    preview.close()


def test_the_pages_lead_to_what_will_be_printed(sample, qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(
        "pingkou_gui.ui.print_preview.open_preview", lambda *held: opened.append(held)
    )
    sample.shell.choose_pane(PRINTED)
    qtbot.mouseClick(sample.panes.pages.preview, Qt.MouseButton.LeftButton)
    assert [held[2] for held in opened] == [sample]

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pingkou_gui.form.pages.basic_spending import Conferences, ThreePublic
from pingkou_gui.report.findings import Finding, QuickFix, Severity
from pingkou_gui.ui.signs import Sign
from pingkou_gui.ui.widgets.controls import Button
from pingkou_gui.ui.window.findings_pane import FindingRange
from pingkou_gui.ui.window.side_panes import FINDINGS, HELP

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
REASON_DUE = ThreePublic.running.reason


def focused():
    return QApplication.focusWidget()


@pytest.fixture
def pane(sample, qtbot):
    sample.shell.show_page("basic_spending")
    qtbot.waitUntil(lambda: sample.shell.widget_of("basic_spending").isAncestorOf(focused()))
    sample.report.watch.look()
    qtbot.keyClick(sample, Qt.Key.Key_F8)
    return sample.panes.findings


def card_of(pane, place):
    return next(card for card in pane.list.cards if card.entry.target == place)


def press(card, title, qtbot):
    button = next(b for b in card.findChildren(Button) if b.text() == title)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_f8_opens_the_pane_with_the_focus_in_it(pane, sample):
    assert sample.shell.pane == FINDINGS
    assert pane.isAncestorOf(focused())


def test_what_must_be_mended_stands_first(pane):
    signs = [card.entry.sign for card in pane.list.cards]
    assert signs == sorted(signs, key=[Sign.ERROR, Sign.PARTIAL, Sign.REMINDER, Sign.HINT].index)
    assert Sign.ERROR in signs
    assert Sign.PARTIAL in signs


def test_a_card_says_where_it_belongs(pane):
    assert card_of(pane, REASON_DUE.at()).entry.where == "基本支出 › 公务用车运行维护费"


def test_a_card_about_a_sheet_of_a_project_names_the_project(pane):
    card = next(c for c in pane.list.cards if "附件3分值合计" in c.entry.finding.message)
    assert card.entry.target.section == "project_indicator"
    assert card.entry.where == "项目 › 村级组织运转经费"


def test_a_sheet_that_is_wrong_marks_the_row_of_its_project_too(pane, sample):
    card = next(c for c in pane.list.cards if "附件3分值合计" in c.entry.finding.message)
    row = card.entry.finding.places[-1]
    problems = sample.report.context.problems_at(row)
    assert [p.message.sentence for p in problems] == [card.entry.finding.message]


def test_what_is_missing_has_the_sign_of_missing_in_its_row_as_in_the_list(pane, sample):
    card = card_of(pane, REASON_DUE.at())
    assert card.entry.sign is Sign.PARTIAL
    problems = sample.report.context.problems_at(REASON_DUE.at())
    assert [problem.message.sign for problem in problems] == [Sign.PARTIAL]
    for other in pane.list.cards:
        told = sample.report.context.problems_at(other.entry.target)
        signs = {p.message.sign for p in told if other.entry.finding.message in p.message.sentence}
        assert signs <= {other.entry.sign}


def test_enter_jumps_to_the_field_and_f8_comes_back(pane, sample, qtbot):
    card = card_of(pane, REASON_DUE.at())
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert focused().binding.field is REASON_DUE
    qtbot.keyClick(focused(), Qt.Key.Key_F8)
    assert focused() is card


def test_f8_within_the_pane_closes_it(pane, sample, qtbot):
    qtbot.keyClick(focused(), Qt.Key.Key_F8)
    assert sample.shell.pane == ""


def test_f4_chooses_the_cards_one_after_the_other_and_none_for_what_is_only_missing(
    pane, sample, qtbot
):
    route = sample.report.watch.state.route()
    total, shown = len(pane.list.cards), []
    for item in route:
        qtbot.keyClick(sample, Qt.Key.Key_F4)
        shown.append(pane._position.text())
        assert shown[-1].startswith("第") == (item.finding is not None)
    chosen = [words for words in shown if words.startswith("第")]
    assert chosen == [f"第 {at} 条，共 {total} 条" for at in range(1, len(chosen) + 1)]
    assert len(chosen) == sum(card.entry.sign is not Sign.HINT for card in pane.list.cards)
    qtbot.keyClick(sample, Qt.Key.Key_F4)
    assert pane._position.text() == shown[0]


def test_focus_in_a_field_chooses_its_card(pane, sample):
    sample.report.jump(REASON_DUE.at())
    assert card_of(pane, REASON_DUE.at()).property("current") == "true"


def test_arrows_choose_the_next_card(pane, qtbot):
    pane.take_focus()
    qtbot.keyClick(focused(), Qt.Key.Key_Down)
    assert focused() is pane.list.cards[1]


def test_a_written_reason_closes_a_reminder_and_undo_opens_it(pane, sample, qtbot):
    card = card_of(pane, REASON_DUE.at())
    press(card, "写原因", qtbot)
    qtbot.keyClicks(focused(), "sanping")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(sample.report.watch.state.closed) == 1)
    assert sample.report.watch.state.closed[0].finding.reason == "sanping"
    sample.undo()
    assert not sample.report.watch.state.closed


def test_the_focus_goes_to_the_next_card_when_the_card_with_the_focus_goes(pane):
    entries = pane.list._entries
    pane.list.cards[1].write_reason()
    pane.list.show_entries((entries[0], *entries[2:]), "")
    assert pane.list.cards[1].entry == entries[2]
    assert focused() is pane.list.cards[1]


def test_a_closed_finding_can_be_opened_again(pane, sample, qtbot):
    card = card_of(pane, REASON_DUE.at())
    card.closed.emit(card.entry, "如此")
    qtbot.waitUntil(lambda: len(sample.report.watch.state.closed) == 1)
    choose(pane, FindingRange.CLOSED, qtbot)
    press(pane.list.cards[0], "撤回", qtbot)
    qtbot.waitUntil(lambda: not sample.report.watch.state.closed)


def choose(pane, which, qtbot):
    button = pane._segments._buttons[which.name]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_reason_is_due_before_it_closes(pane, qtbot):
    card = card_of(pane, REASON_DUE.at())
    card.write_reason()
    assert not card.reason.take.isEnabled()
    qtbot.keyClick(card.reason.field, Qt.Key.Key_Escape)
    assert not card.reason.isVisible()


def test_what_must_be_mended_cannot_be_talked_away(pane):
    closable = {c.entry.finding.check: c.entry.closable for c in pane.list.cards}
    assert closable["reconciliation_gap"]
    assert not closable["deviations_have_a_reason"]


def test_this_page_lists_only_its_own(pane, sample, qtbot):
    choose(pane, FindingRange.PAGE, qtbot)
    assert {card.entry.page for card in pane.list.cards} == {"basic_spending"}
    sample.shell.show_page("funds")
    assert {card.entry.page for card in pane.list.cards} == {"funds"}


def test_an_offered_value_is_put_in_as_one_step(pane, sample, qtbot):
    place = Conferences.meetings.this.at()
    finding = Finding(
        "x", Severity.ERROR, "会议费", (place,), fixes=(QuickFix("改为 3.00", place, "3"),)
    )
    sample.report.watch.reviewer._found = (finding,)
    sample.report.watch.reviewer._read = sample.report.session.report
    sample.report.watch.look()
    press(card_of(pane, place), "改为 3.00", qtbot)
    assert str(sample.report.session.report[place]) == "3.00"
    assert sample.report.session.undo_label == "改为 3.00"


def test_a_derived_number_leads_to_its_explanation(pane, sample, qtbot):
    card = next(c for c in pane.list.cards if c.entry.figure)
    press(card, "怎么算的", qtbot)
    assert sample.shell.pane == HELP


def test_the_switch_counts_what_is_open(pane, sample):
    assert sample.shell._switch._titles[FINDINGS] == f"检查 {len(pane.list.cards)}"

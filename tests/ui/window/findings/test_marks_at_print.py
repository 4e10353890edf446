"""Half-width marks that print sets anew: shown, made by one click, kept by one, taken back."""

import pytest
from PySide6.QtCore import Qt

from pingkou_gui.document.compose import body
from pingkou_gui.document.phrases import words
from pingkou_gui.form.pages.overview import OverviewTexts, Unit
from pingkou_gui.report.facts import Facts
from pingkou_gui.ui.background_checker import read_over
from pingkou_gui.ui.widgets.controls import Button

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
FIELD = OverviewTexts.spending_scope
TYPED, SET = '我镇坚持"过紧日子",保运转', "我镇坚持“过紧日子”，保运转"


def read(report):
    session = report.session
    report.watch.reviewer._take((session.report, read_over(session.report, session.scheme)))


@pytest.fixture
def card(sample, qtbot):
    """What is said of the marks, in the pane of findings."""
    sample.report.session.type_in(FIELD, TYPED)
    read(sample.report)
    sample.report.watch.look()
    sample.shell.show_page("overview")
    qtbot.keyClick(sample, Qt.Key.Key_F8)
    cards = sample.panes.findings.list.cards
    return next(card for card in cards if card.entry.finding.check == "text.PUNCTUATION")


def press(card, title, qtbot):
    button = next(b for b in card.findChildren(Button) if b.text() == title)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def printed(report):
    session = report.session
    blocks = body(Facts(session.report, session.scheme))
    return "\n".join(words(block.spans) for block in blocks if hasattr(block, "spans"))


def test_the_change_is_shown_as_typed_and_as_printed(card):
    assert card.entry.finding.numbers == f"“{TYPED}”印成“{SET}”"


def test_one_click_sets_the_marks_in_the_field_and_undo_brings_back_what_was_typed(
    card, sample, qtbot
):
    press(card, "3处半角标点改为全角", qtbot)
    assert sample.report.session.report[FIELD.at()] == SET
    sample.undo()
    assert sample.report.session.report[FIELD.at()] == TYPED


def test_one_click_keeps_what_was_typed_and_undo_lets_print_set_it_again(card, sample, qtbot):
    assert SET in printed(sample.report)
    press(card, "都照填的印", qtbot)
    assert sample.report.session.report[Unit.punctuation.at()] == "typed"
    assert TYPED in printed(sample.report)
    sample.undo()
    assert SET in printed(sample.report)

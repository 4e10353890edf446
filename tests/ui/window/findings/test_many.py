import pytest

from pingkou_gui.form.values import Place
from pingkou_gui.report.findings import Finding, Severity
from pingkou_gui.ui.signs import Sign
from pingkou_gui.ui.window.findings_pane import BATCH, CardList, ListedFinding


def entry(number, message="写明原因"):
    place = Place("project", number, "name")
    finding = Finding("x", Severity.REMINDER, message, (place,))
    where = f"项目 › 第{number}个"
    return ListedFinding(
        finding, Sign.REMINDER, "projects", place, where, closable=True, figure=None
    )


@pytest.fixture
def cards(theme, qtbot):
    held = CardList()
    qtbot.addWidget(held)
    held.resize(420, 600)
    held.show()
    return held


def test_of_many_findings_only_the_first_cards_are_made(cards):
    cards.show_entries([entry(at) for at in range(200)], "")
    assert len(cards.cards) == BATCH


def test_a_far_card_is_made_when_it_is_chosen(cards, qtbot):
    cards.show_entries([entry(at) for at in range(200)], "")
    cards.choose(150)
    assert cards.cards[150].property("current") == "true"
    qtbot.waitUntil(lambda: cards.verticalScrollBar().value() > 0)


def test_scrolling_makes_more_cards(cards, qtbot):
    cards.show_entries([entry(at) for at in range(200)], "")
    qtbot.waitUntil(lambda: cards.verticalScrollBar().maximum() > 0)
    cards.verticalScrollBar().setValue(cards.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: len(cards.cards) > BATCH)


def test_a_card_that_did_not_change_is_kept(cards):
    cards.show_entries([entry(1), entry(2)], "")
    first, second = cards.cards
    cards.show_entries([entry(1), entry(2, "改正")], "")
    assert cards.cards[0] is first
    assert cards.cards[1] is not second


def test_without_findings_a_sentence_stands_there(cards):
    cards.show_entries([], "没有要改的")
    assert cards._nothing.isVisible()

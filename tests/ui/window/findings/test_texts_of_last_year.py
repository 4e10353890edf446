"""Texts of last year with figures: told as one for a list, confirmed on the card for all of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.report.carried import texts_to_look_at
from pingkou_gui.report.findings import CARRIED_FIGURES
from pingkou_gui.report.new_year import new_year
from pingkou_gui.ui.widgets.controls import Button

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


@pytest.fixture
def turned(window):
    window.open_report(window.store.create(new_year(read_record(asset(SAMPLE)))))
    window.report.watch.look()
    return window


def waiting(window):
    return list(texts_to_look_at(window.report.context.facts))


def test_one_click_confirms_all_rows_of_a_list_and_nothing_else(turned, qtbot):
    before = waiting(turned)
    (listed,) = (places for places in before if len(places) > 1)
    qtbot.keyClick(turned, Qt.Key.Key_F8)
    cards = turned.panes.findings.list.cards
    card = next(c for c in cards if c.entry.finding.places == listed)
    assert card.entry.finding.check == CARRIED_FIGURES
    link = next(b for b in card.findChildren(Button) if b.text() == "确认沿用")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert waiting(turned) == [places for places in before if places != listed]
    turned.report.session.undo()
    assert waiting(turned) == before


def test_f4_goes_from_row_to_row_of_the_list_as_each_is_confirmed(turned):
    (listed,) = (places for places in waiting(turned) if len(places) > 1)
    reached = []
    for _ in range(60):
        turned.report.go_to_open(1)
        if turned.report.target in listed:
            reached.append(turned.report.target)
            turned.confirm()
            QApplication.processEvents()
            turned.report.watch.look()
        if len(reached) == 3:
            break
    assert reached == list(listed[:3])

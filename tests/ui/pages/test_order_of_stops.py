"""Tab and Enter go through the figures in one order, whatever reasons and messages come up."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from pingkou_gui.form.pages.basic_spending import ThreePublic
from pingkou_gui.form.pages.overview import Organisation, Staff
from pingkou_gui.form.values import RowList
from pingkou_gui.ui.editors.field_editors import FieldEditor

TAB, ENTER, BACK = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Backtab
ABROAD, VEHICLES = ThreePublic.overseas, ThreePublic.vehicles


@pytest.fixture
def blank(window):
    window.new_report()
    return window


def focused():
    return QApplication.focusWidget()


def type_down(qtbot, window, first, values, key):
    """Type values one after another with a key behind each; return the fields they went into."""
    window._jump(first.at())
    QApplication.processEvents()
    went = []
    for value in values:
        went.append(focused().binding.field)
        focused().selectAll()
        qtbot.keyClicks(focused(), value)
        qtbot.keyClick(focused(), key)
        window.report.watch.look()
        QApplication.processEvents()
    return went


@pytest.mark.parametrize("last", ["0", "3"], ids=["same", "changed"])
def test_tab_goes_from_figure_to_figure_whether_a_reason_is_due_or_not(blank, qtbot, last):
    went = type_down(qtbot, blank, ABROAD.this, ["0", last, "0", "0", last, "0"], TAB)
    expected = [ABROAD.this, ABROAD.last, ABROAD.budget]
    assert went == [*expected, VEHICLES.this, VEHICLES.last, VEHICLES.budget]


def test_behind_the_last_figure_tab_goes_to_the_reasons_that_are_due(blank, qtbot):
    type_down(qtbot, blank, ABROAD.this, ["5", "3", "0"], TAB)
    places = []
    for _ in range(40):
        if isinstance(focused(), FieldEditor):
            places.append(focused().binding.field)
        if places[-1:] == [ABROAD.reason]:
            break
        qtbot.keyClick(focused(), TAB)
    assert ABROAD.reason in places
    assert all(field.kind.numeric for field in places[:-1])
    assert ThreePublic.reception.budget in places


@pytest.mark.parametrize("key", [TAB, ENTER])
def test_what_is_typed_behind_last_years_people_is_no_reason(blank, qtbot, key):
    went = type_down(qtbot, blank, Staff.headcount, ["76", "79", "12", "4"], key)
    assert went == [Staff.headcount, Staff.headcount_last, Staff.retired, Staff.contract_staff]
    assert blank.report.session.report[Staff.headcount_reason.at()] is None


def test_what_a_message_offers_is_reached_backwards_and_catches_nothing(sample, qtbot):
    sample._jump(ThreePublic.running.reason.at())
    QApplication.processEvents()
    sample.report.watch.look()
    QApplication.processEvents()
    qtbot.keyClick(focused(), TAB)
    forwards = focused()
    assert isinstance(forwards, FieldEditor)
    qtbot.keyClick(focused(), BACK)
    assert "选常用原因" in focused().text()


def test_the_row_of_a_reason_comes_where_room_was_left_and_moves_nothing(blank, qtbot, rest):
    blank.shell.show_page("overview")
    page = blank.shell.widget_of("overview")
    page.complete()
    rest(blank)

    def top_of_offices():
        shown = blank.report._shown_on("overview", RowList(Organisation.key))
        return shown.mapTo(page.widget(), QPoint(0, 0)).y()

    (reason,) = blank.report.context.showing(Staff.headcount_reason.at())
    before = top_of_offices()
    assert not reason.widget.isVisible()
    type_down(qtbot, blank, Staff.headcount, ["76", "79"], TAB)
    blank.report.watch.look()
    rest(blank)
    assert reason.widget.isVisible()
    assert top_of_offices() == before

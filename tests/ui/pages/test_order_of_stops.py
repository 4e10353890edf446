"""Tab and Enter go through the figures in one order, whatever reasons and messages come up."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from pingkou_gui.form.pages.basic_spending import Conferences, ThreePublic
from pingkou_gui.form.pages.overview import Organisation, Staff
from pingkou_gui.form.pages.projects import ProjectTexts
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


MEETINGS, TRAINING = Conferences.meetings, Conferences.training


@pytest.fixture
def reasons_due(blank):
    """A report in which 会议费 and 培训费 both moved, and 会议费 says why."""
    for amounts in (MEETINGS, TRAINING):
        blank.report.session.type_in(amounts.this, "3")
        blank.report.session.type_in(amounts.last, "2")
    blank.report.session.type_in(MEETINGS.reason, "多开了两次防汛会")
    blank.report.watch.look()
    return blank


def test_behind_the_last_figure_of_a_group_the_reason_of_its_own_row_comes_first(
    reasons_due, qtbot
):
    reasons_due._jump(TRAINING.budget.at())
    QApplication.processEvents()
    qtbot.keyClick(focused(), TAB)
    assert focused().binding.field is TRAINING.reason
    qtbot.keyClick(focused(), TAB)
    assert focused().binding.field is MEETINGS.reason


def test_what_is_typed_in_a_reason_that_tab_leads_to_stands_behind_its_words(reasons_due, qtbot):
    reasons_due._jump(MEETINGS.reason.at())
    QApplication.processEvents()
    qtbot.keyClicks(focused(), "x")
    assert focused().text() == "多开了两次防汛会x"


@pytest.mark.parametrize("field", [MEETINGS.reason, ProjectTexts.use])
def test_none_is_selected_where_words_are_due_so_that_typing_replaces_it(blank, qtbot, field):
    blank.report.session.type_in(field, "无")
    blank.report.watch.look()
    blank._jump(field.at())
    QApplication.processEvents()
    qtbot.keyClicks(focused(), "x")
    box = focused()
    assert (box.text() if isinstance(box, FieldEditor) else box.toPlainText()) == "x"


def test_a_figure_that_tab_leads_to_is_replaced_by_what_is_typed(reasons_due, qtbot):
    reasons_due._jump(TRAINING.this.at())
    QApplication.processEvents()
    qtbot.keyClicks(focused(), "7")
    assert focused().text() == "7"

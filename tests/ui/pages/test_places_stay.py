"""What is under the mouse stays there while lines above it come and go."""

import itertools

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel

from pingkou_gui.form.pages.basic_spending import Basic, ThreePublic
from pingkou_gui.form.pages.funds import General
from pingkou_gui.form.pages.overview import OverviewTexts
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figures_funds import FUNDS, reconciliation_gap
from pingkou_gui.ui.editors.field_editors import FieldEditor, fields_on
from pingkou_gui.ui.pages.reconciliation import DifferenceBand, SumsTable
from pingkou_gui.ui.theme import theme
from pingkou_gui.ui.widgets import layout

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


class Mouse:
    """Where the mouse is said to be."""

    at = QPoint()

    @classmethod
    def pos(cls):
        return cls.at


@pytest.fixture
def page(sample, monkeypatch, rest):
    monkeypatch.setattr(layout, "QCursor", Mouse)
    moments = itertools.count(1)
    monkeypatch.setattr(layout, "monotonic", lambda: next(moments) / 1000)  # however slow we are
    Mouse.at = QPoint(-9, -9)
    sample.shell.show_page("basic_spending")
    page = sample.shell.widget_of("basic_spending")
    page.complete()
    sample.report.watch.look()
    rest(sample)
    return page


@pytest.fixture
def put(sample, page, rest):
    """Type into a field and look at once, as after a moment of rest."""

    def typed(field, text):
        sample.report.session.type_in(field, text)
        sample.report.watch.look()
        rest(sample)

    return typed


def widget_of(sample, field):
    return sample.report.context.showing(field.at())[0].widget


def top_of(page, widget):
    return widget.mapTo(page.viewport(), QPoint(0, 0)).y()


def point_at(page, widget):
    """Move the mouse onto a widget."""
    Mouse.at = widget.mapToGlobal(QPoint(5, 5))


def test_a_message_above_moves_nothing_under_the_mouse(page, sample, put):
    below = widget_of(sample, ThreePublic.reception.this)
    point_at(page, below)
    before = top_of(page, below)
    put(Basic.transfers.this, "104")
    row = widget_of(sample, Basic.transfers.this).parentWidget()
    assert row.messages
    assert top_of(page, below) == before
    assert page.verticalScrollBar().value() > 0
    put(Basic.transfers.this, "18.24")
    assert not row.messages
    assert top_of(page, below) == before


def test_at_the_top_of_a_page_room_is_left_until_it_is_scrolled_away(page, sample, put, rest):
    below = widget_of(sample, ThreePublic.reception.this)
    point_at(page, below)
    before = top_of(page, below)
    put(ThreePublic.running.reason, "车辆减少1辆")  # its message goes, the page stands at its top
    assert top_of(page, below) == before
    bar = page.verticalScrollBar()
    bar.setValue(bar.value() + 100)
    bar.setValue(0)
    rest(sample)
    assert top_of(page, below) < before


def test_a_message_that_goes_leaves_its_room_until_another_group_is_gone_to(
    page, sample, put, rest
):
    """A reason is chosen with the keys or by mouse: the rows below stay for the hand to meet."""
    reason = widget_of(sample, ThreePublic.running.reason)
    below = widget_of(sample, ThreePublic.reception.this)
    reason.setFocus()
    before, row = top_of(page, below), reason.parentWidget().parentWidget()
    put(ThreePublic.running.reason, "车辆减少1辆")
    assert top_of(page, below) == before
    below.setFocus()
    rest(sample)
    assert top_of(page, below) == before
    height = row.height()
    other = widget_of(sample, Basic.transfers.this)
    other.setFocus()
    rest(sample)
    assert row.height() < height


def test_a_message_comes_back_into_the_room_it_left(page, sample, put):
    reason = widget_of(sample, ThreePublic.running.reason)
    below = widget_of(sample, ThreePublic.reception.this)
    reason.setFocus()
    before = top_of(page, below)
    put(ThreePublic.running.reason, "车辆减少1辆")
    put(ThreePublic.running.reason, "")
    assert top_of(page, below) == before


def test_a_line_of_last_year_that_goes_leaves_its_room(page, sample, put, rest):
    """What was written becomes what last year said: nothing is left to show below it."""
    row = widget_of(sample, ThreePublic.running.reason).parentWidget().parentWidget()
    note = QLabel("上年：车辆老旧")
    row.add_note(note)
    rest(sample)
    below = widget_of(sample, ThreePublic.reception.this)
    before = top_of(page, below)
    layout.keep_room(note)
    note.hide()
    rest(sample)
    assert top_of(page, below) == before


def test_without_the_mouse_in_hand_the_page_is_not_scrolled(page, sample, put):
    put(Basic.transfers.this, "104")
    assert page.verticalScrollBar().value() == 0


def late(sample, rest, field, text):
    """Type far from what is looked at, and have it found out late, the mouse still for long."""
    sample.report.session.type_in(field, text)
    sample.report.watch._rest.stop()  # it is found out when the test says so
    rest(sample)
    return sample.report.watch.look


def test_what_is_found_out_late_moves_nothing_under_a_mouse_that_lies_still(
    page, sample, monkeypatch, rest
):
    below = widget_of(sample, ThreePublic.reception.this)
    tell = late(sample, rest, Basic.transfers.this, "104")
    point_at(page, below)
    page.hold_reading()
    rest(sample)
    monkeypatch.setattr(layout, "_IN_HAND", -1.0)  # however long the mouse lies still
    before = top_of(page, below)
    tell()
    rest(sample)
    assert widget_of(sample, Basic.transfers.this).parentWidget().messages
    assert top_of(page, below) == before


def test_what_is_found_out_late_moves_no_field_that_is_typed_in(page, sample, rest):
    field = widget_of(sample, ThreePublic.reception.this)
    field.setFocus()
    tell = late(sample, rest, Basic.transfers.this, "104")
    before = top_of(page, field)
    tell()
    rest(sample)
    assert widget_of(sample, Basic.transfers.this).parentWidget().messages
    assert top_of(page, field) == before


def test_who_scrolls_meanwhile_is_not_pulled_back(page, sample, rest):
    below = widget_of(sample, ThreePublic.reception.this)
    point_at(page, below)
    page.hold_place()
    bar = page.verticalScrollBar()
    bar.setValue(40)
    sample.report.session.type_in(Basic.transfers.this, "104")
    rest(sample)
    assert bar.value() >= 40


def test_room_goes_when_the_page_is_left(page, sample, put, rest):
    below = widget_of(sample, ThreePublic.reception.this)
    point_at(page, below)
    before = top_of(page, below)
    put(ThreePublic.running.reason, "车辆减少1辆")
    sample.shell.show_page("projects")
    Mouse.at = QPoint(-9, -9)
    sample.shell.show_page("basic_spending")
    rest(sample)
    assert top_of(page, below) < before


def test_smaller_letters_leave_no_room_above_the_page(page, sample, rest):
    theme().set_percent(150)
    rest(sample)
    point_at(page, widget_of(sample, Basic.transfers.this))
    page.hold_place()
    theme().set_percent(100)
    rest(sample)
    assert page.widget().layout().contentsMargins().top() == theme().em(0.5)


def test_a_field_typed_in_is_followed_where_a_message_pushes_it_down(page, sample, put):
    field = focused_at_the_lower_edge(page, sample)
    put(Basic.transfers.this, "104")
    assert widget_of(sample, Basic.transfers.this).parentWidget().messages
    assert top_of(page, field) + field.height() <= page.viewport().height()


def test_a_field_scrolled_out_of_sight_by_hand_is_not_followed(page, sample, put):
    field = focused_at_the_lower_edge(page, sample)
    bar = page.verticalScrollBar()
    bar.setValue(0)
    put(Basic.transfers.this, "104")
    assert bar.value() == 0
    assert top_of(page, field) > 0


def test_typing_in_a_box_of_text_scrolled_away_brings_its_line_back(sample, qtbot):
    sample._jump(OverviewTexts.spending_scope.at())
    box, page = QApplication.focusWidget(), sample.shell.widget_of("overview")
    page.verticalScrollBar().setValue(0)
    assert not box.visibleRegion().contains(box.cursorRect().center())
    qtbot.keyClicks(box, "x")
    assert box.visibleRegion().contains(box.cursorRect().center())


def focused_at_the_lower_edge(page, sample):
    """Give a field far down the focus, and scroll until it just stands in sight."""
    field = [each for each in fields_on(page) if isinstance(each, FieldEditor)][-1]
    field.setFocus()
    bar, room = page.verticalScrollBar(), page.viewport().height()
    bar.setValue(0)
    bar.setValue(top_of(page, field) + field.height() - room)
    assert bar.value() > 0
    return field


def test_undo_by_a_key_leaves_no_room_above_the_page(page, sample, put, qtbot, rest):
    put(ThreePublic.running.reason, "x")
    sample.report.session.type_in(Basic.transfers.this, "104")
    sample.report.watch.look()
    rest(sample)
    page.verticalScrollBar().setValue(0)
    edge = page._column.contentsMargins().top()
    point_at(page, widget_of(sample, ThreePublic.reception.this))
    qtbot.keyClick(sample, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    sample.report.watch.look()
    rest(sample)
    assert not widget_of(sample, Basic.transfers.this).parentWidget().messages
    assert page._column.contentsMargins().top() == edge


@pytest.fixture
def funds(sample, page, rest):
    """The page of funds, scrolled to its end with the budgets just in sight."""
    sample.shell.show_page("funds")
    page = sample.shell.widget_of("funds")
    page.complete()
    rest(sample)
    field, bar = widget_of(sample, General.outturn), page.verticalScrollBar()
    below = page.widget().height() - field.mapTo(page.widget(), QPoint(0, 0)).y()
    sample.resize(sample.width(), sample.height() - page.viewport().height() + below + 9)
    rest(sample)
    bar.setValue(bar.maximum())
    field.setFocus()
    rest(sample)
    assert bar.value() == bar.maximum() > 0
    return page


def test_a_difference_that_is_settled_moves_no_row_of_the_budgets(sample, funds, put, rest):
    budgets = Facts(sample.report.session.report, sample.report.session.facts.scheme)
    gap = budgets[reconciliation_gap]
    assert gap
    field = widget_of(sample, General.outturn)
    before = top_of(funds, field)
    put(General.outturn, str(budgets[FUNDS["general"].stages["outturn"]] + gap))
    assert not sample.report.session.facts[reconciliation_gap]
    assert top_of(funds, field) == before


def test_a_difference_closed_with_a_reason_moves_nothing_until_another_group_is_gone_to(
    sample, funds, rest
):
    sample.resize(sample.width(), 1600)
    (band, *_) = funds.findChildren(DifferenceBand)
    below = funds.findChildren(SumsTable)[0]
    band.reason.setFocus()
    rest(sample)
    before = top_of(funds, below)
    band.closed.emit(band.gap, "年末调账，已与财政核对")
    rest(sample)
    assert band.gap.reason
    assert abs(top_of(funds, below) - before) <= 1
    widget_of(sample, General.outturn).setFocus()
    rest(sample)
    assert top_of(funds, below) < before

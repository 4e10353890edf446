"""After any act the focus is where the clerk works, in sight, and keys do what is framed."""

import pytest
from PySide6.QtCore import QByteArray, QPoint, QSize, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from pingkou_gui.form.pages.basic_spending import Basic, Conferences, ThreePublic
from pingkou_gui.form.pages.overview import (
    Duty,
    KeyWork,
    Organisation,
    OverviewTexts,
    Staff,
    Unit,
)
from pingkou_gui.form.values import RowList
from pingkou_gui.scheme.scheme_reader import default_scheme
from pingkou_gui.ui.editors.field_editors import page_of
from pingkou_gui.ui.pages.form_sections import fields_in_order
from pingkou_gui.ui.scheme_editor import SchemeEditor
from pingkou_gui.ui.table.cell_editors import AddRowButton
from pingkou_gui.ui.table.table_view import RowsView
from pingkou_gui.ui.widgets.controls import Button, MessageLine, SegmentedChoice
from pingkou_gui.ui.window.side_panes import HELP, TEXT

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
LAST_OF_STAFF = list(fields_in_order(Staff))[-1]
CTRL = Qt.KeyboardModifier.ControlModifier


def focused():
    return QApplication.focusWidget()


def in_sight(widget):
    area = page_of(widget)
    top = widget.mapTo(area.viewport(), QPoint(0, 0)).y()
    return top >= 0 and top + widget.height() <= area.viewport().height()


def settle():
    for _ in range(6):
        QApplication.processEvents()


def act_below(field, title):
    """The button that a message under the row of a field offers."""
    row = field.parentWidget()
    while row is not None:
        for line in row.findChildren(MessageLine):
            for button in line.findChildren(Button):
                if button.text().startswith(title):
                    return button
        row = row.parentWidget()
    raise AssertionError(title)


def test_after_a_value_was_put_right_the_focus_is_in_its_row(sample, qtbot):
    sample._jump(Basic.goods.this.at())
    qtbot.keyClicks(focused(), "9123600")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    sample.report.watch.look()
    field = sample.report.context.find(Basic.goods.this.at())
    button = act_below(field, "改为")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    sample.report.watch.look()
    settle()
    assert focused() is field
    assert sample.report.session.report[Basic.goods.this.at()] < 1000


@pytest.mark.parametrize("key", [Qt.Key.Key_F8, Qt.Key.Key_Escape])
def test_a_pane_that_is_closed_leaves_the_focus_in_the_field(sample, qtbot, key):
    sample._jump(Conferences.meetings.this.at())
    field = focused()
    qtbot.keyClick(field, Qt.Key.Key_F8)
    assert sample.panes.findings.isAncestorOf(focused())
    qtbot.keyClick(focused(), key)
    assert sample.shell.pane == ""
    assert focused() is field


def test_escape_in_a_field_gives_its_value_back_first_and_then_closes_the_pane(sample, qtbot):
    sample.shell.choose_pane(HELP)
    sample._jump(Conferences.meetings.this.at())
    qtbot.keyClicks(focused(), "9")
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert sample.shell.pane == HELP
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert sample.shell.pane == ""
    assert focused().binding.field is Conferences.meetings.this


def test_a_reason_that_closes_a_card_leaves_the_focus_among_the_cards(sample, qtbot):
    sample.shell.show_page("basic_spending")
    sample.report.watch.look()
    qtbot.keyClick(sample, Qt.Key.Key_F8)
    pane = sample.panes.findings
    place = ThreePublic.running.reason.at()
    card = next(each for each in pane.list.cards if each.entry.target == place)
    card.write_reason()
    qtbot.keyClicks(focused(), "sanping")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(sample.report.watch.state.closed) == 1)
    settle()
    assert focused() in pane.list.cards


@pytest.mark.parametrize(("key", "pane"), [(Qt.Key.Key_F1, HELP), (Qt.Key.Key_F6, TEXT)])
def test_a_field_stays_in_sight_when_a_pane_opens(sample, qtbot, key, pane):
    sample.resize(1366, 500)
    sample._jump(Conferences.training.this.at())
    settle()
    field = focused()
    qtbot.keyClick(field, key)
    settle()
    assert sample.shell.pane == pane
    assert focused() is field
    assert in_sight(field)


def test_a_field_that_was_scrolled_away_comes_back_with_the_first_key(sample, qtbot):
    sample._jump(Conferences.training.this.at())
    settle()
    field = focused()
    page_of(field).verticalScrollBar().setValue(0)
    qtbot.keyClicks(field, "9")
    assert in_sight(field)


def test_control_enter_goes_from_text_to_text_and_stays_on_the_page(sample, qtbot):
    sample.shell.show_page("overview")
    sample.report._complete_page()
    sample._jump(OverviewTexts.spending_scope.at())
    seen = []
    for _ in range(12):
        seen.append(focused())
        qtbot.keyClick(focused(), Qt.Key.Key_Return, CTRL)
        assert sample.shell.widget_of("overview").isAncestorOf(focused())
        assert not isinstance(focused(), Button)
    assert focused() is seen[-1]


def test_enter_presses_the_button_that_is_framed(theme, shown, qtbot):
    pressed = []
    button = shown(Button("看这里"))
    button.clicked.connect(lambda: pressed.append(True))
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.keyClick(button, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert pressed == [True, True]


def test_enter_chooses_the_segment_that_is_framed(theme, shown, qtbot):
    segments = shown(SegmentedChoice([("a", "甲"), ("b", "乙")]))
    segments.last.setFocus()
    qtbot.keyClick(segments.last, Qt.Key.Key_Return)
    assert segments.current == "b"


def test_enter_passes_no_group_by(sample, qtbot):
    sample._jump(Unit.name.at())
    sample.report._complete_page()
    sample._jump(LAST_OF_STAFF.at())
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    table = sample.report.context.find(RowList(Organisation.key))
    assert focused() is table


def test_enter_comes_to_the_button_that_begins_an_empty_table(window, qtbot):
    window.new_report()
    window.report._complete_page()
    window._jump(Staff.rank.at())
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is window.report.context.find(RowList(Organisation.key))
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    settle()
    table = window.report.context.find(RowList(Organisation.key))
    assert table is focused() or table.isAncestorOf(focused())


def test_enter_passes_a_number_that_the_program_works_out(sample, qtbot):
    sample._jump(Basic.wages.this.at())
    for _ in range(8):
        assert isinstance(focused(), Button) or not focused().isReadOnly()
        qtbot.keyClick(focused(), Qt.Key.Key_Return)


def test_control_e_is_the_windows_in_a_field_too(sample, qtbot):
    sample._jump(Unit.name.at())
    before = sample.report
    qtbot.keyClick(focused(), Qt.Key.Key_E, CTRL)
    assert sample.report is not before


def test_the_page_last_left_is_opened_again(make_window):
    first = make_window()
    first.open_sample()
    first.shell.show_page("scoring")
    first.close()
    second = make_window()
    assert second.begin()
    assert second.shell.page == "scoring"


def test_the_first_window_fits_a_small_screen(make_window, monkeypatch):
    screen = QSize(910, 490)
    window = make_window()
    monkeypatch.setattr("pingkou_gui.ui.window.main_window.available_size", lambda _: screen)
    window.settings.geometry = QByteArray()
    window._place()
    assert window.width() <= screen.width()
    assert window.height() <= screen.height()


@pytest.fixture
def editor(theme, qtbot, tmp_path):
    held = SchemeEditor(default_scheme(), tmp_path)
    qtbot.addWidget(held)
    held.setModal(True)
    held.show()
    return held


@pytest.mark.parametrize("how", ["button", "key", "frame"])
def test_the_scheme_editor_closes(editor, qtbot, how):
    close(editor, qtbot, how)
    assert not editor.isVisible()


@pytest.mark.parametrize("how", ["button", "key", "frame"])
@pytest.mark.parametrize("leaves", [True, False])
def test_the_scheme_editor_asks_before_changes_are_lost(editor, qtbot, monkeypatch, how, leaves):
    asked = []
    monkeypatch.setattr(QMessageBox, "exec", lambda _: asked.append(True))
    choice = 1 if leaves else 0
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.buttons()[choice])
    editor.state.note()
    close(editor, qtbot, how)
    assert asked == [True]


def close(editor, qtbot, how):
    if how == "button":
        qtbot.mouseClick(editor._leave, Qt.MouseButton.LeftButton)
    elif how == "key":
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
    else:
        editor.close()


@pytest.mark.parametrize("section", [Organisation, Duty, KeyWork])
def test_undo_leaves_the_focus_in_the_list_whose_row_it_takes(window, qtbot, section):
    window.new_report()
    window.report._complete_page()
    window.report.jump(RowList(section.key))
    qtbot.keyClicks(focused(), "a")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)  # a further row is begun, its cell open
    settle()
    view = focused().parentWidget().parentWidget()
    assert isinstance(view, RowsView)
    window.undo()
    settle()
    rows = window.report.session.report.rows(section.key)
    if rows:
        assert focused() is view
        window.undo()
        settle()
    assert window.report.session.report.rows(section.key) == ()
    assert isinstance(focused(), AddRowButton)
    assert window.report.context.find(RowList(section.key)) is focused()

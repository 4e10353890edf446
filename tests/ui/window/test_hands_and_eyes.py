"""What an input method composes, and what a screen reader is told of every control."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.basic_spending import Conferences
from pingkou_gui.form.pages.overview import OverviewTexts, Unit
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.ui.history_dialog import YearsDialog
from pingkou_gui.ui.table.cell_editors import is_cell_editor
from pingkou_gui.ui.window.side_panes import FINDINGS, HELP, PRINTED, TEXT

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
_Key = Qt.Key
OWN_KEYS = (_Key.Key_Return, _Key.Key_Escape, _Key.Key_Down, _Key.Key_Up, _Key.Key_Left)


def focused():
    return QApplication.focusWidget()


def compose(widget, letters):
    """Show letters that are being composed."""
    QApplication.sendEvent(widget, QInputMethodEvent(letters, []))


def commit(widget, words):
    done = QInputMethodEvent()
    done.setCommitString(words)
    QApplication.sendEvent(widget, done)


@pytest.mark.parametrize("key", OWN_KEYS)
def test_while_composing_in_a_line_its_keys_belong_to_the_input_method(sample, qtbot, key):
    sample._jump(Unit.county.at())
    field, before = focused(), sample.report.session.report
    compose(field, "anhua")
    qtbot.keyClick(field, key)
    assert focused() is field
    assert sample.report.session.report is before
    compose(field, "")
    commit(field, "桃江县")
    field.binding.commit()
    assert sample.report.session.report[Unit.county.at()].endswith("桃江县") or (
        "桃江县" in sample.report.session.report[Unit.county.at()]
    )


@pytest.mark.parametrize("key", [_Key.Key_Escape, _Key.Key_Return])
def test_while_composing_in_a_text_its_keys_belong_to_the_input_method(sample, qtbot, key):
    sample._jump(OverviewTexts.overall.at())
    box, before = focused(), sample.report.session.report
    compose(box, "quannian")
    modifiers = Qt.KeyboardModifier.NoModifier
    if key == _Key.Key_Escape:
        qtbot.keyClick(box, key, modifiers)
    assert focused() is box
    compose(box, "")
    commit(box, "全年")
    box.binding.commit()
    assert sample.report.session.report is not before
    assert "全年" in sample.report.session.report[OverviewTexts.overall.at()]


@pytest.mark.parametrize("key", [_Key.Key_Return, _Key.Key_Escape, _Key.Key_Tab, _Key.Key_Down])
def test_while_composing_in_a_cell_its_keys_belong_to_the_input_method(sample, qtbot, key):
    row = sample.report.session.report.rows("project")[0]
    sample._jump(Project.name.at(row))
    table = focused()
    qtbot.keyClick(table, _Key.Key_F2)
    editor = focused()
    assert is_cell_editor(editor)
    compose(editor, "daolu")
    qtbot.keyClick(editor, key)
    assert focused() is editor
    compose(editor, "")
    commit(editor, "道路")
    qtbot.keyClick(editor, _Key.Key_Return)
    assert "道路" in sample.report.session.report[Project.name.at(row)]


PLACES = {
    "line": lambda window: Unit.county.at(),
    "text": lambda window: OverviewTexts.overall.at(),
    "cell": lambda window: Project.name.at(window.report.session.report.rows("project")[0]),
}


@pytest.fixture(params=PLACES)
def composed(sample, qtbot, request):
    """A field, a paragraph or a cell in which letters are being composed, and its place."""
    place = PLACES[request.param](sample)
    sample._jump(place)
    if request.param == "cell":
        qtbot.keyClick(focused(), _Key.Key_F2)
    compose(focused(), "taojiang")
    return sample, focused(), place


@pytest.mark.parametrize(
    "key",
    [_Key.Key_F4, _Key.Key_F8, (_Key.Key_S, "CTRL"), (_Key.Key_3, "CTRL"), (_Key.Key_Z, "CTRL")],
)
def test_while_composing_no_key_is_a_shortcut(composed, qtbot, key):
    window, field, _ = composed
    key, held = key if isinstance(key, tuple) else (key, "")
    modifiers = Qt.KeyboardModifier.ControlModifier if held else Qt.KeyboardModifier.NoModifier
    page, pane, before = window.shell.page, window.shell.pane, window.report.session.report
    override = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers)
    override.ignore()
    QApplication.sendEvent(field, override)
    assert override.isAccepted()
    qtbot.keyClick(field, key, modifiers)
    assert focused() is field
    assert (window.shell.page, window.shell.pane) == (page, pane)
    assert window.report.session.report is before


class TakesLettersFirst(QObject):
    """Takes the letters out of a field just before it hears that the focus went, as Qt does."""

    def eventFilter(self, field, event):
        if event.type() == QEvent.Type.FocusOut:
            compose(field, "")
        return False


@pytest.mark.parametrize("taken_first", [False, True])
def test_letters_stay_where_the_focus_goes_before_they_are_words(composed, taken_first):
    window, field, place = composed
    taker = TakesLettersFirst()
    if taken_first:
        field.installEventFilter(taker)
    window._jump(Unit.principal.at())
    assert "taojiang" in str(window.report.session.report[place])


def test_letters_that_were_given_up_do_not_come_back(composed, rest):
    window, field, place = composed
    compose(field, "")
    rest(window)
    window._jump(Unit.principal.at())
    assert "taojiang" not in str(window.report.session.report[place])


def test_words_that_were_committed_are_written_once(composed):
    window, field, place = composed
    commit(field, "桃江")
    window._jump(Unit.principal.at())
    assert str(window.report.session.report[place]).count("桃江") == 1
    assert "taojiang" not in str(window.report.session.report[place])


def test_the_first_letter_opens_a_cell_whose_words_are_replaced(sample, write):
    row = sample.report.session.report.rows("project")[0]
    sample._jump(Project.name.at(row))
    table = focused()
    compose(table, "d")
    assert focused() is table  # Qt keeps it there until the words are committed
    commit(table, "道路")
    editor = table.indexWidget(table.currentIndex())
    assert is_cell_editor(editor)
    editor.binding.commit()
    assert sample.report.session.report[Project.name.at(row)] == "道路"


def test_a_number_that_is_worked_out_takes_no_input_method(sample):
    sample._jump(Conferences.meetings.this.at())
    row = focused().parentWidget()
    while not hasattr(row, "_figures"):
        row = row.parentWidget()
    derived, before = row._figures[0], sample.report.session.report
    derived.setFocus()
    write_text = derived.text()
    commit(derived, "五")
    assert derived.text() == write_text
    assert sample.report.session.report is before


CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)


def nameless(whole):
    """Controls in sight that a screen reader has no name for, or that have no role."""
    found = []
    for widget in (whole, *whole.findChildren(QWidget)):
        taken = isinstance(widget, CONTROLS) or (
            widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget is not whole
        )
        if not widget.isVisible() or not taken:
            continue
        told = QAccessible.queryAccessibleInterface(widget)
        name = told.text(QAccessible.Text.Name).strip() if told is not None else ""
        if not name or told.role() == QAccessible.Role.NoRole:
            found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    return found


@pytest.mark.parametrize("page", [page.key for page in FORM.pages] + ["export"])
def test_every_control_of_a_page_has_a_name_and_a_role(sample, page):
    sample.shell.show_page(page)
    sample.report._complete_page()
    QApplication.processEvents()
    assert nameless(sample) == []


@pytest.mark.parametrize("pane", [FINDINGS, HELP, PRINTED, TEXT])
def test_every_control_of_a_pane_has_a_name_and_a_role(sample, pane):
    sample._jump(Conferences.meetings.this.at())
    sample.report.watch.look()
    sample.shell.choose_pane(pane)
    for _ in range(5):
        QApplication.processEvents()
    assert nameless(sample) == []


def test_every_control_of_a_new_report_and_of_the_start_has_a_name(window):
    window.show_start()
    QApplication.processEvents()
    assert nameless(window) == []
    window.new_report()
    for page in FORM.pages:
        window.shell.show_page(page.key)
        window.report._complete_page()
        assert nameless(window) == []


def test_every_control_of_the_years_has_a_name(sample, qtbot):
    dialog = YearsDialog(sample.report.session, Conferences.meetings.this.at(), sample)
    qtbot.addWidget(dialog)
    dialog.show()
    assert nameless(dialog) == []


def test_an_open_cell_says_which_field_it_is(sample, qtbot):
    row = sample.report.session.report.rows("project")[0]
    sample._jump(Project.outturn.at(row))
    qtbot.keyClick(focused(), _Key.Key_F2)
    told = QAccessible.queryAccessibleInterface(focused())
    assert "全年执行" in told.text(QAccessible.Text.Name)

"""After a row is deleted the focus is in the row that stands in its place, in every kind of list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pingkou_gui.form.pages.overview import Duty, KeyWork
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.ui.pages.outline_section import OutlineSection
from pingkou_gui.ui.pages.rows_section import RowsSection
from pingkou_gui.ui.pages.scores_section import ScoresSection
from pingkou_gui.ui.scheme_editor_pages import RowsTable
from pingkou_gui.ui.widgets.controls import Button

LIST_OF = {
    Duty: Duty.text,
    Problem: Problem.name,
    Indicator: Indicator.name,
    KeyWork: KeyWork.title,
}
WORDS = ["修路", "植树", "清淤", "建房"]


def made_for(section, context, shown):
    """Return group, view of a list shown in a window."""
    if section is KeyWork:
        made = shown(OutlineSection(section, context))
        return made, made.view
    if section is Indicator:
        made = shown(ScoresSection(section, context))
        return made.group, made.group.view
    made = shown(RowsSection(section, context))
    return made.group, made.group.view


@pytest.fixture(params=LIST_OF)
def listed(request, session, context, shown):
    section, field = request.param, LIST_OF[request.param]
    draft = session.draft()
    for words in WORDS:
        draft.put(field, words, draft.add(section))
    session.make(draft.change, "几行")
    group, view = made_for(section, context, shown)
    view.setFocus()
    return (
        group,
        view,
        lambda: [session.report[field.at(r)] for r in session.report.rows(section.key)],
    )


def delete(group, qtbot):
    button = next(b for b in group.findChildren(Button) if b.text() == "删除" and b.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    for _ in range(4):
        QApplication.processEvents()


def row_of(view, at):
    """The row of the report at a position among those that are the clerk's."""
    return [row for row in view.rows_model.rows if row > 0][at]


@pytest.mark.parametrize(("at", "next_at"), [(1, 1), (3, 2)])
def test_the_row_in_its_place_or_the_last_has_the_focus(listed, qtbot, at, next_at):
    group, view, words = listed
    view.choose(row_of(view, at))
    delete(group, qtbot)
    assert words() == WORDS[:at] + WORDS[at + 1 :]
    assert QApplication.focusWidget() is view
    assert view.current_row == row_of(view, next_at)


def test_enter_after_it_makes_no_empty_row(listed, session, qtbot):
    group, view, words = listed
    view.choose(row_of(view, 0))
    delete(group, qtbot)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    begun = session.blank is not None
    assert begun is (group.section is KeyWork)  # there Enter in a heading begins the next one
    assert len(words()) == len(WORDS) - 1


def test_with_the_last_row_gone_the_focus_is_where_a_first_one_begins(listed, qtbot):
    group, view, words = listed
    for _ in WORDS:
        view.choose(row_of(view, 0))
        delete(group, qtbot)
    assert words() == []
    assert QApplication.focusWidget() is group.add_button


def test_a_row_of_a_scheme_that_is_removed_leaves_the_focus_in_its_table(theme, shown, qtbot):
    table = shown(RowsTable("等级", ("等级", "多少分起"), "等级", wide=0))
    table.show_rows([["优", "90"], ["良", "80"], ["差", "0"]])
    table.table.setCurrentIndex(table.table.words.index(2, 0))
    qtbot.mouseClick(table.remove_button, Qt.MouseButton.LeftButton)
    assert (QApplication.focusWidget(), table.table.at) == (table.table, 1)


def test_a_double_click_deletes_one_row_and_it_is_said_how_it_comes_back(
    listed, context, session, qtbot
):
    group, view, words = listed
    said = []
    context.spoke.connect(said.append)
    view.choose(row_of(view, 1))
    button = next(b for b in group.findChildren(Button) if b.text() == "删除" and b.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(button, Qt.MouseButton.LeftButton)  # what follows the first click
    qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert words() == WORDS[:1] + WORDS[2:]
    assert QApplication.focusWidget() is view
    told = said[-1]
    assert WORDS[1] in told.what
    assert told.what.endswith("按 Ctrl+Z 撤销")
    assert told.offer.title == "撤销"
    session.undo()
    assert words() == WORDS

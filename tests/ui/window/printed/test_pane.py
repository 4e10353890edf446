"""A click on a printed number leads to what it says."""

import pytest
from PySide6.QtCore import QUrl

from pingkou_gui.form.pages.basic_spending import Conferences, ThreePublicCounts
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.form.values import FigureRef, Place, RowToAdd
from pingkou_gui.ui.settings import Settings
from pingkou_gui.ui.theme import Appearance
from pingkou_gui.ui.window.main_window import MainWindow
from pingkou_gui.ui.window.side_panes import TEXT


@pytest.fixture
def window(qtbot, theme, tmp_path):
    window = MainWindow(tmp_path, Settings(tmp_path))
    qtbot.addWidget(window)
    window.show()
    window.begin()
    window.open_sample()
    window.resize(1366, 697)  # wider than the screen of the tests: form and pane side by side
    window.shell.choose_pane(TEXT)
    window.panes.text.write()
    return window


def number_of(pane, ref):
    return next(number for number, refs in enumerate(pane._links) if ref in refs)


def test_the_pane_shows_what_will_be_printed(window):
    text = window.panes.text.toPlainText()
    assert "五、社会保险基金预算支出情况" in text
    assert "会议费支出2.80万元，比上年减少2.85万元，下降50.44%" in text


def test_a_click_on_a_derived_number_explains_it(window, qtbot):
    rate = FigureRef("conferences.meetings:rate")
    number = number_of(window.panes.text, rate)
    with qtbot.waitSignal(window.panes.text.explain_wanted) as told:
        window.panes.text.anchorClicked.emit(QUrl(str(number)))
    assert told.args == [rate]
    assert window.shell.pane == "help"


def test_a_click_on_typed_words_goes_to_their_field(window, qtbot):
    number = next(
        at
        for at, refs in enumerate(window.panes.text._links)
        if refs and all(isinstance(ref, Place) for ref in refs)
    )
    with qtbot.waitSignal(window.report.context.jump_wanted):
        window.panes.text.anchorClicked.emit(QUrl(str(number)))


def test_the_sentences_follow_what_is_typed(window, qtbot):
    window.report.session.type_in(Conferences.meetings.this, "3.10")
    qtbot.waitUntil(lambda: "会议费支出3.10万元" in window.panes.text.toPlainText())


def test_words_of_the_field_in_hand_are_marked(window, qtbot):
    window._jump(Conferences.training.reason.at())
    qtbot.waitUntil(lambda: 'name="here"' in window.panes.text.toHtml())


def line_anchored(pane):
    """The line that the pane scrolls to."""
    block = pane.document().begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            if "here" in fragments.fragment().charFormat().anchorNames():
                return block.text()
            fragments += 1
        block = block.next()
    return ""


def test_the_name_of_a_problem_is_marked_in_its_heading(window, qtbot):
    report = window.report.session.report
    row = report.rows(Problem.key)[1]
    window._jump(Problem.name.at(row))
    qtbot.waitUntil(lambda: report[Problem.name.at(row)] in line_anchored(window.panes.text))


def test_a_field_that_prints_nothing_shows_the_chapter_it_belongs_to(window, qtbot):
    window.report.session.type_in(ThreePublicCounts.vehicles_bought, "")
    window._jump(ThreePublicCounts.vehicles_bought.at())
    title = window.report.session.scheme.part("general_budget.three_public").title
    qtbot.waitUntil(lambda: title in line_anchored(window.panes.text))


def test_a_measure_without_words_shows_the_heading_of_the_measure(window, qtbot):
    session = window.report.session
    row = session.report.rows(Problem.key)[1]
    session.type_in(Problem.measure_detail, "", row)
    window._jump(Problem.measure_detail.at(row))
    measure = session.report[Problem.measure.at(row)]
    qtbot.waitUntil(lambda: measure in line_anchored(window.panes.text))


def test_an_empty_table_shows_the_chapter_its_rows_go_to(window, qtbot):
    session = window.report.session
    session.remove_rows(Problem, session.report.rows(Problem.key), 0)
    window._jump(RowToAdd(Problem.key))
    title = session.scheme.part("problems").title
    qtbot.waitUntil(lambda: title in line_anchored(window.panes.text))


def test_the_pane_lets_go_of_a_closed_report(window):
    window.show_start()
    assert window.panes.text.toPlainText() == ""


def test_sentences_begin_two_characters_in_and_leave_a_margin(window, theme):
    document = window.panes.text.document()
    block = document.find("会议费支出2.80万元").block()
    assert block.blockFormat().textIndent() == theme.text_width("　　")
    assert document.documentMargin() == theme.em(0.6)


def test_the_ink_follows_the_appearance(window, theme, qtbot):
    theme.set_appearance(Appearance.DARK)
    ink = theme.colours.ink.lower()
    qtbot.waitUntil(lambda: ink in window.panes.text.toHtml())

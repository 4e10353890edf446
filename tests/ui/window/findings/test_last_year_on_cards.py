"""What last year's report says stands on the card of words that are due, and one act takes it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from pingkou_gui.form.pages.basic_spending import Conferences
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import SourceKind
from pingkou_gui.report.json_format import Record
from pingkou_gui.ui.widgets.controls import Button

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
LAST = "会议改为视频方式召开"
REST = "工程跨年，尾款待验收后支付"
MEETINGS = Conferences.meetings.reason.at()


@pytest.fixture
def second_year(window, report_of):
    """A report with two reasons due, and the year before of the same unit."""
    old = report_of(
        unit__name="平口镇人民政府",
        unit__year="2023",
        conferences__meetings_reason=LAST,
        project=[{"name": "村级道路", "unspent_reason": REST}],
    )
    window.new_report()
    session = window.report.session
    session.store.create(Record(old, session.scheme.text), "去年")
    for field, text in (
        (Unit.name, "平口镇人民政府"),
        (Unit.year, "2024"),
        (Conferences.meetings.this, "9.59"),
        (Conferences.meetings.last, "3.59"),
    ):
        session.type_in(field, text)
    row = session.add_row(Project)
    for field, text in (
        (Project.name, "村级道路"),
        (Project.full_year, "10"),
        (Project.outturn, "5"),
    ):
        session.type_in(field, text, row)
    return window


def card_of(window, place, qtbot):
    window.shell.show_page("overview")
    window.report.watch.look()
    if not window.panes.findings.isVisible():
        qtbot.keyClick(window, Qt.Key.Key_F8)
    cards = window.panes.findings.list.cards
    return next((card for card in cards if card.entry.target == place), None)


def words(card):
    return [label.text() for label in card.findChildren(QLabel)]


def press(card, title, qtbot):
    link = next(b for b in card.findChildren(Button) if b.text() == title)
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)


def test_the_reason_of_last_year_stands_on_the_card_and_one_click_takes_it(second_year, qtbot):
    session = second_year.report.session
    card = card_of(second_year, MEETINGS, qtbot)
    assert f"上年写的是“{LAST}”" in words(card)
    press(card, "照上年写", qtbot)
    entry = session.report.entry(MEETINGS)
    assert entry.value == LAST
    assert entry.source.kind is SourceKind.CARRIED
    assert QApplication.focusWidget().binding.place == MEETINGS
    session.undo()
    assert session.report.entry(MEETINGS) is None


def test_the_card_of_a_project_finds_last_years_words_by_its_name(second_year, qtbot):
    session = second_year.report.session
    place = Project.unspent_reason.at(session.report.rows(Project.key)[0])
    card = card_of(second_year, place, qtbot)
    assert f"上年写的是“{REST}”" in words(card)
    press(card, "照上年写", qtbot)
    assert session.report[place] == REST
    assert QApplication.focusWidget().binding.place == place


def test_without_a_year_before_a_card_speaks_of_none(second_year, qtbot):
    second_year.report.session.type_in(Unit.year, "2030")
    card = card_of(second_year, MEETINGS, qtbot)
    assert not [each for each in words(card) if "上年写的是" in each]
    assert "照上年写" not in [b.text() for b in card.findChildren(Button)]

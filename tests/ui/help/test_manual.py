"""The manual: every page and picture is there, F1 opens the right one, it can be left and printed."""

import re

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QMenuBar

from pingkou_gui.document.tree import required_fonts
from pingkou_gui.form.form import FORM
from pingkou_gui.paths import asset
from pingkou_gui.scheme.scheme import PageHabits
from pingkou_gui.ui.manual import (
    FOLDER,
    ManualBrowser,
    ManualWindow,
    TourDialog,
    font_table,
    manual_pages,
    picture_of,
    tour_stops,
    write_manual,
)
from pingkou_gui.ui.open_items import OVERVIEW
from pingkou_gui.ui.window.guides import _PAGES
from pingkou_gui.ui.window.side_panes import HELP

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
PAGES = manual_pages()
KEYS = {page.key for page in PAGES}
TEXTS = [*(page.text for page in PAGES), *tour_stops()]


@pytest.fixture
def manual(theme, qtbot):
    held = ManualWindow()
    qtbot.addWidget(held)
    with qtbot.waitActive(held):
        held.show()
        held.activateWindow()
    return held


@pytest.fixture
def browser(theme, qtbot):
    held = ManualBrowser()
    qtbot.addWidget(held)
    held.resize(700, 500)
    held.show()
    return held


def test_every_screen_has_its_page():
    assert {page.key for page in FORM.pages} <= KEYS
    assert {OVERVIEW, *_PAGES.values()} <= KEYS


def test_every_page_begins_with_its_title():
    assert all(page.text.startswith("# ") and page.title for page in PAGES)


def test_every_picture_is_there_and_every_one_there_is_shown():
    named = {name for text in TEXTS for name in re.findall(r"\]\((pictures/[^)]+)\)", text)}
    there = {f"pictures/{path.name}" for path in (asset(FOLDER) / "pictures").iterdir()}
    assert named == there
    assert all(picture_of(name).width() == 1024 for name in named)


def test_every_link_leads_to_a_page():
    links = {link for text in TEXTS for link in re.findall(r"(?<!!)\[[^]]*\]\(([^)]+)\)", text)}
    assert {link.removesuffix(".md") for link in links} <= KEYS


def test_nothing_outside_the_manual_is_loaded():
    assert picture_of("../theme/sheet.qss") is None
    assert picture_of("../../packaging/pictures/rooms.svg") is None
    assert picture_of("https://example.invalid/a.png") is None


def test_the_keys_of_the_manual_are_keys_of_the_window(sample):
    told = next(page.text for page in PAGES if page.key == "keys")
    known = {
        shortcut.toString()
        for action in [*sample.menus.actions, *sample.shell.pane_actions.values()]
        for shortcut in action.shortcuts()
    }
    for key in ("Ctrl+D", "Ctrl+Shift+D", "Ctrl+Z", "Ctrl+Y", "F4", "F6", "F8", "Ctrl+F", "Ctrl+I",
                "Ctrl+Shift+N", "Ctrl+P", "Ctrl+Shift+E"):  # fmt: skip
        assert key in told
        assert QKeySequence(key).toString() in known


_PATH = re.compile("“((?:文件|编辑|查看|工具|帮助)(?: › [^”›]+)+)”")


def test_every_way_through_the_menus_that_the_manual_names_is_there(sample):
    named = {path for text in TEXTS for path in _PATH.findall(text)}
    assert len(named) > 6
    sample.menus.set_report_open(is_open=True)
    known = set()

    def walk(before, actions):
        for action in actions:
            title = action.text().partition("\t")[0].partition("(&")[0].replace("&", "")
            known.add(" › ".join([*before, title]))
            if action.menu() is not None:
                walk([*before, title], action.menu().actions())

    walk([], sample.findChild(QMenuBar).actions())
    assert sorted(named - known) == []


def test_the_fonts_are_listed_with_what_replaces_them(theme):
    lines = font_table().splitlines()[2:]
    assert [line.split("|")[1].strip() for line in lines] == list(required_fonts(PageHabits()))
    for line in lines:
        here, instead = (part.strip() for part in line.split("|")[3:5])
        assert (here == "有") is (instead == "—")


def test_a_picture_is_no_wider_than_the_page(browser):
    name = QUrl("pictures/start.png")
    shown = browser.loadResource(2, name)
    assert isinstance(shown, QImage)
    assert shown.width() / shown.devicePixelRatio() <= browser.viewport().width()


def test_a_page_is_shown_from_its_beginning(browser, qtbot):
    browser.show_text(PAGES[1].text)
    browser.verticalScrollBar().setValue(100)
    browser.show_text(PAGES[0].text)
    assert browser.verticalScrollBar().value() == 0


def test_f1_shows_the_help_of_the_field_and_then_the_page_of_the_manual(sample, qtbot):
    sample.shell.show_page("funds")
    qtbot.keyClick(sample, Qt.Key.Key_F1)
    assert sample.shell.pane == HELP
    qtbot.keyClick(sample, Qt.Key.Key_F1)
    opened = sample.help._manual
    qtbot.waitUntil(opened.isVisible)
    assert opened.key == "funds"
    assert sample.shell.pane == HELP
    assert sample.shell.pane_actions[HELP].isChecked()


CHAPTERS = [(page.key, page.title) for page in FORM.pages] + [(OVERVIEW, "总览与导出")]


@pytest.mark.parametrize(("page", "title"), CHAPTERS)
def test_f1_twice_opens_the_chapter_of_the_page_that_one_is_on(sample, qtbot, page, title):
    sample.shell.show_page(page)
    for _ in range(2):
        qtbot.keyClick(sample.shell, Qt.Key.Key_F1)
    qtbot.waitUntil(sample.help._manual.isVisible)
    opened = next(each for each in PAGES if each.key == sample.help._manual.key)
    assert title in opened.title


def test_f1_on_a_screen_without_panes_opens_its_page_at_once(sample, qtbot):
    sample.show_year()
    qtbot.keyClick(sample.shell.widget_of("year"), Qt.Key.Key_F1)
    assert sample.help._manual.key == "year"


def test_f1_on_the_start_screen_opens_the_first_page(window, qtbot):
    window.show_start()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.help._manual.key == "start"


def test_f1_in_the_manual_goes_to_the_contents_and_then_closes(manual, qtbot):
    manual.open_at("projects")
    qtbot.keyClick(manual.browser, Qt.Key.Key_F1)
    assert QApplication.focusWidget() is manual.contents
    qtbot.keyClick(manual.contents, Qt.Key.Key_F1)
    assert not manual.isVisible()


def test_a_link_leads_to_its_page_and_escape_closes(manual, qtbot):
    manual.browser.anchorClicked.emit(QUrl("year.md"))
    assert manual.key == "year"
    qtbot.keyClick(manual.browser, Qt.Key.Key_Escape)
    assert not manual.isVisible()


def test_the_manual_is_written_as_pdf_with_its_pictures(theme, tmp_path):
    target = tmp_path / "手册.pdf"
    write_manual(target, PAGES)
    data = target.read_bytes()
    assert data.count(b"/Type /Page\n") >= len(PAGES)
    assert b"/Subtype /Image" in data


def test_the_tour_goes_from_stop_to_stop_and_ends(theme, qtbot):
    tour = TourDialog()
    qtbot.addWidget(tour)
    tour.show()
    assert len(tour.stops) >= 5
    for _ in tour.stops:
        qtbot.mouseClick(tour.forward, Qt.MouseButton.LeftButton)
    assert tour.result() == QDialog.DialogCode.Accepted


def test_the_tour_can_be_left_at_any_stop(theme, qtbot):
    tour = TourDialog()
    qtbot.addWidget(tour)
    tour.show()
    qtbot.mouseClick(tour.forward, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(tour.back, Qt.MouseButton.LeftButton)
    assert tour.at == 0
    qtbot.keyClick(tour, Qt.Key.Key_Escape)
    assert not tour.isVisible()

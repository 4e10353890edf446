"""A page just opened: where a jump led stays in hand, and nothing is seen squeezed."""

import pytest
from PySide6.QtCore import QPoint

from pingkou_gui.form.pages.funds import FundTexts
from pingkou_gui.form.pages.overview import OverviewTexts, Staff
from pingkou_gui.form.pages.scoring import Analysis
from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.ui.pages.form_page import ConfirmBand
from pingkou_gui.ui.settings import Settings
from pingkou_gui.ui.table.table_view import TableView
from pingkou_gui.ui.window.main_window import MainWindow

FIELDS = [section.fields[-1] for section in (Staff, OverviewTexts, FundTexts, Analysis)]


@pytest.fixture
def opening(theme, qtbot, tmp_path):
    """Show the window with the sample; it is not active before events are handled."""

    def opened():
        window = MainWindow(tmp_path, Settings(tmp_path))
        qtbot.addWidget(window)
        window.show()
        window.open_report(window.store.create(read_record(asset(SAMPLE)), "示例"))
        return window

    return opened


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_a_jump_while_the_window_comes_up_keeps_its_focus(opening, field, qtbot):
    window = opening()
    window.report.jump(field.at())
    target = window.report.context.find(field.at())
    qtbot.waitUntil(lambda: window.report.watch.known is not None)
    assert window.focusWidget() is target


def squeezed(page):
    """Those parts of a page that are lower than they need to be."""
    column = page.widget().layout()
    parts = [column.itemAt(at) for at in range(column.count())]
    widgets = [item for item in parts if item.widget() is not None]
    shown = [item for item in widgets if not isinstance(item.widget(), ConfirmBand)]
    return [
        item.widget()
        for item in shown
        if item.widget().height() < item.minimumSize().height() or item.widget().isHidden()
    ]


@pytest.mark.parametrize("key", ["overview", "basic_spending", "projects", "funds"])
def test_sections_that_come_later_stand_at_their_height_at_once(opening, key):
    window = opening()
    window.shell.show_page(key)
    page = window.shell.widget_of(key)
    page.complete()
    assert squeezed(page) == []


def test_a_section_built_while_one_looks_on_stands_at_its_height_at_once(opening):
    page = opening().shell.widget_of("overview")
    left = len(page._waiting)
    page._go_on()
    assert len(page._waiting) == left - 1
    assert squeezed(page) == []


def test_a_joined_cell_higher_than_the_page_is_shown_from_its_first_row(opening, qtbot):
    window = opening()
    window.shell.show_page("scoring")
    page = window.shell.widget_of("scoring")
    page.complete()
    page.setParent(None)  # no window is as low
    qtbot.addWidget(page)
    page.resize(1000, 160)
    page.show()
    table = next(each for each in page.findChildren(TableView) if each.isVisible())
    table.setCurrentIndex(table.model().index(1, 0))
    assert table.visualRect(table.currentIndex()).height() > page.viewport().height()
    page.verticalScrollBar().setValue(0)
    table.show_on_page()
    top = table.viewport().mapTo(page.viewport(), QPoint(0, table.rowViewportPosition(1))).y()
    assert 0 <= top <= page.viewport().height() - table.rowHeight(1)

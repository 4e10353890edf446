"""Whatever the size of type: no page scrolls sideways, no label and no figure is cut."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.funds import GovernmentFunds
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.form.values import Entry, Source, SourceKind
from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.report.json_format import Record
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.ui.open_items import OVERVIEW
from pingkou_gui.ui.table.cell_painting import INSET, fitted_text
from pingkou_gui.ui.table.table_view import RowsView
from pingkou_gui.ui.theme import theme
from pingkou_gui.ui.widgets.controls import LineField
from pingkou_gui.ui.widgets.layout import GroupBox
from pingkou_gui.ui.window.shell import REPORTS

PAGES = (*(page.key for page in FORM.pages), OVERVIEW)
WINDOWS = {
    100: [(1366, "help"), (1366, "")],
    125: [(1366, ""), (1920, "help")],
    150: [(1280, ""), (1920, "help")],
    175: [(1280, "")],
    200: [(1280, "")],
}
"""Sizes of type; what one window goes through: widths at which the pane stands beside the form."""
NOTHING = 0, [], [], [], [], []
LONG = "全镇农村人居环境整治提升和高标准农田建设配套项目"


def empty():
    return Record(Report(), "")


def sample():
    return read_record(asset(SAMPLE))


def with_more():
    """The sample with a sum that does not agree, and rows of long words and large figures, all carried over."""
    record = read_record(asset(SAMPLE))
    draft = Draft(record.report)
    draft.put(GovernmentFunds.carried_out, Decimal("7.35"))
    row = draft.add(Project)
    draft.type_in(Project.name, LONG, row)
    draft.type_in(Project.budget, "纳入专户管理的非税收入", row)
    for field in (Project.initial, Project.full_year, Project.outturn):
        draft.type_in(field, "12345.67", row)
    row = draft.add(Problem)
    draft.type_in(Problem.name, LONG, row)
    row = draft.add(Indicator)
    for name, text in (
        ("level1", "产出指标"),
        ("level2", "经济成本指标"),
        ("name", LONG),
        ("target", "≤12345.67万元"),
        ("actual", "12345.66万元"),
    ):
        draft.type_in(getattr(Indicator, name), text, row)
    report = record.report.apply(draft.change)
    draft = Draft(report)
    for place, entry in report.entries.items():
        draft.put_entry(place, Entry(entry.value, Source(SourceKind.CARRIED)))
    return Record(report.apply(draft.change), record.scheme)


def sideways(page):
    return page.horizontalScrollBar().maximum()


def cut_labels(page):
    """Those labels that are narrower, or lower where they break, than their words."""
    shown = [label for label in page.findChildren(QLabel) if label.isVisible() and label.text()]
    return [
        (label.text(), label.size().toTuple())
        for label in shown
        if (
            label.height() < label.heightForWidth(label.width())
            if label.wordWrap()
            else label.width() < label.sizeHint().width()
        )
    ]


def cut_figures(page):
    """Those figures that are wider than their fields."""
    shown = [field for field in page.findChildren(LineField) if field.isVisible() and field.text()]
    figures = [field for field in shown if field.alignment() & Qt.AlignmentFlag.AlignRight]
    return [
        (field.accessibleName(), field.text())
        for field in figures
        if field.fontMetrics().horizontalAdvance(field.text())
        > field.contentsRect().width() - field.textMargins().left() - field.textMargins().right()
    ]


def cut_tables(page):
    """Those tables whose columns reach beyond their right edge."""
    shown = [view for view in page.findChildren(RowsView) if view.isVisible()]
    return [
        view.accessibleName()
        for view in shown
        if view.horizontalHeader().length() > view.viewport().width()
    ]


def cut_cells(page):
    """Those cells that are lower than their words need, or that break within a figure."""
    found = []
    for view in [view for view in page.findChildren(RowsView) if view.isVisible()]:
        model = view.rows_model
        for at in range(model.rowCount()):
            for index in (model.index(at, column) for column in range(model.columnCount())):
                column, cell = model.columns[index.column()], model.cell(index)
                place = view.visualRect(index)
                width = place.width() - theme().em(2 * INSET) - theme().em(cell.indent)
                told = fitted_text(cell, column, width)
                broken = column.figures and told.breaks & Qt.TextFlag.TextWrapAnywhere
                if not view.isColumnHidden(index.column()) and (
                    broken or place.height() < told.height
                ):
                    found.append((column.head, cell.text))
    return found


def sticking_out(page):
    """Those groups that reach beyond the page."""
    width = page.widget().width()
    return [
        group.accessibleName() for group in page.findChildren(GroupBox) if group.width() > width
    ]


def faults(page):
    return (
        sideways(page),
        cut_labels(page),
        cut_figures(page),
        cut_cells(page),
        cut_tables(page),
        sticking_out(page),
    )


@pytest.fixture
def settled(rest):
    """Return what is cut once a page has been laid out: Qt does that event by event."""

    def found(page):
        if faults(page) != NOTHING:
            rest(page)
        return faults(page)

    return found


@pytest.mark.parametrize("report", [empty, sample, with_more], ids=lambda made: made.__name__)
@pytest.mark.parametrize("percent", WINDOWS)
def test_no_page_cuts_anything(theme, make_window, settled, report, percent):
    theme.set_percent(percent)
    window = make_window()
    first, _ = WINDOWS[percent][0]
    window.setMinimumSize(0, 0)
    window.resize(first, 697)
    window.open_report(window.store.create(report()))
    for width, pane in WINDOWS[percent]:
        window.shell.choose_pane(pane)
        window.resize(width, 697)
        QApplication.processEvents()
        assert (window.shell.pane, window.width()) == (pane, width)
        for key in PAGES:
            window.shell.show_page(key)
            window.report._complete_page()
            where = key, width, pane
            assert (*where, settled(window.shell.widget_of(key))) == (*where, NOTHING)
    window.shell.show_page(REPORTS)
    assert settled(window.shell.widget_of(REPORTS)) == NOTHING

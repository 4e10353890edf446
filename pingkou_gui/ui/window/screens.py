"""The screens around the pages: start, list of reports, overview; made when first shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pingkou_gui.ui.open_items import OVERVIEW
from pingkou_gui.ui.overview_page import OverviewPage
from pingkou_gui.ui.start_page import ReportsPage, StartPage
from pingkou_gui.ui.window.actions import load_file
from pingkou_gui.ui.window.on_demand import (
    ask_last_year,
    choose_scheme,
    import_scheme,
    offered_schemes,
    preview,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from pingkou_gui.ui.window.main_window import MainWindow


def start_screen(window: MainWindow) -> QWidget:
    """Return the start screen over what is stored now."""
    page = StartPage(window.store.summaries(), partial(offered_schemes, window))
    page.year_wanted.connect(window.show_year)
    page.tour_wanted.connect(window.show_tour)
    page.manual_wanted.connect(window.show_manual_page)
    page.scheme_chosen.connect(partial(choose_scheme, window))
    page.scheme_wanted.connect(partial(_import_scheme_here, window))
    page.new_wanted.connect(window.new_report)
    page.sample_wanted.connect(window.open_sample)
    page.file_wanted.connect(partial(load_file, window))
    page.list_wanted.connect(window.show_reports)
    page.last_year_wanted.connect(partial(ask_last_year, window))
    page.report_wanted.connect(window.open_report)
    return page


def _import_scheme_here(window: MainWindow) -> None:
    """Take a scheme from a file, and show it among those that can be chosen."""
    import_scheme(window)
    window.show_start()


def reports_screen(window: MainWindow) -> QWidget:
    """Return the list of reports and the bin."""
    page = ReportsPage(window.store)
    page.report_wanted.connect(window.open_report)
    page.back_wanted.connect(window.show_start)
    return page


def overview_screen(window: MainWindow) -> QWidget:
    """Return the overview of the report that is open.

    Raises:
        RuntimeError: No report is open.
    """
    if window.report is None:
        raise RuntimeError("no report is open")
    page = OverviewPage(window.report.context, window.report.watch, window.settings)
    page.preview_wanted.connect(partial(preview, window))
    page.manual_wanted.connect(window.show_manual_page)
    page.year_wanted.connect(window.show_year)
    return page


def export_word(window: MainWindow) -> None:
    """Go to the overview and write the report as Word."""
    window.shell.show_page(OVERVIEW)
    page = window.shell.widget_of(OVERVIEW)
    if isinstance(page, OverviewPage):
        page.export()

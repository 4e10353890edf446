"""The screens around the pages: start, list of reports, overview; made when first shown."""

# ruff: noqa: PLC0415

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pingkou_gui.ui.main_window.acts.data_files import load_file

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from pingkou_gui.ui.main_window.window import MainWindow


def start_screen(window: MainWindow) -> QWidget:
    """Return the start screen over what is stored now."""
    from pingkou_gui.ui.start.start_page import StartPage

    page = StartPage(window.store.summaries())
    page.new_wanted.connect(window.new_report)
    page.sample_wanted.connect(window.open_sample)
    page.file_wanted.connect(partial(load_file, window))
    page.list_wanted.connect(window.show_reports)
    page.last_year_wanted.connect(window.imports.ask_last_year)
    page.report_wanted.connect(window.open_report)
    return page


def reports_screen(window: MainWindow) -> QWidget:
    """Return the list of reports and the bin."""
    from pingkou_gui.ui.reports.reports_page import ReportsPage

    page = ReportsPage(window.store)
    page.report_wanted.connect(window.open_report)
    page.back_wanted.connect(window.show_start)
    return page


def overview_screen(window: MainWindow) -> QWidget:
    """Return the overview of the report that is open.

    Raises:
        RuntimeError: No report is open.
    """
    from pingkou_gui.ui.overview.overview_page import OverviewPage

    if window.report is None:
        raise RuntimeError("no report is open")
    return OverviewPage(window.report, window.settings)

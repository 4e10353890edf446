"""The ways into what leads by the hand: the five steps of a new year, the manual, the tour."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import QObject, Slot

from pingkou_gui.document.status import open_words, report_status
from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.json_format import Record
from pingkou_gui.report.new_year import new_year, year_mentions
from pingkou_gui.scheme.scheme_reader import (
    keep_current,
    known_schemes,
    scheme_of,
)
from pingkou_gui.ui.file_dialogs import ask_second_year
from pingkou_gui.ui.import_sources import NewYearDialog
from pingkou_gui.ui.manual import ManualWindow, TourDialog
from pingkou_gui.ui.open_items import OVERVIEW
from pingkou_gui.ui.start_page import FONTS, SchemeChoice
from pingkou_gui.ui.widgets.base import call_later
from pingkou_gui.ui.window.actions import CHECKUP, IMPORT, county_scheme
from pingkou_gui.ui.window.shell import BARE, REPORTS, START, ShellParts
from pingkou_gui.ui.year_page import YearPage, year_offers

if TYPE_CHECKING:
    from pingkou_gui.ui.window.main_window import MainWindow

YEAR = "year"
"""The key of the screen of the five steps."""
_MENTIONS = "沿用的文字里提到的年份"
_MENTIONS_ABOUT = "打勾的改成新一年的，不打勾的照旧；都可以以后再改"


class YearActions(QObject):
    """Shows the five steps and does what they ask for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._before = ""

    @property
    def is_shown(self) -> bool:
        """Whether the screen is in sight."""
        return self._window.shell.page == YEAR

    @Slot()
    def show(self) -> None:
        """Show the five steps of the report in hand, or of none."""
        window, shell = self._window, self._window.shell
        held = window.report
        if held is not None:
            held.context.commit_pending()
            held.watch.look()
        offers = year_offers(window.store.summaries())
        context, watch = (held.context, held.watch) if held is not None else (None, None)
        page = YearPage(offers, context, watch, self._open_in_old())
        self._tie(page)
        if shell.page != YEAR:
            self._before = shell.page
        shell.drop_page(YEAR)
        parts = BARE if held is None else ShellParts(field_bar=False, foot=False, panes=False)
        shell.add_page(YEAR, lambda: page, parts)
        shell.show_page(YEAR)
        page.take_focus()

    def _open_in_old(self) -> str:
        """Return what is open in the report of the year before, empty where there is none."""
        held, store = self._window.report, self._window.store
        report = held.session.report if held is not None else None
        unit, year = (report[Unit.name.at()], report[Unit.year.at()]) if report else (None, None)
        if not isinstance(year, int):
            return ""
        before = (
            each for each in store.summaries() if (each.unit, each.year) == (unit, str(year - 1))
        )
        old = next(before, None)
        if old is None or old.damaged:
            return ""
        record = store.load(old.id)
        status = report_status(Facts(record.report, scheme_of(record.scheme)))
        return open_words(len(status.must), status.missing)

    @Slot(int)
    def begin(self, report: int) -> None:
        """Begin the year after that of a report, asking which projects go on."""
        window = self._window
        if window.report is None or window.report.session.report_id != report:
            window.open_report(report)
        held = window.report
        if held is None or not held.close():
            return
        record = Record(held.session.report, held.session.scheme.text)
        known = window.same_year(new_year(record).report)
        if known is not None and not ask_second_year(window, known.title):
            self._open(known.id)
            return
        status = report_status(held.context.facts)
        still_open = open_words(len(status.must), status.missing)
        dialog = NewYearDialog(held.context.facts, window, still_open)
        if dialog.exec() == QtWidgets.QDialog.DialogCode.Accepted:
            window.open_report(window.store.create(new_year(record, dialog.kept)))
            self.show()

    @Slot()
    def begin_here(self) -> None:
        """Begin the year after that of the report in hand."""
        if self._window.report is not None:
            self.begin(self._window.report.session.report_id)

    @Slot()
    def show_mentions(self) -> None:
        """Go through the years in words that were carried over; what is taken is changed."""
        held = self._window.report
        if held is not None:
            mentions = year_mentions(Record(held.session.report, held.session.scheme.text))
            self._window.imports.show(mentions, title=_MENTIONS, about=_MENTIONS_ABOUT)

    def _tie(self, page: YearPage) -> None:
        window = self._window
        page.files_wanted.connect(window.imports.ask_file)
        page.begin_wanted.connect(self.begin)
        page.report_wanted.connect(self._open)
        page.mentions_wanted.connect(self.show_mentions)
        page.next_wanted.connect(partial(window.go_to_open, 1))
        page.overview_wanted.connect(partial(window.shell.show_page, OVERVIEW))
        page.left.connect(self._leave)

    @Slot(int)
    def _open(self, report: int) -> None:
        self._window.open_report(report)
        self.show()

    @Slot()
    def _leave(self) -> None:
        window, shell = self._window, self._window.shell
        if window.report is None:
            window.show_start()
        else:
            known = self._before in shell.step_actions
            shell.show_page(self._before if known else FORM.pages[0].key)
        call_later(self, lambda: shell.drop_page(YEAR))


# The manual, the tour, and the scheme that new reports are made by.


_PAGES = {START: "start", REPORTS: "start", YEAR: "year", IMPORT: "import", CHECKUP: "checkup"}
"""The page of the manual for each screen whose key is not its own."""


class HelpActions(QObject):
    """Shows the manual at the page that belongs to the screen, and the tour."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._manual: ManualWindow | None = None

    @Slot()
    def show_here(self) -> None:
        """Show the page of the manual on the screen in sight."""
        page = self._window.shell.page
        self.show_page(_PAGES.get(page, page))

    @Slot(str)
    def show_page(self, key: str) -> None:
        """Show a page of the manual by its key, the first one where there is none."""
        if self._manual is None:
            self._manual = ManualWindow(self._window)
        self._manual.open_at(key)
        self._manual.show()
        self._manual.raise_()
        self._manual.activateWindow()

    @Slot()
    def show_fonts(self) -> None:
        """Show how fonts are installed, and what replaces which."""
        self.show_page(FONTS)

    @Slot()
    def show_tour(self) -> None:
        """Show the three minutes."""
        TourDialog(self._window).exec()


def offered_schemes(window: MainWindow) -> tuple[SchemeChoice, ...]:
    """Return the schemes that new reports can be made by, the one in use marked."""
    used = county_scheme(window.folder).text
    return tuple(
        SchemeChoice(scheme.text, f"{scheme.name} {scheme.version}", scheme.text == used)
        for scheme in known_schemes(window.folder)
    )


def choose_scheme(window: MainWindow, text: str) -> None:
    """Make new reports by this scheme from now on.

    Raises:
        StorageError: The data folder cannot be written.
    """
    keep_current(window.folder, scheme_of(text))

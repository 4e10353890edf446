"""The window: the start screen or an open report, and everything a menu can ask for."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl, Slot
from PySide6.QtGui import QCloseEvent, QDesktopServices

from pingkou_gui.errors import KnownError
from pingkou_gui.session import Session
from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.pages.overview import Unit
from pingkou_gui.ui.kit import later
from pingkou_gui.ui.main_window import on_demand
from pingkou_gui.ui.main_window.acts.drops import Drops
from pingkou_gui.ui.main_window.dialogs import ask_leave_unsaved
from pingkou_gui.ui.main_window.faults import tell
from pingkou_gui.ui.main_window.host import Host
from pingkou_gui.ui.main_window.menus import Menus
from pingkou_gui.ui.main_window.names import PROGRAM, findings_title, local_time, report_title
from pingkou_gui.ui.main_window.open_report import OpenReport
from pingkou_gui.ui.main_window.places import OVERVIEW, PAGES, last_step
from pingkou_gui.ui.main_window.side_panes import FINDINGS, HELP, SidePanes
from pingkou_gui.ui.shell import BARE, Parts, Shell, Step
from pingkou_gui.ui.theme import Appearance, theme

if TYPE_CHECKING:
    from pathlib import Path

    from pingkou_gui.importers.last_year import Years
    from pingkou_gui.opening import OpenedWord
    from pingkou_gui.scheme.model import Scheme
    from pingkou_gui.spec.place import FigureRef
    from pingkou_gui.ui.main_window.acts.checking import Checkups
    from pingkou_gui.ui.main_window.acts.importing import Importing
    from pingkou_gui.ui.main_window.settings import Settings

DRAWN = 10
"""Milliseconds for the screen to show a report that was opened."""
START, REPORTS = "start", "reports"


class MainWindow(Host):
    """One window, one open report at most."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        """Make the window over a data folder; the database is opened by `begin`."""
        super().__init__(folder, settings)
        self._just_opened: int | None = None
        self._handed: Path | None = None
        self._drawn = QTimer(self, singleShot=True, interval=DRAWN)
        self._drawn.timeout.connect(self._settle)
        self.panes = SidePanes(self._explain_figure)
        steps = [Step(p.key, p.title, at) for at, p in enumerate(FORM.pages, 1)]
        self.shell = Shell([*steps, last_step()], self.panes.declared())
        self.panes.stand_in(self.shell)
        self.shell.add_page(START, partial(on_demand.start_screen, self), BARE)
        self.shell.add_page(REPORTS, partial(on_demand.reports_screen, self), BARE)
        self.setCentralWidget(self.shell)
        self._drops = Drops(self, self.read_document)
        self.menus = Menus(self)
        self.menus.set_report_open(is_open=False)
        self.menus.show_history("", "")
        self._connect()
        self._place()

    @cached_property
    def imports(self) -> Importing:
        """The ways into the import screen."""
        return on_demand.importing(self)

    @cached_property
    def checkups(self) -> Checkups:
        """The ways into the 体检 screen."""
        return on_demand.checkups(self)

    def begin(self) -> bool:
        """Open the report opened last, or show the start screen.

        Returns:
            Whether the data can be used; if not, the clerk was told why and the window closes.
        """
        try:
            known = self.store.summaries()
        except KnownError as error:
            tell(error)
            self.close()
            return False
        if known:
            self.open_report(known[0].id)
        else:
            self.show_start()
        return True

    def open_report(self, report_id: int) -> None:
        """Open a report and show the page it was left on, at first the first one.

        The first page that is not done would have to wait for the checks. A window that is only
        about to open shows the first page, which stands there soonest (the tables of 项目 and 评分
        take a fifth to a third longer), and reads the scheme once it is on the screen.
        """
        if not self._leave_report():
            return
        scheme = partial(self._scheme_of, report_id)
        self.use(Session(self.store, report_id, scheme() if self.isVisible() else scheme))
        known = next(each for each in self.store.summaries() if each.id == report_id)
        self.shell.show_saved(local_time(known.changed_at))
        left = self.settings.page_of(report_id) if self.isVisible() else ""
        self.shell.show_page(left if left in PAGES else FORM.pages[0].key)
        self._just_opened = report_id
        later(self, self._drawn.start)  # counted from when events are handled

    def use(self, session: Session) -> None:
        """Tie the window to a session."""
        self.report = OpenReport(self.shell, session, self)
        self.report.titled.connect(self._show_title)
        session.changed.connect(self._show_history)
        self.report.watch.changed.connect(self._show_findings)
        self.panes.follow(self.report)
        self.shell.drop_page(OVERVIEW)
        self.shell.add_page(
            OVERVIEW, partial(on_demand.overview_screen, self), Parts(field_bar=False)
        )
        self.menus.set_report_open(is_open=True)
        self._show_history()
        self._show_title()

    @Slot()
    def show_start(self) -> None:
        """Show the start screen; what was typed is handed over first."""
        if self._leave_report():
            self.shell.drop_page(START)
            self.shell.show_page(START)

    @Slot()
    def show_reports(self) -> None:
        """Show the list of reports and the bin."""
        if self._leave_report():
            self.shell.drop_page(REPORTS)
            self.shell.show_page(REPORTS)

    @Slot()
    def new_report(self) -> None:
        """Make an empty report, ready for the name of the unit."""
        on_demand.open_blank(self)
        self._jump(Unit.name.at())

    @Slot()
    def open_sample(self) -> None:
        """Make a report of the sample."""
        on_demand.open_sample(self)

    def read_document(self, path: Path) -> None:
        """Read a document that was handed over: examined on that screen, else imported."""
        if self.checkups.is_shown:
            self.checkups.read(path)
        else:
            years: Years = "auto" if self.report is not None else "last"
            self.imports.read(path, years)

    def offer_report(self, opened: OpenedWord, name: str) -> None:
        """Show a report that was handed over as a file, beside the one in hand."""
        self.imports.show_restore(opened, name)

    def take_later(self, path: Path) -> None:
        """Do with a file of the program's own what it is for, once the window stands."""
        self._handed = path
        later(self, self._take_handed)

    @Slot()
    def export_word(self) -> None:
        """Go to the overview and write the report as Word."""
        on_demand.export_word(self)

    @Slot()
    def undo(self) -> None:
        """Take the last step back."""
        if self.report is not None:
            self.report.undo()

    @Slot()
    def redo(self) -> None:
        """Make the step again that was taken back last."""
        if self.report is not None:
            self.report.redo()

    @Slot()
    def confirm(self) -> None:
        """Confirm what was taken over from last year in the field in hand, or take it over."""
        if self.report is not None:
            self.report.confirm()

    @Slot()
    def offer_choices(self) -> None:
        """Open phrases or choices under the field in hand."""
        if self.report is not None:
            self.report.offer_choices()

    @Slot()
    def find_field(self) -> None:
        """Open the search for a field by its name."""
        if self.report is not None:
            self.report.context.commit_pending()
            found = on_demand.find_field(self.shell, self.report.context.facts)
            found.chosen.connect(self._jump)

    @Slot()
    def tell_saved(self) -> None:
        """Say that everything is saved already, or try again."""
        if self.report is not None and self.report.close():
            self.shell.field_bar.show_field("已经保存", "每改一处都立即保存，不用另外保存")

    @Slot()
    def explain(self) -> None:
        """Show how the number in hand came about, ready to go to its inputs."""
        self.shell.choose_pane(HELP)
        link = self.panes.help.first_link()
        if link is not None:
            link.setFocus()

    @Slot()
    def open_data_folder(self) -> None:
        """Show the folder that holds the database in the file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder)))

    def turn(self, way: int) -> None:
        """Go to the next (1) or previous (-1) page."""
        keys = [step.key for step in self.shell.strip.steps]
        if self.shell.page in keys:
            at = keys.index(self.shell.page) + way
            if 0 <= at < len(keys):
                self.shell.show_page(keys[at])

    def go_to_edge(self, *, last: bool) -> None:
        """Go to the first or last field of the page."""
        if self.report is not None:
            self.report.go_to_edge(last)

    def go_to_open(self, way: int) -> None:
        """Go to the next (1) or previous (-1) open thing."""
        listed = self.shell.pane == FINDINGS and self.panes.findings.go(way)
        if self.report is not None and not listed:
            self.report.go_to_open(way)

    def set_appearance(self, appearance: Appearance) -> None:
        """Show the program light, dark, in high contrast, or as the system does."""
        theme().set_appearance(appearance)
        self.settings.appearance = appearance

    def set_size(self, percent: int) -> None:
        """Set all type at so many per cent."""
        theme().set_percent(percent)
        self.settings.percent = theme().percent

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.report is not None and not self.report.close() and not ask_leave_unsaved(self):
            event.ignore()
            return
        self.settings.geometry = self.saveGeometry()
        self.settings.pane = self.shell.pane
        self._note_opened()
        self._drawn.stop()
        if self.report is not None:
            self._keep_page()
            self.report.watch.stop()
        self.close_store()
        event.accept()

    def _leave_report(self) -> bool:
        """Let go of the open report; return whether all of it was saved, or need not be."""
        if self.report is None:
            return True
        self._note_opened()
        if not self.report.close() and not ask_leave_unsaved(self):
            return False
        self._keep_page()
        self.panes.forget()
        self.report.release()
        self.report = None
        self.menus.set_report_open(is_open=False)
        self.menus.show_history("", "")
        self.shell.menu_line.saved.clear()
        self.shell.save_band.clear()
        self.setWindowTitle(PROGRAM)
        return True

    def _scheme_of(self, report_id: int) -> Scheme:
        return on_demand.stored_scheme(self.store.scheme(report_id))

    def _keep_page(self) -> None:
        """Remember where the report is left: there the clerk goes on."""
        if self.report is not None and self.shell.page in PAGES:
            self.settings.keep_page(self.report.session.report_id, self.shell.page)

    def _note_opened(self) -> None:
        """Have the report opened again at the next start."""
        if self._just_opened is not None:
            self.store.opened(self._just_opened)
            self._just_opened = None

    @Slot()
    def _settle(self) -> None:
        """Do what the first picture of a report did not wait for."""
        self._note_opened()
        if self.report is None:
            return
        if not self.report.context.facts.scheme_is_read:
            self._read_scheme(self.report)
        if self.report is not None and self._handed is None:  # which brings another report
            on_demand.offer_newer(self)

    def _read_scheme(self, report: OpenReport) -> None:
        """Read the scheme of the open report; without one the report cannot stay open."""
        try:
            report.session.scheme  # noqa: B018 - asking reads it
        except KnownError:
            self.show_reports()
            raise
        report.context.refresh()

    @Slot()
    def _take_handed(self) -> None:
        path, self._handed = self._handed, None
        if path is not None:
            on_demand.take_or_tell(self, path)

    def _connect(self) -> None:
        self.shell.menu_line.find_button.clicked.connect(self.find_field)
        self.shell.save_band.retry_wanted.connect(self._retry)
        self.shell.save_band.elsewhere_wanted.connect(partial(on_demand.save_data, self))
        self.shell.foot.next_wanted.connect(partial(self.go_to_open, 1))

    def _place(self) -> None:
        self.setWindowTitle(PROGRAM)
        self.setMinimumSize(theme().em(34), theme().em(17))
        if not self.restoreGeometry(self.settings.geometry):
            self.resize(1366, 697)
        if self.settings.pane:
            self.shell.choose_pane(self.settings.pane)

    @Slot(object)
    def _jump(self, target: object) -> None:
        if self.report is not None:
            self.report.jump(target)  # type: ignore[arg-type]  # a `Target`, by the signal's word

    @Slot()
    def _show_findings(self) -> None:
        state = self.report.watch.known if self.report is not None else None
        if state is not None:
            self.shell.set_pane_title(FINDINGS, findings_title(state.findings))

    def _explain_figure(self, ref: FigureRef) -> None:
        self.shell.choose_pane(HELP)
        self.panes.help.show_help(ref)

    @Slot()
    def _retry(self) -> None:
        if self.report is not None:
            self.report.retry()

    @Slot()
    def _show_history(self) -> None:
        if self.report is not None:
            session = self.report.session
            self.menus.show_history(session.undo_label, session.redo_label)

    @Slot()
    def _show_title(self) -> None:
        if self.report is not None:
            self.setWindowTitle(report_title(self.report.context.facts))

"""What the window loads when it is first asked for: a start does not wait for it.

Reading documents, 体检, sending and collecting, checks, Word: nothing of it is needed until the
first page stands, and together it is three times as much as the page. It is loaded here and
nowhere else; whoever stands behind these functions imports plainly.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from pingkou_gui.document.tree import Document
    from pingkou_gui.errors import StorageError
    from pingkou_gui.form.values import Place
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.scheme.scheme import Scheme
    from pingkou_gui.session import Session
    from pingkou_gui.store.database import DetachedDatabaseError
    from pingkou_gui.ui.backups_dialog import BackupsDialog
    from pingkou_gui.ui.dialogs import Dialog
    from pingkou_gui.ui.page_view import PagesPane
    from pingkou_gui.ui.start_page import SchemeChoice
    from pingkou_gui.ui.window.actions import ImportActions, ProofreadActions
    from pingkou_gui.ui.window.find_field import FindField
    from pingkou_gui.ui.window.findings_pane import FindingsPane
    from pingkou_gui.ui.window.guides import HelpActions, YearActions
    from pingkou_gui.ui.window.main_window import MainWindow
    from pingkou_gui.ui.window.sentences_pane import SentencesPane
    from pingkou_gui.ui.window.side_panes import HelpPane
    from pingkou_gui.ui.window.window_host import WindowHost


def importing(window: WindowHost) -> ImportActions:
    """Return the ways into the import screen."""
    from pingkou_gui.ui.window.actions import ImportActions

    return ImportActions(window)


def ask_import(window: MainWindow) -> None:
    """Have the clerk pick a file, and read it."""
    window.imports.ask_file()


def ask_import_text(window: MainWindow) -> None:
    """Have the clerk paste a report, and read it."""
    window.imports.ask_text()


def ask_last_year(window: MainWindow) -> None:
    """Begin a report from last year's."""
    window.imports.ask_last_year()


def year_actions(window: MainWindow) -> YearActions:
    """Return the ways into the five steps of a new year."""
    from pingkou_gui.ui.window.guides import YearActions

    return YearActions(window)


def help_actions(window: MainWindow) -> HelpActions:
    """Return the ways into the manual and the tour."""
    from pingkou_gui.ui.window.guides import HelpActions

    return HelpActions(window)


def offered_schemes(window: MainWindow) -> tuple[SchemeChoice, ...]:
    """Return the schemes that new reports can be made by."""
    from pingkou_gui.ui.window import guides

    return guides.offered_schemes(window)


def choose_scheme(window: MainWindow, text: str) -> None:
    """Make new reports by this scheme from now on."""
    from pingkou_gui.ui.window import guides

    guides.choose_scheme(window, text)


def ask_checkup(window: MainWindow) -> None:
    """Have the clerk pick a report, and examine it."""
    window.checkups.ask_file()


def ask_checkup_text(window: MainWindow) -> None:
    """Have the clerk paste a report, and examine it."""
    window.checkups.ask_text()


def checkups(window: WindowHost) -> ProofreadActions:
    """Return the ways into the 体检 screen."""
    from pingkou_gui.ui.window.actions import ProofreadActions

    return ProofreadActions(window)


def start_screen(window: MainWindow) -> QWidget:
    """Return the start screen over what is stored now."""
    from pingkou_gui.ui.window import screens

    return screens.start_screen(window)


def reports_screen(window: MainWindow) -> QWidget:
    """Return the list of reports and the bin."""
    from pingkou_gui.ui.window import screens

    return screens.reports_screen(window)


def overview_screen(window: MainWindow) -> QWidget:
    """Return the overview of the report that is open."""
    from pingkou_gui.ui.window import screens

    return screens.overview_screen(window)


def export_word(window: MainWindow) -> None:
    """Go to the overview and write the report as Word."""
    from pingkou_gui.ui.window import screens

    screens.export_word(window)


def offer_recovery(folder: Path, error: StorageError, parent: QWidget) -> bool:
    """Offer what can be done about data that cannot be read; return whether to try again."""
    from pingkou_gui.ui import backups_dialog

    return backups_dialog.offer_recovery(folder, error, parent)


def backups_dialog(window: MainWindow, second_folder: str) -> BackupsDialog:
    """Return the list of backups; `second_folder` is where each is copied to, if anywhere."""
    from pingkou_gui.ui.backups_dialog import BackupsDialog

    return BackupsDialog(window.store, second_folder, window)


def field_history_dialog(window: MainWindow, session: Session, place: Place) -> Dialog:
    """Return what a field held before."""
    from pingkou_gui.ui.history_dialog import FieldHistoryDialog

    return FieldHistoryDialog(session, place, window)


def removed_rows_dialog(window: MainWindow, session: Session) -> Dialog:
    """Return the rows that were taken out of the report."""
    from pingkou_gui.ui.history_dialog import RemovedRowsDialog

    return RemovedRowsDialog(session, window)


def diagnostics_dialog(window: MainWindow) -> Dialog:
    """Return what can be sent to whoever helps."""
    from pingkou_gui.ui.about import DiagnosticsDialog

    return DiagnosticsDialog(window.folder, window.settings.export_folder, window)


def sentences_pane() -> SentencesPane:
    """Return the pane with the printed sentences."""
    from pingkou_gui.ui.window.sentences_pane import SentencesPane

    return SentencesPane()


def pages_pane(is_draft: Callable[[], bool], composed: Callable[[], Document | None]) -> PagesPane:
    """Return the pane with the printed pages.

    `is_draft` tells whether they are a draft's, `composed` returns what is printed on them.
    """
    from pingkou_gui.ui.page_view import PagesPane

    return PagesPane(is_draft, composed)


def preview(window: WindowHost, way: str = "") -> None:
    """Show the open report as it will be printed, ready to be printed or written as PDF.

    `way` is `pdf` to be asked at once where to, `parts` to begin with the first attachment.
    """
    from pingkou_gui.ui.print_preview import open_preview

    if window.report is not None:
        held = open_preview(window.report.context, window.settings.export_folder, window)
        if way == "parts":
            held.parts.choose("1")
        elif way == "pdf":
            held.ask_pdf()


def findings_pane() -> FindingsPane:
    """Return the pane with the findings."""
    from pingkou_gui.ui.window.findings_pane import FindingsPane

    return FindingsPane()


def help_pane() -> HelpPane:
    """Return the pane with what belongs in a field."""
    from pingkou_gui.ui.window.side_panes import HelpPane

    return HelpPane()


def show_over_years(window: WindowHost) -> None:
    """Show the field or number in hand as the unit's reports of all years have it."""
    from pingkou_gui.ui.history_dialog import YearsDialog

    report = window.report
    if report is not None:
        report.context.commit_pending()
        ref = report.context.ref_in_hand
        if ref is None:
            window.shell.field_bar.show_field("各年的数和文字", "先点一下要看的栏目")
        else:
            YearsDialog(report.session, ref, window).exec()


def find_field(over: QWidget, facts: Facts) -> FindField:
    """Open the search for a field by its name over a widget, and return it."""
    from pingkou_gui.ui.window.find_field import FindField, findable

    return FindField(over, findable(facts))


def highlight(over: QWidget) -> QWidget:
    """Return the frame that shows where a jump has led; it goes by itself."""
    from pingkou_gui.ui.window.find_field import Highlight

    return Highlight(over)


def stored_scheme(text: str) -> Scheme:
    """Return the scheme in the text that is stored with a report."""
    from pingkou_gui.scheme.scheme_reader import scheme_of

    return scheme_of(text)


def ask_leave_unsaved(parent: QWidget, number: int) -> bool:
    """Return whether to leave although so many changes could not be saved."""
    from pingkou_gui.ui import file_dialogs

    return file_dialogs.ask_leave_unsaved(parent, number)


def ask_detached(parent: QWidget, error: DetachedDatabaseError) -> str:
    """Return `repair`, `stay` or `leave`: leaving loses what stands in the window only."""
    from pingkou_gui.ui import file_dialogs

    return file_dialogs.ask_detached(parent, error)


def load_file(window: WindowHost) -> None:
    """Make a report of a file the clerk picks."""
    from pingkou_gui.ui.window import actions as data_files

    data_files.load_file(window)


def open_sample(window: WindowHost) -> None:
    """Make a report of the sample and open it."""
    from pingkou_gui.ui.window import actions as data_files

    data_files.open_sample(window)


def open_blank(window: WindowHost) -> None:
    """Make an empty report by the county's scheme and open it."""
    from pingkou_gui.ui.window import actions as data_files

    data_files.open_blank(window)


def save_data(window: WindowHost) -> None:
    """Write all that was typed, saved or not, into a file."""
    from pingkou_gui.ui.window import actions as data_files

    data_files.save_data(window)


def take_or_show_error(window: WindowHost, path: Path) -> None:
    """Do with a file of the program's own what its kind is for, or say why not."""
    from pingkou_gui.ui.window import actions as county

    county.take_or_show_error(window, path)


def send_report(window: WindowHost) -> None:
    """Show what is open in the report and pack it to be sent."""
    from pingkou_gui.ui.window import actions as county

    county.send_report(window)


def import_scheme(window: WindowHost) -> None:
    """Ask for a scheme file and offer it to the report that is open."""
    from pingkou_gui.ui.window import actions as county

    county.import_scheme(window)


def offer_newer(window: WindowHost) -> None:
    """Offer the open report the county's other edition, where the county has handed one out."""
    from pingkou_gui.scheme.scheme_reader import FILE

    if (window.folder / FILE).is_file():
        from pingkou_gui.ui.window import actions as county

        county.offer_newer(window)


def edit_scheme(window: WindowHost) -> None:
    """Open the editor on the county's scheme."""
    from pingkou_gui.ui.window import actions as county

    county.edit_scheme(window)


def collect_reports(window: WindowHost) -> None:
    """Open the window that collects what the units sent."""
    from pingkou_gui.ui.window import actions as county

    county.collect_reports(window)


def about(window: WindowHost) -> None:
    """Show versions, licences and the data folder."""
    from pingkou_gui.ui.window import actions as county

    county.about(window)

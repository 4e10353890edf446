"""What the menus ask of this room; each act loads what it needs."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox

from pingkou_gui.domain.record import Record
from pingkou_gui.errors import KnownError
from pingkou_gui.exchange.sending import look_over
from pingkou_gui.file_types import RETURN_PACKAGE
from pingkou_gui.scheme.current import FILE, current_scheme, keep_current
from pingkou_gui.scheme.reader import read_scheme_file
from pingkou_gui.ui.about.about_dialog import AboutDialog
from pingkou_gui.ui.county.collect_window import CollectWindow
from pingkou_gui.ui.county.editor import SchemeEditor
from pingkou_gui.ui.county.files import ask_scheme
from pingkou_gui.ui.county.scheme_offer import SchemeOffer
from pingkou_gui.ui.county.send_dialog import SendDialog
from pingkou_gui.ui.main_window.acts.data_files import take_data, take_package
from pingkou_gui.ui.main_window.faults import tell
from pingkou_gui.ui.main_window.names import file_name

if TYPE_CHECKING:
    from pathlib import Path

    from pingkou_gui.scheme.model import Scheme
    from pingkou_gui.ui.main_window.host import Host


def send_report(window: Host) -> None:
    """Show what is open in the report and pack it to be sent."""
    if window.report is None or not window.report.close():
        return
    session = window.report.session
    ready = look_over(Record(session.report, session.scheme.text))
    folder = window.settings.export_folder
    proposed = folder / file_name(session.facts, RETURN_PACKAGE.extension)
    dialog = SendDialog(ready, proposed, window)
    dialog.exec()
    if dialog.written is not None:
        window.settings.export_folder = dialog.written.parent


def take_file(window: Host, path: Path) -> None:
    """Do with a file what its kind is for: take a scheme, show or open the report of a package or data file.

    Raises:
        KnownError: The file cannot be used.
    """
    if path.suffix.lower() == RETURN_PACKAGE.extension:
        take_package(window, path)
    elif path.suffix.lower() == ".json":
        take_data(window, path)
    else:
        take_scheme_file(window, path)


def take_or_tell(window: Host, path: Path) -> None:
    """Take a file from a timer, where Qt drops an error instead of handing it on."""
    try:
        take_file(window, path)
    except KnownError as error:
        tell(error)


def import_scheme(window: Host) -> None:
    """Ask for a scheme file and offer it to the report that is open."""
    path = ask_scheme(window, window.settings.export_folder)
    if path is not None:
        take_scheme_file(window, path)


def take_scheme_file(window: Host, path: Path) -> None:
    """Keep the scheme of a file for new reports, and offer it to the report that is open.

    Raises:
        KnownError: The file is no scheme, or it cannot be kept.
    """
    scheme = read_scheme_file(path)
    keep_current(window.folder, scheme)
    if window.report is None:
        _tell_kept(window, scheme)
    else:
        offer_scheme(window, scheme)


def offer_scheme(window: Host, scheme: Scheme) -> None:
    """Ask whether the open report shall take another scheme; do so where it shall."""
    if window.report is None or not window.report.close():
        return
    session = window.report.session
    number = session.report_id
    if SchemeOffer(session.scheme, scheme, window).exec():
        window.store.set_scheme(number, scheme.text)
        window.open_report(number)
    else:
        window.settings.leave_scheme(_mark(number, scheme))


def offer_newer(window: Host) -> None:
    """Offer the open report the county's other edition, unless it was left aside before."""
    if window.report is None:
        return
    session = window.report.session
    newer = newer_scheme(window.folder, session.scheme)
    if newer and _mark(session.report_id, newer) not in window.settings.left_schemes:
        offer_scheme(window, newer)


def _mark(number: int, scheme: Scheme) -> str:
    return f"{number}-{hashlib.sha256(scheme.text.encode()).hexdigest()[:16]}"


def newer_scheme(folder: Path, used: Scheme) -> Scheme | None:
    """Return the county's scheme where it is another edition of the one in use, else None."""
    if not (folder / FILE).is_file():
        return None
    kept = current_scheme(folder)
    same_county = kept.name == used.name or (kept.county and kept.county == used.county)
    return kept if same_county and kept.text != used.text else None


def edit_scheme(window: Host) -> SchemeEditor:
    """Open the editor on the county's scheme."""
    editor = SchemeEditor(current_scheme(window.folder), window.settings.export_folder, window)
    editor.show()
    return editor


def collect_reports(window: Host) -> CollectWindow:
    """Open the window that collects what the units sent."""
    collecting = CollectWindow(window.settings.export_folder, window)
    collecting.show()
    return collecting


def about(window: Host) -> None:
    """Show versions, licences and the data folder."""
    used = window.report.session.scheme if window.report is not None else None
    scheme = f"{used.name} {used.version}" if used else ""
    AboutDialog(window.folder, window, scheme=scheme).exec()


def _tell_kept(window: Host, scheme: Scheme) -> None:
    box = QMessageBox(window)
    box.setWindowTitle("县级方案")
    box.setText(f"已导入“{scheme.name} {scheme.version}”")
    box.setInformativeText("以后新建的报告都用它；已有的报告打开后可以再选一次这个文件改用")
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.exec()

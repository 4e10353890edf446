"""Reports as files of data: loaded, and written for safekeeping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.assets import asset
from pingkou_gui.document.target import write_safely
from pingkou_gui.domain.reading import SourceText
from pingkou_gui.domain.record import Record, to_json
from pingkou_gui.domain.report import Report
from pingkou_gui.opening import OpenedWord, open_package
from pingkou_gui.scheme.current import current_scheme
from pingkou_gui.ui.main_window.dialogs import ask_data_file, ask_data_target
from pingkou_gui.ui.main_window.files import SAMPLE, read_record
from pingkou_gui.ui.main_window.names import file_name

if TYPE_CHECKING:
    from pathlib import Path

    from pingkou_gui.ui.main_window.host import Host


def load_file(window: Host) -> None:
    """Make a report of a file the clerk picks."""
    path = ask_data_file(window, window.settings.export_folder)
    if path is not None:
        window.open_report(window.store.create(read_record(path)))


def open_sample(window: Host) -> None:
    """Make a report of the sample and open it."""
    window.open_report(window.store.create(read_record(asset(SAMPLE)), "示例"))


def open_blank(window: Host) -> None:
    """Make an empty report by the county's scheme and open it."""
    scheme = current_scheme(window.folder)
    window.open_report(window.store.create(Record(Report(), scheme.text)))


def take_package(window: Host, path: Path) -> None:
    """Open the report of a return package, beside the one in hand only where it is wanted.

    Raises:
        UnusableFileError: It is no usable package.
    """
    _take(window, open_package(path), path)


def take_data(window: Host, path: Path) -> None:
    """Open the report of a data file, beside the one in hand only where it is wanted.

    Raises:
        UnusableFileError: It holds no report.
    """
    _take(window, OpenedWord(read_record(path), (), SourceText(())), path)


def same_report(window: Host, record: Record) -> int | None:
    """Return the report that holds the same already, None where none does."""
    for known in window.store.summaries():
        if window.store.load(known.id).report == record.report:
            return known.id
    return None


def _take(window: Host, opened: OpenedWord, path: Path) -> None:
    """Open a report at once where none is in hand or known; else show it before."""
    if opened.record is None:
        return
    if window.report is None and not window.store.summaries():
        window.open_report(window.store.create(opened.record, f"打开自 {path.stem[:30]}"))
    else:
        window.offer_report(opened, path.name)


def save_data(window: Host) -> None:
    """Write all that was typed, saved or not, into a file."""
    if window.report is None:
        return
    context = window.report.context
    name = file_name(context.facts, ".json")
    path = ask_data_target(window, window.settings.export_folder / name)
    if path is None:
        return
    record = Record(context.report_as_typed(), context.session.scheme.text)
    write_safely(path, to_json(record).encode())

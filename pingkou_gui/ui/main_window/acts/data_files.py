"""Reports as files of data: loaded, and written for safekeeping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.record import Record, to_json
from pingkou_gui.ui.main_window.dialogs import ask_data_file, ask_data_target
from pingkou_gui.ui.main_window.files import read_record
from pingkou_gui.ui.main_window.names import file_name

if TYPE_CHECKING:
    from pingkou_gui.ui.main_window.host import Host


def load_file(window: Host) -> None:
    """Make a report of a file the clerk picks."""
    path = ask_data_file(window, window.settings.export_folder)
    if path is not None:
        window.open_report(window.store.create(read_record(path)))


def save_data(window: Host) -> None:
    """Write all that was typed, saved or not, into a file."""
    if window.report is None:
        return
    context = window.report.context
    name = file_name(context.facts, ".json")
    path = ask_data_target(window, window.settings.export_folder / name)
    if path is None:
        return
    from pingkou_gui.document.target import write_safely  # noqa: PLC0415 - rarely used

    record = Record(context.report_as_typed(), context.session.scheme.text)
    write_safely(path, to_json(record).encode())

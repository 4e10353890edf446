"""What those who act on the window see of it: its store, its report, its screens."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

from pingkou_gui.data_folder import database_in
from pingkou_gui.store.reports import ReportStore

if TYPE_CHECKING:
    from pathlib import Path

    from pingkou_gui.opening import OpenedWord
    from pingkou_gui.ui.main_window.open_report import OpenReport
    from pingkou_gui.ui.main_window.settings import Settings
    from pingkou_gui.ui.shell import Shell


class Host(QMainWindow):
    """A window over one data folder with one open report at most."""

    shell: Shell
    """Its content."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        super().__init__()
        self.folder, self.settings = folder, settings
        self.report: OpenReport | None = None
        self._store: ReportStore | None = None

    @property
    def store(self) -> ReportStore:
        """The reports of the data folder; opened when first asked for."""
        if self._store is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._store = ReportStore(database_in(self.folder))
        return self._store

    def close_store(self) -> None:
        """Let go of the database."""
        if self._store is not None:
            self._store.close()

    @abstractmethod
    def open_report(self, report_id: int) -> None:
        """Open a report and show the page it was left on."""

    @abstractmethod
    def offer_report(self, opened: OpenedWord, name: str) -> None:
        """Show a report that was handed over as a file, beside the one in hand."""

    @abstractmethod
    def show_start(self) -> None:
        """Show the start screen."""

"""The collecting in a thread of its own: how far it is, how it ended, how to stop it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal, Slot

from pingkou_gui.errors import KnownError
from pingkou_gui.exchange.collecting import collect

if TYPE_CHECKING:
    from pingkou_gui.exchange.collecting import Wanted


class Collector(QThread):
    """Runs one collection."""

    moved = Signal(int, int)
    """Files read, files found."""
    done = Signal(object)
    """An `Outcome`."""
    failed = Signal(object)
    """A `KnownError`, or whatever else went wrong."""

    def __init__(self, wanted: Wanted, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self._stop = threading.Event()

    @Slot()
    def cancel(self) -> None:
        """Stop at the next file; nothing is written then."""
        self._stop.set()

    def run(self) -> None:
        try:
            outcome = collect(self._wanted, self._told)
        except KnownError as error:
            self.failed.emit(error)
        except Exception as error:  # noqa: BLE001 - a thread has nobody above it to tell
            self.failed.emit(error)
        else:
            self.done.emit(outcome)

    def _told(self, read: int, found: int) -> bool:
        self.moved.emit(read, found)
        return not self._stop.is_set()

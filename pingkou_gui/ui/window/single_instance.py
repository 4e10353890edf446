"""From a second start to the window that is open already: come to the front, take this file."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, Slot

if TYPE_CHECKING:
    from pingkou_gui.ui.window.main_window import MainWindow

_FOLDER = "handed"
_FRESH = 60
"""Seconds for which a request counts; an older one was left by a start that came to nothing."""


def forward_to_open_window(data: Path, opened: Path | None) -> None:
    """Ask the window over a data folder to come to the front, and to take a file."""
    place = data / _FOLDER
    with suppress(OSError):  # then nobody comes to the front; the sentence is said all the same
        place.mkdir(exist_ok=True, mode=0o700)
        unseen = place / f"{os.getpid()}.part"
        unseen.write_text(str(opened.absolute()) if opened else "", "utf-8", "surrogatepass")
        unseen.replace(unseen.with_suffix(".txt"))


class SecondStartRequests(QObject):
    """What later starts of the program ask of the window."""

    def __init__(self, window: MainWindow) -> None:
        """Watch the data folder of the window."""
        super().__init__(window)
        self._window, self._place = window, window.folder / _FOLDER
        with suppress(OSError):
            self._place.mkdir(exist_ok=True, mode=0o700)
        self._watcher = QFileSystemWatcher([str(self._place)], self)
        self._watcher.directoryChanged.connect(self._look)
        self._look()

    @Slot()
    def _look(self) -> None:
        for path in sorted(self._place.glob("*.txt")):
            with suppress(OSError, ValueError):
                fresh = time.time() - path.stat().st_mtime < _FRESH
                name = path.read_text("utf-8", "surrogatepass")
                path.unlink()
                if fresh:
                    self._come_forward(name)

    def _come_forward(self, name: str) -> None:
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
        if name:
            window.take_later(Path(name))

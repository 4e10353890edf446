"""Files dropped onto the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

if TYPE_CHECKING:
    from pingkou_gui.importers.last_year import Years
    from pingkou_gui.ui.main_window.window import MainWindow

_KNOWN = frozenset({".docx", ".txt", ".xlsx", ".xls", ".doc", ".wps", ".et", ".pdf", ".xlsm"})


def accept_drops(window: MainWindow) -> None:
    """Read files that are dropped onto the window: imported, or examined on that screen."""
    window.setAcceptDrops(True)
    window.installEventFilter(_Drops(window))


def dropped_file(data: QMimeData) -> Path | None:
    """Return the first file dropped that looks like a document."""
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() in _KNOWN), None)


class _Drops(QObject):
    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent | QDragMoveEvent | QDropEvent):
            path = dropped_file(event.mimeData())
            if path is not None:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    # whoever dropped it waits for the event to end
                    QTimer.singleShot(0, self, lambda: self._take(path))
                return True
        return super().eventFilter(watched, event)

    def _take(self, path: Path) -> None:
        if self._window.checkups.is_shown:
            self._window.checkups.read(path)
        else:
            years: Years = "auto" if self._window.report is not None else "last"
            self._window.imports.read(path, years)

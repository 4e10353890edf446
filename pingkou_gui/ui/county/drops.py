"""Files of the program's own, dropped on its window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from pingkou_gui.file_types import FILE_TYPES
from pingkou_gui.ui.county.acts import take_file

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from pingkou_gui.ui.main_window.window import MainWindow

_KINDS = tuple(kind.extension for kind in FILE_TYPES)


class FileDrops(QObject):
    """Takes a scheme or a package that is dropped anywhere on the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent):
            path = own_file(event.mimeData())
            if path is None:
                return super().eventFilter(watched, event)
            event.acceptProposedAction()
            if not isinstance(event, QDragEnterEvent) and event.type() is QEvent.Type.Drop:
                # later: the dialog must not hold up the program the file is dragged from
                QTimer.singleShot(0, self, lambda: take_file(self._window, path))
            return True
        return super().eventFilter(watched, event)


def own_file(data: QMimeData) -> Path | None:
    """Return the first file of ours among what is dragged, None where there is none."""
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() in _KINDS), None)

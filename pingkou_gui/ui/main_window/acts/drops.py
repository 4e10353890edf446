"""Files dropped onto the window: the program's own kinds, and documents to be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

from pingkou_gui.file_types import FILE_TYPES
from pingkou_gui.ui.kit import later
from pingkou_gui.ui.main_window.acts.county import take_or_tell

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from pingkou_gui.ui.main_window.host import Host

OWN = frozenset(kind.extension for kind in FILE_TYPES)
DOCUMENTS = frozenset({".docx", ".txt", ".xlsx", ".xls", ".doc", ".wps", ".et", ".pdf", ".xlsm"})


def dropped(data: QMimeData, endings: Collection[str]) -> Path | None:
    """Return the first local file dropped that has one of the endings, None without one."""
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() in endings), None)


class Drops(QObject):
    """Takes what is dropped anywhere on the window; a file of the program's own goes first."""

    def __init__(self, window: Host, read: Callable[[Path], None]) -> None:
        """Listen to the window; `read` is given documents."""
        super().__init__(window)
        self._window, self._read = window, read
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDragEnterEvent | QDragMoveEvent | QDropEvent):
            return super().eventFilter(watched, event)
        own = dropped(event.mimeData(), OWN)
        path = own or dropped(event.mimeData(), DOCUMENTS)
        if path is None:
            return super().eventFilter(watched, event)
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            # later: whoever dropped it waits for the event to end
            later(self, lambda: self._take(path))
        return True

    def _take(self, path: Path) -> None:
        if path.suffix.lower() in OWN:
            take_or_tell(self._window, path)
        else:
            self._read(path)

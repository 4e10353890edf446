"""Files dropped onto the window: the program's own kinds, and documents to be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

from pingkou_gui.errors import KnownError
from pingkou_gui.file_types import FILE_TYPES
from pingkou_gui.ui.kit import later
from pingkou_gui.ui.main_window import on_demand
from pingkou_gui.ui.main_window.faults import tell

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from pingkou_gui.ui.main_window.host import Host

OWN = frozenset((*(kind.extension for kind in FILE_TYPES), ".json"))
DOCUMENTS = frozenset({".docx", ".txt", ".xlsx", ".xls", ".doc", ".wps", ".et", ".pdf", ".xlsm"})
_MOST_NAMED = 3


def dropped(data: QMimeData, endings: Collection[str]) -> Path | None:
    """Return the first local file dropped that has one of the endings, None without one."""
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() in endings), None)


def more_than_one(data: QMimeData, taken: Path) -> KnownError | None:
    """Return what is said where more files were dropped than the one that is taken."""
    names = [Path(url.toLocalFile()).name for url in data.urls() if url.isLocalFile()]
    if len(names) < 2:
        return None
    rest = [name for name in names if name != taken.name]
    listed = "、".join(f"“{name}”" for name in rest[:_MOST_NAMED])
    more = " 等" if len(rest) > _MOST_NAMED else ""
    return KnownError(
        f"一次只读一个文件，拖来了 {len(names)} 个", f"现在读“{taken.name}”；{listed}{more}接着再拖"
    )


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
            more = more_than_one(event.mimeData(), path)
            later(self, lambda: self._take(path, more))
        return True

    def _take(self, path: Path, more: KnownError | None) -> None:
        if more is not None:
            tell(more)
        if path.suffix.lower() in OWN:
            on_demand.take_or_tell(self._window, path)
        else:
            self._read(path)

"""What those who act on the window see of it, and what is dropped onto it."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtWidgets import QFrame, QLabel, QMainWindow

from pingkou_gui.errors import KnownError
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.paths import FILE_TYPES
from pingkou_gui.store.backups import open_reports
from pingkou_gui.store.database import WINDOW_WAIT
from pingkou_gui.ui.error_dialogs import show_error
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import call_later, set_look
from pingkou_gui.ui.window.on_demand import take_or_show_error

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from PySide6.QtGui import QDropEvent
    from PySide6.QtWidgets import QWidget

    from pingkou_gui.reopen import OpenedWord
    from pingkou_gui.report.report import Report
    from pingkou_gui.store.database import DataFolderLock
    from pingkou_gui.store.reports import ReportStore, Summary
    from pingkou_gui.ui.settings import Settings
    from pingkou_gui.ui.window.open_report import OpenReport
    from pingkou_gui.ui.window.shell import Shell


# Files dropped onto the window: the program's own kinds, and documents to be read.


OWN = frozenset((*(kind.extension for kind in FILE_TYPES), ".json"))
DOCUMENTS = frozenset({".docx", ".txt", ".xlsx", ".xls", ".doc", ".wps", ".et", ".pdf", ".xlsm"})
_MOST_NAMED = 3


def dropped(data: QMimeData, endings: Collection[str]) -> Path | None:
    """Return the first local file dropped that has one of the endings, None without one."""
    return next(iter(all_dropped(data, endings)), None)


def all_dropped(data: QMimeData, endings: Collection[str]) -> tuple[Path, ...]:
    """Return the local files dropped that have one of the endings."""
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return tuple(path for path in paths if path.suffix.lower() in endings)


def passed_over(data: QMimeData) -> KnownError | None:
    """Return what is said of dropped files that nothing reads, None where there are none."""
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    others = [path.name for path in paths if path.suffix.lower() not in OWN | DOCUMENTS]
    if not others:
        return None
    listed = "、".join(f"“{name}”" for name in others[:_MOST_NAMED])
    more = f"等 {len(others)} 个" if len(others) > _MOST_NAMED else ""
    return KnownError(
        f"{listed}{more}没有读：不是文档，也不是表格",
        "能读的是 Word、WPS、Excel、PDF 和文本文件；图片里的字先抄成文字或表格",
    )


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


class DropMark(QLabel):
    """Lies over a page while a file is held above it, and says what letting go will do."""

    def __init__(self, window: QWidget) -> None:
        """Make the mark of a window, out of sight."""
        super().__init__("松开就读入这个文件", window)
        set_look(self, "kind", "drop")
        set_look(self, "over", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hide()

    def cover(self, widget: QWidget) -> None:
        """Lie over a widget of the window."""
        self.setFont(theme().font(TypeRole.HEAD))
        self.setGeometry(widget.geometry())
        self.raise_()


class DropActions(QObject):
    """Takes what is dropped anywhere on the window; a file of the program's own goes first."""

    def __init__(self, window: WindowHost, read: Callable[[Sequence[Path]], None]) -> None:
        """Serve the window; `read` is given documents, all that were dropped together."""
        super().__init__(window)
        self._window, self._read = window, read
        self._mark = DropMark(window)
        window.setAcceptDrops(True)

    def take(self, event: QDropEvent, *, dropped_now: bool = False) -> None:
        """Accept files that are held over the window, or dropped now; what none reads is said."""
        if not any(url.isLocalFile() for url in event.mimeData().urls()):
            event.ignore()
            return
        event.acceptProposedAction()
        self._show_over(over=not dropped_now)
        if dropped_now:
            self.take_files(event.mimeData())

    def take_files(self, data: QMimeData) -> bool:
        """Take files that were dropped or pasted; return whether there are any."""
        own, documents = dropped(data, OWN), all_dropped(data, DOCUMENTS)
        unread = passed_over(data) if own is None else None
        # later: whoever dropped it waits for the event to end
        if own is not None:
            more = more_than_one(data, own)
            call_later(self, lambda: self._take(own, more))
        elif documents or unread is not None:
            call_later(self, lambda: self._read_documents(documents, unread))
        return own is not None or bool(documents) or unread is not None

    def _read_documents(self, documents: tuple[Path, ...], unread: KnownError | None) -> None:
        if unread is not None:
            show_error(unread)
        if documents:
            self._read(documents)

    def leave(self) -> None:
        """Note that nothing is held over the window any more."""
        self._show_over(over=False)

    def _show_over(self, *, over: bool) -> None:
        """Mark where the file will go while it is held over the window, all of it if nowhere else."""
        frames: list[QFrame] = list(self._window.findChildren(QFrame))
        areas = [each for each in frames if hasattr(each, "set_over") and each.isVisible()]
        for area in areas:
            cast("Any", area).set_over(over)
        if over and not areas:
            self._mark.cover(self._window.centralWidget())
        self._mark.setVisible(over and not areas)

    def _take(self, path: Path, more: KnownError | None) -> None:
        if more is not None:
            show_error(more)
        take_or_show_error(self._window, path)


# What those who act on the window see of it: its store, its report, its screens.


class WindowHost(QMainWindow):
    """A window over one data folder with one open report at most."""

    shell: Shell
    """Its content."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        super().__init__()
        self.folder, self.settings = folder, settings
        self.report: OpenReport | None = None
        self._store: ReportStore | None = None
        self.lock: DataFolderLock | None = None
        """What keeps other windows and commands from the folder."""

    @property
    def store(self) -> ReportStore:
        """The reports of the data folder; opened when first asked for."""
        if self._store is None:
            self._store = open_reports(self.folder, wait=WINDOW_WAIT)
        return self._store

    @property
    def has_store(self) -> bool:
        """Whether the database was opened; asking `store` opens it."""
        return self._store is not None

    def replace_store(self, store: ReportStore) -> None:
        """Go on with another opened database."""
        self._store = store

    def close_store(self) -> None:
        """Let go of the database."""
        if self._store is not None:
            self._store.close()

    def reset_store(self) -> None:
        """Let go of the database, so that it is opened anew when it is asked for."""
        self.close_store()
        self._store = None

    @abstractmethod
    def open_report(self, report_id: int) -> None:
        """Open a report and show the page it was left on."""

    @abstractmethod
    def offer_report(self, opened: OpenedWord, name: str) -> None:
        """Show a report that was handed over as a file, beside the one in hand."""

    def same_year(self, report: Report, besides: int | None = None) -> Summary | None:
        """Return the report of the same unit and year, None where there is none besides."""
        unit, year = report[Unit.name.at()], report[Unit.year.at()]
        known = (s for s in self.store.summaries() if year and s.year == str(year))
        return next((s for s in known if s.unit == (unit or "") and s.id != besides), None)

    @abstractmethod
    def show_year(self) -> None:
        """Show the five steps of a new year."""

    @abstractmethod
    def begin_year(self, report_id: int) -> None:
        """Begin the year after that of a report."""

    @abstractmethod
    def show_start(self) -> None:
        """Show the start screen."""

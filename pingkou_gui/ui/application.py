"""The application: Qt, theme, error handler, window; a second start, the end of the session."""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QFileSystemWatcher,
    QLibrary,
    QLibraryInfo,
    QObject,
    QSocketNotifier,
    Qt,
    QTimer,
    Slot,
)
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from pingkou_gui import __version__
from pingkou_gui.desktop import missing_library
from pingkou_gui.errors import KnownError
from pingkou_gui.paths import asset
from pingkou_gui.store.database import DataFolderLock
from pingkou_gui.ui.error_dialogs import ErrorReporter, show_error
from pingkou_gui.ui.settings import Settings
from pingkou_gui.ui.theme import STYLE, install_theme, speak_chinese, theme
from pingkou_gui.ui.widgets.base import call_later
from pingkou_gui.ui.window.main_window import DRAWN, MainWindow
from pingkou_gui.ui.window.side_panes import TEXT

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QSessionManager


# The desktop's session ends: log-off, shutdown, a polite kill. All is saved, nothing is asked.


_SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")


class SessionEnd(QObject):
    """Hears that the program shall end, from the desktop or by a signal.

    A signal is acted on by the event loop, never in the middle of something: what is being
    written when it comes is written to its end.
    """

    def __init__(self, window: MainWindow, finish: Callable[[], object]) -> None:
        """Listen for a window until `release`.

        Args:
            window: What is saved and closed.
            finish: Ends the event loop after that, with every dialog that waits for an answer.
        """
        super().__init__(window)
        self._window, self._finish = window, finish
        self._before: dict[int, object] = {}
        self._ends: tuple[int, int] | None = None
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):  # answered before the desktop goes on
            app.commitDataRequest.connect(self.save_all, Qt.ConnectionType.DirectConnection)
        if os.name == "posix":
            self._listen()

    def _listen(self) -> None:
        reading, writing = os.pipe()
        for end in (reading, writing):
            os.set_blocking(end, False)
        self._ends = reading, writing
        signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        for name in _SIGNALS:
            number = getattr(signal, name)
            self._before[number] = signal.signal(number, lambda *_: None)
        self._notifier = QSocketNotifier(reading, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._signalled)

    def release(self) -> None:
        """Let signals do again what they did before."""
        if self._ends is None:
            return
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for number, before in self._before.items():
            signal.signal(number, before)  # type: ignore[arg-type]  # what `signal` returned
        for end in self._ends:
            os.close(end)
        self._ends = None

    @Slot("QSessionManager&")  # type: ignore[arg-type]  # a name of Qt's, as PySide takes it
    def save_all(self, manager: QSessionManager) -> None:
        """Save what stands in the window; where that fails, ask the desktop to wait for the clerk."""
        if not self._window.safekeeper.save_all() and manager.allowsInteraction():
            manager.cancel()

    @Slot()
    def _signalled(self) -> None:
        if self._ends is not None:
            with suppress(BlockingIOError):
                os.read(self._ends[0], 64)
            self._window.safekeeper.end()
            self._finish()


# From a second start to the window that is open already: come to the front, take this file.


_FOLDER = "handed"
_MARGIN = 10.0
"""Seconds by which the time of a file may be off: some disks know it to two seconds."""


def forward_to_open_window(data: Path, opened: Path | None) -> None:
    """Ask the window over a data folder to come to the front, and to take a file."""
    place = data / _FOLDER
    with suppress(OSError):  # then nobody comes to the front; the sentence is said all the same
        place.mkdir(exist_ok=True, mode=0o700)
        unseen = place / f"{os.getpid()}.part"
        unseen.write_text(str(opened.absolute()) if opened else "", "utf-8", "surrogatepass")
        unseen.replace(unseen.with_suffix(".txt"))


def _drop_old_requests(data: Path, before: float) -> None:
    """Forget what was asked of a window that ended before it looked, `before` this one began.

    Later requests count, however long the window takes until it can look for them.
    """
    for path in (data / _FOLDER).glob("*.txt"):
        with suppress(OSError):
            if path.stat().st_mtime < before - _MARGIN:
                path.unlink()


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
                name = path.read_text("utf-8", "surrogatepass")
                path.unlink()
                self._come_forward(name)

    def _come_forward(self, name: str) -> None:
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
        if name:
            window.take_later(Path(name))


if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = "pingkou-gui"
"""What the program is called towards the system: the name of its menu entry too."""
_ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)


def run_window(data: Path, *, quit_after_show: bool = False, opened: Path | None = None) -> int:
    """Show the window over a data folder until it is closed; return the exit code.

    `opened` is a file of the program's own that was double-clicked.
    The report is opened before the window shows, so that it is laid out and drawn once. With
    `quit_after_show` it closes as soon as it could be used.
    """
    require_x11_plugin()
    app = QApplication.instance() or QApplication([*sys.argv[:1], *STYLE])
    if not isinstance(app, QApplication):
        raise TypeError(type(app))
    set_application_identity(app)
    faults = ErrorReporter(data)
    faults.install()
    speak_chinese(app)
    settings = Settings(data)
    settings.begin_with(TEXT)
    install_theme(app, settings.appearance, settings.percent, sheet_now=False)
    theme().set_white_paper(settings.white_paper)
    held = take_folder(data, opened)
    if held is None:
        return 1
    window = MainWindow(data, settings)
    window.lock = held
    if not _open_first_report(window, faults):
        return 1
    theme().put_on_sheet()
    window.show()
    if opened is not None:
        window.take_later(opened)
    end = SessionEnd(window, app.exit)
    QTimer.singleShot(0, window, lambda: _follow_up(window))
    if quit_after_show:
        QTimer.singleShot(0, window, lambda: QTimer.singleShot(0, window, window.close))
    code = app.exec()
    end.release()
    settings.keep()
    held.release()
    return code


def require_x11_plugin() -> None:
    """Return where Qt's plugin for X11 can be loaded, or is not the one that Qt will take.

    Raises:
        KnownError: A library of the system that the plugin needs is missing; Qt would end the
            process over it.
    """
    others = os.environ.get("QT_QPA_PLATFORM") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform != "linux" or others:
        return
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    plugin = QLibrary(str(plugins / "platforms" / "libqxcb.so"))
    known = None if plugin.load() else missing_library(plugin.errorString())
    if known is not None:
        raise known


def asks_for_fcitx(platform: str, variables: Mapping[str, str]) -> bool:
    """Return whether the environment of an X11 desktop names fcitx as its input method."""
    names = ("QT_IM_MODULE", "XMODIFIERS", "GTK_IM_MODULE")
    return platform == "xcb" and any("fcitx" in variables.get(name, "") for name in names)


def _follow_up(window: MainWindow) -> None:
    """Collect waste again, and hear later starts; the rest waits until the page is drawn."""
    gc.freeze()
    gc.enable()
    if not window.isVisible():
        return
    SecondStartRequests(window)
    app = QApplication.instance()
    if isinstance(app, QApplication) and asks_for_fcitx(app.platformName(), os.environ):
        from pingkou_gui.ui.fcitx import follow_fcitx  # noqa: PLC0415 - most desktops have none

        follow_fcitx(app)
    call_later(window, lambda: _complete(window), DRAWN)


def _complete(window: MainWindow) -> None:
    """Do what a window that can be used already does not wait for: its icon, what is to be told."""
    set_program_icon()
    window.safekeeper.warn_of_place()
    window.safekeeper.show_unsaved_files()


def take_folder(data: Path, opened: Path | None) -> DataFolderLock | None:
    """Take the data folder for this window; where another has it, say so and return None.

    Two windows on one report would each save over what the other has not seen.
    """
    began = time.time()
    try:
        held = DataFolderLock.acquire(data)
    except KnownError as error:
        show_error(error)
        return None
    if held is not None:
        _drop_old_requests(data, began)
    else:
        forward_to_open_window(data, opened)
        file = f"“{opened.name}”已交给它，" if opened is not None else ""
        show_error(KnownError(f"程序已经打开着“{data}”里的报告", f"{file}到已经打开的窗口里继续"))
    return held


def set_application_identity(app: QApplication) -> None:
    """Tell the desktop whose windows these are."""
    app.setApplicationName(NAME)
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(NAME)


def set_program_icon() -> None:
    """Give every window of the program its icon."""
    QApplication.setWindowIcon(program_icon())


def program_icon() -> QIcon:
    """Return the icon of the windows; a size is read when it is drawn."""
    icon = QIcon()
    for size in _ICON_SIZES:
        icon.addFile(str(asset(f"icons/{NAME}-{size}.png")))
    return icon


def _open_first_report(window: MainWindow, faults: ErrorReporter) -> bool:
    """Open the report; what the handler would tell within the event loop is told here too."""
    try:
        return window.begin()
    except Exception as error:  # noqa: BLE001 - the handler tells known from unknown
        faults.caught(type(error), error, error.__traceback__)
        return True

"""The application: Qt, theme, the one error handler, the window."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibrary, QLibraryInfo, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from pingkou_gui import __version__
from pingkou_gui.desktop import missing_library
from pingkou_gui.errors import KnownError
from pingkou_gui.paths import asset
from pingkou_gui.store.database import DataFolderLock
from pingkou_gui.ui.error_dialogs import ErrorReporter, show_error
from pingkou_gui.ui.settings import Settings
from pingkou_gui.ui.theme import STYLE, install_theme, speak_chinese, theme
from pingkou_gui.ui.window.main_window import MainWindow
from pingkou_gui.ui.window.session_end import SessionEnd
from pingkou_gui.ui.window.single_instance import SecondStartRequests, forward_to_open_window

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
    install_theme(app, settings.appearance, settings.percent, sheet_now=False)
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
    """Do what the first picture does not wait for: hear later starts, collect waste again."""
    gc.freeze()
    gc.enable()
    if not window.isVisible():
        return
    SecondStartRequests(window)
    app = QApplication.instance()
    if isinstance(app, QApplication) and asks_for_fcitx(app.platformName(), os.environ):
        from pingkou_gui.ui.fcitx import follow_fcitx  # noqa: PLC0415 - most desktops have none

        follow_fcitx(app)
    window.safekeeper.warn_of_place()
    window.safekeeper.show_unsaved_files()


def take_folder(data: Path, opened: Path | None) -> DataFolderLock | None:
    """Take the data folder for this window; where another has it, say so and return None.

    Two windows on one report would each save over what the other has not seen.
    """
    try:
        held = DataFolderLock.acquire(data)
    except KnownError as error:
        show_error(error)
        return None
    if held is None:
        forward_to_open_window(data, opened)
        file = f"“{opened.name}”已交给它，" if opened is not None else ""
        show_error(KnownError(f"程序已经打开着“{data}”里的报告", f"{file}到已经打开的窗口里继续"))
    return held


def set_application_identity(app: QApplication) -> None:
    """Tell the desktop whose windows these are."""
    app.setApplicationName(NAME)
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(NAME)
    app.setWindowIcon(program_icon())


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

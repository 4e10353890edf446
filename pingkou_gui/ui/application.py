"""The application: Qt, theme, the one error handler, the window."""

from __future__ import annotations

import gc
import sys
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from pingkou_gui import __version__
from pingkou_gui.assets import asset
from pingkou_gui.errors import KnownError
from pingkou_gui.ui.main_window.faults import Faults, tell
from pingkou_gui.ui.main_window.settings import Settings
from pingkou_gui.ui.main_window.window import MainWindow
from pingkou_gui.ui.theme import STYLE, install_theme, theme
from pingkou_gui.ui.theme.chinese import speak_chinese

if TYPE_CHECKING:
    from pathlib import Path

    from pingkou_gui.store.holding import Holding

NAME = "pingkou-gui"
"""What the program is called towards the system: the name of its menu entry too."""
_ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)
_DRAWN = 30
"""Milliseconds after which the window stands on the screen."""


def run_window(data: Path, *, quit_after_show: bool = False, opened: Path | None = None) -> int:
    """Show the window over a data folder until it is closed; return the exit code.

    `opened` is a file of the program's own that was double-clicked.
    The report is opened before the window shows, so that it is laid out and drawn once. With
    `quit_after_show` it closes as soon as it could be used.
    """
    app = QApplication.instance() or QApplication([*sys.argv[:1], *STYLE])
    if not isinstance(app, QApplication):
        raise TypeError(type(app))
    introduce(app)
    faults = Faults(data)
    faults.install()
    speak_chinese(app)
    settings = Settings(data)
    install_theme(app, settings.appearance, settings.percent, sheet_now=False)
    held = take_folder(data, opened)
    if held is None:
        return 1
    window = MainWindow(data, settings)
    if not _begun(window, faults):
        return 1
    theme().put_on_sheet()
    window.show()
    if opened is not None:
        window.take_later(opened)
    QTimer.singleShot(0, window, lambda: QTimer.singleShot(_DRAWN, window, lambda: _settle(window)))
    if quit_after_show:
        QTimer.singleShot(0, window, lambda: QTimer.singleShot(0, window, window.close))
    code = app.exec()
    gc.freeze()  # all of it goes with the process; nothing is left to search for garbage
    settings.keep()
    held.release()
    if app.clipboard().ownsClipboard():
        app.shutdown()  # hands over to the system what was copied
    return code


def take_folder(data: Path, opened: Path | None) -> Holding | None:
    """Take the data folder for this window; where another has it, say so and return None.

    Two windows on one report would each save over what the other has not seen.
    """
    from pingkou_gui.store.holding import hold  # noqa: PLC0415 - with the rest of the store

    held = hold(data)
    if held is None:
        from pingkou_gui.ui.main_window.handing import hand_over  # noqa: PLC0415 - rarely used

        hand_over(data, opened)
        file = f"“{opened.name}”已交给它，" if opened is not None else ""
        tell(KnownError(f"程序已经打开着“{data}”里的报告", f"{file}到已经打开的窗口里继续"))
    return held


def introduce(app: QApplication) -> None:
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


def _begun(window: MainWindow, faults: Faults) -> bool:
    """Open the report; what the handler would tell within the event loop is told here too."""
    try:
        return window.begin()
    except Exception as error:  # noqa: BLE001 - the handler tells known from unknown
        faults.caught(type(error), error, error.__traceback__)
        return True


def _settle(window: MainWindow) -> None:
    """Do what the first picture did not wait for, unless the window is closed already."""
    if not window.isVisible():
        return
    gc.freeze()
    gc.enable()
    threading.Thread(target=_load_rest, daemon=True).start()
    from pingkou_gui.ui.main_window.handing import Requests  # noqa: PLC0415 - start-up counts

    Requests(window)


def _load_rest() -> None:
    """Load what the first edit and the checks need, while the clerk looks at the page."""
    import pingkou_gui.domain.checks  # noqa: F401, PLC0415 - loading it is all that is wanted
    from pingkou_gui.store.database import load_writing  # noqa: PLC0415 - start-up counts

    load_writing()

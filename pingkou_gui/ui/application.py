"""The application: Qt, theme, the one error handler, the window."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from pingkou_gui import __version__
from pingkou_gui.ui.main_window.faults import Faults
from pingkou_gui.ui.main_window.settings import Settings
from pingkou_gui.ui.main_window.window import MainWindow
from pingkou_gui.ui.theme import install_theme
from pingkou_gui.ui.theme.chinese import speak_chinese

if TYPE_CHECKING:
    from pathlib import Path


def run_window(data: Path, *, quit_after_show: bool = False) -> int:
    """Show the window over a data folder until it is closed; return the exit code.

    With `quit_after_show` it closes as soon as it could be used.
    """
    _warm_up()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError(type(app))
    app.setApplicationName("pingkou-gui")
    app.setApplicationVersion(__version__)
    faults = Faults(data)
    faults.install()
    speak_chinese(app)
    settings = Settings(data)
    install_theme(app, settings.appearance, settings.percent)
    window = MainWindow(data, settings)
    window.show()
    QTimer.singleShot(0, window, window.begin)
    if quit_after_show:
        QTimer.singleShot(0, window, lambda: QTimer.singleShot(0, window, window.close))
    return app.exec()


def _warm_up() -> None:
    """Load the store's libraries while Qt builds the window."""
    threading.Thread(target=_load_store, daemon=True).start()


def _load_store() -> None:
    import pingkou_gui.store.reports  # noqa: F401, PLC0415 - loading it is all that is wanted

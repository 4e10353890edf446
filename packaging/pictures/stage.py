"""What every picture needs: the window, waiting for a condition, grabbing what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from pingkou_gui.ui.window.main_window import MainWindow

SIZES = {"1366x768": (1366, 697), "1280x720": (1280, 649)}
"""What office screens leave to a program, without title bar and task bar."""
_LOOK = 20
_QUIET = 250
_PATIENCE = 240


class Stage:
    """The window under the look of the moment; writes pictures into one folder."""

    def __init__(self, window: MainWindow, folder: Path, sources: Path) -> None:
        """Picture `window` into `folder`; files to be read are written into `sources`."""
        self.window, self.folder, self.sources = window, folder, sources
        self.look = ""
        self.size = SIZES["1366x768"]
        self.report = -1

    def until(self, condition: Callable[[], bool], seconds: float = _PATIENCE) -> None:
        """Let the window and its threads work until `condition` holds.

        Raises:
            TimeoutError: It does not hold after so many seconds.
        """
        loop, look, limit = QEventLoop(), QTimer(interval=_LOOK), QTimer(singleShot=True)
        look.timeout.connect(lambda: loop.quit() if condition() else None)
        limit.timeout.connect(lambda: loop.exit(1))
        look.start()
        limit.start(round(seconds * 1000))
        if not condition() and loop.exec() and not condition():
            raise TimeoutError(f"nothing came within {seconds} s")

    def settle(self, milliseconds: int = _QUIET) -> None:
        """Let what was begun be drawn."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop, loop.quit)
        loop.exec()

    def shoot(self, name: str, widget: QWidget | None = None) -> None:
        """Write a picture of the window, or of another one."""
        if widget is None:
            widget = self.window
            widget.resize(*self.size)
        self.settle()
        target = self.folder / f"{self.look}-{name}.png"
        widget.grab().save(str(target))
        wide, high = widget.width(), widget.height()
        told = "" if wide <= self.size[0] and high <= self.size[1] else "  larger than the screen"
        print(f"{target} {wide} x {high}{told}")

    def shoot_dialog(self, name: str, act: Callable[[], object]) -> None:
        """Write a picture of the dialog that `act` waits for, and send it away."""

        def picture() -> None:
            try:
                self.until(lambda: QApplication.activeModalWidget() is not None)
                dialog = QApplication.activeModalWidget()
                self.shoot(name, dialog)
            finally:
                dialog = QApplication.activeModalWidget()
                if isinstance(dialog, QDialog):
                    dialog.done(QDialog.DialogCode.Rejected)  # unlike `reject`, asks nothing

        QTimer.singleShot(_QUIET, self.window, picture)
        act()

    def open_sample(self) -> None:
        """Have the sample report in the window, with all that is to be said of it."""
        self.window.activateWindow()
        self.window.open_report(self.report)
        self.settle()
        self.until_checked()

    def until_checked(self) -> None:
        """Wait until no page of the report says that it is still being checked."""
        self.until(lambda: self.window.report.watch.settled)

"""The desktop's session ends: log-off, shutdown, a polite kill. All is saved, nothing is asked."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Slot
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QSessionManager

    from pingkou_gui.ui.window.main_window import MainWindow

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
        heard, told = os.pipe()
        for end in (heard, told):
            os.set_blocking(end, False)
        self._ends = heard, told
        signal.set_wakeup_fd(told, warn_on_full_buffer=False)
        for name in _SIGNALS:
            number = getattr(signal, name)
            self._before[number] = signal.signal(number, lambda *_: None)
        self._notifier = QSocketNotifier(heard, QSocketNotifier.Type.Read, self)
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

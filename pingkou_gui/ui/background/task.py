"""A piece of work in a thread; its result is fetched by the window, never pushed into it."""

from __future__ import annotations

import sys
import threading
from collections import deque
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOK = 15
"""Milliseconds between looks for the result."""
_TURN = 0.0005
"""Seconds the window waits at most for its turn; Python's own 5 ms, many times a key, are felt."""


class Task(QObject):
    """Runs a function that touches no widget and nothing the window changes meanwhile."""

    done = Signal(object)
    """The function has returned this."""
    failed = Signal(object)
    """The function has raised this exception."""

    def __init__(self, work: Callable[[], Any], parent: QObject) -> None:
        """Begin at once; the task goes with `parent`, or once it has told its result."""
        super().__init__(parent)
        sys.setswitchinterval(_TURN)
        self._result: deque[tuple[bool, Any]] = deque(maxlen=1)
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        threading.Thread(target=_run, args=(work, self._result), daemon=True).start()

    def forget(self) -> None:
        """Let the work run out unheard."""
        self._timer.stop()
        self.deleteLater()

    @Slot()
    def _look(self) -> None:
        try:
            good, result = self._result.pop()
        except IndexError:
            return
        self.forget()
        (self.done if good else self.failed).emit(result)


def _run(work: Callable[[], Any], into: deque[tuple[bool, Any]]) -> None:
    try:
        into.append((True, work()))
    except Exception as error:  # noqa: BLE001 - handed over to whoever asked for the work
        into.append((False, error))

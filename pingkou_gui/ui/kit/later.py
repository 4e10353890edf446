"""An act put off until the events at hand are done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable


def later(owner: QObject, act: Callable[[], object], ms: int = 0) -> None:
    """Act in `ms` milliseconds, unless the owner has gone by then.

    `QTimer.singleShot` with a context swallows what is raised (PySide 6.8.3); what is raised
    here reaches the one error handler.
    """
    timer = QTimer(owner, singleShot=True, interval=ms)
    timer.timeout.connect(timer.deleteLater)
    timer.timeout.connect(act)
    timer.start()

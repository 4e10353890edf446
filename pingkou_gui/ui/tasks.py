"""Work in the background: a task in a thread, and the dialog that waits for it."""

from __future__ import annotations

import sys
import threading
from collections import deque
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from pingkou_gui.cancellation import CancelledError, listen_to
from pingkou_gui.ui.theme import theme
from pingkou_gui.ui.widgets.base import on_theme_change, set_look
from pingkou_gui.ui.widgets.controls import Button
from pingkou_gui.ui.widgets.labels import WrappedText
from pingkou_gui.ui.widgets.layout import Card

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent


# A piece of work in a thread; its result is fetched by the window, never pushed into it.


_LOOK = 15
"""Milliseconds between looks for the result."""
_TURN = 0.0005
"""Seconds the window waits at most for its turn; Python's own 5 ms, many times a key, are felt."""


class BackgroundTask(QObject):
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
        self._unwanted = threading.Event()
        threading.Thread(
            target=_run, args=(work, self._result, self._unwanted), daemon=True
        ).start()

    def forget(self) -> None:
        """Let the work run out unheard."""
        self._timer.stop()
        self.deleteLater()

    def stop(self) -> None:
        """Have the work break off at its next step; what it has opened is closed on the way."""
        self._unwanted.set()
        self.forget()

    @Slot()
    def _look(self) -> None:
        try:
            good, result = self._result.pop()
        except IndexError:
            return
        self.forget()
        (self.done if good else self.failed).emit(result)


def _run(work: Callable[[], Any], into: deque[tuple[bool, Any]], unwanted: threading.Event) -> None:
    listen_to(unwanted)
    try:
        into.append((True, work()))
    except CancelledError:
        return
    except Exception as error:  # noqa: BLE001 - handed over to whoever asked for the work
        into.append((False, error))


# What is shown while something takes longer than a moment: a bar, and 取消.


PATIENCE = 500
"""Milliseconds without a word."""


class WaitingDialog(QFrame):
    """Covers a window while its task runs; nothing else can be begun meanwhile."""

    done = Signal(object)
    """The task has this result."""
    failed = Signal(object)
    """The task has raised this exception."""
    cancelled = Signal()
    """The clerk does not want to wait."""

    def __init__(self, over: QWidget, words: str, work: Callable[[], Any]) -> None:
        """Run `work`; after half a second say `words` over the widget `over`."""
        super().__init__(over)
        set_look(self, "kind", "plain")
        self._task = BackgroundTask(work, self)
        self._task.done.connect(self._finish_well)
        self._task.failed.connect(self._finish_badly)
        self._card = Card(name=words, margin=1)
        self._words = WrappedText(words)
        self._bar = QProgressBar(maximum=0, textVisible=False)
        self._bar.setAccessibleName(words)
        self.leave = Button("取消", key="Esc")
        self.leave.clicked.connect(self.cancel)
        self._lay_out()
        on_theme_change(self.apply_theme)
        self.setGeometry(over.rect())
        over.installEventFilter(self)
        self.show()
        self.raise_()
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self.appear)
        self._patience.start()

    @Slot()
    def appear(self) -> None:
        """Say what is going on."""
        self._card.show()
        self.leave.setFocus()

    @Slot()
    def cancel(self) -> None:
        """Do not wait any longer."""
        self._task.stop()
        self._go()
        self.cancelled.emit()

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        self._card.setFixedWidth(theme().em(22))
        self._bar.setFixedHeight(theme().em(0.4))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        outer, line = QVBoxLayout(self), QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.leave)
        for widget in (self._words, self._bar):
            self._card.column.addWidget(widget)
        self._card.column.addLayout(line)
        outer.addWidget(self._card, 0, Qt.AlignmentFlag.AlignCenter)
        self._card.hide()

    @Slot(object)
    def _finish_well(self, result: object) -> None:
        self._go()
        self.done.emit(result)

    @Slot(object)
    def _finish_badly(self, error: object) -> None:
        self._go()
        self.failed.emit(error)

    def _go(self) -> None:
        self._patience.stop()
        self.hide()
        self.deleteLater()

"""What is shown while something takes longer than a moment: a bar, and 取消."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from pingkou_gui.ui.background.task import Task
from pingkou_gui.ui.kit import Button, Card, WrappedText, follow_theme, set_look
from pingkou_gui.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

PATIENCE = 500
"""Milliseconds without a word."""


class Waiting(QFrame):
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
        self._task = Task(work, self)
        self._task.done.connect(self._finish_well)
        self._task.failed.connect(self._finish_badly)
        self._card = Card(name=words, margin=1)
        self._words = WrappedText(words)
        self._bar = QProgressBar(maximum=0, textVisible=False)
        self._bar.setAccessibleName(words)
        self.leave = Button("取消", key="Esc")
        self.leave.clicked.connect(self.cancel)
        self._lay_out()
        follow_theme(self.dress)
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
        self._task.forget()
        self._go()
        self.cancelled.emit()

    @Slot()
    def dress(self) -> None:
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

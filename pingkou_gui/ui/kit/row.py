"""A row of a form: its line, the bar of its problem, its messages below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pingkou_gui.ui.kit.group import GAP, ROW_LEFT, ROW_RIGHT
from pingkou_gui.ui.kit.look import follow_theme, set_look
from pingkou_gui.ui.kit.message import Message, MessageLine
from pingkou_gui.ui.theme import Sign, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

_BAR = 3  # pixels of the bar left, as in the style sheet
_WORST_FIRST = (Sign.ERROR, Sign.REMINDER)
_PROBLEM = {Sign.ERROR: "error", Sign.REMINDER: "reminder"}


class Row(QFrame):
    """A row; add label and fields with `add`, show what is the matter with `set_messages`."""

    acted = Signal(int, str)
    """An act of a message: which message, which act."""

    def __init__(self, *, total: bool = False, indent: float = 9.75) -> None:
        """Make an empty row.

        Args:
            total: With a line above, for sums.
            indent: Em from the left at which messages stand: the column of the field,
                which is 9.75 behind a label of 8.9.
        """
        super().__init__()
        self._indent = indent
        self._messages: tuple[Message, ...] = ()
        self._tail: QWidget | None = None
        self._tail_below = self._current = False
        self._shown: list[MessageLine] = []
        set_look(self, "kind", "row")
        set_look(self, "total", "true" if total else None)
        self._outer = QVBoxLayout(self)
        self._outer.setSpacing(0)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._line = QHBoxLayout()
        self._line.addStretch(0)  # room nobody asks for stays at the end
        self._outer.addLayout(self._line)
        self._below = QHBoxLayout()
        self._outer.addLayout(self._below)
        follow_theme(self.dress)

    @property
    def messages(self) -> tuple[Message, ...]:
        """What is shown below the line."""
        return self._messages

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a label or field to the line."""
        self._line.insertWidget(self._line.count() - 1, widget, stretch)

    def add_stretch(self) -> None:
        """Keep what follows at the right end."""
        self._line.insertStretch(self._line.count() - 1, 1)

    def set_tail(self, widget: QWidget) -> None:
        """Give the row its last widget (变动原因), which takes what width is left."""
        self._tail = widget
        self._place_tail()

    def set_tail_below(self, below: bool) -> None:  # noqa: FBT001 - one plain switch
        """Put the tail under the figures, where the window is too narrow for it."""
        if below != self._tail_below:
            self._tail_below = below
            self._place_tail()

    def set_before_tail(self, widgets: Sequence[QWidget], at: int, *, below: bool) -> None:
        """Put a name and a field before the tail under the figures, or the field back at `at`."""
        for widget in widgets:
            self._line.removeWidget(widget)
            self._below.removeWidget(widget)
        if not below:
            self._line.insertWidget(at, widgets[-1])
            return
        for place, widget in enumerate(widgets):
            self._below.insertWidget(place, widget)
        if self._tail is None and self._below.count() == len(widgets):
            self._below.addStretch(1)

    def _place_tail(self) -> None:
        if self._tail is None:
            return
        if self._tail_below:
            self._below.addWidget(self._tail, 1)
        else:
            self.add(self._tail, 1)
        self.dress()

    def set_current(self, current: bool) -> None:  # noqa: FBT001 - one plain switch
        """Tint the row as the one being worked on; a problem is tinted instead."""
        self._current = current
        self.update()

    @property
    def is_current(self) -> bool:
        """Whether it is the row being worked on."""
        return self._current

    def paintEvent(self, event: QPaintEvent) -> None:
        # Not by the style sheet: asking it again at every step from field to field takes longer.
        if self._current and self.property("problem") is None:
            painter, colours = QPainter(self), theme().colours
            painter.fillRect(self.rect(), QColor(colours.accent_tint))
            painter.fillRect(0, 0, _BAR, self.height(), QColor(colours.accent))
            painter.end()
        super().paintEvent(event)

    def set_messages(self, messages: Sequence[Message]) -> None:
        """Show `messages` below the line; the worst of them tints the row."""
        if tuple(messages) == self._messages:
            return
        self._messages = tuple(messages)
        for line in self._shown:
            line.hide()
            line.deleteLater()
        self._shown = [self._made(index, each) for index, each in enumerate(self._messages)]
        signs = [message.sign for message in self._messages]
        worst = next((sign for sign in _WORST_FIRST if sign in signs), None)
        set_look(self, "problem", _PROBLEM[worst] if worst else None)

    def _made(self, index: int, message: Message) -> MessageLine:
        line = MessageLine(message, indent=self._indent, less=_BAR)
        line.acted.connect(lambda key: self.acted.emit(index, key))
        self._outer.addWidget(line)
        line.show()
        return line

    @Slot()
    def dress(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self._line.setContentsMargins(em(ROW_LEFT) - _BAR, em(0.1), em(ROW_RIGHT), em(0.1))
        self._line.setSpacing(em(GAP))
        low = em(0.1) if self._tail_below else 0
        self._below.setContentsMargins(em(self._indent) - _BAR, 0, em(ROW_RIGHT), low)
        self._below.setSpacing(em(GAP))

"""The foot: what is open, the way to the next of it, the steps back and forward."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pingkou_gui.ui.kit import (
    Button,
    ButtonKind,
    SignLabel,
    Text,
    follow_theme,
    set_look,
)
from pingkou_gui.ui.theme import Sign, Tone, theme, tone_of

CHECKING = "正在检查"
"""What is said before everything has been looked at once."""


class _Count(QWidget):
    """`必改 2`, or only sign and number."""

    def __init__(self, sign: Sign) -> None:
        super().__init__()
        self._sign = sign
        self._text = Text("", tone=tone_of(sign))
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.addWidget(SignLabel(sign))
        self.line.addWidget(self._text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_number(self, number: int, *, short: bool) -> None:
        words = f"{self._sign.value} {number}"
        self._text.setText(str(number) if short else words)
        self.setAccessibleName(words)
        self.setVisible(number > 0)


class Foot(QFrame):
    """Counts of open findings left, 上一步 and 下一步 right.

    In a low window the field bar comes in: between them (`bar_room`), or above them
    (`bar_line`) where the window is narrow too.
    """

    next_wanted = Signal()
    back_wanted = Signal()
    forward_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "kind", "foot")
        self._numbers, self._short = (0, 0, 0), False
        self._counts = (_Count(Sign.ERROR), _Count(Sign.REMINDER), _Count(Sign.PARTIAL))
        self._none = Text("没有要改的", tone=Tone.SECONDARY)
        self._next = Button("看下一处", ButtonKind.LINK, key="F4")
        self._back = Button("上一步")
        self._forward = Button("下一步", ButtonKind.PRIMARY)
        self.bar_line = QHBoxLayout()
        self._line = QHBoxLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self.bar_line)
        outer.addLayout(self._line)
        for widget in (*self._counts, self._none, self._next):
            self._line.addWidget(widget)
        self.bar_room = QHBoxLayout()
        self.bar_room.addStretch(0)
        self._line.addLayout(self.bar_room, 1)
        self._line.addWidget(self._back)
        self._line.addWidget(self._forward)
        self._next.clicked.connect(self.next_wanted)
        self._back.clicked.connect(self.back_wanted)
        self._forward.clicked.connect(self.forward_wanted)
        self.set_counts(0, 0)
        follow_theme(self.dress)

    def set_counts(
        self, must: int, reminders: int, missing: int = 0, *, settled: bool = True
    ) -> None:
        """Show how many findings are open, and how many required fields are missing.

        Until everything is `settled`, nothing found does not mean that nothing is open.
        """
        self._none.setText("没有要改的" if settled else CHECKING)
        self._numbers = must, reminders, missing
        self._show_counts()

    def set_way(self, back: str, forward: str) -> None:
        """Name the pages before and after this one; an empty name takes the button away."""
        self._back.setVisible(bool(back))
        self._back.setAccessibleName(f"上一步：{back}")
        self._forward.setVisible(bool(forward))
        self._forward.set_text(f"下一步：{forward}")

    def set_short(self, short: bool) -> None:  # noqa: FBT001 - one plain switch
        """Show signs and numbers only."""
        self._short = short
        self._show_counts()

    def _show_counts(self) -> None:
        for count, number in zip(self._counts, self._numbers, strict=True):
            count.show_number(number, short=self._short)
        some = any(self._numbers)
        self._none.setVisible(not some and not self._short)
        self._next.setVisible(some and not self._short)

    @Slot()
    def dress(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self._line.setContentsMargins(em(1), em(0.3), em(1), em(0.3))
        self._line.setSpacing(em(0.6))
        for count in self._counts:
            count.line.setSpacing(em(0.5))

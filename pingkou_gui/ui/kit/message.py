"""The line under a row that says what is the matter, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from pingkou_gui.ui.kit.buttons import Button, ButtonKind
from pingkou_gui.ui.kit.flow import Flow
from pingkou_gui.ui.kit.look import follow_theme
from pingkou_gui.ui.kit.sign_label import SignLabel
from pingkou_gui.ui.kit.text import WrappedText
from pingkou_gui.ui.theme import Sign, Tone, theme, tone_of

_MOST_ACTS = 2


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done about a message: verb and object, and its shortcut."""

    key: str
    title: str
    shortcut: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What is the matter: a sign, one sentence, at most two acts."""

    sign: Sign
    sentence: str
    acts: tuple[Act, ...] = ()


class MessageLine(QFrame):
    """A message at the column of its field; `acted` carries the key of the act."""

    acted = Signal(str)

    def __init__(self, message: Message, *, indent: float = 0, less: int = 0) -> None:
        """Show `message`, its sign `indent` em from the left, `less` some pixels."""
        super().__init__()
        self._indent, self._less = indent, less
        self._line = QHBoxLayout(self)
        self._sign_room = QVBoxLayout()
        self._sign_room.addWidget(SignLabel(message.sign))
        self._sign_room.addStretch(1)
        self._line.addLayout(self._sign_room)
        self._flow = Flow()
        self._line.addLayout(self._flow, 1)
        self._sentence = WrappedText(message.sentence, tone=_text_tone(message.sign))
        self._flow.addWidget(self._sentence)
        for act in message.acts[:_MOST_ACTS]:
            self._flow.addWidget(self._link(act))
        self.setAccessibleName(f"{message.sign.value}：{message.sentence}")
        follow_theme(self.dress)

    def _link(self, act: Act) -> Button:
        link = Button(act.title, ButtonKind.LINK, key=act.shortcut)
        link.clicked.connect(partial(self._act, act.key))
        return link

    def _act(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - Qt's own
        self.acted.emit(key)

    @Slot()
    def dress(self) -> None:
        """Take gaps from the theme."""
        em = theme().em
        self._line.setContentsMargins(em(self._indent) - self._less, 0, em(0.6), em(0.1))
        self._line.setSpacing(em(0.35))
        self._sign_room.setContentsMargins(0, (em(1.4) - em(0.85)) // 2, 0, 0)
        self._sentence.setMinimumHeight(em(1.4))
        self._flow.set_gap(em(0.65))


def _text_tone(sign: Sign) -> Tone:
    return tone_of(sign) if sign in (Sign.ERROR, Sign.REMINDER) else Tone.TEXT

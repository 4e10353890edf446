"""The card of a finding: what is the matter, where, both numbers, what can be done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout

from pingkou_gui.ui.findings.reason_line import ReasonLine
from pingkou_gui.ui.kit import (
    Button,
    ButtonKind,
    Card,
    Flow,
    SignLabel,
    Text,
    WrappedText,
    follow_theme,
)
from pingkou_gui.ui.theme import Sign, Tone, TypeRole, theme, tone_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

    from pingkou_gui.domain.finding import Act
    from pingkou_gui.ui.findings.listing import Listed

_MOST_MENDS = 2


class FindingCard(Card):
    """Speaks of one finding; what is to be done is told by signals."""

    chosen = Signal(object)
    """The card has the focus: its `Listed`."""
    went = Signal(object)
    """Jump to where it stands."""
    mended = Signal(object, object)
    """Put the value of this `Act` in."""
    explained = Signal(object)
    """Show how the number of the finding came about."""
    closed = Signal(object, str)
    """Close it with this reason."""
    reopened = Signal(object)
    """Take its reason back."""

    grew = Signal()
    """The line for the reason was opened."""

    def __init__(self, entry: Listed) -> None:
        super().__init__(name=f"{entry.sign.value}，{entry.where}，{entry.finding.message}")
        self.entry = entry
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.reason: ReasonLine | None = None
        self._head, self._flow = QHBoxLayout(), Flow()
        self._acts = QFrame()
        self._acts.setLayout(self._flow)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._fill()
        follow_theme(self.space_parts)

    def write_reason(self) -> None:
        """Open the line for the reason and put the cursor into it."""
        self.chosen.emit(self.entry)
        if self.reason is None:
            self.reason = ReasonLine(self.entry.finding.message)
            self.reason.written.connect(lambda words: self.closed.emit(self.entry, words))
            self.reason.given_up.connect(self._give_up)
            self.column.addWidget(self.reason)
        self.reason.show()
        self.reason.field.setFocus()
        self.grew.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.chosen.emit(self.entry)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.went.emit(self.entry)
        else:
            event.ignore()

    @Slot()
    def space_parts(self) -> None:
        """Take gaps from the theme."""
        self._head.setSpacing(theme().em(0.4))
        self._flow.set_gap(theme().em(0.6))

    def _fill(self) -> None:
        finding, tone = self.entry.finding, tone_of(self.entry.sign)
        settled = bool(finding.reason)
        self._head.addWidget(SignLabel(Sign.DONE if settled else self.entry.sign))
        word = "已写原因" if settled else self.entry.sign.value
        self._head.addWidget(Text(word, TypeRole.STRONG, Tone.SECONDARY if settled else tone))
        self._head.addWidget(WrappedText(self.entry.where, tone=Tone.SECONDARY), 1)
        self.column.addLayout(self._head)
        self.column.addWidget(WrappedText(finding.message))
        if finding.numbers:
            self.column.addWidget(WrappedText(finding.numbers, tone=Tone.SECONDARY))
        if settled:
            self.column.addWidget(WrappedText(f"原因：{finding.reason}", tone=Tone.SECONDARY))
        self.column.addWidget(self._acts)
        self._fill_acts(settled=settled)

    def _fill_acts(self, *, settled: bool) -> None:
        self._act("跳到这里", lambda: self.went.emit(self.entry))
        for mend in self.entry.finding.acts[:_MOST_MENDS]:
            self._act(mend.label, partial(self._mend, mend))
        if settled:
            self._act("撤回", lambda: self.reopened.emit(self.entry))
        elif self.entry.closable:
            self._act("写原因", self.write_reason)
        if self.entry.figure is not None:
            self._act("怎么算的", lambda: self.explained.emit(self.entry))

    def _act(self, title: str, act: Callable[[], object]) -> None:
        link = Button(title, ButtonKind.LINK, spoken=f"{title}：{self.entry.finding.message}")
        link.clicked.connect(lambda _checked=False: act())
        self._flow.addWidget(link)

    def _mend(self, mend: Act) -> None:
        self.mended.emit(self.entry, mend)

    @Slot()
    def _give_up(self) -> None:
        if self.reason is not None:
            self.reason.field.clear()
            self.reason.hide()
        self.setFocus()

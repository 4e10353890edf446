"""The band of a difference: as red as its check says, grey once it has its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout

from pingkou_gui.ui.kit import Band, Button, ButtonKind, Field, SignLabel, Text, WrappedText
from pingkou_gui.ui.kit import follow_theme as follow
from pingkou_gui.ui.theme import Sign, Tone, TypeRole, theme, tone_of

if TYPE_CHECKING:
    from pingkou_gui.ui.funds.gaps import Gap

PLACEHOLDER = "确实如此的，在这里写原因，随报告保存"


class DifferenceBand(Band):
    """One sum that does not agree: how much, where it lies, what can be done."""

    looked = Signal(object)
    """Go to the `Gap`: where it lies."""
    mended = Signal(object)
    """Set the typed total of the `Gap` to the sum of its parts."""
    closed = Signal(object, str)
    """Close the `Gap` with this reason."""
    reopened = Signal(object)
    """Take the reason of the `Gap` back."""
    reason_entered = Signal(object)
    """The reason of the `Gap` has the focus."""

    def __init__(self, gap: Gap) -> None:
        super().__init__(name=gap.title, tone=Tone.ERROR)
        self.gap = gap
        self._sign = SignLabel(Sign.ERROR)
        self._before, self._amount, self._after = Text(), Text(), Text()
        self._state = Text("", TypeRole.STRONG)
        self._where = WrappedText()
        self._kept = WrappedText()
        self._acts = QFrame()
        self.look = Button("", ButtonKind.PRIMARY)
        self.mend = Button("")
        self.reason = _Reason(name=f"{gap.title}，差额原因")
        self.close_button = Button("以此原因了结")
        self.back = Button("撤回", ButtonKind.LINK, spoken=f"撤回{gap.title}的原因")
        self._top, self._act_line = QHBoxLayout(), QHBoxLayout(self._acts)
        self._lay_out()
        self._tie()
        follow(self._dress_band)
        self.show_gap(gap)

    def show_gap(self, gap: Gap) -> None:
        """Show a gap as it is now; a reason being written stays."""
        self.gap = gap
        tone = Tone.SECONDARY if gap.reason else tone_of(gap.sign)
        self.set_tone(tone)
        self._sign.set_sign(gap.sign, tone)
        self._show_amount(gap, tone)
        self._state.setText("" if gap.reason else "未了结")
        self._state.set_tone(tone)
        self._where.setText(gap.where)
        self._where.setVisible(bool(gap.where) and not gap.reason)
        self._kept.setText(f"原因：{gap.reason}")
        for widget in (self._kept, self.back):
            widget.setVisible(bool(gap.reason))
        self._acts.setVisible(not gap.reason)
        self.look.set_text(gap.look)
        self.look.setVisible(bool(gap.look))
        self.mend.set_text(gap.mend)
        self.mend.setVisible(bool(gap.mend))
        self._allow()
        self.setAccessibleDescription(f"{gap.sentence}，{gap.where}")

    def _show_amount(self, gap: Gap, tone: Tone) -> None:
        # the tone first: a widget polished anew falls back to the font it had before
        for text in (self._before, self._amount, self._after):
            text.set_tone(tone)
        large = gap.large and not gap.reason
        self._amount.set_role(TypeRole.FIGURE if large else TypeRole.STRONG)
        self._before.setText("相差" if gap.large else f"{gap.title} 相差")
        self._amount.setText(gap.amount)
        ending = "，已写原因" if gap.reason else gap.ending
        self._after.setText(f"万元{ending}")

    def _lay_out(self) -> None:
        for widget in (self._sign, self._before, self._amount, self._after):
            self._top.addWidget(widget)
        self._top.addStretch(1)
        self._top.addWidget(self._state)
        self._top.addWidget(self.back)
        self.column.addLayout(self._top)
        self.column.addWidget(self._where)
        self.column.addWidget(self._kept)
        self.reason.setPlaceholderText(PLACEHOLDER)
        for button in (self.look, self.mend):
            self._act_line.addWidget(button)
        self._act_line.addWidget(self.reason, 1)
        self._act_line.addWidget(self.close_button)
        self.column.addWidget(self._acts)

    def _tie(self) -> None:
        self.look.clicked.connect(lambda: self.looked.emit(self.gap))
        self.mend.clicked.connect(lambda: self.mended.emit(self.gap))
        self.back.clicked.connect(lambda: self.reopened.emit(self.gap))
        self.close_button.clicked.connect(self._close)
        self.reason.returnPressed.connect(self._close)
        self.reason.textChanged.connect(self._allow)
        self.reason.entered.connect(lambda: self.reason_entered.emit(self.gap))

    @Slot()
    def _close(self) -> None:
        reason = self.reason.text().strip()
        if reason:
            self.closed.emit(self.gap, reason)
            if self.gap.reason:
                self.reason.clear()
                self.back.setFocus()

    @Slot()
    def _allow(self) -> None:
        missing = not self.reason.text().strip()
        self.close_button.set_missing("先在左边写原因" if missing else "")

    @Slot()
    def _dress_band(self) -> None:
        em = theme().em
        self._top.setSpacing(em(0.4))
        self._act_line.setContentsMargins(0, 0, 0, 0)
        self._act_line.setSpacing(em(0.6))


class _Reason(Field):
    """The field of the reason."""

    entered = Signal()

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]  # Qt's own event, passed on
        self.entered.emit()

"""Whether all sums agree: the equations, and a band for each difference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pingkou_gui.domain.checks.closing import close, reopen
from pingkou_gui.domain.checks.identities import identities
from pingkou_gui.domain.figures.funds import reconciliation_gap
from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.place import FigureRef
from pingkou_gui.ui.editors import FieldWords
from pingkou_gui.ui.funds.difference import DifferenceBand
from pingkou_gui.ui.funds.equations import Equations
from pingkou_gui.ui.funds.gaps import MAIN, Gap, gaps
from pingkou_gui.ui.funds.ledger import Ledger
from pingkou_gui.ui.kit import Group, SignLabel, Text, follow_theme
from pingkou_gui.ui.theme import Sign, Tone, theme

if TYPE_CHECKING:
    from pingkou_gui.ui.editors import PageContext, Target

AGREE = "两边相等"
NOT_YET = "基本支出、项目和各预算的全年执行都有了，就自动核对"


class Reconciliation(Group):
    """Two equations and what does not agree, the largest difference first."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("对账", note="两种算法应得同一个总支出")
        self.context = context
        self._bands: dict[str, DifferenceBand] = {}
        self.equations = Equations(context)
        self._verdict = QFrame()
        self._verdict_line = QHBoxLayout(self._verdict)
        self._verdict_sign = SignLabel(Sign.DONE)
        self._verdict_text = Text(tone=Tone.SECONDARY)
        for widget in (self._verdict_sign, self._verdict_text):
            self._verdict_line.addWidget(widget)
        self._verdict_line.addStretch(1)
        self._holder = QFrame()
        self._stack = QVBoxLayout(self._holder)
        self.ledger = Ledger(context)
        for part in (self.equations, self._verdict, self._holder, self.ledger):
            self.add(part)
        self.ledger.refresh()
        context.keep_current(self, self.refresh)
        for key in (MAIN, "total_spending", "funds_total"):
            context.add_host(key, self.reveal)
        follow_theme(self._dress_stack)
        self.refresh()

    @property
    def bands(self) -> tuple[DifferenceBand, ...]:
        """The bands shown, the first the one by nature and by budget."""
        return tuple(self._bands.values())

    @property
    def verdict(self) -> str:
        """What is said of the two equations while they do not differ."""
        return "" if self._verdict.isHidden() else self._verdict_text.text()

    def reveal(self, target: Target) -> QWidget | None:
        """Return the reason of the difference, or the number, that a target is about."""
        band = next((b for b in self.bands if target in b.gap.finding.places), None)
        if band is not None:
            return band.back if band.gap.reason else band.reason
        shown = (self.equations.by_nature.total, self.equations.by_budget.total)
        found = (w for w in shown if isinstance(target, FigureRef) and w.figure.at() == target)
        return next(found, None)

    @Slot()
    def refresh(self) -> None:
        """Show the differences there are now."""
        found = {gap.finding.key: gap for gap in gaps(self.context.facts)}
        for key in [key for key in self._bands if key not in found]:
            band = self._bands.pop(key)
            band.hide()
            band.deleteLater()
        for key, gap in found.items():
            if key in self._bands:
                self._bands[key].show_gap(gap)
            else:
                self._bands[key] = self._made(gap)
        self._holder.setVisible(bool(found))
        self._show_verdict()

    def _made(self, gap: Gap) -> DifferenceBand:
        band = DifferenceBand(gap)
        band.looked.connect(self._look)
        band.mended.connect(self._mend)
        band.closed.connect(self._close)
        band.reopened.connect(self._reopen)
        band.reason_entered.connect(self._speak)
        self._stack.insertWidget(0 if gap.large else self._stack.count(), band)
        return band

    def _show_verdict(self) -> None:
        main = identities(self.context.facts)[0]
        self._verdict.setVisible(not main.differs)
        known = main.gap is not None
        self._verdict_sign.setVisible(known)
        self._verdict_text.setText(AGREE if known else NOT_YET)

    @Slot(object)
    def _look(self, gap: Gap) -> None:
        if gap.look_at is not None:
            self.context.jump(gap.look_at)

    @Slot(object)
    def _mend(self, gap: Gap) -> None:
        for act in gap.finding.acts[:1]:
            field: Any = FORM.field_at(act.place)
            self.context.session.type_in(field, act.text, act.place.row)

    @Slot(object, str)
    def _close(self, gap: Gap, reason: str) -> None:
        session = self.context.session
        draft = session.draft()
        close(draft, session.facts, gap.finding, reason)
        session.make(draft.change, "以原因了结差额")

    @Slot(object)
    def _reopen(self, gap: Gap) -> None:
        session = self.context.session
        draft = session.draft()
        reopen(draft, session.facts, gap.finding)
        session.make(draft.change, "撤回差额原因")

    @Slot(object)
    def _speak(self, gap: Gap) -> None:
        what = f"{gap.formula}；原因随报告保存，导出前再列一次"
        self.context.speak(FieldWords(f"{'对账' if gap.large else gap.title} · 差额原因", what))
        self.context.entered.emit(reconciliation_gap.at() if gap.large else gap.finding.places[0])

    @Slot()
    def _dress_stack(self) -> None:
        em = theme().em
        self._stack.setContentsMargins(em(0.5), em(0.1), em(0.6), em(0.25))
        self._stack.setSpacing(em(0.35))
        self._verdict_line.setContentsMargins(em(0.5), em(0.2), em(0.6), em(0.3))
        self._verdict_line.setSpacing(em(0.35))

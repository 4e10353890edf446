"""Reconciliation on one screen: sums that must agree, line by line, and each difference."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSpacerItem, QVBoxLayout, QWidget

from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import NIL, FigureRef, Place
from pingkou_gui.report.check_rules import close, reopen, with_reasons
from pingkou_gui.report.checks_sums import Identity, identities, sums_agree
from pingkou_gui.report.figures_funds import (
    reconciliation_gap,
)
from pingkou_gui.report.findings import Finding, Severity
from pingkou_gui.ui.editors.binding import FieldWords, number_text
from pingkou_gui.ui.pages.equations import Equations
from pingkou_gui.ui.signs import Sign, Tone, tone_of
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import FlowRow, SignLabel, on_theme_change
from pingkou_gui.ui.widgets.controls import Button, ButtonKind, LineField
from pingkou_gui.ui.widgets.labels import Side, TextLabel, WrappedText
from pingkou_gui.ui.widgets.layout import Banner, GroupBox, keep_room

if TYPE_CHECKING:
    from pingkou_gui.form.values import Ref
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.ui.editors.page_context import PageContext, Target


# What does not agree, ready to stand in a band.


SIGNS = {Severity.ERROR: Sign.ERROR, Severity.REMINDER: Sign.REMINDER}
ZERO = Decimal(0)
MAIN = "reconciliation_gap"


@dataclass(frozen=True, slots=True)
class ReconciliationGap:
    """A sum that does not agree."""

    finding: Finding
    title: str
    amount: str
    """The difference without its sign, in 万元."""
    ending: str
    """Which side is more: ，按性质多."""
    where: str
    large: bool
    formula: str
    """1,855.32 − 1,692.89 = 162.43."""
    look: str = ""
    """What the button says that leads to where it lies."""
    look_at: Ref | None = None
    fix: str = ""

    @property
    def reason(self) -> str:
        """The reason it was closed with, empty while it is open."""
        return self.finding.reason

    @property
    def sign(self) -> Sign:
        """How much it weighs, by the check that found it; done once it has its reason."""
        return Sign.DONE if self.reason else SIGNS[self.finding.severity]

    @property
    def sentence(self) -> str:
        """The finding's own sentence."""
        return self.finding.message


def reconciliation_gaps(facts: Facts) -> tuple[ReconciliationGap, ...]:
    """Return every identity that does not hold, rounding remainders left out."""
    by_places = {item.places: item for item in identities(facts)}
    found = with_reasons(facts, tuple(sums_agree.run(facts)))
    return tuple(
        _gap(facts, finding, by_places[finding.places])
        for finding in found
        if finding.severity is not Severity.HINT and finding.places in by_places
    )


def _gap(facts: Facts, finding: Finding, item: Identity) -> ReconciliationGap:
    """Return the entry of an identity that does not hold, with where to look and what fixes it."""
    amount = number_text(abs(item.gap or ZERO), "万元")
    formula = " ".join(
        (_text(item.left), "−", _text(item.right), "=", number_text(item.gap, "万元"))
    )
    rows = unassigned(facts)
    ours = item.key == MAIN or (bool(item.hint) and bool(rows))
    look = f"看这 {len(rows)} 个项目" if ours and rows else ("" if item.key == MAIN else "去看")
    at = Project.budget.at(rows[0]) if ours and rows else item.places[0]
    return ReconciliationGap(
        finding,
        item.label.split(" = ")[0],
        amount,
        _ending(item),
        where_it_lies(facts, item),
        large=item.key == MAIN,
        formula=formula,
        look=look,
        look_at=at,
        fix=f"改为 {_text(item.right)}" if item.fix_at is not None else "",
    )


def unassigned(facts: Facts) -> tuple[int, ...]:
    """Return the projects for which no budget was chosen."""
    return facts.rows_where(Project, Project.budget, None)


def where_it_lies(facts: Facts, item: Identity) -> str:
    """Return in a sentence where a difference lies, as far as it can be told."""
    if item.key == MAIN:
        rows = unassigned(facts)
        total, known = facts.known_sum(Project.outturn, rows)
        if known and total and item.gap == total:
            amount = _summed(facts, rows) if len(rows) <= _MOST_SUMMED else _text(total)
            return f"差在没有选预算来源的 {len(rows)} 个项目：{amount}"
        return item.hint or "核对各预算的全年执行、基本支出和各项目的全年执行"
    formula = f"{item.left_label} {_text(item.left)}，{item.right_label} {_text(item.right)}"
    return f"{formula}；{item.hint}" if item.hint else formula


_MOST_SUMMED = 12
"""So many amounts of a sum are told one by one."""


def _summed(facts: Facts, rows: tuple[int, ...]) -> str:
    """Return the amounts of some projects as a sum: 108.50 + 53.93 = 162.43."""
    amounts = [amount for amount in facts.column(Project.outturn, rows) if amount]
    terms = " + ".join(map(_text, amounts))
    return f"{terms} = {_text(sum(amounts))}" if len(amounts) > 1 else terms


def _ending(item: Identity) -> str:
    if item.key != MAIN or item.gap is None:
        return ""
    return "，按性质多" if item.gap > 0 else "，按预算多"


def _text(value: Decimal | None) -> str:
    return number_text(value, "万元")


# Every other sum that must agree, line by line: both sides, and whether they do.


_SUM_NAME, _LEFT, _RIGHT, _AMOUNT = 12.0, 5.0, 9.2, 4.4
_GAP, _HEIGHT = 0.35, 1.4
_HANG = _SUM_NAME + _GAP + _LEFT - _RIGHT
"""How far in a side goes on below: its amount ends where that of the first side does."""
_OPEN = (Sign.ERROR, Sign.REMINDER)
SUMS_AGREE, REASONED, REMAINDER = "相符", "已写原因", "尾差"


@dataclass(frozen=True, slots=True)
class SumEntry:
    """A line of the ledger, as it is read."""

    name: str
    left_label: str
    left: str
    right_label: str
    right: str
    state: str
    """相符, or 相差 with the amount in 万元."""
    sign: Sign

    @property
    def words(self) -> str:
        """All that is said, as a screen reader says it."""
        sides = (f"{self.left_label} {self.left}", f"{self.right_label} {self.right}")
        return "，".join((self.name, *sides, self.state))


def entries(facts: Facts) -> tuple[SumEntry, ...]:
    """Return the identities whose both sides are known, but the one by nature and by budget.

    What the report states as none (无) and nothing speaks against is left out.
    """
    known = (item for item in identities(facts) if item.key != MAIN and item.gap is not None)
    weighed = {gap.finding.places: gap.sign for gap in reconciliation_gaps(facts)}
    shown = (item for item in known if item.differs or not _is_none(facts, item))
    return tuple(_entry(item, weighed.get(item.places, Sign.HINT)) for item in shown)


def _is_none(facts: Facts, item: Identity) -> bool:
    place = item.places[0]
    return isinstance(place, Place) and facts.report[place] is NIL


def _entry(item: Identity, weighed: Sign) -> SumEntry:
    return SumEntry(
        item.label.split(" = ")[0],
        item.left_label,
        number_text(item.left, "万元"),
        item.right_label,
        number_text(item.right, "万元"),
        *_state(item, weighed),
    )


def _state(item: Identity, weighed: Sign) -> tuple[str, Sign]:
    if not item.differs:
        return SUMS_AGREE, Sign.DONE
    gap = f"相差 {number_text(abs(item.gap or Decimal(0)), '万元')}"
    if weighed is Sign.DONE:
        return f"{gap}，{REASONED}", weighed
    return (f"{gap}（{REMAINDER}）" if item.is_rounding else gap), weighed


def summary(found: tuple[SumEntry, ...]) -> str:
    """Return how many lines there are, and how many of them do not agree, by what they are."""
    counts = (
        (sum(entry.sign in _OPEN for entry in found), "相差"),
        (sum(REASONED in entry.state for entry in found), "相差已写原因"),
        (sum(REMAINDER in entry.state for entry in found), REMAINDER),
    )
    parts = [f"{number} 项{what}" for number, what in counts if number]
    return "，".join((f"{len(found)} 项", *(parts or ("全部相符",))))


class _Side(QFrame):
    """One side of an identity: what is compared, and its amount."""

    def __init__(self, width: float) -> None:
        super().__init__()
        self._label = TextLabel("", TypeRole.SMALL, Tone.SECONDARY, side=Side.RIGHT, width=width)
        self._amount = TextLabel("", side=Side.RIGHT, width=_AMOUNT)
        self._line = QHBoxLayout(self)
        for text in (self._label, self._amount):
            self._line.addWidget(text)
        on_theme_change(self.apply_theme)

    def show_side(self, label: str, amount: str) -> None:
        """Show a side."""
        self._label.setText(label)
        self._amount.setText(amount)

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(theme().em(_GAP))
        self.setMinimumHeight(theme().em(_HEIGHT))


class _State(QFrame):
    """Whether both sides agree."""

    def __init__(self) -> None:
        super().__init__()
        self.sign, self.words = SignLabel(Sign.DONE), TextLabel()
        self._line = QHBoxLayout(self)
        for widget in (self.sign, self.words):
            self._line.addWidget(widget)
        on_theme_change(self.apply_theme)

    def show_state(self, words: str, sign: Sign) -> None:
        """Show a state."""
        tone = tone_of(sign) if sign in _OPEN else Tone.SECONDARY
        self.sign.set_sign(sign, tone)
        self.words.set_tone(tone)
        self.words.setText(words)

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(theme().em(_GAP))
        self.setMinimumHeight(theme().em(_HEIGHT))


class SumsLine(QFrame):
    """One identity; its parts go on below, further in, where the width ends."""

    def __init__(self) -> None:
        super().__init__()
        self.entry: SumEntry | None = None
        """What it shows."""
        self._name, self._state = TextLabel(width=_SUM_NAME), _State()
        self._sides = _Side(_LEFT), _Side(_RIGHT)
        self._flow = FlowRow(self)
        for widget in (self._name, *self._sides, self._state):
            self._flow.addWidget(widget)
        on_theme_change(self.apply_theme)

    @property
    def words(self) -> str:
        """All that is said, as a screen reader says it."""
        return self.accessibleName()

    @property
    def name(self) -> str:
        """What is compared."""
        return self._name.text()

    @property
    def sign(self) -> Sign | None:
        """The sign before the state."""
        return self._state.sign.sign

    def show_entry(self, entry: SumEntry) -> None:
        """Show an identity."""
        self.entry = entry
        self._name.setText(entry.name)
        amounts = ((entry.left_label, entry.left), (entry.right_label, entry.right))
        for side, (label, amount) in zip(self._sides, amounts, strict=True):
            side.show_side(label, amount)
        self._state.show_state(entry.state, entry.sign)
        self.setAccessibleName(entry.words)

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self._flow.setContentsMargins(em(0.5), 0, em(0.6), 0)
        self._flow.set_gap(em(_GAP))
        self._flow.set_hang(em(_HANG))
        self._name.setMinimumHeight(em(_HEIGHT))


class SumsTable(QFrame):
    """The lines under a head that counts them; out of sight while nothing can be compared."""

    def __init__(self, context: PageContext) -> None:
        """Make it empty; `refresh` fills it once it stands in its group, else it were a window."""
        super().__init__()
        self._context = context
        self._column = QVBoxLayout(self)
        self._head = QFrame()
        self._head_line = QHBoxLayout(self._head)
        self._count = TextLabel("", TypeRole.SMALL, Tone.SECONDARY)
        self._head_line.addWidget(TextLabel("其他合计", TypeRole.STRONG))
        self._head_line.addWidget(self._count)
        self._head_line.addStretch(1)
        self._column.addWidget(self._head)
        self._lines: list[SumsLine] = []
        self._shown: tuple[SumEntry, ...] | None = None
        context.keep_current(self, self.refresh)
        on_theme_change(self.apply_theme)

    @property
    def lines(self) -> tuple[str, ...]:
        """What the lines say."""
        return tuple(line.words for line in self._lines)

    @property
    def count(self) -> str:
        """What the head says."""
        return self._count.text()

    @Slot()
    def refresh(self) -> None:
        """Compare again."""
        found = entries(self._context.facts)
        if found != self._shown:
            self._shown = found
            self._show()

    def _show(self) -> None:
        """Show one line for each gap, keeping the widgets that there are."""
        found = self._shown or ()
        if len(self._lines) > len(found):
            keep_room(self)
        while len(self._lines) > len(found):
            line = self._lines.pop()
            line.hide()
            line.deleteLater()
        while len(self._lines) < len(found):
            self._lines.append(SumsLine())
            self._column.addWidget(self._lines[-1])
        for line, entry in zip(self._lines, found, strict=True):
            if line.entry != entry:
                line.show_entry(entry)
        self._count.setText(summary(found))
        self.setVisible(bool(found))

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self._column.setContentsMargins(0, em(0.35), 0, em(0.1))
        self._column.setSpacing(0)
        self._head_line.setContentsMargins(em(0.5), 0, em(0.6), 0)
        self._head_line.setSpacing(em(0.5))


# The band of a difference: as red as its check says, grey once it has its reason.


PLACEHOLDER = "确实如此的，在这里写原因，随报告保存"


class DifferenceBand(Banner):
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

    def __init__(self, gap: ReconciliationGap) -> None:
        super().__init__(name=gap.title, tone=Tone.ERROR)
        self.gap = gap
        self._sign = SignLabel(Sign.ERROR)
        self._before, self._amount, self._after = TextLabel(), TextLabel(), TextLabel()
        self._state = TextLabel("", TypeRole.STRONG)
        self._where = WrappedText()
        self._kept = WrappedText()
        self._buttons = QFrame()
        self.look = Button("", ButtonKind.PRIMARY)
        self.fix = Button("")
        self.reason = _Reason(name=f"{gap.title}，差额原因")
        self.close_button = Button("以此原因了结")
        self.back = Button("撤回", ButtonKind.LINK, spoken=f"撤回{gap.title}的原因")
        self._top, self._buttons_line = QHBoxLayout(), QHBoxLayout(self._buttons)
        self._lay_out()
        self._tie()
        on_theme_change(self._theme_band)
        self.show_gap(gap)

    def show_gap(self, gap: ReconciliationGap) -> None:
        """Show a gap as it is now; a reason being written stays."""
        if gap.reason and not self.gap.reason:
            keep_room(self)  # less is said of it then
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
        self._buttons.setVisible(not gap.reason)
        self.look.set_text(gap.look)
        self.look.setVisible(bool(gap.look))
        self.fix.set_text(gap.fix)
        self.fix.setVisible(bool(gap.fix))
        self._allow()
        self.setAccessibleDescription(f"{gap.sentence}，{gap.where}")

    def _show_amount(self, gap: ReconciliationGap, tone: Tone) -> None:
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
        for button in (self.look, self.fix):
            self._buttons_line.addWidget(button)
        self._buttons_line.addWidget(self.reason, 1)
        self._buttons_line.addWidget(self.close_button)
        self.column.addWidget(self._buttons)

    def _tie(self) -> None:
        self.look.clicked.connect(lambda: self.looked.emit(self.gap))
        self.fix.clicked.connect(lambda: self.mended.emit(self.gap))
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
    def _theme_band(self) -> None:
        em = theme().em
        self._top.setSpacing(em(0.4))
        self._buttons_line.setContentsMargins(0, 0, 0, 0)
        self._buttons_line.setSpacing(em(0.6))


class _Reason(LineField):
    """The field of the reason."""

    entered = Signal()

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]  # Qt's own event, passed on
        self.entered.emit()


# Whether all sums agree: the equations, and a band for each difference.


FUNDS_AGREE = "两边相等"
NOT_YET = "基本支出、项目和各预算的全年执行都有了，就自动核对"


class Reconciliation(GroupBox):
    """Two equations and what does not agree, the largest difference first."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("对账", note="万元，两种算法应得同一个总支出")
        self.context = context
        self._bands: dict[str, DifferenceBand] = {}
        self.equations = Equations(context)
        self._verdict = QFrame()
        self._verdict_line = QHBoxLayout(self._verdict)
        self._verdict_sign = SignLabel(Sign.DONE)
        self._verdict_text = TextLabel(tone=Tone.SECONDARY)
        for widget in (self._verdict_sign, self._verdict_text):
            self._verdict_line.addWidget(widget)
        self._verdict_line.addStretch(1)
        self._holder = QFrame()
        self._stack = QVBoxLayout(self._holder)
        self._told = QFrame()
        """What is said of the differences: it keeps its room while the hand works beside it."""
        self._told_column = QVBoxLayout(self._told)
        for part in (self._verdict, self._holder):
            self._told_column.addWidget(part)
        self._told_column.addItem(QSpacerItem(0, 0))  # a stretch would want all room of the page
        self._told_column.setStretch(2, 1)
        self.ledger = SumsTable(context)
        for part in (self.equations, self._told, self.ledger):
            self.add(part)
        self.ledger.refresh()
        context.keep_current(self, self.refresh)
        for key in (MAIN, "total_spending", "funds_total"):
            context.add_host(key, self.reveal)
        on_theme_change(self._theme_stack)
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
        found = {gap.finding.key: gap for gap in reconciliation_gaps(self.context.facts)}
        if self._bands.keys() - found.keys():
            keep_room(self._told)
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

    def _made(self, gap: ReconciliationGap) -> DifferenceBand:
        band = DifferenceBand(gap)
        band.looked.connect(self._look)
        band.mended.connect(self._apply_fix)
        band.closed.connect(self._close)
        band.reopened.connect(self._reopen)
        band.reason_entered.connect(self._announce)
        self._stack.insertWidget(0 if gap.large else self._stack.count(), band)
        return band

    def _show_verdict(self) -> None:
        main = identities(self.context.facts)[0]
        self._verdict.setVisible(not main.differs)
        known = main.gap is not None
        self._verdict_sign.setVisible(known)
        self._verdict_text.setText(FUNDS_AGREE if known else NOT_YET)

    @Slot(object)
    def _look(self, gap: ReconciliationGap) -> None:
        if gap.look_at is not None:
            self.context.jump(gap.look_at)

    @Slot(object)
    def _apply_fix(self, gap: ReconciliationGap) -> None:
        self.equations.by_budget.total.setFocus()  # the band goes, and with it what was pressed
        for fix in gap.finding.fixes[:1]:
            field: Any = FORM.field_at(fix.place)
            self.context.session.type_in(field, fix.text, fix.place.row)

    @Slot(object, str)
    def _close(self, gap: ReconciliationGap, reason: str) -> None:
        session = self.context.session
        draft = session.draft()
        close(draft, session.facts, gap.finding, reason)
        self.equations.by_budget.total.setFocus()  # what is written in goes, the group stays
        session.make(draft.change, "以原因了结差额")
        self._focus_band(gap)

    @Slot(object)
    def _reopen(self, gap: ReconciliationGap) -> None:
        session = self.context.session
        draft = session.draft()
        reopen(draft, session.facts, gap.finding)
        if session.make(draft.change, "撤回差额原因"):
            self._focus_band(gap)

    def _focus_band(self, gap: ReconciliationGap) -> None:
        """Keep the focus at a difference whose reason was written or taken back."""
        band = self._bands.get(gap.finding.key)
        if band is not None:
            (band.back if band.gap.reason else band.reason).setFocus()

    @Slot(object)
    def _announce(self, gap: ReconciliationGap) -> None:
        what = f"{gap.formula}；原因随报告保存，导出前再列一次"
        self.context.announce(FieldWords(f"{'对账' if gap.large else gap.title} · 差额原因", what))
        self.context.entered.emit(reconciliation_gap.at() if gap.large else gap.finding.places[0])

    @Slot()
    def _theme_stack(self) -> None:
        em = theme().em
        self._told_column.setContentsMargins(0, 0, 0, 0)
        self._told_column.setSpacing(0)
        self._stack.setContentsMargins(em(0.5), em(0.1), em(0.6), em(0.25))
        self._stack.setSpacing(em(0.35))
        self._verdict_line.setContentsMargins(em(0.5), em(0.2), em(0.6), em(0.3))
        self._verdict_line.setSpacing(em(0.35))

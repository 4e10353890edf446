"""检查: the pane of findings beside the form, each with what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout

from pingkou_gui.form.field import Amounts
from pingkou_gui.form.form import FORM, PAGE_TITLES
from pingkou_gui.form.values import FigureRef, Place, RowList
from pingkou_gui.report.carried import awaits_confirmation
from pingkou_gui.report.figure_index import label
from pingkou_gui.report.row_names import row_label
from pingkou_gui.ui.open_items import CHECKING
from pingkou_gui.ui.signs import Sign, Tone, tone_of
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import FlowRow, SignLabel, call_later, on_theme_change, set_look
from pingkou_gui.ui.widgets.controls import Button, ButtonKind, LineField, SegmentedChoice
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText
from pingkou_gui.ui.widgets.layout import Card, Scroller
from pingkou_gui.ui.window.finding_fixes import (
    apply_fix,
    can_be_closed,
    close_with,
    confirm_carried,
    figure_of,
    last_years_words,
    take_back,
    take_last_year,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QShowEvent

    from pingkou_gui.report.facts import Facts
    from pingkou_gui.report.findings import Finding, QuickFix
    from pingkou_gui.report.report import Report
    from pingkou_gui.ui.editors.page_context import Target
    from pingkou_gui.ui.open_items import OpenItem, OpenState
    from pingkou_gui.ui.window.open_report import OpenReport


# The line a reason is written in, inside its card.


PLACEHOLDER = "确实如此的，写原因，随报告保存"


class ReasonLine(QFrame):
    """A field and its button; Enter takes, Esc gives up."""

    written = Signal(str)
    """The reason, never empty."""
    given_up = Signal()

    def __init__(self, about: str) -> None:
        """Make the line; `about` names what the reason is for."""
        super().__init__()
        self.field = LineField(name=f"{about}，原因")
        self.field.setPlaceholderText(PLACEHOLDER)
        self.take = Button("了结", spoken=f"以此原因了结：{about}")
        self._line = QHBoxLayout(self)
        self._line.addWidget(self.field, 1)
        self._line.addWidget(self.take)
        self.field.returnPressed.connect(self._take)
        self.field.textChanged.connect(self._allow)
        self.take.clicked.connect(self._take)
        self._allow()
        on_theme_change(self.apply_theme)

    def keyPressEvent(self, event: object) -> None:
        key = event.key()  # type: ignore[attr-defined]  # Qt's own event
        if key == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)  # type: ignore[arg-type]

    @Slot()
    def apply_theme(self) -> None:
        """Take gaps from the theme."""
        self._line.setContentsMargins(0, theme().em(0.1), 0, 0)
        self._line.setSpacing(theme().em(0.35))

    @Slot()
    def _take(self) -> None:
        reason = self.field.text().strip()
        if reason:
            self.written.emit(reason)

    @Slot()
    def _allow(self) -> None:
        self.take.set_missing("" if self.field.text().strip() else "先写原因")


# The card of a finding: what is the matter, where, both numbers, what can be done.


_MOST_FIXES = 2
_QUOTED = 40
"""So many letters of last year's words are shown."""


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
    confirmed = Signal(object)
    """Confirm what was taken over from last year where it stands."""
    taken = Signal(object)
    """Write what last year's report says where words are due."""

    grew = Signal()
    """The line for the reason was opened."""

    def __init__(self, entry: ListedFinding) -> None:
        super().__init__(name=f"{entry.sign.value}，{entry.where}，{entry.finding.message}")
        self.entry = entry
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.reason: ReasonLine | None = None
        self._head, self._flow = QHBoxLayout(), FlowRow()
        self._links = QFrame()
        self._links.setLayout(self._flow)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._fill_card()
        on_theme_change(self.space_parts)

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

    def _fill_card(self) -> None:
        """Show the finding: sign, place, message, numbers, reason, last year's words."""
        finding, tone = self.entry.finding, tone_of(self.entry.sign)
        settled = bool(finding.reason)
        self._head.addWidget(SignLabel(Sign.DONE if settled else self.entry.sign))
        word = "已写原因" if settled else self.entry.sign.value
        self._head.addWidget(TextLabel(word, TypeRole.STRONG, Tone.SECONDARY if settled else tone))
        self._head.addWidget(WrappedText(self.entry.where, tone=Tone.SECONDARY), 1)
        self.column.addLayout(self._head)
        self.column.addWidget(WrappedText(finding.message))
        detail = "；".join(part for part in (finding.numbers, finding.advice) if part)
        if detail:
            self.column.addWidget(WrappedText(detail, tone=Tone.SECONDARY))
        if settled:
            self.column.addWidget(WrappedText(f"原因：{finding.reason}", tone=Tone.SECONDARY))
        if self.entry.last_year:
            words = self.entry.last_year
            shown = words if len(words) <= _QUOTED else f"{words[:_QUOTED]}…"
            self.column.addWidget(WrappedText(f"上年写的是“{shown}”", tone=Tone.SECONDARY))
        self.column.addWidget(self._links)
        self._add_actions(settled=settled)

    def _add_actions(self, *, settled: bool) -> None:
        """Add the links of what can be done about it."""
        self._add_link("跳到这里", lambda: self.went.emit(self.entry))
        for fix in self.entry.finding.fixes[:_MOST_FIXES]:
            self._add_link(fix.label, partial(self._apply_fix, fix))
        if self.entry.last_year:
            self._add_link("照上年写", lambda: self.taken.emit(self.entry))
        if self.entry.carried and not settled:
            self._add_link("确认沿用", lambda: self.confirmed.emit(self.entry))
        if settled:
            self._add_link("撤回", lambda: self.reopened.emit(self.entry))
        elif self.entry.closable:
            self._add_link("写原因", self.write_reason)
        if self.entry.figure is not None:
            self._add_link("怎么算的", lambda: self.explained.emit(self.entry))

    def _add_link(self, title: str, do: Callable[[], object]) -> None:
        link = Button(title, ButtonKind.LINK, spoken=f"{title}：{self.entry.finding.message}")
        link.clicked.connect(lambda _checked=False: do())
        self._flow.addWidget(link)

    def _apply_fix(self, fix: QuickFix) -> None:
        self.mended.emit(self.entry, fix)

    @Slot()
    def _give_up(self) -> None:
        if self.reason is not None:
            self.reason.hide()  # what was written in it is there when it is opened again
        self.setFocus()


# The cards under one another, made as they come into sight.


BATCH = 12
"""So many cards are made at a time."""
_KEYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class CardList(Scroller):
    """Cards of findings; those that did not change are kept, others made when needed."""

    made = Signal(object)
    """A `FindingCard` is new and wants its signals tied."""
    moved = Signal(int)
    """↑ or ↓ was pressed."""

    def __init__(self) -> None:
        super().__init__("检查结果")
        self._ground = QFrame()
        set_look(self._ground, "kind", "plain")
        self._column = QVBoxLayout(self._ground)
        self._nothing = WrappedText("", tone=Tone.SECONDARY)
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        self.setWidget(self._ground)
        self.viewport().setAutoFillBackground(False)
        self._ground.setAutoFillBackground(False)
        self._entries: tuple[ListedFinding, ...] = ()
        self._cards: list[FindingCard] = []
        self._current = -1
        self.verticalScrollBar().valueChanged.connect(self._make_more)
        self.verticalScrollBar().rangeChanged.connect(self._make_more)
        on_theme_change(self.apply_theme)

    @property
    def cards(self) -> tuple[FindingCard, ...]:
        """The cards made so far."""
        return tuple(self._cards)

    def show_entries(self, entries: Sequence[ListedFinding], nothing: str) -> None:
        """Show these findings, or the sentence `nothing` where there are none."""
        self._nothing.setText(nothing)
        self._nothing.setVisible(not entries)
        if tuple(entries) == self._entries:
            return
        wanted = max(BATCH, len(self._cards))
        kept = {card.entry: card for card in self._cards}
        self._entries, self._cards = tuple(entries), []
        for entry in self._entries[:wanted]:
            self._place(kept.pop(entry) if entry in kept else self._made(entry))
        self._current = min(self._current, len(self._entries) - 1)
        focused = QApplication.focusWidget()
        if focused is not None and any(card.isAncestorOf(focused) for card in kept.values()):
            self.take_focus()  # Qt would give it to whatever stands next in the window
        for card in kept.values():
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._show_current()
        if self.isVisible():
            self.lay_out_now()

    def choose(self, at: int, *, make: bool = True) -> None:
        """Frame the card of a finding and bring it into sight.

        Without `make` a card far down that was never shown waits until it is scrolled to.
        """
        self._current = at
        while make and at >= len(self._cards) and len(self._cards) < len(self._entries):
            self._make(BATCH)
        self._show_current()
        self._see_soon()

    def take_focus(self) -> None:
        """Put the focus on the chosen card, on the first one where none is."""
        self.choose(max(self._current, 0))
        if self._cards:
            self._cards[min(max(self._current, 0), len(self._cards) - 1)].setFocus()

    @Slot()
    def see_current(self) -> None:
        """Scroll so that the chosen card is in sight."""
        if 0 <= self._current < len(self._cards):
            card = self._cards[self._current]
            self._settle()
            top = card.mapTo(self._ground, QPoint(0, 0)).y()
            bar, shown = self.verticalScrollBar(), self.viewport().height()
            if top < bar.value() or card.height() > shown:
                bar.setValue(top - theme().em(0.35))
            elif top + card.height() > bar.value() + shown:
                bar.setValue(top + card.height() - shown + theme().em(0.35))

    def _settle(self) -> None:
        """Give the cards their heights now; Qt would only after the next events."""
        room = self.viewport().size()
        height = self._column.totalHeightForWidth(room.width())
        self._ground.resize(room.width(), max(height, room.height()))
        self._column.activate()

    @Slot()
    def _see_soon(self) -> None:
        if self._current >= 0:
            call_later(self, self.see_current)  # once its height is known

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _KEYS.get(Qt.Key(event.key()))
        if way is not None:
            self.moved.emit(way)
        else:
            super().keyPressEvent(event)

    @Slot()
    def apply_theme(self) -> None:
        """Take gaps from the theme."""
        em = theme().em
        self._column.setContentsMargins(em(0.6), em(0.1), em(0.6), em(0.5))
        self._column.setSpacing(em(0.45))

    @Slot()
    def _make_more(self) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() - bar.value() < self.viewport().height():
            self._make(BATCH)

    def _make(self, number: int) -> None:
        first = len(self._cards)
        for entry in self._entries[first : first + number]:
            self._place(self._made(entry))
        self._show_current()

    def _made(self, entry: ListedFinding) -> FindingCard:
        card = FindingCard(entry)
        card.grew.connect(self._see_soon)
        self.made.emit(card)
        return card

    def _place(self, card: FindingCard) -> None:
        at = len(self._cards) + 1
        if self._column.indexOf(card) != at:
            self._column.insertWidget(at, card)
        self._cards.append(card)

    def _show_current(self) -> None:
        for at, card in enumerate(self._cards):
            card.set_current(at == self._current)


# Which findings the pane lists, in which order, and where each says that it stands.


_WEIGHT = {Sign.ERROR: 0, Sign.PARTIAL: 1, Sign.REMINDER: 2, Sign.HINT: 3}
_ELSEWHERE = "总览"


class FindingRange(StrEnum):
    """What the pane lists; the value is what its segment says."""

    ALL = "全部"
    PAGE = "本页"
    CLOSED = "已写原因"


@dataclass(frozen=True, slots=True)
class ListedFinding:
    """A finding as its card shows it."""

    finding: Finding
    sign: Sign
    page: str
    target: Target
    where: str
    closable: bool
    figure: FigureRef | None
    carried: bool = False
    """The words it is about were taken over from last year and are unconfirmed."""
    last_year: str = ""
    """What last year's report says where words are due, empty where it says nothing."""

    @property
    def key(self) -> str:
        """What the card is known by while its words change."""
        return f"{self.finding.key}|{self.finding.message}"


def listed(
    facts: Facts,
    state: OpenState,
    which: FindingRange,
    page: str,
    last_year: Report | None = None,
) -> tuple[ListedFinding, ...]:
    """Return the findings of a range: 必改, 提醒, 提示, each in the order of the form.

    `last_year` is the unit's report of the year before, None where it is not at hand.
    """
    items = state.closed if which is FindingRange.CLOSED else state.found
    found = (item for item in items if which is not FindingRange.PAGE or item.page == page)
    ordered = sorted(found, key=lambda item: _WEIGHT.get(item.sign, len(_WEIGHT)))
    unique: dict[str, ListedFinding] = {}
    for entry in _listed_findings(facts, ordered, last_year):
        unique.setdefault(entry.key, entry)
    return tuple(unique.values())


def count(state: OpenState, which: FindingRange, page: str) -> int:
    """Return how many findings are in a range."""
    items = state.closed if which is FindingRange.CLOSED else state.found
    found = (i for i in items if i.finding and (which is not FindingRange.PAGE or i.page == page))
    return len({f"{item.finding.key}|{item.finding.message}" for item in found if item.finding})


def where_words(facts: Facts, page: str, target: Target) -> str:
    """Return the place of a finding for people: 基本支出 › 商品和服务支出."""
    return f"{PAGE_TITLES.get(page, _ELSEWHERE)} › {_name_of(facts, target)}"


def _listed_findings(
    facts: Facts, items: list[OpenItem], last_year: Report | None
) -> Iterator[ListedFinding]:
    """Yield the findings among the items, with all that a card shows."""
    for item in items:
        if item.finding is None:
            continue
        where = where_words(facts, item.page, item.target)
        closable = can_be_closed(facts, item.finding)
        figure = figure_of(item.finding)
        yield ListedFinding(
            item.finding,
            item.sign,
            item.page,
            item.target,
            where,
            closable,
            figure,
            _is_carried(facts.report, item.target),
            last_years_words(facts.report, last_year, item.target),
        )


def _is_carried(report: Report, target: Target) -> bool:
    entry = report.entry(target) if isinstance(target, Place) else None
    return entry is not None and awaits_confirmation(cast("Place", target), entry)


def _name_of(facts: Facts, target: Target) -> str:
    """Return what a place, a list or a figure is called: a row by its own name."""
    if isinstance(target, RowList):
        section = FORM.sections[target.section]
        if section.parent is not None and target.parent:
            return row_label(facts, section.parent.key, target.parent)
        return section.heading
    if isinstance(target, FigureRef):
        return label(target)
    section = FORM.sections[target.section]
    if section.repeated():
        above = facts.report.row_list_of(target.section, target.row)
        if section.parent is not None and above is not None:  # 附件3 is known by its project
            return row_label(facts, section.parent.key, above.parent)
        return row_label(facts, target.section, target.row)
    amounts = (line for line in section.lines if isinstance(line, Amounts))
    whole = next((a.label for a in amounts if target.field in [f.name for f in a.fields]), "")
    return whole or label(target)


# 检查: the pane beside the form that lists the findings.


_NOTHING = {
    FindingRange.ALL: "没有要改的",
    FindingRange.PAGE: "这一页没有要改的",
    FindingRange.CLOSED: "还没有用原因了结的",
}


class FindingsPane(QFrame):
    """Lists the findings of the open report; filled only while it is in sight."""

    explain_wanted = Signal(object)
    """Show how this `FigureRef` came about."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("检查")
        set_look(self, "kind", "plain")
        self._report: OpenReport | None = None
        self._page = ""
        self._entries: tuple[ListedFinding, ...] = ()
        self._at = -1
        self._jumping = False
        self._built = False

    def _build(self) -> None:
        """Make the parts, once: most starts never show them."""
        if self._built:
            return
        self._built = True
        self._segments = SegmentedChoice([(r.name, r.value) for r in FindingRange], joined=False)
        self._segments.choose(FindingRange.ALL.name)
        self._list = CardList()
        self._missing, self._note = WrappedText("", tone=Tone.SECONDARY), QVBoxLayout()
        self._position = TextLabel("", tone=Tone.SECONDARY)
        self._back = Button("上一条", ButtonKind.LINK, key="Shift+F4")
        self._forward = Button("下一条", ButtonKind.LINK, key="F4")
        self._lay_out()
        self._segments.chosen.connect(self.refresh)
        self._list.made.connect(self._tie)
        self._list.moved.connect(self._step)
        self._back.clicked.connect(partial(self._go, -1))
        self._forward.clicked.connect(partial(self._go, 1))
        on_theme_change(self.apply_theme)

    @property
    def range(self) -> FindingRange:
        """Which findings are listed."""
        self._build()
        return FindingRange[self._segments.current or FindingRange.ALL.name]

    @property
    def list(self) -> CardList:
        """The cards."""
        self._build()
        return self._list

    @property
    def missing_words(self) -> str:
        """What is said of the blanks that have no card, empty where there are none."""
        self._build()
        return self._missing.text()

    def follow(self, report: OpenReport) -> None:
        """List the findings of another report."""
        self._report, self._at = report, -1
        report.watch.changed.connect(self.refresh)
        report.context.entered.connect(self._entered)
        report.visited.connect(self._visit)
        self.refresh()

    def forget(self) -> None:
        """List nothing: no report is open."""
        self._report, self._entries, self._at = None, (), -1
        if self._built:
            self._list.show_entries((), "")

    def set_page(self, page: str) -> None:
        """Know the page in sight, for 本页."""
        self._page = page
        self.refresh()

    def take_focus(self) -> None:
        """Put the focus on the chosen card; there ↑ ↓ choose and Enter jumps."""
        if self._entries or self._report is None:
            self.list.take_focus()
        else:
            self._segments.last.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._build()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what is open now, while it is in sight."""
        report = self._report
        if report is None:
            return
        state, facts = report.watch.known, report.context.facts
        if not self.isVisible():
            return
        if state is None:
            self._list.show_entries((), CHECKING)
            return
        settled = report.watch.settled
        for each in FindingRange:
            number = count(state, each, self._page)
            title = f"{each.value} {number}" if number or settled else each.value
            self._segments.set_title(each.name, title)
        before = self._entries[self._at].key if 0 <= self._at < len(self._entries) else ""
        last_year = report.session.last_year
        self._entries = listed(facts, state, self.range, self._page, last_year)
        self._list.show_entries(self._entries, _NOTHING[self.range] if settled else CHECKING)
        self._show_missing(state)
        self._choose(next((i for i, e in enumerate(self._entries) if e.key == before), -1))

    def _show_missing(self, state: OpenState) -> None:
        """Say how many blanks there are besides: they have no card."""
        bare = [item for item in state.items if item.finding is None]
        own = [
            item for item in bare if self.range is not FindingRange.PAGE or item.page == self._page
        ]
        number = sum(item.tally for item in own)
        words = f"另有还差 {number} 项没有填，不列在这里，按 F4 逐项去填" if own else ""
        self._missing.setText("" if self.range is FindingRange.CLOSED else words)
        self._missing.setVisible(bool(self._missing.text()))

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self._note.setContentsMargins(em(0.8), 0, em(0.8), em(0.3))
        self._top.setContentsMargins(em(0.6), em(0.4), em(0.6), em(0.3))
        self._line.setContentsMargins(em(0.8), em(0.3), em(0.8), em(0.3))
        self._line.setSpacing(em(0.5))

    def _lay_out(self) -> None:
        column, self._top = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._top.addWidget(self._segments)
        self._top.addStretch(1)
        column.addLayout(self._top)
        self._note.addWidget(self._missing)
        column.addLayout(self._note)
        column.addWidget(self._list, 1)
        foot = QFrame()
        set_look(foot, "kind", "foot")
        self._line = QHBoxLayout(foot)
        self._line.addWidget(self._position)
        self._line.addStretch(1)
        self._line.addWidget(self._back)
        self._line.addWidget(self._forward)
        column.addWidget(foot)

    def _choose(self, at: int, *, make: bool = True) -> None:
        self._at = at
        self._build()
        self._list.choose(at, make=make)
        total = len(self._entries)
        chosen = f"第 {at + 1} 条，共 {total} 条" if at >= 0 else f"共 {total} 条"
        self._position.setText(chosen if total else "")
        for button in (self._back, self._forward):
            button.setVisible(bool(total))

    @Slot(object)
    def _tie(self, card: FindingCard) -> None:
        card.chosen.connect(self._chosen)
        card.went.connect(self._went)
        card.mended.connect(self._apply_fix)
        card.explained.connect(self._explain)
        card.closed.connect(self._close)
        card.reopened.connect(self._reopen)
        card.confirmed.connect(self._confirm)
        card.taken.connect(self._take_last_year)

    @Slot(int)
    def _step(self, way: int) -> None:
        if self._entries:
            self._choose(min(max(self._at + way, 0), len(self._entries) - 1))
            self._list.take_focus()

    @Slot(object)
    def _chosen(self, entry: ListedFinding) -> None:
        at = next((i for i, each in enumerate(self._entries) if each == entry), -1)
        if at >= 0 and at != self._at:
            self._choose(at)

    @Slot(object)
    def _entered(self, target: Target) -> None:
        if self._jumping:
            return
        at = next((i for i, each in enumerate(self._entries) if each.target == target), -1)
        if at >= 0 and self._entries[max(self._at, 0)].target != target:
            self._choose(at, make=False)

    @Slot(object)
    def _visit(self, item: OpenItem) -> None:
        """Choose the card of what is about to be gone to; one that is only missing has none."""
        if not self.isVisible():
            return
        self.refresh()
        self._choose(next((i for i, e in enumerate(self._entries) if e.key == item.key), -1))
        self._jumping = True  # fields that have the focus on the way choose no card
        call_later(self, self._arrive)

    def _go(self, way: int, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - Qt's own
        if self._report is not None:
            self._report.go_to_open(way)

    @Slot(object)
    def _went(self, entry: ListedFinding) -> None:
        if self._report is not None:
            known = self._report.watch.state
            listed_now = (*known.found, *known.closed)
            item = next((each for each in listed_now if each.key == entry.key), None)
            if item is not None:
                self._report.go_to_item(item)

    @Slot(object)
    def _explain(self, entry: ListedFinding) -> None:
        self._chosen(entry)
        self.explain_wanted.emit(entry.figure)

    @Slot(object, object)
    def _apply_fix(self, entry: ListedFinding, fix: QuickFix) -> None:
        self._chosen(entry)
        if self._report is not None:
            self._report.context.commit_pending()
            if apply_fix(self._report.session, fix):
                self._report.jump(fix.place)
            self._look_soon()

    @Slot(object, str)
    def _close(self, entry: ListedFinding, reason: str) -> None:
        if self._report is not None:
            close_with(self._report.session, entry.finding, reason)
            self._look_soon(stay=True)

    @Slot(object)
    def _reopen(self, entry: ListedFinding) -> None:
        if self._report is not None:
            take_back(self._report.session, entry.finding)
            self._look_soon(stay=True)

    @Slot(object)
    def _confirm(self, entry: ListedFinding) -> None:
        if self._report is not None:
            self._report.context.commit_pending()
            confirm_carried(self._report.session, entry.finding, entry.target)
            self._look_soon(stay=True)

    @Slot(object)
    def _take_last_year(self, entry: ListedFinding) -> None:
        self._chosen(entry)
        if self._report is not None and isinstance(entry.target, Place):
            self._report.context.commit_pending()
            if take_last_year(self._report.session, entry.target, entry.last_year):
                self._report.jump(entry.target)
            self._look_soon()

    @Slot()
    def _arrive(self) -> None:
        self._jumping = False

    def _look_soon(self, *, stay: bool = False) -> None:
        """Look again once the click is over: it would take its own card away.

        With `stay` the focus goes to the card that stands in its place then.
        """
        if self._report is not None:
            at = self._at
            call_later(self._report.watch, self._report.watch.look)
            if stay:
                call_later(self, partial(self._focus_card, at))

    def _focus_card(self, at: int) -> None:
        if self._entries:
            self._choose(min(max(at, 0), len(self._entries) - 1))
            self._list.take_focus()
        else:
            self._segments.last.setFocus()

"""检查: the pane beside the form that lists the findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from pingkou_gui.ui.findings import deeds
from pingkou_gui.ui.findings.card_list import CardList
from pingkou_gui.ui.findings.listing import Listed, Range, count, listed
from pingkou_gui.ui.kit import Button, ButtonKind, Segments, Text, follow_theme, later, set_look
from pingkou_gui.ui.shell.foot import CHECKING
from pingkou_gui.ui.theme import Tone, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from pingkou_gui.domain.finding import Act
    from pingkou_gui.ui.editors import Target
    from pingkou_gui.ui.findings.card import FindingCard
    from pingkou_gui.ui.main_window.open_report import OpenReport

_NOTHING = {
    Range.ALL: "没有要改的",
    Range.PAGE: "这一页没有要改的",
    Range.CLOSED: "还没有用原因了结的",
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
        self._entries: tuple[Listed, ...] = ()
        self._at = -1
        self._jumping = False
        self._built = False

    def _build(self) -> None:
        """Make the parts, once: most starts never show them."""
        if self._built:
            return
        self._built = True
        self._segments = Segments([(r.name, r.value) for r in Range], joined=False)
        self._segments.choose(Range.ALL.name)
        self._list = CardList()
        self._position = Text("", tone=Tone.SECONDARY)
        self._back = Button("上一条", ButtonKind.LINK, key="Shift+F4")
        self._forward = Button("下一条", ButtonKind.LINK, key="F4")
        self._lay_out()
        self._segments.chosen.connect(self.refresh)
        self._list.made.connect(self._tie)
        self._list.moved.connect(self._step)
        self._back.clicked.connect(lambda: self.go(-1))
        self._forward.clicked.connect(lambda: self.go(1))
        follow_theme(self.dress)

    @property
    def range(self) -> Range:
        """Which findings are listed."""
        self._build()
        return Range[self._segments.current or Range.ALL.name]

    @property
    def list(self) -> CardList:
        """The cards."""
        self._build()
        return self._list

    def follow(self, report: OpenReport) -> None:
        """List the findings of another report."""
        self._report, self._at = report, -1
        report.watch.changed.connect(self.refresh)
        report.context.entered.connect(self._entered)
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
        self.list.take_focus()

    def go(self, way: int) -> bool:
        """Jump to the next (1) or previous (-1) finding; return whether there is one."""
        if self._report is None or not self._entries:
            return False
        self._report.context.commit_pending()
        self._report.watch.look()
        if not self._entries:
            return False
        at = self._at + way if self._at >= 0 else (0 if way > 0 else -1)
        self._choose(at % len(self._entries))
        self._jump(self._entries[self._at].target)
        return True

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
        for each in Range:
            number = count(state, each, self._page)
            told = f"{each.value} {number}" if number or settled else each.value
            self._segments.set_title(each.name, told)
        before = self._entries[self._at].key if 0 <= self._at < len(self._entries) else ""
        self._entries = listed(facts, state, self.range, self._page)
        self._list.show_entries(self._entries, _NOTHING[self.range] if settled else CHECKING)
        self._choose(next((i for i, e in enumerate(self._entries) if e.key == before), -1))

    @Slot()
    def dress(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
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
        card.mended.connect(self._mend)
        card.explained.connect(self._explain)
        card.closed.connect(self._close)
        card.reopened.connect(self._reopen)

    @Slot(int)
    def _step(self, way: int) -> None:
        if self._entries:
            self._choose(min(max(self._at + way, 0), len(self._entries) - 1))
            self._list.take_focus()

    @Slot(object)
    def _chosen(self, entry: Listed) -> None:
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
    def _went(self, entry: Listed) -> None:
        self._chosen(entry)
        if self._report is not None:
            self._jump(entry.target)

    @Slot(object)
    def _explain(self, entry: Listed) -> None:
        self._chosen(entry)
        self.explain_wanted.emit(entry.figure)

    @Slot(object, object)
    def _mend(self, entry: Listed, act: Act) -> None:
        self._chosen(entry)
        if self._report is not None:
            self._report.context.commit_pending()
            if deeds.mend(self._report.session, act):
                self._report.jump(act.place)
            self._look_soon()

    @Slot(object, str)
    def _close(self, entry: Listed, reason: str) -> None:
        if self._report is not None:
            deeds.close_with(self._report.session, entry.finding, reason)
            self._look_soon()

    @Slot(object)
    def _reopen(self, entry: Listed) -> None:
        if self._report is not None:
            deeds.take_back(self._report.session, entry.finding)
            self._look_soon()

    def _jump(self, target: Target) -> None:
        """Go there; fields that have the focus on the way there choose no card."""
        if self._report is not None:
            self._jumping = True
            self._report.jump(target)
            later(self, self._arrive)

    @Slot()
    def _arrive(self) -> None:
        self._jumping = False

    def _look_soon(self) -> None:
        """Look again once the click is over: it would take its own card away."""
        if self._report is not None:
            later(self._report.watch, self._report.watch.look)

"""The second year on one screen: five steps, what each was given and what it still lacks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.report.json_format import Record
from pingkou_gui.report.new_year import year_mentions
from pingkou_gui.report.progress import Gap
from pingkou_gui.report.year_steps import Step, YearState, named, year_state
from pingkou_gui.ui.open_items import carried_words
from pingkou_gui.ui.signs import Sign, Tone, tone_of
from pingkou_gui.ui.start_page import DropArea
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import FlowRow, SignLabel, on_theme_change
from pingkou_gui.ui.widgets.controls import Button, ButtonKind
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText
from pingkou_gui.ui.widgets.layout import Card, PageArea

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QShowEvent
    from PySide6.QtWidgets import QLayout

    from pingkou_gui.report.year_steps import StepState
    from pingkou_gui.store.reports import Summary
    from pingkou_gui.ui.background_checker import BackgroundChecker
    from pingkou_gui.ui.editors.page_context import PageContext

HINTS = {
    Step.BEGIN: "去年的数变成上年数，机构、职能、文字沿用；去年的报告不动",
    Step.LAST_YEAR: "去年的自评报告，Word 或文本；由本程序填的去年报告不用再给",
    Step.ACCOUNTS: "今年的部门决算公开表，xlsx 或 xls：基本支出、“三公”经费从这里取",
    Step.PROJECTS: "今年的项目支出表；没有表就在“项目”页粘贴或填写",
    Step.TARGETS: "绩效目标申报表，xlsx 或 Word；沿用去年的指标也可以",
}
"""What a step wants while it has nothing."""


@dataclass(frozen=True, slots=True)
class YearOffer:
    """A report whose next year can be begun, or the report of that year where there is one."""

    report: int
    unit: str
    year: int
    following: int | None = None
    """The report of the next year, None where it is not begun."""

    @property
    def title(self) -> str:
        """What the button says."""
        unit = f"{self.unit} " if self.unit else ""
        if self.following is not None:
            return f"接着填 {unit}{self.year + 1}年度"
        return f"用 {unit}{self.year}年度 开始 {self.year + 1}年度…"

    @property
    def later(self) -> str:
        """What it says while the year in hand is not done: it is no act of this year."""
        return f"{self.year}年度报完以后，再开始 {self.year + 1}年度…"


def year_offers(known: Sequence[Summary]) -> tuple[YearOffer, ...]:
    """Return for each unit its latest report and whether the year after it is there.

    Reports without a year are left out; the unit of the report opened last comes first.
    """
    by_unit: dict[str, dict[int, int]] = {}
    for each in known:
        if each.year.isdecimal():
            by_unit.setdefault(each.unit, {}).setdefault(int(each.year), each.id)
    offers = []
    for unit, years in by_unit.items():
        latest = max(years)
        begun = years.get(latest - 1) is not None
        if begun:
            offers.append(YearOffer(years[latest - 1], unit, latest - 1, years[latest]))
        offers.append(YearOffer(years[latest], unit, latest))
    return tuple(offers)


class StepCard(Card):
    """A step: number, title, state in words, what was read, what is missing, the buttons."""

    def __init__(self, number: int, step: Step) -> None:
        super().__init__(name=step.value, margin=0.5)
        self.step = step
        self._sign, self._state = SignLabel(Sign.EMPTY), TextLabel("", TypeRole.SMALL)
        self._read = WrappedText("", tone=Tone.SECONDARY)
        self._missing = WrappedText("")
        self.buttons = QHBoxLayout()
        self._across, self._words = QHBoxLayout(), QVBoxLayout()
        self._head = QHBoxLayout()
        figure = TextLabel(str(number), TypeRole.HEAD, Tone.ACCENT, width=1.4)
        self._across.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
        for widget in (TextLabel(step.value, TypeRole.STRONG, width=9), self._sign, self._state):
            self._head.addWidget(widget)
        self._head.addStretch(1)
        self._words.addLayout(self._head)
        self._words.addWidget(self._read)
        self._words.addWidget(self._missing)
        self._across.addLayout(self._words, 1)
        self._across.addLayout(self.buttons)
        self.column.addLayout(self._across)
        self.fill = Button("去填", ButtonKind.LINK, spoken=f"去填{step.value}")
        self.buttons.addWidget(self.fill)
        on_theme_change(self.space)

    def show_state(self, state: StepState | None, still_open: str = "") -> None:
        """Say what was read and what is missing; None where there is no report yet.

        `still_open` is what is wrong with the source itself: the step is then not done.
        """
        read = state.read if state is not None else ()
        missing: tuple[Gap, ...] = state.missing if state is not None else ()
        sign, words = _sign_of(state)
        if still_open and sign is Sign.DONE:
            sign, words = Sign.PARTIAL, "去年的还没改完"
        read = (*read, still_open) if still_open else read
        self._sign.set_sign(sign, tone_of(sign))
        self._state.setText(words)
        self._state.set_tone(tone_of(sign))
        self._read.setText("\n".join(read) or HINTS[self.step])
        self._missing.setText(f"还差：{named(missing, _NAMED)}" if missing else "")
        self._missing.setVisible(bool(missing))
        self.fill.setVisible(bool(missing))
        parts = [self.step.value, words, self._read.text(), self._missing.text()]
        self.setAccessibleName("，".join(part for part in parts if part))

    def add_below(self, buttons: QLayout) -> None:
        """Put buttons under the words."""
        self._words.addLayout(buttons)

    @Slot()
    def space(self) -> None:
        """Take gaps from the theme."""
        em = theme().em
        self._across.setSpacing(em(0.4))
        self._head.setSpacing(em(0.35))
        self._words.setSpacing(em(0.1))
        self.buttons.setSpacing(em(0.7))


_OLD_OPEN = (
    "{}年度的报告还有{}：这里的上年数是照它那时的样子带来的，先核对；旧报告改了，这里的也要跟着改"
)

_NAMED = 8
"""So many missing things are named in a step."""


def _sign_of(state: StepState | None) -> tuple[Sign, str]:
    if state is None or not state.begun:
        return Sign.EMPTY, "还没有"
    if state.missing:
        return Sign.PARTIAL, f"还差 {len(state.missing)} 项"
    if state.carried:
        replaced = "还有沿用的没看过" if state.given else "沿用去年的，今年的表来了就换"
        return Sign.CARRIED, replaced
    return Sign.DONE, "齐了"


class YearPage(PageArea):
    """The steps of the report that is open, or of none; files come in by button or drop."""

    files_wanted = Signal()
    begin_wanted = Signal(int)
    """Begin the next year of this report."""
    report_wanted = Signal(int)
    mentions_wanted = Signal()
    """Go through the years in words that were carried over."""
    next_wanted = Signal()
    overview_wanted = Signal()
    left = Signal()

    def __init__(
        self,
        offers: Sequence[YearOffer],
        context: PageContext | None = None,
        watch: BackgroundChecker | None = None,
        old_open: str = "",
    ) -> None:
        """Make the screen; without a report in hand only the first step can be taken.

        `old_open` is what the report of the year before still lacks, empty for nothing.
        """
        super().__init__(name="新一年，分五步")
        self._context, self._watch = context, watch
        self._old_open = old_open
        self._offers = tuple(offers)
        self._title = TextLabel("", TypeRole.TITLE)
        self.pick = Button("选文件，可以多选…", ButtonKind.PRIMARY)
        self.cards = tuple(StepCard(number, step) for number, step in enumerate(Step, 1))
        self._begins = self._begin_buttons()
        self.mentions = Button("", ButtonKind.LINK)
        self._rest = WrappedText("")
        self.next = Button("看下一处", key="F4")
        self.overview = Button("总览与导出")
        self.leave = Button("返回", key="Esc")
        self._lay_out()
        self._tie()
        on_theme_change(self.space_cards)
        self.refresh()

    def _begin_buttons(self) -> tuple[Button, ...]:
        made = []
        for offer in self._shown_offers():
            button = Button(offer.title)
            button.clicked.connect(partial(self._take_offer, offer))
            made.append(button)
        return tuple(made)

    def _shown_offers(self) -> tuple[YearOffer, ...]:
        """Return the offers that say something beside the report in hand."""
        if self._context is None:
            return self._offers[:_MOST_OFFERS]
        own = self._context.session.report_id
        here = [o for o in self._offers if o.report == own and o.following is None]
        return tuple(here)

    def _take_offer(self, offer: YearOffer, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - Qt's own
        if offer.following is not None:
            self.report_wanted.emit(offer.following)
        else:
            self.begin_wanted.emit(offer.report)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.leave)
        self.add(head)
        words = "把文件一次拖进窗口：去年的报告、决算公开表、项目表、绩效目标表，程序自己分辨"
        self.add(DropArea(words, self.pick))
        begin = self.cards[0]
        flow = FlowRow()
        for button in (*self._begins, self.mentions):
            flow.addWidget(button)
        self._flow = flow
        begin.add_below(flow)
        for card in self.cards:
            self.add(card)
        self._end = Card(name="五步之后", margin=0.5)
        self._last = QHBoxLayout()
        self._last.addWidget(TextLabel("五步之后", TypeRole.STRONG))
        self._last.addWidget(self._rest, 1)
        self._last.addWidget(self.next)
        self._last.addWidget(self.overview)
        self._end.column.addLayout(self._last)
        self.add(self._end)

    def _tie(self) -> None:
        self.pick.clicked.connect(self.files_wanted)
        self.mentions.clicked.connect(self.mentions_wanted)
        self.next.clicked.connect(self.next_wanted)
        self.overview.clicked.connect(self.overview_wanted)
        self.leave.clicked.connect(self.left)
        for card in self.cards:
            card.fill.clicked.connect(partial(self._fill, card))
        if self._watch is not None:
            self._watch.changed.connect(self.refresh)

    def take_focus(self) -> None:
        """Put the focus where the next act is."""
        self._next_button().setFocus(Qt.FocusReason.TabFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def refresh(self) -> None:
        """Say of every step how it stands now."""
        state = self._state()
        for card in self.cards:
            still_open = self._still_open() if card.step is Step.LAST_YEAR else ""
            card.show_state(state.of(card.step) if state is not None else None, still_open)
        self._title.setText(self._heading())
        self._show_mentions()
        self._show_rest(state)
        primary = self._next_button()
        for button in (*self._begins, self.pick, self.next):
            button.set_kind(ButtonKind.PRIMARY if button is primary else ButtonKind.NORMAL)
        for button, offer in zip(self._begins, self._shown_offers(), strict=True):
            later = state is not None and button is not primary
            button.set_text(offer.later if later else offer.title)
            if later:
                button.set_kind(ButtonKind.LINK)

    def state(self) -> YearState | None:
        """Return how the steps stand, None without a report."""
        return self._state()

    def _state(self) -> YearState | None:
        if self._context is None or self._watch is None:
            return None
        items = self._watch.state.items
        missing = [
            Gap(item.target, item.label, all_of=item.cells, blank=item.asks_for_blank)
            for item in items
            if item.sign is Sign.PARTIAL
        ]
        return year_state(self._context.facts, missing)

    def _heading(self) -> str:
        year = self._context.facts[Unit.year] if self._context is not None else None
        return f"填好 {year} 年度报告，分五步" if year else "新一年，分五步"

    def _still_open(self) -> str:
        """Return what is open in the report of the year before, empty where nothing is."""
        year = self._context.facts[Unit.year] if self._context is not None else None
        return _OLD_OPEN.format(year - 1, self._old_open) if year and self._old_open else ""

    def _show_mentions(self) -> None:
        number = 0
        if self._context is not None:
            session = self._context.session
            number = len(year_mentions(Record(session.report, "")).items)
        self.mentions.set_text(f"沿用的文字里 {number} 处写着年份，逐处改")
        self.mentions.setVisible(number > 0)

    def _show_rest(self, state: YearState | None) -> None:
        self._end.setVisible(state is not None)
        if state is None or self._watch is None:
            return
        open_ = self._watch.state
        parts = [
            f"各页另差 {sum(gap.tally for gap in state.rest)} 项" if state.rest else "",
            carried_words(open_.carried),
            f"必改 {open_.count(Sign.ERROR)}" if open_.count(Sign.ERROR) else "",
            f"提醒 {open_.count(Sign.REMINDER)}" if open_.count(Sign.REMINDER) else "",
        ]
        self._rest.setText("，".join(part for part in parts if part) or "没有要改的，可以导出")

    def _offers_next(self, state: YearState) -> bool:
        """Whether the report in hand is one of last year: nothing was carried into it, or done."""
        lacking = state.rest or any(step.missing for step in state.steps)
        return not state.of(Step.LAST_YEAR).read or not lacking

    def _next_button(self) -> Button:
        """Return the button of the act that comes next."""
        state = self._state()
        if state is None:
            return self._begins[0] if self._begins else self.pick
        if self._begins and self._offers_next(state):
            return self._begins[0]
        waiting = any(not state.of(step).begun for step in (Step.LAST_YEAR, Step.ACCOUNTS))
        return self.pick if waiting else self.next

    def _fill(self, card: StepCard, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - Qt's own
        state = self._state()
        if state is not None and self._context is not None:
            missing = state.of(card.step).missing
            if missing:
                self._context.jump(missing[0].place)

    @Slot()
    def space_cards(self) -> None:
        """Take gaps from the theme."""
        self._flow.set_gap(theme().em(0.6), theme().em(0.3))
        self._last.setSpacing(theme().em(0.6))


_MOST_OFFERS = 4

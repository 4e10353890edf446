"""The scoring section: lists of indicators, editors of their cells, the strip of sums."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pingkou_gui.form.kinds import grouped
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.form.values import Source, SourceKind
from pingkou_gui.report.checks_scoring import has_blank_points
from pingkou_gui.report.scores import no_budget, project_no_budget, score_beside_rule
from pingkou_gui.ui.editors.binding import number_text
from pingkou_gui.ui.pages.scores_table import (
    ScoreKind,
    ScoresModel,
    ScoresView,
    kind_of,
    score_columns,
    settle_levels,
    settle_requirement,
    settle_target,
)
from pingkou_gui.ui.signs import Sign, Tone, tone_of
from pingkou_gui.ui.table.rows_group import RowsGroup
from pingkou_gui.ui.table.table_model import TableDesign
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import FlowRow, SignLabel, enclosing, on_theme_change, set_look
from pingkou_gui.ui.widgets.controls import Button
from pingkou_gui.ui.widgets.labels import Side, TextLabel
from pingkou_gui.ui.widgets.layout import PageArea

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from pingkou_gui.form.field import Section
    from pingkou_gui.form.values import Place
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.report.report import Change, Draft
    from pingkou_gui.report.scores import GroupScore
    from pingkou_gui.ui.editors.page_context import PageContext, Target


# The strip of sums: at the foot of the page it never scrolls; a low page has no room for that.


_LOW = 14
"""Em of the page below which only total and grade are shown, in one line below the table."""


class ScoreStrip(QFrame):
    """Score and points of each first level, the total, the grade."""

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "kind", "group")
        self._line = QHBoxLayout(self)
        self._left = QFrame()
        self._groups = FlowRow(self._left)
        self._sign = SignLabel(Sign.ERROR)
        self._warning = TextLabel(tone=Tone.ERROR)
        self._total, self._grade = (
            ScorePair("自评总分", TypeRole.FIGURE, Side.RIGHT),
            ScorePair("等级", TypeRole.FIGURE, Side.LEFT),
        )
        self._line.addWidget(self._left, 1)
        for widget in (self._sign, self._warning, self._total, self._grade):
            self._line.addWidget(widget)
        self._shown: tuple[GroupSum, ...] = ()
        self._pairs: list[ScorePair] = []
        self._page: PageArea | None = None
        self._home: QWidget | None = None
        """The section that it stands below in a low page."""
        on_theme_change(self.apply_theme)

    @property
    def words(self) -> str:
        """All that is said, as a screen reader says it."""
        return self.accessibleName()

    def show_sums(self, sums: ScoreSums) -> None:
        """Show the score of each group of indicators, the total of 100 and the grade."""
        if [g.name for g in sums.groups] != [g.name for g in self._shown]:
            self._rebuild(sums)
        for pair, group in zip(self._pairs, sums.groups, strict=True):
            pair.show_value(group.score, f"/ {group.points}")
        self._shown = sums.groups
        self._total.show_value(f"{sums.total} / 100")
        self._grade.show_value(sums.grade)
        for widget in (self._sign, self._warning):
            widget.setVisible(bool(sums.warning))
        self._sign.set_sign(sums.sign, tone_of(sums.sign))
        self._warning.set_tone(tone_of(sums.sign))
        self._warning.setText(sums.warning)
        parts = [f"{g.name} {g.score} / {g.points}" for g in sums.groups]
        parts += [f"自评总分 {sums.total} / 100", f"等级 {sums.grade}", sums.warning]
        self.setAccessibleName("，".join(part for part in parts if part))

    def pin_to(self, page: PageArea) -> None:
        """Stand at the foot of a page, outside of what scrolls, while the page is high enough."""
        self._page, self._home = page, self.parentWidget()
        page.installEventFilter(self)
        self._place_total()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place_total()
        return super().eventFilter(watched, event)

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self._line.setContentsMargins(em(0.6), em(0.25), em(0.6), em(0.25))
        self._line.setSpacing(em(1))
        self._groups.set_gap(em(1.2))
        self._groups.setContentsMargins(0, 0, 0, 0)
        self._place_total()

    def _rebuild(self, sums: ScoreSums) -> None:
        while len(self._pairs) > len(sums.groups):
            self._groups.takeAt(self._groups.count() - 1)
            self._pairs.pop().deleteLater()
        while len(self._pairs) < len(sums.groups):
            self._pairs.append(ScorePair("", TypeRole.STRONG, Side.LEFT))
            self._groups.addWidget(self._pairs[-1])
        for pair, group in zip(self._pairs, sums.groups, strict=True):
            pair.set_head(group.name)

    def _place_total(self) -> None:
        """Keep the total at the foot of the page; on a low page it goes home into its group."""
        page = self._page
        if page is None:
            return
        em = theme().em
        short = page.height() < em(_LOW)
        self._left.setVisible(not short)
        for pair in (self._total, self._grade):
            pair.set_short(short=short)
        if short != (self.parentWidget() is self._home):
            self._move(page, home=short)
        if short:
            page.setViewportMargins(0, 0, 0, 0)
            return
        height = self.sizeHint().height()
        page.setViewportMargins(0, 0, 0, height + em(0.6))
        width = page.width() - 2 * em(1)
        self.setGeometry(em(1), page.height() - height - em(0.4), width, height)

    def _move(self, page: PageArea, *, home: bool) -> None:
        """Stand below the table again, or at the foot of the page."""
        if home and self._home is not None and (below := self._home.layout()) is not None:
            below.addWidget(self)
        else:
            self.setParent(page)
        self.show()


class ScorePair(QFrame):
    """A small head with a value below, and a quiet word behind it."""

    def __init__(self, head: str, role: TypeRole, side: Side) -> None:
        super().__init__()
        self._column, self._line = QVBoxLayout(self), QHBoxLayout()
        self._head = TextLabel(head, TypeRole.SMALL, Tone.SECONDARY, side=side)
        self._before = TextLabel(head, TypeRole.SMALL, Tone.SECONDARY)
        self._column.addWidget(self._head)
        self._line.addWidget(self._before)
        self._before.hide()
        self._value = TextLabel("", role, side=side)
        self._rest = TextLabel("", tone=Tone.SECONDARY)
        self._line.addWidget(self._value)
        self._line.addWidget(self._rest)
        self._line.addStretch(1)
        self._column.addLayout(self._line)
        on_theme_change(self.apply_theme)

    def set_head(self, head: str) -> None:
        """Name the value otherwise."""
        for text in (self._head, self._before):
            text.setText(head)

    def show_value(self, value: str, rest: str = "") -> None:
        """Show a number in large figures, and after it, smaller, what it is out of: `/ 20`."""
        self._value.setText(value)
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))

    def set_short(self, *, short: bool) -> None:
        """Put the head before the value, or over it."""
        self._head.setVisible(not short)
        self._before.setVisible(short)

    @Slot()
    def apply_theme(self) -> None:
        """Take gaps from the theme."""
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._line.setSpacing(theme().em(0.2))


# Points and scores by first level, and what they come to, in words.


FULL = Decimal(100)
NONE = "—"


@dataclass(frozen=True, slots=True)
class GroupSum:
    """A first-level indicator: its score and its points."""

    name: str
    score: str
    points: str


@dataclass(frozen=True, slots=True)
class ScoreSums:
    """Everything the strip shows."""

    groups: tuple[GroupSum, ...]
    total: str
    grade: str
    warning: str
    """What is wrong with the points, in words."""
    sign: Sign = Sign.ERROR
    """Whether that is wrong, or only still to be filled in."""


def sums_of(facts: Facts, kind: ScoreKind, parent: int = 0) -> ScoreSums:
    """Return what the indicators of the unit, or of a project, come to."""
    groups = kind.groups(facts, parent)
    points = kind.points(facts, parent)
    unit = kind.section is Indicator
    known = not (no_budget(facts) if unit else project_no_budget(facts, parent))
    unwritten = known and points < FULL and has_blank_points(facts, kind.section, parent)
    return ScoreSums(
        tuple(_group(group) for group in groups if group.rows or group.expected),
        number_text(facts[kind.total, parent], "分") or NONE,
        _grade(facts, kind, parent),
        _warning(facts, kind, parent, groups),
        Sign.PARTIAL if unwritten else Sign.ERROR,
    )


def _group(group: GroupScore) -> GroupSum:
    points = group.points if group.points or group.expected is None else group.expected
    return GroupSum(group.level, number_text(group.score, "分") or NONE, grouped(points, 0))


def _grade(facts: Facts, kind: ScoreKind, parent: int) -> str:
    name = kind.grade(facts, parent)
    if not name:
        return NONE
    grades = facts.scheme.grades
    found = next(grade for grade in grades if grade.name == name)
    if found.least:
        return f"{name}（{found.least:f} 及以上）"
    return f"{name}（低于 {min(g.least for g in grades if g.least):f}）"


def _warning(facts: Facts, kind: ScoreKind, parent: int, groups: tuple[GroupScore, ...]) -> str:
    """Return in words why there is no right total: no budget, or points that are not 100."""
    unit = kind.section is Indicator
    if no_budget(facts) if unit else project_no_budget(facts, parent):
        return "全年预算为 0，算不出执行率"
    points = kind.points(facts, parent)
    if points == FULL or not any(group.rows for group in groups):
        return ""
    way = "还差" if points < FULL else "多出"
    return f"分值合计 {grouped(points, 0)}，{way} {grouped(abs(FULL - points), 0)} 分"


# The widgets of SCORES sections: on the scoring page, and in the detail of a project.


BROUGHT_IN = ("level1", "level2", "name", "requirement", "target", "points")
"""What goes on from one year to the next; what came of it is told anew."""


class ScoresGroup(RowsGroup):
    """The scoring table with its buttons."""

    def __init__(self, kind: ScoreKind, context: PageContext) -> None:
        self.kind = kind
        self._spread = Button("按方案铺开指标")
        self._spread.clicked.connect(self.spread)
        self._from_last = Button("从去年带入")
        self._from_last.clicked.connect(self.bring_in)
        super().__init__(kind.section, context, TableDesign(score_columns(kind), row_height=1.45))
        self.finish = self._finish
        self.add_to_head(self._from_last)
        self.add_to_head(self._spread)
        self.refresh()

    @property
    def spread_button(self) -> Button:
        """The button that lays out the indicators of the scheme."""
        return self._spread

    def make_model(self) -> ScoresModel:
        return ScoresModel(self.kind, self.context, self)

    def make_view(self) -> ScoresView:
        return ScoresView(self.model, name=self.section.heading, row_height=1.45)

    @Slot()
    def spread(self) -> None:
        """Lay out the levels of the scheme as indicators still to be written."""
        session = self.context.session
        draft = session.draft()
        for level in session.scheme.levels:
            for name in level.names or ("",):
                row = draft.add(self.section, self.row_list.parent)
                draft.put(self.kind.field("level1"), level.name, row)
                draft.put(self.kind.field("level2"), name or None, row)
        session.make(draft.change, "按方案铺开指标")
        if self.model.rows:
            self.view.choose(self.model.rows[1], 2)
            self.view.setFocus()

    @Slot()
    def bring_in(self) -> None:
        """Bring in the unit's indicators of the year before, each value still to be confirmed."""
        session, last = self.context.session, self.context.session.last_year
        if last is None:
            return
        draft, source = session.draft(), Source(SourceKind.CARRIED, where="上年报告")
        for old in last.rows(self.section.key):
            row = draft.add(self.section, self.row_list.parent)
            for name in BROUGHT_IN:
                field = self.kind.field(name)
                draft.put(field, last[field.at(old)], row, source)
        session.make(draft.change, "从去年带入指标")
        if self.model.rows:
            self.view.choose(self.model.rows[1], 2)
            self.view.setFocus()

    def _has_last(self) -> bool:
        """Return whether last year's report is at hand and has indicators of the unit."""
        last = self.context.session.last_year if self.section is Indicator else None
        return last is not None and bool(last.rows(self.section.key))

    @Slot()
    def refresh(self) -> None:
        """Show messages, and offer last year's or the scheme's indicators while there are none."""
        super().refresh()
        if self.model.rows or self._from_last.parentWidget() is not None:
            self._from_last.setVisible(not self.model.rows and self._has_last())
        if self.model.rows or self._spread.parentWidget() is not None:
            self._spread.setVisible(not self.model.rows)
        view = self.view
        if isinstance(view, ScoresView):
            view.span_levels()

    def _begin_words(self) -> str:
        return (
            "还没有指标。按“按方案铺开指标”先铺出一级、二级指标，"
            "或从绩效目标申报表复制几行后按 Ctrl+V"
        )

    def _own_position(self, at: int) -> int:
        return max(0, at - 1)

    def _finish(self, draft: Draft, row: int) -> None:
        settle_levels(draft, self.kind, row)
        settle_requirement(draft, self.kind, row)
        settle_target(draft, self.kind, row)

    def reckoned_otherwise(self, change: Change) -> dict[Place, str]:
        """Return the scores that target and actual give otherwise: one of both is to be chosen."""
        facts, found = self.context.facts, {}
        score = self.kind.field("score")
        for place in change.entries:
            if (place.section, place.field) != (self.section.key, score.name):
                continue
            beside = score_beside_rule(facts, self.kind.section, place.row)
            if beside is not None:
                found[place] = beside.message
        return found


class ScoresSection(QFrame):
    """The table, and the strip of sums at the foot of the page or below the table.

    At the foot stand the sums of the unit; of the indicators of projects those of one project are
    shown, `show_parent` tells which.
    """

    def __init__(self, section: type[Section], context: PageContext) -> None:
        super().__init__()
        self.kind, self.context = kind_of(section), context
        self._pinned = section is Indicator
        self.group = ScoresGroup(self.kind, context)
        self.strip = ScoreStrip()
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.group)
        self._column.addWidget(self.strip)
        context.keep_current(self, self.refresh)
        if self._pinned:
            context.add_host(section.key, self.group.reveal)
        on_theme_change(self.apply_theme)
        self.refresh()

    def show_parent(self, row: int) -> None:
        """Show the indicators of a project."""
        if self.group.row_list.parent != row:
            self.group.show_parent(row)
        self.refresh()

    def reveal(self, target: Target) -> QWidget | None:
        """Bring a place of an indicator into sight."""
        return self.group.reveal(target)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        page = enclosing(self, PageArea) if self._pinned else None
        if page is not None:
            self._pinned = False
            self.strip.pin_to(page)

    @Slot()
    def refresh(self) -> None:
        """Show the sums as they are now."""
        parent = self.group.row_list.parent
        self.strip.show_sums(sums_of(self.context.facts, self.kind, parent))

    @Slot()
    def apply_theme(self) -> None:
        """Take the gap from the theme."""
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().em(0.4))

"""The widgets of SCORES sections: on the scoring page, and in the detail of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from pingkou_gui.spec.pages.projects import ProjectIndicator
from pingkou_gui.spec.pages.scoring import Indicator
from pingkou_gui.spec.values import Source, SourceKind
from pingkou_gui.ui.kit import Button, PageArea, follow_theme
from pingkou_gui.ui.rows.design import Design
from pingkou_gui.ui.rows.group import RowsGroup
from pingkou_gui.ui.scores.cell_editors import settle_levels, settle_requirement, settle_target
from pingkou_gui.ui.scores.columns import score_columns
from pingkou_gui.ui.scores.kinds import ScoreKind, kind_of
from pingkou_gui.ui.scores.strip import ScoreStrip
from pingkou_gui.ui.scores.sums import sums_of
from pingkou_gui.ui.scores.table import ScoresModel, ScoresView
from pingkou_gui.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from pingkou_gui.domain.draft import Draft
    from pingkou_gui.spec.section import Section
    from pingkou_gui.ui.editors import PageContext, Target


BROUGHT_IN = ("level1", "level2", "name", "requirement", "target", "points")
"""What goes on from one year to the next; what came of it is told anew."""


class ScoresGroup(RowsGroup):
    """The scoring table with its acts."""

    def __init__(self, kind: ScoreKind, context: PageContext) -> None:
        self.kind = kind
        self._spread = Button("按方案铺开指标")
        self._spread.clicked.connect(self.spread)
        self._from_last = Button("从去年带入")
        self._from_last.clicked.connect(self.bring_in)
        super().__init__(kind.section, context, Design(score_columns(kind), row_height=1.45))
        self.finish = self._finish
        self.add_act(self._from_last)
        self.add_act(self._spread)
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
                row = draft.add(self.section, self.lane.parent)
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
            row = draft.add(self.section, self.lane.parent)
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
            "或从绩效目标申报表复制几行后按“从表格粘贴”"
        )

    def _own_position(self, at: int) -> int:
        return max(0, at - 1)

    def _finish(self, draft: Draft, row: int) -> None:
        settle_levels(draft, self.kind, row)
        settle_requirement(draft, self.kind, row)
        settle_target(draft, self.kind, row)


class ScoresSection(QFrame):
    """The table, and the strip of sums at the foot of the page or below the table."""

    def __init__(self, kind: ScoreKind, context: PageContext, *, pinned: bool) -> None:
        super().__init__()
        self.kind, self.context = kind, context
        self._pinned = pinned
        self.group = ScoresGroup(kind, context)
        self.strip = ScoreStrip()
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.group)
        self._column.addWidget(self.strip)
        context.keep_current(self, self.refresh)
        if pinned:
            context.add_host(kind.section.key, self.group.reveal)
        follow_theme(self.dress)
        self.refresh()

    def show_parent(self, row: int) -> None:
        """Show the indicators of a project."""
        if self.group.lane.parent != row:
            self.group.show_parent(row)
        self.refresh()

    def reveal(self, target: Target) -> QWidget | None:
        """Bring a place of an indicator into sight."""
        return self.group.reveal(target)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        parent = self.parentWidget()
        while self._pinned and parent is not None and not isinstance(parent, PageArea):
            parent = parent.parentWidget()
        if isinstance(parent, PageArea):
            self._pinned = False
            self.strip.pin_to(parent)

    @Slot()
    def refresh(self) -> None:
        """Show the sums as they are now."""
        parent = self.group.lane.parent
        self.strip.show_sums(sums_of(self.context.facts, self.kind, parent))

    @Slot()
    def dress(self) -> None:
        """Take the gap from the theme."""
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().em(0.4))


def scores_section(section: type[Section], context: PageContext) -> ScoresSection:
    """Return the widget of the indicators of the unit."""
    return ScoresSection(kind_of(section), context, pinned=True)


def project_scores(context: PageContext) -> ScoresSection:
    """Return the widget of the indicators of a project; `show_parent` tells which."""
    return ScoresSection(kind_of(ProjectIndicator), context, pinned=False)

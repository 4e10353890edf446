"""The six budgets of the funds page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from pingkou_gui.form.values import FigureRef, Place
from pingkou_gui.report.figures_funds import (
    FUND_STAGES,
    FUND_TOTALS,
    FUNDS,
    execution_rate,
    stage_field,
)
from pingkou_gui.ui.editors.field_editors import DerivedLabel, EditorRow, FieldEditor
from pingkou_gui.ui.pages.reconciliation import Reconciliation
from pingkou_gui.ui.pages.rows_section import SoftEditor
from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import on_theme_change
from pingkou_gui.ui.widgets.controls import UnfoldLine
from pingkou_gui.ui.widgets.labels import TextLabel
from pingkou_gui.ui.widgets.layout import GroupBox, GroupColumn

if TYPE_CHECKING:
    from pingkou_gui.report.figures_funds import Fund
    from pingkou_gui.ui.editors.page_context import PageContext, Target


# The budgets over the stages of the year, in fixed columns, with their totals.


LABEL, AMOUNT, RATE = 9.4, 5.0, 4.0
NARROW = 5.6, 3.7, 3.4
"""Widths of label, amount and rate where the window is narrow."""
RATE_AT = 6
"""The place of the rate in the line: after label and five amounts."""
RARE = ("special_account", "other")
_HEADS = ("年初预算", "全年预算", "全年执行", "上年结转", "结转下年")


class RatePlace:
    """The rate of a row: in its column, or named under the amounts where they need the room."""

    def __init__(self, row: EditorRow, rate: DerivedLabel) -> None:
        self._row, self._rate, self._below = row, rate, False
        self._name = TextLabel("执行率", TypeRole.SMALL, Tone.SECONDARY)
        self._name.setParent(row)
        self._name.hide()

    def fit(self, *, below: bool) -> None:
        """Put the rate under the amounts, or back into its column."""
        if below != self._below:
            self._below = below
            self._row.set_before_tail((self._name, self._rate), RATE_AT, below=below)
            self._name.setVisible(below)


class FundRow(EditorRow):
    """One budget: five amounts and its execution rate."""

    def __init__(self, fund: Fund, context: PageContext) -> None:
        super().__init__(indent=LABEL + 0.85)
        self.fund, self._context = fund, context
        self.label = TextLabel(fund.label, width=LABEL)
        self.add(self.label)
        for stage in FUND_STAGES:
            editor = self._editor(stage)
            self.add(editor)
            self.follow(editor)
        self.rate = DerivedLabel(fund.rate, context, width=RATE)
        self.add(self.rate)
        self.add_stretch()
        self._rate_place = RatePlace(self, self.rate)

    @property
    def in_use(self) -> bool:
        """Whether something stands in the row, typed or worked out."""
        report, facts = self._context.session.report, self._context.facts
        typed = any(report.entry(field.at()) is not None for field in self.fund.section.fields)
        return typed or facts[self.fund.stages["full_year"]] != 0

    def widget_of(self, target: Target) -> QWidget | None:
        """Return the widget that shows a place or figure of this budget."""
        if isinstance(target, FigureRef) and target == self.fund.rate.at():
            return self.rate
        name = target.figure.rpartition(":")[2] if isinstance(target, FigureRef) else ""
        name = target.field if isinstance(target, Place) else name
        found = (editor for editor in self.editors if editor.binding.field.name == name)
        return next(found, None)

    def fit(self, label: float, amount: float, rate: float, *, below: bool) -> None:
        """Take other widths, in em, and put the rate under the amounts with `below`."""
        self._rate_place.fit(below=below)
        self.label.set_width(label)
        for editor in self.editors:
            if isinstance(editor, FieldEditor):
                editor.set_width(amount)
        self.rate.set_width(rate)

    def _editor(self, stage: str) -> FieldEditor:
        field = stage_field(self.fund.section, stage)
        if stage == "outturn":
            return SoftEditor(field, self.fund.stages[stage], self._context, width=AMOUNT)
        return FieldEditor(field, self._context, width=AMOUNT)


class TotalRow(EditorRow):
    """What the budgets come to."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(total=True)
        figures = [FUND_TOTALS[stage] for stage in FUND_STAGES]
        self._label = TextLabel("合计", TypeRole.STRONG, width=LABEL)
        self._sums = [DerivedLabel(f, context, width=AMOUNT, strong=True) for f in figures]
        self._rate = DerivedLabel(execution_rate, context, width=RATE, strong=True)
        for part in (self._label, *self._sums, self._rate):
            self.add(part)
        self.add_stretch()
        self._rate_place = RatePlace(self, self._rate)

    def fit(self, label: float, amount: float, rate: float, *, below: bool) -> None:
        """Take other widths, in em, and put the rate under the amounts with `below`."""
        self._rate_place.fit(below=below)
        self._label.set_width(label)
        for figure in self._sums:
            figure.set_width(amount)
        self._rate.set_width(rate)


class RareFunds(UnfoldLine):
    """`展开 专户非税收入、其他资金`: gone as soon as one of them holds something."""

    def __init__(self, rows: list[FundRow]) -> None:
        names = "、".join(row.fund.label for row in rows)
        super().__init__(f"展开 {names}", "没有的不用填，附件2、附件3里印 0.00")
        self._rows = rows
        self.link.clicked.connect(self.open)

    def fold(self) -> None:
        """Fold the rows away while all are empty; once they stand in their group."""
        self._show(shown=any(row.in_use for row in self._rows))

    @Slot()
    def open(self) -> None:
        """Show the rows and begin to type."""
        self._show(shown=True)
        self._rows[0].editors[0].setFocus()

    @Slot()
    def open_if_used(self) -> None:
        """Show the rows once one of them holds something, be it what its projects spent."""
        if not self.isHidden() and any(row.in_use for row in self._rows):
            self._show(shown=True)

    def open_for(self, row: FundRow) -> None:
        """Show the rows where `row` is one of them."""
        if row in self._rows:
            self._show(shown=True)

    def _show(self, *, shown: bool) -> None:
        if shown:
            self.hide()
        for row in self._rows:
            row.setVisible(shown)


class BudgetsGroup(GroupBox):
    """All budgets with their totals."""

    def __init__(self, context: PageContext) -> None:
        heads = [GroupColumn(head, AMOUNT) for head in _HEADS]
        super().__init__(
            "按预算（万元）", columns=[*heads, GroupColumn("执行率", RATE)], title_width=LABEL
        )
        self.rows = {code: FundRow(fund, context) for code, fund in FUNDS.items()}
        self._rare = RareFunds([self.rows[code] for code in RARE])
        for row in self.rows.values():
            self.add(row)
        self.add(self._rare)
        self._rare.fold()
        context.keep_current(self._rare, self._rare.open_if_used)
        self._total = TotalRow(context)
        self.add(self._total)
        self._context = context
        context.room_changed.connect(self.fit)
        self.fit()
        for row in self.rows.values():
            context.add_host(row.fund.section.key, self.reveal)

    @Slot()
    def fit(self) -> None:
        """Stand closer where the window is narrow."""
        widths = NARROW if self._context.room.narrow_funds else (LABEL, AMOUNT, RATE)
        label, amount, rate = widths
        below = self._context.room.rate_below
        self.fit_columns(label, [*[amount] * len(_HEADS), 0 if below else rate])
        for row in self.rows.values():
            row.fit(*widths, below=below)
        self._total.fit(*widths, below=below)

    def reveal(self, target: Target) -> QWidget | None:
        """Bring a place of a budget into sight and return its widget."""
        key = target.figure.split(":")[0] if isinstance(target, FigureRef) else target.section
        for row in self.rows.values():
            if row.fund.section.key == key:
                self._rare.open_for(row)
                return row.widget_of(target)
        return None


# The widget of the six budgets of the funds page.


class FundsSection(QFrame):
    """All budgets, and below them whether the sums agree."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.budgets = BudgetsGroup(context)
        self.reconciliation = Reconciliation(context)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.budgets)
        self._column.addWidget(self.reconciliation)
        on_theme_change(self.apply_theme)

    @Slot()
    def apply_theme(self) -> None:
        """Take the gap from the theme."""
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().em(0.5))

"""An amount row: this year, last year, change, rate, budget, reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QSizePolicy

from pingkou_gui.domain.figures.quantity import QUANTITIES, is_summed, quantity
from pingkou_gui.spec.place import FigureRef
from pingkou_gui.ui.editors import DerivedLabel, EditorRow, FieldEditor
from pingkou_gui.ui.editors.words import amounts_label
from pingkou_gui.ui.kit import Text, follow_theme
from pingkou_gui.ui.theme import Tone, TypeRole, theme

if TYPE_CHECKING:
    from decimal import Decimal

    from PySide6.QtWidgets import QWidget

    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.figure import Figure
    from pingkou_gui.spec.amounts import Amounts
    from pingkou_gui.spec.field import Field
    from pingkou_gui.ui.editors import PageContext, Target
    from pingkou_gui.ui.shell import Room

LABEL, YEAR, CHANGE, RATE, BUDGET = 8.9, 4.8, 4.0, 3.7, 4.1
"""Widths of the columns, in em."""
BUDGET_AT = 5
"""The place of the budget in the line: after label, two years, change and rate."""
_INDENT = 0.9


class AmountRow(EditorRow):
    """One quantity; what follows from its parts is shown, what does not can be typed."""

    def __init__(self, line: Amounts, context: PageContext, *, budgeted: bool) -> None:
        """Make the row; with `budgeted` it keeps the room of the budget column."""
        self._grand = bool(line.parts) and line.level == 0 and not _is_part(line)
        super().__init__(total=self._grand)
        self.line = line
        self._context, self._budgeted = context, budgeted
        self._budget: QWidget | None = None
        self._budget_below = False
        figures = quantity(line)
        role = TypeRole.STRONG if self._grand else TypeRole.BODY
        self._label = Text(self._title(), role, width=LABEL)
        self.add(self._label)
        self._fields = [
            self._amount(line.this, figures.this, "this", YEAR),
            self._amount(line.last, figures.last, "last", YEAR),
        ]
        self._figures = [
            DerivedLabel(figures.change, context, width=CHANGE, strong=self._grand),
            DerivedLabel(figures.rate, context, width=RATE, strong=self._grand),
        ]
        for label in self._figures:
            self.add(label)
        self._add_budget(line, figures.budget)
        self._reason = self._add_reason(line)
        self._show_reason()
        follow_theme(self._indent_label)

    @property
    def empty(self) -> bool:
        """Whether nothing stands in the row."""
        return not any(self._context.session.report[f.at()] for f in self.line.fields)

    def holds(self, target: Target) -> bool:
        """Return whether a place or figure stands in this row."""
        if isinstance(target, FigureRef):
            return any(f.at() == target for f in quantity(self.line).figures)
        return any(f.at() == target for f in self.line.fields)

    def widget_of(self, target: Target) -> QWidget | None:
        """Return the widget that shows a target of this row."""
        if isinstance(target, FigureRef):
            shown = (w for w in self._figures if w.figure.at() == target)
            return next(shown, self._fields[1 if target.figure.endswith(":last") else 0])
        found = next((each for each in self.editors if each.binding.place == target), None)
        return self._amount_typed() if found is self._reason and self._hides_reason() else found

    def _hides_reason(self) -> bool:
        return self._reason is not None and self._reason.isHidden()

    def _amount_typed(self) -> FieldEditor:
        """Return the first amount that can be typed: without a change it is what to look at."""
        typed = (each for each in self._fields if not each.binding.is_derived)
        return next(typed, self._fields[0])

    def fit(self, room: Room) -> None:
        """Put the reason under the figures where the window is narrow."""
        below = room.reason_below or (self._budgeted and room.reason_below_budget)
        self.set_tail_below(below)
        if self._reason is not None:
            policy = self._reason.sizePolicy()
            policy.setRetainSizeWhenHidden(not below)
            self._reason.setSizePolicy(policy)
        self._fit_budget(below=room.budget_beside_reason)

    def _fit_budget(self, *, below: bool) -> None:
        """Put the budget with its name before the reason, where the columns have no room."""
        budget = self._budget
        if budget is None or below == self._budget_below:
            return
        self._budget_below = below
        typed = isinstance(budget, FieldEditor)
        budget.setVisible(typed or not below)
        if typed:
            self.set_before_tail((self._budget_name, budget), BUDGET_AT, below=below)
            self._budget_name.setVisible(below)

    def _title(self) -> str:
        return amounts_label(self.line) + ("合计" if self._grand else "")

    def _amount(
        self, field: Field[Decimal], figure: Figure, column: str, width: float
    ) -> FieldEditor:
        def derived(facts: Facts) -> bool:
            key = ("summed", self.line.key, column)
            return facts.keep(key, lambda: is_summed(facts, self.line, column))

        editor = FieldEditor(
            field, self._context, width=width, strong=self._grand, figure=figure, derived=derived
        )
        self.add(editor)
        self.follow(editor)
        return editor

    def _add_budget(self, line: Amounts, figure: Figure | None) -> None:
        self._budget_name = Text("本年预算", TypeRole.SMALL, Tone.SECONDARY)
        self._budget_name.setParent(self)
        self._budget_name.hide()
        if line.budget is not None and figure is not None:
            self._budget = self._amount(line.budget, figure, "budget", BUDGET)
        elif self._budgeted:
            self._budget = Text(width=BUDGET)
            self.add(self._budget)

    def _add_reason(self, line: Amounts) -> FieldEditor | None:
        if line.reason is None:
            self.add_stretch()
            return None
        reason = FieldEditor(line.reason, self._context)
        policy = reason.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        reason.setSizePolicy(policy)
        self.set_tail(reason)
        self.follow(reason)
        self._context.keep_current(self, self._show_reason)
        return reason

    @Slot()
    def _show_reason(self) -> None:
        """Ask for a reason only where there is a change, or one was written."""
        if self._reason is None or self._reason.hasFocus():
            return
        same = self._context.facts[quantity(self.line).change] == 0
        self._reason.setHidden(same and not self._reason.text())

    @Slot()
    def _indent_label(self) -> None:
        self._label.setIndent(theme().em(_INDENT) if self.line.level else 0)


def _is_part(line: Amounts) -> bool:
    return any(line in other.amounts.parts for other in QUANTITIES.values())

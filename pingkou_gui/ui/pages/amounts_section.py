"""A section of amount rows in fixed columns, subtotals over their parts, the total last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from pingkou_gui.spec.amounts import Amounts
from pingkou_gui.ui.kit import Column, Group
from pingkou_gui.ui.pages.amount_row import BUDGET, CHANGE, LABEL, RATE, YEAR, AmountRow
from pingkou_gui.ui.pages.fold import Fold
from pingkou_gui.ui.pages.order import in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from pingkou_gui.spec.section import Section
    from pingkou_gui.ui.editors import PageContext, Target


def amounts_section(section: type[Section], context: PageContext) -> Group:
    """Return the group of a section of amount rows."""
    return AmountsGroup(section, context)


class AmountsGroup(Group):
    """The rows of a section; classes that are rarely used are folded away while empty."""

    def __init__(self, section: type[Section], context: PageContext) -> None:
        lines = [line for line in section.lines if isinstance(line, Amounts)]
        budgeted = any(line.budgeted for line in lines)
        self._budgeted, self._heads = budgeted, _columns(lines)
        super().__init__(section.heading, columns=self._heads, title_width=LABEL)
        self._context = context
        self._rows: list[AmountRow] = []
        self._folds: list[Fold] = []
        rare: list[AmountRow] = []
        for line in in_order(lines):
            row = AmountRow(line, context, budgeted=budgeted)
            if rare and not line.rare:
                self._add_fold(rare)
                rare = []
            self._rows.append(row)
            self.add(row)
            if line.rare:
                rare.append(row)
        if rare:
            self._add_fold(rare)
        context.add_host(section.key, self.reveal)
        context.room_changed.connect(self._fit)
        self._fit()

    def reveal(self, target: Target) -> QWidget | None:
        """Unfold the row of a target and return its field."""
        row = next((row for row in self._rows if row.holds(target)), None)
        if row is None:
            return None
        for fold in self._folds:
            fold.open_for(row)
        return row.widget_of(target)

    def _add_fold(self, rows: list[AmountRow]) -> None:
        fold = Fold(tuple(rows))
        self._folds.append(fold)
        self.add(fold)

    @Slot()
    def _fit(self) -> None:
        room = self._context.room
        for row in self._rows:
            row.fit(room)
        below = room.reason_below or (self._budgeted and room.reason_below_budget)
        hidden = {"本年预算"} if room.budget_beside_reason else set()
        hidden |= {"变动原因"} if below else set()
        self.fit_columns(LABEL, [0 if c.title in hidden else c.width for c in self._heads])


def _columns(lines: Sequence[Amounts]) -> tuple[Column, ...]:
    columns = [
        Column("本年决算", YEAR),
        Column("上年决算", YEAR),
        Column("增减额", CHANGE),
        Column("增减率", RATE),
    ]
    if any(line.budgeted for line in lines):
        columns.append(Column("本年预算", BUDGET))
    if any(line.reasoned for line in lines):
        columns.append(Column("变动原因", None, figures=False))
    return tuple(columns)

"""The widget of the six budgets of the funds page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout

from pingkou_gui.ui.funds.budgets import BudgetsGroup
from pingkou_gui.ui.funds.reconciliation import Reconciliation
from pingkou_gui.ui.kit import follow_theme
from pingkou_gui.ui.theme import theme

if TYPE_CHECKING:
    from pingkou_gui.spec.section import Section
    from pingkou_gui.ui.editors import PageContext


class FundsSection(QFrame):
    """All budgets, and below them whether the sums agree."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.budgets = BudgetsGroup(context)
        self.reconciliation = Reconciliation(context)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.budgets)
        self._column.addWidget(self.reconciliation)
        follow_theme(self.dress)

    @Slot()
    def dress(self) -> None:
        """Take the gap from the theme."""
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().em(0.5))


def funds_section(section: type[Section], context: PageContext) -> FundsSection:
    """Return the widget of all budgets; `section` is the first of them."""
    del section
    return FundsSection(context)

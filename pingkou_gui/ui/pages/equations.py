"""Total spending by nature and by budget: two equations, one under the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from pingkou_gui.form.pages.basic_spending import Basic
from pingkou_gui.form.pages.projects import ProjectTotals
from pingkou_gui.report.figures import quantity
from pingkou_gui.report.figures_funds import FUND_TOTALS, FUNDS, stage_field, total_spending
from pingkou_gui.ui.editors.binding import figure_text
from pingkou_gui.ui.editors.field_editors import DerivedLabel
from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import FlowRow, on_theme_change
from pingkou_gui.ui.widgets.labels import Side, TextLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from pingkou_gui.report.facts import Facts, Figure
    from pingkou_gui.ui.editors.page_context import PageContext

_EQUATION_NAME, _TERM, _TOTAL = 3.6, 6.0, 6.4
_OF_FIGURE = {fund.stages["outturn"].key: fund for fund in FUNDS.values()}
_SHORT = {
    "general": "一般公共预算",
    "government_funds": "政府性基金",
    "state_capital": "国有资本经营",
    "social_insurance": "社会保险基金",
    "special_account": "专户非税收入",
    "other": "其他资金",
}


def term_text(facts: Facts, figure: Figure, row: int = 0) -> str:
    """Return the number of a term; 无 where the budget has none."""
    fund = _OF_FIGURE.get(figure.key)
    if fund is not None and facts.stated_none(stage_field(fund.section, "outturn")):
        return "无"
    return figure_text(facts, figure, row) or "未填"


class Term(QFrame):
    """A number under its name, with the sign that stands before it."""

    def __init__(self, name: str, figure: Figure, context: PageContext, *, first: bool) -> None:
        super().__init__()
        self.figure = figure
        self._line, self._column = QHBoxLayout(self), QVBoxLayout()
        side = Side.CENTRE
        self._sign = TextLabel("" if first else "+", tone=Tone.SECONDARY, side=side, width=0.8)
        self._line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignBottom)
        self._line.addLayout(self._column)
        self._name = TextLabel(name, TypeRole.SMALL, Tone.SECONDARY, side=Side.RIGHT)
        self._column.addWidget(self._name)
        self.value = DerivedLabel(figure, context, width=_TERM, show=term_text)
        self._column.addWidget(self.value)
        on_theme_change(self.apply_theme)

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)
        self._column.setSpacing(0)
        self._sign.setFixedHeight(self.value.height())
        self._name.setContentsMargins(0, 0, theme().digit_inset(), 0)


class BigFigure(DerivedLabel):
    """A total, larger than what it is made of."""

    def __init__(self, figure: Figure, context: PageContext) -> None:
        super().__init__(figure, context, width=_TOTAL, show=term_text)
        on_theme_change(self.enlarge)

    @Slot()
    def enlarge(self) -> None:
        """Take the larger font."""
        self.setFont(theme().font(TypeRole.FIGURE))
        self.apply_theme()


class Equation(QFrame):
    """A name, the terms, and the total behind them, in one column with that of the other."""

    def __init__(
        self, name: str, terms: Sequence[tuple[str, Figure]], total: Figure, context: PageContext
    ) -> None:
        super().__init__()
        self._line = QHBoxLayout(self)
        self._name = TextLabel(name, TypeRole.STRONG, width=_EQUATION_NAME)
        self._line.addWidget(self._name)
        self._holder = QFrame()
        self._flow = FlowRow(self._holder)
        self.terms = [
            Term(label, figure, context, first=not at) for at, (label, figure) in enumerate(terms)
        ]
        for term in self.terms:
            self._flow.addWidget(term)
        self._line.addWidget(self._holder, 1)
        self._equals = TextLabel("=", tone=Tone.SECONDARY)
        self._line.addWidget(self._equals)
        self.total = BigFigure(total, context)
        self._line.addWidget(self.total)
        self._across = 0
        on_theme_change(self.apply_theme)

    def terms_width(self) -> int:
        """Return how wide the terms are side by side, in pixels."""
        return sum(term.sizeHint().width() for term in self.terms if not term.isHidden())

    def set_terms_width(self, width: int) -> None:
        """Leave the terms so many pixels and no more, that the total stands near them."""
        self._across = width
        self._draw_near()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw_near()

    def _draw_near(self) -> None:
        em = theme().em
        left, right = em(0.5), em(0.6)
        if self._across:
            beside = (self._name, self._equals, self.total)
            taken = left + self._across + sum(w.sizeHint().width() for w in beside)
            right = max(right, self.width() - taken - len(beside) * self._line.spacing())
        self._line.setContentsMargins(left, em(0.1), right, em(0.1))

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(theme().em(0.35))
        self._draw_near()


class Equations(QFrame):
    """Total spending by nature and by budget; budgets that nobody has are left out."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        nature = (
            ("基本支出", quantity(Basic.total).this),
            ("项目支出", quantity(ProjectTotals.total).this),
        )
        budgets = [(_SHORT[code], fund.stages["outturn"]) for code, fund in FUNDS.items()]
        outturn = FUND_TOTALS["outturn"]
        self.by_nature = Equation("按性质", nature, total_spending, context)
        self.by_budget = Equation("按预算", budgets, outturn, context)
        column.addWidget(self.by_nature)
        column.addWidget(self.by_budget)
        context.keep_current(self, self.refresh)
        on_theme_change(self.fit)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the rare budgets only where they have something."""
        facts = self._context.facts
        for term in self.by_budget.terms:
            rare = _OF_FIGURE[term.figure.key].code in ("special_account", "other")
            term.setVisible(not rare or bool(facts[term.figure]))
        self.fit()

    @Slot()
    def fit(self) -> None:
        """Have both totals stand behind the longer of the two lines."""
        both = (self.by_nature, self.by_budget)
        width = max(equation.terms_width() for equation in both)
        for equation in both:
            equation.set_terms_width(width)

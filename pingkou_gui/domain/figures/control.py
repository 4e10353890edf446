"""How the three public expenses stand to their budgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.figure import figure
from pingkou_gui.domain.figures.quantity import less, quantity, share
from pingkou_gui.spec.pages.basic_spending import Buildings, ThreePublic, ThreePublicBudget

if TYPE_CHECKING:
    from decimal import Decimal

    from pingkou_gui.domain.facts import Facts


@figure(
    "“三公”经费变动率",
    unit="%",
    words="({three_public.total:budget} − {three_public_budget.last_budget})"
    " ÷ {three_public_budget.last_budget} × 100%",
    source="财预〔2013〕53号：“三公”经费变动率比较本年与上年预算数",
)
def three_public_budget_change_rate(f: Facts, _row: int) -> Decimal | None:
    """This year's budget against last year's, in per cent."""
    budget, last = quantity(ThreePublic.total).budget, f[ThreePublicBudget.last_budget]
    return None if budget is None else share(less(f[budget], last), last)


@figure(
    "规模控制率",
    unit="%",
    words="{buildings.actual_area} ÷ {buildings.approved_area} × 100%",
    source="部门整体支出绩效评价基础数据表",
)
def building_area_rate(f: Facts, _row: int) -> Decimal | None:
    """Area built in per cent of the area approved."""
    return share(f[Buildings.actual_area], f[Buildings.approved_area])


@figure(
    "投资概算控制率",
    unit="%",
    words="{buildings.actual_investment} ÷ {buildings.planned_investment} × 100%",
    source="部门整体支出绩效评价基础数据表",
)
def building_investment_rate(f: Facts, _row: int) -> Decimal | None:
    """Money spent in per cent of the investment approved."""
    return share(f[Buildings.actual_investment], f[Buildings.planned_investment])


CONTROL = (three_public_budget_change_rate, building_area_rate, building_investment_rate)

"""Chapter one, second part: what was spent in all, by nature, by project and by budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.figures.funds import FUNDS, total_spending, total_spending_last
from pingkou_gui.domain.figures.quantity import less, quantity, share
from pingkou_gui.domain.wording.changes import moved, with_change
from pingkou_gui.domain.wording.listing import all_projects, listed_items
from pingkou_gui.domain.wording.reconciling import open_gap
from pingkou_gui.domain.wording.say import joined, say, together
from pingkou_gui.domain.wording.sentence import sentence
from pingkou_gui.domain.wording.texts import text_of
from pingkou_gui.domain.wording.values import Number, amount_of, figured, stage_of, year
from pingkou_gui.spec.pages.basic_spending import Basic
from pingkou_gui.spec.pages.overview import OverviewTexts
from pingkou_gui.spec.pages.projects import ProjectTotals

if TYPE_CHECKING:
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.figures.funds import Fund
    from pingkou_gui.domain.wording.spans import Spans
    from pingkou_gui.spec.amounts import Amounts

PERSONNEL = ("301", "303")
OPERATING = ("302", "307", "310", "399")
SIDE_FUNDS = ("special_account", "other")
"""Budgets most townships have nothing in: told of only where there is something."""


@sentence("overview.total")
def total(f: Facts, _row: int) -> Spans:
    """Everything spent, with its two halves and their shares."""
    return say(
        "{year}部门整体支出{total}{change}。其中：{basic}；{projects}。",
        year=year(f),
        total=figured(f, total_spending).money(),
        change=_total_change(f),
        basic=_half(f, Basic.total),
        projects=_half(f, ProjectTotals.total),
    )


def _total_change(f: Facts) -> Spans:
    """Return how the total stands to last year, where both halves of last year are known."""
    change = less(f[total_spending], f[total_spending_last])
    if change is None:
        return ()
    refs = (total_spending.at(), total_spending_last.at())
    rate = Number(share(change, f[total_spending_last]), refs)
    return together("，", moved(Number(change, refs), rate))


def _half(f: Facts, amounts: Amounts) -> Spans:
    figures = quantity(amounts)
    if f.stated_none(figures.this):
        return together(f"无{amounts.label}", with_change(f, amounts))
    part = Number(
        share(f[figures.this], f[total_spending]), (figures.this.at(), total_spending.at())
    )
    return say(
        "{name}{amount}{share}{change}",
        name=amounts.label,
        amount=amount_of(f, amounts).money(),
        share=say("，占{rate}", rate=part.percent()) if part.value is not None else "",
        change=with_change(f, amounts),
    )


@sentence("overview.basic")
def basic(f: Facts, _row: int) -> Spans:
    """Personnel and operating spending, with what each consists of."""
    halves = (
        _with_items(f, Basic.personnel, PERSONNEL),
        _with_items(f, Basic.operating, OPERATING),
    )
    return say("基本支出包括：{halves}。", halves=joined(halves, "；"))


def _with_items(f: Facts, amounts: Amounts, classes: tuple[str, ...]) -> Spans:
    items = listed_items(f, classes)
    none = f.stated_none(quantity(amounts).this)
    said = f"无{amounts.label}" if none else together(amounts.label, amount_of(f, amounts).money())
    including = together("，主要包括", items) if items else ""
    return together(said, with_change(f, amounts), including)


@sentence("overview.projects")
def projects(f: Facts, _row: int) -> Spans:
    """All projects, whatever budget they are paid from."""
    return all_projects(f)


@sentence("overview.budgets")
def budgets(f: Facts, _row: int) -> Spans:
    """The same money by budget; a difference stands there until it is closed."""
    funds = joined((_by_budget(f, fund) for fund in FUNDS.values()), "，")
    return together("按资金来源分：", funds, "。", open_gap(f))


def _by_budget(f: Facts, fund: Fund) -> Spans:
    outturn = stage_of(f, fund, "outturn")
    if fund.code in SIDE_FUNDS:
        return together(fund.label, "支出", outturn.money()) if outturn.value else ()
    if f.stated_none(fund.stages["outturn"]):
        return together(f"无{fund.label}支出")
    return together(f"{fund.label}支出", outturn.money())


@sentence("overview.scope")
def scope(f: Facts, _row: int) -> Spans:
    """What the money went into and whom it reached, in the clerk's words."""
    return text_of(f, OverviewTexts.spending_scope)


SPENDING = (total, basic, projects, budgets, scope)

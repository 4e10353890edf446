"""Spending against budgets, people against posts, parts against wholes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.domain.checks.check import check, row_check
from pingkou_gui.domain.checks.words import differs, money, percent
from pingkou_gui.domain.figures.funds import FUNDS, stage_field
from pingkou_gui.domain.figures.people import staff_control_rate
from pingkou_gui.domain.figures.projects import rows_with
from pingkou_gui.domain.figures.quantity import QUANTITIES, quantity
from pingkou_gui.domain.finding import Finding, Severity
from pingkou_gui.spec.pages.basic_spending import Basic, Conferences, Control, EconomicItem
from pingkou_gui.spec.pages.overview import Staff
from pingkou_gui.spec.pages.projects import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.domain.facts import Facts

ZERO = Decimal(0)
_BUDGET_LAW = "预算法 第十三条：未列入预算的不得支出"
_ITEM_TOTALS = {"会议费": Conferences.meetings, "培训费": Conferences.training}


def _name(f: Facts, row: int) -> str:
    name = f[Project.name, row]
    return name[:12] if name else "未命名项目"


def _is_overspent(f: Facts, budget: Decimal, spent: Decimal) -> bool:
    """Return whether spending goes beyond what the county still lets pass, in per cent."""
    return spent * 100 > budget * f.scheme.threshold("execution_high")


@check("支出不超过预算", "OVER_EXECUTION", ground=_BUDGET_LAW)
def budgets_are_kept(f: Facts) -> Iterator[Finding]:
    """No budget is overspent, and none is spent that was not there."""
    for fund in FUNDS.values():
        budget, spent = f[fund.stages["full_year"]], f[fund.stages["outturn"]]
        if budget is None or spent is None or not _is_overspent(f, budget, spent):
            continue
        places = (
            stage_field(fund.section, "full_year").at(),
            stage_field(fund.section, "outturn").at(),
        )
        message = f"{fund.label}执行超过全年预算 {money(spent - budget)} 万元"
        if not budget:
            message = f"{fund.label}全年预算为 0，却有支出 {money(spent)} 万元"
        yield Finding(
            "budgets_are_kept",
            Severity.ERROR if not budget else Severity.REMINDER,
            message,
            places,
            f"{money(budget)} → {money(spent)}",
        )


@row_check(Project, "项目支出不超过预算", "OVER_EXECUTION", ground=_BUDGET_LAW)
def project_budgets_are_kept(f: Facts, row: int) -> Iterator[Finding]:
    """No project is overspent."""
    budget, spent = f[Project.full_year, row], f[Project.outturn, row]
    if budget is None or spent is None or not _is_overspent(f, budget, spent):
        return
    name = _name(f, row)
    yield Finding(
        "project_budgets_are_kept",
        Severity.REMINDER if budget else Severity.ERROR,
        f"{name}执行 {money(spent)} 超过全年预算 {money(budget)}",
        (Project.full_year.at(row), Project.outturn.at(row)),
        f"超过 {money(spent - budget)} 万元",
    )


@row_check(Project, "上年结转是全年预算的一部分", "SUM")
def carried_in_is_part_of_the_budget(f: Facts, row: int) -> Iterator[Finding]:
    """What was carried in, with other funds, is no more than the full-year budget it is part of.

    Ground: in 附件3 年度资金总额 = 当年财政拨款 + 上年结转资金 + 其他资金, and no part of
    it is below zero.
    """
    budget, carried = f[Project.full_year, row], f[Project.carried_in, row]
    other = f[Project.other_full_year, row] or ZERO
    if budget is None or not carried or carried + other <= budget:
        return
    places = (Project.carried_in.at(row), Project.full_year.at(row))
    alone = carried > budget
    what = "上年结转" if alone else "上年结转加其他资金"
    yield Finding(
        "carried_in_is_part_of_the_budget",
        Severity.ERROR,
        f"{_name(f, row)}{what}超过全年预算",
        places if alone else (*places, Project.other_full_year.at(row)),
        f"{money(carried if alone else carried + other)} > {money(budget)}",
    )


@row_check(Project, "结转资金的执行不超过结转", "OVER_EXECUTION", ground=_BUDGET_LAW)
def carried_in_is_not_overspent(f: Facts, row: int) -> Iterator[Finding]:
    """No more of the money carried in is spent than was carried in."""
    carried, spent = f[Project.carried_in, row], f[Project.carried_in_outturn, row]
    if carried is None or spent is None or spent <= carried:
        return
    yield Finding(
        "carried_in_is_not_overspent",
        Severity.ERROR,
        f"{_name(f, row)}结转资金执行超过上年结转",
        (Project.carried_in_outturn.at(row), Project.carried_in.at(row)),
        f"{money(spent)} > {money(carried)}",
    )


@check("项目的上年结转在它的预算里", "CONTRADICTION")
def carried_in_is_in_its_budget(f: Facts) -> Iterator[Finding]:
    """What the projects of a budget carried in is no more than the budget itself carried in."""
    for code, fund in FUNDS.items():
        rows = [row for row in rows_with(f, Project.budget, code) if f[Project.carried_in, row]]
        parts = sum((f[Project.carried_in, row] or ZERO for row in rows), ZERO)
        whole = f[fund.stages["carried_in"]]
        if whole is None or parts <= whole or not differs(parts, whole):
            continue
        field = stage_field(fund.section, "carried_in")
        yield Finding(
            "carried_in_is_in_its_budget",
            Severity.ERROR,
            f"{fund.label}上年结转少于各项目的上年结转",
            (field.at(), *(Project.carried_in.at(row) for row in rows)),
            f"资金页 {money(whole)}，项目合计 {money(parts)}，差 {money(parts - whole)}",
        )


@row_check(Project, "没有用完的写明原因", "REASON")
def unspent_projects_have_a_reason(f: Facts, row: int) -> Iterator[Finding]:
    """A project that left money over says why."""
    budget, spent = f[Project.full_year, row], f[Project.outturn, row]
    reason = f[Project.unspent_reason, row]
    if not budget or spent is None or spent >= budget or reason is not None:
        return
    rate = spent / budget * 100
    if rate >= f.scheme.threshold("execution_low"):
        return
    name = _name(f, row)
    yield Finding(
        "unspent_projects_have_a_reason",
        Severity.REMINDER,
        f"{name}只执行 {percent(rate)}，写未执行完的原因",
        (Project.unspent_reason.at(row), Project.outturn.at(row)),
        f"{money(spent)} / {money(budget)}",
    )


@check("“三公”等经费不超过预算", "OVER_EXECUTION", ground="党政机关厉行节约反对浪费条例")
def controlled_expenses_keep_their_budgets(f: Facts) -> Iterator[Finding]:
    """An expense with a budget of its own stays within it."""
    for row in QUANTITIES.values():
        if row.budget is None or row.amounts in (Basic.operating, Control.adjustment):
            continue
        budget, spent, field = f[row.budget], f[row.this], row.amounts.budget
        if budget is None or spent is None or field is None or spent <= budget:
            continue
        yield Finding(
            "controlled_expenses_keep_their_budgets",
            Severity.REMINDER,
            f"{row.label}决算超过预算 {money(spent - budget)} 万元",
            (row.amounts.this.at(), field.at()),
            f"预算 {money(budget)}，决算 {money(spent)}",
        )


@check("在职人数不超过编制", "OVER_EXECUTION", ground="地方各级人民政府机构设置和编制管理条例")
def people_fit_their_posts(f: Facts) -> Iterator[Finding]:
    """People in post do not exceed the posts approved."""
    rate = f[staff_control_rate]
    people, posts = f[Staff.headcount], f[Staff.establishment]
    if people and posts == 0:
        message, numbers = f"编制数为 0，却有在职 {people} 人，核对", f"编制 0 人，在职 {people} 人"
    elif rate is not None and rate > f.scheme.threshold("staff_control_high"):
        message, numbers = f"在职 {people} 人超过编制 {posts} 人", f"控制率 {percent(rate)}"
    else:
        return
    places = (Staff.headcount.at(), Staff.establishment.at())
    yield Finding("people_fit_their_posts", Severity.REMINDER, message, places, numbers)


@row_check(EconomicItem, "明细与单列的数一致", "CONTRADICTION")
def items_agree_with_the_rows_of_their_own(f: Facts, row: int) -> Iterator[Finding]:
    """会议费 and 培训费 have one value, in the list of items and in the row of their own."""
    amounts = _ITEM_TOTALS.get(f[EconomicItem.name, row] or "")
    item = f[EconomicItem.this, row]
    total = None if amounts is None else f[quantity(amounts).this]
    if amounts is None or item is None or total is None or not differs(item, total):
        return
    yield Finding(
        "items_agree_with_the_rows_of_their_own",
        Severity.REMINDER,
        f"{amounts.label}明细 {money(item)} 与单列的 {money(total)} 不一致",
        (EconomicItem.this.at(row), amounts.this.at()),
        f"差 {money(abs(item - total))}",
    )


SPENDING_CHECKS = (
    budgets_are_kept,
    project_budgets_are_kept,
    carried_in_is_part_of_the_budget,
    carried_in_is_not_overspent,
    carried_in_is_in_its_budget,
    unspent_projects_have_a_reason,
    controlled_expenses_keep_their_budgets,
    people_fit_their_posts,
    items_agree_with_the_rows_of_their_own,
)

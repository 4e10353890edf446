"""Checks of where a project's money is from: each source is part of the whole, and kept."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.form.pages.projects import Project
from pingkou_gui.report.check_rules import check, differs, money, row_check, shortened
from pingkou_gui.report.figures_funds import (
    CARRIED,
    FISCAL,
    FUNDS,
    OTHER,
    project_carried_out,
    rows_with,
    stage_field,
)
from pingkou_gui.report.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.form.field import Field
    from pingkou_gui.form.values import Place
    from pingkou_gui.report.facts import Facts, Figure

ZERO = Decimal(0)
BUDGET_LAW = "预算法 第十三条：未列入预算的不得支出"


def project_name(f: Facts, row: int) -> str:
    """Return what a finding calls a project."""
    name = f[Project.name, row]
    return shortened(name) if name else "未命名项目"


@row_check("carried_in_is_part_of_the_budget", Project, "上年结转是全年预算的一部分", "SUM")
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
        f"{project_name(f, row)}{what}超过全年预算",
        places if alone else (*places, Project.other_full_year.at(row)),
        f"{money(carried if alone else carried + other)} > {money(budget)}",
    )


@row_check(
    "carried_in_is_not_overspent",
    Project,
    "结转资金的执行不超过结转",
    "OVER_EXECUTION",
    ground=BUDGET_LAW,
)
def carried_in_is_not_overspent(f: Facts, row: int) -> Iterator[Finding]:
    """No more of the money carried in is spent than was carried in."""
    carried, spent = f[CARRIED["full_year"], row], f[CARRIED["outturn"], row]
    if carried is None or spent is None or spent <= carried:
        return
    yield Finding(
        "carried_in_is_not_overspent",
        Severity.ERROR,
        f"{project_name(f, row)}结转资金执行超过上年结转",
        (Project.carried_in_outturn.at(row), Project.carried_in.at(row)),
        f"{money(spent)} > {money(carried)}",
    )


@row_check(
    "sources_are_not_overspent",
    Project,
    "当年财政拨款、其他资金的执行不超过它的预算",
    "OVER_EXECUTION",
)
def sources_are_not_overspent(f: Facts, row: int) -> Iterator[Finding]:
    """No source of a project spends more than it has while the project as a whole keeps its budget.

    In 附件3 each source is what the total leaves of the others: one beyond its budget has money
    told as its own that came from another. Other money alone may really be more than was planned.
    """
    yield from _parts_beyond_the_total(f, row)
    budget, spent = f[Project.full_year, row], f[Project.outturn, row]
    if budget is None or spent is None or spent > budget:
        return
    typed = f.raw(Project.other_outturn, row) is not None
    for source, what in ((FISCAL, "当年财政拨款"), (OTHER, "其他资金")):
        whole, used = f[source["full_year"], row], f[source["outturn"], row]
        if whole is None or used is None or not used > max(whole, ZERO) or not differs(whole, used):
            continue
        own = source is OTHER and typed
        places, advice = _at_other_money(row) if own else _at_what_is_left(f, row, used - whole)
        yield Finding(
            "sources_are_not_overspent",
            Severity.REMINDER if own and whole else Severity.ERROR,
            f"{project_name(f, row)}{what}执行超过它的全年预算",
            places,
            f"{money(used)} > {money(whole)}",
            advice=advice,
        )


_PARTS = {
    "initial": (Project.carried_in_initial, Project.other_initial, Project.initial),
    "outturn": (Project.carried_in_outturn, Project.other_outturn, Project.outturn),
}


def _parts_beyond_the_total(f: Facts, row: int) -> Iterator[Finding]:
    """Yield where carried and other money leave less than nothing of the appropriation."""
    whole = f[FISCAL["full_year"], row]
    for stage, (carried, other, total) in _PARTS.items():
        fiscal, amount = f[FISCAL[stage], row], f[total, row]
        if fiscal is None or amount is None or (whole or ZERO) < ZERO:
            continue
        if fiscal > ZERO or not differs(fiscal, ZERO):
            continue
        parts = (carried, other) if f[CARRIED[stage], row] else (other, carried)
        yield Finding(
            "sources_are_not_overspent",
            Severity.ERROR,
            f"{project_name(f, row)}结转和其他资金超过{total.label}",
            tuple(field.at(row) for field in (*parts, total)),
            f"{money(amount - fiscal)} > {money(amount)}",
            advice=f"核对{carried.label}、{other.label}和{total.label}",
        )


def _at_other_money(row: int) -> tuple[tuple[Place, ...], str]:
    fields = (Project.other_outturn, Project.other_full_year)
    return tuple(field.at(row) for field in fields), "核对其他资金执行和其他资金全年"


def _at_what_is_left(f: Facts, row: int, beyond: Decimal) -> tuple[tuple[Place, ...], str]:
    """Return where money of another source was spent and not told, and what is to be done there."""
    totals = (Project.full_year, Project.outturn)
    parts = (
        (CARRIED, (Project.carried_in_outturn, Project.carried_in)),
        (OTHER, (Project.other_outturn, Project.other_full_year)),
    )
    left = {
        fields: (f[part["full_year"], row] or ZERO) - (f[part["outturn"], row] or ZERO)
        for part, fields in parts
    }
    (spent, whole), rest = max(left.items(), key=lambda each: each[1])
    advice = f"核对{spent.label}，或者核对{whole.label}"
    if rest >= beyond:
        least = (f[spent, row] or ZERO) + beyond
        advice = f"{spent.label}至少是 {money(least)}，改过来，或者核对{whole.label}"
    return tuple(field.at(row) for field in (spent, whole, *totals)), advice


@check("carried_in_is_in_its_budget", "项目的结转在它的预算里", "CONTRADICTION")
def carried_in_is_in_its_budget(f: Facts) -> Iterator[Finding]:
    """What the projects of a budget carried in, or leave, is no more than the budget itself did.

    What they leave becomes what they carried in next year, and is printed beside the budget's.
    """
    for code, fund in FUNDS.items():
        yield from _carried(f, code, fund.stages["carried_in"], Project.carried_in)
        yield from _carried(f, code, fund.stages["carried_out"], Project.carried_out)


def _carried(f: Facts, code: str, stage: Figure, typed: Field[Decimal]) -> Iterator[Finding]:
    """Yield where a budget carries less than its projects; money taken back is not carried."""
    leaves = typed is Project.carried_out
    carried = {
        row: (f[project_carried_out, row] if leaves else f[typed, row]) or ZERO
        for row in rows_with(f, Project.budget, code)
    }
    parts, whole = sum(carried.values(), ZERO), f[stage]
    if whole is None or parts <= whole or not differs(parts, whole):
        return
    field = stage_field(FUNDS[code].section, typed.name)
    words = f"{field.label} {money(whole)} 少于各项目的合计 {money(parts)}"
    yield Finding(
        "carried_in_is_in_its_budget",
        Severity.ERROR,
        words,
        (field.at(), *(typed.at(row) for row, amount in carried.items() if amount)),
        f"差 {money(parts - whole)}",
        advice="被收回的不算结转，在项目的结转下年填 0" if leaves else "",
    )


SOURCE_CHECKS = (
    carried_in_is_part_of_the_budget,
    carried_in_is_not_overspent,
    sources_are_not_overspent,
    carried_in_is_in_its_budget,
)

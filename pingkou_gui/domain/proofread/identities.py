"""The sums that hold in every such report, found among the printed figures."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.domain.proofread.constraints import Constraint, Ratio, Sum, half_unit
from pingkou_gui.domain.proofread.item_lists import (
    flows_balance,
    lists_add_up,
    make_sum,
    totals_add_up,
)
from pingkou_gui.domain.proofread.ledger import FLOW, MAIN, Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.domain.reading.reader import Reading

_BASIC = (
    ("基本支出 = 人员经费 + 公用经费", "basic_spending", ("personnel_spending", "operating_spending"), ()),
    (
        "基本支出 = 工资福利 + 商品和服务 + 对个人和家庭的补助（+ 资本性支出）",
        "basic_spending",
        ("wages", "goods_and_services", "transfers_to_individuals"),
        ("capital_outlay", "debt_interest"),
    ),
    ("人员经费 = 工资福利支出 + 对个人和家庭的补助", "personnel_spending", ("wages", "transfers_to_individuals"), ()),
    ("公用经费 = 商品和服务支出（+ 资本性支出）", "operating_spending", ("goods_and_services",), ("capital_outlay", "debt_interest")),
    (
        "“三公”经费 = 因公出国（境）费 + 公务用车购置及运行维护费 + 公务接待费",
        "three_public",
        ("overseas_travel", "official_vehicles", "official_reception"),
        (),
    ),
    ("公务用车购置及运行维护费 = 购置费 + 运行维护费", "official_vehicles", ("vehicle_purchase", "vehicle_running"), ()),
)  # fmt: skip
_BUDGETS = (
    "general_public_budget",
    "government_funds",
    "state_capital_operations",
    "social_insurance_funds",
)


def constraints(reading: Reading, ledger: Ledger) -> list[Constraint]:
    """Return everything that must hold between the figures of a report."""
    found: list[Constraint] = []
    for measure in sorted({e.measure for e in ledger.entries}):
        found.extend(_sums(ledger, measure))
    found.extend(_nature(ledger))
    found.extend(_by_budget(reading, ledger))
    found.extend(_same(ledger))
    found.extend(lists_add_up(reading, ledger))
    found.extend(totals_add_up(ledger))
    found.extend(flows_balance(ledger))
    found.extend(_ratios(ledger))
    return _distinct(found)


def _sums(ledger: Ledger, measure: str) -> Iterator[Sum]:
    for name, total_key, part_keys, optional in _BASIC:
        for total in ledger.of(total_key, MAIN, measure):
            parts = [_nearest(ledger, total, key, MAIN, measure) for key in part_keys]
            if any(part is None for part in parts):
                continue
            more = [_nearest(ledger, total, key, MAIN, measure) for key in optional]
            chosen = tuple(p for p in (*parts, *more) if p is not None)
            if total_key == "operating_spending" and not _only_goods(ledger, measure):
                continue
            yield make_sum(ledger, name, total, chosen)


def _only_goods(ledger: Ledger, measure: str) -> bool:
    """公用经费 equals 商品和服务支出 only where 基本支出 is printed as 301 + 302 + 303."""
    basic = {ledger.entries[i].value for i in ledger.of("basic_spending", MAIN, measure)}
    keys = ("wages", "goods_and_services", "transfers_to_individuals")
    values = [[ledger.entries[i].value for i in ledger.of(key, MAIN, measure)] for key in keys]
    extra = [
        i for key in ("capital_outlay", "debt_interest") for i in ledger.of(key, MAIN, measure)
    ]
    if not all(values) or extra:
        return bool(extra)
    return sum((v[0] for v in values), Decimal(0)) in basic


def _nature(ledger: Ledger) -> Iterator[Sum]:
    """Total = basic + project, of one budget or of all fiscal money."""
    for basis in ("fiscal", "total", *_BUDGETS):
        basic_basis = MAIN if basis in {"fiscal", "general_public_budget"} else basis
        for measure in sorted({e.measure for e in ledger.entries}):
            for total in ledger.of("total_spending", basis, measure):
                basic = _nearest(ledger, total, "basic_spending", basic_basis, measure)
                project = _nearest(ledger, total, "project_spending", basis, measure)
                if basic is not None and project is not None:
                    yield make_sum(
                        ledger, "支出总额 = 基本支出 + 项目支出", total, (basic, project)
                    )
                elif project is not None and basis == "government_funds" and basic is None:
                    yield make_sum(ledger, "政府性基金支出 = 项目支出", total, (project,), "same")


def _by_budget(reading: Reading, ledger: Ledger) -> Iterator[Sum]:
    """Fiscal project spending and fiscal spending = the sum over the budgets."""
    if not _budgets_are_settled(reading):
        return
    general = ledger.of("project_spending", "general_public_budget")
    others = [_fund(ledger, basis) for basis in _BUDGETS[1:]]
    known = tuple(o for o in others if o is not None)
    basic = ledger.of("basic_spending", MAIN)
    if not general or not basic:
        return
    for total in ledger.of("project_spending", "fiscal"):
        yield make_sum(
            ledger, "项目支出 = 各项预算的项目支出之和", total, (general[0], *known), "budgets"
        )
    for total in ledger.of("total_spending", "fiscal"):
        parts = (basic[-1], general[0], *known)
        yield make_sum(
            ledger, "财政拨款支出 = 基本支出 + 各项预算的项目支出", total, parts, "budgets"
        )


def _budgets_are_settled(reading: Reading) -> bool:
    """Whether the report says of the fund budget what it spent, or that it spent nothing."""
    said = {
        s.scope for s in reading.statements if s.key == "total_spending" and (s.none or s.amount)
    }
    chapters = {standing.chapter for standing in reading.standings}
    projects = {s.scope for s in reading.statements if s.key == "project_spending" and s.amount}
    silent = chapters.intersection(_BUDGETS[1:]) - said - projects
    return "government_funds" in (said | projects) and not silent


def _fund(ledger: Ledger, basis: str) -> int | None:
    entries = ledger.of("project_spending", basis) or ledger.of("total_spending", basis)
    return entries[0] if entries else None


def _same(ledger: Ledger) -> Iterator[Sum]:
    """One quantity printed twice has one value."""
    groups: defaultdict[object, list[int]] = defaultdict(list)
    for index, entry in enumerate(ledger.entries):
        if entry.key and entry.key not in FLOW | {"office_costs", "procurement"}:
            name = entry.label if entry.basis == "people" else ""
            groups[entry.quantity, name].append(index)
    for indices in groups.values():
        first = indices[0]
        for other in indices[1:]:
            yield make_sum(ledger, "同一个数前后一致", other, (first,), "same")


def _ratios(ledger: Ledger) -> Iterator[Ratio]:
    for index, entry in enumerate(ledger.entries):
        statement = entry.statement
        if statement is None or statement.unit_is_people:
            continue
        for comparison in statement.comparisons:
            if comparison.percent is not None and (comparison.change or comparison.base_amount):
                yield Ratio(index, comparison, half_unit(ledger.places))


def _nearest(ledger: Ledger, total: int, key: str, basis: str, measure: str) -> int | None:
    """Return the entry of `key` printed closest to `total`: its paragraph, then after, then before."""
    here = ledger.entries[total].span
    year = ledger.entries[total].year
    candidates = [i for i in ledger.of(key, basis, measure) if ledger.entries[i].year == year]
    if not candidates:
        return None

    def distance(index: int) -> tuple[int, int]:
        span = ledger.entries[index].span
        gap = span.paragraph - here.paragraph
        return (
            abs(gap) * 2 + (gap < 0),
            abs(span.start - here.start) + (span.start < here.start) * 10000,
        )

    return min(candidates, key=distance)


def _distinct(found: list[Constraint]) -> list[Constraint]:
    """Drop constraints that say the same of the same printed figures."""
    seen: set[object] = set()
    result: list[Constraint] = []
    for constraint in found:
        mark: object = id(constraint)
        if isinstance(constraint, Sum):
            mark = (constraint.kind, constraint.nodes)
        if mark not in seen:
            seen.add(mark)
            result.append(constraint)
    return result

"""Totals that the parts already give are not proposed; those that do not agree are put in doubt."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.form.pages.basic_spending import EconomicItem
from pingkou_gui.form.pages.funds import FUND_SECTIONS
from pingkou_gui.form.values import SINGLE, Nil, Place
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figures import QUANTITIES, field_of, summed
from pingkou_gui.report.figures_funds import spent_by_parts
from pingkou_gui.report.proposal import Proposal, Proposed, accept
from pingkou_gui.report.report import Draft
from pingkou_gui.scheme.scheme_reader import default_scheme

if TYPE_CHECKING:
    from pingkou_gui.form.field import Amounts
    from pingkou_gui.importers.last_year.collector import Collector

ROUNDING = Decimal("0.011")
_FUND_CODES = {section.key: code for code, section in FUND_SECTIONS.items()}


def without_sums(c: Collector) -> tuple[tuple[Proposed, ...], tuple[str, ...]]:
    """Return the items without totals that follow from their parts, and notes about rounding."""
    sums = {place: found for place in c.items if (found := _summed(place)) is not None}
    if not sums:
        return tuple(c.items.values()), ()
    facts = _facts(c, [item for item in c.items.values() if not item.doubt])
    kept: list[Proposed] = []
    notes: list[str] = []
    amiss: set[Place] = set()
    for place, item in c.items.items():
        total = _total(facts, sums[place]) if place in sums else None
        if total is None:
            kept.append(item)
            continue
        gap = abs(_number(item) - total)
        if gap > ROUNDING and place.section in _FUND_CODES and _number(item) > total:
            kept.append(item)  # projects that name no budget may make up the rest
        elif gap > ROUNDING:
            kept.append(_doubted(item, total))
            amiss |= _parts_in_doubt(c, item, total, sums[place])
        elif gap:
            notes.append(f"{item.label}印的是{_number(item)}，按各项相加为{total}，按各项计算")
    return tuple(_part(item) if item.place in amiss else item for item in kept), tuple(notes)


def _part(item: Proposed) -> Proposed:
    return item if item.doubt else replace(item, doubt="合计与各项之和不一致，核对这一项")


def _parts_in_doubt(
    c: Collector, item: Proposed, total: Decimal, what: tuple[Amounts | str, str]
) -> set[Place]:
    """Return the parts that may be what is wrong, none where the total itself surely is."""
    amounts, column = what
    mended = item.instead
    if isinstance(amounts, str) or (
        isinstance(mended, Decimal) and abs(mended - total) <= ROUNDING
    ):
        return set()
    found = {place for part in amounts.parts for place in _leaves(part, column)}
    if amounts.code:
        field = EconomicItem.this if column == "this" else EconomicItem.last
        rows = [
            p.row for p, i in c.items.items() if p.field == "category" and i.value == amounts.code
        ]
        found |= {field.at(row) for row in rows}
    return found


def _leaves(amounts: Amounts, column: str) -> set[Place]:
    field = field_of(amounts, column)
    own = {field.at()} if field is not None else set()
    return own.union(*(_leaves(part, column) for part in amounts.parts))


def _summed(place: Place) -> tuple[Amounts | str, str] | None:
    """Return what a place is the total of: an amount row and its column, or a budget."""
    if place.field == "outturn" and place.section in _FUND_CODES:
        return _FUND_CODES[place.section], "this"
    for quantity in QUANTITIES.values():
        amounts = quantity.amounts
        for column, field in (
            ("this", amounts.this),
            ("last", amounts.last),
            ("budget", amounts.budget),
        ):
            if field is not None and field.at(SINGLE) == place:
                may_sum = amounts.parts or amounts.code or place.section == "project_totals"
                return (amounts, column) if may_sum else None
    return None


def _facts(c: Collector, items: list[Proposed]) -> Facts:
    draft = Draft(c.report)
    accept(draft, Proposal("", "", tuple(items), tuple(c.rows)), items)
    return Facts(c.report.apply(draft.change), default_scheme())


def _total(facts: Facts, what: tuple[Amounts | str, str]) -> Decimal | None:
    amounts, column = what
    if isinstance(amounts, str):
        return spent_by_parts(facts, amounts)
    return summed(facts, amounts, column)


def _number(item: Proposed) -> Decimal:
    return item.value if isinstance(item.value, Decimal) else Decimal(0)


def _doubted(item: Proposed, total: Decimal) -> Proposed:
    if isinstance(item.value, Nil) and not total:
        return item
    doubt = item.doubt or f"报告里印的是{_number(item)}，各项相加是{total}，核对各项"
    return replace(item, doubt=doubt)

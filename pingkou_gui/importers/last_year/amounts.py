"""Basic spending, the three public expenses, meetings and training, by their sentences."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from pingkou_gui.form.pages.basic_spending import Basic, Conferences, ThreePublic, ThreePublicBudget
from pingkou_gui.form.pages.projects import ProjectTotals
from pingkou_gui.importers.last_year.candidates import (
    CENT,
    ZERO,
    Candidate,
    last_of,
    settled,
    stated,
)
from pingkou_gui.importers.last_year.doubts import Doubt
from pingkou_gui.importers.last_year.shift import Shift
from pingkou_gui.importers.last_year.tables import table_candidates

if TYPE_CHECKING:
    from decimal import Decimal

    from pingkou_gui.domain.reading.statements import Statement
    from pingkou_gui.form.field import Amounts, Field
    from pingkou_gui.importers.last_year.collector import Collector

QUANTITIES: dict[str, Amounts] = {
    "basic_spending": Basic.total,
    "personnel_spending": Basic.personnel,
    "operating_spending": Basic.operating,
    "wages": Basic.wages,
    "goods_and_services": Basic.goods,
    "transfers_to_individuals": Basic.transfers,
    "debt_interest": Basic.interest,
    "capital_outlay": Basic.capital,
    "three_public": ThreePublic.total,
    "overseas_travel": ThreePublic.overseas,
    "official_vehicles": ThreePublic.vehicles,
    "vehicle_purchase": ThreePublic.purchase,
    "vehicle_running": ThreePublic.running,
    "official_reception": ThreePublic.reception,
    "meetings": Conferences.meetings,
    "training": Conferences.training,
}
"""The amount rows of the form by the keys of the reader's vocabulary."""
_WHOLE = frozenset({"fiscal", "total"})
_CLASS_OF = {"其他支出": Basic.other}
_BUDGETS = frozenset({"initial_budget", "budget"})
_IN_CHAPTERS = frozenset({"overview", "general_public_budget", "", "performance", "attachments"})
_REASON = re.compile("(?:原因|系|由于)(?:分析)?(?:主要)?[是为：:]*")

STALE = "句子里写的是上一年，像是沿用时没有改的年份，核对是哪一年的数"

Pool = defaultdict[tuple[str, str], list[Candidate]]


def read_amounts(c: Collector) -> None:
    """Propose every amount row that the text tells of."""
    pool: Pool = defaultdict(list)
    rows = {
        amounts.key: amounts for amounts in (*QUANTITIES.values(), ProjectTotals.total, Basic.other)
    }
    for index, statement in enumerate(c.reading.statements):
        amounts = amounts_of(c, statement)
        if amounts is not None:
            _gather(c, pool, amounts, index, statement)
    for amounts, column, candidate in table_candidates(c):
        rows[amounts.key] = amounts
        pool[amounts.key, column].append(candidate)
    for (key, column), found in pool.items():
        _propose(c, rows[key], column, found)


def amounts_of(c: Collector, s: Statement) -> Amounts | None:
    """Return the amount row a statement speaks of, None where it is another matter."""
    if s.aside or s.chapter not in _IN_CHAPTERS:
        return None
    place = c.reading.standings[s.span.paragraph]
    if s.key == "project_spending":
        return (
            ProjectTotals.total
            if s.scope in _WHOLE and s.chapter != "general_public_budget"
            else None
        )
    if s.scope not in _WHOLE and s.scope != "general_public_budget":
        return None
    if place.section == "project_spending" or _is_item_of_projects(c, s):
        return None
    if s.label in _CLASS_OF and place.section == "basic_spending":
        return _CLASS_OF[s.label]
    return QUANTITIES.get(s.key)


def _is_item_of_projects(c: Collector, s: Statement) -> bool:
    if s.group < 0:
        return False
    parent = c.reading.statements[c.reading.lists[s.group].parent]
    return parent.key in {"project_spending", "operating_spending"} or (
        parent.key == "personnel_spending" and s.key not in {"wages", "transfers_to_individuals"}
    )


def _gather(c: Collector, pool: Pool, amounts: Amounts, index: int, s: Statement) -> None:
    this = stated(c, s)
    when = _when(c, s)
    if this is None or when is None:
        return
    c.used.add(index)
    c.placed.add(s.span.paragraph)
    if when == "last" and _is_stale(c, s):
        when, this = "this", replace(this, doubt=this.doubt or Doubt(STALE))
    pool[amounts.key, when].append(this)
    last = last_of(c, s, this) if when == "this" else None
    if last is not None:
        pool[amounts.key, "last"].append(last)


def _is_stale(c: Collector, s: Statement) -> bool:
    """Whether the year before is named by mistake: such a sentence compares with its own past."""
    if s.measure != "outturn":
        return False
    compares = any(x.base == "last_year" for x in s.comparisons)
    return compares or c.doubts.is_stale(s.span.paragraph)


def _when(c: Collector, s: Statement) -> str | None:
    """Return the column by the year and the measure of a statement."""
    year = c.reading.year
    if s.measure == "last_year" or (year and s.year == year - 1):
        return "last" if s.measure in {"last_year", "outturn"} else None
    if year and s.year is not None and s.year != year:
        return None
    if s.measure in _BUDGETS:
        return "budget"
    return "this" if s.measure == "outturn" else None


def _propose(c: Collector, amounts: Amounts, column: str, found: list[Candidate]) -> None:
    field = target(c, amounts, column)
    if field is None:
        return
    best = settled(found)
    doubt, instead = best.doubt, None
    if doubt is not None and doubt.expected is not None and doubt.expected != best.number:
        instead = doubt.expected
    c.put(field, best.value, best.span, doubt=doubt.why if doubt else "", instead=instead)


def target(c: Collector, amounts: Amounts, column: str) -> Field[Decimal] | None:
    """Return the field a column of the text belongs to, None where the report has none."""
    if c.shift is Shift.APART:
        return None
    if c.shift is Shift.SAME:
        return {"this": amounts.this, "last": amounts.last, "budget": amounts.budget}[column]
    if column == "budget" and amounts is ThreePublic.total:
        return ThreePublicBudget.last_budget
    return amounts.last if column == "this" else None


def read_reasons(c: Collector) -> None:
    """Propose the reasons given for changes; last year's reasons do not explain this year's."""
    if c.shift is not Shift.SAME:
        return
    told = [s for i, s in enumerate(c.reading.statements) if i in c.used and not s.aside]
    for at, s in enumerate(told):
        amounts = amounts_of(c, s)
        if amounts is None or amounts.reason is None or not s.comparisons:
            continue
        following = told[at + 1] if at + 1 < len(told) else None
        reason = _reason(c, s, following)
        if reason:
            c.put(amounts.reason, reason, s.span)


def _reason(c: Collector, s: Statement, following: Statement | None) -> str:
    text = c.reading.source.paragraphs[s.span.paragraph].text
    start = s.comparisons[0].span.end
    same = following is not None and following.span.paragraph == s.span.paragraph
    end = following.span.start if same and following is not None else len(text)
    clause = re.split("[。；;]|[，,]主要(?:包括|用于)", text[start:end])[0]
    found = re.search("原因分析|原因", clause)
    if found is None:
        return ""
    said = re.sub("^[是为在于：:\\s]+", "", clause[found.end() :]).strip("，, \u3000")
    return "" if "【" in said or "〔" in said else said


__all__ = ["CENT", "QUANTITIES", "ZERO", "amounts_of", "read_amounts", "read_reasons", "target"]

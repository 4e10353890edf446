"""Budgets over the year: government funds, state capital, social insurance, and the rest."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.form.pages.basic_spending import Basic
from pingkou_gui.form.pages.funds import FUND_SECTIONS
from pingkou_gui.importers.last_year.candidates import Candidate, settled, stated
from pingkou_gui.importers.last_year.shift import Shift

if TYPE_CHECKING:
    from pingkou_gui.domain.reading.statements import Statement
    from pingkou_gui.form.field import Field
    from pingkou_gui.importers.last_year.collector import Collector

_FUNDS = {
    "general_public_budget": "general",
    "government_funds": "government_funds",
    "state_capital_operations": "state_capital",
    "social_insurance_funds": "social_insurance",
}
_STAGES = {
    "total_spending": "outturn",
    "spent": "outturn",
    "carried_in": "carried_in",
    "carried_out": "carried_out",
    "arranged": "arranged",
}
_LABELS = {
    "年初预算": "initial",
    "年初预算数": "initial",
    "全年预算": "full_year",
    "全年预算数": "full_year",
}
_SIDE = {"专户非税收入支出": "special_account", "其他资金支出": "other"}
_CELLS = {"initial_budget": "initial", "full_year_budget": "full_year", "outturn": "outturn"}
_CELL_ROWS = (
    ("一般公共预算", "general"),
    ("政府性基金", "government_funds"),
    ("国有资本", "state_capital"),
    ("社会保险基金", "social_insurance"),
    ("纳入专户", "special_account"),
)

_NAMED = re.compile("[^\\d\\s年度本当全其中无一是二三①-⑩.、)）]")

Pool = defaultdict[tuple[str, str], list[Candidate]]


def read_funds(c: Collector) -> None:
    """Propose each budget's stages."""
    pool: Pool = defaultdict(list)
    for index, statement in enumerate(c.reading.statements):
        key = _key(c, statement)
        value = stated(c, statement) if key else None
        if key is None or value is None:
            continue
        c.used.add(index)
        c.placed.add(statement.span.paragraph)
        pool[key].append(value)
    _from_cells(c, pool)
    _with_full_year(pool)
    _general_by_parts(c, pool)
    for (fund, stage), found in pool.items():
        _propose(c, fund, stage, found)


def field_of(fund: str, stage: str) -> Field[Decimal]:
    """Return the field of a budget at a stage."""
    return next(f for f in FUND_SECTIONS[fund].fields if f.name == stage)


def _key(c: Collector, s: Statement) -> tuple[str, str] | None:
    """Return budget and stage of a statement, None where it is about another matter."""
    if s.aside or (c.reading.year and s.year is not None and s.year != c.reading.year):
        return None
    if s.label in _SIDE and s.chapter == "overview":
        return _SIDE[s.label], "outturn"
    fund = _FUNDS.get(s.scope) if _opens_clause(c, s) else None
    stage = None if fund is None else _stage(fund, s)
    return (fund, stage) if fund and stage else None


def _opens_clause(c: Collector, s: Statement) -> bool:
    """Whether nothing of its own stands before the name: 某某项目结转下年 is another matter."""
    text = c.reading.source.paragraphs[s.span.paragraph].text[: s.span.start]
    clause = re.split("[，,。；;：:（(、\\n]", text)[-1]
    return not _NAMED.search(clause) or s.key == "total_spending"


def _stage(fund: str, s: Statement) -> str | None:
    """Return the stage; outside its own chapter a budget is told of by its outturn alone."""
    if fund == "general" or s.chapter not in _FUNDS:
        whole = s.key == "total_spending" and s.measure == "outturn"
        return "outturn" if whole else None
    if s.key == "project_spending" and s.measure == "outturn":
        return "projects"
    return _LABELS.get(s.label) or _STAGES.get(s.key)


def _from_cells(c: Collector, pool: Pool) -> None:
    for cell in c.reading.cells:
        stage = _CELLS.get(cell.column_key)
        fund = next((code for word, code in _CELL_ROWS if cell.label.startswith(word)), None)
        if stage is None or fund is None or cell.amount.unit == "%":
            continue
        amount = cell.amount
        c.placed.add(amount.span.paragraph)
        doubt = c.doubts.of_amount(amount.span)
        pool[fund, stage].append(Candidate(amount.value, amount.span, amount.step, doubt))


def _with_full_year(pool: Pool) -> None:
    """Add the full-year budget: what was carried in and what the year was given, together.

    What a budget's projects come to is its outturn where the text gives no other.
    """
    for fund in FUND_SECTIONS:
        arranged, carried = pool.pop((fund, "arranged"), []), pool.get((fund, "carried_in"), [])
        if arranged and carried and (fund, "full_year") not in pool:
            one, other = settled(arranged), settled(carried)
            total = Candidate(
                one.number + other.number, one.span, one.step, one.doubt or other.doubt
            )
            pool[fund, "full_year"].append(total)
        projects = pool.pop((fund, "projects"), [])
        if projects and (fund, "outturn") not in pool:
            pool[fund, "outturn"] = projects


def _general_by_parts(c: Collector, pool: Pool) -> None:
    """Add what basic spending and the projects of the general budget come to, where stated."""
    basic = c.items.get(Basic.total.this.at())
    told = (
        s
        for s in c.reading.statements
        if s.key == "project_spending" and s.chapter == s.scope == "general_public_budget"
    )
    projects = next((stated(c, s) for s in told if s.measure == "outturn" and not s.aside), None)
    if ("general", "outturn") in pool or projects is None or basic is None or basic.doubt:
        return
    if isinstance(basic.value, Decimal):
        total = basic.value + projects.number
        pool["general", "outturn"].append(Candidate(total, projects.span, doubt=projects.doubt))


def _propose(c: Collector, fund: str, stage: str, found: list[Candidate]) -> None:
    best = settled(found)
    doubt = best.doubt.why if best.doubt else ""
    if c.shift is Shift.SAME:
        c.put(field_of(fund, stage), best.value, best.span, doubt=doubt)
    elif c.shift is Shift.NEXT and stage == "carried_out":
        c.put(field_of(fund, "carried_in"), best.value, best.span, doubt=doubt)

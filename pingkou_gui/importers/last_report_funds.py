"""The stages of each budget, from a report onto the form: planned, spent, carried in and out."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.form.pages.basic_spending import Basic
from pingkou_gui.form.pages.funds import FUND_SECTIONS
from pingkou_gui.importers.last_report_figures import (
    FUND_OF_SCOPE,
    Pool,
    candidate_of,
    tables_of_basic_spending,
)
from pingkou_gui.importers.last_report_model import Candidate, Doubt, Shift, settled, stated
from pingkou_gui.text.lines.copied_tables import is_account_title
from pingkou_gui.text.lines.identity import Genre
from pingkou_gui.text.reading.ledger import takes_in_carried
from pingkou_gui.text.reading.statements import BUDGET
from pingkou_gui.text.reading.table_words import LEAD

if TYPE_CHECKING:
    from pingkou_gui.form.field import Field
    from pingkou_gui.importers.last_report_model import Collector
    from pingkou_gui.text.reading.grids import Grid
    from pingkou_gui.text.reading.statements import Statement
    from pingkou_gui.text.reading.tables import CellStatement

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
_BUDGET_STAGES = {"initial_budget": "initial", "full_year_budget": "full_year"}
_SIDE = {"专户非税收入支出": "special_account", "其他资金支出": "other"}
_CELLS = {"initial_budget": "initial", "full_year_budget": "full_year", "outturn": "outturn"}
_CELL_ROWS = (
    ("一般公共预算", "general"),
    ("政府性基金", "government_funds"),
    ("国有资本", "state_capital"),
    ("社会保险基金", "social_insurance"),
    ("纳入专户", "special_account"),
)

_BUDGET_WORDS = re.compile(
    "一般公共预算|政府性基金(?:预算)?|国有资本经营预算|社会保险基金预算|财政拨款"
)
_TAKES_IN = "报告里是“总计”，常含结转下年，核对本年支出是多少"
_LONGEST_CLAUSE = 200
_NAMED = re.compile("[^\\d\\s年度本当全其中无一是二三①-⑩.、)）]")


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
        if key[1] == "outturn" and takes_in_carried(c.reading, statement):
            value = replace(value, doubt=value.doubt or Doubt(_TAKES_IN))
        if key[1] in _BUDGET_STAGES.values() and _is_of_all_budgets(c, statement):
            value = replace(value, doubt=value.doubt or Doubt(_OF_ALL))
        pool[key].append(value)
        _bases_of_funds(c, pool, statement, key)
    _from_cells(c, pool)
    _with_full_year(pool)
    _general_by_parts(c, pool)
    for (fund, stage), found in pool.items():
        _funds_propose(c, fund, stage, found)


_OF_ALL = "这一句的支出是几项预算合在一起的，核对预算数是不是也含别的预算"


def _is_of_all_budgets(c: Collector, s: Statement) -> bool:
    """Whether a budget told without its fund stands beside what was spent of all funds together."""
    spent = [
        other
        for other in c.reading.statements
        if other.key == "total_spending" and other.measure == "outturn" and other.amount
        and not other.aside and other.year == s.year
    ]  # fmt: skip
    own = {x.amount.value for x in spent if x.scope == s.scope and x.scope_said and x.amount}
    beside = {
        x.amount.value
        for x in spent
        if x.scope in {"fiscal", "total"} and x.span.paragraph == s.span.paragraph and x.amount
    }
    return not s.scope_said and bool(own and beside) and not own & beside


def _bases_of_funds(c: Collector, pool: Pool, s: Statement, key: tuple[str, str]) -> None:
    """Add the budgets that what was spent is compared with: 较年初预算数702万元增加266万元."""
    fund, stage = key
    if stage != "outturn":
        return
    for comparison in s.comparisons:
        base, of = comparison.base_amount, _BUDGET_STAGES.get(comparison.base)
        if base is not None and of is not None and not base.approximate:
            doubt = c.doubts.of_change(comparison.span)
            pool[fund, of].append(Candidate(base.value, base.span, base.step, doubt))


def fund_field(fund: str, stage: str) -> Field[Decimal]:
    """Return the field of a budget at a stage."""
    return next(f for f in FUND_SECTIONS[fund].fields if f.name == stage)


def _key(c: Collector, s: Statement) -> tuple[str, str] | None:
    """Return budget and stage of a statement, None where it is about another matter."""
    if s.aside or (c.reading.year and s.year is not None and s.year != c.reading.year):
        return None
    if c.is_of_a_project(s):
        return None
    if s.label in _SIDE and s.chapter == "overview":
        return _SIDE[s.label], "outturn"
    fund = FUND_OF_SCOPE.get(s.scope) if _opens_clause(c, s) else None
    stage = None if fund is None else _stage(fund, s, plans=c.reading.genre is Genre.BUDGET)
    return (fund, stage) if fund and stage else None


def _opens_clause(c: Collector, s: Statement) -> bool:
    """Whether nothing of its own stands before the name: 某某项目结转下年 is another matter."""
    if s.none and s.scope_said:
        return True
    near = max(0, s.span.start - _LONGEST_CLAUSE)
    text = c.reading.source.paragraphs[s.span.paragraph].text[near : s.span.start]
    clause = re.split("[，,。；;：:（(、\\n]", text)[-1].replace(c.reading.unit or "\\n", "")
    clause = _BUDGET_WORDS.sub("", clause)
    return not _NAMED.search(clause) or s.key == "total_spending"


def _stage(fund: str, s: Statement, *, plans: bool) -> str | None:
    """Return the stage; outside its own chapter a budget is told of by its outturn alone."""
    planned = "initial" if plans and s.measure == BUDGET else _BUDGET_STAGES.get(s.measure)
    if planned is not None and s.key == "total_spending":
        return planned
    told_of = fund != "general" and s.scope_said and s.measure == "outturn"
    if s.key in {"carried_in", "carried_out"} and s.scope_said and (s.none or told_of):
        return s.key
    if fund == "general" or s.chapter not in FUND_OF_SCOPE:
        if told_of and s.key == "project_spending":
            return "projects"
        whole = s.key == "total_spending" and s.measure == "outturn"
        return "outturn" if whole else None
    if s.key == "project_spending" and s.measure == "outturn":
        return "projects"
    return _LABELS.get(s.label) or _STAGES.get(s.key)


def _from_cells(c: Collector, pool: Pool) -> None:
    """Add the rows of tables that are a budget's; what pays for a project in its row is none."""
    rows = _rows_of_budgets(c)
    for cell in c.reading.cells:
        stage = _CELLS.get(cell.column_key)
        fund = next((code for word, code in _CELL_ROWS if cell.label.startswith(word)), None)
        known = stage is not None and fund is not None and (cell.table, cell.row) in rows
        if known and cell.amount.unit != "%":
            c.placed.add(cell.amount.span.paragraph)
            planned = c.reading.genre is Genre.BUDGET and stage == "full_year"
            pool[str(fund), "initial" if planned else str(stage)].append(candidate_of(c, cell))
        told = _of_accounts(c, cell)
        if told is not None:
            c.placed.add(cell.amount.span.paragraph)
            pool[told].append(candidate_of(c, cell))


_TOTAL_ROW = {
    "合计": "outturn",
    "本年支出": "outturn",
    "年初结转和结余": "carried_in",
    "年末结转和结余": "carried_out",
}
"""What the total row of a table of one budget tells, by the head of its column."""


def _of_accounts(c: Collector, cell: CellStatement) -> tuple[str, str] | None:
    """Return budget and stage of a total that a confirmed table of one budget prints."""
    fund, stage = FUND_OF_SCOPE.get(cell.scope), _TOTAL_ROW.get(cell.heading)
    total = not cell.code and cell.label in {"合计", cell.heading}
    confirmed = total and cell.table in c.reading.source.confirmed
    if not confirmed or fund is None or stage is None or cell.table in tables_of_basic_spending(c):
        return None
    if c.reading.genre is Genre.BUDGET:
        return (fund, "initial") if stage == "outturn" else None
    return fund, stage


def _rows_of_budgets(c: Collector) -> set[tuple[int, int]]:
    """Return table and row of what opens with a budget, above a block of what was spent of each."""
    found: set[tuple[int, int]] = set()
    for grid in c.reading.grids:
        if c.reading.genre is not Genre.BUDGET and _is_of_both_sides(grid):
            continue  # what each budget gave, not what was spent of it
        for row in grid.rows:
            words = [LEAD.sub("", cell.text) for cell in row if cell.text]
            if any(BY_INCOME.search(cell.text) for cell in row):
                break
            if words and words[0].startswith(tuple(word for word, _ in _CELL_ROWS)):
                found.add((grid.number, row[0].row))
    return found


def _is_of_both_sides(grid: Grid) -> bool:
    """Whether a table is one of accounts with income and spending beside each other."""
    lines = grid.caption.split("\n")
    return any(is_account_title(line) and "收" in line and "支" in line for line in lines)


BY_INCOME = re.compile("按收入性质")
"""The head of a block that tells what was spent of each budget, whatever stands above."""


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
    statements = (
        s
        for s in c.reading.statements
        if s.key == "project_spending"
        and s.chapter == s.scope == "general_public_budget"
        and not c.is_of_a_project(s)
    )
    projects = next(
        (stated(c, s) for s in statements if s.measure == "outturn" and not s.aside), None
    )
    if ("general", "outturn") in pool or projects is None or basic is None or basic.doubt:
        return
    if isinstance(basic.value, Decimal):
        total = basic.value + projects.number
        pool["general", "outturn"].append(Candidate(total, projects.span, doubt=projects.doubt))


def _funds_propose(c: Collector, fund: str, stage: str, found: list[Candidate]) -> None:
    best = settled(found)
    doubt = best.doubt.why if best.doubt else ""
    if c.shift is Shift.SAME:
        c.put(fund_field(fund, stage), best.value, best.span, doubt=doubt)
    elif c.shift is Shift.NEXT and stage == "carried_out":
        c.put(fund_field(fund, "carried_in"), best.value, best.span, doubt=doubt)

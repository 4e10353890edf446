"""A final-accounts workbook as a proposal: its tables read, values placed in fields, the rest listed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from pingkou_gui.cancellation import check_cancelled
from pingkou_gui.errors import UnusableFileError, file_reader
from pingkou_gui.form.field import Amounts
from pingkou_gui.form.form import BY_CLASS, BY_ITEM
from pingkou_gui.form.kinds import grouped, rounded
from pingkou_gui.form.pages.basic_spending import (
    Basic,
    Conferences,
    Control,
    EconomicItem,
    ThreePublic,
    ThreePublicBudget,
)
from pingkou_gui.form.pages.funds import FUND_SECTIONS, AccountTotals, OtherFunds
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project, ProjectTotals
from pingkou_gui.form.values import NIL, Source, SourceKind
from pingkou_gui.importers.accounts import (
    Account,
    ProjectLine,
    read_functions,
    read_projects,
    read_three_public,
    row_named,
    stated_none,
)
from pingkou_gui.importers.economic_tables import (
    CLASSES,
    NAMES,
    Reading,
    cross_check,
    plain_name,
    read_basic,
)
from pingkou_gui.importers.sheets import (
    SheetTable,
    TableKind,
    find_tables,
    owner_in,
    same_unit,
    year_of,
)
from pingkou_gui.importers.totals_tables import read_totals, spread_totals
from pingkou_gui.importers.workbook_cells import (
    Sheet,
    column_letters,
    column_number,
)
from pingkou_gui.importers.workbook_file import read_sheets, too_large
from pingkou_gui.importers.workbook_remarks import (
    left_over,
    notes_on,
    unread_notes,
    whose_caution,
    year_doubt,
)
from pingkou_gui.report.carried import KEPT_TOTAL
from pingkou_gui.report.check_rules import differs, is_rounding, money
from pingkou_gui.report.checks_units import with_units_in_doubt
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figures import field_of, lost_last_totals, summed
from pingkou_gui.report.figures_funds import FUND_STAGES
from pingkou_gui.report.proposal import NewRow, Proposal, Proposed, Unplaced, accept
from pingkou_gui.report.report import Draft
from pingkou_gui.scheme.scheme_reader import default_scheme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from pingkou_gui.form.field import Field, Section
    from pingkou_gui.form.values import Place
    from pingkou_gui.importers.accounts import StatedNone
    from pingkou_gui.report.report import Report


# Which field each quantity of a workbook belongs to.


_CLASSES: dict[str, Amounts] = {
    **{f"economic:{code}": amounts for code, amounts in (*BY_CLASS.items(), *BY_ITEM.items())},
    "all:project": ProjectTotals.total,
}
_WHOLES: dict[str, tuple[Amounts, tuple[str, ...]]] = {
    "personnel": (Basic.personnel, ("economic:301", "economic:303")),
    "operating": (Basic.operating, ("economic:302",)),
    "basic": (Basic.total, ("economic:301", "economic:303", "economic:302")),
}
"""Totals, proposed only where a part is unknown: else the program works them out.

Where no table is of basic spending alone, the table of all spending tells its total if all of its
sums prove it.
"""
_THREE: dict[str, tuple[Amounts, tuple[str, ...]]] = {
    amounts.name: (amounts, tuple(part.name for part in amounts.parts))
    for section in (ThreePublic, Conferences, Control)
    for amounts in section.lines
    if isinstance(amounts, Amounts)
}
"""What stands in the table of the public expenses, and what in that of running costs."""


def fields_for(account: Account, *, last: bool) -> dict[str, Field[Any]]:
    """Return the fields by quantity; `last` for the workbook of the year before."""
    found: dict[str, Field[Any]] = {}
    for what, amounts in _CLASSES.items():
        found[what] = amounts.last if last else amounts.this
        if not last and what.startswith("economic:"):
            found[what.replace("economic:", "economic_last:")] = amounts.last
    for what, (amounts, parts) in _WHOLES.items():
        if any(account.first(part) is None for part in parts):
            beside = what == "basic" and account.first("basic") is None
            proved = beside and account.is_proved("all:basic")
            found["all:basic" if proved else what] = amounts.last if last else amounts.this
    for item, (amounts, parts) in _THREE.items():
        found |= _expense_targets(account, item, amounts, parts, last=last)
    if not last:
        for budget in ("general", "government_funds", "state_capital"):
            for stage in FUND_STAGES:
                found[f"{budget}:{stage}"] = getattr(FUND_SECTIONS[budget], stage)
        found["other:outturn"] = OtherFunds.outturn
        found["all:outturn"] = AccountTotals.outturn
        if Basic.operating.budget is not None:
            found["operating:budget"] = Basic.operating.budget
    return found


def _expense_targets(
    account: Account, item: str, amounts: Amounts, parts: tuple[str, ...], *, last: bool
) -> dict[str, Field[Any]]:
    """Return key -> field for a public expense; a sum whose parts are known has none."""
    columns = {"this": amounts.last if last else amounts.this}
    if not last:
        columns["last"] = amounts.last
        if amounts.budget is not None:
            columns[_budget_stage(account, item)] = amounts.budget
    found = {
        f"three:{item}:{stage}": target
        for stage, target in columns.items()
        if not parts or any(_unknown(account, part, stage) for part in parts)
    }
    if item == "total":
        found["three:total:budget" if last else "three:total:last_budget"] = (
            ThreePublicBudget.last_budget
        )
    if amounts.item and account.first(f"economic:{amounts.item}") is not None:
        found.pop(f"three:{item}:this", None)
    return found


def _budget_stage(account: Account, item: str) -> str:
    """Return which stage is this year's budget: where two stand in the table, that of its begin."""
    stages = ("budget", "initial", "full_year")
    found = (stage for stage in stages if account.first(f"three:{item}:{stage}") is not None)
    return next(found, "budget")


def _unknown(account: Account, item: str, stage: str) -> bool:
    if account.first(f"three:{item}:{stage}") is not None:
        return False
    parts = _THREE[item][1]
    return not parts or any(_unknown(account, part, stage) for part in parts)


# Amounts of a workbook put to the fields of the report, this year's or last year's.


_UTILITIES = ("30205", "30206", "30211")


@dataclass(slots=True)
class Placing:
    """Collects proposed values and rows."""

    report: Report
    file: str
    last: bool
    """Whether the workbook is that of the year before the report's."""
    again: bool = False
    """Whether names, unit and year are told where the report says the same: what was read counts."""
    items: list[Proposed] = field(default_factory=list)
    rows: list[NewRow] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    item_rows: dict[tuple[str, str], int] = field(default_factory=dict)
    """The rows of the items placed, by class and plain name."""
    tables: dict[int, str] = field(default_factory=dict)
    """The table of each proposed value, by its position, for doubts about a whole table."""

    def place(self, account: Account) -> None:
        """Propose everything that was read."""
        self._leave_later_budgets(account)
        for what, target in fields_for(account, last=self.last).items():
            reading = account.first(what)
            if reading is not None:
                self.amount(target, reading)
        self._place_items(account)
        self._place_control(account)
        for none in account.nones:
            self._place_none(none, account)

    def _leave_later_budgets(self, account: Account) -> None:
        """Let a second budget of the public expenses be told: the report has room for one."""
        for item in _THREE:
            reading = account.first(f"three:{item}:full_year")
            if reading is None:
                continue
            if _budget_stage(account, item) == "full_year":
                reading.suspect("表上写的是全年（调整）预算，核对是不是本年预算数")
            else:
                reading.table.used -= set(reading.cells)

    def amount(self, target: Field[Any], reading: Reading, row: int = 0) -> None:
        """Propose an amount for a field."""
        amount = _tidy(reading.amount)
        if amount < 0:
            words = f"{reading.label or target.label} {grouped(amount, 2)}万元"
            self.unplaced.append(Unplaced(reading.where, words, "是负数，没有放进报告"))
            return
        instead = None if reading.instead is None else _tidy(reading.instead)
        source = self.source(reading)
        self._add(Proposed(target.at(row), amount, source, reading.doubt, instead), reading)

    def words(
        self, target: Field[Any], value: str, reading: Reading, row: int, doubt: str = ""
    ) -> None:
        """Propose words that stand beside an amount."""
        self._add(Proposed(target.at(row), value, self.source(reading), doubt), reading)

    def _words_of(self, line: ProjectLine, target: Field[Any], row: int, doubt: str = "") -> None:
        """Propose what a row says of its project in words: they come from a cell of their own."""
        value = line.name if target is Project.name else getattr(line, target.name)
        at = line.cells.get(target.name)
        where = f"{line.table.name} 表头" if at is None else line.table.where(at)
        self.tables[len(self.items)] = line.table.name
        source = Source(SourceKind.WORKBOOK, self.file, where)
        self.items.append(Proposed(target.at(row), value, source, doubt))

    def new_row(self, section: type[Section]) -> int:
        """Return the number of a row to be added."""
        row = -len(self.rows) - 1
        self.rows.append(NewRow(section.key, row))
        return row

    def _add(self, item: Proposed, reading: Reading) -> None:
        self.tables[len(self.items)] = reading.table.name
        self.items.append(item)

    def source(self, reading: Reading) -> Source:
        """Return where an amount stands, and what stands there in another unit."""
        unit = reading.table.unit
        numbers = (reading.table[at].number for at in reading.cells)
        number = sum((n for n in numbers if n is not None), start=Decimal(0))
        original = f"{grouped(number, 0)}{unit}" if unit != "万元" else ""
        return Source(SourceKind.WORKBOOK, self.file, reading.where, original)

    def _place_items(self, account: Account) -> None:
        """Place the economic items; of two years back and of unknown classes none."""
        for what in account.readings:
            stage, _, code = what.partition(":")
            reading = account.first(what)
            if stage not in {"economic", "economic_last"} or reading is None:
                continue
            if stage == "economic_last" and self.last:
                reading.table.used -= set(reading.cells)  # two years back: told as left over
            elif code[:3] not in CLASSES:
                if reading.amount:
                    words = f"{code} {reading.label} {grouped(_tidy(reading.amount), 2)}万元"
                    self.unplaced.append(Unplaced(reading.where, words, "报告没有这一类"))
            elif len(code) == 5:
                last = self.last or stage == "economic_last"
                self._item(code, reading, EconomicItem.last if last else EconomicItem.this)

    def _item(self, code: str, reading: Reading, target: Field[Any]) -> None:
        name = NAMES.get(code) or reading.label
        key = code[:3], plain_name(name)
        row = self.item_rows.get(key) or self._item_row(code[:3], name)
        if row is None:
            if not reading.amount or not name:
                return
            row = self.new_row(EconomicItem)
        if key not in self.item_rows:
            for field, value in ((EconomicItem.category, code[:3]), (EconomicItem.name, name)):
                if row < 0 or self._says(field, row, value):
                    self.words(field, value, reading, row)
            self.item_rows[key] = row
        self.amount(target, reading, row)

    def _says(self, field: Field[str], row: int, words: str) -> bool:
        """Whether the report says just this, and that is to be told again."""
        return self.again and self.report[field.at(row)] == words

    def _item_row(self, category: str, name: str) -> int | None:
        """Return the row that holds the item already, so that nothing doubles."""
        for row in self.report.rows(EconomicItem.key):
            held = self.report[EconomicItem.category.at(row)]
            named = self.report[EconomicItem.name.at(row)]
            same = isinstance(named, str) and plain_name(named) == plain_name(name)
            if same and held in {category, None}:
                return row
        return None

    def _place_control(self, account: Account) -> None:
        """Place the office and utility expenses of 附件1, which are sums of items."""
        office = account.first("economic:30201")
        parts = [account.first(f"economic:{code}") for code in _UTILITIES]
        known = [part for part in parts if part is not None]
        column = "last" if self.last else "this"
        if office is not None:
            self.amount(getattr(Control.office, column), office)
        if not known:
            return
        whole = Reading(
            "utilities",
            sum((part.amount for part in known), start=known[0].amount * 0),
            known[0].table,
            tuple(part.cells[0] for part in known),
        )
        whole.doubts = [words for part in known for words in part.doubts]
        goods = account.first("economic:302")
        missing = [code for code, part in zip(_UTILITIES, parts, strict=True) if part is None]
        absent = [code for code in missing if f"economic:{code}" not in account.blank]
        if absent:
            whole.suspect(f"表里没有{_names_of(absent)}，只加了其余的，核对")
        elif missing and (goods is None or goods.doubts):
            whole.suspect(f"{_names_of(missing)}空着，只加了其余的")
        self.amount(getattr(Control.utilities, column), whole)

    def _place_none(self, none: StatedNone, account: Account) -> None:
        """Place 无 for a budget that a table says the unit has not."""
        if self.last:
            return
        section = FUND_SECTIONS[none.budget]
        for stage in FUND_STAGES:
            found = account.first(f"{none.budget}:{stage}")
            target = getattr(section, stage)
            doubt = "" if none.whole or stage == "outturn" else "说明只讲没有支出，没有讲收入和结转"
            if found is not None and found.amount:
                doubt = f"说明写没有，{found.table.name}写{grouped(_tidy(found.amount), 2)}万元"
            self._drop(target.at())
            source = Source(SourceKind.WORKBOOK, self.file, none.table.where(none.at))
            self.tables[len(self.items)] = none.table.name
            self.items.append(Proposed(target.at(), NIL, source, doubt))

    def _drop(self, place: Place) -> None:
        """Take back what was proposed for a place."""
        kept = [(at, item) for at, item in enumerate(self.items) if item.place != place]
        self.tables = {new: self.tables[at] for new, (at, _) in enumerate(kept)}
        self.items = [item for _, item in kept]

    def projects(self, lines: list[ProjectLine]) -> None:
        """Propose the projects of a table; those that are there are filled by name."""
        for line in lines:
            outturn = line.amounts.get("outturn")
            row = row_named(self.report, Project.name, line.name)
            if row is None:
                row = self.new_row(Project)
            if row < 0 or self._says(Project.name, row, line.name):
                self._words_of(line, Project.name, row)
            if row < 0 or not self.last:
                self._project_words(line, row)
            if self.last:
                if outturn is not None:
                    self.amount(Project.last, outturn, row)
                continue
            for stage, amount in line.amounts.items():
                self.amount(getattr(Project, stage), amount, row)

    def _project_words(self, line: ProjectLine, row: int) -> None:
        """Propose what a table says of a project in words; what it contradicts is in doubt."""
        for target, code in ((Project.budget, line.budget), (Project.kind, line.kind)):
            present = self.report[target.at(row)]
            if code and (present != code or self.again):
                asks = present not in {None, code}
                doubt = f"报告里是“{target.show(present)}”，核对用哪一个" if asks else ""
                self._words_of(line, target, row, doubt)


def _names_of(codes: list[str]) -> str:
    return "、".join(NAMES[code] for code in codes)


def _tidy(amount: Decimal) -> Decimal:
    """Return an amount in 万元 with two places, more only where it has more."""
    exact = rounded(amount, 6)
    two = rounded(amount, 2)
    return two if two == exact else exact.normalize()


# Reading a whole workbook of final accounts into one proposal.


_ORDER = (
    TableKind.BASIC,
    TableKind.THREE_PUBLIC,
    TableKind.GOVERNMENT_FUNDS,
    TableKind.STATE_CAPITAL,
    TableKind.GENERAL,
    TableKind.SPENDING,
    TableKind.FISCAL_TOTAL,
    TableKind.TOTAL,
    TableKind.PROJECT_LIST,
    TableKind.RUNNING,
    TableKind.CONFERENCES,
)
"""Where several tables state one quantity, the first of these counts; the others check it."""
_BY_FUNCTION = {
    TableKind.GOVERNMENT_FUNDS: "government_funds",
    TableKind.STATE_CAPITAL: "state_capital",
    TableKind.GENERAL: "general",
    TableKind.SPENDING: "all",
}
_YUAN_FROM = Decimal(100_000)
"""Amounts without a unit are taken for 元 from here on: a township spends less than 10亿元."""
_MAX_TABLES, _MAX_ROWS, _MAX_COLUMNS, _MAX_AREA = 60, 800, 120, 20_000
"""The accounts of a department are nine tables or so, a few dozen columns wide at most."""


@file_reader
def read_workbook(
    path: Path, report: Report, *, year: int | None = None, again: bool = False
) -> Proposal:
    """Return what a workbook of final accounts (部门决算公开表) proposes for a report.

    Args:
        path: An xlsx or xls file.
        report: The report; rows that are there are matched, unit and year are compared.
        year: The year of the accounts where the clerk has said so; else it is looked for.
        again: Whether names, unit and year are proposed too where the report says the same, so
            that a file read a second time counts as many values as the first time.

    Returns:
        Values in 万元; what the sums of the file do not bear out has a doubt, and everything
        has one where the unit, the year or the currency unit is not plain.

    Raises:
        UnusableFileError: no such workbook, damaged, protected, with macros, far too large.
    """
    sheets = read_sheets(path)
    tables = find_tables(sheets)
    if not tables:
        raise UnusableFileError(
            f"“{path.name}”里没有认出决算公开表、项目表或绩效目标",
            "核对选的文件；表名写在每张表的上面，项目表要有“项目名称”和金额的列名",
        )
    if len(tables) > _MAX_TABLES or any(_is_vast(table) for table in tables):
        raise too_large(path, "里的表太多、太长或太宽")
    _settle_units(tables)
    only_projects = all(table.kind is TableKind.PROJECT_LIST for table in tables)
    own_year = report[Unit.year.at()]
    file_year = year or year_of(sheets, path.stem)
    if file_year is None and only_projects and isinstance(own_year, int):
        file_year = own_year  # a list for this report seldom says so
    account = Account()
    projects = _read_tables(tables, account, file_year)
    cross_check(account)
    spread_totals(account)
    account.settle()
    placing = Placing(report, path.name, _is_last(file_year, own_year), again)
    placing.place(account)
    placing.projects(projects)
    items = _with_doubts(placing, tables, report, file_year)
    notes = (
        *notes_on(tables, report, file_year, placing.last),
        *account.notes,
        *unread_notes(tables, account),
    )
    unplaced = tuple(placing.unplaced) + left_over(sheets, tables, account)
    items = _about_unit(items, tables, placing, file_year)
    items += _kept_totals(report, items, tuple(placing.rows), path.name)
    unequal = tuple(_unequal_totals(placing, account, items))
    items += tuple(item for item, _ in unequal)
    notes += tuple(note for _, note in unequal)
    if not placing.last:
        items += tuple(_counts(account, report, path.name, year_doubt(report, file_year)))
    title = "项目表" if only_projects else "部门决算公开表"
    caution = whose_caution(tables, report, file_year)
    found = Proposal(title, path.name, items, tuple(placing.rows), unplaced, notes, caution)
    return with_units_in_doubt(found, report)


@file_reader
def workbook_year(path: Path) -> int | None:
    """Return the year that a workbook speaks of, None where it does not say.

    Raises:
        UnusableFileError: damaged, protected, with macros, far too large.
    """
    return year_of(read_sheets(path), path.stem)


def _kept_totals(
    report: Report, items: tuple[Proposed, ...], rows: tuple[NewRow, ...], file: str
) -> tuple[Proposed, ...]:
    """Return last year's totals that items new this year would make unknown, to be kept."""
    draft = Draft(report)
    accept(draft, Proposal("", "", items, rows), items)
    source = Source(SourceKind.CARRIED, file, f"{KEPT_TOTAL}，表里有上年没有的明细")
    lost = lost_last_totals(Facts(report, default_scheme), report.apply(draft.change))
    return tuple(Proposed(field_.at(), total, source) for field_, total in lost)


def _unequal_totals(
    placing: Placing, account: Account, items: tuple[Proposed, ...]
) -> Iterator[tuple[Proposed, str]]:
    """Yield totals of the tables that are not what their parts come to once these are taken.

    The total is to be taken beside its parts: the sums of the report tell the difference from then on.
    """
    draft, report = Draft(placing.report), placing.report
    proposal = Proposal("", "", items, tuple(placing.rows))
    accept(draft, proposal, proposal.ticked(report))
    facts = Facts(report.apply(draft.change), default_scheme)
    limit = facts.scheme.threshold("rounding")
    for what, amounts, column in _totals_told(account, last=placing.last):
        reading, target = account.first(what), field_of(amounts, column)
        worked_out = summed(facts, amounts, column)
        if reading is None or reading.doubts or target is None or worked_out is None:
            continue
        told, places = _tidy(reading.amount), {item.place for item in items}
        rounding = is_rounding(told, worked_out, len(amounts.parts), limit)
        if target.at() in places or rounding or not differs(told, worked_out):
            continue
        sides = f"{reading.where}写{money(told)}，采用的各项相加是{money(worked_out)}"
        note = f"{target.label}对不上：{sides}；采用以后“对账”里也会提醒，核对少了哪一项"
        yield Proposed(target.at(), told, placing.source(reading)), note


def _totals_told(account: Account, *, last: bool) -> Iterator[tuple[str, Amounts, str]]:
    """Yield the totals that tables tell: what each is, whose amount and of which column."""
    own = "last" if last else "this"
    for what, (amounts, _) in _WHOLES.items():
        yield what, amounts, own
    for item, (amounts, parts) in _THREE.items():
        columns = {"this": own} if last else {"this": own, "last": "last"}
        if amounts.budget is not None and not last:
            columns[_budget_stage(account, item)] = "budget"
        for stage, column in columns.items() if parts else ():
            yield f"three:{item}:{stage}", amounts, column


def _counts(account: Account, report: Report, file: str, doubt: str) -> Iterator[Proposed]:
    for target, (table, at) in account.counts.items():
        source = Source(SourceKind.WORKBOOK, file, table.where(at))
        why, number = doubt or _owner_doubt(table, report), int(table[at].number or 0)
        yield Proposed(target.at(), number, source, why)


def _is_vast(table: SheetTable) -> bool:
    rows, columns = len(table.rows), len(table.columns)
    return rows > _MAX_ROWS or columns > _MAX_COLUMNS or rows * columns > _MAX_AREA


def _settle_units(tables: tuple[SheetTable, ...]) -> None:
    """Give tables without a unit that of the others; where none states one, guess by their size."""
    stated = {table.unit for table in tables if table.unit}
    numbers = [
        abs(table[at].number or Decimal(0))
        for table in tables
        for at in table.sheet.cells
        if at[0] in table.rows and not table[at].unit
    ]
    guess = "元" if max(numbers, default=Decimal(0)) >= _YUAN_FROM else "万元"
    for table in tables:
        if not table.unit:
            table.unit = next(iter(stated)) if len(stated) == 1 else guess
            table.borrowed_unit = len(stated) == 1


def _read_tables(
    tables: tuple[SheetTable, ...], account: Account, year: int | None
) -> list[ProjectLine]:
    """Read all tables, which are of `year`, into `account`; return the projects that they list."""
    for table in tables:
        table.year = year
    projects: list[ProjectLine] = []
    for table in sorted(tables, key=lambda t: _ORDER.index(t.kind) if t.kind in _ORDER else 99):
        check_cancelled()
        match table.kind:
            case TableKind.BASIC:
                read_basic(table, account)
            case TableKind.THREE_PUBLIC | TableKind.RUNNING | TableKind.CONFERENCES:
                read_three_public(table, account, year)
            case TableKind.FISCAL_TOTAL | TableKind.TOTAL:
                read_totals(table, account, fiscal=table.kind is TableKind.FISCAL_TOTAL)
            case TableKind.PROJECT_LIST:
                projects += read_projects(table, account)
            case kind if kind in _BY_FUNCTION:
                none = stated_none(table, _BY_FUNCTION[kind])
                if none is not None and kind in {
                    TableKind.GOVERNMENT_FUNDS,
                    TableKind.STATE_CAPITAL,
                }:
                    account.nones.append(none)
                else:
                    read_functions(table, account, _BY_FUNCTION[kind])
    return projects


def _is_last(file_year: int | None, own: object) -> bool:
    return isinstance(own, int) and file_year == own - 1


def _with_doubts(
    placing: Placing, tables: tuple[SheetTable, ...], report: Report, year: int | None
) -> tuple[Proposed, ...]:
    """Return the proposals with the doubts of their tables: unit, owner and year."""
    whole = year_doubt(report, year)
    by_table = {table.name: _table_doubt(table, report) for table in tables}
    owners = {table.name: _owner_doubt(table, report) for table in tables}
    units = {table.name: table.unit for table in tables if not table.stated_unit}
    found: list[Proposed] = []
    for number, item in enumerate(placing.items):
        table = placing.tables[number]
        # the unit of amounts is no question of a text, but a new row waits for its amounts
        kept = isinstance(item.value, str) and item.place.row > 0
        about = (owners if kept else by_table).get(table, "")
        doubt = "；".join(filter(None, (whole, about))) or item.doubt
        other = _other_unit(item, units.get(table, ""))
        found.append(replace(item, doubt=doubt, instead=item.instead if other is None else other))
    return tuple(found)


def _other_unit(item: Proposed, unit: str) -> Decimal | None:
    """Return an amount as the other unit would have it, None where the unit is not in question."""
    if not isinstance(item.value, Decimal) or unit not in {"元", "万元"}:
        return None
    return _tidy(item.value.scaleb(4 if unit == "元" else -4))


def _owner_doubt(table: SheetTable, report: Report) -> str:
    own, owner = report[Unit.name.at()], owner_in(table.sheet, table.top)
    if isinstance(own, str) and owner and not same_unit(own, owner):
        return f"这张表是“{owner[:24]}”的，不是本单位的"
    return ""


def _table_doubt(table: SheetTable, report: Report) -> str:
    whose = _owner_doubt(table, report)
    if whose:
        return whose
    if not table.stated_unit:
        why = "与其他表一样" if table.borrowed_unit else "按数的大小"
        return f"这张表没有写金额单位，先{why}按{table.unit}理解，核对"
    return ""


def _about_unit(
    items: tuple[Proposed, ...],
    tables: tuple[SheetTable, ...],
    placing: Placing,
    year: int | None,
) -> tuple[Proposed, ...]:
    """Propose the unit's name and the year where the report has none yet, or the same."""
    found: list[Proposed] = []
    report, file, again = placing.report, placing.file, placing.again
    owners = {owner: t for t in reversed(tables) if (owner := owner_in(t.sheet, t.top))}
    (owner, table), *_ = owners.items() if len(owners) == 1 else [("", tables[0])]
    if owner and report[Unit.name.at()] in {None, owner if again else None}:
        source = Source(SourceKind.WORKBOOK, file, f"{table.name} 表头")
        found.append(Proposed(Unit.name.at(), owner, source))
    if year is not None and report[Unit.year.at()] in {None, year if again else None}:
        source = Source(SourceKind.WORKBOOK, file, "表头或文件名")
        doubt = "可能是上年的决算表，核对报告年度" if report[Unit.year.at()] is None else ""
        found.append(Proposed(Unit.year.at(), year, source, doubt))
    return (*found, *items)


# The cells around a source, for looking at them beside the proposal.


_AT = re.compile(r"([A-Z]{1,3})(\d+)")
_WIDTH = 4
_ABOVE = 3
_BELOW = 2


@dataclass(frozen=True, slots=True)
class Preview:
    """A small grid: letters of the columns, numbers of the rows, the words of the cells."""

    title: str
    sheet: str
    number: int
    """The position of the sheet in the workbook, from 1."""
    columns: tuple[str, ...]
    rows: tuple[int, ...]
    cells: tuple[tuple[str, ...], ...]
    marked: tuple[tuple[int, int], ...]
    """Row and column in the grid, from 0, of the cells the value was read from."""


@file_reader
def preview_cells(path: Path, where: str) -> Preview | None:
    """Return the cells around a place such as `基本支出决算表 C23`, None where it is not found.

    Raises:
        UnusableFileError: the file cannot be read any more.
    """
    about = path.stat() if path.exists() else None
    tables, sheets = _tables(path, about.st_mtime_ns if about else 0)
    for table in sorted(tables, key=lambda t: -len(t.name)):
        if where.startswith(f"{table.name} "):
            return _preview_around(table.sheet, where[len(table.name) :], table)
    for sheet in sheets:
        if where.startswith(sheet.name):
            return _preview_around(sheet, where[len(sheet.name) :], None)
    return None


@lru_cache(maxsize=2)
def _tables(path: Path, changed: int) -> tuple[tuple[SheetTable, ...], tuple[Sheet, ...]]:  # noqa: ARG001
    sheets = read_sheets(path)
    return find_tables(sheets), sheets


def _preview_around(sheet: Sheet, words: str, table: SheetTable | None) -> Preview | None:
    """Return the cells around those that words name, None where they name none."""
    found = [(int(row), column_number(letters)) for letters, row in _AT.findall(words)]
    if not found:
        return None
    head = range(table.head_top, table.first) if table is not None else range(0)
    near = range(max(1, found[0][0] - _ABOVE), found[-1][0] + _BELOW + 1)
    rows = sorted(
        {*head, *(row for row in near if len(found) == 1 or len(near) < 16)} | {r for r, _ in found}
    )
    columns = _columns(sheet, found)
    return Preview(
        table.title if table is not None else sheet.name,
        sheet.name,
        sheet.number,
        tuple(column_letters(column) for column in columns),
        tuple(rows),
        tuple(tuple(sheet[row, column].text for column in columns) for row in rows),
        tuple((rows.index(r), columns.index(c)) for r, c in found if r in rows and c in columns),
    )


def _columns(sheet: Sheet, found: list[tuple[int, int]]) -> list[int]:
    rightmost = max(column for _, column in found)
    first = max(1, min(min(column for _, column in found) - _WIDTH + 1, rightmost))
    last = min(max(sheet.columns, rightmost), rightmost + 1)
    return list(range(first, last + 1))[:8]

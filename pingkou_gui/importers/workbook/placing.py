"""Amounts of a workbook put to the fields of the report, this year's or last year's."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.domain.proposal import NewRow, Proposed, Unplaced
from pingkou_gui.importers.workbook.economic import CLASSES, NAMES, plain_name
from pingkou_gui.importers.workbook.fields import fields_for
from pingkou_gui.importers.workbook.sums import Reading
from pingkou_gui.spec.number_kinds import grouped, rounded
from pingkou_gui.spec.pages.basic_spending import Control, EconomicItem
from pingkou_gui.spec.pages.funds import FUND_SECTIONS
from pingkou_gui.spec.pages.projects import Project
from pingkou_gui.spec.values import NIL, Source, SourceKind

if TYPE_CHECKING:
    from typing import Any

    from pingkou_gui.domain.report import Report
    from pingkou_gui.importers.workbook.account import Account, StatedNone
    from pingkou_gui.importers.workbook.project_list import ProjectLine
    from pingkou_gui.spec.field import Field
    from pingkou_gui.spec.section import Section

_UTILITIES = ("30205", "30206", "30211")
_STAGES = ("initial", "full_year", "outturn", "carried_in", "carried_out")


@dataclass(slots=True)
class Placing:
    """Collects proposed values and rows."""

    report: Report
    file: str
    last: bool
    """Whether the workbook is that of the year before the report's."""
    items: list[Proposed] = field(default_factory=list)
    rows: list[NewRow] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    tables: dict[int, str] = field(default_factory=dict)
    """The table of each proposed value, by its position, for doubts about a whole table."""

    def place(self, account: Account) -> None:
        """Propose everything that was read."""
        for what, target in fields_for(account, last=self.last).items():
            reading = account.first(what)
            if reading is not None:
                self.amount(target, reading)
        self._items(account)
        self._control(account)
        for none in account.nones:
            self._none(none, account)

    def largest(self, table: str) -> Decimal:
        """Return the largest amount proposed from a table, in 万元."""
        found = (
            v
            for n, i in enumerate(self.items)
            if isinstance(v := i.value, Decimal) and self.tables[n] == table
        )
        return max(found, default=Decimal(0))

    def amount(self, target: Field[Any], reading: Reading, row: int = 0) -> None:
        """Propose an amount for a field."""
        amount = _tidy(reading.amount)
        if amount < 0:
            words = f"{reading.label or target.label} {grouped(amount, 2)}万元"
            self.unplaced.append(Unplaced(reading.where, words, "是负数，没有放进报告"))
            return
        instead = None if reading.instead is None else _tidy(reading.instead)
        source = self._source(reading)
        self._add(Proposed(target.at(row), amount, source, reading.doubt, instead), reading)

    def words(self, target: Field[Any], value: str, reading: Reading, row: int) -> None:
        """Propose words that stand beside an amount."""
        self._add(Proposed(target.at(row), value, self._source(reading)), reading)

    def new_row(self, section: type[Section]) -> int:
        """Return the number of a row to be added."""
        row = -len(self.rows) - 1
        self.rows.append(NewRow(section.key, row))
        return row

    def _add(self, item: Proposed, reading: Reading) -> None:
        self.tables[len(self.items)] = reading.table.name
        self.items.append(item)

    def _source(self, reading: Reading) -> Source:
        unit = reading.table.unit
        numbers = (reading.table[at].number for at in reading.cells)
        number = sum((n for n in numbers if n is not None), start=Decimal(0))
        original = f"{grouped(number, 0)}{unit}" if unit != "万元" else ""
        return Source(SourceKind.WORKBOOK, self.file, reading.where, original)

    def _items(self, account: Account) -> None:
        for what in account.readings:
            code = what.partition(":")[2]
            reading = account.first(what)
            if not what.startswith("economic:") or reading is None:
                continue
            if code[:3] not in CLASSES:
                if reading.amount:
                    words = f"{code} {reading.label} {grouped(_tidy(reading.amount), 2)}万元"
                    self.unplaced.append(Unplaced(reading.where, words, "报告没有这一类"))
            elif len(code) == 5:
                self._item(code, reading)

    def _item(self, code: str, reading: Reading) -> None:
        name = NAMES.get(code) or reading.label
        row = self._item_row(code[:3], name)
        if row is None:
            if not reading.amount or not name:
                return
            row = self.new_row(EconomicItem)
            self.words(EconomicItem.category, code[:3], reading, row)
            self.words(EconomicItem.name, name, reading, row)
        self.amount(EconomicItem.last if self.last else EconomicItem.this, reading, row)

    def _item_row(self, category: str, name: str) -> int | None:
        """Return the row that holds the item already, so that nothing doubles."""
        for row in self.report.rows(EconomicItem.key):
            held = self.report[EconomicItem.category.at(row)]
            named = self.report[EconomicItem.name.at(row)]
            same = isinstance(named, str) and plain_name(named) == plain_name(name)
            if same and held in {category, None}:
                return row
        return None

    def _control(self, account: Account) -> None:
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
        if len(known) < len(parts) and (goods is None or goods.doubts):
            missing = [NAMES[c] for c, p in zip(_UTILITIES, parts, strict=True) if p is None]
            whole.suspect(f"{'、'.join(missing)}空着，只加了其余的")
        self.amount(getattr(Control.utilities, column), whole)

    def _none(self, none: StatedNone, account: Account) -> None:
        if self.last:
            return
        section = FUND_SECTIONS[none.budget]
        for stage in _STAGES:
            found = account.first(f"{none.budget}:{stage}")
            target = getattr(section, stage)
            doubt = "" if none.whole or stage == "outturn" else "说明只讲没有支出，没有讲收入和结转"
            if found is not None and found.amount:
                doubt = f"说明写没有，{found.table.name}写{grouped(_tidy(found.amount), 2)}万元"
            self.items = [item for item in self.items if item.place != target.at()]
            source = Source(SourceKind.WORKBOOK, self.file, none.table.where(none.at))
            self.tables[len(self.items)] = none.table.name
            self.items.append(Proposed(target.at(), NIL, source, doubt))

    def projects(self, lines: list[ProjectLine]) -> None:
        """Propose the projects of a table; those that are there are filled by name."""
        for line in lines:
            outturn = line.amounts.get("outturn")
            reading = outturn or next(iter(line.amounts.values()))
            row = self._project_row(line.name)
            if row is None:
                row = self.new_row(Project)
                self.words(Project.name, line.name, reading, row)
                if line.budget:
                    self.words(Project.budget, line.budget, reading, row)
            if self.last:
                if outturn is not None:
                    self.amount(Project.last, outturn, row)
                continue
            for stage, amount in line.amounts.items():
                self.amount(getattr(Project, stage), amount, row)

    def _project_row(self, name: str) -> int | None:
        wanted = plain_project(name)
        for row in self.report.rows(Project.key):
            held = self.report[Project.name.at(row)]
            if isinstance(held, str) and plain_project(held) == wanted:
                return row
        return None


def plain_project(name: str) -> str:
    """Return a project's name without blanks and quotation marks."""
    return "".join(mark for mark in name if mark not in " \u3000“”\"'（）()")


def _tidy(amount: Decimal) -> Decimal:
    """Return an amount in 万元 with two places, more only where it has more."""
    exact = rounded(amount, 6)
    two = rounded(amount, 2)
    return two if two == exact else exact.normalize()

"""The turn of the year."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pingkou_gui.domain.facts import Facts
from pingkou_gui.domain.figures.funds import FUNDS, stage_field
from pingkou_gui.domain.figures.projects import project_carried_out
from pingkou_gui.domain.figures.quantity import QUANTITIES, is_summed, quantity
from pingkou_gui.domain.new_year.plan import CARRIED, ROWS
from pingkou_gui.domain.record import Record
from pingkou_gui.domain.report import Report
from pingkou_gui.errors import KnownError
from pingkou_gui.scheme.reader import scheme_of
from pingkou_gui.spec.pages.basic_spending import EconomicItem, ThreePublic, ThreePublicBudget
from pingkou_gui.spec.pages.overview import Staff, Unit
from pingkou_gui.spec.pages.projects import Project
from pingkou_gui.spec.place import SINGLE, Lane, Place
from pingkou_gui.spec.values import Entry, Nil, Source, SourceKind

if TYPE_CHECKING:
    from decimal import Decimal

    from pingkou_gui.domain.figure import Figure
    from pingkou_gui.spec.amounts import Amounts
    from pingkou_gui.spec.field import Field
    from pingkou_gui.spec.values import Value


def new_year(record: Record, keep_projects: frozenset[int] | None = None) -> Record:
    """Return the record of the following year.

    This year's figures become last year's, what was carried out is carried in, words and names
    are carried and marked 沿用待核; this year's amounts, scores and reasons are blank. The old
    record stays as it is.

    Args:
        record: the report of the year that has ended.
        keep_projects: rows of the projects that go on; None keeps all.

    Raises:
        KnownError: the report does not say of which year it is.
    """
    year = record.report[Unit.year.at()]
    if not isinstance(year, int):
        raise KnownError("这份报告没有填报告年度", "先在“概况”里填写报告年度，再建下一年的报告")
    return Record(_Turn(record, year, keep_projects).report(), record.scheme)


class _Turn:
    """One report turned into the next."""

    def __init__(self, record: Record, year: int, keep: frozenset[int] | None) -> None:
        self.old = record.report
        self.facts = Facts(record.report, scheme_of(record.scheme))
        self.year = year
        self.source = Source(SourceKind.CARRIED, where=f"{year}年度报告")
        kept = self.old.rows(Project.key)
        self.projects = tuple(row for row in kept if keep is None or row in keep)
        self.entries: dict[Place, Entry] = {}

    def report(self) -> Report:
        """Return the new report."""
        lanes = self._lanes()
        alive = {(lane.section, row) for lane, rows in lanes.items() for row in rows}
        self._words(alive)
        self._put(Unit.year, self.year + 1)
        self._put(Staff.headcount_last, self.old[Staff.headcount.at()])
        for each in QUANTITIES.values():
            self._amounts(each.amounts)
        self._put(ThreePublicBudget.last_budget, self._figure(quantity(ThreePublic.total).budget))
        self._rows()
        for fund in FUNDS.values():
            carried = self.old[stage_field(fund.section, "carried_out").at()]
            self._put(stage_field(fund.section, "carried_in"), carried)
        return Report(MappingProxyType(self.entries), MappingProxyType(lanes))

    def _lanes(self) -> dict[Lane, tuple[int, ...]]:
        known = {section.key for section in ROWS}
        lanes = {lane: rows for lane, rows in self.old.lanes.items() if lane.section in known}
        if Lane(Project.key) in lanes:
            lanes[Lane(Project.key)] = self.projects
        gone = set(self.old.rows(Project.key)) - set(self.projects)
        return {lane: rows for lane, rows in lanes.items() if rows and lane.parent not in gone}

    def _words(self, alive: set[tuple[str, int]]) -> None:
        for place, entry in self.old.entries.items():
            here = place.row == SINGLE or (place.section, place.row) in alive
            if here and (place.section, place.field) in CARRIED:
                self.entries[place] = Entry(entry.value, self.source)

    def _amounts(self, amounts: Amounts) -> None:
        """Set last year's amount: as stated, or settled where its parts do not tell it."""
        typed = self.old[amounts.this.at()]
        if is_summed(self.facts, amounts, "this") and not self._drops(amounts):
            return
        settled = self._figure(quantity(amounts).this)
        self._put(amounts.last, typed if isinstance(typed, Nil) else settled)

    def _drops(self, amounts: Amounts) -> bool:
        """Whether the parts that make up a total do not all go on: then it has to be kept."""
        is_projects = amounts.this.section == "project_totals"
        return is_projects and self.projects != self.old.rows(Project.key)

    def _rows(self) -> None:
        for row in self.old.rows(EconomicItem.key):
            self._put(EconomicItem.last, self.old[EconomicItem.this.at(row)], row)
        for row in self.projects:
            self._put(Project.last, self.old[Project.outturn.at(row)], row)
            self._put(Project.carried_in, self._figure(project_carried_out, row), row)

    def _figure(self, item: Figure | None, row: int = SINGLE) -> Decimal | None:
        return None if item is None else self.facts[item, row]

    def _put(self, field: Field[Any], value: Value | None, row: int = SINGLE) -> None:
        if value is not None:
            self.entries[field.at(row)] = Entry(value, self.source)

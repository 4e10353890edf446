"""A new year from last year's report: this year becomes last year, words are carried over."""

from __future__ import annotations

import re
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pingkou_gui.errors import KnownError
from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.basic_spending import (
    EconomicItem,
    SpendingTexts,
    ThreePublic,
    ThreePublicBudget,
)
from pingkou_gui.form.pages.funds import FundTexts
from pingkou_gui.form.pages.overview import Duty, KeyWork, Organisation, OverviewTexts, Staff, Unit
from pingkou_gui.form.pages.problems import Closing, Problem
from pingkou_gui.form.pages.projects import Project, ProjectIndicator, ProjectTexts
from pingkou_gui.form.pages.scoring import Analysis, Goal, Indicator
from pingkou_gui.form.values import SINGLE, Entry, Nil, Place, RowList, Source, SourceKind
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figures import QUANTITIES, added, is_summed, quantity
from pingkou_gui.report.figures_funds import (
    FUNDS,
    LAST_OF_KIND,
    project_carried_out,
    rows_with,
    spent_on_kind,
    stage_field,
)
from pingkou_gui.report.json_format import Record
from pingkou_gui.report.proposal import Proposal, Proposed, TextPart
from pingkou_gui.report.report import Report
from pingkou_gui.scheme.scheme_reader import scheme_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.form.field import Amounts, Field, Section
    from pingkou_gui.form.values import Value
    from pingkou_gui.report.facts import Figure
    from pingkou_gui.report.figures_funds import Fund


# What becomes of each field when the year turns.


WHOLE: tuple[type[Section], ...] = (
    Organisation,
    Duty,
    KeyWork,
    OverviewTexts,
    SpendingTexts,
    ProjectTexts,
    FundTexts,
    Analysis,
    Problem,
    Closing,
)
"""Sections whose every field is carried."""
_INDICATORS = tuple(
    field
    for section in (Indicator, ProjectIndicator)
    for field in (
        section.level1,
        section.level2,
        section.name,
        section.requirement,
        section.target,
        section.points,
    )
)
_SINGLE: tuple[Field[Any], ...] = (
    Unit.name,
    Unit.short_name,
    Unit.county,
    Unit.preparer,
    Unit.phone,
    Unit.principal,
    Staff.establishment,
    Staff.civil_posts,
    Staff.institution_posts,
    Staff.rank,
    EconomicItem.category,
    EconomicItem.name,
    Project.name,
    Project.budget,
    Project.kind,
    Project.arrangement,
    Project.use,
    Project.management,
    Project.implementation,
    Project.department,
    Project.executor,
    Project.goal,
    Goal.expected,
    *_INDICATORS,
)
CARRIED: frozenset[tuple[str, str]] = frozenset(
    (field.section, field.name)
    for field in (*_SINGLE, *(field for section in WHOLE for field in section.fields))
)
"""Fields that keep what they hold, by section and name: what was planned, named and told."""

ROWS = tuple(
    section for section in FORM.sections.values() if section.noun and FORM.page_of(section.key)
)
"""Sections whose rows go on into the new year; findings closed with a reason do not."""


# The turn of the year.


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
        row_lists = self._row_lists()
        alive = {(row_list.section, row) for row_list, rows in row_lists.items() for row in rows}
        self._words(alive)
        self._put(Unit.year, self.year + 1)
        self._put(Staff.headcount_last, self.old[Staff.headcount.at()])
        for each in QUANTITIES.values():
            self._amounts(each.amounts)
        self._put(ThreePublicBudget.last_budget, self._figure(quantity(ThreePublic.total).budget))
        self._kinds()
        self._none_again()
        self._rows()
        for fund in FUNDS.values():
            carried = self.old[stage_field(fund.section, "carried_out").at()]
            self._put(stage_field(fund.section, "carried_in"), _left_over(carried))
            self._left_by_projects(fund, carried)
        return Report(MappingProxyType(self.entries), MappingProxyType(row_lists))

    def _row_lists(self) -> dict[RowList, tuple[int, ...]]:
        """Return the rows that the new year begins with, of projects only the chosen ones."""
        known = {section.key for section in ROWS}
        row_lists = {
            row_list: rows
            for row_list, rows in self.old.row_lists.items()
            if row_list.section in known
        }
        if RowList(Project.key) in row_lists:
            row_lists[RowList(Project.key)] = self.projects
        gone = set(self.old.rows(Project.key)) - set(self.projects)
        return {
            row_list: rows
            for row_list, rows in row_lists.items()
            if rows and row_list.parent not in gone
        }

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

    def _kinds(self) -> None:
        """Set what 附件1 prints of each kind: a project may be of another one next year."""
        spent = {kind: spent_on_kind(self.facts, "outturn", kind) for kind in LAST_OF_KIND}
        for kind, value in spent.items() if None not in spent.values() else ():
            self._put(LAST_OF_KIND[kind], value)

    def _none_again(self) -> None:
        """Carry 无 of what is folded away: who built nothing and bought nothing seldom does next year."""
        last = {each.amounts.last.at() for each in QUANTITIES.values()}
        for place, entry in self.old.entries.items():
            folded = FORM.sections[place.section].folded and place.row == SINGLE
            if folded and isinstance(entry.value, Nil) and place not in last:
                self.entries.setdefault(place, Entry(entry.value, self.source))

    def _drops(self, amounts: Amounts) -> bool:
        """Whether the parts that make up a total do not all go on: then it has to be kept."""
        is_projects = amounts.this.section == "project_totals"
        return is_projects and self.projects != self.old.rows(Project.key)

    def _rows(self) -> None:
        for row in self.old.rows(EconomicItem.key):
            self._put(EconomicItem.last, self.old[EconomicItem.this.at(row)], row)
        for row in self.projects:
            self._put(Project.last, self.old[Project.outturn.at(row)], row)
            left = self.old[Project.carried_out.at(row)]
            self._put(Project.carried_in, _left_over(left), row)

    def _left_by_projects(self, fund: Fund, carried: Value | None) -> None:
        """Set what projects carry in where what they left is just what their budget carried out."""
        rows = rows_with(self.facts, Project.budget, fund.code)
        left = {row: self.facts[project_carried_out, row] for row in rows}
        whole = added(left.values()) if left else None
        if not carried or whole != carried or min(filter(None, left.values())) < 0:
            return
        for row in (row for row in self.projects if left.get(row)):
            self._put(Project.carried_in, left[row], row)

    def _figure(self, item: Figure | None) -> Decimal | None:
        return None if item is None else self.facts[item]

    def _put(self, field: Field[Any], value: Value | None, row: int = SINGLE) -> None:
        if value is not None:
            self.entries[field.at(row)] = Entry(value, self.source)


def _left_over(value: Value | None) -> Value | None:
    """Return what was told as carried into the next year; below nothing, nothing is.

    What was left of a budget goes back as often as it goes on: where nobody told, nothing is put,
    but for projects that left just what their whole budget was told to carry out.
    """
    return value if isinstance(value, Nil) or (isinstance(value, Decimal) and value >= 0) else None


# Years inside words that were carried over: each field proposed for change, none changed unseen.


_YEAR = re.compile("(?<!\\d)(20\\d\\d)(?=年)")
_BACK = 1
"""How many years before the old report's a year may lie and still move with it."""
_AHEAD = 1


def year_mentions(record: Record) -> Proposal:
    """Return, for every year that a carried text names, the text with this one moved on by one.

    Only years next to the old report's are moved; 2015年以来 stays. Each place is an item of its
    own, and in doubt, so that nothing is ticked before it has been looked at. A text in which some
    were moved is not asked about again: its 2024年 that was 2023年 would become 2025年.
    """
    year = record.report[Unit.year.at()]
    old = year - 1 if isinstance(year, int) else 0
    items = tuple(
        item
        for place in sorted(record.report.entries)
        for item in _proposed(place, record.report.entries[place], old)
    )
    notes = (f"{len(items)}处沿用的文字里写着年份，逐处核对后再改",) if items else ()
    return Proposal("沿用文字里的年份", "", items, notes=notes)


def _proposed(place: Place, entry: Entry, old: int) -> Iterator[Proposed]:
    text = entry.value
    if not isinstance(text, str) or entry.source.kind is not SourceKind.CARRIED:
        return
    if _years_were_moved(text, entry.source.original):
        return
    source = Source(SourceKind.CARRIED, entry.source.file, entry.source.where, text)
    for match in _YEAR.finditer(text):
        later = _next(match[1], old)
        if later != match[1]:
            changed = text[: match.start()] + later + text[match.end() :]
            part = TextPart(match.start(), match.end(), later)
            yield Proposed(place, changed, source, _WHICH, part=part)


def _years_were_moved(text: str, before: str) -> bool:
    """Return whether a text is what it was before but for its years: its places were looked at then."""
    return text != before and _YEAR.sub("", text) == _YEAR.sub("", before)


_WHICH = "说的是今年的就改，说的是去年的事不改"


def _next(year: str, old: int) -> str:
    number = int(year)
    return str(number + 1) if old - _BACK <= number <= old + _AHEAD else year

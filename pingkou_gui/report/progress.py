"""How far a report is filled in: what is required and still missing, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pingkou_gui.form.field import Amounts
from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.funds import GovernmentFunds, SocialInsurance, StateCapital
from pingkou_gui.form.pages.overview import Duty, KeyWork, Organisation
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.form.pages.projects import Project, ProjectIndicator, ProjectTotals
from pingkou_gui.form.pages.scoring import Analysis, Indicator
from pingkou_gui.form.values import (
    SINGLE,
    FigureRef,
    Place,
    RowList,
    Unread,
    is_wordless,
    says_nothing,
)
from pingkou_gui.report.figures import QUANTITIES
from pingkou_gui.report.figures_funds import FUNDS
from pingkou_gui.report.findings import BLANK_CELLS, Severity
from pingkou_gui.report.row_names import naming_field
from pingkou_gui.report.scores import IndicatorSection, actual_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.form.field import Field, Line, Page, Section
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.report.findings import Finding


# How far a report is filled in: what is required and still missing, page by page.


_ACTUALS: dict[object, IndicatorSection] = {
    Indicator.actual: Indicator,
    ProjectIndicator.actual: ProjectIndicator,
}
LISTS: tuple[type[Section], ...] = (Organisation, Duty, KeyWork, Project, Indicator, Problem)
"""Lists that need at least one row."""


class Gap(NamedTuple):
    """Something required that is not there: its place, or the list that has no rows.

    A number that cannot be worked out though nothing is blank has the place of its figure.
    """

    place: Place | RowList | FigureRef
    label: str
    verb: str = "填写"
    all_of: tuple[Place, ...] = ()
    """What else is missing and counts with it: the rows of a list that nobody has written yet."""
    blank: bool = False
    """It is asked for because a cell would be printed blank, no file has to give it."""

    @property
    def cells(self) -> tuple[Place, ...]:
        """The fields of cells that would be printed blank, where it is of several."""
        return self.all_of if self.blank else ()

    @property
    def tally(self) -> int:
        """How many things it counts as: each blank cell of a row is one, rows to write are one."""
        return max(1, len(self.cells))


class Progress(NamedTuple):
    """A page: how many of its fields are filled in, what is missing, what cannot be read."""

    page: Page
    filled: int
    gaps: tuple[Gap, ...]
    unread: tuple[tuple[Place, Unread], ...]


def progress(f: Facts) -> tuple[Progress, ...]:
    """Return the progress of every page, in the order of the pages."""
    filled: dict[str, int] = {}
    unread: dict[str, list[tuple[Place, Unread]]] = {}
    for place, entry in f.report.entries.items():
        page = FORM.page_of(place.section)
        if page is None:
            continue
        if isinstance(entry.value, Unread):
            unread.setdefault(page.key, []).append((place, entry.value))
        else:
            filled[page.key] = filled.get(page.key, 0) + 1
    return tuple(
        Progress(
            page,
            filled.get(page.key, 0),
            tuple(gap for section in page.sections for gap in gaps_of(f, section)),
            tuple(unread.get(page.key, ())),
        )
        for page in FORM.pages
    )


def gaps_of(f: Facts, section: type[Section]) -> tuple[Gap, ...]:
    """Return what is required and missing in a section, worked out again only when it changed."""
    return f.cached(("gaps", section.key), lambda: tuple(_gaps(f, section)))


def _gaps(f: Facts, section: type[Section]) -> Iterator[Gap]:
    if section in LISTS and not f.rows(section) and not _none_stated(f, section):
        yield Gap(RowList(section.key), f"{section.heading}至少一{section.counter}")
    missing = {row: tuple(_missing_in(f, section, row)) for row in f.every_row(section)}
    unwritten = [row for row, fields in missing.items() if _is_unwritten(section, fields)]
    together = unwritten if len(unwritten) > 1 else []
    for row, fields in missing.items():
        if row not in together:
            yield from (Gap(field.at(row), field.label) for field in fields)
    if together:
        places = [tuple(field.at(row) for field in missing[row]) for row in together]
        yield _rows_to_write(section, places)
    if section in (GovernmentFunds, StateCapital, SocialInsurance):
        outturn = FUNDS[section.key].stages["outturn"]
        if f[outturn] is None:
            yield Gap(Place(section.key, SINGLE, "outturn"), outturn.label)


def _missing_in(f: Facts, section: type[Section], row: int) -> Iterator[Field[Any]]:
    for entry in section.lines:
        if entry.required and _missing(f, entry, row):
            yield entry.this if isinstance(entry, Amounts) else entry


def _is_unwritten(section: type[Section], missing: tuple[Field[Any], ...]) -> bool:
    """Return whether nobody has come to a row yet: it has no name, and lacks more than that."""
    return section.repeated() and len(missing) > 1 and naming_field(section) in missing


def _rows_to_write(section: type[Section], rows: list[tuple[Place, ...]]) -> Gap:
    """Return the rows that nobody has come to as one gap; it leads to the first one's name."""
    label = f"{section.heading}还有 {len(rows)} {section.counter}{section.noun}没有写"
    name = naming_field(section).name
    first = next(place for place in rows[0] if place.field == name)
    return Gap(first, label, "", tuple(place for row in rows for place in row))


def _none_stated(f: Facts, section: type[Section]) -> bool:
    """Return whether the report says that there is nothing to list."""
    return section is Project and f.stated_none(QUANTITIES[ProjectTotals.total.key].this)


def _missing(f: Facts, entry: Line, row: int) -> bool:
    if isinstance(entry, Amounts):
        return not _is_known(f, entry)
    if entry in _ACTUALS and actual_of(f, _ACTUALS[entry], row):
        return False  # the report has the number already
    told = f[entry, row] if entry.section in _TOLD else None
    if isinstance(told, str) and (says_nothing(told) or is_wordless(told)):
        return True
    return _empty(f, entry, row)


_TOLD = frozenset({Analysis.key, Problem.key})
"""Sections in which 无, or a bare number, is no text: their headings print with it."""


def _empty(f: Facts, field: Field[Any], row: int) -> bool:
    return f.raw(field, row) is None


def _is_known(f: Facts, amounts: Amounts) -> bool:
    """Return whether a quantity is known, or a total that holds it was typed without it."""
    if f.raw(amounts.this) is not None or f[QUANTITIES[amounts.key].this] is not None:
        return True
    holders = (q.amounts for q in QUANTITIES.values() if amounts in q.amounts.parts)
    return any(_is_known(f, holder) for holder in holders)


# All that is open, each once: the window, the command line and the package count the same.


MISSING = "还差"
"""The weight of what is not filled in yet; a finding has that of its severity."""


class OpenPoint(NamedTuple):
    """Something open: a finding, a blank, or a blank that a finding asks for in its own words."""

    weight: str
    """必改, 还差, 提醒 or 提示."""
    finding: Finding | None = None
    gap: Gap | None = None
    page: Progress | None = None
    """Whose gap it is."""

    @property
    def cells(self) -> tuple[Place, ...]:
        """The fields of cells that would be printed blank, each to be filled in by itself."""
        if self.finding is not None and self.finding.check == BLANK_CELLS:
            return tuple(ref for ref in self.finding.places if isinstance(ref, Place))
        return self.gap.cells if self.gap is not None else ()

    @property
    def tally(self) -> int:
        """How many things it counts as: every blank cell is one."""
        return max(1, len(self.cells))


def open_points(
    pages: tuple[Progress, ...], findings: tuple[Finding, ...]
) -> tuple[OpenPoint, ...]:
    """Return all that is open, each once: findings, then what is missing besides.

    A blank that a finding asks for is told in its words. What only reminds becomes 还差 then:
    the blank keeps the report a draft.
    """
    gaps = [OpenPoint(MISSING, gap=gap, page=page) for page in pages for gap in page.gaps]
    missing = {p.gap.place: p for p in gaps if p.gap and isinstance(p.gap.place, Place)}
    points: dict[object, OpenPoint] = {}
    for finding in findings:
        key = f"{finding.key}|{finding.message}"
        if not finding.open or key in points:
            continue
        weight, first = finding.severity.value, finding.places[0] if finding.places else None
        asks = isinstance(first, Place) and finding.severity is not Severity.HINT
        gap = missing.pop(first, None) if asks and isinstance(first, Place) else None
        if finding.asks or (gap is not None and finding.severity is Severity.REMINDER):
            weight = MISSING
        if gap is None:
            points[key] = OpenPoint(weight, finding)
        else:
            points[key] = OpenPoint(weight, finding, gap.gap, gap.page)
    for point in gaps:
        place, label = (point.gap.place, point.gap.label) if point.gap else (None, "")
        if not isinstance(place, Place) or place in missing:
            points.setdefault((place, label), point)
    return tuple(points.values())

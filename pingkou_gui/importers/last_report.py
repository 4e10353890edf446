"""A report of last year, or of this one: its text onto the fields of the form."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pingkou_gui.cancellation import check_cancelled
from pingkou_gui.errors import UnusableFileError
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.importers.last_report_attachments import read_attachments
from pingkou_gui.importers.last_report_figures import (
    read_amounts,
    read_items,
    without_sums,
)
from pingkou_gui.importers.last_report_funds import read_funds
from pingkou_gui.importers.last_report_model import Collector, Years, shift_note, shift_of
from pingkou_gui.importers.last_report_posts import read_counts, read_kinds_of_people
from pingkou_gui.importers.last_report_problems import read_problems
from pingkou_gui.importers.last_report_project_lines import read_project_lines
from pingkou_gui.importers.last_report_projects import (
    read_project_tables,
    read_project_texts,
    read_projects,
)
from pingkou_gui.importers.last_report_reasons import list_what_was_said_beside, read_reasons
from pingkou_gui.importers.last_report_texts import (
    list_the_rest,
    named_unit,
    read_narrative,
    read_organisation,
    read_unit,
)
from pingkou_gui.importers.sheets import same_unit
from pingkou_gui.report.checks_units import with_units_in_doubt
from pingkou_gui.report.proposal import Proposal, Proposed
from pingkou_gui.text.checks.language.check_whole import breaks_off, unread_notes
from pingkou_gui.text.proofread import is_something_else, proofread_reading
from pingkou_gui.text.reading.reader import read

if TYPE_CHECKING:
    from pingkou_gui.report.report import Report
    from pingkou_gui.text.lines.source import SourceText

_STEPS = (
    read_unit,
    read_kinds_of_people,
    read_counts,
    read_organisation,
    read_projects,
    read_project_lines,
    read_amounts,
    read_funds,
    read_items,
    read_reasons,
    read_attachments,
    read_project_tables,
    read_narrative,
    read_project_texts,
    read_problems,
    list_the_rest,
    list_what_was_said_beside,
)


def read_report(source: SourceText, report: Report, *, years: Years = "auto") -> Proposal:
    """Return what a report that exists already proposes for the fields of `report`.

    Args:
        source: its text.
        report: the report it is read into.
        years: `this`, the figures are of the report's own year; `last`, of the year before;
            `auto`, by the year the text names.

    Figures the check-up of the text doubts are proposed with that doubt. Totals
    that do not agree with their parts are put in doubt.

    Raises:
        UnusableFileError: the text is far longer than any report.
    """
    if source.is_too_long:
        raise UnusableFileError(f"“{source.name}”太长，不像一份报告", "只留下报告正文，再读入")
    reading = read(source)
    shift = shift_of(report, reading.year, years)
    collector = Collector(reading, proofread_reading(reading), report, shift)
    for step in _STEPS:
        check_cancelled()
        step(collector)
    items, noted = without_sums(collector)
    whose = _whose(collector)
    proposal = Proposal(
        title=_title(collector),
        file=source.name,
        items=_in_doubt(items, whose),
        rows=collector.filled_rows,
        unplaced=tuple(collector.unplaced),
        notes=(
            shift_note(shift, report, reading.year),
            *source.remarks,
            *unread_notes(source),
            *filter(None, (breaks_off(reading),)),
            *collector.notes,
            *noted,
            *(() if is_something_else(reading) else collector.doubts.sentences),
        ),
        caution=whose,
    )
    return with_units_in_doubt(proposal, report)


def _whose(c: Collector) -> str:
    """Return that the text is of another unit, or of a year that is none of the report's."""
    own, mine = c.report[Unit.name.at()], c.report[Unit.year.at()]
    unit, year = named_unit(c.reading), c.reading.year
    other_unit = isinstance(own, str) and unit and not same_unit(own, unit)
    other_year = isinstance(mine, int) and year is not None and year not in {mine, mine - 1}
    if other_unit:
        told, dated = f"{year}年度" if year else "", f"{mine}年度" if mine else ""
        return f"这份文件是“{unit}”{told}的，这份报告是“{own}”{dated}的，{_UNTICKED}"
    if other_year:
        return f"这份文件是{year}年度的，这份报告是{mine}年度的，{_UNTICKED}"
    return ""


_UNTICKED = "所以都没有选上，确实要用的再选"


def _in_doubt(items: tuple[Proposed, ...], why: str) -> tuple[Proposed, ...]:
    """Return the items, each with a doubt about the whole text before its own."""
    if not why:
        return items
    return tuple(replace(i, doubt="；".join(filter(None, (why, i.doubt)))) for i in items)


_SHEET_SECTIONS = frozenset(
    {"unit", "staff", "basic", "three_public", "conferences", "control", "project_totals"}
)


def with_sheet_head(targets: Proposal, source: SourceText, report: Report) -> Proposal:
    """Return what an indicator sheet proposes, with the unit and the figures of its head.

    Args:
        targets: what its rows of indicators propose.
        source: the words and cells of the same file.
        report: the report it is read into.
    """
    if source.is_too_long:
        return targets
    read = read_report(source, report)
    more = tuple(item for item in read.items if item.place.section in _SHEET_SECTIONS)
    items = (*more, *_in_doubt(targets.items, read.caution))
    return replace(targets, items=items, caution=read.caution)


def _title(c: Collector) -> str:
    year = f"{c.reading.year}年度" if c.reading.year else ""
    return f"{year}{c.reading.unit}自评报告"

"""The whole way from a text to a proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.proofread.run import proofread_reading
from pingkou_gui.domain.reading.reader import read
from pingkou_gui.errors import UnusableFileError
from pingkou_gui.importers.last_year.amounts import read_amounts, read_reasons
from pingkou_gui.importers.last_year.collector import Collector
from pingkou_gui.importers.last_year.funds import read_funds
from pingkou_gui.importers.last_year.items import read_items
from pingkou_gui.importers.last_year.narrative import read_narrative
from pingkou_gui.importers.last_year.organisation import read_organisation
from pingkou_gui.importers.last_year.problems import read_problems
from pingkou_gui.importers.last_year.project_texts import read_project_texts
from pingkou_gui.importers.last_year.projects import read_projects
from pingkou_gui.importers.last_year.shift import Years, shift_note, shift_of
from pingkou_gui.importers.last_year.sums import without_sums
from pingkou_gui.importers.last_year.unit import read_unit
from pingkou_gui.importers.last_year.unplaced import list_the_rest
from pingkou_gui.report.proposal import Proposal

if TYPE_CHECKING:
    from pingkou_gui.domain.reading.source import SourceText
    from pingkou_gui.report.report import Report

LONGEST = 150_000
"""Characters; a long report with its attachments has some forty thousand."""
_STEPS = (
    read_unit,
    read_organisation,
    read_projects,
    read_amounts,
    read_funds,
    read_items,
    read_reasons,
    read_narrative,
    read_project_texts,
    read_problems,
    list_the_rest,
)


def read_report(source: SourceText, report: Report, *, years: Years = "auto") -> Proposal:
    """Return what a report that exists already proposes for the fields of `report`.

    Args:
        source: its text.
        report: the report it is read into.
        years: `this`, the figures are of the report's own year; `last`, of the year before;
            `auto`, by the year the text names.

    Figures the check-up of the text doubts are proposed with that doubt. Totals that follow
    from their parts are left out, since the form works them out.

    Raises:
        UnusableFileError: the text is far longer than any report.
    """
    if sum(len(paragraph.text) for paragraph in source.paragraphs) > LONGEST:
        raise UnusableFileError(f"“{source.name}”太长，不像一份报告", "只留下报告正文，再读入")
    reading = read(source)
    shift = shift_of(report, reading.year, years)
    collector = Collector(reading, proofread_reading(reading), report, shift)
    for step in _STEPS:
        step(collector)
    items, noted = without_sums(collector)
    return Proposal(
        title=_title(collector),
        file=source.name,
        items=items,
        rows=tuple(collector.rows),
        unplaced=tuple(collector.unplaced),
        notes=(
            shift_note(shift, report, reading.year),
            *collector.notes,
            *noted,
            *collector.doubts.sentences,
        ),
    )


def _title(c: Collector) -> str:
    year = f"{c.reading.year}年度" if c.reading.year else ""
    return f"{year}{c.reading.unit}自评报告"

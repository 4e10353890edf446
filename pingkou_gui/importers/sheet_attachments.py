"""Attachments of a report kept as sheets of a workbook: 基础数据表, 自评表 read like their Word form."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pingkou_gui.form.values import SourceKind
from pingkou_gui.importers.last_report import read_report
from pingkou_gui.importers.workbook_cells import address
from pingkou_gui.text.source import Paragraph, SourceText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pingkou_gui.importers.last_report_model import Years
    from pingkou_gui.importers.workbook_cells import Sheet
    from pingkou_gui.report.proposal import Proposal
    from pingkou_gui.report.report import Report

_ATTACHMENT = re.compile(r"基础数据表|绩效自评表|自评表|财政供养人员|编制数")
_HEAD_ROWS = 12


def attachments_in(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """Return the sheets that hold an attachment of a report."""
    return tuple(sheet for sheet in sheets if _is_attachment(sheet))


def _is_attachment(sheet: Sheet) -> bool:
    if re.search("基础数据|自评表", sheet.name):
        return True
    return any(
        row <= _HEAD_ROWS and _ATTACHMENT.search(cell.words)
        for (row, _), cell in sheet.cells.items()
        if len(cell.words) < 60
    )


def read_attachments(
    sheets: Sequence[Sheet], name: str, report: Report, *, years: Years = "auto"
) -> Proposal:
    """Return what the sheets propose, as their tables in a Word file would.

    Args:
        sheets: The sheets.
        name: The file they stand in.
        report: The report it is read into.
        years: Whose year their figures are, see `read_report`.
    """
    proposal = read_report(as_text(sheets, name), report, years=years)
    items = (
        replace(item, source=replace(item.source, kind=SourceKind.WORKBOOK))
        if item.source.kind is SourceKind.REPORT
        else item
        for item in proposal.items
    )
    titles = "、".join(dict.fromkeys(_title(sheet) for sheet in sheets))
    return replace(proposal, title=titles, items=tuple(items))


def as_text(sheets: Iterable[Sheet], name: str) -> SourceText:
    """Return the sheets as paragraphs and cells; what stands alone above a table is a paragraph."""
    return SourceText(
        tuple(
            paragraph
            for number, sheet in enumerate(sheets, 1)
            for paragraph in _paragraphs(sheet, number)
        ),
        name,
    )


def _title(sheet: Sheet) -> str:
    found = (c.text for _, c in sorted(sheet.cells.items()) if _ATTACHMENT.search(c.words))
    first = next(found, sheet.name)
    return first if len(first) <= 30 else sheet.name


def _paragraphs(sheet: Sheet, number: int) -> Iterator[Paragraph]:
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if cell.text:
            rows.setdefault(row, {})[column] = cell.text
    in_table = False
    for row, cells in rows.items():
        in_table = in_table or len(cells) > 1
        for column, text in cells.items():
            where = f"{sheet.name} {address((row, column))}"
            at = (number, row, column) if in_table else (0, 0, 0)
            yield Paragraph(text, where, *at)

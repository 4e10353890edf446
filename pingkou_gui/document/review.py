"""The composed report read as a stranger would: what is wrong in the clerk's own words.

The program's sentences are right by construction; what the clerk wrote between them is not.
The same 体检 that reads reports from outside reads the composed one, and what it finds in
typed words leads back to the field.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from pingkou_gui.document.carried_years import STALE, stale_years
from pingkou_gui.document.compose import compose
from pingkou_gui.document.flow import Line, heading_text, printed
from pingkou_gui.document.tree import Heading, Span, Table
from pingkou_gui.document.typed_words import edited, typed_edits, written_at
from pingkou_gui.domain.facts import Facts
from pingkou_gui.domain.finding import Act, Finding, Severity
from pingkou_gui.domain.proofread import TextFinding, proofread
from pingkou_gui.domain.reading import Paragraph, SourceText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.document.flow import Printed
    from pingkou_gui.document.tree import Block, Document, Spans
    from pingkou_gui.document.typed_words import TypedEdits
    from pingkou_gui.domain.report import Report
    from pingkou_gui.scheme.model import Scheme
    from pingkou_gui.spec.place import Place

_LONGEST = 35


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph of the report with the spans it is made of."""

    paragraph: Paragraph
    spans: Spans


def review(document: Document, report: Report) -> tuple[Finding, ...]:
    """Return what is wrong in the words that the clerk wrote, each with its field first."""
    pieces = tuple(_pieces(document))
    source = SourceText(tuple(piece.paragraph for piece in pieces), document.title, counted=True)
    found = [f for item in proofread(source) for f in _findings(item, pieces, report)]
    told = {finding.places for finding in found if finding.check == STALE}
    found += (finding for finding in stale_years(report) if finding.places not in told)
    return tuple(dict.fromkeys(found))


def review_report(report: Report, scheme: Scheme) -> tuple[Finding, ...]:
    """Return what is wrong in the words of a report; it is composed anew, from facts of its own."""
    return review(compose(Facts(report, scheme), draft=True), report)


def _findings(item: TextFinding, pieces: tuple[_Piece, ...], report: Report) -> Iterator[Finding]:
    """Yield what a finding says of each field that it is about, with the mending of that field."""
    mended = typed_edits(item.edits, [piece.spans for piece in pieces], report)
    if len(item.edits) > 1:
        for field, edits in mended.items():
            words = f"{len(edits)}处{item.deed}"
            yield _finding(item, field, words, _act(words, field, edits, report))
        return
    spot = item.spot
    place = written_at(pieces[spot.paragraph].spans, spot.start, spot.end)
    if place is not None:
        acts = _act(item.deed, place, mended.get(place, ()), report)
        yield _finding(item, place, item.message, acts)


def _finding(item: TextFinding, place: Place, words: str, acts: tuple[Act, ...]) -> Finding:
    message = words if len(words) <= _LONGEST else f"“{item.quote[:16]}”核对"
    numbers = words if message != words else f"原文：{item.quote[:40]}"
    severity = Severity(str(item.severity))
    check = f"text.{item.class_}"
    return Finding(check, severity, message, (place,), numbers, item.expected, acts)


def _act(label: str, place: Place, edits: TypedEdits, report: Report) -> tuple[Act, ...]:
    """Return the mending by one click, where it is known letter by letter what to put where."""
    text, certain = report[place], [edit for edit in edits if edit is not None]
    if not certain or len(certain) < len(edits) or not isinstance(text, str):
        return ()
    return (Act(label, place, edited(text, certain)),)


def _pieces(document: Document) -> Iterator[_Piece]:
    tables = count(1)
    yield _Piece(Paragraph(document.title, "标题"), ())
    yield from _of(document.blocks, "正文", tables)
    for attachment in document.attachments:
        yield _Piece(Paragraph(attachment.title, f"附件{attachment.number}"), ())
        yield from _of(attachment.blocks, f"附件{attachment.number}", tables)


def _of(blocks: tuple[Block, ...], where: str, tables: Iterator[int]) -> Iterator[_Piece]:
    here = count(1)
    for number, block in enumerate(printed(blocks), 1):
        if isinstance(block, Table):
            yield from _cells(block, f"{where}表{next(here)}", next(tables))
        else:
            yield from _line(block, f"{where}段{number}")


def _line(block: Printed, where: str) -> Iterator[_Piece]:
    if isinstance(block, Heading):
        yield _Piece(Paragraph(heading_text(block), where), _heading(heading_text(block), block))
    elif isinstance(block, Line):
        opening = _heading(block.opening, block.heading) if block.heading else ()
        yield _Piece(Paragraph(block.text, where), (*opening, *block.spans))


def _heading(text: str, heading: Heading) -> Spans:
    """Return the words of a heading after its number, which nobody typed."""
    return (Span(text[: len(heading.label)]), Span(text[len(heading.label) :], refs=heading.refs))


def _cells(block: Table, where: str, table: int) -> Iterator[_Piece]:
    """Return the cells of a table, which has its number to itself in the whole report."""
    for row, line in enumerate((*block.head, *block.rows), 1):
        for column, cell in enumerate(line.cells, 1):
            locator = f"{where}行{row}列{column}"
            yield _Piece(Paragraph(cell.text, locator, table, row, column), cell.spans)

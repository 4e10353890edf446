"""The composed report read as a stranger would: what is wrong in the clerk's own words.

The program's sentences are right by construction; what the clerk wrote between them is not.
The same 体检 that reads reports from outside reads the composed one, and what it finds in
typed words leads back to the field.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from pingkou_gui.dataclass import dataclass
from pingkou_gui.document.flow import Line, heading_text, printed
from pingkou_gui.document.tree import Heading, Span, Table
from pingkou_gui.domain.finding import Act, Finding, Severity
from pingkou_gui.domain.proofread import TextFinding, proofread
from pingkou_gui.domain.reading import Paragraph, SourceText
from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.place import Place
from pingkou_gui.spec.text_kinds import TextKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.document.flow import Printed
    from pingkou_gui.document.tree import Block, Document, Spans
    from pingkou_gui.domain.report import Report

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
    found = []
    for item in proofread(source):
        place = _written_at(pieces[item.spot.paragraph], item.spot.start, item.spot.end)
        if place is not None:
            found.append(_finding(item, place, report))
    return tuple(dict.fromkeys(found))


def _finding(item: TextFinding, place: Place, report: Report) -> Finding:
    message = item.message if len(item.message) <= _LONGEST else f"“{item.quote[:16]}”核对"
    numbers = "" if message == item.message else item.message
    severity = Severity(str(item.severity))
    return Finding(
        f"text.{item.class_}",
        severity,
        message,
        (place,),
        numbers or f"原文：{item.quote[:40]}",
        item.expected,
        _acts(item, place, report),
    )


def _acts(item: TextFinding, place: Place, report: Report) -> tuple[Act, ...]:
    """Return the mending by one click: the quoted words replaced, where they stand just once."""
    text = report[place]
    if item.class_ not in ("TYPO", "WORDING", "FORMAT") or not isinstance(text, str):
        return ()
    if not item.expected or item.quote == item.expected or text.count(item.quote) != 1:
        return ()
    label = f"改为“{item.expected[:12]}”"
    return (Act(label, place, text.replace(item.quote, item.expected)),)


def _written_at(piece: _Piece, start: int, end: int) -> Place | None:
    """Return the text field whose words stand between two characters of a paragraph."""
    at = 0
    for span in piece.spans:
        upto = at + len(span.text)
        if at < end and upto > start:
            place = _text_field(span)
            if place is not None:
                return place
        at = upto
    return None


def _text_field(span: Span) -> Place | None:
    for ref in span.refs:
        field = FORM.field_at(ref) if isinstance(ref, Place) else None
        if isinstance(ref, Place) and field is not None and isinstance(field.kind, TextKind):
            return ref
    return None


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
        yield _Piece(Paragraph(heading_text(block), where), (Span(heading_text(block)),))
    elif isinstance(block, Line):
        yield _Piece(Paragraph(block.text, where), (Span(block.opening), *block.spans))


def _cells(block: Table, where: str, table: int) -> Iterator[_Piece]:
    """Return the cells of a table, which has its number to itself in the whole report."""
    for row, line in enumerate((*block.head, *block.rows), 1):
        for column, cell in enumerate(line.cells, 1):
            locator = f"{where}行{row}列{column}"
            yield _Piece(Paragraph(cell.text, locator, table, row, column), cell.spans)

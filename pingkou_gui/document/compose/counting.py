"""How many numbers a report prints, how few of them were typed, and whether any was typed twice."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.document.tree import Paragraph, SignatureLine, SpanKind, Table
from pingkou_gui.domain.figures.quantity import COLUMNS, QUANTITIES, field_of, is_summed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.document.tree import Block, Document, Span
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.report import Report
    from pingkou_gui.spec.place import Place

_NUMBER = re.compile(r"-?[\d,]+(\.\d+)?%?")


def numbers_printed(document: Document) -> int:
    """Return how many numbers stand in print that come from fields and figures."""
    blocks = (document.blocks, *(a.blocks for a in document.attachments))
    spans = (span for part in blocks for block in part for span in _spans(block))
    return sum(1 for span in spans if is_number(span))


def numbers_typed(report: Report) -> int:
    """Return how many of the values filled in are numbers."""
    return sum(isinstance(entry.value, Decimal | int) for entry in report.entries.values())


def typed_twice(f: Facts) -> tuple[Place, ...]:
    """Return the places of typed totals that follow from their parts: they are typed in vain."""
    found = []
    for quantity in QUANTITIES.values():
        for column in COLUMNS:
            field = field_of(quantity.amounts, column)
            if field and f[field] is not None and is_summed(f, quantity.amounts, column):
                found.append(field.at())
    return tuple(found)


def is_number(span: Span) -> bool:
    """Return whether a span is a number that was typed or computed."""
    known = span.kind in {SpanKind.TYPED, SpanKind.DERIVED}
    return known and bool(_NUMBER.fullmatch(span.text))


def _spans(block: Block) -> Iterator[Span]:
    if isinstance(block, Paragraph):
        yield from block.spans
    elif isinstance(block, SignatureLine):
        yield from (span for entry in block.entries for span in entry)
    elif isinstance(block, Table):
        yield from (span for row in block.rows for cell in row.cells for span in cell.spans)

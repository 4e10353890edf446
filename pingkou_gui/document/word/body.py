"""The body of the file: the tree as paragraphs and tables, section by section."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from pingkou_gui.document.flow import (
    Line,
    attachment_mark,
    caption,
    heading_text,
    marked,
    printed,
    sign_texts,
    split_lines,
)
from pingkou_gui.document.tree import Heading, SignatureLine, Table
from pingkou_gui.document.word.closing import closing
from pingkou_gui.document.word.markup import Look, paragraph, run, span_runs
from pingkou_gui.document.word.tables import CHARACTER, above_table, gap, table
from pingkou_gui.document.word.title import broken, measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.document.flow import Printed
    from pingkou_gui.document.tree import Attachment, Document
    from pingkou_gui.document.word.geometry import Geometry

_TITLE_CHARACTER = 440
"""二号 is 22 points."""
_BY_HAND = 3 * CHARACTER
"""Room for a name after an entry without a value: it is signed by hand."""
_ROW_HEIGHT = {False: 374, True: 400}
"""Least height of a row on an upright and on a landscape page."""


@dataclass(slots=True)
class Section:
    """Pages of one orientation; its last part is always a paragraph, which ends the section."""

    page: Geometry
    parts: list[str] = field(default_factory=list)

    def closed(self, properties: str = "") -> str:
        """Return its XML, its last paragraph carrying the properties of the section, if given.

        A table must not stand last (measured: it printed upright).
        """
        ends = self.parts[-1].startswith("<w:p>")
        *before, last = self.parts if ends else [*self.parts, gap()]
        if not properties:
            return "".join((*before, last))
        if last.startswith("<w:p><w:pPr>"):
            return "".join((*before, last.replace("</w:pPr>", f"{properties}</w:pPr>", 1)))
        return "".join((*before, last.replace("<w:p>", f"<w:p><w:pPr>{properties}</w:pPr>", 1)))


def sections(document: Document, page: Geometry, *, sealed: bool) -> list[Section]:
    """Return the report as sections, in order."""
    first = Section(page, [_title(document.title, "ReportTitle", page)])
    body = list(printed(document.blocks))
    first.parts += _blocks(body, page, None, last_keeps=True)
    first.parts += closing(document, page, sealed=sealed)
    result = [first]
    for attachment in document.attachments:
        fresh = attachment.landscape is not result[-1].page.landscape
        if fresh:
            result.append(Section(page.turned() if attachment.landscape else page))
        result[-1].parts += _attachment(document, attachment, result[-1].page, fresh=fresh)
    return result


def _attachment(
    document: Document, attachment: Attachment, page: Geometry, *, fresh: bool
) -> list[str]:
    # The title comes on the third line: its style leaves the second one empty.
    mark = Look("AttachmentMark", page_break=False if fresh else None)
    return [
        paragraph(run(attachment_mark(document, attachment)), mark),
        _title(attachment.title, "AttachmentTitle", page),
        *_blocks(list(printed(attachment.blocks)), page, attachment, last_keeps=False),
    ]


def _title(title: str, style: str, page: Geometry) -> str:
    # A character less than fits: LibreOffice leaves gaps beside figures.
    lines = broken(title, page.width // _TITLE_CHARACTER - 1)
    return paragraph(span_runs(marked(lines)), Look(style))


def _blocks(
    blocks: Sequence[Printed], page: Geometry, attachment: Attachment | None, *, last_keeps: bool
) -> list[str]:
    parts: list[str] = []
    for block, after in pairwise((*blocks, None)):
        if isinstance(block, Table):
            last = last_keeps and after is None
            parts += above_table(block, caption(block, attachment))
            tied = last or isinstance(after, SignatureLine)
            height = _ROW_HEIGHT[page.landscape]
            parts.append(table(block, page.width, row_height=height, tied=tied))
            parts += [] if isinstance(after, Table | SignatureLine) else [gap(keep=last)]
        elif isinstance(block, SignatureLine):
            parts += _signature_line(block, page)
        elif block is not None:
            parts.append(_text(block, keep=last_keeps and after is None))
    return parts


def _text(block: Heading | Line, *, keep: bool) -> str:
    if isinstance(block, Heading):
        return paragraph(span_runs(marked(heading_text(block))), Look(f"Heading{block.level}"))
    style = f"Heading{block.heading.level}Char" if block.heading else ""
    opening = span_runs(marked(block.opening), style)
    return paragraph(opening + span_runs(block.spans), Look(keep_next=keep or None))


def _signature_line(line: SignatureLine, page: Geometry) -> list[str]:
    parts = [tuple(s for part in split_lines(entry) for s in part) for entry in line.entries]
    widths = [_signing_width(text) for text in sign_texts(line)]
    columns = _columns(widths, page.width)
    stops = _stops(widths, columns, page.width)
    rows = [parts[n : n + columns] for n in range(0, len(parts), columns)]
    runs = (run("\t").join(span_runs(entry) for entry in row) for row in rows)
    return [paragraph(run("\n").join(runs), Look("TableNote", tabs=stops))]


def _signing_width(text: str) -> int:
    blank = text.endswith(("：", ":"))
    return ceil(measure(text)) * CHARACTER + (_BY_HAND if blank else 0)


def _columns(widths: list[int], room: int) -> int:
    """Return how many entries stand side by side, a character apart at least.

    The last of them may be signed into the margin.
    """
    for columns in range(len(widths), 1, -1):
        if sum(_widest(widths, columns)) + CHARACTER * columns - _BY_HAND <= room:
            return columns
    return 1


def _stops(widths: list[int], columns: int, room: int) -> tuple[int, ...]:
    widest = _widest(widths, columns)
    between = max((room - CHARACTER - sum(widest)) // max(columns - 1, 1), CHARACTER)
    return tuple(sum(widest[:n]) + between * n for n in range(1, columns))


def _widest(widths: list[int], columns: int) -> list[int]:
    return [max(widths[n::columns]) for n in range(min(columns, len(widths)))]

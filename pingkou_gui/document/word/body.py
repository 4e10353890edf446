"""The body of the file: the tree as paragraphs and tables, section by section."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
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
from pingkou_gui.document.word.tables import CHARACTER, GAP, above_table, table
from pingkou_gui.document.word.title import broken, measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.document.flow import Printed
    from pingkou_gui.document.tree import Attachment, Document, Spans
    from pingkou_gui.document.word.geometry import Geometry

_TITLE_CHARACTER = 440
"""二号 is 22 points."""
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
        *before, last = self.parts if ends else [*self.parts, GAP]
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
    lines = broken(title, page.width // _TITLE_CHARACTER)
    return paragraph(span_runs(marked(lines)), Look(style))


def _blocks(
    blocks: Sequence[Printed], page: Geometry, attachment: Attachment | None, *, last_keeps: bool
) -> list[str]:
    parts: list[str] = []
    for block, after in pairwise((*blocks, None)):
        if isinstance(block, Table):
            parts += above_table(block, caption(block, attachment))
            tied = isinstance(after, SignatureLine)
            height = _ROW_HEIGHT[page.landscape]
            parts.append(table(block, page.width, row_height=height, tied=tied))
            parts += [] if isinstance(after, Table | SignatureLine) else [GAP]
        elif isinstance(block, SignatureLine):
            parts += _signature_line(block, page)
        elif block is not None:
            parts.append(_text(block, keep=last_keeps and after is None))
    return parts


def _text(block: Heading | Line, *, keep: bool) -> str:
    if isinstance(block, Heading):
        return paragraph(span_runs(marked(heading_text(block))), Look(f"Heading{block.level}"))
    opening = run(block.opening, f"Heading{block.heading.level}Char") if block.heading else ""
    return paragraph(opening + span_runs(block.spans), Look(keep_next=keep or None))


def _signature_line(line: SignatureLine, page: Geometry) -> list[str]:
    entries = [split_lines(entry) for entry in line.entries]
    firsts = [tuple(span for part in entry for span in part) for entry in entries]
    return _entries(firsts, sign_texts(line), page)


def _entries(spans: list[Spans], texts: list[str], page: Geometry) -> list[str]:
    # An entry without a value is signed by hand: it gets room for a name.
    wide = [int(measure(t) + (4 if t.endswith(("：", ":")) else 0)) * CHARACTER for t in texts]
    free = page.width - sum(wide)
    if free < CHARACTER * (len(texts) - 1) and len(texts) > 1:
        half = (len(texts) + 1) // 2
        return [
            *_entries(spans[:half], texts[:half], page),
            *_entries(spans[half:], texts[half:], page),
        ]
    gap = free // max(len(texts) - 1, 1)
    stops = tuple(sum(wide[:n]) + gap * n for n in range(1, len(texts)))
    runs = run("\t").join(span_runs(entry) for entry in spans)
    return [paragraph(runs, Look("TableNote", tabs=stops))]

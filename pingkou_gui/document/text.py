"""The tree as plain text: one paragraph a line, a table's rows separated by tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.document.flow import (
    BLANK,
    Line,
    attachment_list,
    attachment_mark,
    caption,
    heading_text,
    one_line,
    printed,
    sign_texts,
    signing_day,
    signing_unit,
    split_lines,
)
from pingkou_gui.document.tree import Heading, SignatureLine, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pingkou_gui.document.flow import Printed
    from pingkou_gui.document.tree import Attachment, Block, Cell, Document, Table


def plain_text(document: Document) -> str:
    """Return the whole report as text, every line ended by a newline."""
    return "".join(f"{line}\n" for line in text_lines(document))


def text_lines(document: Document) -> Iterator[str]:
    """Yield the lines of the report from its title to its last attachment."""
    lines = (text if isinstance(text, str) else row_text(text) for text in texts(document))
    yield from filter(None, lines)


def texts(document: Document) -> Iterator[str | tuple[str, ...]]:
    """Yield what is printed, in reading order: paragraphs, and rows as the words of their cells.

    A caption or unit that a table does not have is an empty paragraph.
    """
    yield one_line(document.title)
    yield from _blocks(document.blocks, None)
    yield from attachment_list(document) if document.attachments else ()
    if document.signature is not None:
        yield signing_unit(document.signature)
        yield signing_day(document.signature.day)
    for attachment in document.attachments:
        yield attachment_mark(document, attachment)
        yield one_line(attachment.title)
        yield from _blocks(attachment.blocks, attachment)


def _blocks(
    blocks: Iterable[Block], attachment: Attachment | None
) -> Iterator[str | tuple[str, ...]]:
    for block in printed(blocks):
        yield from _block(block, attachment)


def _block(block: Printed, attachment: Attachment | None) -> Iterator[str | tuple[str, ...]]:
    if isinstance(block, Heading):
        yield heading_text(block)
    elif isinstance(block, Line):
        yield block.text
    elif isinstance(block, SignatureLine):
        yield "\t".join(sign_texts(block))
    else:
        yield from _table(block, attachment)


def _table(table: Table, attachment: Attachment | None) -> Iterator[str | tuple[str, ...]]:
    yield caption(table, attachment)
    yield one_line(table.unit)
    for row in (*table.head, *table.rows):
        yield tuple(_cell(cell) for cell in row.cells)


def _cell(cell: Cell) -> str:
    return "".join(words(line) for line in split_lines(cell.spans))


def row_text(cells: Iterable[str]) -> str:
    """Return the cells of a row separated by tabs; a tab inside a cell becomes a blank."""
    return "\t".join(cell.strip(BLANK).replace("\t", " ") for cell in cells)

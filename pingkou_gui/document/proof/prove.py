"""All items in the order the clerk sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.document.proof.content import missing_count, payload, placeholders, words_kept
from pingkou_gui.document.proof.fonts import fonts
from pingkou_gui.document.proof.headings import attachments, headings
from pingkou_gui.document.proof.items import Proof
from pingkou_gui.document.proof.opened import opened
from pingkou_gui.document.proof.page import (
    characters,
    draft_mark,
    lines,
    margins,
    page_numbers,
    paper,
    repeated_heads,
    signature,
)
from pingkou_gui.document.proof.tables import tables

if TYPE_CHECKING:
    from pathlib import Path

    from pingkou_gui.document.tree import Document
    from pingkou_gui.scheme.page import PageHabits

ITEMS = (
    paper,
    margins,
    lines,
    characters,
    fonts,
    page_numbers,
    signature,
    repeated_heads,
    headings,
    attachments,
    tables,
    words_kept,
    placeholders,
    draft_mark,
    payload,
)


def prove(path: Path, document: Document, habits: PageHabits) -> Proof:
    """Return the proof that the file at `path` is the report, on the county's page.

    What only Word or WPS can show (the shape of a quotation mark, a font's replacement) is not
    proved here: items speak of what the file says, not of what a program makes of it.

    Raises:
        UnusableFileError: There is no readable Word file at `path`.
    """
    file = opened(path, document, habits)
    return Proof(tuple(item(file) for item in ITEMS), missing_count(file))

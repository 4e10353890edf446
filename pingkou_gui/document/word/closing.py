"""What stands under the body: the list of attachments, the unit and the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.document.flow import attachment_list, marked, signing_day, signing_unit
from pingkou_gui.document.word.geometry import CHARACTERS
from pingkou_gui.document.word.markup import Look, paragraph, span_runs
from pingkou_gui.document.word.title import broken, measure

if TYPE_CHECKING:
    from pingkou_gui.document.tree import Document
    from pingkou_gui.document.word.geometry import Geometry

_TIED = 6
"""Lines of a long list that stay with the signature; all of a short one do."""


def closing(document: Document, page: Geometry, *, sealed: bool) -> list[str]:
    """Return the paragraphs under the body."""
    return [*_attachment_list(document, page), *_signature(document, page, sealed=sealed)]


def _empty_line(page: Geometry) -> str:
    return f'w:beforeLines="100" w:before="{page.pitch}"'


def _attachment_list(document: Document, page: Geometry) -> list[str]:
    # 附件： is three characters, `1. ` one: every name begins in the seventh (two in, 3 + 1).
    lines = attachment_list(document) if document.attachments else []
    numbered = len(lines) > 1
    left = page.character * (6 if numbered else 5)
    result = []
    for place, line in enumerate(lines):
        hanging = page.character if place else left - 2 * page.character
        look = Look(
            style="AttachmentList",
            keep_next=None if len(lines) - place <= _TIED or len(lines) <= 2 * _TIED else False,
            spacing="" if place else _empty_line(page),
            indent=f'w:left="{left}" w:firstLineChars="0" w:hanging="{hanging}"',
        )
        result.append(paragraph(span_runs(marked(line)), look))
    return result


def signature_indents(unit: str, day: str, *, sealed: bool) -> tuple[float, float]:
    """Return how many characters from the left edge unit and date begin (GB/T 9704-2012, 7.3.5).

    Without a seal the date begins two characters to the right of the unit, and neither
    comes nearer than two to the right edge. With one, the date ends four characters in and the
    unit is centred over it.
    """
    wide, long = measure(unit), measure(day)
    if sealed:
        date = CHARACTERS - 4 - long
        return max(min(date + (long - wide) / 2, CHARACTERS - wide), 0), max(date, 0)
    date = min(CHARACTERS - 2 - wide + 2, CHARACTERS - 2 - long)
    return max(date - 2, 0), max(date, 0)


def _signature(document: Document, page: Geometry, *, sealed: bool) -> list[str]:
    if document.signature is None:
        return []
    unit, day = signing_unit(document.signature), signing_day(document.signature.day)
    unit = broken(unit, CHARACTERS - 2)  # a name longer than the line takes two, by sense
    longest = max(unit.split("\n"), key=measure)
    of_unit, of_day = signature_indents(longest, day, sealed=sealed)
    upper = Look("SignatureBlock", spacing=_empty_line(page), indent=_left(of_unit, page))
    lower = Look("SignatureBlock", keep_next=False, indent=_left(of_day, page))
    return [
        paragraph(span_runs(marked(unit)), upper),
        paragraph(span_runs(marked(day)), lower),
    ]


def _left(characters: float, page: Geometry) -> str:
    return f'w:left="{int(characters * page.character)}" w:firstLineChars="0" w:firstLine="0"'

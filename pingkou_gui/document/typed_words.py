"""From the words of the composed report back to the letters the clerk typed into a field."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.place import Place
from pingkou_gui.spec.text_kinds import TextKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.document.tree import Span, Spans
    from pingkou_gui.domain.proofread import Edit
    from pingkou_gui.domain.report import Report


class TypedEdit(NamedTuple):
    """Letters of a field's text to be replaced."""

    start: int
    end: int
    text: str


TypedEdits = tuple[TypedEdit | None, ...]
"""Edits of one field; None for one whose place is not certain."""


def written_at(spans: Spans, start: int, end: int) -> Place | None:
    """Return the text field whose words stand between two characters of a paragraph."""
    at = 0
    for span in spans:
        upto = at + len(span.text)
        if at < end and upto > start:
            place = _text_field(span)
            if place is not None:
                return place
        at = upto
    return None


def typed_edits(
    edits: Sequence[Edit], paragraphs: Sequence[Spans], report: Report
) -> dict[Place, TypedEdits]:
    """Return the edits by the field they change, each once; None for one that cannot be placed."""
    found: dict[Place, dict[TypedEdit | None, None]] = {}
    for edit in edits:
        for place, typed in _typed(edit, paragraphs[edit.span.paragraph], report):
            found.setdefault(place, {})[typed] = None
    return {place: tuple(each) for place, each in found.items()}


def edited(text: str, edits: Sequence[TypedEdit]) -> str:
    """Return the text with the edits made, the last one first."""
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def _typed(edit: Edit, spans: Spans, report: Report) -> list[tuple[Place, TypedEdit | None]]:
    """Return the edit in the field it lies in; nothing where those words were not typed."""
    at = 0
    for span in spans:
        start, end = edit.span.start - at, edit.span.end - at
        at += len(span.text)
        if not 0 <= start < len(span.text):
            continue
        place = _text_field(span)
        if place is None:
            return []
        text = report[place]
        if end > len(span.text) or not isinstance(text, str):
            return [(place, None)]
        return [(place, _placed(span.text, start, end, text, edit.text))]
    return []


def _placed(printed: str, start: int, end: int, text: str, words: str) -> TypedEdit | None:
    """Return where in a field the printed letters stand; None where that is not certain."""
    kept = [at for at, mark in enumerate(text) if not mark.isspace()]
    flat = "".join(text[at] for at in kept)
    letters = [at for at, mark in enumerate(printed) if not mark.isspace()]
    line = "".join(printed[at] for at in letters)
    own = line if line in flat else line.removesuffix("。")
    if flat.count(own) != 1 or start not in letters or end - 1 not in letters:
        return None
    base = flat.index(own)
    first, last = letters.index(start), letters.index(end - 1)
    if last >= len(own):
        return None
    typed = TypedEdit(kept[base + first], kept[base + last] + 1, words)
    return typed if text[typed.start : typed.end] == printed[start:end] else None


def _text_field(span: Span) -> Place | None:
    for ref in span.refs:
        field = FORM.field_at(ref) if isinstance(ref, Place) else None
        if isinstance(ref, Place) and field is not None and isinstance(field.kind, TextKind):
            return ref
    return None

"""What a report still lacks as its pages show it: every 【待填：…】 and 【待核：…】 with its place.

A mark on the page and a gap on the form are the same thing told twice, so the second is read
off the first: whatever is printed as missing is counted, and nothing is counted out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pingkou_gui.document.flow import PLACEHOLDER
from pingkou_gui.document.tree import Paragraph, SignatureLine, Span, SpanKind, Table
from pingkou_gui.domain.gap_marks import OPENING
from pingkou_gui.domain.progress import Gap
from pingkou_gui.spec.field import is_blank
from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.pages.overview import Unit
from pingkou_gui.spec.place import SINGLE, FigureRef, Lane, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pingkou_gui.document.tree import Block, Document, Spans
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.spec.place import Ref

_DOUBT = f"{OPENING}核"
_MISSING = SpanKind.MISSING


@dataclass(frozen=True, slots=True)
class Mark:
    """A placeholder on the page: what it says, and the places it is about."""

    what: str
    doubt: bool
    refs: tuple[Ref, ...]


def marks(document: Document) -> Iterator[Mark]:
    """Yield the placeholders of a report, each kind at its places once."""
    yield from dict.fromkeys(_marks(document))


def _marks(document: Document) -> Iterator[Mark]:
    for blocks in (document.blocks, *(a.blocks for a in document.attachments)):
        for block in blocks:
            for spans in _spans(block):
                for span in spans:  # by the hundred thousand in a large report
                    if span.kind is _MISSING or OPENING in span.text:
                        yield from _of_span(span)
    if document.signature is not None and document.signature.day is None:
        yield Mark(Unit.report_date.label, doubt=False, refs=(Unit.report_date.at(),))


def _spans(block: Block) -> Iterable[Spans]:
    if isinstance(block, Paragraph):
        return (block.spans,)
    if isinstance(block, SignatureLine):
        return block.entries
    if isinstance(block, Table):
        return [cell.spans for row in (*block.head, *block.rows) for cell in row.cells]
    return ()


def _of_span(span: Span) -> Iterator[Mark]:
    for found in PLACEHOLDER.findall(span.text):
        what = found.partition("：")[2].removesuffix("】")
        yield Mark(what, found.startswith(_DOUBT), span.refs)


def printed_gaps(f: Facts, document: Document, told: frozenset[Place | Lane]) -> tuple[Gap, ...]:
    """Return the gaps that the page shows and that are not `told` of already."""
    found: dict[Place | Lane | FigureRef, Gap] = {}
    for mark in marks(document):
        for gap in _gaps(f, mark, told):
            found.setdefault(gap.place, gap)
    return tuple(found.values())


def _gaps(f: Facts, mark: Mark, told: frozenset[Place | Lane]) -> Iterator[Gap]:
    places = _places(f, mark)
    if mark.doubt:
        if not told.intersection(places):
            yield Gap(places[0] if places else mark.refs[0], mark.what, "核对：")
        return
    places = tuple(p for p in places if is_blank(f.report[p])) or places
    if not places:
        yield Gap(mark.refs[0], mark.what)
    elif len({(place.section, place.field) for place in places}) == 1:
        yield from (_gap(place) for place in places if not told.intersection(_names(place)))
    elif not told.intersection(name for place in places for name in _names(place)):
        yield _gap(next((p for p in places if _label(p) == mark.what), places[0]))


def _places(f: Facts, mark: Mark) -> tuple[Place, ...]:
    """Return the places a mark is about, a figure's being those it is worked out from."""
    found: dict[Place, None] = {}
    for ref in mark.refs:
        places = f.places(f.reads(ref)) if isinstance(ref, FigureRef) else (ref,)
        found.update(dict.fromkeys(places))
    return tuple(place for place in found if FORM.page_of(place.section) is not None)


def _names(place: Place) -> tuple[Place | Lane, ...]:
    """Return a place as it may be told of: a list without rows by its lane."""
    lists = place.row == SINGLE and FORM.sections[place.section].repeated()
    return (place, Lane(place.section)) if lists else (place,)


def _label(place: Place) -> str:
    field = FORM.field_at(place)
    return "" if field is None else field.label


def _gap(place: Place) -> Gap:
    return Gap(place, _label(place))

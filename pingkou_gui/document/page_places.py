"""From a point on a page to the field behind it, and from a field to where it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.document.legible import legible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pingkou_gui.document.page_layout import PageLayout, PlacedLine, SetParagraph
    from pingkou_gui.spec.place import Ref

_SIDE = 60
"""Twips beside a word that still belong to it: a figure of one digit is hard to hit."""


class Box(NamedTuple):
    """A part of a page, in twips: its left upper corner and its size."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, x: float, y: float, side: float = 0.0) -> bool:
        """Return whether a point is in it, or `side` beside it."""
        across = self.x - side <= x < self.x + self.width + side
        return across and self.y <= y < self.y + self.height


class PrintedPlace(NamedTuple):
    """Where something is printed: the page by its place in the list of pages, and the part of it."""

    page: int
    box: Box


def refs_at(page: PageLayout, x: float, y: float) -> tuple[Ref, ...]:
    """Return what stands behind the words or the cell at a point; nothing where nothing does."""
    for line in page.lines:
        if line.top <= y < line.top + line.height:
            for box, refs in _linked(line):
                if box.holds(x, y, _SIDE):
                    return refs
    for area in page.areas:
        if area.x <= x < area.to_x and area.y <= y < area.to_y:
            return area.refs
    return ()


def printed_places(pages: Sequence[PageLayout], ref: Ref) -> list[PrintedPlace]:
    """Return every place where `ref` is printed, in reading order; a cell is marked whole."""
    found: list[PrintedPlace] = []
    told: dict[int, bool] = {}
    for number, page in enumerate(pages):
        cells = [a for a in page.areas if ref in a.refs]
        found += [PrintedPlace(number, Box(a.x, a.y, a.to_x - a.x, a.to_y - a.y)) for a in cells]
        for line in page.lines:
            key = id(line.paragraph)
            if key not in told:
                told[key] = _tells(line.paragraph, ref)
            if told[key]:
                boxes = [box for box, refs in _linked(line) if ref in refs]
                outside = (b for b in boxes if not any(_within(b, p.box) for p in found))
                found += [PrintedPlace(number, box) for box in outside]
    return found


def _within(box: Box, cell: Box) -> bool:
    return cell.holds(box.x, box.y + box.height / 2)


def _tells(paragraph: SetParagraph, ref: Ref) -> bool:
    return any(ref in span.refs for run in paragraph.source.runs for span in run.spans)


def _linked(line: PlacedLine) -> Iterator[tuple[Box, tuple[Ref, ...]]]:
    """Yield the words of a line that something stands behind."""
    spans = [found for found in _spans(line.paragraph) if found[2]]
    if not spans:
        return
    for piece, places in line.characters():
        edges = [*places, _end(line, piece.stop, places)]
        for start, stop, refs in spans:
            begin, end = max(start, piece.start), min(stop, piece.stop)
            if begin < end:
                left, right = edges[begin - piece.start], edges[end - piece.start]
                yield Box(left, line.top, right - left, line.height), refs


def _end(line: PlacedLine, stop: int, places: list[float]) -> float:
    content = line.paragraph.content
    return places[-1] + content.rights[stop - 1] - content.lefts[stop - 1] if places else line.x


def _spans(paragraph: SetParagraph) -> Iterable[tuple[int, int, tuple[Ref, ...]]]:
    place = 0
    for run in paragraph.source.runs:
        for span in run.spans:
            size = len(legible(span.text))
            yield place, place + size, span.refs
            place += size

"""Laying the report out page by page, and where each field stands on them.

The flow is laid out line by line and row by row, as Word prints it. The result knows where every
line and rule stands and which words are behind it; it knows no screen and no font file. Lengths
are in twips, from the upper left corner of the sheet as it is held to be read.

How LibreOffice lays out the same file was measured and is followed: the type area is cut to whole
lines of the grid and centred; a row is as high as its tallest cell with 28 above and below and 10
for its rule; what is kept with the next piece moves with it as a whole, unless the whole is longer
than a page; a paragraph that comes to the top of a page leaves no room above it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.document.line_breaking import (
    Typesetter,
    break_lines,
    measured,
    places_of,
    tabbed_lines,
)
from pingkou_gui.document.page_flow import FlowTable
from pingkou_gui.document.page_geometry import (
    CENTRED,
    JUSTIFIED,
    RIGHT,
    Geometry,
    PageStyles,
)
from pingkou_gui.document.phrases import SpanKind
from pingkou_gui.document.tree import xml_safe_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pingkou_gui.document.line_breaking import (
        FontMetrics,
        MeasuredText,
        Piece,
        SetLine,
        TextLook,
    )
    from pingkou_gui.document.page_flow import FlowParagraph, FlowPart
    from pingkou_gui.document.page_geometry import ParagraphStyle
    from pingkou_gui.form.values import Ref


CELL_SIDE, CELL_EDGE = 57, 28
"""What stays free in a cell at its sides, and above and below its text."""
RULE = 10
"""Half a point: the rules of a table."""
_CELL_ROUNDING = 1
"""A twip over the edge of a cell still fits: LibreOffice rounds to hundredths of a millimetre."""
ON_LINE = 0.8
"""Where the baseline stands in an exact line off the grid."""


@dataclass(slots=True)
class SetParagraph:
    """A paragraph broken into lines of one width."""

    source: FlowParagraph
    style: ParagraphStyle
    content: MeasuredText
    lines: list[SetLine]
    width: float
    before: int
    """The room above it."""

    @property
    def height(self) -> int:
        """All its lines, without the room above and below."""
        return len(self.lines) * self.style.line


class PlacedLine(NamedTuple):
    """A line at its place on a page."""

    paragraph: SetParagraph
    number: int
    """Which line of the paragraph it is."""
    x: float
    """The left edge of the paragraph's text."""
    top: float

    @property
    def line(self) -> SetLine:
        """The words of the line as they were set."""
        return self.paragraph.lines[self.number]

    @property
    def height(self) -> int:
        """Twips the line takes on the page."""
        return self.paragraph.style.line

    @property
    def text(self) -> str:
        """Its words; what tabs part stands side by side."""
        content = self.paragraph.content.text
        return "".join(content[p.start : p.stop] for p in self.line.pieces).replace("\n", "")

    def pieces(self) -> Iterator[tuple[Piece, float, float]]:
        """Yield each piece with where it begins on the page and what is stretched out over it."""
        line, align = self.line, self.paragraph.style.align
        room = self.paragraph.width - line.indent
        for piece in line.pieces:
            x = self.x + line.indent
            spare = room - piece.width
            if align == JUSTIFIED:
                yield piece, x, 0.0 if line.ends else spare
            elif align == RIGHT:
                yield piece, x + max(spare, 0), 0.0
            else:
                yield piece, x + (max(spare, 0) / 2 if align == CENTRED else 0), 0.0

    def characters(self) -> Iterator[tuple[Piece, list[float]]]:
        """Yield each piece with where its characters begin on the page."""
        for piece, x, spare in self.pieces():
            places = places_of(self.paragraph.content, piece, spare)
            yield piece, [x + place for place in places]

    def baseline(self, metrics: FontMetrics) -> float:
        """Return where the characters stand: on the grid by the reach of the fonts of the line."""
        if not self.paragraph.style.on_grid:
            return self.top + self.height * ON_LINE
        above, below = 0.0, 0.0
        for piece in self.line.pieces:
            for _, _, portion in self.paragraph.content.portions_in(piece.start, piece.stop):
                look = portion.look
                up, down = metrics.extent(look.family(asian=portion.asian), bold=look.bold)
                above, below = max(above, up * look.size), max(below, down * look.size)
        return self.top + (self.height - above - below) / 2 + above


class Rule(NamedTuple):
    """A thin line of a table, upright or level."""

    x: float
    y: float
    to_x: float
    to_y: float


class Area(NamedTuple):
    """A cell on a page, and what fills it."""

    x: float
    y: float
    to_x: float
    to_y: float
    refs: tuple[Ref, ...]


class EdgeText(NamedTuple):
    """Words in the margin: the page number, the mark of a draft."""

    content: MeasuredText
    x: float
    y: float
    """The baseline."""
    turned: bool = False
    """Reads downwards, on a landscape page whose number keeps its place on the sheet."""
    warning: bool = False
    """The mark of a draft, in red."""


@dataclass(slots=True)
class PageLayout:
    """A page: `part` is 0 for the report and otherwise the number of the attachment."""

    number: int
    part: int
    page: Geometry
    lines: list[PlacedLine] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    edges: tuple[EdgeText, ...] = ()
    headless: bool = False
    """A table is carried on here without a head to say what its columns are."""

    @property
    def contents(self) -> Iterator[MeasuredText]:
        """The texts that stand here, one that takes several lines again for each."""
        yield from (edge.content for edge in self.edges)
        yield from (line.paragraph.content for line in self.lines)

    @property
    def texts(self) -> list[str]:
        """The words line by line, from the top; cells side by side from the left."""
        ordered = sorted(self.lines, key=lambda line: (round(line.top), line.x))
        return [line.text for line in ordered if line.text]


@dataclass(frozen=True, slots=True)
class Layout:
    """All pages of a report."""

    pages: tuple[PageLayout, ...]
    draft: bool
    complete: bool = True
    """Whether these are all pages, or there was no time for the last ones."""

    def part(self, number: int) -> tuple[PageLayout, ...]:
        """Return the pages of the report (0) or of an attachment."""
        return tuple(page for page in self.pages if page.part == number)

    @property
    def parts(self) -> tuple[int, ...]:
        """The report, 0, and the numbers of the attachments."""
        return tuple(dict.fromkeys(page.part for page in self.pages))


class ParagraphSetter:
    """Breaks paragraphs into lines, and remembers those of the last two layouts."""

    def __init__(self, styles: PageStyles, metrics: FontMetrics, rules: Typesetter) -> None:
        self._styles, self._metrics, self._rules = styles, metrics, rules
        self._known: dict[object, tuple[MeasuredText, list[SetLine]]] = {}
        self._before: dict[object, tuple[MeasuredText, list[SetLine]]] = {}

    def begin(self) -> None:
        """Begin a layout: what the last but one needed is forgotten."""
        self._before, self._known = self._known, {}

    def set(self, source: FlowParagraph, width: float) -> SetParagraph:
        """Return a paragraph in lines of at most `width`."""
        style = self._styles[source.style]
        parts = tuple(self._parts(source))
        key = (parts, source.style, source.left, source.first_line, source.tabs, width)
        found = self._known.get(key) or self._before.get(key)
        if found is None:
            found = self._set_lines(source, style, parts, width)
        self._known[key] = found
        before = (source.line or self._styles[""].line) if source.empty_line else style.before
        if source.line is not None:
            style = replace(style, line=source.line, on_grid=False)
        return SetParagraph(source, style, *found, width, before)

    def _parts(self, source: FlowParagraph) -> Iterator[tuple[str, TextLook]]:
        """Yield the words of one look together, as they stand in the file."""
        for run in source.runs:
            look = self._styles.look(source.style, run.style)
            words, missing = "", False
            for span in run.spans:
                if (span.kind is SpanKind.MISSING) is not missing:
                    if words:
                        yield words, look._replace(missing=True) if missing else look
                    words, missing = "", not missing
                words += xml_safe_text(span.text)
            if words:
                yield words, look._replace(missing=True) if missing else look

    def _set_lines(
        self,
        source: FlowParagraph,
        style: ParagraphStyle,
        parts: tuple[tuple[str, TextLook], ...],
        width: float,
    ) -> tuple[MeasuredText, list[SetLine]]:
        """Return the measured words of a paragraph and its lines in `width`."""
        content = measured(parts, self._metrics, self._rules)
        width += 0 if style.on_grid else _CELL_ROUNDING
        left = source.left or 0
        first = style.first_line if source.first_line is None else source.first_line
        if source.tabs:
            return content, tabbed_lines(content, width, source.tabs, left=left)
        return content, break_lines(content, width, first=first, left=left)


class _SetCell(NamedTuple):
    """A cell with its paragraphs broken: where it begins and what it spans."""

    row: int
    rows: int
    column: int
    columns: int
    paragraphs: tuple[SetParagraph, ...]
    refs: tuple[Ref, ...]

    @property
    def height(self) -> int:
        return sum(p.before + p.height for p in self.paragraphs)


class _SetTable:
    """A table with the heights of its rows."""

    def __init__(self, source: FlowTable, setter: ParagraphSetter) -> None:
        self.source = source
        edges = [0]
        for width in source.widths:
            edges.append(edges[-1] + width)
        self.edges = edges
        self.cells = [
            _SetCell(
                number,
                cell.rows,
                cell.column,
                cell.columns,
                tuple(
                    setter.set(
                        paragraph,
                        edges[cell.column + cell.columns] - edges[cell.column] - 2 * CELL_SIDE,
                    )
                    for paragraph in cell.paragraphs
                ),
                cell.refs,
            )
            for number, row in enumerate(source.rows)
            for cell in row.cells
            if cell.rows
        ]
        self.covering: list[list[int]] = [[] for _ in source.rows]
        """By row the places in `cells` of those that stand in it, from above among them."""
        for place, cell in enumerate(self.cells):
            for covered in self.covering[cell.row : cell.row + cell.rows]:
                covered.append(place)
        self.heights = self._heights()
        self.heads = sum(row.head for row in source.rows)

    def _heights(self) -> list[int]:
        heights = [self.source.row_height] * len(self.source.rows)
        for cell in self.cells:
            if cell.rows == 1:
                heights[cell.row] = max(heights[cell.row], _needed(cell))
        for cell in self.cells:
            if cell.rows > 1:
                last = min(cell.row + cell.rows, len(heights))
                lacking = _needed(cell) - sum(heights[cell.row : last])
                heights[last - 1] += max(lacking, 0)
        return heights

    @property
    def head_height(self) -> int:
        """The height of the rows that repeat."""
        return sum(self.heights[: self.heads])


def _needed(cell: _SetCell) -> int:
    return cell.height + 2 * CELL_EDGE + RULE


class _Block(NamedTuple):
    """What the layout places at once: a paragraph, or a row of a table."""

    content: SetParagraph | _SetTable
    keep: bool
    full: int
    """Its height with the room above it."""
    first: int
    """The height of what of it must stand with what is kept with it."""
    row: int = 0


class _Printer:
    """Places blocks on the pages of one part."""

    def __init__(self, page: Geometry, pitch: int, part: int) -> None:
        self._page, self._part = page, part
        self.pages: list[PageLayout] = []
        spare = page.height % pitch
        self._top = page.top + spare // 2
        self._bottom = self._top + page.height - spare
        self._y = float(self._top)
        self._after: int
        self._rows: list[tuple[int, float, int]] = []
        """Rows of the current table on this page: number, top and height."""
        self._table: _SetTable | None = None

    @property
    def _room(self) -> int:
        return self._bottom - self._top

    def _new_page(self) -> None:
        self._flush()
        self.pages.append(PageLayout(len(self.pages) + 1, self._part, self._page))
        self._y, self._after = float(self._top), 0

    def place(self, blocks: Sequence[_Block]) -> None:
        """Place the blocks of a part, moving as a whole what is kept together."""
        self._new_page()
        start = 0
        while start < len(blocks):
            stop = start
            while blocks[stop].keep and stop + 1 < len(blocks):
                stop += 1
            chain = blocks[start : stop + 1]
            whole = self._make_room(chain)
            for block in chain:
                if not whole and block.keep and self._y + block.full > self._bottom:
                    self._leave_page(block)
                self._place(block)
            start = stop + 1
        self._flush()
        self._end_table(None)

    def _make_room(self, chain: Sequence[_Block]) -> bool:
        """Begin a page where what is kept together needs one; False where no page holds it.

        It is then placed piece by piece, as LibreOffice does (measured): a paragraph that is kept
        with the next still moves whole.
        """
        needed = sum(block.full for block in chain[:-1]) + chain[-1].first
        kinds = [isinstance(block.content, _SetTable) for block in chain]
        needed += RULE * sum(table and not after for table, after in pairwise(kinds))
        if self._is_fresh() or self._fits(needed, chain[-1]):
            return self._fits(needed, chain[-1])
        head = chain[0]
        carried = 0
        if isinstance(head.content, SetParagraph):
            carried = -head.content.before
        elif head.row >= head.content.heads:
            carried = head.content.head_height
        if needed + carried > self._room:
            return False
        self._break_before(head)
        return True

    def _leave_page(self, block: _Block) -> None:
        if isinstance(block.content, SetParagraph) and not self._is_fresh():
            self._break_before(block)

    def _is_fresh(self) -> bool:
        return self._y <= self._top

    def _fits(self, height: float, last: _Block) -> bool:
        rule = RULE if isinstance(last.content, _SetTable) else 0
        return self._y + height + rule <= self._bottom

    def _break_before(self, block: _Block) -> None:
        """Begin a page; a table that goes on there shows its head again."""
        goes_on = block.content is self._table and self._table is not None
        self._new_page()
        if not goes_on or self._table is None:
            return
        table = self._table
        for number in range(table.heads):
            self._add_row(number, table.heights[number])
        self.pages[-1].headless |= not table.heads

    def _place(self, block: _Block) -> None:
        self._end_table(block.content)
        if isinstance(block.content, SetParagraph):
            self._place_paragraph(block.content, block)
        else:
            self._table = block.content
            self._place_row(block.content, block)

    def _end_table(self, following: object) -> None:
        if self._table is not None and self._table is not following:
            self._flush()
            self._table = None
            self._y += RULE

    def _place_paragraph(self, paragraph: SetParagraph, block: _Block) -> None:
        """Place the lines of a paragraph, on the next page where this one is full."""
        line = paragraph.style.line
        breaks = paragraph.source.page_break
        forced = paragraph.style.page_break if breaks is None else breaks
        above = max(paragraph.before - self._after, 0)
        if forced and not self._is_fresh():
            self._break_before(block)
        # At the top of a page that is begun because the last one is full nothing is left free.
        self._y += above if forced or not self._is_fresh() else 0
        for number in range(len(paragraph.lines)):
            if self._y + line > self._bottom and not self._is_fresh():
                self._break_before(block)
            placed = PlacedLine(paragraph, number, self._page.left, self._y)
            self.pages[-1].lines.append(placed)
            self._y += line
        self._y += paragraph.style.after
        self._after = paragraph.style.after

    def _place_row(self, table: _SetTable, block: _Block) -> None:
        height, heads = table.heights[block.row], table.head_height
        fresh = self._is_fresh() or (
            bool(self._rows) and block.row >= table.heads and self._rows[-1][0] < table.heads
        )
        if not fresh and self._y + height + RULE > self._bottom:
            self._break_before(block)
        if height + RULE <= self._room - (heads if block.row >= table.heads else 0):
            self._add_row(block.row, height)
        else:
            self._split_row(table, block)

    def _add_row(self, number: int, height: int) -> None:
        self._rows.append((number, self._y, height))
        self._y += height
        self._after = 0

    def _split_row(self, table: _SetTable, block: _Block) -> None:
        """Place a row higher than a page piece by piece."""
        cells = [cell for cell in table.cells if cell.row == block.row]
        left = {id(cell): list(_cell_lines(cell)) for cell in cells}
        while True:
            room = int(self._bottom - self._y) - 2 * CELL_EDGE - 2 * RULE
            top, tallest = self._y, 0
            for cell in cells:
                lines, used = left[id(cell)], 0
                while lines and used + lines[0][0].style.line <= max(room, lines[0][0].style.line):
                    paragraph, number = lines.pop(0)
                    x = self._page.left + table.edges[cell.column] + CELL_SIDE
                    y = top + RULE + CELL_EDGE + used
                    self.pages[-1].lines.append(PlacedLine(paragraph, number, x, y))
                    used += paragraph.style.line
                tallest = max(tallest, used)
            height = max(tallest + 2 * CELL_EDGE + RULE, table.source.row_height)
            for under in table.source.rows[block.row].cells:
                self._frame(table, under.column, under.columns, top, top + height)
            for cell in cells:
                self._refer(table, cell, top, top + height)
            self._y += height
            if not any(left.values()):
                return
            self._break_before(block)

    def _flush(self) -> None:
        """Put the rows that stand on this page onto it, cell by cell."""
        table, rows = self._table, self._rows
        self._rows = []
        if table is None or not rows:
            return
        places = {number: (top, height) for number, top, height in rows}
        for place in sorted({place for number in places for place in table.covering[number]}):
            cell = table.cells[place]
            spanned = [places[n] for n in range(cell.row, cell.row + cell.rows) if n in places]
            top = spanned[0][0]
            bottom = spanned[-1][0] + spanned[-1][1]
            self._frame(table, cell.column, cell.columns, top, bottom)
            self._refer(table, cell, top, bottom)
            if cell.row in places:
                whole = len(spanned) == cell.rows
                spare = bottom - top - _needed(cell) if whole else 0
                self._fill(table, cell, top + RULE + CELL_EDGE + max(spare, 0) / 2)

    def _fill(self, table: _SetTable, cell: _SetCell, top: float) -> None:
        x = self._page.left + table.edges[cell.column] + CELL_SIDE
        lines = self.pages[-1].lines
        for paragraph, number in _cell_lines(cell):
            lines.append(PlacedLine(paragraph, number, x, top))
            top += paragraph.style.line

    def _refer(self, table: _SetTable, cell: _SetCell, top: float, bottom: float) -> None:
        """Note on the page what a cell tells of, so that a click there leads to it."""
        if cell.refs:
            left, right = table.edges[cell.column], table.edges[cell.column + cell.columns]
            area = Area(self._page.left + left, top, self._page.left + right, bottom, cell.refs)
            self.pages[-1].areas.append(area)

    def _frame(
        self, table: _SetTable, column: int, columns: int, top: float, bottom: float
    ) -> None:
        left = self._page.left + table.edges[column]
        right = self._page.left + table.edges[column + columns]
        self.pages[-1].rules += (
            Rule(left, top, right, top),
            Rule(left, bottom, right, bottom),
            Rule(left, top, left, bottom),
            Rule(right, top, right, bottom),
        )


def _cell_lines(cell: _SetCell) -> Iterator[tuple[SetParagraph, int]]:
    for paragraph in cell.paragraphs:
        for number in range(len(paragraph.lines)):
            yield paragraph, number


def pages_of(
    part: FlowPart, page: Geometry, pitch: int, setter: ParagraphSetter
) -> list[PageLayout]:
    """Return the pages of a part; `pitch` is the height of a line of the upright page's grid."""
    printer = _Printer(page, pitch, part.number)
    printer.place(list(_set_blocks(part, page, setter)))
    return printer.pages


def _set_blocks(part: FlowPart, page: Geometry, setter: ParagraphSetter) -> Iterator[_Block]:
    """Yield paragraphs and rows of tables, set, each with its height and its first line's."""
    for item in part.items:
        if isinstance(item, FlowTable):
            table = _SetTable(item, setter)
            for number, row in enumerate(item.rows):
                height = table.heights[number]
                yield _Block(table, row.keep, height, height, number)
            continue
        paragraph = setter.set(item, page.width)
        style = paragraph.style
        keep = style.keep_next if item.keep_next is None else item.keep_next
        full = paragraph.before + paragraph.height + style.after
        yield _Block(paragraph, keep, full, paragraph.before + style.line)


# From a point on a page to the field behind it, and from a field to where it is printed.


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
    known: dict[int, bool] = {}
    for number, page in enumerate(pages):
        cells = [a for a in page.areas if ref in a.refs]
        found += [PrintedPlace(number, Box(a.x, a.y, a.to_x - a.x, a.to_y - a.y)) for a in cells]
        for line in page.lines:
            key = id(line.paragraph)
            if key not in known:
                known[key] = _tells(line.paragraph, ref)
            if known[key]:
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
            size = len(xml_safe_text(span.text))
            yield place, place + size, span.refs
            place += size

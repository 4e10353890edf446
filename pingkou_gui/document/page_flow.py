"""The report as paragraphs and tables in named styles: what both Word and the page layout set.

The tree says what a report consists of; the flow says how each piece stands: its style, its
indents, what it is kept with, where a page or a section begins. The Word file is the flow as
markup, and the page view is the same flow laid out, so that the two cannot drift apart.

Lengths are in twips (twentieths of a point).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, groupby, pairwise
from math import ceil
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.document.line_breaking import broken, measure
from pingkou_gui.document.page_geometry import CHARACTERS, SIZE
from pingkou_gui.document.phrases import Span, SpanKind, words
from pingkou_gui.document.tree import (
    Align,
    Heading,
    PrintedLine,
    SignatureLine,
    Table,
    attachment_list,
    attachment_mark,
    caption,
    heading_text,
    marked,
    one_line,
    printed,
    sign_texts,
    signing_day,
    signing_unit,
    split_lines,
)
from pingkou_gui.text.lines.source import OPENING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pingkou_gui.document.page_geometry import Geometry
    from pingkou_gui.document.phrases import Spans
    from pingkou_gui.document.tree import Attachment, Block, Document, Printed, TableCell, TableRow
    from pingkou_gui.form.values import Ref

TABLE_CHARACTER = 210
"""五号 is 10.5 points."""
_TITLE_CHARACTER = 440
"""二号 is 22 points."""
_BY_HAND = 3 * TABLE_CHARACTER
"""Room for a name after an entry without a value: it is signed by hand."""
_ROW_HEIGHT = {False: 374, True: 400}
"""Least height of a row on an upright and on a landscape page."""
_LONGEST_GROUP = 14
"""Rows that may be tied together; a longer chain would not fit a landscape page."""
_TALLEST_GROUP = 6000
"""Half a page: a group of rows higher than that may part between its smaller groups."""
_LONGEST_CHAIN = 22
"""Lines that may be tied together at the end of the report, the empty ones among them."""
_TIED_LINES = 7
"""So many lines of the list stay with the signature; a longer list may begin on the page before."""
_CELL_STYLES = {Align.LEFT: "TableText", Align.CENTRE: "TableCenter", Align.RIGHT: "TableNumber"}


class FlowRun(NamedTuple):
    """Words in one character style; an empty style is that of the paragraph."""

    spans: Spans
    style: str = ""


class FlowParagraph(NamedTuple):
    r"""A paragraph and what it departs from its style in; `\n` in a span breaks the line.

    `keep_next` and `page_break` are None where the style decides. `empty_line` leaves one line
    of the page's grid free above. `left` and `first_line` are None where the style's indents
    hold; a negative `first_line` hangs.
    """

    runs: tuple[FlowRun, ...] = ()
    style: str = ""
    keep_next: bool | None = None
    page_break: bool | None = None
    tabs: tuple[int, ...] = ()
    empty_line: bool = False
    left: int | None = None
    first_line: int | None = None
    outline: int | None = None
    """The level of a heading that opens the paragraph; None where the style decides."""
    line: int | None = None
    """The exact height of its lines, off the grid of the page; None where the style decides."""


class FlowTableCell(NamedTuple):
    """A cell; `rows` is how many it reaches down, 0 for the part under a cell from above."""

    paragraphs: tuple[FlowParagraph, ...]
    column: int
    columns: int
    rows: int
    refs: tuple[Ref, ...] = ()
    """What fills it, known of a blank cell as well."""


class FlowTableRow(NamedTuple):
    """Cells that fill all columns; a head repeats, `keep` ties the row to the next one."""

    cells: tuple[FlowTableCell, ...]
    head: bool
    keep: bool


@dataclass(frozen=True, slots=True)
class FlowTable:
    """A table: the widths of its columns and the least height of its rows."""

    name: str
    widths: tuple[int, ...]
    rows: tuple[FlowTableRow, ...]
    row_height: int


FlowItem = FlowParagraph | FlowTable


@dataclass(frozen=True, slots=True)
class FlowPart:
    """The report itself, numbered 0, or an attachment under its number."""

    number: int
    items: tuple[FlowItem, ...]


@dataclass(frozen=True, slots=True)
class FlowSection:
    """Parts on pages of one orientation; the last item is a paragraph, which ends the section."""

    page: Geometry
    parts: tuple[FlowPart, ...]

    @property
    def items(self) -> tuple[FlowItem, ...]:
        """The items of all parts."""
        return tuple(item for part in self.parts for item in part.items)


class FlowMemory:
    """The attachments of the last flow: one whose blocks are the same is not made again."""

    def __init__(self) -> None:
        """Remember nothing."""
        self._parts: dict[tuple[object, ...], tuple[tuple[Block, ...], FlowPart]] = {}
        self._used: dict[tuple[object, ...], tuple[tuple[Block, ...], FlowPart]] = {}

    def begin(self) -> None:
        """Begin a flow: what the last one did not use is forgotten."""
        self._parts, self._used = self._used, {}

    def part(
        self, document: Document, attachment: Attachment, page: Geometry, *, fresh: bool
    ) -> FlowPart:
        """Return an attachment as it flows, the very same object while nothing in it changed."""
        mark = attachment_mark(document, attachment)
        # The tuple is kept beside what was made of it, so that its identity stays its own.
        key = (id(attachment.blocks), mark, attachment.title, attachment.landscape, fresh)
        known = self._parts.get(key) or self._used.get(key)
        if known is None:
            items = tuple(_attachment(mark, attachment, page, fresh=fresh))
            known = attachment.blocks, FlowPart(attachment.number, items)
        self._used[key] = known
        return known[1]


def flow(
    document: Document, page: Geometry, *, sealed: bool, memory: FlowMemory | None = None
) -> tuple[FlowSection, ...]:
    """Return the report section by section; for the arguments see `flow_parts`.

    Raises:
        ValueError: A table of the tree does not fill its columns.
    """
    parts = flow_parts(document, page, sealed=sealed, memory=memory)
    return tuple(
        FlowSection(geometry, tuple(part for _, part in section))
        for geometry, section in groupby(parts, key=itemgetter(0))
    )


def flow_parts(
    document: Document, page: Geometry, *, sealed: bool, memory: FlowMemory | None = None
) -> Iterator[tuple[Geometry, FlowPart]]:
    """Yield the parts of a report, each with its page; a change of the page begins a section.

    Args:
        document: The report.
        page: The upright page; landscape attachments stand on the same sheet turned.
        sealed: Whether the signature leaves room for a seal.
        memory: What earlier flows of the same report left; None keeps nothing.

    Raises:
        ValueError: A table of the tree does not fill its columns.
    """
    closing = closing_lines(document, page, sealed=sealed)
    blocks = list(printed(document.blocks))
    body = _flow_items(blocks, page, None, last_keeps=_stays(blocks[-1:], closing))
    title = _title(document.title, "ReportTitle", page)
    front = _cover(document, title, page) if document.cover else ()
    title = title._replace(page_break=True) if front else title
    yield page, FlowPart(0, (*front, title, *body, *closing))
    if memory is not None:
        memory.begin()
    before = page
    for attachment in document.attachments:
        here = page.turned() if attachment.landscape else page
        fresh = here != before
        if memory is not None:
            yield here, memory.part(document, attachment, here, fresh=fresh)
        else:
            mark = attachment_mark(document, attachment)
            items = tuple(_attachment(mark, attachment, here, fresh=fresh))
            yield here, FlowPart(attachment.number, items)
        before = here


def _attachment(
    mark: str, attachment: Attachment, page: Geometry, *, fresh: bool
) -> list[FlowItem]:
    # The title comes on the third line: its style leaves the second one empty.
    items = [
        FlowParagraph(runs(marked(mark)), "AttachmentMark", page_break=False if fresh else None),
        _title(attachment.title, "AttachmentTitle", page),
        *_flow_items(list(printed(attachment.blocks)), page, attachment, last_keeps=False),
    ]
    # A table must not stand last in a section (measured: the section printed upright).
    return [*items, gap()] if isinstance(items[-1], FlowTable) else items


_ABOVE_COVER, _BELOW_COVER, _COVER_INDENT = 5, 7, 3
"""Empty lines above and below the title of a cover; characters its lines stand in."""


def _cover(document: Document, title: FlowParagraph, page: Geometry) -> list[FlowParagraph]:
    """Return the cover: the title in the upper part of the page, the county's lines below it."""
    left = _COVER_INDENT * page.character
    lines = (
        FlowParagraph(runs(marked(one_line(line))), left=left, first_line=0)
        for line in document.cover
    )
    above, below = [FlowParagraph()] * _ABOVE_COVER, [FlowParagraph()] * _BELOW_COVER
    return [*above, title, *below, *lines]


def _title(title: str, style: str, page: Geometry) -> FlowParagraph:
    # A character less than fits: LibreOffice leaves gaps beside figures.
    lines = broken(title, page.width // _TITLE_CHARACTER - 1)
    return FlowParagraph(runs(marked(lines)), style)


def runs(spans: Spans, style: str = "") -> tuple[FlowRun, ...]:
    """Return spans as runs, with the placeholders inside other words told apart."""
    if not spans:
        return ()
    whole = all(OPENING not in span.text for span in spans)
    return (FlowRun(spans if whole else tuple(_told_apart(spans)), style),)


def _told_apart(spans: Spans) -> Iterator[Span]:
    # A placeholder inside other words, typed or of a scheme, is to be seen as well.
    for span in spans:
        if span.kind is SpanKind.MISSING or OPENING not in span.text:
            yield span
            continue
        for part in marked(span.text):
            yield Span(
                part.text,
                part.kind if part.kind is SpanKind.MISSING else span.kind,
                span.refs,
            )


def _flow_items(
    blocks: Sequence[Printed], page: Geometry, attachment: Attachment | None, *, last_keeps: bool
) -> list[FlowItem]:
    """Return blocks in the form that the layout takes; a table stays with its signatures."""
    items: list[FlowItem] = []
    for block, after in pairwise((*blocks, None)):
        if isinstance(block, Table):
            last = last_keeps and after is None
            items += above_table(block, caption(block, attachment))
            tied = last or isinstance(after, SignatureLine) or _goes_on(block, after)
            height = _ROW_HEIGHT[page.landscape]
            items.append(flow_table(block, page.width, row_height=height, tied=tied))
            items += [] if isinstance(after, Table | SignatureLine) else [gap(keep=last)]
        elif isinstance(block, SignatureLine):
            items.append(_signature_line(block, page))
        elif block is not None:
            items.append(_text(block, keep=last_keeps and after is None))
    return items


def _goes_on(content: Table, after: object) -> bool:
    """Return whether the last row of a table is tied to the table behind it."""
    return isinstance(after, Table) and bool(content.rows) and content.rows[-1].keep


def _text(block: Heading | PrintedLine, *, keep: bool) -> FlowParagraph:
    if isinstance(block, Heading):
        spans = tuple(
            Span(part.text, part.kind, block.refs) for part in marked(heading_text(block))
        )
        return FlowParagraph(runs(spans), f"Heading{block.level}")
    style = f"Heading{block.heading.level}Char" if block.heading else ""
    opening = runs(marked(block.opening), style)
    level = block.heading.level if block.heading else None
    return FlowParagraph((*opening, *runs(block.spans)), keep_next=keep or None, outline=level)


# The line under an attachment: entries side by side, as many as the page is wide for.


def _signature_line(line: SignatureLine, page: Geometry) -> FlowParagraph:
    parts = [tuple(s for part in split_lines(entry) for s in part) for entry in line.entries]
    widths = [_signing_width(text) for text in sign_texts(line)]
    columns = _columns(widths, page.width)
    stops = _stops(widths, columns, page.width)
    joined: list[FlowRun] = []
    for place, entry in enumerate(parts):
        if place:
            joined += runs((Span("\t" if place % columns else "\n"),))
        joined += runs(entry)
    return FlowParagraph(tuple(joined), "TableNote", tabs=stops)


def _signing_width(text: str) -> int:
    blank = text.endswith(("：", ":"))
    return ceil(measure(text)) * TABLE_CHARACTER + (_BY_HAND if blank else 0)


def _columns(widths: list[int], room: int) -> int:
    """Return how many entries stand side by side, a character apart at least.

    The last of them may be signed into the margin.
    """
    for columns in range(len(widths), 1, -1):
        if sum(_widest(widths, columns)) + TABLE_CHARACTER * columns - _BY_HAND <= room:
            return columns
    return 1


def _stops(widths: list[int], columns: int, room: int) -> tuple[int, ...]:
    widest = _widest(widths, columns)
    spare = (room - TABLE_CHARACTER - sum(widest)) // max(columns - 1, 1)
    between = max(spare, TABLE_CHARACTER)
    return tuple(sum(widest[:n]) + between * n for n in range(1, columns))


def _widest(widths: list[int], columns: int) -> list[int]:
    return [max(widths[n::columns]) for n in range(min(columns, len(widths)))]


def _stays(last: Sequence[Printed], closing: Sequence[FlowParagraph]) -> bool:
    """Return whether the end of the text is tied to what stands under it.

    Not where both together may be longer than a page: LibreOffice then moves the text as a whole
    and leaves the signature behind alone (measured).
    """
    lines = sum(_lines_of(paragraph) + paragraph.empty_line for paragraph in closing)
    if last and isinstance(last[0], PrintedLine):
        lines += ceil((measure(last[0].text) + 2) / (CHARACTERS - 1))
    return lines <= _LONGEST_CHAIN


def _lines_of(paragraph: FlowParagraph) -> int:
    text = "".join(words(run.spans) for run in paragraph.runs)
    room = CHARACTERS - 1 - (paragraph.left or 0) / SIZE
    return sum(max(ceil(measure(line) / room), 1) for line in text.split("\n"))


# What stands under the body: the list of attachments, the unit and the day.


def closing_lines(document: Document, page: Geometry, *, sealed: bool) -> list[FlowParagraph]:
    """Return the list of attachments and the signature, as GB/T 9704-2012 7.3.4 and 7.3.5 say."""
    return [*_attachment_list(document, page), *_signature(document, page, sealed=sealed)]


def _attachment_list(document: Document, page: Geometry) -> list[FlowParagraph]:
    """Return the list of attachments below the text, their names aligned."""
    # 附件： is three characters, `1. ` one: every name begins in the seventh (two in, 3 + 1).
    lines = attachment_list(document) if document.attachments else []
    characters = 6 if len(lines) > 1 else 5
    left = page.character * characters
    free = _free_entries(lines, CHARACTERS - characters)
    numbers = [a.number for a in document.attachments if a.sheet < 2]  # sheets share a line
    return [
        FlowParagraph(
            runs(marked(line)),
            "AttachmentList",
            keep_next=False if place < free else None,
            empty_line=not place,
            left=left,
            first_line=_outdent(number, page) if place else 2 * page.character - left,
        )
        for place, (number, line) in enumerate(zip(numbers, lines, strict=True))
    ]


def _outdent(number: int, page: Geometry) -> int:
    """Return how far an entry stands out to the left, so that all names begin in one column.

    A figure takes half a character, the point and the blank behind it half a one together.
    """
    return -int((len(str(number)) + 1) / 2 * page.character)


def _free_entries(lines: list[str], room: int) -> int:
    """Return how many entries of the list may part from the signature.

    A chain longer than a page is given up by every program, and the signature then stands
    alone: lines are counted, not entries, and a list too long is tied by its end only.
    """
    heights = [ceil(measure(line) / (room - 1)) for line in lines]
    tied = 0
    while tied < len(lines) and sum(heights[len(lines) - tied - 1 :]) <= _TIED_LINES:
        tied += 1
    return len(lines) - max(tied, 1)


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
    date = min(CHARACTERS - wide, CHARACTERS - 2 - long)
    return max(date - 2, 0), max(date, 0)


def _signature(document: Document, page: Geometry, *, sealed: bool) -> list[FlowParagraph]:
    """Return the lines of the unit and the day, none where the document is not signed."""
    if document.signature is None:
        return []
    unit, day = signing_unit(document.signature), signing_day(document.signature.day)
    unit = broken(unit, CHARACTERS - 2)  # a name longer than the line takes two, by sense
    longest = max(unit.split("\n"), key=measure)
    of_unit, of_day = signature_indents(longest, day, sealed=sealed)
    upper = FlowParagraph(
        runs(marked(unit)),
        "SignatureBlock",
        empty_line=True,
        left=int(of_unit * page.character),
        first_line=0,
    )
    lower = FlowParagraph(
        runs(marked(day)),
        "SignatureBlock",
        keep_next=False,
        left=int(of_day * page.character),
        first_line=0,
    )
    return [upper, lower]


# Tables: columns in twips, cells at their places, rows tied where they can be.


@dataclass(slots=True)
class _Above:
    """A cell that reaches down: rows still to cover and columns it is wide."""

    rows: int
    columns: int
    style: str


def column_widths(relative: Sequence[int], total: int) -> list[int]:
    """Return widths in twips that add up to `total` exactly: edges are rounded, not widths."""
    whole = sum(relative)
    if whole <= 0 or min(relative) <= 0:
        raise ValueError(f"column widths must be positive: {tuple(relative)}")
    edges = [(edge * total * 2 + whole) // (whole * 2) for edge in accumulate(relative, initial=0)]
    return [right - left for left, right in pairwise(edges)]


def shared_widths(content: Table, rows: Sequence[FlowTableRow], total: int) -> tuple[int, ...]:
    """Return relative widths under which the longest cell of a row takes the fewest lines.

    Where other widths would save no line they stay as they are declared. Otherwise columns give
    what they can spare, down to their `narrowest`. `rows` are those of the table as they flow,
    `total` is its width in twips.
    """
    if not content.narrowest:
        return content.widths
    scale, room = sum(content.widths) / total, sum(content.widths)
    sides = _CELL_SIDES * scale
    longest = [0.0] * len(content.widths)
    for column, characters in _lone_cells(rows):
        longest[column] = max(longest[column], (characters + _RAGGED) * TABLE_CHARACTER * scale)

    def widths(lines: int) -> list[float]:
        pairs = zip(content.narrowest, longest, strict=True)
        return [max(float(least), long / lines + sides) for least, long in pairs]

    declared = max(
        ceil(long / (width - sides)) for width, long in zip(content.widths, longest, strict=True)
    )
    lines = range(1, declared)
    fewest = bisect_left(lines, 0.0, key=lambda count: room - sum(widths(count))) + 1
    if fewest >= declared:
        return content.widths
    found = widths(fewest)
    rest = (room - sum(found)) / room
    return tuple(
        round(100 * (width + rest * part))
        for width, part in zip(found, content.widths, strict=True)
    )


_RAGGED = 0.5
"""Characters that stay free at the end of a line which a word or a number did not fit."""


def _lone_cells(rows: Iterable[FlowTableRow]) -> Iterator[tuple[int, float]]:
    """Yield column and longest line, in characters, of every cell of one row and one column."""
    for row in rows:
        for cell in row.cells:
            if cell.columns == cell.rows == 1 and not row.head:
                lines = ("".join(words(run.spans) for run in p.runs) for p in cell.paragraphs)
                yield cell.column, max(map(measure, lines), default=0)


def flow_table(content: Table, total: int, *, row_height: int, tied: bool = False) -> FlowTable:
    """Return a table `total` twips wide; `tied` keeps its last row with what follows."""
    rows = tuple(_flow_rows(content, len(content.widths), tied=tied))
    widths = tuple(column_widths(shared_widths(content, rows, total), total))
    if content.line is not None:
        row_height = content.line + _CELL_REST
    free = frozenset(_freed(rows, widths, row_height)) if content.narrowest else frozenset()
    if free:
        rows = tuple(_flow_rows(content, len(content.widths), tied=tied, free=free))
    return FlowTable(one_line(content.caption), widths, rows, row_height)


def _freed(rows: Sequence[FlowTableRow], widths: Sequence[int], least: int) -> Iterator[int]:
    """Yield the rows that are let go of the next one, in groups too tall to be moved as a whole.

    What a cell of a further level reaches over stays together all the same.
    """
    chain: list[int] = []
    height = 0
    for number, row in enumerate(rows):
        if row.head:
            continue
        chain.append(number)
        height += _estimated(row, widths, least)
        if row.keep and number + 1 < len(rows):
            continue
        if height > _TALLEST_GROUP:
            yield from (n for n in chain[:-1] if all(c.rows for c in rows[n + 1].cells[1:]))
        chain, height = [], 0


def _flow_rows(
    content: Table, columns: int, *, tied: bool = False, free: frozenset[int] = frozenset()
) -> Iterator[FlowTableRow]:
    covered: dict[int, _Above] = {}
    heads, repeated = len(content.head), head_rows(content)
    rows = (*content.head, *content.rows)
    for number, keep in enumerate(_ties(rows, repeated, free, tied=tied)):
        in_head = number < heads
        found = _flow_cells(rows[number], columns, covered, keep=keep, in_head=in_head)
        cells = tuple(found if content.line is None else map(partial(_closer, content.line), found))
        yield FlowTableRow(cells, number < repeated, keep)


def head_rows(content: Table) -> int:
    """Return how many rows at the top of a table are its head, to be repeated and read out.

    A form of labels and what is filled in has none declared: the row that says what it is about
    is its head. Not so where the first row is the head of a few rows and others follow: it says
    nothing of what stands under those.
    """
    first = content.rows[0].cells if content.rows else ()
    if content.head or not first or not first[0].head:
        return len(content.head)
    if not all(cell.head for cell in first):
        return 1
    below = (row.cells for row in content.rows[1:] if len(row.cells) > 1)
    return 0 if any(all(cell.head for cell in cells) for cells in below) else 1


def _ties(
    rows: tuple[TableRow, ...], heads: int, free: frozenset[int], *, tied: bool
) -> Iterator[bool]:
    """Yield whether each row is tied to the next: a head to its first row, no endless chain."""
    chain = 0
    for number, row in enumerate(rows):
        last = number == len(rows) - 1
        keep = tied if last else (row.keep and number not in free) or number < heads
        chain = chain + 1 if keep else 0
        if chain > _LONGEST_GROUP:
            keep, chain = False, 0
        yield keep


def _flow_cells(
    row: TableRow, columns: int, covered: dict[int, _Above], *, keep: bool, in_head: bool
) -> Iterator[FlowTableCell]:
    """Yield the cells of a row; ValueError where they do not fill its columns."""
    column, cells = 0, iter(row.cells)
    while column < columns:
        above = covered.get(column)
        if above:
            empty = FlowParagraph((), above.style, keep_next=keep or None)
            yield FlowTableCell((empty,), column, above.columns, 0)
            above.rows -= 1
            if not above.rows:
                del covered[column]
            column += above.columns
            continue
        cell = next(cells, None)
        if cell is None or cell.columns < 1 or column + cell.columns > columns:
            raise ValueError(f"a row does not fill its {columns} columns: {row}")
        style = "TableHead" if cell.head or in_head else _CELL_STYLES[cell.align]
        if cell.rows > 1:
            covered[column] = _Above(cell.rows - 1, cell.columns, style)
        paragraphs = tuple(_cell_lines(cell, style, keep=keep))
        refs = tuple(ref for span in cell.spans for ref in span.refs)
        yield FlowTableCell(paragraphs, column, cell.columns, max(cell.rows, 1), refs)
        column += cell.columns
    if next(cells, None) is not None:
        raise ValueError(f"a row has more cells than its {columns} columns: {row}")


def _closer(line: int, cell: FlowTableCell) -> FlowTableCell:
    """Return a cell with its lines set as close as its table wants them."""
    return cell._replace(paragraphs=tuple(p._replace(line=line) for p in cell.paragraphs))


def _cell_lines(cell: TableCell, style: str, *, keep: bool) -> Iterator[FlowParagraph]:
    left = int(cell.indent * TABLE_CHARACTER) if cell.indent else None
    for line in split_lines(cell.spans):
        yield FlowParagraph(runs(line), style, keep_next=keep or None, left=left)


def fitted_to_page(content: Table, page: Geometry) -> Table | None:
    """Return a table so that it stands on the first page of an attachment, signed at its foot.

    Where its rows are too many for their usual height their lines are set closer, no more than
    it takes and never closer than 11.5 points; None where that is not enough.

    By counting characters: what a font makes of them is not known where a report is composed.
    """
    widths = column_widths(content.widths, page.width)
    rows = _flow_rows(content, len(widths))
    lines = [_lines_in(row, widths, TABLE_CHARACTER) for row in rows]
    title = _title(content.caption, "AttachmentTitle", page)
    above = _ABOVE_TITLE + "".join(words(run.spans) for run in title.runs).count("\n") + 1
    room = page.height - above * page.pitch - _UNIT_LINE - _NOTE_LINE - _SPARE
    if sum(_row_height(n, _ROW_HEIGHT[page.landscape]) for n in lines) <= room:
        return content
    closer = min(_CELL_LINE, (room - len(lines) * _CELL_REST) // sum(lines))
    return replace(content, line=closer) if closer >= _CLOSEST_CELL_LINE else None


_ABOVE_TITLE = 2
"""附件1 and an empty line."""
_UNIT_LINE, _NOTE_LINE = 400, 100 + 320 + 10
"""The unit above a table; the line under it, and the table's last rule."""
_CELL_LINE, _CELL_REST, _CELL_SIDES = 290, 66, 114
"""A line of a cell, what is free above and below it with its rule, and at its sides."""
_CLOSEST_CELL_LINE = 230
"""The line of a cell at its closest: 11.5 points for characters of 10.5."""
_SPARE = 160
"""What a table leaves free of its page, for rules drawn a little thicker."""


def _estimated(row: FlowTableRow, widths: Sequence[int], least: int) -> int:
    return _row_height(_lines_in(row, widths), least)


def _row_height(lines: int, least: int) -> int:
    return max(least, lines * _CELL_LINE + _CELL_REST)


def _lines_in(row: FlowTableRow, widths: Sequence[int], loss: int = 0) -> int:
    """Return how many lines the highest cell of a row takes.

    A text that is broken loses so many twips of each line to marks that begin none.
    """
    lines = [1]
    for cell in row.cells:
        if cell.rows == 1:
            room = sum(widths[cell.column : cell.column + cell.columns]) - _CELL_SIDES
            lines.append(sum(_lines_within(p, room - (p.left or 0), loss) for p in cell.paragraphs))
    return max(lines)


def _lines_within(paragraph: FlowParagraph, room: int, loss: int) -> int:
    wide = measure("".join(words(run.spans) for run in paragraph.runs)) * TABLE_CHARACTER
    return ceil(wide / max(room - loss, 1)) if wide > room else 1


def above_table(content: Table, title: str) -> list[FlowParagraph]:
    """Return the caption and the unit over a table, or a narrow gap where it has neither."""
    parts = [
        FlowParagraph(runs(marked(text)), style)
        for text, style in ((title, "TableCaption"), (one_line(content.unit), "TableUnit"))
        if text
    ]
    return parts or [gap(keep=True)]


def gap(*, keep: bool = False) -> FlowParagraph:
    """Return the narrow paragraph that parts a table from what stands beside it."""
    return FlowParagraph((), "TableGap", keep_next=keep or None)

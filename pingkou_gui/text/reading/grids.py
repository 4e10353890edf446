"""Finds the tables of a text: cells of a file, or lines of plain text that were a table.

A grid is recognised from the cells of a document, from lines with tabs, bars or wide gaps, and from
lines of one cell each, as a web page leaves them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING

from pingkou_gui.text.lines.source import Span, normalise
from pingkou_gui.text.reading.account_grids import account_grids
from pingkou_gui.text.reading.table_words import (
    BLANK,
    CODE,
    FIGURE,
    MAY_BE_PERCENT,
    OF_WHICH,
    TOTAL,
    column_of,
    is_head,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.lines.source import Normal, SourceText

_SENTENCE_END = re.compile("[。；！？，]$")
_SHORT = 32
_WIDEST = 400
_GAP = re.compile("[^\\s　]+(?:[ 　][^\\s　]+)*")
_WORD = re.compile("\\S+")
_BARRED = re.compile("[^\\s|][^|]*")
_SPARE_HEADS = 2
_LABELS_BETWEEN = 3
"""The most rows without a figure between two with figures."""


Part = tuple[str, int, int, int]


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell: its normalised words, and the place of each of its paragraphs.

    Attributes:
        row: counted from 1; so is `column`, which is a place in a grid or a count along the line.
        text: all its words, normalised.
        parts: for each of its paragraphs the normalised words, index, start and end.
        is_figure: whether it is a number and nothing else.
    """

    row: int
    column: int
    text: str
    parts: tuple[Part, ...]
    is_figure: bool = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Compute `is_figure` once, since rows ask for it often."""
        object.__setattr__(self, "is_figure", FIGURE.fullmatch(self.text) is not None)

    @property
    def span(self) -> Span:
        """Where it begins."""
        return Span(*self.parts[0][1:])

    @property
    def places(self) -> Iterator[tuple[str, Span]]:
        """Each paragraph of it with its place."""
        return ((words, Span(paragraph, start, end)) for words, paragraph, start, end in self.parts)


@dataclass(frozen=True, slots=True)
class Grid:
    """One table.

    Attributes:
        number: as the source counts it; one of plain text has a number above those.
        rows: its cells row by row, empty cells left out of none.
        counted: whether columns are counts along their line instead of places.
        closed: whether an empty cell leaves no trace, so that a short row has no known places.
        caption: the words before the table: its title and its unit.
    """

    number: int
    rows: tuple[tuple[TableCell, ...], ...]
    counted: bool
    caption: str
    closed: bool = False


def holds_figure(cell: TableCell) -> bool:
    """Return whether a cell is a number, or a dash in the place of one."""
    return cell.is_figure or (cell.text != "" and BLANK.fullmatch(cell.text) is not None)


def read_grids(source: SourceText, normals: tuple[Normal, ...]) -> tuple[Grid, ...]:
    """Return every table of a text: of cells, of gaps, and of one cell a line."""
    found = list(_cell_grids(source, normals))
    number = max((grid.number for grid in found), default=0)
    for grid in _line_grids(source, normals):
        number += 1
        found.append(replace(grid, number=number))
    parted: list[Grid] = []
    beside: list[Grid] = []
    for grid in found:
        first, *others = account_grids(_with_columns_parted(grid))
        parted.append(first)
        beside += others
    last = max((grid.number for grid in found), default=0)
    return (*parted, *(replace(grid, number=last + n) for n, grid in enumerate(beside, 1)))


_TWO_HEADS = re.compile("(?P<one>[^/／]{2,14})[/／](?P<two>[^/／（）]{1,8})")
_TWO_FIGURES = re.compile(
    "(?P<one>\\d{1,3}(?:\\.\\d{1,3})?%)[/／](?P<two>\\d{1,3}(?:\\.\\d{1,3})?)分?"
)


def _with_columns_parted(grid: Grid) -> Grid:
    """Return a table with a column of 执行率/得分 as the two columns that it is: 96.00%／9.6."""
    heads = {
        cell.column
        for row in grid.rows
        for cell in row
        if ("/" in cell.text or "／" in cell.text)
        and (match := _TWO_HEADS.fullmatch(cell.text))
        and column_of(match["one"]) == "execution_rate"
        and column_of(match["two"]) == "score"
    }
    if len(heads) != 1:
        return grid
    [column] = heads
    return replace(grid, rows=tuple(_parted(row, column) for row in grid.rows))


def _parted(row: tuple[TableCell, ...], column: int) -> tuple[TableCell, ...]:
    """Return a row whose cell of a column is two cells, where it holds two things."""
    cells: list[TableCell] = []
    for cell in row:
        if cell.column > column:
            cells.append(replace(cell, column=cell.column + 1))
            continue
        both = _TWO_HEADS.fullmatch(cell.text) or _TWO_FIGURES.fullmatch(cell.text)
        if cell.column < column or both is None:
            cells.append(cell)
            continue
        for place, words in enumerate((both["one"], both["two"])):
            parts = ((words, *cell.parts[0][1:]),)
            cells.append(TableCell(cell.row, column + place, words, parts))
    return tuple(cells)


def _cell_grids(source: SourceText, normals: tuple[Normal, ...]) -> Iterator[Grid]:
    """Yield the tables of cells, each with the one or two lines above it as caption."""
    tables: defaultdict[int, dict[tuple[int, int], tuple[Part, ...]]]
    tables = defaultdict(dict)
    captions: dict[int, str] = {}
    before: list[str] = []
    last = 0
    for paragraph, normal in zip(source.paragraphs, normals, strict=True):
        number = paragraph.table
        if not number:  # what stands above the last table is no title of the next one
            before = [normal.text] if last else [*before[-1:], normal.text]
        last = number
        if not number:
            continue
        if number not in captions:
            captions[number] = "\n".join(before)
        part = (normal.text, normal.paragraph, 0, len(paragraph.text))
        cells, place = tables[number], (paragraph.row, paragraph.column)
        cells[place] = (*cells[place], part) if place in cells else (part,)
    for number, cells in tables.items():
        rows = tuple(
            tuple(_cell(*place, cells[place]) for place in row)
            for _, row in groupby(sorted(cells), key=itemgetter(0))
        )
        counted = source.counted and number not in source.placed
        yield Grid(number, rows, counted, captions[number])


def _cell(row: int, column: int, parts: tuple[Part, ...]) -> TableCell:
    """Return a cell of its paragraphs."""
    words = parts[0][0] if len(parts) == 1 else "".join([part[0] for part in parts])
    return TableCell(row, column, words, parts)


def _line_grids(source: SourceText, normals: tuple[Normal, ...]) -> Iterator[Grid]:
    """Yield the tables among lines of plain text."""
    run: list[int] = []
    before: list[str] = []
    for index, paragraph in enumerate(source.paragraphs):
        text = normals[index].text
        if not paragraph.is_cell and text and _is_line_of_table(text):
            run.append(index)
            continue
        if run:
            yield from _tables_of_run(source, normals, run, before)
            before = [*before, *(normals[i].text for i in run)]
            run = []
        before = [*before[-1:], text]
    yield from _tables_of_run(source, normals, run, before)


def _is_line_of_table(text: str) -> bool:
    """Whether a line may be a row or a cell: it ends in a bar, or is short and no sentence."""
    if text.endswith("|"):
        return len(text) <= _WIDEST
    return len(text) <= 3 * _SHORT and _SENTENCE_END.search(text) is None


def _tables_of_run(
    source: SourceText, normals: tuple[Normal, ...], run: list[int], before: Sequence[str]
) -> Iterator[Grid]:
    """Yield the tables of a run of short lines: those with gaps, else those of one cell a line."""
    split = [_cells_of_line(source.paragraphs[i].text, i) for i in run]
    barred = ["|" in normals[i].text for i in run]
    wide = [at for at, row in enumerate(split) if _is_row(row, barred=barred[at])]
    start = 0
    while wide:
        first = last = wide[0]
        while wide and wide[0] - last <= _LABELS_BETWEEN + 1:
            last = wide.pop(0)
        rows = split[first : last + 1]
        fewest = 1 if all(barred[first : last + 1]) else 2
        if last == first or not any(sum(c.is_figure for c in row) >= fewest for row in rows):
            continue
        yield from _lines_to_grid(normals, run[start:first], before)
        caption = "\n".join([*before, *(normals[i].text for i in run[:first])][-2:])
        numbered = tuple(
            tuple(TableCell(n, c.column, c.text, c.parts) for c in row)
            for n, row in enumerate(rows, 1)
        )
        yield Grid(0, numbered, counted=False, caption=caption, closed=True)
        before, start = (), last + 1
    yield from _lines_to_grid(normals, run[start:], before)


def _is_row(pieces: list[TableCell], *, barred: bool) -> bool:
    """Whether a line is a row of cells: three or more, two of them figures or heads.

    Between bars, a label with one figure or one head is a row, too.
    """
    if barred and len(pieces) == 2:
        return pieces[1].is_figure or bool(column_of(pieces[1].text))
    figures = sum(cell.is_figure for cell in pieces)
    return len(pieces) >= 3 and (figures >= 2 or sum(map(is_head, (c.text for c in pieces))) >= 2)


def _cells_of_line(text: str, paragraph: int) -> list[TableCell]:
    """Return the cells of a line, separated by bars, wide gaps, or single blanks before figures."""
    pattern = _BARRED if "|" in text else (_WORD if _parted_by_blanks(text) else _GAP)
    found: list[TableCell] = []
    for match in pattern.finditer(text):
        words = normalise(match.group()).text
        if words:
            part = (words, paragraph, *match.span())
            found.append(TableCell(0, len(found) + 1, words, (part,)))
    return found


def _parted_by_blanks(text: str) -> bool:
    """Whether single blanks separate cells: two figures, one of them at the end, or three heads."""
    words = text.split()
    if len(words) < 3 or any(mark in text for mark in "。；，"):
        return False
    even = [normalise(word).text for word in words]
    figures = [bool(FIGURE.fullmatch(word) or (word and BLANK.fullmatch(word))) for word in even]
    ends = figures[-1] and sum(figures) >= 2
    heads = sum(1 for word in even if column_of(word))
    return ends or heads >= 3 or (heads == 2 and len(words) == 3)


@dataclass(slots=True)
class _Record:
    """Labels and the figures below them, each on its own line."""

    labels: list[TableCell] = field(default_factory=list)
    figures: list[TableCell] = field(default_factory=list)


def _lines_to_grid(
    normals: tuple[Normal, ...], lines: list[int], before: Sequence[str]
) -> Iterator[Grid]:
    """Yield the table with one cell on each line, if the lines hold two figures or more."""
    records = _records(normals, lines)
    if sum(len(record.figures) for record in records) < 2:
        return
    built = _RowsOfLines()
    for at, record in enumerate(records):
        built.add(record, headed=_brings_heads(records[at : at + 3]))
    caption = "\n".join([*before[-2:], *(label.text for label in records[0].labels[:2])])
    yield Grid(0, tuple(built.rows), counted=False, caption=caption, closed=True)


@dataclass(slots=True)
class _RowsOfLines:
    """Rebuilds rows from labels and figures on lines of their own.

    Attributes:
        heads: the number of figures below the current heads; 0 without any.
        scored: whether the rows give points, so that each of their labels is a cell.
    """

    rows: list[tuple[TableCell, ...]] = field(default_factory=list)
    heads: int = 0
    scored: bool = False

    def add(self, record: _Record, *, headed: bool = False) -> None:
        """Add a record as a row, and a row of heads before it if its labels hold them; `headed` says so."""
        size = len(record.figures)
        labels = [c for c in record.labels if not OF_WHICH.fullmatch(c.text)]
        start, end = _score_heads(labels)
        if end:
            _append_row(self.rows, labels[start:end])
            labels, self.scored = labels[end:], True
        if self.scored:
            _append_row(self.rows, [*labels, *record.figures])
            self.scored = not (labels and TOTAL.fullmatch(labels[0].text))
            return
        ends = [column_of(cell.text) for cell in labels[-size:]] if size else []
        bare = size > 1 and len(ends) == size and (len(labels) == size or all(ends))
        heads = _are_heads(labels, size, bare=bare) or (headed and not bare)
        fresh = size and (bare or len(labels) > size) and heads
        named = _heads_that_fit(labels if bare else labels[:-1], record.figures) if fresh else None
        if named is not None:
            _append_row(self.rows, named)
            _append_row(self.rows, [None if bare else labels[-1], *record.figures])
            self.heads = size
        elif size == self.heads or size <= 1:
            _append_row(self.rows, [labels[-1] if labels else None, *record.figures])
        elif labels:
            self.heads = 0
            _append_row(self.rows, [labels[-1], *record.figures])


def _brings_heads(records: Sequence[_Record]) -> bool:
    """Whether a record has a label for each figure and one more, and the next two one label and as many figures."""
    first, *others = records
    size = len(first.figures)
    named = size > 1 and len(first.labels) > size and len(others) > 1
    return named and all(len(r.labels) == 1 and len(r.figures) == size for r in others)


def _score_heads(labels: list[TableCell]) -> tuple[int, int]:
    """Return start and end of the heads of a score table among labels; (0, 0) without any."""
    keys = [column_of(cell.text) for cell in labels]
    if "score" not in keys or "points" not in keys or "target" not in keys:
        return 0, 0
    start = end = keys.index("points")
    while start and keys[start - 1]:
        start -= 1
    while end < len(keys) and keys[end]:
        end += 1
    inside = keys[start:end]
    return (start, end) if {"score", "target"} <= set(inside) else (0, 0)


def _heads_that_fit(
    labels: list[TableCell], figures: list[TableCell]
) -> list[TableCell | None] | None:
    """Return the corner (or None) and the heads of the figures, with percentages under rates; None without.

    Heads of empty columns (备注, 原因) may follow.
    """
    size = len(figures)
    for spare in range(min(_SPARE_HEADS, len(labels) - size) + 1):
        heads = labels[len(labels) - size - spare : len(labels) - spare]
        keys = [column_of(cell.text) for cell in heads]
        if percents_fit(keys, figures):
            before = len(labels) - size - spare
            return [labels[before - 1] if before > 0 else None, *heads]
    return None


def percents_fit(keys: Sequence[str], figures: Sequence[TableCell]) -> bool:
    """Return whether every percentage stands under a head that may have one."""
    pairs = zip(keys, figures, strict=True)
    return all(key in MAY_BE_PERCENT for key, cell in pairs if cell.text.endswith("%"))


def _are_heads(labels: list[TableCell], size: int, *, bare: bool) -> bool:
    """Whether at least half of the last `size` labels are heads of columns, or 单位名称 stands before them."""
    named = labels if bare else labels[:-1]
    if len(named) > size > 1 and named[-size - 1].text.endswith("名称"):
        return True
    words = [cell.text for cell in named[-size:]]
    known = sum(1 for word in words if is_head(word))
    return len(words) == size and known * 2 >= size and known > 0


def _append_row(rows: list[tuple[TableCell, ...]], cells: Sequence[TableCell | None]) -> None:
    """Append a row of cells, numbered by row and column; None leaves a column empty."""
    number = len(rows) + 1
    rows.append(
        tuple(
            TableCell(number, column, cell.text, cell.parts)
            for column, cell in enumerate(cells, 1)
            if cell is not None
        )
    )


def _single(normal: Normal) -> TableCell:
    """Return a line as one cell, without its final bar."""
    words = normal.text.rstrip("|") or "—"
    span = normal.span(0, len(normal.text))
    return TableCell(0, 1, words, ((words, span.paragraph, span.start, span.end),))


def _without_running_numbers(cells: list[TableCell]) -> list[TableCell]:
    """Return the cells without running numbers of rows, if a head is 序号."""
    if not any(_COUNTS_ROWS.fullmatch(cell.text) for cell in cells):
        return cells
    kept: list[TableCell] = []
    counted = 0
    for cell, after in zip_longest(cells, cells[1:]):
        named = after is not None and not after.is_figure
        if named and cell.text == str(counted + 1):
            counted += 1
        elif not _COUNTS_ROWS.fullmatch(cell.text):
            kept.append(cell)
    return kept


_COUNTS_ROWS = re.compile("序号|编号|行次")


def _records(normals: tuple[Normal, ...], lines: list[int]) -> list[_Record]:
    """Return the lines as records; a code is joined to the label behind it."""
    cells = _without_running_numbers([_single(normals[i]) for i in lines])
    records: list[_Record] = []
    code: TableCell | None = None
    for at, cell in enumerate(cells):
        figure = cell.is_figure or (BLANK.fullmatch(cell.text) and at > 0 and bool(records))
        follows = at + 1 < len(cells) and not cells[at + 1].is_figure
        if figure and follows and CODE.fullmatch(cell.text):
            code = cell
            continue
        if code is not None:
            cell = TableCell(0, 1, code.text + cell.text, cell.parts)  # noqa: PLW2901
            code = None
        if figure and records:
            records[-1].figures.append(cell)
        elif not figure:
            if not records or records[-1].figures:
                records.append(_Record())
            records[-1].labels.append(cell)
    return records

"""Pasted rows: clipboard text or HTML as cells, heads matched to columns, values proposed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape
from typing import TYPE_CHECKING, Any

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.form.kinds import AmountKind, printable, squeezed
from pingkou_gui.form.values import Unread
from pingkou_gui.importers.headers import (
    DERIVED,
    NUMBERS,
    field_for,
    head_of,
    is_total,
    unit_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pingkou_gui.form.field import Field
    from pingkou_gui.importers.headers import TableHead


MEASURED = frozenset({"target", "actual"})
"""Fields of words in which bare figures are at home."""


# What copied rows come to: values for fields, and what could not be placed.


@dataclass(frozen=True, slots=True)
class PastedColumn:
    """A column of what was copied and the field it belongs to."""

    head: str
    """The words at its head, empty where nothing was recognised as a head."""
    field: Field[Any] | None
    why: str = ""
    """Why it goes nowhere; empty where it is placed."""
    expected: bool = False
    """Whether leaving it out is plain: running numbers, what the program works out."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words that were copied and are not placed: where they stood, counted as in the table."""

    where: str
    words: str


@dataclass(frozen=True, slots=True)
class PastedRows:
    """Proposed rows: what each gives to which field, as typed text."""

    columns: tuple[PastedColumn, ...]
    rows: tuple[tuple[tuple[Field[Any], str], ...], ...]
    left_over: tuple[Leftover, ...]
    headed: bool
    """Whether a row of heads told the columns; else they were taken in their order."""

    fits: bool = True
    """Whether rows without heads are, cell by cell, values of the fields they go to."""

    @property
    def plain(self) -> bool:
        """Whether nothing needs to be looked at: columns known, all read, nothing left over."""
        known = all(column.field or column.expected for column in self.columns)
        return known and self.fits and not self.left_over


# Columns without heads: put to the fields in their order, where they fit in just one way.


_FIGURE = re.compile(r"[+-]?[\d.]+%?")
_UNSURE = "其余的不知道是哪一列，连同列名一起复制，或把光标放到那一列再粘贴"
_BEYOND = "右边没有列了"


def is_figure(cell: str) -> bool:
    """Return whether a cell holds a bare number."""
    return _FIGURE.fullmatch(squeezed(cell)) is not None


def by_order(body: Grid, fields: Sequence[Field[Any]]) -> tuple[PastedColumn, ...]:
    """Return where the columns go.

    A column of running numbers in front is left out. From the first column on that does not
    fit its field the rest goes on further right, where it fits there in one way only; else it
    goes nowhere: a figure under the wrong head is worse than one to be pasted again.
    """
    columns = list(zip(*body, strict=True))
    if columns and fields and _are_numbers(columns, fields[0]):
        return (
            PastedColumn("", None, "编号由程序加", expected=True),
            *_placed_by_order(columns[1:], fields),
        )
    return _placed_by_order(columns, fields)


def one_to_one(columns: Sequence[PastedColumn], fields: Sequence[Field[Any]], body: Grid) -> bool:
    """Return whether the columns go to the fields one by one, and every cell is a value there."""
    placed = [column.field for column in columns if column.field is not None]
    return placed == list(fields[: len(placed)]) and all(
        _reads(column.field, cell)
        for row in body
        for column, cell in zip(columns, row, strict=True)
        if column.field is not None
    )


def _placed_by_order(
    columns: Sequence[Sequence[str]], fields: Sequence[Field[Any]]
) -> tuple[PastedColumn, ...]:
    if len(columns) == 1 and fields:
        return (PastedColumn("", fields[0]),)
    pairs = list(zip(columns, fields, strict=False))
    misfit = next((at for at, pair in enumerate(pairs) if not _fits(*pair)), len(pairs))
    placed = [PastedColumn("", field) for field in fields[:misfit]]
    rest, further = columns[misfit:], fields[misfit:]
    starts = [at for at in range(1, len(further)) if _fit(rest, further[at:])]
    if misfit == len(pairs):
        return (*placed, *[PastedColumn("", None, _BEYOND)] * len(rest))
    if len(starts) == 1:
        return (*placed, *(PastedColumn("", f) for f in further[starts[0] :][: len(rest)]))
    return (*placed, *[PastedColumn("", None, _UNSURE)] * len(rest))


def _fit(columns: Sequence[Sequence[str]], fields: Sequence[Field[Any]]) -> bool:
    return len(columns) <= len(fields) and all(map(_fits, columns, fields))


def _fits(column: Sequence[str], field: Field[Any]) -> bool:
    """Return whether most of a column reads as the field, and figures stand where they belong."""
    cells = [cell for cell in column if cell]
    named = not field.kind.numeric and field.name not in MEASURED
    if cells and named and all(is_figure(cell) for cell in cells):
        return False
    return 2 * sum(_reads(field, cell) for cell in cells) >= len(cells)


def _reads(field: Field[Any], cell: str) -> bool:
    return not isinstance(field.read(cell).value, Unread)


def _are_numbers(columns: Sequence[Sequence[str]], first: Field[Any]) -> bool:
    """Return whether the first column counts the rows, before one of words."""
    if first.kind.numeric or len(columns) == 1:
        return False
    told = [cell for cell in columns[0] if cell]
    counted = [int(cell) for cell in told if cell.isdecimal() and len(cell) <= 4]
    runs = counted == list(range(counted[0], counted[0] + len(counted))) if counted else False
    return runs and len(counted) == len(told) and not all(is_figure(c) for c in columns[1] if c)


# Cells matched to the fields of a section: by the heads of the columns, else in their order.


_HEAD_ROWS = 6
"""So many rows from the top may hold a title, a unit line and the heads."""


def match_rows(
    grid: Grid, fields: Sequence[Field[Any]], *, start: int = 0, others: Sequence[Field[Any]] = ()
) -> PastedRows:
    """Return the rows that copied cells come to; what cannot be placed is in `left_over`.

    Args:
        grid: The cells.
        fields: The fields of the table in the order of its columns.
        start: The column where the first cell goes when there are no heads.
        others: Further fields of a row, placed only where a head names them.
    """
    at = _head_row(grid, (*fields, *others))
    if at is None:
        body = tuple(row for row in grid if not _is_total(row)) or grid
        columns = by_order(body, fields[start:])
        fits = one_to_one(columns, fields[start:], body)
        return replace(_proposal(columns, ("",) * len(columns), grid, (), 0), fits=fits)
    heads = [head_of(cell) for cell in grid[at]]
    columns = _by_heads(heads, grid[at], (*fields, *others))
    above = unit_line(cell for row in grid[:at] for cell in row)
    units = tuple(head.unit or above for head in heads)
    return _proposal(columns, units, grid[at + 1 :], _above(grid[:at]), at + 1)


def _head_row(grid: Grid, fields: Sequence[Field[Any]]) -> int | None:
    """Return the row that names most fields, None where no row is plainly one of heads."""
    best: tuple[int, int] | None = None
    for index, row in enumerate(grid[:_HEAD_ROWS]):
        named = {field_for(head_of(cell), fields) for cell in row} - {None}
        figures = any(is_figure(cell) for cell in row if cell)
        if named and not figures and (best is None or len(named) > best[1]):
            best = index, len(named)
    if best is None:
        return None
    words = [cell for cell in grid[best[0]] if cell]
    return best[0] if best[1] > 1 or len(words) == 1 or best[0] == 0 else None


def _by_heads(
    heads: Sequence[TableHead], row: Sequence[str], fields: Sequence[Field[Any]]
) -> tuple[PastedColumn, ...]:
    columns: list[PastedColumn] = []
    for head, words in zip(heads, row, strict=True):
        taken = [column.field for column in columns]
        free = [field for field in fields if field not in taken]
        columns.append(_headed(head, words, field_for(head, free)))
    return tuple(columns)


def _headed(head: TableHead, words: str, field: Field[Any] | None) -> PastedColumn:
    if field is not None:
        return PastedColumn(words, field)
    if head.words in NUMBERS:
        return PastedColumn(words, None, "编号由程序加", expected=True)
    if head.words in DERIVED:
        return PastedColumn(words, None, "由程序算出", expected=True)
    return PastedColumn(words, None, "表里没有这一列" if words else "这一列没有列名")


def _above(rows: Grid) -> tuple[Leftover, ...]:
    """Return what stands above the heads; a unit line is understood and so not left over."""
    return tuple(
        Leftover(f"第 {index} 行", " ".join(cell for cell in row if cell))
        for index, row in enumerate(rows, 1)
        if not unit_line(row)
    )


def _proposal(
    columns: tuple[PastedColumn, ...],
    units: Sequence[str],
    body: Grid,
    above: tuple[Leftover, ...],
    skipped: int,
) -> PastedRows:
    left = list(above)
    rows: list[tuple[tuple[Field[Any], str], ...]] = []
    for number, cells in enumerate(body, skipped + 1):
        if _is_total(cells):
            left.append(Leftover(f"第 {number} 行", " ".join(c for c in cells if c)))
            continue
        rows.append(tuple(_placed_by_head(columns, units, cells)))
        left.extend(_unplaced(columns, cells, number))
    blank = {index for index in range(len(columns)) if not any(row[index] for row in body)}
    used = tuple(c for i, c in enumerate(columns) if c.field or c.head or i not in blank)
    given = any(text for row in rows for _, text in row)
    kept = tuple(rows) if given else ()
    return PastedRows(used, kept, tuple(left), headed=bool(skipped))


def _placed_by_head(
    columns: Sequence[PastedColumn], units: Sequence[str], cells: Sequence[str]
) -> Iterator[tuple[Field[Any], str]]:
    for column, unit, cell in zip(columns, units, cells, strict=True):
        if column.field is not None:
            yield column.field, _with_unit(column.field, cell, unit)


def _with_unit(field: Field[Any], cell: str, unit: str) -> str:
    """Return an amount with the unit of its column: 12877800 under 全年执行（元）."""
    if not unit or unit == "万元" or not isinstance(field.kind, AmountKind):
        return cell
    return f"{cell}{unit}" if is_figure(cell) else cell


def _unplaced(
    columns: Sequence[PastedColumn], cells: Sequence[str], number: int
) -> Iterator[Leftover]:
    for index, (column, cell) in enumerate(zip(columns, cells, strict=True), 1):
        if cell and column.field is None and not column.expected:
            where = f"“{column.head}”" if column.head else f"第 {index} 列"
            yield Leftover(f"第 {number} 行{where}", cell)


def _is_total(cells: Sequence[str]) -> bool:
    """Return whether a row is a sum of others: pasted as a row it would count twice."""
    first = next((cell for cell in cells if cell), "")
    return is_total(first) and any(is_figure(cell) for cell in cells)


# The first table of an HTML fragment, as Excel, WPS and Word put it on the clipboard.
#
# The standard library's parser begins again at every tag that is never closed, which takes
# quadratic time on a clipboard that was cut off. This one reads each character once.


MARKUP_MOST_ROWS = 10_001
"""Rows that are read; a table with more is refused by whoever counts them."""
_BLANKS = re.compile(r"[ \t\n\r\u00a0]+")
_BREAK = "\0"
"""A line break in a cell while it is collected; the text was cleared of such characters."""
_LARGEST_SPAN = 50
_TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[a-z][^\s/>]*+)(?P<attributes>(?:[^>=]|=\s*"[^"]*"|=\s*'[^']*'|=)*+)>""",
    re.IGNORECASE,
)
"""A tag; a quote counts only after `=`, and no part of it is tried in two ways."""
_SPANS = re.compile(r"""\b(colspan|rowspan)\s{0,4}=\s{0,4}["']?(\d{1,6})(?!\d)""", re.IGNORECASE)
_ODD = re.compile(r"<(?:[!?/]|[a-z])", re.IGNORECASE)
_RAW = frozenset({"style", "script", "title", "textarea"})
"""What they hold is no markup and is not shown."""
_HIDDEN = frozenset({"head"})


def table_of(html: str) -> list[list[str]]:
    """Return the cells of the first table; what a merged cell covers is blank."""
    reader = _TableReader()
    at = 0
    while at < len(html) and not reader.done:
        begun = _ODD.search(html, at)
        if begun is None:
            reader.add_text(html[at:])
            break
        if begun.start() > at:
            reader.add_text(html[at : begun.start()])
        at = _after_markup(html, begun.start(), reader)
    reader.end_cell()
    return reader.rows


def _after_markup(html: str, at: int, reader: _TableReader) -> int:
    """Take what begins with `<` at `at`; return where the text goes on, the end if it never ends."""
    if html.startswith("<!--", at):
        return _after(html, "-->", at + 4)
    tag = _TAG.match(html, at)
    if tag is None:
        odd = html[at + 1] in "!?/"
        return _after(html, ">", at) if odd else len(html)
    name = tag["name"].lower()
    if tag["end"]:
        reader.close_tag(name)
        return tag.end()
    if name in _RAW:
        end = re.compile(f"</{name}", re.IGNORECASE).search(html, tag.end())
        return _after(html, ">", end.start()) if end else len(html)
    reader.open_tag(name, tag["attributes"])
    return tag.end()


def _after(html: str, mark: str, at: int) -> int:
    found = html.find(mark, at)
    return len(html) if found < 0 else found + len(mark)


class _TableReader:
    """Collects cells; tables inside a cell give their words to that cell."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.done = False
        self._depth = 0
        self._hidden = 0
        self._cell: list[str] | None = None
        self._column = 0
        self._covered: dict[int, int] = {}

    def open_tag(self, name: str, attributes: str) -> None:
        """Open a table, a row or a cell."""
        if name == "table":
            self._depth += 1
        elif name in _HIDDEN:
            self._hidden += 1
        elif name == "br" and self._cell is not None:
            self._cell.append(_BREAK)
        elif self._depth == 1 and name == "tr":
            self._begin_row()
        elif self._depth == 1 and name in ("td", "th") and self.rows:
            self._begin_cell(attributes)

    def close_tag(self, name: str) -> None:
        """Close what was opened."""
        if name == "table" and self._depth:
            self._depth -= 1
            if not self._depth:
                self.end_cell()
                self.done = bool(self.rows)
        elif name in _HIDDEN and self._hidden:
            self._hidden -= 1
        elif name in ("td", "th") and self._depth == 1:
            self.end_cell()

    def add_text(self, text: str) -> None:
        """Collect the words of a cell."""
        if self._cell is not None and not self._hidden:
            self._cell.append(text)

    def end_cell(self) -> None:
        """Finish the cell in hand."""
        if self._cell is None:
            return
        words = unescape("".join(self._cell)).replace("\ufffd", "")
        lines = _BLANKS.sub(" ", words).split(_BREAK)
        self.rows[-1][self._column] = "\n".join(line.strip() for line in lines).strip()
        self._cell = None

    def _begin_row(self) -> None:
        self.end_cell()
        self.rows.append([])
        self.done = len(self.rows) > MARKUP_MOST_ROWS
        self._cover()

    def _begin_cell(self, attributes: str) -> None:
        self.end_cell()
        column = len(self.rows[-1])
        if column >= MOST_COLUMNS:
            return
        spans = {name.lower(): int(digits) for name, digits in _SPANS.findall(attributes)}
        wide = min(spans.get("colspan", 1), _LARGEST_SPAN)
        self.rows[-1].extend([""] * max(wide, 1))
        high = min(spans.get("rowspan", 1), _LARGEST_SPAN)
        if high > 1:
            self._covered.update(dict.fromkeys(range(column, column + max(wide, 1)), high - 1))
        self._cell, self._column = [], column
        self._cover()

    def _cover(self) -> None:
        """Leave blank what a cell of a row above covers."""
        row = self.rows[-1]
        while self._covered.get(len(row), 0):
            self._covered[len(row)] -= 1
            row.append("")


# Cells from the clipboard: tab-separated text as Excel and WPS write it, or a table in HTML.


Grid = tuple[tuple[str, ...], ...]

LARGEST = 6_000_000
"""Characters; 2,000 rows of twenty cells with a paragraph in each have about half as many."""
MOST_TAGS = 400_000
"""Tags of HTML; 5,000 rows of twenty cells have half as many."""
CELLS_MOST_ROWS = 5_000
MOST_COLUMNS = 200

# A quoted cell ends where a quote stands before the end of the cell; `++` never goes back,
# so that no text takes longer than its length.
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"(?=[\t\n]|\Z)')
_BARE = re.compile(r"[^\t\n]*")
_NEEDS_QUOTES = re.compile(r'[\t\n]|^"')


def grid_of(text: str, html: str = "") -> Grid:
    """Return the cells of what was copied, blank rows and blank last columns left out.

    Plain text is read where it has any; HTML where the text shows no columns (some programs
    put only a picture and HTML on the clipboard).

    Raises:
        UnusableFileError: It is too large to be a table of this program.
    """
    _check(len(text), LARGEST)
    cells = _trimmed(_split(printable(text)[0]))
    if html and (not cells or len(cells[0]) == 1):
        _check(len(html), LARGEST)
        _check(html.count("<"), MOST_TAGS)
        table = table_of(printable(html)[0])
        _check(len(table), 2 * CELLS_MOST_ROWS)
        marked = _trimmed(table)
        cells = marked if marked and (not cells or len(marked[0]) > 1) else cells
    _check(len(cells), CELLS_MOST_ROWS)
    return cells


def written(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as Excel and WPS take them; `grid_of` reads them back."""
    return "".join("\t".join(_quoted(cell) for cell in row) + "\r\n" for row in rows)


def _check(size: int, most: int) -> None:
    if size > most:
        raise UnusableFileError(
            "复制的内容太多，不像一张表", f"只选要用的行再复制，一次最多 {CELLS_MOST_ROWS} 行"
        )


def _quoted(cell: str) -> str:
    plain = printable(cell)[0]
    if _NEEDS_QUOTES.search(plain):
        return '"' + plain.replace('"', '""') + '"'
    return plain


def _split(text: str) -> list[list[str]]:
    rows: list[list[str]] = [[]]
    at = 0
    while at <= len(text):
        cell, at = _cell(text, at)
        if len(rows[-1]) < MOST_COLUMNS:
            rows[-1].append(cell.strip())
        if at < len(text) and text[at] == "\n":
            rows.append([])
            _check(len(rows), 2 * CELLS_MOST_ROWS)
        at += 1
    return rows


def _cell(text: str, at: int) -> tuple[str, int]:
    quoted = _QUOTED.match(text, at) if text.startswith('"', at) else None
    if quoted is not None:
        return quoted[1].replace('""', '"'), quoted.end()
    bare = _BARE.match(text, at)
    return (bare[0], bare.end()) if bare else ("", at)


def _trimmed(rows: list[list[str]]) -> Grid:
    kept = [row for row in rows if any(row)]
    widths = (index + 1 for row in kept for index, cell in enumerate(row) if cell)
    width = max(widths, default=0)
    return tuple(tuple(row[:width] + [""] * (width - len(row))) for row in kept)

"""Cells from the clipboard: text parted by tabs or a table of HTML, lanes put below each other."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.form.kinds import printable
from pingkou_gui.importers.headers import head_of, is_total

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


def column_of(text: str) -> tuple[str, ...]:
    """Return the first cell of every row that was copied, blank ones between the others included.

    Raises:
        UnusableFileError: It is too large to be a table of this program.
    """
    _check(len(text), LARGEST)
    cells = [row[0] if row else "" for row in _split(printable(text)[0])]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


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


# Official tables of economic items as they are copied: two or three side by side, codes in two columns.


_HEAD_ROWS = 6
_NAME = re.compile("科目名称|名称|科目|经济分类(?:科目)?(?:名称)?")
_CLASS_CODE = re.compile("\\d{3}")
_ITEM_CODE = re.compile("\\d{1,2}")


def below_each_other(grid: Grid) -> Grid:
    """Return cells with what stands side by side under the same heads set below each other.

    A code in two columns, 类 and 款, becomes one. Cells that are laid out otherwise stay as they
    are.
    """
    return _lanes(_codes(grid))


def _lanes(grid: Grid) -> Grid:
    for at, row in enumerate(grid[:_HEAD_ROWS]):
        heads = [head_of(cell).words for cell in row]
        while heads and not heads[-1]:
            heads.pop()
        width = next((w for w in (2, 3, 4) if _repeats(heads, w)), 0)
        if not width:
            continue
        lanes = [(start, start + width) for start in range(0, len(heads), width)]
        sums = [line for line in grid[at + 1 :] if any(is_total(cell) for cell in line)]
        below = [
            _widened(line[start:end], len(row))
            for start, end in lanes
            for line in grid[at + 1 :]
            if any(line[start:end]) and line not in sums
        ]
        totals = [_widened(each, len(row)) for line in sums for each in _sums_in(line)]
        return (*grid[:at], _widened(row[:width], len(row)), *below, *totals)
    return grid


def _repeats(heads: Sequence[str], width: int) -> bool:
    """Whether heads are the same few again and again, names of items among them."""
    if len(heads) < 2 * width or len(heads) % width:
        return False
    first = heads[:width]
    same = all(heads[at : at + width] == first for at in range(width, len(heads), width))
    return same and any(_NAME.fullmatch(words) for words in first) and all(first)


def _widened(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells, *([""] * (width - len(cells))))


def _sums_in(line: Sequence[str]) -> list[tuple[str, str]]:
    """Return each sum of a row, with its figure: 人员经费合计 50, 公用经费合计 30."""
    filled = [cell for cell in line if cell]
    labels = [at for at, cell in enumerate(filled) if is_total(cell)]
    ends = [*labels[1:], len(filled)]
    return [
        (filled[at], " ".join(filled[at + 1 : end])) for at, end in zip(labels, ends, strict=True)
    ]


def _codes(grid: Grid) -> Grid:
    """Return cells with the codes of class and item, in two columns under 类 and 款, in one."""
    for at, row in enumerate(grid[:_HEAD_ROWS]):
        plain = ["".join(cell.split()) for cell in row]
        if "类" not in plain or plain[plain.index("类") + 1 :][:1] != ["款"]:
            continue
        first = plain.index("类")
        heads = [cell if cell not in {"类", "款", "项"} else "" for cell in row]
        above = grid[at - 1] if at else ()
        if at and not any(heads):
            lines = [*grid[:at]]
        else:
            heads[first] = "科目编码"
            lines = [*grid[:at], tuple(heads)]
        if at and not any(above[first : first + 2]):
            lines[-1] = (*lines[-1][:first], "科目编码", *lines[-1][first + 1 :])
        lines += _with_whole_codes(grid[at + 1 :], first)
        return tuple((*line[: first + 1], *line[first + 2 :]) for line in lines)
    return grid


def _with_whole_codes(rows: Grid, at: int) -> list[tuple[str, ...]]:
    found = []
    category = ""
    for row in rows:
        one, other = row[at].strip(), row[at + 1].strip()
        category = one if _CLASS_CODE.fullmatch(one) else category
        whole = one
        if category and _ITEM_CODE.fullmatch(other):
            whole = category + other.zfill(2)
        found.append((*row[:at], whole, *row[at + 1 :]))
    return found

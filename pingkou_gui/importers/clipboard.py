"""Cells from the clipboard: text parted by tabs or a table of HTML, lanes put below each other."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.form.kinds import printable
from pingkou_gui.importers.headers import head_of, is_total

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


# Cells from the clipboard: tab-separated text as Excel and WPS write it, or a table in HTML.


Grid = tuple[tuple[str, ...], ...]

LARGEST = 6_000_000
"""Characters; 2,000 rows of twenty cells with a paragraph in each have about half as many."""
MOST_TAGS = 400_000
"""Tags of HTML; 5,000 rows of twenty cells have half as many."""
CELLS_MOST_ROWS = 5_000
MOST_COLUMNS = 200

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
        marked = _trimmed(_table_of(printable(html)[0]))
        cells = marked if marked and (not cells or len(marked[0]) > 1) else cells
    _check(len(cells), CELLS_MOST_ROWS)
    return cells


def _table_of(html: str) -> list[list[str]]:
    from pingkou_gui.importers.workbook_cells import RefusedWorkbookError  # noqa: PLC0415
    from pingkou_gui.importers.workbook_file import first_table  # noqa: PLC0415 - loads lxml

    try:
        table = first_table(html, MOST_COLUMNS * CELLS_MOST_ROWS)
    except RefusedWorkbookError:
        raise _too_much() from None
    _check(len(table), 2 * CELLS_MOST_ROWS)
    return [row[:MOST_COLUMNS] for row in table]


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
        raise _too_much()


def _too_much() -> UnusableFileError:
    return UnusableFileError(
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
    """Return the cell that begins there and where it ends; a quoted one ends at its single quote."""
    if text.startswith('"', at):
        closing = text.find('"', at + 1)
        while closing >= 0 and text.startswith('""', closing):
            closing = text.find('"', closing + 2)
        if closing >= 0 and text[closing + 1 : closing + 2] in {"", "\t", "\n"}:
            return text[at + 1 : closing].replace('""', '"'), closing + 1
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
_MOST_LANES = 3
_CLASS_CODE = re.compile("\\d{3}")
_ITEM_CODE = re.compile("\\d{1,2}")


def below_each_other(grid: Grid) -> Grid:
    """Return cells with what stands side by side under the same heads set below each other.

    A code in two columns, 类 and 款, becomes one. Cells that are laid out otherwise stay as they
    are.
    """
    for _ in range(_MOST_LANES):
        grid = _codes(grid)
    return _lanes(grid)


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
        marks = list(takewhile(lambda words: words in {"类", "款", "项"}, plain[first:]))
        heads = [*row[:first], *([""] * len(marks)), *row[first + len(marks) :]]
        lines = [*grid[:at], heads]
        if at and not any(heads):
            lines.pop()  # the other heads stand in the row above, what stands there over the codes does not tell
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

"""Cells from the clipboard: tab-separated text as Excel and WPS write it, or a table in HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.importers.clipboard.markup import table_of
from pingkou_gui.spec.text_kinds import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

Grid = tuple[tuple[str, ...], ...]

LARGEST = 6_000_000
"""Characters; 2,000 rows of twenty cells with a paragraph in each have about half as many."""
MOST_ROWS = 5_000
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
        marked = _trimmed(table_of(printable(html)[0]))
        cells = marked if marked and (not cells or len(marked[0]) > 1) else cells
    _check(len(cells), MOST_ROWS)
    return cells


def written(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as Excel and WPS take them; `grid_of` reads them back."""
    return "".join("\t".join(_quoted(cell) for cell in row) + "\r\n" for row in rows)


def _check(size: int, most: int) -> None:
    if size > most:
        raise UnusableFileError(
            "复制的内容太多，不像一张表", f"只选要用的行再复制，一次最多 {MOST_ROWS} 行"
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
            _check(len(rows), 2 * MOST_ROWS)
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

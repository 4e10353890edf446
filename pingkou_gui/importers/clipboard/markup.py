"""The first table of an HTML fragment, as Excel, WPS and Word put it on the clipboard."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLANKS = re.compile(r"[ \t\n\r\u00a0]+")
_BREAK = "\0"
"""A line break in a cell while it is collected; the text was cleared of such characters."""
_LARGEST_SPAN = 50
_HIDDEN = frozenset({"style", "script", "head", "title"})


def table_of(html: str) -> list[list[str]]:
    """Return the cells of the first table; what a merged cell covers is blank."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.rows


def _span(attributes: list[tuple[str, str | None]], name: str) -> int:
    text = dict(attributes).get(name) or ""
    return min(int(text), _LARGEST_SPAN) if text.isdecimal() and text.isascii() else 1


class _Reader(HTMLParser):
    """Collects cells; tables inside a cell give their words to that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._depth = 0
        self._done = False
        self._hidden = 0
        self._cell: list[str] | None = None
        self._covered: dict[int, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row or a cell."""
        if tag == "table":
            self._depth += 1
        elif tag in _HIDDEN:
            self._hidden += 1
        elif tag == "br" and self._cell is not None:
            self._cell.append(_BREAK)
        elif self._depth == 1 and not self._done:
            self._begin(tag, attrs)

    def _begin(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._end_cell()
            self.rows.append([])
            self._cover()
        elif tag in ("td", "th") and self.rows:
            self._begin_cell(_span(attrs, "colspan"), _span(attrs, "rowspan"))

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened."""
        if tag == "table" and self._depth:
            self._depth -= 1
            self._end_cell()
            self._done = self._done or (self._depth == 0 and bool(self.rows))
        elif tag in _HIDDEN and self._hidden:
            self._hidden -= 1
        elif tag in ("td", "th") and self._depth == 1:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Collect the words of a cell."""
        if self._cell is not None and not self._hidden and not self._done:
            self._cell.append(data)

    def _begin_cell(self, wide: int, high: int) -> None:
        self._end_cell()
        column = len(self.rows[-1])
        self.rows[-1].extend([""] * wide)
        for covered in range(column, column + wide):
            if high > 1:
                self._covered[covered] = high - 1
        self._cell, self._column = [], column
        self._cover()

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        lines = _BLANKS.sub(" ", "".join(self._cell)).split(_BREAK)
        self.rows[-1][self._column] = "\n".join(line.strip() for line in lines).strip()
        self._cell = None

    def _cover(self) -> None:
        """Leave blank what a cell of a row above covers."""
        row = self.rows[-1]
        while self._covered.get(len(row), 0):
            self._covered[len(row)] -= 1
            row.append("")

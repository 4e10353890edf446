"""A sheet being written row by row: heads, formats, widths, words that stay words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pingkou_gui.spec.number_kinds import rounded
from pingkou_gui.spec.text_kinds import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | Decimal | None

_FORMATS = {"万元": "#,##0.00", "%": "0.00%", "分": "0.00", "人": "#,##0"}
_LONGEST = 32_000
"""Characters of a cell; Excel takes 32,767."""
_RISKY = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet may take for a formula."""
_HEAD_ROW = 1
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its head, its unit (empty for words), its width in Chinese characters."""

    text: str
    unit: str = ""
    width: float = 0
    total: bool = False

    @property
    def characters(self) -> float:
        """The width in Excel's own characters, two to a Chinese one."""
        if self.width:
            return self.width * 2
        return 12 if self.unit else 24


@dataclass(frozen=True, slots=True)
class Style:
    """The formats of a workbook."""

    title: Format
    head: Format
    words: Format
    quoted: Format
    numbers: dict[str, Format]
    totals: dict[str, Format]

    @classmethod
    def of(cls, book: Workbook) -> Style:
        """Make the formats once for a book."""
        base = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
        head = {**base, "bold": True, "bg_color": "#DDE6EE", "border": 1, "text_wrap": True}
        top = {**base, "bold": True, "top": 1}
        return cls(
            book.add_format({**base, "bold": True, "font_size": 14}),
            book.add_format({**head, "align": "center"}),
            book.add_format({**base, "text_wrap": False}),
            book.add_format({**base, "quote_prefix": True}),
            {unit: book.add_format({**base, "num_format": f}) for unit, f in _FORMATS.items()},
            {unit: book.add_format({**top, "num_format": f}) for unit, f in _FORMATS.items()}
            | {"": book.add_format(top)},
        )


class Paper:
    """One sheet; rows are written from the top down and leave the memory at once."""

    def __init__(  # noqa: PLR0913 - a sheet with all it begins with
        self,
        book: Workbook,
        style: Style,
        name: str,
        title: str,
        heads: Sequence[Head],
        *,
        frozen: int = 1,
    ) -> None:
        """Begin the sheet with a title and its heads; `frozen` columns stay in sight."""
        self.name = name
        self.heads = tuple(heads)
        self.rows = 0
        self._style = style
        self._sums: dict[int, Decimal] = {}
        self.sheet: Worksheet = book.add_worksheet(name)
        for at, head in enumerate(self.heads):
            self.sheet.set_column(at, at, head.characters)
        self.sheet.set_row(0, 26)
        self.sheet.write_string(0, 0, title, style.title)
        self.sheet.set_row(_HEAD_ROW, 34)
        for at, head in enumerate(self.heads):
            unit = f"（{head.unit}）" if head.unit else ""
            self.sheet.write_string(_HEAD_ROW, at, head.text + unit, style.head)
        self.sheet.freeze_panes(_HEAD_ROW + 1, frozen)
        self._set_up_print()

    def _set_up_print(self) -> None:
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(_HEAD_ROW)
        self.sheet.set_footer("&C第 &P 页，共 &N 页")

    @property
    def first_row(self) -> int:
        """The row of the first entry, from 0."""
        return _HEAD_ROW + 1

    @property
    def last_row(self) -> int:
        """The row of the last entry, from 0."""
        return _HEAD_ROW + self.rows

    def add(self, cells: Sequence[Cell]) -> None:
        """Write a row; a blank stays blank."""
        self.rows += 1
        row = self.last_row
        for at, (cell, head) in enumerate(zip(cells, self.heads, strict=True)):
            if cell is None or cell == "":
                continue
            if isinstance(cell, str):
                self._write_words(row, at, cell)
            else:
                self._write_number(row, at, Decimal(cell), head)

    def finish(self, *, none: str = "没有") -> None:
        """Add totals and filters; say that there is nothing where there is not."""
        if not self.rows:
            self.sheet.write_string(_HEAD_ROW + 1, 0, none, self._style.words)
            return
        self.sheet.autofilter(_HEAD_ROW, 0, self.last_row, len(self.heads) - 1)
        if any(head.total for head in self.heads):
            self._write_totals()

    def _write_words(self, row: int, at: int, words: str) -> None:
        plain, risky = _safe(words)
        self.sheet.write_string(row, at, plain, self._style.quoted if risky else self._style.words)

    def _write_number(self, row: int, at: int, number: Decimal, head: Head) -> None:
        shown = self._style.numbers.get(head.unit, self._style.words)
        value = rounded(number, 2)
        if head.total:
            self._sums[at] = self._sums.get(at, Decimal(0)) + value
        self.sheet.write_number(row, at, _in_cell(value, head), shown)

    def _write_totals(self) -> None:
        row = self.last_row + 1
        self.sheet.write_string(row, 0, "合计", self._style.totals[""])
        for at, head in enumerate(self.heads):
            if not at:
                continue
            shown = self._style.totals.get(head.unit, self._style.totals[""])
            if at in self._sums:
                self.sheet.write_number(row, at, _in_cell(self._sums[at], head), shown)
            else:
                self.sheet.write_blank(row, at, None, shown)


@lru_cache(maxsize=2048)
def _safe(words: str) -> tuple[str, bool]:
    """Return words that a cell can hold, and whether they could be taken for a formula."""
    plain = printable(words)[0][:_LONGEST]
    return plain, plain.startswith(_RISKY)


def _in_cell(value: Decimal, head: Head) -> Any:
    # A cell holds a binary number whatever is written; two places survive that unharmed.
    return value / HUNDRED if head.unit == "%" else value

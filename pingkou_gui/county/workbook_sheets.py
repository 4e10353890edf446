"""Sheets of the summary workbook row by row: cells as XML, heads, widths, filters, totals, print set-up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from xlsxwriter.worksheet import Worksheet

from pingkou_gui.form.kinds import printable, rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format


# Heads, formats and the XML of cells: words stay words, numbers are numbers.


Cell = str | int | Decimal | None

_FORMATS = {"万元": "#,##0.00", "%": "0.00%", "分": "0.00", "人": "#,##0"}
_LONGEST = 32_000
"""Characters of a cell; Excel takes 32,767."""
_RISKY = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet may take for a formula."""
_NARROW = 6
"""The widest column, in Chinese characters, whose words stand in the middle."""
_CODED = re.compile(r"_x[0-9A-Fa-f]{4}_")
"""What a spreadsheet reads as one coded character."""


@dataclass(frozen=True, slots=True)
class SheetHead:
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
class SheetStyle:
    """The formats of a workbook."""

    title: Format
    head: Format
    words: Format
    quoted: Format
    centred: Format
    """Words in a narrow column, so that they do not touch the number before them."""
    numbers: dict[str, Format]
    totals: dict[str, Format]

    @classmethod
    def of(cls, book: Workbook) -> SheetStyle:
        """Make the formats once for a book."""
        base = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
        head = {**base, "bold": True, "bg_color": "#DDE6EE", "border": 1, "text_wrap": True}
        top = {**base, "bold": True, "top": 1}
        return cls(
            book.add_format({**base, "bold": True, "font_size": 14}),
            book.add_format({**head, "align": "center"}),
            book.add_format({**base, "text_wrap": False}),
            book.add_format({**base, "quote_prefix": True}),
            book.add_format({**base, "align": "center"}),
            {unit: book.add_format({**base, "num_format": f}) for unit, f in _FORMATS.items()},
            {unit: book.add_format({**top, "num_format": f}) for unit, f in _FORMATS.items()}
            | {"": book.add_format(top)},
        )


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """The XML of the cells of a column, up to what differs: the row, then what stands there."""

    at: int
    head: SheetHead
    start: str
    number: str
    plain: str
    quoted: str
    total: bool
    rate: bool

    @classmethod
    def of(cls, at: int, head: SheetHead, style: SheetStyle) -> SheetColumn:
        """Prepare the column at number `at`, from 0."""
        plain = style.centred if head.width and head.width <= _NARROW else style.words
        shown = style.numbers.get(head.unit, plain)
        start = f'<c r="{_letters(at)}'
        number = f'" s="{_index(shown)}"><v>'
        words, quoted = (f'" s="{_index(f)}" t="inlineStr">' for f in (plain, style.quoted))
        return cls(at, head, start, number, words, quoted, head.total, head.unit == "%")

    def words(self, row: str, words: str) -> str:
        """Return the cell of these words in a row."""
        plain, risky = _safe(words)
        return f"{self.start}{row}{self.quoted if risky else self.plain}{_content(plain)}"


def _index(shown: Format) -> int:
    found: int = shown._get_xf_index()  # noqa: SLF001 - the number under which a book keeps it
    return found


def _letters(at: int) -> str:
    high, low = divmod(at, 26)
    return f"{_letters(high - 1) if high else ''}{chr(ord('A') + low)}"


@lru_cache(maxsize=2048)
def _safe(words: str) -> tuple[str, bool]:
    """Return words that a cell can hold, and whether they could be taken for a formula."""
    plain = printable(words)[0][:_LONGEST]
    return plain, plain.startswith(_RISKY)


@lru_cache(maxsize=2048)
def _content(words: str) -> str:
    """Return the content of a cell with these words, which hold no control characters."""
    coded = _CODED.sub(lambda found: f"_x005F{found[0]}", words) if "_x" in words else words
    plain = coded.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    space = ' xml:space="preserve"' if words != words.strip() else ""
    return f"<is><t{space}>{plain}</t></is></c>"


def in_cell(value: Decimal, head: SheetHead) -> Decimal:
    """Return the number of a cell: a rate is shown in per cent but kept as a share.

    A spreadsheet keeps it as a binary number; two places survive that unharmed.
    """
    return value.scaleb(-2) if head.unit == "%" else value


# A sheet being written row by row: heads, widths, filters, totals, print set-up.


_HEAD_ROW = 1
_A4 = 9
_ABREAST = 190
"""Characters side by side on a page, some more or less, which makes letters of some 8 points."""
_HEAD_HEIGHT = 48
"""Points: three lines."""
ZERO = Decimal(0)


def set_up_page(sheet: Worksheet, characters: float = 0) -> None:
    """Print on A4 lengthwise, on as many pages side by side as the letters stay legible."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.6)
    sheet.fit_to_pages(max(1, int(characters / _ABREAST + 0.5)), 0)
    sheet.set_footer("&C第 &P 页，共 &N 页")


class SheetWriter:
    """One sheet; rows are written from the top down and leave the memory at once."""

    def __init__(  # noqa: PLR0913 - a sheet with all it begins with
        self,
        book: Workbook,
        style: SheetStyle,
        name: str,
        title: str,
        heads: Sequence[SheetHead],
        *,
        frozen: int = 1,
    ) -> None:
        """Begin the sheet with a title and its heads; `frozen` columns stay in sight."""
        self.name = name
        self.heads = tuple(heads)
        self.rows = 0
        self._style = style
        self._sums: dict[str, dict[int, Decimal]] = {}
        self._columns = tuple(SheetColumn.of(at, head, style) for at, head in enumerate(self.heads))
        self.sheet: RowSheet = book.add_worksheet(name)
        for at, head in enumerate(self.heads):
            self.sheet.set_column(at, at, head.characters)
        self.sheet.set_row(0, 26)
        self.sheet.write_string(0, 0, title, style.title)
        self.sheet.set_row(_HEAD_ROW, _HEAD_HEIGHT)
        for at, head in enumerate(self.heads):
            unit = f"\n（{head.unit}）" if head.unit else ""
            self.sheet.write_string(_HEAD_ROW, at, head.text + unit, style.head)
        self.sheet.freeze_panes(_HEAD_ROW + 1, frozen)
        self._set_up_print(title, frozen)

    def _set_up_print(self, title: str, frozen: int) -> None:
        # The title stands over every page; in its cell the next column would cut it off.
        set_up_page(self.sheet, sum(head.characters for head in self.heads))
        self.sheet.set_header("&C&14" + title[:100].replace("&", "&&"))
        self.sheet.repeat_rows(_HEAD_ROW)
        self.sheet.repeat_columns(0, frozen - 1)

    @property
    def first_row(self) -> int:
        """The row of the first entry, as xlsxwriter counts them: from 0, the heads above it."""
        return _HEAD_ROW + 1

    @property
    def last_row(self) -> int:
        """The row of the entry written last, counted from 0; that of the heads before any."""
        return _HEAD_ROW + self.rows

    def add(self, cells: Sequence[Cell], *, group: str = "") -> None:
        """Write a row; a blank stays blank. Rows of a `group` have a total of their own."""
        self.rows += 1
        sums = self._sums.setdefault(group, {})
        row = str(self.last_row + 1)
        ready: list[str] = []
        for cell, column in zip(cells, self._columns, strict=True):
            if isinstance(cell, str):
                if cell:
                    ready.append(column.words(row, cell))
            elif cell is not None:
                ready.append(self._number(row, cell, column, sums))
        self.sheet.write_ready(self.last_row, "".join(ready))

    def finish(self, *, none: str = "没有") -> None:
        """Add totals and filters; say that there is nothing where there is not."""
        totals = len(self._groups()) + 1
        self.sheet.print_area(_HEAD_ROW, 0, self.last_row + totals, len(self.heads) - 1)
        if not self.rows:
            self.sheet.write_string(_HEAD_ROW + 1, 0, none, self._style.words)
            return
        self.sheet.autofilter(_HEAD_ROW, 0, self.last_row, len(self.heads) - 1)
        if any(head.total for head in self.heads):
            self._write_totals()

    def _groups(self) -> list[str]:
        """Return the groups that have totals of their own."""
        return [group for group in self._sums if group]

    def _number(
        self, row: str, number: Decimal | int, column: SheetColumn, sums: dict[int, Decimal]
    ) -> str:
        value = Decimal(number) if isinstance(number, int) else rounded(number, 2)
        if column.total:
            sums[column.at] = sums.get(column.at, ZERO) + value
        shown = in_cell(value, column.head) if column.rate else value
        return f"{column.start}{row}{column.number}{shown!s}</v></c>"

    def _write_totals(self) -> None:
        row = self.last_row + 1
        for group in self._groups():
            self._write_total(row, f"{group}合计", self._sums[group])
            row += 1
        every: dict[int, Decimal] = {}
        for sums in self._sums.values():
            for at, value in sums.items():
                every[at] = every.get(at, ZERO) + value
        self._write_total(row, "合计", every)

    def _write_total(self, row: int, title: str, sums: dict[int, Decimal]) -> None:
        self.sheet.write_string(row, 0, title, self._style.totals[""])
        for at, head in enumerate(self.heads):
            if not at:
                continue
            shown = self._style.totals.get(head.unit, self._style.totals[""])
            if at in sums:
                self.sheet.write_number(row, at, in_cell(sums[at], head), shown)
            else:
                self.sheet.write_blank(row, at, None, shown)


# A worksheet that takes whole rows as XML: a summary of ten thousand has a million cells.
#
# XlsxWriter makes an object of every cell and escapes it again; that took a third of the time of
# a collection. The rows go to the same temporary file to which it writes its own in flat memory,
# so heads, totals, widths, filters and charts stay with it.


class RowSheet(Worksheet):  # type: ignore[misc]  # the library has no types
    """A worksheet of a book in flat memory whose rows can be handed over ready-made."""

    def write_ready(self, row: int, cells: str) -> None:
        """Write the cells of a row, counted from 0, below all others and no wider than their heads."""
        self._write_single_row(row)  # what is still held of the rows above
        self._check_dimensions(row, 0)
        self.fh.write(f'<row r="{row + 1}">{cells}</row>')

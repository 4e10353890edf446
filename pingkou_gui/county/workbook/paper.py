"""A sheet being written row by row: heads, widths, filters, totals, print set-up."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.county.workbook.cells import Column, in_cell
from pingkou_gui.spec.number_kinds import rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from pingkou_gui.county.workbook.cells import Cell, Head, Style
    from pingkou_gui.county.workbook.sheet import RowSheet

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
        self._columns = tuple(Column.of(at, head, style) for at, head in enumerate(self.heads))
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
        """The row of the first entry, from 0."""
        return _HEAD_ROW + 1

    @property
    def last_row(self) -> int:
        """The row of the last entry, from 0."""
        return _HEAD_ROW + self.rows

    def add(self, cells: Sequence[Cell]) -> None:
        """Write a row; a blank stays blank."""
        self.rows += 1
        row = str(self.last_row + 1)
        ready: list[str] = []
        for cell, column in zip(cells, self._columns, strict=True):
            if isinstance(cell, str):
                if cell:
                    ready.append(column.words(row, cell))
            elif cell is not None:
                ready.append(self._number(row, cell, column))
        self.sheet.write_ready(self.last_row, len(self.heads) - 1, "".join(ready))

    def finish(self, *, none: str = "没有") -> None:
        """Add totals and filters; say that there is nothing where there is not."""
        self.sheet.print_area(_HEAD_ROW, 0, self.last_row + 1, len(self.heads) - 1)
        if not self.rows:
            self.sheet.write_string(_HEAD_ROW + 1, 0, none, self._style.words)
            return
        self.sheet.autofilter(_HEAD_ROW, 0, self.last_row, len(self.heads) - 1)
        if any(head.total for head in self.heads):
            self._write_totals()

    def _number(self, row: str, number: Decimal | int, column: Column) -> str:
        value = Decimal(number) if isinstance(number, int) else rounded(number, 2)
        if column.total:
            self._sums[column.at] = self._sums.get(column.at, ZERO) + value
        shown = in_cell(value, column.head) if column.rate else value
        return f"{column.start}{row}{column.number}{shown!s}</v></c>"

    def _write_totals(self) -> None:
        row = self.last_row + 1
        self.sheet.write_string(row, 0, "合计", self._style.totals[""])
        for at, head in enumerate(self.heads):
            if not at:
                continue
            shown = self._style.totals.get(head.unit, self._style.totals[""])
            if at in self._sums:
                self.sheet.write_number(row, at, in_cell(self._sums[at], head), shown)
            else:
                self.sheet.write_blank(row, at, None, shown)

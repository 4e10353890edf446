"""A worksheet that takes whole rows as XML: a summary of ten thousand has a million cells.

XlsxWriter makes an object of every cell and escapes it again; that took a third of the time of
a collection. The rows go to the same temporary file to which it writes its own in flat memory,
so heads, totals, widths, filters and charts stay with it.
"""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet


class RowSheet(Worksheet):  # type: ignore[misc]  # the library has no types
    """A worksheet of a book in flat memory whose rows can be handed over ready-made."""

    def write_ready(self, row: int, last_column: int, cells: str) -> None:
        """Write the cells of a row below all rows that were written; all numbers are from 0."""
        self._write_single_row(row)  # what is still held of the rows above
        self._check_dimensions(row, last_column)
        self.fh.write(f'<row r="{row + 1}">{cells}</row>')

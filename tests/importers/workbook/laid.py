"""Sheets held in memory, as the reader of files gives them."""

from decimal import Decimal as D

from pingkou_gui.importers.workbook_cells import Sheet, SheetCell


def grid(*rows, name="GK01", number=1, merged=(), hidden=False):
    """A sheet of these rows; a number is one, None is blank; merged as (top, left, bottom, right)."""
    cells = {
        (row, column): SheetCell(
            str(value), D(str(value)) if isinstance(value, int | float) else None
        )
        for row, line in enumerate(rows, 1)
        for column, value in enumerate(line, 1)
        if value is not None
    }
    covered = {
        (row, column): (top, left)
        for top, left, bottom, right in merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    return Sheet(name, number, cells, covered, hidden)

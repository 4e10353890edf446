"""Where the cells of a table stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QRegion
    from PySide6.QtWidgets import QTableView


def cells_in(
    table: QTableView, region: QRegion, joined: int = 0
) -> Iterator[tuple[int, int, QRect]]:
    """Yield the cells that reach into a region by row and column, each with its place.

    A cell that stands for several rows, in the first `joined` columns, is the topmost of them.
    """
    around = region.boundingRect()
    first, last = table.rowAt(around.top()), table.rowAt(around.bottom())
    if first < 0:
        return
    columns = [
        (column, table.columnViewportPosition(column), table.columnWidth(column))
        for column in range(table.model().columnCount())
        if not table.isColumnHidden(column)
    ]
    seen: set[tuple[int, int]] = set()
    for at in range(first, (last if last >= 0 else table.model().rowCount() - 1) + 1):
        top, height = table.rowViewportPosition(at), table.rowHeight(at)
        for column, left, width in columns:
            row, place = at, QRect(left, top, width, height)
            if column < joined and table.rowSpan(at, column) > 1:
                place = table.visualRect(table.model().index(at, column))
                row = table.rowAt(place.top())
                if (row, column) in seen:
                    continue
                seen.add((row, column))
            if region.intersects(place):
                yield row, column, place

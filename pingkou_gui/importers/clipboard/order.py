"""Columns without heads: put to the fields in their order, where they fit in just one way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pingkou_gui.importers.clipboard.heads import MEASURED
from pingkou_gui.importers.clipboard.proposal import PastedColumn
from pingkou_gui.spec.digits import squeezed
from pingkou_gui.spec.values import Unread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.importers.clipboard.cells import Grid
    from pingkou_gui.spec.field import Field

_FIGURE = re.compile(r"[+-]?[\d.]+%?")
_UNSURE = "其余的不知道是哪一列，连同列名一起复制，或把光标放到那一列再粘贴"
_BEYOND = "右边没有列了"


def is_figure(cell: str) -> bool:
    """Return whether a cell holds a bare number."""
    return _FIGURE.fullmatch(squeezed(cell)) is not None


def by_order(body: Grid, fields: Sequence[Field[Any]]) -> tuple[PastedColumn, ...]:
    """Return where the columns go.

    A column of running numbers in front is left out. From the first column on that does not
    fit its field the rest goes on further right, where it fits there in one way only; else it
    goes nowhere: a figure under the wrong head is worse than one to be pasted again.
    """
    columns = list(zip(*body, strict=True))
    if columns and fields and _are_numbers(columns, fields[0]):
        return (
            PastedColumn("", None, "编号由程序加", expected=True),
            *_placed(columns[1:], fields),
        )
    return _placed(columns, fields)


def one_to_one(columns: Sequence[PastedColumn], fields: Sequence[Field[Any]], body: Grid) -> bool:
    """Return whether the columns go to the fields one by one, and every cell is a value there."""
    placed = [column.field for column in columns if column.field is not None]
    return placed == list(fields[: len(placed)]) and all(
        _reads(column.field, cell)
        for row in body
        for column, cell in zip(columns, row, strict=True)
        if column.field is not None
    )


def _placed(
    columns: Sequence[Sequence[str]], fields: Sequence[Field[Any]]
) -> tuple[PastedColumn, ...]:
    if len(columns) == 1 and fields:
        return (PastedColumn("", fields[0]),)
    pairs = list(zip(columns, fields, strict=False))
    misfit = next((at for at, pair in enumerate(pairs) if not _fits(*pair)), len(pairs))
    placed = [PastedColumn("", field) for field in fields[:misfit]]
    rest, further = columns[misfit:], fields[misfit:]
    starts = [at for at in range(1, len(further)) if _fit(rest, further[at:])]
    if misfit == len(pairs):
        return (*placed, *[PastedColumn("", None, _BEYOND)] * len(rest))
    if len(starts) == 1:
        return (*placed, *(PastedColumn("", f) for f in further[starts[0] :][: len(rest)]))
    return (*placed, *[PastedColumn("", None, _UNSURE)] * len(rest))


def _fit(columns: Sequence[Sequence[str]], fields: Sequence[Field[Any]]) -> bool:
    return len(columns) <= len(fields) and all(map(_fits, columns, fields))


def _fits(column: Sequence[str], field: Field[Any]) -> bool:
    """Return whether most of a column reads as the field, and figures stand where they belong."""
    cells = [cell for cell in column if cell]
    named = not field.kind.numeric and field.name not in MEASURED
    if cells and named and all(is_figure(cell) for cell in cells):
        return False
    return 2 * sum(_reads(field, cell) for cell in cells) >= len(cells)


def _reads(field: Field[Any], cell: str) -> bool:
    return not isinstance(field.read(cell).value, Unread)


def _are_numbers(columns: Sequence[Sequence[str]], first: Field[Any]) -> bool:
    """Return whether the first column counts the rows, before one of words."""
    if first.kind.numeric or len(columns) == 1:
        return False
    told = [cell for cell in columns[0] if cell]
    counted = [int(cell) for cell in told if cell.isdecimal() and len(cell) <= 4]
    runs = counted == list(range(counted[0], counted[0] + len(counted))) if counted else False
    return runs and len(counted) == len(told) and not all(is_figure(c) for c in columns[1] if c)

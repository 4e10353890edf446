"""Cells as text for Excel and WPS."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pingkou_gui.spec.section import Section
    from pingkou_gui.ui.rows.model import RowsModel


def block_texts(
    model: RowsModel, rows: Iterable[int], columns: Iterable[int]
) -> Iterator[list[str]]:
    """Return the words of a block of cells, by positions."""
    wanted = list(columns)
    for at in rows:
        yield [_text(model, at, column) for column in wanted]


def table_texts(model: RowsModel, section: type[Section]) -> Iterator[list[str]]:
    """Return heads and all rows; fields that have no column follow after the columns."""
    shown = {column.field for column in model.columns}
    others = [field for field in section.fields if field not in shown]
    yield [column.head for column in model.columns] + [field.label for field in others]
    report = model.context.session.report
    everywhere = range(len(model.columns))
    for at, row in enumerate(model.rows):
        cells = [_text(model, at, column) for column in everywhere]
        yield cells + [field.show(report[field.at(row)]) for field in others]


def _text(model: RowsModel, at: int, column: int) -> str:
    """Return what stands in a cell; what only fills the gap of a blank is left out."""
    index = model.index(at, column)
    field = model.field_at(index)
    if field is not None:
        return str(field.show(model.context.session.report[field.at(model.row_at(index))]))
    return model.cell(index).text

"""Delegates of tables: they paint cells as high as their words, and open the editor of a cell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, QSize, Signal
from PySide6.QtWidgets import QAbstractItemDelegate, QStyledItemDelegate, QTableView

from pingkou_gui.ui.table.cell_editors import CellEditor, CellTextEditor, is_cell_editor
from pingkou_gui.ui.table.cell_painting import (
    INSET,
    CellStyle,
    fitted_text,
    paint_background,
    paint_frame,
    paint_words,
)
from pingkou_gui.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from pingkou_gui.ui.signs import Sign
    from pingkou_gui.ui.table.table_model import Index, RowsModel, TableModel


AROUND_WORDS = 0.4
"""Em of a row above and below words that need more than one line."""


class TableDelegate(QStyledItemDelegate):
    """Paints the cells of a `TableModel`, and says how high they are."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def style_of(self, index: Index) -> CellStyle:
        """Return what lies under a cell."""
        view, model = self._view, index.model()
        here, focused = view.currentIndex(), view.hasFocus()
        return CellStyle(
            chosen=focused and here.row() == index.row(),
            selected=view.selectionModel().isSelected(cast("QModelIndex", index)),
            framed=focused and here == index,
            line=index.row() < model.rowCount() - 1,
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place, model = cast("Any", option).rect, cast("TableModel", index.model())
        cell, style = model.cell(index), self.style_of(index)
        painter.save()
        painter.setClipRect(place)
        paint_background(painter, place, cell, style)
        paint_words(painter, place, cell, model.columns[index.column()])
        paint_frame(painter, place, cell, style)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        model, view, em = cast("TableModel", index.model()), self._view, theme().em
        lowest = view.verticalHeader().defaultSectionSize()
        column, cell = model.columns[index.column()], model.cell(index)
        inset = 2 * em(INSET) + em(cell.indent)
        width = view.columnWidth(index.column()) - inset
        needed = fitted_text(cell, column, width).height
        if not needed:
            return QSize(em(2), lowest)
        rows = view.rowSpan(index.row(), index.column())  # joined rows share what it needs
        return QSize(width, max(lowest, ceil((needed + em(AROUND_WORDS)) / rows)))


# The delegate of the rows of a report: paints what the model tells of a cell, opens its editor.


_LEFT_ALONE = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
_NO_HINT = QAbstractItemDelegate.EndEditHint.NoHint


@dataclass(frozen=True, slots=True)
class SelectionState:
    """What is current in the table, whether it has the focus, and what is chosen then."""

    row: int = -1
    column: int = -1
    focused: bool = False
    chosen: tuple[tuple[int, int, int, int], ...] = ()
    """Blocks of cells by their first and last rows and columns."""

    def has(self, row: int, column: int) -> bool:
        """Return whether a cell is chosen."""
        return any(
            top <= row <= bottom and left <= column <= right
            for top, bottom, left, right in self.chosen
        )


class CellDelegate(TableDelegate):
    """Paints and edits the cells of a `RowsModel`."""

    go_on = Signal(int, int)
    """Editing ended with a key: go on by so many rows and columns."""
    rows_pasted = Signal()
    """Rows of a sheet were pasted into an open cell."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._rows = cast("RowsModel", view.model())
        self._leaving: QWidget | None = None
        self.arrows_leave = True
        self.keeps_choice = False
        """Whether the current row stays tinted while the focus is elsewhere."""
        self._selection = SelectionState()

    def look(self) -> None:
        """Look what is current and chosen in the table, once for all cells that are painted."""
        current, focused = self._view.currentIndex(), self._view.hasFocus()
        chosen = self._view.selectionModel().selection() if focused else ()
        self._selection = SelectionState(
            current.row(),
            current.column(),
            focused,
            tuple((r.top(), r.bottom(), r.left(), r.right()) for r in cast("Any", chosen)),
        )

    def paint_cell(self, painter: QPainter, place: QRect, at: int, column: int) -> None:
        """Paint a cell, by its place in the table; `look` comes before."""
        cell, tint = self._rows.painted(at, column)
        style = self.style_at(at, column, tint)
        paint_background(painter, place, cell, style)
        paint_words(painter, place, cell, self._rows.columns[column])
        paint_frame(painter, place, cell, style)

    def style_at(self, at: int, column: int, problem: Sign | None) -> CellStyle:
        """Return what lies under a cell of a row with this problem."""
        selection = self._selection
        here = selection.row == at
        return CellStyle(
            problem=problem,
            chosen=here and (self.keeps_choice or selection.focused),
            selected=selection.has(at, column),
            framed=here and selection.focused and selection.column == column,
            line=at < len(self._rows.rows) - 1,
        )

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        del option
        model = _model(index)
        column, row = model.columns[index.column()], model.row_at(index)
        editor = column.editor(model.context, row, parent, arrows=self.arrows_leave)
        if editor is None:
            return cast("QWidget", None)
        editor.went_on.connect(partial(self._left, editor))
        editor.rows_pasted.connect(self.rows_pasted)
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if is_cell_editor(editor):
            cast("CellEditor", editor).binding.release()
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Leave the editor alone: its binding keeps it up to date."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        del model, index
        if is_cell_editor(editor):
            cell = cast("CellEditor", editor)
            cell.settle_letters()  # Qt hands over before the editor hears that the focus went
            cell.binding.commit()

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        del index
        place = cast("Any", option).rect
        if isinstance(editor, CellTextEditor):
            place.setHeight(max(place.height(), editor.height()))
            over = place.bottom() - self._view.viewport().rect().bottom()
            place.translate(0, -min(max(over, 0), place.top()))
        editor.setGeometry(place)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(editor, CellEditor | CellTextEditor):
            if editor is not self._leaving and editor.take_event(event):
                return True
            if editor is self._leaving or event.type() in _LEFT_ALONE:
                return False  # closing it takes its focus away, which would close it twice
        return super().eventFilter(editor, event)

    def _left(self, editor: QWidget, rows: int, columns: int) -> None:
        self._leaving = editor
        self.closeEditor.emit(editor, _NO_HINT)
        self._leaving = None
        self._view.setFocus()
        self.go_on.emit(rows, columns)


def _model(index: Index) -> RowsModel:
    return cast("RowsModel", index.model())

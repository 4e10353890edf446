"""The model of such a list: lines of cells, made when they are painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from pingkou_gui.ui.rows.columns import Cell
from pingkou_gui.ui.theme import spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from pingkou_gui.ui.rows.columns import TableColumn

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: its cells; a `head` parts the list and spans it."""

    cells: tuple[Cell, ...]
    head: bool = False
    check: Qt.CheckState | None = None
    """The state of the box in the first column, None for none."""


class ListModel(QAbstractTableModel):
    """Lines by their position; whoever fills it answers `line`."""

    def __init__(self, columns: Sequence[TableColumn], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)

    def count(self) -> int:
        """Return how many lines there are."""
        raise NotImplementedError

    def line(self, at: int) -> Line:
        """Return a line."""
        raise NotImplementedError

    def heads(self) -> tuple[int, ...]:
        """Return the lines that are heads."""
        return ()

    def changed(self) -> None:
        """Have every line in sight painted anew."""
        if self.count():
            last = self.index(self.count() - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def cell(self, index: Index) -> Cell:
        """Return what a cell shows."""
        line = self.line(index.row())
        return line.cells[index.column()] if index.column() < len(line.cells) else Cell()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self.count()

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].head
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self.columns[section].figures
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return int(side | _MIDDLE)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self.count():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        return None

    def _spoken(self, index: Index) -> str:
        cell, line = self.cell(index), self.line(index.row())
        parts = [self.columns[index.column()].head, cell.text or "空"]
        if index.column() == 0 and line.check is not None:
            parts[1:] = ["已选" if line.check is Qt.CheckState.Checked else "未选"]
        if cell.sign is not None:
            parts.append(spoken(cell.sign))
        return "，".join(parts)

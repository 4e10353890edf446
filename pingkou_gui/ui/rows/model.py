"""The model of a table of rows: reads the report on demand, refreshes only what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)

from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.place import SINGLE, Lane
from pingkou_gui.ui.editors import words_of, words_of_figure
from pingkou_gui.ui.theme import Sign, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.report import Change
    from pingkou_gui.spec.place import Place
    from pingkou_gui.spec.section import Section
    from pingkou_gui.ui.editors import FieldWords, PageContext
    from pingkou_gui.ui.rows.columns import Cell, TableColumn

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TYPED = _SHOWN | Qt.ItemFlag.ItemIsEditable
"""Joined once: Qt asks for them with every cell it paints."""


class RowsModel(QAbstractTableModel):
    """Rows of a section, under a row of its parent or under none."""

    rows_set = Signal()
    """There are other rows, or they stand in another order; all cells are read anew."""

    def __init__(
        self,
        section: type[Section],
        columns: Sequence[TableColumn],
        context: PageContext,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.section, self.columns, self.context = section, tuple(columns), context
        self.lane = Lane(section.key)
        self._rows: tuple[int, ...] = ()
        self._at: dict[int, int] = {}
        self._facts: Facts | None = None
        self._worst: dict[int, Sign | None] = {}
        self._cells: dict[tuple[int, int], Cell] = {}
        self._flags: dict[tuple[int, int], Qt.ItemFlag] = {}
        """What was asked for of `_facts`: of a cell everything is asked several times."""
        self._seen: dict[tuple[int, int], tuple[Cell, Sign | None]] = {}
        self._read_rows()
        context.session.changed.connect(self.take_change)
        context.session.blank_changed.connect(self._lines_changed)
        context.problems_changed.connect(self._problems_changed)

    @property
    def rows(self) -> tuple[int, ...]:
        """The row numbers, as they stand."""
        return self._rows

    @property
    def blank_row(self) -> int:
        """The line of this table that is no row yet, 0 without one."""
        blank = self.context.session.blank
        return blank.row if blank is not None and blank.lane == self.lane else SINGLE

    def drop_blank(self) -> None:
        """Let the line go that is no row yet."""
        if self.blank_row:
            self.context.session.drop_blank()

    def show_parent(self, parent: int) -> None:
        """Show the rows under another row of the parent section."""
        self.drop_blank()
        self.lane = Lane(self.section.key, parent)
        self._reset()

    def row_at(self, index: Index) -> int:
        """Return the row number of an index, 0 where there is none."""
        return self._rows[index.row()] if index.isValid() else SINGLE

    def position(self, row: int) -> int | None:
        """Return where a row stands, None where it does not."""
        return self._at.get(row)

    def column_of(self, name: str) -> int | None:
        """Return the column in which a field is typed, None where it has none."""
        found = (i for i, c in enumerate(self.columns) if c.field and c.field.name == name)
        return next(found, None)

    def cell(self, index: Index) -> Cell:
        """Return what a cell shows."""
        return self._cell(self.row_at(index), index.column())

    def _cell(self, row: int, column: int) -> Cell:
        self._keep_up()
        found = self._cells.get((row, column))
        if found is None:
            found = self._cells[row, column] = self.columns[column].cell(self.context, row)
        return found

    def _keep_up(self) -> None:
        """Forget what is known of cells once the report is another one."""
        facts = self.context.facts
        if facts is not self._facts:
            self._forget()
            self._facts = facts

    def _forget(self) -> None:
        for known in (self._worst, self._cells, self._flags):
            known.clear()

    def painted(self, at: int, column: int) -> tuple[Cell, Sign | None]:
        """Return what a cell shows and what is the matter in its row: it is painted so now."""
        row = self._rows[at]
        look = self._seen[row, column] = self._cell(row, column), self.row_problem(row)
        return look

    def row_problem(self, row: int) -> Sign | None:
        """Return the worst that is the matter in a row."""
        self._keep_up()
        if row not in self._worst:
            self._worst[row] = self.find_problem(row)
        return self._worst[row]

    def find_problem(self, row: int) -> Sign | None:
        """Look for the worst that is the matter in a row."""
        context = self.context
        fields = [c.typed(context.facts, row) for c in self.columns]
        places = [field.at(row) for field in fields if field is not None]
        signs = {p.message.sign for place in places for p in context.problems_at(place)}
        return next((sign for sign in (Sign.ERROR, Sign.REMINDER) if sign in signs), None)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return _SHOWN
        self._keep_up()
        key = self.row_at(index), index.column()
        if key not in self._flags:
            self._flags[key] = _SHOWN if self.field_at(index) is None else _TYPED
        return self._flags[key]

    def field_at(self, index: Index) -> Any:
        """Return the field typed in a cell, None where nothing can be typed."""
        return self.columns[index.column()].typed(self.context.facts, self.row_at(index))

    def words_at(self, index: Index) -> FieldWords | None:
        """Return what the field bar says of a cell, None where there is nothing to say."""
        facts, row, field = self.context.facts, self.row_at(index), self.field_at(index)
        if field is not None:
            return words_of(facts, field, row)
        figure = self.columns[index.column()].figure
        return None if figure is None else words_of_figure(facts, figure, row)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.head
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = _CENTRE if column.centred else _RIGHT if column.figures else _LEFT
            return int(side) | int(Qt.TextFlag.TextWordWrap)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.cell(index).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        return None

    def _spoken(self, index: Index) -> str:
        cell, column = self.cell(index), self.columns[index.column()]
        signs = (cell.mark, cell.problem or cell.sign)
        parts = (column.head, cell.text or "空", *(spoken(sign) for sign in signs if sign))
        return "，".join(parts)

    @Slot(object)
    def take_change(self, change: Change) -> None:
        """Show what a change has changed: other rows, or cells of some rows."""
        if self.lane in change.lanes and self.list_rows() != self._rows:
            self._reset()
            return
        self._touch(self.touched_by(change))

    def touched_by(self, change: Change) -> Iterable[int]:
        """Return the rows that read something which has changed."""
        below = {child.key for child in self.inner_sections()}
        rows = {p.row for p in change.entries if p.section == self.section.key}
        rows.update(lane.parent for lane in change.lanes if lane.section in below)
        for place in change.entries:
            if place.section in below:
                lane = self.context.session.report.lane_of(place.section, place.row)
                rows.update({lane.parent} if lane else ())
        return rows

    def inner_sections(self) -> Sequence[type[Section]]:
        """Return the sections with rows under a row of this one."""
        return FORM.children(self.section.key)

    def _touch(self, rows: Iterable[int]) -> None:
        """Have those cells of some rows shown anew that show something else now."""
        for at, row in sorted((self._at[row], row) for row in rows if row in self._at):
            for column in self._other_cells(row):
                index = self.index(at, column)
                self.dataChanged.emit(index, index)

    def _other_cells(self, row: int) -> Sequence[int]:
        """Return the columns in which a row looks other than it was painted last."""
        tint, seen = self.row_problem(row), self._seen
        looks = ((at, (self._cell(row, at), tint)) for at in range(len(self.columns)))
        return [at for at, look in looks if seen.get((row, at)) != look]

    def _read_rows(self) -> None:
        self._forget()
        self._seen.clear()
        self._rows = self.list_rows()
        self._at = {row: at for at, row in enumerate(self._rows)}

    def list_rows(self) -> tuple[int, ...]:
        """Return the rows to be shown."""
        return self.context.session.lines(self.lane)

    @Slot(object)
    def _lines_changed(self, lane: Lane) -> None:
        """Show a blank line that was begun, or let go of it; an open editor stays open."""
        if lane != self.lane:
            return
        self._forget()
        rows, had = self.list_rows(), self._rows
        added = [at for at, row in enumerate(rows) if row not in self._at]
        gone = [at for at, row in enumerate(had) if row not in set(rows)]
        if len(added) == 1 and not gone:
            self.beginInsertRows(NOWHERE, added[0], added[0])
            self._read_rows()
            self.endInsertRows()
        elif len(gone) == 1 and not added:
            self.beginRemoveRows(NOWHERE, gone[0], gone[0])
            self._read_rows()
            self.endRemoveRows()
        elif rows == had:
            self._touch(rows)
        else:
            self._reset()
            return
        self.rows_set.emit()

    def _reset(self) -> None:
        self.beginResetModel()
        self._read_rows()
        self.endResetModel()
        self.rows_set.emit()

    @Slot(object)
    def _problems_changed(self, places: frozenset[Place]) -> None:
        self._forget()
        below = {child.key for child in self.inner_sections()}
        rows = {place.row for place in places if place.section == self.section.key}
        if any(place.section in below for place in places):
            rows.update(self._rows[:50])
        self._touch(rows)

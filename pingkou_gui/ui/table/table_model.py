"""Models of tables: columns and cells, and the rows of a report, refreshed only where they changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from math import ceil
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
    Slot,
)

from pingkou_gui.form.field import Amounts
from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import AmountKind, ChoiceKind, TextKind, grouped, rounded
from pingkou_gui.form.values import SINGLE, RowList
from pingkou_gui.report.carried import waiting_in_row
from pingkou_gui.report.figures import added_rows
from pingkou_gui.report.row_names import naming_field, row_label
from pingkou_gui.ui.editors.binding import (
    MARKS,
    figure_text,
    number_text,
    words_of,
    words_of_figure,
)
from pingkou_gui.ui.signs import Sign, Tone, spoken
from pingkou_gui.ui.table.cell_editors import CellEditor, CellTextEditor, make_cell_editor
from pingkou_gui.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from PySide6.QtGui import QRegion
    from PySide6.QtWidgets import QTableView, QWidget

    from pingkou_gui.form.field import Field, Section
    from pingkou_gui.form.values import Place, Ref
    from pingkou_gui.report.facts import Facts, Figure
    from pingkou_gui.report.report import Change
    from pingkou_gui.ui.editors.binding import FieldWords
    from pingkou_gui.ui.editors.page_context import PageContext


# The model of every table: columns, and cells that are asked for as they are shown.


Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
MOST_MEASURED = 200
"""All rows are fitted to their words up to here, then those in sight."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TYPED = _SHOWN | Qt.ItemFlag.ItemIsEditable
"""Joined once: Qt asks for them with every cell it paints."""


class TableModel(QAbstractTableModel):
    """Cells in columns, by their positions; whoever fills it answers `count` and `cell_at`."""

    def __init__(self, columns: Sequence[TableColumn], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)

    def count(self) -> int:
        """Return how many rows there are."""
        raise NotImplementedError

    def cell_at(self, at: int, column: int) -> RowCell:
        """Return text, side, signs and tint of a cell, for painting and for screen readers."""
        raise NotImplementedError

    def cell(self, index: Index) -> RowCell:
        """Return what the cell of an index shows."""
        return self.cell_at(index.row(), index.column())

    def spoken(self, index: Index) -> str:
        """Return what a screen reader says of a cell: its column, its words, its signs."""
        cell, column = self.cell(index), self.columns[index.column()]
        signs = (cell.mark, cell.problem or cell.sign)
        parts = (column.head, cell.text or "空", *(spoken(sign) for sign in signs if sign))
        return "，".join(part for part in parts if part)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self.count()

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.head
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_side(column)) | int(Qt.TextFlag.TextWordWrap)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self.count():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.cell(index).text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_side(self.columns[index.column()]))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index)
        return None


def _side(column: TableColumn) -> Qt.AlignmentFlag:
    return _CENTRE if column.centred else _RIGHT if column.figures else _LEFT


# The model of a table of rows: reads the report on demand, refreshes only what changed.


class RowsModel(TableModel):
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
        super().__init__(columns, parent)
        self.section, self.context = section, context
        self.row_list = RowList(section.key)
        self._marked_column = self.column_of(naming_field(section).name) or 0
        """Where a row is marked that awaits confirmation: by what it is called."""
        self._rows: tuple[int, ...] = ()
        self._at: dict[int, int] = {}
        self._facts: Facts | None = None
        self._worst: dict[int, Sign | None] = {}
        self._cells: dict[tuple[int, int], RowCell] = {}
        self._flags: dict[tuple[int, int], Qt.ItemFlag] = {}
        """What was asked for of `_facts`: of a cell everything is asked several times."""
        self._seen: dict[tuple[int, int], tuple[RowCell, Sign | None]] = {}
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
        return blank.row if blank is not None and blank.row_list == self.row_list else SINGLE

    def drop_blank(self) -> None:
        """Let the line go that is no row yet."""
        if self.blank_row:
            self.context.session.drop_blank()

    def show_parent(self, parent: int) -> None:
        """Show the rows under another row of the parent section."""
        self.drop_blank()
        self.row_list = RowList(self.section.key, parent)
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

    @property
    def first_row(self) -> int:
        """The first row that is the clerk's, the first of all where none is."""
        return next((row for row in self._rows if row > 0), next(iter(self._rows), SINGLE))

    @property
    def first_typed(self) -> int:
        """The first column that is typed in, 0 where none is."""
        return next((at for at, column in enumerate(self.columns) if column.field is not None), 0)

    def count(self) -> int:
        return len(self._rows)

    def cell_at(self, at: int, column: int) -> RowCell:
        return self._cell(self._rows[at], column)

    def _cell(self, row: int, column: int) -> RowCell:
        self._keep_up()
        found = self._cells.get((row, column))
        if found is None:
            found = self.columns[column].cell(self.context, row)
            if column == self._marked_column and self.awaits_confirmation(row):
                found = replace(found, mark=Sign.CARRIED)
            self._cells[row, column] = found
        return found

    def awaits_confirmation(self, row: int) -> bool:
        """Return whether anything in a row was taken over from last year and is unconfirmed."""
        place = naming_field(self.section).at(row)
        return bool(row > 0 and waiting_in_row(self.context.session.report, place))

    def _keep_up(self) -> None:
        """Forget what is known of cells once the report is another one."""
        facts = self.context.facts
        if facts is not self._facts:
            self._forget()
            self._facts = facts

    def _forget(self) -> None:
        for known in (self._worst, self._cells, self._flags):
            known.clear()

    def painted(self, at: int, column: int) -> tuple[RowCell, Sign | None]:
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
        column = self.columns[index.column()]
        if column.figure is None:
            return None
        name = f"{row_label(facts, self.section.key, row)} · {column.head}"
        return words_of_figure(facts, column.figure, row)._replace(name=name)

    @Slot(object)
    def take_change(self, change: Change) -> None:
        """Show what a change has changed: other rows, or cells of some rows."""
        if self.row_list in change.row_lists and self.list_rows() != self._rows:
            self._reset()
            return
        self._touch(self.touched_by(change))

    def touched_by(self, change: Change) -> Iterable[int]:
        """Return the rows that read something which has changed."""
        below = {child.key for child in self.inner_sections()}
        rows = {p.row for p in change.entries if p.section == self.section.key}
        rows.update(row_list.parent for row_list in change.row_lists if row_list.section in below)
        for place in change.entries:
            if place.section in below:
                row_list = self.context.session.report.row_list_of(place.section, place.row)
                rows.update({row_list.parent} if row_list else ())
        return rows

    def inner_sections(self) -> Sequence[type[Section]]:
        """Return the sections with rows under a row of this one."""
        return FORM.children(self.section.key)

    def _touch(self, rows: Iterable[int]) -> None:
        """Have those cells of some rows shown anew that show something else now.

        Of a long table, whose rows are measured when they come into sight, the painted ones.
        """
        there = {row for row in rows if row in self._at}
        if len(self._rows) > MOST_MEASURED:
            there &= {row for row, _ in self._seen}
        for at, row in sorted((self._at[row], row) for row in there):
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
        """Return the numbers of the rows in the order in which they are shown."""
        return self.context.session.lines(self.row_list)

    @Slot(object)
    def _lines_changed(self, row_list: RowList) -> None:
        """Show a blank line that was begun, or let go of it; an open editor stays open."""
        if row_list != self.row_list:
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


# Columns of a table of rows: what stands in a cell, and how it looks.


DASH = "—"
_WIDE = 52
"""Em of the table below which columns take their narrow width."""
_LEAST, _LEAST_TIGHT, _LEAST_SQUEEZED = 6, 4, 3.5
"""Em left to the columns that share the rest; where it is less, columns take the tight width."""
_LEAST_WORDS = 2.5
"""Em of a column of words that wrap, two of them in a line, where the tight width is too much."""


@dataclass(frozen=True, slots=True)
class RowCell:
    """What a cell shows; everything a delegate needs to paint it."""

    text: str = ""
    tone: Tone = Tone.TEXT
    sign: Sign | None = None
    """Before the text: the triangle of a choice that is due."""
    mark: Sign | None = None
    """At the left: where the value came from."""
    derived: bool = False
    """On grey: the program worked it out."""
    strong: bool = False
    problem: Sign | None = None
    """What is the matter with the value."""
    indent: float = 0
    """Em by which the words stand further in."""
    marked: tuple[int, int] | None = None
    """Letters that are marked in the words, first and behind the last."""


@dataclass(frozen=True, slots=True, eq=False)
class TableColumn:
    """A column: the field that is typed in it, or the figure or the words it shows."""

    head: str
    width: float | None
    """In em; None takes what room is left."""
    field: Field[Any] | None = None
    figure: Figure | None = None
    words: Callable[[Facts, int], RowCell] | None = None
    """Neither field nor figure: a state worked out for the row."""
    figures: bool = False
    centred: bool = False
    wraps: bool = False
    """Whether long text makes its row higher."""
    jump: str = ""
    """The segment of the detail that Enter or a double click opens."""
    narrow: float | None = None
    """The width in em where the table is narrow."""
    tight: float | None = None
    """The width in em where it is narrower still; 0 leaves the column to the detail."""

    def typed(self, facts: Facts, row: int) -> Field[Any] | None:
        """Return the field typed in this column in that row, None where nothing is."""
        del facts, row
        return self.field

    def offers_list(self, facts: Facts, row: int) -> bool:
        """Return whether what is typed in that row is one of a few, which Enter opens."""
        field = self.typed(facts, row)
        return field is not None and isinstance(field.kind, ChoiceKind)

    def editor(
        self, context: PageContext, row: int, into: QWidget, *, arrows: bool
    ) -> CellEditor | CellTextEditor | None:
        """Return the editor of a cell of this column, None where nothing is typed."""
        field = self.typed(context.facts, row)
        return None if field is None else make_cell_editor(field, context, row, into, arrows=arrows)

    def ref(self, facts: Facts, row: int) -> Ref | None:
        """Return what stands behind the cell."""
        field = self.typed(facts, row)
        if field is not None:
            return field.at(row)
        return None if self.figure is None else self.figure.at(row)

    def cell(self, context: PageContext, row: int) -> RowCell:
        """Return what the cell of a row shows."""
        if self.words is not None:
            return self.words(context.facts, row)
        if self.field is None and self.figure is not None:
            return RowCell(figure_text(context.facts, self.figure, row))
        field = self.typed(context.facts, row)
        return RowCell() if field is None else field_cell(context, field, row)


def field_column(
    field: Field[Any],
    width: float | None,
    head: str = "",
    *,
    narrow: float | None = None,
    tight: float | None = None,
) -> TableColumn:
    """Return the column in which a field is typed."""
    made = TableColumn(head or field.head, width, field=field, figures=field.kind.numeric)
    return replace(made, narrow=narrow, tight=tight)


def field_cell(context: PageContext, field: Field[Any], row: int) -> RowCell:
    """Return how a typed value looks: its text, its source, what is the matter with it."""
    place = field.at(row)
    entry = context.session.report.entry(place)
    problem = next((p.message.sign for p in context.problems_at(place)), None)
    if entry is None:
        return replace(_blank(context, field, row), problem=problem)
    tone = Tone.ERROR if problem is Sign.ERROR else Tone.TEXT
    return RowCell(
        closed_text(field, entry.value), tone, mark=MARKS.get(entry.source.kind), problem=problem
    )


def closed_text(field: Field[Any], value: Any) -> str:
    """Return a value as a closed cell shows it: an amount as it is printed, ≈ where it has more.

    Its places stand under one another so; opened, the cell shows all of them.
    """
    if isinstance(field.kind, AmountKind) and isinstance(value, Decimal):
        printed = rounded(value, 2)
        return f"{'' if printed == value else '≈'}{grouped(printed, 2)}"
    return str(field.show(value))


def _blank(context: PageContext, field: Field[Any], row: int) -> RowCell:
    if isinstance(field.kind, ChoiceKind):
        due = context.is_gap(field.at(row))
        sign = Sign.REMINDER if due else None
        return RowCell("选择…", Tone.REMINDER if due else Tone.SECONDARY, sign=sign)
    if isinstance(field.kind, AmountKind):
        return RowCell(DASH, Tone.SECONDARY)
    return RowCell("未填", Tone.REMINDER) if context.is_gap(field.at(row)) else RowCell()


def widths_of(columns: Sequence[TableColumn], room: int) -> tuple[list[int], bool]:
    """Return how wide columns are in so many pixels (0: no room for it), and whether tight."""
    em = theme().em
    wide = room >= em(_WIDE)
    tight = _needed(columns, wide=wide) > room
    widths = [_width(column, wide=wide, tight=tight) for column in columns]
    least = em(_LEAST_TIGHT if tight else _LEAST)
    if tight and sum(widths) + least > room:
        least = em(_LEAST_SQUEEZED)
        widths = _squeezed(columns, widths, sum(widths) + least - room)
    rest = max(least, room - sum(widths))
    share = rest // max(1, _open_ones(columns))
    shown = zip(columns, widths, strict=True)
    return [share if column.width is None else width for column, width in shown], tight


def _squeezed(columns: Sequence[TableColumn], widths: list[int], over: int) -> list[int]:
    """Return widths that are less by so many pixels: words that wrap give of what they have."""
    least = theme().em(_LEAST_WORDS)
    spare = [c.wraps * max(0, width - least) for c, width in zip(columns, widths, strict=True)]
    if over <= 0 or not sum(spare):
        return widths
    share = min(1.0, over / sum(spare))
    return [width - ceil(part * share) for width, part in zip(widths, spare, strict=True)]


def _needed(columns: Sequence[TableColumn], *, wide: bool) -> int:
    fixed = sum(_width(column, wide=wide, tight=False) for column in columns)
    return fixed + bool(_open_ones(columns)) * theme().em(_LEAST)


def _open_ones(columns: Sequence[TableColumn]) -> int:
    return sum(column.width is None for column in columns)


def _width(column: TableColumn, *, wide: bool, tight: bool) -> int:
    if tight and column.tight is not None:
        return theme().em(column.tight)
    narrow = not wide and column.narrow
    return theme().em((narrow or column.width) or 0)


# How a repeated section is laid out: columns, sums, segments of the detail.


if TYPE_CHECKING:
    Totals = Callable[[Facts], Mapping[int, RowCell]]

CHOICE, AMOUNT, LINE = 5.7, 4.1, None


@dataclass(frozen=True, slots=True)
class DetailSlot:
    """One thing in the detail: a field or a figure under its label."""

    what: Field[Any] | Figure
    label: str = ""
    width: float | None = None
    lines: int = 0
    """Above 0 for a box of paragraphs."""
    soft: Figure | None = None
    """Stands there in grey while nothing is typed."""
    due: Callable[[Facts, int], bool] | None = None
    """Whether the field of a row is wanted: until then it is folded away while it is blank."""
    on_request: bool = False
    """Folded away while it is blank, and offered to whoever wants to write it."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the detail: lines of slots, and a list that stands under the row."""

    key: str
    title: str
    lines: tuple[tuple[DetailSlot, ...], ...]
    inner: Callable[[PageContext], QWidget] | None = None
    """Makes the widget of the rows below this row; it has `show_parent`."""
    state: Callable[[Facts, int], str] | None = None
    """What is behind the title: 差 2 项."""


@dataclass(frozen=True, slots=True)
class TableDesign:
    """A table of rows with what stands around it."""

    columns: tuple[TableColumn, ...]
    segments: tuple[Segment, ...] = ()
    totals: Totals | None = None
    row_height: float = 1.4
    pasted: tuple[Field[Any], ...] = ()
    """The order in which copied columns without heads come, where it is not that of the columns."""


def plain_design(section: type[Section]) -> TableDesign:
    """Return the design of a section that has no other: every field a column."""
    fields = [line for line in section.lines if not isinstance(line, Amounts)]
    columns = tuple(_column(each, first=at == 0) for at, each in enumerate(fields))
    summed = {at: f for at, f in enumerate(fields) if isinstance(f.kind, AmountKind)}
    return TableDesign(columns, totals=partial(_sums_of, section, summed) if summed else None)


def _sums_of(
    section: type[Section], summed: Mapping[int, Field[Any]], facts: Facts
) -> Mapping[int, RowCell]:
    """Return by column what the amounts of a table come to.

    Where one is blank or cannot be read there is no sum: the rest would look like the whole.
    """

    def sums() -> dict[int, RowCell]:
        rows = facts.rows(section)
        found = {}
        for at, field in summed.items():
            total = added_rows(facts, field, rows)
            text = "" if total is None else number_text(total, "万元")
            found[at] = RowCell(text, strong=True)
        return found

    return facts.cached(("sums of a table", section.key), sums)


def numbered_design(section: type[Section]) -> TableDesign:
    """Return the plain design with the numbers that the program gives the rows."""

    def number(facts: Facts, row: int) -> RowCell:
        rows = facts.rows(section)
        return RowCell(f"{rows.index(row) + 1}" if row in rows else "", Tone.SECONDARY)

    plain = plain_design(section)
    return replace(plain, columns=(TableColumn("序号", 2.6, words=number), *plain.columns))


def _column(each: Field[Any], *, first: bool) -> TableColumn:
    if isinstance(each.kind, ChoiceKind):
        return field_column(each, _choice_width(each.kind), narrow=CHOICE + 1)
    if isinstance(each.kind, AmountKind):
        return field_column(each, AMOUNT + 0.5)
    if isinstance(each.kind, TextKind) and each.kind.lines > 1:
        return TableColumn(each.head, None, field=each, wraps=True)
    return field_column(each, None if first or isinstance(each.kind, TextKind) else AMOUNT)


_WIDE_SIGN, _NARROW_SIGN, _AROUND_CHOICE = 0.72, 0.42, 1.6
"""Em of a Chinese character and of a digit, and around the words: insets and a sign."""


def _choice_width(kind: ChoiceKind) -> float:
    """Return the width in which every choice stands on one line."""
    words = [sum(_NARROW_SIGN if c.isascii() else _WIDE_SIGN for c in w) for _, w in kind.options]
    return max(CHOICE + 1, max(words) + _AROUND_CHOICE)


def box(
    what: Field[Any],
    lines: int = 2,
    *,
    due: Callable[[Facts, int], bool] | None = None,
    on_request: bool = False,
) -> DetailSlot:
    """Return a slot for paragraphs; see `DetailSlot` for the rest."""
    return DetailSlot(what, "", None, lines, due=due, on_request=on_request)


# Where the cells of a table stand.


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

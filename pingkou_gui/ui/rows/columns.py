"""Columns of a table of rows: what stands in a cell, and how it looks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pingkou_gui.spec.number_kinds import AmountKind
from pingkou_gui.spec.text_kinds import ChoiceKind
from pingkou_gui.spec.values import SourceKind
from pingkou_gui.ui.editors import figure_text
from pingkou_gui.ui.rows.cell_editor import CellEditor, CellTextEditor, make_cell_editor
from pingkou_gui.ui.theme import Sign, Tone, theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.figure import Figure
    from pingkou_gui.spec.field import Field
    from pingkou_gui.spec.place import Ref
    from pingkou_gui.ui.editors import PageContext

MARKS = {
    SourceKind.WORKBOOK: Sign.WORKBOOK,
    SourceKind.REPORT: Sign.REPORT,
    SourceKind.CARRIED: Sign.CARRIED,
}
DASH = "—"
_WIDE = 52
"""Em of the table below which columns take their narrow width."""
_LEAST, _LEAST_TIGHT = 6, 4
"""Em left to the columns that share the rest; where it is less, columns take the tight width."""


@dataclass(frozen=True, slots=True)
class Cell:
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


@dataclass(frozen=True, slots=True, eq=False)
class TableColumn:
    """A column: the field that is typed in it, or the figure or the words it shows."""

    head: str
    width: float | None
    """In em; None takes what room is left."""
    field: Field[Any] | None = None
    figure: Figure | None = None
    words: Callable[[Facts, int], Cell] | None = None
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

    def cell(self, context: PageContext, row: int) -> Cell:
        """Return what the cell of a row shows."""
        if self.words is not None:
            return self.words(context.facts, row)
        if self.field is None and self.figure is not None:
            return Cell(figure_text(context.facts, self.figure, row))
        field = self.typed(context.facts, row)
        return Cell() if field is None else field_cell(context, field, row)


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


def field_cell(context: PageContext, field: Field[Any], row: int) -> Cell:
    """Return how a typed value looks: its text, its source, what is the matter with it."""
    place = field.at(row)
    entry = context.session.report.entry(place)
    problem = next((p.message.sign for p in context.problems_at(place)), None)
    if entry is None:
        return replace(_blank(context, field, row), problem=problem)
    tone = Tone.ERROR if problem is Sign.ERROR else Tone.TEXT
    return Cell(field.show(entry.value), tone, mark=MARKS.get(entry.source.kind), problem=problem)


def _blank(context: PageContext, field: Field[Any], row: int) -> Cell:
    if isinstance(field.kind, ChoiceKind):
        due = context.is_gap(field.at(row))
        sign = Sign.REMINDER if due else None
        return Cell("选择…", Tone.REMINDER if due else Tone.SECONDARY, sign=sign)
    if isinstance(field.kind, AmountKind):
        return Cell(DASH, Tone.SECONDARY)
    return Cell("未填", Tone.REMINDER) if context.is_gap(field.at(row)) else Cell()


def widths_of(columns: Sequence[TableColumn], room: int) -> tuple[list[int], bool]:
    """Return how wide columns are in so many pixels (0: no room for it), and whether tight."""
    em = theme().em
    wide = room >= em(_WIDE)
    tight = _needed(columns, wide=wide) > room
    widths = [_width(column, wide=wide, tight=tight) for column in columns]
    rest = max(em(_LEAST_TIGHT if tight else _LEAST), room - sum(widths))
    share = rest // max(1, _open_ones(columns))
    shown = zip(columns, widths, strict=True)
    return [share if column.width is None else width for column, width in shown], tight


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

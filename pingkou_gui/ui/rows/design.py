"""How a repeated section is laid out: columns, sums, segments of the detail."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pingkou_gui.spec.amounts import Amounts
from pingkou_gui.spec.number_kinds import AmountKind
from pingkou_gui.spec.text_kinds import ChoiceKind, TextKind
from pingkou_gui.ui.rows.columns import Cell, TableColumn, field_column
from pingkou_gui.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.figure import Figure
    from pingkou_gui.spec.field import Field
    from pingkou_gui.spec.section import Section
    from pingkou_gui.ui.editors import PageContext

    Totals = Callable[[Facts], Mapping[int, Cell]]

CHOICE, AMOUNT, LINE = 5.7, 4.1, None


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing in the detail: a field or a figure under its label."""

    what: Field[Any] | Figure
    label: str = ""
    width: float | None = None
    lines: int = 0
    """Above 0 for a box of paragraphs."""
    soft: Figure | None = None
    """Stands there in grey while nothing is typed."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the detail: lines of slots, and a list that stands under the row."""

    key: str
    title: str
    lines: tuple[tuple[Slot, ...], ...]
    inner: Callable[[PageContext], QWidget] | None = None
    """Makes the widget of the rows below this row; it has `show_parent`."""
    state: Callable[[Facts, int], str] | None = None
    """What is behind the title: 差 2 项."""


@dataclass(frozen=True, slots=True)
class Design:
    """A table of rows with what stands around it."""

    columns: tuple[TableColumn, ...]
    segments: tuple[Segment, ...] = ()
    totals: Totals | None = None
    row_height: float = 1.4


def plain_design(section: type[Section]) -> Design:
    """Return the design of a section that has no other: every field a column."""
    fields = [line for line in section.lines if not isinstance(line, Amounts)]
    return Design(tuple(_column(each, first=at == 0) for at, each in enumerate(fields)))


def numbered_design(section: type[Section]) -> Design:
    """Return the plain design with the numbers that the program gives the rows."""

    def number(facts: Facts, row: int) -> Cell:
        rows = facts.rows(section)
        return Cell(f"{rows.index(row) + 1}" if row in rows else "", Tone.SECONDARY)

    plain = plain_design(section)
    return replace(plain, columns=(TableColumn("序号", 2.6, words=number), *plain.columns))


def _column(each: Field[Any], *, first: bool) -> TableColumn:
    if isinstance(each.kind, ChoiceKind):
        return field_column(each, CHOICE + 1)
    if isinstance(each.kind, AmountKind):
        return field_column(each, AMOUNT + 0.5)
    if isinstance(each.kind, TextKind) and each.kind.lines > 1:
        return TableColumn(each.head, None, field=each, wraps=True)
    return field_column(each, None if first or isinstance(each.kind, TextKind) else AMOUNT)


def box(what: Field[Any], lines: int = 2, label: str = "") -> Slot:
    """Return a slot for paragraphs."""
    return Slot(what, label, None, lines)

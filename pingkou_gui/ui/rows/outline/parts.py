"""The list of an outline: numbers made by the program, titles typed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot

from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.place import Lane
from pingkou_gui.ui.rows.columns import Cell, TableColumn, field_cell
from pingkou_gui.ui.rows.model import RowsModel
from pingkou_gui.ui.rows.outline.order import INNER, TOP, Order
from pingkou_gui.ui.rows.view import RowsView
from pingkou_gui.ui.theme import Tone, theme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent

    from pingkou_gui.domain.report import Change
    from pingkou_gui.spec.field import Field
    from pingkou_gui.spec.section import Section
    from pingkou_gui.ui.editors import PageContext

INDENT = 0.9
WIDTH = 11.0


def field_named(section: type[Section], name: str) -> Field[Any]:
    """Return the field of an outline section: level, title or text."""
    return next(field for field in section.fields if field.name == name)


def order_of(context: PageContext, section: type[Section]) -> Order:
    """Return the lines of an outline with their levels; without one a row is on top."""
    level, session = field_named(section, "level"), context.session
    rows = session.lines(Lane(section.key))
    told = session.blank.values if session.blank is not None else {}

    def level_of(row: int) -> int:
        entry = session.report.entry(level.at(row)) or told.get(level.at(row))
        return INNER if entry is not None and entry.value == "2" else TOP

    return Order(rows, tuple(level_of(row) for row in rows))


class OutlineModel(RowsModel):
    """Titles with their numbers; a change of level renumbers all of them."""

    def __init__(self, section: type[Section], context: PageContext) -> None:
        title = field_named(section, "title")
        super().__init__(section, (TitleColumn(title.head, None, field=title),), context)

    def touched_by(self, change: Change) -> Iterable[int]:
        level = field_named(self.section, "level").name
        if any(p.section == self.section.key and p.field == level for p in change.entries):
            return self.rows
        return super().touched_by(change)


class TitleColumn(TableColumn):
    """The number and the title of a row."""

    def cell(self, context: PageContext, row: int) -> Cell:
        field = self.field
        if field is None:
            return Cell()
        order = order_of(context, FORM.sections[field.section])
        cell = field_cell(context, field, row)
        number, level = order.numbers()[row], order.level(row)
        blank = context.session.report[field.at(row)] is None
        return Cell(
            f"{number}　{'未写标题' if blank else cell.text}",
            Tone.SECONDARY if blank else cell.tone,
            mark=cell.mark,
            problem=cell.problem,
            strong=level == TOP,
            indent=INDENT if level == INNER else 0,
        )


class OutlineView(RowsView):
    """The list: Enter adds a sibling, Tab and Shift+Tab change the level, → goes to the text."""

    sibling_wanted = Signal()
    level_wanted = Signal(int)
    """By so many levels: 1 further in, -1 further out."""
    text_wanted = Signal()

    def __init__(self, model: RowsModel, *, name: str) -> None:
        super().__init__(model, name=name)
        self._delegate.arrows_leave = False
        self.keep_choice()
        self.horizontalHeader().hide()

    @Slot(int, int)
    def go(self, rows: int, columns: int) -> None:
        if columns:
            self.level_wanted.emit(columns)
        elif rows > 0:
            self.sibling_wanted.emit()
        elif rows < 0:
            super().go(rows, columns)

    def leave(self, way: int) -> None:
        """Go on out of the list, forwards (1) or back (-1)."""
        self.focusNextPrevChild(way > 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Right and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.text_wanted.emit()
            return
        super().keyPressEvent(event)

    @Slot()
    def dress(self) -> None:
        """Take the width from the theme."""
        self.setFixedWidth(theme().em(WIDTH))
        super().dress()

"""A table of rows as a group of a page: head with its actions, table, totals, paste."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QVBoxLayout,
    QWidget,
)

from pingkou_gui.errors import KnownError
from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import AmountKind
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.values import Place, RowList, RowToAdd
from pingkou_gui.importers.clipboard import grid_of, written
from pingkou_gui.importers.pasted_rows import match_rows
from pingkou_gui.report.carried import confirm, waiting_in_row
from pingkou_gui.report.check_rules import shortened
from pingkou_gui.report.report import Draft
from pingkou_gui.report.row_names import row_label
from pingkou_gui.ui.editors.binding import FieldWords, number_text
from pingkou_gui.ui.editors.field_editors import ENTER_STOP
from pingkou_gui.ui.editors.page_context import Ask, put_fix
from pingkou_gui.ui.signs import Sign, Tone
from pingkou_gui.ui.table.cell_editors import AddRowButton
from pingkou_gui.ui.table.cell_painting import INSET, fitted_text, paint_words
from pingkou_gui.ui.table.paste_dialog import (
    Choosing,
    PasteRowsDialog,
    busy,
    is_asked,
    plan_paste,
    told_briefly,
)
from pingkou_gui.ui.table.table_actions import TableAction, add_table_action
from pingkou_gui.ui.table.table_model import RowCell, RowsModel, TableColumn
from pingkou_gui.ui.table.table_view import RowsView
from pingkou_gui.ui.theme import theme
from pingkou_gui.ui.widgets.base import call_later, on_theme_change, tab_behind
from pingkou_gui.ui.widgets.controls import (
    Button,
    ButtonKind,
    Message,
    MessageAction,
    MessageLine,
)
from pingkou_gui.ui.widgets.labels import WrappedText
from pingkou_gui.ui.widgets.layout import Cover, GroupBox, keep_room

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QTableView

    from pingkou_gui.form.field import Field, Section
    from pingkou_gui.importers.pasted_rows import PasteChoice, PastedRows
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.report.findings import QuickFix
    from pingkou_gui.report.report import Change
    from pingkou_gui.session import Session
    from pingkou_gui.ui.editors.page_context import PageContext, Target
    from pingkou_gui.ui.table.paste_dialog import PastePlan
    from pingkou_gui.ui.table.table_model import TableDesign


# What can be done with rows: each action is one step of the history.


Finish = Callable[[Draft, int], None]
"""Sets in a draft what follows from what was typed into a row."""


def is_blank_row(session: Session, section: type[Section], row: int) -> bool:
    """Return whether nothing at all stands in a row."""
    report = session.report
    return all(report.entry(field.at(row)) is None for field in section.fields)


def delete_rows(
    session: Session, section: type[Section], row_list: RowList, rows: Sequence[int]
) -> None:
    """Delete rows with all they hold."""
    if rows:
        session.remove_rows(section, tuple(rows), row_list.parent)


def move_rows(
    session: Session, section: type[Section], row_list: RowList, rows: Iterable[int], by: int
) -> None:
    """Move rows as one block up (negative) or down; at the end they stay."""
    order = list(session.report.rows(*row_list))
    block = [row for row in order if row in set(rows)]
    if not block:
        return
    first = order.index(block[0])
    rest = [row for row in order if row not in set(block)]
    to = min(max(first + by, 0), len(rest))
    draft = session.draft()
    draft.order(section, (*rest[:to], *block, *rest[to:]), row_list.parent)
    session.make(draft.change, f"移动{section.noun}")


def clear_cells(session: Session, cells: Iterable[tuple[Field[Any], int]]) -> None:
    """Blank the chosen cells that can be typed in, as one step of the history."""
    draft = Draft(session.report)
    for field, row in cells:
        draft.put(field, None, row)
    session.make(draft.change, "清除内容")


def fill_down(session: Session, block: Sequence[Sequence[tuple[Field[Any], int] | None]]) -> None:
    """Write what stands in the first row of a block into the rows below it.

    Args:
        session: The open report.
        block: By row and column the field and the row number of each cell, None where the program
            works it out.
    """
    draft, report = Draft(session.report), session.report
    first, *rest = block
    for row in rest:
        for above, cell in zip(first, row, strict=True):
            if above is not None and cell is not None and above[0] is cell[0]:
                entry = report.entry(above[0].at(above[1]))
                draft.put(cell[0], None if entry is None else entry.value, cell[1])
    session.make(draft.change, "向下填充")


def confirm_rows(session: Session, section: type[Section], rows: Iterable[int]) -> None:
    """Confirm all that was taken over from last year in some rows."""
    draft, report = Draft(session.report), session.report
    for row in rows:
        confirm(draft, report, waiting_in_row(report, section.fields[0].at(row)))
    session.make(draft.change, f"确认沿用{section.noun}")


# Cells as text for Excel and WPS.


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


# The fixed line of totals under a table, in the columns of the table.


_WORDS, _FIGURES = TableColumn("", None), TableColumn("", None, figures=True)


class TotalLine(Cover):
    """A label in the first column and sums in others; it never scrolls."""

    def __init__(self, table: QTableView) -> None:
        super().__init__("surface")
        self._table = table
        self._label = ""
        self._sums: Mapping[int, RowCell] = {}
        table.horizontalHeader().sectionResized.connect(self.apply_theme)
        on_theme_change(self.apply_theme)

    @property
    def words(self) -> str:
        """All that is said, as a screen reader says it."""
        return self.accessibleName()

    def show_totals(self, label: str, sums: Mapping[int, RowCell]) -> None:
        """Show a label and, by column, the sums."""
        if (label, sums) == (self._label, self._sums):
            return
        self._label, self._sums = label, sums
        shown_sums = (f"{self._head(at)} {cell.text}" for at, cell in sums.items() if cell.text)
        self.setAccessibleName("，".join((label, *shown_sums)))
        self.apply_theme()

    def _head(self, column: int) -> str:
        model = self._table.model()
        return str(model.headerData(column, self._table.horizontalHeader().orientation()))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, QColor(theme().colours.line_strong))
        for place, cell, column in self._places():
            paint_words(painter, place, cell, column)

    def _places(self) -> Iterator[tuple[QRect, RowCell, TableColumn]]:
        """Return where the label and the sums stand."""
        table, height = self._table, self.height()
        first = min(self._sums, default=0)
        free = table.columnViewportPosition(first) if first else self.width()
        yield QRect(0, 0, free, height), RowCell(self._label, strong=True), _WORDS
        for column, cell in self._sums.items():
            left, width = table.columnViewportPosition(column), table.columnWidth(column)
            if width:
                yield QRect(left, 0, width, height), cell, _FIGURES

    @Slot()
    def apply_theme(self) -> None:
        """Be as high as the theme says, or as a sum needs that breaks."""
        em = theme().em
        inset = 2 * em(INSET)
        needed = (
            fitted_text(c, column, p.width() - inset).height for p, c, column in self._places()
        )
        self.setFixedHeight(max(em(1.5), max(needed) + em(0.4)))
        self.update()


# A table of rows as a group of the page: head with its acts, table, totals, messages.


BEGIN_HINT = "直接打字写第一行，或在 Excel、WPS 里复制几行后按 Ctrl+V"
_LINK = ButtonKind.LINK


class RowsGroup(GroupBox):
    """The rows of a section: typed in place, moved, copied and pasted."""

    row_entered = Signal(int)
    """The current row is this one now, 0 for none."""
    segment_wanted = Signal(int, str)
    """The detail of a row was asked for, and which part of it."""

    def __init__(
        self, section: type[Section], context: PageContext, design: TableDesign, title: str = ""
    ) -> None:
        super().__init__(title or section.heading, note=section.hint)
        self.section, self.context, self.design = section, context, design
        self.ask: Callable[[PastePlan], bool] = self._look
        self.finish: Finish | None = None
        self.told_below: Callable[[Field[Any]], bool] = lambda _field: False
        """Whether what is the matter with a field without a column is told in a detail below."""
        self._plan: PastePlan
        self._choosing: Choosing | None = None
        self.model = self.make_model()
        self.view = self.make_view()
        self._total = TotalLine(self.view)
        self._begin = WrappedText(self._begin_words(), tone=Tone.SECONDARY)
        self._notes = QFrame()
        self._notes_column = QVBoxLayout(self._notes)
        self._notes.hide()
        self._messages: tuple[Message, ...] = ()
        self._fault: Message | None = None
        self._said_of: frozenset[Place] = frozenset()
        """The values that `_fault` speaks of: with the first that changes it no longer holds."""
        self._unfolded = 0
        """The row of which all messages are shown, however many."""
        self._deleted: FieldWords | None = None
        self._add_head_actions()  # before the table: Tab goes as the eye reads
        for part in (self._begin, self.view, self._total, self._notes):
            self.add(part)
        self._total.setVisible(design.totals is not None)
        self._tie()
        on_theme_change(self._theme_begin)
        self.refresh()

    @property
    def row_list(self) -> RowList:
        """The list of rows shown."""
        return self.model.row_list

    @property
    def notes(self) -> tuple[str, ...]:
        """The sentences below the table."""
        return tuple(message.sentence for message in self._messages)

    def make_model(self) -> RowsModel:
        """Return the model behind the table; sections with another one override this."""
        return RowsModel(self.section, self.design.columns, self.context, self)

    def make_view(self) -> RowsView:
        """Return the table of the model; sections with another view override this."""
        name = self.section.heading
        return RowsView(self.model, name=name, row_height=self.design.row_height)

    def show_parent(self, row: int) -> None:
        """Show the rows under another row of the parent section."""
        self.model.show_parent(row)
        self.refresh()

    def reveal(self, target: Target) -> QWidget | None:
        """Bring a place of a row into sight; return the table, None where it has no such row."""
        if isinstance(target, RowList):
            adds = isinstance(target, RowToAdd) or not self.model.rows
            if not adds and not self.view.currentIndex().isValid():
                self.view.choose(self.model.first_row, self.model.first_typed)
            return self.add_button if adds else self.view
        row = target.row
        column = self.model.column_of(target.field) if isinstance(target, Place) else 0
        return self.view if self.view.choose(row, column or 0) else None

    # ---- acts on rows

    def add_row(self) -> None:
        """Begin a row at the end; the first value typed into it makes it one."""
        self._type_in(self.context.session.begin_row(self.section, self.row_list.parent))

    def insert_row(self) -> None:
        """Begin a row below the current one."""
        session, rows = self.context.session, self.context.session.report.rows(*self.row_list)
        row = self.view.current_row
        at = rows.index(row) + 1 if row in rows else None
        self._type_in(session.begin_row(self.section, self.row_list.parent, at))

    def delete_rows(self) -> None:
        """Delete the chosen rows with all they hold."""
        chosen, column = self.view.chosen_rows(), max(0, self.view.currentIndex().column())
        if not chosen:
            return
        first = min(self.model.position(row) or 0 for row in chosen)
        if self.view.current_row == self.model.blank_row:
            self.model.drop_blank()
        own = self._own(chosen)
        self._deleted = words_of_deleted(self.context.facts, self.section, own)
        delete_rows(self.context.session, self.section, self.row_list, own)
        self.view.stay_at(first, column, self.add_button)
        self._say_deleted()

    def _say_deleted(self) -> None:
        if self._deleted is not None:
            self.context.announce(self._deleted)
            self.context.note_understood("", self._deleted.what)  # the row in its place speaks next

    def _back_in_table(self) -> None:
        (self.view if self.view.isVisible() else self.add_button).setFocus()
        self._say_deleted()

    def move_rows(self, by: int) -> None:
        """Move the chosen rows up or down."""
        rows = self._own(self.view.chosen_rows())
        move_rows(self.context.session, self.section, self.row_list, rows, by)

    def clear_cells(self) -> None:
        """Blank the chosen cells."""
        cells = [(field, place.row) for field, place in self._chosen_fields()]
        clear_cells(self.context.session, cells)

    def fill_down(self) -> None:
        """Write the first of the chosen rows into those below it; with one row the row above."""
        rows, columns = self.view.chosen_block()
        if len(rows) == 1 and rows[0] > 0:
            rows = range(rows[0] - 1, rows[0] + 1)
        own = set(self._own(self.model.rows))
        block = [
            [self._typed_cell(at, column) for column in columns]
            for at in rows
            if self.model.rows[at] in own
        ]
        if len(block) > 1:
            fill_down(self.context.session, block)

    def _typed_cell(self, at: int, column: int) -> tuple[Field[Any], int] | None:
        index = self.model.index(at, column)
        field = self.model.field_at(index)
        return None if field is None else (field, self.model.row_at(index))

    def confirm(self) -> None:
        """Confirm what was taken over from last year in the chosen rows."""
        confirm_rows(self.context.session, self.section, self._own(self.view.chosen_rows()))

    # ---- clipboard

    def copy_block(self) -> None:
        """Copy the chosen cells."""
        rows, columns = self.view.chosen_block()
        QGuiApplication.clipboard().setText(written(block_texts(self.model, rows, columns)))

    def copy_table(self) -> None:
        """Copy the whole table with its heads, fields of the detail included."""
        QGuiApplication.clipboard().setText(written(table_texts(self.model, self.section)))
        count = len(self.model.rows)
        self._say(Message(Sign.HINT, f"已复制 {count} 行和列名，到 Excel 或 WPS 里粘贴"))

    def paste_block(self) -> None:
        """Paste at the current cell; rows with heads are added at the end."""
        index = self.view.currentIndex()
        self._paste(index.row() if index.isValid() else None, max(0, index.column()))

    def paste_rows(self) -> None:
        """Paste as new rows at the end."""
        self._paste(None, 0)

    def _paste(self, at: int | None, column: int) -> None:
        if is_asked():
            return
        mime = QGuiApplication.clipboard().mimeData()
        try:
            grid = grid_of(mime.text() if mime.hasText() else "", mime.html())
        except KnownError as error:
            self._say(Message(Sign.ERROR, f"{error.happened}。{error.remedy}"))
            return
        if not grid:
            self._say(Message(Sign.HINT, "剪贴板里没有表格，先在 Excel 或 WPS 里选中几行复制"))
            return
        single = len(grid) == len(grid[0]) == 1
        if at is not None and single and self.view.refuse():
            return
        fields = [c.field for c in self.model.columns if c.field is not None]
        fields = [*self.design.pasted] if self.design.pasted and column == 0 else fields
        start = sum(1 for c in self.model.columns[:column] if c.field is not None)
        others = [f for f in self.section.fields if f not in fields]
        year = self.context.session.report[Unit.year.at()]
        year = year if isinstance(year, int) else None
        matched = partial(match_rows, grid, fields, start=start, others=others, year=year)
        with busy():
            pasted = self._doubted(matched(), column)
        if at is not None and not pasted.headed and self._begins_computed(column):
            self.view.refuse()
            self._say(Message(Sign.ERROR, _NOT_PASTED.format(self.model.columns[column].head)))
            return
        session = self.context.session
        blank = session.blank if self.model.blank_row == self.view.current_row else None
        own = None if pasted.headed or at is None else self._own_position(at)
        if blank is not None:
            own = None if pasted.headed else blank.at
        insert = blank is not None

        def planned(choice: PasteChoice | None) -> PastePlan:
            rows = pasted if choice is None else matched(choice=choice)
            return plan_paste(session, self.row_list, rows, own, self.finish, insert=insert)

        with busy():
            plan = self._plan = planned(None)
        self._choosing = Choosing(tuple(self.section.fields), planned)
        if plan.plain or (single and own is not None) or self.ask(plan):
            plan = self._plan
            with busy():
                session.make(plan.change, f"粘贴{self.section.noun}")
            said = "" if single else self._words_of_pasted(plan)
            self.context.note_understood("", said)
            self.view.choose(plan.first, column)
            call_later(self.view, self.view.show_on_page)  # once the table has its height
            if self.add_button.hasFocus():  # what is pasted next belongs beside it, not over it
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self._say_what_became(plan)
            self.view.announce()

    def _words_of_pasted(self, plan: PastePlan) -> str:
        """Return what was done by a paste, for the bar, which spoke of something else until then."""
        counter, rows = self.section.counter, len(plan.pasted.rows)
        over = f"，改了 {plan.overwritten} 格" if plan.overwritten else ""
        return f"粘贴了 {rows} {counter}{self.section.noun}{over}，按 Ctrl+Z 撤销"

    def _say_what_became(self, plan: PastePlan) -> None:
        """Say beside the rows what was understood of values that are not plain, or works out otherwise."""
        reckoned = self.reckoned_otherwise(plan.change)
        said = (*reckoned.values(), *plan.understood)
        if said:
            sign = Sign.ERROR if reckoned else Sign.HINT
            self._say(Message(sign, told_briefly(said)), plan.understood_at | reckoned.keys())

    def reckoned_otherwise(self, change: Change) -> dict[Place, str]:
        """Return what of the values of a change the report does not take as they stand, in words."""
        del change
        return {}

    def _doubted(self, pasted: PastedRows, column: int) -> PastedRows:
        """Return rows to be looked at where some columns of the usual order were left out."""
        some = column == 0 and 1 < len(pasted.columns) < len(self.design.pasted)
        return replace(pasted, fits=False) if some and not pasted.headed else pasted

    def _begins_computed(self, column: int) -> bool:
        """Return whether a column is the program's, and typed ones stand left of it.

        Running numbers in front are left out of what is pasted; rows are copied with theirs.
        """
        return self.model.columns[column].field is None and any(
            each.field is not None for each in self.model.columns[:column]
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.model.rows:  # what is typed next belongs here, wherever it was clicked
            self.add_button.setFocus(Qt.FocusReason.MouseFocusReason)

    def _own_position(self, at: int) -> int:
        """Return the position in the list of a position in the table."""
        return at

    def _own(self, rows: tuple[int, ...]) -> tuple[int, ...]:
        """Return those rows that the report has, without what the program adds."""
        listed = self.context.session.report.rows(*self.row_list)
        if rows == listed:
            return rows
        there = set(listed)
        return tuple(row for row in rows if row in there)

    def _look(self, plan: PastePlan) -> bool:
        dialog = PasteRowsDialog(
            plan,
            self.section.noun,
            self.section.counter,
            self.window(),
            choosing=self._choosing,
        )
        taken = dialog.exec() == PasteRowsDialog.DialogCode.Accepted
        self._plan = dialog.plan
        return taken

    # ---- what is shown

    @Slot()
    def refresh(self) -> None:
        """Show totals and messages as they are now."""
        empty = not self.model.rows
        if empty and self.view.hasFocus():
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._begin.setVisible(empty)
        self.view.setVisible(not empty)
        self.add_button.setProperty(ENTER_STOP, empty)
        self.add_button.set_begins(begins=empty)
        totals = self.design.totals
        self._total.setVisible(not empty and totals is not None)
        if totals is not None:
            own = self._own(self.model.rows)
            label = f"合计（{len(own)} {self.section.counter}{self.section.noun}）"
            self._total.show_totals(label, totals(self.context.facts))
            self.view.set_longest(self._longest(own))
        self.show_notes()
        self._allow()

    def _longest(self, rows: tuple[int, ...]) -> dict[int, str]:
        """Return by column what its amounts come to as far as they are known: none is longer."""
        facts = self.context.facts
        return {
            at: number_text(facts.known_sum(column.field, rows)[0], "万元")
            for at, column in enumerate(self.model.columns)
            if column.field is not None and isinstance(column.field.kind, AmountKind)
        }

    def _say(self, message: Message | None, about: frozenset[Place] = frozenset()) -> None:
        """Say something under the table, as long as the values it is about stay as they are."""
        self._fault, self._said_of = message, about
        self.show_notes()

    @Slot(object)
    def _forget_said(self, change: Change) -> None:
        if self._said_of & change.entries.keys():
            self._say(None)

    @Slot()
    def show_notes(self) -> None:
        """Show the problems of the current row, the worst first, with what mends them."""
        row = self.view.current_row
        columns = {column.field for column in self.model.columns}
        own = (f for f in self.section.fields if f in columns or not self.told_below(f))
        places = [field.at(row) for field in own] if row else []
        found = {p.message: p.fixes for place in places for p in self.context.problems_at(place)}
        worst_first = sorted(found, key=lambda message: message.sign is not Sign.ERROR)
        said = (self._fault,) if self._fault else ()
        new = (m for m in said if not any(x.sentence.startswith(m.sentence) for x in found))
        shown = self._at_first((*new, *worst_first))
        if shown == self._messages:
            return
        self._messages = shown
        while self._notes_column.count():
            self._notes_column.takeAt(0).widget().deleteLater()
        for message in shown:
            line = MessageLine(message, indent=0.5)
            line.acted.connect(partial(self._apply_fix, found.get(message, ())))
            self._notes_column.addWidget(line)
            tab_behind((self.view,), line)
        if not shown:
            keep_room(self._notes)
        self._notes.setVisible(bool(shown))

    def _at_first(self, messages: tuple[Message, ...]) -> tuple[Message, ...]:
        """Return the first of many messages, with a line that says how many more and shows them."""
        more = len(messages) - _FIRST
        if self._unfolded == self.view.current_row != 0 or more < 2:
            return messages
        link = MessageAction(_MORE, "全部显示")
        return (*messages[:_FIRST], Message(Sign.HINT, f"这一行还有 {more} 处", (link,)))

    def _apply_fix(self, fixes: tuple[QuickFix, ...], key: str) -> None:
        """Put in what a message offers; the focus, which was in the message, stays in the row."""
        self.view.setFocus()
        if key == _MORE:
            self._unfolded = self.view.current_row
            self.show_notes()
            return
        fix = fixes[int(key)]
        field: Any = FORM.field_at(fix.place)
        if field is not None:
            put_fix(self.context.session, fix, f"修改{field.label}")

    def _allow(self) -> None:
        """Offer what can be done with the chosen rows."""
        chosen = self._own(self.view.chosen_rows())
        for button in self._row_buttons:
            button.set_missing("" if chosen else f"先选一行{self.section.noun}")

    def _begin_words(self) -> str:
        noun = self.section.noun
        return f"还没有{noun}。{BEGIN_HINT}"

    def _type_in(self, row: int) -> None:
        if row and self.view.choose(row, self.model.first_typed):
            self.view.setFocus()
            self.view.begin_edit()
            call_later(self.view, self.view.show_on_page)  # once the table has its height

    @Slot()
    def _announce_beginning(self) -> None:
        self.context.announce(FieldWords(self.section.heading, BEGIN_HINT))
        self.context.entered.emit(self.row_list)

    @Slot(int)
    def _row_entered(self, row: int) -> None:
        self._fault, self._unfolded = None, 0
        self.show_notes()
        self._allow()
        self.row_entered.emit(row)

    @Slot()
    def _past_end(self) -> None:
        last = self._own(self.model.rows)[-1:]
        if self.model.blank_row:
            return
        if last and not is_blank_row(self.context.session, self.section, last[0]):
            self.add_row()

    # ---- putting it together

    def _tie(self) -> None:
        self.model.rows_set.connect(self.refresh)
        self.context.keep_current(self, self.refresh)
        self.context.problems_changed.connect(self.show_notes)
        self.context.session.changed.connect(self._forget_said)
        self.view.row_entered.connect(self._row_entered)
        self.view.past_end.connect(self._past_end)
        self.view.rows_pasted.connect(self.paste_block)
        self.view.opened.connect(self.segment_wanted)

    def _add_head_actions(self) -> None:
        """Add the buttons to the head, and the keys to the table."""
        noun = self.section.noun
        self._row_buttons: list[Button] = []
        for text, do in (("从表格粘贴", self.paste_rows), ("复制到 Excel", self.copy_table)):
            self.add_to_head(self._button(text, do, _LINK))
        for text, do in (
            ("上移", partial(self.move_rows, -1)),
            ("下移", partial(self.move_rows, 1)),
            ("删除", self.delete_rows),
        ):
            button = self._button(text, do, once=text == "删除")
            self._row_buttons.append(button)
            self.add_to_head(button, gives_way=text != "删除")
        self.add_button = AddRowButton(
            f"添加{noun}", spoken=f"添加{noun}（{self.section.heading}）"
        )
        self.add_button.clicked.connect(_plain(self.add_row))
        self.add_button.pasted.connect(self.paste_rows)
        self.add_button.entered.connect(self._announce_beginning)
        self.add_to_head(self.add_button)
        self._add_keys(noun)

    def _add_keys(self, noun: str) -> None:
        """Give the table its keys and its menu."""
        offered: dict[TableAction, tuple[str, Callable[[], Any]]] = {
            TableAction.INSERT: (f"在下面插入{noun}", self.insert_row),
            TableAction.DELETE: (f"删除选中的{noun}", self.delete_rows),
            TableAction.MOVE_UP: ("", partial(self.move_rows, -1)),
            TableAction.MOVE_DOWN: ("", partial(self.move_rows, 1)),
            TableAction.COPY: ("", self.copy_block),
            TableAction.PASTE: ("", self.paste_block),
            TableAction.FILL_DOWN: ("", self.fill_down),
            TableAction.CLEAR: ("", self.clear_cells),
            TableAction.PASTE_ROWS: ("", self.paste_rows),
            TableAction.COPY_TABLE: ("", self.copy_table),
            TableAction.CONFIRM: ("确认沿用\tCtrl+D", self.confirm),
        }
        for what, (title, do) in offered.items():
            add_table_action(self.view, what, do, title)
        for ask in (Ask.YEARS, Ask.HISTORY, Ask.HELP):
            action = QAction(ask.shown, self.view)  # the window listens to the key
            action.triggered.connect(partial(self._ask, ask))
            self.view.addAction(action)

    def _ask(self, ask: Ask, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - Qt's own
        self.context.asked.emit(ask)

    def _button(
        self,
        text: str,
        do: Callable[[], Any],
        kind: ButtonKind = ButtonKind.NORMAL,
        *,
        once: bool = False,
    ) -> Button:
        """Return a button that Tab passes by: it has a key, and typing on it would be lost."""
        made = SingleButton if once else Button
        button = made(text, kind, spoken=f"{text}（{self.section.heading}）")
        if isinstance(button, SingleButton):
            button.again = self._back_in_table
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        button.clicked.connect(_plain(do))
        return button

    def _chosen_fields(self) -> list[tuple[Any, Place]]:
        rows, columns = self.view.chosen_block()
        indexes = [self.model.index(at, column) for at in rows for column in columns]
        typed = [(self.model.field_at(index), self.model.row_at(index)) for index in indexes]
        return [(field, field.at(row)) for field, row in typed if field is not None]

    @Slot()
    def _theme_begin(self) -> None:
        em = theme().em
        self._begin.setContentsMargins(em(0.5), em(0.4), em(0.6), em(0.3))
        self._notes_column.setContentsMargins(0, em(0.15), 0, 0)
        self._notes_column.setSpacing(0)


_FIRST, _MORE = 3, "more"
"""So many messages of a row are shown at first; the key of what shows the others."""


_NOT_PASTED = "“{}”这一列由程序填写，没有粘贴。点要填的那一列，再粘贴一次"


class SingleButton(Button):
    """A button that a double click presses once: a second press would delete the next row too."""

    def __init__(self, *words: Any, spoken: str = "") -> None:
        super().__init__(*words, spoken=spoken)
        self.again: Callable[[], None] = lambda: None
        """Called for the second press: the focus goes back to where the first one left it."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.again()


def words_of_deleted(
    facts: Facts, section: type[Section], rows: Sequence[int]
) -> FieldWords | None:
    """Return what is said of rows about to be deleted, None where nothing stands in them."""
    report = facts.report
    filled = [r for r in rows if any(report.entry(f.at(r)) is not None for f in section.fields)]
    if not filled:
        return None
    words = f"“{shortened(row_label(facts, section.key, filled[0]))}”和它的数、文字"
    if len(filled) > 1:
        words = f" {len(filled)} {section.counter}"
    undo = MessageAction("Ctrl+Z", "撤销", "Ctrl+Z")
    return FieldWords(f"删除{section.noun}", f"删除了{words}，按 Ctrl+Z 撤销", undo)


def _plain(do: Callable[[], Any]) -> Callable[..., None]:
    """Return `do` as a slot that takes whatever Qt sends along."""

    def slot(*_sent: object) -> None:
        do()

    return slot

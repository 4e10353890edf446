"""A table of rows as a group of the page: head with its acts, table, totals, messages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from pingkou_gui.errors import KnownError
from pingkou_gui.importers.clipboard import grid_of, match_rows, written
from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.place import Lane, Place
from pingkou_gui.ui.kit import (
    Button,
    ButtonKind,
    Group,
    Message,
    MessageLine,
    WrappedText,
    follow_theme,
)
from pingkou_gui.ui.rows import acts
from pingkou_gui.ui.rows.copying import block_texts, table_texts
from pingkou_gui.ui.rows.model import RowsModel
from pingkou_gui.ui.rows.paste import Plan, plan_paste
from pingkou_gui.ui.rows.paste_dialog import PasteDialog
from pingkou_gui.ui.rows.total_line import TotalLine
from pingkou_gui.ui.rows.view import RowsView
from pingkou_gui.ui.theme import Sign, Tone, theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from pingkou_gui.domain.finding import Act as Mend
    from pingkou_gui.spec.section import Section
    from pingkou_gui.ui.editors import PageContext, Target
    from pingkou_gui.ui.rows.design import Design

_LINK = ButtonKind.LINK
_CLICK, _STRONG = Qt.FocusPolicy.ClickFocus, Qt.FocusPolicy.StrongFocus


class RowsGroup(Group):
    """The rows of a section: typed in place, moved, copied and pasted."""

    row_entered = Signal(int)
    """The current row is this one now, 0 for none."""
    segment_wanted = Signal(int, str)
    """The detail of a row was asked for, and which part of it."""

    def __init__(
        self, section: type[Section], context: PageContext, design: Design, title: str = ""
    ) -> None:
        super().__init__(title or section.heading, note=section.hint)
        self.section, self.context, self.design = section, context, design
        self.ask: Callable[[Plan], bool] = self._look
        self.finish: acts.Finish | None = None
        self.model = self.make_model()
        self.view = self.make_view()
        self._total = TotalLine(self.view)
        self._begin = WrappedText(self._begin_words(), tone=Tone.SECONDARY)
        self._notes = QFrame()
        self._notes_column = QVBoxLayout(self._notes)
        self._notes.hide()
        self._said: tuple[Message, ...] = ()
        self._fault: Message | None = None
        self._add_acts()  # before the table: Tab goes as the eye reads
        for part in (self._begin, self.view, self._total, self._notes):
            self.add(part)
        self._total.setVisible(design.totals is not None)
        self._tie()
        follow_theme(self._dress_begin)
        self.refresh()

    @property
    def lane(self) -> Lane:
        """The list of rows shown."""
        return self.model.lane

    @property
    def notes(self) -> tuple[str, ...]:
        """The sentences below the table."""
        return tuple(message.sentence for message in self._said)

    def make_model(self) -> RowsModel:
        """Return the model of the table."""
        return RowsModel(self.section, self.design.columns, self.context, self)

    def make_view(self) -> RowsView:
        """Return the table."""
        name = self.section.heading
        return RowsView(self.model, name=name, row_height=self.design.row_height)

    def show_parent(self, row: int) -> None:
        """Show the rows under another row of the parent section."""
        self.model.show_parent(row)
        self.refresh()

    def reveal(self, target: Target) -> QWidget | None:
        """Bring a place of a row into sight; return the table, None where it has no such row."""
        if isinstance(target, Lane):
            return self.view if self.model.rows else self.add_button
        row = target.row
        column = self.model.column_of(target.field) if isinstance(target, Place) else 0
        return self.view if self.view.choose(row, column or 0) else None

    # ---- acts on rows

    def add_row(self) -> None:
        """Begin a row at the end; the first value typed into it makes it one."""
        self._type_in(self.context.session.begin_row(self.section, self.lane.parent))

    def insert_row(self) -> None:
        """Begin a row below the current one."""
        session, rows = self.context.session, self.context.session.report.rows(*self.lane)
        row = self.view.current_row
        at = rows.index(row) + 1 if row in rows else None
        self._type_in(session.begin_row(self.section, self.lane.parent, at))

    def delete_rows(self) -> None:
        """Delete the chosen rows with all they hold."""
        if self.view.current_row == self.model.blank_row:
            self.model.drop_blank()
        acts.delete_rows(
            self.context.session, self.section, self.lane, self._own(self.view.chosen_rows())
        )

    def move_rows(self, by: int) -> None:
        """Move the chosen rows up or down."""
        rows = self._own(self.view.chosen_rows())
        acts.move_rows(self.context.session, self.section, self.lane, rows, by)

    def clear_cells(self) -> None:
        """Blank the chosen cells."""
        cells = [(field, place.row) for field, place in self._chosen_fields()]
        acts.clear_cells(self.context.session, cells)

    def confirm(self) -> None:
        """Confirm what was taken over from last year in the chosen cells."""
        places = [place for _, place in self._chosen_fields()]
        acts.confirm_cells(self.context.session, places)

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
        mime = QGuiApplication.clipboard().mimeData()
        try:
            grid = grid_of(mime.text() if mime.hasText() else "", mime.html())
        except KnownError as error:
            self._say(Message(Sign.ERROR, f"{error.happened}。{error.remedy}"))
            return
        if not grid:
            self._say(Message(Sign.HINT, "剪贴板里没有表格，先在 Excel 或 WPS 里选中几行复制"))
            return
        fields = [c.field for c in self.model.columns if c.field is not None]
        start = sum(1 for c in self.model.columns[:column] if c.field is not None)
        others = [f for f in self.section.fields if f not in fields]
        pasted = match_rows(grid, fields, start=start, others=others)
        session = self.context.session
        blank = session.blank if self.model.blank_row == self.view.current_row else None
        own = None if pasted.headed or at is None else self._own_position(at)
        if blank is not None:
            own = None if pasted.headed else blank.at
        plan = plan_paste(session, self.lane, pasted, own, self.finish, insert=blank is not None)
        single = len(grid) == len(grid[0]) == 1 and own is not None
        if plan.plain or single or self.ask(plan):
            session.make(plan.change, f"粘贴{self.section.noun}")
            self.view.choose(plan.first)

    def _own_position(self, at: int) -> int:
        """Return the position in the list of a position in the table."""
        return at

    def _own(self, rows: tuple[int, ...]) -> tuple[int, ...]:
        """Return those rows that the report has, without what the program adds."""
        there = set(self.context.session.report.rows(*self.lane))
        return tuple(row for row in rows if row in there)

    def _look(self, plan: Plan) -> bool:
        dialog = PasteDialog(plan, self.section.noun, self.section.counter, self.window())
        return dialog.exec() == PasteDialog.DialogCode.Accepted

    # ---- what is shown

    @Slot()
    def refresh(self) -> None:
        """Show totals and messages as they are now."""
        empty = not self.model.rows
        self._begin.setVisible(empty)
        self.view.setVisible(not empty)
        totals = self.design.totals
        self._total.setVisible(not empty and totals is not None)
        if totals is not None:
            count = len(self._own(self.model.rows))
            label = f"合计（{count} {self.section.counter}{self.section.noun}）"
            self._total.show_totals(label, totals(self.context.facts))
        self._show_notes()
        self._allow()

    def _say(self, message: Message | None) -> None:
        self._fault = message
        self._show_notes()

    @Slot()
    def _show_notes(self) -> None:
        row = self.view.current_row
        places = [field.at(row) for field in self.section.fields] if row else []
        found = {p.message: p.mends for place in places for p in self.context.problems_at(place)}
        shown = (*((self._fault,) if self._fault else ()), *found)[:3]
        if shown == self._said:
            return
        self._said = shown
        while self._notes_column.count():
            self._notes_column.takeAt(0).widget().deleteLater()
        for message in shown:
            line = MessageLine(message, indent=0.5)
            line.acted.connect(partial(self._mend, found.get(message, ())))
            self._notes_column.addWidget(line)
        self._notes.setVisible(bool(shown))

    def _mend(self, mends: tuple[Mend, ...], key: str) -> None:
        """Put in what a message offers."""
        act = mends[int(key)]
        field: Any = FORM.field_at(act.place)
        if field is not None:
            self.context.session.type_in(field, act.text, act.place.row)

    def _allow(self) -> None:
        """Offer what can be done; Tab passes by what has a key or stands in the menus."""
        passed = _CLICK if self.model.rows else _STRONG
        for button in self._acts_passed:
            button.setFocusPolicy(passed)
        chosen = self._own(self.view.chosen_rows())
        for button in self._row_buttons:
            button.set_missing("" if chosen else f"先选一行{self.section.noun}")

    def _begin_words(self) -> str:
        noun = self.section.noun
        return f"还没有{noun}。按“添加{noun}”，或在 Excel、WPS 里复制几行后按“从表格粘贴”"

    def _type_in(self, row: int) -> None:
        typed = (at for at, column in enumerate(self.model.columns) if column.field is not None)
        if row and self.view.choose(row, next(typed, 0)):
            self.view.setFocus()
            self.view.begin_edit()

    @Slot(int)
    def _row_entered(self, row: int) -> None:
        self._fault = None
        self._show_notes()
        self._allow()
        self.row_entered.emit(row)

    @Slot()
    def _past_end(self) -> None:
        last = self._own(self.model.rows)[-1:]
        if self.model.blank_row:
            return
        if last and not acts.is_blank_row(self.context.session, self.section, last[0]):
            self.add_row()

    # ---- putting it together

    def _tie(self) -> None:
        self.model.rows_set.connect(self.refresh)
        self.context.keep_current(self, self.refresh)
        self.context.problems_changed.connect(self._show_notes)
        self.view.row_entered.connect(self._row_entered)
        self.view.past_end.connect(self._past_end)
        self.view.opened.connect(self.segment_wanted)

    def _add_acts(self) -> None:
        noun = self.section.noun
        self._row_buttons: list[Button] = []
        self._acts_passed: list[Button] = []
        for text, do in (("从表格粘贴", self.paste_rows), ("复制到 Excel", self.copy_table)):
            self._acts_passed.append(self._button(text, do, _LINK))
            self.add_act(self._acts_passed[-1])
        for text, do in (
            ("上移", partial(self.move_rows, -1)),
            ("下移", partial(self.move_rows, 1)),
            ("删除", self.delete_rows),
        ):
            button = self._button(text, do)
            self._row_buttons.append(button)
            self._acts_passed.append(button)
            self.add_act(button)
        self.add_button = self._button(f"添加{noun}", self.add_row)
        self.add_act(self.add_button)
        self._add_keys(noun)

    def _add_keys(self, noun: str) -> None:
        keys: tuple[tuple[str, tuple[str, ...], Callable[[], Any]], ...] = (
            (f"在下面插入{noun}", ("Ctrl+Shift+=", "Ctrl++", "Ctrl+Shift++"), self.insert_row),
            (f"删除选中的{noun}", ("Ctrl+-",), self.delete_rows),
            ("上移", ("Alt+Shift+Up",), partial(self.move_rows, -1)),
            ("下移", ("Alt+Shift+Down",), partial(self.move_rows, 1)),
            ("复制", ("Ctrl+C",), self.copy_block),
            ("粘贴", ("Ctrl+V",), self.paste_block),
            ("清除内容", ("Delete",), self.clear_cells),
            ("从表格粘贴为新行", (), self.paste_rows),
            ("整表复制到 Excel", (), self.copy_table),
            ("确认沿用\tCtrl+D", (), self.confirm),  # the window listens to the key
        )
        for title, sequences, do in keys:
            action = QAction(title, self.view)
            action.setShortcuts([QKeySequence(each) for each in sequences])
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(_plain(do))
            self.view.addAction(action)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _button(
        self, text: str, do: Callable[[], Any], kind: ButtonKind = ButtonKind.NORMAL
    ) -> Button:
        button = Button(text, kind, spoken=f"{text}（{self.section.heading}）")
        button.clicked.connect(_plain(do))
        return button

    def _chosen_fields(self) -> list[tuple[Any, Place]]:
        rows, columns = self.view.chosen_block()
        indexes = [self.model.index(at, column) for at in rows for column in columns]
        typed = [(self.model.field_at(index), self.model.row_at(index)) for index in indexes]
        return [(field, field.at(row)) for field, row in typed if field is not None]

    @Slot()
    def _dress_begin(self) -> None:
        em = theme().em
        self._begin.setContentsMargins(em(0.5), em(0.4), em(0.6), em(0.3))
        self._notes_column.setContentsMargins(0, em(0.15), 0, 0)
        self._notes_column.setSpacing(0)


def _plain(do: Callable[[], Any]) -> Callable[..., None]:
    """Return `do` as a slot that takes whatever Qt sends along."""

    def slot(*_sent: object) -> None:
        do()

    return slot

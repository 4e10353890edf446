"""The outline section: a list of two levels, the title and text of the chosen item beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pingkou_gui.errors import KnownError
from pingkou_gui.form.form import FORM
from pingkou_gui.form.values import Entry, Place, RowList
from pingkou_gui.importers.clipboard import grid_of
from pingkou_gui.importers.pasted_outline import outline_rows
from pingkou_gui.ui.editors.binding import FieldWords
from pingkou_gui.ui.editors.text_editor import TextEditor
from pingkou_gui.ui.pages.rows_section import DetailLine
from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.table.cell_editors import AddRowButton
from pingkou_gui.ui.table.paste_dialog import PasteRowsDialog, is_asked, plan_paste
from pingkou_gui.ui.table.rows_group import SingleButton, words_of_deleted
from pingkou_gui.ui.table.table_actions import TableAction, add_table_action
from pingkou_gui.ui.table.table_model import (
    DetailSlot,
    RowCell,
    RowsModel,
    TableColumn,
    box,
    field_cell,
)
from pingkou_gui.ui.table.table_view import RowsView
from pingkou_gui.ui.theme import theme
from pingkou_gui.ui.widgets.base import on_theme_change, set_look
from pingkou_gui.ui.widgets.controls import Button
from pingkou_gui.ui.widgets.labels import WrappedText
from pingkou_gui.ui.widgets.layout import GroupBox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from pingkou_gui.form.field import Field, Section
    from pingkou_gui.report.report import Change
    from pingkou_gui.ui.editors.page_context import PageContext, Target
    from pingkou_gui.ui.table.paste_dialog import PastePlan


# Two levels in one list of rows: who stands under whom, and where a move leads.


TOP, INNER = 1, 2


@dataclass(frozen=True, slots=True)
class OutlineOrder:
    """Row numbers in their order with their levels; the first one is always on top."""

    rows: tuple[int, ...]
    levels: tuple[int, ...]

    def level(self, row: int) -> int:
        """Return the level of a row."""
        at = self.rows.index(row)
        return self.levels[at] if at else TOP

    def block(self, row: int) -> tuple[int, ...]:
        """Return a row with the rows under it."""
        at = self.rows.index(row)
        if self.level(row) == INNER:
            return (row,)
        end = at + 1
        while end < len(self.rows) and self.levels[end] == INNER:
            end += 1
        return self.rows[at:end]

    def numbers(self) -> dict[int, str]:
        """Return the number of every row: 1, 1.1, 1.2, 2."""
        numbers: dict[int, str] = {}
        top = inner = 0
        for row in self.rows:
            if self.level(row) == TOP:
                top, inner = top + 1, 0
                numbers[row] = str(top)
            else:
                inner += 1
                numbers[row] = f"{top}.{inner}"
        return numbers

    def moved(self, row: int, by: int) -> tuple[int, ...]:
        """Return the rows after a move up (-1) or down (1); a row on top takes those under it."""
        block = self.block(row)
        rest = [other for other in self.rows if other not in block]
        at = self.rows.index(row)
        to = self._way_up(at) if by < 0 else self._way_down(at, len(block))
        if to is None:
            return self.rows
        return (*rest[:to], *block, *rest[to:])

    def _way_up(self, at: int) -> int | None:
        if at == 0:
            return None
        if self.levels[at] == INNER:
            return at - 1 if at > 1 else None
        above = at - 1
        while above and self.levels[above] == INNER:
            above -= 1
        return above

    def _way_down(self, at: int, size: int) -> int | None:
        after = at + size
        if after >= len(self.rows):
            return None
        if at and self.levels[at] == INNER:
            return at + 1
        return at + len(self.block(self.rows[after]))


# The list of an outline: numbers made by the program, titles typed in place.


INDENT = 0.9
NARROW, SHARE, WIDE = 11.0, 0.3, 16.0
"""The list takes this share of the group, between these widths in em."""


def field_named(section: type[Section], name: str) -> Field[Any]:
    """Return the field of an outline section: level, title or text."""
    return next(field for field in section.fields if field.name == name)


def order_of(context: PageContext, section: type[Section]) -> OutlineOrder:
    """Return the lines of an outline with their levels; without one a row is on top."""
    level, session = field_named(section, "level"), context.session
    rows = session.lines(RowList(section.key))
    typed = session.blank.values if session.blank is not None else {}

    def level_of(row: int) -> int:
        entry = session.report.entry(level.at(row)) or typed.get(level.at(row))
        return INNER if entry is not None and entry.value == "2" else TOP

    return OutlineOrder(rows, tuple(level_of(row) for row in rows))


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

    def cell(self, context: PageContext, row: int) -> RowCell:
        """Return number and title of a row, indented by its level."""
        field = self.field
        if field is None:
            return RowCell()
        order = order_of(context, FORM.sections[field.section])
        cell = field_cell(context, field, row)
        number, level = order.numbers()[row], order.level(row)
        blank = context.session.report[field.at(row)] is None
        return RowCell(
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

    def fit_within(self, width: int) -> None:
        """Take a share of `width` pixels."""
        em = theme().em
        self.setFixedWidth(round(min(max(SHARE * width, em(NARROW)), em(WIDE))))

    @Slot()
    def apply_theme(self) -> None:
        """Take the width from the theme."""
        holder = self.parentWidget()
        self.fit_within(0 if holder is None else holder.width())
        super().apply_theme()


# The widget of an OUTLINE section.


_BEGIN_HINT = "直接打字写第一条标题，按 Enter 写下一条；写好的几段复制后按 Ctrl+V 粘贴"
_KEYS = "Tab 降级，Shift+Tab 升级，→ 写内容"


class OutlineSection(GroupBox):
    """A list of two levels at the left, title and text of the chosen row at the right."""

    def __init__(self, section: type[Section], context: PageContext) -> None:
        super().__init__(section.heading, note="，".join(filter(None, (section.hint, _KEYS))))
        self.section, self.context = section, context
        self.model = OutlineModel(section, context)
        self.model.setParent(self)
        self.view = OutlineView(self.model, name=section.heading)
        self._level = field_named(section, "level")
        self.ask: Callable[[PastePlan], bool] = self._look
        self._message = WrappedText("", tone=Tone.REMINDER)
        self._message.hide()
        self._begin = WrappedText(
            f"还没有{section.noun}。{_BEGIN_HINT}",
            tone=Tone.SECONDARY,
        )
        self._right = QFrame()
        self._right_column = QVBoxLayout(self._right)
        self._lines = (
            DetailLine((DetailSlot(field_named(section, "title")),), context, 0),
            DetailLine((box(field_named(section, "text"), 6),), context, 0),
        )
        self._holder = QFrame()
        self._body = QHBoxLayout(self._holder)
        self._add_head_actions()  # before the list: Tab goes as the eye reads
        self._lay_out()
        self._tie()
        on_theme_change(self._theme_body)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.view.fit_within(self.width())

    @property
    def order(self) -> OutlineOrder:
        """The rows with their levels."""
        return order_of(self.context, self.section)

    @property
    def chosen(self) -> int:
        """The row chosen in the list, 0 for none."""
        return self.view.current_row

    def add_sibling(self) -> None:
        """Begin a row behind the chosen one and what stands under it, on the same level."""
        if not (self.chosen and self.chosen == self.model.blank_row):
            order, row = self.order, self.chosen
            at = order.rows.index(row) + len(order.block(row)) if row else None
            level = Entry(str(order.level(row)) if row else "1")
            self.context.session.begin_row(self.section, at=at, values={self._level: level})
        if self.view.choose(self.model.blank_row):
            self.view.setFocus()
            self.view.begin_edit()

    def change_level(self, by: int) -> bool:
        """Put the chosen row further in (1) or out (-1) and return whether it could go there.

        The first row stays on top.
        """
        row, order = self.chosen, self.order
        if not row or order.rows[0] == row:
            return False
        level = min(max(order.level(row) + by, TOP), INNER)
        session = self.context.session
        if level == order.level(row):
            return False
        if row == self.model.blank_row:
            session.set_blank_values({self._level.at(row): Entry(str(level))})
        else:
            draft = session.draft()
            draft.put(self._level, str(level), row)
            session.make(draft.change, "升级" if by < 0 else "降级")
        return True

    def move_block(self, by: int) -> None:
        """Move the chosen row with what stands under it."""
        row, session = self.chosen, self.context.session
        if row and row != self.model.blank_row:
            self.model.drop_blank()
            draft = session.draft()
            draft.order(self.section, self.order.moved(row, by))
            session.make(draft.change, f"移动{self.section.noun}")

    def delete(self) -> None:
        """Delete the chosen row with what stands under it."""
        row = self.chosen
        if not row:
            return
        at, blank = self.model.position(row) or 0, row == self.model.blank_row
        self.model.drop_blank()
        block = () if blank else self.order.block(row)
        self._deleted = words_of_deleted(self.context.facts, self.section, block)
        if block:
            self.context.session.remove_rows(self.section, block)
        self.view.stay_at(at, 0, self.add_button)
        self._say_deleted()

    def _say_deleted(self) -> None:
        if self._deleted is not None:
            self.context.announce(self._deleted)

    def _back_in_table(self) -> None:
        (self.view if self.view.isVisible() else self.add_button).setFocus()
        self._say_deleted()

    def paste(self) -> None:
        """Paste lines or cells as entries at the end; those of the same title are written over."""
        if is_asked():
            return
        mime = QGuiApplication.clipboard().mimeData()
        try:
            grid = grid_of(mime.text() if mime.hasText() else "", mime.html())
        except KnownError as error:
            self._show_words(f"{error.happened}。{error.remedy}")
            return
        pasted = outline_rows(grid, self.section)
        if not pasted.rows:
            self._show_words("剪贴板里没有文字，先在 Word、WPS 里选中几段复制")
            return
        session = self.context.session
        self.model.drop_blank()
        plan = plan_paste(session, RowList(self.section.key), pasted, None)
        if plan.plain or self.ask(plan):
            session.make(plan.change, f"粘贴{self.section.noun}")
            self.view.choose(plan.first)
            self._show_words("")

    def _look(self, plan: PastePlan) -> bool:
        dialog = PasteRowsDialog(plan, self.section.noun, self.section.counter, self.window())
        return dialog.exec() == PasteRowsDialog.DialogCode.Accepted

    def _show_words(self, words: str) -> None:
        self._message.setText(words)
        self._message.setVisible(bool(words))

    def reveal(self, target: Target) -> QWidget | None:
        """Bring a place of a row into sight and return its widget."""
        if isinstance(target, RowList):
            return self.view if self.model.rows else self.add_button
        if not isinstance(target, Place) or not self.view.choose(target.row):
            return None
        found = (line.widget_of(target) for line in self._lines)
        return next((widget for widget in found if widget is not None), self.view)

    @Slot()
    def refresh(self) -> None:
        """Show list and text, or how to begin."""
        empty = not self.model.rows
        if empty and self._holder.isAncestorOf(QApplication.focusWidget() or self):
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._begin.setVisible(empty)
        self._holder.setVisible(not empty)
        self.add_button.set_begins(begins=empty)
        for button in self._row_buttons:
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab passes by what has a key
            button.set_missing("" if self.chosen else f"先选一条{self.section.noun}")
        if not empty and not self.chosen:
            self.view.choose(self.model.rows[0])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.model.rows:  # what is typed next belongs here, wherever it was clicked
            self.add_button.setFocus(Qt.FocusReason.MouseFocusReason)

    @Slot()
    def _announce_beginning(self) -> None:
        self.context.announce(FieldWords(self.section.heading, _BEGIN_HINT))

    @Slot(int)
    def _row_entered(self, row: int) -> None:
        self._right.setVisible(bool(row))
        if row:
            for line in self._lines:
                line.bind(row)
        self.refresh()

    @Slot(int)
    def _level_or_on(self, by: int) -> None:
        """Change the level; where there is no other that way Tab goes on, out of the list."""
        if self.change_level(by):
            return
        if by > 0 and self.chosen:
            self._to_text()
        else:
            self.view.leave(by)

    @Slot()
    def _to_text(self) -> None:
        title = self._lines[0].editors[0]
        title.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _to_content(self) -> None:
        """Go to what is written under the title, behind its last word."""
        box = self._lines[-1].editors[0]
        box.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(box, TextEditor):
            box.moveCursor(QTextCursor.MoveOperation.End)

    def _lay_out(self) -> None:
        for line in self._lines:
            self._right_column.addWidget(line)
        self._right_column.addStretch(1)
        self._body.addWidget(self.view, 0, Qt.AlignmentFlag.AlignTop)
        edge = QFrame()
        set_look(edge, "kind", "vline")
        edge.setFixedWidth(1)
        self._body.addWidget(edge)
        self._body.addWidget(self._right, 1)
        self.add(self._begin)
        self.add(self._holder)
        self.add(self._message)

    def _add_head_actions(self) -> None:
        """Add the buttons of the head, with the same actions as keys and menu of the list."""
        self._row_buttons: list[Button] = []
        self._deleted = None
        offered: dict[TableAction, Callable[[], Any]] = {
            TableAction.PROMOTE: partial(self.change_level, -1),
            TableAction.DEMOTE: partial(self.change_level, 1),
            TableAction.MOVE_UP: partial(self.move_block, -1),
            TableAction.MOVE_DOWN: partial(self.move_block, 1),
            TableAction.DELETE: self.delete,
        }
        for what, do in offered.items():
            button = self._button(what.title, do)
            self._row_buttons.append(button)
            removes = what is TableAction.DELETE
            self.add_to_head(button, gives_way=not removes)
            add_table_action(
                self.view, what, do, f"删除选中的{self.section.noun}" if removes else ""
            )
        paste = self._button("从文字粘贴", self.paste)
        paste.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.add_to_head(paste)
        add_table_action(self.view, TableAction.PASTE, self.paste)
        self.add_button = AddRowButton("添加", spoken=f"添加（{self.section.heading}）")
        self.add_button.clicked.connect(lambda *_: self.add_sibling())
        self.add_button.pasted.connect(self.paste)
        self.add_button.entered.connect(self._announce_beginning)
        self.add_to_head(self.add_button)
        add_table_action(self.view, TableAction.INSERT, self.add_sibling)

    def _button(self, title: str, do: Callable[[], Any]) -> Button:
        made = SingleButton if title == "删除" else Button
        button = made(title, spoken=f"{title}（{self.section.heading}）")
        if isinstance(button, SingleButton):
            button.again = self._back_in_table
        button.clicked.connect(lambda *_: do())
        return button

    def _tie(self) -> None:
        self.model.rows_set.connect(self.refresh)
        self.view.row_entered.connect(self._row_entered)
        self.view.sibling_wanted.connect(self.add_sibling)
        self.view.level_wanted.connect(self._level_or_on)
        self.view.text_wanted.connect(self._to_content)
        self.view.rows_pasted.connect(self.paste)
        self.context.add_host(self.section.key, self.reveal)

    @Slot()
    def _theme_body(self) -> None:
        em = theme().em
        self._begin.setContentsMargins(em(0.5), em(0.4), em(0.6), em(0.3))
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._right_column.setContentsMargins(0, em(0.1), 0, 0)
        self._right_column.setSpacing(em(0.1))

"""The editor inside a cell: the same as on a form, moved by the keys of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QApplication

from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import TextKind
from pingkou_gui.ui.editors.field_editors import FieldEditor
from pingkou_gui.ui.editors.text_editor import TextEditor
from pingkou_gui.ui.theme import theme
from pingkou_gui.ui.widgets.base import is_chord
from pingkou_gui.ui.widgets.controls import Button

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QFocusEvent, QInputMethodEvent
    from PySide6.QtWidgets import QWidget

    from pingkou_gui.form.field import Field
    from pingkou_gui.ui.editors.page_context import PageContext
    from pingkou_gui.ui.table.table_view import RowsView


# The editor inside a cell: the same as on a form, moved by the keys of a sheet.


_Key, _Mod = Qt.Key, Qt.KeyboardModifier
LEAVING = {
    (_Key.Key_Return, _Mod.NoModifier): (1, 0),
    (_Key.Key_Enter, _Mod.NoModifier): (1, 0),
    (_Key.Key_Return, _Mod.ShiftModifier): (-1, 0),
    (_Key.Key_Enter, _Mod.ShiftModifier): (-1, 0),
    (_Key.Key_Tab, _Mod.NoModifier): (0, 1),
    (_Key.Key_Backtab, _Mod.ShiftModifier): (0, -1),
    (_Key.Key_Backtab, _Mod.NoModifier): (0, -1),
    (_Key.Key_Escape, _Mod.NoModifier): (0, 0),
}
"""Keys that end the editing of a cell, with the rows and columns they go on by."""
_UP_DOWN = {_Key.Key_Up: (-1, 0), _Key.Key_Down: (1, 0)}


def leaving(event: QEvent, *, lines: bool) -> tuple[int, int] | None:
    """Return the rows and columns a key goes on by, None where it stays in the cell."""
    if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return None
    key, held = _Key(event.key()), event.modifiers() & ~_Mod.KeypadModifier
    if not lines and held == _Mod.NoModifier and key in _UP_DOWN:
        return _UP_DOWN[key]
    return LEAVING.get((key, held))


def pastes_rows(event: QEvent, *, lines: bool) -> bool:
    """Return whether a key pastes cells of a sheet, which belong into rows and not into one cell.

    Args:
        event: What the open editor was given.
        lines: The editor holds several lines, so that a line end alone is its own.
    """
    pastes = (
        event.type() == QEvent.Type.KeyPress
        and isinstance(event, QKeyEvent)
        and event.matches(QKeySequence.StandardKey.Paste)
    )
    if not pastes:
        return False
    text = QGuiApplication.clipboard().text().strip("\r\n")
    return "\t" in text or (not lines and "\n" in text)


class CellEditor(FieldEditor):
    """One line inside a cell."""

    went_on = Signal(int, int)
    """Editing ended with a key: go on by so many rows and columns."""
    rows_pasted = Signal()
    """Rows of a sheet were pasted: editing ended, they are to be put in."""

    def __init__(
        self, field: Field[Any], context: PageContext, row: int, into: QWidget, *, arrows: bool
    ) -> None:
        """Make the editor; with `arrows` ↑ and ↓ leave the cell as well."""
        super().__init__(field, context, row)
        self._arrows = arrows
        self.setParent(into)

    def take_event(self, event: QEvent) -> bool:
        """Handle a key that leaves the cell; return whether it was one."""
        if pastes_rows(event, lines=False):
            return _pass_rows_on(self)
        way = None if self.composition.is_under_way else leaving(event, lines=not self._arrows)
        return way is not None and _leave(self, way)


_BESIDE = 0.35
"""Em between the frame of an open text and its words: they stand where they stood when closed."""


class CellTextEditor(TextEditor):
    """Several lines inside a cell; Alt+Enter breaks the line, as in a sheet.

    It is no higher than a row of the same words, or it would lie over the row above or below.
    """

    around = 0.0

    went_on = Signal(int, int)
    """Editing ended with a key: go on by so many rows and columns."""
    rows_pasted = Signal()
    """Rows of a sheet were pasted: editing ended, they are to be put in."""

    def __init__(self, field: Field[Any], context: PageContext, row: int, into: QWidget) -> None:
        super().__init__(field, context, row, min_lines=1)
        self.setParent(into)

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme; the words keep their distance from the sides."""
        beside = theme().em(_BESIDE)
        self.setViewportMargins(beside, 0, beside, 0)
        super().apply_theme()

    def show_text(self, text: str) -> None:
        same = text == self.toPlainText()
        super().show_text(text)
        if not same:
            self.moveCursor(QTextCursor.MoveOperation.End)

    def take_event(self, event: QEvent) -> bool:
        """Handle a key that leaves the cell; return whether it was one."""
        if self.composition.is_under_way:
            return False
        if pastes_rows(event, lines=not self._takes_lines()):
            return _pass_rows_on(self)
        if _breaks_line(event):
            self.textCursor().insertText("\n")
            return True
        way = leaving(event, lines=True)
        return way is not None and _leave(self, way)

    def _takes_lines(self) -> bool:
        """Return whether lines are rows here: nothing is written yet, and a row is one text."""
        section = FORM.sections[self.binding.field.section]
        return len(section.fields) == 1 and not self.toPlainText()


def make_cell_editor(
    field: Field[Any], context: PageContext, row: int, into: QWidget, *, arrows: bool = True
) -> CellEditor | CellTextEditor:
    """Return the editor put into a cell: of several lines where its kind has them, else of one."""
    if isinstance(field.kind, TextKind) and field.kind.lines > 1:
        return CellTextEditor(field, context, row, into)
    return CellEditor(field, context, row, into, arrows=arrows)


def _leave(editor: CellEditor | CellTextEditor, way: tuple[int, int]) -> bool:
    if way == (0, 0):
        editor.binding.revert()
    else:
        editor.binding.commit_and_format()
    editor.went_on.emit(*way)
    return True


def _pass_rows_on(editor: CellEditor | CellTextEditor) -> bool:
    _leave(editor, (0, 0))
    editor.rows_pasted.emit()
    return True


def _breaks_line(event: QEvent) -> bool:
    if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return False
    enter = event.key() in (_Key.Key_Return, _Key.Key_Enter)
    return enter and bool(event.modifiers() & _Mod.AltModifier)


def is_cell_editor(widget: QObject) -> bool:
    """Return whether a widget is the editor of a cell."""
    return isinstance(widget, CellEditor | CellTextEditor)


# Words committed at once into a closed cell, by handwriting or speech: Qt loses them.


def begins_with(view: RowsView, event: QInputMethodEvent) -> bool:
    """Open the editor of the current cell with such words; return whether they were some."""
    whole = bool(event.commitString()) and not event.preeditString()
    if not whole or view.state() == QAbstractItemView.State.EditingState:
        return False
    view.begin_edit()
    editor = view.indexWidget(view.currentIndex())
    return editor is not None and QApplication.sendEvent(editor, event)


# The button that adds a row: of a list without rows it is the place where typing begins.


class AddRowButton(Button):
    """Adds a row when pressed, rows by pasting; while `begins` is set, by typing as well.

    Letters that an input method composes are shown on it until they are words: with the focus
    they would be lost.
    """

    pasted = Signal()
    """Ctrl+V was pressed on it: rows are to be added, whether there are some already or not."""
    entered = Signal()
    """The focus came to it while `begins` is set."""

    def __init__(self, text: str, *, spoken: str = "") -> None:
        super().__init__(text, spoken=spoken)
        self.begins = False
        self._own, self._spoken = text, spoken

    def set_begins(self, *, begins: bool) -> None:
        """Take typing and pasting for the list, which has no rows yet, or no more."""
        self.begins = begins
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, begins)

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and _pastes(event):
            event.accept()  # the window's own 粘贴 asks for a table in hand
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.begins:
            self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if _pastes(event):
            self.pasted.emit()
        elif self.begins and text.strip() and text.isprintable() and not is_chord(event):
            self._begin_with(event)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if not self.begins:
            super().inputMethodEvent(event)
            return
        self._show_letters(event.preeditString())
        if event.commitString():
            self._begin_with(event)
        else:
            event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_letters("")

    def _show_letters(self, letters: str) -> None:
        self.set_text(letters or self._own, self._spoken)

    def _begin_with(self, event: QKeyEvent | QInputMethodEvent) -> None:
        """Add a row and give its editor what was typed."""
        self.click()
        editor = QApplication.focusWidget()
        if editor is not None and editor is not self:
            QApplication.sendEvent(editor, event)


def _pastes(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Paste)

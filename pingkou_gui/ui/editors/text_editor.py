"""Editor of a text of several lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot

from pingkou_gui.form.kinds import TextKind
from pingkou_gui.form.values import SINGLE, says_nothing
from pingkou_gui.ui.editors.binding import Binding, offer_choices, phrase_actions, title_of
from pingkou_gui.ui.editors.field_editors import (
    BY_KEY,
    FieldEditor,
    add_stop,
    bring_cursor_into_sight,
    field_menu,
    following,
    go_to,
    on_focus_in,
    on_focus_out,
    settle_shortcut,
)
from pingkou_gui.ui.editors.page_context import (
    KeyCommand,
    PageContext,
    is_edge_key,
    is_history_key,
    key_command_of,
)
from pingkou_gui.ui.widgets.inputs import TextBox

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QMimeData, QObject
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QMenu

    from pingkou_gui.form.field import Field
    from pingkou_gui.ui.signs import Sign
    from pingkou_gui.ui.widgets.base import FieldState

add_stop(TextBox)


def _leaves_text(event: QKeyEvent) -> bool:
    control = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and control == Qt.KeyboardModifier.ControlModifier


_ENDS = "。；，、：！？…\n“（"
"""Marks after which a phrase follows without one of its own."""


class TextEditor(TextBox):
    """A box for one field of one row; Enter breaks the line, Ctrl+Enter leaves it."""

    def __init__(
        self,
        field: Field[Any],
        context: PageContext,
        row: int = SINGLE,
        *,
        min_lines: int | None = None,
        max_lines: int | None = None,
    ) -> None:
        """Make the editor; without `min_lines` it shows as many as the field asks for."""
        lines = field.kind.lines if isinstance(field.kind, TextKind) else 2
        name = title_of(context.facts, field, row)
        super().__init__(name=name, min_lines=min_lines or lines, max_lines=max_lines)
        self._showing = False
        self._words = ""
        """What stood in the box when it last changed: another size of type changes none of it."""
        self.binding = Binding(self, field, row, context)
        self.textChanged.connect(self._text_changed)

    def bind(self, row: int) -> None:
        """Show the same field of another row."""
        self.binding.bind(row)
        self.setAccessibleName(title_of(self.binding.context.facts, self.binding.field, row))

    def typed_text(self) -> str:
        """Return the text that stands in the box."""
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Show a text; cursor and scroll stay where the text is the same."""
        self._showing = True
        self.set_value_text(text)
        self._words = self.toPlainText()
        self._showing = False

    def show_look(self, state: FieldState, left: Sign | None, right: Sign | None) -> None:
        """Show a state; a box has no signs inside its frame."""
        del left, right
        if state is not self.state:
            self.set_state(state)

    @Slot()
    def open_choices(self) -> QMenu | None:
        """Open the scheme's phrases under the box; the one picked goes in at the cursor."""
        words = self.textCursor().selectedText() or self.toPlainText()
        others = phrase_actions(self.binding, words)
        return offer_choices(self, self.binding.choices, "", self._insert, others)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return settle_shortcut(self, event) or super().eventFilter(watched, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        field_menu(self).popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        on_focus_in(self, event)
        if event.reason() in BY_KEY and says_nothing(self.toPlainText()):
            self.selectAll()  # typing replaces 无, it is not to stand before what is written

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        on_focus_out(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = key_command_of(event)
        if (
            command in (KeyCommand.REVERT, KeyCommand.CONFIRM, KeyCommand.CHOICES)
            and self.composition.is_under_way
        ):
            return  # the key belongs to the input method
        if command is KeyCommand.REVERT and self.binding.revert():
            return
        if command is KeyCommand.CONFIRM and self.binding.confirm():
            return
        if command is KeyCommand.CHOICES and self.open_choices() is not None:
            return
        if is_history_key(event):
            event.ignore()
            return
        if command is None and _leaves_text(event):
            self.left.emit()
            go_to(following(self))
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as a step of its own."""
        self.binding.begin_step()
        super().insertFromMimeData(source)
        self.binding.begin_step()

    def is_for_window(self, event: QKeyEvent) -> bool:
        """Return whether a key is for the window: undo, and the edges once the text is at them."""
        if not is_edge_key(event):
            return is_history_key(event)
        cursor = self.textCursor()
        return cursor.atStart() if event.key() == Qt.Key.Key_Home else cursor.atEnd()

    @Slot()
    def _text_changed(self) -> None:
        words, before = self.toPlainText(), self._words
        self._words = words
        if not self._showing and words != before:
            self.binding.typed()
            if self.hasFocus():
                bring_cursor_into_sight(self)

    def _insert(self, phrase: str) -> None:
        cursor = self.textCursor()
        before = self.toPlainText()[: cursor.selectionStart()].rstrip(" ")
        glued = bool(before) and before[-1] not in _ENDS
        cursor.insertText(f"；{phrase}" if glued else phrase)
        self.binding.commit()


Editor = FieldEditor | TextEditor
"""What a typed value of one field is edited in."""

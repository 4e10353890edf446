"""A value of several lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Slot

from pingkou_gui.spec.place import SINGLE
from pingkou_gui.spec.text_kinds import TextKind
from pingkou_gui.ui.editors.binding import Binding
from pingkou_gui.ui.editors.choices import offer_choices
from pingkou_gui.ui.editors.keys import Wish, is_edge_key, is_history_key, wish_of
from pingkou_gui.ui.editors.words import title_of
from pingkou_gui.ui.kit import FieldState, TextBox

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
    from PySide6.QtWidgets import QMenu

    from pingkou_gui.spec.field import Field
    from pingkou_gui.ui.editors.context import PageContext
    from pingkou_gui.ui.theme import Sign

_POPUP = Qt.FocusReason.PopupFocusReason


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
        self._composing = self._showing = False
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
        self._showing = False

    def show_look(self, state: FieldState, left: Sign | None, right: Sign | None) -> None:
        """Show a state; a box has no signs inside its frame."""
        del left, right
        if state is not self.state:
            self.set_state(state)

    @Slot()
    def open_choices(self) -> QMenu | None:
        """Open the scheme's phrases under the box; the one picked goes in at the cursor."""
        return offer_choices(self, self.binding.choices, "", self._insert)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._is_the_windows(event):  # type: ignore[arg-type]
            event.ignore()
            return False
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != _POPUP:
            self.binding.enter()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._composing = False
        if event.reason() != _POPUP:
            self.binding.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wish = wish_of(event)
        if wish in (Wish.GIVE_BACK, Wish.CONFIRM, Wish.CHOICES) and self._composing:
            return  # the key belongs to the input method
        if wish is Wish.GIVE_BACK and self.binding.give_back():
            return
        if wish is Wish.CONFIRM and self.binding.confirm():
            return
        if wish is Wish.CHOICES and self.open_choices() is not None:
            return
        if is_history_key(event):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _is_the_windows(self, event: QKeyEvent) -> bool:
        """Return whether a key is for the window: undo, and the edges once the text is at them."""
        if not is_edge_key(event):
            return is_history_key(event)
        cursor = self.textCursor()
        return cursor.atStart() if event.key() == Qt.Key.Key_Home else cursor.atEnd()

    @Slot()
    def _text_changed(self) -> None:
        if not self._showing:
            self.binding.typed()

    def _insert(self, phrase: str) -> None:
        self.textCursor().insertText(phrase)
        self.binding.commit()

"""A value typed on one line: words, amounts, numbers, days, choices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QKeyEvent

from pingkou_gui.spec.place import SINGLE
from pingkou_gui.ui.editors.binding import Binding
from pingkou_gui.ui.editors.choices import offer_choices
from pingkou_gui.ui.editors.keys import Wish, is_edge_key, is_history_key, wish_of
from pingkou_gui.ui.editors.moves import above, below, beside, go_to
from pingkou_gui.ui.editors.words import title_of
from pingkou_gui.ui.kit import Field as KitField
from pingkou_gui.ui.kit import FieldState

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QInputMethodEvent
    from PySide6.QtWidgets import QMenu

    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.figure import Figure
    from pingkou_gui.spec.field import Field
    from pingkou_gui.ui.editors.context import PageContext
    from pingkou_gui.ui.theme import Sign

_POPUP = Qt.FocusReason.PopupFocusReason
_CLICK, _STRONG = Qt.FocusPolicy.ClickFocus, Qt.FocusPolicy.StrongFocus


class FieldEditor(KitField):
    """One line for one field of one row."""

    def __init__(  # noqa: PLR0913 - one value and how it looks
        self,
        field: Field[Any],
        context: PageContext,
        row: int = SINGLE,
        *,
        width: float | None = None,
        strong: bool = False,
        figure: Figure | None = None,
        derived: Callable[[Facts], bool] | None = None,
    ) -> None:
        """Make the editor; see `Binding` for `figure` and `derived`, the kit for the rest."""
        name = title_of(context.facts, field, row)
        super().__init__(name=name, figures=field.kind.numeric, width=width, strong=strong)
        self._composing = False
        self.binding = Binding(self, field, row, context, figure=figure, derived=derived)
        self.textEdited.connect(self.binding.typed)
        self.typed_in_vain.connect(self.binding.refuse)
        self.choices_wanted.connect(self.open_choices)

    def bind(self, row: int) -> None:
        """Show the same field of another row."""
        self.binding.bind(row)
        self.setAccessibleName(title_of(self.binding.context.facts, self.binding.field, row))

    def typed_text(self) -> str:
        """Return the text that stands in the field."""
        return self.text()

    def show_text(self, text: str) -> None:
        """Show a text; the cursor keeps its place where the text is the same."""
        if text == self.text():
            return
        self.setText(text)
        if not self.hasFocus():
            self.setCursorPosition(0)

    def show_look(self, state: FieldState, left: Sign | None, right: Sign | None) -> None:
        """Show a state and the signs inside the frame."""
        if state is not self.state:
            self.set_state(state)
            derived = state is FieldState.DERIVED  # Tab passes by what cannot be typed
            self.setFocusPolicy(_CLICK if derived else _STRONG)
        self.set_marks(left, right)

    @Slot()
    def open_choices(self) -> QMenu | None:
        """Open the choices or phrases under the field."""
        return offer_choices(self, self.binding.choices, self.text(), self.binding.put)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _is_the_windows(event):
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
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._composing = False
        if event.reason() != _POPUP:
            self.binding.leave()
            self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wish = wish_of(event)
        if wish is not None and self._composing:
            return  # the key belongs to the input method
        if wish is None or not self._granted(wish):
            if is_history_key(event):
                event.ignore()
                return
            super().keyPressEvent(event)

    def _granted(self, wish: Wish) -> bool:
        acts: dict[Wish, Callable[[], bool]] = {
            Wish.NEXT_BELOW: lambda: self._take(below),
            Wish.NEXT_ABOVE: lambda: self._take(above),
            Wish.DOWN: lambda: go_to(below(self)),
            Wish.UP: lambda: go_to(above(self)),
            Wish.LEFT: lambda: self._at_edge(-1) and go_to(beside(self, -1)),
            Wish.RIGHT: lambda: self._at_edge(1) and go_to(beside(self, 1)),
            Wish.GIVE_BACK: self.binding.give_back,
            Wish.CONFIRM: self.binding.confirm,
            Wish.CHOICES: lambda: self.open_choices() is not None,
            Wish.SELECT_ALL: self._start_over,
        }
        return acts[wish]()

    def _take(self, way: Callable[[KitField], Any]) -> bool:
        self.binding.settle()
        return go_to(way(self)) or True

    def _at_edge(self, way: int) -> bool:
        if self.isReadOnly():
            return True
        edge = len(self.text()) if way > 0 else 0
        return not self.hasSelectedText() and self.cursorPosition() == edge

    def _start_over(self) -> bool:
        self.deselect()
        self.setCursorPosition(len(self.text()))
        return True


def _is_the_windows(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and (is_history_key(event) or is_edge_key(event))

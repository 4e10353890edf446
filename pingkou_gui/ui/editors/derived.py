"""A derived number: no frame, but it takes the focus and tells how it came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot

from pingkou_gui.spec.place import SINGLE
from pingkou_gui.ui.editors.binding import BY_PROGRAM
from pingkou_gui.ui.editors.figure_words import figure_text
from pingkou_gui.ui.editors.keys import Wish, wish_of
from pingkou_gui.ui.editors.moves import above, below, beside, go_to
from pingkou_gui.ui.editors.words import words_of_figure
from pingkou_gui.ui.kit import Field, FieldState

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.figure import Figure
    from pingkou_gui.ui.editors.context import PageContext


class DerivedLabel(Field):
    """A figure, kept up to date; Tab passes it by, arrows and the mouse go to it."""

    def __init__(  # noqa: PLR0913 - one value and how it looks
        self,
        figure: Figure,
        context: PageContext,
        row: int = SINGLE,
        *,
        width: float | None = None,
        strong: bool = False,
        show: Callable[[Facts, Figure, int], str] = figure_text,
    ) -> None:
        """Make the label; `show` returns its text where `figure_text` is not what is wanted."""
        super().__init__(name=figure.label, figures=True, width=width, strong=strong)
        self.figure, self.row, self.context, self._show = figure, row, context, show
        self._told: str | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.set_state(FieldState.DERIVED)
        self.typed_in_vain.connect(self._refuse)
        context.register_figure(self)
        self.refresh()

    @property
    def widget(self) -> QWidget:
        """The label itself."""
        return self

    def bind(self, row: int) -> None:
        """Show the same figure of another row."""
        self.row = row
        self.refresh()

    def refresh(self) -> None:
        """Show the number as it is now."""
        text = self._show(self.context.facts, self.figure, self.row)
        if text == self._told:
            return
        self._told = text
        self.set_value_text(text)
        self.setAccessibleName(f"{self.figure.label}，{text or '还不能算'}")

    def commit(self) -> None:
        """Nothing is typed here."""

    def speak(self, note: str = "") -> None:
        """Have the field bar show the formula with its numbers."""
        words = words_of_figure(self.context.facts, self.figure, self.row, note)
        self.context.speak(words)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.speak()
        self.context.entered.emit(self.figure.at(self.row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves: dict[Wish, Callable[[], QWidget | None]] = {
            Wish.NEXT_BELOW: lambda: below(self),
            Wish.NEXT_ABOVE: lambda: above(self),
            Wish.DOWN: lambda: below(self),
            Wish.UP: lambda: above(self),
            Wish.LEFT: lambda: beside(self, -1),
            Wish.RIGHT: lambda: beside(self, 1),
        }
        move = moves.get(wish_of(event) or Wish.SELECT_ALL)
        if move is None or not go_to(move()):
            super().keyPressEvent(event)

    @Slot()
    def _refuse(self) -> None:
        self.speak(BY_PROGRAM)

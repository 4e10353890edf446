"""A field that may be left blank: the program's own number stands there in grey."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pingkou_gui.spec.place import SINGLE
from pingkou_gui.ui.editors import FieldEditor, figure_text, words_of, words_of_figure

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent
    from PySide6.QtWidgets import QWidget

    from pingkou_gui.domain.figure import Figure
    from pingkou_gui.spec.field import Field
    from pingkou_gui.ui.editors import PageContext


class SoftEditor(FieldEditor):
    """Shows a figure while nothing is typed; what is typed wins over it."""

    def __init__(
        self,
        field: Field[Any],
        figure: Figure,
        context: PageContext,
        row: int = SINGLE,
        *,
        width: float | None = None,
    ) -> None:
        super().__init__(field, context, row, width=width)
        self._context, self._soft = context, figure
        context.register_figure(self)
        self.refresh()

    @property
    def widget(self) -> QWidget:
        """The field itself."""
        return self

    def bind(self, row: int) -> None:
        """Show the same field of another row."""
        super().bind(row)
        self._context.register_figure(self)
        self.refresh()

    def refresh(self) -> None:
        """Show the figure as it is now."""
        self.setPlaceholderText(self._soft_text())

    def commit(self) -> None:
        """Hand over what was typed."""
        self.binding.commit()

    def _soft_text(self) -> str:
        row = self.binding.row if self._soft.section else SINGLE
        return figure_text(self._context.facts, self._soft, row)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        soft = self._soft_text()
        if self.text() or not soft:
            return
        row, facts = self.binding.row, self._context.facts
        words = words_of(facts, self.binding.field, row)
        told = f"没有填，按 {words_of_figure(facts, self._soft, row).what}"
        self._context.speak(replace(words, what=f"{told}；{words.what}"))

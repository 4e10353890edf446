"""A framed group: head with title and column heads, rows below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from pingkou_gui.ui.kit.flow import Flow
from pingkou_gui.ui.kit.look import follow_theme, set_look
from pingkou_gui.ui.kit.text import Side, Text
from pingkou_gui.ui.theme import Tone, TypeRole, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = 0.35  # between the columns of a row, in em
ROW_LEFT, ROW_RIGHT = 0.5, 0.6  # inner margins of heads and rows, in em


@dataclass(frozen=True, slots=True)
class Column:
    """A column head: `width` in em as its fields, None for what room is left."""

    title: str
    width: float | None = None
    figures: bool = True


class Group(QFrame):
    """A group of a form; its column heads align with the digits below, not the frames."""

    def __init__(
        self,
        title: str,
        *,
        columns: Sequence[Column] = (),
        title_width: float | None = None,
        note: str = "",
    ) -> None:
        """Make an empty group.

        Args:
            title: What the group is about.
            columns: Heads right of the title.
            title_width: Width of the title in em, that of the labels below.
            note: Small words behind the title (`万元`).
        """
        super().__init__()
        set_look(self, "kind", "group")
        self.setAccessibleName(title)
        self._title = Text(title, TypeRole.HEAD, width=title_width)
        self._note = Text(note, TypeRole.SMALL, Tone.SECONDARY)
        self._columns = [(column, _head(column)) for column in columns]
        self._outer = QVBoxLayout(self)
        self._outer.setSpacing(0)
        self._head = self._made_head()
        self._outer.addWidget(self._head)
        self._acts = Flow(centred=True)
        self._head_line.addLayout(self._acts)
        self._note.setVisible(bool(note))
        follow_theme(self.dress)

    def set_title(self, title: str) -> None:
        """Call the group something else."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_note(self, note: str) -> None:
        """Put other small words behind the title."""
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Add a row, a table or a layout below."""
        if isinstance(part, QWidget):
            self._outer.addWidget(part, stretch)
        else:
            self._outer.addLayout(part, stretch)

    def add_act(self, widget: QWidget) -> None:
        """Add a button, link or text at the right end of the head; they break into lines."""
        self._acts.addWidget(widget)

    def set_tail_below(self, below: bool) -> None:  # noqa: FBT001 - one plain switch
        """Hide the head of what stands under the figures now (see `Row.set_tail_below`)."""
        for column, label in self._columns:
            if column.width is None:
                label.setVisible(not below)

    def fit_columns(self, title_width: float, widths: Sequence[float | None]) -> None:
        """Give title and column heads other widths, in em; 0 hides a head."""
        self._title.set_width(title_width)
        for (_, label), width in zip(self._columns, widths, strict=True):
            label.setVisible(width != 0)
            label.set_width(width or None)

    def _made_head(self) -> QFrame:
        head = QFrame()
        set_look(head, "kind", "grouphead")
        self._head_line = QHBoxLayout(head)
        self._head_line.addWidget(self._title)
        self._head_line.addWidget(self._note)
        for column, label in self._columns:
            self._head_line.addWidget(label, 0 if column.width else 1)
        self._head_line.addStretch(0)  # what no column asks for stays at the end
        return head

    @Slot()
    def dress(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self._outer.setContentsMargins(0, 0, 0, em(0.25))
        self._head.setMinimumHeight(em(1.6))
        self._head_line.setContentsMargins(em(ROW_LEFT), 0, em(ROW_RIGHT), 0)
        self._head_line.setSpacing(em(GAP))
        self._acts.set_gap(em(0.5))
        for column, label in self._columns:
            inset = theme().digit_inset()
            label.setContentsMargins(*((0, 0, inset, 0) if column.figures else (inset, 0, 0, 0)))
            label.dress()


def _head(column: Column) -> Text:
    side = Side.RIGHT if column.figures else Side.LEFT
    return Text(column.title, TypeRole.SMALL, Tone.SECONDARY, side=side, width=column.width)

"""Rows that are folded away while nothing stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout

from pingkou_gui.ui.kit import Button, ButtonKind, Text, follow_theme
from pingkou_gui.ui.theme import Tone, TypeRole, theme

if TYPE_CHECKING:
    from pingkou_gui.ui.pages.amount_row import AmountRow


class Fold(QFrame):
    """`展开 307、310、399`, and the rows it opens; rows that hold something stay open."""

    def __init__(self, rows: tuple[AmountRow, ...]) -> None:
        super().__init__()
        self._rows = rows
        self._link = Button("", ButtonKind.LINK)
        self._link.clicked.connect(self.open)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self._link)
        self._line.addWidget(Text("没有支出的不用填", TypeRole.SMALL, Tone.SECONDARY))
        self._line.addStretch(1)
        follow_theme(self.dress)
        self._show({row for row in rows if not row.empty})

    @property
    def folded(self) -> tuple[AmountRow, ...]:
        """The rows out of sight."""
        return tuple(row for row in self._rows if row.isHidden())

    @Slot()
    def open(self) -> None:
        """Show all rows."""
        first = next(iter(self.folded), None)
        self._show(set(self._rows))
        if first is not None:
            first.editors[0].setFocus()

    def open_for(self, row: AmountRow) -> None:
        """Show the rows if `row` is one of those out of sight."""
        if row in self.folded:
            self._show(set(self._rows))

    def _show(self, shown: set[AmountRow]) -> None:
        for row in self._rows:
            row.setVisible(row in shown)
        if not self.folded:
            self.hide()
        names = "、".join(row.line.code or row.line.label for row in self.folded)
        self._link.set_text(f"展开 {names}")

    @Slot()
    def dress(self) -> None:
        """Take margins from the theme."""
        em = theme().em
        self._line.setContentsMargins(em(0.5), 0, em(0.6), 0)
        self._line.setSpacing(em(0.5))

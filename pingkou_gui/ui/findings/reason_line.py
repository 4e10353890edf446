"""The line a reason is written in, inside its card."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout

from pingkou_gui.ui.kit import Button, Field, follow_theme
from pingkou_gui.ui.theme import theme

PLACEHOLDER = "确实如此的，写原因，随报告保存"


class ReasonLine(QFrame):
    """A field and its button; Enter takes, Esc gives up."""

    written = Signal(str)
    """The reason, never empty."""
    given_up = Signal()

    def __init__(self, about: str) -> None:
        """Make the line; `about` names what the reason is for."""
        super().__init__()
        self.field = Field(name=f"{about}，原因")
        self.field.setPlaceholderText(PLACEHOLDER)
        self.take = Button("了结", spoken=f"以此原因了结：{about}")
        self._line = QHBoxLayout(self)
        self._line.addWidget(self.field, 1)
        self._line.addWidget(self.take)
        self.field.returnPressed.connect(self._take)
        self.field.textChanged.connect(self._allow)
        self.take.clicked.connect(self._take)
        self._allow()
        follow_theme(self.dress)

    def keyPressEvent(self, event: object) -> None:
        key = event.key()  # type: ignore[attr-defined]  # Qt's own event
        if key == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)  # type: ignore[arg-type]

    @Slot()
    def dress(self) -> None:
        """Take gaps from the theme."""
        self._line.setContentsMargins(0, theme().em(0.1), 0, 0)
        self._line.setSpacing(theme().em(0.35))

    @Slot()
    def _take(self) -> None:
        reason = self.field.text().strip()
        if reason:
            self.written.emit(reason)

    @Slot()
    def _allow(self) -> None:
        self.take.set_missing("" if self.field.text().strip() else "先写原因")

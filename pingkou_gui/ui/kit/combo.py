"""A choice from a list. The wheel scrolls the page and never changes a value unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from pingkou_gui.ui.kit.look import follow_theme, set_look
from pingkou_gui.ui.kit.state import FieldState, spoken_state
from pingkou_gui.ui.theme import Sign, Tone, theme

if TYPE_CHECKING:
    from collections.abc import Sequence


class Combo(QComboBox):
    """A choice; keys go with the titles as item data."""

    def __init__(
        self, items: Sequence[tuple[str, str]] = (), *, name: str, width: float | None = None
    ) -> None:
        """Offer `items` (key, title); `name` is the accessible name, `width` is in em."""
        super().__init__()
        self._width = width
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        set_look(self, "kind", "combo")
        self.set_items(items)
        follow_theme(self.dress)

    @property
    def current_key(self) -> str:
        """The key of the choice shown, `""` if there is none."""
        return self.currentData() or ""

    def set_items(self, items: Sequence[tuple[str, str]]) -> None:
        """Offer other `items` (key, title); none is chosen then."""
        self.clear()
        for key, title in items:
            self.addItem(title, key)
        self.setCurrentIndex(-1)

    def choose(self, key: str) -> None:
        """Show the choice `key`, none if it is not offered."""
        self.setCurrentIndex(self.findData(key))

    def set_state(self, state: FieldState) -> None:
        """Show `state`."""
        set_look(self, "state", state.value)
        self.setAccessibleDescription(spoken_state(state))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme().em(0.7)
        pixmap = theme().sign(Sign.CHEVRON, side, Tone.SECONDARY, self.devicePixelRatio())
        left = self.width() - side - theme().em(0.4)
        QPainter(self).drawPixmap(left, (self.height() - side) // 2, pixmap)

    @Slot()
    def dress(self) -> None:
        """Take the size from the theme."""
        self.setFixedHeight(theme().em(1.4))
        if self._width is not None:
            self.setFixedWidth(theme().em(self._width))

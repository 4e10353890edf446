"""A choice of a few, shown side by side: the switch of the side pane, filters of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QWidget

from pingkou_gui.ui.kit.look import follow_theme, set_look
from pingkou_gui.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence


class Segments(QWidget):
    """One of a few, or none; `chosen` carries the key the clerk picked, `""` for none."""

    chosen = Signal(str)

    def __init__(
        self, items: Sequence[tuple[str, str]], *, joined: bool = True, optional: bool = False
    ) -> None:
        """Offer `items` (key, title).

        Args:
            items: What can be chosen.
            joined: One frame beside the other, or a gap between them.
            optional: A second click on the chosen one leaves none chosen.
        """
        super().__init__()
        self._joined, self._optional, self._height = joined, optional, 1.5
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(not optional)
        self._group.buttonClicked.connect(self._clicked)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self.set_items(items)
        follow_theme(self.dress)

    @property
    def current(self) -> str:
        """The key of the chosen one, `""` if none is."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    @property
    def last(self) -> QWidget:
        """The last button: what belongs to the segments comes behind it."""
        return [*self._buttons.values()][-1]

    def set_items(self, items: Sequence[tuple[str, str]]) -> None:
        """Offer other `items`; what was chosen stays chosen if it is still among them."""
        before = self.current
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._line.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {key: self._made(title) for key, title in items}
        self.choose(before)

    def set_title(self, key: str, title: str) -> None:
        """Call the item `key` something else, for example with another count."""
        button = self._buttons[key]
        if title != button.accessibleName():
            button.setText(title.replace("&", "&&"))
            button.setAccessibleName(title)
            self._make_room(button)

    def _make_room(self, button: QPushButton) -> None:
        """Lay out everything around now: Qt's own way leaves the new title cut for a moment."""
        inside: QWidget = button
        while self.isVisible() and button.width() < button.sizeHint().width():
            around = inside.parentWidget()
            if around is None or inside.isWindow():
                return
            layout = around.layout()
            if layout is not None:
                layout.activate()
            inside = around

    def set_height(self, height: float) -> None:
        """Set the height of the buttons in em."""
        self._height = height
        self.dress()

    def choose(self, key: str) -> None:
        """Show `key` as chosen (`""`: none); nothing is signalled."""
        self._group.setExclusive(False)
        for name, button in self._buttons.items():
            button.setChecked(name == key)
        self._group.setExclusive(not self._optional)

    def _made(self, title: str) -> QPushButton:
        button = QPushButton(title.replace("&", "&&"))
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setAccessibleName(title)
        set_look(button, "kind", "segment")
        set_look(button, "joined", "true" if self._joined and self._line.count() else None)
        button.setFixedHeight(theme().em(self._height))
        self._group.addButton(button)
        self._line.addWidget(button)
        return button

    @Slot(QAbstractButton)
    def _clicked(self, button: QAbstractButton) -> None:
        key = next(key for key, each in self._buttons.items() if each is button)
        self.choose(key if button.isChecked() else "")
        self.chosen.emit(self.current)

    @Slot()
    def dress(self) -> None:
        """Take heights and gaps from the theme."""
        self._line.setSpacing(0 if self._joined else theme().em(0.6))
        for button in self._buttons.values():
            button.setFixedHeight(theme().em(self._height))

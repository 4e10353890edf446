"""The pane beside the form and the switch that chooses what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from pingkou_gui.ui.kit import MenuButton, Segments, follow_theme, later, set_look
from pingkou_gui.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QShowEvent

WIDTH = 21.2


@dataclass(frozen=True, slots=True)
class Pane:
    """Something to show beside the form: key, title in the switch, maker, shortcut."""

    key: str
    title: str
    make: Callable[[], QWidget]
    """Returns the widget; called when it is first needed."""
    shortcut: str = ""


class SidePane(QFrame):
    """The chosen pane; as wide as a page of the document where it stands beside the form."""

    def __init__(self, panes: Sequence[Pane]) -> None:
        super().__init__()
        set_look(self, "kind", "side")
        self._beside, self._current = True, ""
        self.hide()
        self._makers = {pane.key: pane.make for pane in panes}
        self._made: dict[str, QWidget] = {}
        self._stack = QStackedLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addLayout(self._stack)  # before its first pane, which would show as a window
        follow_theme(self.dress)

    @property
    def current(self) -> str:
        """The key of the pane shown, `""` before any was."""
        return self._current

    def widget_of(self, key: str) -> QWidget:
        """Return the pane `key`, made now if it was not yet."""
        if key not in self._made:
            self._made[key] = self._makers[key]()
            self._stack.addWidget(self._made[key])
        return self._made[key]

    def show_pane(self, key: str) -> None:
        """Show the pane `key`; a window that is only about to open shows its form first."""
        self._current = key
        if self.window().isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        later(self, self._fill)

    @Slot()
    def _fill(self) -> None:
        if self._current:
            self._stack.setCurrentWidget(self.widget_of(self._current))

    def set_beside(self, beside: bool) -> None:  # noqa: FBT001 - one plain switch
        """Stand beside the form, or take its whole place."""
        self._beside = beside
        self.dress()

    @Slot()
    def dress(self) -> None:
        """Take the width from the theme."""
        width = theme().em(WIDTH)
        self.setMinimumWidth(width if self._beside else 0)
        self.setMaximumWidth(width if self._beside else _ANY)


_ANY = (1 << 24) - 1  # QWIDGETSIZE_MAX


class PaneSwitch(QWidget):
    """正文 / 检查 / 说明; a second click closes the pane. `chosen` carries a key or `""`."""

    chosen = Signal(str)

    def __init__(self, panes: Sequence[Pane]) -> None:
        super().__init__()
        self._titles = {pane.key: pane.title for pane in panes}
        self._current = ""
        self._segments = Segments(list(self._titles.items()), optional=True)
        self._segments.chosen.connect(self.chosen)
        self._menu = QMenu(self)
        self._button = MenuButton("", self._menu)
        self._button.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._segments)
        line.addWidget(self._button)
        self._fill_menu()

    def set_title(self, key: str, title: str) -> None:
        """Call a pane something else: 检查 6."""
        if self._titles[key] == title:
            return
        self._titles[key] = title
        self._segments.set_title(key, title)
        self._fill_menu()

    def choose(self, key: str) -> None:
        """Show `key` (`""`: none) as chosen, without a signal."""
        self._current = key
        self._segments.choose(key)
        self._fill_menu()

    def set_one_button(self, one: bool) -> None:  # noqa: FBT001 - one plain switch
        """Be a single button with a menu."""
        self._segments.setVisible(not one)
        self._button.setVisible(one)

    def set_height(self, height: float) -> None:
        """Set the height of the buttons in em."""
        self._segments.set_height(height)
        self._button.set_height(height)

    def _fill_menu(self) -> None:
        shown = self._titles.get(self._current, "看旁栏")
        self._button.set_text(shown, f"旁栏：{shown}")
        self._menu.clear()
        for key, title in self._titles.items():
            action = self._menu.addAction(title)
            action.setCheckable(True)
            action.setChecked(key == self._current)
            action.triggered.connect(partial(self._picked, key))

    def _picked(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - Qt's own
        self.chosen.emit("" if key == self._current else key)

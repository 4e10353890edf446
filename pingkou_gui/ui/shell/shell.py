"""The layout of the window: menu line, steps, field bar, content, foot, side pane."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pingkou_gui.ui.kit import follow_theme, set_look
from pingkou_gui.ui.shell.field_bar import FieldBar
from pingkou_gui.ui.shell.foot import Foot
from pingkou_gui.ui.shell.menu_line import MenuLine
from pingkou_gui.ui.shell.panes import Pane, PaneSwitch, SidePane
from pingkou_gui.ui.shell.room import Room, room_for
from pingkou_gui.ui.shell.save_band import SaveBand
from pingkou_gui.ui.shell.step_strip import StepStrip
from pingkou_gui.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QMenuBar

    from pingkou_gui.ui.shell.step import Step


_BAR_FITS_FOOT = 55  # em of width from which the field bar fits between counts and buttons


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts of the window a page shows around itself."""

    steps: bool = True
    field_bar: bool = True
    foot: bool = True
    panes: bool = True


BARE = Parts(steps=False, field_bar=False, foot=False, panes=False)
"""For the start screen and for what has heads of its own."""


class Shell(QFrame):
    """The window's content; lays its parts out for the room there is.

    `menu_line`, `strip`, `save_band`, `field_bar` and `foot` are spoken to directly. Pages
    are made when first shown.
    """

    page_shown = Signal(str)
    """A page is in sight: its key."""
    pane_changed = Signal(str)
    """The pane in sight has changed: its key, `""` for none."""
    room_changed = Signal()
    """`room` is another one."""

    def __init__(self, steps: Sequence[Step], panes: Sequence[Pane] = ()) -> None:
        """Make the window's content.

        Args:
            steps: Pages in the strip, first to last; Ctrl+1, Ctrl+2 and so on go to them.
            panes: What can stand beside the form; none, and there is no switch.
        """
        super().__init__()
        self.setWindowFlag(Qt.WindowType.Widget)
        set_look(self, "kind", "desk")
        self._makers: dict[str, tuple[Callable[[], QWidget], Parts]] = {}
        self._pages: dict[str, QWidget] = {}
        self._page, self._parts, self._room = "", Parts(), Room()
        self._panes = {pane.key: pane for pane in panes}
        self._pane_beside = self._pane_instead = ""
        self.menu_line, self.strip, self.save_band = MenuLine(), StepStrip(steps), SaveBand()
        self.field_bar, self.foot = FieldBar(), Foot()
        self._content, self._left = QStackedWidget(), QWidget()
        self._side, self._switch = SidePane(panes), PaneSwitch(panes)
        self.step_actions = {step.key: self._step_action(i, step) for i, step in enumerate(steps)}
        self.pane_actions = {pane.key: self._pane_action(pane) for pane in panes}
        self._lay_out()
        self._connect()
        follow_theme(self.dress)

    @property
    def menu_bar(self) -> QMenuBar:
        """The bar to add menus to."""
        return self.menu_line.menu_bar

    @property
    def room(self) -> Room:
        """What there is room for now."""
        return self._room

    @property
    def page(self) -> str:
        """The key of the page in sight."""
        return self._page

    @property
    def pane(self) -> str:
        """The key of the pane in sight, `""` for none."""
        if not self._parts.panes:
            return ""
        return self._pane_beside if self._room.side_beside else self._pane_instead

    def add_page(self, key: str, make: Callable[[], QWidget], parts: Parts = Parts()) -> None:
        """Offer the page `key`; `make` is called when it is first shown."""
        self._makers[key] = make, parts

    def drop_page(self, key: str) -> None:
        """Forget the widget of the page `key`, because another report is opened."""
        widget = self._pages.pop(key, None)
        if widget is not None:
            self._content.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        if key == self._page:
            self._page = ""

    def widget_of(self, key: str) -> QWidget:
        """Return the page `key`, made now if it was not yet."""
        if key not in self._pages:
            self._pages[key] = self._makers[key][0]()
            self._content.addWidget(self._pages[key])
        return self._pages[key]

    def show_page(self, key: str) -> None:
        """Show the page `key`.

        Raises:
            KeyError: No such page was added.
        """
        widget = self.widget_of(key)
        if key == self._page:
            return
        self._page, self._parts = key, self._makers[key][1]
        self._content.setCurrentWidget(widget)
        self.strip.choose(key)
        self._show_way()
        self._pane_instead = ""
        self.field_bar.settle()
        self._fit()
        self.page_shown.emit(key)

    def choose_pane(self, key: str) -> None:
        """Show the pane `key`, beside the form or in its place; `""` closes it."""
        beside = self._room.side_beside or not self.isVisible()
        self._pane_instead = "" if beside else key
        if beside or key:
            self._pane_beside = key
        self._show_pane()

    def pane_widget(self, key: str) -> QWidget:
        """Return the pane `key`, made now if it was not yet."""
        return self._side.widget_of(key)

    def set_pane_title(self, key: str, title: str) -> None:
        """Call a pane something else: 检查 6."""
        self._switch.set_title(key, title)
        self._fit()

    def show_save_trouble(self, happened: str, remedy: str) -> None:
        """Turn the saved line into the red band."""
        self.menu_line.saved.clear()
        self.save_band.show_trouble(happened, remedy)

    def show_saved(self, clock: str) -> None:
        """Say that all was saved at `clock` (`14:32`); the red band goes."""
        self.save_band.clear()
        self.menu_line.saved.show_saved(clock)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.pane and not self._room.side_beside:
            self.choose_pane("")
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def dress(self) -> None:
        """Lay the parts out for the type of the theme."""
        self._fit()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        self._column, body = QVBoxLayout(self._left), QHBoxLayout()
        for layout in (outer, self._column, body):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        outer.addWidget(self.menu_line)
        outer.addWidget(self.strip)
        outer.addWidget(self.save_band)
        self._column.addWidget(self.field_bar)
        self._column.addWidget(self._content, 1)
        self._column.addWidget(self.foot)
        body.addWidget(self._left, 1)
        body.addWidget(self._side)
        outer.addLayout(body, 1)
        self.strip.switch_room.addWidget(self._switch)

    def _connect(self) -> None:
        self.strip.wanted.connect(self.show_page)
        self._switch.chosen.connect(self.choose_pane)
        self.foot.back_wanted.connect(partial(self._go, -1))
        self.foot.forward_wanted.connect(partial(self._go, 1))

    def _step_action(self, index: int, step: Step) -> QAction:
        action = QAction(step.heading, self)
        action.setShortcut(QKeySequence(f"Ctrl+{index + 1}"))
        action.triggered.connect(partial(self._show_step, step.key))
        self.addAction(action)
        return action

    def _pane_action(self, pane: Pane) -> QAction:
        action = QAction(pane.title, self)
        action.setCheckable(True)
        action.setShortcut(QKeySequence(pane.shortcut))
        action.triggered.connect(partial(self._toggle, pane.key))
        self.addAction(action)
        return action

    def _show_step(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - Qt's own
        self.show_page(key)

    def _toggle(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - Qt's own
        """Show a pane; a pane that takes the focus is closed only from within."""
        pane = self.pane_widget(key)
        take_focus = getattr(pane, "take_focus", None)
        inside = pane.isAncestorOf(QApplication.focusWidget() or self)
        if key == self.pane and (take_focus is None or inside):
            self.choose_pane("")
            return
        self.choose_pane(key)
        if take_focus is not None:
            take_focus()

    def _neighbour(self, way: int) -> Step | None:
        steps = self.strip.steps
        at = next((i for i, step in enumerate(steps) if step.key == self._page), None)
        if at is None or not 0 <= at + way < len(steps):
            return None
        return steps[at + way]

    def _go(self, way: int) -> None:
        step = self._neighbour(way)
        if step is not None:
            self.show_page(step.key)

    def _show_way(self) -> None:
        back, forward = self._neighbour(-1), self._neighbour(1)
        self.foot.set_way(back.title if back else "", forward.title if forward else "")

    def _fit(self) -> None:
        """Lay the parts out for the width and height there are, in em."""
        em = theme().em(1)
        room = room_for(self.width() / em, self.height() / em)
        changed, self._room = room != self._room, room
        if room.side_beside:
            self._pane_instead = ""
        self.menu_line.find_button.setVisible(room.find and self._parts.steps)
        self.menu_line.fit_menus()
        self._place_switch()
        self._place_field_bar()
        self.foot.setVisible(self._parts.foot)
        self.foot.set_short(room.short_foot)
        self.strip.setVisible(self._parts.steps)
        self.strip.fit(room.steps, self.width())
        self._show_pane()
        if changed:
            self.room_changed.emit()

    def _place_switch(self) -> None:
        in_strip = self._room.side_beside
        home = self.strip.switch_room if in_strip else self.menu_line.switch_room
        home.addWidget(self._switch)
        self._switch.set_height(1.5 if in_strip else 1.4)
        self._switch.set_one_button(self._room.one_switch)
        self._switch.setVisible(bool(self._panes) and self._parts.panes)

    def _place_field_bar(self) -> None:
        in_foot = self._room.field_bar_in_foot and self._parts.foot
        between = self.width() >= theme().em(_BAR_FITS_FOOT)
        if not in_foot:
            self._column.insertWidget(0, self.field_bar)
        elif between:
            self.foot.bar_room.addWidget(self.field_bar, 1)
        else:
            self.foot.bar_line.addWidget(self.field_bar, 1)
        self.field_bar.set_bare(bare=in_foot, edge=not (in_foot and between))
        self.field_bar.setVisible(self._parts.field_bar)

    def _show_pane(self) -> None:
        key, beside = self.pane, self._room.side_beside
        before = self._side.current if not self._side.isHidden() else ""
        self._switch.choose(key)
        for each, action in self.pane_actions.items():
            action.setChecked(each == key)
        if key:
            self._side.show_pane(key)
        self._side.set_beside(beside)
        self._side.setVisible(bool(key))
        self._left.setVisible(beside or not key)
        if key != before:
            self.pane_changed.emit(key)

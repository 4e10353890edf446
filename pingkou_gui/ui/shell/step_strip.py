"""The line of the steps: the strip itself or one button for it, the switch at its right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu

from pingkou_gui.ui.kit import MenuButton, follow_theme, set_look
from pingkou_gui.ui.shell.room import StepShape
from pingkou_gui.ui.shell.step_bar import StepBar
from pingkou_gui.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.ui.shell.step import Step

_NARROWER = (StepShape.FULL, StepShape.FLAT, StepShape.TERSE)


class StepStrip(QFrame):
    """Steps in the shape that fits; `wanted` carries the key of a step."""

    wanted = Signal(str)

    def __init__(self, steps: Sequence[Step]) -> None:
        """Show `steps`, the first one chosen; `switch_room` takes what stands at the right."""
        super().__init__()
        set_look(self, "kind", "steps")
        self._bar = StepBar(steps)
        self._menu = QMenu(self)
        self._button = MenuButton("", self._menu)
        self.switch_room = QHBoxLayout()
        self._line = QHBoxLayout(self)
        self._line.setSpacing(0)
        self._line.addWidget(self._bar)
        self._line.addWidget(self._button)
        self._line.addStretch(1)
        self._line.addLayout(self.switch_room)
        self._bar.wanted.connect(self.wanted)
        self._bar.currentChanged.connect(self._show_on_button)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._shape = StepShape.FULL
        self._show_on_button()
        follow_theme(self.dress)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps as they are shown."""
        return self._bar.steps

    @property
    def shape(self) -> StepShape:
        """The shape they are shown in."""
        return self._shape

    def set_step(self, step: Step) -> None:
        """Show the step of this key with another state."""
        self._bar.set_step(step)
        self._show_on_button()

    def choose(self, key: str) -> None:
        """Show `key` as chosen if it is one of the steps, without a signal."""
        if any(step.key == key for step in self.steps):
            self._bar.choose(key)
            self._show_on_button()

    def fit(self, wish: StepShape, width: int) -> None:
        """Take the shape `wish`, or a narrower one if it does not fit `width` pixels."""
        margins = self._line.contentsMargins()
        free = width - margins.left() - margins.right() - self.switch_room.sizeHint().width()
        fitting = (s for s in _NARROWER if s >= wish and self._bar.width_in(s) <= free)
        self._shape = next(fitting, StepShape.ONE)
        one = self._shape is StepShape.ONE
        if not one:
            self._bar.set_shape(self._shape)
        self._bar.setVisible(not one)
        self._button.setVisible(one)
        height = 2.2 if self._shape is StepShape.FULL else 1.6
        self.setFixedHeight(theme().em(height) + 1)

    @Slot()
    def _show_on_button(self) -> None:
        step = self._bar.current
        if step is None:
            return
        self._button.set_text(step.heading, f"步骤：{step.spoken}")

    @Slot()
    def _fill_menu(self) -> None:
        self._menu.clear()
        for step in self.steps:
            action = self._menu.addAction(f"{step.heading}  {step.words}".replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(step == self._bar.current)
            action.triggered.connect(partial(self._picked, step.key))

    def _picked(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - Qt's own
        self.wanted.emit(key)

    @Slot()
    def dress(self) -> None:
        """Take margins from the theme."""
        self._line.setContentsMargins(theme().em(0.4), 0, theme().em(0.6), 1)

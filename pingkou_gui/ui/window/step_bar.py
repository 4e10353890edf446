"""The steps: a tab bar of pages with their states in words, or one button for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QTabBar

from pingkou_gui.ui.breakpoints import StepShape
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import fill, on_theme_change, set_look
from pingkou_gui.ui.widgets.controls import MenuButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.ui.open_items import PageStep


# The strip of steps: a tab bar, so that it is one for screen readers too.


_WIDTH, _PAD, _SIGN, _GAP = 5.9, 0.5, 0.65, 0.25
_FULL_HEIGHT, _FLAT_HEIGHT, _BAR = 2.2, 1.6, 3


class StepBar(QTabBar):
    """Pages with their states; `wanted` carries the key of the step the clerk went to."""

    wanted = Signal(str)

    def __init__(self, steps: Sequence[PageStep]) -> None:
        """Show `steps`, the first one chosen."""
        super().__init__()
        self._steps = list(steps)
        self._shape = StepShape.FULL
        self._elsewhere = False
        """Whether a screen is in sight that is none of the steps."""
        self.setAccessibleName("步骤")
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        for index, step in enumerate(self._steps):
            self.addTab(step.heading)
            self._describe(index)
        self.currentChanged.connect(self._changed)
        self.tabBarClicked.connect(self._clicked)
        on_theme_change(self.apply_theme)

    @property
    def steps(self) -> tuple[PageStep, ...]:
        """The steps as they are shown."""
        return tuple(self._steps)

    @property
    def current(self) -> PageStep | None:
        """The chosen step; None where there are no steps."""
        return self._steps[self.currentIndex()] if self._steps else None

    @property
    def is_elsewhere(self) -> bool:
        """Whether a screen is in sight that is none of the steps."""
        return self._elsewhere

    def choose(self, key: str) -> None:
        """Show `key` as chosen, without a signal."""
        self._elsewhere = False
        self.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.setCurrentIndex(self._index(key))
        self.blockSignals(False)  # noqa: FBT003
        self.update()

    def choose_none(self) -> None:
        """Show no step as chosen: another screen is in sight."""
        self._elsewhere = True
        self.update()

    def set_step(self, step: PageStep) -> None:
        """Show the step of this key with another state."""
        index = self._index(step.key)
        before = self._steps[index]
        if before == step:
            return
        self._steps[index] = step
        self._describe(index)
        if self._step_width(before, self._shape) == self._step_width(step, self._shape):
            self.update()
        else:
            self._relayout()

    def set_shape(self, shape: StepShape) -> None:
        """Draw the steps roomier or narrower."""
        if shape is not self._shape:
            self._shape = shape
            self._relayout()

    def width_in(self, shape: StepShape) -> int:
        """Return the pixels all steps take in `shape`."""
        return sum(self._step_width(step, shape) for step in self._steps)

    def tabSizeHint(self, index: int) -> QSize:
        full = self._shape is StepShape.FULL
        height = theme().em(_FULL_HEIGHT if full else _FLAT_HEIGHT)
        return QSize(self._step_width(self._steps[index], self._shape), height)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # a turn of the wheel must not leave the page

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for index, step in enumerate(self._steps):
            place = self.tabRect(index)
            if place.intersects(event.rect()):
                chosen = index == self.currentIndex() and not self._elsewhere
                self._paint_step(painter, step, place, chosen=chosen)

    def _paint_step(self, painter: QPainter, step: PageStep, place: QRect, *, chosen: bool) -> None:
        self._paint_ground(painter, place, chosen=chosen)
        role = TypeRole.STRONG if chosen else TypeRole.BODY
        title, state = self._parts(place)
        painter.setPen(QColor(theme().colours.text))
        painter.setFont(theme().font(role))
        painter.drawText(title, _LEFT, step.heading)
        if self._shape is not StepShape.FULL:
            state.setLeft(title.left() + theme().text_width(step.heading, role) + theme().em(_GAP))
        self._paint_state(painter, step, state)

    def _paint_ground(self, painter: QPainter, place: QRect, *, chosen: bool) -> None:
        colours = theme().colours
        if chosen:
            fill(painter, place, colours.surface)
            fill(painter, place.adjusted(0, place.height() - _BAR, 0, 0), colours.accent)
        elif place.contains(self.mapFromGlobal(self.cursor().pos())) and self.underMouse():
            fill(painter, place, colours.hover)
        if chosen and self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(place.adjusted(1, 1, -1, -1))

    def _paint_state(self, painter: QPainter, step: PageStep, place: QRect) -> None:
        side = theme().em(_SIGN)
        if step.sign is not None:
            pixmap = theme().sign(step.sign, side, step.tone, self.devicePixelRatio())
            painter.drawPixmap(place.left(), place.center().y() - side // 2 + 1, pixmap)
            place.setLeft(place.left() + side + theme().em(_GAP))
        if self._shape is StepShape.FULL:
            painter.setPen(theme().colour(step.tone))
            painter.setFont(theme().font(TypeRole.SMALL))
            painter.drawText(place, _LEFT, step.words)

    def _parts(self, place: QRect) -> tuple[QRect, QRect]:
        em = theme().em
        inner = place.adjusted(em(_PAD), 0, 0, -_BAR)
        if self._shape is not StepShape.FULL:
            return inner, QRect(inner)
        top = em(0.12)
        title = QRect(inner.left(), top, inner.width(), em(1))
        state = QRect(inner.left(), title.bottom() + 1, inner.width(), inner.bottom() - em(1) - top)
        return title, state

    def _step_width(self, step: PageStep, shape: StepShape) -> int:
        em = theme().em
        title = theme().text_width(step.heading, TypeRole.STRONG)
        sign = em(_SIGN + _GAP) if step.sign is not None else 0
        pads = em(2 * _PAD)
        if shape is StepShape.FULL:
            words = sign + theme().text_width(step.words, TypeRole.SMALL)
            return max(em(_WIDTH), max(title, words) + pads)
        needed = title + sign + pads
        return max(em(_WIDTH), needed) if shape is StepShape.FLAT else needed

    def _index(self, key: str) -> int:
        return next(index for index, step in enumerate(self._steps) if step.key == key)

    def _describe(self, index: int) -> None:
        self.setAccessibleTabName(index, self._steps[index].spoken)

    @Slot(int)
    def _changed(self, index: int) -> None:
        self.wanted.emit(self._steps[index].key)

    @Slot(int)
    def _clicked(self, index: int) -> None:
        """Go to the chosen step as well: another screen may be in sight beside the steps."""
        if 0 <= index == self.currentIndex():
            self.wanted.emit(self._steps[index].key)

    def _relayout(self) -> None:
        # the bar asks for the sizes of all its tabs when the text of one changes
        if self._steps:
            self.setTabText(0, "")
            self.setTabText(0, self._steps[0].heading)
        self.updateGeometry()
        self.update()

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        self.setFont(theme().font(TypeRole.STRONG))
        self._relayout()


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


# The line of the steps: the strip itself or one button for it, the switch at its right.


_NARROWER = (StepShape.FULL, StepShape.FLAT, StepShape.TERSE)


class StepStrip(QFrame):
    """Steps in the shape that fits; `wanted` carries the key of a step."""

    wanted = Signal(str)

    def __init__(self, steps: Sequence[PageStep]) -> None:
        """Show `steps`, the first one chosen; `switch_room` takes what stands at the right."""
        super().__init__()
        set_look(self, "kind", "steps")
        self._bar = StepBar(steps)
        self._menu = QMenu(self)
        self._button = MenuButton(self._menu)
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
        on_theme_change(self.apply_theme)

    @property
    def steps(self) -> tuple[PageStep, ...]:
        """The steps as they are shown."""
        return self._bar.steps

    @property
    def shape(self) -> StepShape:
        """The shape they are shown in."""
        return self._shape

    def set_step(self, step: PageStep) -> None:
        """Show the step of this key with another state."""
        self._bar.set_step(step)
        self._show_on_button()

    def choose(self, key: str) -> None:
        """Show `key` as chosen, none where it is not one of the steps, without a signal."""
        if any(step.key == key for step in self.steps):
            self._bar.choose(key)
            self._show_on_button()
        else:
            self._bar.choose_none()
            self._show_on_button()

    def fit(self, widest: StepShape, width: int) -> None:
        """Take the shape `widest`, or a narrower one if it does not fit `width` pixels."""
        margins = self._line.contentsMargins()
        free = width - margins.left() - margins.right() - self.switch_room.sizeHint().width()
        fitting = (s for s in _NARROWER if s >= widest and self._bar.width_in(s) <= free)
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
        if self._bar.is_elsewhere:
            self._button.set_text("各页", "步骤：还没有选")
        else:
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
    def apply_theme(self) -> None:
        """Take margins from the theme."""
        self._line.setContentsMargins(theme().em(0.4), 0, theme().em(0.6), 1)

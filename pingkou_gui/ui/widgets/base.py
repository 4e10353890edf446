"""What every widget shares: theme, states, tab order, deferred calls, signs, letters composed."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QInputMethodEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget, QWidgetItem

from pingkou_gui.ui.signs import Sign, Tone, spoken, tone_of
from pingkou_gui.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent, QWheelEvent

# An act put off until the events at hand are done.


def call_later(owner: QObject, callback: Callable[[], object], ms: int = 0) -> None:
    """Act in `ms` milliseconds, unless the owner has gone by then.

    `QTimer.singleShot` with a context swallows what is raised (PySide 6.8.3); what is raised
    here reaches the one error handler.
    """
    timer = QTimer(owner, singleShot=True, interval=ms)
    timer.timeout.connect(timer.deleteLater)
    timer.timeout.connect(callback)
    timer.start()


# What every widget of the kit shares: following the theme, showing a state.


def is_zoom(event: QWheelEvent) -> bool:
    """Return whether a turn of the wheel is for the size of type: the window takes it."""
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


_CHORDS = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def is_chord(event: QKeyEvent) -> bool:
    """Return whether a key that has a letter was pressed with Alt: it types nothing.

    Qt would type the 2 of Alt+2; whoever presses it means a command. Of Ctrl Qt types nothing,
    and has commands of its own.
    """
    text = event.text()
    return bool(event.modifiers() & _CHORDS) and bool(text) and text.isprintable()


def on_theme_change(apply_theme: Callable[[], None]) -> None:
    """Call `apply_theme` (a method of the widget) now, and again whenever the theme changes."""
    apply_theme()
    theme().add_follower(apply_theme)


def set_look(widget: QWidget, name: str, value: str | None) -> bool:
    """Set the property `name` the style sheet asks for; return whether it changed.

    The sheet is asked again only then (0.1 ms a widget), and not before the widget was
    first shown.
    """
    if widget.property(name) == value:
        return False
    widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()
    return True


def fill(painter: QPainter, place: QRect, colour: str) -> None:
    """Fill a place with one colour, `#RRGGBB`.

    `QPainter.fillRect` takes gradients as well: its first call makes their types, 3 ms.
    """
    painter.setBackground(QColor(colour))
    painter.eraseRect(place)


_Kind = TypeVar("_Kind", bound=QWidget)


def enclosing(widget: QWidget, kind: type[_Kind]) -> _Kind | None:
    """Return the nearest widget of a kind that a widget stands in, None where none is."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, kind):
        parent = parent.parentWidget()
    return parent


# How large a window may be.


_TITLE_BAR = 31
"""Pixels of the window's own frame above what it holds."""


def available_size(widget: QWidget) -> QSize:
    """Return the free part of the screen a widget is on, task bar left out."""
    return widget.screen().availableSize()


def fit_to_screen(wanted: QSize, screen: QSize) -> QSize:
    """Return the size nearest to the one wanted that the free part of a screen can hold."""
    return wanted.boundedTo(QSize(screen.width(), screen.height() - _TITLE_BAR))


# A sign as a widget, painted at the pixel ratio of the display it is on.


class SignLabel(QWidget):
    """A sign of a given size, with the word for it as accessible name."""

    def __init__(self, sign: Sign, size: float = 0.85, tone: Tone | None = None) -> None:
        """Show `sign`, `size` em wide, in `tone` or in the tone it normally has."""
        super().__init__()
        self._sign, self._size, self._tone = sign, size, tone
        fixed = QSizePolicy.Policy.Fixed
        self.setSizePolicy(fixed, fixed)
        self.set_sign(sign)
        on_theme_change(self.apply_theme)

    @property
    def sign(self) -> Sign:
        """The sign shown."""
        return self._sign

    def set_sign(self, sign: Sign, tone: Tone | None = None) -> None:
        """Show another sign."""
        self._sign = sign
        self._tone = tone or self._tone
        self.setAccessibleName(spoken(sign))
        self.update()

    def sizeHint(self) -> QSize:
        side = theme().em(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        tone = self._tone or tone_of(self._sign)
        pixmap = theme().sign(self._sign, self.width(), tone, self.devicePixelRatio())
        QPainter(self).drawPixmap(0, (self.height() - self.width()) // 2, pixmap)

    @Slot()
    def apply_theme(self) -> None:
        """Take the size from the theme."""
        self.setFixedSize(self.sizeHint())


# The states of a field: what its frame shows and what a screen reader says of it.


class FieldState(StrEnum):
    """What is the matter with the value of a field; focus is no state, it wins over all."""

    EMPTY = "empty"
    REQUIRED = "required"  # due and still empty
    TYPED = "typed"
    ERROR = "error"
    REMINDER = "reminder"
    CARRIED = "carried"  # 沿用待核
    DERIVED = "derived"  # worked out by the program
    LOCKED = "locked"  # by the scheme, or the file is read-only


READ_ONLY = frozenset({FieldState.DERIVED, FieldState.LOCKED})

SPOKEN_STATE = {
    FieldState.REQUIRED: "要填",
    FieldState.ERROR: "必改",
    FieldState.REMINDER: "提醒",
    FieldState.CARRIED: "沿用待核",
    FieldState.DERIVED: "由程序算出",
    FieldState.LOCKED: "不能改",
}


def spoken_state(state: FieldState, source: str = "") -> str:
    """Return the accessible description of `state` and of the `source` of an import."""
    return "，".join(part for part in (SPOKEN_STATE.get(state, ""), source) if part)


# The order in which Tab goes, where it is not the one in which widgets were made.


def join_tab_order(before: QWidget, made: QWidget) -> None:
    """Have Tab go from `before` into what was made late, which else comes last in the window."""
    for widget in list(_inside(made)):
        QWidget.setTabOrder(before, widget)
        before = widget


def tab_behind(before: Sequence[QWidget], made: QWidget) -> None:
    """Have Tab go from the last of some widgets that take the focus into a small part made late."""
    last = next((each for each in reversed(before) if _takes_focus(each)), None)
    inner: list[QWidget] = [*made.findChildren(QWidget)]
    for each in filter(_takes_focus, inner):
        if last is not None:
            QWidget.setTabOrder(last, each)
        last = each


def _takes_focus(widget: QWidget) -> bool:
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus


def tab_stops(part: QWidget, besides: QWidget | None = None) -> list[QWidget]:
    """Return what Tab stops at in a part of a window, in its order, and `besides` in its place."""
    inner: list[QWidget] = [*part.findChildren(QWidget)]
    stops = {each for each in inner if each is besides or (each.isVisible() and _is_stop(each))}
    found: list[QWidget] = []
    widget = part.nextInFocusChain()
    while widget is not None and widget is not part and len(found) < len(stops):
        if widget in stops:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def _is_stop(widget: QWidget) -> bool:
    """Return whether Tab stops at a widget in sight, as Qt itself decides it."""
    tab = Qt.FocusPolicy.TabFocus
    stops = (widget.focusPolicy() & tab) == tab and widget.focusProxy() is None
    return stops and widget.isEnabled()


def _inside(made: QWidget) -> Iterator[QWidget]:
    widget = made.nextInFocusChain()
    while widget is not None and widget is not made:
        if made.isAncestorOf(widget) and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            yield widget
        widget = widget.nextInFocusChain()


# A line of widgets that breaks into further lines where the width ends.


class FlowRow(QLayout):
    """Items side by side at the width they ask for; one wider than the line breaks itself."""

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = 0, centred: bool = False
    ) -> None:
        """Make the layout; `gap` in pixels stands between the items of a line.

        With `centred` the lines stand in the middle of a height greater than theirs.
        """
        super().__init__(parent) if parent is not None else super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap, self._centred, self._hang, self._leading = gap, centred, 0, 0
        self._heights: dict[int, int] = {}

    def set_gap(self, gap: int, leading: int = 0) -> None:
        """Set the gap between the items of a line and, for frames, between lines, in pixels."""
        self._gap, self._leading = gap, leading
        self.invalidate()

    def set_hang(self, hang: int) -> None:
        """Have the lines behind the first one begin so many pixels further in."""
        self._hang = hang
        self.invalidate()

    def addWidget(self, widget: QWidget) -> None:
        """Put `widget` behind the others.

        Its item is made here: of one that Qt makes and deletes, Python keeps a reference to where
        it stood, and takes a later item at the same address for it.
        """
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    # Qt takes None for "no such item"; its Python types do not say so
    def itemAt(self, index: int) -> QLayoutItem:
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def takeAt(self, index: int) -> QLayoutItem:
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:  # asked hundreds of times while a page is laid out
            margins = self.contentsMargins()
            inner = width - margins.left() - margins.right()
            height = max((place.bottom() + 1 for _, place in self._places(inner)), default=0)
            self._heights[width] = height + margins.top() + margins.bottom()
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(hint.width() for hint in shown) + self._gap * max(0, len(shown) - 1)
        height = max((hint.height() for hint in shown), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        shown = [item.minimumSize() for item in self._items if not item.isEmpty()]
        width = max((size.width() for size in shown), default=0) + self._hang * (len(shown) > 1)
        height = max((size.height() for size in shown), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        if self._centred:
            free = rect.height() - self.heightForWidth(rect.width())
            inner.translate(0, max(0, free // 2))
        for item, place in self._places(inner.width()):
            item.setGeometry(place.translated(inner.topLeft()))

    def _places(self, width: int) -> Iterator[tuple[QLayoutItem, QRect]]:
        top = left = 0
        for line in self._broken_lines(width):
            height = max(size.height() for _, size in line)
            for item, size in line:
                corner = QPoint(left, top + (height - size.height()) // 2)
                yield item, QRect(corner, size)
                left += size.width() + self._gap
            top, left = top + height + self._leading, self._hang

    def _broken_lines(self, width: int) -> Iterator[list[tuple[QLayoutItem, QSize]]]:
        """Yield the items of each line that fits in `width`, with their sizes."""
        line: list[tuple[QLayoutItem, QSize]] = []
        used = indent = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = _size_within(item, width - indent)
            if line and used + self._gap + size.width() > width - indent:
                yield line
                line, used, indent = [], 0, self._hang
                size = _size_within(item, width - indent)
            used += size.width() + (self._gap if line else 0)
            line.append((item, size))
        if line:
            yield line


def _size_within(item: QLayoutItem, width: int) -> QSize:
    hint = item.sizeHint().expandedTo(item.minimumSize())
    if hint.width() <= width:
        return hint
    height = item.heightForWidth(width) if item.hasHeightForWidth() else hint.height()
    return QSize(width, height)


# What an input method composes in a field: the keys are its own, and no letter is lost.


class Composition:
    """Follows the letters that are shown in one field while words are composed of them.

    When the focus goes away in the middle of a word, by a click beside or a key of the window,
    Qt takes the letters out of the field just before it says so.
    """

    def __init__(self, owner: QObject) -> None:
        """Follow the field `owner`."""
        self._owner = owner
        self._letters = self._taken_away = ""

    @property
    def is_under_way(self) -> bool:
        """Whether letters wait to become words."""
        return bool(self._letters)

    def follow(self, event: QInputMethodEvent) -> None:
        """Take note of what the input method shows or commits."""
        before, self._letters = self._letters, event.preeditString()
        given_up = not self._letters and not event.commitString()
        self._taken_away = before if given_up else ""
        if self._taken_away:  # given up by the clerk, unless the focus goes in this very moment
            QTimer.singleShot(0, self._owner, self._forget)

    def keeps(self, event: QEvent) -> bool:
        """Return whether a key would be a shortcut of the window, which has to wait."""
        return self.is_under_way and event.type() == QEvent.Type.ShortcutOverride

    def rest(self) -> QInputMethodEvent | None:
        """Return what puts the letters in as they are, None where there are none left.

        To be called when the focus goes.
        """
        letters = self._letters or self._taken_away
        self._letters = self._taken_away = ""
        if not letters:
            return None
        event = QInputMethodEvent()
        event.setCommitString(letters)
        return event

    def _forget(self) -> None:
        self._taken_away = ""

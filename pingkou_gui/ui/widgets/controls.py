"""Controls: buttons, fields, combo boxes, segments, labels, messages, text boxes."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pingkou_gui.ui.signs import Sign, Tone, spoken, tone_of
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import (
    READ_ONLY,
    Composition,
    FieldState,
    FlowRow,
    SignLabel,
    is_chord,
    on_theme_change,
    set_look,
    spoken_state,
)
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText

if TYPE_CHECKING:
    from collections.abc import Sequence


# A field of one line, in all its states.


_HEIGHT, _MARK, _INSET = 1.4, 0.8, 0.35
_CURSOR = 1
_IN_FIGURES = frozenset("0123456789,.+-−%无 ")
_SLACK = 3  # the cursor, and the margin Qt keeps on the other side


class LineField(QLineEdit):
    """A line to write in, with signs inside its frame.

    The sign at the left tells where an imported value came from (`Sign.WORKBOOK`,
    `Sign.REPORT`); at the right stands `Sign.CARRIED`, or `Sign.CHEVRON` where phrases can
    be had. Who binds the field to a value listens to Qt's own signals and decides what
    Enter and Esc do.
    """

    choices_wanted = Signal()
    """The clerk asked for the choices: a click on the chevron, or Alt+↓."""
    typed_in_vain = Signal()
    """Something was typed into a derived or locked field."""

    def __init__(
        self, *, name: str, figures: bool = False, width: float | None = None, strong: bool = False
    ) -> None:
        """Make an empty field.

        Args:
            name: Accessible name, `302 商品和服务支出，本年决算`.
            figures: Aligned right, for amounts and other numbers.
            width: In em; None takes what room there is.
            strong: Demibold, for totals.
        """
        super().__init__()
        self.composition = Composition(self)
        self._state = FieldState.EMPTY
        self._left: Sign | None = None
        self._right: Sign | None = None
        self._width, self._figures, self._strong = width, figures, strong
        self._least = 0
        self.setAccessibleName(name)
        self.setAcceptDrops(False)  # a file dropped here is for the window, not its path
        if figures:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.textChanged.connect(self._fit_width)
        on_theme_change(self.apply_theme)

    @property
    def state(self) -> FieldState:
        """What is the matter with the value: the frame and the screen reader tell it."""
        return self._state

    @property
    def marks(self) -> tuple[Sign | None, Sign | None]:
        """The signs inside the frame, left and right."""
        return self._left, self._right

    def set_width(self, width: float) -> None:
        """Give the field another width, in em."""
        self._width = width
        self._fit_width()

    def set_least_width(self, pixels: int) -> None:
        """Be at least so wide: as wide as the widest in the same column."""
        if pixels != self._least:
            self._least = pixels
            self._fit_width()

    def needed_width(self) -> int:
        """Return the pixels that the field asks for by itself: its width, or that of its figure."""
        margins = self.textMargins()
        frame = theme().digit_inset() * (1 if self._state is FieldState.DERIVED else 2)
        words = self.text() if self._figures and self._shows_figure() else ""
        text = self.fontMetrics().horizontalAdvance(words)
        needed = text + frame + margins.left() + margins.right() + _SLACK
        return max(theme().em(self._width or 0), needed if self._figures else 0)

    def _shows_figure(self) -> bool:
        """Return whether a number stands here: a sentence put here by mistake asks for no room."""
        derived = self._state is FieldState.DERIVED
        return derived or _IN_FIGURES.issuperset(self.text())

    def text_width(self) -> int:
        """Return the pixels in which all of the text can be seen at once."""
        margins = self.textMargins()
        text = self.fontMetrics().horizontalAdvance(self.text())
        return text + 2 * theme().digit_inset() + margins.left() + margins.right() + _CURSOR

    def set_state(self, state: FieldState) -> None:
        """Show `state`; derived and locked fields cannot be edited, but take the focus."""
        self._state = state
        self.setReadOnly(state in READ_ONLY)
        if set_look(self, "state", state.value):
            self._fit_width()
        self._describe()

    def set_marks(self, left: Sign | None = None, right: Sign | None = None) -> None:
        """Show these signs inside the frame."""
        if (left, right) == (self._left, self._right):
            return
        self._left, self._right = left, right
        self.setMouseTracking(right is Sign.CHEVRON)
        self._describe()
        self._make_room()
        self.update()

    def set_value_text(self, text: str) -> None:
        """Show `text` from its beginning; nothing happens if it already stands there."""
        if text == self.text():
            return
        self.setText(text)
        self.setCursorPosition(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._left is None and self._right is None:
            return
        painter = QPainter(self)
        if self._left is not None:
            self._paint_mark(painter, self._left, self._left_place())
        if self._right is not None:
            self._paint_mark(painter, self._right, self._right_place())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._on_chevron(event)
        shape = Qt.CursorShape.ArrowCursor if over else Qt.CursorShape.IBeamCursor
        self.setCursor(shape)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self._on_chevron(event):
            self.ask_choices()

    def ask_choices(self) -> None:
        """Tell that the choices are asked for; an editor that has them opens them instead."""
        self.choices_wanted.emit()

    def refuse_typing(self) -> None:
        """Tell that something was typed into a derived or locked field."""
        self.typed_in_vain.emit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if self.isReadOnly():  # Qt would put the words in all the same
            event.ignore()
        else:
            self.composition.follow(event)
            super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.settle_letters()
        super().focusOutEvent(event)

    def settle_letters(self) -> None:
        """Write letters that are still being composed as they are, because the focus goes."""
        rest = self.composition.rest()
        if rest is not None:
            super().inputMethodEvent(rest)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() == Qt.Key.Key_Down and self._right is Sign.CHEVRON:
            self.ask_choices()
            return
        if is_chord(event):
            event.ignore()
            return
        if self.isReadOnly() and event.text().isprintable() and event.text().strip():
            self.refuse_typing()
        super().keyPressEvent(event)

    @Slot()
    def apply_theme(self) -> None:
        """Take font and size from the theme."""
        if self._strong:
            self.setFont(theme().font(TypeRole.STRONG))
        self.setFixedHeight(theme().em(_HEIGHT))
        self._fit_width()
        if self._left is not None or self._right is not None:
            self._make_room()

    @Slot()
    def _fit_width(self) -> None:
        """Keep the width asked for, unless a figure would be cut in it."""
        if self._width is not None:
            self.setFixedWidth(max(self.needed_width(), self._least))

    def _describe(self) -> None:
        source = spoken(self._left) if self._left is not None else ""
        self.setAccessibleDescription(spoken_state(self._state, source))

    def _make_room(self) -> None:
        room = theme().em(_MARK + 0.15)
        left = room if self._left is not None else 0
        right = theme().em(_MARK) if self._right is Sign.CHEVRON else room  # it is drawn narrow
        self.setTextMargins(left, 0, right if self._right is not None else 0, 0)
        self._fit_width()

    def _left_place(self) -> QRect:
        side = theme().em(_MARK)
        return QRect(theme().em(_INSET), (self.height() - side) // 2, side, side)

    def _right_place(self) -> QRect:
        side = theme().em(_MARK)
        left = self.width() - side - theme().em(_INSET)
        return QRect(left, (self.height() - side) // 2, side, side)

    def _paint_mark(self, painter: QPainter, sign: Sign, place: QRect) -> None:
        ratio = self.devicePixelRatio()
        pixmap = theme().sign(sign, place.width(), tone_of(sign), ratio)
        painter.drawPixmap(place.topLeft(), pixmap)

    def _on_chevron(self, event: QMouseEvent) -> bool:
        if self._right is not Sign.CHEVRON:
            return False
        return event.position().x() >= self._right_place().left()


# Push buttons, links, menu buttons, check boxes.


_FIXED = QSizePolicy.Policy.Fixed


class ButtonKind(StrEnum):
    """How much weight a button has; one `PRIMARY` on a screen at most."""

    NORMAL = "normal"
    PRIMARY = "primary"
    LINK = "link"
    QUIET = "quiet"  # small secondary words, for what also stands in a menu
    MENU = "menu"


_FLAT = (ButtonKind.LINK, ButtonKind.QUIET)


def press_with_enter(button: QPushButton, event: QKeyEvent) -> None:
    """Have Enter press the button that is framed; Qt asks for the space bar."""
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        button.click()
    else:
        QPushButton.keyPressEvent(button, event)


class Segment(QPushButton):
    """One of the buttons of a `SegmentedChoice`."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        press_with_enter(self, event)


class Button(QPushButton):
    """A button; its text is verb and object, `&` in it is an ordinary character."""

    def __init__(
        self, text: str, kind: ButtonKind = ButtonKind.NORMAL, *, key: str = "", spoken: str = ""
    ) -> None:
        """Make the button.

        Args:
            text: What it does.
            kind: Its weight.
            key: The shortcut that does the same, shown behind the text (`F4`).
            spoken: The accessible name where `text` alone would not say enough.
        """
        super().__init__()
        self._key = key
        self._height: float | None = None
        self._kind = kind
        self._missing = ""
        set_look(self, "kind", kind.value)
        self.setAutoDefault(False)
        self.setSizePolicy(_FIXED, _FIXED)
        if kind in _FLAT:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_text(text, spoken)
        on_theme_change(self.apply_theme)

    @property
    def kind(self) -> ButtonKind:
        """The weight of the button."""
        return self._kind

    def set_kind(self, kind: ButtonKind) -> None:
        """Give the button another weight."""
        self._kind = kind
        set_look(self, "kind", kind.value)
        self.apply_theme()

    def set_text(self, text: str, spoken: str = "") -> None:
        """Say something else; `spoken` is the accessible name, `text` if empty."""
        shown = f"{text} {self._key}" if self._key else text
        self.setText(shown.replace("&", "&&"))
        self.setAccessibleName(spoken or text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        press_with_enter(self, event)

    def set_height(self, height: float) -> None:
        """Make the button `height` em high instead of what its kind has."""
        self._height = height
        self.apply_theme()

    def set_missing(self, reason: str) -> None:
        """Disable the button and say why; an empty `reason` enables it."""
        if reason == self._missing and self.isEnabled() is not bool(reason):
            return
        self._missing = reason
        self.setEnabled(not reason)
        self.setAccessibleDescription(reason)
        self.setToolTip(reason)

    @Slot()
    def apply_theme(self) -> None:
        """Take font and height from the theme."""
        if self._kind is ButtonKind.QUIET:
            self.setFont(theme().font(TypeRole.SMALL))
        self.setFixedHeight(theme().em(self._height or (1.4 if self._kind in _FLAT else 1.5)))


class UnfoldLink(Button):
    """`展开 …` between fields: Tab passes it by on the way down, Shift+Tab and the mouse do not.

    Nothing can be typed there, and who goes on with Tab types without looking. So it is with what
    a message offers: it comes and goes with what was typed, and would catch what follows.
    """

    def __init__(
        self, text: str, kind: ButtonKind = ButtonKind.LINK, *, key: str = "", spoken: str = ""
    ) -> None:
        super().__init__(text, kind, key=key, spoken=spoken)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.TabFocusReason:
            self.focusNextPrevChild(True)  # noqa: FBT003 - Qt's own


class UnfoldLine(QFrame):
    """The link that stands in place of rows out of sight, with what is said of them."""

    def __init__(self, words: str, note: str) -> None:
        """Make the line; who makes it connects `link` to what opens the rows."""
        super().__init__()
        self.link = UnfoldLink(words)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self.link)
        self._line.addWidget(TextLabel(note, TypeRole.SMALL, Tone.SECONDARY))
        self._line.addStretch(1)
        on_theme_change(self.apply_theme)

    @Slot()
    def apply_theme(self) -> None:
        """Take margins from the theme."""
        em = theme().em
        self._line.setContentsMargins(em(0.5), 0, em(0.6), 0)
        self._line.setSpacing(em(0.5))


class MenuButton(Button):
    """A button that opens something, with a chevron at its right."""

    def __init__(self, menu: QMenu) -> None:
        """Make the button without words yet; `menu` opens below it."""
        super().__init__("", ButtonKind.MENU)
        self.menu_below = menu
        self.clicked.connect(self._open)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme().em(0.7)
        pixmap = theme().sign(Sign.CHEVRON, side, Tone.SECONDARY, self.devicePixelRatio())
        left = self.width() - side - theme().em(0.5)
        QPainter(self).drawPixmap(left, (self.height() - side) // 2, pixmap)

    @Slot()
    def _open(self) -> None:
        # not QPushButton.setMenu: with a menu the style sheet's padding is ignored
        self.menu_below.popup(self.mapToGlobal(self.rect().bottomLeft()))


# The line under a row that says what is the matter, and what can be done.


_MOST_ACTIONS = 2


class MessageAction(NamedTuple):
    """Something that can be done about a message: verb and object, and its shortcut."""

    key: str
    title: str
    shortcut: str = ""


class Message(NamedTuple):
    """What is the matter: a sign, one sentence, at most two actions."""

    sign: Sign
    sentence: str
    actions: tuple[MessageAction, ...] = ()


class MessageLine(QFrame):
    """A message at the column of its field; `acted` carries the key of the action."""

    acted = Signal(str)

    def __init__(self, message: Message, *, indent: float = 0, less: int = 0) -> None:
        """Show `message`, its sign `indent` em from the left, `less` some pixels."""
        super().__init__()
        self._indent, self._less = indent, less
        self._line = QHBoxLayout(self)
        self._sign_room = QVBoxLayout()
        self._sign_room.addWidget(SignLabel(message.sign))
        self._sign_room.addStretch(1)
        self._line.addLayout(self._sign_room)
        self._flow = FlowRow()
        self._line.addLayout(self._flow, 1)
        self._sentence = WrappedText(message.sentence, tone=_text_tone(message.sign))
        self._flow.addWidget(self._sentence)
        for action in message.actions[:_MOST_ACTIONS]:
            self._flow.addWidget(self._link(action))
        self.setAccessibleName(f"{message.sign.value}：{message.sentence}")
        on_theme_change(self.apply_theme)

    def _link(self, action: MessageAction) -> Button:
        link = UnfoldLink(action.title, key=action.shortcut)
        link.clicked.connect(partial(self._emit_acted, action.key))
        return link

    def _emit_acted(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - Qt's own
        self.acted.emit(key)

    @Slot()
    def apply_theme(self) -> None:
        """Take gaps from the theme."""
        em = theme().em
        self._line.setContentsMargins(em(self._indent) - self._less, 0, em(0.6), em(0.1))
        self._line.setSpacing(em(0.35))
        self._sign_room.setContentsMargins(0, (em(1.4) - em(0.85)) // 2, 0, 0)
        self._sentence.setMinimumHeight(em(1.4))
        self._flow.set_gap(em(0.65))


def _text_tone(sign: Sign) -> Tone:
    return tone_of(sign) if sign in (Sign.ERROR, Sign.REMINDER) else Tone.TEXT


# A choice of a few, shown side by side: the switch of the side pane, filters of a list.


class SegmentedChoice(QWidget):
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
        on_theme_change(self.apply_theme)

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
        self.apply_theme()

    def choose(self, key: str) -> None:
        """Show `key` as chosen (`""`: none); nothing is signalled."""
        self._group.setExclusive(False)
        for name, button in self._buttons.items():
            button.setChecked(name == key)
        self._group.setExclusive(not self._optional)

    def _made(self, title: str) -> QPushButton:
        button = Segment(title.replace("&", "&&"))
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
    def apply_theme(self) -> None:
        """Take heights and gaps from the theme."""
        self._line.setSpacing(0 if self._joined else theme().em(0.6))
        for button in self._buttons.values():
            button.setFixedHeight(theme().em(self._height))

"""A field of one line, in all its states."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from pingkou_gui.ui.kit.look import follow_theme, set_look
from pingkou_gui.ui.kit.state import READ_ONLY, FieldState, spoken_state
from pingkou_gui.ui.theme import Sign, TypeRole, spoken, theme, tone_of

_HEIGHT, _MARK, _INSET = 1.4, 0.8, 0.35
_SLACK = 3  # the cursor, and the margin Qt keeps on the other side


class Field(QLineEdit):
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
        self._state = FieldState.EMPTY
        self._left: Sign | None = None
        self._right: Sign | None = None
        self._width, self._figures, self._strong = width, figures, strong
        self.setAccessibleName(name)
        self.setAcceptDrops(False)  # a file dropped here is for the window, not its path
        if figures:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.textChanged.connect(self._fit_width)
        follow_theme(self.dress)

    @property
    def state(self) -> FieldState:
        """The state shown."""
        return self._state

    @property
    def marks(self) -> tuple[Sign | None, Sign | None]:
        """The signs inside the frame, left and right."""
        return self._left, self._right

    def set_width(self, width: float) -> None:
        """Give the field another width, in em."""
        self._width = width
        self._fit_width()

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
            self.choices_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() == Qt.Key.Key_Down and self._right is Sign.CHEVRON:
            self.choices_wanted.emit()
            return
        if self.isReadOnly() and event.text().isprintable() and event.text().strip():
            self.typed_in_vain.emit()
        super().keyPressEvent(event)

    @Slot()
    def dress(self) -> None:
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
        if self._width is None:
            return
        margins = self.textMargins()
        frame = theme().digit_inset() * (1 if self._state is FieldState.DERIVED else 2)
        text = self.fontMetrics().horizontalAdvance(self.text()) if self._figures else 0
        needed = text + frame + margins.left() + margins.right() + _SLACK
        self.setFixedWidth(max(theme().em(self._width), needed if self._figures else 0))

    def _describe(self) -> None:
        source = spoken(self._left) if self._left is not None else ""
        self.setAccessibleDescription(spoken_state(self._state, source))

    def _make_room(self) -> None:
        room = theme().em(_MARK + 0.15)
        left = room if self._left is not None else 0
        self.setTextMargins(left, 0, room if self._right is not None else 0, 0)
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

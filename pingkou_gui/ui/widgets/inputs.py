"""Check box, choice from a list, text of several lines: what no first page of a report has."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QTextOption
from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QSizePolicy

from pingkou_gui.ui.signs import Sign, Tone
from pingkou_gui.ui.theme import theme
from pingkou_gui.ui.widgets.base import (
    READ_ONLY,
    Composition,
    FieldState,
    is_chord,
    on_theme_change,
    set_look,
    spoken_state,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import (
        QFocusEvent,
        QInputMethodEvent,
        QKeyEvent,
        QPaintEvent,
        QResizeEvent,
        QWheelEvent,
    )


class CheckBox(QCheckBox):
    """A check box; once framed by the sheet, Qt leaves its tick to us."""

    def __init__(self, text: str = "", *, spoken: str = "") -> None:
        """Make the box; `spoken` names it where it stands without a text, in a table."""
        super().__init__(text.replace("&", "&&"))
        set_look(self, "kind", "check")
        self.setAccessibleName(spoken or text)
        on_theme_change(self.apply_theme)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), theme().em(1.4)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isChecked():
            return
        tone = Tone.ON_ACCENT if self.isEnabled() else Tone.SECONDARY
        side = theme().em(0.7)
        pixmap = theme().sign(Sign.DONE, side, tone, self.devicePixelRatio())
        # the box as the sheet sets it, asked of no QStyle: that type alone costs 60 ms
        left = (theme().em(0.8) + 2 - side) // 2
        QPainter(self).drawPixmap(left, (self.height() - side) // 2, pixmap)

    @Slot()
    def apply_theme(self) -> None:
        """Take the size from the theme."""
        self.updateGeometry()


# A choice from a list. The wheel scrolls the page and never changes a value unseen.


class ComboBox(QComboBox):
    """A choice; keys go with the titles as item data."""

    def __init__(
        self,
        items: Sequence[tuple[str, str]] = (),
        *,
        name: str,
        width: float | None = None,
        least: float | None = None,
    ) -> None:
        """Offer `items` (key, title).

        `name` is the accessible name, `width` is in em; with `least` the box may be as narrow as
        that where there is no room.
        """
        super().__init__()
        self._width, self._least = width, least
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        set_look(self, "kind", "combo")
        self.set_items(items)
        on_theme_change(self.apply_theme)

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
        """Frame the box by what is the matter with its value, and have screen readers say it."""
        set_look(self, "state", state.value)
        self.setAccessibleDescription(spoken_state(state))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.showPopup()  # Enter does what is framed
        elif is_chord(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def sizeHint(self) -> QSize:
        wanted = super().sizeHint()
        return wanted if self._width is None else QSize(theme().em(self._width), wanted.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme().em(0.7)
        pixmap = theme().sign(Sign.CHEVRON, side, Tone.SECONDARY, self.devicePixelRatio())
        left = self.width() - side - theme().em(0.4)
        QPainter(self).drawPixmap(left, (self.height() - side) // 2, pixmap)

    @Slot()
    def apply_theme(self) -> None:
        """Take the size from the theme."""
        self.setFixedHeight(theme().em(1.4))
        if self._width is not None:
            self.setMaximumWidth(theme().em(self._width))
            self.setMinimumWidth(theme().em(self._least or self._width))


# A text of several lines that grows with what is written in it.


_FRAME = 3  # pixels of border and padding, as in the style sheet
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TextBox(QPlainTextEdit):
    """A text; Enter breaks the line, Ctrl+Enter and Tab leave."""

    left = Signal()
    """The text was left with Ctrl+Enter or lost the focus."""

    around = 0.2
    """Em between the frame and the words."""

    def __init__(self, *, name: str, min_lines: int = 2, max_lines: int | None = None) -> None:
        """Make an empty box.

        Args:
            name: Accessible name.
            min_lines: Height when empty.
            max_lines: Beyond it the box scrolls; None lets it grow on.
        """
        super().__init__()
        self.composition = Composition(self)
        self._min, self._max = min_lines, max_lines
        self._state = FieldState.EMPTY
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)  # a file dropped here is for the window, not its path
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        on_theme_change(self.apply_theme)

    @property
    def state(self) -> FieldState:
        """What is the matter with the text: the frame and the screen reader tell it."""
        return self._state

    def set_state(self, state: FieldState) -> None:
        """Show `state`; derived and locked texts cannot be edited."""
        self._state = state
        self.setReadOnly(state in READ_ONLY)
        set_look(self, "state", state.value)
        self.setAccessibleDescription(spoken_state(state))

    def set_value_text(self, text: str) -> None:
        """Show `text`; nothing happens (no lost cursor, no lost undo) if it already does."""
        if text != self.toPlainText():
            self.setPlainText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in _ENTER:
            self.left.emit()
            self.focusNextChild()
            return
        if is_chord(event):
            event.ignore()
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composition.follow(event)
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.settle_letters()
        self.left.emit()
        super().focusOutEvent(event)

    def settle_letters(self) -> None:
        """Write letters that are still being composed as they are, because the focus goes."""
        rest = self.composition.rest()
        if rest is not None:
            super().inputMethodEvent(rest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(theme().em(16), self.height())

    @Slot()
    def apply_theme(self) -> None:
        """Take margins and line height from the theme."""
        self.document().setDocumentMargin(theme().em(self.around))
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """Make the box as high as its text, between the least and the most lines."""
        line = ceil(QFontMetricsF(self.font()).lineSpacing())
        text = self._text_height()
        shown = max(text, self._min * line)
        if self._max is not None:
            shown = min(shown, self._max * line)
        bar = Qt.ScrollBarPolicy
        scrolls = text > shown
        self.setVerticalScrollBarPolicy(
            bar.ScrollBarAsNeeded if scrolls else bar.ScrollBarAlwaysOff
        )
        margins = 2 * (round(self.document().documentMargin()) + _FRAME)
        self.setFixedHeight(shown + margins + 1)  # Qt scrolls a text that fits to the pixel

    def _text_height(self) -> int:
        # asked of the blocks: a line with a sign from another font is higher than its font
        block, height = self.document().firstBlock(), 0.0
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        return ceil(height - self.document().documentMargin())

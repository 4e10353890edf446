"""A text of several lines that grows with what is written in it."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from pingkou_gui.ui.kit.look import follow_theme, set_look
from pingkou_gui.ui.kit.state import READ_ONLY, FieldState, spoken_state
from pingkou_gui.ui.theme import theme

_FRAME = 3  # pixels of border and padding, as in the style sheet
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TextBox(QPlainTextEdit):
    """A text; Enter breaks the line, Ctrl+Enter and Tab leave."""

    left = Signal()
    """The text was left with Ctrl+Enter or lost the focus."""

    def __init__(self, *, name: str, min_lines: int = 2, max_lines: int | None = None) -> None:
        """Make an empty box.

        Args:
            name: Accessible name.
            min_lines: Height when empty.
            max_lines: Beyond it the box scrolls; None lets it grow on.
        """
        super().__init__()
        self._min, self._max = min_lines, max_lines
        self._state = FieldState.EMPTY
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)  # a file dropped here is for the window, not its path
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        follow_theme(self.dress)

    @property
    def state(self) -> FieldState:
        """The state shown."""
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
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(theme().em(16), self.height())

    @Slot()
    def dress(self) -> None:
        """Take margins and line height from the theme."""
        self.document().setDocumentMargin(theme().em(0.2))
        self._fit()

    @Slot()
    def _fit(self) -> None:
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

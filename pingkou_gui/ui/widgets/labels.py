"""Labels by role. Their text is always plain: `<` typed by a clerk stays `<`."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QLabel, QSizePolicy

from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import on_theme_change, set_look

QWIDGETSIZE_MAX = (1 << 24) - 1
_SHORT = 12  # up to here full-width quotes are set tight


class Side(Enum):
    """Where a text stands in its width."""

    LEFT = Qt.AlignmentFlag.AlignLeft
    CENTRE = Qt.AlignmentFlag.AlignHCenter
    RIGHT = Qt.AlignmentFlag.AlignRight


class TextLabel(QLabel):
    """A text on one line, never narrower than its words."""

    def __init__(  # noqa: PLR0913
        self,
        text: str = "",
        role: TypeRole = TypeRole.BODY,
        tone: Tone = Tone.TEXT,
        *,
        side: Side = Side.LEFT,
        width: float | None = None,
        indent: float = 0,
    ) -> None:
        """Make the label.

        Args:
            text: What it says.
            role: Size and weight.
            tone: Colour role.
            side: Where the words stand in the width.
            width: In em; fixed, but never narrower than the words.
            indent: In em from the left, for labels of children.
        """
        super().__init__()
        self._role, self._width, self._indent = role, width, indent
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(side.value | Qt.AlignmentFlag.AlignVCenter)
        self.set_tone(tone)
        super().setText(text)
        on_theme_change(self.apply_theme)

    @property
    def role(self) -> TypeRole:
        """The type role."""
        return self._role

    def set_role(self, role: TypeRole) -> None:
        """Set the text in another role."""
        self._role = role
        self.apply_theme()

    def set_width(self, width: float | None) -> None:
        """Give the text another width, in em."""
        self._width = width
        if width is None:
            self.setMinimumWidth(0)
            self.setMaximumWidth(QWIDGETSIZE_MAX)
        self.apply_theme()

    def set_tone(self, tone: Tone) -> None:
        """Give the text another colour role."""
        set_look(self, "tone", tone.value)

    def setText(self, text: str) -> None:
        if text != self.text():  # a fixed width set again has the whole page laid out
            super().setText(text)
            self.apply_theme()

    @Slot()
    def apply_theme(self) -> None:
        """Take font, indent and width from the theme."""
        text = self.text()
        tight = text.startswith("“") and len(text) < _SHORT
        if (
            self._role is not TypeRole.BODY
            or tight
            or self.testAttribute(Qt.WidgetAttribute.WA_SetFont)
        ):
            self.setFont(theme().font(self._role, tight=tight))
        if self._indent:
            self.setIndent(theme().em(self._indent))
        if self._width is not None:
            self.setMinimumWidth(0)  # Qt's size hint is never below it,
            self.setIndent(self.indent())  # and is kept for a hidden label until its indent is set
            self.setFixedWidth(max(theme().em(self._width), self.sizeHint().width()))


class WrappedText(TextLabel):
    """A text that takes one line if there is room, and breaks into more if there is not.

    For one or two lines; QLabel knows no line height, longer prose wants a document.
    """

    def __init__(
        self, text: str = "", role: TypeRole = TypeRole.BODY, tone: Tone = Tone.TEXT
    ) -> None:
        super().__init__(text, role, tone)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        lines = self.text().split("\n")
        width = max(metrics.horizontalAdvance(line) for line in lines) + 2
        height = metrics.lineSpacing() * len(lines)
        return QSize(width, height).grownBy(self.contentsMargins())

    def minimumSizeHint(self) -> QSize:
        narrowest = QSize(theme().em(4), self.fontMetrics().lineSpacing())
        return narrowest.grownBy(self.contentsMargins()).boundedTo(self.sizeHint())

"""Push buttons, links, menu buttons, check boxes."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QMenu, QPushButton, QSizePolicy

from pingkou_gui.ui.kit.look import follow_theme, set_look
from pingkou_gui.ui.theme import Sign, Tone, TypeRole, theme

_FIXED = QSizePolicy.Policy.Fixed


class ButtonKind(StrEnum):
    """How much weight a button has; one `PRIMARY` on a screen at most."""

    NORMAL = "normal"
    PRIMARY = "primary"
    LINK = "link"
    QUIET = "quiet"  # small secondary words, for what also stands in a menu
    MENU = "menu"


_FLAT = (ButtonKind.LINK, ButtonKind.QUIET)


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
        follow_theme(self.dress)

    @property
    def kind(self) -> ButtonKind:
        """The weight of the button."""
        return self._kind

    def set_kind(self, kind: ButtonKind) -> None:
        """Give the button another weight."""
        self._kind = kind
        set_look(self, "kind", kind.value)
        self.dress()

    def set_text(self, text: str, spoken: str = "") -> None:
        """Say something else; `spoken` is the accessible name, `text` if empty."""
        shown = f"{text} {self._key}" if self._key else text
        self.setText(shown.replace("&", "&&"))
        self.setAccessibleName(spoken or text)

    def set_height(self, height: float) -> None:
        """Make the button `height` em high instead of what its kind has."""
        self._height = height
        self.dress()

    def set_missing(self, reason: str) -> None:
        """Disable the button and say why; an empty `reason` enables it."""
        if reason == self._missing and self.isEnabled() is not bool(reason):
            return
        self._missing = reason
        self.setEnabled(not reason)
        self.setAccessibleDescription(reason)
        self.setToolTip(reason)

    @Slot()
    def dress(self) -> None:
        """Take font and height from the theme."""
        if self._kind is ButtonKind.QUIET:
            self.setFont(theme().font(TypeRole.SMALL))
        self.setFixedHeight(theme().em(self._height or (1.4 if self._kind in _FLAT else 1.5)))


class MenuButton(Button):
    """A button that opens something, with a chevron at its right."""

    def __init__(self, text: str, menu: QMenu, *, spoken: str = "") -> None:
        """Make the button; `menu` opens below it."""
        super().__init__(text, ButtonKind.MENU, spoken=spoken)
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


class Check(QCheckBox):
    """A check box; once framed by the sheet, Qt leaves its tick to us."""

    def __init__(self, text: str = "", *, spoken: str = "") -> None:
        """Make the box; `spoken` names it where it stands without a text, in a table."""
        super().__init__(text.replace("&", "&&"))
        set_look(self, "kind", "check")
        self.setAccessibleName(spoken or text)
        follow_theme(self.dress)

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
    def dress(self) -> None:
        """Take the size from the theme."""
        self.updateGeometry()

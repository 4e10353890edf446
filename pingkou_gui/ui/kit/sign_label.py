"""A sign as a widget, painted at the pixel ratio of the display it is on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pingkou_gui.ui.kit.look import follow_theme
from pingkou_gui.ui.theme import Sign, Tone, spoken, theme, tone_of


class SignLabel(QWidget):
    """A sign of a given size, with the word for it as accessible name."""

    def __init__(self, sign: Sign, size: float = 0.85, tone: Tone | None = None) -> None:
        """Show `sign`, `size` em wide, in `tone` or in the tone it normally has."""
        super().__init__()
        self._sign, self._size, self._tone = sign, size, tone
        fixed = QSizePolicy.Policy.Fixed
        self.setSizePolicy(fixed, fixed)
        self.set_sign(sign)
        follow_theme(self.dress)

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
    def dress(self) -> None:
        """Take the size from the theme."""
        self.setFixedSize(self.sizeHint())

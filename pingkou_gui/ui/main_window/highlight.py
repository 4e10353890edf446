"""The frame that shows where a jump has led."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QVariantAnimation, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QStyle, QWidget

from pingkou_gui.ui.kit import later
from pingkou_gui.ui.theme import theme

HOLD, FADE = 1200, 200
"""Milliseconds."""
_REACH = 4
"""Pixels by which the frame stands out."""


class Highlight(QWidget):
    """Lies over a field for a moment, lets every click through, then goes."""

    def __init__(self, over: QWidget) -> None:
        """Lie over `over`, as a child of what it stands on."""
        super().__init__(over.parentWidget())
        self._opacity = 1.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(_place(over).adjusted(-_REACH, -_REACH, _REACH, _REACH))
        self.setMask(_rim(self.rect()))  # or whatever lies below would be painted with every step
        self.raise_()
        self.show()
        self._fade = QVariantAnimation(self)
        self._fade.setStartValue(1.0)
        self._fade.setEndValue(0.0)
        self._fade.valueChanged.connect(self._faded)
        self._fade.finished.connect(self.deleteLater)
        later(self, self._end, HOLD)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(self._opacity)
        painter.setPen(QPen(QColor(theme().colours.accent), 3))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 5, 5)

    @Slot()
    def _end(self) -> None:
        moves = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self)
        self._fade.setDuration(FADE if moves else 0)
        self._fade.start()

    @Slot(object)
    def _faded(self, value: float) -> None:
        self._opacity = value
        self.update()


def _rim(place: QRect) -> QRegion:
    """Return the frame of a rectangle, without what it holds."""
    return QRegion(place).subtracted(QRegion(place.adjusted(_REACH, _REACH, -_REACH, -_REACH)))


def _place(widget: QWidget) -> QRect:
    return widget.geometry()

"""How large a dialog may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_TITLE_BAR = 31
"""Pixels of the window's own frame above what it holds."""


def free_room(widget: QWidget) -> QSize:
    """Return the free part of the screen a widget is on, task bar left out."""
    return widget.screen().availableSize()


def fitted(wanted: QSize, screen: QSize) -> QSize:
    """Return the size nearest to the one wanted that the free part of a screen can hold."""
    return wanted.boundedTo(QSize(screen.width(), screen.height() - _TITLE_BAR))

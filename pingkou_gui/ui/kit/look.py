"""What every widget of the kit shares: following the theme, showing a state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from pingkou_gui.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def follow_theme(dress: Callable[[], None]) -> None:
    """Call `dress` (a method of the widget) now, and again whenever the theme changes."""
    dress()
    theme().add_follower(dress)


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

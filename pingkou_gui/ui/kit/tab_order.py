"""The order in which Tab goes, where it is not the one in which widgets were made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator


def join_tab_order(before: QWidget, made: QWidget) -> None:
    """Have Tab go from `before` into what was made late, which else comes last in the window."""
    for widget in list(_inside(made)):
        QWidget.setTabOrder(before, widget)
        before = widget


def _inside(made: QWidget) -> Iterator[QWidget]:
    widget = made.nextInFocusChain()
    while widget is not None and widget is not made:
        if made.isAncestorOf(widget) and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            yield widget
        widget = widget.nextInFocusChain()

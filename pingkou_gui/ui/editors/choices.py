"""The list of what a field offers, opened under it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from pingkou_gui.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

_WIDEST = 30
_ELIDE = Qt.TextElideMode.ElideRight


def offer_choices(
    under: QWidget, choices: Sequence[str], current: str, take: Callable[[str], None]
) -> QMenu | None:
    """Open the choices under a widget; `take` gets the one picked. Returns the open list."""
    if not choices:
        return None
    menu = QMenu(under)
    menu.setMinimumWidth(under.width())
    for choice in choices:
        shown = under.fontMetrics().elidedText(choice, _ELIDE, theme().em(_WIDEST))
        action = menu.addAction(shown.replace("&", "&&"))
        action.setData(choice)
        action.triggered.connect(partial(_picked, take, choice))
        if choice == current:
            menu.setActiveAction(action)
    if menu.activeAction() is None:
        menu.setActiveAction(menu.actions()[0])
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(under.mapToGlobal(under.rect().bottomLeft()))
    return menu


def _picked(take: Callable[[str], None], choice: str, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - Qt's own
    take(choice)

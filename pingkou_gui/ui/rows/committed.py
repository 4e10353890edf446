"""Words committed at once into a closed cell, by handwriting or speech: Qt loses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView, QApplication

if TYPE_CHECKING:
    from PySide6.QtGui import QInputMethodEvent

    from pingkou_gui.ui.rows.view import RowsView


def begins_with(view: RowsView, event: QInputMethodEvent) -> bool:
    """Open the editor of the current cell with such words; return whether they were some."""
    whole = bool(event.commitString()) and not event.preeditString()
    if not whole or view.state() == QAbstractItemView.State.EditingState:
        return False
    view.begin_edit()
    editor = view.indexWidget(view.currentIndex())
    return editor is not None and QApplication.sendEvent(editor, event)

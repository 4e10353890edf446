"""What the menu does with rows: the acts of the table in hand, each with its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtWidgets

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

CONFIRM = "确认沿用"
TABLE_ACTS = (
    ("在下面插入", "Ctrl+Shift+="),
    ("删除选中的", "Ctrl+-"),
    ("上移", "Alt+Shift+↑"),
    ("下移", "Alt+Shift+↓"),
    ("复制", "Ctrl+C"),
    ("粘贴", "Ctrl+V"),
    ("清除内容", "Delete"),
    ("从表格粘贴为新行", ""),
    ("整表复制到 Excel", ""),
)
"""How the acts of a table begin, and their keys; the table itself listens to the keys."""


def table_act(beginning: str) -> bool:
    """Do an act of the table in hand; return whether one has it."""
    action = _act_of(QtWidgets.QApplication.focusWidget(), beginning)
    if action is not None:
        action.trigger()
    return action is not None


def _act_of(widget: object, beginning: str) -> QAction | None:
    if not isinstance(widget, QtWidgets.QTableView):
        return None
    return next((a for a in widget.actions() if a.text().startswith(beginning)), None)

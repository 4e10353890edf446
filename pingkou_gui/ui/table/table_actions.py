"""What can be done with the rows of a table, known by its name wherever it is offered."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QTableView


class TableAction(Enum):
    """Object name, title, the key that is shown, and other keys that do the same."""

    INSERT = ("insert_rows", "在下面插入", "Ctrl+Shift+=", ("Ctrl++", "Ctrl+Shift++"))
    DELETE = ("delete_rows", "删除", "Ctrl+Delete", ())
    MOVE_UP = ("move_rows_up", "上移", "Alt+Shift+↑", ("Alt+Shift+Up",))
    MOVE_DOWN = ("move_rows_down", "下移", "Alt+Shift+↓", ("Alt+Shift+Down",))
    COPY = ("copy_cells", "复制", "Ctrl+C", ())
    PASTE = ("paste_cells", "粘贴", "Ctrl+V", ())
    FILL_DOWN = ("fill_down", "向下填充", "Ctrl+Enter", ("Ctrl+Return",))
    CLEAR = ("clear_cells", "清除内容", "Delete", ())
    PASTE_ROWS = ("paste_rows", "从表格粘贴为新行", "", ())
    COPY_TABLE = ("copy_table", "整表复制到 Excel", "", ())
    CONFIRM = ("confirm_cells", "确认沿用", "Ctrl+D", ())
    PROMOTE = ("promote_rows", "升级", "", ())
    DEMOTE = ("demote_rows", "降级", "", ())

    @property
    def object_name(self) -> str:
        """What the action is found by."""
        return str(self.value[0])

    @property
    def title(self) -> str:
        """What it is called where no rows are named."""
        return str(self.value[1])

    @property
    def shown_key(self) -> str:
        """The key as menus show it, empty for none."""
        return str(self.value[2])

    @property
    def sequences(self) -> list[QKeySequence]:
        """The keys the table listens to; 确认沿用 is the window's."""
        if self is TableAction.CONFIRM:
            return []
        keys = (self.shown_key, *self.value[3])
        return [QKeySequence(key) for key in keys if key and key.isascii()]


IN_MENU = (
    TableAction.INSERT,
    TableAction.DELETE,
    TableAction.MOVE_UP,
    TableAction.MOVE_DOWN,
    TableAction.COPY,
    TableAction.PASTE,
    TableAction.FILL_DOWN,
    TableAction.CLEAR,
    TableAction.PASTE_ROWS,
    TableAction.COPY_TABLE,
)
"""What the menu of the window offers for the table in hand."""


def add_table_action(
    table: QTableView, what: TableAction, do: Callable[[], object], title: str = ""
) -> QAction:
    """Offer an action in a table: in its own menu, and by its keys while it has the focus."""
    action = QAction(title or what.title, table)
    action.setObjectName(what.object_name)
    action.setShortcuts(what.sequences)
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.triggered.connect(lambda *_sent: do())
    table.addAction(action)
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
    return action


def trigger_table_action(what: TableAction) -> bool:
    """Do something with the table in hand; return whether it offers that."""
    table = QApplication.focusWidget()
    if not isinstance(table, QtWidgets.QTableView):
        return False
    found = (each for each in table.actions() if each.objectName() == what.object_name)
    action = next(found, None)
    if action is not None:
        action.trigger()
    return action is not None

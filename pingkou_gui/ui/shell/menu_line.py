"""The top line: menus left, 查找 and the saved line right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenuBar, QSizePolicy

from pingkou_gui.ui.kit import Button, ButtonKind, follow_theme, set_look
from pingkou_gui.ui.shell.saved_line import SavedLine
from pingkou_gui.ui.theme import TypeRole, theme


class MenuLine(QFrame):
    """Menus (`menu_bar`), room for the switch of the panes, 查找 (`find_button`), `saved`."""

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "kind", "desk")
        self.menu_bar = QMenuBar()
        self.menu_bar.setNativeMenuBar(False)
        self.menu_bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.find_button = Button("查找", ButtonKind.QUIET, key="Ctrl+F", spoken="查找栏目")
        self.saved = SavedLine()
        self.switch_room = QHBoxLayout()
        self._line = QHBoxLayout(self)
        self._line.addWidget(self.menu_bar, 1, Qt.AlignmentFlag.AlignVCenter)
        self._line.addLayout(self.switch_room)
        self._line.addWidget(self.find_button)
        self._line.addWidget(self.saved)
        follow_theme(self.dress)

    @Slot()
    def dress(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self.setFixedHeight(em(1.4))
        self.menu_bar.setFont(theme().font(TypeRole.BODY))
        self._line.setContentsMargins(em(0.5), 0, em(0.8), 0)
        self._line.setSpacing(em(0.8))

    def fit_menus(self) -> None:
        """Keep every menu in sight: the bar must not hide one behind an arrow."""
        menus = [action.text().replace("&", "") for action in self.menu_bar.actions()]
        text = sum(theme().text_width(title) for title in menus)
        self.menu_bar.setMinimumWidth(text + theme().em(1.2) * len(menus))

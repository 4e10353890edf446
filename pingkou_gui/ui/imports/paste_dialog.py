"""The dialog a copied report is pasted into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPlainTextEdit

from pingkou_gui.ui.dialog import Dialog
from pingkou_gui.ui.kit import Button, ButtonKind, WrappedText
from pingkou_gui.ui.theme import Tone

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class PasteDialog(Dialog):
    """Takes the text of a report; Ctrl+Enter reads it."""

    def __init__(self, title: str, act: str, parent: QWidget | None = None) -> None:
        """Ask for text under `title`; `act` is what the button says."""
        super().__init__(title, (40, 24), parent)
        words = "在 Word 或 WPS 里全选、复制，粘贴到下面；表格也一起复制"
        self.column.addWidget(WrappedText(words, tone=Tone.SECONDARY))
        self.words = QPlainTextEdit()
        self.words.setAccessibleName("报告的文字")
        self.words.setTabChangesFocus(True)
        self.column.addWidget(self.words, 1)
        leave = Button("返回", key="Esc")
        leave.clicked.connect(self.reject)
        self.take = Button(act, ButtonKind.PRIMARY, key="Ctrl+Enter")
        self.take.setShortcut("Ctrl+Return")
        self.take.clicked.connect(self.accept)
        self.add_foot(leave, self.take)
        self.words.textChanged.connect(self._allow)
        self._allow()
        self.words.setFocus()

    @property
    def text(self) -> str:
        """What was pasted."""
        return self.words.toPlainText()

    @Slot()
    def _allow(self) -> None:
        self.take.set_missing("" if self.text.strip() else "先粘贴文字")

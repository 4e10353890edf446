"""The dialog a copied report is pasted into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from pingkou_gui.ui.kit import Button, ButtonKind, WrappedText, follow_theme
from pingkou_gui.ui.theme import Tone, theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class PasteDialog(QDialog):
    """Takes the text of a report; Ctrl+Enter reads it."""

    def __init__(self, title: str, act: str, parent: QWidget | None = None) -> None:
        """Ask for text under `title`; `act` is what the button says."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self._column, line = QVBoxLayout(self), QHBoxLayout()
        words = "在 Word 或 WPS 里全选、复制，粘贴到下面；表格也一起复制"
        self._column.addWidget(WrappedText(words, tone=Tone.SECONDARY))
        self.words = QPlainTextEdit()
        self.words.setAccessibleName("报告的文字")
        self.words.setTabChangesFocus(True)
        self._column.addWidget(self.words, 1)
        leave = Button("返回", key="Esc")
        leave.clicked.connect(self.reject)
        self.take = Button(act, ButtonKind.PRIMARY, key="Ctrl+Enter")
        self.take.setShortcut("Ctrl+Return")
        self.take.clicked.connect(self.accept)
        line.addStretch(1)
        line.addWidget(leave)
        line.addWidget(self.take)
        self._column.addLayout(line)
        self.words.textChanged.connect(self._allow)
        self._allow()
        follow_theme(self.dress)

    @property
    def text(self) -> str:
        """What was pasted."""
        return self.words.toPlainText()

    @Slot()
    def dress(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self._column.setContentsMargins(em(1), em(0.8), em(1), em(0.8))
        self._column.setSpacing(em(0.5))
        self.resize(em(40), em(24))

    @Slot()
    def _allow(self) -> None:
        self.take.set_missing("" if self.text.strip() else "先粘贴文字")

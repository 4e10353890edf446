"""Whether everything is saved, in the corner of the menu line."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pingkou_gui.ui.kit import SignLabel, Text, follow_theme
from pingkou_gui.ui.theme import Sign, Tone, TypeRole, theme


class SavedLine(QWidget):
    """`✓ 已保存 14:32`, or 正在保存; empty before anything was saved."""

    def __init__(self) -> None:
        super().__init__()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._sign = SignLabel(Sign.DONE, 0.7)
        self._text = Text("", TypeRole.SMALL, Tone.SECONDARY)
        self._line.addWidget(self._sign)
        self._line.addWidget(self._text)
        follow_theme(self.dress)
        self.clear()

    def show_saved(self, clock: str) -> None:
        """Say that all was saved at `clock`, written as `14:32`."""
        self._say(f"已保存 {clock}", sign=True)

    def show_writing(self) -> None:
        """Say that something is being saved."""
        self._say("正在保存", sign=False)

    def clear(self) -> None:
        """Say nothing: no report is open, or the band under the steps speaks."""
        self._say("", sign=False)

    def _say(self, words: str, *, sign: bool) -> None:
        self._text.setText(words)
        self._sign.setVisible(sign)
        self.setVisible(bool(words))
        self.setAccessibleName(words)

    @Slot()
    def dress(self) -> None:
        """Take the gap from the theme."""
        self._line.setSpacing(theme().em(0.25))

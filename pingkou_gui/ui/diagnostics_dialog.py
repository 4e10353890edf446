"""诊断包: shown as it is before it is written anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit

from pingkou_gui.document.target_file import write_safely
from pingkou_gui.errors import KnownError
from pingkou_gui.store.diagnostics import diagnosis
from pingkou_gui.ui.dialogs import Dialog
from pingkou_gui.ui.error_dialogs import show_error
from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.theme import theme
from pingkou_gui.ui.widgets.controls import Button, ButtonKind
from pingkou_gui.ui.widgets.labels import WrappedText

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


_TAB = 9.0
"""Em from one tab stop to the next, so that names and sizes keep apart."""


class DiagnosticsDialog(Dialog):
    """The whole text, and a button that writes it where the clerk wants it."""

    def __init__(self, folder: Path, export_folder: Path, parent: QWidget | None = None) -> None:
        """Show the state of a data folder; it is written to `export_folder` at first."""
        super().__init__("诊断包", (50, 30), parent, scrolls=False)
        self._proposed = export_folder / "诊断包.txt"
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName("诊断包的内容")
        self.text.setTabStopDistance(theme().em(_TAB))
        self.text.setPlainText(diagnosis(folder))
        self.save_button = Button("另存…", ButtonKind.PRIMARY)
        self._leave = Button("关闭", ButtonKind.NORMAL, key="Esc")
        words = "下面是全部内容：只有版本、大小、数量和出错的位置，没有报告里的文字和数字。存好后交给县财政局"
        self.column.addWidget(WrappedText(words, tone=Tone.SECONDARY))
        self.column.addWidget(self.text, 1)
        self.add_foot(self.save_button, self._leave, left=0)
        self.save_button.clicked.connect(self._save)
        self._leave.clicked.connect(self.accept)

    @Slot()
    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "另存诊断包", str(self._proposed), "文本文件 (*.txt)"
        )
        if name:
            self.write(Path(name))

    def write(self, path: Path) -> None:
        """Write what is shown to a file."""
        try:
            write_safely(path, self.text.toPlainText().encode())
        except KnownError as error:
            show_error(error)

"""Writing the list as Word: where to, what came of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout

from pingkou_gui.document.checkup import publish_checkup
from pingkou_gui.errors import KnownError
from pingkou_gui.ui.kit import Button, ButtonKind, WrappedText, follow_theme
from pingkou_gui.ui.main_window.dialogs import ask_word_target
from pingkou_gui.ui.theme import Tone, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.domain.proofread import TextFinding
    from pingkou_gui.ui.main_window.settings import Settings


class ExportLine(QFrame):
    """What is said of the last export, with the other name or the file itself."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._name, self._findings = "", ()  # type: tuple[str, Sequence[TextFinding]]
        self._told = WrappedText("")
        self.other = Button("")
        self.open = Button("打开文件", ButtonKind.LINK)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self._told, 1)
        self._line.addWidget(self.other)
        self._line.addWidget(self.open)
        self._suggested: Path | None = None
        self._written: Path | None = None
        self.other.clicked.connect(self._write_other)
        self.open.clicked.connect(self._open)
        self.hide()
        follow_theme(self.dress)

    @property
    def told(self) -> str:
        """What is said now."""
        return self._told.text()

    def hold(self, name: str, findings: Sequence[TextFinding]) -> None:
        """Have these findings on the report `name` written next."""
        self._name, self._findings = name, tuple(findings)

    @Slot()
    def export(self) -> None:
        """Ask where to, and write."""
        proposed = self._settings.export_folder / f"核对清单（{Path(self._name).stem}）.docx"
        path = ask_word_target(self.window(), proposed)
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write to `path` and say what came of it."""
        moment = datetime.now().astimezone()
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            publish_checkup(self._name, self._findings, path, moment)
        except KnownError as error:
            self._tell(f"{error.happened}。{error.remedy}", Tone.ERROR)
            self._suggested = getattr(error, "suggestion", None)
            if self._suggested is not None:
                self.other.set_text(f"存为“{self._suggested.name}”")
        else:
            self._settings.export_folder = path.parent
            self._written, self._suggested = path, None
            self._tell(f"清单已写到“{path}”", Tone.TEXT)
        finally:
            QApplication.restoreOverrideCursor()
        self.other.setVisible(self._suggested is not None)
        self.open.setVisible(self._suggested is None and self._written is not None)

    @Slot()
    def dress(self) -> None:
        """Take gaps from the theme."""
        em = theme().em
        self._line.setContentsMargins(em(1), em(0.2), em(1), em(0.2))
        self._line.setSpacing(em(0.6))

    def _tell(self, words: str, tone: Tone) -> None:
        self._told.setText(words)
        self._told.set_tone(tone)
        self.show()

    @Slot()
    def _write_other(self) -> None:
        if self._suggested is not None:
            self.write(self._suggested)

    @Slot()
    def _open(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))

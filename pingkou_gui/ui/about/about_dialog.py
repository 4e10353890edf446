"""关于本程序."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot, qVersion
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit

from pingkou_gui import __version__
from pingkou_gui.ui.about.licences import metadata_version, parts
from pingkou_gui.ui.county.files import open_folder
from pingkou_gui.ui.dialog import Dialog, WordList, framed
from pingkou_gui.ui.kit import Button, ButtonKind, Text, WrappedText
from pingkou_gui.ui.main_window.names import PROGRAM
from pingkou_gui.ui.theme import Tone, TypeRole, theme

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse


class AboutDialog(Dialog):
    """Versions, licences, the data folder."""

    def __init__(self, folder: Path, parent: QWidget | None = None, *, scheme: str = "") -> None:
        """Show what the program is made of.

        Args:
            folder: Where its data lie.
            parent: The window it stands before.
            scheme: Name and version of the scheme of the open report.
        """
        super().__init__(f"关于{PROGRAM}", (44, 28), parent)
        self._folder, self._scheme = folder, scheme
        self._parts = parts()
        self.list = WordList("用到的部件")
        self.licence = QPlainTextEdit(readOnly=True)
        self.licence.setAccessibleName("许可文本")
        self.data = Button("打开数据文件夹", ButtonKind.LINK)
        self._leave = Button("关闭", ButtonKind.PRIMARY, key="Esc")
        self._lay_out()
        self.list.currentRowChanged.connect(self._chosen)
        self.data.clicked.connect(self._show_data)
        self._leave.clicked.connect(self.accept)
        self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        self.column.addWidget(Text(f"{PROGRAM} {__version__}", TypeRole.HEAD))
        self.column.addWidget(WrappedText("离线填写、计算、核对，写出 Word", tone=Tone.SECONDARY))
        scheme = f"\n这份报告的县级方案：{self._scheme}" if self._scheme else ""
        told = WrappedText(versions() + scheme, TypeRole.SMALL)
        told.setTextInteractionFlags(_SELECTABLE)
        self.column.addWidget(told)
        where = WrappedText(f"数据都在 {self._folder}", TypeRole.SMALL)
        where.setTextInteractionFlags(_SELECTABLE)
        line = QHBoxLayout()
        line.addWidget(where, 1)
        line.addWidget(self.data)
        self.column.addLayout(line)
        self.column.addWidget(Text("用到的部件和它们的许可", TypeRole.STRONG))
        both = QHBoxLayout()
        for part in self._parts:
            self.list.addItem(f"{part.name} {part.version}".strip())
        self.list.setFixedWidth(theme().em(12))
        both.addWidget(framed(self.list))
        both.addWidget(self.licence, 1)
        self.column.addLayout(both, 1)
        self.add_foot(self._leave)

    @Slot(int)
    def _chosen(self, at: int) -> None:
        if 0 <= at < len(self._parts):
            self.licence.setPlainText(self._parts[at].licence)

    @Slot()
    def _show_data(self) -> None:
        open_folder(self._folder)


def versions() -> str:
    """Return the versions of what the program stands on, in one line."""
    libraries = ("python-docx", "lxml", "sqlite-utils", "python-calamine", "XlsxWriter")
    known = ((name, metadata_version(name)) for name in libraries)
    told = [f"{name} {version}" for name, version in known if version]
    return " · ".join([f"Python {platform.python_version()}", f"Qt {qVersion()}", *told])

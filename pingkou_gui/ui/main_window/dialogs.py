"""The dialogs that ask for a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtWidgets

from pingkou_gui.ui.main_window.names import PROGRAM

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_WORD = "Word 文件 (*.docx)"
_DATA = "报告数据 (*.json)"
_OPEN = "报告数据 (*.json *.docx);;所有文件 (*)"


def ask_data_file(parent: QWidget, folder: Path) -> Path | None:
    """Return the file to load a report from, None where none was picked."""
    path, _ = QtWidgets.QFileDialog.getOpenFileName(parent, "载入数据文件", str(folder), _OPEN)
    return Path(path) if path else None


def ask_data_target(parent: QWidget, proposed: Path) -> Path | None:
    """Return the file to write a report's data to, None where none was picked."""
    return _target(parent, "另存数据文件", proposed, _DATA)


def ask_word_target(parent: QWidget, proposed: Path) -> Path | None:
    """Return the Word file to write, None where none was picked."""
    return _target(parent, "导出 Word", proposed, _WORD)


def ask_leave_unsaved(parent: QWidget) -> bool:
    """Return whether to leave although the last change could not be saved."""
    box = QtWidgets.QMessageBox(parent)
    box.setIcon(QtWidgets.QMessageBox.Icon.Warning)
    box.setWindowTitle(PROGRAM)
    box.setText("最后填的内容没能保存")
    box.setInformativeText("回到报告，按“再试”或“另存到别处”；离开会丢掉这一处")
    stay = box.addButton("回到报告", QtWidgets.QMessageBox.ButtonRole.RejectRole)
    box.addButton("离开", QtWidgets.QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.exec()
    return box.clickedButton() is not stay


def _target(parent: QWidget, title: str, proposed: Path, kinds: str) -> Path | None:
    path, _ = QtWidgets.QFileDialog.getSaveFileName(parent, title, str(proposed), kinds)
    if not path:
        return None
    found = Path(path)
    return found if found.suffix.lower() == proposed.suffix else Path(path + proposed.suffix)

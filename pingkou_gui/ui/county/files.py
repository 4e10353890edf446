"""The files that this room asks for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from pingkou_gui.file_types import RETURN_PACKAGE, SCHEME_FILE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_PACKAGE = f"{RETURN_PACKAGE.title} (*{RETURN_PACKAGE.extension})"
_SCHEME = f"{SCHEME_FILE.title} (*{SCHEME_FILE.extension})"
_SCHEMES = f"{SCHEME_FILE.title} (*{SCHEME_FILE.extension} *.toml);;所有文件 (*)"
_BOOK = "工作簿 (*.xlsx)"


def ask_package_target(parent: QWidget, proposed: Path) -> Path | None:
    """Return the package to write, None where none was picked."""
    return _target(parent, "打包上报", proposed, _PACKAGE)


def ask_scheme_target(parent: QWidget, proposed: Path) -> Path | None:
    """Return the scheme file to write, None where none was picked."""
    return _target(parent, "保存县级方案", proposed, _SCHEME)


def ask_book_target(parent: QWidget, proposed: Path) -> Path | None:
    """Return the summary workbook to write, None where none was picked."""
    return _target(parent, "汇总表写到哪里", proposed, _BOOK)


def ask_scheme(parent: QWidget, folder: Path) -> Path | None:
    """Return the scheme file to read, None where none was picked."""
    path, _ = QFileDialog.getOpenFileName(parent, "选县级方案", str(folder), _SCHEMES)
    return Path(path) if path else None


def ask_folder(parent: QWidget, folder: Path) -> Path | None:
    """Return the folder with what was sent, None where none was picked."""
    path = QFileDialog.getExistingDirectory(parent, "选放上报包的文件夹", str(folder))
    return Path(path) if path else None


def open_folder(folder: Path) -> None:
    """Show a folder in the file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def open_file(path: Path) -> None:
    """Open a file with what the computer has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _target(parent: QWidget, title: str, proposed: Path, kinds: str) -> Path | None:
    path, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), kinds)
    if not path:
        return None
    found = Path(path)
    same = found.suffix.lower() == proposed.suffix
    return found if same else Path(path + proposed.suffix)

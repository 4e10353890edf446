"""Dialogs that ask for a file, or whether to leave something."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets
from PySide6.QtCore import QLocale, QUrl
from PySide6.QtGui import QDesktopServices, QFontMetrics

from pingkou_gui.errors import KnownError
from pingkou_gui.paths import RETURN_PACKAGE, SCHEME_FILE
from pingkou_gui.ui.error_dialogs import show_error
from pingkou_gui.ui.open_items import PROGRAM

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QWidget

    from pingkou_gui.store.database import DetachedDatabaseError


# Picking a file: the desktop's own dialog where it has one, else Qt's, all of it in Chinese.


_SIZES = (("KiB", "KB"), ("MiB", "MB"), ("GiB", "GB"), ("TiB", "TB"), (" bytes", " 字节"))


class ListedFiles(QtWidgets.QStyledItemDelegate):
    """Writes sizes and days in Qt's own dialog as the rest of the program writes them.

    A proxy model would do it too, but beside one Qt loses all but the last of several names
    that are typed in.
    """

    def initStyleOption(
        self,
        option: QtWidgets.QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().initStyleOption(option, index)
        drawn: Any = option
        if index.column() == _SIZE:
            for unit, own in _SIZES:
                drawn.text = drawn.text.replace(unit, own)
        elif index.column() == _DAY:
            files: Any = index.model()
            changed = files.lastModified(index)
            drawn.text = QLocale().toString(changed, QLocale.FormatType.ShortFormat)


_SIZE, _DAY = 1, 3
_WIDTHS = (24.0, 5.0, 7.0, 8.0)
"""Of the columns of Qt's own dialog, in em: name, size, kind, day."""


class FileDialog(QtWidgets.QFileDialog):
    """Asks for a file or a folder; the desktop's own dialog is used where it has one."""

    def __init__(self, parent: QWidget | None, title: str, at: str, kinds: str = "") -> None:
        """Ask in `at`, a folder or the file proposed, for files of the `kinds` of a filter."""
        super().__init__(parent, title)
        if kinds:
            self.setNameFilters(kinds.split(";;"))
        path = Path(at)
        if at and not path.is_dir():
            self.setDirectory(str(path.parent))
            self.selectFile(path.name)
        elif at:
            self.setDirectory(at)
        files: Any = self.findChild(QtWidgets.QTreeView, "treeView")
        if files is not None:  # the desktop's dialog has none
            files.setItemDelegate(ListedFiles(files))
            em = QFontMetrics(self.font()).height()
            for column, width in enumerate(_WIDTHS):
                files.setColumnWidth(column, round(width * em))
            free = self.screen().availableGeometry()
            wide, high = sum(_WIDTHS) * em * _BESIDE, _HEIGHT * em
            self.resize(min(round(wide), free.width()), min(round(high), free.height()))

    def picked(self) -> list[str]:
        """Ask, and return the files chosen, none where the dialog was closed."""
        return self.selectedFiles() if self.exec() else []


_BESIDE, _HEIGHT = 1.3, 24


def pick_target(parent: QWidget | None, title: str, proposed: str, kinds: str) -> str:
    """Return the file to write, empty where none was named; an old one is asked about."""
    dialog = FileDialog(parent, title, proposed, kinds)
    dialog.setAcceptMode(QtWidgets.QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QtWidgets.QFileDialog.FileMode.AnyFile)
    path = next(iter(dialog.picked()), "")
    return path if Path(path).name.strip() else ""


def pick_file(parent: QWidget | None, title: str, folder: str, kinds: str) -> str:
    """Return the file to read, empty where none was picked."""
    dialog = FileDialog(parent, title, folder, kinds)
    dialog.setFileMode(QtWidgets.QFileDialog.FileMode.ExistingFile)
    return next(iter(dialog.picked()), "")


def pick_files(parent: QWidget | None, title: str, folder: str, kinds: str) -> list[str]:
    """Return the files to read, none where none was picked."""
    dialog = FileDialog(parent, title, folder, kinds)
    dialog.setFileMode(QtWidgets.QFileDialog.FileMode.ExistingFiles)
    return dialog.picked()


def pick_folder(parent: QWidget | None, title: str, folder: str) -> str:
    """Return the folder chosen, empty where none was."""
    dialog = FileDialog(parent, title, folder)
    dialog.setFileMode(QtWidgets.QFileDialog.FileMode.Directory)
    dialog.setOption(QtWidgets.QFileDialog.Option.ShowDirsOnly)
    return next(iter(dialog.picked()), "")


# The files that this room asks for.


_PACKAGE = f"{RETURN_PACKAGE.title} (*{RETURN_PACKAGE.extension})"
_SCHEME = f"{SCHEME_FILE.title} (*{SCHEME_FILE.extension})"
_SCHEMES = f"{SCHEME_FILE.title} (*{SCHEME_FILE.extension} *.toml);;所有文件 (*)"
_BOOK = "工作簿 (*.xlsx)"


def ask_package_target(parent: QWidget, proposed: Path) -> Path | None:
    """Return the package to write, None where none was picked."""
    return _package_target(parent, "打包上报", proposed, _PACKAGE)


def ask_scheme_target(parent: QWidget, proposed: Path) -> Path | None:
    """Return the scheme file to write, None where none was picked."""
    return _package_target(parent, "保存县级方案", proposed, _SCHEME)


def ask_book_target(parent: QWidget, proposed: Path) -> Path | None:
    """Return the summary workbook to write, None where none was picked."""
    return _package_target(parent, "汇总表写到哪里", proposed, _BOOK)


def ask_scheme(parent: QWidget, folder: Path) -> Path | None:
    """Return the scheme file to read, None where none was picked."""
    path = pick_file(parent, "选县级方案", str(folder), _SCHEMES)
    return Path(path) if path else None


def ask_folder(parent: QWidget, folder: Path) -> Path | None:
    """Return the folder with what was sent, None where none was picked."""
    path = pick_folder(parent, "选放上报包的文件夹", str(folder))
    return Path(path) if path else None


def open_folder(folder: Path) -> None:
    """Show a folder in the file manager; where there is none, say where the folder is."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        show_error(KnownError("电脑没有打开文件夹", f"自己打开文件管理器，到这里找：{folder}"))


def open_file(path: Path) -> None:
    """Open a file with what the computer has for it; where there is nothing, say where it is."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        show_error(KnownError("电脑没有能打开这个文件的程序", f"文件在这里：{path}"))


def _package_target(parent: QWidget, title: str, proposed: Path, kinds: str) -> Path | None:
    path = pick_target(parent, title, str(proposed), kinds)
    if not path:
        return None
    found = Path(path)
    same = found.suffix.lower() == proposed.suffix
    return found if same else Path(path + proposed.suffix)


# The dialogs that ask for a file.


_WORD = "Word 文件 (*.docx)"
_DATA = "报告数据 (*.json)"
_OPEN = "报告数据 (*.json *.docx);;所有文件 (*)"


def ask_data_file(parent: QWidget, folder: Path) -> Path | None:
    """Return the file to load a report from, None where none was picked."""
    path = pick_file(parent, "载入数据文件", str(folder), _OPEN)
    return Path(path) if path else None


def ask_data_target(parent: QWidget, proposed: Path) -> Path | None:
    """Return the file to write a report's data to, None where none was picked."""
    return _word_target(parent, "另存数据文件", proposed, _DATA)


def ask_word_target(parent: QWidget, proposed: Path, title: str = "导出 Word") -> Path | None:
    """Return the Word file to write, None where none was picked."""
    return _word_target(parent, title, proposed, _WORD)


def ask_leave_unsaved(parent: QWidget, number: int) -> bool:
    """Return whether to leave although so many changes could not be saved."""
    what = f"这 {number} 处" if number > 1 else "这一处"
    remedy = f"回到报告，按“再试”或“另存到别处”；离开会丢掉{what}"
    return _ask_leave(parent, "最后填的内容没能保存", remedy, "回到报告", "离开")


def ask_detached(parent: QWidget, error: DetachedDatabaseError) -> str:
    """Return `repair`, `stay` or `leave`: leaving loses what stands in the window only."""
    box = QtWidgets.QMessageBox(parent)
    box.setIcon(QtWidgets.QMessageBox.Icon.Warning)
    box.setWindowTitle(PROGRAM)
    box.setText(error.happened)
    if error.replaced:
        words, action_label = "两份都留下：用换进来的那份，本机不同的报告添在旁边", "两份都留下"
    else:
        words, action_label = "放回原处：程序里还有全部内容；插着U盘的先插回去", "放回原处"
    box.setInformativeText(f"{words}。手上的报告也可以用“另存到别处”单独存一份")
    repair = box.addButton(action_label, QtWidgets.QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton("先不处理", QtWidgets.QMessageBox.ButtonRole.RejectRole)
    leave = box.addButton("不存了，离开", QtWidgets.QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(repair)
    box.exec()
    clicked = box.clickedButton()
    if clicked is leave:
        return "leave"
    return "repair" if clicked is repair and clicked is not stay else "stay"


def ask_drop_decisions(parent: QWidget, number: int) -> bool:
    """Return whether to leave a proposal although the clerk has made decisions in it."""
    remedy = "回到列表按“采用”，才会放进报告；不导入就都不要了"
    return _ask_leave(parent, f"已经选定了 {number} 处，还没有导入", remedy, "回到列表", "不导入")


def ask_second_year(parent: QWidget, title: str, *, with_files: bool = False) -> bool:
    """Return whether to begin a year again although there is a report of it.

    With `with_files` some were chosen for the new one, and are read into the other.
    """
    files = "，刚选的文件也读进那一份" if with_files else ""
    remedy = f"接着填那一份{files}；再建会有两份同一年的报告"
    return _ask_leave(parent, f"已经有“{title}”", remedy, "接着填那一份", "再建一份")


def _ask_leave(parent: QWidget, happened: str, remedy: str, stay: str, leave: str) -> bool:
    """Return whether the clerk goes on with `leave`; Enter and Esc stay."""
    box = QtWidgets.QMessageBox(parent)
    box.setIcon(QtWidgets.QMessageBox.Icon.Warning)
    box.setWindowTitle(PROGRAM)
    box.setText(happened)
    box.setInformativeText(remedy)
    staying = box.addButton(stay, QtWidgets.QMessageBox.ButtonRole.RejectRole)
    leaving = box.addButton(leave, QtWidgets.QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(staying)
    box.exec()
    return box.clickedButton() is leaving


def _word_target(parent: QWidget, title: str, proposed: Path, kinds: str) -> Path | None:
    path = pick_target(parent, title, str(proposed), kinds)
    if not path:
        return None
    found = Path(path)
    return found if found.suffix.lower() == proposed.suffix else Path(path + proposed.suffix)

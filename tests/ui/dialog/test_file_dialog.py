"""Qt's own dialog for files, where the desktop has none, is as Chinese as the rest."""

from datetime import datetime

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QStyleOptionViewItem, QTreeView

from pingkou_gui.ui.file_dialogs import FileDialog, pick_file, pick_files, pick_folder, pick_target

WORD = "Word 文件 (*.docx);;所有文件 (*)"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "旧报告").mkdir()
    (tmp_path / "甲.docx").write_bytes(b"x" * 70_000)
    return tmp_path


def listed(dialog, qtbot):
    """Return the rows of the list of files, cell by cell, once they have been read."""
    view = dialog.findChild(QTreeView, "treeView")

    def drawn(index):
        option = QStyleOptionViewItem()
        view.itemDelegateForIndex(index).initStyleOption(option, index)
        return option.text

    def rows():
        model, root = view.model(), view.rootIndex()
        return [
            [drawn(model.index(row, column, root)) for column in range(4)]
            for row in range(model.rowCount(root))
        ]

    # Files are listed as they are found, and put behind the folders a moment later.
    qtbot.waitUntil(lambda: [row[2] == "文件夹" for row in rows()] == [True, False])
    return rows(), [view.model().headerData(c, view.header().orientation()) for c in range(4)]


def test_folders_sizes_and_days_are_told_in_chinese(chinese, theme, folder, qtbot):
    dialog = FileDialog(None, "选文件", str(folder), WORD)
    qtbot.addWidget(dialog)
    dialog.show()
    rows, heads = listed(dialog, qtbot)
    year = datetime.now().astimezone().year
    assert heads[1] == "大小"
    assert rows[0][0::2] == ["旧报告", "文件夹"]
    assert rows[1][0] == "甲.docx"
    assert rows[1][1] == "68.36 KB"
    assert all(row[3].startswith(f"{year}/") for row in rows)


def answering(act):
    """Have whatever dialog is asked next answered by `act` once it is there."""

    def answer():
        asked = QApplication.activeModalWidget()
        if isinstance(asked, FileDialog):
            act(asked)
        else:
            QTimer.singleShot(20, answer)

    QTimer.singleShot(20, answer)


def accept(name=""):
    def act(dialog):
        if name:
            dialog.findChild(QLineEdit, "fileNameEdit").setText(name)
        dialog.accept()

    return act


def test_what_was_picked_comes_back(chinese, theme, folder):
    answering(accept("甲.docx"))
    assert pick_file(None, "打开", str(folder), WORD) == str(folder / "甲.docx")
    answering(accept("甲.docx"))
    assert pick_files(None, "打开", str(folder), WORD) == [str(folder / "甲.docx")]
    answering(accept())
    assert pick_target(None, "存为", str(folder / "新.docx"), WORD) == str(folder / "新.docx")
    answering(accept(str(folder / "旧报告")))
    assert pick_folder(None, "选文件夹", str(folder)) == str(folder / "旧报告")


def test_several_files_are_picked_by_names_typed_in(chinese, theme, folder):
    (folder / "乙.docx").write_bytes(b"x")
    answering(accept('"甲.docx" "乙.docx"'))
    picked = pick_files(None, "打开", str(folder), WORD)
    assert picked == [str(folder / "甲.docx"), str(folder / "乙.docx")]


def test_a_name_of_blanks_names_no_file(chinese, theme, folder):
    answering(accept("  "))
    assert pick_target(None, "存为", str(folder / "新.docx"), WORD) == ""


def test_a_dialog_that_is_closed_picks_nothing(chinese, theme, folder):
    for ask, nothing in (
        (lambda: pick_file(None, "打开", str(folder), WORD), ""),
        (lambda: pick_files(None, "打开", str(folder), WORD), []),
        (lambda: pick_target(None, "存为", str(folder / "新.docx"), WORD), ""),
        (lambda: pick_folder(None, "选文件夹", str(folder)), ""),
    ):
        answering(lambda dialog: dialog.reject())
        assert ask() == nothing

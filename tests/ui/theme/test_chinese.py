import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QPlainTextEdit

Standard = QDialogButtonBox.StandardButton


@pytest.mark.parametrize(
    ("button", "word"),
    [
        (Standard.Ok, "确定"),
        (Standard.Cancel, "取消"),
        (Standard.Yes, "是"),
        (Standard.No, "否"),
        (Standard.Close, "关闭"),
        (Standard.Save, "保存"),
    ],
)
def test_the_buttons_of_dialogs_are_chinese(chinese, qtbot, button, word):
    assert chinese
    box = QDialogButtonBox(button)
    qtbot.addWidget(box)
    assert word in box.button(button).text()


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_the_context_menu_of_a_field_is_chinese(chinese, qtbot, kind):
    field = kind()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    words = "".join(action.text() for action in menu.actions())
    menu.deleteLater()
    assert all(word in words for word in ("撤销", "剪切", "复制", "粘贴", "全选"))


def test_the_dialog_for_files_is_chinese(chinese, qapp):
    assert qapp.translate("QFileDialog", "&New Folder") != "&New Folder"
    assert qapp.translate("QFileDialog", "File &name:") != "File &name:"
    assert qapp.translate("QColorDialog", "Select Color") != "Select Color"
    assert Qt.LayoutDirection.LeftToRight == qapp.layoutDirection()


def test_qt_says_what_the_menus_of_the_program_say(chinese):
    from PySide6.QtGui import QKeySequence
    from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

    native = QKeySequence.SequenceFormat.NativeText
    assert QKeySequence("Alt+Down").toString(native) == "Alt+↓"
    assert QKeySequence("Alt+Shift+Up").toString(native) == "Alt+Shift+↑"
    for widget in (QLineEdit(), QPlainTextEdit()):
        menu = widget.createStandardContextMenu()
        titles = [action.text() for action in menu.actions()]
        assert titles[0].startswith("撤销")
        assert any(title.startswith("复制") for title in titles)

"""打包上报 in the window."""

import pytest
from PySide6.QtCore import Qt

from pingkou_gui.county.package import look_over, read_package
from pingkou_gui.ui import county_dialogs
from pingkou_gui.ui.county_dialogs import SendDialog
from pingkou_gui.ui.table.list_view import WordsTable


@pytest.fixture
def dialog(theme, qtbot, tmp_path, sample_record):
    dialog = SendDialog(look_over(sample_record), tmp_path / "a.jxbg")
    qtbot.addWidget(dialog, before_close_func=lambda each: each.reason.clear())
    dialog.show()
    return dialog


def test_it_cannot_be_packed_without_a_reason(dialog):
    assert not dialog.pack.isEnabled()
    dialog.reason.setPlainText("上级要求按期报送")
    assert dialog.pack.isEnabled()


def test_what_must_be_changed_stands_before_what_is_missing(dialog):
    (listing,) = dialog.findChildren(WordsTable)
    model = listing.model()
    signs = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert {"必改", "还差"} <= set(signs)
    assert signs == sorted(signs, key=["必改", "还差"].index)


def test_the_reason_is_in_the_package(dialog, tmp_path):
    dialog.reason.setPlainText("上级要求按期报送")
    dialog.write(tmp_path / "a.jxbg")
    assert dialog.written == tmp_path / "a.jxbg"
    assert read_package(dialog.written).manifest.sent_despite == "上级要求按期报送"


def test_a_folder_that_is_gone_is_told(dialog, tmp_path):
    dialog.reason.setPlainText("上级要求按期报送")
    dialog.write(tmp_path / "没有" / "a.jxbg")
    assert dialog.written is None
    assert "文件夹" in dialog._message.text()


def test_enter_behind_a_package_leaves_and_packs_no_second_time(
    dialog, qtbot, tmp_path, monkeypatch
):
    asked = []
    monkeypatch.setattr(county_dialogs, "ask_package_target", lambda *_: asked.append(1))
    dialog.reason.setPlainText("上级要求按期报送")
    dialog.pack.setFocus()
    dialog.write(tmp_path / "a.jxbg")
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert not asked
    assert not dialog.isVisible()

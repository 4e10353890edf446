"""打包上报 in the window."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from pingkou_gui.county.package import look_over, read_package
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.values import Source, SourceKind
from pingkou_gui.report.json_format import Record
from pingkou_gui.report.report import Draft
from pingkou_gui.ui import county_dialogs
from pingkou_gui.ui.county_dialogs import SendDialog
from pingkou_gui.ui.table.list_view import WordsTable
from pingkou_gui.ui.widgets.labels import TextLabel


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


def test_a_reason_that_is_too_short_is_told_beside_its_field(dialog):
    assert dialog._rule.text().startswith("原因至少写 4 个字；")
    dialog.reason.setPlainText("急报")
    assert not dialog.pack.isEnabled()
    assert dialog._rule.text() == "原因至少写 4 个字，现在是 2 个字"
    assert dialog._rule.isVisible()


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


def test_what_was_not_looked_at_since_last_year_is_listed_behind_what_must_be_mended(
    theme, qtbot, tmp_path, sample_record
):
    draft = Draft(sample_record.report)
    draft.put(Unit.short_name, "我镇", 0, Source(SourceKind.CARRIED))
    record = Record(sample_record.report.apply(draft.change), sample_record.scheme)
    dialog = SendDialog(look_over(record), tmp_path / "a.jxbg")
    qtbot.addWidget(dialog)
    (listing,) = dialog.findChildren(WordsTable)
    model = listing.model()
    last = [model.index(model.rowCount() - 1, column).data() for column in range(3)]
    assert last == ["待核", "概况", "“正文自称”照去年沿用，没有核对"]
    heads = [each.text() for each in dialog.findChildren(TextLabel)]
    assert any(each.endswith("；照去年沿用、没有核对的另有 1 处") for each in heads)


def test_what_was_only_not_looked_at_is_sent_without_a_reason(
    theme, qtbot, tmp_path, sample_record
):
    draft = Draft(sample_record.report)
    draft.put(Unit.short_name, "我镇", 0, Source(SourceKind.CARRIED))
    record = Record(sample_record.report.apply(draft.change), sample_record.scheme)
    dialog = SendDialog(replace(look_over(record), findings=()), tmp_path / "a.jxbg")
    qtbot.addWidget(dialog)
    assert dialog.findChildren(WordsTable)
    assert dialog.pack.isEnabled()

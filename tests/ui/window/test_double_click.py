"""A double click, or a drop: a return package opens as a report, a scheme is taken, no file harms."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox

from pingkou_gui.cli import parse
from pingkou_gui.county.package import look_over, send
from pingkou_gui.errors import KnownError
from pingkou_gui.form.pages.basic_spending import Conferences
from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.scheme.scheme_editing import built, draft_of
from pingkou_gui.scheme.scheme_reader import default_scheme, keep_current
from pingkou_gui.ui.county_dialogs import SchemeOffer
from pingkou_gui.ui.widgets.labels import WrappedText
from pingkou_gui.ui.window.actions import IMPORT, take_file

NOW = datetime(2024, 3, 20, 9, tzinfo=UTC)
GARBAGE = {
    "empty": b"",
    "text": "这不是压缩包".encode(),
    "cut off": b"PK\x03\x04" + bytes(60),
    "binary": bytes(range(256)) * 40,
}


@pytest.fixture
def package(tmp_path):
    path = tmp_path / "平口镇 2023.JXBG"
    send(look_over(read_record(asset(SAMPLE))), path, NOW, despite="按期报送")
    return path


@pytest.fixture
def scheme_file(tmp_path):
    draft = draft_of(default_scheme())
    draft.name, draft.version = "桃源县方案", "2025.1"
    path = tmp_path / "桃源.jxfa"
    path.write_text(built(draft).text, "utf-8")
    return path


@pytest.fixture
def asked(monkeypatch):
    """Every dialog that would wait for an answer; the offer of a scheme is declined."""
    seen = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: seen.append(box.text()))
    monkeypatch.setattr(SchemeOffer, "exec", lambda offer: seen.append(offer.windowTitle()))
    return seen


def number_of(window):
    return window.report.session.report_id if window.report else None


def test_the_command_line_takes_the_file_of_a_double_click(package):
    found = parse(["open", str(package)])
    assert (found.command, found.opened) == (None, package)


def test_a_package_opens_before_any_report_was_made(window, package, qtbot):
    window.take_later(package)
    assert window.begin()
    qtbot.waitUntil(lambda: window.report is not None)
    assert len(window.store.summaries()) == 1


def restore_page(window, qtbot):
    qtbot.waitUntil(lambda: window.shell.page == IMPORT)
    return window.shell.widget_of(IMPORT)


def words_of(page):
    return "\n".join(label.text() for label in page.findChildren(WrappedText))


def test_a_package_opens_beside_the_report_that_is_open_only_where_it_is_wanted(
    sample, package, qtbot
):
    before = number_of(sample)
    sample.report.session.type_in(Conferences.meetings.this, "9.99")
    report = sample.report.session.report
    sample.take_later(package)
    page = restore_page(sample, qtbot)
    assert "不一样" in words_of(page)
    assert number_of(sample) == before
    qtbot.mouseClick(page.restore, Qt.MouseButton.LeftButton)
    assert number_of(sample) != before
    assert sample.store.load(before).report == report


def test_a_package_with_what_is_open_already_adds_no_copy(sample, package, qtbot):
    before = number_of(sample)
    for _ in range(2):
        take_file(sample, package)
        page = restore_page(sample, qtbot)
        assert "一样，不用再打开" in words_of(page)
        qtbot.mouseClick(page.restore, Qt.MouseButton.LeftButton)
    assert number_of(sample) == before
    assert len(sample.store.summaries()) == 1


def test_a_data_file_is_shown_as_a_package_is(sample, tmp_path, qtbot):
    path = tmp_path / "数据.json"
    path.write_text(asset(SAMPLE).read_text("utf-8"), "utf-8")
    before = number_of(sample)
    sample.report.session.type_in(Conferences.meetings.this, "9.99")
    drop(sample, path)
    page = restore_page(sample, qtbot)
    assert page.words.isHidden()
    qtbot.mouseClick(page.restore, Qt.MouseButton.LeftButton)
    assert number_of(sample) != before


def test_a_scheme_is_kept_where_no_report_is_open(window, scheme_file, asked, qtbot):
    window.show_start()
    window.take_later(scheme_file)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["已导入“桃源县方案 2025.1”"]
    window.new_report()
    assert window.report.session.scheme.name == "桃源县方案"


def test_one_question_at_a_time_where_a_newer_scheme_waits_too(
    sample, scheme_file, package, asked, qtbot
):
    draft = draft_of(default_scheme())
    draft.version = "2025.9"
    keep_current(sample.folder, built(draft))
    sample._settle()
    asked.clear()
    sample.take_later(scheme_file)
    sample.open_report(number_of(sample))
    qtbot.waitUntil(lambda: sample._handed is None and sample._just_opened is None)
    assert asked == ["县级方案"]


@pytest.mark.parametrize("ending", [".jxbg", ".jxfa"])
@pytest.mark.parametrize("garbage", GARBAGE)
def test_a_broken_file_is_told_in_two_chinese_sentences(sample, tmp_path, ending, garbage):
    before = number_of(sample)
    path = tmp_path / f"坏{ending}"
    path.write_bytes(GARBAGE[garbage])
    with pytest.raises(KnownError) as caught:
        take_file(sample, path)
    words = caught.value.happened.replace(path.name, "") + caught.value.remedy
    assert caught.value.happened and caught.value.remedy
    assert not [c for c in words if c.isascii() and c.isalpha()]
    assert number_of(sample) == before


@pytest.mark.parametrize("name", ["没有.jxbg", "没有.jxfa", "夹.jxbg", "夹.jxfa"])
def test_a_file_that_is_gone_or_a_folder_is_told(sample, tmp_path, name):
    if name.startswith("夹"):
        (tmp_path / name).mkdir()
    with pytest.raises(KnownError, match=name):
        take_file(sample, tmp_path / name)


def test_a_package_is_taken_where_it_is_dropped(sample, package, qtbot):
    drop(sample, package)
    assert restore_page(sample, qtbot)


def test_of_several_files_those_that_wait_are_named(sample, package, asked, tmp_path, qtbot):
    drop(sample, tmp_path / "决算.xlsx", package, tmp_path / "去年.docx")
    restore_page(sample, qtbot)
    assert asked == ["一次只读一个文件，拖来了 3 个"]


def drop(sample, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    entering = QDragEnterEvent(QPointF(9, 9).toPoint(), copy, data, left, none)
    QApplication.sendEvent(sample, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(sample, QDropEvent(QPointF(9, 9), copy, data, left, none))


def test_trouble_with_a_handed_file_is_told_although_a_timer_took_it(
    window, tmp_path, asked, qtbot
):
    window.show_start()
    window.take_later(tmp_path / "没有.jxbg")
    qtbot.waitUntil(lambda: bool(asked))
    assert "没有.jxbg" in asked[0]

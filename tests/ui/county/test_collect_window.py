"""汇总上报 in the window."""

from datetime import UTC, datetime

import pytest

from pingkou_gui.county.send import look_over, send
from pingkou_gui.ui.county_dialogs import CollectWindow

NOW = datetime(2024, 3, 20, 9, tzinfo=UTC)


@pytest.fixture
def inbox(tmp_path, sample_record):
    folder = tmp_path / "收到"
    folder.mkdir()
    send(look_over(sample_record), folder / "好.jxbg", NOW, despite="按期报送")
    (folder / "坏.jxbg").write_bytes(b"x")
    return folder


@pytest.fixture
def collecting(theme, qtbot, tmp_path, inbox):
    window = CollectWindow(tmp_path)
    qtbot.addWidget(window)
    window.show()
    window.add_folder(inbox)
    return window


def ended(qtbot, window):
    qtbot.waitUntil(lambda: not window.running, timeout=60_000)


def test_without_a_folder_there_is_nothing_to_collect(theme, qtbot, tmp_path):
    window = CollectWindow(tmp_path)
    qtbot.addWidget(window)
    assert not window.go.isEnabled()


def test_what_came_of_it_is_listed(qtbot, collecting, tmp_path):
    collecting.collect_to(tmp_path / "a.xlsx")
    ended(qtbot, collecting)
    cells = [
        collecting.results.words.cell_at(at, 1).text
        for at in range(collecting.results.words.count())
    ]
    assert cells == ["坏.jxbg", "安化县平口镇人民政府"]
    assert (tmp_path / "a.xlsx").is_file()


def test_cancelled_at_once_nothing_is_written(qtbot, collecting, tmp_path):
    collecting.collect_to(tmp_path / "a.xlsx")
    collecting.stop.click()
    ended(qtbot, collecting)
    assert collecting.outcome.cancelled
    assert not (tmp_path / "a.xlsx").exists()


def test_a_target_that_cannot_be_written_is_told(qtbot, collecting, tmp_path):
    collecting.collect_to(tmp_path / "没有" / "a.xlsx")
    ended(qtbot, collecting)
    assert "文件夹" in collecting._told.text()


def test_closing_ends_the_collection(qtbot, collecting, tmp_path):
    collecting.collect_to(tmp_path / "a.xlsx")
    collector = collecting._collector
    collecting.reject()
    assert collector.isFinished()

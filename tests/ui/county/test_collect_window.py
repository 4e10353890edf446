"""汇总上报 in the window."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt

from pingkou_gui.county.package import look_over, send
from pingkou_gui.paths import asset
from pingkou_gui.scheme.scheme_reader import default_scheme, read_scheme_file
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
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.add_folder(inbox)
    return window


def ended(qtbot, window):
    qtbot.waitUntil(lambda: not window.running)


def test_without_a_folder_there_is_nothing_to_collect(theme, qtbot, tmp_path):
    window = CollectWindow(tmp_path)
    qtbot.addWidget(window)
    assert not window.go.isEnabled()


def test_enter_picks_a_folder_first_and_collects_then(theme, qtbot, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr("pingkou_gui.ui.county_dialogs.ask_folder", lambda *_: tmp_path)
    monkeypatch.setattr("pingkou_gui.ui.county_dialogs.ask_book_target", lambda *_: asked.append(1))
    window = CollectWindow(tmp_path)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert window._folders == [tmp_path]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert asked == [1]


def test_what_came_of_it_is_listed(qtbot, collecting, tmp_path):
    collecting.collect_to(tmp_path / "a.xlsx")
    ended(qtbot, collecting)
    cells = [
        collecting.results.words.cell_at(at, 1).text
        for at in range(collecting.results.words.count())
    ]
    assert cells == ["坏.jxbg", "安化县平口镇人民政府"]
    assert (tmp_path / "a.xlsx").is_file()


def test_what_came_of_it_is_opened_with_enter(qtbot, collecting, tmp_path):
    collecting.collect_to(tmp_path / "汇总.xlsx")
    ended(qtbot, collecting)
    assert collecting.focusWidget().text() == "打开汇总表"


def test_cancelled_at_once_nothing_is_written(qtbot, collecting, tmp_path):
    collecting.collect_to(tmp_path / "a.xlsx")
    collecting.stop.click()
    ended(qtbot, collecting)
    assert collecting.outcome.cancelled
    assert not (tmp_path / "a.xlsx").exists()


def test_a_target_that_cannot_be_written_is_told(qtbot, collecting, tmp_path):
    collecting.collect_to(tmp_path / "没有" / "a.xlsx")
    ended(qtbot, collecting)
    assert "文件夹" in collecting._message.text()


def test_closing_ends_the_collection(qtbot, collecting, tmp_path):
    collecting.collect_to(tmp_path / "a.xlsx")
    collector = collecting._collector
    collecting.reject()
    assert collector.isFinished()


def collected(qtbot, window, tmp_path):
    window.collect_to(tmp_path / "a.xlsx")
    ended(qtbot, window)


def scheme_file(folder, county, units):
    text = asset("schemes/hunan.toml").read_text("utf-8")
    path = folder / f"{county}.jxfa"
    listed = ", ".join(f'"{unit}"' for unit in units)
    lines = [line for line in text.splitlines() if not line.startswith(("county =", "units ="))]
    at = next(i for i, line in enumerate(lines) if line.startswith("name ="))
    lines[at + 1 : at + 1] = [f'county = "{county}"', f"units = [{listed}]"]
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_every_unit_is_shown_with_how_it_stands(qtbot, collecting, tmp_path):
    collecting.use_scheme(scheme_file(tmp_path, "安化县", ["平口镇", "大福镇"]))
    collected(qtbot, collecting, tmp_path)
    rows = collecting.results.words
    collecting.shown.setCurrentIndex(collecting.shown.findData("all"))
    assert [rows.cell_at(at, 0).text for at in range(rows.count())] == ["已交", "未交"]
    collecting.shown.setCurrentIndex(collecting.shown.findData("MISSING"))
    assert [rows.cell_at(at, 1).text for at in range(rows.count())] == ["大福镇"]


def test_the_status_is_exported_and_copied_as_words(qtbot, collecting, tmp_path, qapp):
    assert not collecting.export.isEnabled()
    collecting.use_scheme(scheme_file(tmp_path, "安化县", ["平口镇", "大福镇"]))
    collected(qtbot, collecting, tmp_path)
    collecting.export_status(tmp_path / "报送情况.xlsx")
    assert (tmp_path / "报送情况.xlsx").is_file()
    assert not list(tmp_path.glob(".*.tmp"))
    collecting.copy_list.click()
    assert "还没有交的：大福镇。" in qapp.clipboard().text()


def test_a_status_that_cannot_be_written_is_told(qtbot, collecting, tmp_path):
    collected(qtbot, collecting, tmp_path)
    collecting.export_status(tmp_path / "没有" / "报送情况.xlsx")
    assert "换一个文件夹" in collecting._message.text()


def test_two_counties_are_collected_in_one_run(qtbot, collecting, tmp_path):
    collecting.use_scheme(scheme_file(tmp_path, "安化县", ["平口镇"]))
    collecting.use_scheme(scheme_file(tmp_path, "桃江县", ["大福镇"]))
    collecting.use_scheme(scheme_file(tmp_path, "桃江县", ["大福镇", "马迹塘镇"]))
    assert [scheme.county for scheme in collecting.schemes] == ["安化县", "桃江县"]
    collected(qtbot, collecting, tmp_path)
    assert collecting.outcome.missing == ["大福镇", "马迹塘镇"]
    collecting._forget.click()
    assert collecting.schemes == []


def test_who_sent_what_cannot_be_used_is_asked_for_it_anew_and_not_called_missing(
    qtbot, collecting, inbox, tmp_path, qapp
):
    (inbox / "大福镇.jxbg").write_bytes(b"x")
    collecting.use_scheme(scheme_file(tmp_path, "安化县", ["平口镇", "大福镇", "梅城镇"]))
    collected(qtbot, collecting, tmp_path)
    rows = collecting.results.words
    told = {rows.cell_at(at, 1).text: rows.cell_at(at, 2).text for at in range(rows.count())}
    assert told["大福镇"] == "有一个读不了的文件像是它的：大福镇.jxbg"
    assert told["梅城镇"] == "名单里有，没有收到"
    collecting.copy_list.click()
    copied = qapp.clipboard().text()
    assert "还没有交的：梅城镇。" in copied
    assert "交来的不能用，要重新打包上报的：大福镇（收到的文件读不了）。" in copied


def test_the_year_to_collect_can_be_chosen(qtbot, collecting, tmp_path):
    assert collecting.year.currentText() == "收到最多的年度"
    collecting.year.setCurrentIndex(1)
    collected(qtbot, collecting, tmp_path)
    assert collecting.outcome.year == int(collecting.year.current_key)
    assert collecting.outcome.counts.get("采用", 0) == 0
    assert collecting.outcome.counts["别的年度"] == 1


def test_the_scheme_in_use_is_offered_where_it_names_the_units(theme, qtbot, tmp_path):
    loaded = read_scheme_file(scheme_file(tmp_path, "安化县", ["平口镇", "大福镇"]))
    window = CollectWindow(tmp_path, scheme=loaded)
    qtbot.addWidget(window)
    assert window.schemes == [loaded]
    assert "2 个单位" in window._scheme_told.text()
    bare = CollectWindow(tmp_path, scheme=default_scheme())
    qtbot.addWidget(bare)
    assert bare.schemes == []

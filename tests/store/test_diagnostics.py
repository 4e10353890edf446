"""诊断包 and log hold no content; the place of the data is told where it is a risk."""

import ctypes
import logging
import os
import re
import sqlite3
from pathlib import PureWindowsPath
from types import SimpleNamespace

import pytest

from pingkou_gui.report.json_format import Record
from pingkou_gui.store import diagnostics, folder_location
from pingkou_gui.store.backups import Reason, make_backup, open_reports
from pingkou_gui.store.diagnostics import diagnosis
from pingkou_gui.store.folder_location import is_on_network, risk_of, synchronised_by
from pingkou_gui.store.masked_lines import masked_line, without_content

SECRET = ("平口镇", "柘溪", "1287.78", "路灯", "阿芳", "pingkou-wages", "zhang_san")


@pytest.fixture
def data(tmp_path, report_of):
    folder = tmp_path / "阿芳的数据"
    store = open_reports(folder)
    store.create(Record(report_of(unit__name="平口镇", project=[{"name": "路灯"}]), "柘溪"))
    store.close()
    make_backup(folder / "reports.db", Reason.AUTO)
    for name in ("平口镇的草稿.docx", "pingkou-wages.xlsx", "zhang_san.2023"):
        (folder / name).write_bytes(b"x")
    (folder / "log").mkdir()
    trace = (
        "2024-03-15 09:30:00,123 ERROR Traceback (most recent call last):\n"
        '  File "/srv/阿芳/pingkou_gui/session.py", line 212, in make\n'
        "    self.store.save(change)\n"
        "ValueError: could not convert '平口镇 1287.78 路灯'\n"
    )
    (folder / "log" / "pingkou-gui.log").write_text(trace, "utf-8")
    return folder


def test_a_diagnosis_says_what_helps_and_nothing_of_a_report(data):
    text = diagnosis(data)
    assert not [word for word in SECRET if word in text]
    for word in (
        "reports.db",
        "报告 1",
        "填的内容 2",
        "表格的行 1",
        "检查：完好",
        "备份 1",
        Reason.AUTO.value,
        "ValueError",
        "line 212",
    ):
        assert word in text


def test_no_name_of_a_table_is_shown_where_the_data_are_told(data):
    told = diagnosis(data).partition("【数据】")[2].partition("【日志】")[0]
    assert not re.search("[A-Za-z_]{3}", told)


def test_what_a_report_lost_is_told_by_its_number(data, monkeypatch):
    monkeypatch.setattr(diagnostics, "find_damage", lambda _: ("report 7: total", "schema"))
    assert "检查：编号 7 的报告内容有缺；表的结构不对" in diagnosis(data)


def test_damage_is_named_without_its_content(data):
    path = data / "reports.db"
    path.write_bytes(path.read_bytes().replace("平口镇".encode(), "平口乡".encode()))
    text = diagnosis(data)
    assert "检查：填的内容有 1 处不对" in text
    path.write_bytes(b"broken" * 1000)
    assert "打不开：DamagedDatabaseError" in diagnosis(data)


def test_a_line_of_a_trace_keeps_its_place_and_loses_its_message():
    frame = '  File "D:\\阿芳\\lib\\pingkou_gui\\store\\reports.py", line 12, in load'
    assert masked_line(frame) == '  File "pingkou_gui/store/reports.py", line 12, in load'
    assert masked_line("KeyError: '平口镇'") == "KeyError: '□□□'"
    assert without_content("1,287.78 万元") == "1,□□□.□□ □□"


def test_the_log_of_an_unknown_error_has_no_content(tmp_path, monkeypatch):
    from pingkou_gui.ui import error_dialogs

    monkeypatch.setattr(error_dialogs.QtWidgets.QApplication, "instance", lambda: None)
    handler = error_dialogs.ErrorReporter(tmp_path)
    with pytest.raises(ValueError, match="invalid") as caught:
        int("平口镇 1287.78")
    handler.caught(caught.type, caught.value, caught.tb)
    text = (tmp_path / "log" / "pingkou-gui.log").read_text("utf-8")
    assert "ValueError" in text
    assert "平口镇" not in text
    assert "1287" not in text.split("Error:")[-1]
    assert (tmp_path / "log" / "pingkou-gui.log").stat().st_mode & 0o077 == 0
    assert logging.getLogger("pingkou-gui").handlers == []


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("我的坚果云/绩效", "坚果云"),
        ("Nutstore Files/x", "坚果云"),
        ("WPS云盘/数据", "WPS云盘"),
        ("WPSDrive/1234/x", "WPS云盘"),
        ("OneDrive - 安化县/数据", "OneDrive"),
        ("BaiduSyncdisk/x", "百度网盘"),
        ("绩效自评/数据", ""),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(tmp_path, folder, service):
    assert synchronised_by(tmp_path / folder) == service
    told = risk_of(tmp_path / folder)
    assert (told is not None) == bool(service)


def test_a_share_is_known_by_its_mount(tmp_path):
    mounts = tmp_path / "mountinfo"
    share = tmp_path / "共享 盘"
    share.mkdir()
    named = str(share).replace(" ", "\\040")
    mounts.write_text(
        "20 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
        f"21 20 0:40 / {named} rw,relatime - cifs //server/share rw\n",
        "utf-8",
    )
    assert is_on_network(share, mounts)
    assert not is_on_network(tmp_path, mounts)
    assert not is_on_network(tmp_path, tmp_path / "none")


# -- what is masked, and how much is told -----------------------------------------------------


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        ("一" * 7, "□" * 7),
        ("一" * 12, "□" * 8),
        ("2024-03-15 09:30:00,123 ERROR 路灯 12 3", "2024-03-15 09:30:00,123 ERROR □□ □□ 3"),
        ('  File "/srv/阿芳/x.py", line 1, in f', '  File "x.py", line 1, in f'),
        ('  File "", line 1, in f', '  File "", line 1, in f'),
        (
            '  File "/a/site-packages/docx/api.py", line 1, in f',
            '  File "site-packages/docx/api.py", line 1, in f',
        ),
    ],
)
def test_a_line_of_the_log_keeps_what_is_the_programs_own(line, masked):
    assert masked_line(line) == masked


def test_the_home_of_the_user_is_not_named(monkeypatch):
    monkeypatch.setenv("HOME", "/srv/afang")
    monkeypatch.setenv("USERPROFILE", "/srv/afang")
    assert without_content("no such file: /srv/afang/x") == "no such file: ~/x"


def test_of_files_faults_backups_and_lines_only_so_many_are_told(data, monkeypatch):
    for name, many in (("_MOST_FAULTS", 1), ("_MOST_BACKUPS", 2), ("_MOST_LINES", 2)):
        monkeypatch.setattr(diagnostics, name, many)
    for _ in range(3):
        make_backup(data / "reports.db", Reason.MANUAL)
    path = data / "reports.db"
    path.write_bytes(path.read_bytes().replace("路灯".encode(), "路登".encode()))
    with sqlite3.connect(path) as db:
        db.execute("update reports set next_row = 77")
    db.close()
    text = diagnosis(data)
    assert text.count("\n备份 ") == 2
    assert "备份 4\t" in text
    assert "备份 3\t" in text
    assert "报告有 1 处不对" in text
    assert "填的内容有" not in text
    assert "line 212" not in text  # the log's last lines only
    assert "ValueError" in text


def test_files_are_told_with_size_moment_and_who_may_read_them(data):
    (data / "别的.txt").write_bytes(b"12345")
    (data / "别的.txt").chmod(0o640)
    lines = [line for line in diagnosis(data).splitlines() if ".txt" in line]
    assert [line.split("\t")[1] for line in lines] == ["5 字节"]
    if os.name == "posix":
        assert lines[0].endswith("\t权限 640")
    assert any(line.startswith("log\t文件夹\t") for line in diagnosis(data).splitlines())


def test_a_folder_without_data_and_one_that_is_none_are_told(tmp_path):
    assert "没有数据文件" in diagnosis(tmp_path)
    assert "文件夹读不出来" in diagnosis(tmp_path / "没有")


# -- where the data lie -----------------------------------------------------------------------


def mounted(tmp_path, *mounts):
    """A list of mounts: (where, kind)."""
    path = tmp_path / "mountinfo"
    lines = [
        f"{at} 1 0:{at} / {where} rw - {kind} src rw" for at, (where, kind) in enumerate(mounts)
    ]
    path.write_text("\n".join(["20 1", *lines, ""]), "utf-8")
    return path


def test_the_mount_that_lies_deepest_tells(tmp_path):
    share, inside = tmp_path / "a", tmp_path / "a" / "b" / "c"
    inside.mkdir(parents=True)
    beside = tmp_path / "ab"
    beside.mkdir()
    mounts = mounted(tmp_path, (share / "b", "ext4"), ("/", "ext4"), (share, "nfs4"))
    assert is_on_network(share, mounts)
    assert not is_on_network(inside, mounts)
    assert not is_on_network(beside, mounts)
    assert is_on_network(beside, mounted(tmp_path, ("/", "nfs")))
    assert not is_on_network(share, mounted(tmp_path, (share / "b", "nfs")))


def test_of_two_mounts_at_one_place_the_later_one_counts(tmp_path):
    assert is_on_network(tmp_path, mounted(tmp_path, (tmp_path, "ext4"), (tmp_path, "cifs")))
    assert not is_on_network(tmp_path, mounted(tmp_path, (tmp_path, "cifs"), (tmp_path, "ext4")))


def test_a_line_of_the_mounts_that_is_cut_off_is_passed_over(tmp_path):
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"20 1 0:1 / - nfs\n21 1 0:2 / {tmp_path} - nfs x\n", "utf-8")
    assert is_on_network(tmp_path, mounts)
    mounts.write_text("20 1 0:1 / - nfs\n", "utf-8")
    assert not is_on_network(tmp_path, mounts)


def windows_folder(path):
    """Stands for a folder of Windows, which no other system can name."""
    return SimpleNamespace(absolute=lambda: PureWindowsPath(path))


@pytest.mark.parametrize(
    ("path", "answer", "remote"),
    [
        (r"\\server\share\数据", 3, True),
        (r"Z:\数据", 4, True),
        (r"D:\数据", 3, False),
    ],
)
def test_on_windows_the_path_or_the_drive_tells_of_a_share(monkeypatch, path, answer, remote):
    asked = []

    def kind_of(anchor):
        asked.append(anchor)
        return answer

    windows = SimpleNamespace(kernel32=SimpleNamespace(GetDriveTypeW=kind_of))
    monkeypatch.setattr(ctypes, "windll", windows, raising=False)
    monkeypatch.setattr(folder_location.sys, "platform", "win32")
    assert is_on_network(windows_folder(path)) == remote
    assert asked in ([], [path[:3]])


@pytest.mark.skipif(os.name == "nt", reason="Windows can be asked")
def test_where_windows_cannot_be_asked_a_drive_is_taken_for_one_of_this_computer(monkeypatch):
    monkeypatch.setattr(folder_location.sys, "platform", "win32")
    assert not is_on_network(windows_folder(r"Z:\数据"))


def test_a_share_is_told_to_be_one(tmp_path, monkeypatch):
    monkeypatch.setattr(folder_location, "is_on_network", lambda _: True)
    assert "网络共享" in risk_of(tmp_path).happened

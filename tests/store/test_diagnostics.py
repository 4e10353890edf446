"""诊断包 and log hold no content; the place of the data is told where it is a risk."""

import logging

import pytest

from pingkou_gui.report.json_format import Record
from pingkou_gui.store.backups import Reason, make_backup, open_reports
from pingkou_gui.store.diagnostics import diagnosis, masked_line, without_content
from pingkou_gui.store.places import is_on_network, risk_of, synchronised_by

SECRET = ("平口镇", "柘溪", "1287.78", "路灯", "阿芳")


@pytest.fixture
def data(tmp_path, report_of):
    folder = tmp_path / "阿芳的数据"
    store = open_reports(folder)
    store.create(Record(report_of(unit__name="平口镇", project=[{"name": "路灯"}]), "柘溪"))
    store.close()
    make_backup(folder / "reports.db", Reason.AUTO)
    (folder / "平口镇的草稿.docx").write_bytes(b"x")
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
        "reports 1",
        "检查：完好",
        "备份 1",
        "AUTO",
        "ValueError",
        "line 212",
    ):
        assert word in text


def test_damage_is_named_without_its_content(data):
    path = data / "reports.db"
    path.write_bytes(path.read_bytes().replace("平口镇".encode(), "平口乡".encode()))
    text = diagnosis(data)
    assert "field_values: 1" in text
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

"""Backups and the doctor from the command line, and one writer at a time."""

import json
from pathlib import Path

import pytest

from pingkou_gui.app import main
from pingkou_gui.store.backups import open_reports
from pingkou_gui.store.database import DataFolderLock


@pytest.fixture
def run(tmp_path, capsys):
    def run(*words):
        code = main(["--data", str(tmp_path / "数据"), *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture
def database(run, tmp_path):
    assert run("sample")[0] == 0
    return tmp_path / "数据" / "reports.db"


def test_a_backup_is_listed_and_restored_and_the_restoring_taken_back(run, database):
    assert run("backup")[0] == 0
    assert run("sample")[0] == 0
    (made,) = json.loads(run("backups", "--json")[1])
    assert made["reason"] == "manual"
    code, out, _ = run("restore", str(made["number"]))
    assert code == 0
    assert len(run("list")[1].splitlines()) == 1
    undo = out.split("restore ")[1].strip()
    assert run("restore", undo)[0] == 0
    assert len(run("list")[1].splitlines()) == 2


def test_one_report_of_a_backup_is_put_beside_the_others(run, database, tmp_path):
    target = tmp_path / "我的.db"
    assert run("backup", "--to", str(target))[0] == 0
    code, out, _ = run("restore", str(target), "--report", "1")
    assert (code, out.strip()) == (0, "2")
    code, _, err = run("restore", str(target), "--report", "9")
    assert code == 2
    assert "没有编号为 9" in err


def test_a_backup_never_overwrites_the_data_itself(run, database):
    before = database.read_bytes()
    assert run("backup", "--to", str(database))[0] == 2
    assert database.read_bytes() == before


@pytest.mark.parametrize("words", [("restore", "7"), ("restore", "无.db"), ("backup", "--to", "x")])
def test_what_is_not_there_is_told(run, database, words):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.count("。") >= 1


def test_the_doctor_finds_sound_data_sound(run, database):
    code, out, err = run("doctor")
    assert (code, err) == (0, "")
    assert "完好" in out


def test_the_doctor_mends_what_is_damaged_and_says_what_was_lost(run, database):
    data = database.read_bytes()
    database.write_bytes(data[: len(data) * 2 // 3])
    assert run("list")[0] == 2
    code, out, err = run("doctor")
    assert code == 1
    assert "救出报告 1 份" in out
    assert "少了" in err or "核对" in err
    assert run("doctor")[0] == 0
    assert run("list")[0] == 0


def test_a_damaged_database_is_replaced_by_a_backup_and_kept(run, database):
    assert run("backup")[0] == 0
    database.write_bytes(b"broken")
    code, out, _ = run("restore", "1")
    assert code == 0
    assert "损坏的文件移到" in out
    assert run("list")[0] == 0
    assert [p.read_bytes() for p in database.parent.glob("*damaged*")] == [b"broken"]


def test_a_database_that_vanished_is_not_begun_anew_but_restored(run, database):
    assert run("backup")[0] == 0
    database.unlink()
    code, _, err = run("sample")
    assert code == 2
    assert "备份还在" in err
    assert run("restore", "1")[0] == 0
    assert len(run("list")[1].splitlines()) == 1


WRITING = (
    ("sample",),
    ("new-year", "1"),
    ("load", "{json}"),
    ("import", "{json}", "--apply"),
    ("restore", "1"),
)


@pytest.mark.parametrize("words", WRITING)
def test_nothing_is_written_behind_an_open_window(run, database, tmp_path, words):
    dumped = tmp_path / "a.json"
    assert run("dump", "1", str(dumped))[0] == 0
    assert run("backup")[0] == 0
    before = database.read_bytes()
    with DataFolderLock.acquire(database.parent):
        code, out, err = run(*(word.format(json=dumped) for word in words))
        assert run("list")[0] == 0
        assert run("check", "1")[0] in {0, 1}
        assert run("backup")[0] == 0
    assert (code, out) == (2, "")
    assert "窗口" in err
    assert database.read_bytes() == before


def test_looking_makes_no_data(run, tmp_path):
    assert run("list")[0] == 0
    assert not (tmp_path / "数据").exists()


def test_an_older_program_does_not_spoil_the_reading(run, database):
    store = open_reports(database.parent)
    store.close()
    assert run("list")[1].startswith("1\t")


@pytest.mark.parametrize("words", [("list",), ("check", "1"), ("export", "last", "a.docx")])
def test_damaged_data_are_told_with_the_command_that_mends_them(run, database, words):
    database.write_bytes(b"\x07" * 3000)
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert "已损坏。用 doctor 救出能读的内容" in err
    assert "恢复数据" not in err


def test_the_doctor_says_what_it_found_in_chinese_alone(run, database):
    raw = bytearray(database.read_bytes())
    raw[4096 * 6 : 4096 * 8] = bytes(8192)
    database.write_bytes(raw)
    code, out, err = run("doctor")
    assert code == 1
    told = (out + err).replace(str(database.parent), "").replace("reports", "").replace("db", "")
    assert not [mark for mark in told if mark.isascii() and mark.isalpha() and mark not in "damage"]


@pytest.mark.parametrize(
    "content", [b"root:x:0:0\n", b"\x00" * 5000, b"SQLite format 3\x00" + b"x" * 5000]
)
@pytest.mark.parametrize("more", [(), ("--report", "1")])
def test_a_file_that_is_no_backup_is_called_so_and_the_data_are_left(
    run, database, tmp_path, content, more
):
    before = database.read_bytes()
    (tmp_path / "不是.db").write_bytes(content)
    code, out, err = run("restore", str(tmp_path / "不是.db"), *more)
    assert (code, out) == (2, "")
    assert "“不是.db”不是备份文件" in err
    assert database.read_bytes() == before


def test_the_last_backup_that_can_be_read_is_offered(run, database):
    assert run("backup")[0] == 0
    assert run("backup")[0] == 0
    bad, good = json.loads(run("backups", "--json")[1])
    Path(bad["file"]).write_bytes(Path(bad["file"]).read_bytes()[:2000])
    database.write_bytes(database.read_bytes()[: 4096 * 3])
    code, out, _ = run("doctor")
    assert code == 1
    assert f"restore {good['number']}" in out
    code, _, err = run("doctor")
    assert code == 1
    assert f"备份 {bad['number']} 读不出来" in err

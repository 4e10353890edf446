"""The database file: made whole or not at all, checked, upgraded, never another one's."""

import os
import shutil
import sqlite3
import subprocess
import sys

import pytest
from stored_reports import closed_database, contents, type_in

from pingkou_gui.errors import StorageError
from pingkou_gui.form.pages.basic_spending import Basic
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.report.report import Draft
from pingkou_gui.store import database, database_schema
from pingkou_gui.store.backups import list_backups, open_reports
from pingkou_gui.store.database import (
    LOCK_FILE,
    Access,
    DamagedDatabaseError,
    DatabaseFile,
    DataFolderLock,
    DetachedDatabaseError,
    ForeignDatabaseError,
    LockedDatabaseError,
    NewerDatabaseError,
    find_damage,
)
from pingkou_gui.store.database_schema import MIGRATIONS
from pingkou_gui.store.reports import ReportStore

READ = """
import sys
from pathlib import Path
from pingkou_gui.store.reports import ReportStore
store = ReportStore(Path(sys.argv[1]))
number = store.summaries()[0].id
report = store.load(number).report
assert len(report.entries) == 1
store.rename(number, "改名")
store.close()
assert "sqlite_utils" not in sys.modules
"""
HOLD = """
import pathlib, sys
from pingkou_gui.store.database import DataFolderLock
held = DataFolderLock.acquire(pathlib.Path(sys.argv[1]))
print(held is not None, flush=True)
sys.stdin.read()  # until it is killed, or whoever began it has ended
"""


def older(path):
    """Take a file back to the schema before checksums."""
    with sqlite3.connect(path) as db:
        for (name,) in db.execute(
            "select name from sqlite_master where type = 'trigger'"
        ).fetchall():
            db.execute(f"drop trigger {name}")
        db.execute("drop table report_totals")
        db.execute("drop table last_write")
        for table in ("reports", "field_values", "report_rows", "history"):
            db.execute(f"alter table {table} drop column crc")
        db.execute("delete from _sqlite_migrations where name = 'm002_checksums'")
        db.execute("pragma user_version = 0")
    db.close()


def newer(path):
    with sqlite3.connect(path) as db:
        db.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at)"
            " values ('pingkou', 'm999_later', '2030')"
        )
    db.close()


# -- opening ----------------------------------------------------------------------------------


def test_a_report_is_opened_and_changed_without_loading_what_only_a_schema_needs(
    tmp_path, report_of
):
    path = closed_database(tmp_path / "reports.db", report_of)
    words = [sys.executable, "-c", READ, str(path)]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_steps_of_the_schema_are_never_renamed():
    assert MIGRATIONS == ("m001_reports", "m002_checksums")


def test_every_commit_reaches_the_disk_and_leaves_one_file(tmp_path, report_of):
    store = ReportStore(closed_database(tmp_path / "reports.db", report_of))
    type_in(store, "1", field=Basic.wages.this)
    assert store.file.connection.execute("pragma synchronous").fetchone()[0] == 3
    assert store.file.connection.execute("pragma journal_mode").fetchone()[0] == "delete"
    assert [path.name for path in tmp_path.iterdir()] == ["reports.db"]
    store.close()


def test_only_the_user_can_read_the_file(tmp_path, report_of):
    path = closed_database(tmp_path / "新" / "reports.db", report_of)
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\x00broken"])
def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path, content):
    path = tmp_path / "reports.db"
    path.write_bytes(content)
    with pytest.raises(DamagedDatabaseError):
        ReportStore(path)
    assert contents(tmp_path) == {"reports.db": content}


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_a_database_of_another_program_is_left_byte_for_byte_as_it_is(tmp_path, mode):
    path = tmp_path / "reports.db"
    with sqlite3.connect(path) as db:
        db.execute(f"pragma journal_mode = {mode}")
        db.execute("create table songs (name text)")
    db.close()
    before = contents(tmp_path)
    with pytest.raises(ForeignDatabaseError, match="不是本程序的"):
        ReportStore(path)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("mode", ["delete", "wal"])
@pytest.mark.parametrize("access", Access)
def test_a_file_from_a_newer_version_is_left_byte_for_byte_as_it_is(
    tmp_path, report_of, mode, access
):
    path = closed_database(tmp_path / "reports.db", report_of)
    with sqlite3.connect(path) as db:
        db.execute(f"pragma journal_mode = {mode}")
    db.close()
    newer(path)
    before = contents(tmp_path)
    with pytest.raises(NewerDatabaseError, match="更新版本"):
        ReportStore(path, access)
    assert contents(tmp_path) == before


def test_a_newer_file_with_its_log_beside_it_is_left_byte_for_byte_as_it_is(tmp_path, report_of):
    path = closed_database(tmp_path / "here" / "reports.db", report_of)
    db = sqlite3.connect(path)
    db.execute("pragma journal_mode = wal")
    db.execute(
        "insert into _sqlite_migrations (migration_set, name, applied_at)"
        " values ('pingkou', 'm999_later', '2030')"
    )
    db.commit()
    killed = tmp_path / "killed"  # as the disk is when the program is killed
    shutil.copytree(path.parent, killed)
    db.close()
    (killed / "reports.db-shm").unlink()
    before = contents(killed)
    with pytest.raises(NewerDatabaseError):
        ReportStore(killed / "reports.db")
    assert contents(killed) == before


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError, match="数据文件夹"):
        ReportStore(tmp_path / "file" / "reports.db")


@pytest.mark.skipif(os.name != "posix", reason="Windows refuses shorter paths by itself")
def test_a_path_too_long_for_the_database_is_told_as_such(tmp_path):
    with pytest.raises(StorageError, match="太长"):
        ReportStore(tmp_path.joinpath(*["平" * 60] * 4) / "reports.db")


def test_a_database_that_is_a_folder_is_told(tmp_path):
    (tmp_path / "reports.db").mkdir()
    with pytest.raises(StorageError, match="文件夹"):
        ReportStore(tmp_path / "reports.db")


def test_a_first_start_that_was_cut_off_is_made_good(tmp_path):
    path = tmp_path / "reports.db"
    with sqlite3.connect(path) as db:
        db.execute(
            'create table "_sqlite_migrations" (id integer primary key, migration_set text,'
            " name text, applied_at text)"
        )
    db.close()
    store = ReportStore(path)
    assert store.summaries() == ()
    store.close()


def test_the_schema_is_made_whole_or_not_at_all(tmp_path, monkeypatch):
    def broken(db):
        db.execute("create table half (x)")
        raise StorageError("停电", "")

    monkeypatch.setitem(database_schema._STEPS, "m002_checksums", broken)
    with pytest.raises(StorageError, match="停电"):
        ReportStore(tmp_path / "reports.db")
    with sqlite3.connect(tmp_path / "reports.db") as db:
        assert db.execute("select count(*) from sqlite_master").fetchone()[0] == 0
    db.close()


# -- upgrading --------------------------------------------------------------------------------


def test_a_file_of_the_version_before_is_backed_up_and_upgraded(tmp_path, report_of):
    path = closed_database(tmp_path / "reports.db", report_of)
    older(path)
    store = open_reports(tmp_path)
    assert store.load(1).report[Unit.name.at()] == "平口镇"
    assert find_damage(store.file.connection) == ()
    assert [each.reason.value for each in list_backups(tmp_path)] == ["升级前"]
    store.close()


def test_an_older_file_is_not_touched_where_no_backup_can_be_made(tmp_path, report_of):
    path = closed_database(tmp_path / "reports.db", report_of)
    older(path)
    before = path.read_bytes()
    (tmp_path / "backups").write_text("a file is in the way")
    with pytest.raises(StorageError):
        open_reports(tmp_path)
    assert path.read_bytes() == before


def test_an_older_file_is_read_without_being_upgraded(tmp_path, report_of):
    path = closed_database(tmp_path / "reports.db", report_of)
    older(path)
    before = contents(tmp_path)
    store = ReportStore(path, Access.READ)
    assert store.load(1).report[Unit.name.at()] == "平口镇"
    store.close()
    assert contents(tmp_path) == before


def test_a_file_with_a_log_beside_it_keeps_what_stands_in_the_log(tmp_path, report_of):
    path = closed_database(tmp_path / "here" / "reports.db", report_of)
    older(path)
    db = sqlite3.connect(path)
    db.execute("pragma journal_mode = wal")
    db.execute("update field_values set value = '大福镇'")
    db.commit()
    shutil.copytree(path.parent, tmp_path / "killed")
    db.close()
    for access in (Access.READ, Access.WRITE):
        store = ReportStore(tmp_path / "killed" / "reports.db", access)
        assert store.load(1).report[Unit.name.at()] == "大福镇"
        store.close()
    assert [path.name for path in (tmp_path / "killed").iterdir()] == ["reports.db"]


# -- reading only -----------------------------------------------------------------------------


def test_reading_makes_no_file(tmp_path):
    store = ReportStore(tmp_path / "无" / "reports.db", Access.READ)
    assert store.summaries() == ()
    assert not (tmp_path / "无").exists()
    store.close()


def test_what_is_read_only_can_be_read_and_says_so_when_it_shall_be_changed(
    tmp_path, report_of, monkeypatch
):
    path = closed_database(tmp_path / "reports.db", report_of)
    monkeypatch.setattr(database, "_is_writable", lambda _: False)
    store = ReportStore(path)
    assert store.read_only
    assert store.load(1).report[Unit.name.at()] == "平口镇"
    with pytest.raises(StorageError, match="只能读"):
        type_in(store, "1", field=Basic.wages.this)
    store.close()


# -- another file at the path -----------------------------------------------------------------


def test_nothing_is_saved_into_a_file_that_was_removed(tmp_path, report_of):
    path = closed_database(tmp_path / "reports.db", report_of)
    store = ReportStore(path)
    path.unlink()
    with pytest.raises(DetachedDatabaseError, match="不见了"):
        type_in(store, "1", field=Basic.wages.this)
    assert list(tmp_path.iterdir()) == []
    store.close()


def test_nothing_is_saved_when_the_folder_is_gone(tmp_path, report_of):
    path = closed_database(tmp_path / "here" / "reports.db", report_of)
    store = ReportStore(path)
    shutil.rmtree(path.parent)
    with pytest.raises(DetachedDatabaseError, match="不见了"):
        type_in(store, "1", field=Basic.wages.this)
    store.close()


def test_nothing_is_saved_into_a_file_that_took_the_place_of_the_open_one(tmp_path, report_of):
    path = closed_database(tmp_path / "reports.db", report_of)
    other = closed_database(tmp_path / "other.db", report_of, unit__name="大福镇")
    store = ReportStore(path)
    type_in(store, "1", field=Basic.wages.this)
    before = other.read_bytes()
    other.replace(path)
    with pytest.raises(DetachedDatabaseError, match="换掉"):
        type_in(store, "2", field=Basic.wages.this)
    store.close()
    assert contents(tmp_path) == {"reports.db": before}


def test_nothing_is_saved_into_a_file_whose_content_was_changed_from_outside(tmp_path, report_of):
    path = closed_database(tmp_path / "reports.db", report_of)
    other = closed_database(tmp_path / "other.db", report_of, unit__name="大福镇")
    store = ReportStore(path)
    path.write_bytes(other.read_bytes())
    with pytest.raises(DetachedDatabaseError, match="换掉"):
        store.file.transaction().__enter__()
    store.close()


def test_a_share_that_does_not_answer_is_told_and_is_no_other_file(
    tmp_path, report_of, monkeypatch
):
    store = ReportStore(closed_database(tmp_path / "reports.db", report_of))

    def unreachable(_):
        raise OSError(112, "Host is down")

    monkeypatch.setattr(database, "_identity", unreachable)
    with pytest.raises(StorageError) as caught:
        store.rename(1, "新")
    assert not isinstance(caught.value, DetachedDatabaseError)
    monkeypatch.undo()
    store.rename(1, "新")
    store.close()


def test_changes_of_another_connection_are_noticed(tmp_path, report_of):
    path = closed_database(tmp_path / "reports.db", report_of)
    store = ReportStore(path)
    with sqlite3.connect(path) as db:
        db.execute("update reports set name = '别人'")
    db.close()
    with pytest.raises(DetachedDatabaseError):
        store.rename(1, "我")
    store.close()


def test_a_locked_file_is_told_soon_and_saved_to_when_it_is_free(tmp_path, report_of):
    path = closed_database(tmp_path / "reports.db", report_of)
    store = ReportStore(path, wait=0.01)
    db = sqlite3.connect(path)
    db.execute("begin exclusive")
    draft = Draft(report_of())
    draft.type_in(Basic.wages.this, "1")
    with pytest.raises(LockedDatabaseError, match="另一个程序"):
        store.save(1, draft.change, "改")
    db.close()
    store.save(1, draft.change, "改")
    assert store.load(1).report[Basic.wages.this.at()] == 1
    store.close()


# -- checksums --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "damage",
    [
        "update field_values set value = '平口乡'",
        "update field_values set row = 7",
        "delete from field_values",
        "insert into field_values (report_id, section, row, field, value) values (1,'x',0,'y','z')",
        "update reports set scheme = 'x'",
        "update reports set next_row = 1000",
        "update report_totals set total = 1",
    ],
)
def test_what_was_changed_past_the_program_is_found(tmp_path, report_of, damage):
    path = closed_database(tmp_path / "reports.db", report_of)
    with sqlite3.connect(path) as db:
        totals = db.execute("select * from report_totals").fetchall()
        db.execute(damage)
        if "totals" not in damage:  # a failing disk runs no triggers
            db.executemany("replace into report_totals values (?, ?, ?)", totals)
    db.close()
    file = DatabaseFile(path)
    assert find_damage(file.connection)
    file.close()


def test_a_damaged_schema_is_found(tmp_path, report_of):
    path = closed_database(tmp_path / "reports.db", report_of)
    path.write_bytes(path.read_bytes().replace(b'"undone" INTEGER', b'"undane" INTEGER'))
    with pytest.raises(DamagedDatabaseError):
        DatabaseFile(path)


def test_a_truncated_file_is_found(tmp_path, report_of):
    path = closed_database(tmp_path / "reports.db", report_of)
    path.write_bytes(path.read_bytes()[:-4096])
    with pytest.raises(DamagedDatabaseError):
        DatabaseFile(path)


# -- one writer -------------------------------------------------------------------------------


def other_process(folder):
    words = [sys.executable, "-c", HOLD, str(folder)]
    path = os.pathsep.join(sys.path)
    process = subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    return process, process.stdout.readline().strip()


def ended(process):
    process.wait()
    process.stdin.close()
    process.stdout.close()


def test_a_folder_is_taken_by_one_process_and_free_again_when_it_was_killed(tmp_path):
    process, took = other_process(tmp_path)
    try:
        assert took == "True"
        assert DataFolderLock.acquire(tmp_path) is None
    finally:
        process.kill()
        ended(process)
    with DataFolderLock.acquire(tmp_path) as lock:
        assert lock is not None


def test_a_folder_that_was_released_can_be_taken_again(tmp_path):
    first = DataFolderLock.acquire(tmp_path / "新")
    assert DataFolderLock.acquire(tmp_path / "新") is None
    first.release()
    with DataFolderLock.acquire(tmp_path / "新") as second:
        assert second is not None


def test_the_lock_writes_nothing_that_waits_for_the_disk(tmp_path):
    with DataFolderLock.acquire(tmp_path):
        assert {path.name: path.stat().st_size for path in tmp_path.iterdir()} == {LOCK_FILE: 0}


def test_where_no_lock_can_be_had_the_first_write_tells(tmp_path):
    (tmp_path / "文件").write_bytes(b"")
    with pytest.raises(StorageError):
        DataFolderLock.acquire(tmp_path / "文件" / "下面")


def test_a_lock_that_vanished_with_its_folder_is_taken_again(tmp_path):
    folder = tmp_path / "新"
    lock = DataFolderLock.acquire(folder)
    shutil.rmtree(folder)
    lock.retake()
    assert DataFolderLock.acquire(folder) is None
    process, took = other_process(folder)
    process.kill()
    ended(process)
    assert took == "False"
    lock.release()


def test_a_lock_that_is_in_place_is_left_alone(tmp_path):
    lock = DataFolderLock.acquire(tmp_path)
    held = lock._connection
    lock.retake()
    assert lock._connection is held
    lock.release()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such bits")
def test_the_lock_can_be_read_by_its_user_only(tmp_path):
    with DataFolderLock.acquire(tmp_path):
        assert (tmp_path / LOCK_FILE).stat().st_mode & 0o077 == 0


def test_a_connection_that_a_test_leaves_open_is_noted(tmp_path, unclosed):
    db = sqlite3.connect(tmp_path / "a.db")
    store = ReportStore(None)
    assert unclosed() == [db, store.file.connection]
    db.close()
    store.close()
    assert unclosed() == []

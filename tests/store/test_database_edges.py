"""The edges of the database file: what a killed writer left, what may be written, what is told."""

import os
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import SimpleNamespace

import pytest
from stored_reports import closed_database, contents, type_in

from pingkou_gui.errors import StorageError
from pingkou_gui.form.pages.basic_spending import Basic
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.report.json_format import Record
from pingkou_gui.store import database
from pingkou_gui.store.database import (
    LOCK_FILE,
    Access,
    DamagedDatabaseError,
    DatabaseFile,
    DataFolderLock,
    DetachedDatabaseError,
    ForeignDatabaseError,
    LockedDatabaseError,
    damaged_reports,
    find_damage,
    make_private,
    make_private_folder,
    read_connection,
    storage_error,
)
from pingkou_gui.store.database_schema import CHECKED_COLUMNS, row_crc
from pingkou_gui.store.reports import ReportStore

PAGE = 4096


def file_in_use(store):
    """The file that a store's connection really looks at, empty for one in memory."""
    return store.file.connection.execute("pragma database_list").fetchone()[2]


# -- what a killed writer left ----------------------------------------------------------------


def killed_in_the_midst(path, to, statement):
    """Copy a database as it lies on the disk when its writer is killed within a transaction."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("pragma cache_size = 1")
        db.execute("begin immediate")
        db.execute(statement)
        db.execute("create table filler (x)")
        db.execute("insert into filler values (zeroblob(200000))")  # forces pages onto the disk
        shutil.copytree(path.parent, to)
        db.execute("rollback")
    assert (to / f"{path.name}-journal").stat().st_size > 512
    return to / path.name


@pytest.mark.parametrize("access", Access)
def test_what_a_killed_writer_had_begun_is_taken_back(tmp_path, report_of, access):
    path = closed_database(tmp_path / "here" / "reports.db", report_of)
    killed = killed_in_the_midst(path, tmp_path / "killed", "update field_values set value = 'x'")
    before = contents(killed.parent)
    store = ReportStore(killed, access)
    assert store.load(1).report[Unit.name.at()] == "平口镇"
    assert find_damage(store.file.connection) == ()
    if access is Access.READ:
        assert contents(killed.parent) == before
    else:
        assert set(contents(killed.parent)) == {"reports.db"}
        type_in(store, "1", field=Basic.wages.this)
    store.close()


def test_a_file_whose_writer_is_at_work_is_read_as_it_was_before(tmp_path, report_of):
    path = closed_database(tmp_path / "reports.db", report_of)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("begin immediate")
        db.execute("update reports set name = 'half'")
        assert path.with_name("reports.db-journal").exists()
        store = ReportStore(path, Access.READ)
        assert store.load(1).report[Unit.name.at()] == "平口镇"
        assert file_in_use(store) == str(path)
        store.close()
        db.execute("rollback")


@pytest.mark.parametrize("writes", [True, False])
def test_a_file_that_another_program_holds_is_told_to_be_in_use(tmp_path, report_of, writes):
    path = closed_database(tmp_path / "reports.db", report_of)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("begin exclusive")
        if writes:  # which leaves a journal beside the file
            db.execute("update reports set name = 'x'")
        for access in Access:
            with pytest.raises(LockedDatabaseError):
                ReportStore(path, access, wait=0)


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_a_file_with_nothing_beside_it_is_read_where_it_lies(tmp_path, report_of, mode):
    path = closed_database(tmp_path / "reports.db", report_of)
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"pragma journal_mode = {mode}")
    store = ReportStore(path, Access.READ)
    assert file_in_use(store) == str(path)
    assert set(contents(tmp_path)) == {"reports.db"}
    store.close()


def test_a_connection_to_read_by_sees_what_others_write_and_writes_nothing(tmp_path, report_of):
    path = closed_database(tmp_path / "reports.db", report_of)
    store = ReportStore(path)
    with closing(read_connection(path)) as reading:
        for name in ("一", "二"):
            store.rename(1, name)
            assert reading.execute("select name from reports").fetchone() == (name,)
        with pytest.raises(sqlite3.OperationalError):
            reading.execute("delete from reports")
    store.close()


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PurePosixPath("/数 据/a#?b.db"), "///%E6%95%B0%20%E6%8D%AE/a%23%3Fb.db?mode=ro"),
        (PureWindowsPath(r"D:\a\r.db"), "///D:/a/r.db?mode=ro"),
        (PureWindowsPath(r"\\server\share\r.db"), "////server/share/r.db?mode=ro"),
    ],
)
def test_the_address_of_a_file_names_nothing_but_its_path(path, address):
    stands_for = SimpleNamespace(absolute=lambda: path)
    assert database._uri(stands_for, immutable=False) == f"file:{address}"


def test_who_wrote_a_file_last_is_not_known_where_it_is_damaged_and_asked_again_where_in_use(
    tmp_path, monkeypatch
):
    path = tmp_path / "reports.db"
    ReportStore(path).close()
    monkeypatch.setattr(database, "read_connection", lambda at: database.connected(at, wait=0))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin exclusive")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            database._token_in(path)
    path.write_bytes(b"SQLite format 3\0" + bytes(PAGE))
    assert database._token_in(path) is None


@pytest.mark.parametrize("suffix", ["-wal", "-journal"])
def test_a_file_that_cannot_be_opened_for_what_lies_beside_it_is_not_called_damaged(
    tmp_path, suffix
):
    path = tmp_path / "reports.db"
    ReportStore(path).close()
    path.with_name(path.name + suffix).mkdir()
    with pytest.raises(StorageError, match="没能读写") as caught:
        ReportStore(path)
    assert not isinstance(caught.value, DamagedDatabaseError)


@pytest.mark.parametrize("name", ["file:x", "a?b#c%41", "数 据"])
def test_a_folder_of_any_name_holds_data(tmp_path, report_of, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    path = closed_database(Path(name) / "reports.db", report_of)
    assert (tmp_path / name / "reports.db").is_file()
    for access in Access:
        store = ReportStore(path, access)
        assert store.load(1).report[Unit.name.at()] == "平口镇"
        store.close()


def test_a_connection_made_in_one_thread_is_used_from_another(store):
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(store.summaries).result() == ()


# -- checking ---------------------------------------------------------------------------------


def test_a_file_up_to_a_size_has_all_its_pages_checked_before_it_is_used(
    tmp_path, report_of, monkeypatch
):
    path = closed_database(tmp_path / "reports.db", report_of)
    with closing(sqlite3.connect(path)) as db:
        sql = "select rootpage from sqlite_master where name = 'report_rows'"
        root = db.execute(sql).fetchone()[0]
    data = bytearray(path.read_bytes())
    data[(root - 1) * PAGE : root * PAGE] = bytes(PAGE)
    path.write_bytes(data)
    monkeypatch.setattr(database, "CHECKED_AT_ONCE", len(data))
    with pytest.raises(DamagedDatabaseError):
        DatabaseFile(path)
    monkeypatch.setattr(database, "CHECKED_AT_ONCE", len(data) - 1)
    file = DatabaseFile(path)
    assert find_damage(file.connection)
    file.close()


@pytest.mark.parametrize(
    "sql",
    [
        "update field_values set value = '乡' where report_id = 2",
        "update report_rows set position = 5 where report_id = 2",
        "update reports set name = '别的' where id = 2",
        "update report_totals set many = many + 1 where report_id = 2",
    ],
)
def test_the_reports_that_are_damaged_are_named_by_their_numbers(store, report_of, sql):
    for unit in ("甲镇", "乙镇", "丙镇"):
        store.create(Record(report_of(unit__name=unit, project=[{"name": "路"}]), ""))
    connection = store.file.connection
    assert damaged_reports(connection) == frozenset()
    connection.execute(sql)
    assert damaged_reports(connection) == {2}
    assert find_damage(connection)


def test_every_table_takes_only_values_of_the_declared_types(store):
    found = store.file.connection.execute("pragma table_list").fetchall()
    strict = {row[1]: row[5] for row in found}
    ours = {*CHECKED_COLUMNS, "report_totals", "last_write"}
    assert {name: strict[name] for name in ours} == dict.fromkeys(ours, 1)


def test_the_key_of_every_table_is_the_declared_one(store):
    keys = {
        table: [
            row[1] for row in store.file.connection.execute(f"pragma table_info({table})") if row[5]
        ]
        for table in (*CHECKED_COLUMNS, "report_totals")
    }
    assert keys == {
        "reports": ["id"],
        "field_values": ["report_id", "section", "row", "field"],
        "report_rows": ["report_id", "row"],
        "history": ["id"],
        "report_totals": ["report_id"],
    }


def test_a_checksum_tells_blank_from_empty_and_where_one_value_ends():
    assert row_crc(None) != row_crc("")
    assert row_crc("ab", "c") != row_crc("a", "bc")
    assert row_crc(1, "平") == row_crc("1", "平")


def test_a_file_with_a_schema_of_ours_and_no_reports_is_another_programs(tmp_path, report_of):
    path = closed_database(tmp_path / "reports.db", report_of)
    with closing(sqlite3.connect(path)) as db:
        db.execute("drop table reports")
    with pytest.raises(ForeignDatabaseError):
        DatabaseFile(path)


def test_a_first_start_of_another_program_with_such_a_table_is_another_programs(tmp_path):
    path = tmp_path / "reports.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("create table _sqlite_migrations (migration_set text, name text)")
        db.execute("create table reports (x)")
    with pytest.raises(ForeignDatabaseError):
        DatabaseFile(path)


# -- who may read and write -------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such bits")
@pytest.mark.parametrize(("mode", "kept"), [(0o644, 0o600), (0o640, 0o600), (0o400, 0o400)])
def test_a_file_that_others_can_read_is_closed_to_them_and_one_that_is_not_is_left(
    tmp_path, mode, kept
):
    path = tmp_path / "x"
    path.write_bytes(b"")
    path.chmod(mode)
    make_private(path)
    assert path.stat().st_mode & 0o777 == kept


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such bits")
def test_a_database_that_others_could_read_is_closed_to_them_when_it_is_opened(tmp_path, report_of):
    path = closed_database(tmp_path / "reports.db", report_of)
    path.chmod(0o644)
    ReportStore(path).close()
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("refused", ["reports.db", ""])
def test_a_file_or_a_folder_that_is_read_only_makes_the_data_read_only(
    tmp_path, report_of, monkeypatch, refused
):
    path = closed_database(tmp_path / "reports.db", report_of)
    there = tmp_path / refused
    monkeypatch.setattr(database.os, "access", lambda asked, _: asked != there)
    store = ReportStore(path)
    assert store.read_only
    store.close()


def test_a_new_file_in_a_folder_that_is_a_file_is_told(tmp_path):
    (tmp_path / "文件").write_bytes(b"")
    with pytest.raises(StorageError, match="不是文件夹"):
        ReportStore(tmp_path / "文件" / "reports.db", Access.READ)


def test_a_folder_is_made_with_all_that_lead_to_it_and_is_its_users_alone(tmp_path):
    folder = tmp_path / "甲" / "乙" / "数据"
    make_private_folder(folder)
    assert folder.is_dir()
    if os.name == "posix":
        assert folder.stat().st_mode & 0o777 == 0o700
    make_private_folder(folder)


def test_a_folder_that_another_process_makes_meanwhile_is_there(tmp_path, monkeypatch):
    is_dir, answers = Path.is_dir, [False]
    monkeypatch.setattr(Path, "is_dir", lambda path: answers.pop() if answers else is_dir(path))
    make_private_folder(tmp_path)
    assert answers == []


# -- the open file ----------------------------------------------------------------------------


def test_a_file_touched_from_outside_with_the_same_content_is_ours_still(tmp_path, report_of):
    store = ReportStore(closed_database(tmp_path / "reports.db", report_of))
    os.utime(store.path, (1, 1))
    type_in(store, "1", field=Basic.wages.this)
    os.utime(store.path, (2, 2))
    store.check_in_place()
    assert store.file.is_at_path
    store.close()


def test_a_file_of_a_copy_made_earlier_that_counted_as_far_is_noticed(tmp_path, report_of):
    """Two computers go on from one file and write as often: SQLite's own counter agrees."""
    path = closed_database(tmp_path / "reports.db", report_of)
    shutil.copyfile(path, tmp_path / "other.db")
    store, other = ReportStore(path), ReportStore(tmp_path / "other.db")
    store.rename(1, "我")
    other.rename(1, "他")
    other.close()
    path.write_bytes((tmp_path / "other.db").read_bytes())
    with pytest.raises(DetachedDatabaseError):
        store.check_in_place()
    store.close()


def test_reports_in_memory_are_always_in_place(report_of):
    store = ReportStore(None)
    store.create(Record(report_of(unit__name="平口镇"), ""))
    store.check_in_place()
    type_in(store, "1", field=Basic.wages.this)
    assert not store.file.is_at_path
    assert not store.read_only
    store.close()


def test_a_transaction_that_fails_leaves_nothing_open(store):

    def fails():
        with store.file.transaction() as connection:
            connection.execute("delete from reports")
            raise ValueError("halt")

    with pytest.raises(ValueError, match="halt"):
        fails()
    assert not store.file.connection.in_transaction
    store.rename(1, "x")


# -- sentences --------------------------------------------------------------------------------


def fault(code, words="x"):
    made = sqlite3.OperationalError(words)
    made.sqlite_errorcode = code
    return made


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (sqlite3.SQLITE_FULL, StorageError, "磁盘已满"),
        (sqlite3.SQLITE_READONLY_DBMOVED, StorageError, "只读"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, LockedDatabaseError, "另一个程序"),
        (sqlite3.SQLITE_LOCKED_SHAREDCACHE, LockedDatabaseError, "另一个程序"),
        (sqlite3.SQLITE_CORRUPT_INDEX, DamagedDatabaseError, "已损坏"),
        (sqlite3.SQLITE_NOTADB, DamagedDatabaseError, "已损坏"),
        (sqlite3.SQLITE_IOERR_FSYNC, StorageError, "没能读写"),
    ],
)
def test_each_fault_of_the_database_has_its_sentence(tmp_path, code, kind, words):
    told = storage_error(fault(code), tmp_path / "reports.db")
    assert type(told) is kind
    assert words in told.happened


def test_text_that_is_none_is_damage_only_where_nothing_else_is_said(tmp_path):
    path = tmp_path / "reports.db"
    undecodable = "Could not decode to UTF-8 column"
    assert isinstance(storage_error(fault(0, undecodable), path), DamagedDatabaseError)
    told = storage_error(fault(sqlite3.SQLITE_IOERR, undecodable), path)
    assert not isinstance(told, DamagedDatabaseError)
    assert not isinstance(storage_error(fault(0, "other"), path), DamagedDatabaseError)


def test_a_path_is_too_long_from_one_byte_beyond_the_limit_on(tmp_path, monkeypatch):
    path = tmp_path / "reports.db"
    monkeypatch.setattr(database, "LONGEST_PATH", len(os.fsencode(path)))
    assert "太长" not in storage_error(fault(sqlite3.SQLITE_CANTOPEN), path).happened
    monkeypatch.setattr(database, "LONGEST_PATH", len(os.fsencode(path)) - 1)
    assert "太长" in storage_error(fault(sqlite3.SQLITE_CANTOPEN), path).happened
    assert "太长" not in storage_error(fault(sqlite3.SQLITE_CANTOPEN), None).happened


# -- the lock ---------------------------------------------------------------------------------


def test_where_no_lock_file_can_be_made_nobody_is_kept_out(tmp_path, monkeypatch):
    def refused(*_, **__):
        raise PermissionError(13, "no")

    monkeypatch.setattr(database.os, "open", refused)
    with DataFolderLock.acquire(tmp_path) as lock:
        assert lock is not None
    assert list(tmp_path.iterdir()) == []


def test_where_something_else_has_the_name_of_the_lock_nobody_is_kept_out(tmp_path):
    (tmp_path / LOCK_FILE).mkdir()
    with DataFolderLock.acquire(tmp_path) as lock:
        assert lock is not None


def test_a_lock_whose_file_was_replaced_is_taken_again(tmp_path):
    with DataFolderLock.acquire(tmp_path) as lock:
        (tmp_path / LOCK_FILE).unlink()
        (tmp_path / LOCK_FILE).write_bytes(b"")
        lock.retake()
        assert DataFolderLock.acquire(tmp_path) is None

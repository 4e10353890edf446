"""Open the database file: durable, checked, one writer, never a newer version's."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlite_utils import Database

from pingkou_gui.errors import StorageError
from pingkou_gui.store.migrations import migrations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BUSY_SECONDS = 3


def open_database(path: Path | None) -> Database:
    """Return the database at `path`, None for one in memory, with its schema up to date.

    Raises:
        StorageError: The folder cannot be written, the file is no database of this program,
            is damaged, or was written by a newer version (it is left untouched).
    """
    if path is not None:
        _make_folder(path)
    with plainly(path):
        db = _connect(path)
        try:
            _prepare(db, path)
        except BaseException:
            db.close()
            raise
    return db


@contextmanager
def plainly(path: Path | None) -> Iterator[None]:
    """Turn faults of SQLite and of the disk into sentences for the clerk.

    Raises:
        StorageError: Whatever the database or the disk refused.
    """
    try:
        yield
    except sqlite3.DatabaseError as fault:
        raise _told(fault, path) from fault
    except OSError as fault:
        raise StorageError(f"没能存到“{path}”", "核对磁盘是否还在、有没有写的权限，再试") from fault


def _told(fault: sqlite3.DatabaseError, path: Path | None) -> StorageError:
    where = f"“{path}”"
    words = str(fault).lower()
    if "not a database" in words or "malformed" in words or "corrupt" in words:
        return StorageError(
            f"数据文件{where}已损坏或不是本程序的", "把它移到别处再打开程序，或从备份恢复"
        )
    if "full" in words:
        return StorageError(f"没能存到{where}：磁盘已满", "腾出空间后按“再试”，内容还在")
    if "readonly" in words or "read-only" in words:
        return StorageError(f"没能存到{where}：文件夹是只读的", "换一个能写的文件夹，内容还在")
    if "locked" in words or "busy" in words:
        return StorageError(f"没能存到{where}：另一个程序正在用它", "关掉那个程序后按“再试”")
    return StorageError(f"没能读写{where}", "核对磁盘是否还在、有没有写的权限，再试")


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise StorageError(
            f"没能使用数据文件夹“{path.parent}”", "换一个能写的文件夹，或请管理员放开权限"
        ) from fault


def _connect(path: Path | None) -> Database:
    if path is None:
        return Database(memory=True, execute_plugins=False)
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS)
    return Database(connection, execute_plugins=False)


def _prepare(db: Database, path: Path | None) -> None:
    db.execute("pragma foreign_keys = on")
    if path is not None:
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = full")
    _refuse_foreign(db, path)
    if migrations.pending(db):
        migrations.apply(db)


def _refuse_foreign(db: Database, path: Path | None) -> None:
    tables = set(db.table_names())
    if not tables:
        return
    if "_sqlite_migrations" not in tables or "reports" not in tables:
        raise StorageError(
            f"数据文件“{path}”不是本程序的", "换一个数据文件夹，或把这个文件移到别处"
        )
    known = {m.name for m in migrations.pending(Database(memory=True, execute_plugins=False))}
    if {m.name for m in migrations.applied(db)} - known:
        raise StorageError(
            f"数据文件“{path}”由更新版本的程序写过", "安装新版本后再打开，文件没有改动"
        )

"""Open the database file: durable, checked, one writer, never a newer version's.

Reading needs no more than `sqlite3`. sqlite-utils, 0.1 s to load, comes with the first write,
or with a file whose schema is not the present one.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pingkou_gui.errors import StorageError
from pingkou_gui.store.schema import MIGRATIONS, SET

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlite_utils import Database

_BUSY_SECONDS = 3


class DatabaseFile:
    """An open database with its schema up to date: `rows` to read, `tables` to write."""

    def __init__(self, path: Path | None) -> None:
        """Open the database at `path`, None for one in memory.

        Raises:
            StorageError: The folder cannot be written, the file is no database of this
                program, is damaged, or was written by a newer version (it is left untouched).
        """
        self._tables: Database | None = None
        if path is not None:
            _make_folder(path)
        with plainly(path):
            self.connection = sqlite3.connect(path or ":memory:", timeout=_BUSY_SECONDS)
            try:
                self._prepare(path)
            except BaseException:
                self.connection.close()
                raise

    @property
    def tables(self) -> Database:
        """The tables to be written, by sqlite-utils."""
        if self._tables is None:
            from sqlite_utils import Database  # noqa: PLC0415 - 0.1 s, and reading needs none of it

            self._tables = Database(self.connection, execute_plugins=False)
        return self._tables

    def rows(
        self, sql: str, values: Sequence[object] | Mapping[str, object] = ()
    ) -> Iterator[dict[str, Any]]:
        """Yield the rows of a query by their columns' names."""
        found = self.connection.execute(sql, values)
        names = [column[0] for column in found.description]
        for row in found:
            yield dict(zip(names, row, strict=True))

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def _prepare(self, path: Path | None) -> None:
        self.connection.execute("pragma foreign_keys = on")
        if path is not None:
            self.connection.execute("pragma journal_mode = wal")
            self.connection.execute("pragma synchronous = full")
        applied = self._applied(path)
        if applied - set(MIGRATIONS):
            raise StorageError(
                f"数据文件“{path}”由更新版本的程序写过", "安装新版本后再打开，文件没有改动"
            )
        if applied != set(MIGRATIONS):
            from pingkou_gui.store.migrations import migrations  # noqa: PLC0415 - rarely used

            migrations.apply(self.tables)

    def _applied(self, path: Path | None) -> set[str]:
        """Return the names of the migrations that led to the file, none for an empty one."""
        named = self.rows("select name from sqlite_master where type = 'table'")
        tables = {row["name"] for row in named}
        if not tables:
            return set()
        if "_sqlite_migrations" not in tables or "reports" not in tables:
            raise StorageError(
                f"数据文件“{path}”不是本程序的", "换一个数据文件夹，或把这个文件移到别处"
            )
        sql = "select name from _sqlite_migrations where migration_set = ?"
        return {row["name"] for row in self.rows(sql, [SET])}


def load_writing() -> None:
    """Load what the first write needs, so that it does not wait for it."""
    import sqlite_utils  # noqa: F401, PLC0415 - loading it is all that is wanted


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
            f"没能使用数据文件夹“{path.parent}”", "换一个能写的文件夹，或由管理员放开权限"
        ) from fault

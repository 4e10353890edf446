"""The database file: opened, checked, upgraded, locked, and watched for being replaced.

SQLite keeps a rollback journal, not a write-ahead log: between two edits `reports.db` is complete
by itself, so a copy made by a synchronising folder is whole, and no journal is left that could be
applied to a file it does not belong to. Every row carries a checksum and every report a sum of
them, because SQLite notices damage to its pages but not to what stands in them.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import tempfile
from contextlib import closing, contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote

from pingkou_gui.errors import StorageError
from pingkou_gui.store.database_schema import (
    CHECKED_COLUMNS,
    MIGRATION_SET,
    MIGRATION_TABLE,
    MIGRATIONS,
    row_crc,
    schema_is_whole,
    upgrade_schema,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

LOCK_FILE = "window.lock"
WINDOW_WAIT = 0.2
"""Seconds a window waits for a locked file; it tries again later by itself."""
COMMAND_WAIT = 3.0
"""Seconds a command waits for a locked file."""
CHECKED_AT_ONCE = 4_000_000
"""Bytes of the largest file whose pages are all checked before it is used: some 30 ms."""
LONGEST_PATH = 500
"""Bytes of a path that SQLite opens for certain, its journal's name included."""
_LEFTOVERS = ("-wal", "-journal")
"""What SQLite may leave beside a file whose writer was killed."""
_COMPANIONS = ("-wal", "-shm", "-journal")
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT})
_MAGIC = b"SQLite format 3\0"
_JOURNALING = slice(18, 20)
"""Where a database says how it is written and read: by a journal or a write-ahead log."""
_TOKEN_BITS = 62


class DamagedDatabaseError(StorageError):
    """The file is damaged; `path` names it, None for one that has no file."""

    def __init__(self, path: Path | None, what: str = "") -> None:
        """Say that the file is damaged; `what` is the first thing found, for the log."""
        super().__init__(*self._words(path))
        self.path, self.what = path, what

    def _words(self, path: Path | None) -> tuple[str, str]:
        return f"数据文件“{path}”已损坏", "用“恢复数据”救出能读的内容，或者恢复最近的备份"


class DamagedBackupError(DamagedDatabaseError):
    """A backup is damaged, or no backup at all; the data themselves are not touched."""

    def _words(self, path: Path | None) -> tuple[str, str]:
        name = path.name if path is not None else ""
        return f"“{name}”不是备份文件，或者已经损坏", "换一份：用 backups 或“从备份恢复”查看有哪些"


class NewerDatabaseError(StorageError):
    """A newer version of the program wrote the file; it was left as it is."""


class ForeignDatabaseError(StorageError):
    """The file belongs to another program; it was left as it is."""


class LockedDatabaseError(StorageError):
    """Another program is using the file just now; the same thing may work in a second."""


class DetachedDatabaseError(StorageError):
    """The open file is not the one that will be opened next time.

    `replaced` tells whether another file lies at the path now; otherwise it has vanished.
    """

    def __init__(self, path: Path, *, replaced: bool) -> None:
        """Say what became of the file at `path`."""
        if replaced:
            words = (
                f"数据文件“{path.name}”被别的程序换掉了（多半是云盘同步），没有再往里存",
                "刚填的还在：按“再试”，两份都留下；以后不要让云盘同步这个文件夹",
            )
        else:
            words = (
                f"数据文件“{path.name}”不见了（文件夹被删、被移走，或U盘拔掉了）",
                "刚填的还在：插回U盘后按“再试”；按“再试”也可以把数据放回原处",
            )
        super().__init__(*words)
        self.replaced = replaced


class DataFolderLock:
    """A data folder taken by one process; a lock of the system's that ends with its process."""

    def __init__(self, folder: Path) -> None:
        """Be the lock of a folder, not taken yet; see `acquire`."""
        self._folder = folder
        self._connection: sqlite3.Connection | None = None
        self._identity: tuple[int, int] | None = None

    @classmethod
    def acquire(cls, folder: Path) -> Self | None:
        """Take a folder for this process; return None where another process has it.

        Nothing is written, so nothing waits for the disk, and a process that was killed blocks
        nobody: a file without content is all that stays. Where the place knows no locks the
        first write will tell.
        """
        lock = cls(folder)
        return lock if lock._try_lock() else None

    def retake(self) -> None:
        """Take the folder again where its lock has vanished with it, or was replaced."""
        if _identity(self._folder / LOCK_FILE) != self._identity:
            self.release()
            self._try_lock()

    def _try_lock(self) -> bool:
        """Return whether the folder is ours now; where a disk cannot lock, it counts as ours."""
        file, connection = self._folder / LOCK_FILE, None
        try:
            make_private_folder(self._folder)
            if not file.exists():
                os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
            connection = sqlite3.connect(file, timeout=0, isolation_level=None)
            connection.execute("pragma journal_mode = off")
            connection.execute("begin exclusive")
        except (OSError, sqlite3.Error) as error:
            if connection is not None:
                connection.close()
            return _code(error) not in _BUSY
        self._connection, self._identity = connection, _identity(file)
        return True

    def release(self) -> None:
        """Let another process have the folder."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


class Access(Enum):
    """What a file is opened for."""

    WRITE = "write"
    READ = "read"
    """Nothing is changed on the disk, and a file that is not there is an empty one."""


class DatabaseFile:
    """An open database whose schema is the present one: `rows` to read, `transaction` to write."""

    def __init__(
        self,
        path: Path | None,
        access: Access = Access.WRITE,
        *,
        wait: float = COMMAND_WAIT,
        before_upgrade: Callable[[Path], None] | None = None,
    ) -> None:
        """Open the database at `path`, None for one in memory.

        Args:
            path: The file; made where it is to be written and is not there.
            access: What it is opened for. A file or folder that cannot be written is opened for
                reading all the same; see `read_only`.
            wait: Seconds to wait for another program's lock.
            before_upgrade: Called before a file of an older version is upgraded in place.

        Raises:
            NewerDatabaseError, ForeignDatabaseError: It is not for this version or program, and
                was left byte for byte as it was.
            DamagedDatabaseError: It cannot be trusted.
            StorageError: The folder or the file cannot be used.
        """
        self.path = path
        self.read_only = False
        self._wait = wait
        self._identity: tuple[int, int] | None = None
        self._written: tuple[int, int] | None = None
        self._data_version: int
        self._token: int
        with translating_errors(path):
            if path is None:
                self.connection = self._connected(":memory:")
                upgrade_schema(self.connection)
            elif access is Access.READ or not _is_writable(path):
                self.read_only = True
                self.connection = self._opened_for_reading(path)
            else:
                self.connection = self._opened_for_writing(path, before_upgrade)
                self.take_note()

    def rows(
        self, sql: str, values: Sequence[object] | Mapping[str, object] = ()
    ) -> Iterator[dict[str, Any]]:
        """Yield the rows of a query by their columns' names."""
        cursor = self.connection.cursor()
        cursor.row_factory = sqlite3.Row
        yield from map(dict, cursor.execute(sql, values))

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Write within one transaction: all of it or nothing, in the file that is at the path.

        Raises:
            DetachedDatabaseError: The file was replaced, changed from outside, or is gone.
            LockedDatabaseError: Another program is using it.
            StorageError: The disk refused; nothing was written.
        """
        with translating_errors(self.path):
            if self.read_only:
                raise StorageError(f"“{self.path}”只能读", "换一个能写的数据文件夹再改")
            self.check_in_place()
            self.connection.execute("begin immediate")
            token = random.SystemRandom().getrandbits(_TOKEN_BITS)
            try:
                self._check_unchanged()
                yield self.connection
                self.connection.execute("update last_write set token = ?", [token])
                self.connection.execute("commit")
            except BaseException:
                with suppress(sqlite3.Error):
                    self.connection.execute("rollback")
                raise
            self._token, self._written = token, _written(self.path)

    def check_in_place(self) -> None:
        """Return where the file at the path is the open one, as it was written last.

        Raises:
            DetachedDatabaseError: It was replaced, written by another program, or is gone.
        """
        if self.path is None or self._identity is None:
            return
        with translating_errors(self.path):
            found = _identity(self.path)
            if found != self._identity:
                raise DetachedDatabaseError(self.path, replaced=found is not None)
            self._check_unchanged()
            if _written(self.path) != self._written:
                # SQLite notices another content by its counter of changes only, and two computers
                # may have counted as far
                if _token_in(self.path) != self._token:
                    raise DetachedDatabaseError(self.path, replaced=True)
                self._written = _written(self.path)

    @property
    def is_at_path(self) -> bool:
        """Whether the open file lies at its path, whoever wrote it last."""
        return self.path is not None and _identity(self.path) == self._identity

    def take_note(self) -> None:
        """Take the file as it is now for ours: after opening it, or restoring its whole content."""
        self._identity, self._written = _identity(self.path), _written(self.path)
        self._data_version = self._seen_version()
        self._token = int(self.connection.execute("select token from last_write").fetchone()[0])

    def close(self) -> None:
        """Close the connection; what was committed is in the file."""
        self.connection.close()

    def _seen_version(self) -> int:
        return int(self.connection.execute("pragma data_version").fetchone()[0])

    def _check_unchanged(self) -> None:
        if self.path is not None and self._data_version != self._seen_version():
            raise DetachedDatabaseError(self.path, replaced=True)

    def _connected(self, at: Path | str) -> sqlite3.Connection:
        return connected(at, wait=self._wait)

    def _opened_for_reading(self, path: Path) -> sqlite3.Connection:
        """Return a connection that writes nothing: to the file, or to a copy in memory."""
        if not path.exists():
            if path.parent.exists() and not path.parent.is_dir():
                raise StorageError(f"“{path.parent}”不是文件夹", "换一个数据文件夹")
            memory = self._connected(":memory:")
            upgrade_schema(memory)
            return memory
        with _inspectable(path) as seen:
            applied = check_ours(seen, path)
            if applied == set(MIGRATIONS) and seen_in_place(seen, path):
                return self._connected(_uri(path, immutable=_must_be_immutable(path)))
            memory = self._connected(":memory:")
            seen.backup(memory)  # what was left beside it is applied in memory only
        upgrade_schema(memory)
        return memory

    def _opened_for_writing(
        self, path: Path, before_upgrade: Callable[[Path], None] | None
    ) -> sqlite3.Connection:
        """Return a connection to the file, which is made or upgraded first."""
        make_private_folder(path.parent)
        applied: set[str] = set()
        if path.exists():
            with _inspectable(path) as seen:
                applied = check_ours(seen, path)
        else:
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        connection = self._connected(path)
        try:
            connection.execute("pragma journal_mode = delete")
            connection.execute("pragma synchronous = extra")
            if applied and applied != set(MIGRATIONS) and before_upgrade is not None:
                before_upgrade(path)
            if applied != set(MIGRATIONS):
                upgrade_schema(connection)
            make_private(path)
        except BaseException:
            connection.close()
            raise
        return connection


def connected(at: Path | str, *, wait: float = COMMAND_WAIT) -> sqlite3.Connection:
    """Return a connection in autocommit mode that knows `row_crc`; usable from any one thread.

    `at` is a file, or an address as SQLite understands them.
    """
    connection = sqlite3.connect(
        at if isinstance(at, str) else at.absolute(),
        timeout=wait,
        isolation_level=None,
        uri=isinstance(at, str),
        check_same_thread=False,
    )
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma trusted_schema = off")
    connection.execute("pragma cell_size_check = on")
    connection.create_function("row_crc", -1, row_crc, deterministic=True)
    return connection


def read_connection(path: Path) -> sqlite3.Connection:
    """Return a connection that only reads, to a file that another connection may write."""
    return connected(_uri(path, immutable=False))


# -- checking -------------------------------------------------------------------------------


def check_ours(connection: sqlite3.Connection, path: Path) -> set[str]:
    """Return the migrations that led to a file, none for an empty one; nothing is written.

    The pages of a file larger than `CHECKED_AT_ONCE` are not looked at here: a start would wait
    for them. Whoever opens it has `find_damage` do so in the background.

    Raises:
        NewerDatabaseError, ForeignDatabaseError, DamagedDatabaseError: It cannot be used.
    """
    try:
        named = connection.execute("select name from sqlite_master where type = 'table'")
        applied = _applied(connection, {row[0] for row in named}, path)
        quick = _size(path) <= CHECKED_AT_ONCE
        found = connection.execute("pragma quick_check(1)").fetchone()[0] if quick else "ok"
    except (sqlite3.DatabaseError, UnicodeError) as fault:
        if _code(fault) in _BUSY or _code(fault) == sqlite3.SQLITE_CANTOPEN:
            raise
        raise DamagedDatabaseError(path, str(fault)) from fault
    if found != "ok":
        raise DamagedDatabaseError(path, str(found))
    if applied == set(MIGRATIONS) and not schema_is_whole(connection):
        raise DamagedDatabaseError(path, "schema")
    return applied


def _applied(connection: sqlite3.Connection, tables: set[str], path: Path) -> set[str]:
    """Return the migrations a file went through.

    Raises:
        NewerDatabaseError, ForeignDatabaseError: It is not this program's to read.
    """
    if not tables:
        return set()
    applied: set[str] = set()
    if MIGRATION_TABLE in tables:
        sql = f"select name from {MIGRATION_TABLE} where migration_set = ?"
        applied = {row[0] for row in connection.execute(sql, [MIGRATION_SET])}
    if applied - set(MIGRATIONS):
        raise NewerDatabaseError(
            f"数据文件“{path}”由更新版本的程序写过", "安装新版本后再打开，文件没有改动"
        )
    begun_only = tables == {MIGRATION_TABLE} and not applied  # a first start that was cut off
    if not begun_only and not (applied and "reports" in tables):
        raise ForeignDatabaseError(
            f"数据文件“{path}”不是本程序的", "换一个数据文件夹，或把这个文件移到别处"
        )
    return applied


def find_damage(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return what is wrong in a database of the present schema, none where it is whole.

    Pages and indexes by SQLite's own check, then every checksum, then what is missing by the
    sums of each report. Takes some 0.3 s for 200 reports; for backups, `doctor` and the background.
    """
    try:
        found = [row[0] for row in connection.execute("pragma integrity_check(20)")]
        if found != ["ok"]:
            return tuple(found)
        if not schema_is_whole(connection):
            return ("schema",)
        bad = []
        for table, columns in CHECKED_COLUMNS.items():
            sql = f"select count(*) from {table} where crc is not row_crc({columns})"
            many = connection.execute(sql).fetchone()[0]
            bad += [f"{table}: {many}"] if many else []
        bad += [f"report {row[0]}: total" for row in connection.execute(_WRONG_TOTALS)]
    except (sqlite3.DatabaseError, UnicodeError) as fault:
        if _code(fault) in _BUSY:
            raise
        return (str(fault),)
    return tuple(bad)


def damaged_reports(connection: sqlite3.Connection) -> frozenset[int]:
    """Return the reports of which a value, a row or the head is changed, missing or too many."""
    found = {row[0] for row in connection.execute(_WRONG_TOTALS)}
    for table, key in (
        ("reports", "id"),
        ("field_values", "report_id"),
        ("report_rows", "report_id"),
    ):
        sql = (
            f"select distinct {key} from {table} where crc is not row_crc({CHECKED_COLUMNS[table]})"
        )
        found |= {row[0] for row in connection.execute(sql)}
    return frozenset(found)


_WRONG_TOTALS = """
select reports.id from reports
left join report_totals on report_totals.report_id = reports.id
left join (
  select report_id, count(*) as many, sum(crc) as total from (
    select report_id, crc from field_values union all select report_id, crc from report_rows
  ) group by report_id
) as found on found.report_id = reports.id
where report_totals.many is not coalesce(found.many, 0)
   or report_totals.total is not coalesce(found.total, 0)
"""


@contextmanager
def _inspectable(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection to look at a file with; the file and what lies beside it stay as they are.

    What a killed writer left beside it would be applied to the file by looking at it: then a copy
    is looked at.
    """
    if path.is_dir():
        raise StorageError(f"没能使用“{path}”：它是一个文件夹", "把它移到别处再打开程序")
    left = [ending for ending in _LEFTOVERS if _size(path.with_name(path.name + ending))]
    immutable = _must_be_immutable(path)
    if not (immutable and left):
        with closing(connected(_uri(path, immutable=immutable))) as connection:
            if not left or _is_alive(connection):
                yield connection
                return
    with tempfile.TemporaryDirectory(prefix="pingkou-") as folder:
        copy = Path(folder) / path.name
        for ending in ("", *left):
            shutil.copyfile(path.with_name(path.name + ending), f"{copy}{ending}")
        with closing(connected(copy)) as connection:
            yield connection


def _is_alive(connection: sqlite3.Connection) -> bool:
    """Return whether a file can be read although a journal lies there: its writer is at work."""
    try:
        connection.execute("select count(*) from sqlite_master").fetchone()
    except sqlite3.OperationalError as fault:
        if _code(fault) in _BUSY:
            raise
        return False
    return True


def seen_in_place(connection: sqlite3.Connection, path: Path) -> bool:
    """Return whether a connection looks at the file itself and not at a copy."""
    name = connection.execute("pragma database_list").fetchone()[2]
    return bool(name) and Path(name).exists() and Path(name).samefile(path)


def _uri(path: Path, *, immutable: bool) -> str:
    """Return the address to read a file by; a share of Windows is named in its path, not before it."""
    named = path.absolute().as_posix()
    slash = "" if named.startswith("/") else "/"
    return f"file://{slash}{quote(named, safe='/:')}?mode=ro{'&immutable=1' if immutable else ''}"


def _must_be_immutable(path: Path) -> bool:
    """Return whether SQLite must not look for locks and journals: a log it could not make."""
    with path.open("rb") as file:
        head = file.read(_JOURNALING.stop)
    return (
        head.startswith(_MAGIC) and head[_JOURNALING] == b"\2\2"
    )  # a write-ahead log, none beside


# -- faults ---------------------------------------------------------------------------------


@contextmanager
def translating_errors(path: Path | None) -> Iterator[None]:
    """Turn faults of SQLite and of the disk into sentences for the clerk.

    Raises:
        StorageError: Whatever the database or the disk refused.
    """
    try:
        yield
    except sqlite3.Error as fault:
        raise storage_error(fault, path) from fault
    except UnicodeError as fault:  # what SQLite says of a damaged schema quotes it
        raise DamagedDatabaseError(path, "text") from fault
    except OSError as fault:
        raise StorageError(f"没能读写“{path}”", "核对磁盘是否还在、有没有写的权限，再试") from fault


def storage_error(fault: sqlite3.Error, path: Path | None) -> StorageError:
    """Return what a fault of SQLite means for the clerk."""
    code, where = _code(fault), f"“{path}”"
    if code in _DAMAGE or (not code and "decode" in str(fault)):  # text that is none
        return DamagedDatabaseError(path, str(fault))
    if code == sqlite3.SQLITE_FULL:
        return StorageError(f"没能存到{where}：磁盘已满", "腾出空间后按“再试”，内容还在")
    if code == sqlite3.SQLITE_READONLY:
        return StorageError(f"没能存到{where}：文件夹是只读的", "换一个能写的文件夹，内容还在")
    if code in _BUSY:
        return LockedDatabaseError(f"没能读写{where}：另一个程序正在用它", "关掉那个程序，稍候再试")
    if path is not None and len(os.fsencode(path.absolute())) > LONGEST_PATH:
        return StorageError(
            f"数据文件夹的路径太长，放不下数据文件：{where}", "换一个路径短一些的文件夹"
        )
    return StorageError(f"没能读写{where}", "核对磁盘是否还在、有没有写的权限，再试")


def _code(fault: BaseException) -> int:
    """Return the primary result code of SQLite, 0 where the fault has none."""
    return int(getattr(fault, "sqlite_errorcode", 0)) & 0xFF


# -- files ----------------------------------------------------------------------------------


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its user can read; one that is there is left as it is.

    Raises:
        StorageError: It cannot be made.
    """
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as fault:
        raise StorageError(
            f"没能使用数据文件夹“{folder}”", "换一个能写的文件夹，或由管理员放开权限"
        ) from fault


def make_private(path: Path) -> None:
    """Let only the user read a file, where the system and the place know such a thing."""
    with suppress(OSError):
        if os.name == "posix" and path.stat().st_mode & 0o077:
            path.chmod(0o600)


def companions(path: Path) -> tuple[Path, ...]:
    """Return the files that SQLite may have put beside a database, those that are there."""
    named = (path.with_name(path.name + ending) for ending in _COMPANIONS)
    return tuple(each for each in named if each.exists())


def _identity(path: Path | None) -> tuple[int, int] | None:
    """Return what tells a file from another at the same path, None where there is none."""
    if path is None:
        return None
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_dev, found.st_ino


def _written(path: Path | None) -> tuple[int, int] | None:
    """Return when a file was written last, in nanoseconds, and its size."""
    try:
        found = path.stat() if path is not None else None
    except OSError:
        return None
    return None if found is None else (found.st_mtime_ns, found.st_size)


def _token_in(path: Path) -> int | None:
    """Return what the last writer of a file left in it, None where it cannot be read."""
    try:
        with closing(read_connection(path)) as connection:
            return int(connection.execute("select token from last_write").fetchone()[0])
    except (sqlite3.DatabaseError, UnicodeError) as fault:
        if _code(fault) in _BUSY:
            raise
        return None


def _is_writable(path: Path) -> bool:
    """Return whether a file, or a new one in its folder, can be written; a guess that is tried."""
    if not path.exists():
        return True  # making the folder and the file tells
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0

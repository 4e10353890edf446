"""Backups of the database: made, verified, thinned, listed, compared, restored.

A backup is a whole database file in the folder `backups` beside the data, named by its number in
the order of making, the local time and the reason: `000012-20240315-093000-auto.db`. It counts only
once it was read back and found whole; a damaged database makes none, so it never replaces a good
one.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
import time
from contextlib import closing, suppress
from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.errors import KnownError, StorageError
from pingkou_gui.paths import database_in
from pingkou_gui.store.database import (
    COMMAND_WAIT,
    WINDOW_WAIT,
    Access,
    DamagedBackupError,
    DamagedDatabaseError,
    check_ours,
    connected,
    damaged_reports,
    find_damage,
    make_private,
    make_private_folder,
    read_connection,
    translating_errors,
)
from pingkou_gui.store.database_schema import MIGRATIONS
from pingkou_gui.store.reports import ReportStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from pingkou_gui.report.json_format import Record

FOLDER = "backups"
EVERY = timedelta(minutes=10)
"""The shortest time between two backups that are made by themselves."""
KEPT_WHOLE = timedelta(days=2)
KEPT_DAYS, KEPT_WEEKS, KEPT_MONTHS = 12, 10, 9
ROOM = 300_000_000
"""Bytes that the backups of the last two days may take; beyond, one an hour is kept of them."""
_KEPT_OF_A_REASON = 2
_NAME = re.compile(r"(\d{6})-(\d{8}-\d{6})-([a-z]+)\.db")
_PART = ".part"
_STALE = 3600.0
"""Seconds after which a half file was left by a run that was cut off."""
_STEP_PAGES = 1024


class Reason(Enum):
    """Why a backup was made, as it is shown."""

    AUTO = "自动"
    CLOSE = "关闭程序时"
    UPGRADE = "升级前"
    RESTORE = "恢复前"
    IMPORT = "导入前"
    MANUAL = "手动"


class Backup(NamedTuple):
    """A backup file; `made_at` is local time with its zone, `size` in bytes."""

    path: Path
    number: int
    made_at: datetime
    reason: Reason
    size: int


class ReportDifference(NamedTuple):
    """How a report in a backup differs from the same report now.

    `changed` is the number of values that differ, None where one of the two is not there.
    """

    report_id: int
    title: str
    changed: int | None
    in_backup: bool
    now: bool
    in_bin: bool = False
    """Whether the one of now was put into the recycle bin."""

    @property
    def words(self) -> str:
        """What the clerk reads of it.

        New since, gone since or put away, unreadable, or the number of places changed.
        """
        if not self.now:
            return "现在没有这份报告"
        if not self.in_backup:
            return "备份以后新建的"
        if self.changed is None:
            return "有一边读不出来"
        if self.in_bin:
            return f"现在在回收站里，{f'有 {self.changed} 处不同' if self.changed else '内容相同'}"
        return f"有 {self.changed} 处不同" if self.changed else "与现在相同"


class LostDatabaseError(StorageError):
    """There is no database although there are backups of one: nobody wants to begin anew unasked."""

    def __init__(self, folder: Path) -> None:
        """Say that the file is missing from `folder`."""
        super().__init__(
            f"数据文件不在“{folder}”里了，备份还在", "从备份恢复；确实要从头开始的，选“从空白开始”"
        )


def open_reports(
    folder: Path, access: Access = Access.WRITE, *, wait: float = COMMAND_WAIT
) -> ReportStore:
    """Open the reports of a data folder; a file of an older version is backed up, then upgraded.

    Raises:
        LostDatabaseError: The database is missing, but there are backups.
        StorageError: It cannot be used; see `DatabaseFile`.
    """
    path = database_in(folder)
    if not path.exists() and list_backups(folder):
        raise LostDatabaseError(folder)
    return ReportStore(path, access, wait=wait, before_upgrade=backup_before_upgrade)


def backup_before_upgrade(database: Path) -> None:
    """Make a backup that must succeed before a file is upgraded.

    Raises:
        StorageError: It could not be made; the file is left as it is.
    """
    make_backup(database, Reason.UPGRADE)


# -- making ---------------------------------------------------------------------------------


def make_backup(database: Path, reason: Reason, *, second: Path | None = None) -> Backup:
    """Make a backup of a database beside it, thin out the older ones, and return it.

    Args:
        database: The file; it may be open and in use.
        reason: Why.
        second: Another folder, as on a U-disk, that gets a copy.

    Raises:
        DamagedDatabaseError: The database is damaged; no backup was made.
        StorageError: The disk refused, or the second place is not there (the first was made).
    """
    folder = database.parent / FOLDER
    with translating_errors(folder):
        make_private_folder(folder)
        _remove_stale(folder)
        number = max((each.number for each in _listed(folder)), default=0) + 1
        moment = datetime.now().astimezone()
        name = f"{number:06}-{moment:%Y%m%d-%H%M%S}-{reason.name.lower()}.db"
        write_backup(database, folder / name)
    made = _backup(folder / name)
    if made is None:  # never: the name was made above
        raise ValueError(name)
    thin_backups(folder)
    if second is not None:
        _copy_to(second, made)
    return made


def write_backup(database: Path, target: Path) -> None:
    """Write a verified copy of a database to `target`: whole and flushed, or not at all.

    Raises:
        DamagedDatabaseError: The database is damaged.
        StorageError: The disk refused, or something without a copy of its own lies there.
    """
    part = target.with_name(f"{target.name}{_PART}")
    with translating_errors(target):
        try:
            os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
            with (
                closing(read_connection(database)) as source,
                closing(connected(part)) as copy,
            ):
                copy.execute("pragma synchronous = off")  # flushed as a whole below
                source.backup(copy, pages=_STEP_PAGES, sleep=0.002)
            _demand_whole(part, database)
            _flush(part)
            part.replace(target)
        finally:
            with suppress(OSError):
                part.unlink()
        _flush_folder(target.parent)


def _demand_whole(copy: Path, database: Path) -> None:
    with closing(read_connection(copy)) as connection:
        applied = check_ours(connection, database)
        found = find_damage(connection) if applied == set(MIGRATIONS) else ()
    if found:
        raise DamagedDatabaseError(database, found[0])


def _copy_to(folder: Path, made: Backup) -> None:
    """Copy a backup to a second place and thin that too.

    Raises:
        StorageError: It is not there, is full or cannot be written.
    """
    part = folder / f"{made.path.name}{_PART}"
    try:
        if not folder.is_dir():
            raise FileNotFoundError(folder)
        try:
            shutil.copyfile(made.path, part)
            _flush(part)
            part.replace(folder / made.path.name)
        finally:
            with suppress(OSError):
                part.unlink()
        thin_backups(folder)
    except OSError as fault:
        raise StorageError(
            f"备份没能再存一份到“{folder}”", "插好U盘或换一个文件夹；电脑里的这份备份已经做好"
        ) from fault


def _remove_stale(folder: Path) -> None:
    for part in folder.glob(f"*{_PART}*"):
        with suppress(OSError):
            if abs(time.time() - part.stat().st_mtime) > _STALE:
                part.unlink()


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    if os.name == "posix":  # Windows cannot open a folder
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


# -- listing and thinning -------------------------------------------------------------------


def list_backups(data: Path) -> tuple[Backup, ...]:
    """Return the backups of a data folder, the last one made first."""
    return _listed(data / FOLDER)


def _listed(folder: Path) -> tuple[Backup, ...]:
    try:
        found = [made for path in folder.iterdir() if (made := _backup(path)) is not None]
    except OSError:
        return ()
    return tuple(sorted(found, key=lambda each: each.number, reverse=True))


def _backup(path: Path) -> Backup | None:
    """Return the backup that a file is by its name, None for any other file."""
    found = _NAME.fullmatch(path.name)
    if found is None or found[3].upper() not in Reason.__members__:
        return None
    try:
        moment = datetime.strptime(found[2], "%Y%m%d-%H%M%S").astimezone()
        size = path.stat().st_size
    except (ValueError, OverflowError, OSError):
        return None
    return Backup(path, int(found[1]), moment, Reason[found[3].upper()], size)


def thin_backups(folder: Path) -> None:
    """Remove the backups of a folder that are not to be kept; see `kept_backups`."""
    found = _listed(folder)
    for each in set(found) - kept_backups(found, datetime.now().astimezone()):
        with suppress(OSError):
            each.path.unlink()


def kept_backups(found: Iterable[Backup], moment: datetime) -> set[Backup]:
    """Return those to keep: all of two days, and the last of each of 12 days, 10 weeks, 9 months.

    Days are those that have a backup, however long ago, so that a clock that was wrong once
    removes nothing by itself. The last one made is always kept, and so are the last two made
    before an upgrade, a restore or an import.
    """
    newest = sorted(found, key=lambda each: each.number, reverse=True)
    recent = [each for each in newest if each.made_at > moment - KEPT_WHOLE]
    hourly = sum(each.size for each in recent) > ROOM
    kept = _last_of(recent, "%Y%m%d%H", len(recent)) if hourly else set(recent)
    kept |= _last_of(newest, "%Y%m%d", KEPT_DAYS)
    kept |= _last_of(newest, "%G%V", KEPT_WEEKS)
    kept |= _last_of(newest, "%Y%m", KEPT_MONTHS)
    for reason in (Reason.UPGRADE, Reason.RESTORE, Reason.IMPORT):
        kept |= set([each for each in newest if each.reason is reason][:_KEPT_OF_A_REASON])
    return kept


def _last_of(newest: list[Backup], span: str, many: int) -> set[Backup]:
    """Return the last backup of each span of time, of so many spans at most."""
    found: dict[str, Backup] = {}
    for each in newest:
        found.setdefault(each.made_at.strftime(span), each)
    return set(list(found.values())[:many])


# -- comparing and restoring ----------------------------------------------------------------


def open_backup(path: Path, *, verified: bool = True) -> ReportStore:
    """Open a backup for reading, one of an older version in the present shape.

    Without `verified` the checksums are not gone through, which takes a second for 200 reports:
    enough to show what a backup holds, not to restore it.

    Raises:
        StorageError: It is missing, damaged, foreign or of a newer version.
    """
    if not path.is_file():
        raise StorageError(f"没有找到备份“{path.name}”", "再列一次备份，选还在的一份")
    try:
        store = ReportStore(path, Access.READ)
    except DamagedDatabaseError as error:
        raise DamagedBackupError(path, error.what) from error
    found = find_damage(store.file.connection) if verified else ()
    if found:
        store.close()
        raise DamagedBackupError(path, found[0])
    return store


def backup_with_more(folder: Path, values: int) -> tuple[Backup, int] | None:
    """Return the last backup that can be read and how many values it holds, if more than `values`.

    What was rescued of a damaged database may be less than what was backed up before.
    """
    for made in list_backups(folder):
        with suppress(StorageError), closing(open_backup(made.path)) as held:
            many = held.count_values()
            return (made, many) if many > values else None
    return None


def differences(backup: ReportStore, now: ReportStore | None) -> tuple[ReportDifference, ...]:
    """Return report by report how a backup differs from what there is now, None for nothing."""
    before, after = _titles(backup), _titles(now) if now is not None else {}
    put_away = {each.id for each in now.summaries(deleted=True)} if now is not None else set()
    found = []
    for report_id in sorted(before.keys() | after.keys()):
        both = report_id in before and report_id in after
        changed = _changed(backup, now, report_id) if both and now is not None else None
        title = before.get(report_id) or after[report_id]
        there = report_id in before, report_id in after, report_id in put_away
        found.append(ReportDifference(report_id, title, changed, *there))
    return tuple(found)


def _titles(store: ReportStore) -> dict[int, str]:
    both = (*store.summaries(), *store.summaries(deleted=True))
    return {each.id: each.title for each in both}


def _changed(one: ReportStore, other: ReportStore, report_id: int) -> int | None:
    """Return how many values and lists of a report differ, None where one cannot be read."""
    if one.mark(report_id) == other.mark(report_id):
        return 0
    try:
        before, after = one.load(report_id).report, other.load(report_id).report
    except KnownError:
        return None
    places = before.entries.keys() | after.entries.keys()
    row_lists = before.row_lists.keys() | after.row_lists.keys()
    return sum(before[place] != after[place] for place in places) + sum(
        before.rows(*row_list) != after.rows(*row_list) for row_list in row_lists
    )


def restore_all(store: ReportStore, path: Path) -> Backup | None:
    """Make everything in an open database as it is in a backup.

    Returns:
        The backup of what there was before: restoring that takes the restoring back. None for
        a database in memory.

    Raises:
        StorageError: The backup cannot be used, or nothing could be written; nothing changed.
    """
    with closing(open_backup(path)) as backup, translating_errors(store.path):
        store.check_in_place()
        before = None if store.path is None else make_backup(store.path, Reason.RESTORE)
        backup.file.connection.backup(store.file.connection)
        store.file.take_note()
        store.changes_made += 1
    return before


def restore_report(store: ReportStore, path: Path, report_id: int) -> int:
    """Add one report of a backup beside the present ones and return its new id.

    Raises:
        KeyError: The backup has no such report.
        StorageError: The backup cannot be used, or nothing could be written.
    """
    made = _backup(path)
    name = f"备份 {made.made_at:%Y-%m-%d %H:%M}" if made is not None else "备份"
    with closing(open_backup(path)) as backup:
        return store.adopt(backup, report_id, name)


def install_backup(folder: Path, path: Path) -> None:
    """Put a backup where no usable database lies: after a damaged one was set aside.

    Raises:
        StorageError: The backup cannot be used or the place cannot be written.
    """
    target = database_in(folder)
    with closing(open_backup(path)):
        pass
    write_backup(path, target)
    make_private(target)


# -- in the background ----------------------------------------------------------------------


class BackupKeeper:
    """Makes backups of a database in a thread while others work on it."""

    def __init__(
        self,
        store: ReportStore,
        second: Callable[[], Path | None] = lambda: None,
        damaged: Callable[[StorageError], None] = lambda _: None,
    ) -> None:
        """Keep backups of an open database.

        Args:
            store: The open reports.
            second: Returns the second place as it is set now.
            damaged: Called from the thread where the database is found to be damaged.
        """
        self.trouble: StorageError | None = None
        """Why the last backup could not be made, None where it could."""
        self._store, self._second, self._damaged = store, second, damaged
        self._backed_up = 0
        self._last = float("-inf")
        self._thread: threading.Thread | None = None

    @property
    def is_due(self) -> bool:
        """Whether something changed since the last backup, and that was long enough ago."""
        return self._has_news and time.monotonic() - self._last >= EVERY.total_seconds()

    @property
    def _has_news(self) -> bool:
        store = self._store
        return bool(
            store.path is not None and not store.read_only and store.changes_made > self._backed_up
        )

    def check(self) -> None:
        """Look in the background whether all reports are whole; `damaged` is told where not."""
        if self._store.path is not None and not self.is_busy:
            self._thread = threading.Thread(target=self._check, args=[self._store.path])
            self._thread.start()

    def _check(self, path: Path) -> None:
        try:
            with translating_errors(path), closing(read_connection(path)) as connection:
                found = find_damage(connection)
                self._store.note_damaged(damaged_reports(connection) if found else ())
        except DamagedDatabaseError as error:
            self._damaged(error)
        except StorageError:  # locked or gone: the next save tells
            return
        else:
            if found:
                self._damaged(DamagedDatabaseError(path, found[0]))

    def tick(self) -> None:
        """Begin a backup in the background where one is due; call it every now and then."""
        if self.is_due and not self.is_busy:
            self._thread = threading.Thread(target=self._make, args=[Reason.AUTO, self._second()])
            self._thread.start()

    @property
    def is_busy(self) -> bool:
        """Whether a backup is being made."""
        return self._thread is not None and self._thread.is_alive()

    def make_now(self, reason: Reason) -> bool:
        """Make a backup, where anything changed since the last; return whether one is there."""
        self.wait()
        if self._has_news:
            self._make(reason, self._second())
        return self.trouble is None

    def wait(self) -> None:
        """Wait for the backup that is being made."""
        if self._thread is not None:
            self._thread.join()

    def _make(self, reason: Reason, second: Path | None) -> None:
        """Make a backup and keep its trouble; none is made where another file took the place."""
        many = self._store.changes_made
        path = self._store.path
        if path is None or not self._store.file.is_at_path:
            return  # what lies there now is not what was worked on
        self._last = time.monotonic()
        try:
            make_backup(path, reason, second=second)
        except DamagedDatabaseError as error:
            self.trouble = error
            self._damaged(error)
        except StorageError as error:
            self.trouble = error
        else:
            self.trouble = None
        self._backed_up = many


# -- when the open file is not the one at the path ------------------------------------------


def put_back(store: ReportStore) -> ReportStore:
    """Write what an open database holds to its path again, where its file has vanished.

    Returns:
        The database at the path, opened; `store` is closed.

    Raises:
        StorageError: The place cannot be written, or something lies there; `store` stays open.
    """
    path = store.path
    if path is None:
        return store
    with translating_errors(path):
        make_private_folder(path.parent)
        part = path.with_name(f"{path.name}{_PART}")
        try:
            os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
            with closing(connected(part)) as copy:
                store.file.connection.backup(copy)
            _demand_whole(part, path)
            _flush(part)
            if path.exists():
                raise StorageError(f"“{path.name}”又在那里了，没有覆盖它", "按“再试”")
            part.replace(path)
        finally:
            with suppress(OSError):
                part.unlink()
        _flush_folder(path.parent)
    store.close()
    return ReportStore(path, wait=WINDOW_WAIT)


def keep_both(
    store: ReportStore, report_id: int, record: Record | None
) -> tuple[ReportStore, int | None]:
    """Open the file that took the place of an open database, and add to it what only that held.

    A report that differs from the one of the same number is added beside it with its history.

    Args:
        store: The open database; closed on return.
        report_id: The report in hand, if `record` is one.
        record: What it holds, for where the open file can no longer be read; None for none.

    Returns:
        The database at the path, opened, and the number of the report in hand in it.

    Raises:
        StorageError: The file at the path cannot be used; `store` stays open.
    """
    if store.path is None:
        return store, report_id
    new = ReportStore(store.path, wait=WINDOW_WAIT, before_upgrade=backup_before_upgrade)
    name = f"本机 {datetime.now().astimezone():%m-%d %H:%M}"
    in_hand = None
    try:
        theirs = {each.id for each in new.summaries()}
        if (
            not store.file.is_at_path
        ):  # else it was changed in place, and nothing else is left of ours
            for each in store.summaries():
                if each.id in theirs and _changed(store, new, each.id) == 0:
                    continue
                copy = new.adopt(store, each.id, name)
                in_hand = copy if each.id == report_id else in_hand
        if in_hand is None and record is not None:
            same = report_id in theirs and new.load(report_id).report == record.report
            in_hand = report_id if same else new.create(record, name)
    except BaseException:
        new.close()
        raise
    store.close()
    return new, in_hand

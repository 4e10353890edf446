"""Commands that keep the data safe: backups made, listed and restored, and the doctor."""

from __future__ import annotations

from contextlib import closing, suppress
from typing import TYPE_CHECKING

from pingkou_gui.cli import (
    DONE,
    FINDINGS,
    CommandContext,
    print_error,
    print_json,
    print_line,
    source_path,
    target_path,
)
from pingkou_gui.errors import KnownError
from pingkou_gui.paths import database_in
from pingkou_gui.store.backups import (
    LostDatabaseError,
    Reason,
    differences,
    install_backup,
    list_backups,
    make_backup,
    open_backup,
    open_reports,
    restore_all,
    restore_report,
    write_backup,
)
from pingkou_gui.store.database import (
    Access,
    DamagedBackupError,
    DamagedDatabaseError,
    DataFolderLock,
    find_damage,
)
from pingkou_gui.store.rescue import recover, set_aside

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from pingkou_gui.store.backups import Backup


def backup(context: CommandContext, args: Namespace) -> int:
    """Make a backup, or write one to a file of one's own; a window may be open meanwhile."""
    path = database_in(context.folder)
    if not path.exists():
        raise KnownError(f"“{context.folder}”里还没有报告", "有了报告再备份")
    if args.to:
        wanted = target_path(args.to, ".db")
        if wanted.exists() and wanted.samefile(path):
            raise KnownError("不能把备份写到数据文件自己上", "换一个文件名")
        write_backup(path, wanted)
        print_line(f"已备份：{wanted}")
        return DONE
    print_line(f"已备份：{make_backup(path, Reason.MANUAL).path}")
    return DONE


def list_all(context: CommandContext, args: Namespace) -> int:
    """Print the backups, the last one made first."""
    found = list_backups(context.folder)
    if args.json:
        print_json([_as_data(each) for each in found])
        return DONE
    for each in found:
        size = f"{max(each.size // 1000, 1)} KB"
        print_line(f"{each.number}\t{each.made_at:%Y-%m-%d %H:%M:%S}\t{each.reason.value}\t{size}")
    return DONE


def _as_data(made: Backup) -> dict[str, object]:
    return {
        "number": made.number,
        "made_at": made.made_at.isoformat(),
        "reason": made.reason.name.lower(),
        "size": made.size,
        "file": str(made.path),
    }


def restore(context: CommandContext, args: Namespace) -> int:
    """Restore all of a backup, or one report of it; say how to take that back."""
    path = _named(context, args.backup)
    if args.report:
        store = context.begin_writing()
        try:
            print_line(str(restore_report(store, path, _number(args.report))))
        except KeyError:
            raise KnownError(f"备份里没有编号为 {args.report} 的报告", _held_by(path)) from None
        return DONE
    return _restore_whole(context, path)


def _restore_whole(context: CommandContext, path: Path) -> int:
    try:
        before = restore_all(context.begin_writing(), path)
    except (DamagedDatabaseError, LostDatabaseError) as error:
        if isinstance(error, DamagedBackupError):
            raise
        with closing(open_backup(path)):
            pass  # before anything is moved
        if database_in(context.folder).exists():
            print_line(f"损坏的文件移到：{set_aside(database_in(context.folder))}")
        install_backup(context.folder, path)
        print_line(f"已恢复：{path.name}")
        return DONE
    print_line(f"已恢复：{path.name}")
    if before is not None:
        print_line(f"要撤回这次恢复：restore {before.number}")
    return DONE


def _named(context: CommandContext, name: str) -> Path:
    """Return the backup with that number, or the file of that name."""
    if name.isdecimal():
        found = next((b for b in list_backups(context.folder) if b.number == int(name)), None)
        if found is None:
            raise KnownError(f"没有编号为 {name} 的备份", "用 backups 查看有哪些")
        return found.path
    return source_path(name)


def _number(text: str) -> int:
    if not text.isdecimal():
        raise KnownError(f"--report 写的“{text}”不是报告的编号", "用 list 查看编号")
    return int(text)


def _held_by(path: Path) -> str:
    with closing(open_backup(path)) as held:
        named = "、".join(f"{each.report_id} {each.title}" for each in differences(held, None))
    return f"备份里有：{named}" if named else "这份备份里没有报告"


def doctor(context: CommandContext, _args: Namespace) -> int:
    """Check the data and mend what can be; 0 where all is whole, 1 where something was found."""
    lock = DataFolderLock.acquire(context.folder) if context.folder.exists() else None
    if lock is None:
        return _examine(context)
    with lock:
        return _examine(context, rescue=True)


def _examine(context: CommandContext, *, rescue: bool = False) -> int:
    path = database_in(context.folder)
    try:
        store = open_reports(context.folder, Access.READ)
    except DamagedDatabaseError as error:
        return _rescue(context) if rescue else _leave(error)
    with closing(store):
        found = find_damage(store.file.connection)
        many = len(store.summaries()) + len(store.summaries(deleted=True))
    if found:
        return _rescue(context) if rescue else _leave(DamagedDatabaseError(path))
    print_line(f"数据文件完好：{path}" if path.exists() else f"还没有数据文件：{path}")
    print_line(f"报告 {many} 份，备份 {len(list_backups(context.folder))} 份")
    return _examine_backups(context)


def _examine_backups(context: CommandContext) -> int:
    bad = []
    for each in list_backups(context.folder):
        try:
            open_backup(each.path).close()
        except KnownError:
            bad.append(each)
    for each in bad:
        print_error(f"备份 {each.number} 读不出来：{each.path.name}")
    return FINDINGS if bad else DONE


def _last_good(context: CommandContext) -> Backup | None:
    """Return the last backup that can be read."""
    for each in list_backups(context.folder):
        with suppress(KnownError), closing(open_backup(each.path)):
            return each
    return None


def _leave(error: KnownError) -> int:
    print_error(f"{error.happened}。先关掉窗口，再用 doctor 修复")
    return FINDINGS


def _rescue(context: CommandContext) -> int:
    print_error(f"数据文件已损坏：{database_in(context.folder)}")
    done = recover(context.folder)
    print_line(
        f"救出报告 {done.reports} 份，内容 {done.values} 处；损坏的文件留在：{done.set_aside}"
    )
    for line in done.lost:
        print_error(line)
    last = _last_good(context) if done.lost else None
    if last is not None:
        print_line(f"最近的备份是 {last.made_at:%Y-%m-%d %H:%M} 的：restore {last.number}")
    return FINDINGS

"""Writing a file where the clerk wants it: whole or not at all, and never under an open one."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from pingkou_gui.errors import TargetError

if TYPE_CHECKING:
    from collections.abc import Iterator

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}
_SHARING_VIOLATION = 32
"""Windows: another program holds the file open."""
_MOST_NAMES = 100


class BlockedTargetError(TargetError):
    """The target cannot be replaced now; `suggestion` is a free name in the same folder."""

    def __init__(self, happened: str, remedy: str, suggestion: Path | None = None) -> None:
        """Keep the other name, None where no other name would help."""
        super().__init__(happened, remedy)
        self.suggestion = suggestion


def write_safely(target: Path, data: bytes, *, despite_lock: bool = False) -> None:
    """Write the bytes to a temporary file beside the target, flush them, move it into place.

    Whatever happens, the target is either its old or its new self, and no other file stays.

    Raises:
        BlockedTargetError: Word, WPS or LibreOffice has the target open, or it is read-only.
        TargetError: The folder is missing, not writable or full, or the name cannot be used.
    """
    target = Path(os.path.realpath(target))
    _check(target)
    if _is_write_protected(target):
        raise blocked_target(target, f"“{target.name}”被设为只读")
    if not despite_lock and (program := holder(target)):
        raise blocked_target(target, f"“{target.name}”正在 {program} 中打开")
    try:
        _write_and_replace(target, data)
    except TargetError:
        raise
    except OSError as error:
        raise _target_error(target, error) from error


def _check(target: Path) -> None:
    if os.path.isdir(target):  # noqa: PTH112 - a name too long is no folder, not a fault
        raise TargetError(f"“{target.name}”是一个文件夹", "换一个文件名")
    if not os.path.isdir(target.parent):  # noqa: PTH112
        raise TargetError(f"文件夹“{target.parent.name}”已经不在了", "另选一个文件夹再保存")


def _is_write_protected(target: Path) -> bool:
    """Return whether a file is there that nobody may write, though its folder may be written."""
    try:
        return not target.stat().st_mode & 0o222
    except OSError:
        return False


def _write_and_replace(target: Path, data: bytes) -> None:
    """Write a file beside the target, flushed, and put it into the target's place."""
    # A short name of its own: the target's may already be as long as the system allows.
    temporary = target.with_name(f".{os.urandom(8).hex()}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):  # an older file keeps who may read it
            temporary.chmod(target.stat().st_mode & 0o777)
        _replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
    _settle(target.parent)


def _replace(temporary: Path, target: Path) -> None:
    try:
        temporary.replace(target)
    except PermissionError as error:
        raise blocked_target(target, f"“{target.name}”正被别的程序打开，或被设为只读") from error


def _settle(folder: Path) -> None:
    # On Linux the new name is durable only once the folder is; Windows cannot open one.
    with contextlib.suppress(OSError), _opened(folder) as handle:
        os.fsync(handle)


@contextlib.contextmanager
def _opened(folder: Path) -> Iterator[int]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield handle
    finally:
        os.close(handle)


def holder(target: Path) -> str | None:
    """Return the program whose lock file says that it has the target open, or None."""
    return next(
        (name for lock, name in _locks(target.name) if _exists(target.with_name(lock))), None
    )


def _exists(path: Path) -> bool:
    # Path.exists fails on a name too long, and a lock's name is longer than the target's.
    return os.path.exists(path)  # noqa: PTH110


def _locks(name: str) -> tuple[tuple[str, str], ...]:
    # Word puts ~$ before a short name and over the first letters of a longer one.
    covered = min(max(len(Path(name).stem) - 6, 0), 2)
    return (
        (f"~${name[covered:]}", "Word"),
        (f".~{name}", "WPS"),
        (f".~lock.{name}#", "LibreOffice"),
    )


def free_name(target: Path) -> Path | None:
    """Return the first of 名（2）.docx, 名（3）.docx … that is neither there nor locked."""
    for number in range(2, _MOST_NAMES):
        other = target.with_name(f"{target.stem}（{number}）{target.suffix}")
        if not _exists(other) and not holder(other):
            return other
    return None


def blocked_target(target: Path, happened: str) -> BlockedTargetError:
    """Return that a file is held by another program, with a free name beside it."""
    other = free_name(target)
    named = f"，或者换名保存为“{other.name}”" if other else "，或者换一个文件名"
    return BlockedTargetError(happened, f"先在那里关闭它再保存{named}", other)


def _target_error(target: Path, error: OSError) -> TargetError:
    """Return what the system said as an error with a remedy."""
    folder = target.parent.name or str(target.parent)
    if getattr(error, "winerror", None) == _SHARING_VIOLATION:
        return blocked_target(target, f"“{target.name}”正被别的程序打开")
    if error.errno in _FULL:
        return TargetError("磁盘已满，文件没有写成", "腾出空间，或者换一个磁盘保存")
    if error.errno in _DENIED:
        return TargetError(f"文件夹“{folder}”不允许写入", "另选一个文件夹，例如“文档”或桌面")
    if error.errno == errno.ENAMETOOLONG:
        return TargetError("文件名太长", "换一个短一些的文件名")
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return TargetError(f"文件夹“{folder}”已经不在了", "另选一个文件夹再保存")
    return TargetError(f"文件没有写进“{folder}”", "换一个文件名或文件夹再试")

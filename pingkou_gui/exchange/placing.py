"""A file made elsewhere on the same disk, moved to where it was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.document.target import BlockedTargetError, free_name, holder
from pingkou_gui.errors import TargetError

if TYPE_CHECKING:
    from pathlib import Path


def check_place(target: Path) -> None:
    """Refuse a place before work goes into what shall lie there.

    Raises:
        TargetError: It is a folder, its folder is missing, or another program has it open.
    """
    if target.is_dir():
        raise TargetError(f"“{target.name}”是一个文件夹", "换一个文件名")
    if not target.parent.is_dir():
        raise TargetError(f"文件夹“{target.parent.name}”已经不在了", "另选一个文件夹再保存")
    program = holder(target)
    if program:
        raise _blocked(target, f"“{target.name}”正在 {program} 中打开")


def place(made: Path, target: Path) -> None:
    """Move a finished file to its place; what lay there is replaced as a whole or not at all.

    Raises:
        TargetError: It cannot be put there.
    """
    try:
        made.replace(target)
    except PermissionError as error:
        raise _blocked(target, f"“{target.name}”正被别的程序打开，或被设为只读") from error
    except OSError as error:
        raise TargetError(f"没能写成“{target.name}”", "换一个文件夹再试") from error


def _blocked(target: Path, happened: str) -> BlockedTargetError:
    other = free_name(target)
    named = f"，或者换名保存为“{other.name}”" if other else "，或者换一个文件名"
    return BlockedTargetError(happened, f"先在那里关闭它再保存{named}", other)

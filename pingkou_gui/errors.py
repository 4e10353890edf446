"""What is wrong with the world: one sentence of what happened, one of what to do."""

from __future__ import annotations

import stat
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


class KnownError(Exception):
    """A fault outside the program, told to the clerk in two plain sentences."""

    def __init__(self, happened: str, remedy: str) -> None:
        """Keep both sentences apart, so that a screen can set them differently."""
        super().__init__(f"{happened}。{remedy}")
        self.happened = happened
        self.remedy = remedy


class UnusableFileError(KnownError):
    """A file that was given cannot be used as what it was given for."""


class StorageError(KnownError):
    """The data folder or its database cannot be read or written."""


class TargetError(KnownError):
    """A file cannot be written where it was asked for."""


def file_reader(read: Callable[_Arguments, _Result]) -> Callable[_Arguments, _Result]:
    """Make whatever a reader of files did not foresee an `UnusableFileError`.

    A file from outside may hold anything, and the libraries below raise what they like: the
    clerk gets a sentence, and what was raised stays with it as its cause.

    Args:
        read: A function whose first argument that is a path names the file.
    """

    @wraps(read)
    def reading(*arguments: _Arguments.args, **named: _Arguments.kwargs) -> _Result:
        paths = [each for each in (*arguments, *named.values()) if isinstance(each, Path)]
        name = next((f"“{path.name}”" for path in paths), "这个文件")
        try:
            for path in paths:
                refuse_endless(path)
            return read(*arguments, **named)
        except KnownError:
            raise
        except (Exception, RecursionError, MemoryError) as error:
            raise UnusableFileError(
                f"{name}读不了，里面有程序认不出的内容", "用WPS或Office打开，另存一份再读入"
            ) from error

    return reading


def refuse_endless(path: Path) -> None:
    """Return where a path is a file, a folder or nothing: a pipe or device may never end.

    Raises:
        UnusableFileError: It is something else.
    """
    try:
        kind = path.stat().st_mode
    except (OSError, ValueError):  # whoever opens it tells
        return
    if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
        raise UnusableFileError(f"“{path.name}”不是文件", "选一个文件")

"""Where files lie: the program's resources, the user's data folder, and the kinds of files."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple

# Where the program keeps what it writes: the database, settings, logs, backups.


DATABASE = "reports.db"
PORTABLE_MARKER = "portable.txt"
PORTABLE_FOLDER = "数据"
_NAME = "pingkou-gui"


def default_data_folder() -> Path:
    """Return the folder in the user's own profile; no administrator rights are needed.

    Windows: %LOCALAPPDATA%, elsewhere by the XDG Base Directory Specification. A program
    copied to a U-disk with `portable.txt` beside it keeps its data beside it too.
    """
    portable = portable_folder()
    if portable:
        return portable
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    else:
        base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / _NAME


def portable_folder() -> Path | None:
    """Return the data folder beside an installed program that is marked as portable."""
    if not getattr(sys, "frozen", False):
        return None
    program = Path(sys.executable).parent
    return program / PORTABLE_FOLDER if (program / PORTABLE_MARKER).is_file() else None


def database_in(folder: Path) -> Path:
    """Return the database file of a data folder."""
    return folder / DATABASE


# Where a file of resources/ lies: in the wheel and the installers inside the package,
# in a checkout beside it.


_PACKAGE = Path(__file__).parent


def asset(name: str) -> Path:
    """Return the path of the resource `name`, for example `schemes/hunan.toml`."""
    shipped = _PACKAGE / "_resources" / name
    return shipped if shipped.exists() else _PACKAGE.parent / "resources" / name


# The program's own kinds of files, named once: for the program and for its installers.


class FileType(NamedTuple):
    """A kind of file: its ending, its media type, what the clerk calls it."""

    extension: str
    media_type: str
    title: str


RETURN_PACKAGE = FileType(".jxbg", "application/vnd.pingkou-gui.return-package", "绩效自评上报包")
SCHEME_FILE = FileType(".jxfa", "application/vnd.pingkou-gui.scheme", "绩效自评方案")
FILE_TYPES = (RETURN_PACKAGE, SCHEME_FILE)

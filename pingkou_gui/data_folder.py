"""Where the program keeps what it writes: the database, settings, logs, backups."""

from __future__ import annotations

import os
import sys
from pathlib import Path

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

"""Where the program keeps what it writes: the database, settings, logs, backups."""

from __future__ import annotations

import os
import sys
from pathlib import Path

DATABASE = "reports.db"
_NAME = "pingkou-gui"


def default_data_folder() -> Path:
    """Return the folder in the user's own profile; no administrator rights are needed.

    Windows: %LOCALAPPDATA%, elsewhere by the XDG Base Directory Specification.
    """
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    else:
        base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / _NAME


def database_in(folder: Path) -> Path:
    """Return the database file of a data folder."""
    return folder / DATABASE

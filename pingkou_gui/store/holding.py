"""One window to a data folder: a lock of SQLite's, which goes with its process however that ends."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LOCK = "window.lock"
_IN_USE = frozenset({"SQLITE_BUSY", "SQLITE_LOCKED"})


class Holding:
    """A data folder that is held, or one where no lock can be had and the first write will tell."""

    def __init__(self, connection: sqlite3.Connection | None) -> None:
        """Keep the lock as long as this lives."""
        self._connection = connection

    def release(self) -> None:
        """Let another window have the folder."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def hold(folder: Path) -> Holding | None:
    """Take a data folder for this process; None where another window has it.

    Nothing is written, so nothing waits for the disk: the lock is the operating system's, and a
    file without content is all that stays.
    """
    connection = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(folder / LOCK, timeout=0, isolation_level=None)
        connection.execute("pragma journal_mode = off")
        connection.execute("begin exclusive")
    except (OSError, sqlite3.Error) as error:
        if connection is not None:
            connection.close()
        return None if getattr(error, "sqlite_errorname", "") in _IN_USE else Holding(None)
    return Holding(connection)

"""The log file in the data folder, begun with the first thing to write into it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NAME = "pingkou-gui"
_LARGEST = 1_000_000
_LINE = "%(asctime)s %(levelname)s %(message)s"


class Log:
    """Writes lines with their time; a folder that cannot be written leaves no log."""

    def __init__(self, folder: Path) -> None:
        """Write into `folder`; nothing is made there yet."""
        self.folder = folder

    def write(self, level: str, words: str) -> None:
        """Add a line; `level` is one of the standard names, as `ERROR`."""
        logger = logging.Logger(NAME, logging.INFO)  # noqa: LOG001 - known to nobody else
        try:
            handler = self._handler()
        except OSError:
            return
        handler.setFormatter(logging.Formatter(_LINE))
        logger.addHandler(handler)
        logger.log(logging.getLevelNamesMapping()[level], "%s", words)
        handler.close()

    def _handler(self) -> logging.Handler:
        """Return what writes into the file; one that has grown too large is laid aside."""
        self.folder.mkdir(parents=True, exist_ok=True)
        file = self.folder / f"{NAME}.log"
        if file.exists() and file.stat().st_size > _LARGEST:
            file.replace(file.with_suffix(".old.log"))
        return logging.FileHandler(file, encoding="utf-8", delay=True)

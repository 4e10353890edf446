"""Finding the files to collect below some folders."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.file_types import RETURN_PACKAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PACKAGES = (RETURN_PACKAGE.extension, ".zip")
"""A package is a zip; some mail systems call it so."""
SUFFIXES = (*PACKAGES, ".docx")
_LOCK = "~$"
"""What Word lays beside a file that is open."""


def files_below(folders: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Yield every package and Word file with the name to show, in the order of the names.

    Links to folders are not followed, so that no ring of them can be walked for ever.

    Raises:
        UnusableFileError: One of the folders is not there or cannot be read.
    """
    for folder in folders:
        if folder.is_file():
            yield folder, folder.name
            continue
        if not folder.is_dir():
            raise UnusableFileError(f"没有文件夹“{folder}”", "核对文件夹还在不在，再汇总")
        for place, inner, names in os.walk(folder, onerror=_refuse):
            inner.sort()
            within = Path(place)
            before = "" if within == folder else f"{within.relative_to(folder).as_posix()}/"
            for name in sorted(names):
                if name.lower().endswith(SUFFIXES) and not name.startswith((_LOCK, ".")):
                    yield within / name, f"{before}{name}"


def _refuse(error: OSError) -> None:
    raise UnusableFileError(
        f"文件夹“{error.filename}”读不了", "核对有没有读的权限，再汇总"
    ) from error

"""The county's scheme in the data folder: what new reports are made with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.errors import StorageError
from pingkou_gui.file_types import SCHEME_FILE
from pingkou_gui.scheme.problem import SchemeError
from pingkou_gui.scheme.reader import default_scheme, read_scheme_file

if TYPE_CHECKING:
    from pathlib import Path

    from pingkou_gui.scheme.model import Scheme

FILE = f"county{SCHEME_FILE.extension}"


def current_scheme(folder: Path) -> Scheme:
    """Return the scheme that was last imported, the default where none was or it is damaged."""
    path = folder / FILE
    try:
        return read_scheme_file(path) if path.is_file() else default_scheme()
    except SchemeError:
        return default_scheme()


def keep_current(folder: Path, scheme: Scheme) -> None:
    """Make new reports with this scheme from now on.

    Raises:
        StorageError: The data folder cannot be written.
    """
    temporary = folder / f"{FILE}.tmp"
    try:
        temporary.write_text(scheme.text, "utf-8")
        temporary.replace(folder / FILE)
    except OSError as error:
        raise StorageError(
            "没能存下县级方案", "核对数据文件夹的磁盘空间和写的权限，再试"
        ) from error

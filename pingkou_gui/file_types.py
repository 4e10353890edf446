"""The program's own kinds of files, named once: for the program and for its installers."""

from __future__ import annotations

from typing import NamedTuple


class FileType(NamedTuple):
    """A kind of file: its ending, its media type, what the clerk calls it."""

    extension: str
    media_type: str
    title: str


RETURN_PACKAGE = FileType(".jxbg", "application/vnd.pingkou-gui.return-package", "绩效自评报送包")
SCHEME_FILE = FileType(".jxfa", "application/vnd.pingkou-gui.scheme", "绩效自评方案")
FILE_TYPES = (RETURN_PACKAGE, SCHEME_FILE)

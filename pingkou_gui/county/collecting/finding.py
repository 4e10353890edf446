"""Finding the files to collect below some folders."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.file_types import RETURN_PACKAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PACKAGES = (RETURN_PACKAGE.extension, ".zip")
"""A package is a zip; some mail systems call it so."""
WORD = ".docx"
_IGNORED = re.compile(r"[.~]|desktop\.ini$|.*\.(?:tmp|lnk|jxfa|db|sqlite)(?:-\w+)?$", re.IGNORECASE)
"""What systems and office programs lay into folders (Word its locks, ~$…), the county's own."""
_HIDDEN = "."
"""Folders of systems, the bin among them, and the one in which a summary is being made."""
_PACK = "由原单位在本程序里“打包上报”，交 .jxbg 文件"
_UNUSABLE = (
    (
        (".doc", ".wps", ".wpt", ".rtf", ".docm", ".odt"),
        "是旧版 Word 或 WPS 文件，没有报告数据",
        _PACK,
    ),
    (
        (".pdf", ".ofd", ".jpg", ".jpeg", ".png", ".tif", ".bmp"),
        "是版式文件或图片，没有报告数据",
        _PACK,
    ),
    ((".rar", ".7z", ".tar", ".gz"), "是压缩包，没有解开", "解压到这个文件夹，再汇总"),
    ((".xlsx", ".xls", ".et", ".csv"), "是表格，没有报告数据", f"单位只交了表格的，{_PACK}"),
)
_OTHER = ("不是上报包，也不是本程序写出的 Word", _PACK)


def files_below(folders: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Yield every file a unit may have sent with the name to show, in the order of the names.

    `refuse_other` says of those that are neither package nor Word file what to ask for.

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
            inner[:] = sorted(name for name in inner if not name.startswith(_HIDDEN))
            within = Path(place)
            before = "" if within == folder else f"{within.relative_to(folder).as_posix()}/"
            for name in sorted(names):
                if not _IGNORED.match(name):
                    yield within / name, f"{before}{name}"


def refuse_other(path: Path) -> None:
    """Refuse a file that holds no data whatever is in it.

    Raises:
        UnusableFileError: It is neither package nor Word file.
    """
    suffix = path.suffix.lower()
    if suffix in (*PACKAGES, WORD):
        return
    found = ((happened, remedy) for kinds, happened, remedy in _UNUSABLE if suffix in kinds)
    happened, remedy = next(found, _OTHER)
    raise UnusableFileError(f"“{path.name}”{happened}", remedy)


def _refuse(error: OSError) -> None:
    raise UnusableFileError(
        f"文件夹“{error.filename}”读不了", "核对有没有读的权限，再汇总"
    ) from error

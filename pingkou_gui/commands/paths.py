"""Files as they are named on the command line."""

from __future__ import annotations

from pathlib import Path

from pingkou_gui.errors import TargetError, UnusableFileError


def source(name: str) -> Path:
    """Return the file to read.

    Raises:
        UnusableFileError: No file is named.
    """
    if not name.strip():
        raise UnusableFileError("文件名是空的", "写上要读的文件")
    return Path(name)


def target(name: str, ending: str) -> Path:
    """Return the file to write; its name must say what it is.

    Another ending would open in the wrong program; one put on unasked would leave a file that
    nobody named.

    Raises:
        TargetError: The name is empty or ends otherwise.
    """
    if not name.strip():
        raise TargetError("文件名是空的", f"写上文件名，以 {ending} 结尾")
    path = Path(name)
    if path.suffix.lower() != ending:
        better = f"{path.stem or '报告'}{ending}"
        raise TargetError(f"写出的文件以 {ending} 结尾，“{path.name}”不是", f"写成“{better}”")
    return path

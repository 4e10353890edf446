"""Reading a return package of unknown origin: strictly, and never more than one may hold."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pingkou_gui.county.returns.manifest import NewerError, manifest_of
from pingkou_gui.county.returns.parts import (
    DATA,
    FINDINGS,
    LARGEST,
    LARGEST_FILE,
    MANIFEST,
    MOST_BRACKETS,
    PARTS,
    WORD,
)
from pingkou_gui.county.returns.stated import findings_of
from pingkou_gui.county.returns.unpacking import unpacked
from pingkou_gui.errors import UnusableFileError

if TYPE_CHECKING:
    from pathlib import Path

    from pingkou_gui.county.returns.manifest import Manifest
    from pingkou_gui.county.returns.stated import StatedFinding

_AGAIN = "由原单位用本程序重新打包，再报一次"


@dataclass(frozen=True, slots=True)
class ReturnPackage:
    """A package whose parts are what its manifest says."""

    manifest: Manifest
    word: bytes
    data: str
    findings: tuple[StatedFinding, ...]
    data_sha256: str


def read_package(path: Path) -> ReturnPackage:
    """Return what a package holds; every part was held against its hash.

    Raises:
        UnusableFileError: The file is missing, no package, damaged, changed, too large, or of
            a newer version.
    """
    name = path.name
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(0)
            _check_beginning(file.read(4), size, name)
            file.seek(0)
            content = file.read(size)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = _parts(archive.infolist(), content, name)
    except FileNotFoundError:
        raise UnusableFileError(f"找不到“{name}”", "核对文件还在不在原来的位置") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise damaged(name) from None
    except (OSError, ValueError):
        raise UnusableFileError(f"“{name}”打不开", "核对它有没有损坏、能不能读") from None
    return _package(parts, name)


def damaged(name: str) -> UnusableFileError:
    """Return the error for a package that cannot be taken apart."""
    return UnusableFileError(f"“{name}”已经损坏，可能没有传完", _AGAIN)


def _foreign(name: str) -> UnusableFileError:
    return UnusableFileError(f"“{name}”不是上报包", "选由本程序“打包上报”得到的文件")


def _too_large(name: str) -> UnusableFileError:
    return UnusableFileError(f"“{name}”大得不像一份报告", _AGAIN)


def _check_beginning(start: bytes, size: int, name: str) -> None:
    if not start.startswith(b"PK"):
        raise _foreign(name)
    if size > LARGEST_FILE:
        raise _too_large(name)


def _parts(entries: list[zipfile.ZipInfo], content: bytes, name: str) -> dict[str, bytes]:
    if len(entries) > len(LARGEST) or {entry.filename for entry in entries} != {MANIFEST, *PARTS}:
        raise _foreign(name)
    if any(entry.file_size > LARGEST[entry.filename] for entry in entries):
        raise _too_large(name)
    return {entry.filename: unpacked(content, entry) for entry in entries}


def _package(parts: dict[str, bytes], name: str) -> ReturnPackage:
    try:
        manifest, hashes = manifest_of(parts[MANIFEST].decode())
        for part in PARTS:
            if hashlib.sha256(parts[part]).hexdigest() != hashes[part]:
                raise _changed(name)
        if any(_brackets(parts[part], most) > most for part, most in MOST_BRACKETS.items()):
            raise _too_large(name)
        found = findings_of(parts[FINDINGS].decode())
        data = parts[DATA].decode()
    except NewerError:
        raise UnusableFileError(f"“{name}”由更新版本的程序打包", "安装新版本的程序再读") from None
    except (ValueError, RecursionError):
        raise damaged(name) from None
    return ReturnPackage(manifest, parts[WORD], data, found, hashes[DATA])


def _brackets(part: bytes, most: int) -> int:
    """Return how many lists and objects open in a part, its length where that is few enough."""
    return len(part) if len(part) <= most else part.count(b"[") + part.count(b"{")


def _changed(name: str) -> UnusableFileError:
    return UnusableFileError(f"“{name}”打包后被改动过，和清单对不上", _AGAIN)

"""Archives that come out the same twice: sorted, one clock, nobody's user, modes 644 and 755."""

from __future__ import annotations

import io
import lzma
import os
import tarfile
import time
import zipfile
from typing import TYPE_CHECKING

from installers.recipe import CLOCK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

AR_MAGIC = b"!<arch>\n"


def normalize(folder: Path, programs: Iterable[Path] = ()) -> None:
    """Give everything under `folder` readable modes and the one clock; `programs` may be run."""
    runnable = set(programs)
    for path in sorted(folder.rglob("*"), reverse=True):
        path.chmod(0o755 if path.is_dir() or path in runnable else 0o644)
        os.utime(path, (CLOCK, CLOCK))
    folder.chmod(0o755)
    os.utime(folder, (CLOCK, CLOCK))


def _entry(name: str, mode: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.mtime, entry.mode = CLOCK, mode
    entry.uname = entry.gname = "root"
    return entry


def tar_xz(
    files: Mapping[str, bytes | Path],
    runnable: set[str],
    *,
    tight: bool = True,
    x86: bool = True,
) -> bytes:
    """Return a tar.xz with `files` by their names (`./a/b`) and with their folders.

    `tight` packs slowly and small; `x86` is for files that are mostly machine code of x86.
    """
    packer = io.BytesIO()
    with tarfile.open(fileobj=packer, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for name in sorted(_with_folders(files)):
            if name not in files:
                entry = _entry(name, 0o755)
                entry.type = tarfile.DIRTYPE
                tar.addfile(entry)
                continue
            data = content(files[name])
            entry = _entry(name, 0o755 if name in runnable else 0o644)
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
    pack = {"id": lzma.FILTER_LZMA2, "preset": 9 if tight else 0, "dict_size": 1 << 26}
    filters = [{"id": lzma.FILTER_X86}, pack] if x86 else [pack]
    return lzma.compress(packer.getvalue(), check=lzma.CHECK_CRC32, filters=filters)


def content(source: bytes | Path) -> bytes:
    """Return what stands in a file, or the bytes themselves."""
    return source if isinstance(source, bytes) else source.read_bytes()


def _with_folders(names: Iterable[str]) -> set[str]:
    found = set()
    for name in names:
        while name not in found and name:
            found.add(name)
            name = name.rpartition("/")[0]  # noqa: PLW2901 - climb to the root
    return found


def ar(members: Mapping[str, bytes]) -> bytes:
    """Return an `ar` archive with `members` in the given order, as dpkg reads it."""
    archive = AR_MAGIC
    for name, data in members.items():
        head = f"{name:<16}{CLOCK:<12}{0:<6}{0:<6}{'100644':<8}{len(data):<10}`\n"
        archive += head.encode("ascii") + data + b"\n" * (len(data) % 2)
    return archive


def write_zip(target: Path, files: Mapping[str, bytes | Path], *, compress: bool) -> None:
    """Write a zip with `files` by their names; names outside ASCII are UTF-8."""
    method = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
    moment = time.gmtime(CLOCK)
    with zipfile.ZipFile(target, "w", method, compresslevel=9) as packed:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, moment[:6])
            entry.compress_type = method
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            packed.writestr(entry, content(files[name]))


def files_under(folder: Path) -> dict[str, Path]:
    """Return the files of `folder` by their path in it, with slashes."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in found}

"""Look at a finished payload: would every user's machine be able to read and load it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from installers.archive import files_under
from installers.payload.elf import glibc_needed, is_elf, libraries_needed, processor
from installers.recipe import DEBIAN_NAMES, LINUX, LINUX_ARM
from prepare.console import Refusal, say

if TYPE_CHECKING:
    from pathlib import Path

# UOS 20 has glibc 2.28. Of PySide6 for arm64 there are no wheels for less than 2.31 (Kylin V10 SP1).
HIGHEST_GLIBC = {LINUX: (2, 28), LINUX_ARM: (2, 31)}
READABLE = 0o444
# What the .deb's Depends bring, and what only optional plugins ask for.
FROM_SYSTEM = frozenset({
    "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1", "libEGL.so.1", "libGL.so.1", "libX11-xcb.so.1", "libX11.so.6", "libc.so.6", "libdbus-1.so.3",
    "libdl.so.2", "libfontconfig.so.1", "libfreetype.so.6", "libgcc_s.so.1", "libglib-2.0.so.0",
    "libgthread-2.0.so.0", "libm.so.6", "libpthread.so.0", "librt.so.1", "libstdc++.so.6", "libutil.so.1",
    "libxcb-randr.so.0", "libxcb-render.so.0", "libxcb-shape.so.0", "libxcb-shm.so.0", "libxcb-sync.so.1",
    "libxcb-xfixes.so.0", "libxcb-xkb.so.1", "libxcb.so.1", "libxkbcommon-x11.so.0", "libxkbcommon.so.0",
    "libz.so.1", "libzstd.so.1",
})  # fmt: skip
MORE_FROM_SYSTEM = {LINUX: frozenset[str](), LINUX_ARM: frozenset({"libSM.so.6", "libICE.so.6"})}
PROCESSORS = {LINUX: "x86-64", LINUX_ARM: "aarch64"}
OPTIONAL_PLUGINS = ("libqgtk3.so", "libcupsprintersupport.so")


def unreadable(files: dict[str, Path]) -> list[str]:
    """Return the files that somebody else than the owner cannot read."""
    return [name for name, path in files.items() if path.stat().st_mode & READABLE != READABLE]


def too_new(files: dict[str, bytes], platform: str = LINUX) -> list[str]:
    """Return the ELF files that ask for a newer glibc than promised on `platform`."""
    return [name for name, data in files.items() if glibc_needed(data) > HIGHEST_GLIBC[platform]]


def for_another(files: dict[str, bytes], platform: str) -> list[str]:
    """Return the ELF files that are for another processor than `platform`'s."""
    return [name for name, data in files.items() if processor(data) != PROCESSORS[platform]]


def unresolved(files: dict[str, bytes], platform: str = LINUX) -> list[str]:
    """Return `file: library` for libraries that neither we nor the dependencies bring."""
    here = {name.rpartition("/")[2] for name in files}
    here |= FROM_SYSTEM | MORE_FROM_SYSTEM[platform]
    return [
        f"{name}: {library}"
        for name, data in files.items()
        if not name.endswith(OPTIONAL_PLUGINS)
        for library in libraries_needed(data)
        if library not in here
    ]


def inspect_payload(folder: Path, platform: str) -> str:
    """Return what was found, in one line.

    Raises:
        Refusal: The payload would not run everywhere it is promised to.
    """
    files = files_under(folder)
    size = sum(path.stat().st_size for path in files.values())
    faults = [f"只有管理员能读：{name}" for name in unreadable(files)]
    found = f"{len(files)} 个文件，{size / 1e6:.1f} MB"
    if platform in DEBIAN_NAMES:
        programs = {name: data for name, path in files.items() if is_elf(data := path.read_bytes())}
        faults += [f"要求的 glibc 太新：{name}" for name in too_new(programs, platform)]
        faults += [f"是别的处理器的：{name}" for name in for_another(programs, platform)]
        faults += [f"缺库：{line}" for line in unresolved(programs, platform)]
        highest = ".".join(map(str, max(glibc_needed(data) for data in programs.values())))
        found += f"，{len(programs)} 个 {PROCESSORS[platform]} 程序和库，最高符号 GLIBC_{highest}"
    if faults:
        raise Refusal("；".join(faults[:10]))
    say(f"检查：{folder.name} {found}")
    return found

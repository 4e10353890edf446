"""Python's own library: the pure modules of the build machine's 3.11, packed as one zip."""

from __future__ import annotations

import hashlib
import sys
import sysconfig
from pathlib import Path

from installers.archive import write_zip
from installers.payload.bytecode import code_of, pyc
from installers.payload.selection import keep_library
from installers.payload.start_stub import FrozenModule
from prepare.console import Refusal, say

# Of CPython 3.11.7, with which releases are built; the parts of `parts.lock` belong to it.
# The same modules lie in `Lib` of the source archive that python.org publishes, from which pyenv
# builds; Debian changes its own.
VERSION = "3.11.7"
SOURCE = f"https://www.python.org/ftp/python/{VERSION}/Python-{VERSION}.tgz"
PINNED = "550f368b832c4e069ac00df7304227ce6582e1191c440ce150e0660ab65fc631"
FROZEN = (
    "encodings",
    "encodings.aliases",
    "encodings.ascii",
    "encodings.latin_1",
    "encodings.utf_8",
)


def library_sources() -> dict[str, bytes]:
    """Return the modules to ship by their path in the library."""
    folder = Path(sysconfig.get_paths()["stdlib"])
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.py")}
    return {name: found[name].read_bytes() for name in sorted(found) if keep_library(name)}


def digest_of(sources: dict[str, bytes]) -> str:
    """Return one hash over names and contents."""
    total = hashlib.sha256()
    for name, content in sorted(sources.items()):
        total.update(f"{name}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def check_library(*, any_library: bool = False) -> bool:
    """Tell whether this Python has the pinned library and compiles as releases are compiled.

    Args:
        any_library: Go on with another library of 3.11; the hashes will not be those of a release.

    Raises:
        Refusal: It has not, and nobody asked to go on.
    """
    version = ".".join(map(str, sys.version_info[:3]))
    if version == VERSION and digest_of(library_sources()) == PINNED:
        return True
    found = f"执行本命令的 Python {version}（{sys.executable}）的标准库不是锁定的 {VERSION}"
    if any_library:
        say(f"注意：{found}；照要求继续，做出来的能用，但哈希与发布的不同")
        return False
    raise Refusal(
        f"{found}。锁定的就是官方源码 {SOURCE} 里的 Lib：用 `pyenv install {VERSION}` 或自己编译它，"
        f"再用那个 Python 执行本命令；不要求哈希与发布的相同时，加 --any-library"
    )


def write_library(target: Path, sources: dict[str, bytes]) -> None:
    """Write the zip from which the installed program imports the standard library."""
    packed = {f"{name}c": pyc(content, f"library/{name}") for name, content in sources.items()}
    write_zip(target, packed, compress=False)


def frozen_modules(sources: dict[str, bytes], start: bytes) -> list[FrozenModule]:
    """Return what the interpreter needs before it can read the zip, and the program's start."""
    modules = []
    for name in FROZEN:
        package = name == "encodings"
        file = name.replace(".", "/") + ("/__init__.py" if package else ".py")
        modules.append(FrozenModule(name, code_of(sources[file], f"library/{file}"), package))
    return [*modules, FrozenModule("__main__", code_of(start, "start_program.py"))]

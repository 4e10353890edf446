"""The start stub for Linux: an interpreter linked into one file, with our modules frozen in.

The stub comes from the wheel of panda3d (`panda3d_tools/deploy-stub`): CPython 3.11 linked
statically for glibc 2.15, so that it starts where an executable built today does not. It
finds its frozen modules through a header at its symbol `blobinfo`; that header and the
blob behind the file are written here.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from installers.payload.bytecode import marshalled
from installers.payload.elf import file_offset

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import CodeType

PAGE = 4096
LAYOUT = 1
POINTERS = 12
KEEP_DOCSTRINGS = 4
HEADER = struct.Struct(f"<QQHHHH8x{POINTERS}Q")
ENTRY = struct.Struct("<QQixxxx")


@dataclass(frozen=True)
class FrozenModule:
    """A module in the blob; for a package the interpreter wants its size negative."""

    name: str
    code: CodeType
    is_package: bool = False


def freeze(stub: bytes, modules: Sequence[FrozenModule]) -> bytes:
    """Return `stub` as a program that holds `modules`; one of them is `__main__`."""
    start = -(-len(stub) // PAGE) * PAGE
    blob = _blob(modules)
    header = HEADER.pack(start, len(blob), LAYOUT, POINTERS, 0, KEEP_DOCSTRINGS, *([0] * POINTERS))
    place = file_offset(stub, b"blobinfo")
    program = bytearray(stub.ljust(start, b"\0"))
    program[place : place + len(header)] = header
    return bytes(program) + blob


def _blob(modules: Sequence[FrozenModule]) -> bytes:
    """Return the table of modules, then their names and code."""
    table, pool = bytearray(), bytearray()
    begin = ENTRY.size * (len(modules) + 1)
    for module in modules:
        name = begin + len(pool)
        pool += module.name.encode("ascii") + b"\0"
        pool += b"\0" * (-len(pool) % 4)
        code = marshalled(module.code)
        size = -len(code) if module.is_package else len(code)
        table += ENTRY.pack(name, begin + len(pool), size)
        pool += code
    blob = table + bytes(ENTRY.size) + pool
    return bytes(blob + bytes(-len(blob) % 32))

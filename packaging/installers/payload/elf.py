"""Read what the build must know of 64-bit ELF files: symbols, libraries, versions wanted."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAGIC = b"\x7fELF\x02\x01"
_SECTION = struct.Struct("<IIQQQQIIQQ")
_SYMBOL = struct.Struct("<IBBHQQ")
_DYNAMIC_ENTRY = struct.Struct("<QQ")
_DYNAMIC, _DYNAMIC_SYMBOLS, _VERSIONS_NEEDED = 6, 11, 0x6FFFFFFE
_NEEDED = 1
_PROCESSORS = {0x3E: "x86-64", 0xB7: "aarch64"}
_GLIBC = re.compile(r"GLIBC_([0-9.]+)$")


@dataclass(frozen=True)
class Section:
    """A section of a file: its kind, where it lies in memory and in the file, its partner."""

    kind: int
    address: int
    offset: int
    size: int
    link: int


def is_elf(data: bytes) -> bool:
    """Tell whether this is a 64-bit little-endian ELF file."""
    return data.startswith(MAGIC)


def processor(elf: bytes) -> str:
    """Return for which processor a 64-bit ELF file is, its number where it is an unusual one."""
    (number,) = struct.unpack_from("<H", elf, 0x12)
    return _PROCESSORS.get(number, str(number))


def sections(elf: bytes) -> list[Section]:
    """Return the sections in their order.

    Raises:
        ValueError: This is not a 64-bit ELF file.
    """
    if not is_elf(elf):
        raise ValueError("not a 64-bit little-endian ELF file")
    (table,) = struct.unpack_from("<Q", elf, 0x28)
    size, count = struct.unpack_from("<HH", elf, 0x3A)
    found = []
    for number in range(count):
        _, kind, _, address, offset, length, link, *_ = _SECTION.unpack_from(
            elf, table + number * size
        )
        found.append(Section(kind, address, offset, length, link))
    return found


def file_offset(elf: bytes, symbol: bytes) -> int:
    """Return where the data of the dynamic `symbol` begins in the file.

    Raises:
        ValueError: This is not a 64-bit ELF file, or it has no such symbol.
    """
    parts = sections(elf)
    address = _address(elf, parts, symbol)
    for part in parts:
        if part.address and part.address <= address < part.address + part.size:
            return address - part.address + part.offset
    raise ValueError(f"no section holds {symbol!r}")


def libraries_needed(elf: bytes) -> list[str]:
    """Return the names of the shared libraries to which a file is linked."""
    parts = sections(elf)
    found = []
    for part in _of_kind(parts, _DYNAMIC):
        names = parts[part.link].offset
        for at in range(part.offset, part.offset + part.size, _DYNAMIC_ENTRY.size):
            tag, value = _DYNAMIC_ENTRY.unpack_from(elf, at)
            if tag == _NEEDED:
                found.append(_text(elf, names + value))
    return found


def glibc_needed(elf: bytes) -> tuple[int, ...]:
    """Return the highest version of glibc that a file asks for, () where it asks for none."""
    parts = sections(elf)
    names = (
        name for part in _of_kind(parts, _VERSIONS_NEEDED) for name in _wanted(elf, parts, part)
    )
    matches = (_GLIBC.match(name) for name in names)
    return max((tuple(map(int, m[1].split("."))) for m in matches if m), default=())


def _wanted(elf: bytes, parts: Sequence[Section], part: Section) -> Iterator[str]:
    """Yield the names of versions in a section of versions needed."""
    names, at = parts[part.link].offset, part.offset
    while True:
        _, count, _, first, following = struct.unpack_from("<HHIII", elf, at)
        entry = at + first
        for _ in range(count):
            _, _, _, name, after = struct.unpack_from("<IHHII", elf, entry)
            yield _text(elf, names + name)
            entry += after
        if not following:
            return
        at += following


def _address(elf: bytes, parts: Sequence[Section], symbol: bytes) -> int:
    for part in _of_kind(parts, _DYNAMIC_SYMBOLS):
        names = parts[part.link].offset
        for at in range(part.offset, part.offset + part.size, _SYMBOL.size):
            name, _, _, _, address, _ = _SYMBOL.unpack_from(elf, at)
            if elf.startswith(symbol + b"\0", names + name):
                return address
    raise ValueError(f"the file has no symbol {symbol!r}")


def _of_kind(parts: Sequence[Section], kind: int) -> Iterator[Section]:
    return (part for part in parts if part.kind == kind)


def _text(elf: bytes, start: int) -> str:
    return elf[start : elf.index(b"\0", start)].decode("ascii")

"""Read the names that a 64-bit Windows DLL exports."""

from __future__ import annotations

import struct

EXPORTS_AT = 0x70  # from the start of the optional header of PE32+


def exported_names(dll: bytes) -> list[str]:
    """Return the exported names, sorted.

    Raises:
        ValueError: This is not a 64-bit Windows DLL.
    """
    (head,) = struct.unpack_from("<I", dll, 0x3C)
    optional = head + 24
    if dll[head : head + 4] != b"PE\0\0" or struct.unpack_from("<H", dll, optional)[0] != 0x20B:
        raise ValueError("not a 64-bit Windows DLL")
    (table,) = struct.unpack_from("<I", dll, optional + EXPORTS_AT)
    start = _offset(dll, head, table)
    count, _, names = struct.unpack_from("<III", dll, start + 24)
    first = _offset(dll, head, names)
    addresses = struct.unpack_from(f"<{count}I", dll, first)
    return sorted(_text(dll, _offset(dll, head, address)) for address in addresses)


def _offset(dll: bytes, head: int, address: int) -> int:
    """Return where a relative virtual address lies in the file."""
    sections, optional_size = struct.unpack_from("<H12xH", dll, head + 6)
    for number in range(sections):
        at = head + 24 + optional_size + 40 * number
        size, begin, raw, place = struct.unpack_from("<4I", dll, at + 8)
        if begin <= address < begin + max(size, raw):
            return address - begin + place
    raise ValueError(f"no section holds the address {address:#x}")


def _text(dll: bytes, start: int) -> str:
    return dll[start : dll.index(b"\0", start)].decode("ascii")

"""Taking one part out of a zip that lies in memory: never more bytes than are allowed.

`zipfile` reads the list of parts. A part itself is cut out here: what its own head says must
agree with the list, and a compressed part is unpacked in one step that stops at the limit.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zipfile import ZipInfo

_HEAD = struct.Struct("<4s5H3I2H")
_SIGNATURE = b"PK\x03\x04"
_LOCKED = 0x1


def unpacked(content: bytes, entry: ZipInfo) -> bytes:
    """Return the bytes of a part, exactly as many as the list of parts says.

    Raises:
        zipfile.BadZipFile: The part is locked, packed in a way not used here, lies elsewhere,
            has another size or sum than is said, or is cut short.
        zlib.error: The part cannot be unpacked.
    """
    packed = _packed(content, entry)
    if entry.compress_type == zipfile.ZIP_STORED:
        part = packed
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        part = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, entry.file_size + 1)
    else:
        raise zipfile.BadZipFile
    if len(part) != entry.file_size or zlib.crc32(part) != entry.CRC:
        raise zipfile.BadZipFile
    return part


def _packed(content: bytes, entry: ZipInfo) -> bytes:
    at = entry.header_offset
    try:
        found = _HEAD.unpack_from(content, at)
    except struct.error:
        raise zipfile.BadZipFile from None
    name_length, more_length = found[-2:]
    name = content[at + _HEAD.size : at + _HEAD.size + name_length]
    start = at + _HEAD.size + name_length + more_length
    packed = content[start : start + entry.compress_size]
    if (
        found[0] != _SIGNATURE
        or (found[2] | entry.flag_bits) & _LOCKED
        or name != entry.filename.encode()
        or len(packed) != entry.compress_size
    ):
        raise zipfile.BadZipFile
    return packed

"""Workbooks under Excel's default password: they open without asking, and are encrypted all the same.

Excel protects the structure of an xls by encrypting it with a password that everybody has
([MS-XLS] 2.2.10, [MS-OFFCRYPTO] 2.3.6). Only that password is tried.
"""

from __future__ import annotations

import hashlib
import struct
from typing import TYPE_CHECKING, Any

from pingkou_gui.importers.workbook_cells import Refusal, RefusedWorkbookError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DEFAULT_PASSWORD = "VelvetSweatshop"  # noqa: S105 - published by its maker
_BLOCK = 1024
_MOST = 2_000_000
"""Bytes that are decrypted; the cipher takes a second for a million."""
_FILE_PASS, _BOUND_SHEET = 0x002F, 0x0085
_PLAIN = frozenset({0x0809, _FILE_PASS, 0x00E1, 0x0194, 0x0195, 0x0196, 0x0138})
"""Records whose bodies are never encrypted."""


def decrypted(stream: bytes, password: str) -> bytes:
    """Return the records of a workbook without its encryption.

    Raises:
        RefusedWorkbookError: Another password is needed, or the file is very large.
    """
    body = _file_pass(stream)
    key_of = _key_maker(body, password)
    if key_of is None or len(stream) > _MOST:
        raise RefusedWorkbookError(Refusal.PROTECTED)
    return _without_cipher(stream, key_of)


def _file_pass(stream: bytes) -> bytes:
    for code, at, length in _records(stream):
        if code == _FILE_PASS:
            return stream[at + 4 : at + 4 + length]
    return b""


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    at = 0
    while at + 4 <= len(stream):
        code, length = struct.unpack_from("<HH", stream, at)
        yield code, at, length
        at += 4 + length


def _key_maker(body: bytes, password: str) -> Callable[[int], bytes] | None:
    """Return what gives the key of each block, None where the password is not the right one."""
    if len(body) < 6:
        return None
    kind, major, minor = struct.unpack_from("<HHH", body)
    if kind != 1:
        return None
    if (major, minor) == (1, 1) and len(body) >= 54:
        salt, verifier, told = body[6:22], body[22:38], body[38:54]
        key_of = _plain_key(salt, password)
        return key_of if _fits(key_of, verifier, told, hashlib.md5) else None
    if major >= 2 and minor == 2:
        return _header_key(body[6:], password)
    return None


def _plain_key(salt: bytes, password: str) -> Callable[[int], bytes]:
    """The key of 40 bits ([MS-OFFCRYPTO] 2.3.6.2)."""
    first = hashlib.md5(password.encode("utf-16-le"), usedforsecurity=False).digest()[:5]
    whole = hashlib.md5((first + salt) * 16, usedforsecurity=False).digest()[:5]

    def key(block: int) -> bytes:
        counted = whole + struct.pack("<I", block)
        return hashlib.md5(counted, usedforsecurity=False).digest()

    return key


def _header_key(body: bytes, password: str) -> Callable[[int], bytes] | None:
    """The key that a header describes ([MS-OFFCRYPTO] 2.3.5.2), RC4 and SHA-1 only."""
    if len(body) < 44:
        return None
    (size,) = struct.unpack_from("<I", body, 4)
    header, rest = body[8 : 8 + size], body[8 + size :]
    if len(header) < 20 or len(rest) < 60:
        return None
    cipher, _, bits = struct.unpack_from("<III", header, 8)
    salt, verifier, told = rest[4:20], rest[20:36], rest[40:60]
    if cipher != 0x6801:
        return None
    length = max(bits, 40) // 8
    whole = hashlib.sha1(salt + password.encode("utf-16-le"), usedforsecurity=False).digest()

    def key(block: int) -> bytes:
        counted = whole + struct.pack("<I", block)
        found = hashlib.sha1(counted, usedforsecurity=False).digest()[:length]
        return found + b"\0" * (16 - length) if length == 5 else found

    return key if _fits(key, verifier, told, hashlib.sha1) else None


def _fits(
    key_of: Callable[[int], bytes], verifier: bytes, told: bytes, digest: Callable[..., Any]
) -> bool:
    stream = _keystream(key_of(0))
    one = bytes(a ^ next(stream) for a in verifier)
    other = bytes(a ^ next(stream) for a in told)
    return bool(digest(one, usedforsecurity=False).digest() == other)


def _keystream(key: bytes) -> Iterator[int]:
    """Yield the bytes of RC4."""
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 255
        state[i], state[j] = state[j], state[i]
    i = j = 0
    while True:
        i = (i + 1) & 255
        j = (j + state[i]) & 255
        state[i], state[j] = state[j], state[i]
        yield state[(state[i] + state[j]) & 255]


def _without_cipher(stream: bytes, key_of: Callable[[int], bytes]) -> bytes:
    """Return the stream in the clear; the cipher runs over everything, heads of records included."""
    pad = bytearray()
    for block in range((len(stream) + _BLOCK - 1) // _BLOCK):
        keys = _keystream(key_of(block))
        pad += bytes(next(keys) for _ in range(_BLOCK))
    plain = bytearray(a ^ b for a, b in zip(stream, pad, strict=False))
    for code, at, length in _records(stream):
        plain[at : at + 4] = stream[at : at + 4]
        if code in _PLAIN:
            plain[at + 4 : at + 4 + length] = stream[at + 4 : at + 4 + length]
        elif code == _BOUND_SHEET:
            plain[at + 4 : at + 8] = stream[at + 4 : at + 8]
        if code == _FILE_PASS:
            struct.pack_into("<H", plain, at, 0x0099)  # a record of widths, which no reader needs
    return bytes(plain)

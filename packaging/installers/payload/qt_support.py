"""Qt's Python support, compiled beforehand.

`libshiboken6` carries a dozen Python sources in a zip and compiles them anew at every start,
which takes a seventh of the time until a bare window stands. Where they lie in `files.dir`
beside it (the place its own switch SBK_EMBED=0 puts them) it takes them from there.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import io
import re
import zipfile
from typing import TYPE_CHECKING

from prepare.console import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = "shiboken6/files.dir"
_LIBRARY = re.compile(r"shiboken6/(lib)?shiboken6\.abi3\.(dll|so\.[0-9.]+)")
_HEAD = base64.b64encode(b"PK\3\4\n\0")[:5]
"""How every zip begins, in the letters it is written in."""
_LETTERS = re.compile(rb"[A-Za-z0-9+/=\n\0]+")
_USED = re.compile(r"shibokensupport/[a-z_/]+\.py")


def support_sources(wheel: Path) -> dict[str, bytes]:
    """Return the sources in a wheel of shiboken6, by their path in `FOLDER`.

    Raises:
        Refusal: There are none, because shiboken6 keeps them in another way by now.
    """
    with zipfile.ZipFile(wheel) as files:
        library = next((name for name in files.namelist() if _LIBRARY.fullmatch(name)), "")
        content = files.read(library) if library else b""
    for carried in _zips(content):
        found = {name: carried.read(name) for name in carried.namelist() if _USED.fullmatch(name)}
        if "shibokensupport/signature/loader.py" in found:
            return found
    raise Refusal(f"{wheel.name} 里没有找到 shibokensupport，看看新版 shiboken6 怎么放它")


def _zips(content: bytes) -> Iterator[zipfile.ZipFile]:
    """Return the zips that are written as text into a library, in pieces ended by zeros."""
    at = content.find(_HEAD)
    while at >= 0:
        letters = _LETTERS.match(content, at)
        text = re.sub(rb"[\n\0]", b"", letters[0] if letters else b"")
        text = text.partition(b"=")[0]
        text = text[: len(text) // 4 * 4] if len(text) % 4 == 1 else text + b"=" * (-len(text) % 4)
        with contextlib.suppress(zipfile.BadZipFile, binascii.Error):
            yield zipfile.ZipFile(io.BytesIO(base64.b64decode(text)))
        at = content.find(_HEAD, at + 1)

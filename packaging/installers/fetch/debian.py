"""The few libraries that come from Debian, downloaded by name and checked by hash."""

from __future__ import annotations

import hashlib
import io
import lzma
import tarfile
import tomllib
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from installers.recipe import CACHE, DEBIAN_NAMES
from prepare.console import Refusal, say

LIST = Path(__file__).with_name("debian.toml")
AR_MAGIC = b"!<arch>\n"


@dataclass(frozen=True)
class SharedLibrary:
    """A library under the name by which programs look for it, with its licence."""

    name: str
    data: bytes
    copyright: str


def fetch_libraries(platform: str) -> list[SharedLibrary]:
    """Return the libraries of `debian.toml` for a Linux platform.

    Raises:
        Refusal: A file cannot be had, or is not the pinned one.
    """
    listing = tomllib.loads(LIST.read_text(encoding="utf-8"))
    return [
        _library(_fetch(listing["pool"] + entry["path"], entry["sha256"]))
        for entry in listing[DEBIAN_NAMES[platform]]
    ]


def _fetch(address: str, sha256: str) -> bytes:
    kept = CACHE / "debian" / PurePosixPath(address).name
    if not kept.exists():
        say(f"零件：下载 {kept.name}")
        kept.parent.mkdir(parents=True, exist_ok=True)
        try:
            with urllib.request.urlopen(urllib.parse.quote(address, ":/+"), timeout=60) as answer:  # noqa: S310 - the address is pinned above
                kept.write_bytes(answer.read())
        except (OSError, urllib.error.URLError) as error:
            raise Refusal(f"没有下载到 {kept.name}（{error}）：请检查网络后再试") from error
    data = kept.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        kept.unlink()
        raise Refusal(f"{kept.name} 的哈希与锁定的不符，已删除；请再试一次，仍不符就不要用它")
    return data


def _library(package: bytes) -> SharedLibrary:
    with tarfile.open(
        fileobj=io.BytesIO(lzma.decompress(_member(package, "data.tar.xz")))
    ) as files:
        names = files.getnames()
        link = next(name for name in names if ".so." in name and files.getmember(name).issym())
        notice = next(name for name in names if name.endswith("/copyright"))
        library, licence = files.extractfile(link), files.extractfile(notice)
        if library is None or licence is None:
            raise Refusal("Debian 软件包的内容不像预期")
        return SharedLibrary(
            PurePosixPath(link).name, library.read(), licence.read().decode("utf-8")
        )


def _member(archive: bytes, wanted: str) -> bytes:
    """Return a member of an `ar` archive: 60 bytes of header, data, padded to even."""
    at = len(AR_MAGIC)
    while at < len(archive):
        name = archive[at : at + 16].decode("ascii").strip().rstrip("/")
        size = int(archive[at + 48 : at + 58])
        if name == wanted:
            return archive[at + 60 : at + 60 + size]
        at += 60 + size + size % 2
    raise Refusal(f"Debian 软件包里没有 {wanted}")

"""Writing a return package: the same contents give the same bytes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pingkou_gui.county.returns.manifest import manifest_text
from pingkou_gui.county.returns.parts import DATA, FINDINGS, LARGEST, MANIFEST, WORD
from pingkou_gui.county.returns.stated import findings_text
from pingkou_gui.errors import KnownError

if TYPE_CHECKING:
    from pingkou_gui.county.returns.manifest import Manifest
    from pingkou_gui.county.returns.stated import StatedFinding

_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a package; `data` is the report as `record.to_json` writes it."""

    manifest: Manifest
    word: bytes
    data: str
    findings: tuple[StatedFinding, ...]


def pack(contents: Contents) -> bytes:
    """Return the bytes of the package.

    Raises:
        KnownError: A part is larger than any package may have it.
    """
    parts = {
        WORD: contents.word,
        DATA: contents.data.encode(),
        FINDINGS: findings_text(contents.findings).encode(),
    }
    hashes = {name: hashlib.sha256(part).hexdigest() for name, part in parts.items()}
    head = manifest_text(contents.manifest, hashes).encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in ((MANIFEST, head), *parts.items()):
            if len(part) > LARGEST[name]:
                raise KnownError(
                    "报告太大，打不成上报包", "核对有没有误粘贴的大段文字，删去后再打包"
                )
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0
            way = zipfile.ZIP_STORED if name == WORD else zipfile.ZIP_DEFLATED
            archive.writestr(entry, part, way, 9)
    return packed.getvalue()

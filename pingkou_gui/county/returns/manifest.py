"""The manifest: who sends what, made with which program and scheme, vouched for by hashes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pingkou_gui.county.returns.parts import FORMAT, PARTS, VERSION
from pingkou_gui.spec.text_kinds import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHA = re.compile(r"[0-9a-f]{64}")
_NUMBERS = re.compile(r"(?:-?\d{1,15}(?:\.\d{1,40})?(?:,|$))*", re.ASCII)
_WORDS_MOST = 2_000


class NewerError(Exception):
    """The package was made by a newer version of the program."""


@dataclass(frozen=True, slots=True)
class SchemeMark:
    """The scheme of the report: its name, its version and the SHA-256 of its text."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a package says of itself; `figures` in 万元, per cent or points by their keys."""

    unit: str
    year: int
    county: str
    created: datetime
    program: str
    scheme: SchemeMark
    draft: bool = False
    sent_despite: str = ""
    """Why it was sent though something had to be mended."""
    figures: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))


def manifest_text(manifest: Manifest, hashes: Mapping[str, str]) -> str:
    """Return the manifest with the hashes of the parts as JSON text, the same for the same."""
    scheme = manifest.scheme
    data = {
        "format": FORMAT,
        "version": VERSION,
        "program": manifest.program,
        "unit": manifest.unit,
        "year": manifest.year,
        "county": manifest.county,
        "created": manifest.created.isoformat(timespec="seconds"),
        "draft": manifest.draft,
        "sent_despite": manifest.sent_despite,
        "scheme": {"name": scheme.name, "version": scheme.version, "sha256": scheme.sha256},
        "figures": {key: f"{value:f}" for key, value in sorted(manifest.figures.items())},
        "parts": {name: hashes[name] for name in PARTS},
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def manifest_of(text: str) -> tuple[Manifest, dict[str, str]]:
    """Return the manifest in JSON text and the hashes by part.

    Raises:
        NewerError: It was written by a newer version.
        ValueError: It is no manifest.
    """
    data = json.loads(text)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError(type(data))
    version = data.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise ValueError(version)
    if version > VERSION:
        raise NewerError
    try:
        return _manifest(data), _hashes(data["parts"])
    except (KeyError, TypeError, AttributeError, InvalidOperation) as error:
        raise ValueError(error) from None


def _manifest(data: dict[str, Any]) -> Manifest:
    scheme, year, draft = data["scheme"], data["year"], data["draft"]
    if not isinstance(year, int) or isinstance(year, bool) or not isinstance(draft, bool):
        raise TypeError(year)
    created = datetime.fromisoformat(_words(data["created"]))
    if created.tzinfo is None:
        raise ValueError(created)
    return Manifest(
        _words(data["unit"]),
        year,
        _words(data["county"]),
        created,
        _words(data["program"]),
        SchemeMark(_words(scheme["name"]), _words(scheme["version"]), _sha(scheme["sha256"])),
        draft,
        _words(data["sent_despite"]),
        MappingProxyType(_figures(data["figures"])),
    )


def _figures(data: dict[str, Any]) -> dict[str, Decimal]:
    if not _NUMBERS.fullmatch(",".join(data.values())):
        raise ValueError(len(data))
    return dict(zip(map(_key, data), map(Decimal, data.values()), strict=True))


@lru_cache(maxsize=256)
def _key(word: str) -> str:
    """Return the key of a figure; all packages have much the same ones."""
    return _words(word)


def _hashes(parts: dict[str, Any]) -> dict[str, str]:
    if set(parts) != set(PARTS):
        raise ValueError(len(parts))
    return {name: _sha(parts[name]) for name in PARTS}


def _words(value: object) -> str:
    if not isinstance(value, str) or len(value) > _WORDS_MOST:
        raise TypeError(type(value))
    return printable(value)[0]


def _sha(value: object) -> str:
    if not isinstance(value, str) or not _SHA.fullmatch(value):
        raise ValueError(value)
    return value

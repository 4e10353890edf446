"""The parts the program is made of, with their licences."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from pingkou_gui.assets import asset

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = "licences"
DISTRIBUTIONS = (
    "PySide6-Essentials",
    "shiboken6",
    "sqlite-utils",
    "python-docx",
    "lxml",
    "python-calamine",
    "XlsxWriter",
)
_LARGEST = 400_000


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is shipped: its name, its version, the text of its licence."""

    name: str
    version: str
    licence: str


def parts() -> tuple[Part, ...]:
    """Return every part: what the installer put into resources/licences, else what is installed."""
    shipped = tuple(_shipped())
    return shipped or tuple(_installed())


def _shipped() -> Iterator[Part]:
    folder = asset(FOLDER)
    if not folder.is_dir():
        return
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield Part(path.relative_to(folder).as_posix(), "", _text(path))


def _installed() -> Iterator[Part]:
    own = asset("../LICENSE")
    if own.is_file():
        yield Part("pingkou-gui", metadata_version("pingkou-gui"), _text(own))
    for name in DISTRIBUTIONS:
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        yield Part(name, found.version, _licence(found))


def metadata_version(name: str) -> str:
    """Return the version of an installed part, empty where it is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _licence(found: metadata.Distribution) -> str:
    names = [
        f for f in found.files or () if "licen" in f.name.lower() or "copying" in f.name.lower()
    ]
    texts = [_text(Path(str(found.locate_file(name)))) for name in names]
    said = found.metadata.json
    stated = str(said.get("license_expression") or said.get("license") or "")
    return "\n\n".join([f"许可：{stated}" if stated else "", *texts]).strip() or "许可见它的网站"


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")[:_LARGEST]
    except OSError:
        return "读不出许可文本"

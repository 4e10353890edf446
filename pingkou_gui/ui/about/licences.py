"""The parts the program is made of, with their licences."""

from __future__ import annotations

import platform
import re
import sysconfig
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from pingkou_gui import __version__
from pingkou_gui.assets import asset

if TYPE_CHECKING:
    from collections.abc import Iterator

SHIPPED = "licences.txt"
"""What the installers put among the resources: all licences, each under a ruled head."""
DISTRIBUTIONS = (
    "PySide6-Essentials",
    "shiboken6",
    "sqlite-utils",
    "python-docx",
    "lxml",
    "python-calamine",
    "XlsxWriter",
)
_HEAD = re.compile(r"^={72}\n(?P<name>.+)  （(?P<licence>.*)）\n={72}\n", re.MULTILINE)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LARGEST = 4_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is shipped: its name, its version, the text of its licence."""

    name: str
    version: str
    licence: str


def parts() -> tuple[Part, ...]:
    """Return every part: as the installer wrote them down, else what is installed here."""
    return tuple(_shipped()) or tuple(_installed())


def metadata_version(name: str) -> str:
    """Return the version of an installed part, empty where it is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _shipped() -> Iterator[Part]:
    path = asset(SHIPPED)
    if not path.is_file():
        return
    text = _text(path)
    heads = list(_HEAD.finditer(text))
    opening = text[: heads[0].start()] if heads else text
    yield Part("说明", "", opening.strip())
    ends = [*(head.start() for head in heads[1:]), len(text)]
    for head, end in zip(heads, ends, strict=False):
        words = text[head.end() : end].strip()
        yield Part(head["name"], "", f"许可：{head['licence']}\n\n{words}")


def _installed() -> Iterator[Part]:
    own = asset("../LICENSE")
    yield Part("pingkou-gui", __version__, _text(own) if own.is_file() else "许可：MIT")
    yield Part("Python", platform.python_version(), _of_python())
    for name in _needed():
        found = metadata.distribution(name)
        yield Part(found.metadata["Name"], found.version, _of_distribution(found))


def _needed() -> Iterator[str]:
    """Yield what is installed of the distributions and of all that they need in turn."""
    waiting, seen = list(DISTRIBUTIONS), set()
    while waiting:
        name = waiting.pop(0)
        plain = name.lower().replace("_", "-")
        if plain in seen or not metadata_version(name):
            continue
        seen.add(plain)
        yield name
        for line in metadata.requires(name) or ():
            wanted = _NAME.match(line)
            if wanted is not None and "extra ==" not in line:
                waiting.append(wanted[0])


def _of_python() -> str:
    text = Path(sysconfig.get_paths()["stdlib"]) / "LICENSE.txt"
    whole = _text(text) if text.is_file() else "全文在 docs.python.org/3/license.html"
    return f"许可：PSF-2.0\n\n{whole}"


def _of_distribution(found: metadata.Distribution) -> str:
    names = [
        f for f in found.files or () if "licen" in f.name.lower() or "copying" in f.name.lower()
    ]
    texts = [_text(Path(str(found.locate_file(name)))) for name in names]
    said = found.metadata.json
    stated = str(said.get("license_expression") or said.get("license") or "").strip()
    first = f"许可：{stated.splitlines()[0]}" if stated else _classified(found)
    return "\n\n".join([first, *texts]).strip()


def _classified(found: metadata.Distribution) -> str:
    """Return the licence by the classifiers, where nothing else names it."""
    marks = found.metadata.get_all("Classifier") or ()
    named = [mark.rpartition(" :: ")[2] for mark in marks if mark.startswith("License ::")]
    return f"许可：{'、'.join(named)}" if named else "许可见这个部件的网站"


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")[:_LARGEST]
    except OSError:
        return "读不出许可文本"

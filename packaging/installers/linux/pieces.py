"""The small texts of the Debian package, made from their templates."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from installers.archive import content
from installers.recipe import NAME, PUBLISHER, SUMMARY, TITLE, program_version

from pingkou_gui.paths import FILE_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent
FOLDER = f"/usr/lib/{NAME}"
# What Qt links to and does not bring; names before and after Debian's change of time_t.
DEPENDS = (
    "libc6 (>= 2.28)", "libstdc++6", "libgcc-s1 | libgcc1", "zlib1g", "libzstd1", "libegl1", "libgl1",
    "libfontconfig1", "libfreetype6", "libglib2.0-0 | libglib2.0-0t64", "libdbus-1-3", "libx11-6",
    "libx11-xcb1", "libxkbcommon0", "libxkbcommon-x11-0", "libxcb1", "libxcb-randr0", "libxcb-render0",
    "libxcb-shape0", "libxcb-shm0", "libxcb-sync1", "libxcb-xfixes0", "libxcb-xkb1",
)  # fmt: skip


def filled(template: str, **more: str) -> str:
    """Return a template of this folder with its @WORDS@ replaced."""
    text = (HERE / template).read_text(encoding="utf-8")
    words = {
        "NAME": NAME, "TITLE": TITLE, "SUMMARY": SUMMARY, "PUBLISHER": PUBLISHER, "FOLDER": FOLDER,
        "VERSION": program_version(), **more,
    }  # fmt: skip
    for key, value in words.items():
        text = text.replace(f"@{key}@", value)
    return text


def control(installed_bytes: int, **more: str) -> str:
    """Return the control file; the size is stated in KiB, rounded up."""
    size = str(-(-installed_bytes // 1024))
    return filled("control.in", SIZE=size, DEPENDS=", ".join(DEPENDS), **more)


def opener() -> str:
    """Return the desktop file that opens our own kinds of files."""
    types = "".join(f"{kind.media_type};" for kind in FILE_TYPES)
    return filled("open.desktop.in", MEDIA_TYPES=types)


def media_types() -> str:
    """Return the package of media types for the shared MIME database."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append('<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">')
    for kind in FILE_TYPES:
        lines += [
            f'  <mime-type type="{escape(kind.media_type)}">',
            f"    <comment>{escape(kind.title)}</comment>",
            f'    <icon name="{NAME}"/>',
            f'    <glob pattern="*{escape(kind.extension)}"/>',
            "  </mime-type>",
        ]
    return "\n".join([*lines, "</mime-info>", ""])


def checksums(files: Mapping[str, bytes | Path]) -> str:
    """Return the md5sums file by which dpkg can verify the installed files."""
    lines = []
    for name in sorted(files):
        digest = hashlib.md5(content(files[name]), usedforsecurity=False).hexdigest()
        lines.append(f"{digest}  {name.removeprefix('./')}\n")
    return "".join(lines)

"""The small texts of the Debian package, made from their templates."""

from __future__ import annotations

import gzip
import hashlib
import re
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from installers.archive import content
from installers.payload.inspect import HIGHEST_GLIBC
from installers.recipe import (
    CLOCK,
    DEBIAN_NAMES,
    LINUX,
    LINUX_ARM,
    NAME,
    PUBLISHER,
    SUMMARY,
    TITLE,
    program_version,
)
from prepare.console import ROOT

from pingkou_gui.paths import FILE_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent
MAIL = "pingkou-gui@localhost"
"""There is no public address: clerks ask their county (see `overrides`)."""
COMPONENT = "local.pingkou_gui.Report"
"""The name by which software centres know the program; nobody owns a domain for it."""
FOLDER = f"/usr/lib/{NAME}"
# What Qt links to and does not bring; names before and after Debian's change of time_t.
DEPENDS = (
    "libstdc++6", "libgcc-s1 | libgcc1", "zlib1g", "libzstd1", "libegl1", "libgl1",
    "libfontconfig1", "libfreetype6", "libglib2.0-0 | libglib2.0-0t64", "libdbus-1-3", "libx11-6",
    "libx11-xcb1", "libxkbcommon0", "libxkbcommon-x11-0", "libxcb1", "libxcb-randr0", "libxcb-render0",
    "libxcb-shape0", "libxcb-shm0", "libxcb-sync1", "libxcb-xfixes0", "libxcb-xkb1",
)  # fmt: skip


# The Qt of arm64 is older and talks to session managers itself.
MORE_DEPENDS = {LINUX_ARM: ("libsm6", "libice6")}


def filled(template: str, **more: str) -> str:
    """Return a template of this folder with its @WORDS@ replaced."""
    text = (HERE / template).read_text(encoding="utf-8")
    words = {
        "NAME": NAME, "TITLE": TITLE, "SUMMARY": SUMMARY, "PUBLISHER": PUBLISHER, "FOLDER": FOLDER,
        "VERSION": program_version(), "MAIL": MAIL, **more,
    }  # fmt: skip
    for key, value in words.items():
        text = text.replace(f"@{key}@", value)
    return text


def control(installed_bytes: int, platform: str = LINUX, **more: str) -> str:
    """Return the control file for a platform; the size is stated in KiB, rounded up."""
    size = str(-(-installed_bytes // 1024))
    glibc = ".".join(map(str, HIGHEST_GLIBC[platform]))
    depends = ", ".join((f"libc6 (>= {glibc})", *DEPENDS, *MORE_DEPENDS.get(platform, ())))
    architecture = DEBIAN_NAMES[platform]
    return filled("control.in", SIZE=size, DEPENDS=depends, ARCHITECTURE=architecture, **more)


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


TABLE_ROW = re.compile(r"^\| (?P<word>`.+?) \| (?P<means>.+) \|$", re.MULTILINE)
RELEASE = re.compile(r"^## (?P<version>[0-9.]+)(?:（(?P<day>\d{4}-\d\d-\d\d)）)?$", re.MULTILINE)


def releases() -> list[tuple[str, str, list[str]]]:
    """Return every released version of CHANGELOG.md, newest first: number, day, what is new."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = list(RELEASE.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    return [
        (match["version"], match["day"] or "", _entries(text[match.end() : end]))
        for match, end in zip(found, ends, strict=True)
    ]


def _entries(text: str) -> list[str]:
    """Return the items of a version, each in one line."""
    items: list[str] = []
    for line in text.splitlines():
        words = line.strip()
        heading = words.endswith("：") and not line.startswith((" ", "-"))
        if words.startswith("- ") or (words and not line.startswith(" ") and not heading):
            items.append(words.removeprefix("- "))
        elif words and line.startswith(" ") and items:
            items[-1] += words
    return items


def changelog(version: str) -> bytes:
    """Return Debian's changelog, packed; a version not released yet is told to be one."""
    known = releases()
    if version not in {number for number, _, _ in known}:
        known.insert(0, (version, "", ["尚未发布"]))
    return gzip.compress("\n".join(_changelog_of(*each) for each in known).encode(), 9, mtime=0)


def _changelog_of(version: str, day: str, items: list[str]) -> str:
    moment = (
        datetime.fromisoformat(day).replace(tzinfo=UTC)
        if day
        else datetime.fromtimestamp(CLOCK, UTC)
    )
    lines = [f"{NAME} ({version}) stable; urgency=medium", ""]
    lines += [f"  * {item}" for item in items or ["见 CHANGELOG"]]
    return "\n".join([*lines, "", f" -- {PUBLISHER} <{MAIL}>  {format_datetime(moment)}", ""])


def metainfo() -> str:
    """Return what a software centre shows, by the AppStream specification."""
    dated = [(number, day) for number, day, _ in releases() if day]
    lines = [f'    <release version="{number}" date="{day}"/>' for number, day in dated]
    told = "\n".join(["  <releases>", *lines, "  </releases>"]) if dated else ""
    kinds = "\n".join(f"    <mediatype>{kind.media_type}</mediatype>" for kind in FILE_TYPES)
    return filled("metainfo.xml.in", RELEASES=told, MEDIA_TYPES=kinds, ID=COMPONENT)


def manual(language: str) -> bytes:
    """Return a page of the manual, packed: `en`, or `zh`, whose commands are those of README.md."""
    day = f"{datetime.fromtimestamp(CLOCK, UTC):%Y-%m-%d}"
    commands, options = readme_tables()
    words = {"COMMANDS": _listed(commands), "OPTIONS": _listed(options), "DAY": day}
    return gzip.compress(filled(f"manual.{language}.in", **words).encode(), 9, mtime=0)


def readme_tables() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the commands and the options with their meaning, from the tables of README.md."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    start = text.index("## 命令行")
    chapter = text[start : text.index("\n## ", start)]
    rows = [(row["word"], row["means"]) for row in TABLE_ROW.finditer(chapter)]
    options = [row for row in rows if row[0].startswith("`--")]
    return [row for row in rows if row not in options], options


def _listed(rows: list[tuple[str, str]]) -> str:
    return "\n".join(f".TP\n.B {_roff(word)}\n{_roff(means)}" for word, means in rows)


def _roff(words: str) -> str:
    """Return words of a table of Markdown for roff: hyphens stay hyphens, no line is a request."""
    plain = words.replace("`", "").replace("\\|", "|").replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain


def checksums(files: Mapping[str, bytes | Path]) -> str:
    """Return the md5sums file by which dpkg can verify the installed files."""
    lines = []
    for name in sorted(files):
        digest = hashlib.md5(content(files[name]), usedforsecurity=False).hexdigest()
        lines.append(f"{digest}  {name.removeprefix('./')}\n")
    return "".join(lines)

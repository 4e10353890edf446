"""What every room of the build shares: names, version, places, the one clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prepare.console import ROOT

if TYPE_CHECKING:
    from pathlib import Path

NAME = "pingkou-gui"
TITLE = "绩效自评报告"
SUMMARY = "部门整体支出绩效自评报告：填六页，得到可以上报的 Word 文件"
PUBLISHER = "pingkou_gui contributors"
BUILD = ROOT / "build" / "installers"
CACHE = ROOT / "build" / "parts"
DIST = ROOT / "dist"
LINUX, LINUX_ARM, WINDOWS = "linux", "linux-arm64", "windows"
DEBIAN_NAMES = {LINUX: "amd64", LINUX_ARM: "arm64"}
"""What Debian calls the processors that a package is made for."""

# Every file in every archive carries this moment (2026-01-01), so that a build can be repeated.
CLOCK = 1767225600


@dataclass(frozen=True)
class Recipe:
    """What is to be built: the whole program or, to compare sizes, one bare window."""

    platform: str
    bare: bool = False

    @property
    def on_linux(self) -> bool:
        """Tell whether the payload is for Linux, on whatever processor."""
        return self.platform in DEBIAN_NAMES

    @property
    def folder(self) -> Path:
        """Return where the payload is put together."""
        return BUILD / (f"{self.platform}-bare" if self.bare else self.platform)

    def artefact(self, ending: str) -> Path:
        """Return the path of a finished file with this ending, for example `_amd64.deb`."""
        name = f"{NAME}-bare" if self.bare else NAME
        return (BUILD if self.bare else DIST) / f"{name}{ending}"


def program_version() -> str:
    """Return the version that the program states of itself."""
    text = (ROOT / "pingkou_gui" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([0-9.]+)"$', text, re.MULTILINE)
    if not found:
        raise ValueError("pingkou_gui/__init__.py states no version of numbers and dots")
    return found[1]


def version_key(version: str) -> tuple[int, int, int, int]:
    """Return four numbers by which versions compare, as Windows and the installers count."""
    numbers = [int(part) for part in version.split(".")]
    if len(numbers) > 4:
        raise ValueError(f"more than four numbers: {version}")
    first, second, third, fourth = [*numbers, 0, 0, 0, 0][:4]
    return first, second, third, fourth

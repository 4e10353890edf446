"""The tools that a build and its trials need, told before anything is fetched."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from prepare.console import Refusal, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# By what is built: the programs, each with the Debian package that brings it.
_MINGW = "gcc-mingw-w64-x86-64"
_LAUNCHERS = {"x86_64-w64-mingw32-gcc": _MINGW, "x86_64-w64-mingw32-windres": _MINGW}
FOR_BUILD: Mapping[str, Mapping[str, str]] = {
    "deb": {},
    "deb-arm64": {},
    "windows": {**_LAUNCHERS, "makensis": "nsis"},
    "portable": _LAUNCHERS,
}
_CHROOT = {"debootstrap": "debootstrap", "unshare": "util-linux", "setpriv": "util-linux"}
_WINDOW = {"Xvfb": "xvfb", "xdotool": "xdotool", "import": "imagemagick"}
FOR_TRIALS: Mapping[str, Mapping[str, str]] = {
    "deb": {**_CHROOT, "lintian": "lintian"},
    "deb-arm64": {"lintian": "lintian"},
    "windows": {**_CHROOT, **_WINDOW},
    "portable": _CHROOT,
}


def lacking(wanted: Iterable[str], table: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return the tools of `table` that `wanted` needs and this machine has not, with packages."""
    needed = {tool: package for name in wanted for tool, package in table[name].items()}
    return {tool: package for tool, package in needed.items() if not shutil.which(tool)}


def line_for(missing: Mapping[str, str]) -> str:
    """Return one line that names missing tools and the command that brings them."""
    packages = " ".join(sorted(set(missing.values())))
    return f"缺少 {'、'.join(sorted(missing))}。Debian 请执行：sudo apt-get install {packages}"


def require_tools(wanted: list[str], *, trials: bool) -> None:
    """Refuse where a tool for building is missing; say which trials cannot be run here.

    Raises:
        Refusal: A tool is missing; the sentence has the command that installs it.
    """
    if missing := lacking(wanted, FOR_BUILD):
        raise Refusal(line_for(missing))
    if not trials or os.name == "nt":
        return
    if missing := lacking(wanted, FOR_TRIALS):
        say(f"要它们的试验会跳过：{line_for(missing)}")
    if os.geteuid() != 0:
        say("安装、升级、卸载的试验要 root，会跳过；自检和打开窗口不要")

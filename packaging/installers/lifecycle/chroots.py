"""Small Debians to try things in: made once under build/chroots, thrown away with build/."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from installers.linux.pieces import DEPENDS
from prepare.console import ROOT, quietly, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CHROOTS = ROOT / "build" / "chroots"
MIRROR = "http://deb.debian.org/debian"
ARCHIVE = "http://archive.debian.org/debian"
"""Where Debian keeps what it no longer maintains."""
READY = "ready-2"
"""Marks a finished one; counts up where what is put into them changes."""
QUIET = {"DEBIAN_FRONTEND": "noninteractive"}


@dataclass(frozen=True)
class Machine:
    """A Debian to be made: its name, its suite, what is installed in it."""

    name: str
    suite: str
    title: str
    packages: tuple[str, ...] = ()
    second_architecture: str = ""
    mirror: str = MIRROR
    locale: str = ""
    """A locale that is made in it, for example `zh_CN`."""

    @property
    def root(self) -> Path:
        """Return its file system."""
        return CHROOTS / self.name


OLDEST = Machine("buster", "buster", "Debian 10（glibc 2.28）", mirror=ARCHIVE)
OLD = Machine("bullseye", "bullseye", "Debian 11（glibc 2.31）")
NEW = Machine("trixie", "trixie", "Debian 13（glibc 2.41）")
# The setup is a 32-bit program, as NSIS makes them, and installs a 64-bit one.
WINE = Machine(
    "wine", "trixie", "Debian 13 里的 wine 10",
    ("wine", "wine64", "wine32:i386", "fonts-wqy-microhei", "locales"), "i386", locale="zh_CN",
)  # fmt: skip


def ready(machine: Machine) -> Path:
    """Return the file system of `machine`, made and filled where it is not there yet.

    Raises:
        Refusal: It cannot be made, for example without a network.
    """
    root = machine.root
    if (root / READY).exists():
        return root
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    say(f"建 chroot：{machine.title}（几分钟，只建一次）")
    quietly(
        ["debootstrap", "--variant=minbase", machine.suite, root, machine.mirror], "chroot 没有建成"
    )
    apt = ["apt-get", "-y", "-o", "Acquire::Retries=3"]
    if machine.second_architecture:
        quietly(
            inside(root, ["dpkg", "--add-architecture", machine.second_architecture]),
            "架构没有加上",
        )
        quietly(inside(root, [*apt, "update"]), "chroot 里的软件目录没有更新成")
    wanted = machine.packages or tuple(_dependencies(root))
    install = [*apt, "install", "--no-install-recommends", *wanted]
    quietly(inside(root, install), "chroot 里的软件包没有装上", QUIET)
    if machine.locale:
        made = ["localedef", "-i", machine.locale, "-f", "UTF-8", f"{machine.locale}.UTF-8"]
        quietly(inside(root, made), "chroot 里的中文环境没有建成")
    (root / READY).touch()
    return root


def possible() -> str:
    """Return why no chroot can be made here, empty where it can."""
    tools = ("debootstrap", "unshare", "chroot", "setpriv")
    missing = [tool for tool in tools if not shutil.which(tool)]
    return f"没有 {'、'.join(missing)}" if missing else ""


def inside(root: Path, command: Sequence[str]) -> list[str]:
    """Return `command` as run in a chroot with /proc, whose mounts vanish with it."""
    mounts = 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"'
    return ["unshare", "--mount", "sh", "-c", mounts, str(root), *command]


def _dependencies(root: Path) -> list[str]:
    """Return the dependencies under the names that this Debian has."""
    lists = root / "var" / "lib" / "apt" / "lists"
    known = {
        line.removeprefix("Package: ").strip()
        for index in lists.glob("*_Packages")
        for line in index.read_text(encoding="utf-8").splitlines()
        if line.startswith("Package: ")
    }
    choices = [[one.split()[0] for one in entry.split("|")] for entry in DEPENDS]
    return [next((name for name in names if name in known), names[0]) for names in choices]

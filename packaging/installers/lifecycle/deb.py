"""The life of the .deb: on this machine, and in chroots of an older and a newer Debian."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from installers.lifecycle.outcome import Outcome
from installers.linux.pieces import DEPENDS
from installers.recipe import NAME, program_version
from prepare.console import ROOT, Refusal, quietly, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SCRIPT = Path(__file__).with_name("deb_in_machine.sh")
CHROOTS = ROOT / "build" / "chroots"
MIRROR = "http://deb.debian.org/debian"
# glibc 2.31 and 2.41: before and after what UOS, Kylin and new systems have.
SUITES = {"bullseye": "Debian 11（glibc 2.31）", "trixie": "Debian 13（glibc 2.41）"}
BUILD_TAKES_ROOT = "要 root 和 Linux"


def deb_life(older: Path, newer: Path) -> list[Outcome]:
    """Try `newer`, updating from `older`; return what was run.

    Raises:
        Refusal: Something did not hold.
    """
    trials = {"dpkg，本机": _here, **{f"dpkg，{SUITES[suite]}": _in(suite) for suite in SUITES}}
    if os.name == "nt" or os.geteuid() != 0:
        return [Outcome(trial, BUILD_TAKES_ROOT) for trial in trials]
    return [_try(trial, run, older, newer) for trial, run in trials.items()]


def _try(trial: str, run: Callable[[Path, Path], str], older: Path, newer: Path) -> Outcome:
    say(f"试验：{trial}")
    return Outcome(trial, run(older, newer))


def _run(command: Sequence[str], trouble: str) -> None:
    if subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode:
        raise Refusal(trouble)


def _here(older: Path, newer: Path) -> str:
    """Return why this machine is not fit for the trial, empty where it was run."""
    if not shutil.which("dpkg"):
        return "没有 dpkg"
    query = ["dpkg-query", "-W", NAME]
    if not subprocess.run(query, capture_output=True, check=False).returncode:
        return "本机已经装着，不去动它"
    with tempfile.TemporaryDirectory() as folder:
        words = [folder, str(older), str(newer), program_version()]
        _run(["sh", str(SCRIPT), *words], "安装包在本机的试验不符")
    return ""


def _in(suite: str) -> Callable[[Path, Path], str]:
    def run(older: Path, newer: Path) -> str:
        if not shutil.which("debootstrap") or not shutil.which("unshare"):
            return "没有 debootstrap"
        root = chroot_of(suite)
        trial = root / "trial"
        shutil.rmtree(trial, ignore_errors=True)
        (trial / "home").mkdir(parents=True)
        for file in (older, newer, SCRIPT):
            shutil.copy(file, trial)
        words = [f"/trial/{file.name}" for file in (older, newer)]
        command = ["sh", f"/trial/{SCRIPT.name}", "/trial/home", *words, program_version()]
        _run(_inside(root, command), f"安装包在 {SUITES[suite]} 里的试验不符")
        shutil.rmtree(trial)
        return ""

    return run


def chroot_of(suite: str) -> Path:
    """Return a minimal Debian with the packages that ours depends on, made once."""
    root = CHROOTS / suite
    if not (root / "ready").exists():
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(parents=True)
        say(f"建 chroot：{SUITES[suite]}")
        quietly(["debootstrap", "--variant=minbase", suite, root, MIRROR], "chroot 没有建成")
        install = ["apt-get", "install", "-y", "--no-install-recommends", *_names(root)]
        quietly(_inside(root, install), "依赖没有装上", {"DEBIAN_FRONTEND": "noninteractive"})
        (root / "ready").touch()
    return root


def _names(root: Path) -> list[str]:
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


def _inside(root: Path, command: Sequence[str]) -> list[str]:
    """Return `command` as run in a chroot with /proc, whose mounts vanish with it."""
    mounts = 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"'
    return ["unshare", "--mount", "sh", "-c", mounts, str(root), *command]

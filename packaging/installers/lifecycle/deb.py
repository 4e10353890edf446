"""The life of the .deb: on this machine, and in chroots of older and newer Debians."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from installers.lifecycle import chroots
from installers.lifecycle.outcome import Outcome, timed
from installers.recipe import NAME, program_version
from prepare.console import Refusal, say

if TYPE_CHECKING:
    from collections.abc import Sequence

SCRIPT = Path(__file__).with_name("deb_in_machine.sh")


def deb_life(older: Path, newer: Path) -> list[Outcome]:
    """Try `newer`, updating from `older`; return what was run.

    Raises:
        Refusal: Something did not hold.
    """
    if os.name == "nt" or os.geteuid() != 0:
        return [Outcome("安装包，本机和各个 chroot", "要 Linux 和 root")]
    machines = (chroots.OLDEST, chroots.OLD, chroots.NEW)
    outcomes = [timed(lambda: _here(older, newer))]
    return outcomes + [timed(partial(_in, machine, older, newer)) for machine in machines]


def lintian(package: Path) -> Outcome:
    """Hold the package against Debian's policy; what is excepted says why in `linux/overrides`.

    Raises:
        Refusal: lintian finds an error or warns.
    """
    trial = f"lintian，{package.name}"
    if not shutil.which("lintian"):
        return Outcome(trial, "没有 lintian")
    say(f"试验：{trial}")
    command = ["lintian", "--fail-on", "error,warning", "--tag-display-limit", "0", package]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refusal(f"不符：{trial}：{done.stdout[-1500:]}{done.stderr[-300:]}")
    return Outcome(trial)


def _run(command: Sequence[str], trial: str) -> Outcome:
    say(f"试验：{trial}")
    if subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode:
        raise Refusal(f"不符：{trial}")
    return Outcome(trial)


def _here(older: Path, newer: Path) -> Outcome:
    trial = "安装包，本机"
    if not shutil.which("dpkg") or not shutil.which("setpriv"):
        return Outcome(trial, "没有 dpkg 或 setpriv")
    query = ["dpkg-query", "-W", NAME]
    if not subprocess.run(query, capture_output=True, check=False).returncode:
        return Outcome(trial, "本机已经装着，不去动它")
    with tempfile.TemporaryDirectory() as folder:
        words = [folder, str(older), str(newer), program_version()]
        return _run(["sh", str(SCRIPT), *words], trial)


def _in(machine: chroots.Machine, older: Path, newer: Path) -> Outcome:
    trial = f"安装包，{machine.title}"
    if why := chroots.possible():
        return Outcome(trial, why)
    try:
        root = chroots.ready(machine)
    except Refusal as refusal:
        return Outcome(trial, f"{refusal}，源 {machine.mirror}")
    place = root / "trial"
    shutil.rmtree(place, ignore_errors=True)
    (place / "home").mkdir(parents=True)
    for file in (older, newer, SCRIPT):
        shutil.copy(file, place)
    words = [f"/trial/{file.name}" for file in (older, newer)]
    command = ["sh", f"/trial/{SCRIPT.name}", "/trial/home", *words, program_version()]
    outcome = _run(chroots.inside(root, command), trial)
    shutil.rmtree(place)
    return outcome

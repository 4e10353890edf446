"""Start a finished payload before it is packed: its self-test and its window, without root."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from installers.recipe import LINUX, LINUX_ARM, NAME, WINDOWS
from prepare.console import Refusal, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PATIENCE = 300
STARTS = (("--selftest", "自检"), ("--quit-after-show", "打开窗口"))
OFFSCREEN = "QT_QPA_PLATFORM"
MACHINES = {LINUX: ("x86_64",), LINUX_ARM: ("aarch64", "arm64")}


def try_payload(folder: Path, target: str) -> bool:
    """Return whether the payload was started; where it cannot be started here, that is said.

    It runs as whoever builds, in an empty home of its own, with hardly any environment.

    Raises:
        Refusal: It was started and did not do what it should.
    """
    why = _not_here(target)
    if why:
        say(f"没有跑：{folder.name} 打包前的自检和打开窗口（{why}）")
        return False
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="王小明 ") as home:
        if target == WINDOWS:
            _prepare_wine(home)
        for word, title in STARTS:
            done = _run(_command(folder, target, word), home)
            if done.returncode:
                raise Refusal(f"打包前的{title}没有通过（{done.returncode}）：{_end_of(done)}")
        if target == WINDOWS:
            _run(["wineserver", "-k"], home)
    say(f"打包前：{folder.name} 自检和打开窗口通过（{time.monotonic() - began:.0f} 秒）")
    return True


def _not_here(target: str) -> str:
    if target == WINDOWS:
        return _wine_lacks()
    if platform.system() != "Linux" or platform.machine() not in MACHINES[target]:
        return f"这台机器是 {platform.machine()}"
    return ""


def _wine_lacks() -> str:
    """Return why the wine of this machine cannot be used, empty where it can."""
    if not shutil.which("wine") or not shutil.which("wineserver"):
        return "没有 wine"
    return ""


def _command(folder: Path, target: str, word: str) -> list[str | Path]:
    """Return the command; the console's program tells on Windows what went wrong."""
    if target == WINDOWS:
        name = f"{NAME}-console.exe" if word == "--selftest" else f"{NAME}.exe"
        return ["wine", folder / name, word]
    return [folder / NAME, word]


def _prepare_wine(home: str) -> None:
    """Make a prefix of Windows 10; wine hides QT_* of the outside, not of the user's registry."""
    _run(["wineboot", "-i"], home)
    _run(["winecfg", "-v", "win10"], home)
    _run(
        ["wine", "reg", "add", r"HKCU\Environment", "/v", OFFSCREEN, "/d", "offscreen", "/f"], home
    )


def _run(command: Sequence[str | Path], home: str) -> subprocess.CompletedProcess[str]:
    """Run to the end, what is said through a pipe: under wine 8 Python finds no stream in a file."""
    return subprocess.run(
        [str(word) for word in command], env=_environment(home), cwd=home,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", errors="replace", timeout=PATIENCE, check=False,
    )  # fmt: skip


def _environment(home: str) -> Mapping[str, str]:
    kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
    return kept | {
        "HOME": home, "TMPDIR": home, "XDG_RUNTIME_DIR": home, "LC_ALL": "C.UTF-8",
        OFFSCREEN: "offscreen", "WINEDEBUG": "-all", "WINEPREFIX": str(Path(home) / ".wine"),
        "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=",
    }  # fmt: skip


def _end_of(done: subprocess.CompletedProcess[str]) -> str:
    return " / ".join(done.stdout.strip().splitlines()[-6:])[-600:]

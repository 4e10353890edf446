"""The wheels of the lock files, downloaded for the target and checked by hash."""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
from pathlib import Path

from installers.recipe import CACHE, LINUX, LINUX_ARM, WINDOWS
from pip._vendor.packaging.markers import Marker
from prepare.console import ROOT, quietly, say

RUNTIME = ROOT / "packaging" / "runtime.lock"
PARTS = Path(__file__).parent
TAGS = {
    LINUX: [f"manylinux_2_{minor}_x86_64" for minor in range(28, 16, -1)]
    + ["manylinux2014_x86_64"],
    # Kylin V10 SP1 has glibc 2.31; PySide6 6.7.3 asks for as much.
    LINUX_ARM: [f"manylinux_2_{minor}_aarch64" for minor in range(31, 16, -1)]
    + ["manylinux2014_aarch64"],
    WINDOWS: ["win_amd64"],
}
MACHINES = {
    LINUX: ("linux", "x86_64"),
    LINUX_ARM: ("linux", "aarch64"),
    WINDOWS: ("win32", "AMD64"),
}
MARKED = re.compile(r"^[^#\s][^;\n]*?(?:;(?P<marker>[^\\\n]*))?(?: \\)?$")


def locks_of(platform: str) -> tuple[Path, Path]:
    """Return the lock files of the packages and of the interpreter for `platform`."""
    interpreter = "parts_arm64.lock" if platform == LINUX_ARM else "parts.lock"
    return RUNTIME, PARTS / interpreter


def requirements_of(lock: Path, platform: str) -> str:
    """Return the entries of a lock file that are meant for `platform`, without their markers.

    pip reads markers as of the machine it runs on, whatever platform it downloads for.
    """
    system, machine = MACHINES[platform]
    kept, wanted = [], True
    for line in lock.read_text(encoding="utf-8").splitlines():
        if found := MARKED.match(line):
            wanted = _holds(found["marker"] or "", system, machine)
            line = re.sub(r" *;[^\\]*", " ", line) if found["marker"] else line  # noqa: PLW2901
        if wanted:
            kept.append(line)
    return "\n".join(kept) + "\n"


def _holds(marker: str, system: str, machine: str) -> bool:
    """Return whether an environment marker holds on that system and processor, with Python 3.11."""
    if not marker.strip():
        return True
    names = {
        "platform_machine": machine, "sys_platform": system, "python_version": "3.11",
        "python_full_version": "3.11.7", "implementation_name": "cpython", "os_name": "nt" if system == "win32" else "posix",
        "platform_system": "Windows" if system == "win32" else "Linux",
    }  # fmt: skip
    return Marker(marker).evaluate(names)


def fetch_wheels(platform: str) -> list[Path]:
    """Return the wheels for `platform`, every one with a hash that its lock file names."""
    folder = CACHE / platform
    stamp = folder / "stamp"
    asked = [requirements_of(lock, platform) for lock in locks_of(platform)]
    wanted = hashlib.sha256("".join(asked).encode()).hexdigest()
    if not stamp.exists() or stamp.read_text(encoding="ascii") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        say(f"零件：按锁定文件下载 {platform} 的轮子并核对哈希")
        for requirements in asked:
            _download(requirements, platform, folder)
        stamp.write_text(wanted, encoding="ascii")
    return sorted(folder.glob("*.whl"))


def _download(requirements: str, platform: str, folder: Path) -> None:
    target = [word for tag in TAGS[platform] for word in ("--platform", tag)]
    target += ["--python-version", "3.11", "--implementation", "cp"]
    target += [word for abi in ("cp311", "abi3", "none") for word in ("--abi", abi)]
    strict = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--retries", "5"]
    lock = folder / "wanted.txt"
    lock.write_text(requirements, encoding="utf-8")
    quietly(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "download",
         *strict, *target, "-r", lock, "-d", folder],
        "轮子没有下载下来：请检查网络；单位有镜像的，可用环境变量 PIP_INDEX_URL 指定后再试",
    )  # fmt: skip

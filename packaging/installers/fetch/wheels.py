"""The wheels of the lock files, downloaded for the target and checked by hash."""

from __future__ import annotations

import hashlib
import shutil
import sys
from typing import TYPE_CHECKING

from installers.recipe import CACHE, LINUX, WINDOWS
from prepare.console import ROOT, quietly, say

if TYPE_CHECKING:
    from pathlib import Path

LOCKS = (ROOT / "packaging" / "runtime.lock", ROOT / "packaging/installers/fetch/parts.lock")
TAGS = {
    LINUX: [f"manylinux_2_{minor}_x86_64" for minor in range(28, 16, -1)]
    + ["manylinux2014_x86_64"],
    WINDOWS: ["win_amd64"],
}


def fetch_wheels(platform: str) -> list[Path]:
    """Return the wheels for `platform`, every one with a hash that its lock file names."""
    folder = CACHE / platform
    stamp = folder / "stamp"
    wanted = hashlib.sha256(b"".join(lock.read_bytes() for lock in LOCKS)).hexdigest()
    if not stamp.exists() or stamp.read_text(encoding="ascii") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        say(f"零件：按锁定文件下载 {platform} 的轮子并核对哈希")
        for lock in LOCKS:
            _download(lock, platform, folder)
        stamp.write_text(wanted, encoding="ascii")
    return sorted(folder.glob("*.whl"))


def _download(lock: Path, platform: str, folder: Path) -> None:
    target = [word for tag in TAGS[platform] for word in ("--platform", tag)]
    target += ["--python-version", "3.11", "--implementation", "cp"]
    target += [word for abi in ("cp311", "abi3", "none") for word in ("--abi", abi)]
    strict = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--retries", "5"]
    quietly(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "download",
         *strict, *target, "-r", lock, "-d", folder],
        "轮子没有下载下来：请检查网络；单位有镜像的，可用环境变量 PIP_INDEX_URL 指定后再试",
    )  # fmt: skip

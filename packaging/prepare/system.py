"""The system packages: installed on Debian as root, named to everyone else."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from prepare.console import WINDOWS, Refusal, quietly, say

if TYPE_CHECKING:
    from collections.abc import Sequence

# A package, or several of which one is enough; the first is the one to install.
FOR_PROGRAM = (
    "libegl1", "libgl1", "libdbus-1-3", "libfontconfig1", "libglib2.0-0", "libxkbcommon0",
    "libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1",
    "libxcb-randr0", "libxcb-render-util0", "libxcb-shape0", "libxcb-xinerama0", "libxcb-xkb1",
    "fonts-noto-cjk",
)  # fmt: skip
FOR_TESTS = (
    "xvfb", "poppler-utils", "fonts-liberation",
    "libreoffice-writer-nogui|libreoffice-writer",
)  # fmt: skip


def missing_packages(wanted: Sequence[str]) -> list[str]:
    """Return those of `wanted` that Debian has not installed, under any of their names."""
    query = ["dpkg-query", "-W", "-f", "${db:Status-Status}|${Package}, ${Provides}\n"]
    listing = subprocess.run(query, capture_output=True, text=True, check=False).stdout
    here = {
        name.split()[0]
        for line in listing.splitlines()
        if line.startswith("installed|")
        for name in line.partition("|")[2].split(",")
        if name.strip()
    }
    return [names.split("|")[0] for names in wanted if here.isdisjoint(names.split("|"))]


def prepare_system(wanted: Sequence[str], *, venv_there: bool) -> None:
    """Install the system packages on Debian as root; otherwise say which command does."""
    lacks_venv = any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip"))
    if WINDOWS or not shutil.which("dpkg-query"):
        if lacks_venv:
            raise Refusal("这个 Python 缺少 venv 模块，请安装完整的 Python 3.11 至 3.13")
        return
    missing = missing_packages(wanted)
    if lacks_venv and not venv_there:
        missing.insert(0, "python3-venv")
    if not missing:
        say("系统软件包：已齐全")
    elif os.geteuid() == 0:
        install_packages(missing)
    else:
        say(f"系统软件包：缺 {len(missing)} 个，当前用户不是 root，不能代为安装。请管理员执行：")
        print(f"sudo apt-get install --no-install-recommends {' '.join(missing)}", file=sys.stderr)
        if "python3-venv" in missing:
            raise Refusal("缺少 python3-venv，无法建立虚拟环境；执行上面的命令后再试")
        say("先继续：用到这些软件包的功能或测试可能不可用")


def install_packages(names: Sequence[str]) -> None:
    """Install `names` with apt, waiting up to two minutes for another apt to finish."""
    env = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    apt = ["apt-get", "-y", "-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=3"]
    say("系统软件包：更新目录（apt-get update）")
    quietly([*apt, "update"], "apt-get update 没有成功：请检查网络和软件源后再试", env)
    say(f"系统软件包：安装 {len(names)} 个：{' '.join(names)}")
    command = [*apt, "install", "--no-install-recommends", *names]
    quietly(command, "系统软件包没有装上：请按上面的提示处理后再试", env)

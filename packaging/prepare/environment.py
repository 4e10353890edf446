"""The virtual environment `.venv`: made where missing, filled by hash from a lock file."""

from __future__ import annotations

import contextlib
import hashlib
import subprocess
import sys

from prepare.console import ROOT, WINDOWS, quietly, say

VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
OLDEST, NEWEST = (3, 11), (3, 13)


def fingerprint(lock: str) -> str:
    """Return what the stamp of `lock` says when it is installed in today's `.venv`."""
    content = (ROOT / "packaging" / lock).read_bytes().replace(b"\r\n", b"\n")
    return hashlib.sha256(content).hexdigest()


def installed(lock: str) -> bool:
    """Tell whether exactly this lock file has been installed completely."""
    stamp = VENV / f"{lock}.stamp"
    return stamp.exists() and stamp.read_text(encoding="ascii") == fingerprint(lock)


def venv_works() -> bool:
    """Tell whether `.venv` holds a Python that starts, has pip and a version we serve."""
    code = f"import sys, pip; sys.exit(not {OLDEST} <= sys.version_info[:2] <= {NEWEST})"
    with contextlib.suppress(OSError):
        return not subprocess.run([PYTHON, "-c", code], capture_output=True, check=False).returncode
    return False


def prepare_environment(lock: str) -> None:
    """Make `.venv` where it is missing or broken, and install `lock` by its hashes."""
    if not venv_works():
        say("虚拟环境：新建 .venv")
        quietly([sys.executable, "-m", "venv", "--clear", VENV], "虚拟环境没有建成")
    if installed(lock) or (lock == "runtime.lock" and installed("dev.lock")):
        say("Python 包：已与锁定文件一致")
        return
    say(f"Python 包：按 packaging/{lock} 下载并核对哈希，安装")
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    strict = ["--require-hashes", "--only-binary", ":all:", "--no-deps", "--retries", "5"]
    quietly(
        [*pip, *strict, "-r", ROOT / "packaging" / lock],
        "Python 包没有装上：请检查网络；单位有镜像的，可用环境变量 PIP_INDEX_URL 指定后再试",
        {"PIP_USER": "0", "PIP_ROOT_USER_ACTION": "ignore", "PYTHONUTF8": "1"},
    )
    (VENV / f"{lock}.stamp").write_text(fingerprint(lock), encoding="ascii")

"""One command builds what is handed out: `python3 packaging/build.py [WHAT]`.

It fetches pinned parts and checks their hashes, assembles, starts what was assembled, packs,
writes dist/SHA256SUMS and runs the lifecycle trials that this machine can run. Built in another
folder, the hashes are the same.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from prepare.console import ROOT, Refusal, say

sys.path.append(str(ROOT))

from installers.lifecycle.trials import run_trials
from installers.linux.deb import build_deb
from installers.payload.assemble import assemble
from installers.payload.inspect import inspect_payload
from installers.payload.standard_library import check_library
from installers.payload.try_payload import try_payload
from installers.recipe import CACHE, DIST, LINUX, LINUX_ARM, WINDOWS, Recipe
from installers.tools import require_tools
from installers.windows.portable import build_portable
from installers.windows.setup import build_setup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Builder = Callable[[Recipe, Path], Path]

BUILDERS: dict[str, tuple[str, Builder]] = {
    "deb": (LINUX, build_deb),
    "deb-arm64": (LINUX_ARM, build_deb),
    "windows": (WINDOWS, build_setup),
    "portable": (WINDOWS, build_portable),
}
LARGEST_RATIO = 1.25
INSTALLERS = ("deb", "deb-arm64", "windows")
"""A zip packs every file for itself, so many small ones weigh more."""
SUMS = "SHA256SUMS"
SAME_EVERY_TIME = {
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONNODEBUGRANGES": "1",
}
ELSEWHERE = "另一个 文件夹，路径更长"
NOT_COPIED = (".git", ".venv", "build", "dist", "__pycache__", ".*_cache", ".hypothesis")


def sha256(path: Path) -> str:
    """Return the hash of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def build(wanted: Iterable[str], *, bare: bool = False) -> dict[str, Path]:
    """Return the finished files by what was wanted; each payload is put together anew.

    Raises:
        Refusal: A part cannot be had, or the payload does not run.
    """
    payloads: dict[str, Path] = {}
    finished = {}
    for name in wanted:
        platform, builder = BUILDERS[name]
        recipe = Recipe(platform, bare)
        if platform not in payloads:
            payloads[platform] = assemble(recipe)
            inspect_payload(payloads[platform], platform)
            if not bare:
                try_payload(payloads[platform], platform)
        finished[name] = builder(recipe, payloads[platform])
    return finished


def write_sums(folder: Path = DIST) -> None:
    """Write the hashes of everything in a folder in the form that sha256sum checks."""
    files = sorted(path for path in folder.iterdir() if path.name != SUMS)
    lines = [f"{sha256(path)}  {path.name}\n" for path in files]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def compare_sizes(finished: dict[str, Path]) -> None:
    """Build one bare window in the same way; refuse when ours is much larger.

    Raises:
        Refusal: An installer is larger than 1.25 of the bare one.
    """
    for name, bare in build(finished, bare=True).items():
        ours, theirs = finished[name].stat().st_size, bare.stat().st_size
        say(
            f"大小：{name} {ours / 1e6:.2f} MB，空窗口 {theirs / 1e6:.2f} MB，比 {ours / theirs:.3f}"
        )
        if name in INSTALLERS and ours > theirs * LARGEST_RATIO:
            raise Refusal(f"{name} 超过空窗口的 {LARGEST_RATIO} 倍")


def build_elsewhere(finished: dict[str, Path], what: str, *, any_library: bool) -> None:
    """Build once more from a copy of the sources in another folder; refuse a byte's difference.

    Raises:
        Refusal: The build cannot be repeated.
    """
    with tempfile.TemporaryDirectory(prefix="pingkou-") as scratch:
        place = Path(scratch) / ELSEWHERE
        say(f"再做一遍：{place}")
        shutil.copytree(ROOT, place, ignore=shutil.ignore_patterns(*NOT_COPIED))
        (place / "build").mkdir()
        (place / "build" / CACHE.name).symlink_to(CACHE)
        words = [what, "--no-trials", *(["--any-library"] if any_library else [])]
        command = [sys.executable, place / "packaging" / "build.py", *words]
        if subprocess.run(command, check=False).returncode:
            raise Refusal("在另一个文件夹里没有做成")
        second = {name: place / "dist" / path.name for name, path in finished.items()}
        differing = [
            name for name, path in second.items() if sha256(path) != sha256(finished[name])
        ]
    if differing:
        raise Refusal(f"两个文件夹里做出来的哈希不同：{'、'.join(differing)}")
    say("两个文件夹里做出来的哈希相同")


def read_command_line() -> argparse.Namespace:
    """Return what is to be built and tried."""
    parser = argparse.ArgumentParser(description="做安装包：取零件、组装、自检、打包、试验")
    parser.add_argument("what", nargs="?", choices=[*BUILDERS, "all"], default="all")
    parser.add_argument("--bare", action="store_true", help="再做一个空窗口的，比大小")
    parser.add_argument("--twice", action="store_true", help="在另一个文件夹里再做一遍，比哈希")
    parser.add_argument("--no-trials", action="store_true", help="不跑安装、升级、卸载的试验")
    parser.add_argument(
        "--any-library", action="store_true", help="标准库不是锁定的也做，哈希会与发布的不同"
    )
    return parser.parse_args()


def main() -> int:
    """Do what the command line asks; return the exit code."""
    asked = read_command_line()
    wanted = list(BUILDERS) if asked.what == "all" else [asked.what]
    require_tools(wanted, trials=not asked.no_trials)
    check_library(any_library=asked.any_library)
    finished = build(wanted)
    write_sums()
    if asked.bare:
        compare_sizes(finished)
    if asked.twice:
        build_elsewhere(finished, asked.what, any_library=asked.any_library)
    if not asked.no_trials:
        for outcome in run_trials(finished):
            say(outcome.line())
    for path in finished.values():
        say(f"{path.stat().st_size / 1e6:7.2f} MB  {sha256(path)}  dist/{path.name}")
    return 0


def same_every_time() -> None:
    """Start over with a fixed hash seed, on which the order of sets in byte code depends.

    The columns of every instruction are left out: a trace of the log names files and lines, and a
    third of the byte code's weight in an installer were columns.

    Raises:
        Refusal: This is not Python 3.11, of which the library is shipped.
    """
    if sys.version_info[:2] != (3, 11):
        raise Refusal("做安装包要用 Python 3.11：它的标准库和字节码会装进安装包")
    if any(os.environ.get(name) != value for name, value in SAME_EVERY_TIME.items()):
        fixed = {**os.environ, **SAME_EVERY_TIME}
        command = [sys.executable, str(Path(__file__).resolve()), *sys.argv[1:]]
        sys.exit(subprocess.run(command, env=fixed, check=False).returncode)


if __name__ == "__main__":
    try:
        same_every_time()
        sys.exit(main())
    except Refusal as refusal:
        say(f"停止：{refusal}")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)

"""One command builds what is handed out: `python3 packaging/build.py [deb|windows|portable|all]`.

It fetches pinned parts and checks their hashes, assembles, packs, writes dist/SHA256SUMS and
runs the lifecycle trials that this machine can run. Built twice, the hashes are the same.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from prepare.console import ROOT, Refusal, say

sys.path.append(str(ROOT))

from installers.lifecycle.trials import run_trials
from installers.linux.deb import build_deb
from installers.payload.assemble import assemble
from installers.payload.inspect import inspect_payload
from installers.recipe import DIST, LINUX, WINDOWS, Recipe
from installers.windows.portable import build_portable
from installers.windows.setup import build_setup

if TYPE_CHECKING:
    from collections.abc import Callable

    Builder = Callable[[Recipe, Path], Path]

BUILDERS: dict[str, tuple[str, Builder]] = {
    "deb": (LINUX, build_deb),
    "windows": (WINDOWS, build_setup),
    "portable": (WINDOWS, build_portable),
}
LARGEST_RATIO = 1.25
INSTALLERS = ("deb", "windows")  # a zip packs every file for itself, so many small ones weigh more
SUMS = "SHA256SUMS"


def sha256(path: Path) -> str:
    """Return the hash of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def build(wanted: list[str], *, bare: bool = False) -> dict[str, Path]:
    """Return the finished files by what was wanted; each payload is put together anew."""
    payloads: dict[str, Path] = {}
    finished = {}
    for name in wanted:
        platform, builder = BUILDERS[name]
        recipe = Recipe(platform, bare)
        if platform not in payloads:
            payloads[platform] = assemble(recipe)
            inspect_payload(payloads[platform], platform)
        finished[name] = builder(recipe, payloads[platform])
    return finished


def write_sums() -> None:
    """Write the hashes of everything in dist/ in the form that sha256sum checks."""
    files = sorted(path for path in DIST.iterdir() if path.name != SUMS)
    lines = [f"{sha256(path)}  {path.name}\n" for path in files]
    (DIST / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def compare_sizes(finished: dict[str, Path]) -> None:
    """Build one bare window in the same way; refuse when ours is much larger.

    Raises:
        Refusal: An installer is larger than 1.25 of the bare one.
    """
    for name, bare in build(list(finished), bare=True).items():
        ours, theirs = finished[name].stat().st_size, bare.stat().st_size
        say(
            f"大小：{name} {ours / 1e6:.2f} MB，空窗口 {theirs / 1e6:.2f} MB，比 {ours / theirs:.3f}"
        )
        if name in INSTALLERS and ours > theirs * LARGEST_RATIO:
            raise Refusal(f"{name} 超过空窗口的 {LARGEST_RATIO} 倍")


def build_again(finished: dict[str, Path]) -> None:
    """Build once more; refuse when a single byte differs.

    Raises:
        Refusal: The build cannot be repeated.
    """
    first = {name: sha256(path) for name, path in finished.items()}
    second = {name: sha256(path) for name, path in build(list(finished)).items()}
    if first != second:
        raise Refusal(f"两遍的哈希不同：{[name for name in first if first[name] != second[name]]}")
    say("两遍的哈希相同")


def read_command_line() -> argparse.Namespace:
    """Return what is to be built and tried."""
    parser = argparse.ArgumentParser(description="做安装包：取零件、组装、打包、试验")
    parser.add_argument("what", nargs="?", choices=[*BUILDERS, "all"], default="all")
    parser.add_argument("--bare", action="store_true", help="再做一个空窗口的，比大小")
    parser.add_argument("--twice", action="store_true", help="做两遍，比哈希")
    parser.add_argument("--no-trials", action="store_true", help="不跑安装、升级、卸载的试验")
    return parser.parse_args()


def main() -> int:
    """Do what the command line asks; return the exit code."""
    asked = read_command_line()
    finished = build(list(BUILDERS) if asked.what == "all" else [asked.what])
    write_sums()
    if asked.bare:
        compare_sizes(finished)
    if asked.twice:
        build_again(finished)
    if not asked.no_trials:
        for outcome in run_trials(finished):
            say(outcome.line())
    for path in finished.values():
        say(f"{path.stat().st_size / 1e6:7.2f} MB  {sha256(path)}  dist/{path.name}")
    return 0


def same_every_time() -> None:
    """Start over with a fixed hash seed, on which the order of sets in byte code depends.

    Raises:
        Refusal: This is not Python 3.11, of which the library is shipped.
    """
    if sys.version_info[:2] != (3, 11):
        raise Refusal("做安装包要用 Python 3.11：它的标准库和字节码会装进安装包")
    if os.environ.get("PYTHONHASHSEED") != "0":
        fixed = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
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

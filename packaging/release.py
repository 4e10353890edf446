"""One command makes a release: `python3 packaging/release.py VERSION [--dry-run]`.

It bumps the version, dates the changelog, keeps files of the new version as test data, tests with
the coverage floor, builds twice, tries, and signs off: the hashes of all that is handed out, and what it is made of (SBOM, CycloneDX).
`--dry-run` shows all of that and changes nothing. What is left to a person is told at the end.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prepare.console import ROOT, WINDOWS, Refusal, quietly, say
from prepare.environment import PYTHON

sys.path.append(str(ROOT))

from installers.fetch.debian import LIST
from installers.fetch.wheels import fetch_wheels, locks_of, requirements_of
from installers.payload.selection import keep_of_wheel
from installers.payload.standard_library import PINNED, SOURCE, VERSION, check_library
from installers.recipe import (
    CLOCK,
    DEBIAN_NAMES,
    DIST,
    LINUX,
    LINUX_ARM,
    NAME,
    program_version,
    version_key,
)
from installers.recipe import WINDOWS as WINDOWS_TARGET
from installers.tools import require_tools

if TYPE_CHECKING:
    from collections.abc import Mapping

BOM_TOOL = "cyclonedx-bom==7.5.0"
BOM_PLATFORMS = (LINUX, LINUX_ARM, WINDOWS_TARGET)
WHAT = ("deb", "deb-arm64", "windows", "portable")
UNRELEASED = "## 未发布\n"
INIT, CHANGES = ROOT / "pingkou_gui" / "__init__.py", ROOT / "CHANGELOG.md"
BY_HAND = """还要人做的：
  1. 看一眼 build/installers/pages 里安装程序各页的图片；
  2. 按 packaging/README.md 的“每次发布由人来试”在真机上逐条试，记下结果；
  3. 提交：git add -A && git commit -m "Release {version}" && git tag v{version}；
  4. 把 dist/ 里的文件连同 SHA256SUMS 一起发出。"""


def changed_files(version: str, day: date) -> dict[Path, str]:
    """Return what the files that name the version become.

    Raises:
        Refusal: The version does not follow, or the changelog has nothing to release.
    """
    now = program_version()
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise Refusal(f"版本号写成三个数，例如 0.2.0，不是“{version}”")
    if version_key(version) <= version_key(now):
        raise Refusal(f"{version} 不比现在的 {now} 新")
    changes = CHANGES.read_text(encoding="utf-8")
    start = changes.find(UNRELEASED)
    if start < 0:
        raise Refusal("CHANGELOG.md 里没有“未发布”一节：先写下这一版变了什么")
    end = changes.find("\n## ", start + 1)
    if "- " not in changes[start + len(UNRELEASED) : end if end >= 0 else None]:
        raise Refusal("CHANGELOG.md 的“未发布”一节是空的：先写下这一版变了什么")
    dated = changes.replace(UNRELEASED, f"## {version}（{day.isoformat()}）\n", 1)
    text = INIT.read_text(encoding="utf-8")
    return {
        INIT: text.replace(f'__version__ = "{now}"', f'__version__ = "{version}"'),
        CHANGES: dated,
    }


def untidy() -> str:
    """Return what git says is not committed, empty where all is."""
    done = subprocess.run(
        ["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() if not done.returncode else "这里不是 git 仓库"


def show_changes(files: Mapping[Path, str]) -> None:
    """Print what would be changed, as a diff."""
    for path, text in files.items():
        name = path.relative_to(ROOT).as_posix()
        old = path.read_text(encoding="utf-8").splitlines(keepends=True)
        lines = difflib.unified_diff(old, text.splitlines(keepends=True), name, name, n=1)
        sys.stdout.writelines(lines)


def bill_of_materials(version: str) -> list[Path]:
    """Write what each platform's files are made of, as CycloneDX JSON, and return the files.

    Raises:
        Refusal: The tool cannot be had, or what it wrote is not valid.
    """
    written = []
    with tempfile.TemporaryDirectory() as scratch:
        say(f"物料清单：取得 {BOM_TOOL}")
        place = Path(scratch)
        quietly([sys.executable, "-m", "venv", place / "venv"], "虚拟环境没有建成")
        tools = place / "venv" / ("Scripts" if WINDOWS else "bin")
        wanted = [BOM_TOOL, "cyclonedx-python-lib[json-validation]"]
        quietly(
            [tools / "python", "-m", "pip", "install", *wanted],
            "cyclonedx-bom 没有装上：请检查网络",
        )
        for platform in BOM_PLATFORMS:
            target = DIST / f"{NAME}-{version}-{platform}.cdx.json"
            _bill_for(platform, version, place, tools, target)
            written.append(target)
    return written


def _bill_for(platform: str, version: str, place: Path, tools: Path, target: Path) -> None:
    say(f"物料清单：{target.name}")
    requirements = place / "requirements.txt"
    asked = "".join(requirements_of(lock, platform) for lock in locks_of(platform))
    requirements.write_text(asked, encoding="utf-8")
    target.parent.mkdir(parents=True, exist_ok=True)
    command = [tools / "cyclonedx-py", "requirements", requirements, "--output-format", "JSON"]
    command += [
        "--output-reproducible",
        "--pyproject",
        ROOT / "pyproject.toml",
        "--output-file",
        target,
    ]
    quietly(command, "物料清单没有生成")
    bill = json.loads(target.read_text(encoding="utf-8"))
    bill["metadata"]["component"]["version"] = version
    bill["metadata"]["timestamp"] = datetime.fromtimestamp(CLOCK, UTC).isoformat()
    bill = only_shipped(bill, shipped(fetch_wheels(platform)))
    bill["components"] += other_parts(platform)
    target.write_text(json.dumps(bill, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    check = (
        "import sys; from cyclonedx.schema import SchemaVersion as V;"
        "from cyclonedx.validation.json import JsonStrictValidator as J;"
        "e = J(V.from_version(sys.argv[2])).validate_str(open(sys.argv[1], encoding='utf-8').read());"
        "sys.exit(str(e) if e else 0)"
    )
    quietly([tools / "python", "-c", check, target, bill["specVersion"]], "物料清单不合格式")


def shipped(wheels: list[Path]) -> set[str]:
    """Return the names of the wheels of which anything is shipped, as package indexes write them."""
    found = set()
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as files:
            if wheel.name.startswith("panda3d-") or any(map(keep_of_wheel, files.namelist())):
                found.add(wheel.name.split("-")[0].replace("_", "-").lower())
    return found


def only_shipped(bill: dict[str, Any], names: set[str]) -> dict[str, Any]:
    """Return a bill without the packages of the lock files that are left out of the payload."""
    left_out = {part["bom-ref"] for part in bill["components"] if part["name"].lower() not in names}
    parts = [part for part in bill["components"] if part["bom-ref"] not in left_out]
    tree = [node for node in bill.get("dependencies", []) if node["ref"] not in left_out]
    for node in tree:
        if "dependsOn" in node:
            node["dependsOn"] = [ref for ref in node["dependsOn"] if ref not in left_out]
    return bill | {"components": parts, "dependencies": tree}


def other_parts(platform: str) -> list[dict[str, Any]]:
    """Return the parts that come from no wheel: Python's library, the libraries from Debian."""
    parts = [
        _part("python-standard-library", VERSION, PINNED, f"pkg:generic/python@{VERSION}", SOURCE)
    ]
    if platform not in DEBIAN_NAMES:
        return parts
    listing = tomllib.loads(LIST.read_text(encoding="utf-8"))
    architecture = DEBIAN_NAMES[platform]
    for entry in listing[architecture]:
        name, version, _ = Path(entry["path"]).name.split("_")
        purl = f"pkg:deb/debian/{name}@{version}?arch={architecture}"
        parts.append(_part(name, version, entry["sha256"], purl, listing["pool"] + entry["path"]))
    return parts


def _part(name: str, version: str, sha256: str, purl: str, address: str) -> dict[str, Any]:
    return {
        "type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl,
        "hashes": [{"alg": "SHA-256", "content": sha256}],
        "externalReferences": [{"type": "distribution", "url": address}],
    }  # fmt: skip


def read_command_line() -> argparse.Namespace:
    """Return which version is to be released, and whether only to show it."""
    parser = argparse.ArgumentParser(
        description="发布一版：改版本号、定日期、做、试、写哈希和物料清单"
    )
    parser.add_argument("version", help="新的版本号，例如 0.2.0")
    parser.add_argument(
        "--date", default=f"{datetime.now().astimezone():%Y-%m-%d}", help="发布日期，不写就是今天"
    )
    parser.add_argument("--dry-run", action="store_true", help="只说会做什么，什么也不改")
    return parser.parse_args()


def rehearse(version: str, files: Mapping[Path, str], trouble: str) -> None:
    """Show what a release would change and run."""
    show_changes(files)
    say(f"会新建 tests/data/{version}/：这一版的数据文件、上报包、Word 和方案，以后各版都要读得出")
    say("会执行 packaging/dev.py test --coverage：全部测试，覆盖率不低于下限")
    say(f"会执行 packaging/build.py all --bare --twice，连同全部试验，做出 {'、'.join(WHAT)}")
    say(f"会用 {BOM_TOOL} 写物料清单：{'、'.join(BOM_PLATFORMS)}；最后写 dist/SHA256SUMS")
    say(f"现在还不能发布：{trouble}" if trouble else "可以发布")
    print(BY_HAND.format(version=version), file=sys.stderr)


def why_not(files: Mapping[Path, str]) -> str:
    """Return what stands in the way of a release on this machine, empty where nothing does."""
    try:
        require_tools(list(WHAT), trials=True)
        check_library()
    except Refusal as refusal:
        return str(refusal)
    if os.name == "nt" or os.geteuid() != 0:
        return "试验要 Linux 和 root"
    if not PYTHON.exists():
        return "还没有 .venv：先执行 python3 packaging/dev.py test"
    return f"有没提交的改动：{untidy().splitlines()[0]}" if files and untidy() else ""


def release(version: str, files: Mapping[Path, str]) -> None:
    """Make the release.

    Raises:
        Refusal: A step did not hold; what was changed by then is told by git.
    """
    for path, text in files.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    say(f"版本 {version}，变动记录定了日期")
    env = {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    quietly([PYTHON, ROOT / "packaging" / "release_data.py", version], "测试数据没有写成", env)
    for left in DIST.glob("*"):
        left.unlink()
    command = [sys.executable, ROOT / "packaging" / "dev.py", "test", "--coverage"]
    if subprocess.run(command, check=False).returncode:
        raise Refusal("测试没有通过；改好后用 git checkout 撤回版本号再来一次")
    command = [sys.executable, ROOT / "packaging" / "build.py", "all", "--bare", "--twice"]
    if subprocess.run(command, check=False).returncode:
        raise Refusal("没有做成或试验不符；改好后用 git checkout 撤回版本号再来一次")
    bill_of_materials(version)
    quietly(
        [sys.executable, "-c", "import build; build.write_sums()"],
        "SHA256SUMS 没有写成", {"PYTHONPATH": str(ROOT / "packaging")},
    )  # fmt: skip
    for path in sorted(DIST.iterdir()):
        say(f"{path.stat().st_size / 1e6:8.2f} MB  dist/{path.name}")
    print(BY_HAND.format(version=version), file=sys.stderr)


def main() -> int:
    """Do what the command line asks; return the exit code."""
    asked = read_command_line()
    files = changed_files(asked.version, date.fromisoformat(asked.date))
    trouble = why_not(files)
    if asked.dry_run:
        rehearse(asked.version, files, trouble)
        return 0
    if trouble:
        raise Refusal(trouble)
    release(asked.version, files)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Refusal as refusal:
        say(f"停止：{refusal}")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)

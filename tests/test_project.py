"""The project keeps its own house in order: sizes, promises of the README, lock, wheel."""

from __future__ import annotations

import ast
import functools
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PLACES = ("pingkou_gui", "resources", "tests", "packaging", ".ci")
TEXTS = {".py", ".toml", ".md", ".lock", ".txt", ".qss", ".svg", ".sh", ".nsi", ".cfg", ""}


@functools.cache
def files() -> list[Path]:
    within = (path for place in PLACES for path in (ROOT / place).rglob("*"))
    kept = [path for path in within if path.is_file() and "__pycache__" not in path.parts]
    top = (path for path in ROOT.iterdir() if path.is_file() and path.suffix in TEXTS)
    return [*kept, *(path for path in top if path.name != ".git")]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@functools.cache
def texts() -> dict[str, str]:
    """Return what is written in every text file, but for this one, which names what it bans."""
    readable = (p for p in files() if p.suffix in TEXTS and p.name != Path(__file__).name)
    return {named(path): path.read_text(encoding="utf-8") for path in readable}


def lengths() -> dict[str, int]:
    sources = (path for path in files() if path.suffix == ".py")
    return {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in sources}


def functions() -> dict[str, int]:
    found = {}
    for path in (path for path in files() if path.suffix == ".py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                found[f"{named(path)}:{node.lineno} {node.name}"] = size
    return found


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(lock: str) -> dict[str, list[str]]:
    """Return for every package of the lock file the lines that belong to it."""
    packages: dict[str, list[str]] = {}
    for line in (ROOT / "packaging" / lock).read_text(encoding="utf-8").splitlines():
        if found := re.match(r"([\w.-]+)==", line):
            current = packages.setdefault(canonical(found[1]), [])
        if not line.startswith("#"):
            current.append(line.strip())
    return packages


def declared() -> tuple[set[str], set[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    def names(requirements: list[str]) -> set[str]:
        return {canonical(re.split(r"[<>=!~\[; ]", line)[0]) for line in requirements}

    return names(project["dependencies"]), names(project["optional-dependencies"]["dev"])


def test_no_python_file_is_longer_than_800_lines() -> None:
    assert {name: size for name, size in lengths().items() if size > 800} == {}


def test_every_module_has_a_name_of_its_own() -> None:
    names = [path.name for path in (ROOT / "pingkou_gui").rglob("*.py")]
    assert [n for n in sorted(set(names)) if names.count(n) > 1 and n != "__init__.py"] == []


def test_no_function_is_longer_than_60_lines() -> None:
    assert {name: size for name, size in functions().items() if size > 60} == {}


def test_the_first_screen_of_the_readme_names_both_commands() -> None:
    first_screen = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:25])
    assert "python3 packaging/dev.py run" in first_screen
    assert "python3 packaging/dev.py test" in first_screen
    assert r"py packaging\dev.py run" in first_screen


def test_every_room_the_readme_shows_exists() -> None:
    tree = (ROOT / "README.md").read_text(encoding="utf-8").split("```")[3]
    rooms = re.findall(r"^(\S+/)", tree, flags=re.MULTILINE)
    assert rooms
    assert [room for room in rooms if not (ROOT / room).exists()] == []


NO_GIT = shutil.which("git") is None or shutil.which("bash") is None


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a small project under version control, whose test command says where it is run."""
    root = tmp_path / "project"
    for folder in (".ci", "packaging", "build"):
        (root / folder).mkdir(parents=True)
    (root / ".ci" / "run").write_bytes((ROOT / ".ci" / "run").read_bytes())
    (root / ".ci" / "run").chmod(0o755)
    (root / ".gitignore").write_text("build/\n", encoding="utf-8")
    (root / "build" / "left over.txt").write_text("", encoding="utf-8")
    (root / "新的.txt").write_text("", encoding="utf-8")
    (root / "packaging" / "dev.py").write_text(SAYS_WHERE, encoding="utf-8")
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    subprocess.run(["git", "-C", str(root), "add", "packaging", ".ci", ".gitignore"], check=True)
    return root


SAYS_WHERE = """
import json, os, sys
from pathlib import Path
files = [path.as_posix() for path in Path().rglob("*") if path.is_file()]
found = {"argv": sys.argv, "folder": os.getcwd(), "names": sorted(os.environ), "files": files}
print(json.dumps({**found, "python": sys.executable}))
sys.exit(3)
"""


@pytest.mark.skipif(NO_GIT, reason="needs git and bash, as continuous integration does")
def test_continuous_integration_runs_the_test_command_where_a_user_is(checkout: Path) -> None:
    strange = {"PYTHONPATH": "elsewhere", "QT_QPA_PLATFORM": "xcb", "PYTHONUNBUFFERED": "1"}
    command = [str(checkout / ".ci" / "run")]
    run = subprocess.run(
        command, env=os.environ | strange, capture_output=True, text=True, check=False
    )
    assert run.returncode == 3, run.stderr
    found = json.loads(run.stdout)
    assert found["argv"] == ["packaging/dev.py", "test"]
    assert " " in found["folder"]
    assert not found["folder"].isascii()
    assert not Path(found["folder"]).exists()
    assert strange.keys().isdisjoint(found["names"])
    assert os.environ.keys() & {"PATH", "HOME", "LANG"} <= set(found["names"])
    assert set(found["files"]) == {"packaging/dev.py", ".ci/run", ".gitignore", "新的.txt"}
    if Path("/usr/bin/python3").exists():
        assert Path(found["python"]).resolve() == Path("/usr/bin/python3").resolve()


def test_the_locks_cover_every_declared_dependency() -> None:
    runtime, development = declared()
    assert runtime <= locked("runtime.lock").keys()
    assert runtime | development <= locked("dev.lock").keys()


def test_the_development_lock_holds_the_runtime_lock() -> None:
    runtime, development = locked("runtime.lock"), locked("dev.lock")
    pins = {name: [line for line in lines if "==" in line] for name, lines in runtime.items()}
    held = {name: [line for line in development[name] if "==" in line] for name in runtime}
    assert pins == held


@pytest.mark.parametrize("lock", ["runtime.lock", "dev.lock"])
def test_every_locked_package_has_hashes(lock: str) -> None:
    packages = locked(lock)
    assert len(packages) > 5
    bare = [name for name, lines in packages.items() if "--hash=sha256:" not in "".join(lines)]
    assert bare == []


@pytest.mark.parametrize(
    "banned",
    [
        r"/(?:home|Users|work|root|opt)/[\w.-]+/",
        r"[A-Z]:\\\\?Users",
        r"\.(?:edu\.cn|aliyun\.com|tencent\.com)/\S*(?:simple|pypi|debian)",
        r"file:///\w",
        r"--(?:extra-)?index-url",
        r"files\.pythonhosted\.org",
    ],
)
def test_no_text_names_a_folder_of_one_machine_or_a_mirror(banned: str) -> None:
    written = texts()
    assert len(written) > 10
    assert [name for name, text in written.items() if re.search(banned, text)] == []


WAITS_FOR_A_TIME = re.compile(r"bot\.wait\(|\bsleep\(|waitUntil\([^\n]*timeout=\d")
KILLS = "tests/store/test_kills_and_damages.py"
"""Kills at a moment drawn by lot."""


def test_no_test_waits_for_a_time() -> None:
    tests = {name: text for name, text in texts().items() if name.startswith("tests/")}
    assert [name for name, text in tests.items() if WAITS_FOR_A_TIME.search(text)] == [KILLS]


ALL_PATTERNS = """
import importlib, pkgutil, re._parser as parser, sys
parse = parser.parse

def holding(node):
    if isinstance(node, parser.SubPattern | list | tuple):
        return any(map(holding, node))
    return node is parser.POSSESSIVE_REPEAT or node is parser.ATOMIC_GROUP

def watched(source, *rest):
    pattern, caller = parse(source, *rest), sys._getframe(1)
    while caller.f_globals["__name__"].split(".")[0] in ("re", "functools"):
        caller = caller.f_back
    name = caller.f_globals["__name__"]
    seen.append(name)
    if name.startswith("pingkou_gui") and holding(pattern):
        print(name, caller.f_lineno, ascii(source))
    return pattern

seen, parser.parse = [], watched
import pingkou_gui
for module in pkgutil.walk_packages(pingkou_gui.__path__, "pingkou_gui."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread
proofread(SourceText.from_string(TEXT))
print("from", len(set(seen)))
"""
"""Prints every pattern of the program that holds a possessive repeat or an atomic group."""


def test_no_pattern_is_one_that_builds_of_python_read_differently() -> None:
    text = (
        "2023年公务接待费3万元，比上年减少1万元，下降25%，执行率98%，自评得分95分。\n无培训费支出。"
    )
    run = subprocess.run(
        [sys.executable, "-c", ALL_PATTERNS.replace("TEXT", repr(text))],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    *found, count = run.stdout.splitlines()
    assert int(count.removeprefix("from ")) > 100
    assert found == []


def test_the_wheel_contains_the_package_and_its_resources(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    wheel = next(tmp_path.glob("*.whl"))
    inside = set(zipfile.ZipFile(wheel).namelist())
    resources = {path for path in files() if named(path).startswith("resources/")}
    assert resources
    assert {
        named(path).replace("resources", "pingkou_gui/_resources", 1) for path in resources
    } <= inside
    assert {name for name in lengths() if name.startswith("pingkou_gui/")} <= inside

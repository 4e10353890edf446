"""README.md says what the program, the setup and the scripts really have."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pingkou_gui.cli import COMMANDS, EXIT_CODES, WINDOW_FLAGS, usage

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
ROW = re.compile(r"^\| `(?P<word>[^`]+)` \|", re.MULTILINE)
FLAG = re.compile(r"--[a-z][a-z-]*")
LINK = re.compile(r"\]\((?P<target>[^)#]+)(?:#[^)]*)?\)")


def chapter(title):
    start = README.index(f"\n## {title}\n")
    return README[start : README.index("\n## ", start + 1)]


def rows():
    return [found["word"] for found in ROW.finditer(chapter("命令行"))]


def rows_of(command):
    return [row for row in rows() if row.split()[0] == command]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_is_listed_with_all_its_options_and_no_others(command):
    listed = {flag for row in rows_of(command.name) for flag in FLAG.findall(row)}
    assert rows_of(command.name)
    assert listed == {flag.rstrip("…") for flag, _ in command.flags}


def test_every_option_of_the_window_is_listed():
    listed = {row.split()[0] for row in rows() if row.startswith("--")}
    assert listed == {flag for flag, _ in WINDOW_FLAGS}


def test_nothing_is_listed_that_the_program_does_not_have():
    names = {command.name for command in COMMANDS}
    assert {row.split()[0] for row in rows() if not row.startswith("--")} == names
    help_text = usage()
    assert all(flag in help_text for flag in FLAG.findall(chapter("命令行")))


def test_the_exit_codes_are_those_of_the_program():
    assert EXIT_CODES in README


def test_the_exit_codes_of_the_setup_are_those_of_its_script():
    script = (ROOT / "packaging/installers/windows/setup.nsi.in").read_text("utf-8")
    refusals = set(re.findall(r"macro Refuse (\d)", script))
    table = chapter("县里")
    listed = set(re.findall(r"^\| (\d) \|", table, re.MULTILINE))
    assert listed == refusals | {"0", "1"}
    assert "/PURGE" in script


@pytest.mark.parametrize("target", sorted({found["target"] for found in LINK.finditer(README)}))
def test_every_link_leads_somewhere(target):
    assert (ROOT / target).exists()


def test_there_are_three_doors_on_the_first_screen_and_two_pictures():
    first = README.splitlines()[:16]
    doors = "".join(first)
    assert all(f"[{door}](#{door})" in doors for door in ("填报人", "县里", "开发者"))
    assert len(re.findall(r"!\[[^]]+\]\(", README)) == 2


@pytest.mark.parametrize("script", ["build", "release"])
def test_the_options_of_the_scripts_are_listed_beside_them(script):
    tree = ast.parse((ROOT / f"packaging/{script}.py").read_text("utf-8"))
    options = {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "add_argument"
    }
    beside = (ROOT / "packaging/README.md").read_text("utf-8")
    assert all(option in beside for option in options if option.startswith("--"))
    assert f"packaging/{script}.py" in beside


def test_the_developers_commands_are_those_of_dev_py():
    done = subprocess.run(
        [sys.executable, ROOT / "packaging/dev.py"], capture_output=True, text=True, check=False
    )
    for word in ("run", "test"):
        assert f"packaging/dev.py {word}" in done.stderr
        assert f"python3 packaging/dev.py {word}" in README


def test_what_the_menus_are_called_is_what_they_say():
    source = "".join(path.read_text("utf-8") for path in (ROOT / "pingkou_gui/ui").rglob("*.py"))
    named = re.findall(r"“(?:文件|工具|帮助) › ([^”]+)”", README)
    assert len(named) > 5
    for path in named:
        for word in path.split(" › "):
            assert f'"{word}"' in source, word

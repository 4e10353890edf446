"""Read the command line; every refusal is one Chinese sentence and exit code 2."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from pingkou_gui.commands.all import COMMANDS
from pingkou_gui.commands.command import EXIT_CODES
from pingkou_gui.errors import KnownError
from pingkou_gui.file_types import FILE_TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.commands.command import Command

_VALUE = re.compile("〈[^〉]*〉")
OPEN = "open"
"""The word before a file in what the installers register for a double click."""

WINDOW_FLAGS = (
    ("--data", "〈文件夹〉程序写的一切都放在这个文件夹里"),
    ("--quit-after-show", "窗口可用后立即退出，用于测量启动时间"),
    ("--selftest", "自检：新建、填写、写出 Word、读回，然后退出"),
    ("--version", "显示版本号"),
    ("--help", "显示这些说明"),
)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise KnownError(_in_chinese(message), "用 --help 查看写法")


_SAYINGS = (
    (re.compile("arguments are required: (.+)"), "命令行少写了{}"),
    (re.compile("unrecognized arguments: (.+)"), "命令行里认不出“{}”"),
    (re.compile("invalid choice: '(.*?)'"), "认不出命令“{}”"),
    (re.compile("argument (--[^:]+): expected"), "{} 后面少写了内容"),
    (re.compile("argument (--[^:]+): ignored"), "{} 后面不写内容"),
)
"""What argparse says, and how a clerk reads it."""


def _in_chinese(message: str) -> str:
    for pattern, words in _SAYINGS:
        if found := pattern.search(message):
            return words.format(found[1].replace(", ", "、"))
    return "命令行写得不对"


def usage() -> str:
    """Return the help text."""
    lines = ["用法：pingkou-gui [--data 文件夹] [命令…]", "", "不写命令时打开窗口。", ""]
    for command in COMMANDS:
        words = [command.name, *(name for name, _ in command.arguments)]
        words += [f"[{_flag(flag, text)}]" for flag, text in command.flags]
        lines += [f"  {' '.join(words)}", f"      {command.help}"]
    lines.append("")
    lines += [f"  {_flag(flag, text):<24}{_VALUE.sub('', text)}" for flag, text in WINDOW_FLAGS]
    lines += ["", EXIT_CODES]
    return "\n".join(lines)


def _flag(flag: str, text: str) -> str:
    value = _VALUE.search(text)
    return f"{flag} {value[0]}" if value else flag


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Return what the command line says; `command` is None for the window.

    Raises:
        KnownError: It says something that the program does not know.
    """
    parser = _Parser(prog="pingkou-gui", add_help=False, allow_abbrev=False)
    _add_flags(parser, WINDOW_FLAGS)
    commands = parser.add_subparsers(dest="command", parser_class=_Parser)
    for command in COMMANDS:
        below = commands.add_parser(command.name, add_help=False, allow_abbrev=False)
        _add_arguments(below, command)
    rest, opened = _own_file_in(list(words))
    found = parser.parse_args(rest)
    found.opened = opened
    found.data = Path(found.data) if found.data else None
    return found


def _own_file_in(words: list[str]) -> tuple[list[str], Path | None]:
    """Return the words without the file to open in the window, and that file."""
    if not any(word in {command.name for command in COMMANDS} for word in words):
        for at, word in enumerate(words):
            if _is_own_file(word):
                start = at - 1 if at and words[at - 1] == OPEN else at
                return [*words[:start], *words[at + 1 :]], Path(word)
    return words, None


def _is_own_file(word: str) -> bool:
    """Tell whether a word names a file of a kind that the program opens in its window."""
    return word.lower().endswith(tuple(kind.extension for kind in FILE_TYPES))


def _add_arguments(parser: argparse.ArgumentParser, command: Command) -> None:
    for name, shown in command.arguments:
        plain = name.strip("[]…").lower()
        many = "*" if name.startswith("[") else "+"
        number = many if "…" in name else "?" if name.startswith("[") else None
        if number is None:
            parser.add_argument(plain, metavar=shown)
        else:
            parser.add_argument(plain, nargs=number, metavar=shown)
    _add_flags(parser, command.flags)


def _add_flags(parser: argparse.ArgumentParser, flags: tuple[tuple[str, str], ...]) -> None:
    for flag, text in flags:
        if "〈" in text:
            parser.add_argument(flag)
        else:
            parser.add_argument(flag, action="store_true")

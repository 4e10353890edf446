"""Gather the licences of every shipped part into the one text that the About box shows."""

from __future__ import annotations

import sysconfig
import zipfile
from email.parser import HeaderParser
from pathlib import Path
from typing import TYPE_CHECKING

from installers.fetch.debian import fetch_libraries
from installers.payload.selection import keep_of_wheel
from installers.recipe import DEBIAN_NAMES
from prepare.console import ROOT, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

TEXTS = Path(__file__).parent / "licence_texts"
RULE = "=" * 72
# Wheels that come without their licence: the text under `licence_texts/` that is theirs.
WITHOUT_TEXT = {
    "PySide6_Essentials": ("qt.txt",),
    "shiboken6": ("qt.txt",),
    "sqlite-fts4": ("Apache-2.0.txt",),
    "click-default-group": ("unlicense.txt",),
}
OPENING = """本程序离线运行，自己的代码按 MIT 许可发布。它附带下列各部分；每一部分的名称、版本、
许可和许可全文依次列出。Qt 和 PySide6 按 LGPL-3.0 使用，以独立的动态库文件附带，用户
可以用自己编译的同版本文件替换 lib/packages/PySide6 里的文件。"""


def licence_text(platform: str, wheels: Iterable[Path]) -> str:
    """Return the licences of the program and of all that is shipped for `platform`."""
    parts = [_part("pingkou-gui", "MIT", (ROOT / "LICENSE").read_text(encoding="utf-8"))]
    parts += [part for wheel in wheels if (part := _of_wheel(wheel))]
    parts.append(_part("Python 3.11", "PSF-2.0", _python()))
    parts.append(_part("Python 与 Qt 内含的部分", "各见其文", _text("inside.txt")))
    if platform in DEBIAN_NAMES:
        libraries = fetch_libraries(platform)
        parts += [_part(item.name, "MIT/X11", item.copyright) for item in libraries]
    parts += [_part(name, name, _text(f"{name}.txt")) for name in ("LGPL-3.0", "GPL-3.0")]
    return "\n\n".join([OPENING, *parts]) + "\n"


def _part(title: str, licence: str, text: str) -> str:
    lines = [line.rstrip() for line in text.strip().splitlines()]
    return "\n".join([RULE, f"{title}  （{licence}）", RULE, "", *lines])


def _text(name: str) -> str:
    return (TEXTS / name).read_text(encoding="utf-8")


def _python() -> str:
    """Return Python's licence, which lies in its library or beside Debian's package."""
    library = Path(sysconfig.get_paths()["stdlib"]) / "LICENSE.txt"
    debian = Path("/usr/share/doc/python3.11/copyright")
    for path in (library, debian):
        if path.exists():
            return path.read_text(encoding="utf-8")
    raise Refusal("这个 Python 没有带许可文本（LICENSE.txt），请换用完整安装的 Python 3.11")


def _of_wheel(wheel: Path) -> str:
    """Return the part for a wheel, empty where nothing of it is shipped."""
    with zipfile.ZipFile(wheel) as files:
        names = sorted(files.namelist())
        interpreter = wheel.name.startswith("panda3d-")
        if not interpreter and not any(keep_of_wheel(name) for name in names):
            return ""
        about = next(name for name in names if name.endswith(".dist-info/METADATA"))
        head = HeaderParser().parsestr(files.read(about).decode("utf-8"))
        texts = [files.read(name).decode("utf-8") for name in names if _is_licence(name)]
    name = head["Name"]
    if interpreter:
        name += "（启动程序和 Python 动态库取自其中）"
    texts = texts or [_text(file) for file in WITHOUT_TEXT.get(head["Name"], ())]
    if not texts:
        raise Refusal(
            f"{wheel.name} 没有带许可文本：补进 packaging/licence_texts，再登记到 licences.py"
        )
    stated = head["License-Expression"] or head["License"] or "见下文"
    return _part(f"{name} {head['Version']}", stated.splitlines()[0], "\n\n".join(texts))


def _is_licence(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    told = file.upper().startswith(("LICENSE", "LICENCE", "COPYING", "NOTICE"))
    return ".dist-info" in folder and told

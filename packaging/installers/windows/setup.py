"""Write the setup.exe: the script for NSIS from its template and the payload's files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from installers.archive import files_under, normalize
from installers.recipe import (
    BUILD,
    CLOCK,
    NAME,
    PUBLISHER,
    TITLE,
    program_version,
    version_key,
)
from installers.windows.launcher import ICON
from prepare.console import Refusal, quietly, say

from pingkou_gui.paths import FILE_TYPES, FileType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from installers.recipe import Recipe

TEMPLATE = Path(__file__).with_name("setup.nsi.in")
PICTURES = Path(__file__).parent


def build_setup(
    recipe: Recipe, payload: Path, version: str = "", folder: Path | None = None
) -> Path:
    """Compile the setup.exe with `payload`, normally of the program's own version.

    A trial version, written to another `folder`, is packed less tightly.

    Raises:
        Refusal: NSIS is missing, or it failed.
    """
    if not shutil.which("makensis"):
        raise Refusal("缺少 NSIS。Debian 请执行：sudo apt-get install nsis；Windows 请装 NSIS 3")
    version = version or program_version()
    target = recipe.artefact(f"-{version}-setup.exe")
    target = folder / target.name if folder else target
    say(f"打包：{target.name}（约一分钟）")
    target.parent.mkdir(parents=True, exist_ok=True)
    script = BUILD / f"{target.stem}.nsi"
    # A byte order mark tells NSIS that the script is UTF-8.
    script.write_text(setup_script(payload, target, version), encoding="utf-8-sig", newline="\n")
    clock = {"SOURCE_DATE_EPOCH": str(CLOCK)}
    how = "-XSetCompressor /FINAL zlib" if folder else "-WX"  # the former is warned of
    quietly(["makensis", "-V2", how, "-NOCD", script], "setup.exe 没有编译成", clock)
    os.utime(target, (CLOCK, CLOCK))
    return target


def setup_script(payload: Path, target: Path, version: str) -> str:
    """Return the NSIS script that installs exactly the files under `payload`."""
    files = files_under(payload)
    size = sum(path.stat().st_size for path in files.values())
    words = {
        "NAME": NAME, "TITLE": TITLE, "VERSION": version, "PUBLISHER": PUBLISHER,
        "FOUR": ".".join(map(str, version_key(version))), "OUTPUT": str(target), "ICON": str(ICON),
        "KILOBYTES": str(-(-size // 1024)), "INSTALL": install_lines(files), "REMOVE": remove_lines(files),
        "CLASSES": class_lines(FILE_TYPES), "UNCLASSES": unclass_lines(FILE_TYPES),
        "PICTURES": str(PICTURES),
    }  # fmt: skip
    text = TEMPLATE.read_text(encoding="utf-8")
    for key, value in words.items():
        text = text.replace(f"@{key}@", value)
    return text


def _windows(name: str) -> str:
    """Return a path as NSIS writes it inside quotes."""
    return name.replace("/", "\\").replace("$", "$$")


def _folder(name: str) -> str:
    parent = str(PurePosixPath(name).parent)
    return "$INSTDIR" if parent == "." else f"$INSTDIR\\{_windows(parent)}"


def install_lines(files: dict[str, Path]) -> str:
    """Return the commands that write every file into its folder."""
    lines, current = [], ""
    for name in sorted(files, key=lambda name: (_folder(name), name)):
        if _folder(name) != current:
            current = _folder(name)
            lines.append(f'  SetOutPath "{current}"')
        lines.append(f'  File "{files[name]}"')
    return "\n".join(lines)


def remove_lines(files: Iterable[str]) -> str:
    """Return the commands that take away exactly these files and the folders left empty."""
    names = sorted(files)
    folders = {str(parent) for name in names for parent in PurePosixPath(name).parents} - {"."}
    lines = [f'  Delete "$INSTDIR\\{_windows(name)}"' for name in names]
    deepest = sorted(folders, key=lambda folder: (-folder.count("/"), folder))
    return "\n".join([*lines, *(f'  RMDir "$INSTDIR\\{_windows(folder)}"' for folder in deepest)])


def _kind(kind: FileType) -> str:
    return f"{NAME}{kind.extension}"


def class_lines(kinds: Iterable[FileType]) -> str:
    """Return the commands that let a double click on our own files open the program."""
    lines = []
    for kind in kinds:
        here = f"${{CLASSES}}\\{_kind(kind)}"
        opens = f'\'"$INSTDIR\\{NAME}.exe" open "%1"\''
        lines += [
            f'  WriteRegStr HKCU "${{CLASSES}}\\{kind.extension}" "" "{_kind(kind)}"',
            f'  WriteRegStr HKCU "{here}" "" "{kind.title}"',
            f'  WriteRegStr HKCU "{here}\\DefaultIcon" "" "$INSTDIR\\{NAME}.exe,0"',
            f'  WriteRegStr HKCU "{here}\\shell\\open\\command" "" {opens}',
        ]
    return "\n".join(lines)


def unclass_lines(kinds: Iterable[FileType]) -> str:
    """Return the commands that forget our own kinds of files."""
    lines = []
    for kind in kinds:
        lines.append(f'    DeleteRegKey HKCU "${{CLASSES}}\\{kind.extension}"')
        lines.append(f'    DeleteRegKey HKCU "${{CLASSES}}\\{_kind(kind)}"')
    return "\n".join(lines)


def variant(payload: Path, name: str, extra: dict[str, bytes]) -> Path:
    """Return a copy of `payload` with `extra` files, for trying an update."""
    copy = BUILD / name
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(payload, copy)
    for path, content in extra.items():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_bytes(content)
    normalize(copy)
    return copy

"""Write the zip for a U-disk: the same program, with its data beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from installers.archive import files_under, write_zip
from installers.recipe import NAME, program_version
from prepare.console import say

from pingkou_gui.paths import PORTABLE_FOLDER, PORTABLE_MARKER

if TYPE_CHECKING:
    from pathlib import Path

    from installers.recipe import Recipe

TOP = "绩效自评报告"
WORDS = f"""这个文件让程序把资料放在旁边的“{PORTABLE_FOLDER}”文件夹里，跟着 U 盘走。

打开程序：双击 {NAME}.exe。
更新：解压新版本，覆盖旧文件；“{PORTABLE_FOLDER}”文件夹不要动。
备份：复制“{PORTABLE_FOLDER}”文件夹。
拔 U 盘前先关闭程序。删掉本文件，资料就改放在当前电脑的用户文件夹里。
"""


def build_portable(recipe: Recipe, payload: Path) -> Path:
    """Write the zip with `payload` and the marker that makes it portable."""
    target = recipe.artefact(f"-{program_version()}-portable.zip")
    say(f"打包：{target.name}")
    files: dict[str, bytes | Path] = {
        f"{TOP}/{name}": path for name, path in files_under(payload).items()
    }
    # Windows' own editor wants CRLF and a byte order mark.
    files[f"{TOP}/{PORTABLE_MARKER}"] = WORDS.replace("\n", "\r\n").encode("utf-8-sig")
    target.parent.mkdir(parents=True, exist_ok=True)
    write_zip(target, files, compress=True)
    return target

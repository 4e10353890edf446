"""Compile what Windows needs beside python311.dll: two launchers, python3.dll, the paths file."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from installers.recipe import NAME, PUBLISHER, TITLE, program_version, version_key
from installers.windows.exports import exported_names
from prepare.console import ROOT, Refusal, quietly

HERE = Path(__file__).parent
ICON = ROOT / "resources" / "icons" / f"{NAME}.ico"
SEARCHED = ("lib\\library.zip", "lib\\dynload", "lib\\packages")
REPRODUCIBLE = ("-s", "-Wl,--no-insert-timestamp")
# Left alone, the linker draws the place of a DLL in memory from the path of the file it writes.
PLACE = "-Wl,--image-base,0x3A0000000"
ARCHITECTURE = "x86_64-w64-mingw32-"


def tool(name: str) -> str:
    """Return the cross compiler's `name`, or on Windows the native one.

    Raises:
        Refusal: There is none.
    """
    found = shutil.which(ARCHITECTURE + name) or (
        shutil.which(name) if Path("C:/").exists() else None
    )
    if not found:
        raise Refusal("缺少 mingw-w64。Debian 请执行：sudo apt-get install gcc-mingw-w64-x86-64")
    return found


def build_launchers(folder: Path) -> list[Path]:
    """Compile into `folder`; return the programs."""
    (folder / "python311._pth").write_text(
        "\n".join(SEARCHED) + "\n", encoding="utf-8", newline="\n"
    )
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        resource = _resource(work)
        source = work / "launcher.c"
        shutil.copy(HERE / "launcher.c", source)
        common = ["-O2", "-municode", "-Wall", "-Werror", *REPRODUCIBLE, source, resource]
        window, console = folder / f"{NAME}.exe", folder / f"{NAME}-console.exe"
        trouble = "Windows 启动程序没有编译成"
        quietly([tool("gcc"), "-mwindows", *common, "-o", window], trouble)
        quietly([tool("gcc"), "-mconsole", "-DCONSOLE", *common, "-o", console], trouble)
        stable = _stable_interface(folder, work)
    return [window, console, stable]


def resource_script(version: str) -> str:
    """Return the resource script: icon, manifest, and the version that Windows shows."""
    text = (HERE / "launcher.rc").read_text(encoding="utf-8")
    commas = ",".join(map(str, version_key(version)))
    words = {
        "COMMAS": commas,
        "PUBLISHER": PUBLISHER,
        "TITLE": TITLE,
        "NAME": NAME,
        "VERSION": version,
    }
    for key, value in words.items():
        text = text.replace(f"@{key}@", value)
    return text


def _resource(work: Path) -> Path:
    shutil.copy(ICON, work / "icon.ico")
    shutil.copy(HERE / "launcher.manifest", work)
    (work / "launcher.rc").write_text(resource_script(program_version()), encoding="utf-8")
    command = [tool("windres"), "-c", "65001", "-I", work, work / "launcher.rc", "-O", "coff"]
    quietly([*command, "-o", work / "launcher.o"], "图标和版本信息没有编译成")
    return work / "launcher.o"


def _stable_interface(folder: Path, work: Path) -> Path:
    """Make python3.dll, to which abi3 modules are linked: every name leads to python311.dll."""
    names = exported_names((folder / "python311.dll").read_bytes())
    lines = ["LIBRARY python3.dll", "EXPORTS", *(f"{name} = python311.{name}" for name in names)]
    definition, target = work / "python3.def", folder / "python3.dll"
    definition.write_text("\n".join(lines) + "\n", encoding="ascii")
    empty = work / "empty.c"
    empty.write_text(
        "int DllMain(void *a, unsigned b, void *c) { return a || b || c || 1; }\n", "ascii"
    )
    command = [tool("gcc"), "-shared", "-nostdlib", "-Wl,-e,DllMain", PLACE, *REPRODUCIBLE, empty]
    quietly([*command, definition, "-o", target], "python3.dll 没有编译成")
    return target

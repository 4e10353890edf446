"""Put the payload together: the folder that is installed, the same on every machine."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from installers.archive import normalize
from installers.fetch.debian import fetch_libraries
from installers.fetch.wheels import fetch_wheels
from installers.payload.bytecode import pyc
from installers.payload.selection import keep_extension, keep_of_wheel, microsoft_runtime
from installers.payload.standard_library import (
    frozen_modules,
    library_sources,
    write_library,
)
from installers.payload.start_stub import freeze
from installers.recipe import NAME
from installers.windows.launcher import build_launchers
from licences import licence_text
from prepare.console import ROOT, say

if TYPE_CHECKING:
    from installers.recipe import Recipe

HERE = Path(__file__).parent
# libxcb-image looks for this one through the program's own search path.
BESIDE_PROGRAM = "libxcb-util.so.1"
RUNTIME_DLLS = ("python311.dll",)


def assemble(recipe: Recipe) -> Path:
    """Build the payload folder anew and return it."""
    say(f"组装：{recipe.folder.name}")
    shutil.rmtree(recipe.folder, ignore_errors=True)
    packages = recipe.folder / "lib" / "packages"
    packages.mkdir(parents=True)
    wheels = fetch_wheels(recipe.platform)
    interpreter = next(wheel for wheel in wheels if wheel.name.startswith("panda3d-"))
    for wheel in wheels:
        if wheel != interpreter and _wanted(wheel, recipe):
            _unpack(wheel, recipe)
    _add_program(packages, recipe)
    programs = _add_interpreter(interpreter, recipe)
    _add_licences(recipe, wheels)
    normalize(recipe.folder, programs)
    return recipe.folder


def _wanted(wheel: Path, recipe: Recipe) -> bool:
    return not recipe.bare or wheel.name.lower().startswith(("pyside6", "shiboken6"))


def _put(target: Path, content: bytes, name: str) -> None:
    """Write a file; Python sources become byte code under the same name."""
    if name.endswith(".py"):
        target, content = target.with_suffix(".pyc"), pyc(content, name)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def _unpack(wheel: Path, recipe: Recipe) -> None:
    with zipfile.ZipFile(wheel) as files:
        for name in sorted(files.namelist()):
            if keep_of_wheel(name, bare=recipe.bare):
                _put(recipe.folder / "lib" / "packages" / name, files.read(name), name)
            elif microsoft_runtime(name):
                _put(recipe.folder / Path(name).name, files.read(name), name)


def _add_program(packages: Path, recipe: Recipe) -> None:
    if recipe.bare:
        _put(packages / "pingkou_gui" / "__init__.py", b"", "pingkou_gui/__init__.py")
        window = (HERE / "bare_window.py").read_bytes()
        _put(packages / "pingkou_gui" / "app.py", window, "pingkou_gui/app.py")
        return
    for source in sorted((ROOT / "pingkou_gui").rglob("*")):
        name = source.relative_to(ROOT).as_posix()
        if source.is_file() and "__pycache__" not in name and "/_resources/" not in name:
            _put(packages / name, source.read_bytes(), name)
    for source in sorted((ROOT / "resources").rglob("*")):
        name = source.relative_to(ROOT / "resources").as_posix()
        if source.is_file() and source.suffix not in {".py", ".pyc", ".ico"}:
            _put(packages / "pingkou_gui" / "_resources" / name, source.read_bytes(), name)


def _add_interpreter(wheel: Path, recipe: Recipe) -> list[Path]:
    """Add Python itself; return the files that are programs."""
    folder = recipe.folder
    sources = library_sources()
    with zipfile.ZipFile(wheel) as files:
        for name in sorted(files.namelist()):
            if not name.startswith("deploy_libs/"):
                continue
            short = name.removeprefix("deploy_libs/")
            if short in RUNTIME_DLLS:
                _put(folder / short, files.read(name), short)
            elif keep_extension(short, recipe.platform):
                _put(folder / "lib" / "dynload" / short, files.read(name), short)
        write_library(folder / "lib" / "library.zip", sources)
        start = (HERE / "start_program.py").read_bytes()
        if recipe.on_linux:
            modules = frozen_modules(sources, start)
            (folder / NAME).write_bytes(freeze(files.read("panda3d_tools/deploy-stub"), modules))
            _add_libraries(recipe)
            return [folder / NAME]
    _put(folder / "lib" / "packages" / "start_program.py", start, "start_program.py")
    return build_launchers(folder)


def _add_libraries(recipe: Recipe) -> None:
    folder = recipe.folder
    for library in fetch_libraries(recipe.platform):
        beside = library.name == BESIDE_PROGRAM
        place = folder if beside else folder / "lib" / "packages" / "PySide6" / "Qt" / "lib"
        _put(place / library.name, library.data, library.name)


def _add_licences(recipe: Recipe, wheels: list[Path]) -> None:
    if recipe.bare:
        return
    target = recipe.folder / "lib" / "packages" / "pingkou_gui" / "_resources" / "licences.txt"
    target.write_text(licence_text(recipe.platform, wheels), encoding="utf-8", newline="\n")

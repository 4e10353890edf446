"""Write the .deb without dpkg, so that it comes out the same on every machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from installers.archive import ar, files_under, tar_xz
from installers.linux.pieces import (
    FOLDER,
    checksums,
    control,
    filled,
    media_types,
    opener,
)
from installers.recipe import NAME, program_version
from prepare.console import ROOT, say

if TYPE_CHECKING:
    from pathlib import Path

    from installers.recipe import Recipe

ICONS = ROOT / "resources" / "icons"
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)
LICENCES = "lib/packages/pingkou_gui/_resources/licences.txt"


def build_deb(recipe: Recipe, payload: Path, version: str = "", folder: Path | None = None) -> Path:
    """Write the package with `payload`, normally of the program's own version, and return it.

    A trial version, written to another `folder`, is packed less tightly.
    """
    version = version or program_version()
    changed = {"VERSION": version}
    target = recipe.artefact(f"_{version}_amd64.deb")
    target = folder / target.name if folder else target
    say(f"打包：{target.name}")
    files, runnable = _tree(recipe, payload)
    size = sum(len(f) if isinstance(f, bytes) else f.stat().st_size for f in files.values())
    pieces: dict[str, bytes | Path] = {
        "./control": control(size, **changed).encode(),
        "./md5sums": checksums(files).encode(),
        "./preinst": filled("preinst.in", **changed).encode(),
        "./prerm": filled("prerm.in", **changed).encode(),
    }
    members = {
        "debian-binary": b"2.0\n",
        "control.tar.xz": tar_xz(pieces, {"./preinst", "./prerm"}),
        "data.tar.xz": tar_xz(files, runnable, tight=folder is None),
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(ar(members))
    return target


def _tree(recipe: Recipe, payload: Path) -> tuple[dict[str, bytes | Path], set[str]]:
    """Return the files by their place on the user's machine, and which of them are programs."""
    files: dict[str, bytes | Path] = {
        f".{FOLDER}/{name}": path for name, path in files_under(payload).items()
    }
    files[f"./usr/bin/{NAME}"] = filled("start.in").encode()
    if not recipe.bare:
        share = "./usr/share"
        files[f"{share}/applications/{NAME}.desktop"] = filled("menu.desktop.in").encode()
        files[f"{share}/applications/{NAME}-open.desktop"] = opener().encode()
        files[f"{share}/mime/packages/{NAME}.xml"] = media_types().encode()
        files[f"{share}/doc/{NAME}/copyright"] = payload / LICENCES
        for size in ICON_SIZES:
            icon = f"{share}/icons/hicolor/{size}x{size}/apps/{NAME}.png"
            files[icon] = ICONS / f"{NAME}-{size}.png"
        files[f"{share}/icons/hicolor/scalable/apps/{NAME}.svg"] = ICONS / f"{NAME}.svg"
    return files, {f".{FOLDER}/{NAME}", f"./usr/bin/{NAME}"}

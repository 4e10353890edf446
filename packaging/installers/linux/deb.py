"""Write the .deb without dpkg, so that it comes out the same on every machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from installers.archive import ar, files_under, tar_xz
from installers.linux.pieces import (
    COMPONENT,
    FOLDER,
    changelog,
    checksums,
    control,
    filled,
    manual,
    media_types,
    metainfo,
    opener,
)
from installers.recipe import DEBIAN_NAMES, LINUX, NAME, program_version
from prepare.console import ROOT, say

if TYPE_CHECKING:
    from pathlib import Path

    from installers.recipe import Recipe

ICONS = ROOT / "resources" / "icons"
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)


def build_deb(recipe: Recipe, payload: Path, version: str = "", folder: Path | None = None) -> Path:
    """Write the package with `payload`, normally of the program's own version, and return it.

    A trial version, written to another `folder`, is packed less tightly.
    """
    version = version or program_version()
    changed = {"VERSION": version}
    target = recipe.artefact(f"_{version}_{DEBIAN_NAMES[recipe.platform]}.deb")
    target = folder / target.name if folder else target
    say(f"打包：{target.name}")
    files, runnable = _tree(recipe, payload, version)
    size = sum(len(f) if isinstance(f, bytes) else f.stat().st_size for f in files.values())
    pieces: dict[str, bytes | Path] = {
        "./control": control(size, recipe.platform, **changed).encode(),
        "./md5sums": checksums(files).encode(),
        "./preinst": filled("preinst.in", **changed).encode(),
        "./prerm": filled("prerm.in", **changed).encode(),
    }
    members = {
        "debian-binary": b"2.0\n",
        "control.tar.xz": tar_xz(pieces, {"./preinst", "./prerm"}),
        "data.tar.xz": tar_xz(files, runnable, tight=folder is None, x86=recipe.platform == LINUX),
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(ar(members))
    return target


def _tree(recipe: Recipe, payload: Path, version: str) -> tuple[dict[str, bytes | Path], set[str]]:
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
        files[f"{share}/doc/{NAME}/copyright"] = filled("copyright.in").encode()
        files[f"{share}/doc/{NAME}/changelog.gz"] = changelog(version)
        files[f"{share}/lintian/overrides/{NAME}"] = filled("overrides").encode()
        files[f"{share}/man/man1/{NAME}.1.gz"] = manual("en")
        files[f"{share}/man/zh_CN/man1/{NAME}.1.gz"] = manual("zh")
        files[f"{share}/metainfo/{COMPONENT}.metainfo.xml"] = metainfo().encode()
        for size in ICON_SIZES:
            icon = f"{share}/icons/hicolor/{size}x{size}/apps/{NAME}.png"
            files[icon] = ICONS / f"{NAME}-{size}.png"
        files[f"{share}/icons/hicolor/scalable/apps/{NAME}.svg"] = ICONS / f"{NAME}.svg"
    return files, {f".{FOLDER}/{NAME}", f"./usr/bin/{NAME}"}

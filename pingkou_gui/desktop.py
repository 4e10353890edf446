"""Whether a window can be opened here: a desktop, and the system's libraries that Qt needs.

Qt says what is missing in English and ends the process; here it is told in a sentence before.
"""

from __future__ import annotations

import ctypes
import os
import re
import sys
from typing import TYPE_CHECKING

from pingkou_gui.errors import KnownError

if TYPE_CHECKING:
    from pathlib import Path

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
_NOT_FOUND = re.compile(r"(lib\S+\.so\S*): cannot open shared object file")
LIBRARY_PACKAGES = (
    "libegl1", "libgl1", "libdbus-1-3", "libfontconfig1", "libglib2.0-0", "libxkbcommon0",
    "libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1",
    "libxcb-randr0", "libxcb-render-util0", "libxcb-shape0", "libxcb-xinerama0", "libxcb-xkb1",
)  # fmt: skip
"""What Debian and its kin call the packages that hold the libraries Qt needs."""


def require_desktop() -> None:
    """Return where a window has somewhere to show.

    Raises:
        KnownError: Linux, and no desktop is named in the environment.
    """
    if sys.platform == "linux" and not any(os.environ.get(name) for name in _DISPLAYS):
        raise KnownError(
            "这里没有图形桌面（DISPLAY 未设置），打不开窗口",
            "请在桌面终端里执行；不用窗口的命令见 --help",
        )


def missing_library(error: ImportError | OSError) -> KnownError | None:
    """Return what to tell where a library of the system is missing, None for another fault."""
    found = _NOT_FOUND.search(str(error))
    if found is None:
        return None
    return KnownError(
        f"系统缺少图形界面要用的库 {found[1]}，打不开窗口",
        f"请管理员执行：apt-get install --no-install-recommends {' '.join(LIBRARY_PACKAGES)}",
    )


def require_x11_plugin(plugins: Path) -> None:
    """Return where Qt's plugin for X11 can be loaded, or is not the one Qt will take.

    Args:
        plugins: The folder of Qt's plugins.

    Raises:
        KnownError: A library that the plugin needs is missing.
    """
    plugin = plugins / "platforms" / "libqxcb.so"
    others = os.environ.get("QT_QPA_PLATFORM") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform != "linux" or others or not plugin.is_file():
        return
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        known = missing_library(error)
        if known is not None:
            raise known from error

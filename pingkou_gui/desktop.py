"""Whether a window can be opened here: a desktop, and the system's libraries that Qt needs.

Qt says what is missing in English and ends the process; here it is told in a sentence before.
"""

from __future__ import annotations

import os
import re
import sys

from pingkou_gui.errors import KnownError

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


def steady_hashes() -> None:
    """Have Qt sort its tables alike at every start; to be called before Qt is loaded.

    Otherwise the fonts of a PDF stand in another order in every run.
    """
    os.environ.setdefault("QT_HASH_SEED", "0")


def missing_library(fault: str) -> KnownError | None:
    """Return what to tell where the system's loader lacks a library, None for another fault.

    Args:
        fault: The loader's own words, as Python or Qt hands them on.
    """
    found = _NOT_FOUND.search(fault)
    if found is None:
        return None
    return KnownError(
        f"系统缺少图形界面要用的库 {found[1]}，打不开窗口",
        f"请管理员执行：apt-get install --no-install-recommends {' '.join(LIBRARY_PACKAGES)}",
    )

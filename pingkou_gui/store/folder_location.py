"""Where the data lie: on a share, in a synchronised folder, on a medium that is read only."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from pingkou_gui.errors import KnownError

_SYNCHRONISED = (
    (re.compile(r"坚果云|nutstore|我的坚果云", re.IGNORECASE), "坚果云"),
    (
        re.compile(r"wps\s?云盘|wpsdrive|wps\s?cloud|kingsoft.*cloud|金山.*云", re.IGNORECASE),
        "WPS云盘",
    ),
    (re.compile(r"onedrive", re.IGNORECASE), "OneDrive"),
    (re.compile(r"baidu(sync|netdisk)|百度(网盘|云)", re.IGNORECASE), "百度网盘"),
    (re.compile(r"dropbox", re.IGNORECASE), "Dropbox"),
    (re.compile(r"weiyun|微云", re.IGNORECASE), "腾讯微云"),
    (re.compile(r"icloud|mobile documents", re.IGNORECASE), "iCloud"),
    (re.compile(r"aliyundrive|adrive|阿里云盘", re.IGNORECASE), "阿里云盘"),
)
"""Names that the folders of these services have, whatever the user called the rest of the path."""
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "9p", "afs", "fuse.sshfs", "fuse.gvfsd-fuse"}
)
_OCTAL = re.compile(r"\\([0-7]{3})")
"""How a blank in a mount's name is written."""
_DRIVE_REMOTE = 4
"""What Windows answers for a drive on another computer."""


def synchronised_by(folder: Path) -> str:
    """Return the service that synchronises a folder by its name, empty where none is known."""
    for part in folder.absolute().parts:
        for pattern, service in _SYNCHRONISED:
            if pattern.search(part):
                return service
    return ""


def is_on_network(folder: Path, mounts: Path = Path("/proc/self/mountinfo")) -> bool:
    """Return whether a folder lies on another computer, False where that cannot be told."""
    if sys.platform == "win32":
        return _is_remote_drive(folder)
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return False
    found, longest = "", -1
    path = os.path.realpath(folder)
    for line in lines:
        before, _, after = line.partition(" - ")
        parts, kind = before.split(" "), after.split(" ")[0]
        if len(parts) < 5:
            continue
        mount = _OCTAL.sub(lambda octal: chr(int(octal[1], 8)), parts[4])
        inside = path == mount or path.startswith(mount.rstrip("/") + "/")
        if inside and len(mount) >= longest:
            found, longest = kind, len(mount)
    return found in _NETWORK


def _is_remote_drive(folder: Path) -> bool:
    absolute = str(folder.absolute())
    if absolute.startswith("\\\\"):
        return True
    import ctypes  # noqa: PLC0415 - on Windows only

    kernel = getattr(ctypes, "windll", None)
    anchor = folder.absolute().anchor
    return kernel is not None and kernel.kernel32.GetDriveTypeW(anchor) == _DRIVE_REMOTE


def risk_of(folder: Path) -> KnownError | None:
    """Return what the clerk should know about where the data lie, None where nothing is the matter.

    It is shown once and hinders nothing: each save is held against the file at the path anyway.
    """
    service = synchronised_by(folder)
    if service:
        return KnownError(
            f"数据文件夹在{service}的同步文件夹里，两台电脑同时用会互相换掉文件",
            "只在一台电脑上打开，或者把数据文件夹放到不同步的地方，备份再存到云盘",
        )
    if is_on_network(folder):
        return KnownError(
            "数据文件夹在网络共享上，网络断开时存不下",
            "断开时填的内容会留在窗口里，接通后按“再试”；更稳妥的是把数据放在本机，备份存到共享",
        )
    return None

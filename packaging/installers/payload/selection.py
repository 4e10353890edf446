"""Which files of wheels and of the standard library are shipped, and which stay out.

The rules name what is kept of Qt (it is most of the weight) and what is left out of
everything else, so that a new file of a small package is never lost by accident.
"""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import PurePosixPath

from installers.recipe import DEBIAN_NAMES, LINUX_ARM

# Python's own modules that an offline window has no use for.
LIBRARY_LEFT_OUT = frozenset({
    "__phello__", "_aix_support", "_bootsubprocess", "_osx_support", "_pyio", "antigravity",
    "asyncio", "cgi", "cgitb", "crypt", "curses", "dbm", "dist-packages", "distutils", "doctest",
    "ensurepip", "ftplib", "idlelib", "imaplib", "imghdr", "lib-dynload", "lib2to3", "mailbox",
    "mailcap", "msilib", "multiprocessing", "nntplib", "pdb", "poplib", "profile", "cProfile",
    "pstats", "pty", "pydoc", "pydoc_data", "rlcompleter", "site-packages", "smtpd", "smtplib",
    "sndhdr", "sunau", "telnetlib", "test", "this", "tkinter", "trace", "turtle", "turtledemo",
    "unittest", "venv", "webbrowser", "wsgiref", "xdrlib", "xmlrpc", "__pycache__", "sitecustomize",
    "_sysconfigdata__darwin_darwin", "usercustomize", "pipes", "chunk", "aifc", "nturl2path",
})  # fmt: skip

# Compiled modules of the interpreter: no network encryption, no terminals, no self-tests.
_EXTENSIONS_LEFT_OUT = (
    "_asyncio*", "_bz2*", "_codecs_hk*", "_codecs_iso2022*", "_codecs_jp*", "_codecs_kr*",
    "_codecs_tw*", "_crypt*", "_ctypes_test*", "_curses*", "_dbm*", "_gdbm*", "_hashlib*",
    "_lsprof*", "_lzma*", "_msi*", "_multiprocessing*", "_overlapped*", "_posixshmem*", "_ssl*",
    "_test*", "_tkinter*", "_xxsubinterpreters*", "_xxtestfuzz*", "api-ms-*", "audioop*",
    "libbz2*", "libcrypt*", "libgdbm*", "liblzma*", "libncurses*", "libpanel*", "libreadline*",
    "libssl*", "libtinfo*", "libz*", "nis*", "ossaudiodev*", "readline*", "spwd*", "syslog*",
    "tcl86*", "tk86*", "winsound*", "xxlimited*", "vcruntime*", "python311*",
)  # fmt: skip

# The wheel for arm64 does not bring the libffi and libuuid that these are linked to.
_LEFT_OUT_OF_ARM = ("_ctypes*", "_uuid*")

_QT_MODULES = ("QtCore", "QtGui", "QtWidgets")
_PRINTING = ("QtPrintSupport",)
_INPUT = "QtDBus.abi3.so"
"""Fcitx 4 is spoken to over D-Bus; Windows has none."""
_QT_LIBRARIES = ("Core", "Gui", "Widgets", "DBus", "XcbQpa")
_PLUGINS = (
    "platforms/libqxcb.so", "platforms/libqoffscreen.so", "platforms/qwindows.dll",
    "platforms/qoffscreen.dll", "platforminputcontexts/libcompose*", "platforminputcontexts/libibus*",
    "platformthemes/*", "styles/*", "imageformats/*qico.*",
)  # fmt: skip
# The program draws its own signs. On Linux the icons of the desktop's theme may be SVG.
_MORE_LIBRARIES = ("Qt6PrintSupport", "libQt6PrintSupport", "libQt6Svg")
_MORE_PLUGINS = ("printsupport/*", "iconengines/libqsvgicon.*", "imageformats/libqsvg.*")
_QT_RUNTIME = (
    "pyside6.abi3.dll",
    "libpyside6.abi3.so.*",
    "*icudata.so*",
    "*icui18n.so*",
    "*icuuc.so*",
)

_LEFT_OUT_ANYWHERE = (
    "*.pyi", "*.pyx", "*.pxd", "*.pxi", "*.h", "*.lib", "*.typed", "*.json", "*.pyc",
    "*/__pycache__/*", "*.dist-info/*", "*.data/*", "*/tests/*",
)  # fmt: skip
_PACKAGES_LEFT_OUT = (
    "pip/*", "setuptools/*", "colorama/*", "panda3d/*", "tzdata/*",
    "docx/templates/default-docx-template/*", "docx/templates/default.docx", "tabulate/*",
    "click_default_group*", "dateutil/zoneinfo/*", "dateutil/easter.py",
)  # fmt: skip
_LXML_KEPT = (
    "lxml/__init__.py",
    "lxml/etree.*",
    "lxml/_elementpath.*",
    "lxml/html/__init__.py",
    "lxml/html/defs.py",
    "lxml/html/_setmixin.py",
)
_SQLITE_UTILS_LEFT_OUT = ("sqlite_utils/cli.py",)
_MICROSOFT = re.compile(r"(msvcp|vcruntime|concrt|vccorlib|vcomp|vcamp)[0-9_a-z]*\.dll")
_MICROSOFT_KEPT = (
    "msvcp140.dll",
    "msvcp140_1.dll",
    "msvcp140_2.dll",
    "vcruntime140.dll",
    "vcruntime140_1.dll",
)


def _any(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)


def keep_library(path: str) -> bool:
    """Tell whether a file of the standard library, by its path in it, is shipped."""
    parts = PurePosixPath(path).parts
    if not path.endswith(".py") or "__pycache__" in parts or "tests" in parts:
        return False
    top = parts[0].removesuffix(".py")
    return top not in LIBRARY_LEFT_OUT and not top.startswith(("_sysconfigdata", "config-"))


def keep_extension(name: str, platform: str) -> bool:
    """Tell whether a compiled module that belongs to the interpreter is shipped."""
    if name.startswith("_sysconfigdata"):
        return platform in DEBIAN_NAMES
    if platform == LINUX_ARM and _any(name, _LEFT_OUT_OF_ARM):
        return False
    return not _any(name.lower(), tuple(p.lower() for p in _EXTENSIONS_LEFT_OUT))


def keep_of_wheel(path: str, *, bare: bool = False) -> bool:
    """Tell whether a file of a wheel, by its path in it, is shipped."""
    name = PurePosixPath(path).name
    if path.endswith("/") or _any(path, _PACKAGES_LEFT_OUT) or _any(path, _LEFT_OUT_ANYWHERE):
        return False
    if _MICROSOFT.fullmatch(name):
        return False  # shipped once, beside the program
    if path.startswith("PySide6/"):
        return _keep_of_qt(path.removeprefix("PySide6/"), name, bare=bare)
    if path.startswith("lxml/"):
        return _any(path, _LXML_KEPT)
    return not _any(path, _SQLITE_UTILS_LEFT_OUT)


def _keep_of_qt(path: str, name: str, *, bare: bool) -> bool:
    modules = _QT_MODULES if bare else _QT_MODULES + _PRINTING
    inside = path.removeprefix("Qt/")
    if inside.startswith("plugins/"):
        plugins = _PLUGINS if bare else _PLUGINS + _MORE_PLUGINS
        return _any(inside.removeprefix("plugins/"), plugins)
    if inside.startswith("translations/"):
        return name == "qtbase_zh_CN.qm"
    if name.startswith(("libQt6", "Qt6")):
        stem = name.partition(".")[0]
        wanted = not bare and stem in _MORE_LIBRARIES
        return wanted or stem.removeprefix("lib").removeprefix("Qt6") in _QT_LIBRARIES
    if inside.startswith("lib/") or path == name:
        runtime = _any(name, _QT_RUNTIME) or (path == name and name.endswith(".py"))
        runtime = runtime or (not bare and name == _INPUT)
        return runtime or (name.partition(".")[0] in modules and name.endswith((".so", ".pyd")))
    return False


def microsoft_runtime(path: str) -> bool:
    """Tell whether this is a file of the C++ runtime that stands beside the program."""
    return path.startswith("PySide6/") and path.removeprefix("PySide6/") in _MICROSOFT_KEPT

import ast
import importlib.util
import sys
from pathlib import Path

import pytest
from installers.payload.selection import (
    LIBRARY_LEFT_OUT,
    keep_extension,
    keep_library,
    keep_of_wheel,
    microsoft_runtime,
)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/QtWidgets.abi3.so",
        "PySide6/QtPrintSupport.pyd",
        "PySide6/QtDBus.abi3.so",
        "PySide6/Qt/lib/libQt6XcbQpa.so.6",
        "PySide6/Qt/lib/libicudata.so.73",
        "PySide6/Qt/lib/libQt6Svg.so.6",
        "PySide6/Qt6PrintSupport.dll",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/translations/qtbase_zh_CN.qm",
        "PySide6/__init__.py",
        "lxml/etree.cpython-311-x86_64-linux-gnu.so",
        "docx/templates/default-header.xml",
        "sqlite_utils/db.py",
    ],
)
def test_what_the_program_uses_is_shipped(path):
    assert keep_of_wheel(path)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/QtQuick.abi3.so",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt6Quick3D.dll",
        "PySide6/opengl32sw.dll",
        "PySide6/Qt6Svg.dll",
        "PySide6/designer",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/translations/qtbase_de.qm",
        "PySide6/QtCore.pyi",
        "PySide6/vcruntime140.dll",
        "lxml/objectify.cpython-311-x86_64-linux-gnu.so",
        "pip/_internal/main.py",
        "docx/templates/default.docx",
        "tabulate/__init__.py",
        "click-8.5.1.dist-info/METADATA",
    ],
)
def test_what_nobody_uses_stays_out(path):
    assert not keep_of_wheel(path)


def test_a_bare_window_has_neither_printing_nor_drawings():
    names = ("PySide6/Qt6PrintSupport.dll", "PySide6/Qt/lib/libQt6Svg.so.6")
    assert not any(keep_of_wheel(name, bare=True) for name in names)


@pytest.mark.parametrize("path", ["json/decoder.py", "encodings/gb18030.py", "sqlite3/dbapi2.py"])
def test_the_library_keeps_what_a_window_may_need(path):
    assert keep_library(path)


@pytest.mark.parametrize(
    "path", ["test/test_json.py", "tkinter/__init__.py", "smtplib.py", "json/__pycache__/a.pyc"]
)
def test_the_library_leaves_out_tests_terminals_and_mail(path):
    assert not keep_library(path)


@pytest.mark.parametrize(
    "name", ["_ssl.pyd", "libcrypto-3.dll", "libz.so.1", "libcrypt.so.2", "VCRUNTIME140.dll"]
)
def test_no_encryption_and_no_library_of_the_system_is_shipped(name):
    assert not keep_extension(name, "windows")


def test_the_c_runtime_stands_beside_the_program_once():
    assert microsoft_runtime("PySide6/vcruntime140.dll")
    assert not microsoft_runtime("shiboken6/vcruntime140.dll")


# What the program imports must be shipped, else it starts here and nowhere else.


PACKAGE = Path(__file__).resolve().parents[2] / "pingkou_gui"
ELSEWHERE = {"winreg", "msvcrt", "_winapi"}
"""Modules of Windows, which are not found on Linux."""


def imported():
    """Yield every module that the program names in an import, wherever it stands."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


NAMES = sorted({name for name in imported() if not name.startswith("pingkou_gui")} - {"__future__"})
OF_LIBRARY = [name for name in NAMES if name.partition(".")[0] in sys.stdlib_module_names]
OF_WHEELS = [name for name in NAMES if name not in OF_LIBRARY]


def file_of(name):
    """Return the file of a module as its wheel calls it, None for what is no module."""
    try:
        spec = importlib.util.find_spec(name)
    except (ModuleNotFoundError, ValueError):
        return None
    if spec is None or spec.origin is None or not spec.has_location:
        return None
    parts = Path(spec.origin).parts
    return "/".join(parts[parts.index("site-packages") + 1 :])


def test_no_module_of_the_library_that_the_program_imports_is_left_out():
    tops = {name.partition(".")[0] for name in OF_LIBRARY} - ELSEWHERE
    assert len(tops) > 20
    assert tops & LIBRARY_LEFT_OUT == set()


def test_no_module_of_a_wheel_that_the_program_imports_is_left_out():
    files = {file for name in OF_WHEELS if (file := file_of(name)) is not None}
    assert any(file.startswith("lxml/etree.") for file in files)
    assert {file for file in files if not keep_of_wheel(file)} == set()

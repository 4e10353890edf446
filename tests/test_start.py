"""The program started as a user starts it: a process of its own, with hardly any environment."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from pingkou_gui import app, desktop
from pingkou_gui.errors import KnownError
from pingkou_gui.paths import DATABASE
from pingkou_gui.ui import application

ROOT = Path(__file__).resolve().parents[1]
SYSTEM = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
"""What a process on Windows does not start without."""
HANGS = 400
"""Seconds after which a process is not believed to end by itself, on the slowest machine."""
SCREENLESS = {"QT_QPA_PLATFORM": "offscreen"}


def started(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pingkou_gui", *map(str, words)]
    return subprocess.run(
        command, cwd=ROOT, env=SYSTEM | environment, check=False, capture_output=True,
        encoding="utf-8", timeout=HANGS,
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "我的 资料"


@pytest.fixture
def folder_of_sample(folder):
    """The data folder with the sample in it, opened by nothing yet."""
    assert app.main(["--data", str(folder), "sample"]) == 0
    return folder


def test_a_new_user_gets_a_window(folder):
    done = started("--data", folder, "--quit-after-show", **SCREENLESS)
    assert done.returncode == 0, done.stderr
    assert (folder / DATABASE).is_file()
    assert "Traceback" not in done.stderr


def test_the_report_opened_last_is_open_again(folder):
    assert started("--data", folder, "sample").stdout == "1\n"
    done = started("--data", folder, "--quit-after-show", **SCREENLESS)
    assert done.returncode == 0, done.stderr
    with sqlite3.connect(folder / DATABASE) as stored:
        assert stored.execute("select count(*) from reports").fetchone() == (1,)
    stored.close()
    assert "Traceback" not in done.stderr


LONGER = """
import sys
from PySide6.QtWidgets import QMainWindow
from pingkou_gui.app import main
from pingkou_gui.ui.window.main_window import MainWindow
def show(window):
    QMainWindow.show(window)
    window.report.watch.reviewer.changed.connect(window.close)  # all was read over meanwhile
MainWindow.show = show
code = main(["--data", sys.argv[1]])
sys.exit(code)
"""


def test_a_window_that_stays_open_is_ready_for_edits_and_ends_in_order(folder_of_sample):
    done = subprocess.run(
        [sys.executable, "-c", LONGER, str(folder_of_sample)], cwd=ROOT, env=SYSTEM | SCREENLESS,
        check=False, capture_output=True, encoding="utf-8", timeout=HANGS,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert not (folder_of_sample / "log").exists() or "ERROR" not in logged(folder_of_sample)


ASKING = """
import os, signal, sys
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMainWindow, QMessageBox
from pingkou_gui.app import main
from pingkou_gui.form.pages.basic_spending import Basic
from pingkou_gui.ui.window.main_window import MainWindow
def ask(window):
    window.report.session.type_in(Basic.wages.this, "13")
    QTimer.singleShot(0, lambda: os.kill(os.getpid(), signal.SIGTERM))  # once it waits for an answer
    QMessageBox(window).exec()
def show(window):
    QMainWindow.show(window)
    once = Qt.ConnectionType.SingleShotConnection
    window.report.watch.changed.connect(lambda: QTimer.singleShot(0, window, lambda: ask(window)), once)
MainWindow.show = show
code = main(["--data", sys.argv[1]])
print("in order", flush=True)
sys.exit(code)
"""


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")
def test_a_question_that_is_open_does_not_keep_the_program_alive_at_a_shutdown(folder_of_sample):
    done = subprocess.run(
        [sys.executable, "-c", ASKING, str(folder_of_sample)], cwd=ROOT, env=SYSTEM | SCREENLESS,
        check=False, capture_output=True, encoding="utf-8", timeout=HANGS,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "in order\n"), done.stderr
    assert len(list((folder_of_sample / "backups").iterdir())) == 1


def logged(folder):
    return "".join(path.read_text("utf-8") for path in (folder / "log").iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a desktop")
@pytest.mark.parametrize("words", [(), ("--quit-after-show",), ("平口镇.jxbg",)])
def test_without_a_desktop_a_window_is_refused_in_a_sentence(folder, words):
    done = started("--data", folder, *words)
    assert done.returncode == 2
    assert done.stderr.startswith("这里没有图形桌面（DISPLAY 未设置），打不开窗口。")
    assert done.stderr.count("\n") == 1
    assert not folder.exists()


def test_a_command_needs_no_desktop(folder):
    done = started("--data", folder, "list")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture
def on_linux(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", ":0")
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


def test_a_missing_library_is_told_with_what_installs_it(on_linux, monkeypatch, capsys):
    words = "libEGL.so.1: cannot open shared object file: No such file or directory"
    broken = type(sys)("pingkou_gui.ui.application")
    broken.__getattr__ = lambda name: (_ for _ in ()).throw(ImportError(words))
    monkeypatch.setitem(sys.modules, "pingkou_gui.ui.application", broken)
    assert app.main(["--quit-after-show"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("系统缺少图形界面要用的库 libEGL.so.1，打不开窗口。")
    assert "apt-get install --no-install-recommends libegl1 " in told


def test_another_fault_of_an_import_is_no_missing_library():
    assert desktop.missing_library("No module named 'x'") is None


def test_a_plugin_whose_library_is_missing_is_told(on_linux, monkeypatch):
    class Library:
        def __init__(self, path):
            assert path.endswith("libqxcb.so")

        def load(self):
            return False

        def errorString(self):
            return "libxcb-cursor.so.0: cannot open shared object file: No such file or directory"

    monkeypatch.setattr(application, "QLibrary", Library)
    with pytest.raises(KnownError, match=re.escape("libxcb-cursor.so.0，打不开窗口")):
        application.require_x11_plugin()


@pytest.mark.parametrize("name", ["QT_QPA_PLATFORM", "WAYLAND_DISPLAY"])
def test_where_qt_takes_another_plugin_that_one_is_not_asked_for(on_linux, monkeypatch, name):
    monkeypatch.setattr(application, "QLibrary", None)
    monkeypatch.setenv(name, "x")
    application.require_x11_plugin()


def test_what_the_preparation_installs_is_what_the_program_names():
    sys.path.insert(0, str(ROOT / "packaging"))
    try:
        from prepare.system import FOR_PROGRAM
    finally:
        sys.path.pop(0)
    assert set(desktop.LIBRARY_PACKAGES) == {n for n in FOR_PROGRAM if n.startswith("lib")}


LOADED = """
import sys
from pingkou_gui.app import main
from pingkou_gui.ui import background_checker
background_checker._FIRST = background_checker.QUIET = 10**9  # what comes later is no start, however slow
code = main(["--data", sys.argv[1], "--quit-after-show"])
print(*sys.modules, sep="\\n")
sys.exit(code)
"""
NOT_FOR_A_START = (
    "docx", "lxml", "xlsxwriter", "python_calamine", "sqlite_utils", "pingkou_gui.document.compose",
    "pingkou_gui.text", "pingkou_gui.importers", "pingkou_gui.county",
)  # fmt: skip


def test_a_start_loads_nothing_that_the_first_page_does_not_need(folder_of_sample):
    """Word, reading, checking and collecting are three times as much as the page."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, str(folder_of_sample)], cwd=ROOT, env=SYSTEM | SCREENLESS,
        check=True, capture_output=True, encoding="utf-8", timeout=HANGS,
    )  # fmt: skip
    loaded = done.stdout.split()
    assert [m for m in loaded if m.startswith(NOT_FOR_A_START)] == []

"""A working day, watched from outside: no network, nothing written where nobody asked for it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pingkou_gui.cli import DONE, FINDINGS

ROOT = Path(__file__).parents[1]
TOOL = shutil.which("strace")
WRITES = re.compile(
    r'(?:openat|open|creat)\((?:AT_FDCWD, )?"(?P<opened>[^"]*)",[^)]*O_(?:WRONLY|RDWR|CREAT)'
    r'|(?:rename|renameat|renameat2|link|symlink|mkdir|unlink|chmod)\(.*?"(?P<other>[^"]*)"'
)
INET = re.compile(r"socket\(AF_INET6?\b")
SYSTEM = ("/dev/", "/proc/", "/sys/", "/memfd:", "/run/user/")
WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pingkou_gui.report.report import Draft
from pingkou_gui.form.pages.basic_spending import Basic
from pingkou_gui.ui import application
from pingkou_gui.ui.window.main_window import MainWindow
begin = MainWindow.begin
def work(window):
    def later():
        session = window.report.session
        for text in "12":
            draft = Draft(session.report)
            draft.type_in(Basic.wages.this, text)
            session.make(draft.change, "改")
        session.undo()
        window.close()
    QTimer.singleShot(1500, later)
    return begin(window)
MainWindow.begin = work
sys.exit(application.run_window(Path(sys.argv[1])))
"""

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(TOOL is None, reason="strace is not installed"),
]


def day(data, targets):
    """The commands of a day: begin, look, type, take over, write, send, collect, keep safe."""
    word, package = targets / "报告.docx", targets / "上报包" / "平口镇.jxbg"
    package.parent.mkdir(parents=True)
    yield ("sample",)
    yield "check", "1", "--json"
    yield "export", "1", str(word)
    yield "export", "1", str(targets / "报告.pdf")
    yield "import", str(word), "--apply"
    yield "dump", "1", str(targets / "报告.json")
    yield "load", str(targets / "报告.json")
    yield "new-year", "1"
    yield "package", "1", str(package), "--reason", "按期报送"
    yield "collect", str(package.parent), "--to", str(targets / "汇总.xlsx")
    yield ("backup",)
    yield "restore", "1"
    yield ("doctor",)


def watched(words, log, home):
    env = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    env |= dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), str(home))
    env |= {"TMPDIR": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    calls = (
        "trace=socket,open,openat,creat,rename,renameat,renameat2,link,symlink,mkdir,unlink,chmod"
    )
    done = subprocess.run(
        [TOOL, "-f", "-qq", "-s", "4096", "-e", calls, "-o", str(log), *words],
        check=False,
        capture_output=True,
        env=env,
        timeout=600,
    )
    assert done.returncode in (DONE, FINDINGS), (words, done.stderr)
    return log.read_text("utf-8", "replace")


def decoded(path):
    """A path as strace writes it, octal for what is no ASCII."""
    return re.sub(r"(?:\\[0-7]{1,3})+", _bytes, path)


def _bytes(found):
    octal = re.findall(r"\\([0-7]{1,3})", found[0])
    return bytes(int(each, 8) for each in octal).decode("utf-8", "replace")


def test_a_working_day_opens_no_connection_and_writes_nowhere_else(tmp_path, capsys):
    data, targets, home = tmp_path / "data", tmp_path / "targets", tmp_path / "home"
    home.mkdir()
    program = [sys.executable, "-m", "pingkou_gui.app", "--data", str(data)]
    runs = [[*program, *words] for words in day(data, targets)]
    runs.append([sys.executable, "-c", WINDOW, str(data)])
    written, sockets = set(), 0
    for at, words in enumerate(runs):
        text = watched(words, tmp_path / f"{at}.log", home)
        assert text, words
        sockets += len(INET.findall(text))
        for line in text.splitlines():
            found = WRITES.search(line)
            if found and " = -1 " not in line:
                written.add(decoded(found["opened"] or found["other"]))
    allowed = tuple(map(str, (data, targets, home)))
    elsewhere = {path for path in written if not path.startswith((*allowed, *SYSTEM))}
    with capsys.disabled():
        sys.stdout.write(f"{len(runs)} runs, {len(written)} paths written, {sockets} connections\n")
    assert sockets == 0
    assert elsewhere == set()
    assert any(path.startswith(str(data)) for path in written)
    assert (targets / "汇总.xlsx").exists()
    assert (targets / "报告.pdf").read_bytes().startswith(b"%PDF-")
    left = {path.name for path in home.rglob("*") if path.is_file()}
    assert left == set()

"""What it takes until the window can be used, against a bare window with six tabs.

`python packaging/bench_start.py [RUNS]` starts each program anew, in turn, and prints the medians
of processor time and of memory, and their ratios. The report is the sample; usable means that
its first page is drawn and the event loop is idle. The end of the process is counted too.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QTabWidget
app = QApplication(sys.argv)
window, tabs = QMainWindow(), QTabWidget()
for number in range(6):
    tabs.addTab(QLabel(str(number)), str(number))
window.setCentralWidget(tabs)
window.resize(1366, 697)
window.show()
QTimer.singleShot(0, lambda: QTimer.singleShot(0, app.quit))
app.exec()
"""


class Cost(NamedTuple):
    """Seconds of the processor and megabytes at most."""

    seconds: float
    megabytes: float


def cost(words: list[str], cache: str) -> Cost:
    """Return what a program took from start to end; compiled once, as an installer does."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": cache}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    program = subprocess.Popen([sys.executable, *words], env=environment, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(program.pid, 0)
    if status:
        raise SystemExit(f"the program ended with {os.waitstatus_to_exitcode(status)}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def median(costs: list[Cost]) -> Cost:
    """Return the medians, of each measure by itself."""
    return Cost(*map(statistics.median, zip(*costs, strict=True)))


def compare(runs: int) -> tuple[Cost, Cost]:
    """Return the medians of the program and of the bare window, started in turn."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as cache:
        data = ["-m", "pingkou_gui.app", "--data", folder]
        subprocess.run([sys.executable, *data, "sample"], check=True, cwd=ROOT, capture_output=True)
        program, bare = [*data, "--quit-after-show"], ["-c", BARE]
        cost(program, cache)
        pairs = [(cost(program, cache), cost(bare, cache)) for _ in range(runs)]
    ours, theirs = (median(list(costs)) for costs in zip(*pairs, strict=True))
    return ours, theirs


def main() -> None:
    """Print the medians of both programs and their ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("runs", nargs="?", type=int, default=9, help="runs of each")
    ours, theirs = compare(parser.parse_args().runs)
    print(f"program {ours.seconds:.3f} s, bare window {theirs.seconds:.3f} s", end=", ")
    print(f"ratio {ours.seconds / theirs.seconds:.2f}")
    print(f"program {ours.megabytes:.0f} MB, bare window {theirs.megabytes:.0f} MB", end=", ")
    print(f"ratio {ours.megabytes / theirs.megabytes:.2f}")


if __name__ == "__main__":
    main()

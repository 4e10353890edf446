"""How long until the window can be used, against a bare window with six tabs.

`python packaging/bench_start.py [RUNS]` starts each program anew, in turn, and prints the
medians and their ratio. The report is the sample; usable means that its first page is drawn
and the event loop is idle.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

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


def seconds(words: list[str], cache: str) -> float:
    """Return how long a program ran from start to end; compiled once, as an installer does."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": cache}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.perf_counter()
    subprocess.run([sys.executable, *words], check=True, env=environment, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    """Print the medians of both programs and their ratio."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as cache:
        data = ["-m", "pingkou_gui.app", "--data", folder]
        subprocess.run([sys.executable, *data, "sample"], check=True, cwd=ROOT, capture_output=True)
        program = [*data, "--quit-after-show"]
        seconds(program, cache)
        seconds(["-c", BARE], cache)
        ours, bare = [], []
        for _ in range(runs):
            ours.append(seconds(program, cache))
            bare.append(seconds(["-c", BARE], cache))
    one, other = statistics.median(ours), statistics.median(bare)
    print(f"program {one:.3f} s, bare window {other:.3f} s, ratio {one / other:.2f}")


if __name__ == "__main__":
    main()

"""What ten years of work cost: start and edit beside a data folder of one new report.

`PYTHONPATH=. python packaging/bench_history.py [RUNS [EDITS]]` makes two data folders: one holds the
sample, the other 200 reports of ten years with 10,000 edits, half of them in the report in hand.
It prints their sizes, the medians of the processor's time of a start and of an edit in both, taken
in turn, with their ratios (at most 1.2 is asked for), and the time of a backup.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench_edit import an_edit, settle
from bench_start import cost
from PySide6.QtWidgets import QApplication

from pingkou_gui.form.pages.basic_spending import Basic
from pingkou_gui.paths import asset, database_in
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.report.json_format import Record
from pingkou_gui.report.report import Draft
from pingkou_gui.store import reports
from pingkou_gui.store.backups import Reason, make_backup
from pingkou_gui.store.reports import ReportStore
from pingkou_gui.ui.settings import Settings
from pingkou_gui.ui.theme import install_theme
from pingkou_gui.ui.window.main_window import MainWindow

REPORTS, EDITS, YEARS = 200, 10_000, 10
FIELDS = (Basic.wages.this, Basic.goods.this, Basic.transfers.this, Basic.wages.last)


def main() -> None:
    """Print how much dearer start and edit are after ten years."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("runs", nargs="?", type=int, default=9, help="starts of each")
    parser.add_argument("edits", nargs="?", type=int, default=EDITS, help="edits of each")
    words = parser.parse_args()
    runs, edits = words.runs, words.edits
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    record = read_record(asset(SAMPLE))
    with tempfile.TemporaryDirectory() as made, tempfile.TemporaryDirectory() as cache:
        new, old = Path(made) / "new", Path(made) / "old"
        fill(new, record, 1, 0)
        fill(old, record, REPORTS, edits)
        for folder in (new, old):
            print(f"{folder.name}: {database_in(folder).stat().st_size / 1e6:.1f} MB")
        tell("start", *starts(new, old, runs, cache))
        tell("edit", *edits_in(new, old, runs * 10))
        began = time.process_time(), time.perf_counter()
        backup = make_backup(database_in(old), Reason.MANUAL)
        spent = time.process_time() - began[0], time.perf_counter() - began[1]
        print(f"backup of ten years: {spent[0]:.2f} s of the processor, {spent[1]:.2f} s", end=", ")
        print(f"{backup.size / 1e6:.1f} MB")


def fill(folder: Path, record: Record, many: int, edits: int) -> None:
    """Make a data folder with so many reports and edits, spread over ten years."""
    store, now = ReportStore(database_in(folder)), reports.now
    dice = random.Random(1)  # noqa: S311 - amounts to try with
    store.file.connection.execute("pragma synchronous = off")  # the making is not measured
    begin = datetime.now(UTC) - timedelta(days=365 * YEARS)
    known = []
    for at in range(many):
        moment = begin + timedelta(days=365 * YEARS * at / many)
        reports.now = moment.isoformat
        known.append(store.create(record))
    for at in range(edits):
        moment = begin + timedelta(days=365 * YEARS * at / edits)
        reports.now = moment.isoformat
        report = known[-1] if at % 2 else dice.choice(known)
        draft = Draft(store.load(report).report)
        draft.type_in(dice.choice(FIELDS), f"{dice.randrange(10_000, 99_999) / 100}")
        store.save(report, draft.change, "修改金额")
    reports.now = now
    store.opened(known[-1])
    store.close()


def starts(new: Path, old: Path, runs: int, cache: str) -> tuple[list[float], list[float]]:
    """Return the seconds of the processor of starts over both folders, in turn."""
    words = ["-m", "pingkou_gui.app", "--quit-after-show", "--data"]
    cost([*words, str(new)], cache)
    pairs = [[cost([*words, str(f)], cache).seconds for f in (new, old)] for _ in range(runs)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def edits_in(new: Path, old: Path, many: int) -> tuple[list[float], list[float]]:
    """Return the seconds of the processor of edits in the windows of both folders, in turn."""
    app = QApplication([])
    install_theme(app)
    windows = []
    for folder in (new, old):
        window = MainWindow(folder, Settings(folder))
        window.begin()
        window.show()
        windows.append(window)
    settle(6)
    found: list[list[float]] = [[], []]
    for at in range(many):
        for window, times in zip(windows, found, strict=True):
            window.activateWindow()
            settle(0.02)
            window.report.jump(Basic.wages.this.at())
            settle(0.02)
            times.append(an_edit(QApplication.focusWidget(), str(20 + at)).processor / 1000)
    for window in windows:
        window.close()
    return found[0], found[1]


def tell(what: str, new: list[float], old: list[float]) -> None:
    """Print the medians of both and how they compare."""
    one, many = statistics.median(new), statistics.median(old)
    print(f"{what}: new {one * 1000:.1f} ms, ten years {many * 1000:.1f} ms", end=", ")
    print(f"ratio {many / one:.2f}, of the least {min(old) / min(new):.2f}")


if __name__ == "__main__":
    main()

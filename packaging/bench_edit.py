"""How long an edit takes: from the key to the repainted numbers, saved on the disk.

`PYTHONPATH=. python packaging/bench_edit.py [EDITS]` types into the real fields of the sample report and of
a report of 2,000 projects, without a screen, and prints medians and worst cases in
milliseconds. Every edit is committed durably before it is drawn.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from pingkou_gui.assets import asset
from pingkou_gui.domain.checks import findings
from pingkou_gui.domain.draft import Draft
from pingkou_gui.domain.facts import Facts
from pingkou_gui.domain.progress import progress
from pingkou_gui.domain.record import Record
from pingkou_gui.domain.report import Report
from pingkou_gui.spec.field import Field
from pingkou_gui.spec.pages.basic_spending import Basic
from pingkou_gui.spec.pages.overview import Staff, Unit
from pingkou_gui.spec.pages.projects import Project, ProjectIndicator
from pingkou_gui.spec.pages.scoring import Indicator
from pingkou_gui.spec.place import SINGLE
from pingkou_gui.ui.editors import FieldEditor
from pingkou_gui.ui.main_window.files import SAMPLE, read_record
from pingkou_gui.ui.main_window.settings import Settings
from pingkou_gui.ui.main_window.window import MainWindow
from pingkou_gui.ui.theme import install_theme

PROJECTS = 2000


def main() -> None:
    """Print how long keys and edits take in a small and in a large report."""
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    install_theme(app)
    sample = read_record(asset(SAMPLE))
    for name, record in (("sample", sample), (f"{PROJECTS} projects", widened(sample))):
        print(f"{name}: {len(record.report.entries)} values")
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), record, edits)


def widened(record: Record) -> Record:
    """Return the record with 2,000 projects of two indicators each."""
    draft = Draft(record.report, first_free_row=record.report.last_row + 1)
    for number in range(PROJECTS):
        row = draft.add(Project)
        typed: dict[Field, str] = {
            Project.name: f"第{number}个项目",
            Project.initial: "12.50",
            Project.outturn: "11.25",
        }
        for field, text in typed.items():
            draft.type_in(field, text, row)
        for at in range(2):
            inner = draft.add(ProjectIndicator, row)
            draft.type_in(ProjectIndicator.name, f"指标{at}", inner)
            draft.type_in(ProjectIndicator.points, "45", inner)
            draft.type_in(ProjectIndicator.target, "≥95%", inner)
            draft.type_in(ProjectIndicator.actual, "96%", inner)
    return Record(record.report.apply(draft.change), record.scheme)


def measure(folder: Path, record: Record, edits: int) -> None:
    """Open a report in a window and print the times of its edits."""
    window = MainWindow(folder, Settings(folder))
    began = time.perf_counter()
    window.open_report(window.store.create(record))
    window.show()
    QApplication.processEvents()
    print(f"  {'created, opened and drawn':<44}{(time.perf_counter() - began) * 1000:8.1f}")
    settle()
    report = window.report
    if report is None:
        raise RuntimeError("no report is open")
    for field, row in fields(report.session.report):
        report.jump(field.at(row))
        settle()
        editor = QApplication.focusWidget()
        if isinstance(editor, FieldEditor):
            tell(f"key in {field.label}", [a_key(editor, at) for at in range(edits)])
            tell(f"edit of {field.label}", [an_edit(editor, at) for at in range(edits)])
        tell(
            f"change of {field.label}",
            [a_change(window, field, row, at) for at in range(edits)],
        )
        tell("  findings and gaps after it", [a_look(window, field, row, at) for at in range(3)])
    scratch = Facts(report.session.report, report.session.scheme)
    tell("findings from nothing", [timed(lambda: findings(scratch))])
    tell("progress from nothing", [timed(lambda: progress(scratch))])
    window.close()
    settle()


def fields(report: Report) -> list[tuple[Field, int]]:
    """Return fields that much follows from, each with a row."""
    project = report.rows(Project.key)[0]
    return [
        (Unit.name, SINGLE),
        (Staff.headcount, SINGLE),
        (Basic.wages.this, SINGLE),
        (Project.outturn, project),
        (Indicator.points, report.rows(Indicator.key)[0]),
    ]


def a_key(editor: FieldEditor, at: int) -> float:
    """Return how long one key takes until it is drawn, its value not handed over yet."""
    return timed(lambda: (press(editor, str(at % 10)), draw(editor)))


def an_edit(editor: FieldEditor, at: int) -> float:
    """Return how long it takes to hand a typed value over, save it and draw what follows."""
    editor.selectAll()
    press(editor, str(at % 10))
    return timed(lambda: (editor.binding.commit(), draw(editor)))


def a_change(window: MainWindow, field: Field, row: int, at: int) -> float:
    """Return how long a change takes by way of the session, to the drawn window."""
    session = window.report.session
    return timed(lambda: (session.type_in(field, str(20 + at), row), draw(window)))


def a_look(window: MainWindow, field: Field, row: int, at: int) -> float:
    """Return how long the report is looked at again after a change of one value."""
    window.report.session.type_in(field, str(40 + at), row)
    return timed(window.report.watch.look)


def press(editor: QObject, text: str) -> None:
    """Send one key to a field."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        key = Qt.Key(ord(text))
        QApplication.sendEvent(editor, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def draw(widget: QObject) -> None:
    """Lay out and draw what has changed, without what is timed for later."""
    del widget
    QApplication.sendPostedEvents()


def settle() -> None:
    """Let the window do all that it has put off."""
    until = time.perf_counter() + 3
    while time.perf_counter() < until:
        QApplication.processEvents()


def timed(act: Callable[[], object]) -> float:
    """Return how many milliseconds something takes."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def tell(name: str, times: list[float]) -> None:
    """Print the median and the worst of some times."""
    print(f"  {name:<44}{statistics.median(times):8.1f}{max(times):8.1f}")


if __name__ == "__main__":
    main()

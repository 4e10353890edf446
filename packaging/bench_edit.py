"""How long an edit takes: from the key to the repainted numbers, saved on the disk.

`PYTHONPATH=. python packaging/bench_edit.py [EDITS [PROJECTS]]` types into every field of the sample
report and of a report of 2,000 more projects, in forms and in the cells of tables, without a
screen, after all pages were visited. It prints milliseconds: the least, the median and the 95th
percentile of the processor's time of the window's own thread (a large report is looked through
for findings beside it) and the median of the clock, which that and other programs disturb more.
Of a page its fields' medians are counted, and all its edits in the percentile. Every edit
is committed durably and drawn; a cell is left with Enter, so that its editor closes as well.
"""

import argparse
import math
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from pingkou_gui.form.field import Field, Page
from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import ChoiceKind, DateKind, YearKind
from pingkou_gui.form.pages.basic_spending import Basic
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.form.values import SINGLE
from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.report.checks import findings
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.json_format import Record
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.ui.editors.field_editors import FieldEditor
from pingkou_gui.ui.editors.text_editor import TextEditor
from pingkou_gui.ui.settings import Settings
from pingkou_gui.ui.table.cell_editors import is_cell_editor
from pingkou_gui.ui.theme import install_theme
from pingkou_gui.ui.window.main_window import MainWindow

PROJECTS = 2000


class Times(NamedTuple):
    """Milliseconds: the least, the median and the 95th percentile of the processor, the clock."""

    least: float
    processor: float
    high: float
    wall: float


def main() -> None:
    """Print how long keys and edits take in a small and in a large report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("edits", nargs="?", type=int, default=15, help="edits of each field")
    parser.add_argument(
        "projects", nargs="?", type=int, default=PROJECTS, help="projects added to the large report"
    )
    words = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    print(f"{'milliseconds':<46}{'least':>8}{'median':>8}{'p95':>8}{'clock':>8}")
    install_theme(app)
    sample = read_record(asset(SAMPLE))
    reports = [("sample", sample)]
    if words.projects:
        reports.append((f"{words.projects} projects", widened(sample, words.projects)))
    for name, record in reports:
        print(f"{name}: {len(record.report.entries)} values")
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), record, words.edits)


def widened(record: Record, projects: int) -> Record:
    """Return the record with so many projects more, of two indicators each."""
    draft = Draft(record.report, first_free_row=record.report.last_row + 1)
    for number in range(projects):
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
    """Open a report in a window, visit every page, and print the times of its edits."""
    window = MainWindow(folder, Settings(folder))
    window.open_report(window.store.create(record))
    window.show()
    report = window.report
    if report is None:
        raise RuntimeError("no report is open")
    for page in FORM.pages:
        window.shell.show_page(page.key)
        settle(0.5)
        every_field(window, page, edits)
    report.jump(Basic.wages.this.at())
    settle(2)
    editor = QApplication.focusWidget()
    tell("one key, not handed over yet", [timed(lambda: a_key(editor)) for _ in range(edits)])
    tell("a look for findings holds the window up", [a_look(window, at) for at in range(3)])
    scratch = Facts(report.session.report, report.session.scheme)
    tell("findings from nothing", [timed(lambda: findings(scratch))])
    window.close()
    settle(0.2)


def each_edit(record: Record, edits: int) -> list[Times]:
    """Return the times of all edits of all fields of a report, each typed several times."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    install_theme(app)
    times: list[Times] = []
    with tempfile.TemporaryDirectory() as folder:
        window = MainWindow(Path(folder), Settings(Path(folder)))
        window.open_report(window.store.create(record))
        window.show()
        for page in FORM.pages:
            window.shell.show_page(page.key)
            settle(0.5)
            for section in page.sections:
                for field in section.fields:
                    times += typed_in(window, field, edits)
        window.close()
        settle(0.2)
    return times


def every_field(window: MainWindow, page: Page, edits: int) -> None:
    """Print the median and the slowest of all fields of a page, each typed several times."""
    found: dict[str, list[Times]] = {}
    for section in page.sections:
        for field in section.fields:
            times = typed_in(window, field, edits)
            if times:
                found[f"{section.key}.{field.name}"] = times
    middle = {name: median(times) for name, times in found.items()}
    slowest = max(middle, key=lambda name: middle[name].processor)
    told = (
        (
            "median field",
            Times(*(statistics.median(e) for e in zip(*middle.values(), strict=True)))._replace(
                high=percentile([t for times in found.values() for t in times])
            ),
        ),
        (f"slowest field: {slowest}", middle[slowest]),
    )
    print(f"  {page.title}: {len(found)} fields typed in")
    for name, times in told:
        print_times(f"    {name:<42}", times)


def typed_in(window: MainWindow, field: Field, edits: int) -> list[Times]:
    """Return the times of some edits of a field, in the first row that has one."""
    rows = rows_of(window.report.session.report, field)
    editors = (editor_at(window, field, row) for row in rows for _ in range(edits))
    return [an_edit(editor, text_for(field, at)) for at, editor in enumerate(editors) if editor]


def rows_of(report: Report, field: Field) -> tuple[int, ...]:
    """Return the first row of the section of a field; none where it has none."""
    if not FORM.sections[field.section].repeated():
        return (SINGLE,)
    row_lists = (
        rows for row_list, rows in report.row_lists.items() if row_list.section == field.section
    )
    return next((rows[:1] for rows in row_lists if rows), ())


def editor_at(window: MainWindow, field: Field, row: int) -> QWidget | None:
    """Go to a field, open its cell where it stands in a table, and return its editor."""
    window.report.jump(field.at(row))
    QApplication.processEvents()
    begin = getattr(QApplication.focusWidget(), "begin_edit", None)
    if begin is not None:
        begin()
    editor = QApplication.focusWidget()
    there = isinstance(editor, FieldEditor | TextEditor) and editor.binding.field is field
    return editor if there and not editor.binding.is_derived else None


def an_edit(editor: QWidget, text: str) -> Times:
    """Type a text and return how long it takes to hand it over, save and draw it."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    editor.selectAll()
    QApplication.sendEvent(editor, event)
    QApplication.processEvents()
    return timed(lambda: (hand_over(editor), draw()))


def text_for(field: Field, at: int) -> str:
    """Return what is typed into a field the so-manieth time."""
    kind = field.kind
    if isinstance(kind, ChoiceKind):
        return kind.options[at % len(kind.options)][1]
    if isinstance(kind, DateKind):
        return f"2023-12-{at % 28 + 1:02}"
    if isinstance(kind, YearKind):
        return str(2021 + at % 2)
    return str(20 + at) if kind.numeric else f"文字{at}"


def hand_over(editor: QWidget) -> None:
    """Press Enter in a cell, which goes on to the next; hand over what stands in a field."""
    if is_cell_editor(editor):
        press(editor, Qt.Key.Key_Return)
    else:
        editor.binding.commit()


def a_key(editor: QWidget) -> None:
    """Type one digit and draw it."""
    press(editor, Qt.Key.Key_1, "1")
    draw()


def a_look(window: MainWindow, at: int) -> Times:
    """Return how long a look after a change holds the window up at most in one go."""
    watch = window.report.watch
    before, turns = watch.known, []
    window.report.session.type_in(Basic.wages.this, str(40 + at))
    turns.append(timed(watch.begin))
    while watch.known is before:
        turns.append(timed(QApplication.processEvents))
    return max(turns, key=lambda times: times.wall)


def press(editor: QObject, key: Qt.Key, text: str = "") -> None:
    """Send one key to a field."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(editor, event)


def draw() -> None:
    """Lay out and draw what has changed, without what is timed for later."""
    QApplication.sendPostedEvents()


def settle(seconds: float) -> None:
    """Let the window do all that it has put off."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        QApplication.processEvents()


def timed(act: Callable[[], object]) -> Times:
    """Return how many milliseconds something takes."""
    wall, processor = time.perf_counter(), time.thread_time()
    act()
    taken = time.thread_time() - processor, time.perf_counter() - wall
    processor, clock = (each * 1000 for each in taken)
    return Times(processor, processor, processor, clock)


def median(times: list[Times]) -> Times:
    """Return the least, the medians and the 95th percentile, of each clock by itself."""
    least, processor, _, clock = zip(*times, strict=True)
    middle = statistics.median
    return Times(min(least), middle(processor), percentile(times), middle(clock))


def percentile(times: list[Times]) -> float:
    """Return the processor's time that 95 of 100 edits do not exceed."""
    ordered = sorted(each.processor for each in times)
    return ordered[max(0, math.ceil(0.95 * len(ordered)) - 1)]


def tell(name: str, times: list[Times]) -> None:
    """Print the medians of some times."""
    print_times(f"  {name:<44}", median(times))


def print_times(name: str, times: Times) -> None:
    """Print a line of the table."""
    print(name + "".join(f"{each:8.1f}" for each in times))


if __name__ == "__main__":
    main()

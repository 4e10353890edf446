"""How long the page view takes: to open, and from an edit to the refreshed page.

`PYTHONPATH=. python packaging/bench_pages.py [EDITS]` opens the sample report in a window, goes to
fields of every page, shows the page view beside the form, and types. It prints milliseconds of the
clock and of the processor: the first opening with all that is loaded for it, opening it again, and
for edits the median and the slowest, from handing over what was typed to the page laid out, painted
and the field's sentence marked in sight. Every edit is committed durably.
"""

import argparse
import os
import statistics
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench_edit import Times, editor_at, hand_over, settle, timed
from PySide6.QtCore import QEvent
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from pingkou_gui.form.field import Field
from pingkou_gui.form.pages.basic_spending import Basic, ThreePublic
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.form.values import SINGLE
from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.ui.settings import Settings
from pingkou_gui.ui.theme import install_theme
from pingkou_gui.ui.window.main_window import MainWindow
from pingkou_gui.ui.window.side_panes import PRINTED, TEXT

FIELDS: tuple[tuple[Field, Callable[[int], str]], ...] = (
    (Unit.name, lambda at: f"安化县平口镇第{at}人民政府"),
    (Basic.wages.this, lambda at: f"{700 + at}.25"),
    (ThreePublic.reception.this, lambda at: f"{20 + at}.50"),
    (Problem.name, lambda at: f"预算编制不够细，追加较多，第{at}次说明。"),
)
"""What is typed in, each into the first row that there is."""


def main() -> None:
    """Print how long opening and edits take."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("edits", nargs="?", type=int, default=15, help="edits")
    edits = parser.parse_args().edits
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    install_theme(app)
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), edits)


def measure(folder: Path, edits: int) -> None:
    """Open the sample in a window and print the times of its page view."""
    window = MainWindow(folder, Settings(folder))
    window.resize(1366, 768)
    window.open_report(window.store.create(read_record(asset(SAMPLE))))
    window.show()
    settle(1)
    tell("page view opened first", [timed(lambda: shown(window))])
    again = []
    for _ in range(edits):
        window.shell.choose_pane(TEXT)
        settle(0.1)
        again.append(timed(lambda: shown(window)))
    tell("page view opened again", again)
    for field, text in FIELDS:
        tell(f"edit of {field.section}.{field.name}", edited(window, field, text, edits))
    window.close()
    settle(0.2)


def shown(window: MainWindow) -> None:
    """Show the pages and wait until all are there and those in sight painted."""
    window.shell.choose_pane(PRINTED)
    draw()


def edited(window: MainWindow, field: Field, text: Callable[[int], str], edits: int) -> list[Times]:
    """Return the times of some edits of a field until its page is drawn again."""
    report, times = window.report.session.report, []
    rows = report.rows(field.section)
    for at in range(edits):
        editor = editor_at(window, field, rows[0] if rows else SINGLE)
        if editor is None:
            raise RuntimeError(f"no editor of {field.section}.{field.name}")
        settle(0.3)
        typed(editor, text(at))
        before = window.panes.pages.canvas.pages
        times.append(timed(partial(refreshed, editor)))
        if window.panes.pages.canvas.pages == before:
            raise RuntimeError(f"{field.section}.{field.name} changed no page")
    return times


def refreshed(editor: QWidget) -> None:
    """Hand over what was typed, and draw all that follows from it."""
    hand_over(editor)
    draw()


def typed(editor: QWidget, text: str) -> None:
    """Put a text in the place of what stands in an editor."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    editor.selectAll()
    QApplication.sendEvent(editor, event)
    QApplication.processEvents()


def draw() -> None:
    """Let the window lay out and paint, timers of no interval among it."""
    for _ in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest)


def tell(name: str, times: list[Times]) -> None:
    """Print the medians and the slowest of some times."""
    wall, processor = ([t.wall for t in times], [t.processor for t in times])
    print(
        f"{name:<40} clock {statistics.median(wall):6.1f} (most {max(wall):6.1f})"
        f"  processor {statistics.median(processor):6.1f}"
    )


if __name__ == "__main__":
    main()

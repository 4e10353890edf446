"""What reading a Word report onto the form costs, and the check of thirty pages of it.

`PYTHONPATH=. python packaging/bench_read.py [RUNS]` prints medians of processor time. The file is the
sample with projects added until it prints on thirty pages. Reading ends with the proposal for
every field; python-docx only reads the text of all paragraphs and cells. The check is 体检: the
file read, its figures balanced, everything found.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import docx
from bench_edit import widened
from PySide6.QtGui import QGuiApplication

from pingkou_gui.document.compose import compose
from pingkou_gui.document.publish import write_word
from pingkou_gui.document.typesetting import Typesetting
from pingkou_gui.importers.last_report import read_report
from pingkou_gui.importers.source_text import read_source
from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.report import Report
from pingkou_gui.scheme.scheme_reader import scheme_of
from pingkou_gui.text.proofread import examine
from pingkou_gui.ui.page_painting import QtFonts

PAGES = 30
WRITTEN = datetime(2024, 3, 18, tzinfo=UTC)


def seconds(work: Callable[[], None]) -> float:
    """Return the processor time of one call."""
    began = time.process_time()
    work()
    return time.process_time() - began


class Reading(NamedTuple):
    """Median seconds: our reading, python-docx's, the check; and the pages of the file."""

    read: float
    text_only: float
    check: float
    pages: int


def thirty_pages(target: Path) -> int:
    """Write the sample with as many projects as make thirty pages; return its pages."""
    app = QGuiApplication.instance() or QGuiApplication(["bench", "-platform", "offscreen"])
    record, fonts = read_record(asset(SAMPLE)), QtFonts()
    scheme = scheme_of(record.scheme)
    for more in range(60):
        document = compose(Facts(widened(record, more).report, scheme), draft=True)
        pages = len(Typesetting(scheme.page, fonts).lay_out(document).pages)
        if pages >= PAGES:
            write_word(document, scheme.page, target, written=WRITTEN)
            return pages
    raise SystemExit(f"no report of thirty pages under {app.platformName()}")


def all_text(path: Path) -> str:
    """Return the text of all paragraphs and cells, as python-docx reads it."""
    parts: list[str] = []
    for item in docx.Document(str(path)).iter_inner_content():
        if isinstance(item, docx.table.Table):
            parts += (cell.text for row in item.rows for cell in row.cells)
        else:
            parts.append(item.text)
    return "\n".join(parts)


def compare(runs: int) -> Reading:
    """Return the medians, all measured in turn."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.docx"
        pages = thirty_pages(path)
        times = [
            (
                seconds(lambda: read_report(read_source(path), Report())),
                seconds(lambda: all_text(path)),
                seconds(lambda: examine(read_source(path))),
            )
            for _ in range(runs)
        ]
    return Reading(*(statistics.median(each) for each in zip(*times, strict=True)), pages)


def main() -> None:
    """Print the medians and their ratio."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("runs", nargs="?", type=int, default=5, help="runs of each")
    found = compare(parser.parse_args().runs)
    print(f"{found.pages} pages: read {found.read:.2f} s, text {found.text_only:.2f} s", end=", ")
    print(f"ratio {found.read / found.text_only:.2f}; checked in {found.check:.2f} s")


if __name__ == "__main__":
    main()

import sys
from pathlib import Path

import pytest

from pingkou_gui.importers.last_report import read_report
from pingkou_gui.report.report import Report
from pingkou_gui.text.lines.source import SourceText

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def read():
    """Read a text into a report and return what it proposes by field."""

    def items(text, report=None, years="auto"):
        source = SourceText.from_string(text, "报告.txt")
        proposal = read_report(source, report or Report(), years=years)
        return {str(item.place): item for item in proposal.items}

    return items

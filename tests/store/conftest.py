"""A database with one report in it, open."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))

from pingkou_gui.report.json_format import Record


@pytest.fixture
def filled(store, report_of):
    """A store that holds the report of 平口镇; its number is 1."""
    store.create(Record(report_of(unit__name="平口镇", unit__county="安化县"), "方案"))
    return store

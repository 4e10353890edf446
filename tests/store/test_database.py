"""The file opens without sqlite-utils, and the names of the schema are those of the migrations."""

import subprocess
import sys

from pingkou_gui.report.json_format import Record
from pingkou_gui.store.migrations import migrations
from pingkou_gui.store.reports import ReportStore
from pingkou_gui.store.schema import MIGRATIONS

READ = """
import sys
from pathlib import Path
from pingkou_gui.store.reports import ReportStore
store = ReportStore(Path(sys.argv[1]))
number = store.summaries()[0].id
assert len(store.load(number).report.entries) == 1
store.opened(number)
store.close()
assert "sqlite_utils" not in sys.modules
"""


def test_the_names_of_the_schema_are_those_of_the_migrations(store):
    assert tuple(each.name for each in migrations.applied(store._db)) == MIGRATIONS


def test_a_report_is_opened_without_loading_what_only_writing_needs(tmp_path, report_of):
    store = ReportStore(tmp_path / "reports.db")
    store.create(Record(report_of(unit__name="平口镇"), ""))
    store.close()
    words = [sys.executable, "-c", READ, str(tmp_path / "reports.db")]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr

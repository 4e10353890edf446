"""Reports in a database, and words typed into them, for the tests of the store."""

from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.report.json_format import Record
from pingkou_gui.report.report import Draft
from pingkou_gui.store.reports import ReportStore


def type_in(store, text, rid=1, field=Unit.name):
    """Type a text into one field of a stored report, as one step of its history."""
    draft = Draft(store.load(rid).report)
    draft.type_in(field, text)
    store.save(rid, draft.change, "改")


def closed_database(path, report_of, **values):
    """Return the path of a new database with one report, whose number is 1."""
    store = ReportStore(path)
    store.create(Record(report_of(**(values or {"unit__name": "平口镇"})), ""))
    store.close()
    return path


def contents(folder):
    """Return the bytes of every file of a folder, by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}

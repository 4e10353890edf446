"""What every test may use: no screen, no user's folders, reports as typed."""

import gc
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings

from pingkou_gui.form.form import FORM
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.json_format import Record
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.scheme.scheme_reader import default_scheme
from pingkou_gui.store.reports import ReportStore

gc.set_threshold(10_000)  # looking for waste as often as usual takes a seventh of all the time

# speed is measured in benchmarks, never in tests; under CI every run tries the same examples
settings.register_profile(
    "house",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path_factory, monkeypatch):
    """No test writes into the folders of whoever runs it."""
    folder = str(tmp_path_factory.mktemp("home"))
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, folder)


@pytest.fixture(autouse=True)
def _no_window_left_behind():
    """A window that outlives its test is dressed again at every change of the theme."""
    before = _windows()
    yield
    left = _windows() - before
    if left:
        from PySide6.QtCore import QCoreApplication, QEvent

        for window in left:
            window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _windows():
    widgets = sys.modules.get("PySide6.QtWidgets")
    app = widgets.QApplication.instance() if widgets else None
    # a PDF that was written before any window leaves an application that knows no windows
    return set(app.topLevelWidgets()) if app and hasattr(app, "topLevelWidgets") else set()


def typed(**values):
    """A report as typed: `typed(basic__wages="29.10", project=[{"name": "甲"}])`."""
    draft = Draft(Report())
    for key, value in values.items():
        if isinstance(value, list):
            section = FORM.sections[key]
            for row in value:
                number = draft.add(section)
                for name, text in row.items():
                    draft.type_in(getattr(section, name), text, number)
        else:
            section, name = key.split("__")
            draft.type_in(next(f for f in FORM.sections[section].fields if f.name == name), value)
    return Report().apply(draft.change)


@pytest.fixture
def report_of():
    return typed


@pytest.fixture
def facts_of():
    return lambda **values: Facts(typed(**values), default_scheme())


@pytest.fixture
def store(tmp_path):
    store = ReportStore(tmp_path / "reports.db")
    yield store
    store.close()


@pytest.fixture
def session(qapp, store):
    from pingkou_gui.session import Session

    return Session(store, store.create(Record(Report(), "")), default_scheme())

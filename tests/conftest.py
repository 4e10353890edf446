"""What every test may use: no screen, no user's folders, reports as typed."""

import gc
import itertools
import os
import shutil
import sqlite3
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

from pingkou_gui.form.form import FORM
from pingkou_gui.form.values import Entry, Source, SourceKind
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.json_format import Record
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.scheme.scheme_reader import default_scheme
from pingkou_gui.store.reports import ReportStore

gc.set_threshold(10_000)  # looking for waste as often as usual takes a seventh of all the time

_MEMORY, _ROOM = Path("/dev/shm"), 4 * 1024**3  # noqa: S108 - pytest makes a folder of its own in it

if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM:
    # what a test writes need not outlast a power cut: to wait for the disk at every change of a
    # report is half of the time of the tests that open a window
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

# speed is measured in benchmarks, never in tests; under CI every run tries the same examples
settings.register_profile(
    "house",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")

PATIENCE = 240_000
"""Milliseconds after which what a test waits for is not believed to come: a slow machine is no fault."""


class PatientBot(QtBot):
    """Waits for what was asked for, however slow the machine; the five seconds of others are a guess."""

    def waitUntil(self, callback, *, timeout=PATIENCE):
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal, *, timeout=PATIENCE, **more):
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitSignals(self, signals, *, timeout=PATIENCE, **more):
        return super().waitSignals(signals, timeout=timeout, **more)

    def waitActive(self, widget, *, timeout=PATIENCE):
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(self, widget, *, timeout=PATIENCE):
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp, request):
    """pytest-qt's own, but patient."""
    return PatientBot(request)


@pytest.fixture(scope="session")
def homes(tmp_path_factory):
    """Folders one after the other, under numbers of our own.

    pytest looks through all that it has made for the next number: of thousands of folders side by
    side, each costs more than the last.
    """
    within = tmp_path_factory.mktemp("homes")
    return (within / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def _own_data_folder(homes, monkeypatch):
    """No test writes into the folders of whoever runs it."""
    folder = next(homes)
    folder.mkdir()
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(folder))


def _is_open(connection):
    try:
        connection.total_changes  # noqa: B018 - a closed one says that it is closed
    except sqlite3.ProgrammingError:
        return False
    return True


@pytest.fixture(autouse=True)
def unclosed(monkeypatch):
    """Return the connections to databases that this test has made and not closed; none may be left.

    Python 3.13 warns of one when it is swept up, and blames whatever test runs then.
    """
    made, connect = [], sqlite3.connect

    def noted(*args, **more):
        made.append(connect(*args, **more))
        return made[-1]

    def still_open():
        return [connection for connection in made if _is_open(connection)]

    monkeypatch.setattr(sqlite3, "connect", noted)
    yield still_open
    left = still_open()
    for connection in left:
        connection.close()
    assert not left, f"{len(left)} of {len(made)} connections to databases were left open"


def _without_windows():
    """Sweep up after what is done meanwhile: a window left is dressed again at every change of the theme."""
    before = _windows()
    yield
    left = _windows() - before
    if left:
        from PySide6.QtCore import QCoreApplication, QEvent

        for window in left:
            window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


_no_window_is_left_by_a_test = pytest.fixture(autouse=True)(_without_windows)
_no_window_is_left_by_a_module = pytest.fixture(autouse=True, scope="module")(_without_windows)
"""Its fixtures may have opened some before the first test began."""


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


def _keywords(values):
    return {key.replace(".", "__"): value for key, value in values.items()}


def typed_over(read, values):
    """Return facts in which all of `read` came from a workbook, and `values` were typed after."""
    draft, source = Draft(read.report), Source(SourceKind.WORKBOOK, "决算.xlsx", "三公表 C9")
    for place, entry in read.report.entries.items():
        draft.put_entry(place, Entry(entry.value, source))
    for key, value in values.items():
        section = FORM.sections[key.split("__")[0]]
        cells = [(0, {key.split("__")[1]: value})] if isinstance(value, str) else []
        for row, name, text in [
            (row, name, text)
            for row, texts in cells or zip(read.rows(section), value, strict=True)
            for name, text in texts.items()
        ]:
            draft.type_in(next(f for f in section.fields if f.name == name), text, row)
    return read.after(read.report.apply(draft.change), draft.change)


@pytest.fixture
def facts_of_case():
    """Facts of a case in cases/*.toml: what was filled in, and before that what a workbook gave."""

    def facts(case):
        values, read = _keywords(case["填"]), _keywords(case.get("表里", {}))
        before = Facts(typed(**read), default_scheme())
        return typed_over(before, values) if read else Facts(typed(**values), default_scheme())

    return facts


@pytest.fixture
def store(tmp_path):
    store = ReportStore(tmp_path / "reports.db")
    yield store
    store.close()


@pytest.fixture
def session(qapp, store):
    from pingkou_gui.session import Session

    return Session(store, store.create(Record(Report(), "")), default_scheme())

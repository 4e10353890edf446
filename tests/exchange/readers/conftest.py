"""Folders of many files, readers that misbehave, and what two readers make of them."""

import shutil
import sys
import time
import zipfile

import pytest

from pingkou_gui.exchange.collecting import collect
from pingkou_gui.exchange.readers import in_order, second


@pytest.fixture
def many(pack, inbox):
    """Sixty files: two units over and over, broken and foreign ones, one of a Word file's name."""
    good, other = pack("000.jxbg"), pack("001.jxbg", days=1, unit="安化县大福镇人民政府")
    cut = good.read_bytes()[:3000]
    for number in range(2, 60):
        path = inbox / f"{number:03}.jxbg"
        if number % 10 == 3:
            path.write_bytes(cut)
        elif number % 10 == 7:
            path.with_suffix(".docx").write_bytes(b"PK no Word file")
        else:
            shutil.copy(other if number % 2 else good, path)
    return inbox


@pytest.fixture
def slow_here(monkeypatch):
    """Let this process take its time, so that the other one has a share; count what it reads."""
    read_here = []

    def slow(path, shown, ways):
        read_here.append(shown)
        time.sleep(0.05)
        return plain(path, shown, ways)

    plain = in_order.read
    monkeypatch.setattr(in_order, "read", slow)
    return read_here


@pytest.fixture
def started(monkeypatch):
    """Keep every process that is started."""
    kept, start = [], second._started

    def starting():
        found = start()
        kept.append(found[0])
        return found

    monkeypatch.setattr(second, "_started", starting)
    return kept


@pytest.fixture
def second_reader(monkeypatch):
    """Let the second reader be another program: some lines of Python."""

    def is_now(program):
        monkeypatch.setattr(second, "own_words", lambda: [sys.executable, "-c", program])

    return is_now


@pytest.fixture
def outcome_of(wanted):
    """Collect, and give all that came of it: the database, the sheets, the lists."""

    def collected(many, **more):
        asked = wanted(**more)
        outcome = collect(asked, many=many)
        with zipfile.ZipFile(outcome.workbook) as book:
            sheets = {name: book.read(name) for name in book.namelist() if "docProps" not in name}
        return asked.database.read_bytes(), sheets, outcome

    return collected


@pytest.fixture
def alone(many, outcome_of):
    """Give what comes of the many where one reads them all; to be asked for before `slow_here`."""
    return outcome_of(10**9)


@pytest.fixture
def impatient(monkeypatch):
    """Wait a second for a file where a minute is usual."""
    monkeypatch.setattr(second, "PATIENCE", 1.5)
    monkeypatch.setattr(second, "GRACE", 0.1)

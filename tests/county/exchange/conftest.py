from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pingkou_gui.county.collect import CollectionRequest
from pingkou_gui.county.package import look_over, send
from pingkou_gui.form.pages.basic_spending import Conferences
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.paths import asset
from pingkou_gui.report.json_format import Record, from_json
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.scheme.scheme_reader import default_scheme

NOW = datetime(2024, 3, 20, 9, tzinfo=UTC)


@pytest.fixture(scope="session")
def sample():
    return from_json(asset("sample/pingkou-2023.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def short():
    """A report of a few words and figures, for what does not depend on what a report says."""
    draft = Draft(Report())
    draft.type_in(Unit.year, "2023")
    draft.type_in(Unit.county, "安化县")
    draft.type_in(Conferences.meetings.this, "2.80")
    return Record(Report().apply(draft.change), default_scheme().text)


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "收到"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def looked_over():
    """Look a report over as it is packed; the same one, as most tests pack it, only once."""
    known = {}

    def look(given, unit, fields):
        key = id(given), unit, tuple((field.key, text) for field, text in fields)
        if key not in known:
            draft = Draft(given.report)
            draft.type_in(Unit.name, unit)
            for field, text in fields:
                draft.type_in(field, text)
            record = Record(given.report.apply(draft.change), given.scheme)
            known[key] = given, look_over(record)  # `given` is kept: its id stays its own
        return known[key][1]

    return look


@pytest.fixture
def pack(inbox, sample, looked_over):
    """Pack the sample as another unit's, so many days later, with some fields typed anew."""

    def packed(name, days=0, unit="安化县平口镇人民政府", **typed):
        looked = looked_over(typed.get("record", sample), unit, typed.get("fields", ()))
        target = inbox / name
        target.parent.mkdir(parents=True, exist_ok=True)
        return send(looked, target, NOW + timedelta(days=days), despite="按期报送，核实中")

    return packed


@pytest.fixture
def wanted(inbox, tmp_path):
    basic = CollectionRequest(
        (inbox,), tmp_path / "汇总.xlsx", tmp_path / "汇总.sqlite", now=NOW + timedelta(days=60)
    )
    return lambda **more: replace(basic, **more)

"""The quick way gives the same figures as the whole report does."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pingkou_gui.assets import asset
from pingkou_gui.county.collecting.columns import COLUMNS, measured
from pingkou_gui.county.collecting.quick import QuickFacts, quick_report
from pingkou_gui.domain.facts import Facts
from pingkou_gui.domain.record import from_json
from pingkou_gui.errors import UnusableFileError
from pingkou_gui.scheme.reader import default_scheme

SAMPLE = asset("sample/pingkou-2023.json").read_text("utf-8")
TEXTS = st.sampled_from(
    ["0", "1.00", "12.34", "-5.00", "无", "很多", "7", "1e5", "１２．５", "", "99.999999", "\x00"]
)


def same(text):
    quick, _ = quick_report(text)
    whole = from_json(text).report
    return measured(QuickFacts(quick, default_scheme())) == measured(Facts(whole, default_scheme()))


def test_the_sample_gives_the_same_figures():
    assert same(SAMPLE)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_changed_sample_gives_the_same_figures(data):
    content = json.loads(SAMPLE)
    entries = content["entries"]
    count = len(entries)
    for at in data.draw(st.lists(st.integers(0, count - 1), max_size=60)):
        entries[at][3] = data.draw(TEXTS)
    gone = data.draw(st.sets(st.integers(0, count - 1), max_size=40))
    content["entries"] = [entry for at, entry in enumerate(entries) if at not in gone]
    assert same(json.dumps(content))


def test_every_column_is_measured():
    quick, _ = quick_report(SAMPLE)
    assert set(measured(QuickFacts(quick, default_scheme()))) == {c.key for c in COLUMNS}


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "[" * 100_000, '{"format": "pingkou-report", "version": 9}', "null",
     '{"format": "pingkou-report", "version": 1, "rows": [["project", 0, [1, 1]]], "entries": []}'],
)  # fmt: skip
def test_what_is_no_report_is_refused(text):
    with pytest.raises(UnusableFileError):
        quick_report(text)

"""The quick way gives the same figures as the whole report does."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pingkou_gui.assets import asset
from pingkou_gui.county.collecting.columns import COLUMNS, measured
from pingkou_gui.county.collecting.quick import QuickFacts, quick_report
from pingkou_gui.domain.facts import Facts
from pingkou_gui.domain.figures import FIGURES
from pingkou_gui.domain.record import from_json
from pingkou_gui.errors import UnusableFileError
from pingkou_gui.scheme.reader import default_scheme
from pingkou_gui.spec.form import FORM

SAMPLE = asset("sample/pingkou-2023.json").read_text("utf-8")
TEXTS = st.sampled_from(
    ["0", "1.00", "12.34", "-5.00", "无", "很多", "7", "1e5", "１２．５", "", "99.999999", "\x00"]
)
SUMMED = ("economic_item", "project", "indicator", "three_public", "general")
ODD = st.sampled_from(["", "无", "x", None, 0, -1, 1.0, True, [], {}, 2**60, "name", "project"])


def same(text):
    quick, _ = quick_report(text)
    whole = from_json(text).report
    return measured(QuickFacts(quick, default_scheme())) == measured(Facts(whole, default_scheme()))


def same_or_refused(text):
    try:
        from_json(text)
    except UnusableFileError:
        with pytest.raises(UnusableFileError):
            quick_report(text)
        return True
    return same(text)


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


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_changed_rows_and_places_give_the_same_figures_or_are_refused(data):
    content = json.loads(SAMPLE)
    entry = data.draw(st.sampled_from([e for e in content["entries"] if e[0] in SUMMED]))
    entry[data.draw(st.integers(0, 3))] = data.draw(ODD)
    lane = data.draw(st.sampled_from(content["rows"]))
    lane[2] = data.draw(st.lists(st.sampled_from(lane[2]), unique=True))
    assert same_or_refused(json.dumps(content))


@pytest.mark.parametrize(
    "entry", [[], ["unit"], "unit", {}, None, ["unit", 0, "name"], [1, 2, 3, 4]]
)
def test_an_entry_out_of_shape_is_refused_by_both_or_by_neither(entry):
    content = json.loads(SAMPLE)
    content["entries"].append(entry)
    assert same_or_refused(json.dumps(content))


@pytest.mark.parametrize("name", ["rows", "entries"])
@pytest.mark.parametrize("odd", [None, 0, "", {}, [[]], [["project", True, [1]]], "abc"])
def test_a_list_out_of_shape_is_refused_by_both_or_by_neither(name, odd):
    assert same_or_refused(json.dumps(json.loads(SAMPLE) | {name: odd}))


def test_a_report_that_was_read_in_full_gives_the_same_figures():
    whole = from_json(SAMPLE).report
    assert measured(QuickFacts(whole, default_scheme())) == measured(Facts(whole, default_scheme()))


def test_lazy_entries_are_those_of_the_whole_report():
    quick, whole = quick_report(SAMPLE)[0], from_json(SAMPLE).report
    assert len(quick.entries) == len(list(quick.entries))
    assert all(entry.value == whole[place] for place, entry in quick.entries.items())


def test_what_is_stated_as_none_is_known_of_fields_and_sums():
    quick, whole = (F(r, default_scheme()) for F, r in (
        (QuickFacts, quick_report(SAMPLE)[0]), (Facts, from_json(SAMPLE).report)))  # fmt: skip
    figures = [FIGURES[column.key] for column in COLUMNS if column.key in FIGURES]
    asked = [*FORM.sections["three_public"].fields, *figures]
    assert [quick.stated_none(i) for i in asked] == [whole.stated_none(i) for i in asked]


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

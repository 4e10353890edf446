"""The sample: complete, readable, typed as a clerk would, in words of our own."""

import runpy
import tomllib
from pathlib import Path

import pytest

from pingkou_gui.document.compose import compose, numbers_printed, numbers_typed, typed_twice
from pingkou_gui.form.values import Unread
from pingkou_gui.paths import asset
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.json_format import from_json
from pingkou_gui.scheme.scheme_reader import default_scheme

EXAMPLE = Path(__file__).parents[3].parent / "shared/reports/pingkou-2023.txt"
RUN = 30


@pytest.fixture(scope="module")
def sample():
    return from_json(asset("sample/pingkou-2023.json").read_text(encoding="utf-8")).report


@pytest.fixture(scope="module")
def facts(sample):
    return Facts(sample, default_scheme())


def test_nothing_in_it_is_unreadable(sample):
    assert not [place for place, e in sample.entries.items() if isinstance(e.value, Unread)]


def test_it_is_what_its_typed_texts_make(sample):
    made = runpy.run_path(str(asset("sample/make_sample.py")))["sample"]()
    assert made.row_lists == sample.row_lists
    assert {p: e.value for p, e in made.entries.items()} == {
        p: e.value for p, e in sample.entries.items()
    }


def test_no_total_in_it_is_typed_beside_its_parts(facts):
    assert typed_twice(facts) == ()


def test_it_prints_more_numbers_than_were_typed(sample, facts, record_property):
    typed, printed = numbers_typed(sample), numbers_printed(compose(facts, draft=True))
    record_property("numbers_typed", typed)
    record_property("numbers_printed", printed)
    assert 0 < typed < printed


def _texts(value):
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _texts(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner)]
    return [value]


def test_its_prose_is_not_that_of_the_published_report():
    if not EXAMPLE.exists():
        pytest.skip("the published report is not beside this checkout")
    published = EXAMPLE.read_text(encoding="utf-8")
    texts = _texts(tomllib.loads(asset("sample/pingkou-2023.toml").read_text(encoding="utf-8")))
    runs = [t[i : i + RUN] for t in texts for i in range(len(t) - RUN + 1)]
    assert runs
    assert [run for run in runs if run in published] == []

"""A report as JSON: nothing is lost, nothing foreign is taken."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.form.form import FORM
from pingkou_gui.form.values import SINGLE, Source, SourceKind
from pingkou_gui.report.json_format import Record, from_json, to_json
from pingkou_gui.report.report import Draft, Report

TEXTS = st.one_of(
    st.text(max_size=30), st.sampled_from(["无", "12.5", "2023", "一般公共预算", "abc"])
)
SOURCES = st.builds(Source, st.sampled_from(SourceKind), *[st.text(max_size=5)] * 4)


@st.composite
def reports(draw):
    draft = Draft(Report())
    for section in FORM.sections.values():
        rows = [SINGLE]
        if section.repeated():
            parents = [SINGLE] if section.parent is None else draft.rows(section.parent.key)
            rows = [draft.add(section, p) for p in parents for _ in range(draw(st.integers(0, 2)))]
        for row in rows:
            for field in draw(st.lists(st.sampled_from(section.fields), max_size=3)):
                value = field.read(draw(TEXTS)).value
                draft.put(field, value, row, draw(SOURCES))
    return Report().apply(draft.change)


@given(reports(), st.text(max_size=40))
def test_every_report_comes_back_as_it_went(report, scheme):
    record = Record(report, scheme)
    text = to_json(record)
    assert from_json(text) == record
    assert to_json(from_json(text)) == text


def test_chinese_stands_as_it_is_and_escaped_data_are_read_as_well(report_of):
    record = Record(report_of(unit__name="平口镇"), "")
    text = to_json(record)
    assert "平口镇" in text
    assert from_json(json.dumps(json.loads(text))) == record


def test_half_a_character_goes_into_a_file_and_comes_back():
    record = Record(Report(), "方案\ud800")
    assert from_json(to_json(record).encode().decode()) == record


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"format": "other"}',
        "[" * 100_000,
        '{"format": "pingkou-report", "version": 1}',
        '{"format": "pingkou-report", "version": 1, "rows": 5, "entries": []}',
        '{"format": "pingkou-report", "version": 1, "rows": [], "entries": [[1, 2, 3, 4]]}',
        '{"format":"pingkou-report","version":1,"rows":[["project",0,[1,1]]],"entries":[]}',
        '{"format":"pingkou-report","version":1,"rows":[],"entries":[["unit",0,"name",{}]]}',
    ],
)
def test_what_is_not_ours_is_refused_in_one_sentence(text):
    with pytest.raises(UnusableFileError, match="不是本程序的报告数据"):
        from_json(text)


def test_a_newer_format_is_refused_and_says_so():
    with pytest.raises(UnusableFileError, match="更新版本"):
        from_json('{"format": "pingkou-report", "version": 2}')


def test_a_field_of_a_newer_version_is_left_out():
    data = {
        "format": "pingkou-report",
        "version": 1,
        "rows": [],
        "entries": [["unit", 0, "x", "y"]],
    }
    assert from_json(json.dumps(data)).report == Report()


def test_a_row_number_in_two_lists_is_refused_for_one_of_them_would_lose_it():
    rows = [["project", 0, [1]], ["duty", 0, [1]]]
    data = {"format": "pingkou-report", "version": 1, "scheme": "", "rows": rows, "entries": []}
    with pytest.raises(UnusableFileError):
        from_json(json.dumps(data))


@pytest.mark.parametrize("blank", ["", "  "])
def test_an_entry_without_text_is_a_blank(blank):
    entries = [[*place, blank] for place in (("unit", 0, "name"), ("basic", 0, "wages_this"))]
    data = {"format": "pingkou-report", "version": 1, "scheme": "", "rows": [], "entries": entries}
    assert from_json(json.dumps(data)).report.entries == {}


def test_the_refusal_of_one_file_keeps_nothing_of_the_next():
    errors = []
    for text in ("[1]", "[2]"):
        with pytest.raises(UnusableFileError) as caught:
            from_json(text)
        errors.append(caught.value)
    assert errors[0] is not errors[1]

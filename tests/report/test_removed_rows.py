"""Values of rows that are no more: what a data file still holds of them is no part of the report."""

import json

import pytest

from pingkou_gui.form.pages.projects import Project
from pingkou_gui.paths import asset
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figure_index import FIGURES
from pingkou_gui.report.json_format import Record, from_json, to_json
from pingkou_gui.report.report import Draft
from pingkou_gui.scheme.scheme_reader import default_scheme
from pingkou_gui.store.reports import ReportStore

SAMPLE = asset("sample/pingkou-2023.json").read_text("utf-8")


def without_rows(section, *gone):
    """The sample's data with some rows taken out of their list, their values left behind."""
    data = json.loads(SAMPLE)
    for row_list in data["rows"]:
        if row_list[0] == section:
            row_list[2] = [row for row in row_list[2] if row not in gone]
    return json.dumps(data, ensure_ascii=False)


def values(report):
    facts = Facts(report, default_scheme())
    return {key: facts[figure] for key, figure in FIGURES.items() if not figure.section}


def rows_of(section):
    return [
        row
        for row_list in json.loads(SAMPLE)["rows"]
        if row_list[0] == section
        for row in row_list[2]
    ]


@pytest.mark.parametrize("section", ["project", "indicator", "economic_item", "problem"])
def test_values_of_a_row_that_is_in_no_list_are_left_out(section):
    gone = rows_of(section)[0]
    report = from_json(without_rows(section, gone)).report
    assert gone not in report.rows(section)
    assert not [place for place in report.entries if place[:2] == (section, gone)]
    kept = {place for place in from_json(SAMPLE).report.entries if place[:2] != (section, gone)}
    assert set(report.entries) == kept


def test_what_is_left_behind_has_no_part_in_any_figure():
    draft = Draft(from_json(SAMPLE).report)
    for row in (59, 66):
        draft.remove(Project, row)
    removed = from_json(SAMPLE).report.apply(draft.change)
    assert values(from_json(without_rows("project", 59, 66)).report) == values(removed)
    assert values(removed) != values(from_json(SAMPLE).report)


def test_a_list_that_is_empty_leaves_no_values():
    report = from_json(without_rows("organisation", *rows_of("organisation"))).report
    assert not [place for place in report.entries if place.section == "organisation"]


def test_left_behind_values_come_to_nothing_when_the_data_are_written_again():
    text = without_rows("project", 59, 66)
    record = from_json(text)
    written = to_json(record)
    assert from_json(written) == record
    assert "县乡解困资金" in text
    assert "县乡解困资金" not in written


def test_removing_a_project_removes_what_it_holds_and_bringing_it_back_restores_it():
    record = from_json(SAMPLE)
    draft = Draft(record.report)
    draft.remove(Project, 59)
    removed = record.report.apply(draft.change)
    gone = {place for place in record.report.entries if place not in removed.entries}
    assert {place.section for place in gone} == {"project", "project_indicator"}
    assert removed.rows("project_indicator", 59) == ()
    again = from_json(to_json(Record(removed, "")))
    assert again.report == removed
    assert removed.apply(draft.change.inverse) == record.report


def test_the_store_keeps_no_value_of_a_removed_row():
    store = ReportStore(None)
    report_id = store.create(from_json(SAMPLE))
    draft = Draft(store.load(report_id).report)
    draft.remove(Project, 59)
    store.save(report_id, draft.change, "删除项目")
    report = store.load(report_id).report
    assert not [place for place in report.entries if place.row in {59, 60, 61, 62, 63, 64, 65}]
    assert store.next_row(report_id) > max(place.row for place in report.entries)
    store.close()

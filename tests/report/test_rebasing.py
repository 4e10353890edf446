"""A change made again on a report that others have changed meanwhile, and what a record refuses."""

import json

import pytest

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.form.pages.overview import Duty, Unit
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import TYPED, Entry, Place, RowList, Source, SourceKind
from pingkou_gui.report import json_format as record_module
from pingkou_gui.report.json_format import (
    Record,
    from_json,
    source_as_data,
    source_from_data,
    to_json,
)
from pingkou_gui.report.report import Change, Draft, Report

LANE = RowList(Project.key)


def rows(before, after):
    return Change({}, {LANE: (before, after)})


def report_with(*numbers):
    return Report().apply(rows((), numbers))


@pytest.mark.parametrize(
    ("before", "after", "now", "found"),
    [
        ((1, 2), (1, 2, 3), (1, 2, 9), (1, 2, 9, 3)),
        ((1, 2), (3, 1, 2), (1, 2, 9), (3, 1, 2, 9)),
        ((1, 2), (1, 3, 2), (1, 2, 9), (1, 3, 2, 9)),
        ((1, 2), (2, 1), (1, 2, 9), (2, 1, 9)),
        ((1, 2), (1,), (1, 2, 9), (1, 9)),
        ((1, 2), (1, 2, 3), (2,), (2, 3)),
        ((1, 2), (1, 2, 3), (), (3,)),
        ((), (3,), (9,), (9, 3)),
        ((1,), (1, 3), (1, 3), (1, 3)),
    ],
)
def test_rows_added_meanwhile_stay_and_rows_taken_away_stay_away(before, after, now, found):
    again = rows(before, after).rebase(report_with(*now))
    assert report_with(*now).apply(again).rows(*LANE) == found


def test_a_change_that_was_made_already_is_none():
    assert not rows((1,), (1, 3)).rebase(report_with(1, 3))
    change = Change({Unit.name.at(): (None, Entry("甲"))})
    assert not change.rebase(Report().apply(change))
    assert change.rebase(Report()) == change


def test_a_value_typed_meanwhile_is_what_the_change_takes_the_place_of(report_of):
    change = Change({Unit.name.at(): (None, Entry("甲"))})
    again = change.rebase(report_of(unit__name="乙"))
    assert again.entries == {Unit.name.at(): (Entry("乙"), Entry("甲"))}


def test_two_changes_of_rows_are_one_and_back_again_is_none():
    first, second = rows((1,), (1, 2)), rows((1, 2), (1, 2, 3))
    assert first.merge(second) == rows((1,), (1, 2, 3))
    assert not first.merge(rows((1, 2), (1,)))
    assert rows((), (1,)).merge(Change({})) == rows((), (1,))


def test_a_row_of_another_section_has_no_such_lane(report_of):
    report = report_of(duty=[{"text": "甲"}], project=[{"name": "乙"}])
    assert report.row_list_of(Project.key, 2) == LANE
    assert report.row_list_of(Duty.key, 2) is None
    assert (report.position(1), report.position(7), report.last_row) == (0, 0, 2)
    assert Report().last_row == 0


def test_the_places_of_a_row_are_those_of_its_section_alone(report_of):
    report = report_of(duty=[{"text": "甲"}], project=[{"name": "乙", "outturn": "5"}])
    assert list(report.places_in(Project.key, 2)) == [Project.name.at(2), Project.outturn.at(2)]
    assert list(report.places_in(Duty.key, 2)) == []


def test_a_row_that_is_not_there_can_be_removed_without_harm(report_of):
    report = report_of(project=[{"name": "甲"}])
    draft = Draft(report)
    draft.remove(Project, 9)
    assert not draft.change


def test_a_value_put_into_a_row_and_removed_with_it_leaves_nothing():
    draft = Draft(Report())
    row = draft.add(Project)
    draft.type_in(Project.name, "甲", row)
    draft.remove(Project, row)
    assert not draft.change


def test_new_rows_get_numbers_one_after_another():
    draft = Draft(Report())
    assert [draft.add(Project) for _ in range(3)] == [1, 2, 3]
    assert draft.add(Project, at=0) == 4
    assert draft.rows(Project.key) == (4, 1, 2, 3)


@pytest.mark.parametrize(
    ("typed", "origin"), [("一、管路", "一、管路"), ("管路", ""), ("1.管路\n管桥", "1.管路\n管桥")]
)
def test_a_number_taken_off_is_kept_as_the_origin(typed, origin):
    draft = Draft(Report())
    row = draft.add(Duty)
    draft.put(Duty.text, typed, row)
    draft.drop_number(Duty.text, row)
    entry = draft.entry(Duty.text.at(row))
    assert entry.value.startswith("管路")
    assert entry.source.original == origin


def test_an_origin_that_is_known_is_not_replaced_and_a_blank_stays_one():
    draft = Draft(Report())
    row = draft.add(Duty)
    draft.put(Duty.text, "一、管路", row, Source(original="一、 管路"))
    draft.drop_number(Duty.text, row)
    assert draft.entry(Duty.text.at(row)).source.original == "一、 管路"
    draft.put(Duty.text, None, row)
    draft.drop_number(Duty.text, row)
    assert draft.entry(Duty.text.at(row)) is None


def data(**changed):
    whole = {"format": "pingkou-report", "version": 1, "rows": [], "entries": []}
    return json.dumps(whole | changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"rows": [["project", 0, [True]]]},
        {"rows": [["project", 0, [-1]]]},
        {"rows": [["project", 0, [2**53]]]},
        {"rows": [["project", 0, ["1"]]]},
        {"rows": [["project", -1, [1]]]},
        {"rows": [["project", 0, [1]], ["project", 1, [1]]]},
        {"rows": [[5, 0, [1]]]},
        {"entries": [["unit", 0, 5, "甲"]]},
        {"entries": [["unit", True, "name", "甲"]]},
        {"entries": [["unit", 0, "name", 5]]},
        {"entries": [["unit", 0, "name", "甲", "乙"]]},
    ],
)
def test_a_number_or_a_word_of_the_wrong_kind_is_refused(changed):
    with pytest.raises(UnusableFileError, match="不是本程序的报告数据"):
        from_json(data(**changed))


def test_the_largest_row_number_and_row_nought_are_taken():
    report = from_json(data(rows=[["project", 0, [2**53 - 1, 0]]])).report
    assert report.rows("project") == (2**53 - 1, 0)


def test_rows_and_sections_of_a_newer_version_and_values_of_no_row_are_left_out():
    rows = [["project", 0, [1]], ["future", 0, [2]], ["duty", 0, []]]
    entries = [
        ["project", 1, "name", "甲"],
        ["project", 7, "name", "乙"],
        ["unit", 0, "name", "丙"],
    ]
    report = from_json(data(rows=rows, entries=entries)).report
    assert report.row_lists == {LANE: (1,)}
    assert set(report.entries) == {Place("project", 1, "name"), Place("unit", 0, "name")}


def test_too_long_a_text_is_refused_before_it_is_read(monkeypatch):
    text = data()
    monkeypatch.setattr(record_module, "LARGEST", len(text))
    assert from_json(text).report == Report()
    monkeypatch.setattr(record_module, "LARGEST", len(text) - 1)
    with pytest.raises(UnusableFileError, match="太大"):
        from_json(text)


def test_a_source_is_written_only_where_there_is_more_than_typing_to_say():
    assert source_as_data(TYPED) is None
    source = Source(SourceKind.WORKBOOK, "决算.xlsx", "C3")
    assert source_as_data(source) == {"kind": "workbook", "file": "决算.xlsx", "where": "C3"}
    assert source_from_data(source_as_data(source)) == source
    assert source_from_data(None) == source_from_data({}) == TYPED
    assert source_from_data({"kind": "telepathy", "where": "C3"}) == Source(where="C3")


def test_a_field_this_version_does_not_know_is_not_written(report_of):
    known = report_of(unit__name="平口镇")
    strange = known.apply(Change({Place("unit", 0, "moon"): (None, Entry("满"))}))
    assert to_json(Record(strange, "")) == to_json(Record(known, ""))

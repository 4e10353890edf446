import pytest

from pingkou_gui.form.form import FORM
from pingkou_gui.form.values import SourceKind
from pingkou_gui.paths import asset
from pingkou_gui.report.carried import (
    LAST_YEARS,
    SETTLED,
    awaits_confirmation,
    confirm,
    waiting,
    waiting_by_page,
    waiting_in_row,
)
from pingkou_gui.report.json_format import from_json
from pingkou_gui.report.new_year import CARRIED, new_year
from pingkou_gui.report.report import Draft


@pytest.fixture(scope="module")
def turned():
    """The report of the year after the sample's."""
    record = from_json(asset("sample/pingkou-2023.json").read_text("utf-8"))
    return new_year(record).report


def confirmed(report, places):
    draft = Draft(report)
    confirm(draft, report, places)
    return report.apply(draft.change)


def test_no_figure_of_last_year_awaits_confirmation(turned):
    names = {(place.section, place.field) for place in waiting(turned)}
    assert not names & SETTLED
    assert not [name for _, name in names if name.endswith("last")]


def test_what_was_carried_in_awaits_a_look_as_this_year_grants_it(turned):
    assert ("general", "carried_in") in {(place.section, place.field) for place in waiting(turned)}


def test_the_class_and_the_name_of_an_item_go_with_its_amount(turned):
    assert not [place for place in waiting(turned) if place.section == "economic_item"]


def test_words_and_names_for_this_year_await_confirmation(turned):
    sections = {place.section for place in waiting(turned)}
    assert {"unit", "organisation", "duty", "project", "indicator", "problem"} <= sections


def test_all_that_is_carried_is_last_years_or_awaits_confirmation(turned):
    for place, entry in turned.entries.items():
        assert entry.source.kind is SourceKind.CARRIED
        known = (place.section, place.field) in CARRIED | LAST_YEARS
        assert known, place


def test_a_value_that_was_typed_awaits_nothing(report_of):
    report = report_of(unit__name="平口镇", project=[{"name": "修路"}])
    assert waiting(report) == ()
    assert waiting_by_page(report) == {}


def test_the_page_asked_for_is_the_page_told(turned):
    every = {place for page in FORM.pages for place in waiting(turned, page.key)}
    assert every == set(waiting(turned))
    assert all(FORM.page_of(p.section).key == "problems" for p in waiting(turned, "problems"))


def test_a_row_counts_once_and_a_single_value_counts_for_itself(turned):
    rows = {(p.section, p.row) for p in waiting(turned, "projects") if p.row}
    single = [p for p in waiting(turned, "projects") if not p.row]
    assert waiting_by_page(turned)["projects"] == len(rows) + len(single)


def test_a_page_confirmed_awaits_nothing_and_keeps_its_values(turned):
    after = confirmed(turned, waiting(turned, "projects"))
    assert waiting(after, "projects") == ()
    assert "projects" not in waiting_by_page(after)
    assert {p: e.value for p, e in after.entries.items()} == {
        p: e.value for p, e in turned.entries.items()
    }
    assert set(waiting(after)) == set(waiting(turned)) - set(waiting(turned, "projects"))


def test_a_row_is_confirmed_as_one_and_no_other_with_it(turned):
    first, second, *_ = turned.rows("project")
    place = next(p for p in waiting(turned) if (p.section, p.row) == ("project", first))
    after = confirmed(turned, waiting_in_row(turned, place))
    left = {p.row for p in waiting(after) if p.section == "project"}
    assert first not in left
    assert second in left


def test_a_single_value_is_confirmed_alone(turned):
    place = next(p for p in waiting(turned) if p.section == "unit")
    assert waiting_in_row(turned, place) == (place,)


def test_confirming_last_years_own_figure_changes_nothing(turned):
    place = next(p for p in turned.entries if p.field == "headcount_last")
    assert not awaits_confirmation(place, turned.entries[place])
    assert confirmed(turned, [place]) == turned

"""The day that is played: its two years are finished, its files can be read, its copy is counted."""

import pytest
from clerks_day.days_reports import (
    accounts_file,
    open_things,
    projects_file,
    targets_file,
    two_years,
)
from clerks_day.played_ways import goal_of
from clerks_day.word_copy import _places, places_to_retype

from pingkou_gui.form.pages.projects import Project
from pingkou_gui.importers.several_files import read_together
from pingkou_gui.report.report import Draft, Report


@pytest.fixture(scope="module")
def years():
    return two_years()


def test_both_years_are_finished(years):
    assert open_things(years.first) == []
    assert open_things(years.second) == []


def test_the_files_of_the_second_year_give_what_they_hold(years, tmp_path):
    files = [
        accounts_file(years.second, tmp_path / "a.xlsx"),
        projects_file(years.second, tmp_path / "p.xlsx"),
        targets_file(years.second, tmp_path / "t.xlsx"),
    ]
    read = read_together(files, Report(), own_year=2024)
    assert not read.conflicts
    assert all(file.values for file in read.files)


def test_rows_are_found_by_their_names_whatever_their_numbers(years):
    report, aim = Report(), years.second.report
    name = aim[Project.name.at(aim.rows(Project.key)[2])]
    draft = Draft(report)
    row = draft.add(Project)
    draft.put(Project.name, name, row)
    held = report.apply(draft.change)
    assert goal_of(aim, held)[Project.name.at(row)] == name


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ("支出1.00万元", "支出1.00万元", 0),
        ("支出1.00万元", "支出2.50万元", 1),
        ("支出1.00万元，下降2.00%", "支出2.50万元，增长3.00%", 2),
        ("", "新的一句", 1),
    ],
)
def test_a_place_is_what_is_selected_and_typed_over_at_once(old, new, places):
    assert _places(old, new) == places


def test_a_copy_of_the_first_years_file_wants_many_places_typed(years):
    assert places_to_retype(years).places > 150
    same = type(years)(years.first, years.first)
    assert places_to_retype(same).places == 1

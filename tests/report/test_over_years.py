from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.form.pages.basic_spending import Basic, Conferences
from pingkou_gui.form.pages.overview import OverviewTexts, Staff, Unit
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.report.figures import headcount_change, quantity
from pingkou_gui.report.figures_funds import project_execution_rate
from pingkou_gui.report.over_years import Part, differing_parts, over_years
from pingkou_gui.report.report import Draft
from pingkou_gui.report.row_names import same_place


def years(told):
    return [(value.year, value.text) for value in told.values]


def test_a_report_alone_knows_this_year_and_the_one_before(facts_of):
    f = facts_of(conferences__meetings="2.80", conferences__meetings_last="3.59")
    for ref in (Conferences.meetings.this.at(), Conferences.meetings.last.at()):
        told = over_years({2024: f}, 2024, ref)
        assert years(told) == [(2023, "3.59"), (2024, "2.80")]
        assert (told.label, told.unit) == ("会议费", "万元")
        assert told.values[0].source == "2024年度报告里的上年数"


def test_a_year_with_a_report_of_its_own_speaks_for_itself(facts_of):
    old = facts_of(conferences__meetings="3.60", conferences__meetings_last="4")
    new = facts_of(conferences__meetings="2.80", conferences__meetings_last="3.59")
    told = over_years({2023: old, 2024: new}, 2024, Conferences.meetings.this.at())
    assert years(told) == [(2022, "4.00"), (2023, "3.60"), (2024, "2.80")]
    assert told.values[1].source == ""


def test_a_year_between_two_reports_is_told_by_the_later_and_hides_neither(facts_of):
    old, new = (
        facts_of(conferences__meetings=this, conferences__meetings_last=last)
        for this, last in (("3.60", "4"), ("2.80", "3.59"))
    )
    told = over_years({2022: old, 2024: new}, 2024, Conferences.meetings.this.at())
    assert years(told) == [(2021, "4.00"), (2022, "3.60"), (2023, "3.59"), (2024, "2.80")]


def test_a_total_that_follows_from_its_parts_is_known_in_every_year(facts_of):
    old = facts_of(basic__wages="5", basic__transfers="1")
    new = facts_of(basic__personnel="7")
    told = over_years({2023: old, 2024: new}, 2024, Basic.personnel.this.at())
    assert years(told) == [(2023, "6.00"), (2024, "7.00")]


def test_a_derived_rate_is_told_by_year_too(facts_of):
    old = facts_of(conferences__meetings="1", conferences__meetings_last="2")
    new = facts_of(conferences__meetings="3", conferences__meetings_last="1")
    rate = quantity(Conferences.meetings).rate.at()
    told = over_years({2023: old, 2024: new}, 2024, rate)
    assert years(told) == [(2023, "-50.00%"), (2024, "200.00%")]


def test_people_are_told_in_whole_numbers(facts_of):
    f = facts_of(staff__headcount="91", staff__headcount_last="96")
    told = over_years({2024: f}, 2024, Staff.headcount.at())
    assert [value.number for value in told.values] == [Decimal(96), Decimal(91)]


def test_a_project_is_the_same_where_it_is_called_the_same(facts_of):
    old = facts_of(
        project=[{"name": "水利", "outturn": "9"}, {"name": "村级 道路", "outturn": "5"}]
    )
    new = facts_of(project=[{"name": "村级道路", "outturn": "6", "last": "5"}])
    told = over_years({2023: old, 2024: new}, 2024, Project.outturn.at(1))
    assert years(told) == [(2023, "5.00"), (2024, "6.00")]


def test_a_figure_of_a_project_is_that_of_the_project_of_its_name(facts_of):
    spent = {"full_year": "10", "outturn": "9"}
    old = facts_of(project=[{"name": "水利"}, spent | {"name": "修路"}])
    new = facts_of(project=[spent | {"name": "修路", "outturn": "6"}])
    told = over_years({2022: facts_of(), 2023: old, 2024: new}, 2024, project_execution_rate.at(1))
    assert years(told) == [(2023, "90.00%"), (2024, "60.00%")]


def test_a_number_of_persons_that_follows_is_told_whole(facts_of):
    f = facts_of(staff__headcount="91", staff__headcount_last="96")
    assert years(over_years({2024: f}, 2024, headcount_change.at())) == [(2024, "-5")]


def test_a_text_is_shown_by_year_and_has_no_line(facts_of):
    old = facts_of(overview_texts__overall="去年的话")
    new = facts_of(overview_texts__overall="今年的话")
    told = over_years({2023: old, 2024: new}, 2024, OverviewTexts.overall.at())
    assert years(told) == [(2023, "去年的话"), (2024, "今年的话")]
    assert not told.is_numeric


def test_words_in_the_place_of_a_number_are_shown_and_have_no_point_on_the_line(facts_of):
    old = facts_of(project=[{"name": "水利", "outturn": "见附表"}])
    new = facts_of(project=[{"name": "水利", "outturn": "6"}])
    told = over_years({2023: old, 2024: new}, 2024, Project.outturn.at(1))
    assert [(value.text, value.number) for value in told.values] == [
        ("见附表", None),
        ("6.00", Decimal(6)),
    ]


def test_years_without_a_value_are_left_out(facts_of):
    f = facts_of(unit__name="平口镇")
    assert over_years({2024: f}, 2024, Conferences.meetings.this.at()).values == ()


def test_a_row_without_a_name_is_the_same_as_none(report_of):
    here = report_of(project=[{"outturn": "5"}])
    there = report_of(project=[{"outturn": "5"}])
    assert same_place(Project.outturn.at(1), here, there) is None
    assert same_place(Unit.name.at(), here, there) == Unit.name.at()


def test_indicators_of_one_name_are_told_apart_by_their_projects(report_of):
    def of(*projects):
        report = report_of(project=[{"name": name} for name in projects])
        draft = Draft(report)
        rows = [draft.add(ProjectIndicator, parent) for parent in (1, 2)]
        for row in rows:
            draft.type_in(ProjectIndicator.name, "里程", row)
        return report.apply(draft.change), rows

    (here, mine), (there, theirs) = of("修路", "建桥"), of("建桥", "修路")
    for row, other in zip(mine, reversed(theirs), strict=True):
        found = same_place(ProjectIndicator.actual.at(row), here, there)
        assert found == ProjectIndicator.actual.at(other)
    (alone, _) = of("挖塘", "修渠")
    assert same_place(ProjectIndicator.actual.at(mine[0]), here, alone) is None


def test_of_a_text_that_repeats_itself_often_only_what_is_new_is_marked():
    often = "按时拨付，" * 250
    parts = differing_parts(f"没有拨付，{often}", often)
    assert [(p.text, p.differs) for p in parts] == [("没有拨付，", True), (often, False)]


def test_a_clause_that_only_grew_is_one_piece_of_the_earlier_text():
    assert differing_parts("修路3公里。", "修路13公里。") == (Part("修路3公里。", differs=False),)
    assert differing_parts("修路。建桥。通车。", "") == (Part("修路。建桥。通车。", differs=True),)


@pytest.mark.parametrize(("length", "marked"), [(199, ["1"]), (200, ["镇" * 199 + "1"])])
def test_a_clause_is_compared_by_letters_while_it_can_be_read_so(length, marked):
    same = "镇" * (length - 1)
    parts = differing_parts(f"{same}1", f"{same}2")
    assert [part.text for part in parts if part.differs] == marked


@pytest.mark.parametrize(
    ("before", "now", "marked"),
    [
        ("全年召开会议12次。", "全年召开会议15次。", ["2"]),
        ("修路。建桥。", "修路。", ["建桥。"]),
        ("修路。", "修路。建桥。", []),
        ("一样", "一样", []),
        ("", "新写的", []),
        ("全没了", "", ["全没了"]),
    ],
)
def test_what_differs_is_marked_and_nothing_else(before, now, marked):
    parts = differing_parts(before, now)
    assert [part.text for part in parts if part.differs] == marked


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_are_the_earlier_text_whole(before, now):
    assert "".join(part.text for part in differing_parts(before, now)) == before

"""这个数怎么来的."""

from decimal import Decimal

import pytest

from pingkou_gui.form.pages.basic_spending import Basic, Conferences
from pingkou_gui.form.values import Source, SourceKind
from pingkou_gui.report.figure_index import FIGURES, explain, origin
from pingkou_gui.report.figures import quantity, staff_control_rate
from pingkou_gui.report.figures_funds import project_execution_rate, projects_sum, total_spending


def test_a_rate_is_explained_in_words_and_in_numbers(facts_of):
    f = facts_of(conferences__meetings="2.80", conferences__meetings_last="5.65")
    rate = quantity(Conferences.meetings).rate
    assert f[rate]
    told = explain(f, rate.at())
    assert told.words == "会议费增减额 ÷ 会议费上年决算 × 100%"
    assert told.numbers == "-50.44% = -2.85 ÷ 5.65 × 100%"
    assert next((i.label, i.value) for i in told.inputs) == ("会议费增减额", "-2.85")


def test_an_input_says_where_it_came_from(facts_of):
    f = facts_of(basic__goods="2448000元")
    total = quantity(Basic.goods).this
    assert f[total] == Decimal("244.80")
    assert explain(f, total.at()).inputs[0].origin == "手填（输入 2448000元）"


def test_a_projects_rate_names_its_own_row(facts_of):
    f = facts_of(project=[{"full_year": "70", "outturn": "69.10"}, {"outturn": "1"}])
    row = f.rows(__import__("pingkou_gui.form.pages.projects", fromlist=["Project"]).Project)[0]
    assert f[project_execution_rate, row]
    assert explain(f, project_execution_rate.at(row)).numbers == "98.71% = 69.10 ÷ 70.00 × 100%"


def test_a_sum_over_many_rows_lists_its_parts(facts_of):
    f = facts_of(project=[{"name": "甲", "outturn": "1"}, {"name": "乙", "outturn": "2"}])
    assert f[projects_sum("outturn")] == 3
    assert explain(f, projects_sum("outturn").at()).numbers == "3.00 = 1.00 + 2.00"


def test_what_is_unknown_is_said_to_be_unknown(facts_of):
    f = facts_of()
    assert f[total_spending] is None
    assert explain(f, total_spending.at()).numbers == "未填 = 未填 + 未填"


def test_people_are_counted_without_decimals(facts_of):
    f = facts_of(staff__establishment="46", staff__headcount="50")
    assert f[staff_control_rate]
    assert explain(f, staff_control_rate.at()).numbers == "108.70% = 50 ÷ 46 × 100%"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (Source(), "手填"),
        (
            Source(SourceKind.WORKBOOK, "决算.xlsx", "基本支出决算表 C23"),
            "表：决算.xlsx 基本支出决算表 C23",
        ),
        (Source(SourceKind.CARRIED), "沿用待核"),
    ],
)
def test_an_origin_in_words(source, words):
    assert origin(source) == words


@pytest.mark.parametrize("figure", FIGURES.values(), ids=lambda figure: figure.key)
def test_every_figure_can_be_explained_on_an_empty_report(figure, facts_of):
    f = facts_of()
    f[figure, 1 if figure.section else 0]
    assert explain(f, figure.at(1 if figure.section else 0)).label == figure.label

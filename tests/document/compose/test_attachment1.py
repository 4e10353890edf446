"""附件1: what stands in which row and column, and how much of it fits on a page."""

import pytest
from attachment_text import golden, kinds_of, row_of, shown
from township import PROJECTS, facts, many

from pingkou_gui.document.attachment_basic_data import attachment1_tables
from pingkou_gui.document.phrases import SpanKind
from pingkou_gui.form.pages.basic_spending import Control
from pingkou_gui.form.pages.overview import Staff
from pingkou_gui.report.figures import staff_control_rate
from pingkou_gui.report.figures_funds import projects_sum


def spending(name, **settings):
    return row_of(attachment1_tables(facts(**settings)), name)


def test_the_figures_of_a_township_stand_in_their_rows_and_columns():
    assert shown(attachment1_tables(facts())) == golden("attachment1.txt")


@pytest.mark.parametrize(
    ("name", "amounts"),
    [
        ("项目支出", ["874.20", "308.17", "1025.20"]),
        ("公用经费", ["118.31", "85.76", "193.42"]),
        ("其中：办公经费", ["29.35", "27.00", "49.09"]),
        ("水费、电费、差旅费", ["8.80", "13.00", "12.64"]),
        ("会议费、培训费", ["4.92", "3.00", "5.42"]),
    ],
)
def test_last_year_comes_first_then_this_years_budget_then_its_outturn(name, amounts):
    assert spending(name) == [name, *amounts]


KINDS = ("1.业务工作经费", "2.运行维护经费", "3.专项资金")
LAST = {
    "last_year_kinds__business": "679.26",
    "last_year_kinds__maintenance": "无",
    "last_year_kinds__special": "194.94",
}


def test_last_year_is_printed_by_the_kinds_of_last_years_report_where_they_are_told():
    assert [spending(name, **LAST)[1] for name in KINDS] == ["679.26", "0.00", "194.94"]
    assert [spending(name, **LAST)[2:] for name in KINDS] == [spending(n)[2:] for n in KINDS]


def test_of_a_kind_that_is_not_told_beside_others_the_cell_stays_blank():
    some = LAST | {"last_year_kinds__business": ""}
    assert [spending(name, **some)[1] for name in KINDS] == ["", "0.00", "194.94"]


def test_50_people_in_46_posts_are_108_70_per_cent():
    assert "46\t50\t108.70%" in shown(attachment1_tables(facts()))


def test_without_posts_there_is_no_rate_but_a_dash():
    text = shown(attachment1_tables(facts(staff__establishment="0")))
    assert "0\t50\t—" in text


def test_stated_none_is_0_00_and_a_blank_stays_blank():
    stated = spending("2.因公出国（境）经费")
    blank = spending("2.因公出国（境）经费", three_public__overseas_budget="")
    assert stated == ["2.因公出国（境）经费", "0.00", "0.00", "0.00"]
    assert blank == ["2.因公出国（境）经费", "0.00", "", "0.00"]


def test_what_the_report_cannot_do_without_is_marked():
    assert spending("3.公务接待", three_public__reception="")[3] == "【待填】"
    assert spending("“三公”经费", three_public__reception="")[3] == "【待填】"


def test_a_part_not_told_of_on_its_own_is_no_gap_where_the_total_is_typed():
    row = {"three_public__reception": "", "three_public__total": "24.97"}
    assert spending("3.公务接待", **row)[3] == ""
    assert spending("“三公”经费", **row)[3] == "24.97"


def test_an_adjustment_shows_dashes_where_it_has_no_final_amount():
    name = "部门基本支出预算调整"
    assert spending(name) == [name, "—", "41.50", "—"]
    assert spending(name, control__adjustment="3")[3] == "3.00"


def test_a_kind_without_projects_has_spent_nothing():
    assert spending("2.运行维护经费", projects=PROJECTS[:1])[1:] == ["0.00"] * 3


def test_a_project_of_no_kind_is_printed_all_the_same():
    loose = ("无名渡口维护", "general", "", "1", "2", "3")
    row = spending("【待填】无名渡口维护", projects=(*PROJECTS, loose))
    assert row[1:] == ["1.00", "2.00", "3.00"]


@pytest.mark.parametrize(
    ("new", "last", "cell"),
    [(True, "", "—"), (True, "1", "1.00"), (False, "1", "1.00"), (False, "", "")],
)
def test_a_project_without_last_year_has_a_dash_only_in_a_unit_without_one(new, last, cell):
    project = ("渡口维护", "general", "special", last, "2", "3")
    more = {"unit__last_year": "新设或合并，上年无可比数据"} if new else {}
    row = spending("渡口维护", projects=(*PROJECTS, project), **more)
    assert row[1:] == [cell, "2.00", "3.00"]


def test_every_special_project_has_its_row():
    text = shown(attachment1_tables(facts(projects=many(40))))
    assert all(f"第{n}号村道修缮\t{n}.20\t{n}.00\t{n}.05" in text for n in range(1, 41))


def test_where_it_takes_more_than_a_page_the_heads_of_the_amounts_repeat():
    short, closer, long = (attachment1_tables(facts(projects=many(n))) for n in (2, 3, 12))
    assert [(len(table.head), table.line) for table in short] == [(0, None)]
    assert [(len(table.head), 230 <= table.line <= 290) for table in closer] == [(0, True)]
    assert [len(table.head) for table in long] == [0, 1, 0]
    assert [table.unit for table in long] == ["单位：万元", "", ""]


def test_without_a_year_the_columns_say_last_and_this_year():
    assert "上年决算数\t本年预算数\t本年决算数" in shown(attachment1_tables(facts(unit__year="")))


def test_every_amount_leads_to_where_it_comes_from():
    found = kinds_of(attachment1_tables(facts()))
    assert found["50"] == (SpanKind.TYPED, (Staff.headcount.at(),))
    assert found["108.70"] == (SpanKind.DERIVED, (staff_control_rate.at(),))
    assert found["308.17"] == (SpanKind.DERIVED, (projects_sum("initial").at(),))
    assert found["49.09"] == (SpanKind.TYPED, (Control.office.this.at(),))


def test_a_gap_leads_to_the_field_that_fills_it():
    found = kinds_of(attachment1_tables(facts(staff__headcount="")))
    assert found["【待填】"] == (SpanKind.MISSING, (Staff.headcount.at(),))


BUILT = {
    "buildings__approved_area": "200",
    "buildings__actual_area": "210",
    "buildings__planned_investment": "50",
    "buildings__actual_investment": "40",
}


@pytest.mark.parametrize(
    ("typed", "cells"),
    [
        ({}, ["200.00", "210.00", "105.00%", "50.00", "40.00", "80.00%"]),
        ({"buildings__approved_area": "0"}, ["0.00", "210.00", "—", "50.00", "40.00", "80.00%"]),
        (
            {"buildings__planned_investment": "无"},
            ["200.00", "210.00", "105.00%", "0.00", "40.00", "—"],
        ),
        ({"buildings__actual_area": "0"}, ["200.00", "0.00", "0.00%", "50.00", "40.00", "80.00%"]),
        ({"buildings__approved_area": ""}, ["", "210.00", "", "50.00", "40.00", "80.00%"]),
        ({"buildings__actual_investment": ""}, ["200.00", "210.00", "105.00%", "50.00", "", ""]),
    ],
)
def test_a_dash_stands_only_where_the_base_of_the_rate_is_zero(typed, cells):
    text = shown(attachment1_tables(facts(**BUILT | typed)))
    assert "\t".join(cells) in text.split("\n")


@pytest.mark.parametrize("field", BUILT)
def test_one_none_says_of_the_whole_row_that_no_building_was_completed(field):
    only = dict.fromkeys(BUILT, "") | {field: "无"}
    row = "无\t无\t—\t无\t无\t—"
    assert row in shown(attachment1_tables(facts(**only))).split("\n")
    assert row in shown(attachment1_tables(facts(**dict.fromkeys(BUILT, "无")))).split("\n")


def test_people_without_posts_are_a_dash_and_posts_without_people_nought_per_cent():
    assert "0\t50\t—" in shown(attachment1_tables(facts(staff__establishment="无")))
    assert "46\t0\t0.00%" in shown(attachment1_tables(facts(staff__headcount="0")))


def test_a_kind_without_projects_is_unknown_while_a_project_is():
    blank = ("无名渡口维护", "general", "business", "1", "", "3")
    rows = attachment1_tables(facts(projects=(blank,)))
    assert row_of(rows, "1.业务工作经费")[1:] == ["1.00", "", "3.00"]
    assert row_of(rows, "2.运行维护经费")[1:] == ["0.00", "", "0.00"]

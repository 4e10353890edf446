"""附件3: where a project's money comes from, its goal and its indicators."""

import pytest
from attachment_text import golden, kinds_of, row_of, shown
from township import PROJECTS, Draft, facts, township

from pingkou_gui.document.attachments import attachment3_tables
from pingkou_gui.document.page_flow import flow_table
from pingkou_gui.document.phrases import SpanKind
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figures_funds import CARRIED
from pingkou_gui.scheme.scheme_reader import default_scheme

FISCAL_ROW, CARRIED_ROW, OTHER_ROW = "其中：当年财政拨款", "上年结转资金", "其他资金"
WHOLE = ("饮水工程", "general", "special", "10", "100", "120")


def sheet(project=WHOLE, *, evaluated=0, **typed):
    """Return the tables of one project with more typed into it."""
    report = township(projects=(project,), evaluated=evaluated)
    row = report.rows("project")[0]
    draft = Draft(report)
    for name, text in typed.items():
        draft.type_in(getattr(Project, name), text, row)
    return attachment3_tables(Facts(report.apply(draft.change), default_scheme()), row)


def money(name, **typed):
    return row_of(sheet(**typed), name)[1:4]


def test_the_sheet_of_an_evaluated_project_is_as_the_county_wants_it():
    assert shown(sheet(PROJECTS[-1], evaluated=1)) == golden("attachment3.txt")


def test_without_other_money_all_is_the_years_appropriation():
    assert money(FISCAL_ROW) == ["100.00", "120.00", "120.00"]
    assert money(CARRIED_ROW) == money(OTHER_ROW) == ["0.00", "0.00", "0.00"]


def test_what_nobody_told_and_what_follows_from_it_is_called_for():
    """Neither a budget's page nor the project says whether anything was carried in."""
    blank = {"budget": "government_funds"}
    assert money(CARRIED_ROW, **blank) == money(FISCAL_ROW, **blank) == ["【待填】"] * 3
    assert money(OTHER_ROW, **blank) == ["0.00", "0.00", "0.00"]
    assert money(FISCAL_ROW, **blank, carried_in="无") == ["100.00", "120.00", "120.00"]


def test_the_appropriation_is_what_is_neither_carried_in_nor_other():
    typed = {"carried_in": "20", "other_initial": "5", "other_full_year": "15"}
    assert money(FISCAL_ROW, **typed) == ["95.00", "85.00", "85.00"]
    assert money(CARRIED_ROW, **typed) == ["0.00", "20.00", "20.00"]
    assert money(OTHER_ROW, **typed) == ["5.00", "15.00", "15.00"]


def test_an_initial_budget_too_small_for_what_was_carried_in_was_approved_without_it():
    typed = {"initial": "0", "carried_in": "120"}
    assert money(CARRIED_ROW, **typed) == ["0.00", "120.00", "120.00"]
    assert money(FISCAL_ROW, **typed) == ["0.00", "0.00", "0.00"]


def test_of_money_half_spent_it_is_not_guessed_whose_half_it_was():
    typed = {"carried_in": "20", "outturn": "60"}
    assert money(CARRIED_ROW, **typed) == ["0.00", "20.00", "【待填】"]
    assert money(FISCAL_ROW, **typed) == ["100.00", "100.00", "【待填】"]


@pytest.mark.parametrize(
    ("typed", "carried"),
    [
        ({"carried_in": "20", "full_year": "100"}, "20.00"),  # nothing came to the initial budget
        ({"carried_in": "20"}, "0.00"),  # just this came to it
        ({"carried_in": "20", "full_year": "150"}, "【待填】"),
        ({"carried_in": "20", "full_year": "150", "carried_in_initial": "8"}, "8.00"),
    ],
)
def test_what_the_initial_budget_holds_of_the_carried_money_is_told_or_follows(typed, carried):
    assert money(CARRIED_ROW, **typed)[0] == carried


def test_nothing_spent_means_that_nothing_of_any_part_was():
    assert money(CARRIED_ROW, carried_in="20", outturn="0")[2] == "0.00"


def test_what_was_typed_of_the_carried_money_wins():
    assert money(CARRIED_ROW, carried_in="20", carried_in_outturn="8")[2] == "8.00"
    assert money(FISCAL_ROW, carried_in="20", carried_in_outturn="8")[2] == "112.00"


def test_money_from_a_special_account_is_no_appropriation():
    typed = {"budget": "special_account", "carried_in": "无"}
    assert money(OTHER_ROW, **typed) == ["100.00", "120.00", "120.00"]
    assert money(FISCAL_ROW, **typed) == ["0.00", "0.00", "0.00"]


def test_whose_money_it_is_stays_open_until_the_budget_is_known():
    assert money(FISCAL_ROW, budget="") == money(OTHER_ROW, budget="") == ["【待填】"] * 3


def test_an_appropriation_below_zero_is_a_dash():
    assert money(FISCAL_ROW, carried_in="500")[1] == "—"


def test_a_budget_of_zero_has_neither_rate_nor_points():
    assert row_of(sheet(full_year="0"), "年度资金总额")[-3:] == ["10", "—", "—"]


def test_the_unit_itself_carries_a_project_out_unless_another_is_named():
    assert row_of(sheet(), "实施单位")[1] == "青石县槐荫乡人民政府"
    assert row_of(sheet(executor="水利站"), "实施单位")[1] == "水利站"


def test_a_project_not_evaluated_yet_has_the_form_and_no_score():
    text = shown(sheet())
    assert "产出指标／（50分）\t数量指标\t\t\t\t\t\t\n" in text
    assert "总分\t100\t\t\n" in text


@pytest.mark.parametrize("name", ["outturn", "name"])
def test_what_the_report_cannot_do_without_is_marked(name):
    assert "【待填】" in shown(sheet(**{name: ""}))


def test_every_amount_leads_to_where_it_comes_from():
    found = kinds_of(sheet(carried_in="20"))
    row = facts(projects=(WHOLE,), evaluated=0).rows(Project)[0]
    assert found["100.00"] == (SpanKind.TYPED, (Project.initial.at(row),))
    assert found["20.00"] == (SpanKind.DERIVED, (CARRIED["full_year"].at(row),))


@pytest.mark.parametrize(
    ("typed", "fiscal", "carried"),
    [
        ({"initial": "120", "carried_in": "120"}, ["0.00", "0.00", "0.00"], ["120.00"] * 3),
        ({"carried_in": "120"}, ["100.00", "0.00", "0.00"], ["0.00", "120.00", "120.00"]),
        (
            {"carried_in": "100"},
            ["【待填】", "20.00", "20.00"],
            ["【待填】", "100.00", "100.00"],
        ),
        (
            {"initial": "120", "carried_in": "120.01"},
            ["120.00", "—", "—"],
            ["0.00", "120.01", "120.01"],
        ),
    ],
)
def test_the_carry_in_may_be_the_whole_budget(typed, fiscal, carried):
    assert money(FISCAL_ROW, **typed) == fiscal
    assert money(CARRIED_ROW, **typed) == carried


@pytest.mark.parametrize(
    "typed", [{}, {"executor": "水利站"}, {"department": "水利局"}, {"carried_in": "500"}]
)
def test_every_row_fills_its_table_whatever_is_typed(typed):
    for content in sheet(**typed):
        assert len(flow_table(content, 8845, row_height=374).rows) == len(
            (*content.head, *content.rows)
        )

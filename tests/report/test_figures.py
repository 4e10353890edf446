"""Sums, changes and rates: what is computed, what may be typed, what stays unknown."""

from decimal import Decimal as D

import pytest

from pingkou_gui.form.pages.basic_spending import Basic, Conferences, EconomicItem, ThreePublic
from pingkou_gui.form.pages.projects import Project, ProjectTotals
from pingkou_gui.report.facts import CycleError, figure
from pingkou_gui.report.figures import (
    headcount_change,
    is_summed,
    quantity,
    staff_control_rate,
    three_public_budget_change_rate,
)
from pingkou_gui.report.figures_funds import (
    FUND_TOTALS,
    FUNDS,
    execution_rate,
    project_carried_out,
    project_execution_rate,
    projects_sum,
    reconciliation_gap,
    total_spending,
)

BASIC = {"basic__wages": "1024.74", "basic__transfers": "18.24", "basic__goods": "244.80"}
FUND = {
    "government_funds__outturn": "33.25",
    "state_capital__outturn": "无",
    "social_insurance__outturn": "无",
}


def test_a_total_is_the_sum_of_its_parts_and_rare_classes_may_stay_blank(facts_of):
    f = facts_of(**BASIC)
    assert f[quantity(Basic.personnel).this] == D("1042.98")
    assert f[quantity(Basic.operating).this] == D("244.80")
    assert f[quantity(Basic.total).this] == D("1287.78")


def test_a_total_is_unknown_while_a_part_is_blank(facts_of):
    assert facts_of(basic__wages="1024.74")[quantity(Basic.personnel).this] is None


def test_a_total_can_be_typed_where_its_parts_are_unknown(facts_of):
    f = facts_of(basic__personnel_last="1059.44", basic__operating_last="445.83")
    assert f[quantity(Basic.total).last] == D("1505.27")
    assert not is_summed(f, Basic.personnel, "last")
    assert is_summed(f, Basic.total, "last")


def test_the_sum_of_known_parts_wins_over_a_typed_total(facts_of):
    f = facts_of(**BASIC, basic__personnel="999")
    assert f[quantity(Basic.personnel).this] == D("1042.98")


def test_a_class_is_the_sum_of_its_items_only_where_all_amounts_are_known(facts_of):
    items = [
        {"category": "302", "name": "办公费", "this": "3"},
        {"category": "302", "name": "水费"},
    ]
    f = facts_of(basic__goods="10", economic_item=items)
    assert f[quantity(Basic.goods).this] == D(10)
    items[1]["this"] = "2"
    assert facts_of(basic__goods="10", economic_item=items)[quantity(Basic.goods).this] == D(5)


@pytest.mark.parametrize(
    ("this", "last", "change", "rate"),
    [
        ("2.80", "5.65", "-2.85", "-50.44"),
        ("3", "2", "1", "50.00"),
        ("2", "2", "0", "0.00"),
        ("0", "4", "-4", "-100.00"),
        ("4", "0", "4", None),
        ("无", "无", "0", None),
        ("4", "", None, None),
        ("", "4", None, None),
    ],
)
def test_change_and_rate_in_every_case(facts_of, this, last, change, rate):
    f = facts_of(conferences__meetings=this, conferences__meetings_last=last)
    row = quantity(Conferences.meetings)
    assert f[row.change] == (None if change is None else D(change))
    found = f[row.rate]
    assert (None if found is None else f"{found:.2f}") == rate


def test_none_of_each_part_is_none_of_the_whole(facts_of):
    f = facts_of(three_public__purchase="无", three_public__running="无")
    assert f.stated_none(quantity(ThreePublic.vehicles).this)
    f = facts_of(three_public__purchase="无", three_public__running="0")
    assert not f.stated_none(quantity(ThreePublic.vehicles).this)


def test_words_that_cannot_be_read_count_as_unknown_never_as_nought(facts_of):
    f = facts_of(**{**BASIC, "basic__goods": "二百"})
    assert f[quantity(Basic.total).this] is None


def test_people_against_posts(facts_of):
    f = facts_of(staff__establishment="46", staff__headcount="50", staff__headcount_last="52")
    assert f"{f[staff_control_rate]:.2f}" == "108.70"
    assert f[headcount_change] == D(-2)


def test_no_posts_give_no_rate(facts_of):
    assert facts_of(staff__establishment="0", staff__headcount="5")[staff_control_rate] is None


def test_the_general_budget_is_what_basic_spending_and_its_projects_come_to(facts_of):
    projects = [
        {"name": "甲", "budget": "一般公共预算", "outturn": "371.86"},
        {"name": "乙", "budget": "政府性基金", "outturn": "33.25"},
        {"name": "丙", "outturn": "162.43"},
    ]
    f = facts_of(**BASIC, **FUND, project=projects[:2])
    assert f[FUNDS["general"].stages["outturn"]] == D("1659.64")
    assert f[FUND_TOTALS["outturn"]] == D("1692.89")
    assert f[projects_sum("outturn", "government_funds")] == D("33.25")
    unsorted = facts_of(**BASIC, **FUND, general__outturn="1659.64", project=projects)
    assert unsorted[total_spending] == D("1855.32")
    assert unsorted[reconciliation_gap] == D("162.43")


def test_a_typed_budget_outturn_wins_over_what_is_derived(facts_of):
    f = facts_of(**BASIC, **FUND, general__outturn="1700")
    assert f[FUND_TOTALS["outturn"]] == D("1733.25")


def test_the_execution_rate_is_against_the_full_year_budget(facts_of):
    f = facts_of(
        **FUND,
        general__outturn="1659.64",
        general__initial="1",
        general__full_year="1660.54",
        government_funds__full_year="33.25",
    )
    assert f"{f[execution_rate]:.2f}" == "99.95"


def test_a_project_has_its_rate_and_what_is_left(facts_of):
    f = facts_of(project=[{"name": "甲", "full_year": "70", "outturn": "69.10"}])
    (row,) = f.rows(Project)
    assert f"{f[project_execution_rate, row]:.2f}" == "98.71"
    assert f[project_carried_out, row] == D("0.90")


def test_last_years_projects_may_be_known_only_as_a_total(facts_of):
    f = facts_of(project_totals__total_last="602.10", project=[{"name": "甲", "outturn": "5"}])
    assert f[quantity(ProjectTotals.total).last] == D("602.10")
    assert f[quantity(ProjectTotals.total).this] == D(5)


def test_the_change_rate_of_the_three_public_expenses_compares_budgets(facts_of):
    f = facts_of(three_public__total_budget="35", three_public_budget__last_budget="40")
    assert f[three_public_budget_change_rate] == D("-12.5")


def test_a_trace_leads_from_a_figure_to_the_typed_places(facts_of):
    f = facts_of(**BASIC)
    total = quantity(Basic.total).this
    assert f[total]
    places = f.places([total.at()])
    assert [p.field for p in places][:2] == ["wages", "transfers"]


def test_a_figure_that_needs_itself_is_a_mistake_in_the_formulas(facts_of):
    @figure("circle", "绕圈", unit="%", words="", source="-")
    def loop(f, _row):
        return f[loop]

    with pytest.raises(CycleError, match="circle"):
        facts_of()[loop]


def test_after_a_change_only_what_read_it_is_worked_out_again(report_of, facts_of):
    from pingkou_gui.report.report import Draft

    f = facts_of(**BASIC, staff__establishment="46", staff__headcount="50")
    assert f[staff_control_rate] and f[quantity(Basic.total).this] == D("1287.78")
    draft = Draft(f.report)
    draft.type_in(Basic.goods.this, "44.80")
    later = f.after(f.report.apply(draft.change), draft.change)
    assert staff_control_rate.at() in later._worked_out
    assert quantity(Basic.total).this.at() not in later._worked_out
    assert later[quantity(Basic.total).this] == D("1087.78")


def test_item_rows_of_another_class_do_not_count(facts_of):
    f = facts_of(economic_item=[{"category": "301", "name": "基本工资", "this": "7"}])
    assert f[quantity(Basic.wages).this] == D(7)
    assert f[quantity(Basic.goods).this] is None
    assert f.rows(EconomicItem)

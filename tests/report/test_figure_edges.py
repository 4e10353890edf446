"""Figures at their edges: parts that are blank, stages that say 无, bases of zero, money by origin."""

from decimal import Decimal as D

import pytest

from pingkou_gui.form.field import Amounts
from pingkou_gui.form.pages.basic_spending import (
    Basic,
    Buildings,
    Conferences,
    Control,
    EconomicItem,
    ThreePublic,
)
from pingkou_gui.form.pages.projects import Project, ProjectTotals
from pingkou_gui.form.values import FigureRef, Place, Source, SourceKind
from pingkou_gui.report.figure_index import FIGURES, explain, label, origin, shown
from pingkou_gui.report.figures import (
    QUANTITIES,
    added,
    building_area_rate,
    building_investment_rate,
    figure_shown,
    headcount_change,
    is_summed,
    less,
    no_building,
    quantity,
    share,
    staff_control_rate,
    summed,
)
from pingkou_gui.report.figures_funds import (
    CARRIED,
    FISCAL,
    FUND_STAGES,
    FUND_TOTALS,
    FUNDS,
    OTHER,
    execution_rate,
    other_sources,
    project_carried_out,
    projects_sum,
    spent_by_parts,
    total_spending_last,
)

NONE = {f"{x}__outturn": "无" for x in ("government_funds", "state_capital", "social_insurance")}
WHOLE = {"name": "甲", "budget": "general", "initial": "100", "full_year": "120", "outturn": "60"}


@pytest.mark.parametrize(
    ("parts", "total"),
    [
        ([], None),
        ([None], None),
        ([D(1), None], None),
        ([D(0)], D(0)),
        ([D(1), D(2), D(0)], D(3)),
    ],
)
def test_a_sum_wants_every_part_and_at_least_one(parts, total):
    assert added(iter(parts)) == total


@pytest.mark.parametrize(
    ("part", "whole", "rate"),
    [
        (D(1), D(4), D(25)),
        (D(0), D(4), D(0)),
        (D(1), D(0), None),
        (None, D(4), None),
        (D(1), None, None),
    ],
)
def test_a_share_wants_both_sides_and_a_whole_that_is_not_zero(part, whole, rate):
    assert share(part, whole) == rate


def test_a_difference_wants_both_sides():
    assert (less(D(1), D(3)), less(None, D(3)), less(D(1), None)) == (-2, None, None)


def test_only_amounts_of_this_and_last_year_are_added_up_from_items(facts_of):
    items = [
        {"category": "302", "name": "办公费", "this": "3", "last": "2"},
        {"category": "302", "name": "水费", "this": "4", "last": "5"},
        {"category": "301", "name": "基本工资", "this": "9", "last": "8"},
    ]
    f = facts_of(economic_item=items)
    goods = Basic.goods
    assert [summed(f, goods, column) for column in ("this", "last", "budget")] == [7, 7, None]
    assert f[quantity(Basic.wages).last] == 8
    assert is_summed(f, goods, "last")
    assert not is_summed(f, Basic.interest, "this")


def test_a_row_without_parts_items_or_projects_is_never_added_up(facts_of):
    f = facts_of(conferences__meetings="2", project=[{"outturn": "5", "last": "4"}])
    assert summed(f, QUANTITIES["conferences.meetings"].amounts, "this") is None
    totals = ProjectTotals.total
    assert [summed(f, totals, column) for column in ("this", "last", "budget")] == [5, 4, None]


def test_a_total_typed_for_last_year_goes_before_this_years_list_of_projects(facts_of):
    f = facts_of(project_totals__total_last="0", project=[{"outturn": "5", "last": "4"}])
    assert f[quantity(ProjectTotals.total).last] == 0


def test_a_rare_class_that_is_blank_is_none_of_the_total_and_another_is_unknown(facts_of):
    assert facts_of(basic__goods="5")[quantity(Basic.operating).this] == 5
    assert facts_of(basic__interest="5")[quantity(Basic.operating).this] is None
    both = facts_of(basic__goods="5", basic__interest="2")
    assert both[quantity(Basic.operating).this] == 7


def test_figures_of_a_row_with_a_budget_are_six_and_without_four():
    assert len(list(quantity(ThreePublic.total).figures)) == 6
    assert len(list(quantity(Basic.wages).figures)) == 4
    assert quantity(Basic.wages).column("budget") is None


def test_a_control_rate_is_this_years_amount_against_this_years_budget(facts_of):
    f = facts_of(control__procurement="30", control__procurement_budget="40")
    assert f[quantity(Control.procurement).budget_rate] == 75


@pytest.mark.parametrize(
    ("amounts", "column", "words"),
    [
        (Basic.total, "last", "{basic.personnel:last} + {basic.operating:last}"),
        (Basic.goods, "this", "商品和服务支出各明细之和"),
        (ProjectTotals.total, "last", "各项目之和"),
        (ThreePublic.reception, "this", "{three_public.reception}"),
        (ThreePublic.reception, "budget", "{three_public.reception_budget}"),
        (
            ThreePublic.total,
            "budget",
            "{three_public.overseas:budget} + {three_public.vehicles:budget} + {three_public.reception:budget}",
        ),
    ],
)
def test_the_formula_of_an_amount_says_where_it_comes_from(amounts, column, words):
    assert quantity(amounts).column(column).words == words


def test_a_place_shows_its_figure_only_while_the_amount_follows_from_parts(facts_of):
    f = facts_of(basic__wages="1", basic__transfers="2", basic__total_last="9")
    assert figure_shown(f, Basic.personnel.this.at()) is quantity(Basic.personnel).this
    assert figure_shown(f, Basic.personnel.last.at()) is None
    assert figure_shown(f, Basic.total.last.at()) is None
    assert figure_shown(f, Basic.wages.this.at()) is None
    assert figure_shown(f, Place("unit", 0, "name")) is None


def test_a_rate_of_a_building_is_actual_against_approved(facts_of):
    f = facts_of(
        buildings__approved_area="200",
        buildings__actual_area="210",
        buildings__planned_investment="50",
        buildings__actual_investment="40",
    )
    assert (f[building_area_rate], f[building_investment_rate]) == (105, 80)


def test_people_of_this_and_last_year_may_be_none(facts_of):
    f = facts_of(staff__establishment="50", staff__headcount="0", staff__headcount_last="无")
    assert (f[staff_control_rate], f[headcount_change]) == (0, 0)
    assert facts_of(staff__headcount="5")[headcount_change] is None
    assert facts_of(staff__headcount_last="5")[headcount_change] is None
    assert facts_of(staff__headcount="5")[staff_control_rate] is None


def test_last_years_total_wants_both_halves(facts_of):
    assert facts_of(basic__total_last="1")[total_spending_last] is None
    both = facts_of(basic__total_last="1", project_totals__total_last="2")
    assert both[total_spending_last] == 3


def test_a_budget_that_spent_none_has_none_at_any_stage(facts_of):
    f = facts_of(government_funds__outturn="无", government_funds__initial="5")
    stages = FUNDS["government_funds"].stages
    assert [f[stages[stage]] for stage in FUND_STAGES] == [5, 0, 0, 0, 0]
    spent = facts_of(government_funds__outturn="0")
    assert [spent[stages[stage]] for stage in FUND_STAGES] == [None, None, 0, None, None]


def test_the_two_rare_budgets_count_as_none_and_the_four_others_do_not(facts_of):
    f = facts_of()
    blank = {code: f[fund.stages["full_year"]] for code, fund in FUNDS.items()}
    assert [code for code, amount in blank.items() if amount is not None] == [
        "special_account",
        "other",
    ]
    assert f[FUND_TOTALS["full_year"]] is None
    known = facts_of(general__full_year="9", **NONE)
    assert known[FUND_TOTALS["full_year"]] == 9


def test_without_a_project_the_parts_of_a_budget_are_known_only_where_none_is_stated(facts_of):
    assert spent_by_parts(facts_of(basic__total="5"), "general") is None
    stated = facts_of(basic__total="5", project_totals__total="无")
    assert (spent_by_parts(stated, "general"), spent_by_parts(stated, "government_funds")) == (
        5,
        None,
    )


def test_projects_of_other_budgets_leave_the_general_one_its_basic_spending(facts_of):
    project = [{"budget": "government_funds", "outturn": "3"}]
    f = facts_of(basic__total="5", project=project)
    assert (spent_by_parts(f, "general"), spent_by_parts(f, "government_funds")) == (5, 3)
    assert f[FUNDS["government_funds"].stages["outturn"]] == 3
    assert f[FUNDS["government_funds"].stages["full_year"]] is None


def test_a_budget_of_zero_has_no_rate(facts_of):
    f = facts_of(general__full_year="0", general__outturn="5", **NONE)
    assert (f[FUNDS["general"].rate], f[execution_rate]) == (None, None)


def test_what_was_typed_as_carried_over_goes_before_what_is_left(facts_of):
    rows = [WHOLE, WHOLE | {"carried_out": "7"}, WHOLE | {"carried_out": "0"}]
    f = facts_of(project=rows)
    assert [f[project_carried_out, row] for row in f.rows(Project)] == [60, 7, 0]


def test_projects_are_summed_by_budget_and_by_kind(facts_of):
    f = facts_of(
        project=[
            WHOLE | {"kind": "special", "last": "1"},
            WHOLE | {"kind": "business", "last": "2", "budget": "other"},
            WHOLE | {"kind": "special", "last": "4", "budget": "other"},
        ]
    )
    sums = [
        f[projects_sum("last", group)]
        for group in ("", "general", "other", "special", "business", "maintenance")
    ]
    assert sums == [7, 1, 6, 5, 2, None]


def money(facts_of, stage, **typed):
    """Return appropriation, money carried in and other money of a project at a stage."""
    f = facts_of(project=[WHOLE | typed])
    return tuple(f[figures[stage], 1] for figures in (FISCAL, CARRIED, OTHER))


@pytest.mark.parametrize(
    ("stage", "typed", "found"),
    [
        ("initial", {"carried_in": "100", "full_year": "100"}, (0, 100, 0)),
        ("initial", {"carried_in": "100"}, (None, None, 0)),
        ("initial", {"carried_in": "100", "carried_in_initial": "30"}, (70, 30, 0)),
        ("initial", {"carried_in": "100", "carried_in_initial": "约"}, (None, None, 0)),
        ("initial", {"carried_in": "20"}, (100, 0, 0)),
        ("initial", {"carried_in": "100.01", "other_full_year": "0"}, (100, 0, 0)),
        ("initial", {"carried_in": "60", "other_initial": "40"}, (None, None, 40)),
        ("initial", {"carried_in": "60", "other_initial": "40.01"}, (D("59.99"), 0, D("40.01"))),
        ("initial", {"carried_in": "20", "initial": ""}, (None, None, 0)),
        ("initial", {"initial": "0"}, (0, 0, 0)),
        ("full_year", {"carried_in": "120", "other_full_year": "无"}, (0, 120, 0)),
        ("full_year", {"carried_in": "121", "other_full_year": "无"}, (-1, 121, 0)),
        ("full_year", {"carried_in": "无", "other_full_year": "无"}, (120, 0, 0)),
        ("outturn", {"carried_in": "120", "other_full_year": "无", "outturn": "120"}, (0, 120, 0)),
        ("outturn", {"carried_in": "0", "other_full_year": "无"}, (60, 0, 0)),
        ("outturn", {"carried_in": "0"}, (60, 0, 0)),
        ("outturn", {"carried_in": "20", "outturn": "0"}, (0, 0, 0)),
        ("outturn", {"outturn": "0"}, (0, 0, 0)),
        ("outturn", {"carried_in": "20"}, (None, None, 0)),
        ("outturn", {"carried_in": "20", "outturn": ""}, (None, None, 0)),
        (
            "outturn",
            {"carried_in": "20", "carried_in_outturn": "0", "other_full_year": "无"},
            (60, 0, 0),
        ),
        ("outturn", {"other_full_year": "30"}, (None, None, None)),
        ("outturn", {"carried_in": "无", "other_full_year": "30", "outturn": "120"}, (90, 0, 30)),
        ("outturn", {"other_full_year": "30", "outturn": "120"}, (None, None, 30)),
        ("full_year", {"carried_in": "无", "other_full_year": "30"}, (90, 0, 30)),
        ("initial", {"carried_in": "无", "other_full_year": "30"}, (None, 0, None)),
        ("full_year", {"budget": "other"}, (None, None, None)),
        ("full_year", {"budget": "other", "carried_in": "无"}, (0, 0, 120)),
        ("full_year", {"budget": "other", "carried_in": "20"}, (0, 20, 100)),
        ("outturn", {"budget": "other", "carried_in": "20"}, (None, None, None)),
        ("full_year", {"budget": "special_account", "full_year": ""}, (None, None, None)),
        ("full_year", {"budget": ""}, (None, None, None)),
        ("full_year", {"budget": "", "carried_in": "0", "other_full_year": "0"}, (120, 0, 0)),
        ("full_year", {}, (None, None, 0)),
        ("outturn", {"carried_in": "0", "carried_in_outturn": "约三"}, (None, None, 0)),
        ("outturn", {"carried_in": "0", "other_outturn": "约三"}, (None, 0, None)),
    ],
)
def test_a_projects_money_by_origin(facts_of, stage, typed, found):
    assert money(facts_of, stage, **typed) == found


@pytest.mark.parametrize(
    ("built", "none"), [({}, False), ({"done": "无"}, True), ({"done": "无", "part": "3"}, False)]
)
def test_there_is_no_building_where_none_is_said_and_no_number(facts_of, built, none):
    first, second, *_ = Buildings.fields
    cells = {"done": first.key, "part": second.key}
    typed = {cells[name].replace(".", "__"): words for name, words in built.items()}
    assert no_building(facts_of(**typed)) is none


def test_what_a_whole_budget_has_none_of_no_project_of_it_has(facts_of):
    """The page of funds says it once for all projects, of other money by its folded rows too."""
    said = {"general__carried_in": "无", "special_account__outturn": "无"}
    f = facts_of(project=[WHOLE], **said, other_funds__outturn="无")
    assert [f[figures["full_year"], 1] for figures in (FISCAL, CARRIED, OTHER)] == [120, 0, 0]
    f = facts_of(project=[WHOLE], **said)
    assert [f[figures["full_year"], 1] for figures in (FISCAL, CARRIED, OTHER)] == [120, 0, 0]
    f = facts_of(project=[WHOLE], **said, other_funds__outturn="5")
    assert [f[figures["full_year"], 1] for figures in (FISCAL, CARRIED, OTHER)] == [None, 0, None]
    f = facts_of(project=[WHOLE | {"budget": "government_funds"}], **said)
    assert f[CARRIED["full_year"], 1] is None


@pytest.mark.parametrize(
    ("whole", "told", "rest"),
    [
        ("20", ("20", ""), 0),
        ("20", ("12", ""), None),
        ("20", ("21", ""), None),
        ("", ("20", ""), None),
        ("无", ("", ""), 0),
        ("20", ("约二十", ""), None),
    ],
)
def test_where_some_projects_explain_all_that_a_budget_carried_in_the_rest_have_none(
    facts_of, whole, told, rest
):
    rows = [WHOLE | {"carried_in": words} for words in told]
    f = facts_of(project=[*rows, WHOLE | {"budget": "other"}], general__carried_in=whole)
    assert f[CARRIED["full_year"], 2] == rest


@pytest.mark.parametrize(
    ("whole", "paid", "told", "rest"),
    [
        ("8", "8", "", 0),
        ("8", "5", "3", 0),
        ("8", "5", "", None),
        ("", "8", "", None),
        ("8", "", "", None),
        ("8", "", "8", None),
        ("8", "约八", "8", None),
        ("8", "8", "约三", None),
        ("8", "8", "0", 0),
    ],
)
def test_where_all_other_money_is_told_the_other_projects_have_none(
    facts_of, whole, paid, told, rest
):
    rows = (
        {"budget": "other", "full_year": paid, "outturn": paid},
        {"other_full_year": told},
        {},
    )
    f = facts_of(project=[WHOLE | row for row in rows], other_funds__full_year=whole)
    assert f[OTHER["full_year"], 3] == rest


def test_other_money_is_not_all_told_while_a_project_does_not_say_its_budget(facts_of):
    paid = WHOLE | {"budget": "other", "full_year": "8", "outturn": "8"}
    for budget, rest in (("general", 0), ("", None)):
        rows = [paid, WHOLE | {"budget": budget}, WHOLE]
        f = facts_of(project=rows, other_funds__full_year="8")
        assert f[OTHER["full_year"], 3] == rest


def test_what_was_told_of_a_project_goes_before_what_its_budget_says(facts_of):
    f = facts_of(project=[WHOLE | {"carried_in": "20"}], general__carried_in="无")
    assert f[CARRIED["full_year"], 1] == 20


def test_the_money_without_a_row_of_its_own_is_unknown_while_a_budget_in_it_is(facts_of):
    assert facts_of(state_capital__outturn="4")[other_sources] is None
    both = facts_of(state_capital__outturn="4", social_insurance__outturn="2")
    assert both[other_sources] == 6


def test_numbers_are_shown_with_their_own_places(facts_of):
    f = facts_of(
        staff__establishment="46",
        staff__headcount="50",
        staff__headcount_last="48",
        basic__wages="1024.736",
        project=[WHOLE],
    )
    assert shown(f, staff_control_rate.at()) == "108.70%"
    assert shown(f, headcount_change.at()) == "2"
    assert shown(f, quantity(Basic.wages).this.at()) == "1,024.74"
    assert shown(f, Basic.transfers.this.at()) == "未填"
    assert shown(f, Place("unit", 0, "moon")) == "未填"
    assert shown(f, Project.outturn.at(1)) == "60.00"


def test_everything_has_a_name():
    assert label(FigureRef("staff_control_rate")) == "在职人员控制率"
    assert label(Project.outturn.at(3)) == "全年执行"
    assert label(Place("project", 3, "moon")) == "project[3].moon"


@pytest.mark.parametrize(("count", "more", "tail"), [(60, 0, False), (61, 1, True), (75, 15, True)])
def test_a_long_sum_lists_sixty_inputs_and_says_that_there_are_more(facts_of, count, more, tail):
    f = facts_of(project=[{"outturn": "1"}] * count)
    assert f[projects_sum("outturn")] == count
    told = explain(f, projects_sum("outturn").at())
    assert (len(told.inputs), told.more) == (60, more)
    assert told.numbers == f"{count}.00 = {' + '.join(['1.00'] * 60)}{'…' if tail else ''}"


def test_a_sum_of_nothing_tells_its_formula(facts_of):
    f = facts_of()
    assert f[projects_sum("outturn")] is None
    assert explain(f, projects_sum("outturn").at()).numbers == "未填 = 各项目全年执行之和"


def test_inputs_say_what_was_computed_and_what_was_taken_over(facts_of):
    f = facts_of(conferences__meetings="3", conferences__meetings_last="2")
    change = QUANTITIES["conferences.meetings"].change
    assert f[change] == 1
    told = explain(f, change.at())
    assert [(entry.label, entry.origin) for entry in told.inputs] == [
        ("会议费本年决算", "计算"),
        ("会议费上年决算", "计算"),
    ]
    assert told.source == change.source


def test_the_inputs_of_a_rows_figure_are_of_its_row_and_of_none_where_there_is_one(facts_of):
    f = facts_of(project=[WHOLE, WHOLE])
    rate = FIGURES["project_execution_points"].at(2)
    (entry,) = explain(f, rate).inputs
    assert (entry.ref, entry.value) == (FIGURES["project_execution_rate"].at(2), "50.00%")
    row = FIGURES["total_spending"].at(2)
    assert {each.ref.row for each in explain(f, row).inputs} == {0}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (Source(SourceKind.REPORT, "去年.docx", "段12"), "去年报告：去年.docx 段12"),
        (Source(SourceKind.REPORT, "", "段12"), "去年报告：段12"),
        (Source(SourceKind.CARRIED, "", "2023年度报告"), "沿用待核：2023年度报告"),
        (Source(original="２"), "手填（输入 ２）"),
    ],
)
def test_an_origin_in_words(source, words):
    assert origin(source) == words


def test_a_figure_typed_over_a_workbooks_names_both():
    source = Source(file="决算.xlsx", where="表5 C9", workbook="3.65")
    words = "手填；表里是 3.65：决算.xlsx 表5 C9"
    assert origin(source, Conferences.training.this.at()) == words


def test_what_says_how_last_year_was_awaits_nothing():
    source = Source(SourceKind.CARRIED, "", "2023年度报告")
    assert origin(source, Conferences.meetings.last.at()) == "沿用：2023年度报告"
    assert origin(source, Conferences.meetings.reason.at()) == "沿用待核：2023年度报告"


def test_every_amount_row_is_a_quantity():
    assert all(isinstance(entry.amounts, Amounts) for entry in QUANTITIES.values())
    assert {f"{key}:this" for key in QUANTITIES} <= set(FIGURES)
    assert EconomicItem.this.key not in QUANTITIES

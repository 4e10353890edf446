"""What is worked out from a blank is blank: every figure against every place that it reads."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from pingkou_gui.document.compose import compose
from pingkou_gui.document.tree import plain_text
from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.basic_spending import Basic, EconomicItem
from pingkou_gui.form.pages.funds import General, GovernmentFunds
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import SINGLE, Entry, Unread
from pingkou_gui.paths import asset
from pingkou_gui.report.common_scores import common_scores
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figure_index import FIGURES
from pingkou_gui.report.figures import quantity
from pingkou_gui.report.figures_funds import FUND_TOTALS, FUNDS, execution_rate, projects_sum
from pingkou_gui.report.json_format import from_json
from pingkou_gui.report.report import Draft
from pingkou_gui.scheme.scheme_reader import default_scheme

UNREAD = Entry(Unread("约五十", "不是数"))
GROUPS = (Project.budget, Project.kind, EconomicItem.category)


@pytest.fixture(scope="module")
def worked_out():
    """The sample with every project sorted and no budget's outturn typed: all of it adds up."""
    report = from_json(asset("sample/pingkou-2023.json").read_text(encoding="utf-8")).report
    draft = Draft(report)
    for row in draft.rows("project"):
        if draft.entry(Project.budget.at(row)) is None:
            draft.type_in(Project.budget, "一般公共预算", row)
    for section in (General, GovernmentFunds):
        draft.put_entry(section.outturn.at(), None)
    return report.apply(draft.change)


def _known(f):
    """Return every figure that is known, in every row, with its value."""
    places = [(figure, SINGLE) for figure in FIGURES.values() if not figure.section]
    places += [
        (figure, row)
        for figure in FIGURES.values()
        if figure.section
        for found, rows in f.report.row_lists.items()
        if found.section == figure.section
        for row in rows
    ]
    return {(x.key, row): f[x, row] for x, row in places if f[x, row] is not None}


def _inputs(report):
    for place in report.entries:
        field = FORM.field_at(place)
        if field.kind.numeric or field in GROUPS:
            yield place


@pytest.mark.parametrize("emptied", [None, UNREAD], ids=["blank", "unread"])
def test_no_figure_becomes_another_number_for_want_of_one_behind_it(worked_out, emptied):
    report, scheme = worked_out, default_scheme()
    before = _known(Facts(report, scheme))
    assert len(before) > 100
    wrong = {}
    for place in _inputs(report):
        draft = Draft(report)
        draft.put_entry(place, emptied)
        f = Facts(report.apply(draft.change), scheme)
        after = _known(f)
        wrong |= {
            (str(place), *key): (was, after[key])
            for key, was in before.items()
            if key in after and after[key] != was
        }
    assert not wrong


BASE = {
    "basic__wages": "100",
    "basic__transfers": "20",
    "basic__goods": "30",
    "government_funds__outturn": "无",
    "state_capital__outturn": "无",
    "social_insurance__outturn": "无",
}
ROAD = {"name": "村道", "budget": "general", "kind": "special", "full_year": "50", "outturn": "40"}


def test_a_project_that_says_neither_budget_nor_amount_leaves_the_general_budget_unknown(facts_of):
    f = facts_of(**BASE, project=[ROAD, {"name": "水渠"}])
    assert f[FUNDS["general"].stages["outturn"]] is None
    assert f[FUND_TOTALS["outturn"]] is None
    assert "一般公共预算支出190" not in plain_text(compose(f, draft=True))
    assert "一般公共预算支出【待填" in plain_text(compose(f, draft=True))


def test_a_project_of_no_budget_and_a_known_amount_may_be_of_any(facts_of):
    f = facts_of(**BASE, project=[ROAD, {"name": "水渠", "kind": "special", "outturn": "5"}])
    assert f[FUNDS["general"].stages["outturn"]] is None
    assert f[projects_sum("outturn", "general")] is None
    assert f[projects_sum("outturn", "special")] == 45


@pytest.mark.parametrize("nothing", ["0", "无"])
def test_a_project_that_nothing_was_spent_on_is_missed_in_no_sum(facts_of, nothing):
    f = facts_of(**BASE, project=[ROAD, {"name": "水渠", "outturn": nothing}])
    assert f[FUNDS["general"].stages["outturn"]] == 190


def test_no_project_by_the_clerks_word_is_nought_and_no_row_is_unknown(facts_of):
    general = FUNDS["general"].stages["outturn"]
    assert facts_of(**BASE)[general] is None
    assert facts_of(**BASE, project_totals__total="无")[general] == 150


def test_a_rare_class_is_nought_only_while_nothing_names_it(facts_of):
    total = quantity(Basic.total).this
    assert facts_of(**BASE)[total] == 150
    desk = {"category": "310", "name": "办公设备购置"}
    assert facts_of(**BASE, economic_item=[desk])[total] is None
    assert facts_of(**BASE, economic_item=[desk | {"this": "6"}])[total] == 156
    assert facts_of(**BASE, basic__capital="约六万")[total] is None
    assert facts_of(**BASE, economic_item=[{"name": "办公设备购置", "this": "6"}])[total] is None


def test_an_item_of_no_class_leaves_what_classes_add_up_to_unknown(facts_of):
    items = [{"category": "302", "name": "办公费", "this": "3"}, {"name": "水费", "this": "4"}]
    assert facts_of(economic_item=items)[quantity(Basic.goods).this] is None
    items[1]["category"] = "302"
    assert facts_of(economic_item=items)[quantity(Basic.goods).this] == 7


def test_a_budget_most_have_none_of_is_nought_only_while_it_has_no_money(facts_of):
    money = {"general__initial": "200", "general__full_year": "200", "general__outturn": "190"}
    f = facts_of(**BASE, **money)
    assert [f[FUND_TOTALS[s]] for s in ("initial", "full_year", "outturn")] == [200, 200, 190]
    f = facts_of(**BASE, **money, special_account__full_year="30")
    assert [f[FUND_TOTALS[s]] for s in ("initial", "full_year", "outturn")] == [None, 230, None]
    paid = {"name": "非税返还", "budget": "special_account", "outturn": "28"}
    f = facts_of(**BASE, **money, project=[ROAD, paid])
    assert f[FUND_TOTALS["outturn"]] == 218
    assert f[FUND_TOTALS["full_year"]] is None
    assert f[execution_rate] is None
    assert facts_of(**BASE, **money, other_funds__outturn="约三万")[FUND_TOTALS["outturn"]] is None


def test_money_carried_in_is_in_no_initial_budget_that_is_not_known(facts_of):
    row = {"name": "村道", "budget": "general", "carried_in": "5"}
    carried = FIGURES["project_carried_in:initial"]
    assert facts_of(project=[row])[carried, 1] is None
    assert facts_of(project=[row | {"initial": "20"}])[carried, 1] is None
    assert facts_of(project=[row | {"initial": "20", "full_year": "20"}])[carried, 1] == 5
    assert facts_of(project=[row | {"initial": "20", "full_year": "25"}])[carried, 1] == 0
    assert facts_of(project=[row | {"initial": "3"}])[carried, 1] == 0


def _cells(f, name):
    for attachment in compose(f, draft=True).attachments:
        for block in attachment.blocks:
            for row in getattr(block, "rows", ()):
                texts = [cell.text for cell in row.cells]
                if name in texts:
                    return texts[texts.index(name) + 1 :]
    raise AssertionError(name)


def test_a_kind_is_not_nought_in_the_basic_data_while_a_project_says_none(facts_of):
    whole = ROAD | {"last": "1", "initial": "2"}
    f = facts_of(**BASE, project=[whole])
    assert _cells(f, "1.业务工作经费") == ["0.00", "0.00", "0.00"]
    assert _cells(f, "3.专项资金") == ["1.00", "2.00", "40.00"]
    f = facts_of(**BASE, project=[whole, whole | {"name": "水渠", "kind": ""}])
    for kind in ("1.业务工作经费", "3.专项资金"):
        assert not any(cell.strip("【待填】") for cell in _cells(f, kind))


def test_water_power_and_travel_are_added_up_only_where_each_row_is_known(facts_of):
    named = [("水费", "1"), ("电费", "2"), ("差旅费", "3")]
    rows = [{"category": "302", "name": name, "this": this} for name, this in named]
    assert _cells(facts_of(economic_item=rows), "水费、电费、差旅费")[2] == "6.00"
    rows.append({"category": "302", "name": "电费"})
    assert not _cells(facts_of(economic_item=rows), "水费、电费、差旅费")[2]
    twice = [*rows[1:3], {"category": "302", "name": "电费", "this": "9"}]
    assert not _cells(facts_of(economic_item=twice), "水费、电费、差旅费")[2]


def test_a_building_of_which_half_is_told_earns_no_points_for_there_being_none(facts_of):
    scheme = replace(default_scheme(), use_common=True)

    def scored(**values):
        f = Facts(facts_of(**values).report, scheme)
        return [r.score for r in common_scores(f) if r.indicator.none_is_full]

    assert scored() == [D(5), D(5)]
    assert scored(buildings__actual_area="300") == [None, D(5)]


def test_what_is_left_of_a_project_of_no_budget_may_belong_to_the_general_one(facts_of):
    left = {"name": "水渠", "full_year": "9", "outturn": "5"}
    assert "结转下年10.00万元" in plain_text(compose(facts_of(**BASE, project=[ROAD]), draft=True))
    f = facts_of(**BASE, project=[ROAD, left])
    told = plain_text(compose(f, draft=True)).split("2.资金实际使用情况")[0]
    assert "结转下年" not in told

from decimal import Decimal

import pytest

from pingkou_gui.errors import KnownError
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import NIL, SourceKind
from pingkou_gui.paths import asset
from pingkou_gui.report.carried import waiting
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figures import QUANTITIES
from pingkou_gui.report.json_format import Record, from_json, to_json
from pingkou_gui.report.new_year import new_year
from pingkou_gui.report.report import Report
from pingkou_gui.scheme.scheme_reader import default_scheme


@pytest.fixture(scope="module")
def old():
    return from_json(asset("sample/pingkou-2023.json").read_text("utf-8"))


def facts(record):
    return Facts(record.report, default_scheme())


def texts(record):
    return {str(p): e.value for p, e in record.report.entries.items()}


def test_every_amount_of_this_year_is_last_years_in_the_new_report(old):
    before, after = facts(old), facts(new_year(old))
    for quantity in QUANTITIES.values():
        assert after[quantity.last] == before[quantity.this], quantity.label


def test_no_amount_of_this_year_is_filled_in(old):
    after = facts(new_year(old))
    typed = [q.amounts.this for q in QUANTITIES.values()]
    assert [field for field in typed if after.raw(field) is not None] == []


def test_what_was_printed_of_each_kind_is_kept_though_projects_change_theirs(report_of):
    road = {"name": "修桥", "kind": "专项", "outturn": "8"}
    office = {"name": "办公", "kind": "业务工作", "outturn": "5"}
    after = texts(new_year(Record(report_of(unit__year="2023", project=[road, office]), "")))
    kinds = {key: value for key, value in after.items() if key.startswith("last_year_kinds")}
    assert kinds == {
        "last_year_kinds.business": Decimal(5),
        "last_year_kinds.maintenance": Decimal(0),
        "last_year_kinds.special": Decimal(8),
    }


def test_kinds_that_were_not_told_of_every_project_are_not_kept(report_of):
    told = {"name": "修桥", "kind": "专项", "outturn": "8"}
    untold = {"name": "办公", "outturn": "5"}
    after = texts(new_year(Record(report_of(unit__year="2023", project=[told, untold]), "")))
    assert not [key for key in after if key.startswith("last_year_kinds")]


def test_totals_are_kept_where_their_parts_are_not_known(report_of):
    record = Record(report_of(unit__year="2023", basic__total="900.47"), "")
    assert texts(new_year(record))["basic.total_last"] == Decimal("900.47")


def test_a_stated_none_stays_one(report_of):
    record = Record(report_of(unit__year="2023", three_public__overseas="无"), "")
    assert texts(new_year(record))["three_public.overseas_last"] is NIL


def test_none_of_what_is_folded_away_is_none_again_until_it_is_looked_at(report_of):
    """Who built nothing and bought nothing types 无 once, and confirms it in the years that follow."""
    old = report_of(
        unit__year="2023", control__procurement="无", control__procurement_budget="无",
        control__procurement_last="8.00", control__office="3.00", buildings__approved_area="无",
        three_public__overseas="无", three_public__overseas_budget="无",
    )  # fmt: skip
    after = new_year(Record(old, "")).report
    none = [str(p) for p, e in after.entries.items() if e.value is NIL]
    assert sorted(none) == [
        "buildings.approved_area", "control.procurement", "control.procurement_budget",
        "control.procurement_last", "three_public.overseas_last",
    ]  # fmt: skip
    assert {str(place) for place in waiting(after)} >= {
        "buildings.approved_area", "control.procurement", "control.procurement_budget",
    }  # fmt: skip
    assert texts(new_year(Record(old, "")))["control.office_last"] == Decimal("3.00")


def test_year_people_and_funds_move_on_by_one(report_of):
    record = Record(
        report_of(unit__year="2023", staff__headcount="91", government_funds__carried_out="2.50"),
        "",
    )
    assert texts(new_year(record)) == {
        "unit.year": 2024,
        "staff.headcount_last": 91,
        "government_funds.carried_in": Decimal("2.50"),
    }


def test_posts_of_each_kind_go_on_with_the_posts_they_are_part_of(report_of):
    posts = {
        "staff__establishment": "110",
        "staff__civil_posts": "40",
        "staff__institution_posts": "70",
    }
    record = new_year(Record(report_of(unit__year="2023", **posts), ""))
    kept = {key.replace("__", "."): int(value) for key, value in posts.items()}
    assert texts(record) == {"unit.year": 2024, **kept}
    assert all(entry.source.kind is SourceKind.CARRIED for entry in record.report.entries.values())


def test_everything_carried_is_marked_to_be_looked_at(old):
    kinds = {e.source.kind for e in new_year(old).report.entries.values()}
    assert kinds == {SourceKind.CARRIED}


def test_reasons_scores_actuals_and_the_day_are_blank(old):
    names = {
        p.field for p in new_year(old).report.entries if p.row == 0 or p.section == "indicator"
    }
    gone = ("actual", "score", "reason", "report_date", "headcount_reason", "outturn", "achieved")
    assert not names & {*gone, *(n for n in names if n.endswith("_reason"))}


def test_indicators_keep_their_names_requirements_targets_and_points(old):
    after = new_year(old).report
    kept = {p.field for p in after.entries if p.section == "indicator"}
    assert kept == {"level1", "level2", "name", "requirement", "target", "points"}
    assert after.rows("indicator") == old.report.rows("indicator")


def test_projects_that_are_dropped_are_gone_with_their_rows(old):
    first, *_ = old.report.rows("project")
    after = new_year(old, frozenset({first})).report
    assert after.rows("project") == (first,)
    assert {p.row for p in after.entries if p.section == "project"} == {first}


def test_last_years_project_total_stays_whole_when_projects_are_dropped(old):
    first, *_ = old.report.rows("project")
    total = next(q for q in QUANTITIES.values() if q.amounts.key == "project_totals.total")
    for keep in (frozenset(), frozenset({first}), None):
        assert facts(new_year(old, keep))[total.last] == facts(old)[total.this]


def test_what_was_told_as_left_of_a_project_is_carried_in_and_looked_at(report_of):
    project = [{"name": "修路", "full_year": "10", "outturn": "8", "carried_out": "2"}]
    record = Record(report_of(unit__year="2023", project=project), "")
    (row,) = record.report.rows("project")
    after = new_year(record).report
    assert after[Project.carried_in.at(row)] == Decimal(2)
    assert after[Project.last.at(row)] == Decimal(8)
    assert Project.carried_in.at(row) in waiting(after)


@pytest.mark.parametrize(
    ("told", "carried_in"),
    [("2.5", (Decimal(2), Decimal("0.5"), None)), ("2", (None,) * 3), ("", (None,) * 3)],
)
def test_what_projects_left_is_theirs_where_it_is_just_what_their_budget_carried_out(
    report_of, told, carried_in
):
    """A budget that carried out something else, or of which nobody told, says nothing of projects."""
    amounts = (("10", "8"), ("5", "4.5"), ("3", "3"))
    projects = [
        {"name": name, "budget": "government_funds", "full_year": whole, "outturn": spent}
        for name, (whole, spent) in zip("甲乙丙", amounts, strict=True)
    ]
    told = {"government_funds__carried_out": told} if told else {}
    record = Record(report_of(unit__year="2023", project=projects, **told), "")
    after = new_year(record).report
    rows = after.rows(Project.key)
    assert tuple(after[Project.carried_in.at(row)] for row in rows) == carried_in


def test_what_nobody_told_as_left_is_carried_in_nowhere(report_of):
    """Of a project as of a budget: what was left may have been taken back."""
    project = [{"name": "修路", "budget": "general", "full_year": "10", "outturn": "8"}]
    money = {"general__full_year": "20", "general__outturn": "18"}
    record = Record(report_of(unit__year="2023", project=project, **money), "")
    after = new_year(record).report
    assert not [place for place in after.entries if place.field == "carried_in"]


def test_the_old_report_is_as_it_was(old):
    before = to_json(old)
    new_year(old)
    assert to_json(old) == before


def test_a_closed_finding_does_not_close_one_of_the_new_year(report_of):
    closed = [{"finding": "x", "reason": "已核实"}]
    record = Record(report_of(unit__year="2023", closed_finding=closed), "")
    assert new_year(record).report.rows("closed_finding") == ()


def test_a_report_without_a_year_says_what_to_fill_in():
    with pytest.raises(KnownError, match="报告年度"):
        new_year(Record(Report(), ""))


def test_the_new_record_survives_its_own_storage(old):
    after = new_year(old)
    assert from_json(to_json(after)) == after


TWO = [
    {"name": "甲", "full_year": "10", "outturn": "8", "budget": "一般公共预算"},
    {"name": "乙", "full_year": "5", "outturn": "5"},
]


def test_a_total_that_its_parts_tell_is_not_set_beside_them(report_of):
    record = Record(report_of(unit__year="2023", basic__wages="1", basic__transfers="2"), "")
    assert texts(new_year(record)) == {
        "unit.year": 2024,
        "basic.wages_last": Decimal(1),
        "basic.transfers_last": Decimal(2),
    }


def test_the_project_total_is_set_only_where_projects_are_dropped(report_of):
    record = Record(report_of(unit__year="2023", project=TWO), "")
    key = "project_totals.total_last"
    assert key not in texts(new_year(record))
    assert key not in texts(new_year(record, frozenset({1, 2})))
    assert texts(new_year(record, frozenset({1})))[key] == Decimal(13)
    assert texts(new_year(record, frozenset()))[key] == Decimal(13)


def test_a_report_from_which_all_projects_are_dropped_has_none_left(report_of):
    record = Record(report_of(unit__year="2023", project=TWO), "")
    after = new_year(record, frozenset()).report
    assert after.rows("project") == ()
    assert {place.section for place in after.entries} == {"unit", "project_totals"}


def test_last_years_budget_of_the_three_expenses_is_kept(report_of):
    record = Record(report_of(unit__year="2023", three_public__total_budget="35"), "")
    assert texts(new_year(record))["three_public_budget.last_budget"] == Decimal(35)


def test_items_keep_their_names_and_move_their_amounts(report_of):
    items = [{"category": "302", "name": "办公费", "this": "3", "last": "2"}, {"name": "水费"}]
    record = Record(report_of(unit__year="2023", economic_item=items), "")
    after = texts(new_year(record))
    assert after["economic_item[1].last"] == Decimal(3)
    assert {k for k in after if k.startswith("economic_item")} == {
        "economic_item[1].category",
        "economic_item[1].name",
        "economic_item[1].last",
        "economic_item[2].name",
    }


def test_rows_below_a_project_that_is_dropped_go_with_it_and_others_stay(old):
    first, second, *_ = old.report.rows("project")
    from pingkou_gui.form.pages.projects import ProjectIndicator
    from pingkou_gui.report.report import Draft

    draft = Draft(old.report)
    rows = [draft.add(ProjectIndicator, parent) for parent in (first, second)]
    for row in rows:
        draft.type_in(ProjectIndicator.name, "里程", row)
    record = Record(old.report.apply(draft.change), old.scheme)
    after = new_year(record, frozenset({second})).report
    assert rows[0] not in {place.row for place in after.entries}
    assert rows[1] in after.rows("project_indicator", second)
    assert after.rows("project_indicator", first) == ()


def test_what_a_project_spent_beyond_its_budget_is_not_carried_in(report_of):
    project = {"name": "环境整治", "full_year": "125", "outturn": "130", "carried_out": "-5"}
    kept = {"name": "村道养护", "full_year": "125", "outturn": "120", "carried_out": "5"}
    record = Record(report_of(unit__year="2024", project=[project, kept]), "")
    turned = new_year(record).report
    first, second = turned.rows(Project.key)
    assert turned[Project.carried_in.at(first)] is None
    assert turned[Project.carried_in.at(second)] == Decimal(5)

"""Checks where what they weigh is just at the edge."""

import pytest

from pingkou_gui.form.pages.basic_spending import Conferences
from pingkou_gui.form.values import Entry, Source
from pingkou_gui.report.checks import findings
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.scheme.scheme_reader import default_scheme

BEYOND = {
    "name": "修渠",
    "full_year": "100",
    "carried_in": "100",
    "other_full_year": "0",
    "initial": "50",
    "carried_in_initial": "60",
    "other_initial": "0",
}
ALL_CARRIED = {
    "full_year": "99",
    "outturn": "50",
    "carried_in_outturn": "50",
    "other_outturn": "0",
}
OTHER_MONEY = {
    "name": "修渠",
    "full_year": "100",
    "outturn": "100",
    "carried_in": "0",
    "other_full_year": "10",
    "other_outturn": "12",
}


def posts(civil, institution):
    """Of 52 in all."""
    given = {"establishment": "52", "civil_posts": civil, "institution_posts": institution}
    return {f"staff__{name}": number for name, number in given.items()}


def duties(*texts):
    return {"duty": [{"text": text} for text in texts]}


@pytest.mark.parametrize(
    ("check", "values", "found"),
    [
        ("own_data_is_plausible", {"unit__phone": "72345"}, True),
        ("own_data_is_plausible", {"unit__phone": "723456"}, False),
        ("own_data_is_plausible", {"unit__name": "镇" * 40}, False),
        ("own_data_is_plausible", {"unit__name": "镇" * 41}, True),
        ("rows_are_not_the_same", duties("抓防火", "抓防火"), False),
        ("rows_are_not_the_same", duties("抓好防火", "抓好防火"), True),
        ("posts_are_kinds_of_all", posts("40", "12"), False),
        ("posts_are_kinds_of_all", posts("40", "11"), True),
        ("posts_are_kinds_of_all", posts("40", "13"), True),
        ("posts_are_kinds_of_all", posts("53", ""), True),
        ("posts_are_kinds_of_all", posts("52", ""), False),
        ("posts_are_kinds_of_all", posts("", "51"), False),
        (
            "rows_are_not_the_same",
            {"organisation": [{"name": "甲办"}, {"name": "甲办"}]},
            True,
        ),
        ("rows_are_not_the_same", {"organisation": [{"name": "甲"}, {"name": "甲"}]}, False),
        ("sources_are_not_overspent", {"project": [BEYOND]}, True),
        ("sources_are_not_overspent", {"project": [BEYOND | {"full_year": "99"}]}, False),
        ("sources_are_not_overspent", {"project": [BEYOND | ALL_CARRIED]}, False),
        ("sources_are_not_overspent", {"project": [OTHER_MONEY]}, True),
        ("sources_are_not_overspent", {"project": [OTHER_MONEY | {"outturn": "100.01"}]}, False),
        ("sources_are_not_overspent", {"project": [OTHER_MONEY | {"other_outturn": "10"}]}, False),
        (
            "sources_are_not_overspent",
            {"project": [BEYOND | {"carried_in_initial": "50.004"}]},
            False,
        ),
    ],
)
def test_what_is_at_the_edge_is_found_or_not(check, values, found, facts_of):
    assert (check in {x.check for x in findings(facts_of(**values))}) is found


@pytest.mark.parametrize(("told", "found"), [("3.65", True), ("约三", False), ("无", True)])
def test_a_figure_is_held_against_a_workbook_that_said_one(told, found):
    """An older version, or another program, may have written there what is no figure."""
    draft, field = Draft(Report()), Conferences.training.this
    source = Source(file="决算.xlsx", workbook=told)
    draft.put_entry(field.at(), Entry(field.read("3.56").value, source))
    keys = {x.check for x in findings(Facts(Report().apply(draft.change), default_scheme()))}
    assert ("workbook_figures_are_kept" in keys) is found


@pytest.mark.parametrize(
    ("left", "advice"),
    [
        ("14", "其中结转资金执行至少是 14.00，改过来，或者核对上年结转"),
        ("13.99", "核对其中结转资金执行，或者核对上年结转"),
    ],
)
def test_what_is_advised_is_what_what_is_left_allows(left, advice, facts_of):
    """Of 90, 70 are the year's own: 84 spent of them are 14 more."""
    own = {"carried_in": left, "carried_in_outturn": "0", "other_full_year": str(20 - float(left))}
    amounts = {"full_year": "90", "outturn": "84", "other_outturn": "0"}
    f = facts_of(project=[amounts | own])
    (found,) = [x for x in findings(f) if x.check == "sources_are_not_overspent"]
    assert found.advice == advice

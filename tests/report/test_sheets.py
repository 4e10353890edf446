"""Numbers that only the attachments print."""

from decimal import Decimal as D

import pytest

from pingkou_gui.report.figure_index import FIGURES, explain
from pingkou_gui.report.figures_funds import (
    CARRIED,
    FISCAL,
    MEETINGS_AND_TRAINING,
    OTHER,
    SHEET_FIGURES,
    other_sources,
)

WHOLE = {"name": "甲", "budget": "general", "initial": "100", "full_year": "120", "outturn": "60"}


def money(facts_of, figures, stage, **typed):
    return facts_of(project=[WHOLE | typed])[figures[stage], 1]


def test_all_of_them_can_be_found_by_their_keys():
    assert [figure for figure in SHEET_FIGURES if FIGURES[figure.key] is not figure] == []


def test_meetings_and_training_are_added_where_both_are_known(facts_of):
    f = facts_of(conferences__meetings="3.42", conferences__training="2")
    assert f[MEETINGS_AND_TRAINING["this"]] == D("5.42")
    assert f[MEETINGS_AND_TRAINING["last"]] is None


def test_other_money_takes_in_the_budgets_without_a_row_of_their_own(facts_of):
    f = facts_of(
        state_capital__outturn="4", social_insurance__outturn="无", other_funds__outturn="1"
    )
    assert f[other_sources] == D(5)


@pytest.mark.parametrize("stage", ["initial", "full_year", "outturn"])
def test_the_parts_of_a_projects_money_add_up_to_its_total(facts_of, stage):
    typed = {"carried_in": "20", "carried_in_outturn": "9", "other_full_year": "7"}
    typed |= {"other_initial": "7", "other_outturn": "3"}
    parts = (money(facts_of, figures, stage, **typed) for figures in (FISCAL, CARRIED, OTHER))
    assert sum(parts) == D(WHOLE[stage])


def test_of_money_half_spent_no_part_is_guessed(facts_of):
    assert money(facts_of, CARRIED, "outturn", carried_in="20") is None
    assert money(facts_of, FISCAL, "outturn", carried_in="20") is None


def test_the_carried_part_of_a_special_account_is_not_guessed_either(facts_of):
    typed = {"budget": "special_account", "carried_in": "20"}
    assert money(facts_of, OTHER, "full_year", **typed) == D(100)
    assert money(facts_of, OTHER, "outturn", **typed) is None


def test_where_it_comes_from_can_be_told(facts_of):
    f = facts_of(project=[WHOLE | {"carried_in": "20", "other_full_year": "无"}])
    assert f[FISCAL["full_year"], 1] == D(100)
    assert explain(f, FISCAL["full_year"].at(1)).numbers == ("100.00 = 120.00 − 20.00 − 0.00")

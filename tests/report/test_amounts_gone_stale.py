"""Amounts in texts that were right last year, and are another this year."""

import pytest

from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.report.carried import stale_amounts

PROJECT = {"name": "水渠整修项目", "last": "21.3", "full_year": "60", "outturn": "52.4"}


@pytest.fixture
def told(facts_of):
    """What is said of the amounts of a text: as written, what it is and this year's amount."""

    def found(words, *projects, **values):
        f = facts_of(problem=[{"name": words}], project=list(projects), **values)
        stale = list(stale_amounts(f))
        assert all(each.place == Problem.name.at(1) for each in stale)
        return [(x.written, x.of_last_year, x.what, str(x.now)) for x in stale]

    return found


@pytest.mark.parametrize(
    ("last", "this", "words", "found"),
    [
        ("61.374", "84.2", "61.37万元", True),
        ("61.376", "84.2", "61.37万元", False),
        ("61.374", "61.371", "61.37万元", False),
        ("61.374", "61.366", "61.37万元", False),  # this year's is written so too
        ("61.374", "61.364", "61.37万元", True),
        ("0", "84.2", "0.00万元", False),
        ("61.37", "", "61.37万元", False),
        ("61.37", "0", "61.37万元", False),  # it is what was spent less
    ],
)
def test_an_amount_is_last_years_as_it_is_printed_and_only_while_this_years_is_known(
    told, last, this, words, found
):
    """Of a quantity and of a project in the same way."""
    text = f"支出{words}偏多"
    assert bool(told(text, basic__operating_last=last, basic__operating=this)) is found
    assert bool(told(text, {"name": "修路", "last": last, "outturn": this})) is found


def test_it_is_told_what_an_amount_was_and_what_it_is(told):
    text = "办公费1,061.37万元偏多，工程款21.3万元偏少"
    values = {"basic__operating_last": "1061.37", "basic__operating": "84.2"}
    assert told(text, PROJECT, {"name": "修路", "last": "4", "outturn": "5"}, **values) == [
        ("1,061.37", True, "公用经费", "84.20"),
        ("21.3", True, "水渠整修项目全年执行", "52.40"),
    ]


@pytest.mark.parametrize(
    "values",
    [
        {"basic__goods": "61.37"},
        {"basic__goods": "1.37", "basic__goods_last": "62.74"},
        {"general__full_year": "61.37", "general__initial": "60"},
        {"general__full_year": "161.37", "general__initial": "100"},
        {"general__full_year": "100", "general__initial": "161.37"},
        {"project": ({"initial": "10", "full_year": "71.37"},)},
        {"unit__name": "平口镇", "project": ({"carried_in": "61.37"},)},
    ],
)
def test_an_amount_that_this_year_has_too_is_no_slip(told, values):
    """As an amount, as a change or as what came to a budget."""
    projects = values.get("project", ())
    more = {key: value for key, value in values.items() if key != "project"}
    stale = {"basic__operating_last": "61.37", "basic__operating": "84.2"}
    assert told("支出61.37万元偏多", **stale)
    assert told("支出61.37万元偏多", *projects, **stale, **more) == []


def test_a_sentence_that_tells_this_years_amount_too_is_left_alone(told):
    values = {"basic__operating_last": "61.37", "basic__operating": "84.2"}
    assert told("公用经费61.37万元，调整为84.20万元", **values) == []
    assert told("公用经费61.37万元。调整为84.20万元", **values)


@pytest.mark.parametrize(("initial", "found"), [("100", True), ("110.5", False), ("", False)])
def test_what_was_added_over_the_year_is_known_where_something_was(told, initial, found):
    others = {
        f"{budget}__{stage}": "0"
        for budget in (
            "government_funds",
            "state_capital",
            "social_insurance",
            "special_account",
            "other_funds",
        )
        for stage in ("initial", "full_year")
    }
    text = "全年追加预算12.50万元"
    stale = told(text, general__full_year="110.5", general__initial=initial, **others)
    expected = [("12.50", False, "全年预算比年初预算多", "10.50")] if found else []
    assert stale == expected


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("水渠整修项目", "水渠整修结余20.50万元", True),
        ("水渠整修项目", "水渠整修项目结余7.60万元", False),
        ("水渠整修项目", "修路结余20.50万元", False),
        ("渠", "渠整修结余20.50万元", False),
        ("渠项目", "渠项目结余20.50万元", False),
        ("水渠", "水渠结余20.50万元", True),
        ("", "结余20.50万元", False),
    ],
)
def test_what_is_left_of_a_project_is_known_where_it_is_named(told, name, text, found):
    stale = told(text, PROJECT | {"name": name})
    assert stale == ([("20.50", False, f"{name}结转下年", "7.60")] if found else [])


def test_of_two_projects_that_are_named_none_is_held_against_what_is_left(told):
    both = PROJECT | {"name": "水渠"}, PROJECT | {"name": "水渠整修"}
    assert told("水渠整修结余20.50万元", *both) == []

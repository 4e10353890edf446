"""Projects: one, many, none, unsorted, without amounts, with money left over."""

import pytest

from pingkou_gui.document.chapters_projects import arrangement, of_projects, project_spending, use
from pingkou_gui.document.chapters_projects import projects_overview as all_projects
from pingkou_gui.document.phrases import template, words

ROAD = {"name": "修路", "budget": "一般公共预算", "full_year": "10", "outturn": "9"}
WATER = {"name": "引水", "budget": "一般公共预算", "full_year": "5", "outturn": "5"}


def test_one_project_needs_no_list(facts_of):
    f = facts_of(unit__year="2023", project=[ROAD])
    assert words(all_projects(f)) == "2023年项目支出9.00万元，全部用于修路。"


def test_many_projects_are_listed_with_their_amounts(facts_of):
    f = facts_of(unit__year="2023", project=[ROAD, WATER])
    assert words(project_spending(f)) == (
        "2023年一般公共预算项目支出14.00万元，具体包括：修路9.00万元、引水5.00万元。"
    )


def test_a_project_of_another_budget_stays_out_of_the_general_one(facts_of):
    f = facts_of(unit__year="2023", project=[ROAD, WATER | {"budget": "政府性基金"}])
    assert words(project_spending(f)) == "2023年一般公共预算项目支出9.00万元，全部用于修路。"


def test_a_project_without_budget_is_called_for(facts_of):
    f = facts_of(unit__year="2023", project=[ROAD, WATER | {"budget": ""}])
    assert "【待填：引水的预算来源】" in words(project_spending(f))


def test_no_project_is_said_only_where_it_is_stated(facts_of):
    none = facts_of(unit__year="2023", project_totals__total="无")
    assert words(all_projects(none)) == ""
    assert "【待填：各项目的名称和金额】" in words(all_projects(facts_of(unit__year="2023")))


def test_a_project_without_amount_is_called_for_and_the_total_with_it(facts_of):
    f = facts_of(unit__year="2023", project=[ROAD | {"outturn": ""}, WATER])
    said = words(project_spending(f))
    assert "修路【待填：全年执行】、引水5.00万元" in said
    assert "项目支出【待填：" in said


def test_money_left_over_wants_its_reason(facts_of):
    f = facts_of(project=[ROAD])
    assert "该项目结转下年1.00万元，未执行完的原因是【待填：未执行完的原因】。" in words(use(f))


def test_the_budget_of_the_projects_gives_the_rate(facts_of):
    f = facts_of(project=[ROAD, WATER])
    assert "全年预算15.00万元，全年执行14.00万元，预算执行率93.33%，结转下年1.00万元。" in words(
        arrangement(f)
    )


def test_a_budget_of_zero_has_no_rate(facts_of):
    f = facts_of(project=[ROAD | {"full_year": "0"}])
    assert "【待核：全年预算为0，算不出预算执行率】" in words(arrangement(f))


@pytest.mark.parametrize(
    ("management", "told"),
    [
        ("资金由专人管理。", "该项目资金用于修路，资金由专人管理。"),
        ("资金由专人管理。按季公示。", "该项目资金用于修路。资金由专人管理。按季公示。"),
    ],
)
def test_short_texts_of_a_project_run_into_one_sentence_unless_one_has_two(
    facts_of, management, told
):
    project = {
        "name": "村道",
        "budget": "一般公共预算",
        "use": "用于修路。",
        "management": management,
    }
    named = template("2024年支出用于村道。")
    assert words(of_projects(facts_of(project=[project]), "general", named)) == told

"""For want of which field it is not known where the money of a project is from."""

import pytest

from pingkou_gui.form.pages.funds import General, OtherFunds, SpecialAccount
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.report.figures_funds import CARRIED, FISCAL, OTHER, wanted

AMOUNTS = {"initial": "50", "full_year": "60", "outturn": "40"}
GENERAL = AMOUNTS | {"name": "修渠", "budget": "一般公共预算"}
TELLS = {"general__carried_in": "12"}
OTHER_USED = {"other_funds__full_year": "6"}
NO_OTHER = {
    f"{budget}__{stage}": "0"
    for budget in ("special_account", "other_funds")
    for stage in ("outturn", "full_year")
}


@pytest.mark.parametrize(
    ("item", "project", "values", "field"),
    [
        (FISCAL["initial"], GENERAL | {"initial": ""}, {}, Project.initial),
        (OTHER["outturn"], GENERAL | {"outturn": ""}, OTHER_USED, Project.outturn),
        (CARRIED["full_year"], AMOUNTS, {}, Project.budget),
        (CARRIED["full_year"], GENERAL, {}, General.carried_in),
        (CARRIED["full_year"], GENERAL, TELLS, Project.carried_in),
        (CARRIED["initial"], GENERAL | {"carried_in": "12"}, TELLS, Project.carried_in_initial),
        (CARRIED["outturn"], GENERAL | {"carried_in": "12"}, TELLS, Project.carried_in_outturn),
        (CARRIED["outturn"], GENERAL | {"carried_in": "约三"}, TELLS, None),
        (CARRIED["full_year"], GENERAL | {"carried_in": "12"}, TELLS, None),
        (OTHER["full_year"], AMOUNTS, OTHER_USED, Project.budget),
        (OTHER["full_year"], GENERAL, {"special_account__outturn": "6"}, SpecialAccount.full_year),
        (OTHER["full_year"], GENERAL, OTHER_USED, OtherFunds.outturn),
        (
            OTHER["full_year"],
            GENERAL,
            NO_OTHER | OTHER_USED | {"other_funds__outturn": "6"},
            Project.other_full_year,
        ),
        (OTHER["outturn"], GENERAL | {"other_full_year": "6"}, {}, Project.other_outturn),
        (OTHER["initial"], GENERAL | {"other_full_year": "6"}, {}, Project.other_initial),
        (
            OTHER["full_year"],
            AMOUNTS | {"budget": "专户非税收入"},
            {"special_account__carried_in": "12"},
            Project.carried_in,
        ),
        (FISCAL["full_year"], GENERAL, NO_OTHER, General.carried_in),
        (FISCAL["full_year"], GENERAL | {"carried_in": "1"}, OTHER_USED, OtherFunds.outturn),
        (FISCAL["full_year"], GENERAL | {"carried_in": "1"}, NO_OTHER, None),
    ],
)
def test_the_blank_field_that_says_most_is_asked_for(item, project, values, field, facts_of):
    f = facts_of(project=[project], **values)
    asked = wanted(f, item, 1)
    at = 1 if field is not None and field.section == Project.key else 0
    assert asked == (None if field is None else field.at(at))

"""Chapters two to five: each budget's spending."""

from __future__ import annotations

from pingkou_gui.document.compose.blocks import Writer, says
from pingkou_gui.domain.wording import basic, budgets, projects

BUDGETS = (
    Writer("general_budget.basic", says(basic.basic)),
    Writer("general_budget.three_public", says(basic.three_public)),
    Writer("general_budget.meetings", says(basic.meetings)),
    Writer("general_budget.training", says(basic.training)),
    Writer("general_budget.projects", says(projects.projects)),
    Writer("general_budget.projects.arrangement", says(projects.arrangement)),
    Writer("general_budget.projects.use", says(projects.use)),
    Writer("general_budget.projects.management", says(projects.management)),
    Writer("general_budget.projects.implementation", says(projects.implementation)),
    Writer("government_funds", says(budgets.government_funds)),
    Writer("state_capital", says(budgets.state_capital)),
    Writer("social_insurance", says(budgets.social_insurance)),
)

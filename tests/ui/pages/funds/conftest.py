from decimal import Decimal

import pytest

from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.ui.pages.funds_section import FundsSection

TYPED = {
    "general.initial": "1640",
    "general.full_year": "1660.54",
    "general.outturn": "1659.64",
    "government_funds.full_year": "33.25",
    "government_funds.outturn": "33.25",
    "basic.wages": "1287.78",
}
PROJECTS = (
    ("道路", "一般公共预算", "371.86"),
    ("饮水", "政府性基金", "33.25"),
    ("河堤", "", "162.43"),
)


@pytest.fixture
def scheme(plain_scheme):
    return plain_scheme({"rounding": Decimal("0.01")})


@pytest.fixture
def room():
    return 940, 700


@pytest.fixture
def funds(session, context, shown):
    """The funds of a report whose two totals differ by 162.43."""
    draft = session.draft()
    for section in ("state_capital", "social_insurance"):
        for field in FORM.sections[section].fields:
            draft.type_in(field, "无")
    for key, text in TYPED.items():
        section, name = key.split(".")
        fields = FORM.sections[section].fields
        draft.type_in(next(f for f in fields if f.name == name), text)
    for name in ("transfers", "goods"):
        draft.type_in(next(f for f in FORM.sections["basic"].fields if f.name == name), "0")
    for name, budget, outturn in PROJECTS:
        row = draft.add(Project)
        draft.type_in(Project.name, name, row)
        draft.type_in(Project.budget, budget, row)
        draft.type_in(Project.outturn, outturn, row)
    session.make(draft.change, "资金")
    return shown(FundsSection(context))

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pingkou_gui.domain.record import Record
from pingkou_gui.domain.report import Report
from pingkou_gui.scheme.model import Scheme
from pingkou_gui.session import Session
from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.pages.funds import General
from pingkou_gui.spec.pages.projects import Project
from pingkou_gui.ui.funds.section import funds_section

TYPED = {
    "general.initial": "1640",
    "general.full_year": "1660.54",
    "general.outturn": "1659.64",
    "government_funds.full_year": "33.25",
    "basic.wages": "1287.78",
}
PROJECTS = (
    ("道路", "一般公共预算", "371.86"),
    ("饮水", "政府性基金", "33.25"),
    ("河堤", "", "162.43"),
)


SCHEME = Scheme(
    name="测试方案",
    version="1",
    county="测试县",
    outline=(),
    levels=(),
    grades=(),
    bands=(),
    titles={},
    thresholds={"rounding": Decimal("0.01")},
)


@pytest.fixture
def session(store, qapp):
    return Session(store, store.create(Record(Report(), "")), SCHEME)


@pytest.fixture
def funds(session, context, theme, qtbot):
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
    window = QWidget()
    window.setLayout(QVBoxLayout())
    made = funds_section(General, context)
    window.layout().addWidget(made)
    window.resize(940, 700)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield made
    window.close()

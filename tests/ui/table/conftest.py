from decimal import Decimal

import pytest
from PySide6.QtGui import QGuiApplication

from pingkou_gui.form.pages.projects import Project
from pingkou_gui.ui.pages.rows_section import RowsSection

ROADS = (("道路硬化", "一般公共预算", "5"), ("河道清淤", "政府性基金", "8"), ("饮水安全", "", "3"))


@pytest.fixture
def scheme(plain_scheme):
    return plain_scheme({"far_above_target": Decimal(30)})


@pytest.fixture
def fill(session):
    """Put projects into the report: name, budget, outturn."""

    def put(projects=ROADS):
        draft = session.draft()
        for name, budget, outturn in projects:
            row = draft.add(Project)
            for field, text in (
                (Project.name, name),
                (Project.budget, budget),
                (Project.outturn, outturn),
            ):
                if text:
                    draft.type_in(field, text, row)
        session.make(draft.change, "项目")
        return session.report.rows("project")

    return put


@pytest.fixture
def projects(fill, context, shown):
    """The table of three projects, its first cell current and focused."""
    fill()
    made = shown(RowsSection(Project, context))
    made.group.view.setFocus()
    return made


@pytest.fixture
def clip(qapp):
    board = QGuiApplication.clipboard()
    yield board.setText
    board.clear()

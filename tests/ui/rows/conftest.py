from decimal import Decimal

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pingkou_gui.domain.record import Record
from pingkou_gui.domain.report import Report
from pingkou_gui.scheme.model import Scheme
from pingkou_gui.session import Session
from pingkou_gui.spec.pages.projects import Project
from pingkou_gui.ui.rows.section import rows_section

ROADS = (("道路硬化", "一般公共预算", "5"), ("河道清淤", "政府性基金", "8"), ("饮水安全", "", "3"))


SCHEME = Scheme(
    name="测试方案",
    version="1",
    county="测试县",
    outline=(),
    levels=(),
    grades=(),
    bands=(),
    titles={},
    thresholds={"far_above_target": Decimal(30)},
)


@pytest.fixture
def session(store, qapp):
    return Session(store, store.create(Record(Report(), "")), SCHEME)


@pytest.fixture
def shown(theme, qtbot):
    """Show a widget in an active window of its own."""

    windows = []

    def show(widget):
        window = QWidget()
        window.setLayout(QVBoxLayout())
        window.layout().addWidget(widget)
        window.resize(900, 640)
        qtbot.addWidget(window)
        windows.append(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return widget

    return show


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
    made = shown(rows_section(Project, context))
    made.group.view.setFocus()
    return made


@pytest.fixture
def clip(qapp):
    board = QGuiApplication.clipboard()
    yield board.setText
    board.clear()

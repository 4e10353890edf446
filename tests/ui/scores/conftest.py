from decimal import Decimal

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pingkou_gui.domain.record import Record
from pingkou_gui.domain.report import Report
from pingkou_gui.scheme.model import Band, Grade, Level, Scheme
from pingkou_gui.session import Session
from pingkou_gui.spec.pages.scoring import Indicator
from pingkou_gui.ui.scores.section import scores_section

SCHEME = Scheme(
    name="测试方案",
    version="1",
    county="测试县",
    outline=(),
    levels=(
        Level("产出", Decimal(50), ("数量", "质量")),
        Level("效益", Decimal(30), ("经济",)),
        Level("满意度", Decimal(10)),
    ),
    grades=(Grade("优", Decimal(90)), Grade("良", Decimal(80)), Grade("差", Decimal(0))),
    bands=(
        Band("好", Decimal(80), Decimal(100)),
        Band("中", Decimal(60), Decimal(80)),
        Band("差", Decimal(0), Decimal(60)),
    ),
    titles={},
    thresholds={"far_above_target": Decimal(30)},
    phrases={"deviation_reasons": ("资金到位晚",)},
)
ROWS = (
    ("产出", "数量", "道路", "≥", "15公里", "18公里", "30", "", ""),
    ("产出", "数量", "水渠", "≥", "10公里", "9公里", "20", "", ""),
    ("产出", "质量", "合规", "定性", "合规", "合规", "30", "", ""),
    ("满意度", "满意度", "群众满意度", "≥", "95%", "96%", "10", "", ""),
)


@pytest.fixture
def session(store, qapp):
    return Session(store, store.create(Record(Report(), "")), SCHEME)


@pytest.fixture
def shown(theme, qtbot):
    windows = []

    def show(widget):
        window = QWidget()
        window.setLayout(QVBoxLayout())
        window.layout().addWidget(widget)
        window.resize(1300, 640)
        qtbot.addWidget(window)
        windows.append(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return widget

    return show


@pytest.fixture
def empty(context, shown):
    """The scoring table without indicators."""
    return shown(scores_section(Indicator, context))


@pytest.fixture
def scores(session, context, shown):
    """The scoring table with four indicators, 90 points and those of 预算执行."""
    draft = session.draft()
    for values in ROWS:
        row = draft.add(Indicator)
        for field, text in zip(Indicator.fields, values, strict=True):
            draft.type_in(field, text, row)
    session.make(draft.change, "指标")
    made = shown(scores_section(Indicator, context))
    made.group.view.setFocus()
    return made

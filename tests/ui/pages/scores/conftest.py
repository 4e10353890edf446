from decimal import Decimal

import pytest

from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.scheme.scheme import Band, Grade, IndicatorLevel
from pingkou_gui.ui.pages.scores_section import ScoresSection

PARTS = {
    "levels": (
        IndicatorLevel("产出", Decimal(50), ("数量", "质量")),
        IndicatorLevel("效益", Decimal(30), ("经济",)),
        IndicatorLevel("满意度", Decimal(10)),
    ),
    "grades": (Grade("优", Decimal(90)), Grade("良", Decimal(80)), Grade("差", Decimal(0))),
    "bands": (
        Band("好", Decimal(80), Decimal(100)),
        Band("中", Decimal(60), Decimal(80)),
        Band("差", Decimal(0), Decimal(60)),
    ),
    "phrases": {"deviation_reasons": ("资金到位晚",)},
}
ROWS = (
    ("产出", "数量", "道路", "≥", "15公里", "18公里", "30", "", ""),
    ("产出", "数量", "水渠", "≥", "10公里", "9公里", "20", "", ""),
    ("产出", "质量", "合规", "定性", "合规", "合规", "30", "", ""),
    ("满意度", "满意度", "群众满意度", "≥", "95%", "96%", "10", "", ""),
)


@pytest.fixture
def scheme(plain_scheme):
    return plain_scheme({"far_above_target": Decimal(30)}, **PARTS)


@pytest.fixture
def room():
    return 1300, 640


@pytest.fixture
def empty(context, shown):
    """The scoring table without indicators."""
    return shown(ScoresSection(Indicator, context))


@pytest.fixture
def scores(session, context, shown):
    """The scoring table with four indicators, 90 points and those of 预算执行."""
    draft = session.draft()
    for values in ROWS:
        row = draft.add(Indicator)
        for field, text in zip(Indicator.fields, values, strict=True):
            draft.type_in(field, text, row)
    session.make(draft.change, "指标")
    made = shown(ScoresSection(Indicator, context))
    made.group.view.setFocus()
    return made

from decimal import Decimal

import pytest

from pingkou_gui.form.pages.basic_spending import Basic, Conferences
from pingkou_gui.form.pages.overview import Staff
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import Source, SourceKind
from pingkou_gui.report.proposal import NewRow, Proposal, Proposed, Unplaced


def from_table(field, value, where, row=0, **more):
    source = Source(SourceKind.WORKBOOK, "甲镇.xlsx", where)
    return Proposed(field.at(row), value, source, **more)


@pytest.fixture
def proposal():
    """Meetings differ, training is the same, wages are new, one is in doubt, one row is new."""
    return Proposal(
        "决算公开表",
        "甲镇.xlsx",
        (
            from_table(Conferences.meetings.this, Decimal("2.80"), "基本支出决算表 C31"),
            from_table(Conferences.training.this, Decimal("8.04"), "基本支出决算表 C32"),
            from_table(Basic.wages.this, Decimal("1024.74"), "基本支出决算表 C5"),
            from_table(
                Staff.headcount,
                900,
                "情况表 B2",
                doubt="比编制多 800 人，像是多打一位",
                instead=90,
            ),
            from_table(Project.name, "乡村道路养护", "项目表 A4", -1),
            from_table(Project.outturn, Decimal("69.10"), "项目表 C4", -1),
        ),
        rows=(NewRow(Project.key, -1),),
        unplaced=(Unplaced("收入表 D8", "12.00", "没有这一栏"),),
        notes=("单位：元，已换算为万元", "另一句说明"),
    )


@pytest.fixture
def typed(session):
    """Meetings from an older table, training typed."""
    draft, older = session.draft(), Source(SourceKind.WORKBOOK, "旧表.xlsx", "C31")
    draft.put(Conferences.meetings.this, Decimal("3.00"), source=older)
    session.make(draft.change, "导入旧表")
    session.type_in(Conferences.training.this, "8.04")
    return session

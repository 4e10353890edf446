"""Sheets that would go out blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.checks.check import row_check
from pingkou_gui.domain.finding import Finding, Severity
from pingkou_gui.spec.pages.projects import Project, ProjectIndicator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.domain.facts import Facts

_NEEDED = tuple(field for field in Project.fields if field.required)


@row_check(
    Project,
    "每个项目都有附件3自评",
    "MISSING",
    ground="项目支出绩效评价管理办法（财预〔2020〕10号）：单位自评对象是预算批复的项目",
)
def projects_are_evaluated(f: Facts, row: int) -> Iterator[Finding]:
    """A project that is entered in full has indicators; without them its sheet is a blank grid."""
    if f.rows(ProjectIndicator, row) or any(f.raw(field, row) is None for field in _NEEDED):
        return
    name = f[Project.name, row] or ""
    blank = [x.label for x in (Project.goal, Project.achieved) if f.raw(x, row) is None]
    yield Finding(
        "projects_are_evaluated",
        Severity.REMINDER,
        f"{name[:12]}的附件3没有指标，印出来是空表",
        (Project.goal.at(row),),
        f"没填{'、'.join([*blank, '绩效指标'])}",
    )


SHEET_CHECKS = (projects_are_evaluated,)

"""Projects: each one's rate and what is left, and their sums by budget and by kind."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.domain.figure import Figure, figure
from pingkou_gui.domain.figures.quantity import added, less, share
from pingkou_gui.spec.pages.projects import BUDGETS, PROJECT_KINDS, Project

if TYPE_CHECKING:
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.spec.field import Field

ZERO = Decimal(0)
_RATE = "项目支出绩效自评：预算执行率 = 全年执行数 / 全年预算数"


@figure(
    "预算执行率",
    unit="%",
    words="{project.outturn} ÷ {project.full_year} × 100%",
    source=_RATE,
    section=Project.key,
)
def project_execution_rate(f: Facts, row: int) -> Decimal | None:
    """Outturn in per cent of the full-year budget, not of the initial one."""
    return share(f[Project.outturn, row], f[Project.full_year, row])


@figure(
    "结转下年",
    unit="万元",
    words="{project.full_year} − {project.outturn}",
    source="预算结转：全年预算数减全年执行数，已填的以填的为准",
    section=Project.key,
)
def project_carried_out(f: Facts, row: int) -> Decimal | None:
    """What was typed as carried over, else full-year budget less outturn."""
    typed = f[Project.carried_out, row]
    return typed if typed is not None else less(f[Project.full_year, row], f[Project.outturn, row])


STAGES: dict[str, tuple[Field[Decimal], str]] = {
    "last": (Project.last, "上年决算"),
    "initial": (Project.initial, "年初预算"),
    "full_year": (Project.full_year, "全年预算"),
    "outturn": (Project.outturn, "全年执行"),
    "carried_in": (Project.carried_in, "上年结转"),
}


def rows_with(f: Facts, by: Field[str], code: str) -> tuple[int, ...]:
    """Return the projects whose budget or kind is `code`, in their order."""
    return f.rows_where(Project, by, code)


def _sum(field: Field[Decimal], by: Field[str], code: str, key: str, label: str) -> Figure:
    def rule(f: Facts, _row: int) -> Decimal | None:
        rows = rows_with(f, by, code) if code else f.rows(Project)
        return added(f.column(field, rows))

    return Figure(key, label, "万元", f"各项目{field.label}之和", "项目支出决算表", rule)


def _all_sums() -> dict[tuple[str, str], Figure]:
    sums: dict[tuple[str, str], Figure] = {}
    for stage, (field, label) in STAGES.items():
        groups = [("", "项目支出", Project.budget)]
        groups += [(code, f"{name}项目", Project.budget) for code, name in BUDGETS]
        groups += [(code, f"{name}类项目", Project.kind) for code, name in PROJECT_KINDS]
        for code, name, by in groups:
            key = f"projects.{code or 'all'}:{stage}"
            sums[code, stage] = _sum(field, by, code, key, name + label)
    return sums


_SUMS = _all_sums()


def projects_sum(stage: str, group: str = "") -> Figure:
    """Return the sum of the projects at a stage (last, initial, full_year, outturn, carried_in).

    `group` is the code of a budget or of a kind; without it all projects. The sum is None
    where there is no project in the group or one of them has no amount.
    """
    return _SUMS[group, stage]


PROJECT_FIGURES = (project_execution_rate, project_carried_out, *_SUMS.values())

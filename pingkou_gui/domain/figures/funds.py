"""Budgets over the year: each one's stages and rate, the totals, and what must agree."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.domain.figure import Figure, figure
from pingkou_gui.domain.figures.projects import projects_sum, rows_with
from pingkou_gui.domain.figures.quantity import added, less, quantity, share
from pingkou_gui.spec.pages.basic_spending import Basic
from pingkou_gui.spec.pages.funds import FUND_SECTIONS
from pingkou_gui.spec.pages.projects import Project, ProjectTotals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.spec.field import Field
    from pingkou_gui.spec.section import Section

ZERO = Decimal(0)
STAGES = ("initial", "full_year", "outturn", "carried_in", "carried_out")
_RATE = "财政部项目支出绩效评价口径：预算执行率 = 全年执行数 / 全年预算数"


def stage_field(section: type[Section], stage: str) -> Field[Decimal]:
    """Return the field of a budget at a stage."""
    return next(field for field in section.fields if field.name == stage)


@dataclass(frozen=True, slots=True, eq=False)
class Fund:
    """A budget with its figures by stage (万元) and its execution rate (%)."""

    code: str
    section: type[Section]
    stages: dict[str, Figure]
    rate: Figure

    @property
    def label(self) -> str:
        """The name of the budget."""
        return self.section.heading


def spent_by_parts(f: Facts, code: str) -> Decimal | None:
    """Return what basic spending and the projects of a budget come to, in 万元.

    None where a part is unknown: an amount, or, while no project is listed, the projects.
    """
    if not f.rows(Project) and f[quantity(ProjectTotals.total).this] != ZERO:
        return None
    rows = rows_with(f, Project.budget, code)
    projects = f[projects_sum("outturn", code)] if rows else ZERO
    if code == "general":
        return added((f[quantity(Basic.total).this], projects))
    return projects if rows else None


def _stage(code: str, section: type[Section], stage: str) -> Figure:
    field, outturn = stage_field(section, stage), stage_field(section, "outturn")

    def rule(f: Facts, _row: int) -> Decimal | None:
        typed = f[field]
        if typed is None and stage == "outturn":
            typed = spent_by_parts(f, code)
        if typed is None and (field.blank_is_none or f.stated_none(outturn)):
            return ZERO  # a budget that spent 无 has none at any stage
        return typed

    words = f"{{{field.key}}}"
    if stage == "outturn":
        words = "{basic.total:this} + 一般公共预算项目支出" if code == "general" else "各项目之和"
    key = f"{section.key}:{stage}"
    return Figure(key, field.label, "万元", words, field.source, rule)


def _fund(code: str, section: type[Section]) -> Fund:
    stages = {stage: _stage(code, section, stage) for stage in STAGES}
    rate = Figure(
        f"{section.key}:rate",
        f"{section.heading}执行率",
        "%",
        f"{{{section.key}:outturn}} ÷ {{{section.key}:full_year}} × 100%",
        _RATE,
        lambda f, _: share(f[stages["outturn"]], f[stages["full_year"]]),
    )
    return Fund(code, section, stages, rate)


FUNDS: dict[str, Fund] = {code: _fund(code, section) for code, section in FUND_SECTIONS.items()}


def _total(stage: str, label: str) -> Figure:
    return Figure(
        f"funds_total:{stage}",
        label,
        "万元",
        " + ".join(f"{{{fund.section.key}:{stage}}}" for fund in FUNDS.values()),
        "各预算之和",
        lambda f, _: added(f[fund.stages[stage]] for fund in FUNDS.values()),
    )


FUND_TOTALS: dict[str, Figure] = {
    stage: _total(stage, f"{label}合计")
    for stage, label in zip(
        STAGES, ("年初预算", "全年预算", "全年执行", "上年结转", "结转下年"), strict=True
    )
}


@figure(
    "部门整体支出",
    unit="万元",
    words="{basic.total:this} + {project_totals.total:this}",
    source="部门决算：支出合计 = 基本支出 + 项目支出",
)
def total_spending(f: Facts, _row: int) -> Decimal | None:
    """Basic and project spending together."""
    return added((f[quantity(Basic.total).this], f[quantity(ProjectTotals.total).this]))


@figure(
    "上年部门整体支出",
    unit="万元",
    words="{basic.total:last} + {project_totals.total:last}",
    source="上年度部门决算：支出合计 = 基本支出 + 项目支出",
)
def total_spending_last(f: Facts, _row: int) -> Decimal | None:
    """Last year's basic and project spending together."""
    return added((f[quantity(Basic.total).last], f[quantity(ProjectTotals.total).last]))


@figure(
    "预算执行率",
    unit="%",
    words="{funds_total:outturn} ÷ {funds_total:full_year} × 100%",
    source=_RATE,
)
def execution_rate(f: Facts, _row: int) -> Decimal | None:
    """All outturn in per cent of the full-year budget; None where the budget is zero."""
    return share(f[FUND_TOTALS["outturn"]], f[FUND_TOTALS["full_year"]])


@figure(
    "按性质与按预算之差",
    unit="万元",
    words="{total_spending} − {funds_total:outturn}",
    source="部门决算：按支出性质与按资金来源的支出合计相等",
)
def reconciliation_gap(f: Facts, _row: int) -> Decimal | None:
    """Spending by nature less spending by budget; 0 where both agree."""
    return less(f[total_spending], f[FUND_TOTALS["outturn"]])


def _figures() -> Iterator[Figure]:
    for fund in FUNDS.values():
        yield from fund.stages.values()
        yield fund.rate
    yield from FUND_TOTALS.values()


FUND_FIGURES = (
    *_figures(),
    total_spending,
    total_spending_last,
    execution_rate,
    reconciliation_gap,
)

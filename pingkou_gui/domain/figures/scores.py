"""Scores: of each indicator, of the execution of the budget, and in total, to 0.01 points."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from pingkou_gui.domain.figure import Figure, figure
from pingkou_gui.domain.figures.control import three_public_budget_change_rate
from pingkou_gui.domain.figures.funds import execution_rate
from pingkou_gui.domain.figures.people import staff_control_rate
from pingkou_gui.domain.figures.projects import project_execution_rate
from pingkou_gui.domain.figures.quantity import added, quantity
from pingkou_gui.domain.indicators.judge import How, Verdict, judge
from pingkou_gui.domain.indicators.requirement import requirement_of
from pingkou_gui.spec.number_kinds import rounded
from pingkou_gui.spec.pages.basic_spending import Basic, Conferences, Control, ThreePublic
from pingkou_gui.spec.pages.overview import Unit
from pingkou_gui.spec.pages.projects import Project, ProjectIndicator
from pingkou_gui.spec.pages.scoring import Indicator
from pingkou_gui.spec.place import SINGLE

if TYPE_CHECKING:
    from pingkou_gui.domain.facts import Facts

IndicatorSection = type[Indicator] | type[ProjectIndicator]

HUNDRED = Decimal(100)
ZERO = Decimal(0)
_RULE = "绩效自评表填表说明：完成得满分，未完成按完成比例得分，得分不超过分值"
_EXECUTION = "绩效自评表填表说明：得分 = 执行率 × 分值，最多得满分"
_MARKS = re.compile(r"[\s“”\"'（）()]")

BACKED: dict[str, Figure | None] = {
    "预算执行率": execution_rate,
    "在职人员控制率": staff_control_rate,
    "财政供养人员控制率": staff_control_rate,
    "三公经费控制率": quantity(ThreePublic.total).budget_rate,
    "三公经费变动率": three_public_budget_change_rate,
    "公用经费控制率": quantity(Basic.operating).budget_rate,
    "政府采购执行率": quantity(Control.procurement).budget_rate,
}
"""Indicators whose actual value the report already has, by their names without marks."""


SPENT: dict[str, Figure] = {
    "三公经费": quantity(ThreePublic.total).this,
    "因公出国境费": quantity(ThreePublic.overseas).this,
    "公务用车购置及运行维护费": quantity(ThreePublic.vehicles).this,
    "公务用车运行维护费": quantity(ThreePublic.running).this,
    "公务接待费": quantity(ThreePublic.reception).this,
    "会议费": quantity(Conferences.meetings).this,
    "培训费": quantity(Conferences.training).this,
    "公用经费": quantity(Basic.operating).this,
    "人员经费": quantity(Basic.personnel).this,
}
"""Amounts that an indicator of that name sets a ceiling for, in 万元."""
_CEILINGS = ("≤", "<")


@lru_cache(maxsize=1024)
def _bare(name: str) -> str:
    return _MARKS.sub("", name)


def backing(section: IndicatorSection, name: str) -> Figure | None:
    """Return the figure that an indicator of that name takes its actual value from."""
    bare = _bare(name)
    if section is ProjectIndicator:
        return project_execution_rate if bare == "预算执行率" else None
    return BACKED.get(bare)


def actual_of(f: Facts, section: IndicatorSection, row: int) -> str:
    """Return the actual value of an indicator: as typed, else that of its figure, `92.00%`."""
    typed = f[section.actual, row]
    if typed is not None:
        return typed
    item = backing(section, f[section.name, row] or "")
    value = None if item is None else f[item, _row_of(f, item, section, row)]
    return _spent(f, section, row) if value is None else f"{rounded(value, 2)}%"


def _spent(f: Facts, section: IndicatorSection, row: int) -> str:
    """Return the amount spent of what an indicator of the unit sets a ceiling for in 万元."""
    target = f[section.target, row] or ""
    if section is ProjectIndicator or "万元" not in target:
        return ""
    code = f[section.requirement, row] or requirement_of(target).code
    name = f[section.name, row] or ""
    item = SPENT.get(_bare(name).removesuffix("支出")) if code in _CEILINGS else None
    value = None if item is None else f[item]
    return "" if value is None else f"{rounded(value, 2)}万元"


def _row_of(f: Facts, item: Figure, section: IndicatorSection, row: int) -> int:
    if not item.section:
        return SINGLE
    lane = f.report.lane_of(section.key, row)
    return SINGLE if lane is None else lane.parent


def verdict(f: Facts, section: IndicatorSection, row: int) -> Verdict:
    """Return how the actual value of an indicator stands to its target."""
    return f.keep(("verdict", section.key, row), lambda: _verdict(f, section, row))


def _verdict(f: Facts, section: IndicatorSection, row: int) -> Verdict:
    code, target = f[section.requirement, row] or "", f[section.target, row] or ""
    year = f[Unit.year]
    return judge(code, target, actual_of(f, section, row), year)


def score_of(f: Facts, section: IndicatorSection, row: int) -> Decimal | None:
    """Return the score of an indicator, between 0 and its points; None where it is open.

    It is computed where target and actual tell it. Typed scores count for qualitative
    indicators, where the words leave it open, and for a deadline that was missed.
    """
    points, found = f[section.points, row], verdict(f, section, row)
    if points is None or found.how is How.BLANK:
        return None
    typed = f[section.score, row]
    if typed is not None and _may_be_typed(found):
        return rounded(min(typed, points), 2)
    if not found.known:
        return None
    return min(points, rounded(points * found.top / found.bottom, 2))


def _may_be_typed(found: Verdict) -> bool:
    return not found.known or (found.how is How.ZERO and found.by_day)


def _score(section: IndicatorSection, key: str) -> Figure:
    named = section.key
    words = f"{{{named}.points}} × 完成比例（目标 {{{named}.target}}，实际 {{{named}.actual}}）"
    return Figure(
        key, "得分", "分", words, _RULE, lambda f, row: score_of(f, section, row), section.key
    )


indicator_score = _score(Indicator, "indicator_score")
project_indicator_score = _score(ProjectIndicator, "project_indicator_score")


def _earned(f: Facts, rate: Decimal | None) -> Decimal | None:
    """Return the points of an execution rate in per cent, at most all of them."""
    if rate is None:
        return None
    points = f.scheme.execution
    return max(ZERO, min(points, rounded(points * rate / HUNDRED, 2)))


@figure("预算执行得分", unit="分", words="分值 × {execution_rate}，最多得满分", source=_EXECUTION)
def execution_points(f: Facts, _row: int) -> Decimal | None:
    """The points for carrying out the budget; None where the full-year budget is zero."""
    return _earned(f, f[execution_rate])


@figure(
    "预算执行得分",
    unit="分",
    words="分值 × {project_execution_rate}，最多得满分",
    source=_EXECUTION,
    section=Project.key,
)
def project_execution_points(f: Facts, row: int) -> Decimal | None:
    """A project's points for carrying out its budget; None where that is zero."""
    return _earned(f, f[project_execution_rate, row])


def _points(f: Facts, section: IndicatorSection, rows: tuple[int, ...]) -> Decimal | None:
    """Return the points of the execution row and of all indicators together."""
    if not rows:
        return None
    return added((f.scheme.execution, *f.column(section.points, rows)))


@figure("分值合计", unit="分", words="预算执行分值 + 各指标分值", source="绩效自评表总分 100 分")
def points_sum(f: Facts, _row: int) -> Decimal | None:
    """The points of 附件2 with 预算执行; None where one is missing or there is no indicator."""
    return _points(f, Indicator, f.rows(Indicator))


@figure(
    "分值合计",
    unit="分",
    words="预算执行分值 + 各指标分值",
    source="绩效自评表总分 100 分",
    section=Project.key,
)
def project_points_sum(f: Facts, row: int) -> Decimal | None:
    """The points of a project's 附件3 with 预算执行."""
    return _points(f, ProjectIndicator, f.rows(ProjectIndicator, row))


@figure(
    "自评得分",
    unit="分",
    words="{execution_points} + 各指标得分",
    source="绩效自评表：总分为预算执行与各指标得分之和",
)
def total_score(f: Facts, _row: int) -> Decimal | None:
    """All scores of 附件2; None while one is open or the points do not come to 100."""
    if f[points_sum] != HUNDRED:
        return None
    return added((f[execution_points], *(f[indicator_score, r] for r in f.rows(Indicator))))


@figure(
    "自评得分",
    unit="分",
    words="{project_execution_points} + 各指标得分",
    source="项目支出绩效自评表：总分为预算执行与各指标得分之和",
    section=Project.key,
)
def project_total_score(f: Facts, row: int) -> Decimal | None:
    """All scores of a project's 附件3; None while one is open or the points are not 100."""
    if f[project_points_sum, row] != HUNDRED:
        return None
    rows = f.rows(ProjectIndicator, row)
    scores = (f[project_indicator_score, inner] for inner in rows)
    return added((f[project_execution_points, row], *scores))


SCORE_FIGURES = (
    indicator_score,
    project_indicator_score,
    execution_points,
    project_execution_points,
    points_sum,
    project_points_sum,
    total_score,
    project_total_score,
)

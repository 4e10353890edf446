"""What a scheme may name: the parts of the report, thresholds, phrase lists, titles."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

FORMAT = 1
"""The shape of the file; a program reads files up to its own."""

PARTS: tuple[str, ...] = (
    "overview",
    "overview.basics",
    "overview.organisation",
    "overview.staff",
    "overview.duties",
    "overview.key_work",
    "overview.spending",
    "general_budget",
    "general_budget.basic",
    "general_budget.three_public",
    "general_budget.meetings",
    "general_budget.training",
    "general_budget.projects",
    "general_budget.projects.arrangement",
    "general_budget.projects.use",
    "general_budget.projects.management",
    "general_budget.projects.implementation",
    "government_funds",
    "state_capital",
    "social_insurance",
    "performance",
    "performance.economy",
    "performance.efficiency",
    "performance.effectiveness",
    "performance.sustainability",
    "performance.result",
    "problems",
    "measures",
    "application",
    "remarks",
)
"""What the program can write under a heading."""

PARTS_NEEDED: tuple[str, ...] = ("overview", "general_budget", "performance", "problems")
"""Chapters without which it is no report of a department's whole spending."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A limit of the checks: what it means, its unit, its range, and what holds without it."""

    key: str
    label: str
    unit: str
    default: Decimal
    least: int = 0
    most: int = 1000


THRESHOLDS: tuple[Threshold, ...] = (
    Threshold("change_needs_reason", "比上年增减超过多少要写原因", "%", Decimal(30)),
    Threshold("change_ignored", "增减不足多少不问原因", "万元", Decimal("0.5")),
    Threshold("far_above_target", "超过目标多少要说明", "%", Decimal(30)),
    Threshold("execution_low", "预算执行率低于多少要写原因", "%", Decimal(80), most=100),
    Threshold("execution_high", "预算执行率高于多少算超预算", "%", Decimal(100), least=100),
    Threshold("staff_control_high", "在职人员控制率高于多少算超编", "%", Decimal(100), least=50),
    Threshold("rounding", "合计与各项之和相差多少算四舍五入", "万元", Decimal("0.01"), most=1),
    Threshold("percent_rounding", "百分数相差多少算四舍五入", "%", Decimal("0.01"), most=1),
)

PHRASES: dict[str, str] = {
    "short_names": "正文自称",
    "change_reasons": "增减原因",
    "headcount_reasons": "人数变动原因",
    "basic_uses": "基本支出主要用途",
    "thrift_measures": "厉行节约措施",
    "deviation_reasons": "偏差原因及改进措施",
    "applications": "自评结果应用",
    "disclosures": "自评结果公开",
}
"""The lists of phrases, by the names that fields ask for them; those of the indicator levels
follow from the levels."""

TITLES: dict[str, tuple[str, ...]] = {
    "report": ("year", "unit"),
    "attachment1": (),
    "attachment2": (),
    "attachment3": ("project",),
}
"""The titles, each with the words in braces that must stand in it."""

COMMON_FIGURES: tuple[str, ...] = (
    "staff_control_rate",
    "three_public_budget_change_rate",
    "execution_rate",
    "building_area_rate",
    "building_investment_rate",
    "basic.operating:budget_rate",
    "three_public.total:budget_rate",
    "control.procurement:budget_rate",
)
"""The figures that a common indicator can be scored by, all in per cent."""

SLOTS = ("year", "unit", "project")

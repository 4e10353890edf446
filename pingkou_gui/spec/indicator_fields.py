"""The columns of an indicator, the same for the unit (附件2) and for a project (附件3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.spec.field import choice, line, number

if TYPE_CHECKING:
    from decimal import Decimal

    from pingkou_gui.spec.field import Field

REQUIREMENTS = (
    ("=", "="),
    ("≥", "≥"),
    ("≤", "≤"),
    (">", "＞"),
    ("<", "＜"),
    ("before", "之前"),
    ("quality", "定性"),
)
"""How the actual value must stand to the target; 定性 is scored by band."""
REQUIREMENT_NAMES = {
    "=": ("等于",),
    "≥": (">=", "≧", "⩾", "大于等于", "大于或等于", "不低于", "不少于"),
    "≤": ("<=", "≦", "⩽", "小于等于", "小于或等于", "不超过", "不高于"),
    ">": ("大于", "高于", "超过"),
    "<": ("小于", "低于", "少于"),
    "before": ("前", "以前"),
    "quality": ("定性指标",),
}


def indicator_fields(
    attachment: str,
) -> tuple[
    Field[str],
    Field[str],
    Field[str],
    Field[str],
    Field[str],
    Field[str],
    Field[Decimal],
    Field[Decimal],
    Field[str],
]:
    """Return level1, level2, name, requirement, target, actual, points, score and reason.

    A score is typed only where it cannot be computed: for a qualitative indicator.
    """
    p = (attachment,)
    return (
        line("一级指标", required=True, prints=p, phrases="indicator_level1"),
        line("二级指标", required=True, prints=p, phrases="indicator_level2"),
        line("三级指标", required=True, prints=p, source="绩效目标申报表"),
        choice(
            "要求",
            REQUIREMENTS,
            REQUIREMENT_NAMES,
            required=True,
            prints=p,
            source="绩效目标申报表",
        ),
        line(
            "年度指标值",
            required=True,
            prints=p,
            source="绩效目标申报表",
            help="可连同要求一起写，例如 ≥95%、=8个、≤202.6万元、9月前、合规",
        ),
        line("实际完成值", required=True, prints=p, help="写法和年度指标值一样，例如 96%"),
        number("分值", "分", required=True, prints=p),
        number("得分", "分", prints=p, help="定量指标由程序算，定性指标在这里填"),
        line(
            "偏差原因及改进措施",
            prints=p,
            phrases="deviation_reasons",
            help="没有完成或远超目标时写明原因",
        ),
    )

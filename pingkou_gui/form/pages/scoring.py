"""Page 5, 评分: the goal of the year, the indicators, and the four analyses."""

from __future__ import annotations

import re

from pingkou_gui.form.field import Layout, Page, Section, indicator_fields, text


class Indicator(
    Section,
    key="indicator",
    title="附件2 绩效指标",
    layout=Layout.SCORES,
    noun="指标",
    hint="灰底由程序计算",
):
    """An indicator of 附件2: level, name, target, achieved, points and score; a row each."""

    (
        level1,
        level2,
        name,
        requirement,
        target,
        actual,
        points,
        score,
        reason,
    ) = indicator_fields("attachment2")


class Goal(Section, key="goal", title="年度总体目标", layout=Layout.TEXTS):
    """What the year was to achieve, and what it did."""

    expected = text("预期目标", 3, source="绩效目标申报表", required=True, prints=("attachment2",))
    achieved = text("实际完成情况", 3, required=True, prints=("attachment2",))


class Analysis(Section, key="analysis", title="绩效分析", layout=Layout.TEXTS):
    """The four analyses of chapter six."""

    economy = text(
        "经济性分析",
        3,
        help="成本（预算）控制、节约等情况",
        required=True,
        prints=("performance.economy",),
    )
    efficiency = text(
        "效率性分析",
        3,
        help="各项工作、专项完成的进度和质量",
        required=True,
        prints=("performance.efficiency",),
    )
    effectiveness = text(
        "有效性分析",
        3,
        help="支出使用效果",
        required=True,
        prints=("performance.effectiveness",),
    )
    sustainability = text(
        "可持续性分析",
        3,
        help="后续政策、资金、人员安排和管理措施",
        required=True,
        prints=("performance.sustainability",),
    )


SCORING = Page("scoring", "评分", (Indicator, Goal, Analysis))


# Names of indicator levels, however a form writes them.


_POINTS = r"\s*[（(]\s*\d+(?:\.\d+)?\s*分?\s*[）)]\s*$"
_ASIDE = re.compile(r"[（(][^（）()]*[）)]|\s+")


def bare_name(words: str) -> str:
    """Return the name of an indicator level without 指标, blanks and points in brackets."""
    return _ASIDE.sub("", words).removesuffix("指标")


def without_points(words: str) -> str:
    """Return the name of an indicator level without its points: 产出指标 of 产出指标（50分）."""
    return re.sub(_POINTS, "", words)

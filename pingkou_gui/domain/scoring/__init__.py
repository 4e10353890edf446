"""Scoring: indicators, execution of the budget, totals and grades, and what is open in them."""

from pingkou_gui.domain.figures.scores import (
    IndicatorSection,
    actual_of,
    backing,
    execution_points,
    indicator_score,
    points_sum,
    project_execution_points,
    project_indicator_score,
    project_points_sum,
    project_total_score,
    total_score,
    verdict,
)
from pingkou_gui.domain.indicators.requirement import Requirement, requirement_of
from pingkou_gui.domain.scoring.common import CommonRow, common_scores, common_total
from pingkou_gui.domain.scoring.sheet import (
    GroupScore,
    grade,
    group_scores,
    points_total,
    project_grade,
    project_group_scores,
    project_points_total,
)
from pingkou_gui.domain.scoring.words import score_words

__all__ = (
    "CommonRow",
    "GroupScore",
    "IndicatorSection",
    "Requirement",
    "actual_of",
    "backing",
    "common_scores",
    "common_total",
    "execution_points",
    "grade",
    "group_scores",
    "indicator_score",
    "points_sum",
    "points_total",
    "project_execution_points",
    "project_grade",
    "project_group_scores",
    "project_indicator_score",
    "project_points_sum",
    "project_points_total",
    "project_total_score",
    "requirement_of",
    "score_words",
    "total_score",
    "verdict",
)

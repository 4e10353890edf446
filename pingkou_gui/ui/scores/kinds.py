"""The two lists of indicators, of the unit and of a project, with their figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pingkou_gui.domain.figures.funds import execution_rate
from pingkou_gui.domain.figures.projects import project_execution_rate
from pingkou_gui.domain.scoring import (
    execution_points,
    grade,
    group_scores,
    indicator_score,
    points_total,
    project_execution_points,
    project_grade,
    project_group_scores,
    project_indicator_score,
    project_points_total,
    project_total_score,
    total_score,
)
from pingkou_gui.spec.pages.projects import ProjectIndicator
from pingkou_gui.spec.pages.scoring import Indicator

if TYPE_CHECKING:
    from decimal import Decimal

    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.figure import Figure
    from pingkou_gui.domain.scoring import GroupScore
    from pingkou_gui.spec.section import Section

AUTOMATIC = -1
"""Stands for the first row, 预算执行率, which the program fills in."""
QUALITY = "quality"


@dataclass(frozen=True, slots=True)
class ScoreKind:
    """A list of indicators and what is worked out for it."""

    section: type[Indicator | ProjectIndicator]
    rate: Figure
    rate_points: Figure
    score: Figure
    total: Figure

    def groups(self, facts: Facts, parent: int) -> tuple[GroupScore, ...]:
        """Return the sums by first level."""
        if self.section is Indicator:
            return group_scores(facts)
        return project_group_scores(facts, parent)

    def grade(self, facts: Facts, parent: int) -> str:
        """Return the grade, empty while there is no total."""
        return grade(facts) if self.section is Indicator else project_grade(facts, parent)

    def points(self, facts: Facts, parent: int) -> Decimal:
        """Return the points given so far, 预算执行 included."""
        if self.section is Indicator:
            return points_total(facts)
        return project_points_total(facts, parent)

    def field(self, name: str) -> Any:
        """Return a field of the list by its name."""
        return getattr(self.section, name)


UNIT_SCORES = ScoreKind(Indicator, execution_rate, execution_points, indicator_score, total_score)
PROJECT_SCORES = ScoreKind(
    ProjectIndicator,
    project_execution_rate,
    project_execution_points,
    project_indicator_score,
    project_total_score,
)


def kind_of(section: type[Section]) -> ScoreKind:
    """Return the kind of a section of indicators."""
    return PROJECT_SCORES if section is ProjectIndicator else UNIT_SCORES

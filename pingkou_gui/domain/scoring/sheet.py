"""The score sheet summed up: by first level, points in all, and the grade."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.domain.figures.quantity import added
from pingkou_gui.domain.figures.scores import (
    IndicatorSection,
    execution_points,
    indicator_score,
    project_execution_points,
    project_indicator_score,
    project_total_score,
    total_score,
)
from pingkou_gui.scheme.model import bare_name
from pingkou_gui.spec.pages.projects import ProjectIndicator
from pingkou_gui.spec.pages.scoring import Indicator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.domain.facts import Facts

ZERO = Decimal(0)
EXECUTION = "预算执行"


@dataclass(frozen=True, slots=True)
class GroupScore:
    """A first level: what its indicators earned of what they can earn."""

    level: str
    score: Decimal | None
    """None while a score in it is open, or where it has no indicator."""
    points: Decimal
    """The points given to its indicators so far."""
    expected: Decimal | None
    """What the scheme gives the level; None for a level that the scheme does not have."""
    so_far: Decimal = ZERO
    """The scores that are there already."""
    rows: tuple[int, ...] = ()


def group_scores(f: Facts) -> tuple[GroupScore, ...]:
    """Return 预算执行, then the first levels of 附件2 as the scheme has them, others last."""
    rows = f.rows(Indicator)
    return (_execution(f, f[execution_points]), *_groups(f, Indicator, rows))


def project_group_scores(f: Facts, row: int) -> tuple[GroupScore, ...]:
    """Return the same of a project's 附件3."""
    rows = f.rows(ProjectIndicator, row)
    earned = f[project_execution_points, row]
    return (_execution(f, earned), *_groups(f, ProjectIndicator, rows))


def _execution(f: Facts, earned: Decimal | None) -> GroupScore:
    points = f.scheme.execution
    return GroupScore(EXECUTION, earned, points, points, earned or ZERO)


def _groups(f: Facts, section: IndicatorSection, rows: tuple[int, ...]) -> Iterator[GroupScore]:
    levels = {bare_name(level.name): level for level in f.scheme.levels}
    members: dict[str, list[int]] = {name: [] for name in levels}
    for row in rows:
        members.setdefault(bare_name(f[section.level1, row] or ""), []).append(row)
    for name, inner in members.items():
        level = levels.get(name)
        title = level.name if level else name or "未填一级指标"
        expected = level.points if level else None
        yield _group(f, section, title, expected, tuple(inner))


def _group(
    f: Facts, section: IndicatorSection, title: str, expected: Decimal | None, rows: tuple[int, ...]
) -> GroupScore:
    figure = indicator_score if section is Indicator else project_indicator_score
    scores = [f[figure, row] for row in rows]
    points = sum((f[section.points, row] or ZERO for row in rows), ZERO)
    so_far = sum((score or ZERO for score in scores), ZERO)
    return GroupScore(title, added(scores), points, expected, so_far, rows)


def points_total(f: Facts) -> Decimal:
    """Return the points given so far in 附件2, 预算执行 included; 100 when it is right."""
    return sum((group.points for group in group_scores(f)), ZERO)


def project_points_total(f: Facts, row: int) -> Decimal:
    """Return the same of a project's 附件3."""
    return sum((group.points for group in project_group_scores(f, row)), ZERO)


def grade(f: Facts) -> str:
    """Return the grade of the unit, empty while there is no total."""
    return _grade(f, f[total_score])


def project_grade(f: Facts, row: int) -> str:
    """Return the grade of a project, empty while there is no total."""
    return _grade(f, f[project_total_score, row])


def _grade(f: Facts, score: Decimal | None) -> str:
    return "" if score is None else f.scheme.grade(score)

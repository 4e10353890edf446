"""Points and scores by first level, and what they come to, in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.domain.scoring.openings import no_budget, project_no_budget
from pingkou_gui.spec.number_kinds import grouped
from pingkou_gui.spec.pages.scoring import Indicator
from pingkou_gui.ui.editors import number_text

if TYPE_CHECKING:
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.scoring import GroupScore
    from pingkou_gui.ui.scores.kinds import ScoreKind

FULL = Decimal(100)
NONE = "—"


@dataclass(frozen=True, slots=True)
class GroupSum:
    """A first-level indicator: its score and its points."""

    name: str
    score: str
    points: str


@dataclass(frozen=True, slots=True)
class Sums:
    """Everything the strip shows."""

    groups: tuple[GroupSum, ...]
    total: str
    grade: str
    warning: str
    """What is wrong with the points, in words."""


def sums_of(facts: Facts, kind: ScoreKind, parent: int = 0) -> Sums:
    """Return what the indicators of the unit, or of a project, come to."""
    groups = kind.groups(facts, parent)
    return Sums(
        tuple(_group(group) for group in groups if group.rows or group.expected),
        number_text(facts[kind.total, parent], "分") or NONE,
        _grade(facts, kind, parent),
        _warning(facts, kind, parent, groups),
    )


def _group(group: GroupScore) -> GroupSum:
    points = group.points if group.points or group.expected is None else group.expected
    return GroupSum(group.level, number_text(group.score, "分") or NONE, grouped(points, 0))


def _grade(facts: Facts, kind: ScoreKind, parent: int) -> str:
    name = kind.grade(facts, parent)
    if not name:
        return NONE
    grades = facts.scheme.grades
    found = next(grade for grade in grades if grade.name == name)
    if found.least:
        return f"{name}（{found.least:f} 及以上）"
    return f"{name}（低于 {min(g.least for g in grades if g.least):f}）"


def _warning(facts: Facts, kind: ScoreKind, parent: int, groups: tuple[GroupScore, ...]) -> str:
    """Return in words why there is no right total: no budget, or points that are not 100."""
    unit = kind.section is Indicator
    if no_budget(facts) if unit else project_no_budget(facts, parent):
        return "全年预算为 0，算不出执行率"
    points = kind.points(facts, parent)
    if points == FULL or not any(group.rows for group in groups):
        return ""
    way = "还差" if points < FULL else "多出"
    return f"分值合计 {grouped(points, 0)}，{way} {grouped(abs(FULL - points), 0)} 分"

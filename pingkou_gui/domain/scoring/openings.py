"""What is not in order on the score sheet, as plain questions; the checks put them in words."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from pingkou_gui.domain.figures.funds import FUND_TOTALS
from pingkou_gui.domain.figures.scores import HUNDRED, IndicatorSection, score_of, verdict
from pingkou_gui.domain.indicators.judge import How
from pingkou_gui.domain.indicators.requirement import requirement_of
from pingkou_gui.domain.scoring.sheet import EXECUTION, points_total, project_points_total
from pingkou_gui.scheme.model import bare_name
from pingkou_gui.spec.pages.projects import Project, ProjectIndicator
from pingkou_gui.spec.pages.scoring import Indicator

if TYPE_CHECKING:
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.scheme.model import Band

_NUMBERS = ("=", "≥", "≤", ">", "<")
_CEILINGS: tuple[str | None, ...] = ("≤", "<", "before")


class Deviation(Enum):
    """Why an indicator needs a written reason, in the words that stand before its target."""

    SHORTFALL = "低于目标"
    EXCEEDED = "超过目标"
    LATE = "晚于目标"
    UNMET = "没有达到目标"
    LOST = "没有得满分"
    FAR_OVER = "远超目标"


_MISSED = {-1: Deviation.SHORTFALL, 0: Deviation.UNMET, 1: Deviation.EXCEEDED}


def deviation(f: Facts, section: IndicatorSection, row: int) -> Deviation | None:
    """Return how an indicator strays from its target, None where it does not or is open.

    To spend less or to be earlier than a ceiling allows is no over-fulfilment.
    """
    found, points = verdict(f, section, row), f[section.points, row]
    target = f[section.target, row]
    asked = requirement_of(target or "").code or f[section.requirement, row]
    score = score_of(f, section, row)
    if found.reached is False:
        return Deviation.LATE if found.by_day else _MISSED[found.side]
    if points is not None and score is not None and score < points:
        return Deviation.LOST
    if asked not in _CEILINGS and found.over > f.scheme.threshold("far_above_target"):
        return Deviation.FAR_OVER
    return None


def lacks_reason(f: Facts, section: IndicatorSection, row: int) -> Deviation | None:
    """Return the deviation that has no reason beside it."""
    return None if f[section.reason, row] else deviation(f, section, row)


def above_points(f: Facts, section: IndicatorSection, row: int) -> bool:
    """Return whether a score was typed that is higher than the points."""
    typed, points = f[section.score, row], f[section.points, row]
    return typed is not None and points is not None and typed > points


def typed_beside(f: Facts, section: IndicatorSection, row: int) -> bool:
    """Return whether a score was typed that differs from the one that target and actual give."""
    typed, score = f[section.score, row], score_of(f, section, row)
    return typed is not None and score is not None and typed != score


def is_unclear(f: Facts, section: IndicatorSection, row: int) -> str:
    """Return why target and actual cannot be compared, empty where they can."""
    found = verdict(f, section, row)
    return found.note or found.how.value if found.how is How.UNCLEAR else ""


def needs_typed_score(f: Facts, section: IndicatorSection, row: int) -> bool:
    """Return whether the clerk has to give the score, and has not."""
    open_ones = (How.TYPED, How.UNCLEAR)
    return verdict(f, section, row).how in open_ones and f[section.score, row] is None


def requirement_differs(f: Facts, section: IndicatorSection, row: int) -> bool:
    """Return whether the target says another comparator than the one chosen beside it."""
    chosen, target = f[section.requirement, row], f[section.target, row]
    typed = requirement_of("" if target is None else target).code
    if chosen is None or not typed:
        return False
    return typed != chosen if typed != "quality" else chosen in _NUMBERS[1:]


def unknown_level(f: Facts, section: IndicatorSection, row: int) -> bool:
    """Return whether the first or second level is none of the scheme's."""
    first = f[section.level1, row]
    second = bare_name(f[section.level2, row] or "")
    if first is None:
        return False
    level = f.scheme.level(first)
    if level is None:
        return True
    known = [bare_name(name) for name in level.names]
    return bool(second and known) and not any(second in name or name in second for name in known)


def doubles_execution(f: Facts, section: IndicatorSection, row: int) -> bool:
    """Return whether an indicator repeats the row 预算执行, whose points are given anyway."""
    return bare_name(f[section.level1, row] or "").startswith(EXECUTION)


def band(f: Facts, section: IndicatorSection, row: int) -> Band | None:
    """Return the band that the score of a qualitative indicator lies in."""
    points, score = f[section.points, row], score_of(f, section, row)
    if not points or score is None or verdict(f, section, row).how is not How.TYPED:
        return None
    share = score / points * HUNDRED
    return next((band for band in f.scheme.bands if share >= band.least), None)


def points_off(f: Facts) -> Decimal:
    """Return by how much the points of 附件2 miss 100; 0 where there is no indicator yet."""
    return points_total(f) - HUNDRED if f.rows(Indicator) else Decimal(0)


def project_points_off(f: Facts, row: int) -> Decimal:
    """Return the same of a project's 附件3."""
    rows = f.rows(ProjectIndicator, row)
    return project_points_total(f, row) - HUNDRED if rows else Decimal(0)


def no_budget(f: Facts) -> bool:
    """Return whether the full-year budget is zero, so that there is no execution rate."""
    return f[FUND_TOTALS["full_year"]] == 0


def project_no_budget(f: Facts, row: int) -> bool:
    """Return whether a project's full-year budget is zero."""
    return f[Project.full_year, row] == 0

"""What becomes of each field when the year turns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.pages.basic_spending import EconomicItem, SpendingTexts
from pingkou_gui.spec.pages.funds import FundTexts
from pingkou_gui.spec.pages.overview import (
    Duty,
    KeyWork,
    Organisation,
    OverviewTexts,
    Staff,
    Unit,
)
from pingkou_gui.spec.pages.problems import Closing, Problem
from pingkou_gui.spec.pages.projects import Project, ProjectIndicator, ProjectTexts
from pingkou_gui.spec.pages.scoring import Analysis, Goal, Indicator

if TYPE_CHECKING:
    from pingkou_gui.spec.field import Field
    from pingkou_gui.spec.section import Section

WHOLE: tuple[type[Section], ...] = (
    Organisation,
    Duty,
    KeyWork,
    OverviewTexts,
    SpendingTexts,
    ProjectTexts,
    FundTexts,
    Analysis,
    Problem,
    Closing,
)
"""Sections whose every field is carried."""
_INDICATORS = tuple(
    field
    for section in (Indicator, ProjectIndicator)
    for field in (
        section.level1,
        section.level2,
        section.name,
        section.requirement,
        section.target,
        section.points,
    )
)
_SINGLE: tuple[Field[Any], ...] = (
    Unit.name,
    Unit.short_name,
    Unit.county,
    Unit.preparer,
    Unit.phone,
    Unit.principal,
    Staff.establishment,
    Staff.rank,
    EconomicItem.category,
    EconomicItem.name,
    Project.name,
    Project.budget,
    Project.kind,
    Project.arrangement,
    Project.use,
    Project.management,
    Project.implementation,
    Project.department,
    Project.executor,
    Project.goal,
    Goal.expected,
    *_INDICATORS,
)
CARRIED: frozenset[tuple[str, str]] = frozenset(
    (field.section, field.name)
    for field in (*_SINGLE, *(field for section in WHOLE for field in section.fields))
)
"""Fields that keep what they hold, by section and name: what was planned, named and told."""

ROWS = tuple(
    section for section in FORM.sections.values() if section.noun and FORM.page_of(section.key)
)
"""Sections whose rows go on into the new year; findings closed with a reason do not."""

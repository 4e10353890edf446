"""Lists in prose: economic items and projects, one or many, amounts known or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.figures.quantity import quantity
from pingkou_gui.domain.wording.say import joined, say, together
from pingkou_gui.domain.wording.spans import Span, SpanKind
from pingkou_gui.domain.wording.values import (
    amount_of,
    field_number,
    missing,
    typed,
    with_unit,
    year,
)
from pingkou_gui.spec.pages.basic_spending import EconomicItem
from pingkou_gui.spec.pages.projects import Project, ProjectTotals
from pingkou_gui.spec.place import Place

if TYPE_CHECKING:
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.wording.spans import Spans

Rows = tuple[int, ...]


def listed_items(f: Facts, classes: tuple[str, ...]) -> Spans:
    """Return the items of economic classes: 办公费21.30万元、印刷费; unknown amounts are left out."""
    rows = [
        row
        for code in classes
        for row in f.rows(EconomicItem)
        if f[EconomicItem.category, row] == code and not f.stated_none(EconomicItem.this, row)
    ]
    return joined(_item(f, row) for row in rows)


def _item(f: Facts, row: int) -> Spans:
    amount = field_number(f, EconomicItem.this, row)
    known = amount.value is not None
    return together(typed(f, EconomicItem.name, row), amount.money() if known else ())


def projects_of(f: Facts, budget: str | None) -> Rows:
    """Return the projects paid from a budget; None for those that do not say."""
    return tuple(row for row in f.rows(Project) if f[Project.budget, row] == budget)


def listed_projects(f: Facts, rows: Rows) -> Spans:
    """Return 县乡解困资金130.70万元、…, with placeholders for unknown amounts."""
    return joined(
        together(typed(f, Project.name, row), with_unit(typed(f, Project.outturn, row), "万元"))
        for row in rows
    )


def made_up_of(f: Facts, rows: Rows, *, whole: bool = True) -> Spans:
    """Return ，其中：甲…、乙… for many, ，全部用于甲 for one, nothing for none.

    `whole` says that the projects come to the amount they stand behind.
    """
    if not rows:
        return ()
    if len(rows) == 1 and whole and f[Project.outturn, rows[0]] is not None:
        return say("，全部用于{name}", name=typed(f, Project.name, rows[0]))
    return together("，其中：", listed_projects(f, rows))


def all_projects(f: Facts) -> Spans:
    """Return the total of project spending with every project behind it."""
    rows = f.rows(Project)
    if not rows and f.stated_none(quantity(ProjectTotals.total).this):
        return together(year(f), "无项目支出。")
    gap = () if rows else say("，{gap}", gap=no_project())
    count = Span(str(len(rows)), SpanKind.DERIVED, tuple(Project.name.at(row) for row in rows))
    return say(
        "{year}项目支出{total}{count}{list}{gap}。",
        year=year(f),
        total=amount_of(f, ProjectTotals.total).money(),
        count=say("，共{n}个项目", n=count) if len(rows) > 1 else "",
        list=made_up_of(f, rows),
        gap=gap,
    )


def no_project() -> Span:
    """Return the placeholder for projects of which none is listed."""
    return missing("各项目的名称和金额", Place(Project.key, 0, Project.name.name))

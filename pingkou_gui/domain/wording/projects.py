"""Chapter two, second part: the projects of the general public budget, and their stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.figures.projects import project_carried_out, projects_sum
from pingkou_gui.domain.figures.quantity import added, quantity, share
from pingkou_gui.domain.wording.listing import made_up_of, no_project, projects_of
from pingkou_gui.domain.wording.say import joined, say, together
from pingkou_gui.domain.wording.sentence import sentence
from pingkou_gui.domain.wording.texts import because, paragraphs, text_of
from pingkou_gui.domain.wording.values import Number, doubtful, figured, missing, typed, year
from pingkou_gui.spec.pages.projects import Project, ProjectTexts, ProjectTotals

if TYPE_CHECKING:
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.wording.listing import Rows
    from pingkou_gui.domain.wording.spans import Spans
    from pingkou_gui.spec.field import Field

_RUNS_ON = ("用于", "主要用于", "全部用于", "专项用于", "资金用于", "按", "由", "实行", "已")
GENERAL = "general"
_NAMED = 3
"""How many projects a placeholder names; it is a call, not a list."""


def _has_none(f: Facts) -> bool:
    return not f.rows(Project) and f.stated_none(quantity(ProjectTotals.total).this)


@sentence("general_budget.projects")
def projects(f: Facts, _row: int) -> Spans:
    """The projects of the general public budget; those that name no budget are called for."""
    rows, unsorted = projects_of(f, GENERAL), projects_of(f, None)
    if not rows and (_has_none(f) or (f.rows(Project) and not unsorted)):
        return together(year(f), "无一般公共预算项目支出。")
    return say(
        "{year}一般公共预算项目支出{total}{list}。{unsorted}",
        year=year(f),
        total=figured(f, projects_sum("outturn", GENERAL)).money() if rows else _no_sum(f),
        list=made_up_of(f, rows),
        unsorted=_unsorted(f, unsorted),
    )


def _no_sum(f: Facts) -> Spans:
    refs = tuple(Project.budget.at(row) for row in f.rows(Project))
    return (missing("一般公共预算的项目", *refs) if refs else no_project(),)


def _unsorted(f: Facts, rows: Rows) -> Spans:
    if not rows:
        return ()
    names = "、".join(f[Project.name, row] or "未填名称的项目" for row in rows[:_NAMED])
    many = f"等{len(rows)}个项目" if len(rows) > _NAMED else ""
    places = (Project.budget.at(row) for row in rows)
    return together(missing(f"{names}{many}的预算来源", *places), "。")


@sentence("general_budget.projects.figures")
def figures(f: Facts, _row: int) -> Spans:
    """Budget, outturn, execution rate and what is carried over of all these projects."""
    rows = projects_of(f, GENERAL)
    return _figures(f, rows) if rows else ()


def _figures(f: Facts, rows: Rows) -> Spans:
    initial, budget, spent = (
        figured(f, projects_sum(stage, GENERAL)) for stage in ("initial", "full_year", "outturn")
    )
    said = (
        together("年初预算", initial.money()) if initial.value is not None else (),
        together("全年预算", budget.money()),
        together("全年执行", spent.money()),
        _rate(budget, spent),
        _carried(f, rows),
    )
    return together(joined(said, "，"), "。")


def _rate(budget: Number, spent: Number) -> Spans:
    """Return the execution rate; a budget of zero has none, and nothing is spent from it."""
    if budget.value is None or spent.value is None or not (budget.value or spent.value):
        return ()
    refs = (*spent.refs, *budget.refs)
    if not budget.value:
        return (doubtful("全年预算为0，算不出预算执行率", *refs),)
    return together("预算执行率", Number(share(spent.value, budget.value), refs).percent())


def _carried(f: Facts, rows: Rows) -> Spans:
    total = added(f[project_carried_out, row] for row in rows)
    if not total:
        return () if total is None else together("无结转下年资金")
    refs = tuple(project_carried_out.at(row) for row in rows)
    # Overspending is a reminder's to question, and may be explained; the page says what is so.
    said = "结转下年" if total > 0 else "全年执行超过全年预算"
    return together(said, Number(total, refs).money())


def told_of(f: Facts) -> Rows:
    """Return the projects whose stories stand in chapter two: general, or not yet sorted."""
    return projects_of(f, GENERAL) + projects_of(f, None)


def stories(f: Facts, rows: Rows, field: Field[str]) -> Spans:
    """Return what is written about each of the projects, a paragraph each."""
    return paragraphs(_story(f, row, field) for row in rows)


def _story(f: Facts, row: int, field: Field[str]) -> Spans:
    text = text_of(f, field, row)
    if not text:
        return ()
    runs_on = text[0].text.startswith(_RUNS_ON)
    return together(typed(f, Project.name, row), "" if runs_on else "：", text)


def unspent(f: Facts, rows: Rows) -> Spans:
    """Return why money was left over, project by project."""
    return paragraphs(_unspent(f, row) for row in rows)


def _unspent(f: Facts, row: int) -> Spans:
    left = figured(f, project_carried_out, row)
    typed_reason = f[Project.unspent_reason, row]
    if left.value is None or (left.value <= 0 and not typed_reason):
        return ()
    return say(
        "{name}结转下年{left}，{why}。",
        name=typed(f, Project.name, row),
        left=left.money(),
        why=because(f, Project.unspent_reason, row, opening="未执行完的原因是"),
    )


def _part(f: Facts, own: Field[str], each: Field[str]) -> Spans:
    """Return a part of the project chapter: the overall text, then each project's text."""
    if not told_of(f) and (_has_none(f) or f.rows(Project)):
        return say("无一般公共预算项目支出，不涉及此项。")
    written = (text_of(f, own), stories(f, told_of(f), each))
    if not any(written):
        written = (say("{gap}。", gap=missing(own.label, own.at())), ())
    return paragraphs(written)


@sentence("general_budget.projects.arrangement")
def arrangement(f: Facts, _row: int) -> Spans:
    """How the money was arranged; the figures say it where nothing is written."""
    said = figures(f)
    written = paragraphs(
        (
            text_of(f, ProjectTexts.arrangement),
            stories(f, told_of(f), Project.arrangement),
        )
    )
    if said:
        return paragraphs((said, written))
    return _part(f, ProjectTexts.arrangement, Project.arrangement)


@sentence("general_budget.projects.use")
def use(f: Facts, _row: int) -> Spans:
    """What the money was used for, and why some was left over."""
    left = unspent(f, told_of(f))
    return paragraphs((_part(f, ProjectTexts.use, Project.use), left))


@sentence("general_budget.projects.management")
def management(f: Facts, _row: int) -> Spans:
    """How the money was managed."""
    return _part(f, ProjectTexts.management, Project.management)


@sentence("general_budget.projects.implementation")
def implementation(f: Facts, _row: int) -> Spans:
    """How the projects were carried out."""
    return _part(f, ProjectTexts.implementation, Project.implementation)


PROJECTS = (projects, arrangement, use, management, implementation)

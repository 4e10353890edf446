"""Chapters three to five: government funds, state capital operations, social insurance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.figures.funds import FUNDS
from pingkou_gui.domain.figures.projects import projects_sum
from pingkou_gui.domain.figures.quantity import less
from pingkou_gui.domain.wording.listing import made_up_of, projects_of
from pingkou_gui.domain.wording.projects import stories, unspent
from pingkou_gui.domain.wording.say import joined, say, together
from pingkou_gui.domain.wording.sentence import sentence
from pingkou_gui.domain.wording.texts import paragraphs, text_of, used_for
from pingkou_gui.domain.wording.values import Number, doubtful, figured, stage_of, typed, year
from pingkou_gui.spec.pages.funds import FundTexts
from pingkou_gui.spec.pages.projects import Project

if TYPE_CHECKING:
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.figures.funds import Fund
    from pingkou_gui.domain.wording.spans import Spans

_STORIES = (Project.arrangement, Project.use, Project.management, Project.implementation)


def _spent(f: Facts, fund: Fund, use: Spans = ()) -> Spans:
    """Return all that is said of a budget in figures: 无, or its stages over the year."""
    outturn = stage_of(f, fund, "outturn")
    if f.stated_none(fund.stages["outturn"]):
        return say("{year}无{name}支出。", year=year(f), name=fund.label)
    said = say(
        "{year}{name}支出{amount}{projects}。",
        year=year(f),
        name=fund.label,
        amount=outturn.money(),
        projects=_projects(f, fund),
    )
    return together(said, _stages(f, fund), together(use, "。") if use else ())


def _projects(f: Facts, fund: Fund) -> Spans:
    """Return ，均为项目支出, where that is so, with the projects behind it."""
    rows = projects_of(f, fund.code)
    if not rows:
        return ()
    whole = f[projects_sum("outturn", fund.code)] == f[fund.stages["outturn"]]
    wholly = "，均为项目支出" if whole else ""
    if whole and len(rows) == 1:
        return say("{wholly}，项目为{name}", wholly=wholly, name=typed(f, Project.name, rows[0]))
    return together(wholly, made_up_of(f, rows, whole=whole))


def _stages(f: Facts, fund: Fund) -> Spans:
    """Return the budget of the year with where it came from, and what became of it."""
    outturn = stage_of(f, fund, "outturn")
    if outturn.value is None:
        return ()
    said = (
        together("全年预算", stage_of(f, fund, "full_year").money(), _origin(f, fund)),
        together("实际支出", outturn.money()),
        _rate(f, fund),
        _stage(f, fund, "carried_out", "结转下年"),
    )
    return together(joined(said, "，"), "。")


def _origin(f: Facts, fund: Fund) -> Spans:
    """Return （上年结转0.00万元，本年安排33.25万元）: the full-year budget holds both."""
    full_year, carried = stage_of(f, fund, "full_year"), stage_of(f, fund, "carried_in")
    arranged = less(full_year.value, carried.value)
    refs = (*full_year.refs, *carried.refs)
    if arranged is not None and arranged < 0:
        return (doubtful("上年结转大于全年预算", *refs),)
    number = Number(arranged, refs)
    this = together("本年安排", number.money()) if arranged is not None else ()
    parts = joined((_stage(f, fund, "carried_in", "上年结转"), this), "，")
    return say("（{parts}）", parts=parts)


def _stage(f: Facts, fund: Fund, stage: str, name: str) -> Spans:
    if f.stated_none(fund.stages[stage]):
        return say("无{name}", name=name)
    return together(name, stage_of(f, fund, stage).money())


def _rate(f: Facts, fund: Fund) -> Spans:
    rate, budget = figured(f, fund.rate), f[fund.stages["full_year"]]
    if rate.value is not None:
        return together("预算执行率", rate.percent())
    if budget is not None and f[fund.stages["outturn"]]:
        return (doubtful("全年预算为0，算不出预算执行率", *rate.refs),)
    return ()


def _of_projects(f: Facts, code: str) -> Spans:
    rows = projects_of(f, code)
    told = [stories(f, rows, field) for field in _STORIES]
    return paragraphs((*told, unspent(f, rows)))


@sentence("government_funds")
def government_funds(f: Facts, _row: int) -> Spans:
    """Government funds: stages, use, and their projects."""
    fund = FUNDS["government_funds"]
    none = f.stated_none(fund.stages["outturn"])
    use = text_of(f, FundTexts.government_funds) if none else ()
    purpose = used_for(f, FundTexts.government_funds)
    return paragraphs((_spent(f, fund, purpose), use, _of_projects(f, fund.code)))


@sentence("state_capital")
def state_capital(f: Facts, _row: int) -> Spans:
    """State capital operations."""
    fund = FUNDS["state_capital"]
    note = text_of(f, FundTexts.state_capital)
    return paragraphs((_spent(f, fund), note, _of_projects(f, fund.code)))


@sentence("social_insurance")
def social_insurance(f: Facts, _row: int) -> Spans:
    """Social insurance funds."""
    fund = FUNDS["social_insurance"]
    note = text_of(f, FundTexts.social_insurance)
    return paragraphs((_spent(f, fund), note, _of_projects(f, fund.code)))


@sentence("overview.side_projects")
def side_projects(f: Facts, _row: int) -> Spans:
    """The stories of projects that no chapter on a budget tells of."""
    return paragraphs(_of_projects(f, code) for code in ("special_account", "other"))


BUDGETS = (government_funds, state_capital, social_insurance, side_projects)

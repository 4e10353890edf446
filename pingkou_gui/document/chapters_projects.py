"""The sentences on projects: what was spent on them, what each was for, what was left over."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pingkou_gui.document.phrases import (
    Number,
    amount_of,
    because,
    concat,
    doubtful,
    figured,
    idle,
    is_money,
    is_none,
    join,
    listed_names,
    made_up_of,
    missing,
    no_project,
    paragraphs,
    project_count,
    projects_of,
    sentence,
    template,
    text_of,
    typed,
    vanishes,
    words,
    year,
)
from pingkou_gui.form.pages.projects import Project, ProjectTexts, ProjectTotals
from pingkou_gui.report.figures import added, quantity, share
from pingkou_gui.report.figures_funds import FUNDS, project_carried_out, projects_sum
from pingkou_gui.report.notes_not_printed import is_unused

if TYPE_CHECKING:
    from pingkou_gui.document.phrases import Rows, Spans
    from pingkou_gui.form.field import Field
    from pingkou_gui.report.facts import Facts


GENERAL = "general"
SIDE_FUNDS = ("special_account", "other")
"""Budgets most townships have nothing in: told of only where there is something."""
_NAMED = 3
"""How many projects a placeholder names; it is a call, not a list."""


# Which projects there are, and what was spent on them in all.


@sentence("overview.projects")
def projects_overview(f: Facts, _row: int) -> Spans:
    """All projects, whatever budget they are paid from; the total was told just before."""
    rows = f.rows(Project)
    if not rows and is_none(f, quantity(ProjectTotals.total).this):
        return ()  # the sentence on the total has told so
    if rows and len(idle(f, rows)) == len(rows):
        named = len(rows) == 1
        subject = (
            listed_names(f, rows) if named else concat("列有", project_count(rows), "个项目，均")
        )
        return template("{year}{subject}未发生支出。", year=year(f), subject=subject)
    gap = () if rows else template("，{gap}", gap=no_project())
    return template(
        "{year}项目支出{total}{count}{list}{gap}。",
        year=year(f),
        total=amount_of(f, ProjectTotals.total).money(),
        count=template("，共{n}个项目", n=project_count(rows)) if len(rows) > 1 else "",
        list=made_up_of(f, rows),
        gap=gap,
    )


def _has_none(f: Facts) -> bool:
    return not f.rows(Project) and is_none(f, quantity(ProjectTotals.total).this)


def without_general_projects(f: Facts) -> bool:
    """Return whether the general public budget pays no project, as far as all are sorted."""
    return not projects_of_chapter_two(f) and (_has_none(f) or bool(f.rows(Project)))


@sentence("general_budget.projects")
def project_spending(f: Facts, _row: int) -> Spans:
    """The projects of the general public budget; those that name no budget are called for."""
    rows, unsorted = projects_of(f, GENERAL), projects_of(f, None)
    if not rows and (_has_none(f) or (f.rows(Project) and not unsorted)):
        return concat(year(f), "无一般公共预算项目支出。")
    if rows and len(idle(f, rows)) == len(rows):
        subject = concat(listed_names(f, rows), "未发生支出") if len(rows) == 1 else ()
        subject = subject or concat("所列", project_count(rows), "个项目均未发生支出")
        return concat(year(f), "无一般公共预算项目支出，", subject, "。", _unsorted(f, unsorted))
    return template(
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
    return concat(missing(f"{names}{many}的预算来源", *places), "。")


@sentence("general_budget.projects.figures")
def figures(f: Facts, _row: int) -> Spans:
    """Budget, outturn, execution rate and what is carried over of all these projects."""
    rows = projects_of(f, GENERAL)
    return _sums(f, rows) if rows else ()


def _sums(f: Facts, rows: Rows) -> Spans:
    """Return the sentence on all projects: budgets, outturn, rate, what is carried over."""
    initial, budget, spent = (
        figured(f, projects_sum(stage, GENERAL)) for stage in ("initial", "full_year", "outturn")
    )
    if initial.value == budget.value == spent.value == 0:
        return concat("年初和全年均未安排预算，全年无支出。")
    clauses = (
        _budgeted("年初", initial) if initial.value is not None else (),
        _budgeted("全年", budget),
        concat("全年无支出") if spent.value == 0 else concat("全年执行", spent.money()),
        _project_rate(budget, spent),
        _carried(f, rows),
    )
    return concat(join(clauses, "，"), "。")


def _budgeted(when: str, budget: Number) -> Spans:
    if budget.value == 0:
        return concat(when, "未安排预算")
    return concat(when, "预算", budget.money())


def _project_rate(budget: Number, spent: Number) -> Spans:
    """Return the execution rate; a budget of zero has none, and nothing is spent from it."""
    if budget.value is None or not spent.value:
        return ()
    refs = (*spent.refs, *budget.refs)
    if not budget.value:
        return (doubtful("全年预算为0，算不出预算执行率", *refs),)
    return concat("预算执行率", Number(share(spent.value, budget.value), refs).percent())


def _carried(f: Facts, rows: Rows) -> Spans:
    if any(f[project_carried_out, row] != 0 for row in projects_of(f, None)):
        return ()  # what is left of them may belong here
    total = added(f[project_carried_out, row] for row in rows)
    if not total or vanishes(total):
        return () if total is None else concat("年末无结转资金")
    refs = tuple(project_carried_out.at(row) for row in rows)
    # Overspending is a reminder's to question, and may be explained; the page says what is so.
    stage = "结转下年" if total > 0 else "全年执行超过全年预算"
    return concat(stage, Number(total, refs).money())


def projects_of_chapter_two(f: Facts) -> Rows:
    """Return the projects whose stories stand in chapter two: general, or not yet sorted."""
    return projects_of(f, GENERAL) + projects_of(f, None)


# What is written about each project.


_RUNS_ON = re.compile(
    "(?P<money>资金)?(?:(?:主要|全部|专项)?用于|按|由|实行|执行|已|采[取用])|(?P<come>资金)(?=于|全部|到位)"
)
"""How words begin that go on with a sentence which the name of the project opens."""
_OF_MONEY = (Project.use, Project.management)
"""What is told here is told of the money; the rest of the work."""


def stories(f: Facts, rows: Rows, field: Field[str]) -> Spans:
    """Return what is written about each of the projects, a paragraph each.

    A single project was named just before; its name does not open one paragraph after another.
    """
    alone = len(rows) == 1
    return paragraphs(_project_text(f, row, field, named=not alone) for row in rows)


def _project_text(f: Facts, row: int, field: Field[str], *, named: bool = True) -> Spans:
    """Return what was typed of a project, with the subject or verb that it lacks."""
    text = _text(f, field, row)
    if not text:
        return ()
    runs_on = _RUNS_ON.match(text[0].text)
    own = max(runs_on.end("money"), runs_on.end("come"), 0) if runs_on else 0
    subject = _subject(f, row, money=field in _OF_MONEY or own > 0, named=named)
    if runs_on:
        return concat(subject, _from(text, own))
    if field is Project.use and _is_purpose(words(text)):
        return concat(subject, "用于", text)
    if field is Project.management and _is_practice(words(text)):
        return concat(subject, "实行", text)
    return concat(typed(f, Project.name, row), "：", text) if named else text


def _text(f: Facts, field: Field[str], row: int) -> Spans:
    """Return the clerk's words on a project; of money that was not spent no use is told."""
    return () if field is Project.use and is_unused(f, row) else text_of(f, field, row)


def _from(text: Spans, at: int) -> Spans:
    """Return the words without the subject that they name themselves and the sentence names."""
    return (replace(text[0], text=text[0].text[at:]), *text[1:])


def _subject(f: Facts, row: int, *, money: bool, named: bool) -> Spans:
    """Return 村道养护项目资金 where money is told of, 村道养护项目 where the work is.

    A name that says money itself (村级组织运转经费) is the subject as it stands.
    """
    what = "资金" if money else ""
    if not named:
        return concat("该项目", what)
    name = typed(f, Project.name, row)
    if is_money(name.text):
        return (name,)
    return concat(name, "" if name.text.endswith(("项目", "工程")) else "项目", what)


def _is_purpose(text: str) -> bool:
    """Return whether a use is told by what was done alone (修水渠。), so that 用于 belongs before."""
    clauses = text.rstrip("。").split("，")
    short = len(text) <= _SHORT * len(clauses)
    return short and all(_DONE.match(c) for c in clauses) and not _MORE.search(text[:-1])


def _is_practice(text: str) -> bool:
    """Return whether a way of managing is named alone (专账核算。), so that 实行 belongs before."""
    return len(text) <= _SHORT and bool(_PRACTICE.match(text)) and not _MANY.search(text[:-1])


_SHORT = 20
_DONE = re.compile(
    "[修建购买办补偿还拨支付发保维改硬安清治种植养护奖扩添置租聘管救帮巡栽挖疏铺架排抢]"
    "|新建|弥补|化解|兑付|开展|扶持|资助|慰问|更新|宣传|完善|监测|组织|举办|编制|设立|采购|培训|配备|加固"
)
_PRACTICE = re.compile(
    "专[账户人款]|单独|独立|分账|集中|(?:县级|国库|报账|项目)[^，]*(?:核算|管理|支付|报账|制)。?$"
)
_MORE = re.compile("[。；：！？已了\n]|完成|到位")
_MANY = re.compile("，|" + _MORE.pattern)


_STORIES = (Project.arrangement, Project.use, Project.management, Project.implementation)


def of_projects(f: Facts, code: str, before: Spans) -> Spans:
    """Return what is told of the projects of a budget, each project in a paragraph of its own.

    A single project that was named `before`, in what is said of the budget, is not named again.
    """
    rows, told = projects_of(f, code), words(before)
    return paragraphs(
        _whole_story(f, row, named=len(rows) > 1 or (f[Project.name, row] or "") not in told)
        for row in rows
    )


def _whole_story(f: Facts, row: int, *, named: bool) -> Spans:
    """Return all that is told of a project and of what was left of it."""
    story = _joined_stories(f, row, named=named)
    return concat(story, _unspent(f, row, named=named and not story))


def _joined_stories(f: Facts, row: int, *, named: bool) -> Spans:
    """Return all that is told of a project, its short texts run into one sentence."""
    fields = [field for field in _STORIES if _text(f, field, row)]
    if not fields:
        return ()
    first = _project_text(f, row, fields[0], named=named)
    texts = [first, *(_later(f, row, field) for field in fields[1:])]
    short = all(not _SENTENCES.search(words(text)[:-1]) for text in texts)
    runs = short and sum(len(words(text)) for text in texts) <= _RUN
    return concat(*(_open(text) for text in texts[:-1]), texts[-1]) if runs else concat(*texts)


_RUN = 120
_SENTENCES = re.compile("[。；！？\n]")


def _later(f: Facts, row: int, field: Field[str]) -> Spans:
    text = text_of(f, field, row)
    if field is Project.use and _is_purpose(words(text)):
        return concat("用于", text)
    practice = field is Project.management and _is_practice(words(text))
    return concat("实行", text) if practice else text


def _open(text: Spans, mark: str = "，") -> Spans:
    """Return a sentence that goes on: with a comma in place of its full stop."""
    last = text[-1]
    return concat(*text[:-1], replace(last, text=last.text.removesuffix("。")), mark)


# What was left over, or spent beyond the budget, and why.


def _unspent(f: Facts, row: int, *, named: bool = True) -> Spans:
    """Return what is left of a project with the reason; of one that overspent only what is known.

    Where nothing is left there is nothing to explain, and a reason typed for it is not printed.
    """
    left = figured(f, project_carried_out, row)
    if not left.value or vanishes(left.value):
        return ()
    over = left.value < 0
    if over and not f[Project.unspent_reason, row]:
        return ()
    opening = "原因是" if over else "未执行完的原因是"
    return template(
        "{name}{what}{left}，{why}。",
        name=typed(f, Project.name, row) if named else "该项目",
        what="超支" if over else "结转下年",
        left=left.money(),
        why=because(f, Project.unspent_reason, row, opening=opening),
    )


# The parts of the chapter on projects of the general public budget.


def _part(f: Facts, own: Field[str], each: Field[str], story: Spans | None = None) -> Spans:
    """Return a part of the project chapter: the overall text, then each project's text.

    Without projects the chapter has said so once; only what the clerk wrote stands here.
    """
    if without_general_projects(f):
        return text_of(f, own)
    story = stories(f, projects_of_chapter_two(f), each) if story is None else story
    written = (text_of(f, own, leads=bool(story)), story)
    if not any(written):
        written = (template("{gap}。", gap=missing(own.label, own.at())), ())
    return paragraphs(written)


@sentence("general_budget.projects.arrangement")
def arrangement(f: Facts, _row: int) -> Spans:
    """How the money was arranged; the figures say it where nothing is written."""
    opening = figures(f)
    if not opening:
        return _part(f, ProjectTexts.arrangement, Project.arrangement)
    story = stories(f, projects_of_chapter_two(f), Project.arrangement)
    return paragraphs((opening, text_of(f, ProjectTexts.arrangement, leads=bool(story)), story))


@sentence("general_budget.projects.use")
def use(f: Facts, _row: int) -> Spans:
    """What the money was used for, project by project, and behind it why some was left over."""
    rows = projects_of_chapter_two(f)
    alone = len(rows) == 1
    used = {row: _project_text(f, row, Project.use, named=not alone) for row in rows}
    written = paragraphs(
        concat(story, _unspent(f, row, named=not (story or alone))) for row, story in used.items()
    )
    if any(used.values()) or text_of(f, ProjectTexts.use):
        return _part(f, ProjectTexts.use, Project.use, written)
    if rows and len(idle(f, rows)) == len(rows):
        return paragraphs((concat("本年无支出。"), written))
    return paragraphs((_part(f, ProjectTexts.use, Project.use), written))


@sentence("general_budget.projects.management")
def management(f: Facts, _row: int) -> Spans:
    """How the money was managed."""
    return _part(f, ProjectTexts.management, Project.management)


@sentence("general_budget.projects.implementation")
def implementation(f: Facts, _row: int) -> Spans:
    """How the projects were carried out."""
    return _part(f, ProjectTexts.implementation, Project.implementation)


# Projects that no chapter on a budget tells of.


@sentence("overview.side_projects")
def side_projects(f: Facts, _row: int) -> Spans:
    """The stories of these projects, with what pays them.

    Where several are paid from one budget and each takes but a sentence, they share a paragraph,
    so that the budget opens it once.
    """
    return paragraphs(_side_projects(f, code) for code in SIDE_FUNDS)


def _side_projects(f: Facts, code: str) -> Spans:
    paid = concat("由", FUNDS[code].label, "安排的")
    rows = projects_of(f, code)
    stories = [_whole_story(f, row, named=True) for row in rows]
    apart = [concat(paid, story) for story in stories if story]
    parts = [_in_one(f, row) for row, story in zip(rows, stories, strict=True) if story]
    if len(apart) < _SEVERAL or not all(parts):
        return paragraphs(apart)
    return concat(paid, "项目中，", join(parts, "；"), "。")


_SEVERAL = 2


def _in_one(f: Facts, row: int) -> Spans:
    """Return what is told of a project as part of a sentence, nothing where it takes more."""
    story, rest = _joined_stories(f, row, named=True), _unspent(f, row, named=False)
    if not story:
        rest = _unspent(f, row)
    sentences = [part for part in (story, rest) if part]
    if any(_SENTENCES.search(words(said)[:-1]) for said in sentences):
        return ()
    if not story or not rest:
        return _open(story or rest, "")
    left = concat(rest[0].text.removeprefix("该项目"), *rest[1:])
    return concat(_open(story), _open(left, ""))


PROJECTS = (
    projects_overview,
    project_spending,
    arrangement,
    use,
    management,
    implementation,
    side_projects,
)

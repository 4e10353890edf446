"""The sentences on money: basic spending, projects, budgets, reconciliation."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pingkou_gui.document.phrases import (
    Number,
    Span,
    SpanKind,
    all_projects,
    amount_of,
    because,
    concat,
    covered_by_total,
    doubtful,
    figured,
    fixed,
    has_last_year,
    is_none,
    join,
    listed_items,
    made_up_of,
    missing,
    moved,
    no_project,
    paragraphs,
    projects_of,
    sentence,
    stage_of,
    template,
    text_of,
    typed,
    used_for,
    vanishes,
    with_change,
    words,
    year,
)
from pingkou_gui.form.form import BY_HEADING, ClosedFinding
from pingkou_gui.form.pages.basic_spending import (
    Basic,
    SpendingTexts,
    ThreePublic,
    ThreePublicCounts,
)
from pingkou_gui.form.pages.funds import FundTexts
from pingkou_gui.form.pages.overview import OverviewTexts, Unit
from pingkou_gui.form.pages.projects import Project, ProjectTexts, ProjectTotals
from pingkou_gui.report.check_rules import with_reasons
from pingkou_gui.report.checks_sums import sums_agree
from pingkou_gui.report.figures import added, less, quantity, share
from pingkou_gui.report.figures_funds import (
    FUND_TOTALS,
    FUNDS,
    project_carried_out,
    projects_sum,
    reconciliation_gap,
    total_spending,
    total_spending_last,
)
from pingkou_gui.report.findings import Severity

if TYPE_CHECKING:
    from decimal import Decimal

    from pingkou_gui.document.phrases import Rows, Sentence, Spans
    from pingkou_gui.form.field import Amounts, Field
    from pingkou_gui.report.facts import Facts, Figure
    from pingkou_gui.report.figures_funds import Fund
    from pingkou_gui.report.findings import Finding


# Chapter two, second part: the projects of the general public budget, and their stories.


_RUNS_ON = re.compile("(?:主要|全部|专项|资金)?用于|按|由|实行|执行|已|采[取用]")
GENERAL = "general"
_NAMED = 3
"""How many projects a placeholder names; it is a call, not a list."""


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
    return _figures(f, rows) if rows else ()


def _figures(f: Facts, rows: Rows) -> Spans:
    initial, budget, spent = (
        figured(f, projects_sum(stage, GENERAL)) for stage in ("initial", "full_year", "outturn")
    )
    said = (
        concat("年初预算", initial.money()) if initial.value is not None else (),
        concat("全年预算", budget.money()),
        concat("全年执行", spent.money()),
        _project_rate(budget, spent),
        _carried(f, rows),
    )
    return concat(join(said, "，"), "。")


def _project_rate(budget: Number, spent: Number) -> Spans:
    """Return the execution rate; a budget of zero has none, and nothing is spent from it."""
    if budget.value is None or spent.value is None or not (budget.value or spent.value):
        return ()
    refs = (*spent.refs, *budget.refs)
    if not budget.value:
        return (doubtful("全年预算为0，算不出预算执行率", *refs),)
    return concat("预算执行率", Number(share(spent.value, budget.value), refs).percent())


def _carried(f: Facts, rows: Rows) -> Spans:
    total = added(f[project_carried_out, row] for row in rows)
    if not total or vanishes(total):
        return () if total is None else concat("年末无结转资金")
    refs = tuple(project_carried_out.at(row) for row in rows)
    # Overspending is a reminder's to question, and may be explained; the page says what is so.
    said = "结转下年" if total > 0 else "全年执行超过全年预算"
    return concat(said, Number(total, refs).money())


def projects_of_chapter_two(f: Facts) -> Rows:
    """Return the projects whose stories stand in chapter two: general, or not yet sorted."""
    return projects_of(f, GENERAL) + projects_of(f, None)


def stories(f: Facts, rows: Rows, field: Field[str]) -> Spans:
    """Return what is written about each of the projects, a paragraph each.

    A single project was named just before; its name does not open one paragraph after another.
    """
    alone = len(rows) == 1
    return paragraphs(_story(f, row, field, named=not alone) for row in rows)


def _story(f: Facts, row: int, field: Field[str], *, named: bool = True) -> Spans:
    text = text_of(f, field, row)
    if not text:
        return ()
    opening = typed(f, Project.name, row) if named else "该项目"
    if _RUNS_ON.match(text[0].text):
        return concat(opening, text)
    if field is Project.use and _is_purpose(words(text)):
        return concat(opening, "用于", text)
    if field is Project.management and _is_practice(words(text)):
        return concat(opening, "实行", text)
    return concat(opening, "：", text) if named else text


def _is_purpose(text: str) -> bool:
    """Return whether a use is told by what was done alone (修水渠。), so that 用于 belongs before."""
    return len(text) <= _SHORT and bool(_DONE.match(text)) and not _MANY.search(text[:-1])


def _is_practice(text: str) -> bool:
    """Return whether a way of managing is named alone (专账核算。), so that 实行 belongs before."""
    return len(text) <= _SHORT and bool(_PRACTICE.match(text)) and not _MANY.search(text[:-1])


_SHORT = 20
_DONE = re.compile(
    "[修建购买办补偿还拨支付发保维改硬安清治种植养护奖扩添置租聘]"
    "|新建|弥补|化解|兑付|开展|扶持|资助|慰问|更新|宣传|完善"
)
_PRACTICE = re.compile(
    "专[账户人款]|单独|独立|分账|集中|(?:县级|国库|报账|项目)[^，]*(?:核算|管理|支付|报账|制)。?$"
)
_MANY = re.compile("[，。；：！？已了\n]|完成|到位")


def unspent(f: Facts, rows: Rows) -> Spans:
    """Return why money was left over, or more was spent, project by project."""
    return paragraphs(_unspent(f, row, named=len(rows) > 1) for row in rows)


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


def _part(f: Facts, own: Field[str], each: Field[str]) -> Spans:
    """Return a part of the project chapter: the overall text, then each project's text.

    Without projects the chapter has said so once; only what the clerk wrote stands here.
    """
    if without_general_projects(f):
        return text_of(f, own)
    told = stories(f, projects_of_chapter_two(f), each)
    written = (text_of(f, own, leads=bool(told)), told)
    if not any(written):
        written = (template("{gap}。", gap=missing(own.label, own.at())), ())
    return paragraphs(written)


@sentence("general_budget.projects.arrangement")
def arrangement(f: Facts, _row: int) -> Spans:
    """How the money was arranged; the figures say it where nothing is written."""
    said = figures(f)
    if not said:
        return _part(f, ProjectTexts.arrangement, Project.arrangement)
    told = stories(f, projects_of_chapter_two(f), Project.arrangement)
    return paragraphs((said, text_of(f, ProjectTexts.arrangement, leads=bool(told)), told))


@sentence("general_budget.projects.use")
def use(f: Facts, _row: int) -> Spans:
    """What the money was used for, and why some was left over."""
    left = unspent(f, projects_of_chapter_two(f))
    return paragraphs((_part(f, ProjectTexts.use, Project.use), left))


@sentence("general_budget.projects.management")
def management(f: Facts, _row: int) -> Spans:
    """How the money was managed."""
    return _part(f, ProjectTexts.management, Project.management)


@sentence("general_budget.projects.implementation")
def implementation(f: Facts, _row: int) -> Spans:
    """How the projects were carried out."""
    return _part(f, ProjectTexts.implementation, Project.implementation)


PROJECTS = (project_spending, arrangement, use, management, implementation)


# Chapter two, first part: basic spending, the three public expenses, meetings, training.


CLASSES = (
    Basic.wages,
    Basic.goods,
    Basic.transfers,
    Basic.interest,
    Basic.capital,
    Basic.other,
)


@sentence("general_budget.basic")
def basic_spending(f: Facts, _row: int) -> Spans:
    """Basic spending by economic class, each with its change and reason."""
    use = used_for(f, SpendingTexts.basic_use)
    figures = quantity(Basic.total)
    if _is_nothing(f, figures.this, figures.last):
        level = "，与上年持平" if has_last_year(f) else ""
        return template("{year}无一般公共预算基本支出{level}。", year=year(f), level=level)
    classes = join((_class(f, amounts) for amounts in CLASSES), "；")
    return concat(
        template(
            "{year}一般公共预算{total}{use}{change}。",
            year=year(f),
            total=_named(f, Basic.total, "基本支出"),
            use=concat("，", use) if use and not is_none(f, quantity(Basic.total).this) else "",
            change=with_change(f, Basic.total),
        ),
        template("其中：{classes}。", classes=classes) if classes else (),
        template(
            "按用途分，{personnel}，{operating}。",
            personnel=_named(f, Basic.personnel, Basic.personnel.label),
            operating=_named(f, Basic.operating, Basic.operating.label),
        ),
    )


def _is_told(amount: Decimal | None) -> bool:
    return amount is not None and bool(amount) and not vanishes(amount)


def _class(f: Facts, amounts: Amounts) -> Spans:
    """Return a class of spending; one that is blank is left out where a total tells of it."""
    figures = quantity(amounts)
    value = f[figures.this]
    if amounts.rare and not any(_is_told(f[each]) for each in (figures.this, figures.last)):
        return ()
    if value == 0 and covered_by_total(f, amounts, "this") and not with_change(f, amounts):
        return ()
    if value is None and covered_by_total(f, amounts, "this"):
        return ()
    return _stated(f, amounts, amounts.label)


def _stated(f: Facts, amounts: Amounts, name: str, against: Spans = ()) -> Spans:
    """Return 会议费支出2.80万元，比上年…，主要原因是…; 无会议费支出 where none is stated."""
    return concat(_named(f, amounts, name), against, with_change(f, amounts))


def _named(f: Facts, amounts: Amounts, name: str) -> Spans:
    value = f[quantity(amounts).this]
    if value == 0:
        return concat(f"无{name}")
    if value is not None and vanishes(value):
        return concat(name, "不足0.01万元")
    return concat(name, amount_of(f, amounts).money())


@sentence("general_budget.three_public")
def three_public(f: Facts, _row: int) -> Spans:
    """The three public expenses together, against their budget, and one by one."""
    if _never_any(f):
        last = "与上年均" if has_last_year(f) else ""
        return template("{year}{last}未发生“三公”经费支出。", year=year(f), last=last)
    parts = join(
        (
            _public(f, ThreePublic.overseas),
            _public(f, ThreePublic.vehicles, _vehicle_parts(f)),
            _public(f, ThreePublic.reception),
        ),
        "；",
    )
    total = _stated(f, ThreePublic.total, "“三公”经费支出", _against_budget(f))
    said = template("{year}{total}。其中：{parts}。", year=year(f), total=total, parts=parts)
    counts = _public_counts(f)
    return concat(said, counts, "。") if counts else said


_COUNTS = (
    (
        ("因公出国（境）团组", ThreePublicCounts.overseas_groups, "个"),
        ("", ThreePublicCounts.overseas_people, "人次"),
    ),
    (("本年购置公务用车", ThreePublicCounts.vehicles_bought, "辆"),),
    (("年末公务用车保有量", ThreePublicCounts.vehicles_kept, "辆"),),
    (
        ("全年公务接待", ThreePublicCounts.reception_batches, "批次"),
        ("", ThreePublicCounts.reception_people, "人次"),
    ),
)


def _public_counts(f: Facts) -> Spans:
    """Return 年末公务用车保有量2辆；全年公务接待65批次、520人次, as far as they were filled in."""
    return join((_counted(f, group) for group in _COUNTS), "；")


def _counted(f: Facts, group: tuple[tuple[str, Field[int], str], ...]) -> Spans:
    known = [(name, field, unit) for name, field, unit in group if f[field]]
    said = join((concat(typed(f, field), unit) for _, field, unit in known), "、")
    return concat(group[0][0] or known[0][0], said) if known else ()


def _never_any(f: Facts) -> bool:
    """Return whether there was none of the three this year, nor last year where there was one."""
    figures = quantity(ThreePublic.total)
    return _is_nothing(f, figures.this, figures.last)


def _public(f: Facts, amounts: Amounts, parts: Spans = ()) -> Spans:
    """Return one of the three; its parts are told of only in brackets, their reasons with it."""
    none = is_none(f, quantity(amounts).this)
    said = _named(f, amounts, f"{amounts.label}支出" if none else amounts.label)
    return concat(said, parts, with_change(f, amounts, gather=True))


def _against_budget(f: Facts) -> Spans:
    """Return ，完成预算的83.11%, where this year's budget is known."""
    rate = quantity(ThreePublic.total).budget_rate
    number = None if rate is None else figured(f, rate)
    if number is None or number.value is None:
        return ()
    return template("，完成预算的{rate}", rate=number.percent())


def _vehicle_parts(f: Facts) -> Spans:
    """Return （购置费…，运行维护费…）, where both are known; of one alone （均为运行维护费）."""
    bought, run = (f[quantity(part).this] for part in ThreePublic.vehicles.parts)
    if bought is None or run is None or not (bought or run):
        return ()
    refs = tuple(quantity(part).this.at() for part in ThreePublic.vehicles.parts)
    if not bought:
        return (Span("（均为公务用车运行维护费，未购置公务用车）", SpanKind.DERIVED, refs),)
    if not run:
        return (Span("（均为公务用车购置费）", SpanKind.DERIVED, refs),)
    parts = (_named(f, part, part.label) for part in ThreePublic.vehicles.parts)
    return template("（其中：{parts}）", parts=join(parts, "，"))


def _expense(key: str, amounts: Amounts) -> Sentence:
    @sentence(key)
    def stated(f: Facts, _row: int) -> Spans:
        said = _stated(f, amounts, f"{amounts.label}支出")
        return template("{year}{said}。", year=year(f), said=said)

    return stated


EXPENSES: dict[str, Sentence] = {key: _expense(key, amounts) for key, amounts in BY_HEADING.items()}
"""Meetings, training: each under the heading that its declaration names."""
BASIC = (basic_spending, three_public, *EXPENSES.values())


# Chapters three to five: government funds, state capital operations, social insurance.


_STORIES = (Project.arrangement, Project.use, Project.management, Project.implementation)


def _spent(f: Facts, fund: Fund, use: Spans = ()) -> Spans:
    """Return all that is said of a budget in figures: 无, or its stages over the year.

    The amount spent and what it was used for are told once, in the first sentence.
    """
    outturn = stage_of(f, fund, "outturn")
    if is_none(f, fund.stages["outturn"]):
        said = template("{year}无{name}支出。", year=year(f), name=fund.label)
        budget = f[fund.stages["full_year"]]
        return concat(said, _stages(f, fund)) if budget and not vanishes(budget) else said
    said = template(
        "{year}{name}支出{amount}{projects}。",
        year=year(f),
        name=fund.label,
        amount=outturn.money(),
        projects=_projects(f, fund, concat("，", use) if use else ()),
    )
    return concat(said, _stages(f, fund))


def _projects(f: Facts, fund: Fund, use: Spans) -> Spans:
    """Return ，均为项目支出, where that is so, with the projects and the use behind it."""
    rows = projects_of(f, fund.code)
    if not rows:
        return use
    whole = f[projects_sum("outturn", fund.code)] == f[fund.stages["outturn"]]
    if whole and len(rows) == 1:
        return concat(made_up_of(f, rows, used=bool(use)), use)
    return concat(use, "，均为项目支出" if whole else "", made_up_of(f, rows, whole=whole))


def _stages(f: Facts, fund: Fund) -> Spans:
    """Return the budget of the year with where it came from, and what became of it."""
    outturn = stage_of(f, fund, "outturn")
    if outturn.value is None:
        return ()
    # After a list of projects the sentence names the budget, lest it seem to be the last one's.
    whose = fund.label.removesuffix("预算") if len(projects_of(f, fund.code)) > 1 else ""
    said = (
        concat(whose, "全年预算", stage_of(f, fund, "full_year").money(), _origin(f, fund)),
        _budget_rate(f, fund) if outturn.value else (),
        _overspent(f, fund) or _stage(f, fund, "carried_out", "结转下年", "年末无结转资金"),
    )
    return concat(join(said, "，"), "。")


def _overspent(f: Facts, fund: Fund) -> Spans:
    """Return 全年执行超过全年预算5.60万元, where nothing can have been left over."""
    budget, spent = f[fund.stages["full_year"]], f[fund.stages["outturn"]]
    over, left = less(spent, budget), f[fund.stages["carried_out"]]
    if over is None or over <= 0 or vanishes(over) or (left and not vanishes(left)):
        return ()
    refs = (fund.stages["full_year"].at(), fund.stages["outturn"].at())
    return concat("全年执行超过全年预算", Number(over, refs).money())


def _origin(f: Facts, fund: Fund) -> Spans:
    """Return （上年结转3.00万元，本年安排33.25万元）: the full-year budget holds both."""
    full_year, carried = stage_of(f, fund, "full_year"), stage_of(f, fund, "carried_in")
    arranged = less(full_year.value, carried.value)
    refs = (*full_year.refs, *carried.refs)
    if arranged is not None and arranged < 0:
        return (doubtful("上年结转大于全年预算", *refs),)
    number = Number(arranged, refs)
    this = concat("本年安排", number.money()) if arranged is not None else ()
    parts = join((_stage(f, fund, "carried_in", "上年结转", "无上年结转资金"), this), "，")
    return template("（{parts}）", parts=parts)


def _stage(f: Facts, fund: Fund, stage: str, name: str, none: str) -> Spans:
    value = f[fund.stages[stage]]
    if value is not None and (not value or vanishes(value)):
        return concat(none)
    return concat(name, stage_of(f, fund, stage).money())


def _budget_rate(f: Facts, fund: Fund) -> Spans:
    rate, budget = figured(f, fund.rate), f[fund.stages["full_year"]]
    if rate.value is not None:
        return concat("预算执行率", rate.percent())
    if budget is not None and f[fund.stages["outturn"]]:
        return (doubtful("全年预算为0，算不出预算执行率", *rate.refs),)
    return ()


def _of_projects(f: Facts, code: str) -> Spans:
    """Return what is told of the projects of a budget, each project in a paragraph of its own."""
    rows = projects_of(f, code)
    return paragraphs(_whole_story(f, row, named=len(rows) > 1) for row in rows)


def _whole_story(f: Facts, row: int, *, named: bool, opening: Spans = ()) -> Spans:
    """Return all that is told of a project, its short texts run into one sentence."""
    fields = [field for field in _STORIES if text_of(f, field, row)]
    if not fields:
        return _unspent(f, row)
    first = _story(f, row, fields[0], named=named)
    texts = [first, *(_later(f, row, field) for field in fields[1:])]
    short = all(not _SENTENCES.search(words(text)[:-1]) for text in texts)
    runs = short and sum(len(words(text)) for text in texts) <= _RUN
    told = concat(*(_open(text) for text in texts[:-1]), texts[-1]) if runs else concat(*texts)
    return concat(opening, told, _unspent(f, row, named=False))


_RUN = 120
_SENTENCES = re.compile("[。；！？\n]")


def _later(f: Facts, row: int, field: Field[str]) -> Spans:
    text = text_of(f, field, row)
    if field is Project.use and _is_purpose(words(text)):
        return concat("用于", text)
    practice = field is Project.management and _is_practice(words(text))
    return concat("实行", text) if practice else text


def _open(text: Spans) -> Spans:
    """Return a sentence that goes on: with a comma in place of its full stop."""
    last = text[-1]
    return concat(*text[:-1], replace(last, text=last.text.removesuffix("。")), "，")


@sentence("government_funds")
def government_funds(f: Facts, _row: int) -> Spans:
    """Government funds: stages, use, and their projects."""
    fund = FUNDS["government_funds"]
    none = is_none(f, fund.stages["outturn"])
    use = text_of(f, FundTexts.government_funds) if none else ()
    purpose = used_for(f, FundTexts.government_funds)
    return paragraphs((_spent(f, fund, purpose), use, _of_projects(f, fund.code)))


def _noted(f: Facts, fund: Fund, field: Field[str]) -> Spans:
    """Return a budget with the clerk's note: 用于… runs into its sentence, all else stands apart."""
    note = text_of(f, field)
    runs_in = words(note).startswith(_PURPOSE) and not _SENTENCES.search(words(note)[:-1])
    if runs_in and not is_none(f, fund.stages["outturn"]):
        return paragraphs((_spent(f, fund, used_for(f, field)), _of_projects(f, fund.code)))
    return paragraphs((_spent(f, fund), note, _of_projects(f, fund.code)))


_PURPOSE = ("用于", "主要用于", "资金用于", "资金主要用于")


@sentence("state_capital")
def state_capital(f: Facts, _row: int) -> Spans:
    """State capital operations."""
    return _noted(f, FUNDS["state_capital"], FundTexts.state_capital)


@sentence("social_insurance")
def social_insurance(f: Facts, _row: int) -> Spans:
    """Social insurance funds."""
    return _noted(f, FUNDS["social_insurance"], FundTexts.social_insurance)


@sentence("overview.side_projects")
def side_projects(f: Facts, _row: int) -> Spans:
    """The stories of projects that no chapter on a budget tells of, with what pays them."""
    return paragraphs(
        _whole_story(f, row, named=True, opening=concat("由", FUNDS[code].label, "安排的"))
        for code in SIDE_FUNDS
        for row in projects_of(f, code)
    )


BUDGETS = (government_funds, state_capital, social_insurance, side_projects)


# A difference between spending by nature and by budget: open, or closed with a reason.


def _gap(f: Facts) -> Finding | None:
    """Return the finding about the difference, None where it is no more than rounding leaves."""
    found = with_reasons(f, tuple(sums_agree.run(f)))
    gaps = (x for x in found if x.check == reconciliation_gap.key)
    return next((x for x in gaps if x.severity is Severity.ERROR), None)


def open_difference(f: Facts) -> Spans:
    """Return 【待核：…相差162.43万元】 while nobody has given a reason for the difference."""
    gap = _gap(f)
    if gap is None or not gap.open:
        return ()
    numbers = (f[total_spending], f[FUND_TOTALS["outturn"]], f[reconciliation_gap])
    nature, budget, size = (fixed(abs(n)) for n in numbers if n is not None)
    said = f"按性质合计{nature}万元与按预算合计{budget}万元相差{size}万元"
    return (doubtful(said, reconciliation_gap.at()),)


def _closed_row(f: Facts) -> int | None:
    """Return the row that holds the reason for the difference, None while it is open."""
    gap = _gap(f)
    if gap is None or gap.open:
        return None
    rows = (r for r in f.rows(ClosedFinding) if f[ClosedFinding.finding, r] == gap.key)
    return next(rows, None)


@sentence("remarks.reconciliation")
def explained_difference(f: Facts, _row: int) -> Spans:
    """The difference with the reason it was closed with."""
    row = _closed_row(f)
    if row is None:
        return ()
    return template(
        "按支出性质合计{nature}，按预算合计{budget}，相差{gap}，{why}。",
        nature=figured(f, total_spending).money(),
        budget=figured(f, FUND_TOTALS["outturn"]).money(),
        gap=figured(f, reconciliation_gap).money(),
        why=because(f, ClosedFinding.reason, row, opening="原因是"),
    )


RECONCILING = (explained_difference,)


# Chapter one, second part: what was spent in all, by nature, by project and by budget.


PERSONNEL = ("301", "303")
OPERATING = ("302", "307", "310", "399")
SIDE_FUNDS = ("special_account", "other")
"""Budgets most townships have nothing in: told of only where there is something."""


@sentence("overview.total")
def total(f: Facts, _row: int) -> Spans:
    """Everything spent, with its two halves and their shares.

    A unit without a last year says so here, once for the whole report.
    """
    if _is_nothing(f, total_spending, total_spending_last):
        level = "，与上年持平" if has_last_year(f) else ""
        return template(
            "{year}无支出{level}。{new}", year=year(f), level=level, new=_no_last_year(f)
        )
    return template(
        "{year}部门整体支出{total}{change}。{basic}；{projects}。{new}",
        year=year(f),
        total=figured(f, total_spending).money(),
        change=_total_change(f),
        basic=concat("其中：", _half(f, Basic.total)),
        projects=_half(f, ProjectTotals.total),
        new=_no_last_year(f),
    )


def _is_nothing(f: Facts, this: Figure, last: Figure) -> bool:
    """Return whether there was nothing, and nothing last year where there was one."""
    return is_none(f, this) and (is_none(f, last) or not has_last_year(f))


def _no_last_year(f: Facts) -> Spans:
    if has_last_year(f):
        return ()
    said = "本单位为本年度新设或合并的单位，上年无可比数据，本报告不作与上年的比较。"
    return (Span(said, SpanKind.TYPED, (Unit.last_year.at(),)),)


def _total_change(f: Facts) -> Spans:
    """Return how the total stands to last year, where both halves of last year are known."""
    change = less(f[total_spending], f[total_spending_last])
    if change is None or not has_last_year(f):
        return ()
    refs = (total_spending.at(), total_spending_last.at())
    rate = Number(share(change, f[total_spending_last]), refs)
    return concat("，", moved(Number(change, refs), rate))


def _half(f: Facts, amounts: Amounts) -> Spans:
    figures = quantity(amounts)
    if is_none(f, figures.this):
        return concat(f"无{amounts.label}", with_change(f, amounts))
    part = Number(
        share(f[figures.this], f[total_spending]), (figures.this.at(), total_spending.at())
    )
    return template(
        "{name}{amount}{share}{change}",
        name=amounts.label,
        amount=amount_of(f, amounts).money(),
        share=template("，占{rate}", rate=part.percent()) if part.value is not None else "",
        change=with_change(f, amounts),
    )


@sentence("overview.basic")
def basic_overview(f: Facts, _row: int) -> Spans:
    """Personnel and operating spending, with what each consists of."""
    if is_none(f, quantity(Basic.total).this):
        return ()
    halves = (
        _with_items(f, Basic.personnel, PERSONNEL),
        _with_items(f, Basic.operating, OPERATING),
    )
    return template("基本支出包括：{halves}。", halves=join(halves, "；"))


def _with_items(f: Facts, amounts: Amounts, classes: tuple[str, ...]) -> Spans:
    none = is_none(f, quantity(amounts).this)
    items = () if none else listed_items(f, classes)
    said = f"无{amounts.label}" if none else concat(amounts.label, amount_of(f, amounts).money())
    including = concat("，主要包括", items) if items else ""
    return concat(said, with_change(f, amounts), including)


@sentence("overview.projects")
def projects_overview(f: Facts, _row: int) -> Spans:
    """All projects, whatever budget they are paid from."""
    return all_projects(f)


@sentence("overview.budgets")
def budgets(f: Facts, _row: int) -> Spans:
    """The same money by budget, what there is first; a difference stands there until closed."""
    if _is_nothing(f, total_spending, total_spending_last) and is_none(f, FUND_TOTALS["outturn"]):
        return open_difference(f)
    none = [fund for fund in FUNDS.values() if is_none(f, fund.stages["outturn"])]
    told = [_by_budget(f, fund) for fund in FUNDS.values() if fund not in none]
    lacking = join((fund.label for fund in none if fund.code not in SIDE_FUNDS), "、")
    funds = join((*told, concat("无", lacking, "支出") if lacking else ()), "，")
    return concat("按资金来源分：", funds, "。", open_difference(f))


def _by_budget(f: Facts, fund: Fund) -> Spans:
    outturn = stage_of(f, fund, "outturn")
    if fund.code in SIDE_FUNDS and not outturn.value:
        return ()
    return concat(f"{fund.label}支出", outturn.money())


@sentence("overview.scope")
def scope(f: Facts, _row: int) -> Spans:
    """What the money went into and whom it reached, in the clerk's words."""
    return text_of(f, OverviewTexts.spending_scope)


SPENDING = (total, basic_overview, projects_overview, budgets, scope)

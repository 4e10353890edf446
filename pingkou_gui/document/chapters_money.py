"""The sentences on money: basic spending, budgets, reconciliation, and the whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.document.chapters_projects import SIDE_FUNDS, of_projects
from pingkou_gui.document.phrases import (
    Number,
    Span,
    SpanKind,
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
    moved,
    own_name,
    paragraphs,
    projects_of,
    reasoned,
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
    EconomicItem,
    SpendingTexts,
    ThreePublic,
    ThreePublicCounts,
)
from pingkou_gui.form.pages.funds import FundTexts
from pingkou_gui.form.pages.overview import OverviewTexts, Unit
from pingkou_gui.form.pages.projects import Project, ProjectTotals
from pingkou_gui.report.check_rules import with_reasons
from pingkou_gui.report.checks_sums import FUND_OUTTURN, identities, sums_agree
from pingkou_gui.report.figures import added, added_rows, less, quantity, share
from pingkou_gui.report.figures_funds import (
    FUND_TOTALS,
    FUNDS,
    projects_sum,
    reconciliation_gap,
    total_spending,
    total_spending_last,
)
from pingkou_gui.report.findings import Severity
from pingkou_gui.report.notes_not_printed import FUND_NOTES, USED_FOR, is_left_out

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from pingkou_gui.document.phrases import Sentence, Spans
    from pingkou_gui.form.field import Amounts, Field
    from pingkou_gui.form.values import FigureRef
    from pingkou_gui.report.facts import Facts, Figure
    from pingkou_gui.report.figures_funds import Fund
    from pingkou_gui.report.findings import Finding


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
    classes = _last_the_none(f, {amounts: _class(f, amounts) for amounts in CLASSES})
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


def _last_the_none(f: Facts, parts: dict[Amounts, Spans]) -> Spans:
    """Return the parts of a sum as a list; what there is none of stands behind what there is.

    Parts that hold no comma of their own need no semicolons between them.
    """
    none = {amounts for amounts in parts if is_none(f, quantity(amounts).this)}
    stated = [part for part in sorted(parts, key=none.__contains__) if parts[part]]
    bare = all("，" not in words(parts[part]) for part in stated)
    return join((parts[part] for part in stated), "，" if bare else "；")


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
    parts = _last_the_none(
        f,
        {
            ThreePublic.overseas: _public(f, ThreePublic.overseas),
            ThreePublic.vehicles: _public(f, ThreePublic.vehicles, _vehicle_parts(f)),
            ThreePublic.reception: _public(f, ThreePublic.reception),
        },
    )
    total = _stated(f, ThreePublic.total, "“三公”经费支出", _against_budget(f))
    opening = template("{year}{total}。其中：{parts}。", year=year(f), total=total, parts=parts)
    counts = _public_counts(f)
    return concat(opening, counts, "。") if counts else opening


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
    listed = join((concat(typed(f, field), unit) for _, field, unit in known), "、")
    return concat(group[0][0] or known[0][0], listed) if known else ()


def _never_any(f: Facts) -> bool:
    """Return whether there was none of the three this year, nor last year where there was one."""
    figures = quantity(ThreePublic.total)
    return _is_nothing(f, figures.this, figures.last)


def _public(f: Facts, amounts: Amounts, parts: Spans = ()) -> Spans:
    """Return one of the three; its parts are told of only in brackets, their reasons with it."""
    none = is_none(f, quantity(amounts).this)
    subject = _named(f, amounts, f"{amounts.label}支出" if none else amounts.label)
    return concat(subject, parts, with_change(f, amounts, gather=True))


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
        named = _stated(f, amounts, f"{amounts.label}支出")
        return template("{year}{named}。", year=year(f), named=named)

    return stated


EXPENSES: dict[str, Sentence] = {key: _expense(key, amounts) for key, amounts in BY_HEADING.items()}
"""Meetings, training: each under the heading that its declaration names."""
BASIC = (basic_spending, three_public, *EXPENSES.values())


# Chapters three to five: government funds, state capital operations, social insurance.


def _spent(f: Facts, fund: Fund, use: Spans = ()) -> Spans:
    """Return all that is said of a budget in figures: 无, or its stages over the year.

    The amount spent and what it was used for are told once, in the first sentence.
    """
    outturn = stage_of(f, fund, "outturn")
    if is_none(f, fund.stages["outturn"]):
        sentence = template("{year}无{name}支出。", year=year(f), name=fund.label)
        budget = f[fund.stages["full_year"]]
        return concat(sentence, _stages(f, fund)) if budget and not vanishes(budget) else sentence
    sentence = template(
        "{year}{name}支出{amount}{projects}。",
        year=year(f),
        name=fund.label,
        amount=outturn.money(),
        projects=_projects(f, fund, concat("，", use) if use else ()),
    )
    return concat(sentence, _stages(f, fund))


def _projects(f: Facts, fund: Fund, use: Spans) -> Spans:
    """Return ，均为项目支出, where that is so, with the projects and the use behind it."""
    rows = projects_of(f, fund.code)
    if not rows:
        return use
    whole = added_rows(f, Project.outturn, rows) == f[fund.stages["outturn"]]
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
    clauses = (
        concat(whose, "全年预算", stage_of(f, fund, "full_year").money(), _origin(f, fund)),
        _budget_rate(f, fund) if outturn.value else (),
        _overspent(f, fund) or _stage(f, fund, "carried_out", "结转下年", "年末无结转资金"),
    )
    return concat(join(clauses, "，"), "。")


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
    this = concat("本年安排", number.money()) if arranged else concat("本年未安排")
    this = this if arranged is not None else ()
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


@sentence("government_funds")
def government_funds(f: Facts, _row: int) -> Spans:
    """Government funds: stages, use, and their projects."""
    fund = FUNDS["government_funds"]
    if is_none(f, fund.stages["outturn"]):
        return _with_projects(f, fund, _spent(f, fund), _note(f, fund))
    purpose = used_for(f, FundTexts.government_funds)
    return _with_projects(f, fund, _spent(f, fund, purpose))


def _with_projects(f: Facts, fund: Fund, spent: Spans, note: Spans = ()) -> Spans:
    """Return what is said of a budget, the note on it and its projects, a paragraph each."""
    return paragraphs((spent, note, of_projects(f, fund.code, spent)))


def _note(f: Facts, fund: Fund) -> Spans:
    """Return the clerk's note as a paragraph, unless the sentence leaves it nothing to say."""
    return () if is_left_out(f, fund.code) else text_of(f, FUND_NOTES[fund.code])


def _noted(f: Facts, fund: Fund) -> Spans:
    """Return a budget with the clerk's note: 用于… runs into its sentence, all else stands apart."""
    field, note = FUND_NOTES[fund.code], _note(f, fund)
    runs_in = USED_FOR.match(words(note)) and not _SENTENCES.search(words(note)[:-1])
    if runs_in and not is_none(f, fund.stages["outturn"]):
        return _with_projects(f, fund, _spent(f, fund, used_for(f, field)))
    return _with_projects(f, fund, _spent(f, fund), note)


_SENTENCES = re.compile("[。；！？\n]")


@sentence("state_capital")
def state_capital(f: Facts, _row: int) -> Spans:
    """Return the paragraph on 国有资本经营预算: its outturn in 万元, or that there was none."""
    return _noted(f, FUNDS["state_capital"])


@sentence("social_insurance")
def social_insurance(f: Facts, _row: int) -> Spans:
    """Return the paragraph on 社会保险基金: its outturn in 万元, or that there was none."""
    return _noted(f, FUNDS["social_insurance"])


BUDGETS = (government_funds, state_capital, social_insurance)


# A difference between spending by nature and by budget: open, or closed with a reason.


def _differences(f: Facts, check: str) -> tuple[Finding, ...]:
    """Return the findings about differences that are more than rounding leaves."""
    found = with_reasons(f, tuple(sums_agree.run(f)))
    return tuple(x for x in found if x.check == check and x.severity is Severity.ERROR)


def open_difference(f: Facts) -> Spans:
    """Return 【待核：…相差162.43万元】 while nobody has given a reason for the difference."""
    gap = next(iter(_differences(f, reconciliation_gap.key)), None)
    if gap is None or not gap.open:
        return ()
    numbers = (f[total_spending], f[FUND_TOTALS["outturn"]], f[reconciliation_gap])
    nature, budget, size = (fixed(abs(n)) for n in numbers if n is not None)
    sentence = f"按性质合计{nature}万元与按预算合计{budget}万元相差{size}万元"
    return (doubtful(sentence, reconciliation_gap.at()),)


def _closed_row(f: Facts, gap: Finding) -> int | None:
    """Return the row that holds the reason for a difference, None while it is open."""
    rows = (r for r in f.rows(ClosedFinding) if f[ClosedFinding.finding, r] == gap.key)
    return None if gap.open else next(rows, None)


@sentence("remarks.reconciliation")
def explained_difference(f: Facts, _row: int) -> Spans:
    """The differences that were closed with a reason: of the two totals, and of single budgets."""
    return concat(*_explained_totals(f), *_explained_outturns(f))


def _explained_totals(f: Facts) -> Iterator[Spans]:
    for gap in _differences(f, reconciliation_gap.key):
        row = _closed_row(f, gap)
        if row is not None:
            yield template(
                "按支出性质合计{nature}，按预算合计{budget}，相差{gap}，{why}。",
                nature=figured(f, total_spending).money(),
                budget=figured(f, FUND_TOTALS["outturn"]).money(),
                gap=figured(f, reconciliation_gap).money(),
                why=because(f, ClosedFinding.reason, row, opening="原因是"),
            )


def _explained_outturns(f: Facts) -> Iterator[Spans]:
    """Yield, of each budget, what its outturn and what was spent of it differ by, and why."""
    sides = {item.places: item for item in identities(f)}
    for gap in _differences(f, FUND_OUTTURN):
        row, item = _closed_row(f, gap), sides[gap.places]
        if row is not None:
            whole = Number(item.left, item.places[:1], SpanKind.TYPED)
            spent = item.places[1:] or tuple(_spent_of(item.key.partition(":")[2]))
            yield template(
                "{fund}{whole}，{parts}合计{spent}，相差{gap}，{why}。",
                fund=item.label,
                whole=whole.money(),
                parts=item.right_label.replace(" + ", "与").replace("由它", "由其"),
                spent=Number(item.right, spent).money(),
                gap=Number(item.gap, (*item.places[:1], *spent)).money(),
                why=because(f, ClosedFinding.reason, row, opening="原因是"),
            )


def _spent_of(code: str) -> Iterator[FigureRef]:
    """Yield the figures that what was spent of a budget is worked out from."""
    if code == "general":
        yield quantity(Basic.total).this.at()
    yield projects_sum("outturn", code).at()


RECONCILING = (explained_difference,)


# Chapter one, second part: what was spent in all, by nature, by project and by budget.


PERSONNEL = ("301", "303")
OPERATING = ("302", "307", "310", "399")


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
    amount = figured(f, total_spending).money()
    if _is_nothing(f, *_years(ProjectTotals.total)):
        return template(
            "{year}部门整体支出{total}，均为基本支出{change}；{none}无项目支出。{new}",
            year=year(f),
            total=amount,
            change=with_change(f, Basic.total),
            none="本年与上年均" if has_last_year(f) else "",
            new=_no_last_year(f),
        )
    return template(
        "{year}部门整体支出{total}{change}。{basic}；{projects}。{new}",
        year=year(f),
        total=amount,
        change=_total_change(f),
        basic=concat("其中：", _half(f, Basic.total)),
        projects=_half(f, ProjectTotals.total),
        new=_no_last_year(f),
    )


def _years(amounts: Amounts) -> tuple[Figure, Figure]:
    figures = quantity(amounts)
    return figures.this, figures.last


def _is_nothing(f: Facts, this: Figure, last: Figure) -> bool:
    """Return whether there was nothing, and nothing last year where there was one."""
    return is_none(f, this) and (is_none(f, last) or not has_last_year(f))


def _no_last_year(f: Facts) -> Spans:
    if has_last_year(f):
        return ()
    sentence = "上年无可比数据，本报告各项支出不与上年比较。"
    return (own_name(f), Span(sentence, SpanKind.TYPED, (Unit.last_year.at(),)))


def _total_change(f: Facts) -> Spans:
    """Return how the total stands to last year, where both halves of last year are known."""
    change = less(f[total_spending], f[total_spending_last])
    if change is None or not has_last_year(f):
        return ()
    refs = (total_spending.at(), total_spending_last.at())
    rate = Number(share(change, f[total_spending_last]), refs)
    return concat("，", moved(Number(change, refs), rate))


def _half(f: Facts, amounts: Amounts) -> Spans:
    """Return one half of the spending, with its share of the whole and its change."""
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
    """Return an amount with its change and its items; items behind a reason would read as its own."""
    none = is_none(f, quantity(amounts).this)
    items = () if none else listed_items(f, classes)
    sentence = (
        f"无{amounts.label}" if none else concat(amounts.label, amount_of(f, amounts).money())
    )
    change = with_change(f, amounts)
    if not items:
        return concat(sentence, change)
    listed = concat("包括" if _is_whole(f, amounts, classes) else "主要包括", items)
    if reasoned(f, amounts):
        return concat(sentence, "（", listed, "）", change)
    return concat(sentence, change, "，", listed)


def _is_whole(f: Facts, amounts: Amounts, classes: tuple[str, ...]) -> bool:
    """Return whether the items come to the amount, so that they are all it consists of."""
    rows = [row for row in f.rows(EconomicItem) if (f[EconomicItem.category, row] or "") in classes]
    return added(f[EconomicItem.this, row] for row in rows) == f[quantity(amounts).this]


@sentence("overview.budgets")
def budgets(f: Facts, _row: int) -> Spans:
    """The same money by budget, what there is first; a difference stands there until closed."""
    if _is_nothing(f, total_spending, total_spending_last) and is_none(f, FUND_TOTALS["outturn"]):
        return open_difference(f)
    none = [fund for fund in FUNDS.values() if is_none(f, fund.stages["outturn"])]
    clauses = [_by_budget(f, fund) for fund in FUNDS.values() if fund not in none]
    lacking = join((fund.label for fund in none if fund.code not in SIDE_FUNDS), "、")
    funds = join((*clauses, concat("无", lacking, "支出") if lacking else ()), "，")
    return concat("按资金来源分：", funds, "。", open_difference(f))


def _by_budget(f: Facts, fund: Fund) -> Spans:
    outturn = stage_of(f, fund, "outturn")
    if fund.code in SIDE_FUNDS and not outturn.value:
        return ()
    return concat(f"{fund.label}支出", outturn.money())


@sentence("overview.scope")
def scope(f: Facts, _row: int) -> Spans:
    """What the money went into and whom it reached, in the clerk's words."""
    scope = text_of(f, OverviewTexts.spending_scope)
    bare = words(scope).startswith(("用于", "主要用于"))
    return concat("资金", scope) if bare else scope


SPENDING = (total, basic_overview, budgets, scope)

"""The sentences on the unit: organisation, people, duties, performance, problems."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.document.chapters_money import explained_difference
from pingkou_gui.document.phrases import (
    Span,
    SpanKind,
    because,
    concat,
    doubtful,
    figured,
    has_last_year,
    join,
    join_names,
    missing,
    moved,
    own_name,
    paragraphs,
    phrase_of,
    sentence,
    template,
    text_of,
    text_or_missing,
    typed,
    with_unit,
    words,
    year,
)
from pingkou_gui.form.pages.overview import Duty, KeyWork, Organisation, OverviewTexts, Staff
from pingkou_gui.form.pages.problems import Closing, Problem
from pingkou_gui.form.pages.scoring import Analysis
from pingkou_gui.form.values import Place
from pingkou_gui.report.check_rules import differs
from pingkou_gui.report.figures import headcount_change, staff_control_rate
from pingkou_gui.report.figures_funds import FUND_TOTALS, execution_rate, reconciliation_gap
from pingkou_gui.report.scores import grade, total_score

if TYPE_CHECKING:
    from pingkou_gui.document.phrases import Number, Spans
    from pingkou_gui.form.field import Field
    from pingkou_gui.report.facts import Facts


# Chapter one: offices and institutions, people, duties, and the work of the year.


_KINDS = {
    "party_government": "内设党政机构",
    "public_institution": "事业单位",
    "other": "另设机构",
}


def _of_kind(f: Facts, kind: str | None) -> tuple[int, ...]:
    return tuple(row for row in f.rows(Organisation) if f[Organisation.kind, row] == kind)


def _group(f: Facts, kind: str) -> Spans:
    """Return 内设党政机构7个，分别是…; the count is what is listed, never typed."""
    rows = _of_kind(f, kind)
    if not rows:
        return ()
    alone = kind == "public_institution" and not _of_kind(f, "party_government")
    kind_named = f"下设{_KINDS[kind]}" if alone else _KINDS[kind]
    fields = (Organisation.name, Organisation.kind)
    places = tuple(field.at(row) for row in rows for field in fields)
    return template(
        "{kind}{count}个，{verb}{names}",
        kind=kind_named,
        count=Span(str(len(rows)), SpanKind.DERIVED, places),
        verb="分别是" if len(rows) > 1 else "即",
        names=join_names(typed(f, Organisation.name, row) for row in rows),
    )


def _unsorted(f: Facts) -> Spans:
    """Return the offices whose kind is not chosen, each with its placeholder."""
    return join(
        concat(typed(f, Organisation.name, row), missing("机构类别", Organisation.kind.at(row)))
        for row in _of_kind(f, None)
    )


def _rank(f: Facts) -> Spans:
    """Return ；以上机构均为正股级 of several, ，为正股级 of one."""
    rank = phrase_of(f, Staff.rank)
    if not rank:
        return ()
    text = rank[0].text.removeprefix("以上").removeprefix("机构")
    many = len(f.rows(Organisation)) > 1
    if text.startswith("均"):
        ranks = replace(rank[0], text=text if many else text.removeprefix("均"))
        return concat("；以上机构" if many else "，", ranks)
    if text.startswith(("为", "系", "规格")):
        return concat("，", rank)
    return concat("；" if many else "，", "机构规格为", rank)


@sentence("overview.organisation")
def organisation(f: Facts, _row: int) -> Spans:
    """The offices by kind with their counts, and their rank."""
    if not f.rows(Organisation):
        gap = missing("内设机构的名称和类别", Place(Organisation.key, 0, Organisation.name.name))
        return concat(gap, "。")
    groups = join((*(_group(f, kind) for kind in _KINDS), _unsorted(f)), "；")
    return template(
        "根据机构编制批复，{unit}{groups}{rank}。", unit=own_name(f), groups=groups, rank=_rank(f)
    )


@sentence("overview.staff")
def staff(f: Facts, _row: int) -> Spans:
    """Posts, people at the end of the year, how that stands to the year before, and the rate."""
    rate = figured(f, staff_control_rate)
    return template(
        "{unit}核定编制{posts}{kinds}，{year}末实有在职人员{people}{change}{rate}{others}。",
        unit=own_name(f),
        posts=with_unit(typed(f, Staff.establishment), "名"),
        kinds=_post_kinds(f),
        year=year(f),
        people=with_unit(typed(f, Staff.headcount), "人"),
        change=_headcount_change(f),
        rate=template("；在职人员控制率{rate}", rate=rate.percent())
        if rate.value is not None
        else "",
        others=_others(f),
    )


def _counted(f: Facts, field: Field[int], name: str, unit: str) -> Spans:
    """Return 行政编制40名; nothing where it is blank or none."""
    return concat(name, typed(f, field), unit) if f[field] else ()


def _post_kinds(f: Facts) -> Spans:
    """Return （其中行政编制40名、事业编制56名）, as far as they were filled in."""
    kinds = ((Staff.civil_posts, "行政编制"), (Staff.institution_posts, "事业编制"))
    for field, name in kinds:
        if f[field] and f[field] == f[Staff.establishment]:
            return (Span(f"（均为{name}）", SpanKind.DERIVED, (field.at(),)),)
    known = join(_counted(f, field, name, "名") for field, name in kinds)
    return template("（其中{kinds}）", kinds=known) if known else ()


def _others(f: Facts) -> Spans:
    """Return ；另有离退休人员12人、编外人员18人, as far as they were filled in."""
    kinds = ((Staff.retired, "离退休人员"), (Staff.contract_staff, "编外人员"))
    known = join(_counted(f, field, name, "人") for field, name in kinds)
    return concat("；另有", known) if known else ()


def _headcount_change(f: Facts) -> Spans:
    if f[Staff.headcount] is None or not has_last_year(f):
        return ()
    if f[Staff.headcount_last] is None:
        return template("，上年末为{last}", last=typed(f, Staff.headcount_last))
    change = figured(f, headcount_change)
    movement = moved(change, None, base="上年末", unit="人", places=0)
    why = because(f, Staff.headcount_reason) if change.value else ()
    return concat("，", join((movement, why), "，"))


@sentence("overview.duty", Duty)
def duty(f: Facts, row: int) -> Spans:
    """Return a duty as the unit wrote it, a placeholder where its row is blank."""
    return text_or_missing(f, Duty.text, row)


@sentence("overview.no_duties")
def no_duties(f: Facts, _row: int) -> Spans:
    """The placeholder for duties of which none is listed."""
    if f.rows(Duty):
        return ()
    return concat(missing("主要职能", Place(Duty.key, 0, Duty.text.name)), "。")


@sentence("overview.overall")
def overall(f: Facts, _row: int) -> Spans:
    """The year in one paragraph; the work of the year follows it."""
    return text_of(f, OverviewTexts.overall, leads=bool(f.rows(KeyWork)))


@sentence("overview.key_work_title", KeyWork)
def key_work_title(f: Facts, row: int) -> Spans:
    """The title of a piece of work."""
    return phrase_of(f, KeyWork.title, row) or (typed(f, KeyWork.title, row),)


@sentence("overview.key_work", KeyWork)
def key_work(f: Facts, row: int) -> Spans:
    """What was done and what came of it; work of the second level may follow."""
    return text_of(f, KeyWork.text, row, leads=_has_work_below(f, row))


def _has_work_below(f: Facts, row: int) -> bool:
    rows = f.rows(KeyWork)
    after = rows[rows.index(row) + 1 :][:1] if row in rows else ()
    level, below = f[KeyWork.level, row], (f[KeyWork.level, each] for each in after)
    return level != "2" and "2" in below


@sentence("overview.no_key_work")
def no_key_work(f: Facts, _row: int) -> Spans:
    """The placeholder for work of which none is listed."""
    if f.rows(KeyWork):
        return ()
    return concat(missing("年度重点工作", Place(KeyWork.key, 0, KeyWork.title.name)), "。")


ORGANISATION = (
    organisation,
    staff,
    duty,
    no_duties,
    overall,
    key_work_title,
    key_work,
    no_key_work,
)


# Chapter six: how the year's budget was carried out, the four analyses, the score.


@sentence("performance")
def performance(f: Facts, _row: int) -> Spans:
    """What was spent of the budget of the year.

    Where the budgets do not come to what was spent by kind, the totals are told as theirs.
    """
    budget, outturn = (figured(f, FUND_TOTALS[stage]) for stage in ("full_year", "outturn"))
    gap = f[reconciliation_gap]
    if budget.value == outturn.value == 0:
        return concat(year(f), "没有安排预算，也没有支出。")
    apart = gap is not None and differs(gap, Decimal(0))
    clauses = (
        concat(year(f), "各项预算全年预算合计" if apart else "全年预算", budget.money()),
        _spent(outturn, "全年执行合计" if apart else "全年执行"),
        _rate(f),
    )
    return concat(join(clauses, "，"), "。")


def _spent(outturn: Number, name: str) -> Spans:
    return concat("全年无支出") if outturn.value == 0 else concat(name, outturn.money())


def _rate(f: Facts) -> Spans:
    rate = figured(f, execution_rate)
    if rate.value is not None:
        return concat("预算执行率", rate.percent())
    if f[FUND_TOTALS["full_year"]] is not None and f[FUND_TOTALS["outturn"]]:
        return (doubtful("全年预算为0，算不出预算执行率", execution_rate.at()),)
    return ()


@sentence("performance.economy")
def economy(f: Facts, _row: int) -> Spans:
    """Costs kept within the budget."""
    return text_or_missing(f, Analysis.economy)


@sentence("performance.efficiency")
def efficiency(f: Facts, _row: int) -> Spans:
    """Work done in time and well."""
    return text_or_missing(f, Analysis.efficiency)


@sentence("performance.effectiveness")
def effectiveness(f: Facts, _row: int) -> Spans:
    """What the money brought about."""
    return text_or_missing(f, Analysis.effectiveness)


@sentence("performance.sustainability")
def sustainability(f: Facts, _row: int) -> Spans:
    """Whether it will last."""
    return text_or_missing(f, Analysis.sustainability)


@sentence("performance.result")
def result(f: Facts, _row: int) -> Spans:
    """The total score of 附件2 and the grade it gives."""
    score = figured(f, total_score)
    return template(
        "{year}部门整体支出绩效自评得分{score}（满分100分）{grade}。",
        year=year(f),
        score=with_unit(score.span(), "分"),
        grade=_grade(f, score),
    )


def _grade(f: Facts, score: Number) -> Spans:
    if score.value is None:
        return ()
    return concat("，等级为", Span(grade(f), SpanKind.DERIVED, score.refs))


PERFORMANCE = (performance, economy, efficiency, effectiveness, sustainability, result)


# Chapters seven to ten: problems with their measures, use of the results, remarks.


@sentence("problems.name", Problem)
def problem_name(f: Facts, row: int) -> Spans:
    """A problem in one line."""
    return phrase_of(f, Problem.name, row) or (typed(f, Problem.name, row),)


_CAUSES = ("主要原因是", "原因主要是", "主要原因在于")


@sentence("problems", Problem)
def problem(f: Facts, row: int) -> Spans:
    """What it looks like, and where it comes from."""
    rows = f.rows(Problem)
    opening = _CAUSES[rows.index(row) % len(_CAUSES)] if row in rows else _CAUSES[0]
    cause = concat(because(f, Problem.cause, row, opening=opening), "。")
    return concat(text_of(f, Problem.detail, row), cause)


@sentence("measures.name", Problem)
def measure_name(f: Facts, row: int) -> Spans:
    """The measure against a problem, in one line."""
    return phrase_of(f, Problem.measure, row) or (typed(f, Problem.measure, row),)


@sentence("measures", Problem)
def measure(f: Facts, row: int) -> Spans:
    """What will be done."""
    return text_of(f, Problem.measure_detail, row)


@sentence("problems.none")
def no_problem(f: Facts, _row: int) -> Spans:
    """The placeholder for problems of which none is listed."""
    if f.rows(Problem):
        return ()
    return concat(missing("存在的问题及原因", Place(Problem.key, 0, Problem.name.name)), "。")


@sentence("measures.none")
def no_measure(f: Facts, _row: int) -> Spans:
    """The placeholder for measures of which none is listed."""
    if f.rows(Problem):
        return ()
    return concat(missing("改进措施", Place(Problem.key, 0, Problem.measure.name)), "。")


@sentence("application")
def application(f: Facts, _row: int) -> Spans:
    """What the results will be used for, and how they were made public."""
    return paragraphs(
        (
            text_or_missing(f, Closing.application),
            text_or_missing(f, Closing.disclosure),
        )
    )


@sentence("remarks")
def remarks(f: Facts, _row: int) -> Spans:
    """Whatever else has to be said; a difference that was closed is explained here."""
    explained = explained_difference(f)
    own = text_of(f, Closing.remarks) if explained else text_or_missing(f, Closing.remarks)
    nothing = bool(explained) and words(own) == "无。"
    return paragraphs((explained, () if nothing else own))


PROBLEMS = (
    problem_name,
    problem,
    measure_name,
    measure,
    no_problem,
    no_measure,
    application,
    remarks,
)

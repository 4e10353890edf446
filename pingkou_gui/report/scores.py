"""Scores: of each indicator, of budget execution, in total; the score sheet and what is open in it."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from pingkou_gui.form.field import Amounts
from pingkou_gui.form.form import names_of
from pingkou_gui.form.kinds import grouped, rounded
from pingkou_gui.form.pages.basic_spending import Basic, Conferences, Control, ThreePublic
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.form.pages.scoring import Indicator, bare_name
from pingkou_gui.form.values import SINGLE, gives_no_reason, says_nothing
from pingkou_gui.report.check_rules import shortened, with_reasons
from pingkou_gui.report.facts import Figure, figure
from pingkou_gui.report.figures import (
    added,
    quantity,
    staff_control_rate,
    three_public_budget_change_rate,
)
from pingkou_gui.report.figures_funds import FUND_TOTALS, execution_rate, project_execution_rate
from pingkou_gui.report.findings import Finding, QuickFix, Severity
from pingkou_gui.report.indicators import (
    JudgedBy,
    Verdict,
    example_of_actual,
    judge,
    parse_measure,
    requirement_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.form.field import Field
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.scheme.scheme import Band


# Scores: of each indicator, of the execution of the budget, and in total, to 0.01 points.


IndicatorSection = type[Indicator] | type[ProjectIndicator]

HUNDRED = Decimal(100)
ZERO = Decimal(0)
_RULE = "绩效自评表填表说明：完成得满分，未完成按完成比例得分，得分不超过分值"
_EXECUTION = "绩效自评表填表说明：得分 = 执行率 × 分值，最多得满分"
_MARKS = re.compile(r"[\s“”\"'（）()]")

BACKED: dict[str, Figure | None] = {
    "预算执行率": execution_rate,
    "在职人员控制率": staff_control_rate,
    "财政供养人员控制率": staff_control_rate,
    "三公经费控制率": quantity(ThreePublic.total).budget_rate,
    "三公经费变动率": three_public_budget_change_rate,
    "公用经费控制率": quantity(Basic.operating).budget_rate,
    "政府采购执行率": quantity(Control.procurement).budget_rate,
}
"""Indicators whose actual value the report already has, by their names without marks."""


@lru_cache(maxsize=1024)
def _bare(name: str) -> str:
    return _MARKS.sub("", name)


_THRIFTY = (*ThreePublic.lines, *Conferences.lines, Basic.operating, Basic.personnel)
SPENT: dict[str, Figure] = {
    _bare(name): quantity(amounts).this
    for amounts in _THRIFTY
    if isinstance(amounts, Amounts)
    for name in names_of(amounts)
}
"""Amounts that an indicator of that name sets a ceiling for, in 万元."""
_SCORE_CEILINGS = ("≤", "<")


def backing(section: IndicatorSection, name: str) -> Figure | None:
    """Return the figure that an indicator of that name takes its actual value from."""
    bare = _bare(name)
    if section is ProjectIndicator:
        return project_execution_rate if bare == "预算执行率" else None
    return BACKED.get(bare)


def actual_of(f: Facts, section: IndicatorSection, row: int) -> str:
    """Return the actual value of an indicator: as typed, else that of its figure, `92.00%`."""
    typed = f[section.actual, row]
    if typed is not None:
        return typed
    item = backing(section, f[section.name, row] or "")
    value = None if item is None else f[item, _row_of(f, item, section, row)]
    return _spent(f, section, row) if value is None else f"{rounded(value, 2)}%"


def _spent(f: Facts, section: IndicatorSection, row: int) -> str:
    """Return the amount spent of what an indicator of the unit sets a ceiling for in 万元."""
    target = f[section.target, row] or ""
    if section is ProjectIndicator or "万元" not in target:
        return ""
    code = f[section.requirement, row] or requirement_of(target).code
    name = f[section.name, row] or ""
    item = SPENT.get(_bare(name).removesuffix("支出")) if code in _SCORE_CEILINGS else None
    value = None if item is None else f[item]
    return "" if value is None else f"{rounded(value, 2)}万元"


def _row_of(f: Facts, item: Figure, section: IndicatorSection, row: int) -> int:
    if not item.section:
        return SINGLE
    row_list = f.report.row_list_of(section.key, row)
    return SINGLE if row_list is None else row_list.parent


def verdict(f: Facts, section: IndicatorSection, row: int) -> Verdict:
    """Return how the actual value of an indicator stands to its target."""
    return f.cached(("verdict", section.key, row), lambda: _verdict(f, section, row))


def _verdict(f: Facts, section: IndicatorSection, row: int) -> Verdict:
    target, year = f[section.target, row] or "", f[Unit.year]
    return judge(_chosen(f, section, row), target, actual_of(f, section, row), year)


def _chosen(f: Facts, section: IndicatorSection, row: int) -> str:
    """Return the requirement chosen; a cost is a ceiling before one is."""
    cost = "成本" in (f[section.level2, row] or "")
    return f[section.requirement, row] or ("≤" if cost else "")


def example_for(f: Facts, section: IndicatorSection, row: int) -> str:
    """Return how the actual of an indicator may be written, empty where no target tells."""
    asked = f[section.requirement, row] or ""
    return example_of_actual(asked, f[section.target, row] or "", f[Unit.year])


def score_of(f: Facts, section: IndicatorSection, row: int) -> Decimal | None:
    """Return the score of an indicator, between 0 and its points; None where it is open.

    It is computed where target and actual tell it. Typed scores count for qualitative
    indicators, where the words leave it open, for a deadline that was missed, and where the clerk
    keeps hers against the rule and has written why.
    """
    return f.cached(("score", section.key, row), lambda: _score_of(f, section, row))


def _score_of(f: Facts, section: IndicatorSection, row: int) -> Decimal | None:
    ruled = ruled_score(f, section, row)
    beside = _typed_beside(f, section, row, ruled)
    if beside is None:
        return ruled
    kept = with_reasons(f, (_two_scores(f, section, row, *beside),))
    return ruled if kept[0].open else rounded(beside[0], 2)


def ruled_score(f: Facts, section: IndicatorSection, row: int) -> Decimal | None:
    """Return the score of an indicator without one that is kept against the rule."""
    return f.cached(("ruled", section.key, row), lambda: _ruled_score(f, section, row))


def _ruled_score(f: Facts, section: IndicatorSection, row: int) -> Decimal | None:
    points, found = f[section.points, row], verdict(f, section, row)
    if points is None or found.how is JudgedBy.BLANK:
        return None
    typed = f[section.score, row]
    if typed is not None and _may_be_typed(found):
        return rounded(min(typed, points), 2)
    if not found.known:
        return None
    return min(points, rounded(points * found.top / found.bottom, 2))


def _may_be_typed(found: Verdict) -> bool:
    return not found.known or (found.how is JudgedBy.ZERO and found.by_day)


def _score(section: IndicatorSection, key: str) -> Figure:
    named = section.key
    words = f"{{{named}.points}} × 完成比例（目标 {{{named}.target}}，实际 {{{named}.actual}}）"
    return Figure(
        key, "得分", "分", words, _RULE, lambda f, row: score_of(f, section, row), section.key
    )


indicator_score = _score(Indicator, "indicator_score")
project_indicator_score = _score(ProjectIndicator, "project_indicator_score")


def _earned(f: Facts, rate: Decimal | None) -> Decimal | None:
    """Return the points of an execution rate in per cent, at most all of them."""
    if rate is None:
        return None
    points = f.scheme.execution
    return max(ZERO, min(points, rounded(points * rate / HUNDRED, 2)))


@figure(
    "execution_points",
    "预算执行得分",
    unit="分",
    words="分值 × {execution_rate}，最多得满分",
    source=_EXECUTION,
)
def execution_points(f: Facts, _row: int) -> Decimal | None:
    """The points for carrying out the budget; None where the full-year budget is zero."""
    return _earned(f, f[execution_rate])


@figure(
    "project_execution_points",
    "预算执行得分",
    unit="分",
    words="分值 × {project_execution_rate}，最多得满分",
    source=_EXECUTION,
    section=Project.key,
)
def project_execution_points(f: Facts, row: int) -> Decimal | None:
    """A project's points for carrying out its budget; None where that is zero."""
    return _earned(f, f[project_execution_rate, row])


def _points(f: Facts, section: IndicatorSection, rows: tuple[int, ...]) -> Decimal | None:
    """Return the points of the execution row and of all indicators together."""
    if not rows:
        return None
    return added((f.scheme.execution, *f.column(section.points, rows)))


@figure(
    "points_sum",
    "分值合计",
    unit="分",
    words="预算执行分值 + 各指标分值",
    source="绩效自评表总分 100 分",
)
def points_sum(f: Facts, _row: int) -> Decimal | None:
    """The points of 附件2 with 预算执行; None where one is missing or there is no indicator."""
    return _points(f, Indicator, f.rows(Indicator))


@figure(
    "project_points_sum",
    "分值合计",
    unit="分",
    words="预算执行分值 + 各指标分值",
    source="绩效自评表总分 100 分",
    section=Project.key,
)
def project_points_sum(f: Facts, row: int) -> Decimal | None:
    """The points of a project's 附件3 with 预算执行."""
    return _points(f, ProjectIndicator, f.rows(ProjectIndicator, row))


@figure(
    "total_score",
    "自评得分",
    unit="分",
    words="{execution_points} + 各指标得分",
    source="绩效自评表：总分为预算执行与各指标得分之和",
)
def total_score(f: Facts, _row: int) -> Decimal | None:
    """All scores of 附件2; None while one is open or the points do not come to 100."""
    if f[points_sum] != HUNDRED:
        return None
    return added((f[execution_points], *(f[indicator_score, r] for r in f.rows(Indicator))))


@figure(
    "project_total_score",
    "自评得分",
    unit="分",
    words="{project_execution_points} + 各指标得分",
    source="项目支出绩效自评表：总分为预算执行与各指标得分之和",
    section=Project.key,
)
def project_total_score(f: Facts, row: int) -> Decimal | None:
    """All scores of a project's 附件3; None while one is open or the points are not 100."""
    if f[project_points_sum, row] != HUNDRED:
        return None
    rows = f.rows(ProjectIndicator, row)
    scores = (f[project_indicator_score, inner] for inner in rows)
    return added((f[project_execution_points, row], *scores))


SCORE_FIGURES = (
    indicator_score,
    project_indicator_score,
    execution_points,
    project_execution_points,
    points_sum,
    project_points_sum,
    total_score,
    project_total_score,
)


# The score sheet summed up: by first level, points in all, and the grade.


EXECUTION = "预算执行"


class GroupScore(NamedTuple):
    """A first level: what its indicators earned of what they can earn."""

    level: str
    score: Decimal | None
    """None while a score in it is open, or where it has no indicator."""
    points: Decimal
    """The points given to its indicators so far."""
    expected: Decimal | None
    """What the scheme gives the level; None for a level that the scheme does not have."""
    so_far: Decimal = ZERO
    """The scores that are there already."""
    rows: tuple[int, ...] = ()


def group_scores(f: Facts) -> tuple[GroupScore, ...]:
    """Return 预算执行, then the first levels of 附件2 as the scheme has them, others last."""
    rows = f.rows(Indicator)
    return (_execution(f, f[execution_points]), *_groups(f, Indicator, rows))


def project_group_scores(f: Facts, row: int) -> tuple[GroupScore, ...]:
    """Return the same of a project's 附件3."""
    rows = f.rows(ProjectIndicator, row)
    earned = f[project_execution_points, row]
    return (_execution(f, earned), *_groups(f, ProjectIndicator, rows))


def _execution(f: Facts, earned: Decimal | None) -> GroupScore:
    points = f.scheme.execution
    return GroupScore(EXECUTION, earned, points, points, earned or ZERO)


def _groups(f: Facts, section: IndicatorSection, rows: tuple[int, ...]) -> Iterator[GroupScore]:
    levels = {bare_name(level.name): level for level in f.scheme.levels}
    members: dict[str, list[int]] = {name: [] for name in levels}
    for row in rows:
        members.setdefault(bare_name(f[section.level1, row] or ""), []).append(row)
    for name, inner in members.items():
        level = levels.get(name)
        title = level.name if level else name or "未填一级指标"
        expected = level.points if level else None
        yield _group(f, section, title, expected, tuple(inner))


def _group(
    f: Facts, section: IndicatorSection, title: str, expected: Decimal | None, rows: tuple[int, ...]
) -> GroupScore:
    figure = indicator_score if section is Indicator else project_indicator_score
    scores = [f[figure, row] for row in rows]
    points = sum((f[section.points, row] or ZERO for row in rows), ZERO)
    so_far = sum((score or ZERO for score in scores), ZERO)
    return GroupScore(title, added(scores), points, expected, so_far, rows)


def points_total(f: Facts) -> Decimal:
    """Return the points given so far in 附件2, 预算执行 included; 100 when it is right."""
    return sum((group.points for group in group_scores(f)), ZERO)


def project_points_total(f: Facts, row: int) -> Decimal:
    """Return the same of a project's 附件3."""
    return sum((group.points for group in project_group_scores(f, row)), ZERO)


def grade(f: Facts) -> str:
    """Return the grade of the unit, empty while there is no total."""
    return _grade(f, f[total_score])


def project_grade(f: Facts, row: int) -> str:
    """Return the grade of a project, empty while there is no total."""
    return _grade(f, f[project_total_score, row])


def _grade(f: Facts, score: Decimal | None) -> str:
    return "" if score is None else f.scheme.grade(score)


# What is not in order on the score sheet, as plain questions; the checks put them in words.


_NUMBERS = ("=", "≥", "≤", ">", "<")
_OPEN_CEILINGS: tuple[str | None, ...] = ("≤", "<", "before")


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
    asked = requirement_of(target or "").code or _chosen(f, section, row)
    score = score_of(f, section, row)
    if found.reached is False:
        return Deviation.LATE if found.by_day else _MISSED[found.side]
    if points is not None and score is not None and score < points:
        return Deviation.LOST
    if asked not in _OPEN_CEILINGS and found.over > f.scheme.threshold("far_above_target"):
        return Deviation.FAR_OVER
    return None


def lacks_reason(f: Facts, section: IndicatorSection, row: int) -> Deviation | None:
    """Return the deviation that has no reason beside it; a bare number is none."""
    reason = f[section.reason, row]
    return None if reason and not gives_no_reason(reason) else deviation(f, section, row)


_SHARE_OF_ALL = re.compile(
    "(?:满意|合格|优良|达标|知晓|覆盖|普及|参与|出勤|入学|成活|完好|准确|正确|及时|准时|按时|按期|办结|通过|公开)"
    "[^增降升提]{0,4}[率度面]$"
)
"""Rates of those that have a quality among all that there are: none is above 100 %.

完成率, 执行率, 到位率 and 增长率 are of a plan or of an earlier year, and may be.
"""


def above_the_whole(f: Facts, section: IndicatorSection, row: int) -> Field[Any] | None:
    """Return the target or actual that says more than 100 % of a rate which cannot be more."""
    name = re.sub(_ASIDE, "", f[section.name, row] or "").strip()
    if not _SHARE_OF_ALL.search(name):
        return None
    fields: tuple[Field[Any], ...] = (section.target, section.actual)
    measures = [(each, parse_measure(requirement_of(f[each, row] or "").rest)) for each in fields]
    in_percent = any(found is not None and found.unit == "%" for _, found in measures)
    above = (
        each
        for each, found in measures
        if in_percent and found is not None and found.unit in ("", "%") and found.high > HUNDRED
    )
    return next(above, None)


_ASIDE = "[（(][^（）()]*[）)]"
_SAYS_NONE = re.compile("(?:无|没有|未发生|不存在|已|按|均|全部|全面|超额|完成)")
"""How words begin that tell of no deviation: 无偏差, 已完成, 按计划完成."""


def explains_nothing(f: Facts, section: IndicatorSection, row: int) -> bool:
    """Return whether a reason stands beside all of the points where nothing strays from its target.

    What is better than its target, if not by far, may be explained.
    """
    reason, score = f[section.reason, row], score_of(f, section, row)
    if reason is None or says_nothing(reason) or _SAYS_NONE.match(reason.strip()):
        return False
    full = score is not None and score == f[section.points, row]
    strays = deviation(f, section, row) is not None or verdict(f, section, row).over > 0
    return full and not strays


def above_points(f: Facts, section: IndicatorSection, row: int) -> bool:
    """Return whether a score was typed that is higher than the points."""
    typed, points = f[section.score, row], f[section.points, row]
    return typed is not None and points is not None and typed > points


def indicator_called(f: Facts, section: IndicatorSection, row: int) -> str:
    """Return what a sentence calls an indicator."""
    name = f[section.name, row]
    return "这条指标" if name is None else f"“{quotable(shortened(name, 10))}”"


def quotable(name: str) -> str:
    """Return a name to be quoted: the quotes of its own are single ones."""
    return name.translate({ord("“"): "‘", ord("”"): "’"})


KEPT_WITH_REASON = "scores_follow_from_values"
"""The check whose finding a written reason closes: the typed score counts from then on."""


def score_beside_rule(f: Facts, section: IndicatorSection, row: int) -> Finding | None:
    """Return that a score was typed which is not the rule's: one of both is to be chosen.

    A written reason keeps the typed one; until then the rule's is taken.
    """
    ruled = ruled_score(f, section, row)
    beside = _typed_beside(f, section, row, ruled)
    return None if beside is None else _two_scores(f, section, row, *beside)


def _typed_beside(
    f: Facts, section: IndicatorSection, row: int, ruled: Decimal | None
) -> tuple[Decimal, Decimal] | None:
    """Return the score that was typed and the rule's where they are two, else None."""
    if ruled is None:
        return None
    typed = f[section.score, row]
    if typed is None or typed == ruled or typed > (f[section.points, row] or ZERO):
        return None
    return typed, ruled


def _two_scores(
    f: Facts, section: IndicatorSection, row: int, typed: Decimal, ruled: Decimal
) -> Finding:
    name, score = indicator_called(f, section, row), section.score.at(row)
    return Finding(
        KEPT_WITH_REASON,
        Severity.ERROR,
        f"{name}得分填 {typed}，按规则是 {ruled}，选一个",
        (score, section.actual.at(row)),
        f"填 {typed}；{_ruled_words(f, row, section)}",
        fixes=(QuickFix(f"按规则 {ruled}", score, ""),),
        advice=f"要用 {typed}，在“检查”里写原因",
    )


def is_unclear(f: Facts, section: IndicatorSection, row: int) -> str:
    """Return why target and actual cannot be compared, empty where they can."""
    found = verdict(f, section, row)
    return found.note or found.how.value if found.how is JudgedBy.UNCLEAR else ""


def is_no_number(f: Facts, section: IndicatorSection, row: int) -> bool:
    """Return whether the actual is words beside a target that is a number."""
    return verdict(f, section, row).no_number


def actual_in_figures(f: Facts, section: IndicatorSection, row: int) -> str:
    """Return the number that the words of an actual say, as it would be typed; empty for none."""
    return verdict(f, section, row).meant


def needs_typed_score(f: Facts, section: IndicatorSection, row: int) -> bool:
    """Return whether the clerk has to give the score, and has not."""
    open_ones = (JudgedBy.TYPED, JudgedBy.UNCLEAR)
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
    return is_execution_row(f[section.level1, row] or "", f[section.name, row] or "")


def is_execution_row(level1: str, name: str) -> bool:
    """Return whether a row of indicators is the one of the execution of the whole budget.

    Its first level says so, or its name where it has none; below another level it is an
    indicator as any.
    """
    if level1:
        return bare_name(level1).startswith(EXECUTION)
    return _EXECUTION_NAMES.fullmatch(_bare(name)) is not None


_EXECUTION_NAMES = re.compile(f"(?:部门|年度|全年|整体|总体)*{EXECUTION}(?:率|情况|进度)?")


def band(f: Facts, section: IndicatorSection, row: int) -> Band | None:
    """Return the band that the score of a qualitative indicator lies in."""
    points, score = f[section.points, row], score_of(f, section, row)
    if not points or score is None or verdict(f, section, row).how is not JudgedBy.TYPED:
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


# How a score came about, in one line: `9.68 = 10 × 92 ÷ 95`.


def score_words(f: Facts, row: int, section: IndicatorSection = Indicator) -> str:
    """Return how the score of an indicator came about, or why it is open."""
    words, score = _ruled_words(f, row, section), score_of(f, section, row)
    if score is None or score == ruled_score(f, section, row):
        return words
    return f"{grouped(score, 2)} 为手填，写了原因；按规则 {words}"


def _ruled_words(f: Facts, row: int, section: IndicatorSection) -> str:
    """Return how the score by the rule comes about, or why it is open."""
    points, score = f[section.points, row], ruled_score(f, section, row)
    found = verdict(f, section, row)
    if points is None:
        return "分值没有填"
    if found.how in (JudgedBy.UNCLEAR, JudgedBy.TYPED) or (found.how is JudgedBy.ZERO and score):
        return _typed(found.note or found.how.value, written=score is not None)
    if found.how is JudgedBy.PROPORTION and score is not None:
        top, bottom = grouped(found.top, 0), grouped(found.bottom, 0)
        return f"{grouped(score, 0)} = {grouped(points, 0)} × {top} ÷ {bottom}"
    return str(found.how.value)


def _typed(why: str, *, written: bool) -> str:
    return f"{why}，得分为手填" if written else f"{why}，得分要手填"

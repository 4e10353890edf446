"""Checks of the score sheet: points that give 100, scores that follow, reasons where they are due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.form.pages.funds import General
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.form.values import SINGLE, RowToAdd
from pingkou_gui.report.check_rules import Check, check, row_check, shortened
from pingkou_gui.report.findings import Finding, QuickFix, Severity
from pingkou_gui.report.indicators import requirement_of
from pingkou_gui.report.scores import (
    Deviation,
    above_points,
    above_the_whole,
    actual_in_figures,
    actual_of,
    doubles_execution,
    explains_nothing,
    group_scores,
    indicator_called,
    is_no_number,
    is_unclear,
    lacks_reason,
    needs_typed_score,
    no_budget,
    points_off,
    project_group_scores,
    project_no_budget,
    project_points_off,
    quotable,
    requirement_differs,
    score_beside_rule,
    score_of,
    score_words,
    unknown_level,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from pingkou_gui.form.values import Place
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.report.scores import GroupScore, IndicatorSection

_GROUND = "项目支出绩效评价管理办法（财预〔2020〕10号）：自评满分100分"
_METHOD = "部门整体支出绩效自评表填报说明"


def _project(f: Facts, row: int) -> str:
    name = f[Project.name, row]
    return "未命名项目" if name is None else f"“{quotable(shortened(name))}”"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def has_blank_points(f: Facts, section: IndicatorSection, parent: int = 0) -> bool:
    """Return whether points are still to be filled in: until then too few are no fault."""
    return any(f.raw(section.points, row) is None for row in f.rows(section, parent))


@check("points_give_a_hundred", "分值合计 100 分", "POINTS", ground=_GROUND)
def points_give_a_hundred(f: Facts) -> Iterator[Finding]:
    """All points of 附件2, 预算执行 included, come to 100, and each level to its share."""
    off = points_off(f)
    if off > 0 or (off < 0 and not has_blank_points(f, Indicator)):
        groups = group_scores(f)
        yield Finding(
            "points_give_a_hundred",
            Severity.ERROR,
            f"附件2分值合计比100分{_off(off)}",
            _points_to_change(f, Indicator, SINGLE, groups, off),
            _points_of(groups, off),
            leads=_level_to_add(Indicator, SINGLE, groups, off),
        )


def _off(off: Decimal) -> str:
    return f"{'多' if off > 0 else '少'} {_plain(abs(off))} 分"


def _uneven(groups: tuple[GroupScore, ...], off: Decimal) -> list[GroupScore]:
    """Return the levels that have too few points, or too many, as the sum has."""
    return [g for g in groups if g.expected is not None and (g.points - g.expected) * off > 0]


def _points_of(groups: tuple[GroupScore, ...], off: Decimal) -> str:
    """Return 产出指标 50/50、满意度指标 0/10, and which levels have no indicator yet."""
    known = (group for group in groups if group.expected is not None)
    parts = "、".join(
        f"{g.level} {_plain(g.points)}/{_plain(g.expected or g.points)}" for g in known
    )
    none = [group.level for group in _uneven(groups, off) if not group.rows and off < 0]
    return f"{parts}；还没有{'、'.join(none)}" if none else parts


def _points_to_change(
    f: Facts, section: IndicatorSection, parent: int, groups: tuple[GroupScore, ...], off: Decimal
) -> tuple[Place, ...]:
    """Return the points of all indicators, those of the levels that are off first."""
    first = [row for group in _uneven(groups, off) for row in group.rows]
    rows = dict.fromkeys((*first, *f.rows(section, parent)))
    return tuple(section.points.at(row) for row in rows)


def _level_to_add(
    section: IndicatorSection, parent: int, groups: tuple[GroupScore, ...], off: Decimal
) -> RowToAdd | None:
    """Return the list that lacks an indicator of a level, None where every level off has some."""
    uneven = _uneven(groups, off)
    return RowToAdd(section.key, parent) if uneven and not any(g.rows for g in uneven) else None


@row_check(
    "project_points_give_a_hundred", Project, "附件3分值合计 100 分", "POINTS", ground=_GROUND
)
def project_points_give_a_hundred(f: Facts, row: int) -> Iterator[Finding]:
    """All points of a project's own sheet come to 100."""
    off = project_points_off(f, row)
    if off > 0 or (off < 0 and not has_blank_points(f, ProjectIndicator, row)):
        groups = project_group_scores(f, row)
        points = _points_to_change(f, ProjectIndicator, row, groups, off)
        yield Finding(
            "project_points_give_a_hundred",
            Severity.ERROR,
            f"{_project(f, row)}附件3分值合计比100分{_off(off)}",
            (*points, Project.name.at(row)),
            _points_of(groups, off),
            leads=_level_to_add(ProjectIndicator, row, groups, off),
        )


@check(
    "execution_has_a_budget",
    "有预算才有执行率",
    "POINTS",
    ground="预算执行率 = 全年执行数 / 全年预算数",
)
def execution_has_a_budget(f: Facts) -> Iterator[Finding]:
    """Without a full-year budget there is no execution rate and no points for it."""
    if no_budget(f):
        yield Finding(
            "execution_has_a_budget",
            Severity.ERROR,
            "全年预算合计为 0，算不出预算执行率",
            (General.full_year.at(),),
        )


def _shortfall(f: Facts, section: IndicatorSection, row: int) -> Iterator[Finding]:
    """Yield a finding where an indicator asks for a reason and has none."""
    found = lacks_reason(f, section, row)
    if found is None or above_the_whole(f, section, row) is not None:
        return
    actual, target = actual_of(f, section, row), f[section.target, row]
    what = f"实际 {actual} {found.value} {target}" if found is not Deviation.LOST else found.value
    yield Finding(
        "deviations_have_a_reason",
        Severity.REMINDER if found is Deviation.FAR_OVER else Severity.ERROR,
        _asked(indicator_called(f, section, row), what, f[section.reason, row]),
        (section.reason.at(row), section.actual.at(row), section.target.at(row)),
        f"得分 {score_words(f, row, section)}" if score_words(f, row, section) else "",
    )


def _whole(f: Facts, section: IndicatorSection, row: int) -> Iterator[Finding]:
    field = above_the_whole(f, section, row)
    if field is not None:
        what = "指标值" if field is section.target else "实际"
        yield Finding(
            "shares_are_part_of_all",
            Severity.ERROR,
            f"{indicator_called(f, section, row)}{what} {shortened(f[field, row] or '', 8)}，超过了 100%",
            (field.at(row),),
            advice="这一类比率最多 100%，核对数字",
        )


def _full(f: Facts, section: IndicatorSection, row: int) -> Iterator[Finding]:
    if explains_nothing(f, section, row):
        yield Finding(
            "no_reason_without_a_deviation",
            Severity.REMINDER,
            f"{indicator_called(f, section, row)}得满分、没有偏差，却写了偏差原因",
            (section.reason.at(row), section.actual.at(row), section.score.at(row)),
            f"原因：{shortened(f[section.reason, row] or '', 20)}",
            advice="核对实际完成值和得分，或删去原因",
        )


def _asked(name: str, what: str, given: str | None) -> str:
    """Return the request for a reason; where it is long, without the values, which stand beside it."""
    if given:
        return f"{name}偏差原因只写了“{shortened(given.strip(), 8)}”，写成话"
    sentence = f"{name}{what}，写偏差原因"
    return sentence if len(sentence) <= _LONGEST else f"{name}与目标有偏差，写偏差原因"


_LONGEST = 35
"""Characters of a message."""


def _above(f: Facts, section: IndicatorSection, row: int) -> Iterator[Finding]:
    if above_points(f, section, row):
        points, typed = f[section.points, row], f[section.score, row]
        yield Finding(
            "scores_keep_within_points",
            Severity.ERROR,
            f"{indicator_called(f, section, row)}填的得分 {typed} 高于分值 {points}",
            (section.score.at(row), section.points.at(row)),
            f"表里先按 {score_of(f, section, row)} 算",
            expected=f"{points}",
            fixes=(QuickFix(f"改为 {points}", section.score.at(row), f"{points}"),),
        )


def _typed_score_differs(f: Facts, section: IndicatorSection, row: int) -> Iterator[Finding]:
    """Yield that one score is to be chosen where the typed one is not the one that the rule gives."""
    found = score_beside_rule(f, section, row)
    if found is not None:
        yield found


def _unclear(f: Facts, section: IndicatorSection, row: int) -> Iterator[Finding]:
    if not needs_typed_score(f, section, row) or f[section.actual, row] is None:
        return
    why = is_unclear(f, section, row)
    yield Finding(
        "every_indicator_has_a_score",
        Severity.ERROR,
        f"{indicator_called(f, section, row)}{'比不出高低，' if why else '是定性指标，'}填得分",
        (section.score.at(row), section.actual.at(row)),
        why,
        fixes=_in_figures(f, section, row),
    )


def _worded(f: Facts, section: IndicatorSection, row: int) -> Iterator[Finding]:
    """Yield an actual that is no number though its target is one, where a score was typed for it.

    Without a score that is asked for, and why.
    """
    typed, actual = f[section.score, row], f[section.actual, row]
    if typed is None or actual is None or not is_no_number(f, section, row):
        return
    yield Finding(
        "actuals_are_numbers",
        Severity.REMINDER,
        f"{indicator_called(f, section, row)}实际“{shortened(actual, 6)}”不是一个数",
        (section.actual.at(row), section.score.at(row)),
        f"得分 {_plain(typed)} 为手填",
        fixes=_in_figures(f, section, row),
        advice="写成和目标一样的数字和单位",
    )


def _in_figures(f: Facts, section: IndicatorSection, row: int) -> tuple[QuickFix, ...]:
    """Return the offer to write an actual in words as the number it says, none where it says none."""
    meant = actual_in_figures(f, section, row)
    return (QuickFix(f"改为 {meant}", section.actual.at(row), meant),) if meant else ()


def _comparator(f: Facts, section: IndicatorSection, row: int) -> Iterator[Finding]:
    if requirement_differs(f, section, row):
        target = f[section.target, row]
        code = requirement_of("" if target is None else target).code
        written = section.requirement.show(code)
        yield Finding(
            "requirements_agree_with_targets",
            Severity.ERROR,
            f"{indicator_called(f, section, row)}指标值写的要求是“{written}”，与选的不同",
            (section.requirement.at(row), section.target.at(row)),
            fixes=(QuickFix(f"改为 {written}", section.requirement.at(row), code),),
        )


def _unknown_levels(f: Facts, section: IndicatorSection, row: int) -> Iterator[Finding]:
    """Yield a reminder where an indicator's levels are not the scheme's."""
    if doubles_execution(f, section, row):
        yield Finding(
            "levels_are_the_schemes",
            Severity.REMINDER,
            "预算执行的分由程序给，不再另设指标",
            (section.level1.at(row),),
        )
    elif unknown_level(f, section, row):
        yield Finding(
            "levels_are_the_schemes",
            Severity.REMINDER,
            f"{indicator_called(f, section, row)}的一、二级指标不在方案里",
            (section.level1.at(row), section.level2.at(row)),
            " ".join(filter(None, (f[section.level1, row], f[section.level2, row]))),
        )


@row_check(
    "project_execution_has_a_budget",
    Project,
    "项目有预算才有执行率",
    "POINTS",
    ground="预算执行率 = 全年执行数 / 全年预算数",
)
def project_execution_has_a_budget(f: Facts, row: int) -> Iterator[Finding]:
    """A project's sheet gives points for execution only where there was a budget."""
    if project_no_budget(f, row) and f.rows(ProjectIndicator, row):
        yield Finding(
            "project_execution_has_a_budget",
            Severity.ERROR,
            f"{_project(f, row)}全年预算为 0，算不出执行率",
            (Project.full_year.at(row),),
        )


_RULES: tuple[
    tuple[str, str, str, Callable[[Facts, IndicatorSection, int], Iterator[Finding]]], ...
] = (
    ("deviations_have_a_reason", "没完成或远超目标的写明原因", "REASON", _shortfall),
    ("shares_are_part_of_all", "满意度、合格率这类比率不超过 100%", "CONTRADICTION", _whole),
    ("no_reason_without_a_deviation", "没有偏差不写偏差原因", "CONTRADICTION", _full),
    ("scores_keep_within_points", "得分不高于分值", "POINTS", _above),
    ("scores_follow_from_values", "定量指标的得分按完成值算", "POINTS", _typed_score_differs),
    ("every_indicator_has_a_score", "每条指标都有得分", "POINTS", _unclear),
    ("actuals_are_numbers", "目标是数的，实际也写成数", "POINTS", _worded),
    ("requirements_agree_with_targets", "指标值与要求一致", "CONTRADICTION", _comparator),
    ("levels_are_the_schemes", "一、二级指标按方案", "NAME", _unknown_levels),
)


def _for_both_tables(
    key: str,
    title: str,
    class_: str,
    rule: Callable[[Facts, IndicatorSection, int], Iterator[Finding]],
) -> Iterator[Check]:
    """Yield a check of the unit's indicators and its twin for those of projects."""

    def on_unit(f: Facts, row: int) -> Iterator[Finding]:
        return rule(f, Indicator, row)

    def on_project(f: Facts, row: int) -> Iterator[Finding]:
        return rule(f, ProjectIndicator, row)

    yield Check(key, title, class_, _METHOD, on_unit, Indicator)
    yield Check(
        f"project_{key}", f"{title}（附件3）", class_, _METHOD, on_project, ProjectIndicator
    )


SCORE_CHECKS: tuple[Check, ...] = (
    points_give_a_hundred,
    project_points_give_a_hundred,
    execution_has_a_budget,
    project_execution_has_a_budget,
    *(found for rule in _RULES for found in _for_both_tables(*rule)),
)

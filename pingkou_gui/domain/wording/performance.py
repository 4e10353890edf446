"""Chapter six: how the year's budget was carried out, the four analyses, the score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.figures.funds import FUND_TOTALS, execution_rate, total_spending
from pingkou_gui.domain.scoring import grade, total_score
from pingkou_gui.domain.wording.say import joined, say, together
from pingkou_gui.domain.wording.sentence import sentence
from pingkou_gui.domain.wording.spans import Span, SpanKind
from pingkou_gui.domain.wording.texts import text_or_missing
from pingkou_gui.domain.wording.values import doubtful, figured, with_unit, year
from pingkou_gui.spec.pages.scoring import Analysis

if TYPE_CHECKING:
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.wording.spans import Spans
    from pingkou_gui.domain.wording.values import Number


@sentence("performance")
def performance(f: Facts, _row: int) -> Spans:
    """What was spent in all, against the budget of the year."""
    budget, outturn = (figured(f, FUND_TOTALS[stage]) for stage in ("full_year", "outturn"))
    said = (
        together(year(f), "部门整体支出", figured(f, total_spending).money()),
        together("各项预算全年预算合计", budget.money()),
        together("全年执行合计", outturn.money()),
        _rate(f),
    )
    return together(joined(said, "，"), "。")


def _rate(f: Facts) -> Spans:
    rate = figured(f, execution_rate)
    if rate.value is not None:
        return together("预算执行率", rate.percent())
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
    return say(
        "{year}部门整体支出绩效自评得分{score}（满分100分）{grade}。",
        year=year(f),
        score=with_unit(score.span(), "分"),
        grade=_grade(f, score),
    )


def _grade(f: Facts, score: Number) -> Spans:
    if score.value is None:
        return ()
    return together("，等级为", Span(grade(f), SpanKind.DERIVED, score.refs))


PERFORMANCE = (performance, economy, efficiency, effectiveness, sustainability, result)

"""Findings on points and grades: against rates, against each other, against bands."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from pingkou_gui.domain.proofread.check import Case, Findings, check
from pingkou_gui.domain.proofread.finding import LIKELY, Severity
from pingkou_gui.domain.reading.numbers import plain
from pingkou_gui.domain.reading.tables import by_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.domain.reading.tables import CellStatement

_N = "\\d{1,3}(?:\\.\\d{1,2})?"
_RATE_POINTS = re.compile(
    f"(?:预算|资金)?执行率(?:为|是|达到?|：)*+(?P<rate>\\d{{1,3}}(?:\\.\\d{{1,4}})?)%[^。；%]{{0,24}}?"
    f"(?:(?:分值|满分|权重)(?:为|是|：)?(?P<full>{_N})分?[^。；%]{{0,8}}?)?得(?:分(?:为|是|：)?)?(?P<score>{_N})分?"
)
_PAIR = re.compile(
    f"(?P<name>[^，。；、：（）\\d]{{2,14}}?)(?:指标)?（?(?:分值|满分|总分|共计|共|权重)?(?:为|是|：)?(?P<full>{_N})分）?[，、]?"
    f"(?:自评|实际|评价)?得(?:分(?:为|是|：)?)?(?P<score>{_N})分?"
)
_TOTAL = re.compile(
    f"(?:自评(?:得分|总分|综合得分|总得分|结果|分数)|综合(?:得分|评分)|总(?:得分|分)|评价得分|绩效自评得分|最终得分|自评为?)(?:为|是|：|共|合计|计)*+(?P<score>{_N})分"
)
_GRADE = re.compile(
    "(?:等级|等次|评价结果|评价结论|自评结果|评定|评价|结果|级别)(?:评定|确定|认定|评)?(?:为|是|：)?(?P<grade>优秀?|良好?|中等?|差|合格)(?=[，。；、”等级）\\n]|$)"
)
_BANDS = ((Decimal(90), "优"), (Decimal(80), "良"), (Decimal(60), "中"), (Decimal(0), "差"))
_CENT = Decimal("0.01")


@check("预算执行率的得分 = 分值 × 执行率", "POINTS", ground="执行率得分按比例计算，最多为分值")
def points_follow_from_the_rate(case: Case) -> Findings:
    """执行率98.5%，得9.85分 of 10."""
    for normal in case.reading.normals:
        for match in _RATE_POINTS.finditer(normal.text):
            full = Decimal(match["full"] or 10)
            if (
                match["full"] is None
                and "10分" not in normal.text
                and Decimal(match["score"]) > full
            ):
                continue
            fault = _rate_fault(Decimal(match["rate"]), full, Decimal(match["score"]))
            if fault is not None:
                message = f"执行率{match['rate']}%，分值{plain(full)}，得分应为{fault}，印的是{match['score']}"
                yield case.finding("POINTS", normal.span(*match.span()), message, fault)
    for row in _rows(case):
        rate, full_cell, score = row.get("execution_rate"), row.get("points"), row.get("score")
        if rate and full_cell and score and full_cell.amount.value == 10:
            value = (
                rate.amount.value
                if rate.amount.unit == "%" or rate.amount.value > 2
                else rate.amount.value * 100
            )
            fault = _rate_fault(value, full_cell.amount.value, score.amount.value)
            if fault is not None:
                message = f"执行率{plain(value)}%，分值{full_cell.amount.text}，得分应为{fault}，印的是{score.amount.text}"
                yield case.finding("POINTS", score.amount.span, message, fault)


def _rate_fault(rate: Decimal, full: Decimal, score: Decimal) -> str | None:
    right = min(full * rate / 100, full)
    loose = Decimal("0.1") if score == score.quantize(Decimal("0.1")) else _CENT
    return None if abs(right - score) <= loose else plain(right.quantize(_CENT, ROUND_HALF_UP))


def _rows(case: Case) -> Iterator[dict[str, CellStatement]]:
    yield from by_row(case.reading.cells).values()


def _pairs(text: str) -> list[re.Match[str]]:
    """Return the points with their scores that a paragraph prints: 产出指标50分，得48分."""
    return list(_PAIR.finditer(text)) if "得" in text else []


@check("得分不超过分值", "POINTS", ground="得分不超过分值")
def scores_stay_within_points(case: Case) -> Findings:
    """A score above its points is impossible, in sentences and in tables."""
    for normal in case.reading.normals:
        for match in _pairs(normal.text):
            if Decimal(match["score"]) > Decimal(match["full"]):
                message = f"“{match['name']}”分值{match['full']}，得分却是{match['score']}"
                yield case.finding(
                    "POINTS", normal.span(*match.span()), message, f"不超过{match['full']}"
                )
        for match in _TOTAL.finditer(normal.text):
            if Decimal(match["score"]) > 110:
                message = f"总分是100分，自评得分却是{match['score']}"
                yield case.finding("POINTS", normal.span(*match.span()), message, "不超过100")
    for row in _rows(case):
        full, score = row.get("points"), row.get("score")
        if full and score and score.amount.value > full.amount.value:
            message = f"“{score.label}”分值{full.amount.text}，得分却是{score.amount.text}"
            yield case.finding("POINTS", score.amount.span, message, f"不超过{full.amount.text}")


@check("总分等于各项得分之和", "POINTS")
def scores_add_up(case: Case) -> Findings:
    """Where the points of the parts make 100, their scores make the total."""
    for normal in case.reading.normals:
        pairs = [m for m in _pairs(normal.text) if "总" not in m["name"]]
        full = sum((Decimal(m["full"]) for m in pairs), Decimal(0))
        total = next((m for m in _TOTAL.finditer(normal.text)), None)
        if total is None or len(pairs) < 2 or full != 100:
            continue
        scores = [Decimal(m["score"]) for m in pairs]
        if sum(scores) != Decimal(total["score"]):
            expected = plain(sum(scores, Decimal(0)))
            message = (
                f"总分印的是{total['score']}，各项得分{'+'.join(map(plain, scores))} = {expected}"
            )
            yield case.finding("POINTS", normal.span(*total.span()), message, expected)


@check(
    "等级与得分相符",
    "POINTS",
    ground="90分（含）以上为优，80分（含）以上为良，60分（含）以上为中，以下为差",
)
def grade_follows_from_score(case: Case) -> Findings:
    """The grade of the band the score lies in."""
    for normal in case.reading.normals:
        total, grade = _TOTAL.search(normal.text), _GRADE.search(normal.text)
        if (
            total is None
            or grade is None
            or abs(grade.start() - total.end()) > 40
            or grade["grade"] == "合格"
        ):
            continue
        right = next(name for least, name in _BANDS if Decimal(total["score"]) >= least)
        if not grade["grade"].startswith(right):
            message = f"得分{total['score']}，等级应为“{right}”，印的是“{grade['grade']}”"
            spot = normal.span(min(total.start(), grade.start()), max(total.end(), grade.end()))
            yield case.finding("POINTS", spot, message, right)


@check("自评得分全文一致", "CONTRADICTION", ground="前后一致")
def one_total_score(case: Case) -> Findings:
    """The total score printed twice with two values."""
    first: tuple[str, int] | None = None
    for normal in case.reading.normals:
        for match in _TOTAL.finditer(normal.text):
            if first is None:
                first = (match["score"], normal.paragraph)
            elif Decimal(match["score"]) != Decimal(first[0]) and Decimal(match["score"]) > 50:
                where = case.reading.named(first[1])
                message = f"自评得分在{where}是{first[0]}分，在这里是{match['score']}分"
                yield case.finding(
                    "CONTRADICTION", normal.span(*match.span()), message, f"{first[0]}或{match['score']}",
                    severity=Severity.REMINDER, certainty=LIKELY,
                )  # fmt: skip


def has_score(text: str) -> bool:
    """Whether a total score is printed."""
    return _TOTAL.search(text) is not None


def score_in(text: str) -> tuple[Decimal, str] | None:
    """Return the first total score printed in `text`, with its words."""
    match = _TOTAL.search(text)
    return (Decimal(match["score"]), match.group()) if match else None


def has_grade(text: str) -> bool:
    """Whether a grade is printed."""
    return _GRADE.search(text) is not None


CHECKS = (
    points_follow_from_the_rate,
    scores_stay_within_points,
    scores_add_up,
    grade_follows_from_score,
    one_total_score,
)

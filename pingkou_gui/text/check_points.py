"""Checks of points told in running text: what was taken off, what a target gives, what a rate gives."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.finding import Case, Findings, check
from pingkou_gui.text.printed_numbers import PERCENT, numbers_in
from pingkou_gui.text.printed_points import Points, points_in, scored_items, whole_deduction
from pingkou_gui.text.slips import is_slip
from pingkou_gui.text.tokens import plain

if TYPE_CHECKING:
    from pingkou_gui.text.finding import TextFinding
    from pingkou_gui.text.printed_points import PrintedPoints, WholeDeduction
    from pingkou_gui.text.source import Normal

_HUNDRED = Decimal(100)
_TENTH, _CENT = Decimal("0.1"), Decimal("0.01")


def _asked(
    case: Case, normal: Normal, at: PrintedPoints, message: str, expected: str
) -> TextFinding:
    start = at.start - (len(at.words) if not at.bracketed else 0)
    return case.question("POINTS", normal.span(max(0, start), at.end), message, expected)


@check("总分加上扣的分是一百分", "POINTS")
def a_total_and_its_losses_make_a_hundred(case: Case) -> Findings:
    """自评总分89分，共扣12分: 11 are missing."""
    for normal in case.reading.written:
        told = whole_deduction(normal.text) if "分" in normal.text else None
        if told is not None and told.total.value + told.lost.value != _HUNDRED:
            yield _of_a_hundred(case, normal, told)


def _of_a_hundred(case: Case, normal: Normal, told: WholeDeduction) -> TextFinding:
    total, lost = told.total, told.lost
    added = sum((part.value for part in told.parts), Decimal(0))
    right, rest = plain(_HUNDRED - lost.value), plain(_HUNDRED - total.value)
    message = f"总分{total.text}分，扣的应是{rest}分，印的是{lost.text}分"
    if len(told.parts) > 1 and added == lost.value:
        message = f"扣的是{lost.text}分，总分应是{right}分，印的是{total.text}分；核对"
        return _asked(case, normal, total, message, f"{right}分")
    return _asked(
        case, normal, lost, f"{message}；核对（扣分若不错，总分应为{right}分）", f"{rest}分"
    )


# ---- what a rate gives --------------------------------------------------------------------------

_RATE = re.compile("执行率(?:为|是|达到?|：)*$")


@check("预算执行率的得分 = 分值 × 执行率", "POINTS", ground="执行率得分按比例计算，最多为分值")
def points_of_the_rate_follow_from_it(case: Case) -> Findings:
    """预算执行率满分20分，执行率92.50%，得18.0分: 18.5."""
    for normal in case.reading.running:
        if "执行" not in normal.text:
            continue
        for item in scored_items(normal.text):
            first = max(item.start - _NEAR, normal.text.rfind("。", 0, item.start), 0)
            if "执行" not in normal.text[first : item.start + _NEAR] or item.lost:
                continue
            if item.name and "执行" not in item.name:
                continue
            between = normal.text[item.start : item.end]
            rates = [
                n for n in numbers_in(normal, first, item.score.start)
                if n.kind == PERCENT and _RATE.search(normal.text, max(0, n.start - 8), n.start)
            ]  # fmt: skip
            if len(rates) != 1 or "每" in between or "以上" in between:
                continue
            exact = min(item.full.value * rates[0].value / _HUNDRED, item.full.value)
            step = Decimal(1).scaleb(-len(item.score.text.partition(".")[2]))
            if abs(exact - item.score.value) < step:
                continue
            right = plain(exact.quantize(_CENT, ROUND_HALF_UP))
            message = f"执行率{rates[0].amount.text}%，分值{item.full.text}，得分应为{right}，印的是{item.score.text}；核对"
            yield _asked(case, normal, item.score, message, right)


_NEAR = 30

# ---- a total behind its scores -------------------------------------------------------------------

_TOTAL = re.compile(
    "(?:合计|总计|共计|共|总|综合|自评)(?:得|评)?分?(?:为|是|共|：)*$|^(?:合计|总计|共计)"
)
_NO_SCORE = re.compile("平均|最高|最低|上年|去年|复核")
_FEWEST, _FAR = 3, 400


@check("总分等于前面各项得分之和", "POINTS")
def scores_before_a_total_come_to_it(case: Case) -> Findings:
    """得9.4分。…得50分；…得30分；…得9.8分。合计得分98.2分: 99.2, sentence by sentence."""
    for normal in case.reading.written:
        found = points_in(normal.text) if "分" in normal.text else []
        scores = [p for p in found if p.kind is Points.SCORE and not p.bracketed]
        if len(scores) == 1 and _TOTAL.search(scores[0].words):
            scores = [*_scores_of_lines(case, normal), *scores]
        if len(scores) <= _FEWEST:
            continue
        *parts, total = scores
        if not _TOTAL.search(total.words) or any(_TOTAL.search(p.words) for p in parts):
            continue
        if any(_NO_SCORE.search(p.words) for p in scores) or total.start - parts[0].start > _FAR:
            continue
        added = sum((p.value for p in parts), Decimal(0))
        ways = [(total, added), *((p, p.value + total.value - added) for p in parts)]
        near = [
            (p, plain(right)) for p, right in ways if right > 0 and is_slip(p.text, plain(right))
        ]
        if added == total.value or not near or added > _HUNDRED:
            continue
        told = "，或".join(f"{p.words}{p.text}分应为{right}分" for p, right in near)
        message = f"总分印的是{total.text}，前面各项得分{'+'.join(p.text for p in parts)} = {plain(added)}；核对：{told}"
        yield _asked(case, normal, total, message, f"{near[0][1]}分")


def _scores_of_lines(case: Case, normal: Normal) -> list[PrintedPoints]:
    """Return the scores of the numbered lines right above a total, one of each line."""
    parts: list[PrintedPoints] = []
    for above in reversed(
        case.reading.normals[max(0, normal.paragraph - _LINES) : normal.paragraph]
    ):
        scores = [p for p in points_in(above.text) if p.kind is Points.SCORE and not p.bracketed]
        if len(scores) != 1 or _TOTAL.search(scores[0].words):
            break
        parts.insert(0, scores[0])
    return parts


_LINES = 12

CHECKS = (
    a_total_and_its_losses_make_a_hundred,
    points_of_the_rate_follow_from_it,
)
LAST_CHECKS = (scores_before_a_total_come_to_it,)

"""Checks of points told in running text: what was taken off, what a target or a rate gives, and the grade of a score."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import MONEY, PERCENT, POINTS, numbers_in, step_of
from pingkou_gui.text.lexing.printed_points import (
    Points,
    points_in,
    scored_items,
    subtotals,
    whole_deduction,
)
from pingkou_gui.text.lexing.slips import is_slip
from pingkou_gui.text.lexing.tokens import in_places_like, plain
from pingkou_gui.text.reasoning.finding import LIKELY, PROVED, Case, Findings, Severity, check

if TYPE_CHECKING:
    from pingkou_gui.text.lexing.printed_points import PrintedPoints, ScoredItem, WholeDeduction
    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reasoning.finding import TextFinding

_HUNDRED = Decimal(100)
_TENTH, _CENT = Decimal("0.1"), Decimal("0.01")
_SOME_ONLY = re.compile("主要|其中|等|之一|每")


@check("满分减去扣分就是得分", "POINTS")
def what_was_taken_off_leaves_the_score(case: Case) -> Findings:
    """产出指标50分，扣4分，得47分: 46 are left."""
    for normal in case.reading.written:
        for item in scored_items(normal.text):
            if not item.lost or item.score.value > item.full.value:
                continue
            taken = _taken(item)
            some = _SOME_ONLY.search(normal.text, item.start, item.lost[-1].end)
            left = item.full.value - taken
            if left == item.score.value or left <= 0 or (some and left > item.score.value):
                continue
            right = plain(item.full.value - item.score.value)
            name = f"“{item.name}”" if item.name else ""
            message = f"{name}{item.full.text}分，扣{plain(taken)}分应得{plain(left)}分，印的是{item.score.text}分；核对得分和扣分"
            if len(item.lost) == 1:
                message += f"（得分若不错，扣分应为{right}分）"
            spot = normal.span(item.start, max(item.end, item.lost[-1].end))
            yield case.question(
                "POINTS", spot, message, f"{in_places_like(left, item.score.text)}分"
            )


@check("说扣的分就是那一项失的分", "POINTS")
def what_is_said_to_be_lost_is_lost(case: Case) -> Findings:
    """投入类20分，得18.5分；…其中投入类扣2.5分: it lost 1.5."""
    for normal in case.reading.written:
        found = points_in(normal.text) if "扣" in normal.text else []
        items = {i.name: i for i in scored_items(normal.text, found) if i.name and not i.lost}
        told = [(_OWNER.sub("", p.words), p) for p in found if p.kind is Points.LOST]
        for name, lost in told:
            item = items.get(name)
            once = sum(other == name for other, _ in told) == 1
            if item is None or not once or lost.start < item.end:
                continue
            right = item.full.value - item.score.value
            if right == lost.value or right < 0 or "每" in lost.words:
                continue
            shown = in_places_like(right, lost.text)
            message = f"“{name}”{item.full.text}分得{item.score.text}分，失{shown}分，这里写扣{lost.text}分；核对"
            yield _asked(case, normal, lost, message, f"{shown}分")


_OWNER = re.compile("^(?:其中|主要是|是)+|(?:扣|失)(?:减|除|去|掉|分)*(?:了|为|是)*$")


def _taken(item: ScoredItem) -> Decimal:
    """Return what is taken off in all: the first number where it is the sum of the others."""
    first, *others = (lost.value for lost in item.lost)
    rest = sum(others, Decimal(0))
    return first if others and first == rest else first + rest


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
    right = in_places_like(_HUNDRED - lost.value, total.text)
    rest = in_places_like(_HUNDRED - total.value, lost.text)
    message = f"总分{total.text}分，扣的应是{rest}分，印的是{lost.text}分"
    if len(told.parts) > 1 and added == lost.value:
        message = f"扣的是{lost.text}分，总分应是{right}分，印的是{total.text}分；核对"
        return _asked(case, normal, total, message, f"{right}分")
    return _asked(
        case, normal, lost, f"{message}；核对（扣分若不错，总分应为{right}分）", f"{rest}分"
    )


# ---- what a target gives ------------------------------------------------------------------------

_TARGET = re.compile(
    "(?:目标值?|指标值?|计划(?:数|值|[一-鿿]{0,6})|任务(?:数|值)?|应(?:完成)?|年初(?:目标|计划)?[一-鿿]{0,8})(?:为|是|≥)?$"
)
_REACHED = re.compile(
    "(?:实际[一-鿿]{0,6}|实现|完成(?:值|数)?|达到?|建成|已[一-鿿]{1,4})(?:了|为|是)?$"
)
_CEILING = re.compile("不超过|不高于|控制在|以内|以下|≤|<|成本|单价|限额|反向")
_BY_SHARE = re.compile("按(?:照)?(?:完成|实际)?(?:[一-鿿]{0,6})比例|之比|比例(?:计|得|扣)")


@check("没有完成的指标按比例得分", "POINTS", ground="自评要求：未完成的按完成比例计分")
def targets_missed_in_words_do_not_score_fully(case: Case) -> Findings:
    """目标值500人次，实际完成450人次，分值10分，得分10分: 9 by what was reached."""
    for normal in case.reading.running:
        items = scored_items(normal.text)
        begin = 0
        for item in items:
            start = max(
                begin,
                normal.text.rfind("。", 0, item.start) + 1,
                normal.text.rfind("；", 0, item.start) + 1,
            )
            begin = item.end
            share = _share(normal, start, item.end)
            if share is None or share >= 1:
                continue
            by_share = _BY_SHARE.search(normal.text, start, item.end) is not None
            fault = _off_share(item, share, by_share=by_share)
            if fault:
                words = normal.text[start : item.end]
                message = f"“{words[:_SHOWN]}”：只完成{plain((share * _HUNDRED).quantize(_TENTH, ROUND_HALF_UP))}%，{item.full.text}分按完成比例应得{fault}分，印的是{item.score.text}分；核对"
                yield _asked(case, normal, item.score, message, f"{fault}分")


_SHOWN = 40
_NO_TARGETS = frozenset({MONEY, POINTS, "分", "项"})
"""What is no target of a single indicator: so many of several indicators are met."""


def _share(normal: Normal, first: int, last: int) -> Decimal | None:
    """Return how much of its target was reached; None where the words tell no target, or a ceiling."""
    if _CEILING.search(normal.text, first, last):
        return None
    numbers = [n for n in numbers_in(normal, first, last) if n.kind not in _NO_TARGETS]
    wanted = [n for n in numbers if _TARGET.search(n.words)]
    done = [n for n in numbers if _REACHED.search(n.words) and n not in wanted]
    pairs = [
        (one, other) for one in wanted for other in done
        if one.kind == other.kind and one.start < other.start and one.value
    ]  # fmt: skip
    if len(pairs) != 1:
        return None
    target, reached = pairs[0]
    return reached.value / target.value


def _off_share(item: ScoredItem, share: Decimal, *, by_share: bool) -> str:
    """Return the score that the share gives where the printed one cannot be meant; else ''."""
    full, score = item.full.value, item.score.value
    exact = full * share
    rights = {exact.quantize(step, ROUND_HALF_UP) for step in (Decimal(1), _TENTH, _CENT)}
    if score in rights or abs(score - exact) < _TENTH:
        return ""
    places = len(item.score.text.partition(".")[2])
    right = exact.quantize(_CENT if places > 1 else _TENTH, ROUND_HALF_UP)
    shown = f"{right}" if places > 1 else plain(right)
    if score >= full or by_share or is_slip(item.score.text, shown):
        return shown
    return ""


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
            step = step_of(item.score.text)
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
        full = [p for p in found if p.kind in {Points.FULL, Points.BARE} and p.start < total.start]
        if len(full) == len(parts) + 1 and 0 < total.value - added <= max(p.value for p in full):
            continue  # one of them lacks its score
        ways = [(total, added), *((p, p.value + total.value - added) for p in parts)]
        near = [
            (p, in_places_like(right, p.text))
            for p, right in ways
            if right > 0 and is_slip(p.text, in_places_like(right, p.text))
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
        if any(told.added != told.printed.value for told in subtotals(above.text)):
            return []  # which is told itself
        parts.insert(0, scores[0])
    return parts


_LINES = 12


# ---- the grade of a score ----------------------------------------------------------------------

_NAMES = "优秀|良好|中等|合格|及格|不合格|不及格|较差|一般|优|良|中|差|[ABCD]"
_OWN_NAME = f"(?P<name>{_NAMES})(?:级|等)?"
_POINT = "(?P<{}>\\d{{2,3}}(?:\\.\\d)?)"
_CLOSED = "(?:（(?:不?含)?(?:\\d{2,3}分?)?）|\\((?:不?含)\\))?"
_SAID = "(?:的)?(?:评[为定]|定为|为|是|属于?|得|：|、|，|-|—)*"
_ABOVE = f"(?:{_POINT.format('least')}分?{_CLOSED}分?(?:及|（含）|含)?以上|[≥>]{_POINT.format('over')}分?)"
_BETWEEN = f"{_POINT.format('from')}分?{_CLOSED}分?(?:及以上)?(?:[-—–~～至到]{{1,2}}|≤[一-鿿a-zA-Z]{{0,2}}<){_POINT.format('to')}分?{_CLOSED}分?(?:以下|之间)?"
_BELOW = f"(?:{_POINT.format('most')}分?{_CLOSED}分?以下|[<＜]{_POINT.format('under')}分?)"
_RANGE = f"(?:{_BETWEEN}|{_ABOVE}|{_BELOW})"
_BAND_FIRST = re.compile(f"{_RANGE}{_SAID}{_OWN_NAME}")
_NAME_FIRST = re.compile(f"{_OWN_NAME}(?:等次|等级|档)?（{_RANGE}）")
_GRADED = re.compile(
    f"(?:等[级次]|档次|结果|结论|评定|级别|定级|评级|[定评认]为|属于?|列为|达到)(?:评[定为价]|[确认评]定|评)?(?:为|是|：|达到)*{_OWN_NAME}(?:等次|等级|档次?)?(?=[，。；、）（]|$)"
)
_OF_ALL = re.compile("自评|综合|评价|绩效|最终|总|整体|合计|共计|评分|分数")
_SCORED = re.compile("得分?(?:为|是|：)*$")
_FAR_FROM_GRADE = 160
_LEAST_TOTAL = Decimal(30)
_USUAL = (("优", Decimal(90)), ("良", Decimal(80)), ("中", Decimal(60)), ("差", Decimal(0)))
_SAME = {
    "优秀": "优", "良好": "良", "中等": "中", "及格": "合格", "不及格": "不合格",
}  # fmt: skip


@check(
    "等级与得分相符",
    "POINTS",
    ground="90分（含）以上为优，80分（含）以上为良，60分（含）以上为中，以下为差；文稿写了自己的标准的按那个标准",
)
def grade_follows_from_score(case: Case) -> Findings:
    """86.2分 … 90分（含）以上为优、80分（含）至90分为良 … 评定等级为“优”: 良 by the text's own bands."""
    shared: list[_Band] | None = None
    for normal in case.reading.written:
        graded = list(_GRADED.finditer(normal.text)) if "分" in normal.text else []
        if graded and shared is None:
            shared = _bands(case.reading.text)
        own = _bands(normal.text) if graded else []
        bands, defined = own or shared or [], [place for _, _, place in own]
        for match in graded:
            if any(first <= match.start("name") < last for first, last in defined):
                continue
            score = _score_of(normal, match, defined)
            if score is None:
                continue
            yield from _graded(case, normal, match, score, bands)


_Band = tuple[str, Decimal, tuple[int, int]]
"""The name of a grade, the least score that earns it, and where it is defined."""


def _bands(text: str) -> list[_Band]:
    """Return the bands that a text defines, the highest first; none where they are not whole."""
    found: list[_Band] = []
    for pattern in (_BAND_FIRST, _NAME_FIRST):
        bands = [(match["name"], _least(match), match.span()) for match in pattern.finditer(text)]
        found = max(found, bands, key=len)
    names = {name: least for name, least, _ in found}
    ordered = sorted(((least, name) for name, least in names.items()), reverse=True)
    steps = all(one[0] > other[0] for one, other in pairwise(ordered))
    if len(ordered) < _FEWEST_BANDS or not steps or len(names) < len({n for n, _, _ in found}):
        return []
    return sorted(found, key=lambda band: -band[1])


_FEWEST_BANDS = 2


def _least(match: re.Match[str]) -> Decimal:
    """Return the least score of a band; that of the lowest is 0."""
    for name in ("least", "over", "from"):
        if match[name]:
            value = Decimal(match[name])
            other = match["to"] if name == "from" else None
            return min(value, Decimal(other)) if other else value
    return Decimal(0)


def _score_of(
    normal: Normal, match: re.Match[str], defined: list[tuple[int, int]]
) -> PrintedPoints | None:
    """Return the total that a grade is of: the last one before it, else the first behind it."""
    found = points_in(normal.text)
    items = {item.score.start for item in scored_items(normal.text, found)}
    scores = [
        p for p in found
        if p.kind is Points.SCORE and p.start not in items and p.value >= _LEAST_TOTAL
        and not any(first <= p.start < last for first, last in defined)
    ]  # fmt: skip
    totals = [p for p in scores if _OF_ALL.search(p.words)] or [
        p for p in scores if _SCORED.search(p.words)
    ]
    before = [p for p in totals if 0 <= match.start() - p.end <= _FAR_FROM_GRADE]
    behind = [p for p in totals if 0 <= p.start - match.end() <= _FAR_FROM_GRADE]
    return before[-1] if before else behind[0] if behind else None


def _graded(
    case: Case, normal: Normal, match: re.Match[str], score: PrintedPoints, bands: list[_Band]
) -> Findings:
    printed = match["name"]
    own = {_plain(name): (name, least) for name, least, _ in bands}
    usual = not bands
    names = [(name, least) for name, least in own.values()] if bands else list(_USUAL)
    if _plain(printed) not in ({_plain(name) for name, _ in names}):
        return
    right = next(
        (name for name, least in sorted(names, key=lambda n: -n[1]) if score.value >= least), ""
    )
    if not right or _plain(right) == _plain(printed):
        return
    ground = "" if usual else "按文中写的标准"
    message = f"得分{score.text}，{ground}等级应为“{right}”，印的是“{printed}”"
    first, last = min(score.start, match.start()), max(score.end, match.end())
    spot = normal.span(first, last) if usual else normal.span(match.start(), match.end())
    closed = case.reading.source.paragraphs[spot.paragraph].text[spot.end : spot.end + 1] == "”"
    yield case.finding(
        "POINTS", replace(spot, end=spot.end + closed), message, right,
        severity=Severity.ERROR, certainty=PROVED if usual else LIKELY,
    )  # fmt: skip


def _plain(name: str) -> str:
    return _SAME.get(name, name)


CHECKS = (
    what_was_taken_off_leaves_the_score,
    what_is_said_to_be_lost_is_lost,
    a_total_and_its_losses_make_a_hundred,
    targets_missed_in_words_do_not_score_fully,
    points_of_the_rate_follow_from_it,
    grade_follows_from_score,
)
LAST_CHECKS = (scores_before_a_total_come_to_it,)

"""Check of the grade against the score: by the bands that the text itself names, else by the usual ones."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from pingkou_gui.text.finding import LIKELY, PROVED, Case, Findings, Severity, check
from pingkou_gui.text.printed_points import Points, points_in, scored_items

if TYPE_CHECKING:
    from pingkou_gui.text.printed_points import PrintedPoints
    from pingkou_gui.text.source import Normal

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
_TOTAL = re.compile("自评|综合|评价|绩效|最终|总|整体|合计|共计|评分|分数")
_SCORED = re.compile("得分?(?:为|是|：)*$")
_FAR = 160
_LEAST = Decimal(30)
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
    if len(ordered) < _FEWEST or not steps or len(names) < len({n for n, _, _ in found}):
        return []
    return sorted(found, key=lambda band: -band[1])


_FEWEST = 2


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
        if p.kind is Points.SCORE and p.start not in items and p.value >= _LEAST
        and not any(first <= p.start < last for first, last in defined)
    ]  # fmt: skip
    totals = [p for p in scores if _TOTAL.search(p.words)] or [
        p for p in scores if _SCORED.search(p.words)
    ]
    before = [p for p in totals if 0 <= match.start() - p.end <= _FAR]
    behind = [p for p in totals if 0 <= p.start - match.end() <= _FAR]
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


CHECKS = (grade_follows_from_score,)

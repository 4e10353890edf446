"""Check of a change told beside both its numbers, in whatever order: 52人，较上年末增加2人（上年末54人）."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.text.finding import Case, Findings, check
from pingkou_gui.text.printed_numbers import PERCENT, POINTS
from pingkou_gui.text.slips import is_slip
from pingkou_gui.text.systems import is_turned
from pingkou_gui.text.tokens import DOWN, UP, opposite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.text.finding import TextFinding
    from pingkou_gui.text.terms import Term

_TURN = re.compile(f"(?P<word>{UP}|{DOWN})(?:了)?$")
_UP = re.compile(UP)
_BEFORE = re.compile(
    "(?:上年|去年|年初(?!预算|批复|安排|下达|计划)|上期|同期|原来?有?|此前)[一-鿿]{0,6}(?:的|有|是|为)?$"
)
_RATIOS = frozenset({PERCENT, POINTS, "分"})
_THREE = 3


@check("增减的人数和前后两个数相符", "DIRECTION", "COUNT", ground="计数")
def changes_follow_from_both_numbers(case: Case) -> Findings:
    """年末在职52人，较上年末增加2人（上年末54人）: fewer."""
    for normal in case.reading.running:
        by_sentence: dict[int, list[Term]] = {}
        for term in case.reading.terms.get(normal.paragraph, []):
            by_sentence.setdefault(term.sentence, []).append(term)
        for terms in by_sentence.values():
            for kind in {t.kind for t in terms} - _RATIOS:
                told = _off(case, [t for t in terms if t.kind == kind])
                if told is not None:
                    yield told


def _off(case: Case, terms: Sequence[Term]) -> TextFinding | None:
    """Return a question where three numbers of a kind are a number, its base and its change, and do not agree."""
    found = _roles(terms)
    if found is None:
        return None
    this, base, change = found
    match = _TURN.search(change.words)
    word = match["word"] if match else ""
    rises = _UP.fullmatch(word) is not None
    off = this.value - base.value
    spot = change.normal.span(change.number.start - len(word), change.number.end)
    worked = f"{base.text}到{this.text}"
    if off and abs(off) == change.value and (off > 0) != rises:
        right = f"{opposite(word)}{change.text}{change.unit}"
        message = f"从{worked}是{right}，这里写的是“{word}”；核对两个数和方向"
        return case.question("DIRECTION", spot, message, right)
    if off and (off > 0) == rises and is_slip(change.text, change.printed(abs(off))):
        right = f"{change.printed(abs(off))}{change.unit}"
        message = f"从{worked}相差{right}，这里写的是{change.text}{change.unit}；核对三个数"
        return case.question("COUNT", spot, message, right)
    return None


def _roles(terms: Sequence[Term]) -> tuple[Term, Term, Term] | None:
    """Return the number, its base and its change; None where three numbers are not one of each."""
    if len(terms) != _THREE or any(t.number.is_hedged for t in terms):
        return None
    changes = [t for t in terms if _TURN.search(t.words)]
    bases = [t for t in terms if t not in changes and _BEFORE.search(t.words)]
    own = [t for t in terms if t not in changes and t not in bases]
    alone = len(changes) == len(bases) == len(own) == 1
    return (
        (own[0], bases[0], changes[0])
        if alone and terms.index(own[0]) < terms.index(changes[0])
        else None
    )


@check("增减的百分比由前后两个数算出", "PCT", ground="算术")
def percents_follow_from_both_numbers(case: Case) -> Findings:
    """粮食总产2.87万吨，比上年2.80万吨增长5.2%; 2.60万元，上年3.20万元，下降23.08%: of last year's."""
    for normal in case.reading.running:
        terms = case.reading.terms.get(normal.paragraph, [])
        for at, percent in enumerate(terms):
            if percent.kind != PERCENT or percent.number.is_hedged:
                continue
            own = [
                t for t in terms[:at] if t.sentence == percent.sentence and t.depth == percent.depth
            ]
            told = _off_percent(case, percent, own)
            if told is not None:
                yield told


def _off_percent(case: Case, percent: Term, before: Sequence[Term]) -> TextFinding | None:
    """Return a question about a percent behind a number and its base, which they do not make."""
    match = _TURN_OF_RATE.search(percent.words)
    if match is None or any(t.kind == PERCENT for t in before):
        return None
    kin = [t for t in before if t.kind == before[-1].kind and t.kind not in _RATIOS]
    changes = [t for t in kin if _TURN.search(t.words) or is_turned(t)]
    rest = [t for t in kin if t not in changes]
    if len(kin) != len(before) or len(rest) != _TWO or len(changes) > 1:
        return None
    bases = [t for t in rest if _BEFORE.search(t.words) or _OF_LAST.search(t.words)]
    if len(bases) != 1 or not bases[0].value or any(t.number.is_hedged for t in kin):
        return None
    this = next(t for t in rest if t is not bases[0])
    rises = _UP.match(match["word"]) is not None
    off = this.value - bases[0].value
    value = abs(off) / bases[0].value * 100
    slack = (this.number.amount.step + bases[0].number.amount.step) / bases[0].value * 60
    if changes and abs(abs(off) - changes[0].value) > changes[0].step:
        return None  # the change is against another base
    if not off or (off > 0) != rises or abs(value - percent.value) <= percent.step + slack:
        return None
    right = f"{percent.printed(value)}%"
    message = (
        f"从{bases[0].text}到{this.text}是{match['word']}{right}，这里写的是{percent.text}%；核对"
    )
    spot = percent.normal.span(percent.number.start - len(percent.words), percent.number.end)
    return case.question("PCT", spot, message, right)


_TWO = 2
_TURN_OF_RATE = re.compile(f"(?P<word>{UP}|{DOWN})(?:了|率|幅度?)?(?:为)?$")
_OF_LAST = re.compile("(?:[比较]|上年|去年)[一-鿿]{0,10}$")

CHECKS = (
    percents_follow_from_both_numbers,
    changes_follow_from_both_numbers,
)

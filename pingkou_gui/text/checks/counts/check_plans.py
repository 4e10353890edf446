"""Checks of counts against their plan: so many were to be done, so many were done, at that rate."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import MONEY, PERCENT, POINTS
from pingkou_gui.text.reading.rate_names import DONE, PLANNED, clue, is_named_by, rate_name
from pingkou_gui.text.reading.terms import Term, quotient
from pingkou_gui.text.reasoning.finding import Case, Findings, check

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.text.reasoning.finding import TextFinding

_RATIOS = frozenset({PERCENT, POINTS, "分", MONEY})
_NEAR = 6
_HUNDRED = 100
_HALF = Decimal("0.5")


@check("率等于实际数除以计划数", "PCT", ground="计数")
def rates_follow_from_plan_and_done(case: Case) -> Findings:
    """计划整治60口，实际整治58口，完成率103.45%: 96.67 %, the other way round."""
    for normal in case.reading.running:
        terms = case.reading.terms.get(normal.paragraph, [])
        for at, rate in enumerate(terms):
            name = rate_name(rate) if rate.kind == PERCENT else ""
            if rate.kind == PERCENT and not rate.number.is_hedged:
                share = _share(terms, at)
                told = _off(case, terms, at, *share) if share is not None else None
                if told is not None:
                    yield told
                    continue
            if not name or rate.number.is_hedged:
                continue
            counts = [
                t for t in terms[:at] if t.kind not in _RATIOS and t.sentence == rate.sentence
            ]
            if len(counts) == 1 and normal.paragraph and rate.sentence == 0:
                above = case.reading.terms.get(normal.paragraph - 1, [])
                terms, at = [*above[-1:], *terms], at + len(above[-1:])  # noqa: PLW2901
            pair = _pair(terms, at, name)
            if pair is None and _OF_COMPLETION.search(name):
                pair = _planned_apart(terms, at)
            if pair is not None:
                told = _off(case, terms, at, *pair)
                if told is not None:
                    yield told


def _share(terms: Sequence[Term], at: int) -> tuple[Term, Term] | None:
    """Return the two counts of 满意人数186人，占调查人数200人的96%; None where a share is told otherwise."""
    if at < 2 or not _OF_IT.fullmatch(terms[at].words):
        return None
    part, whole = terms[at - 2 : at]
    fits = part.kind == whole.kind and part.kind not in _RATIOS and part.sentence == whole.sentence
    return (
        (part, whole)
        if fits and whole.words.startswith("占") and 0 < part.value <= whole.value
        else None
    )


_OF_IT = re.compile("[一-鿿]{0,2}?(?:总?数)?的(?:比[例重])?(?:为|约|达)?")


def _pair(terms: Sequence[Term], at: int, name: str) -> tuple[Term, Term] | None:
    """Return what was done and what was to be done before a rate; None where the words do not tell."""
    near = [
        t for t in terms[max(0, at - _NEAR) : at]
        if t.sentence == terms[at].sentence or t.normal is not terms[at].normal
    ]  # fmt: skip
    counts = [t for t in near if t.kind not in _RATIOS]
    if len(counts) < 2 or any(t.kind == PERCENT for t in near[near.index(counts[-2]) :]):
        return None
    first, second = counts[-2:]
    if first.kind != second.kind or first.number.is_hedged or second.number.is_hedged:
        return None
    place = terms.index(first)
    apart = first.normal is not second.normal
    words = [
        clue(first, terms[place - 1] if place else None),
        clue(second, None if apart else first),
    ]
    turned = PLANNED.search(words[1]) is not None and not PLANNED.search(words[0])
    whole, part = (second, first) if turned else (first, second)
    of_whole, of_part = words[::-1] if turned else words
    if not whole.value or not is_named_by(name, of_whole, of_part):
        return None
    told = PLANNED.search(of_whole) and (DONE.search(of_part) or not PLANNED.search(of_part))
    return (part, whole) if told or part.value <= whole.value else None


_OF_COMPLETION = re.compile("完成|完工|达成|实现|落实")


def _planned_apart(terms: Sequence[Term], at: int) -> tuple[Term, Term] | None:
    """Return what was done and what was to be done of several plans: 计划新建公厕24座、整治水塘15口，…公厕建成22座."""
    before = [t for t in terms[:at] if t.sentence == terms[at].sentence]
    done = before[-1] if before else None
    if done is None or done.kind in _RATIOS or not DONE.search(done.words):
        return None
    things = {done.words[place : place + 2] for place in range(len(done.words) - 1)}
    things = {thing for thing in things if not DONE.search(thing) and not PLANNED.search(thing)}
    alike = [
        t for t in before[:-1]
        if t.kind == done.kind and not t.number.is_hedged and any(thing in t.words for thing in things)
    ]  # fmt: skip
    first = before[0]
    planned = PLANNED.search(first.lead) is not None and not DONE.search(first.words)
    return (done, alike[0]) if planned and len(alike) == 1 and alike[0].value else None


def _off(case: Case, terms: Sequence[Term], at: int, part: Term, whole: Term) -> TextFinding | None:
    """Return a question about a rate that its two counts do not make; None where it is right."""
    rate = terms[at]
    asked = quotient(rate, part, whole)
    if not part.value or _rounds(rate, asked.value):
        return None
    turned = quotient(rate, whole, part).holds and part.value != whole.value
    around = [t for t in terms[max(0, at - _NEAR) : at + _NEAR] if t.kind == part.kind and t.value]
    others = (
        quotient(rate, one, other)
        for one in around for other in around
        if one is not other and {one, other} != {part, whole}
    )  # fmt: skip
    if not turned and rate.value != _HUNDRED and any(e.holds for e in others):
        return None
    right = f"{rate.printed(asked.value)}%"
    message = f"印的是{rate.text}%，{part.text} ÷ {whole.text} = {right}；核对"
    if turned:
        message = f"{message}（{rate.text}%是{whole.text} ÷ {part.text}，除反了）"
    normal = rate.normal
    own = [t for t in (part, whole) if t.normal is normal]
    start = min(t.number.start - len(t.words) for t in own)
    return case.question("PCT", normal.span(start, rate.number.end), message, right)


def _rounds(rate: Term, value: Decimal) -> bool:
    """Whether a rate is printed for a value, rounded or cut off."""
    return -rate.step * _HALF <= value - rate.value < rate.step


CHECKS = (rates_follow_from_plan_and_done,)

"""Checks of the small systems that the numbers of a passage make, by the words beside them.

Words say what a number is made of: what is left is a difference, a mean is an amount for each, what
is left at the end is what there was at the beginning and came in, without what went out. Such a
number may be made of several pairs beside it; where one of them makes it, all is well. Where none
does, but a single slip of the hand would let one do so, the number is asked after: that of the
system which nothing else in the passage speaks for.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import MONEY, PERCENT, is_swap
from pingkou_gui.text.lexing.slips import digits_of
from pingkou_gui.text.reading.terms import Equation, Term, signed
from pingkou_gui.text.reasoning.finding import Case, Findings, check
from pingkou_gui.text.reasoning.systems import (
    SHAPES,
    System,
    is_left,
    is_rate,
    is_turned,
    spoken_for,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.text.reasoning.finding import TextFinding

_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")
_TWO, _ALONE, _NEAR_PAIRS, _FEW_NEAR, _MOST_NEAR, _MOST_ELSEWHERE = 2, 3, 4, 5, 14, 600
_LEAST_DIGITS, _MANY_DIGITS, _MOST_TOLD = 3, 4, 6

_Way = tuple[Term, str, Equation]
"""A number that may be wrong, what it would be, and by which equation."""


# ---- which number is wrong ---------------------------------------------------------------------


@check("几处进度是同一个数的进度", "PCT")
def rates_beside_have_one_whole(case: Case) -> Findings:
    """460.85万元，进度45.53%；692.25万元，进度66.88%；1011.00万元，进度97.68%: two are of 1035.00, the first is not."""
    pairs = [
        (terms[at - 1], term)
        for normal in case.reading.running
        for terms in (case.reading.terms.get(normal.paragraph, []),)
        for at, term in enumerate(terms)
        if at and term.kind == PERCENT and digits_of(term.text) >= _MANY_DIGITS
        and terms[at - 1].kind == MONEY and terms[at - 1].sentence == term.sentence
        and is_rate(term) and not is_turned(terms[at - 1])
    ]  # fmt: skip
    wholes = [value for value in case.reading.amounts_printed if value > 0][:_MOST_ELSEWHERE]
    for part, percent in pairs:
        near = [
            pair for pair in pairs
            if pair[1] is not percent and abs(pair[0].normal.paragraph - part.normal.paragraph) < _FEW_NEAR
        ][:_MOST_NEAR]  # fmt: skip
        if len(near) < _TWO or any(_share_is(part, w, percent) for w in wholes):
            continue
        found = {
            percent.printed(part.value / whole * _HUNDRED)
            for whole in wholes
            if part.value < whole and sum(_share_is(p, whole, r) for p, r in near) >= _TWO
        }
        if len(found) == 1 and percent.is_slip_of(Decimal(right := found.pop())):
            message = f"旁边几个百分比都是同一个数的百分比，按它算这里是{right}%，印的是{percent.text}%；核对"
            spot = percent.normal.span(percent.number.start, percent.number.end)
            yield case.question("PCT", spot, message, f"{right}%")


def _share_is(part: Term, whole: Decimal, percent: Term) -> bool:
    return abs(part.value / whole * _HUNDRED - percent.value) <= percent.step


@check("数和旁边的数算得上", "SUM", "PCT", "COUNT", "UNIT")
def numbers_are_what_their_words_make_them(case: Case) -> Findings:
    """可支配2478.60万元，实支2429.03万元，剩下59.57万元: the two before leave 49.57."""
    told: list[Term] = []
    for normal in case.reading.running:
        terms = case.reading.terms.get(normal.paragraph, [])
        for at in range(len(terms) if len(terms) > 1 else 0):
            for shape in SHAPES:
                system = None if terms[at].number.is_hedged else shape(terms, at)
                if system is not None:
                    yield from _off(case, terms, system)
        left = [t for t in terms if t.kind == MONEY and is_left(t)]
        for target in left:
            twins = [t for t in told if is_swap(t.text, target.text)]
            if twins and not any(t.value == target.value for t in told):
                yield from _off(case, terms, System([signed(target, [(1, twins[-1])])], []))
        told = [*told, *left][-_FEW_NEAR:]


def _other_unit(case: Case, system: System) -> TextFinding | None:
    """Return a finding of a number that is right in another unit: 14.30万元 for 8, each 1.79元."""
    for equation in system.asked:
        target = equation.target
        if target.kind != MONEY or system.beside or digits_of(target.text) < _LEAST_DIGITS:
            continue
        for unit, factor in _UNITS.items():
            value = Decimal(target.text) * factor
            step = target.step * value / target.value if target.value else Decimal(0)
            if unit != target.unit and abs(value - equation.value) <= min(
                equation.slack + step, equation.value * _CLOSE
            ):
                expected = f"{target.text}{unit}"
                message = f"“{target.words}{target.text}{target.unit}”的单位不对，{equation.words}应为{expected}；核对"
                spot = target.normal.span(target.number.start, target.number.end)
                return case.question("UNIT", spot, message, expected)
    return None


_CLOSE = Decimal("0.01")
_UNITS = {"元": Decimal("0.0001"), "万元": Decimal(1)}


def _off(case: Case, terms: Sequence[Term], system: System) -> Findings:
    if not system.asked or any(e.holds for e in system.asked):
        return
    target = system.asked[0].target
    beside = [t for e in system.asked for t, _ in e.rights]
    if target.kind == PERCENT and system.anywhere and _is_of_another(case, target, beside):
        return
    ways = ([] if system.beside else _agreed(system.asked)) or _mends(terms, system)
    if not ways and system.sure:
        ways = [(e.target, e.target.printed(e.value), e) for e in system.asked if e.value > 0]
    unit = _other_unit(case, system)
    most = _MOST_TOLD if system.told else _NEAR_PAIRS
    if (unit is None and not 0 < len(ways) <= most) or any(e.holds for e in system.loose):
        return
    yield unit if unit is not None else _told(case, ways)


def _mends(terms: Sequence[Term], system: System) -> list[_Way]:
    """Return the numbers that nothing else speaks for and that one slip less would mend."""
    mends: dict[tuple[Term, str], Equation] = {}
    for equation in system.asked:
        target = equation.target
        made = target.printed(equation.value)
        own = is_swap(target.text, made) and digits_of(target.text) == digits_of(made)
        if system.beside and not (
            own if len(equation.rights) <= _ALONE else _may_be_swap(equation)
        ):
            continue
        places = {(t.normal.paragraph, t.sentence) for t, _ in equation.rights}
        near = len(places) == 1 or system.told
        for term, value in equation.rights:
            right = term.printed(value)
            swap = is_swap(term.text, right) and digits_of(term.text) == digits_of(right)
            exact = equation.slack < 0 and term is target
            out = _comes_out(equation, term, value)
            if target.kind == PERCENT and not (out or term is target or term.step):
                if near and term.is_slip_of(value) and digits_of(right) >= _LEAST_DIGITS:
                    own_right = target.printed(equation.value)
                    mends.setdefault((target, own_right), equation)
                continue  # no count makes 96.50% of 120: it is the percent
            exact = exact or out
            long = (exact or digits_of(right) >= _LEAST_DIGITS) and not system.beside
            if (swap or long) and (near or term is target) and term.is_slip_of(value):
                mends.setdefault((term, right), equation)
    ways = [(term, right, equation) for (term, right), equation in mends.items()]
    borne = [way for way in ways if not system.beside and _is_borne_out(way, terms)]
    return borne or [way for way in ways if not spoken_for(way[0], terms)]


def _comes_out(equation: Equation, term: Term, value: Decimal) -> bool:
    """Whether a percent of three digits or more comes out to its last one with a number as it would be printed."""
    percent, right = equation.target, term.number_of(term.printed(value))
    if percent.kind != PERCENT or term is percent or digits_of(percent.text) < _LEAST_DIGITS:
        return False
    return value > 0 and abs(right - value) / value * percent.value <= percent.step * _HALF


def _may_be_swap(equation: Equation) -> bool:
    """Whether a sum is off by as much as two digits changed about in one of its numbers make: 9, 180, 2.7."""
    steps = {term.step for term, _ in equation.rights}
    off = equation.target.value - equation.value
    if len(steps) > 1 or not (step := steps.pop()):
        return True
    _, digits, exponent = abs(off / step).normalize().as_tuple()
    return isinstance(exponent, int) and exponent >= 0 and digits in _OFF_BY_SWAP


_OFF_BY_SWAP = frozenset(tuple(map(int, str(9 * apart))) for apart in range(1, 10))
"""Nine times what the two digits differ in, by its digits: 82 for 28 is 54 too much."""


def _is_borne_out(way: _Way, terms: Sequence[Term]) -> bool:
    """Whether other numbers of the passage, two pairs of them at least, make what a number should be."""
    term, right, equation = way
    used = {t for t, _ in equation.rights}
    kin = [t for t in terms if t.kind == term.kind and t not in used and t.value > 0][-_MOST_NEAR:]
    mended = term.number_of(right)
    pairs = [
        pair
        for pair in combinations(kin, 2)
        if mended in {pair[0].value + pair[1].value, abs(pair[0].value - pair[1].value)}
    ]
    return len(pairs) > 1 and digits_of(right) >= _LEAST_DIGITS


def _is_of_another(case: Case, percent: Term, numbers: Sequence[Term]) -> bool:
    """Whether a percent is that of a number beside it in an amount printed anywhere."""
    if digits_of(percent.text) < _LEAST_DIGITS or not percent.value:
        return False
    parts = {t.value for t in numbers if t.kind == MONEY}
    amounts = case.reading.amounts_printed[:_MOST_ELSEWHERE]
    slack = percent.step * _HALF
    return any(
        amount > 0 and abs(part / amount * _HUNDRED - percent.value) <= slack
        for part in parts
        for amount in amounts
    )


def _agreed(asked: Sequence[Equation]) -> list[_Way]:
    """Return the number that two equations of other numbers make alike, whatever is printed."""
    for one, other in combinations(asked, 2):
        rights = [e.target.printed(e.value) for e in (one, other)]
        mine, its = ({t for t, _ in e.rights if t is not e.target} for e in (one, other))
        if (
            one.target is other.target
            and rights[0] == rights[1]
            and digits_of(rights[0]) >= _LEAST_DIGITS
            and not mine & its
            and min(len(one.rights), len(other.rights)) > _TWO
        ):
            return [(one.target, rights[0], one)]
    return []


def _told(case: Case, ways: Sequence[_Way]) -> TextFinding:
    swaps = [way for way in ways if is_swap(way[0].text, way[1])]
    term, right, equation = swaps[0] if swaps else ways[0]
    target = equation.target
    told = "，或".join(f"“{t.words}{t.text}”应为{r}{t.unit}" for t, r, _ in ways)
    made = target.printed(equation.value)
    message = f"“{target.words}{target.text}{target.unit}”和旁边的数对不上，{equation.words} = {made}{target.unit}；核对：{told}"
    first = min((t for t, _, _ in ways), key=lambda t: t.number.start)
    last = max((t for t, _, _ in ways), key=lambda t: t.number.start)
    spot = term.normal.span(first.number.start - len(first.words), last.number.end)
    return case.question(
        "SUM" if term.kind == MONEY else "PCT" if term.kind == PERCENT else "COUNT", spot, message, f"{right}{term.unit}",
    )  # fmt: skip


CHECKS = (numbers_are_what_their_words_make_them, rates_beside_have_one_whole)

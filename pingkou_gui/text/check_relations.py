"""Checks of the small systems that the numbers of a passage make, by the words beside them.

Words say what a number is made of: what is left is a difference, a mean is an amount for each, what
is left at the end is what there was at the beginning and came in, without what went out. Such a
number may be made of several pairs beside it; where one of them makes it, all is well. Where none
does, but a single slip of the hand would let one do so, the number is asked after: that of the
system which nothing else in the passage speaks for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, permutations
from typing import TYPE_CHECKING

from pingkou_gui.text.finding import LIKELY, Case, Findings, Severity, check
from pingkou_gui.text.printed_numbers import MONEY, PERCENT, POINTS, is_swap
from pingkou_gui.text.slips import digits_of
from pingkou_gui.text.terms import Equation, Term, difference, product, quotient, signed, terms_of
from pingkou_gui.text.tokens import DOWN, UP, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pingkou_gui.text.finding import TextFinding

_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")
_TURNED = re.compile(
    f"(?:{UP}|{DOWN}|[增减多少升降省压][收支花用拨列下发掉]?)(?:了|额|数|幅)?(?:为|是|约|达)?$"
)
_LEFT = re.compile(
    "(?:剩余?|剩下|余下|其余|结余|节余|[尚还仅][有余剩]|[余剩]|未[一-鿿]{1,4}的?|没有?[一-鿿]{1,3}完?的|[空缺]编|空缺|超支|超出|节约|节省|结转|差额|缺口)(?:了|为|的|额|资金)*$"
    "|(?:大于|小于|高于|低于|多于|少于|超过?)[^，。；\\d]{0,6}(?:预算|决算)数?$"
)
_LEFT_BEHIND = re.compile(
    "(?:的?(?:资金|指标|经费|预算|款项)?)(?:当年|年内|年底|年末|尚|还|仍)*(?:未|没有?|无法|来不及)(?:能|有|再)?(?:形成|使用|支付|支出|用|花|执行|拨付|列支|付)"
    "|的?结余|的?余额|的?差额|的?缺口"
)
_MEAN = re.compile(
    "(?:平均)?每(?P<each>[一-鿿]{1,2}?)(?:年|月|天|次)?(?:[补发投支安花][一-鿿]{0,4})?(?:为|是|约|按)?$"
    "|(?P<per>[人户亩村次车座处盏期场件])均(?:[一-鿿]{0,6})$|平均[一-鿿]{0,6}$"
)
_EACH_BEHIND = re.compile("^/(?P<each>[一-鿿]{1,2})")
_RATE = re.compile(
    "(?:率|比重|比例|占比|进度|满意度|完成度)(?:仅|只|约|共|已|就)?(?:为|是|有|达到?|：)*$"
    "|(?:占|为|完成|达到?|是|相当于)[了到]?[一-鿿]{0,16}的?$"
)
_NO_RATE = re.compile(
    "增长|下降|增幅|降幅|[由从]|目标|上年|去年|同比|高于|低于|参[保合]|[比较]|提高|降低"
)
_OPENING = re.compile("年初结|期初|年初余额|上年(?:末)?结转|上年末?结余|年初数")
_CLOSING = re.compile("年末结|期末|年末余额|年底结|结转下年|年末(?:结余|余额)|年末数")
_GOES_OUT = re.compile("支出|减少|报废|处置|支付|用|花|核销|拨出|付")
_COMES_IN = re.compile("收入|增加|拨入|购[置入]|新增|到账|下达|拨款|入账|收到")
_ONLY = re.compile("(?:只有|仅有|仅|唯一)[^。；\\d]{0,24}(?:一项|一笔|一个|一类)[^。；\\d]{0,12}$")
_WHOLE = re.compile("合计|总|共|三公")
_OPENS = re.compile("其中|包括|：|分别|一[是笔]|构成|为")
_PLANNED_FIRST = re.compile("年初|批复")
_PLANNED_LAST = re.compile(
    "调整(?:后|的|预算)|全年(?:总)?预算|追加后|全年(?:可用|指标)|最终|可[用支]"
)
_EXECUTED = re.compile(
    "(?:执行|完成|支出|使用|支付)(?:率|进度)(?:仅|只|约|已|就)?(?:为|是|有|达到?|：)*$"
)
_GOES_OUT_ALL = re.compile("支|执行|用|花|付|决算")
_CHANGE_RATE = re.compile("变动率|变化率|调整率|调增率|追加(?:率|比例)|增减率")
_TWO = 2
_MEASURES = {"车": "辆台", "人": "人名位", "件": "件宗", "座": "座处"}
_RATIOS = frozenset({PERCENT, POINTS, "分"})
_TIMES = frozenset({"个月", "月", "次", "季", "个", "期", "年"})
_ALONE = 3
_MOST_ELSEWHERE = 600
_LONGEST_ROW = 14
_FEW_NEAR = 5
_MANY_DIGITS = 4
_MOST_WAYS = 200
_NEAR_PAIRS = 4
_MOST_NEAR = 14
_LEAST_DIGITS = 3


# ---- what the words make of a number -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _System:
    """What a number may be made of.

    Attributes:
        asked: what its words ask for; one of these should hold.
        loose: whatever else may explain it.
        sure: whether its words leave no doubt which numbers it is made of.
        beside: whether no word tells: then only its own digits changed about count.
    """

    asked: Sequence[Equation]
    loose: Sequence[Equation]
    sure: bool = False
    beside: bool = False


def _left(terms: Sequence[Term], at: int) -> _System | None:
    """What is left: the difference of two numbers of its kind, or what its own parts make."""
    target = terms[at]
    if target.kind in _RATIOS or not _is_left(target) or _TURNED.search(target.words):
        return None
    kin = _near(terms, at, target.kind)
    here = [
        t
        for t in kin
        if t.depth == target.depth and not _TURNED.search(t.words) and not _is_left(t)
    ]
    before = [t for t in here if t.number.start < target.number.start]
    heads = [
        t
        for t in before
        if not any(o.sentence == t.sentence and o.number.start < t.number.start for o in before)
    ]
    own = [t for t in before if t.sentence == target.sentence]
    near = own if len(own) > 1 else before
    whole = (
        list(dict.fromkeys((*heads[-_NEAR_PAIRS:], *near[-_NEAR_PAIRS:])))
        if len(before) > 1
        else here[:_NEAR_PAIRS]
    )
    asked = [difference(target, *pair) for pair in _pairs(whole)]
    lone = (
        len(own) == _TWO == len(near)
        and _LEFT.search(target.words) is not None
        and terms[at - 2 : at] == own
    )
    twins = [signed(target, [(1, t)]) for t in kin if _is_left(t)]
    parts = [
        t for t in kin if t.sentence == target.sentence and t.number.start > target.number.start
    ]
    if len(parts) > 1 and _OPENS.search(
        target.normal.text, target.number.end, parts[0].number.start
    ):
        asked.append(signed(target, [(1, t) for t in parts]))
    elif not lone:
        asked += twins
    if target.kind != MONEY:
        kin = [t for t in kin if t.sentence == target.sentence]
    return _System(
        asked,
        [*(difference(target, *pair) for pair in _pairs(kin)), *_runs(terms, at)],
        sure=lone and not parts and target.kind != MONEY,
    )


def _is_left(term: Term) -> bool:
    """Whether the words of a number say that it is left over."""
    if _OPENING.search(term.words):
        return False
    return bool(_LEFT.search(term.words) or _LEFT_BEHIND.match(term.tail))


def _pairs(terms: Sequence[Term]) -> Iterator[tuple[Term, Term]]:
    """Yield each two numbers, the larger one first."""
    for one, other in combinations(terms, 2):
        if one.value != other.value:
            yield (one, other) if one.value > other.value else (other, one)


def _near(terms: Sequence[Term], at: int, kind: str) -> list[Term]:
    """Return the numbers of a kind beside a place, the place itself left out."""
    return [
        t for t in _around(terms, at) if t.kind == kind and t.value > 0 and not t.number.is_hedged
    ]


def _around(terms: Sequence[Term], at: int) -> list[Term]:
    return [*terms[max(0, at - _MOST_NEAR) : at], *terms[at + 1 : at + 1 + _MOST_NEAR]]


def _runs(terms: Sequence[Term], at: int) -> list[Equation]:
    """Return the sums of the numbers of its kind that follow on a number, or lead to it."""
    target = terms[at]
    made = []
    for beside in (terms[at + 1 :], terms[:at][::-1]):
        run = [t for t in beside if t.kind == target.kind][:_MOST_NEAR]
        made += [signed(target, [(1, t) for t in run[:n]]) for n in range(2, len(run) + 1)]
    return made


def _rate(terms: Sequence[Term], at: int) -> _System | None:
    """A share or a rate: two numbers of one kind."""
    target = terms[at]
    lead = re.split("[，；：]", target.lead)[-1]
    if target.kind != PERCENT or not _RATE.search(lead) or _NO_RATE.search(lead):
        return None
    if target.value == _HUNDRED:
        return None  # any two numbers may be meant to be equal
    before = [
        t for t in terms[max(0, at - _MOST_NEAR) : at] if t.kind not in _RATIOS and t.value > 0
    ]
    if not before:
        return None
    kind = before[-1].kind
    here = [t for t in before if t.kind == kind and t.sentence == target.sentence]
    near = here if len(here) > 1 else [t for t in before if t.kind == kind]
    near = [t for t in near if not _TURNED.search(t.words)][-_NEAR_PAIRS:]
    if kind != MONEY:
        near = [t for t in terms[max(0, at - 2) : at] if t in near]
    asked = [
        quotient(target, part, whole)
        for part, whole in permutations(near, 2)
        if part in near[-2:] and part.value <= whole.value
    ]
    around = _near(terms, at, kind)
    loose = [quotient(target, *pair) for pair in permutations(around, 2)]
    if _CHANGE_RATE.search(lead):
        asked = [next(_changes(target, *pair)) for pair in permutations(near, 2)]
    return _System(asked, loose, sure=len(asked) == 2 and bool(_CHANGE_RATE.search(lead)))


def _rate_of_the_year(terms: Sequence[Term], at: int) -> _System | None:
    """A rate that names no budget is of that of the full year, where both are printed."""
    target = terms[at]
    lead = re.split("[，；：]", target.lead)[-1]
    if target.kind != PERCENT or not _EXECUTED.search(lead) or _PLANNED_FIRST.search(lead):
        return None
    money = [t for t in _near(terms, at, MONEY) if not _TURNED.search(t.words)]
    first = [
        t for t in money if _PLANNED_FIRST.search(t.words) and not _PLANNED_LAST.search(t.words)
    ]
    full = [t for t in money if _PLANNED_LAST.search(t.words)]
    spent = [t for t in money if t not in first and t not in full and _GOES_OUT_ALL.search(t.words)]
    base = full or first
    if len(base) != 1:
        return None
    off = [t for t in spent for f in first if full and quotient(target, t, f).holds]
    off += [t for t in spent if t.value != base[0].value and quotient(target, base[0], t).holds]
    asked = [quotient(target, t, base[0]) for t in off]
    return (
        _System(asked, asked, sure=len(asked) == 1)
        if digits_of(target.text) >= _LEAST_DIGITS
        else None
    )


def _mean(terms: Sequence[Term], at: int) -> _System | None:
    """An amount for each one: with the number of them it makes a total."""
    each = terms[at]
    said = _MEAN.search(each.words) or _EACH_BEHIND.match(each.tail)
    if each.kind != MONEY or said is None or each.value <= 0:
        return None
    groups = said.groupdict()
    measure = groups.get("each") or groups.get("per") or ""
    around = [t for t in _around(terms, at) if t.value > 0]
    known = _MEASURES.get(measure, measure)
    counts = [
        t for t in around
        if t.kind not in {MONEY, *_RATIOS} and t.value > 1 and t.number.kind[0] not in "万亿"
        and (not measure or t.number.kind[-1] in known or measure in t.number.kind or t.tail.startswith(measure))
    ]  # fmt: skip
    near = [t for t in counts if abs(t.sentence - each.sentence) < 2]
    totals = [
        t for t in around
        if t.kind == MONEY and t.value > each.value and not _TURNED.search(t.words)
        and not _MEAN.search(t.words)
    ]  # fmt: skip
    asked = [
        _each(total, each, count)
        for count in near[-2:]
        for total in totals
        if abs(total.sentence - each.sentence) < 2
    ]
    times = [t for t in around if t.number.kind in _TIMES and t not in counts]
    plain_mean = all(t.sentence == each.sentence for e in asked for t, _ in e.rights)
    loose = [_each(total, each, count) for count in counts for total in totals]
    loose += [
        product(total, (each, count, t))
        for count in counts
        for total in totals
        for t in times
        if t is not count
    ]
    return (
        _System(
            asked,
            loose,
            sure=len(asked) == 1 and not times and plain_mean and asked[0].target is each,
        )
        if asked
        else None
    )


def _each(total: Term, each: Term, count: Term) -> Equation:
    """Return what a mean is of a total, where it is printed behind it; else what it makes of a count."""
    if total.number.start > each.number.start:
        return product(total, (each, count))
    value = total.value / count.value
    rights = ((each, value), (total, each.value * count.value), (count, total.value / each.value))
    slack = total.step * _HALF / count.value
    return Equation(each, value, slack, rights, f"{total.text}{total.unit} ÷ {count.text}")


def _flow(terms: Sequence[Term], at: int) -> _System | None:
    """What there is at the end: the beginning, what came in, without what went out."""
    target = terms[at]
    if target.kind != MONEY or not _CLOSING.search(target.words):
        return None
    here = [t for t in _near(terms, at, MONEY) if not _CLOSING.search(t.words)]
    opening = [t for t in here if _OPENING.search(t.words)]
    ins = [t for t in here if t not in opening and _COMES_IN.search(t.words)]
    outs = [t for t in here if t not in opening and t not in ins and _GOES_OUT.search(t.words)]
    if len(opening) != 1 or not ins or not outs:
        return None
    asked = [
        signed(target, [(1, opening[0]), (1, came), *((-1, t) for t in went)])
        for came in ins
        for count in (1, 2)
        for went in combinations(outs, count)
    ]
    loose = [difference(target, *pair) for pair in _pairs(here)]
    return _System(asked[:_MOST_NEAR], loose, sure=len(here) == len(asked) + 2 == _ALONE)


def _only(terms: Sequence[Term], at: int) -> _System | None:
    """What is the only part of a whole is all of it."""
    target = terms[at]
    if target.kind != MONEY or not _ONLY.search(target.lead):
        return None
    wholes = [t for t in _near(terms, at, MONEY) if _WHOLE.search(t.words)]
    return _System([signed(target, [(1, t)]) for t in wholes], [])


def _twin(terms: Sequence[Term], at: int) -> _System | None:
    """The same thing named twice in a passage has one amount, or one rate."""
    target = terms[at]
    if target.kind in {POINTS, "分"} or digits_of(target.text) < _MANY_DIGITS - (
        target.kind == PERCENT
    ):
        return None
    if _spoken_for(target, terms) or _is_a_ratio(target, terms):
        return None
    twins = [
        t for t in terms
        if t.kind == target.kind and t is not target and is_swap(t.text, target.text)
        and (t.sentence != target.sentence or target.kind == PERCENT) and t.value + target.value != _HUNDRED
        and (_share_words(target, t) or (target.kind == PERCENT and digits_of(t.text) >= _MANY_DIGITS)) and not _YEAR_OF.search(t.lead[-16:] + target.lead[-16:])
    ]  # fmt: skip
    if len({t.value for t in twins}) != 1:
        return None
    later = target.number.start > twins[0].number.start
    spoken = _is_a_ratio if target.kind == PERCENT else _spoken_for
    if (not later or target.kind == PERCENT) and not spoken(twins[0], terms):
        return None
    return _System([signed(target, [(1, twins[0])])], [])


def _is_a_ratio(term: Term, terms: Sequence[Term]) -> bool:
    """Whether a percent is what two numbers of its passage make."""
    if term.kind != PERCENT:
        return False
    numbers = [t for t in terms if t.kind not in _RATIOS and t.value > 0][:_MOST_NEAR]
    return any(
        e.holds
        for one, other in permutations(numbers, 2)
        if one.kind == other.kind
        for e in (quotient(term, one, other), *_changes(term, one, other))
    )


def _share_words(one: Term, other: Term) -> bool:
    """Whether two letters that name something stand beside both numbers."""
    names = [_NO_NAME.sub("，", f"{t.lead[-20:]}，{t.tail[:8]}") for t in (one, other)]
    pairs = {names[0][at : at + 2] for at in range(len(names[0]) - 1)}
    return any("，" not in pair and pair in names[1] for pair in pairs)


_NO_NAME = re.compile("[^一-鿿]|万元|其中|全年|年度|共计|合计|主要|用于|安排|资金|项目")
_YEAR_OF = re.compile("上年|去年|前年|年初|比|较|目标|计划|满分")


def _beside(terms: Sequence[Term], at: int) -> _System | None:
    """An amount of many digits, or a percent, that two numbers of its sentence or a row of them make."""
    target = terms[at]
    here = [t for t in terms if t.sentence == target.sentence and t is not target and t.value > 0]
    if target.kind == PERCENT and digits_of(target.text) >= _LEAST_DIGITS:
        near = [t for t in here if t.kind not in _RATIOS]
        return _System(
            [e for pair in permutations(near, 2) if pair[0].kind == pair[1].kind for e in _percents(target, *pair)][:_MOST_WAYS],
            [e for pair in permutations(_around(terms, at), 2) if pair[0].kind == pair[1].kind and pair[0].kind not in _RATIOS and pair[1].value > 0
             for e in _percents(target, *pair)],
            beside=True,
        )  # fmt: skip
    if target.kind != MONEY or digits_of(target.text) < _MANY_DIGITS:
        return None
    near = [t for t in here if t.kind == MONEY]
    if _in_a_row(target, terms):
        return None
    loose = _around(terms, at)
    kin = [t for t in loose if t.kind == MONEY and t.value > 0]
    made = [*_two(target, near)] if len(near) <= _FEW_NEAR else []
    made += [
        e
        for e in _runs(terms, at)
        if len(e.rights) > _ALONE and all(t.sentence == target.sentence for t, _ in e.rights)
    ]
    return _System(made, [*_two(target, kin), *_runs(terms, at)], beside=True)


def _two(target: Term, terms: Sequence[Term]) -> Iterator[Equation]:
    for one, other in _pairs(terms):
        yield difference(target, one, other)
        yield signed(target, [(1, one), (1, other)])


def _percents(target: Term, one: Term, other: Term) -> Iterator[Equation]:
    """Yield what two numbers make in percent: a share, and, of what has changed, a change."""
    yield quotient(target, one, other)
    if _TURNED.search(target.words):
        yield from _changes(target, one, other)


def _changes(target: Term, one: Term, other: Term) -> Iterator[Equation]:
    """Yield by how many percent one number is more or less than another, or a change of it."""
    for base, size in (
        (other.value, abs(one.value - other.value)),
        (other.value - one.value, one.value),
        (other.value + one.value, one.value),
    ):
        if base > 0 and size:
            slack = (one.step + other.step) / base * _HUNDRED
            value = size / base * _HUNDRED
            words = f"{plain(size)} ÷ {plain(base)}"
            yield Equation(target, value, slack, ((target, value),), words)


_SHAPES: tuple[Callable[[Sequence[Term], int], _System | None], ...] = (
    _left,
    _mean,
    _flow,
    _only,
    _rate,
    _rate_of_the_year,
    _twin,
    _beside,
)


_Way = tuple[Term, str, Equation]
"""A number that may be wrong, what it would be, and by which equation."""


# ---- which number is wrong ---------------------------------------------------------------------


def _spoken_for(term: Term, terms: Sequence[Term]) -> bool:
    """Whether other numbers of the passage make a number: a sum, a difference, or a share."""
    kin = [t for t in terms if t.kind == term.kind and t is not term and t.value > 0][-_MOST_NEAR:]
    if digits_of(term.text) < _LEAST_DIGITS:
        return False
    if any(t.value == term.value for t in kin) or _in_a_row(term, terms):
        return True
    for one, other in combinations(kin, 2):
        slack = (one.step + other.step) * _HALF
        if any(
            abs(made - term.value) <= slack
            for made in (one.value + other.value, abs(one.value - other.value))
        ):
            return True
    percents = [t for t in terms if t.kind == PERCENT and digits_of(t.text) >= _LEAST_DIGITS]
    return any(
        quotient(percent, *pair).holds
        for percent in percents
        for other in kin
        for pair in ((term, other), (other, term))
        if digits_of(other.text) >= _LEAST_DIGITS
    )


def _in_a_row(term: Term, terms: Sequence[Term]) -> bool:
    """Whether a number is one of those in a row that come to the one before them or behind them."""
    row = [t for t in terms if t.kind == term.kind and t.depth == term.depth]
    place = row.index(term)
    for first in range(max(0, place - _LONGEST_ROW), place + 1):
        added = Decimal(0)
        for last in range(first, min(len(row), first + _LONGEST_ROW)):
            added += row[last].value
            if last < max(place, first + 1) or first > place:
                continue
            beside = (*row[max(0, first - 2) : first], *row[last + 1 : last + 3])
            if any(t.value == added for t in beside):
                return True
    return False


@check("数和旁边的数算得上", "SUM", "PCT", "COUNT")
def numbers_are_what_their_words_make_them(case: Case) -> Findings:
    """可支配2478.60万元，实支2429.03万元，剩下59.57万元: the two before leave 49.57."""
    for normal in case.reading.running:
        terms = terms_of(normal, case.reading.numbers.get(normal.paragraph, []))
        for at in range(len(terms) if len(terms) > 1 else 0):
            for shape in _SHAPES:
                system = None if terms[at].number.is_hedged else shape(terms, at)
                if system is not None:
                    yield from _off(case, terms, system)


def _off(case: Case, terms: Sequence[Term], system: _System) -> Findings:
    if not system.asked or any(e.holds for e in (*system.asked, *system.loose)):
        return
    target = system.asked[0].target
    beside = [t for e in system.asked for t, _ in e.rights]
    if target.kind == PERCENT and not system.sure and _is_of_another(case, target, beside):
        return
    ways = ([] if system.beside else _agreed(system.asked)) or _mends(terms, system)
    if not ways and system.sure:
        ways = [(e.target, e.target.printed(e.value), e) for e in system.asked]
    if 0 < len(ways) <= _NEAR_PAIRS:
        yield _told(case, ways)


def _mends(terms: Sequence[Term], system: _System) -> list[_Way]:
    """Return the numbers that nothing else speaks for and that one slip less would mend."""
    mends: dict[tuple[Term, str], Equation] = {}
    for equation in system.asked:
        target = equation.target
        if system.beside and not is_swap(target.text, target.printed(equation.value)):
            continue
        near = len({t.sentence for t, _ in equation.rights}) == 1
        for term, right in equation.mends():
            swap = is_swap(term.text, right)
            long = digits_of(right) >= _LEAST_DIGITS and not system.beside
            if (swap or long) and (near or term is target):
                mends.setdefault((term, right), equation)
    ways = [(term, right, equation) for (term, right), equation in mends.items()]
    return [way for way in ways if not _spoken_for(way[0], terms)]


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
    return case.finding(
        "SUM" if term.kind == MONEY else "PCT" if term.kind == PERCENT else "COUNT",
        spot, message, f"{right}{term.unit}", severity=Severity.REMINDER, certainty=LIKELY,
    )  # fmt: skip


CHECKS = (numbers_are_what_their_words_make_them,)

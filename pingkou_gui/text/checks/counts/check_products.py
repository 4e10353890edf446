"""Checks of amounts for each: so many times so much is the amount printed, in digits and in size."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import product as combined
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import (
    MONEY,
    NUMBER,
    RATIOS_AND_SCORES,
    step_of,
)
from pingkou_gui.text.lexing.slips import is_slip
from pingkou_gui.text.lexing.tokens import plain
from pingkou_gui.text.lines.outline import chinese_number
from pingkou_gui.text.reasoning.finding import Case, Findings, Told, check, check_each
from pingkou_gui.text.reasoning.groups import (
    IN_ALL,
    LENGTH,
    NO_TOTAL,
    TIMES,
    Groups,
    groups_in,
    is_counted,
    measure,
)
from pingkou_gui.text.reasoning.systems import is_turned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.lines.source import Normal, Span
    from pingkou_gui.text.reading.terms import Term
    from pingkou_gui.text.reasoning.finding import Match, TextFinding

_TEN_THOUSAND = Decimal(10000)
_OTHER_UNIT = {"元": "万元", "万元": "元"}
_SMALL = Decimal(20)
_NEXT = 1
_MOST = 40
_POWERS = frozenset(Decimal(1).scaleb(at) for at in range(-6, 7) if at)


@dataclass(frozen=True, slots=True)
class _Product:
    """An amount for each one, how many there are, for how long, and the amount of all."""

    each: Term
    count: Term
    times: Decimal
    total: Term

    @property
    def value(self) -> Decimal:
        """What it comes to, in 万元."""
        return self.each.value * _how_many(self.count) * self.times

    @property
    def holds(self) -> bool:
        """Whether that is the amount of all, as far as it is printed."""
        slack = self.total.step
        if self.each.number.amount.places or "均" in self.each.words:  # a standard is exact
            slack += self.each.step * _how_many(self.count) * self.times / 2
        slack += (
            self.count.number.amount.step * self.each.value * _scale(self.count) * self.times / 2
            if self.count.number.amount.places
            else 0
        )
        return abs(self.value - self.total.value) <= slack


def _how_many(count: Term) -> Decimal:
    return count.value * _scale(count)


def _scale(count: Term) -> Decimal:
    """Return 10000 for what is counted in 万亩."""
    return _TEN_THOUSAND if count.number.kind[0] == "万" else Decimal(1)


@check("每个的标准乘个数等于总额", "SUM", "UNIT", ground="金额 = 标准 × 数量")
def amounts_for_each_come_to_the_whole(case: Case) -> Findings:
    """按人均2500元的标准发放，共3860人，发放金额965元: 965万元; several groups with one amount of all."""
    paragraphs = [case.reading.terms.get(n.paragraph, []) for n in case.reading.running]
    grouped: set[Term] = set()
    for groups in groups_in(paragraphs):
        grouped.update(groups.terms)
        if not groups.holds:
            yield from _off_groups(case, groups)
    for terms in (found[: _MOST * _MOST] for found in paragraphs):
        for at, each in enumerate(terms):
            told = measure(each) if each.kind == MONEY and each.value > 0 else None
            if told is not None and not each.number.is_hedged and each not in grouped:
                yield from _off(case, terms, at, *told)


def _off_groups(case: Case, groups: Groups) -> Findings:
    """Yield a question about groups whose amounts do not come to that of all, by one slip."""
    total = groups.total
    made = next(groups.rights())[1]
    ways = [(t, t.printed(right), right) for t, right in groups.rights() if right > 0]
    near = [
        (t, text) for t, text, right in ways
        if is_slip(t.text, text) and (t is total or t.number_of(text) == right)
    ]  # fmt: skip
    if not near:
        return
    told = "，或".join(f"“{t.words}{t.text}{t.unit}”应为{text}{t.unit}" for t, text in near)
    message = f"{groups.worked()} = {total.printed(made)}{total.unit}，印的是{total.text}{total.unit}；核对：{told}"
    term, right = near[0]
    here = [t for t in (*groups.terms, total) if t.normal is term.normal]
    first = min(here, key=lambda t: t.number.start)
    begin = max(0, first.number.start - len(first.words))
    spot = term.normal.span(begin, max(t.number.end for t in here))
    yield case.question("SUM", spot, message, f"{right}{term.unit}")


def _off(case: Case, terms: Sequence[Term], at: int, named: str, time: str) -> Findings:
    each = terms[at]
    near = [
        t
        for t in terms[max(0, at - _MOST) : at + _MOST]
        if 0 <= t.sentence - each.sentence <= _NEXT and t.value > 0
    ]
    counts = [t for t in near if is_counted(t, named)]
    totals = [
        t
        for t in near
        if t is not each and t.kind == MONEY and measure(t) is None and not is_turned(t)
    ]
    lasted = _lengths(each, near)
    any_counts = [t for t in near if t.kind not in {MONEY, *RATIOS_AND_SCORES}]
    every = (
        _Product(each, count, times, total)
        for count, times, total in combined(any_counts, {Decimal(1), Decimal(12), *lasted}, totals)
    )
    if not counts or not totals or any(one.holds for one in every):
        return
    found = _asked(each, counts, totals, time, lasted)
    for one in found:
        told = _told(case, one)
        if told is not None:
            yield told
            return


def _lengths(each: Term, near: Sequence[Term]) -> list[Decimal]:
    text = each.normal.text
    first = min(t.number.start for t in near) - _MOST
    last = max(t.number.end for t in near) + 1
    return [
        Decimal(chinese_number(m["number"]))
        for m in LENGTH.finditer(text, max(0, first), min(len(text), last))
    ]


def _asked(
    each: Term, counts: Sequence[Term], totals: Sequence[Term], time: str, lasted: Sequence[Decimal]
) -> Iterator[_Product]:
    """Yield what the words most likely multiply: the next count with the next amount of all."""
    times = [Decimal(12)] if time == "月" and not lasted else [Decimal(1)]
    if time in TIMES and time not in {"年", "学年"} and lasted:
        times = list(lasted)[:2]
    ordered = sorted(counts, key=lambda t: abs(t.number.start - each.number.start))
    for count in ordered[:2]:
        behind = [t for t in totals if t.number.start > min(count.number.start, each.number.start)]
        total = next(
            (t for t in behind if IN_ALL.search(t.words) and not NO_TOTAL.search(t.words)), None
        )
        if total is not None and abs(total.sentence - count.sentence) < 1:
            yield from (_Product(each, count, each_time, total) for each_time in times)


def _told(case: Case, one: _Product) -> TextFinding | None:
    """Return a question about a product that does not come out; None where nothing tells that it is one."""
    if not one.value:
        return None
    each, total, count = one.each, one.total, one.count
    worked = f"{each.text}{each.unit} × {count.text}{count.unit}" + (
        f" × {one.times}" if one.times > 1 else ""
    )
    ratio = total.value / one.value
    if ratio.normalize() in {
        Decimal(10).normalize(),
        Decimal("0.1"),
        Decimal(100).normalize(),
        Decimal("0.01"),
    }:
        return _point_moved(case, one, worked, ratio)
    if ratio.normalize() in {p.normalize() for p in _POWERS}:
        term, right = _of_another_size(case, one, ratio)
        message = f"{worked}和{total.text}{total.unit}差了数量级，“{term.words}{term.text}{term.unit}”应为{right}；核对单位"
        return case.question("UNIT", _spot(one), message, right)
    made = total.printed(one.value)
    ways = [(total, made)] if is_slip(total.text, made) else []
    ways += [
        (t, t.printed(t.value * ratio)) for t in (each, count)
        if is_slip(t.text, t.printed(t.value * ratio)) and _exact(one, t, ratio)
    ]  # fmt: skip
    if not ways:
        return None
    told = "，或".join(f"“{t.words}{t.text}{t.unit}”应为{right}{t.unit}" for t, right in ways)
    message = f"{worked} = {made}{total.unit}，印的是{total.text}{total.unit}；核对：{told}"
    term, right = ways[0]
    return case.question("SUM", _spot(one), message, f"{right}{term.unit}")


def _spot(one: _Product) -> Span:
    """Return the place of a whole product, from its first word on."""
    terms = (one.each, one.count, one.total)
    first = min(t.number.start - len(t.words) for t in terms)
    return one.each.normal.span(first, max(t.number.end for t in terms))


def _point_moved(case: Case, one: _Product, worked: str, ratio: Decimal) -> TextFinding:
    """Return a question about a product of the right digits whose point stands elsewhere."""
    total, each = one.total, one.each
    value = Decimal(total.text) / ratio
    right = f"{plain(value)}{total.unit}"
    other = f"{plain(Decimal(each.text) * ratio)}{each.unit}"
    message = f"{worked} = {right}，印的是{total.text}{total.unit}，差了数量级；核对：应为{right}，或“{each.words}{each.text}{each.unit}”应为{other}"
    return case.question("SUM", _spot(one), message, right)


def _exact(one: _Product, term: Term, ratio: Decimal) -> bool:
    """Whether another amount for each, or another count, makes the printed total to the last place."""
    right = term.number_of(term.printed(term.value * ratio))
    return abs(right / term.value * one.value - one.total.value) < one.total.step


def _of_another_size(case: Case, one: _Product, ratio: Decimal) -> tuple[Term, str]:
    """Return which amount has the wrong unit, or a digit too many, with what should stand there."""
    each, total = one.each, one.total
    printed = Decimal(each.text)
    low = ratio < 1
    if ratio in {1 / _TEN_THOUSAND, _TEN_THOUSAND}:
        again = case.reading.amounts_printed.count(total.value) and _is_printed_twice(case, total)
        small = not low and printed <= _SMALL
        if low:
            wrong_each = each.unit == "万元" and (again or total.unit != "元")
        else:
            wrong_each = each.unit == "元" and (again or small or total.unit != "万元")
        term = each if wrong_each else total
        return term, f"{term.text}{_OTHER_UNIT.get(term.unit, term.unit)}"
    right = each.printed(each.value * ratio)
    shown = right if Decimal(right) else f"{printed * ratio:f}"
    return each, f"{shown}{each.unit}"


def _is_printed_twice(case: Case, term: Term) -> bool:
    """Whether an amount stands elsewhere in the text as well."""
    found = (
        n
        for numbers in case.reading.numbers.values()
        for n in numbers
        if n.kind == MONEY and n.value == term.value
    )
    return len(list(zip(range(2), found, strict=False))) > 1


_MULTIPLIED = re.compile(
    f"(?P<total>{NUMBER})(?P<unit>万元|元)（(?P<count>{NUMBER})[^\\d×（）。；]{{0,6}}[×xX*](?P<each>{NUMBER})(?P<per>万元|元)(?:/[^（）]{{1,4}})?）"
)
_PER_YUAN = {"元": Decimal(1), "万元": Decimal(10000)}


@check_each(_MULTIPLIED, "写出来的乘法算得对", "SUM")
def products_in_brackets_come_out(case: Case, normal: Normal, match: Match) -> Told:
    """98.40万元（328户×3000元）."""
    unit = _PER_YUAN[match["unit"]]
    right = Decimal(match["count"]) * Decimal(match["each"]) * _PER_YUAN[match["per"]] / unit
    step = step_of(match["total"])
    if abs(right - Decimal(match["total"])) < step:
        return None
    expected = f"{plain(right)}{match['unit']}"
    message = f"{match['count']} × {match['each']}{match['per']} = {expected}，印的是{match['total']}{match['unit']}；核对"
    return case.finding("SUM", normal.span(*match.span()), message, expected)


@check("平均数是总额除以个数", "COUNT", ground="平均数 = 总额 ÷ 个数")
def counts_are_those_that_a_mean_is_made_with(case: Case) -> Findings:
    """运行费17.25万元，年末保有4辆，平均每辆3.45万元, and 5辆 elsewhere: the mean is of five."""
    every = [t for terms in case.reading.terms.values() for t in terms]
    for terms in case.reading.terms.values():
        for mean in (t for t in terms if t.kind == MONEY and t.value > 0):
            named = measure(mean) if _MEAN.search(mean.words) else None
            here = [t for t in terms if t.sentence == mean.sentence and t is not mean]
            counts = [t for t in here if named and named[0] and is_counted(t, named[0])]
            before = [t for t in counts if t.number.start < mean.number.start]
            totals = [
                t for t in here if t.kind == MONEY and measure(t) is None and not is_turned(t)
            ]
            told = before[-1:] if before and _RECKONED.match(before[-1].words) else counts
            if not before or any(_makes(c.value, mean, t) for c in told for t in totals):
                continue
            others = {t.value for t in every if t.number.kind == before[-1].number.kind}
            ways = {value for value in others for t in totals if _makes(value, mean, t)}
            if len(ways) == 1 and not mean.number.is_hedged:
                (right,) = ways
                yield _another_count(case, before[-1], mean, right)


def _makes(count: Decimal, mean: Term, total: Term) -> bool:
    """Whether so many of a mean are a total, which is worth telling of more than one."""
    slack = total.step + mean.step * count / 2
    return count > 1 and slack * 2 < mean.value and abs(count * mean.value - total.value) <= slack


_MEAN = re.compile("均")
_RECKONED = re.compile("按(?!照)")
"""按在册72人计算 says of how many a mean is made, whatever else is counted."""


def _another_count(case: Case, count: Term, mean: Term, right: Decimal) -> TextFinding:
    told = f"{count.words}{count.text}{count.unit}"
    message = f"“{told}”和平均数{mean.text}{mean.unit}对不上，按{plain(right)}{count.unit}算才相符，别处写的也是{plain(right)}{count.unit}；核对"
    spot = count.normal.span(count.number.start - len(count.words), count.number.end)
    return case.question("COUNT", spot, message, f"{plain(right)}{count.unit}")


CHECKS = (amounts_for_each_come_to_the_whole, counts_are_those_that_a_mean_is_made_with)
LAST_CHECKS = (products_in_brackets_come_out,)

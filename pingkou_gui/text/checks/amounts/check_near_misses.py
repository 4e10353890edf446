"""Checks of numbers that would agree with those around them, were it not for one slip of the hand.

Whether a few numbers are a sum and its parts is mostly told by words, and words vary without end.
Arithmetic tells as well: that numbers of five digits nearly add up, a single digit apart, hardly
happens by chance. So a run of numbers beside another is looked at whatever they are called: where
it adds up, its numbers speak for one another; where one slip of the hand would make it add up, and
nothing else speaks for the numbers as they stand, the slip is asked after. How many digits must
agree depends on how plainly words and marks say that the run is a list of parts. A percent is held
against every amount of the text before it is asked after.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import MONEY, PERCENT, POINTS
from pingkou_gui.text.lexing.slips import digits_of, is_slip, one_off
from pingkou_gui.text.reasoning.finding import Case, Findings, check

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.reading.terms import Term
    from pingkou_gui.text.reasoning.finding import TextFinding

_RATIOS = frozenset({PERCENT, POINTS})
_HALF = Decimal("0.5")
_HUNDRED = Decimal(100)
_LEAST_PARTS, _MOST_PARTS = 2, 12
_TELLING, _PLAIN, _CHANCE = 3, 4, 6
"""Digits of a sum that is told as one, and of one that nothing but arithmetic tells."""
_CLOSE = Decimal("0.03")
"""A list that misses a sum by no more than this part of it is meant to be its parts."""
_NEAR = 8
"""So many numbers before a passage may be its sum, or what it compares."""
_FEW_WAYS = 4
_MOST_AMOUNTS = 600

_CHANGE = "增[加长收支]|减[少收支]|多支|少支|压减|下降|上升|提高|超[出支过]|[多少]"
_ASIDE = re.compile(
    r"[比较与](?!重|例|大|多|少|好|高|快)|(?:上年|去年|前年|年末|年初)(?!结[转余])|同期|同比|"
    rf"(?:{_CHANGE})[了额数为]*$|预算(?:数|额|安排|批复|下达|金额|为|是)*$|人均|平均|每|标准"
)
"""Words that lead up to a number that is compared with, or a change, and no part of a list."""
_OPENS = re.compile(r"其中|分别|包括|包含|组成|构成|由|按|分为|：|含|用于|主要是|即")
_CLOSES = re.compile(
    r"[合总共累]计|总[量额数计]|一共|共有?|加(?:起来|上|总)|总收入|总支出|之和|汇总"
)
_SOME = re.compile("主要|等|重点|例如|如：|部分|含")
"""Words of a list that leaves something out."""
_BARE = re.compile(r"(?<![\d.年月第〔])\d{1,12}(?:\.\d{1,6})?万?(?=[，、；。（）]|$)")
_TURNED = re.compile(f"(?:{_CHANGE})[了额数为]*$")
_RISEN = re.compile("[增升提超多]")
_CHANGED = re.compile("(?:增长|增加|上升|提高|增幅|下降|减少|降低|降幅|减幅)[了率为是：]*$")
_SHARE = re.compile("(?:占|比重|占比|完成|执行|支付|到位)[^，。；：]{0,14}$|率[为达到是]*$")
_BESIDE = re.compile(r"[、和及与，]\d")
"""占25.8%、44.8%和29.4%: each is the share of another number."""

_Way = tuple["Term", str]
"""A number that may be wrong, and what it would be."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A number and a run of others beside it that may be its parts.

    Attributes:
        total: what may be the sum.
        parts: what may be added up.
        plain: whether words and marks say that it is a sum and its parts.
        whole: whether the parts are all that their sentence tells.
    """

    total: Term
    parts: tuple[Term, ...]
    plain: bool
    whole: bool = False

    @property
    def members(self) -> tuple[Term, ...]:
        """The parts and their sum."""
        return (*self.parts, self.total)

    @property
    def off(self) -> Decimal:
        """By how much the parts fall short of the sum."""
        return self.total.value - sum((p.value for p in self.parts), Decimal(0))

    @property
    def holds(self) -> bool:
        """Whether it adds up, rounding aside."""
        return abs(self.off) <= sum((m.step for m in self.members), Decimal(0)) * _HALF

    def rights(self) -> Iterator[_Way]:
        """Yield each number of the run with what it would be, were all others right."""
        for member in self.members:
            right = member.value + (-self.off if member is self.total else self.off)
            if right > 0:
                yield member, member.printed(right)

    def slips(self) -> Iterator[_Way]:
        """Yield those of them that one digit another, or two changed about, would mend."""
        for member, right in self.rights():
            if len(right) == len(member.text) and is_slip(member.text, right):
                yield member, right


@check("几个数相加是旁边的数，没有一个写错一位", "SUM", "COUNT")
def runs_add_up(case: Case) -> Findings:
    """实际支出1686.20万元。道路806.40万元，水利512.30万元，绿化376.50万元: 9.00 too much, and no word for a sum."""
    before: list[Term] = []
    for normal in case.reading.running:
        every = case.reading.terms.get(normal.paragraph, [])
        terms = [
            t for t in every if t.kind not in _RATIOS and t.value > 0 and not _ASIDE.search(t.words)
        ]
        yield from _near_misses(case, list(_runs(before, terms, every)))
        before = [*before, *terms][-_NEAR:]


# ---- which numbers may be a sum and its parts --------------------------------------------------


def _runs(before: Sequence[Term], terms: Sequence[Term], every: Sequence[Term]) -> Iterator[_Run]:
    """Yield every run of neighbours with a number before or behind them that may be its sum.

    Args:
        before: numbers of the paragraphs before.
        terms: numbers of this one, without percents, bases and changes.
        every: all numbers of this one.
    """
    for at, total in enumerate(terms):
        yield from _opened(total, terms[at + 1 :])
    for at, total in enumerate(terms):
        yield from _closed(terms[:at], total)
    for parts in _lists(terms, every):
        own = [t for t in terms if t.number.start < parts[0].number.start]
        for total in (*before, *own):
            if total.kind == parts[0].kind and not _bare_between(total, parts[-1]):
                yield _Run(total, parts, plain=True, whole=True)


def _opened(total: Term, behind: Sequence[Term]) -> Iterator[_Run]:
    """Yield a number with each run of those behind it: 2286.90万元，其中甲1686.20万元，乙600.70万元."""
    kin = [t for t in behind if t.kind == total.kind][: _MOST_PARTS + 1]
    for size in range(_LEAST_PARTS, min(len(kin), _MOST_PARTS) + 1):
        parts = tuple(kin[:size])
        if _bare_between(total, parts[-1]):
            return
        ends = size == len(kin) or kin[size - 1].sentence != kin[size].sentence
        opens = _OPENS.search(total.normal.text, total.number.end, parts[0].number.start)
        one = total.sentence == parts[-1].sentence
        yield _Run(total, parts, plain=one and ends and opens is not None)


def _closed(ahead: Sequence[Term], total: Term) -> Iterator[_Run]:
    """Yield a number with each run of those before it: 甲1686.20万元，乙600.70万元，总计2286.90万元."""
    kin = [t for t in ahead if t.kind == total.kind][-_MOST_PARTS:]
    for size in range(_LEAST_PARTS, len(kin) + 1):
        parts = tuple(kin[-size:])
        if _bare_between(parts[0], total):
            return
        starts = size == len(kin) or kin[-size - 1].sentence != kin[-size].sentence
        closes = _CLOSES.search(total.words)
        near = total.sentence - parts[0].sentence <= 1
        yield _Run(total, parts, plain=near and starts and closes is not None)


def _lists(terms: Sequence[Term], every: Sequence[Term]) -> Iterator[tuple[Term, ...]]:
    """Yield the items of each sentence that is nothing but a list of names with their amounts."""
    for sentence in sorted({t.sentence for t in terms}):
        parts = tuple(t for t in terms if t.sentence == sentence)
        others = [t for t in every if t.sentence == sentence and t.kind not in _RATIOS]
        if (
            _LEAST_PARTS < len(parts) == len(others) <= _MOST_PARTS
            and len({(p.kind, p.step) for p in parts}) == 1
            and all(len(p.words) > 1 for p in parts)
        ):
            yield parts


def _bare_between(one: Term, other: Term) -> bool:
    """Whether a number without a unit stands between two: it may belong to the run unread."""
    first = one.number.end if one.normal is other.normal else 0
    return _BARE.search(other.normal.text, first, other.number.start) is not None


# ---- which of them nearly add up ---------------------------------------------------------------


def _near_misses(case: Case, runs: Sequence[_Run]) -> Findings:
    borne = {
        m
        for run in runs
        if run.holds and digits_of(run.total.text) >= _TELLING
        for m in run.members
    }
    asked: set[Term] = set()
    others = {m.value for run in runs for m in run.members}
    for run in runs:
        if abs(run.off) in others:
            continue  # one more number of the passage would make it add up
        if run.holds or not asked.isdisjoint(run.members) or borne.issuperset(run.parts):
            continue
        ways = [way for way in run.slips() if way[0] not in borne]
        rest: list[_Way] = []
        if _is_close(run):
            rest = [way for way in run.rights() if way[0] not in borne and way not in ways]
        elif not _is_no_chance(run) or (run.total in borne and not run.plain):
            continue
        if ways or rest:
            asked |= set(run.members)
            yield _told(case, run, ways, rest)


def _is_no_chance(run: _Run) -> bool:
    """Whether a run that a single slip keeps from adding up is hardly one by chance."""
    total, *parts = (digits_of(m.text) for m in (run.total, *run.parts))
    if total < (_PLAIN if run.plain else _CHANCE) or min(parts) < _LEAST_PARTS:
        return False
    if run.whole and _exact(run.total) < _PLAIN:
        return False
    alike = len({m.step for m in run.members if m.text.strip("0")}) == 1
    within = max(m.value for m in run.parts) * 2 <= run.total.value * 3
    return run.plain or (alike and within)


def _exact(term: Term) -> int:
    """Return how many digits of a number tell something, zeros at its end left out: 2 for 150.00."""
    return len(term.value.normalize().as_tuple().digits)


def _is_close(run: _Run) -> bool:
    """Whether a list comes so close to a number that it is meant to be its parts, whatever is wrong.

    One that falls short of it may leave something out, if it says so.
    """
    if not run.whole or _exact(run.total) < _PLAIN:
        return False
    first, last = run.parts[0].number, run.parts[-1].number
    told = run.parts[0].normal.text[max(0, first.start - len(first.words) - 20) : last.end + 6]
    if run.off > 0 and _SOME.search(told):
        return False
    return abs(run.off) <= run.total.value * _CLOSE


def _told(case: Case, run: _Run, ways: list[_Way], rest: list[_Way]) -> TextFinding:
    """Return a question about a run that should add up, with what each of its numbers may be.

    Those that one slip explains come first, and are what is expected.
    """
    total, all_ways = run.total, [*ways, *rest][: max(_FEW_WAYS, len(ways))]
    terms = " + ".join(p.text for p in run.parts)
    told = "，或".join(f"“{m.words}{m.text}”应为{right}" for m, right in all_ways)
    added = total.printed(total.value - run.off)
    message = (
        f"“{total.words}{total.text}{total.unit}”和旁边的数对不上，{terms} = {added}；核对：{told}"
    )
    here = [m for m, _ in all_ways if m.normal is all_ways[0][0].normal]
    first, last = (pick(here, key=lambda m: m.number.start) for pick in (min, max))
    spot = first.normal.span(first.number.start - len(first.words), last.number.end)
    expected = "或".join(f"{right}{m.unit}" for m, right in (ways or all_ways))
    return case.question("SUM" if total.kind == MONEY else "COUNT", spot, message, expected)


# ---- percents ----------------------------------------------------------------------------------


def _percents(case: Case, words: re.Pattern[str]) -> Iterator[tuple[Term, list[Term]]]:
    """Yield each percent led up to by such words, with the last amounts before it."""
    before: list[Term] = []
    for normal in case.reading.running:
        every = case.reading.terms.get(normal.paragraph, [])
        for at, percent in enumerate(every):
            amounts = [t for t in every[:at] if t.kind == MONEY and t.value > 0]
            told = percent.kind == PERCENT and words.search(percent.words) is not None
            beside = _BESIDE.match(normal.text, percent.number.end)
            if told and amounts and not beside and digits_of(percent.text) >= _TELLING:
                yield percent, [*before, *amounts][-_NEAR:]
        before = [*before, *(t for t in every if t.kind == MONEY and t.value > 0)][-_NEAR:]


def _printed_amounts(case: Case) -> list[Decimal]:
    """Return the amounts of a text in 万元, as many as any report prints."""
    return [value for value in case.reading.amounts_printed if value > 0][:_MOST_AMOUNTS]


@check("增减的百分比，是旁边一个数按增减额算的", "PCT", "SUM")
def changes_make_their_percent(case: Case) -> Findings:
    """总支出3928.76万元。与上年相比减少1093.92万元，下降36.2%: it is of 1928.76 that it makes 36.2%."""
    printed = _printed_amounts(case)
    for percent, (*before, change) in _percents(case, _CHANGED):
        amounts = [t for t in before if not _ASIDE.search(t.words)]
        if (
            amounts
            and change.sentence == percent.sentence
            and change.normal is percent.normal
            and _TURNED.search(change.words)
            and digits_of(change.text) >= _PLAIN <= digits_of(amounts[-1].text)
        ):
            yield from _of_no_base(case, percent, change, amounts[-1], printed)


def _of_no_base(
    case: Case, percent: Term, change: Term, this: Term, printed: Sequence[Decimal]
) -> Findings:
    """Ask after a change whose percent no amount of the text makes with it, but for one slip."""
    turn = 1 if _RISEN.search(change.words[-4:]) else -1

    def fits(amount: Decimal, size: Decimal) -> bool:
        base = amount - turn * size
        slack = percent.step + (change.step * 2 * _HUNDRED / base if base > 0 else 0)
        return base > 0 and abs(size / base * _HUNDRED - percent.value) <= slack

    bases = (abs(change.value / base * _HUNDRED - percent.value) for base in printed)
    if any(off <= percent.step for off in bases) or any(fits(v, change.value) for v in printed):
        return
    ways = [(this, r) for r in one_off(this.text) if fits(this.number_of(r), change.value)]
    ways += [(change, r) for r in one_off(change.text) if fits(this.value, change.number_of(r))]
    base = this.value - turn * change.value
    made = change.value / base * _HUNDRED if base > 0 else Decimal(0)
    if percent.is_slip_of(made):
        ways.append((percent, percent.printed(made)))
    if not 0 < len(ways) <= _FEW_WAYS:
        return
    told = "，或".join(f"“{m.words}{m.text}”应为{right}" for m, right in ways)
    by = f"，按{this.text}和{change.text}算是{made:.2f}%" if made else ""
    message = f"“{percent.words}{percent.text}%”和前面的金额对不上{by}；核对：{told}"
    first, right = ways[0]
    spot = first.normal.span(first.number.start - len(first.words), first.number.end)
    yield case.question("PCT" if first is percent else "SUM", spot, message, f"{right}{first.unit}")


@check("占比和完成率，是旁边两个数算出来的", "PCT", "SUM")
def shares_are_of_amounts(case: Case) -> Findings:
    """收入完成8736万元，其中税收收入8039万元，税收占比82.02%: 8039 of 8736 are 92.02%."""
    printed = _printed_amounts(case)
    for percent, near in _percents(case, _SHARE):
        part, amounts = near[-1], {*printed, *(t.value for t in near)}
        if (
            _CHANGED.search(percent.words)
            or part.normal is not percent.normal
            or part.sentence != percent.sentence
        ):
            continue
        if any(_is_share(percent, other, whole) for other in near for whole in amounts):
            continue
        shares = (part.value / w.value * _HUNDRED for w in near if w.value >= part.value)
        ways = {percent.printed(s) for s in shares if s < _HUNDRED and percent.is_slip_of(s)}
        if len(ways) != 1:
            continue
        (right,) = ways
        made = f"按{part.text}{part.unit}算应为{right}%"
        message = f"“{percent.words}{percent.text}%”和前面的金额对不上，{made}；核对"
        start = percent.number.start - len(percent.words)
        spot = percent.normal.span(start, percent.number.end)
        yield case.question("PCT", spot, message, f"{right}%")


def _is_share(percent: Term, part: Term, whole: Decimal) -> bool:
    """Whether an amount may be that percent of another, rounded either way."""
    slack = percent.step + part.step * _HUNDRED / whole
    return abs(part.value / whole * _HUNDRED - percent.value) <= slack


CHECKS = (changes_make_their_percent, shares_are_of_amounts)

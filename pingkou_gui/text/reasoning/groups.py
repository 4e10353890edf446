"""What is told for each one of many: an amount for each, how many there are, and sums over several groups of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import product as combined
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import MONEY, RATIOS_AND_SCORES
from pingkou_gui.text.lexing.tokens import plain
from pingkou_gui.text.lines.outline import chinese_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pingkou_gui.text.reading.terms import Term

_EVERY = re.compile("每(?:[1一])?个?(?P<one>平方米|立方米|公里|学期|学年|季度|[一-鿿])")
_PER = re.compile("(?P<one>[人户亩村生校车座处盏场件次])均[一-鿿]{0,8}$")
_PRICE = re.compile("(?:^|[一-鿿])(?:单价|单位造价|均价)(?:为|是|约|：)*$")
_BEHIND = re.compile(
    "^(?:/|每|一)(?P<one>平方米|立方米|公里|[一-鿿])(?:[·./、]?(?:/|每)?(?P<time>年|月|天|日|学期|次|期))?"
)
TIMES = frozenset({"年", "月", "天", "日", "季", "学期", "学年", "季度", "期", "次"})
_OF = {
    "人": "人名位生",
    "生": "人名生",
    "名": "人名",
    "村": "个村",
    "校": "所个",
    "场": "场次",
    "次": "次场",
    "车": "辆台",
    "户": "户",
    "位": "位人名",
}
IN_ALL = re.compile(
    "共|合计|总|计|支付|兑付|发|资金|投资|金额|经费|安排|支出|测算|投入|需|补|奖|造价|拨付"
)
NO_TOTAL = re.compile("其中|另|上年|去年|预算|剩|余|已付|累计|往年|人均|每")
LENGTH = re.compile(
    "(?<![\\d第])(?P<number>\\d{1,3}|[两二三四五六七八九十])(?P<unit>个月|天|日|次|期|学期|季度|年)"
)


def measure(each: Term) -> tuple[str, str] | None:
    """Return of what an amount is that of each one, and for which time; None where it is none."""
    behind = _BEHIND.match(each.tail)
    if behind is not None and behind["one"] not in TIMES:
        return behind["one"], behind["time"] or ""
    words = each.words
    named = [match["one"] for match in _EVERY.finditer(words)]
    per = _PER.search(words)
    things = [one for one in named if one not in TIMES]
    if not things and per is None:
        return ("", "") if _PRICE.search(words) else None
    time = next((one for one in named if one in TIMES), "")
    time = "月" if not time and re.search("月(?=[人户]均)|月均|月工资|月标准", words) else time
    if behind is not None and behind["one"] in TIMES:
        time = behind["one"]
    return (things[-1] if things else per["one"] if per else "", time)


def is_counted(term: Term, named: str) -> bool:
    """Whether a number counts what an amount is told for each of; anything where that has no name."""
    if term.kind in {MONEY, *RATIOS_AND_SCORES} or term.number.is_hedged or term.value <= 1:
        return False
    kind = term.number.kind
    if not named:
        return True
    return kind[-1] in _OF.get(named, named) or named in kind or term.tail.startswith(named)


# ---- several groups, each with an amount for each and its number, and one amount of all -------------


@dataclass(frozen=True, slots=True)
class Group:
    """An amount for each one, how many there are, and how often it may have been paid."""

    each: Term
    count: Term
    times: tuple[Decimal, ...]

    @property
    def once(self) -> Decimal:
        """What all of the group get at a time."""
        return self.each.value * self.count.value


@dataclass(frozen=True, slots=True)
class Groups:
    """Several groups and the amount of all of them, which is told behind them."""

    groups: tuple[Group, ...]
    total: Term

    @property
    def terms(self) -> tuple[Term, ...]:
        """All numbers of it."""
        return tuple(t for group in self.groups for t in (group.each, group.count))

    def ways(self) -> Iterator[tuple[Decimal, ...]]:
        """Yield how often each group may have been paid, the likeliest first."""
        yield from combined(*(group.times for group in self.groups))

    def added(self, times: Sequence[Decimal]) -> Decimal:
        """Return what the groups come to, paid so often."""
        return sum((g.once * n for g, n in zip(self.groups, times, strict=True)), Decimal(0))

    @property
    def holds(self) -> bool:
        """Whether the groups come to the amount of all, paid as often as any words allow."""
        return any(
            abs(self.added(way) - self.total.value) <= self.total.step for way in self.ways()
        )

    def rights(self) -> Iterator[tuple[Term, Decimal]]:
        """Yield what each number would be, were all others right and each group paid as its words say."""
        times = next(self.ways())
        off = self.total.value - self.added(times)
        yield self.total, self.added(times)
        for group, often in zip(self.groups, times, strict=True):
            for term, other in ((group.each, group.count), (group.count, group.each)):
                yield term, term.value + off / (other.value * often)

    def worked(self) -> str:
        """Return how the groups are worked out, as they are printed."""
        shown = [
            f"{g.each.text}{g.each.unit}×{g.count.text}{g.count.unit}"
            + (f"×{plain(n)}" if n != 1 else "")
            for g, n in zip(self.groups, next(self.ways()), strict=True)
        ]
        return " + ".join(shown)


def groups_in(paragraphs: Iterable[Sequence[Term]]) -> Iterator[Groups]:
    """Yield the groups of neighbouring paragraphs with the amount of all behind them.

    五保户120户，每户500元，低保户200户，每户300元，共计12.0万元; also with a line for each group.
    """
    pending: list[Group] = []
    last = -1
    for terms in paragraphs:
        if not terms or terms[0].normal.paragraph != last + 1:
            pending = []
        last = terms[0].normal.paragraph if terms else last
        begin = 0
        waiting: list[tuple[int, str, str]] = []
        for at, term in enumerate(terms):
            named = measure(term) if term.kind == MONEY and term.value > 0 else None
            if named is not None:
                group = None if waiting else _group(terms, begin, at, *named)
                pending = [*pending, group] if group is not None else []
                waiting = waiting if group is not None else [*waiting, (at, *named)]
                behind = group is not None and group.count.number.start > term.number.start
                begin = at + 1 + behind
            elif term.kind == MONEY and not _TURNED.search(term.words):
                pending = pending or _in_turn(terms, waiting, at)
                if (
                    len(pending) > 1
                    and IN_ALL.search(term.words)
                    and not NO_TOTAL.search(term.words)
                ):
                    yield Groups(tuple(pending), term)
                pending, waiting, begin = [], [], at + 1


def _in_turn(
    terms: Sequence[Term], waiting: Sequence[tuple[int, str, str]], end: int
) -> list[Group]:
    """Return amounts for each that are told first, with the numbers told behind all of them, in their order."""
    if not waiting:
        return []
    counts = [t for t in terms[waiting[-1][0] + 1 : end] if is_counted(t, waiting[0][1])]
    if len(counts) != len(waiting) or len(waiting) < 2:
        return []
    return [
        Group(terms[at], count, (Decimal(12), Decimal(1)) if time == "月" else (Decimal(1),))
        for (at, _, time), count in zip(waiting, counts, strict=True)
    ]


_TURNED = re.compile("[增减多少][加少]?(?:了|为)?$")


def _group(terms: Sequence[Term], begin: int, at: int, named: str, time: str) -> Group | None:
    """Return an amount for each with the number of its group: the nearest before it, else the one behind it."""
    each = terms[at]
    before = [t for t in terms[begin:at] if is_counted(t, named) and t.kind != "个月"]
    behind = [
        t for t in terms[at + 1 : at + 2] if is_counted(t, named) and t.sentence == each.sentence
    ]
    if each.number.is_hedged or not (before or behind):
        return None
    text = each.normal.text
    start = terms[begin - 1].number.end if begin else 0
    stop = terms[at + 2].number.start if len(terms) > at + 2 else len(text)
    lasted = [Decimal(chinese_number(m["number"])) for m in LENGTH.finditer(text, start, stop)]
    year = [Decimal(12)] if time == "月" else []
    usual = (lasted or year) if time in TIMES and time not in {"年", "学年"} else []
    times = dict.fromkeys(
        (*usual, *((Decimal(1),) if not usual else ()), *year, *lasted, Decimal(1))
    )
    return Group(each, (before or behind)[-1], tuple(times)[:_FEW])


_FEW = 4

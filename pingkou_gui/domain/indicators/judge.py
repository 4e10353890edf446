"""What share of the points an indicator earns: target against actual, by the requirement.

Reached: all of them; not reached: points × actual ÷ target, or × target ÷ actual where less is
better (绩效自评表填报说明). A share is never below 0 nor above 1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import lru_cache

from pingkou_gui.domain.indicators.deadline import due_of, kept
from pingkou_gui.domain.indicators.measure import Measure, parse_measure
from pingkou_gui.domain.indicators.requirement import requirement_of

ZERO = Decimal(0)
HUNDRED = Decimal(100)
_AT_LEAST = ("=", "≥", ">")


class How(Enum):
    """How a share came about."""

    REACHED = "完成目标，得满分"
    PROPORTION = "未完成，按比例得分"
    ZERO = "未完成，不得分"
    TYPED = "定性指标，按完成情况填写"
    UNCLEAR = "看不出是否完成"
    BLANK = "目标或实际没有填"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How the actual stands to the target: `top` ÷ `bottom` of the points, where it is known."""

    how: How
    reached: bool | None = None
    top: Decimal = ZERO
    bottom: Decimal = Decimal(1)
    note: str = ""
    """Why it is unclear."""
    over: Decimal = ZERO
    """By how many per cent of the target it was over-fulfilled."""

    by_day: bool = False
    """Whether it was a deadline."""
    side: int = 0
    """Where a number that missed its target stands: -1 below it, 1 above, 0 upon it."""

    @property
    def known(self) -> bool:
        """Whether the points follow from target and actual."""
        return self.how in (How.REACHED, How.PROPORTION, How.ZERO)


_FULL = Verdict(How.REACHED, reached=True, top=Decimal(1))
_NOTHING = Verdict(How.ZERO, reached=False)
_ANY_YEAR = 2000
_YEAR_DIGITS = re.compile(r"\d{4}")


@lru_cache(maxsize=4096)
def judge(code: str, target: str, actual: str, year: int | None) -> Verdict:
    """Return how `actual` stands to `target` under a requirement of `REQUIREMENTS`.

    A comparator typed with the target goes before `code`; days without a year are of `year`,
    the year of the report.
    """
    typed = requirement_of(target)
    code, target = typed.code if typed.code not in ("", "quality") else code, typed.rest
    if not code:
        code = "=" if parse_measure(target) else typed.code
    if code == "quality":
        return Verdict(How.TYPED)
    if not target or not actual.strip():
        return Verdict(How.BLANK)
    if code == "before":
        return _by_day(target, actual, year)
    return _by_number(code, target, actual)


def _unclear(note: str) -> Verdict:
    return Verdict(How.UNCLEAR, note=note)


def _by_day(target: str, actual: str, year: int | None) -> Verdict:
    if year is None and len(_YEAR_DIGITS.findall(target + actual)) == 1:
        return _unclear("报告年度没有填，看不出是哪一年")
    due = due_of(target, year or _ANY_YEAR)
    if due is None:
        return _unclear(f"看不出“{target}”是什么时候，写成 12月底前")
    if "".join(target.split()) == "".join(actual.split()):
        return _FULL
    in_time = kept(due, actual, year or _ANY_YEAR)
    if in_time is None:
        return _unclear(f"看不出“{actual}”是否在“{target}”，实际写成年月日")
    return _FULL if in_time else Verdict(How.ZERO, reached=False, by_day=True)


def _by_number(code: str, target: str, actual: str) -> Verdict:
    aim, done = parse_measure(target), parse_measure(requirement_of(actual).rest)
    if aim is None:
        same = code == "=" and "".join(target.split()) == "".join(actual.split())
        return _FULL if same else Verdict(How.TYPED)
    if done is None or not done.single:
        return _unclear(f"实际“{actual}”不是一个数，写成和目标一样的数字和单位")
    if not aim.fits(done):
        return _unclear(f"目标“{target}”和实际“{actual}”的单位不同")
    found = _reached(code, aim, done.low)
    return replace(found, side=_side(aim, done.low)) if found.reached is False else found


def _reached(code: str, aim: Measure, done: Decimal) -> Verdict:
    if code == "=" and not aim.single:
        return _within(aim, done)
    return _at_least(code, aim, done) if code in _AT_LEAST else _at_most(code, aim, done)


def _side(aim: Measure, done: Decimal) -> int:
    return (done > aim.high) - (done < aim.low)


def _within(aim: Measure, done: Decimal) -> Verdict:
    if done < aim.low:
        return _part(done, aim.low)
    return _part(aim.high, done) if done > aim.high else _FULL


def _at_least(code: str, aim: Measure, done: Decimal) -> Verdict:
    wanted = aim.low
    if code == "=" and not wanted:
        return _NOTHING if done else _FULL
    if done > wanted or (done == wanted and code != ">"):
        return Verdict(How.REACHED, reached=True, top=Decimal(1), over=_over(done, wanted))
    return _part(done, wanted)


def _at_most(code: str, aim: Measure, done: Decimal) -> Verdict:
    wanted = aim.high
    if done < wanted or (done == wanted and code != "<"):
        return Verdict(How.REACHED, reached=True, top=Decimal(1), over=_over(wanted, done, wanted))
    return _part(wanted, done)


def _over(more: Decimal, less: Decimal, base: Decimal | None = None) -> Decimal:
    """Return by how much the target was beaten, in per cent of it; 0 for a target of zero."""
    wanted = less if base is None else base
    return (more - less) / wanted * HUNDRED if wanted > 0 else ZERO


def _part(top: Decimal, bottom: Decimal) -> Verdict:
    """Return a shortfall: the share `top` ÷ `bottom`, nothing where that makes no sense."""
    if top <= 0 or bottom <= 0:
        return _NOTHING
    return Verdict(How.PROPORTION, reached=False, top=min(top, bottom), bottom=bottom)

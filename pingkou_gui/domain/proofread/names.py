"""Findings on names written two ways: persons, items of two lists."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from pingkou_gui.domain.proofread.check import Case, Findings, check
from pingkou_gui.domain.proofread.finding import LIKELY, Severity
from pingkou_gui.paths import asset

if TYPE_CHECKING:
    from pingkou_gui.domain.reading.source import Span


@dataclass(frozen=True, slots=True)
class Names:
    """The lexicon of names, ready for use."""

    groups: dict[str, frozenset[int]]
    person: re.Pattern[str]

    def are_confusable(self, one: str, other: str) -> bool:
        """Whether two characters sound or look alike."""
        return bool(self.groups.get(one, frozenset()) & self.groups.get(other, frozenset()))


@cache
def names() -> Names:
    """Return the lexicon, read once."""
    book = tomllib.loads(asset("lexicon/names.toml").read_text("utf-8"))
    groups: defaultdict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(book["confusable"]):
        for mark in line:
            groups[mark].add(number)
    after, before = "|".join(book["after_person"]), "|".join(book["before_person"])
    person = re.compile(
        f"(?:(?P<before>(?:{before})(?:（签[章字]）)?：)(?P<said>[{book['surnames']}][一-鿿]{{1,2}})(?![一-鿿]{{2}}))"
        f"|(?P<name>[{book['surnames']}][一-鿿]{{1,2}})(?=(?:{after}))"
    )
    return Names({m: frozenset(g) for m, g in groups.items()}, person)


def differing(one: str, other: str) -> tuple[str, str] | None:
    """Return the two characters in which names of one length differ, if it is one."""
    if len(one) != len(other):
        return None
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return pairs[0] if len(pairs) == 1 else None


@check("一个人的名字只有一种写法", "NAME", ground="名称一致")
def persons_are_spelt_one_way(case: Case) -> Findings:
    """Two names alike but for one character that sounds or looks the same."""
    places: dict[str, Span] = {}
    count: Counter[str] = Counter()
    for normal in case.reading.normals:
        for match in names().person.finditer(normal.text):
            group = "name" if match["name"] else "said"
            name = match[group]
            count[name] += 1
            places.setdefault(name, normal.span(*match.span(group)))
    for one, other in combinations(places, 2):
        pair = differing(one, other)
        if pair is None or len(one) < 2 or not names().are_confusable(*pair):
            continue
        first, second = sorted((one, other), key=lambda n: -count[n])
        where = case.reading.named(places[first].paragraph)
        message = f"这里写“{second}”，{where}写“{first}”，像是同一个人；核对，全文用一种写法"
        yield case.finding(
            "NAME", places[other], message, f"{one}或{other}", quote=f"{one} / {other}"
        )


@check("同一个项目在两处的名称一致", "NAME", ground="名称一致")
def items_are_spelt_one_way(case: Case) -> Findings:
    """Items of two lists with one amount, and names one character apart."""
    items = [
        s
        for s in case.reading.statements
        if not s.key and s.group >= 0 and s.amount and len(s.label) >= 5
    ]
    told: set[tuple[str, str]] = set()
    for one, other in combinations(items[:200], 2):
        if one.group == other.group or one.amount is None or other.amount is None:
            continue
        if one.amount.value != other.amount.value or one.label == other.label:
            continue
        if (one.label, other.label) in told or not _nearly(one.label, other.label):
            continue
        told.add((one.label, other.label))
        where = case.reading.named(one.span.paragraph)
        message = (
            f"这里写“{other.label}”，{where}写“{one.label}”，金额相同，像是同一个项目；用一种写法"
        )
        yield case.finding(
            "NAME", other.span, message, f"{one.label}或{other.label}",
            severity=Severity.REMINDER, certainty=LIKELY, quote=f"{one.label} / {other.label}",
        )  # fmt: skip


def _nearly(one: str, other: str) -> bool:
    """Whether one character is replaced, missing or added."""
    if len(one) == len(other):
        return differing(one, other) is not None
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) != 1:
        return False
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


CHECKS = (
    persons_are_spelt_one_way,
    items_are_spelt_one_way,
)

"""Checks of places: a village, a school, a reservoir named two ways, a letter apart."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import combinations, takewhile
from operator import eq
from typing import TYPE_CHECKING

from pingkou_gui.text.checks.language.check_names import (
    SERIAL,
    are_alike,
    differing,
    is_han,
    names,
    radical_of,
    sound_alike,
)
from pingkou_gui.text.checks.language.check_unlikely import in_print
from pingkou_gui.text.lexing.word_pairs import UNKNOWN, word_pairs
from pingkou_gui.text.reasoning.finding import Case, Findings, check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.text.lines.source import Normal, Span
    from pingkou_gui.text.reasoning.finding import TextFinding

_KIND = "村|社区|居委会|村委会"
_ROSTER = re.compile(
    f"(?P<list>[一-鿿]{{1,12}}(?:、[一-鿿]{{1,8}}){{1,60}}(?:[和及][一-鿿]{{2,8}})?)(?:等|这|共)?"
    f"(?:\\d{{1,3}}|[一二三四五六七八九十]{{1,3}})个(?:行政|自然|建制)?(?:{_KIND})"
)
_LEAD = re.compile(
    "^.*(?:下辖|管辖|所辖|现辖|辖有|辖|串联|涉及|包括|分别是|分别为|选择|选取|选定|覆盖|是|为|有|在|对|即|和|由|将)(?=[一-鿿]{2})"
)
_TAIL = re.compile(f"(?:{_KIND})$")
_ENDS = re.compile(f"{_KIND}")
_SHORT, _LONGEST_OF_ROSTER = 2, 6


@check("列出的村、社区只有一种写法", "NAME", ground="名称一致")
def places_of_the_roster_are_spelt_alike(case: Case) -> Findings:
    """辖枣子垭、双桂堂…4个社区, and later 枣子丫社区, which is none of them."""
    roster = _roster(case)
    if not roster:
        return
    sizes = sorted({len(name) for name in roster})
    for normal in case.reading.normals:
        for kind in _ENDS.finditer(normal.text):
            for size in sizes:
                start = kind.start() - size
                word = normal.text[max(start, 0) : kind.start()]
                if start < 0 or word in roster or _ends_with_one(normal.text, kind.start(), roster):
                    continue
                right = _meant(word, roster)
                if right:
                    where = case.reading.named(roster[right])
                    message = f"这里写“{word}{kind.group()}”，{where}列的是“{right}”，没有“{word}”；像是同一个地方，核对"
                    yield case.question(
                        "NAME", normal.span(start, kind.end()), message, f"{right}{kind.group()}"
                    )
                    break


def _roster(case: Case) -> dict[str, int]:
    """Return the villages that a text lists with their number, and where it does."""
    found: dict[str, int] = {}
    for normal in case.reading.written:
        for match in _ROSTER.finditer(normal.text):
            listed = re.split("[、和及]", match["list"])
            listed[0] = _LEAD.sub("", listed[0])
            for name in listed:
                bare = _TAIL.sub("", name)
                if _SHORT <= len(bare) <= _LONGEST_OF_ROSTER:
                    found.setdefault(bare, normal.paragraph)
    return found


def _ends_with_one(text: str, end: int, roster: dict[str, int]) -> bool:
    return any(text.endswith(name, 0, end) for name in roster)


def _meant(word: str, roster: dict[str, int]) -> str:
    """Return the one name of the roster that a word is but for one letter, or ''."""
    near = [
        name for name in roster if (pair := differing(word, name)) and _may_be_slip(name, *pair)
    ]
    return near[0] if len(near) == 1 else ""


def _may_be_slip(name: str, one: str, other: str) -> bool:
    if {one, other} & SERIAL or not (is_han(one) and is_han(other)):
        return False
    return len(name) > _SHORT or are_alike(one, other)


# ---- wherever they are named ---------------------------------------------------------

_PLACED = re.compile(
    "村|社区|镇|乡|街道|县|苏木|嘎查|水库|小学|中学|学校|幼儿园|卫生院|敬老院|福利院|公路|灌区|水厂|景区|片区|林场|农场|桥|渡口|河|湖|渠|泵站|山塘|大坝|水闸|堤|码头|公园|市场"
)
_RUN = re.compile("[一-龥]+$")
_LEAST_CORE, _MOST_CORE = 2, 5
_MOST_PLACES = 1500
_NO_LETTER = frozenset(
    "的了和与及或在对为是按从将由等各本该每全我其有个原至到并新建修级辖入驻乡镇村县市区"
)
"""Letters that stand before a name, or make it no name: 全村, 各镇, 新建水库."""
_LEADS_IN = frozenset("的了和与及或在对为是按从将由等到并于")
"""Letters that no name of a place begins with."""


@check("一个地方只有一种写法", "NAME", ground="名称一致")
def places_have_one_spelling(case: Case) -> Findings:
    """岩角村 beside 岩脚村, 沙井绎镇 beside 沙井驿镇: one letter typed by its sound, or one that looks like it."""
    found: defaultdict[tuple[str, int, str], dict[str, list[Span]]] = defaultdict(dict)
    for spot, core, kind in _placed(case):
        for at in range(len(core)):
            rest = f"{core[:at]}?{core[at + 1 :]}{kind}"
            found[rest, at, kind].setdefault(core, []).append(spot)
    told: set[tuple[int, int]] = set()
    for (_, at, kind), spellings in sorted(found.items(), key=lambda each: -len(each[0][0])):
        ordered = sorted(spellings, key=lambda core: -len(spellings[core]))[:_MOST_SPELLINGS]
        for right in ordered:
            for wrong in ordered:
                spots = spellings[wrong]
                first = spellings[right][0]
                rarer = (len(spellings[right]), spots[0].paragraph, spots[0].start) > (
                    len(spots),
                    first.paragraph,
                    first.start,
                )
                place = (spots[0].paragraph, spots[0].end)
                if wrong == right or not rarer or place in told:
                    continue
                own = f"{right}{kind}" in case.reading.unit
                if _is_misspelt(right, wrong, at, own=own) and not _side_by_side(
                    case, right, wrong, kind
                ):
                    told.add(place)
                    mixed_up = names().are_confusable(right[at], wrong[at])
                    alone = len(spellings[right]) == len(spots) and not mixed_up
                    yield _misspelt(case, (wrong, right), kind, (spots[0], first), alone=alone)


_MOST_SPELLINGS = 12


def _placed(case: Case) -> Iterator[tuple[Span, str, str]]:
    """Yield the places named in a text with so many letters before their kind."""
    count = 0
    for normal in case.reading.written:
        for match in _PLACED.finditer(normal.text):
            run = _RUN.search(normal.text[max(0, match.start() - _MOST_CORE) : match.start()])
            letters = run.group() if run else ""
            count += 1
            if count > _MOST_PLACES:
                return
            for size in range(_LEAST_CORE, len(letters) + 1):
                core = letters[-size:]
                if size > _LEAST_CORE and core[0] in _LEADS_IN:
                    continue
                spot = normal.span(match.start() - size, match.end())
                yield spot, core, match.group()


def _is_misspelt(right: str, wrong: str, at: int, *, own: bool = False) -> bool:
    """Whether two names that differ in one letter are one name: by the letter and by what is whole.

    Beside the unit's own name even 西 for 溪 is a slip, and no other village of a series.
    """
    one, other = right[at], wrong[at]
    inside = at > 0 or len(right) > _LEAST_CORE
    if own and inside and sound_alike(one, other) and not _NO_LETTER & {one, other}:
        return True
    if {one, other} & _NO_LETTER or _NO_LETTER & set(right[-1]):
        return False
    if {one, other} & SERIAL:  # 东村, 西村 are two; 西 for 溪 is no member of a series
        return at > 0 and not {one, other} <= SERIAL and sound_alike(one, other)
    if sound_alike(one, other):
        return len(right) > _LEAST_CORE or at > 0 or names().are_confusable(one, other)
    return at > 0 and len(right) > _LEAST_CORE and radical_of(one) == radical_of(other)


def _side_by_side(case: Case, right: str, wrong: str, kind: str) -> bool:
    """Whether the two names stand in one list, and so are two places."""
    pair = re.compile(
        f"{right}(?:{kind})?[、和及，](?:[一-龥]{{1,8}}、){{0,20}}{wrong}|{wrong}(?:{kind})?[、和及，](?:[一-龥]{{1,8}}、){{0,20}}{right}"
    )
    return pair.search(case.reading.text) is not None


def _misspelt(
    case: Case, pair: tuple[str, str], kind: str, places: tuple[Span, Span], *, alone: bool
) -> TextFinding:
    """Return a question; where either spelling may be the right one, it is about both."""
    spot, other = places
    rest = _goes_on_alike(case, spot, other)
    wrong, right = (f"{name}{kind}{rest}" for name in pair)
    spot, other = (replace(place, end=place.end + len(rest)) for place in places)
    where = case.reading.named(other.paragraph)
    message = f"这里写“{wrong}”，{where}写“{right}”，像是同一个地方；核对，全文用一种写法"
    return case.question(
        "NAME", spot, message, f"{right}或{wrong}" if alone else right, quote=f"{wrong} / {right}" if alone else "", others=(other,) if alone else (),
    )  # fmt: skip


def _goes_on_alike(case: Case, one: Span, other: Span) -> str:
    """Return the rest of the name of a body that both places print: 管理所 behind 南渡水库."""
    texts = (
        case.reading.source.paragraphs[place.paragraph].text[place.end :][:_LONGEST_REST]
        for place in (one, other)
    )
    shared = "".join(a for a, _ in takewhile(lambda pair: eq(*pair), zip(*texts, strict=False)))
    body = _BODY.match(shared)
    return body.group() if body else ""


_LONGEST_REST = 8
_BODY = re.compile("[一-龥]{0,6}[院所局站处校园队会]")


# ---- in two lists ------------------------------------------------------------------------------

_LIST = re.compile("[一-龥]{2,12}(?:、[一-龥]{2,8}){1,30}")


@check("两处名单里的名称写法一致", "NAME", ground="名称一致")
def names_of_two_lists_are_spelt_alike(case: Case) -> Findings:
    """王寨、粱庄、柳林四个示范村, and later 梁庄、王寨: lists that share a name mean the same places."""
    lists = [each for normal in case.reading.written for each in _name_lists(normal)]
    told: set[tuple[str, str]] = set()
    for one, other in combinations(lists[:_MOST_LISTS], 2):
        shared = one.places.keys() & other.places.keys()
        for name in sorted(one.places.keys() - shared) if shared else ():
            near = [
                each for each in other.places.keys() - shared
                if _is_one_off(each, name) and (each in other.sure or name in one.sure)
            ]  # fmt: skip
            if len(near) == 1 and (name, near[0]) not in told and name not in other.places:
                told.add((name, near[0]))
                yield _listed_otherwise(case, (name, near[0]), (one, other))


_MOST_LISTS = 60


def _is_one_off(one: str, other: str) -> bool:
    """Whether two short names differ in one letter that is read or looks like the other, and is of no series."""
    pair = differing(one, other)
    if pair is None or not all(map(is_han, pair)):
        return False
    if set(pair) & SERIAL:
        return not set(pair) <= SERIAL and sound_alike(*pair)
    return are_alike(*pair) or sound_alike(*pair) or pair[1] in in_print().get(pair[0], "")


@dataclass(frozen=True, slots=True)
class _NameList:
    """The names of a list with where they stand; `sure` are those that stand between two others."""

    normal: Normal
    places: dict[str, int]
    sure: frozenset[str]


def _name_lists(normal: Normal) -> Iterator[_NameList]:
    """Yield the lists of a paragraph.

    Words that lead a list in may stand before its first name and others behind its last: of these
    two all that may be a name is taken.
    """
    for match in _LIST.finditer(normal.text):
        found: dict[str, int] = {}
        sure: set[str] = set()
        parts = [m.span() for m in _LISTED.finditer(match.group())]
        for number, (first, last) in enumerate(parts):
            sizes = range(_SHORT, min(last - first, _LONGEST_EDGE) + 1)
            between = 0 < number < len(parts) - 1
            if between:
                sizes = range(last - first, min(last - first, _LONGEST_OF_ROSTER) + 1)
            for size in sizes:
                start = match.start() + (last - size if number == 0 else first)
                name = normal.text[start : start + size]
                found.setdefault(name, start)
                sure |= {name} if between else set()
        yield _NameList(normal, found, frozenset(sure))


_LISTED = re.compile("(?:(?!以及|[和及与])[一-龥])+")
_LONGEST_EDGE = 4


def _rarer(one: str, other: str) -> str:
    """Return the one of two names a letter apart whose letter is much the rarer; '' where neither is."""
    model = word_pairs()
    costs = [
        model.alone[model.numbers.get(letter, 0)] or UNKNOWN
        for letter in differing(one, other) or ""
    ]
    if len(costs) != _SHORT or abs(costs[0] - costs[1]) < _MUCH_RARER:
        return ""
    return one if costs[0] > costs[1] else other


_MUCH_RARER = 30


def _listed_otherwise(
    case: Case, pair: tuple[str, str], lists: tuple[_NameList, _NameList]
) -> TextFinding:
    """Return a question about the spelling that the text prints less often, about both where that is even."""
    counts = [case.reading.text.count(name) for name in pair]
    rarer = _rarer(*pair)
    at = 0 if counts[0] < counts[1] or (counts[0] == counts[1] and rarer == pair[0]) else 1
    wrong, right = pair[at], pair[1 - at]
    spot, other = (
        lists[each].normal.span(start, start + len(pair[each]))
        for each in (at, 1 - at)
        for start in [lists[each].places[pair[each]]]
    )
    alone = counts[0] == counts[1] and not rarer
    message = f"这里写“{wrong}”，{case.reading.named(other.paragraph)}写“{right}”，像是同一个地方；核对，全文用一种写法"
    return case.question(
        "NAME", spot, message, f"{right}或{wrong}" if alone else right, quote=f"{wrong} / {right}" if alone else "", others=(other,) if alone else (),
    )  # fmt: skip


CHECKS = (places_of_the_roster_are_spelt_alike,)
LAST_CHECKS = (places_have_one_spelling, names_of_two_lists_are_spelt_alike)

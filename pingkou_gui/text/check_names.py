"""Checks of names: of units, places and people written two ways."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from pingkou_gui.paths import asset
from pingkou_gui.text.finding import Case, Findings, check
from pingkou_gui.text.table_words import MONEY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from pingkou_gui.text.source import Span


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
    for normal in case.reading.written:
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
    """Items of two lists or tables with one amount, and names one character apart."""
    by_amount: defaultdict[Decimal, list[tuple[str, object, Span]]] = defaultdict(list)
    for label, amount, place, spot in _items(case):
        if len(by_amount[amount]) < _MOST_ALIKE:
            by_amount[amount].append((label, place, spot))
    told: set[tuple[str, str]] = set()
    for alike in by_amount.values():
        for (one, here, first), (other, there, spot) in combinations(alike, 2):
            if here == there or one == other or (one, other) in told or not _nearly(one, other):
                continue
            told.add((one, other))
            where = case.reading.named(first.paragraph)
            message = f"这里写“{other}”，{where}写“{one}”，金额相同，像是同一个项目；用一种写法"
            yield case.question("NAME", spot, message, f"{one}或{other}", quote=f"{one} / {other}")


def _items(case: Case) -> Iterator[tuple[str, Decimal, object, Span]]:
    """Yield what is known by its label alone: label, amount, the list or table, the place."""
    for item in case.reading.statements:
        if not item.key and item.group >= 0 and item.amount and len(item.label) >= _LEAST_LABEL:
            yield item.label, item.amount.value, item.group, item.span
    for cell in case.reading.cells:
        named = not cell.key and cell.column_key in MONEY and len(cell.label) >= _LEAST_LABEL
        if named and cell.amount.value and cell.amount.unit != "%":
            value = cell.amount.value * cell.factor
            yield cell.label, value, f"表{cell.table}", cell.amount.span


def _nearly(one: str, other: str) -> bool:
    """Whether one character is replaced, missing or added."""
    if len(one) == len(other):
        return differing(one, other) is not None
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) != 1:
        return False
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


_PLACE = re.compile(
    "(?P<head>[一-鿿]{1,8}?[省市县区旗])?(?P<core>[一-鿿]{1,6}[镇乡]|[一-鿿]{1,8}街道)"
)
_IS_NAME = re.compile("[一-鿿□■○〇]+(?:（[一-鿿]{1,6}）)?[一-鿿]*")
_STOPS = frozenset("，。、；：")
_ENDING = 2
"""So many characters of a name's end are looked for."""
_OFTEN = 3


_LEAST_LABEL = 5


@check("单位名称前后一致", "NAME", ground="名称一致")
def the_full_unit_is_spelt_one_way(case: Case) -> Findings:
    """The full name with one character off: 安化县教育局, 安化县教肓局; the title too may be wrong."""
    unit = usual_unit(case)
    for word, spot in _like(case, case.reading.unit):
        if word != unit:
            yield case.finding("NAME", spot, f"本单位是“{unit}”，这里写成“{word}”", unit)


def usual_unit(case: Case) -> str:
    """Return the unit's name as it is written most often, the title's spelling where that is even."""
    unit = case.reading.unit
    counted = Counter(word for word, _ in _like(case, unit))
    return max((unit, *counted), key=lambda word: counted[word]) if counted else unit


def _like(case: Case, unit: str) -> Iterator[tuple[str, Span]]:
    """Yield what is the unit's name, or that name but for one character."""
    if not _is_whole_name(unit):
        return
    tail = unit[-_ENDING:]
    for normal in case.reading.written:
        at = normal.text.find(tail)
        while at >= 0:
            start = at + _ENDING - len(unit)
            word = normal.text[max(start, 0) : at + _ENDING]
            pair = differing(word, unit)
            if word == unit or (start >= 0 and pair is not None and not _STOPS & set(pair)):
                yield word, normal.span(start, at + _ENDING)
            at = normal.text.find(tail, at + 1)


@check("单位名称只有一种写法", "NAME", ground="名称一致")
def the_unit_is_spelt_one_way(case: Case) -> Findings:
    """The unit's own place name with one character off anywhere in the text."""
    match = _PLACE.search(usual_unit(case))
    if match is None:
        return
    core, head = match["core"], match["head"] or ""
    told = {
        (spot.paragraph, at) for _, spot in _like(case, case.reading.unit) for at in _each(spot)
    }
    places = [
        (word, before, spot)
        for word, before, spot in _places(case, len(core), core[-1])
        if (spot.paragraph, spot.start) not in told
    ]
    known = Counter(word for word, *_ in _places(case, len(core), core[-1]))
    for word, before, spot in places:
        pair = differing(word, core)
        if pair is None:
            continue
        rare = known[core] >= _OFTEN * known[word]
        slip = rare and (names().are_confusable(*pair) or _is_no_character(pair[0]))
        stem = _KIND_OF_PLACE.sub("", core)
        usual = known[core] >= known[word]
        alike = usual and not slip and len(stem) >= _LONG_STEM and _is_chinese(word)
        rest = _signed(case, spot, core)
        if rest:
            signed = case.reading.normals[spot.paragraph].span(0, len(core + rest))
            message = f"本单位是“{core}{rest}”，这里写成“{word}{rest}”"
            yield case.finding("NAME", signed, message, core + rest)
        elif slip or (head and before.endswith(head)):
            yield case.finding("NAME", spot, f"本单位是“{core}”，这里写成“{word}”", core)
        elif alike and not _RELATION.search(_around(case, spot)):
            message = f"本单位是“{core}”，这里写成“{word}”，只差一个字；核对"
            yield case.question("NAME", spot, message, core)


_KIND_OF_PLACE = re.compile("(?:街道|地区|[镇乡村])$")
_RELATION = re.compile(
    "邻|周边|毗连|交界|来函|协商|结对|对口|联合|会同|[赴到去]|考察|学习|等[镇乡街]|划[入出]|合并|原"
)
"""Words that tell of another place."""
_AROUND = 8


def _around(case: Case, spot: Span) -> str:
    """Return the letters before and behind a place of the text."""
    text = case.reading.source.paragraphs[spot.paragraph].text
    return text[max(0, spot.start - _AROUND) : spot.start] + text[spot.end : spot.end + _AROUND]


_LONG_STEM = 3
"""No two places near each other share all but one of so many letters."""


def _is_chinese(word: str) -> bool:
    return re.fullmatch("[一-鿿]+", word) is not None


def _signed(case: Case, spot: Span, core: str) -> str:
    """Return the rest of the unit's name, where a line is a place name and that rest: who signs."""
    unit = case.reading.unit
    line = case.reading.normals[spot.paragraph].text.strip()
    rest = unit[unit.find(core) + len(core) :] if core in unit else ""
    return rest if spot.start == 0 and line[len(core) :] == rest else ""


@check("单位名称的字不多、不少、不颠倒", "NAME", ground="名称一致")
def the_unit_has_its_letters_in_order(case: Case) -> Findings:
    """实验第三中学 for 第三实验中学; 二湖幼儿园 for 二幼儿园: another order, or one letter too many or too few."""
    unit = usual_unit(case)
    own = _COUNTY.sub("", unit)
    for normal in case.reading.written if _is_whole_name(unit) else ():
        for found in re.finditer(re.escape(unit[-_ENDING:]), normal.text):
            for right, size in ((own, len(own)), (unit, len(unit) - 1), (unit, len(unit) + 1)):
                word = normal.text[found.end() - size : found.end()] if size <= found.end() else own
                turned = word != own and len(own) >= _LEAST_NAME and sorted(word) == sorted(own)
                other = len(word) != len(unit) and word[:_ENDING] == unit[:_ENDING]
                if turned if right is own else other and _nearly(word, unit):
                    message = f"本单位是“{right}”，这里写成“{word}”，核对"
                    spot = normal.span(found.end() - size, found.end())
                    yield case.question("NAME", spot, message, right)


_COUNTY = re.compile("^[一-鿿]{1,8}?[省市县区旗]")
_LEAST_NAME = 5


def _is_whole_name(unit: str) -> bool:
    return len(unit) >= _LEAST_NAME and _IS_NAME.fullmatch(unit) is not None


def _each(spot: Span) -> range:
    return range(spot.start, spot.end)


def _places(case: Case, size: int, kind: str) -> Iterator[tuple[str, str, Span]]:
    """Yield words of so many characters that end as the place name does, with what stands before."""
    for normal in case.reading.written:
        text = normal.text
        for at in range(size - 1, len(text)):
            if text[at] == kind:
                start = at - size + 1
                yield (
                    text[start : at + 1],
                    text[max(0, start - 10) : start],
                    normal.span(start, at + 1),
                )


def _is_no_character(mark: str) -> bool:
    """Whether a box stands where a character was lost: 平□镇."""
    return unicodedata.category(mark) in {"So", "Co", "Cn"}


_MOST_ALIKE = 40
"""Of more items with one amount not every pair is looked at."""
_NO_PLACE = frozenset("个各每全本该我农新行乡镇辖贫美示试们这那等及和与在为至到对从由中")
_SUBJECT = re.compile(
    "(?:^|(?<=[。；，]))(?:20\\d\\d年度?，?)?(?P<full>(?:[一-鿿]{2,4}[县市区])?(?P<core>[一-鿿]{2,4}[镇乡]))(?:人民政府|政府)?"
    "(?=20\\d\\d年|本年|全年|共?支出|收入|下达|编制|在职|认真|严格|积极|坚持|紧紧|认真|按照|党委|对|的?部门整体)"
)


@check("说的是本单位", "NAME", ground="名称一致")
def the_subject_is_the_unit_itself(case: Case) -> Findings:
    """石桥镇2023年下达资金… in the report of 柳林乡: carried over from another unit's text."""
    own = _PLACE.search(usual_unit(case))
    if own is None or not own["core"].endswith(("镇", "乡")):
        return
    core = own["core"]
    for normal in case.reading.written:
        if case.reading.source.paragraphs[normal.paragraph].is_cell or core in normal.text:
            continue
        for match in _SUBJECT.finditer(normal.text):
            other = match["core"]
            if other[-1] != core[-1] and "县" not in match["full"]:
                continue
            spelt = differing(other[-len(core) :], core) is not None  # told as a spelling
            if spelt or other in core or other.endswith(core) or _NO_PLACE & set(other[:-1]):
                continue
            message = (
                f"本单位是“{core}”，这里说的是“{match['full']}”；像是别处的文字照搬过来的，核对"
            )
            yield case.question(
                "NAME", normal.span(match.start("full"), match.end("full")), message, core
            )


CHECKS = (
    the_subject_is_the_unit_itself,
    the_unit_has_its_letters_in_order,
    persons_are_spelt_one_way,
    items_are_spelt_one_way,
    the_full_unit_is_spelt_one_way,
    the_unit_is_spelt_one_way,
)

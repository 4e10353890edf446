"""Checks of names: of the unit, of people and of projects written two ways, a letter apart."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from pingkou_gui.paths import asset
from pingkou_gui.text.checks.language.check_homophones import homophones
from pingkou_gui.text.checks.language.check_language import language
from pingkou_gui.text.checks.language.check_unlikely import twins
from pingkou_gui.text.lexing.word_pairs import word_pairs
from pingkou_gui.text.lines.identity import fuller_names
from pingkou_gui.text.reading.table_words import MONEY
from pingkou_gui.text.reasoning.finding import Case, Findings, check

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from pingkou_gui.text.lines.source import Normal, Span


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
        named = not (cell.key or cell.code) and cell.column_key in MONEY
        if (
            named
            and len(cell.label) >= _LEAST_LABEL
            and cell.amount.value
            and cell.amount.unit != "%"
        ):
            value = cell.amount.value * cell.factor
            table = case.reading.source.paragraphs[cell.amount.span.paragraph].table or cell.table
            yield cell.label, value, f"表{table}", cell.amount.span


def _nearly(one: str, other: str) -> bool:
    """Whether one character is replaced, missing or added."""
    if len(one) == len(other):
        pair = differing(one, other)
        return pair is not None and set(pair) != {"初", "末"}
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
        if word != unit and not _is_another_office(word, unit):
            yield case.finding("NAME", spot, f"本单位是“{unit}”，这里写成“{word}”", unit)


def _is_another_office(name: str, unit: str) -> bool:
    """Whether two names a character apart are of two offices: 财政局 beside 民政局.

    The character makes a word with its neighbour in both, and one is not taken for the other.
    """
    at = next(n for n, (one, other) in enumerate(zip(name, unit, strict=True)) if one != other)
    if sound_alike(name[at], unit[at]) or are_alike(name[at], unit[at]):
        return False
    words = word_pairs().numbers
    return any(
        name[start : start + 2] in words and unit[start : start + 2] in words
        for start in (at - 1, at)
        if start >= 0
    )


def usual_unit(case: Case) -> str:
    """Return the unit's name as it is written most often, the title's spelling where that is even."""
    unit = case.reading.unit
    counted = Counter(word for word, _ in _like(case, unit))
    return max((*counted, unit), key=lambda word: counted[word]) if counted else unit


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
    unit, line = case.reading.unit, case.reading.source.paragraphs[spot.paragraph].text
    first = len(line) - len(line.lstrip())
    rest = unit[unit.find(core) + len(core) :] if core in unit else ""
    return rest if spot.start == first and line[first + len(core) :].rstrip() == rest else ""


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


_KINDS_OF_BODY = frozenset("院所局站办委处馆校园会队厅部室股科中镇乡")
_SAID_AS_UNIT = re.compile("(?:单位|部门|名称|机构)(?:（[^（）]{1,8}）)?：$")


@check("单位名称的末一字前后一致", "NAME", ground="名称一致")
def the_unit_ends_as_it_is_called(case: Case) -> Findings:
    """填报单位：皖南县妇幼保健所 in the report of 皖南县妇幼保健院: another kind of body, or a slip."""
    stem, kind = case.reading.unit[:-1], case.reading.unit[-1:]
    if kind not in _KINDS_OF_BODY or len(_COUNTY.sub("", stem)) < _OFTEN:
        return
    found = [
        (normal, match) for normal in case.reading.written
        for match in re.finditer(f"{re.escape(stem)}(?P<kind>[一-龥])(?![一-龥]{{0,20}}{kind})", normal.text)
        if match["kind"] in _KINDS_OF_BODY
    ]  # fmt: skip
    printed = Counter(match["kind"] for _, match in found)
    for normal, match in found:
        usual, start = max(printed, key=lambda each: printed[each]), match.start()
        alone = match.end() == len(normal.text)
        named = alone and _SAID_AS_UNIT.search(normal.text[:start]) is not None
        rare = printed[match["kind"]] * 2 <= printed[usual]
        if match["kind"] != usual and (rare or named):
            unit = stem + usual
            message = f"本单位是“{unit}”，这里写成“{match.group()}”；核对，全文写成一种"
            yield case.question("NAME", normal.span(*match.span()), message, unit)


@check("单位名称不时长时短", "NAME", ground="名称一致")
def the_unit_is_not_called_by_a_fuller_name(case: Case) -> Findings:
    """临水县林业局 in title and text, and once 临水县林业和草原局: one name, or two offices."""
    unit, normals = case.reading.unit, case.reading.normals
    rare = fuller_names(normals, unit) if _is_whole_name(unit) else {}
    often = sum(normal.text.count(unit) for normal in normals)
    for name, times in rare.items():
        if unit in name or often < _OFTEN * times:
            continue
        for normal in case.reading.written:
            at = normal.text.find(name)
            if at >= 0:
                message = f"本单位别处写“{unit}”，这里写“{name}”；同一个单位的，全文写成一种"
                yield case.question("NAME", normal.span(at, at + len(name)), message, unit)


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


_LONG = 5
_LONGEST = 24
_MOST_NAMES = 400
SERIAL = frozenset(
    "一二三四五六七八九十两上下左右东西南北中前后内外新旧老大小高低甲乙丙丁春夏秋冬男女增减"
)
"""Letters by which things of one series are told apart: 第一中学 and 第二中学 are two schools."""


@cache
def _radicals() -> tuple[tuple[int, ...], str]:
    """Return where each radical's characters begin: Unicode keeps them in the dictionary's order."""
    signs = {unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    ordered = "".join(sorted(sign for sign in signs if "一" <= sign <= "龥"))
    return tuple(map(ord, ordered)), ordered


def radical_of(letter: str) -> str:
    """Return the radical that a character is filed under: 山 for 屿 and for 峪."""
    codes, ordered = _radicals()
    return ordered[max(0, bisect_right(codes, ord(letter)) - 1)]


def are_alike(one: str, other: str) -> bool:
    """Whether two characters look or sound alike: of one radical, or known to be mixed up."""
    return names().are_confusable(one, other) or radical_of(one) == radical_of(other)


def sound_alike(one: str, other: str) -> bool:
    """Whether two characters are read with one syllable, or are known to be mixed up."""
    return other in homophones().get(one, "") or names().are_confusable(one, other)


def is_han(letter: str) -> bool:
    """Whether a character is Chinese."""
    return "一" <= letter <= "龥"


# ---- the unit's own place and office, a letter more, less or changed about --------------------

_SEGMENT = re.compile("[一-龥]{2,6}?(?:街道|[县市区旗镇乡])")
_LAST = re.compile("(?:街道|中心|[一-龥])$")
_OFFICE_BEHIND = re.compile("委|政府|直|人大|政协|纪|本?级|[内域辖外]")
"""What the second 县 of 平川县县委 begins: an office of the place, or the place as a whole."""
_BEFORE = frozenset("年度于为在由对是即和与及")
_JOINS = frozenset("和及与的人")
"""What an office is called with or without: 发展和改革局, 发展改革局."""


@check("单位的地名和机关名不漏字、不多字、不颠倒", "NAME", ground="名称一致")
def the_parts_of_the_unit_have_their_letters(case: Case) -> Findings:
    """柳沟镇 in the report of 柳树沟镇, 业林局 in that of a 林业局: a part of the unit's name."""
    unit = case.reading.unit
    parts = list(_SEGMENT.finditer(unit)) if _is_whole_name(unit) else []
    names_of = [(match.group(), unit[: match.start()]) for match in parts]
    if parts and len(unit) - parts[-1].end() >= _LONG_STEM:
        names_of.append((unit[parts[-1].end() :], unit[: parts[-1].end()]))
    for name, before in names_of:
        spots = _nearly_named(case, name, before)
        often = case.reading.text.count(name)
        for word in dict.fromkeys(word for word, _ in spots):
            there = [spot for each, spot in spots if each == word]
            if len(there) <= often:
                told = name if len(there) < often else f"{name}或{word}"
                message = f"本单位是“{name}”，这里写成“{word}”，核对"
                yield from (case.question("NAME", spot, message, told) for spot in there)
            elif often and _SEGMENT.fullmatch(name):
                yield from _rarer_in_title(case, name, word)


def _rarer_in_title(case: Case, name: str, word: str) -> Findings:
    """Yield a question about the name the unit is known by, where another is printed oftener."""
    for normal in case.reading.written:
        at = normal.text.find(name)
        if at >= 0:
            message = f"这里写“{name}”，别处写“{word}”；核对，全文用一种写法"
            yield case.question("NAME", normal.span(at, at + len(name)), message, word)
            return


def _nearly_named(case: Case, name: str, before: str) -> list[tuple[str, Span]]:
    """Return where a part of the unit's name stands but for one letter more or less, or two changed about."""
    kind = _LAST.search(name)
    found: list[tuple[str, Span]] = []
    for normal in case.reading.written if kind else ():
        text = normal.text
        for match in re.finditer(kind.group() if kind else "", text):
            end = match.end()
            again = text.endswith(name, 0, end - 1) and _OFFICE_BEHIND.match(text, end)
            if text.endswith(name, 0, end) or again:
                continue
            for start in range(max(0, end - len(name) - 1), end - len(name) + 2):
                word, spot = text[start:end], normal.span(start, end)
                if _is_off(word, name) and _begins_so(text[:start], word, name, before):
                    if not _RELATION.search(_around(case, spot)):
                        found.append((word, spot))
                    break
    return found


def _is_off(word: str, name: str) -> bool:
    """Whether a word is a name with one letter more or less, or with two beside each other changed about."""
    is_word = word in word_pairs().numbers and not _SEGMENT.fullmatch(name)
    if not _is_chinese(word) or word[-1] != name[-1] or is_word:
        return False
    if len(word) == len(name):
        off = [at for at, (one, other) in enumerate(zip(word, name, strict=True)) if one != other]
        return len(off) == 2 and off[1] - off[0] == 1 and sorted(word) == sorted(name)
    short, long = sorted((word, name), key=len)
    ways = (at for at in range(len(long)) if long[:at] + long[at + 1 :] == short)
    at = next(ways, None)
    return at is not None and long[at] not in _JOINS and (at > 0 or long == name)


def _begins_so(left: str, word: str, name: str, before: str) -> bool:
    """Whether a word begins where it stands: as the name does, or behind what stands before the name."""
    if word[0] == name[0] and len(word) > _LONG_STEM and _SEGMENT.fullmatch(name):
        return True
    return not left or not is_han(left[-1]) or bool(before and left.endswith(before[-1]))


# ---- long names ------------------------------------------------------------------------------


@check("表里的名称与正文的写法一致", "NAME", ground="名称一致")
def named_things_are_spelt_alike(case: Case) -> Findings:
    """沟渠清淤整治 in the table, 沟渠清於整治 in the text: one letter of five or more is another."""
    known = _named(case)
    text = case.reading.text
    starts = _starts(case.reading.normals)
    told: set[tuple[int, int]] = set()
    for name, paragraph in list(known.items())[:_MOST_NAMES]:
        for at, word in _printed_nearly(text, name):
            normal = case.reading.normals[bisect_right(starts, at) - 1]
            start = at - starts[normal.paragraph]
            if (
                word in known
                or text.count(word) > text.count(name)
                or (normal.paragraph, start) in told
            ):
                continue
            told.add((normal.paragraph, start))
            where = case.reading.named(paragraph)
            message = f"这里写“{word}”，{where}写“{name}”，像是同一件事；核对，全文用一种写法"
            yield case.question("NAME", normal.span(start, start + len(word)), message, name)


def _named(case: Case) -> dict[str, int]:
    """Return the names of rows and of items that stand for no known quantity, with their places."""
    found: defaultdict[str, int] = defaultdict(int)
    for cell in case.reading.cells:
        if not cell.key and _is_long(cell.label) and not case.reading.words.quantity(cell.label):
            found.setdefault(cell.label, cell.amount.span.paragraph)
    for item in case.reading.statements:
        if not item.key and item.group >= 0 and _is_long(item.label):
            found.setdefault(item.label, item.span.paragraph)
    for row in (row for rows in case.reading.score_rows for row in rows):
        if row.kind == "indicator" and _is_long(row.label):
            found.setdefault(row.label, row.spot.paragraph)
    return dict(found)


def _is_long(label: str) -> bool:
    return _LONG <= len(label) <= _LONGEST and all(map(is_han, label))


def _printed_nearly(text: str, name: str) -> Iterator[tuple[int, str]]:
    """Yield where a text prints a name but for one letter: one half of it is then whole."""
    half = len(name) // 2
    for part, shift in ((name[:half], 0), (name[half:], half)):
        at = text.find(part)
        while at >= 0:
            start = at - shift
            word = text[max(start, 0) : start + len(name)]
            pair = differing(word, name) if start >= 0 else None
            inside = (
                pair is not None
                and word[0] == name[0]
                and (
                    word[-1] == name[-1] or are_alike(*pair) or pair[0] in twins().get(pair[1], "")
                )
            )
            if inside and pair and not set(pair) & SERIAL and all(map(is_han, pair)):
                yield start, word
            at = text.find(part, at + 1)


# ---- any turn of words ------------------------------------------------------------------------

_LEFT, _RIGHT = 4, 2
_TURNS = re.compile("[一-龥]{7,}")
_LONGEST_TEXT = 60_000
_BOTH_WRITTEN = (
    frozenset("的地得"), frozenset("他她它"), frozenset("做作"), frozenset("像象"), frozenset("帐账"), frozenset("份分"),
    frozenset("制治"), frozenset("订定"), frozenset("止至"), frozenset("是事"), frozenset("及即"), frozenset("其期"), frozenset("于与"),
    frozenset("年念"), frozenset("在再"), frozenset("和合"), frozenset("级即"),
)  # fmt: skip
"""Letters of one sound that stand in the same place of two right turns."""


@check("同一串字前后没有同音的错字", "TYPO", ground="前后一致")
def turns_said_twice_are_spelt_alike(case: Case) -> Findings:
    """饮水安全巩固提升工程, and later 饮水安全巩故提升工程: one letter of the same sound."""
    found: defaultdict[tuple[str, str], dict[str, list[tuple[Normal, int]]]] = defaultdict(dict)
    size = 0
    for normal in case.reading.written:
        text = normal.text
        size += len(text)
        if size > _LONGEST_TEXT:
            break
        for run in _TURNS.finditer(text):
            for at in range(run.start() + _LEFT, run.end() - _RIGHT):
                beside = text[at - _LEFT : at], text[at + 1 : at + 1 + _RIGHT]
                found[beside].setdefault(text[at], []).append((normal, at))
    for (left, right), letters in found.items():
        if len(letters) == 2:
            yield from _typed_by_sound(case, left, right, letters)


def _typed_by_sound(
    case: Case, left: str, right: str, letters: dict[str, list[tuple[Normal, int]]]
) -> Findings:
    kept, odd = sorted(letters, key=lambda letter: -len(letters[letter]))
    if not sound_alike(kept, odd) or {kept, odd} & SERIAL:
        return
    if any({kept, odd} <= pair for pair in _BOTH_WRITTEN) or _stand_in_words(
        left, kept, odd, right
    ):
        return
    normal, at = letters[odd][0]
    alone = len(letters[kept]) == len(letters[odd])
    printed, meant = f"{left}{odd}{right}", f"{left}{kept}{right}"
    told = f"{meant}或{printed}" if alone else meant
    where = case.reading.named(letters[kept][0][0].paragraph)
    message = f"这里写“{printed}”，{where}写“{meant}”，一个字同音不同形；核对，改成一样的"
    yield case.question("TYPO", normal.span(at - _LEFT, at + 1 + _RIGHT), message, told)


def _stand_in_words(left: str, one: str, other: str, right: str) -> bool:
    """Whether both letters stand in words of their own there: 预算|数的, 预算|书的."""
    words = language().turns
    return all(
        any(f"{left}{letter}{right}"[a:b] in words for a in range(_LEFT + 1) for b in range(_LEFT + 1, _LEFT + 1 + _RIGHT + 1) if b - a > 2)
        for letter in (one, other)
    )  # fmt: skip


def _starts(normals: tuple[Normal, ...]) -> list[int]:
    """Return where each paragraph begins in the whole text, its line break counted."""
    found, at = [], 0
    for normal in normals:
        found.append(at)
        at += len(normal.text) + 1
    return found


CHECKS = (
    the_subject_is_the_unit_itself,
    the_unit_has_its_letters_in_order,
    the_unit_is_not_called_by_a_fuller_name,
    the_unit_ends_as_it_is_called,
    persons_are_spelt_one_way,
    items_are_spelt_one_way,
    the_full_unit_is_spelt_one_way,
    the_unit_is_spelt_one_way,
    named_things_are_spelt_alike,
)
LAST_CHECKS = (
    the_parts_of_the_unit_have_their_letters,
    turns_said_twice_are_spelt_alike,
)

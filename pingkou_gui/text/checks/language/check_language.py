"""Checks of language by general tests: words written twice, letters lost, choices left over."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from pingkou_gui.paths import asset
from pingkou_gui.text.lines.vocabulary import vocabulary
from pingkou_gui.text.reasoning.finding import (
    BETWEEN,
    LIKELY,
    PROVED,
    Case,
    Findings,
    Severity,
    check,
    deed_of,
    edit_of,
    left_whole,
    right_whole,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reasoning.finding import TextFinding

_DOUBLED = re.compile("(?=(?P<both>(?P<word>[一-鿿]{2,8}?：?)(?P=word)))")
_IN_CELLS = re.compile("[|\\t]")
_IS_PROSE = re.compile("[。，；：]")
_AROUND = 8
_OPEN_TO_DOUBLING = frozenset("一每逐挨各又越边随时半忽两几")
"""A word that begins so may well stand twice: 一步一步, 各个各个, 越来越."""
_NAME_AND_VERB = frozenset({"支出", "收入"})
"""What ends the name of an account and begins what is said of it: 人员经费支出|支出决算."""
_SAID_OF = re.compile("[决预总合完为按用主达是共，（：]|\\d")
_MANY = 100
_LONG = 3


class WrongForms:
    """Wrong forms of words, each with the word it should be, ready to be looked for.

    Attributes:
        words: the words by their wrong forms.
    """

    def __init__(self, words: dict[str, str]) -> None:
        self.words = words
        self._sizes = sorted({len(wrong) for wrong in words}, reverse=True)
        self._heads = {wrong[:_HEAD] for wrong in words}

    def found_in(self, text: str) -> Iterator[tuple[int, str, str]]:
        """Yield where a text prints a wrong form, the form and the word; of two that overlap the first."""
        done = 0
        for at in range(len(text) - _HEAD + 1):
            if text[at : at + _HEAD] not in self._heads or at < done:
                continue
            wrong = next((w for n in self._sizes if (w := text[at : at + n]) in self.words), "")
            if wrong:
                done = at + len(wrong)
                yield at, wrong, self.words[wrong]


_HEAD = 3
"""No wrong form of a word is shorter."""


@dataclass(frozen=True, slots=True)
class Language:
    """The lexicon of general tests.

    Attributes:
        single: characters that never stand twice, each with what may stand before and after the two.
        terms: fixed terms, from the longest.
        slips: a word with one character taken for another, by what it should be.
        lost: what is left of such a word without one character, by what it should be.
        words: all words of the lexicon.
        turns: the words, and the turns of four characters and more that are looked for like them.
        right: these, and what is like one of them but right, or another slip.
    """

    single: tuple[re.Pattern[str], ...]
    terms: tuple[str, ...]
    slips: WrongForms
    lost: WrongForms
    words: frozenset[str]
    turns: frozenset[str]
    right: frozenset[str]


@cache
def language() -> Language:
    """Return the lexicon of general tests, read once."""
    book = tomllib.loads(asset("lexicon/language.toml").read_text("utf-8"))
    single = tuple(
        re.compile(
            (f"(?<![{row['before']}])" if row.get("before") else "")
            + f"({row['character']})\\1+"
            + (f"(?![{row['after']}])" if row.get("after") else "")
        )
        for row in book["single"]
    )
    terms = tuple(sorted(book["terms"], key=len, reverse=True))
    words = frozenset((*book["words"], *terms))
    book["words"] += book["phrases"]
    turns = words | set(book["phrases"])
    slips = _slips(book)
    right = turns.union(slips, book["otherwise"])
    kept = set(book["whole"])
    lost = {
        rest: word
        for rest, word in _without_one(words)
        if rest not in kept and not any(rest in other for other in words if other != word)
    }
    return Language(single, terms, WrongForms(slips), WrongForms(lost), words, turns, right)


_FOUR = 4


def _without_one(words: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield long words without each of their characters in turn, but the last: 物业管理 is a word."""
    for word in words:
        for place in range(len(word) - 1) if len(word) >= _FOUR else ():
            if word[place] not in _LEFT_OUT:
                yield word[:place] + word[place + 1 :], word


_LEFT_OUT = frozenset("的和及与性用")
"""What may be left out of a name: 公益岗位, 公务车, 年初结转结余."""


def _slips(book: dict[str, list[str]]) -> dict[str, str]:
    """Return every word of the lexicon with one character exchanged for one that is like it."""
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for group in book["confusable"]:
        for mark in group:
            alike[mark] |= set(group) - {mark}
    words, right = book["words"], set(book["words"]) | set(book["otherwise"])
    found: dict[str, str] = {}
    for word in words:
        for place, mark in enumerate(word):
            for other in alike[mark]:
                wrong = word[:place] + other + word[place + 1 :]
                if wrong not in right:
                    found[wrong] = word
    return found


# ---- written twice ------------------------------------------------------------------------


@check("词没有写重", "TYPO", ground="用字用词")
def no_word_stands_twice(case: Case) -> Findings:
    """原因原因, 主要是主要是: the same two to eight letters one after the other."""
    counted: Counter[str] = Counter()
    hits: list[tuple[Normal, int, int, str]] = []
    titles = {heading.paragraph for heading in case.reading.headings}
    for normal in case.reading.written:
        done = 0
        titled = normal.paragraph in titles and not _IN_CELLS.search(normal.text)
        if not titled and not _IS_PROSE.search(normal.text):
            continue
        for match in _DOUBLED.finditer(normal.text):
            if match.start() < done or not _is_doubling(normal.text, match):
                continue
            span = normal.span(*match.span("both"))
            if span.end - span.start != len(match["both"]):  # blanks or quotes part the two
                continue
            done = match.end("both")
            while normal.text.startswith(match["word"], done):
                done += len(match["word"])
            hits.append((normal, match.start(), done, match["word"]))
            counted[match["both"]] += 1
    for normal, start, end, word in hits:
        yield _doubled(
            case, normal, start, end, word, alone=counted[word * 2] == 1 and len(hits) < _MANY
        )


def _is_doubling(text: str, match: re.Match[str]) -> bool:
    """Not a way of speaking that repeats on purpose, nor two letters of one character each."""
    word = match["word"]
    after = text[match.end("both") : match.end("both") + 2]
    if (
        (word in _NAME_AND_VERB and _SAID_OF.match(after))
        or word[0] in _OPEN_TO_DOUBLING
        or len(set(word)) == 1
        or "每" in word  # 学生每生每学期
    ):
        return False
    if len(word) % 2 == 0 and word[: len(word) // 2] == word[len(word) // 2 :]:
        return False
    before = text[match.start() - 1 : match.start()]
    return before not in _OPEN_TO_DOUBLING


def _doubled(  # noqa: PLR0913 - a word and where it stands twice
    case: Case, normal: Normal, start: int, end: int, word: str, *, alone: bool
) -> TextFinding:
    text = normal.text
    follows = text[end : end + 1]
    whole = case.reading.text
    said = alone and follows and whole.count(word + follows) > text.count(word * 2 + follows)
    listed = word[-1] == "："
    sure = listed or (
        alone and (len(word) >= _LONG or bool(said and _STANDS_ALONE.fullmatch(follows)))
    )
    return _respelt(case, normal, (start, end), word, f"“{word}”写了两遍，删去一个", sure=sure)


def _respelt(  # noqa: PLR0913 - a place, what is right there and what is said of it
    case: Case, normal: Normal, place: tuple[int, int], right: str, fault: str, *, sure: bool = False, tail: str = ""
) -> TextFinding:  # fmt: skip
    """Return a finding that puts other letters in a place and shows them among those around."""
    (start, end), text = place, normal.text
    before = text[left_whole(text, start - _AROUND) : start].lstrip(BETWEEN)
    around = f"{before}{right}{text[end : right_whole(text, end + _AROUND)]}"
    edit = edit_of(normal, start, end, right)
    return case.finding(
        "TYPO", normal.span(start, end), f"{fault}，即“{around}”{tail}", right,
        severity=Severity.ERROR if sure else Severity.REMINDER, certainty=PROVED if sure else LIKELY,
        edits=(edit,) if edit else (), deed=deed_of(text[start:end], right),
    )  # fmt: skip


_STANDS_ALONE = re.compile("[是为，。；：、的和与及在]")
"""What follows a word that is whole: no other word can begin within it."""


@check("字没有写重", "TYPO", ground="用字用词")
def no_letter_stands_twice(case: Case) -> Findings:
    """主要是是: characters of grammar that never stand twice, but for a few words."""
    for normal in case.reading.written:
        for pattern in language().single if len(normal.text) > _AROUND else ():
            for match in pattern.finditer(normal.text):
                fault = f"“{match.group()}”写重了，留一个"
                yield _respelt(case, normal, match.span(), match[1], fault)


# ---- a letter lost or changed within a fixed term ------------------------------------------


@check("固定名称不漏字、不错字", "TYPO", ground="用字用词")
def fixed_terms_are_whole(case: Case) -> Findings:
    """整体出绩效, 公用用车运行维护费: a fixed term with one letter lost or another in its place."""
    clean: set[str] = set()
    for normal in case.reading.written:
        if len(normal.text) < _SHORTEST_TERM or normal.text in clean:
            continue  # the cells of many tables hold the same few words
        taken: set[int] = set()
        for start, end, term in _near_terms(normal.text):
            if not taken.isdisjoint(range(start, end)):
                continue
            taken.update(range(start, end))
            yield _off_term(case, normal, start, end, term)
        if not taken:
            clean.add(normal.text)


def _near_terms(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the places where a term stands but for one letter, or with its letters in another order.

    Such a term has its first two letters still, or its last two: only around those it is looked at.
    """
    for start, end, term in _all_near_terms(text):
        if not _ends_another(text, start, end):
            yield start, end, term


def _ends_another(text: str, start: int, end: int) -> bool:
    """Whether the letters from `start` are the end of a longer name: 上|年结转和结余."""
    return any(
        vocabulary().quantity(text[first:end]) is not None or text[first:end] in language().terms
        for first in range(max(0, start - 2), start)
    )


def _all_near_terms(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield what may be such a term, the longest terms first."""
    ends = _ends_of_terms()
    pairs = ((at, text[at : at + 2]) for at in range(len(text) - 1))
    found = [(*term, at) for at, pair in pairs if pair in ends for term in ends[pair]]
    for rank, tail, at in sorted(found):
        term = language().terms[rank]
        first = at + 2 - len(term) if tail else at
        if first >= 0 and not text.startswith(term, first):
            yield from _compared(text, first, term)
        if tail and first + 1 >= 0:
            yield from _compared(text, first + 1, term)


@cache
def _ends_of_terms() -> dict[str, list[tuple[int, bool]]]:
    """Return the terms by their first two letters and by their last, as places among the terms."""
    found: defaultdict[str, list[tuple[int, bool]]] = defaultdict(list)
    for rank, term in enumerate(language().terms):
        found[term[:2]].append((rank, False))
        found[term[-2:]].append((rank, True))
    return dict(found)


_SHORTEST_TERM = 5
_LEAST_REST = 4
"""So many letters of a term stand behind a lost one at least, counted with it: else what follows
may be another word."""
_TURNED = 4
_OPPOSITES = ("预决", "收支", "初末", "上本", "内外", "增减", "买置", "行维", "产本")


def _compared(text: str, at: int, term: str) -> Iterator[tuple[int, int, str]]:
    """Yield the place if from here on the text is the term with one letter changed or lost."""
    size = len(term)
    same = text[at : at + size]
    if len(same) == size and same[0] == term[0] and same[-1] == term[-1]:
        off = [n for n in range(size) if same[n] != term[n]]
        turned = 1 < len(off) <= _TURNED and sorted(same) == sorted(term)
        if (len(off) == 1 or turned) and _is_slip(same, term, off[0]):
            yield at, at + size, term
            return
    long = text[at : at + size + 1]
    twice = next((n for n in range(1, len(long)) if long[n] == long[n - 1]), 0)
    if twice and len(long) == size + 1 and long[:twice] + long[twice + 1 :] == term:
        yield at, at + size + 1, term
        return
    short = text[at : at + size - 1]
    if len(short) == size - 1 and short[0] == term[0] and short[-1] == term[-1]:
        lost = next((n for n in range(size - 1) if short[n] != term[n]), size - 1)
        whole = short == term[:lost] + term[lost + 1 :] and lost <= size - _LEAST_REST
        if whole and _is_slip(short, term, lost):
            yield at, at + size - 1, term


def _is_slip(printed: str, term: str, place: int) -> bool:
    """Whether what is printed is no other name, and no other way of writing this one."""
    if term[place] in "的及和与支费" and len(printed) < len(term):
        return vocabulary().quantity(printed) is None and term[place] not in "的费和及与"
    if printed in language().terms or printed == term.replace("公务用车", "公务车"):
        return False
    changed = printed[place : place + 1] if len(printed) == len(term) else ""
    if changed and any(changed in pair and term[place] in pair for pair in _OPPOSITES):
        return False
    if changed and (changed in "及和与、，。；：（）" or not "一" <= changed <= "鿿"):
        return False
    if changed and sorted(printed) != sorted(term) and _is_another_word(printed, place):
        return False
    return vocabulary().quantity(printed) is None


def _is_another_word(printed: str, place: int) -> bool:
    """Whether a changed letter makes another word of the trade: 绩效指标 for 绩效目标."""
    pairs = {printed[at : at + 2] for at in (place - 1, place) if 0 <= at < len(printed) - 1}
    return any(pair in term for term in language().terms for pair in pairs)


def _off_term(case: Case, normal: Normal, start: int, end: int, term: str) -> TextFinding:
    wrong = normal.text[start:end]
    turned = sorted(wrong) == sorted(term)
    fault = "多了字" if len(wrong) > len(term) else "漏了字" if len(wrong) < len(term) else ""
    fault = f"“{wrong}”{fault or ('字的顺序错了' if turned else '有错字')}，应为“{term}”"
    return _respelt(case, normal, (start, end), term, fault, sure=len(wrong) != len(term))


@check("常用词没有形近、音近的错字", "TYPO", ground="用字用词")
def no_letter_is_taken_for_another(case: Case) -> Findings:
    """人居环镜, 公务接侍, 租凭费: a word with a character that looks or sounds like its own."""
    for normal, at, wrong, right in _words_off(case, language().slips):
        if not _ANOTHER_WORD.match(normal.text, at + len(wrong) - 1):
            place, fault = (at, at + len(wrong)), f"“{wrong}”像是“{right}”的误写"
            yield _respelt(case, normal, place, right, fault, sure=len(wrong) > _LONG)


_ANOTHER_WORD = re.compile("废[止除]|户主")
"""A word that begins with the last character: 培训|废止."""


@check("常用词没有漏字", "TYPO", ground="用字用词")
def no_letter_of_a_word_is_lost(case: Case) -> Findings:
    """的要原因, 预算绩效理念: what is left of a word that stands between the ends of others."""
    for normal, at, rest, right in _words_off(case, language().lost):
        text, end = normal.text, at + len(rest)
        near = text[max(0, at - len(right)) : end + len(right)]
        if right not in near and _begins_there(text, at, right) and _ends_there(text, end):
            yield like_a_word(case, normal, (at, end), right, "像是漏了字")


def _words_off(case: Case, forms: WrongForms) -> Iterator[tuple[Normal, int, str, str]]:
    """Yield where a text prints one of the wrong forms of a word, and the word."""
    for normal in case.reading.written:
        yield from ((normal, *found) for found in forms.found_in(normal.text))


_LEFT_OF_A_WORD = re.compile(
    "[^一-鿿]|[的了和与及或在对为是按从将把由等各本该度年中比较于入占无有其此项至如即且仅并内]"
)
_LEFT_OF_A_HEADLESS = re.compile("[^一-鿿]|[的了和与及或是按等]")
_RIGHT_OF_A_WORD = re.compile(
    "[^一-鿿]|[的了和与及为是等中内均占比较未已超共不无以数率额]|情况|决算|预算|完成|工作|资金|经费|支出|方面|要求|问题|建设"
)


def _begins_there(text: str, at: int, right: str) -> bool:
    """Whether no word reaches over a place from its left: there is none, or one ends there.

    Where the first character is the lost one, the one before may be that of another word.
    """
    before = text[:at]
    headless = text.startswith(right[1:], at)
    left = _LEFT_OF_A_HEADLESS if headless else _LEFT_OF_A_WORD
    return not before or bool(left.fullmatch(before[-1])) or _ends_with_word(before)


def _ends_with_word(text: str) -> bool:
    words = language().words
    return any(text[-size:] in words for size in range(_LONG, _LONGEST_WORD))


def _ends_there(text: str, end: int) -> bool:
    words = language().words
    return (
        end >= len(text)
        or _RIGHT_OF_A_WORD.match(text, end) is not None
        or any(text[end : end + size] in words for size in range(_LONG, _LONGEST_WORD))
    )


_LONGEST_WORD = 8


def like_a_word(
    case: Case, normal: Normal, place: tuple[int, int], right: str, fault: str
) -> TextFinding:
    """Return a finding that asks whether a place should be the word it is like."""
    said = f"“{normal.text[place[0] : place[1]]}”{fault}，应为“{right}”"
    return _respelt(case, normal, place, right, said, tail="，核对")


# ---- choices left over --------------------------------------------------------------------

_WAY = "大于|小于|等于|高于|低于|多于|少于|增加|减少|增长|下降|上升|降低|提高|持平|超过|不足|超出|节约|收入|支出|有|无|是|否"
_CHOICE = re.compile(
    f"(?P<one>{_WAY})(?P<mid>(?:预算数?|决算数?|年初预算数?|全年预算数?|上年数?|去年)?)"
    f"（(?:或者?|/|、)*(?P<two>(?:与)?(?:(?:预算数?|决算数?|上年数?)?)?(?:{_WAY})(?:预算数?|决算数?|上年数?)?)(?:/|、)?(?:(?:{_WAY})(?:预算数?)?)?）"
)
_COMPARED = "大于|小于|等于|高于|低于|持平|多于|少于"
_SLASHED = re.compile(
    f"（?(?P<ways>(?:{_COMPARED})(?:(?:/|或)(?:与)?(?:{_COMPARED})|、(?:{_COMPARED})){{1,3}})）?(?=[^，。]{{0,8}}(?:预算|决算|上年))"
)
_TURN_OR_TURN = re.compile(
    "(增加|增长|上升|减少|下降)(?:/|或|\\\\)(增加|增长|上升|减少|下降)(?=\\d|[xX×*_]|了)"
)
_KEEP_ONE = "留一个，删去另一个"
_COMPLETED = re.compile("完成[^，。；]{0,12}?(?P<rate>\\d{1,3}(?:\\.\\d{1,2})?)%")


@check("二选一的词只留一个", "TEMPLATE_LEFTOVER", ground="模板里的选项要删去")
def no_choice_is_left(case: Case) -> Findings:
    """决算数小于（大于）预算数, 小于预算数（或与预算数持平）的主要原因."""
    for normal in case.reading.written:
        for match in _CHOICE.finditer(normal.text):
            if match["one"] == match["two"].strip("与预算数决上年"):
                continue
            start, end = _with_subject(normal.text, *match.span())
            before, after = normal.text[start : match.start()], normal.text[match.end() : end]
            first = f"{before}{match['one']}{match['mid']}{after}"
            two = match["two"]
            named = "预算" in two or "决算" in two or "上年" in two
            second = f"{before}{two}{'' if named else match['mid']}{after}"
            ways = [match["one"], match["two"].strip("与预算数决上年")]
            proved = _proved_way(normal.text, match, (start, end), ways)
            chosen = None if proved else _chosen(normal.text, match)
            told = proved or ("" if chosen else _way_of_reason(normal.text, match, end, ways))
            if told:
                word = f"{told}{match['mid']}" if not named or told == match["one"] else two
                tail = re.match("的(?:主要)?原因", normal.text[end : end + _AROUND])
                reason = tail.group() if tail else ""
                right = f"{before}{word}{after}{reason}"
                certainty = PROVED if proved else LIKELY
                yield _choice(case, normal, (start, end + len(reason)), right, known=certainty)
            elif chosen:
                yield _choice(case, normal, *chosen, known=PROVED)
            else:
                yield _choice(case, normal, (start, end), f"{first}，或{second}")
        for match in _SLASHED.finditer(normal.text):
            start, end = _with_subject(normal.text, *match.span())
            ways = re.findall(_COMPARED, match["ways"])
            planned = re.match("[^，。]{0,8}预算", normal.text[match.end() :]) is not None
            way = _way_of_rate(normal.text[: match.start()], match["ways"]) if planned else ""
            way = way or _way_of_amounts(normal.text, match.start(), end, ways)
            before, after = normal.text[start : match.start()], normal.text[match.end() : end]
            words = f"{before}{way}{after}"
            if way == "持平" and before and after:
                words = f"{before}与{after}{way}"
            yield _choice(
                case, normal, (start, end), words if way else _KEEP_ONE, known=way and PROVED
            )
        for match in _TURN_OR_TURN.finditer(normal.text):
            way = _way_of_change(normal.text, match, [*match.groups()])
            way = way or _way_of_turn(normal.text, match, [*match.groups()])
            yield _choice(case, normal, match.span(), way or _KEEP_ONE, known=way and PROVED)


def _proved_way(text: str, match: re.Match[str], around: tuple[int, int], ways: list[str]) -> str:
    """Return the choice that the figures and words printed beside it leave, '' where they do not."""
    return (
        _way_of_amounts(text, *around, ways)
        or _way_of_change(text, match, ways)
        or _way_of_turn(text, match, ways)
    )


def _way_of_rate(before: str, ways: str) -> str:
    """Return the one of the choices that 完成预算的97.41% in the same sentence leaves, or ''.

    A choice that begins its sentence is of what the sentence before tells.
    """
    earlier, _, own = before.rpartition("。")
    bare = re.fullmatch("(?:支出)?(?:决算|预算|执行)?数?", own) is not None
    rates = list(_COMPLETED.finditer(earlier.rpartition("。")[2] if bare else own))
    if not rates:
        return ""
    rate = Decimal(rates[-1]["rate"])
    left = {"小于", "低于", "少于"} if rate < _WHOLE else {"大于", "高于", "多于"}
    left = {"等于", "持平"} if rate == _WHOLE else left
    fitting = [way for way in re.findall(_COMPARED, ways) if way in left]
    return fitting[0] if len(fitting) == 1 else ""


_AMOUNT = "(?P<number>\\d{1,9}(?:\\.\\d{1,6})?)(?P<unit>万元|亿元|元)"
_AMOUNT_BEFORE = re.compile(f"{_AMOUNT}，(?:决算数?|支出|支出数|比较?)?$")
_AMOUNT_BEHIND = re.compile(
    f"(?:预算数?|决算数?|上年数?|年初预算数?)?(?:为|的)?{_AMOUNT}(?![，。]?[多少差节超])"
)


def _way_of_amounts(text: str, start: int, end: int, ways: list[str]) -> str:
    """Return the choice that the amounts beside it leave: 决算16.44万元，决算数大于/小于预算数18万元."""
    one, other = _AMOUNT_BEFORE.search(text[:start]), _AMOUNT_BEHIND.match(text, end)
    if one is None or other is None or one["unit"] != other["unit"]:
        return ""
    left, right = Decimal(one["number"]), Decimal(other["number"])
    fitting = [
        way for way in ways if way in (_MORE if left > right else _LESS if left < right else _EQUAL)
    ]
    return fitting[0] if len(fitting) == 1 else ""


_WHOLE = Decimal(100)


_RISING = frozenset({"增加", "增长", "上升", "提高"})
_FALLING = frozenset({"减少", "下降", "降低"})
_TURNING = re.compile("(?<![/或])(?:增加|增长|上升|提高|增幅|减少|下降|降低|降幅)")


def _chosen(text: str, match: re.Match[str]) -> tuple[tuple[int, int], str] | None:
    """Return the place and the right words of 比上年增加（减少）8.43万元，下降4.23%, None if untold."""
    ways = {match["one"], match["two"].strip()}
    amount = re.match(
        "\\d{1,12}(?:\\.\\d{1,6})?(?:万元|元|%|人)", text[match.end() : match.end() + 24]
    )
    told = _TURNING.search(text, match.end(), match.end() + 30)
    if amount is None or told is None or not (ways & _RISING and ways & _FALLING):
        return None
    if not re.match("了?\\d|[为达是]", text[told.end() :]):
        return None  # one more choice left over tells nothing: 增加（减少）5万元，增长/下降20%
    falls = told.group() in _FALLING or told.group() == "降幅"
    word = next(iter(ways & (_FALLING if falls else _RISING)))
    base = re.search("[比较]上年度?(?:决算数?)?$", text[max(0, match.start() - 8) : match.start()])
    start = match.start() - (len(base.group()) if base else 0)
    return (
        start,
        match.end() + amount.end(),
    ), f"{text[start : match.start()]}{word}{amount.group()}"


_LESS = frozenset({"小于", "低于", "少于", "减少", "下降", "降低", "不足"})
_EQUAL = frozenset({"等于", "持平"})
_MORE = frozenset({"大于", "高于", "多于", "增加", "增长", "上升", "提高", "超过", "超出"})
_ROSE = re.compile("追加|新增|增加|上涨|上调|提高|增长|增资|调增")
_FELL = re.compile("压减|压缩|减少|节约|取消|未实施|推迟|调减|下降|未能|没有|厉行|结余")


_CHANGE = re.compile("了?(?P<number>\\d{1,9}(?:\\.(?P<places>\\d{1,6}))?)(?P<unit>%|万元|亿元|元)")
_OF_A_YEAR = re.compile(
    f"(?P<last>(?<![比较])(?:上年|去年)[^，。；\\d]{{0,10}}|[比较](?:上年|去年)的?(?=\\d))?"
    f"(?<![\\d.]){_AMOUNT}"
)


def _way_of_change(text: str, match: re.Match[str], ways: list[str]) -> str:
    """Return the choice that two amounts of the sentence prove, as their change is what is printed.

    支出20万元，上年25万元，比上年增加（减少）5万元: 减少.
    """
    first = text.rfind("。", 0, match.start()) + 1
    told = list(_OF_A_YEAR.finditer(text, first, match.start()))
    change = _CHANGE.match(text, match.end())
    earlier = [at for at, each in enumerate(told) if each["last"]]
    if change is None or len(earlier) != 1 or len(told) == 1:
        return ""
    last, now = told[earlier[0]], told[earlier[0] - 1 if earlier[0] else 1]
    was, risen = Decimal(last["number"]), Decimal(now["number"]) - Decimal(last["number"])
    same = now["unit"] == last["unit"] and change["unit"] in ("%", now["unit"])
    if not (same and was and risen):
        return ""
    size = abs(risen) / was * 100 if change["unit"] == "%" else abs(risen)
    step = Decimal(1).scaleb(-len(change["places"] or ""))
    if abs(size - Decimal(change["number"])) * 2 > step:
        return ""
    return _fitting(ways, rose=risen > 0)


def _fitting(ways: list[str], *, rose: bool) -> str:
    """Return the one choice of a change that says so, '' where there is none or more."""
    fitting = [way for way in ways if (way in _MORE) == rose]
    return fitting[0] if len(fitting) == 1 and set(ways) <= _MORE | _LESS else ""


def _way_of_turn(text: str, match: re.Match[str], ways: list[str]) -> str:
    """Return the choice that the change told before it leaves: 减少8万元，下降（增长）4.23%."""
    first = text.rfind("。", 0, match.start()) + 1
    turns = [
        m.group() for m in _TURNING.finditer(text, first, match.start())
        if text[m.end() : m.end() + 1].isdigit()
    ]  # fmt: skip
    if not turns or not set(ways) <= _RISING | _FALLING:
        return ""
    return _fitting(ways, rose=turns[-1] in _RISING or turns[-1] == "增幅")


def _way_of_reason(text: str, match: re.Match[str], end: int, ways: list[str]) -> str:
    """Return the choice that the reason behind it speaks for, '' where it speaks for none."""
    stop = text.find("。", end)
    behind = text[end : stop if stop >= 0 else len(text)]
    up, down = _ROSE.search(behind), _FELL.search(behind)
    if "原因" not in text[match.end() : end + 8] or bool(up) == bool(down):
        return ""
    fitting = [way for way in ways if (way in _MORE) == (up is not None)]
    return fitting[0] if len(fitting) == 1 else ""


def _with_subject(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in 决算数 before and 预算数 behind: what the choice is about."""
    before = re.search("(?:年初|全年)?(?:决算|预算|支出|执行)数?$", text[max(0, start - 6) : start])
    after = re.match("(?:年初|全年)?(?:决算|预算|上年)数?", text[end : end + 6])
    return start - (len(before.group()) if before else 0), end + (after.end() if after else 0)


_SIZE = re.compile("了?[\\d,]{1,12}(?:\\.\\d{1,6})?(?:万元|亿元|元|%|个百分点)")
"""How much a choice of 增加 or 减少 is about."""


def _choice(
    case: Case, normal: Normal, place: tuple[int, int], expected: str, *, known: str = ""
) -> TextFinding:
    """Return the finding of a choice left over, with an edit where one of them is known.

    That one has to go is proved; `known` is how certain it is which, empty where nothing says.
    """
    words = normal.text[place[0] : place[1]]
    edit = edit_of(normal, *place, expected) if known else None
    turned = expected != _KEEP_ONE and not words.endswith("数")
    behind = _SIZE.match(normal.text, place[1]) if turned else None
    size = behind.group() if behind else ""
    told = f"{size}，或".join(expected.split("，或")) + size
    message = f"“{words}{size}”是模板里二选一的词，没有删掉一个；按实际写：{told}"
    spot = normal.span(place[0], place[1] + len(size))
    return case.finding(
        "TEMPLATE_LEFTOVER", spot, message, told, certainty=known or PROVED,
        edits=(edit,) if edit else (), deed=deed_of(words, expected) if edit else "",
    )  # fmt: skip


CHECKS = (
    no_word_stands_twice,
    no_letter_stands_twice,
    fixed_terms_are_whole,
    no_letter_is_taken_for_another,
    no_letter_of_a_word_is_lost,
    no_choice_is_left,
)

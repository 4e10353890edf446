"""Checks for characters typed by their sound or taken for one of their shape: 缓漫 for 缓慢, 收人 for 收入.

No list of such slips is kept. What a clause costs is known from how often words are written and one
word after another (word_pairs.py). Each character is exchanged for those that are read or look like
it, where that makes a common word; it is asked about where the clause is then much likelier.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.paths import asset
from pingkou_gui.text.checks.language.check_homophones import (
    homophones,
    nearly_homophones,
    second_readings,
)
from pingkou_gui.text.checks.language.check_language import language
from pingkou_gui.text.lexing.word_pairs import LONGEST, WordPairs, word_pairs, words_of_reports
from pingkou_gui.text.reasoning.finding import (
    BETWEEN,
    Case,
    Findings,
    check,
    deed_of,
    edit_of,
    left_whole,
    right_whole,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pingkou_gui.text.lexing.word_pairs import Path
    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reasoning.finding import TextFinding

_RUN = re.compile("[一-鿿]{3,}")
_COMMON, _COMMON_ALONE = 150, 105
"""Only words that cost less by themselves are taken for what was meant; less, a single character."""
_LIKELIER, _EXPECTED = 68, 42
"""The clause must cost so much less: e to the power of a tenth of it times as likely. Less is enough
where the word is one that reports use, or that the text itself writes elsewhere."""
_BY_CHANCE = 7
"""More is asked, up to so much, the longer a run is: of many characters some seem unlikely by chance."""
_ALONE = 20
"""More is asked where what is meant is a word of one character, and at the head of an item of a list:
such an item may begin with any name."""
_APART = 20
"""More is asked where what is meant is no word of reports, and never seen beside those around it: there
what is printed may be a word too new for the list. A lone character must be known beside both."""
_AS_LIKELY = 15
_NEARLY = 25
"""What the quick count may be too low by."""
_AROUND, _CLAUSE = 6, 9
_OFTEN = 3
"""What is printed so often is a name."""
_PAIR = 2
_ANY = ("的地得", "他她它", "做作", "哪那", "份分", "账帐")
"""Characters that are told apart by grammar alone, which two words in a row do not show."""
_BY_SHAPE = 15
"""Less is enough where a character looks like the other: it looks like few, and sounds like many."""
_HEARD_NEARLY = 25
"""More is asked where a character is heard like the other only in the south, or by a second reading."""
_VERY_COMMON = 80
"""A character that is so common by itself, as 向 and 从 are, is as much more rarely a slip."""
NUMBERS = frozenset("〇零一二三四五六七八九十百万亿两")
BETWEEN_WORDS = frozenset("未无已该即按比由自给做及加与其找受没为于几又以不全各上下大小")
"""Words of one character that may stand between any two others: no less is enough for them."""
_ALONE_FOR = {"己": "已", "末": "未", "巳": "已"}
"""Words of one character, for which a character is printed that is hardly ever a word of its own."""
_IN_WORDS = {
    "巳": re.compile("[甲乙丙丁戊己庚辛壬癸辰上]巳|巳[时年日]"),
    "己": re.compile("[自知克利异各一由为]己|己[任见方所]"),
    "末": re.compile("[年月日季度期周旬底段岁初本始端微粉泡毫芒\\d]末|末[端位尾梢日世期次了流代]"),
}
_OF_PLACES = frozenset(
    "省市州县区旗乡镇村街巷路组屯寨社坝湾沟河江湖山岭坪冲垸洲岛局所站园厂店节寺庙桥股科室"
)
"""What ends the name of a place or of an office: what stands before it may be any characters."""
_FAMILY = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔"
)
"""What begins the name of a person: the two characters behind it may be any."""


class Slip(NamedTuple):
    """A word that is unlikely where it stands.

    Attributes:
        start, end: where it is printed in its run.
        meant: the words that may be meant, the likeliest first.
        gain: by how much more than has to be asked for the clause costs less with it.
    """

    start: int
    end: int
    meant: tuple[str, ...]
    gain: int


@cache
def told_twins() -> dict[str, str]:
    """Return of each character those of its shape that are told by hand."""
    groups: list[str] = tomllib.loads(asset("lexicon/shapes.toml").read_text("utf-8"))["shapes"]
    return _each_with(mark + group for group in groups for mark in group)


@cache
def in_print() -> dict[str, str]:
    """Return of each character those of its shape: told by hand, and measured in print."""
    lines: list[str] = tomllib.loads(asset("lexicon/print_alike.toml").read_text("utf-8"))["alike"]
    return _each_with([*(mark + others for mark, others in told_twins().items()), *lines])


@cache
def twins() -> dict[str, str]:
    """Return of each character those of its shape, and those of a second reading."""
    return _each_with(
        mark + others for each in (in_print(), second_readings()) for mark, others in each.items()
    )


def _each_with(lines: Iterable[str]) -> dict[str, str]:
    """Return of the first character of each line the others, each once."""
    found: defaultdict[str, str] = defaultdict(str)
    for line in lines:
        mark = line[0]
        found[mark] += "".join(other for other in line if other not in found[mark] + mark)
    return dict(found)


class _Meant(NamedTuple):
    """A word that may be meant: where it would stand, and which character would be another."""

    start: int
    word: str
    off: int


class _Candidate(NamedTuple):
    """A word that may be meant, by what is known of its run alone.

    Attributes:
        meant: the word with its place.
        roughly: how much less the run costs with it, counted along the likeliest paths.
        leasts: how much less must be asked for where it is not expected, and where it is.
    """

    meant: _Meant
    roughly: int
    leasts: tuple[int, int]


_SURELY, _SURELY_NEW = 9, 30
"""How much less a clause must cost beyond that, where a word is expected and where it is not."""
_WORD_ITSELF = 125
"""A printed word that costs no more by itself is one that was meant."""
_REMEMBERED = 4096
"""So many runs are remembered with what may be meant in them: most of a text is as it was examined before."""


class Unlikely:
    """Finds words that are unlikely where they stand, for one that is read or looks like them."""

    def __init__(self, model: WordPairs) -> None:
        """Make the common words of a model ready to be found by their sound."""
        self._model = model
        self._syllables = nearly_homophones()
        common = [w for w, at in model.numbers.items() if len(w) > 1 and model.alone[at] <= _COMMON]
        heard = "\n".join(common).translate(self._syllables).split("\n")
        self._by_sound: defaultdict[str, list[str]] = defaultdict(list)
        for sound, word in zip(heard, common, strict=True):
            self._by_sound[sound].append(word)
        self._alike: dict[str, str] = {}
        self._possible = lru_cache(_REMEMBERED)(self._candidates)

    def slips(self, run: str, text: str = "") -> list[Slip]:
        """Return the likely slips of a run of Chinese characters of a text, none that overlaps another."""
        found: defaultdict[int, dict[_Meant, int]] = defaultdict(dict)
        candidates, strangers = self._possible(run)
        for meant, roughly, leasts in candidates:
            expected = is_expected(meant.word, text)
            least = leasts[expected]
            if len(meant.word) > 1:
                if self._is_word(run[meant.start : meant.start + len(meant.word)]):
                    continue
                least += _SURELY if expected else _SURELY_NEW
            if roughly + _NEARLY < least:
                continue
            gain = self._gain(run, meant) - least
            if gain >= 0:
                found[meant.off][meant] = gain
        slips = [_likeliest(meant) for meant in found.values()]
        return _apart([*slips, *(slip for slip in strangers if slip.start not in found)])

    def _is_word(self, printed: str) -> bool:
        """Whether what is printed is a common word itself: 墓地 beside 基地."""
        number = self._model.numbers.get(printed)
        return number is not None and self._model.alone[number] <= _WORD_ITSELF

    def _candidates(self, run: str) -> tuple[tuple[_Candidate, ...], tuple[Slip, ...]]:
        """Return what may be meant in a run, whatever text it is of, and what hardly ever stands alone."""
        there, back = self._model.paths(run)
        candidates = []
        for meant in self._all_meant(run, there):
            roughly = self._roughly(run, meant, there, back)
            least = self._least(run, meant, there, back, expected=len(meant.word) > 1)
            if roughly + _NEARLY >= least:
                unexpected = self._least(run, meant, there, back, expected=False)
                candidates.append(_Candidate(meant, roughly, (unexpected, least)))
        return tuple(candidates), tuple(self._never_alone(run, there))

    @staticmethod
    def _never_alone(run: str, there: Path) -> Iterator[Slip]:
        """Yield the characters that stand alone, though they are hardly ever words of their own."""
        end = len(run)
        while end:
            start = there.ends[end]
            right = _ALONE_FOR.get(run[start]) if end == start + 1 else None
            within = right and _IN_WORDS[run[start]].search(run, max(0, start - 1), start + 2)
            if right and not within and start + _PAIR < len(run):
                yield Slip(start, end, (right,), 0)
            end = start

    def _all_meant(self, run: str, there: Path) -> Iterator[_Meant]:
        """Yield common words that differ from what is printed in one character that is like it."""
        yield from self._heard(run)
        yield from self._seen(run)
        yield from self._single(run, there)

    def _heard(self, run: str) -> Iterator[_Meant]:
        heard, by_sound = run.translate(self._syllables), self._by_sound
        for start in range(len(run) - 1):
            for end in range(start + _PAIR, min(len(run), start + LONGEST) + 1):
                words = by_sound.get(heard[start:end])
                for word in words or ():
                    off = [at for at, mark in enumerate(word, start) if mark != run[at]]
                    if len(off) == 1 and _may_be_off(run[off[0]], word[off[0] - start]):
                        yield _Meant(start, word, off[0])

    def _seen(self, run: str) -> Iterator[_Meant]:
        """Yield words that are looked like: with a character of the same shape."""
        numbers, alone, known = self._model.numbers, self._model.alone, twins()
        for at, mark in enumerate(run):
            for twin in known.get(mark, ()):
                if mark in BETWEEN_WORDS or not _may_be_off(mark, twin):
                    continue
                for size in range(_PAIR, LONGEST + 1):
                    for start in range(max(0, at - size + 1), min(at, len(run) - size) + 1):
                        word = run[start:at] + twin + run[at + 1 : start + size]
                        number = numbers.get(word)
                        if number is not None and alone[number] <= _COMMON:
                            yield _Meant(start, word, at)

    def _single(self, run: str, there: Path) -> Iterator[_Meant]:
        """Yield common words of one character for one that stands alone."""
        end = len(run)
        while end:
            start = there.ends[end]
            if end == start + 1:
                for other in self._common_alike(run[start]):
                    yield _Meant(start, other, start)
            end = start

    def _common_alike(self, mark: str) -> str:
        """Return the characters like one that are common words by themselves."""
        if mark not in self._alike:
            numbers, alone = self._model.numbers, self._model.alone
            self._alike[mark] = "".join(
                other for other in dict.fromkeys(homophones().get(mark, "") + twins().get(mark, ""))
                if other in numbers and alone[numbers[other]] <= _COMMON_ALONE and _may_be_off(mark, other)
            )  # fmt: skip
        return self._alike[mark]

    def _roughly(self, run: str, meant: _Meant, there: Path, back: Path) -> int:
        """Return how much less the run costs with a word in its place, counted along the likeliest paths."""
        cost, start, end = self._model.cost, meant.start, meant.start + len(meant.word)
        number = self._model.numbers[meant.word]
        mended = there.costs[start] + cost(there.words[start], number)
        if end < len(run):
            mended += cost(number, back.words[end]) + back.costs[end]
        return there.costs[-1] - mended

    def _least(self, run: str, meant: _Meant, there: Path, back: Path, *, expected: bool) -> int:
        """Return how much less the clause must cost with a word in its place to be asked about."""
        mark = run[meant.off]
        least = (_EXPECTED if expected else _LIKELIER) + min(len(run) // 2 - 2, _BY_CHANCE)
        right = meant.word[meant.off - meant.start]
        if right in told_twins().get(mark, ""):
            least -= _BY_SHAPE
        elif self._model.alone[self._model.numbers.get(mark, 0)] <= _VERY_COMMON:
            least += _BY_SHAPE
        if not _is_alike(mark, right):
            least += _HEARD_NEARLY
        if len(meant.word) == 1 or not expected:
            end, number = meant.start + len(meant.word), self._model.numbers[meant.word]
            sides = (
                self._model.follow(there.words[meant.start], number),
                end < len(run) and self._model.follow(number, back.words[end]),
            )
            least += 0 if (all(sides) if len(meant.word) == 1 else any(sides)) else _APART
        return least + (_ALONE if len(meant.word) == 1 else 0)

    def _gain(self, run: str, meant: _Meant) -> int:
        """Return how much less the clause around costs with a word in its place."""
        start, end = meant.start, meant.start + len(meant.word)
        first, last = max(0, start - _CLAUSE), min(len(run), end + _CLAUSE)
        mended = run[first:start] + meant.word + run[end:last]
        return self._model.whole(run[first:last]) - self._model.whole(mended)


def is_expected(word: str, text: str) -> bool:
    """Whether a word of more than one character is one that reports use, or that a text writes elsewhere."""
    return len(word) > 1 and (word in of_reports() or word in text)


@cache
def of_reports() -> str:
    """Return all words that reports are written with, and all that they are part of."""
    return "\n".join((*words_of_reports(), *language().turns))


def _is_alike(printed: str, meant: str) -> bool:
    """Whether a character is read as another is by everybody, or looks like it."""
    return meant in homophones().get(printed, "") or meant in in_print().get(printed, "")


def _may_be_off(printed: str, meant: str) -> bool:
    """Whether two words in a row can show that one character was meant for another."""
    if printed == meant or printed in NUMBERS or meant in NUMBERS:
        return False
    return not any(printed in some and meant in some for some in _ANY)


def _likeliest(meant: dict[_Meant, int]) -> Slip:
    """Return the likeliest of the words that one character may belong to, with those as likely."""
    best, gain = max(meant.items(), key=lambda item: (item[1], _best_size(item[0].word), item[0]))
    size = len(best.word)
    words = [
        other.word for other, least in sorted(meant.items(), key=lambda item: -item[1])
        if other.start == best.start and len(other.word) == size and gain - least < _AS_LIKELY
    ]  # fmt: skip
    return Slip(best.start, best.start + size, tuple(words[:2]), gain)


def _best_size(word: str) -> int:
    """Return the more, the better a word shows what is meant: no lone character, else the fewer the better."""
    return -len(word) if len(word) > 1 else -LONGEST - 1


def _apart(slips: list[Slip]) -> list[Slip]:
    """Return of slips that overlap the likeliest."""
    kept: list[Slip] = []
    for slip in sorted(slips, key=lambda slip: (-slip.gain, slip)):
        if all(slip.end <= other.start or other.end <= slip.start for other in kept):
            kept.append(slip)
    return sorted(kept)


@cache
def unlikely() -> Unlikely:
    """Return what finds unlikely words of the language, made ready once."""
    return Unlikely(word_pairs())


@check("没有音近、形近的别字", "TYPO", ground="用字用词")
def no_character_is_unlikely(case: Case) -> Findings:
    """不匹陪, 不深人: a character in whose place one of its sound or shape makes a far likelier clause."""
    known: dict[str, list[Slip]] = {}
    found = []
    for normal in case.reading.written:
        for run in _RUN.finditer(normal.text):
            words, before = run.group(), normal.text[: run.start()][-1:]
            measures = before.isdigit() and _counts(words[0])
            if words not in known:
                slips = unlikely().slips(words, case.reading.text)
                known[words] = [slip for slip in slips if not is_a_name(case, words, slip)]
            found += [
                (normal, run.start() + s.start, run.start() + s.end, s.meant) for s in known[words]
                if s.start or (not measures and (before != "、" or s.gain >= _ALONE))
            ]  # fmt: skip
    by_words = sorted(found, key=lambda item: item[0].text[item[1] : item[2]])
    for _, group in groupby(by_words, key=lambda item: item[0].text[item[1] : item[2]]):
        for normal, start, end, meant in group:
            expected = is_expected(meant[0], case.reading.text)
            if not _is_usual(case, normal.text, start, end, expected=expected):
                yield _asked(case, normal, start, end, meant)


def _is_usual(case: Case, text: str, start: int, end: int, *, expected: bool) -> bool:
    """Whether a text prints something so often that it is a name; a single character with those beside it.

    Where a text and reports know nothing of what would be meant, twice is often.
    """
    printed = text[start:end] if end - start > 1 else text[max(0, start - 1) : end + 1]
    return case.reading.text.count(printed) >= (_OFTEN if expected else _OFTEN - 1)


def is_a_name(case: Case, run: str, slip: Slip) -> bool:
    """Whether a slip stands in the name of a place, of a person, or of the unit itself."""
    printed = run[slip.start : slip.end]
    if NUMBERS & set(printed) or (len(printed) > 1 and printed in case.reading.unit):
        return True
    if len(printed) == _PAIR and _is_paired(run, slip.start):
        around = run[max(0, slip.start - _PAIR) : slip.start], run[slip.end : slip.end + _PAIR]
        meant = (around[0] + slip.meant[0], slip.meant[0] + around[1])
        return not any(len(turn) > _PAIR and turn in of_reports() for turn in meant)
    if run[slip.start] in _EACH and slip.end - slip.start == _PAIR and _counts(run[slip.start + 1]):
        return True
    words = word_pairs().cut(run)
    alone = {start for start, end in words if end == start + 1}
    places = range(slip.start, min(len(run), slip.end + 3))
    if any(at in alone and run[at] in _OF_PLACES for at in places):
        return True
    return any(
        at in alone and run[at] in _FAMILY and run[at : at + _PAIR] not in of_reports()
        for at in range(max(0, slip.start - 2), slip.start)
    )


_EACH = frozenset("每各某")


def _counts(mark: str) -> bool:
    """Whether a character is a measure of things: what follows 一 may follow 每, as in 每辆."""
    model = word_pairs()
    numbers = model.numbers
    return f"一{mark}" in numbers or model.follow(numbers.get("一", -1), numbers.get(mark, -1))


def _is_paired(run: str, start: int) -> bool:
    """Whether two characters are half of a turn of four that says one of them twice: 季清季结."""
    pairs = (run[start - 2 : start], run[start + 2 : start + 4])
    printed = run[start : start + 2]
    return any(
        len(pair) == _PAIR and (pair[0] == printed[0]) != (pair[1] == printed[1]) for pair in pairs
    )


def _asked(case: Case, normal: Normal, start: int, end: int, meant: tuple[str, ...]) -> TextFinding:
    text = normal.text
    printed = text[start:end]
    right = "或".join(meant)
    before = text[left_whole(text, start - _AROUND) : start].lstrip(BETWEEN)
    around = f"{before}{meant[0]}{text[end : right_whole(text, end + _AROUND)]}"
    edit = edit_of(normal, start, end, meant[0]) if len(meant) == 1 else None
    pairs = [(a, b) for a, b in zip(printed, meant[0], strict=True) if a != b]
    alike = "" if all(b in homophones().get(a, "") for a, b in pairs) else "（字形相近）"
    return case.question(
        "TYPO", normal.span(start, end), f"“{printed}”像是“{right}”的误写{alike}，即“{around}”，核对", right,
        edits=(edit,) if edit else (), deed=deed_of(printed, meant[0]) if edit else "",
    )  # fmt: skip


CHECKS = (no_character_is_unlikely,)

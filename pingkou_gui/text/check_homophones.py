"""Checks for characters typed by their sound: 不匹陪 for 不匹配, 宣传力渡 for 宣传力度.

Who types by sound picks the wrong one of several characters that are read alike. No list of such
slips is kept: all words stand in one index by how they are read, where what is printed is looked up
and compared. A word of four characters and more of our own list is told wherever one character is
another of its sound: so much of it stands there that nothing else is meant. For all other common
words a clause is cut into words by how often they are written (word_counts.py); where a character is
left that belongs to no word, and another of its sound would make one, the clause is cut again with
that one. It is asked about where the second cut is much likelier than the first.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.paths import asset
from pingkou_gui.text.check_language import language, like_a_word
from pingkou_gui.text.finding import (
    BETWEEN,
    LIKELY,
    Case,
    Findings,
    Severity,
    check,
    deed_of,
    edit_of,
)
from pingkou_gui.text.word_counts import LONGEST, WordCounts, word_counts, words_of_reports

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from pingkou_gui.text.finding import TextFinding
    from pingkou_gui.text.source import Normal

_RUN = re.compile("[一-鿿]{3,}")
_IS_PROSE = re.compile("[。，；：]")
_COMMON = 100
"""Only words written so often are taken for what was meant."""
_LESS_COMMON = 30
"""A longer word need not be as common."""
_LIKELIER = 7.0
"""The second cut must be e to this power times as likely."""
_EXPECTED = -2.0
"""Less is enough where the word is one that reports use, or that the text itself writes elsewhere."""
_ALONE = 1.5
"""More is asked where a character beside the slip stands alone in many sentences, and once more
where the slip itself does."""
_AS_LIKELY = 1.5
_AROUND = 6
_SHORT, _LONG = 2, 4
_HEAD = 3
"""No word of our own is looked for by less."""
_OFTEN = 3
"""What is printed so often is a name."""
_PARTICLES = frozenset("的地得了是有在和与等不为其以于而")
"""Characters that stand between words as well: 自评的|分数."""
_SINGLE = frozenset(
    "一二三四五六七八九十两的地得了着过是在有和与及或为以于由从向对将把被按比较等该本此其各每均共已未应须可能要会无不"
    "后前中内外上下时间多少大小新老除指即且而并又再也都只仅就才更最很到至因其数额率元年月日人个次"
)
"""Characters that are words of their own in many sentences."""
_OF_PLACES = frozenset(
    "省市州县区旗乡镇村街巷路组屯寨社坝湾沟河江湖山岭坪冲垸洲岛局所站园厂店节寺庙桥"
)
"""What ends the name of a place or of an office: what stands before it may be any characters."""


class Slip(NamedTuple):
    """A word typed by its sound: where it is printed in its run, and the words that may be meant."""

    start: int
    end: int
    meant: tuple[str, ...]


@cache
def homophones() -> dict[str, str]:
    """Return of each character all that are read with its syllable, itself among them."""
    book = tomllib.loads(asset("lexicon/syllables.toml").read_text("utf-8"))
    return {mark: line for line in book["syllables"] for mark in line}


class WordsBySound:
    """Words by how they are read, to be found where one of their characters is another of its sound."""

    def __init__(
        self, counts: WordCounts, own: Iterable[str] = (), right: Container[str] = ()
    ) -> None:
        """Make the common words of `counts` ready, and the long ones of our `own`.

        What is `right` is no slip of one of our own.
        """
        self._cutter, self._right = counts, right
        self._in_reports = words_of_reports()
        self._own = frozenset(word for word in own if len(word) >= _LONG)
        self._common = {
            word for word, count in counts.counts.items()
            if count >= (_COMMON if len(word) == _SHORT else _LESS_COMMON) and len(word) > 1
        }  # fmt: skip
        self._syllables = {ord(mark): line[0] for mark, line in homophones().items()}
        self._words: defaultdict[str, list[str]] = defaultdict(list)
        for word in dict.fromkeys((*sorted(self._own), *counts.counts)):
            if word in self._own or word in self._common:
                self._words[word.translate(self._syllables)].append(word)
        self._sizes = sorted({len(word) for word in self._own}, reverse=True)
        self._heads = {word[:_HEAD].translate(self._syllables) for word in self._own}

    def _alike(self, printed: str, heard: str) -> Iterator[tuple[str, int]]:
        """Yield the words that are read like what is printed, and differ in one character, and in which."""
        for word in self._words.get(heard, ()):
            off = [at for at, mark in enumerate(word) if mark != printed[at]]
            if len(off) == 1:
                yield word, off[0]

    def own_slips(self, text: str) -> Iterator[tuple[int, str, str]]:
        """Yield where a text prints one of our own words but for a character, what is printed, the word."""
        heard, done = text.translate(self._syllables), 0
        for at in range(len(text) - _HEAD + 1):
            if heard[at : at + _HEAD] not in self._heads or at < done:
                continue
            for end in (at + size for size in self._sizes if at + size <= len(text)):
                word = self._own_word(text[at:end], heard[at:end])
                if word:
                    done = end
                    yield at, text[at:end], word
                    break

    def _own_word(self, printed: str, heard: str) -> str:
        """Return the word of our own that a printed one is but for one character of its sound, or ''."""
        if printed in self._right:
            return ""
        alike = self._alike(printed, heard)
        return next(
            (word for word, at in alike if word in self._own and printed[at] not in _PARTICLES), ""
        )

    def slips(self, run: str, text: str) -> list[Slip]:
        """Return the likely slips of a run of Chinese characters of a text, none that overlaps another."""
        words, heard = self._cutter.cut(run).words, run.translate(self._syllables)
        alone = {start for start, end in words if end == start + 1}
        found: defaultdict[int, dict[str, tuple[float, int]]] = defaultdict(dict)
        for at in sorted(alone):
            if self._is_in_a_name(run, at, alone):
                continue
            for start, word in self._meant(run, heard, at):
                gain = self._gain(run, start, word)
                expected = word in self._in_reports or word in text
                if gain >= _least(run[at], run[start : start + len(word)], expected=expected):
                    found[at][word] = gain, start
        return _apart([_likeliest(meant) for meant in found.values()])

    def _meant(self, run: str, heard: str, at: int) -> Iterator[tuple[int, str]]:
        """Yield common words that differ from what is printed in the character at `at` alone, of its sound."""
        for size in range(2, LONGEST + 1):
            for start in range(max(0, at - size + 1), min(at, len(run) - size) + 1):
                end = start + size
                for word, off in self._alike(run[start:end], heard[start:end]):
                    if start + off == at and word in self._common:
                        yield start, word

    def _gain(self, run: str, start: int, word: str) -> float:
        """Return by how much the clause around is cheaper with `word` in its place."""
        end = start + len(word)
        first, last = max(0, start - _AROUND), min(len(run), end + _AROUND)
        printed = self._cutter.cut(run[first:last])
        mended = self._cutter.cut(run[first:start] + word + run[end:last])
        return printed.cost - mended.cost

    @staticmethod
    def _is_in_a_name(run: str, at: int, alone: set[int]) -> bool:
        """Whether a character ends the name of a place close by, or is such an ending."""
        return any(near in alone and run[near] in _OF_PLACES for near in range(at - 1, at + 4))


def _least(slip: str, printed: str, *, expected: bool) -> float:
    """Return how much likelier the clause must be without the slip to be asked about."""
    alone = (slip in _SINGLE) + any(mark in _SINGLE for mark in printed)
    return _LIKELIER + alone * _ALONE + (_EXPECTED if expected else 0)


def _likeliest(meant: dict[str, tuple[float, int]]) -> tuple[float, Slip]:
    """Return the likeliest of the words that one character may belong to, with those as likely."""
    best, start = max(meant.values())
    size = next(len(word) for word, found in meant.items() if found == (best, start))
    words = [
        word for word, (gain, at) in sorted(meant.items(), key=lambda item: -item[1][0])
        if at == start and len(word) == size and best - gain < _AS_LIKELY
    ]  # fmt: skip
    return best, Slip(start, start + size, tuple(words[:2]))


def _apart(slips: list[tuple[float, Slip]]) -> list[Slip]:
    """Return of slips that overlap the likeliest."""
    kept: list[Slip] = []
    for _, slip in sorted(slips, reverse=True):
        if all(slip.end <= other.start or other.end <= slip.start for other in kept):
            kept.append(slip)
    return sorted(kept)


@cache
def words_by_sound() -> WordsBySound:
    """Return the words of the language and of our own list by their sound, made ready once."""
    return WordsBySound(word_counts(), language().turns, language().right)


@check("常用词没有同音的错字", "TYPO", ground="用字用词")
def no_letter_is_typed_by_its_sound(case: Case) -> Findings:
    """历行节约, 绩校目标: a word of our list with a character that is only read like its own."""
    for normal in case.reading.written:
        for at, printed, right in words_by_sound().own_slips(normal.text):
            yield like_a_word(case, normal, (at, at + len(printed)), right, "像是同音的错字")


@check("没有音近的别字", "TYPO", ground="用字用词")
def no_character_is_typed_by_its_sound(case: Case) -> Findings:
    """不匹陪, 宣传力渡: a character that makes no word, where one of its sound makes a common one."""
    prose = [normal for normal in case.reading.written if _IS_PROSE.search(normal.text)]
    found = [
        (normal, run.start() + slip.start, run.start() + slip.end, slip.meant)
        for normal in prose for run in _RUN.finditer(normal.text)
        for slip in words_by_sound().slips(run.group(), case.reading.text)
    ]  # fmt: skip
    by_words = sorted(found, key=lambda item: item[0].text[item[1] : item[2]])
    for printed, group in groupby(by_words, key=lambda item: item[0].text[item[1] : item[2]]):
        if case.reading.text.count(printed) >= _OFTEN:
            continue
        for normal, start, end, meant in group:
            yield _asked(case, normal, start, end, meant)


def _asked(case: Case, normal: Normal, start: int, end: int, meant: tuple[str, ...]) -> TextFinding:
    text = normal.text
    printed = text[start:end]
    right = "或".join(meant)
    before = text[max(0, start - _AROUND) : start].lstrip(BETWEEN)
    around = f"{before}{meant[0]}{text[end : end + _AROUND]}"
    edit = edit_of(normal, start, end, meant[0]) if len(meant) == 1 else None
    return case.finding(
        "TYPO", normal.span(start, end), f"“{printed}”像是“{right}”的误写，即“{around}”，核对", right,
        severity=Severity.REMINDER, certainty=LIKELY,
        edits=(edit,) if edit else (), deed=deed_of(printed, meant[0]) if edit else "",
    )  # fmt: skip


CHECKS = (no_letter_is_typed_by_its_sound,)
LAST_CHECKS = (no_character_is_typed_by_its_sound,)

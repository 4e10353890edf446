"""Checks for characters typed by their sound: 绩校目标 for 绩效目标, 历行节约 for 厉行节约.

Who types by sound picks the wrong one of several characters that are read alike. No list of such
slips is kept: our own long words stand in an index by how they are read, where what is printed is
looked up and compared. One of four characters and more is told wherever one character is another of
its sound: so much of it stands there that nothing else is meant. All other words: check_unlikely.py.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from pingkou_gui.paths import asset
from pingkou_gui.text.checks.language.check_language import language, like_a_word
from pingkou_gui.text.reasoning.finding import Case, Findings, check

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

_LONG = 4
_HEAD = 3
"""No word of our own is looked for by less."""
_PARTICLES = frozenset("的地得了是有在和与等不为其以于而")
"""Characters that stand between words as well: 自评的|分数."""


@cache
def _book() -> dict[str, list[str]]:
    return tomllib.loads(asset("lexicon/syllables.toml").read_text("utf-8"))


@cache
def homophones() -> dict[str, str]:
    """Return of each character all that are read with its syllable, itself among them."""
    return {mark: line for line in _book()["syllables"] for mark in line}


@cache
def second_readings() -> dict[str, str]:
    """Return of characters with a second reading those of it, and of each of these the character."""
    found: defaultdict[str, str] = defaultdict(str)
    for mark, like in map(tuple, _book()["also"]):
        found[mark] += homophones()[like]
        for other in homophones()[like]:
            found[other] += mark
    return dict(found)


@cache
def nearly_homophones() -> dict[int, str]:
    """Return of each character one that stands for all that the south may read like it: z and zh."""
    heads = {line[0]: line[0] for line in _book()["syllables"]}

    def head(mark: str) -> str:
        first = homophones()[mark][0]
        return first if heads[first] == first else head(heads[first])

    for one, other in map(tuple, _book()["near"]):
        heads[head(one)] = head(other)
    return {ord(mark): head(mark) for mark in homophones()}


class WordsBySound:
    """Long words by how they are read, to be found where one of their characters is another of its sound."""

    def __init__(self, words: Iterable[str], right: Container[str] = ()) -> None:
        """Make the long ones of `words` ready; what is `right` is no slip of one of them."""
        self._right = right
        own = sorted({word for word in words if len(word) >= _LONG})
        self._syllables = {ord(mark): line[0] for mark, line in homophones().items()}
        self._words: defaultdict[str, list[str]] = defaultdict(list)
        for word in own:
            self._words[word.translate(self._syllables)].append(word)
        self._sizes = sorted({len(word) for word in own}, reverse=True)
        self._heads = {word[:_HEAD].translate(self._syllables) for word in own}

    def slips(self, text: str) -> Iterator[tuple[int, str, str]]:
        """Yield where a text prints one of the words but for a character, what is printed, the word."""
        heard, done = text.translate(self._syllables), 0
        for at in range(len(text) - _HEAD + 1):
            if heard[at : at + _HEAD] not in self._heads or at < done:
                continue
            for end in (at + size for size in self._sizes if at + size <= len(text)):
                word = self._meant(text[at:end], heard[at:end])
                if word:
                    done = end
                    yield at, text[at:end], word
                    break

    def _meant(self, printed: str, heard: str) -> str:
        """Return the word that a printed one is but for one character of its sound, or ''."""
        for word in self._words.get(heard, ()) if printed not in self._right else ():
            off = [at for at, mark in enumerate(word) if mark != printed[at]]
            if len(off) == 1 and printed[off[0]] not in _PARTICLES:
                return word
        return ""


@cache
def words_by_sound() -> WordsBySound:
    """Return the words of our own list by their sound, made ready once."""
    return WordsBySound(language().turns, language().right)


@check("常用词没有同音的错字", "TYPO", ground="用字用词")
def no_letter_is_typed_by_its_sound(case: Case) -> Findings:
    """历行节约, 绩校目标: a word of our list with a character that is only read like its own."""
    for normal in case.reading.written:
        for at, printed, right in words_by_sound().slips(normal.text):
            yield like_a_word(case, normal, (at, at + len(printed)), right, "像是同音的错字")


CHECKS = (no_letter_is_typed_by_its_sound,)

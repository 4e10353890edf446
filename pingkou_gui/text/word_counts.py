"""Chinese running text cut into words, by how often each word is written."""

from __future__ import annotations

import gzip
import math
import tomllib
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.paths import asset

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 4
"""No word of the list is longer."""
_UNKNOWN = -2.0
"""Of a character that is no word of the list, in place of the logarithm of its count."""


class Cut(NamedTuple):
    """A run of Chinese characters cut into words.

    Attributes:
        cost: the sum of -ln p of its words: the lower, the likelier a text.
        words: where each word begins and ends.
    """

    cost: float
    words: tuple[tuple[int, int], ...]


class WordCounts:
    """Words with how often they are written.

    A run is cut where the product of its words' frequencies is greatest (a unigram model, solved
    from left to right). A character that is no word of the list costs more than any that is.
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = counts
        self._whole = math.log(sum(counts.values()))

    def cut(self, run: str) -> Cut:
        """Return a run of Chinese characters cut into its likeliest words."""
        counts, whole, length = self.counts, self._whole, len(run)
        best = [0.0, *[math.inf] * length]
        back = [0] * (length + 1)
        for start in range(length):
            so_far = best[start]
            for end in range(start + 1, min(start + LONGEST, length) + 1):
                count = counts.get(run[start:end], 0)
                if not count and end > start + 1:
                    continue
                cost = so_far + whole - (math.log(count) if count else _UNKNOWN)
                if cost < best[end]:
                    best[end] = cost
                    back[end] = start
        words = []
        end = length
        while end:
            words.append((back[end], end))
            end = back[end]
        return Cut(best[length], tuple(reversed(words)))


_LIKE_COMMON = 2000
"""A word of our own list counts as often as a common one."""


@cache
def _own_words() -> dict[str, list[str]]:
    return tomllib.loads(asset("lexicon/office_words.toml").read_text("utf-8"))


@cache
def words_of_reports() -> frozenset[str]:
    """Return common words that reports on money and work are written with."""
    return frozenset(_own_words()["reports"])


@cache
def word_counts() -> WordCounts:
    """Return the words of the language and those that only offices write, read once."""
    text = gzip.decompress(asset("lexicon/word_counts.txt.gz").read_bytes()).decode("utf-8")
    parts = text.split()
    counts = dict(zip(parts[::2], map(int, parts[1::2]), strict=True))
    for word in _own_words()["words"]:
        counts[word] = max(counts.get(word, 0), _LIKE_COMMON)
    return WordCounts(counts)

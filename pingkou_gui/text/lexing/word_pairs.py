"""What Chinese running text costs: how likely each word is, and each word after the one before it.

The cost of a text is -10 ln p of its words, each after the one before it: the higher, the less
likely anybody would write it. Where two words are never seen together, what the second costs alone
counts, and what the first asks for being followed by something rare (a bigram model with backing off).
"""

from __future__ import annotations

import gzip
import tomllib
from array import array
from bisect import bisect_left
from functools import cache, lru_cache
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.paths import asset

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LONGEST = 4
"""No word of the list is longer."""
UNKNOWN = 180
"""What a character costs that is no word of the list."""
_NEVER = 10**9
_START = 0
"""The number of what stands before the first word."""
_PLAIN = 100
"""How the cost of being followed by something rare is written that is nothing: it may be less."""
_NUMBERED = 1 << 16
"""Words from this number on are in no pair."""
_REMEMBERED = 8192
"""So many runs are remembered with what they cost: a text is examined again at each change of it."""


class Path(NamedTuple):
    """The likeliest words of a run, found from one side.

    Attributes:
        costs: what the run costs up to each place.
        words: the number of the word that ends at each place (or begins there, from the other side).
        ends: where that word begins (or ends).
    """

    costs: list[int]
    words: list[int]
    ends: list[int]


class WordPairs:
    """Words and pairs of words with what they cost.

    Attributes:
        numbers: the words by their numbers, from 1 on.
        alone: what each word costs by itself, by its number.
        whole: returns what a run costs where every way of cutting it into words is tried.
        cut: returns where the likeliest words of a run begin and end.
    """

    whole: Callable[[str], int]
    cut: Callable[[str], tuple[tuple[int, int], ...]]

    def __init__(
        self, numbers: dict[str, int], alone: bytearray, rare: bytes, pairs: _Pairs
    ) -> None:
        """Take words, what they cost alone, what they ask for a rare follower, and the pairs."""
        self.numbers, self.alone = numbers, alone
        self._rare, self._pairs = rare, pairs
        self._known = len(rare)
        self._forget()

    def _forget(self) -> None:
        """Remember no run with what it cost until now."""
        self.whole, self.cut = (
            lru_cache(_REMEMBERED)(self._whole),
            lru_cache(_REMEMBERED)(self._cut),
        )

    @classmethod
    def of(
        cls, words: Mapping[str, int], pairs: Mapping[tuple[str, str], int] | None = None
    ) -> WordPairs:
        """Return the model of a few words and pairs, told with their costs."""
        numbers = {word: at for at, word in enumerate(words, 1)}
        rows = sorted(
            (numbers.get(a, 0), numbers[b], cost) for (a, b), cost in (pairs or {}).items()
        )
        sizes = [sum(first == at for first, *_ in rows) for at in range(len(words) + 1)]
        seconds = array("H", map(itemgetter(1), rows))
        table = _Pairs([0, *accumulate(sizes)], seconds, bytes(map(itemgetter(2), rows)))
        return cls(
            numbers, bytearray((0, *words.values())), bytes([_PLAIN]) * (len(words) + 1), table
        )

    def likely(self, word: str, cost: int) -> None:
        """Have a word cost no more than so much by itself."""
        at = self.numbers.get(word)
        if at is None:
            self.numbers[word] = len(self.alone)
            self.alone.append(cost)
        else:
            self.alone[at] = min(self.alone[at], cost)
        self._forget()

    def cost(self, before: int, word: int) -> int:
        """Return what a word costs after another; both as numbers, -1 a character that is no word."""
        if word < 0:
            return UNKNOWN
        if not 0 <= before < self._known:
            return self.alone[word]
        pairs = self._pairs
        first, last = pairs.starts[before], pairs.starts[before + 1]
        if first < last and word < _NUMBERED:
            at = bisect_left(pairs.seconds, word, first, last)
            if at < last and pairs.seconds[at] == word:
                return pairs.costs[at]
        return self.alone[word] + self._rare[before] - _PLAIN

    def follow(self, before: int, word: int) -> bool:
        """Whether a word is known to be written right after another; both as numbers."""
        if not (0 <= before < self._known and 0 <= word < _NUMBERED):
            return False
        pairs = self._pairs
        first, last = pairs.starts[before], pairs.starts[before + 1]
        at = bisect_left(pairs.seconds, word, first, last)
        return at < last and pairs.seconds[at] == word

    def _edges(self, run: str) -> list[list[tuple[int, int]]]:
        """Return of each place of a run the words that begin there: where they end, their numbers."""
        numbers, size, edges = self.numbers.get, len(run), []
        for start in range(size):
            here = [(start + 1, numbers(run[start], -1))]
            for end in range(start + 2, min(size, start + LONGEST) + 1):
                word = numbers(run[start:end])
                if word is not None:
                    here.append((end, word))
            edges.append(here)
        return edges

    def paths(self, run: str) -> tuple[Path, Path]:
        """Return the likeliest words up to each place of a run, and from each place on.

        Of all words that end in one place only the likeliest is followed further. What a path from
        a place on costs leaves out the cost of its first word.
        """
        edges = self._edges(run)
        return self._there(run, edges), self._back(run, edges)

    def _there(self, run: str, edges: list[list[tuple[int, int]]]) -> Path:
        """Return the likeliest words up to each place of a run."""
        size, cost = len(run), self.cost
        there = Path([0, *[_NEVER] * size], [_START] * (size + 1), [0] * (size + 1))
        for start in range(size):
            so_far, before = there.costs[start], there.words[start]
            for end, word in edges[start]:
                costs = so_far + cost(before, word)
                if costs < there.costs[end]:
                    there.costs[end], there.words[end], there.ends[end] = costs, word, start
        return there

    def _back(self, run: str, edges: list[list[tuple[int, int]]]) -> Path:
        """Return the likeliest words from each place of a run on."""
        size, cost = len(run), self.cost
        back = Path([0] * (size + 1), [_START] * (size + 1), [size] * (size + 1))
        for start in range(size - 1, -1, -1):
            best = _NEVER
            for end, word in edges[start]:
                rest = 0 if end == size else back.costs[end] + cost(word, back.words[end])
                alone = UNKNOWN if word < 0 else self.alone[word]
                if rest + alone < best:
                    best = rest + alone
                    back.costs[start], back.words[start], back.ends[start] = rest, word, end
        return back

    def _whole(self, run: str) -> int:
        """Return what a run costs where every way of cutting it into words is tried."""
        size, edges, cost = len(run), self._edges(run), self.cost
        found: list[dict[int, int]] = [{} for _ in range(size + 1)]
        found[0][_START] = 0
        for start in range(size):
            here = found[start].items()
            for end, word in edges[start]:
                costs = min(so_far + cost(before, word) for before, so_far in here)
                if costs < found[end].get(word, _NEVER):
                    found[end][word] = costs
        return min(found[size].values())

    def _cut(self, run: str) -> tuple[tuple[int, int], ...]:
        """Return where the likeliest words of a run begin and end."""
        path = self._there(run, self._edges(run))
        words, end = [], len(run)
        while end:
            words.append((path.ends[end], end))
            end = path.ends[end]
        return tuple(reversed(words))


class _Pairs(NamedTuple):
    """Pairs in the order of their first words, of one first word in the order of the second.

    Attributes:
        starts: where the pairs of each first word begin; one more than there are first words.
        seconds: the numbers of the second words.
        costs: what each second word costs after its first.
    """

    starts: list[int]
    seconds: array[int]
    costs: bytes


_LIKE_COMMON, _LIKE_REPORTS = 115, 100
"""A word of our own lists costs no more than a common one, or one of reports."""


@cache
def _own_words() -> dict[str, list[str]]:
    return tomllib.loads(asset("lexicon/office_words.toml").read_text("utf-8"))


@cache
def words_of_reports() -> frozenset[str]:
    """Return common words that reports on money and work are written with."""
    return frozenset(_own_words()["reports"])


@cache
def word_pairs() -> WordPairs:
    """Return the words and pairs of the language with those that only offices write, read once."""
    data = memoryview(gzip.decompress(asset("lexicon/word_pairs.gz").read_bytes()))
    head = array("I", bytes(data[:16]))
    length, in_pairs, others, size = head
    at = len(head) * head.itemsize

    def part(count: int) -> memoryview:
        nonlocal at
        at += count
        return data[at - count : at]

    words = str(part(length), "utf-8").split("\n")
    alone = bytearray(part(1 + in_pairs + others))
    rare, sizes = bytes(part(1 + in_pairs)), array("H", bytes(part(2 * (1 + in_pairs))))
    seconds = bytearray(2 * size)
    seconds[::2], seconds[1::2] = part(size), part(size)
    table = _Pairs([0, *accumulate(sizes)], array("H", bytes(seconds)), bytes(part(size)))
    model = WordPairs({word: n for n, word in enumerate(words, 1)}, alone, rare, table)
    for word in _own_words()["words"]:
        model.likely(word, _LIKE_COMMON)
    for word in words_of_reports():
        model.likely(word, _LIKE_REPORTS)
    return model

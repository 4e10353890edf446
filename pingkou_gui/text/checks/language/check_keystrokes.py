"""Checks for characters lost, changed about or typed too often: 存问题, 老养服务, 支的出.

No list of such slips is kept. A clause is read as it is printed and as it would be with one character
more, with one less, or with two changed about, and asked about where it is then much likelier
(word_pairs.py). Least is asked for where the text itself prints it so elsewhere, more where what is
meant are words of reports, most where nothing but the language speaks for it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.text.checks.language.check_language import language
from pingkou_gui.text.checks.language.check_unlikely import (
    BETWEEN_WORDS,
    NUMBERS,
    Slip,
    is_a_name,
    is_expected,
    of_reports,
)
from pingkou_gui.text.lexing.word_pairs import LONGEST, word_pairs
from pingkou_gui.text.reasoning.finding import BETWEEN, Case, Findings, check, deed_of, edit_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reasoning.finding import TextFinding

_RUN = re.compile("[一-鿿]{3,}")
_DIGIT = re.compile("\\d")
_CLAUSE = 9
_SIDE = 2
"""So many characters on both sides stand for the place of a character."""
_BEFORE_VERBS = frozenset("另又再已未共各均不可应须")
"""What any verb of one character may stand behind."""
_PLACES = frozenset("乡镇村县市区省州局委院校所站")
"""What a unit is called by one character of its name: 乡机关."""
_OFFICE = re.compile("[办部委科股所站室组队局](?=[、，。；（和及])")
"""The end of an office's name: 城市管理办、社会事务科."""
_LONGEST_TEXT, _LONGEST_LINE = 60_000, 3000
"""No more is gathered of what a text prints; and no longer line is one that somebody wrote."""
_COMMON = 150
"""Only words that cost less by themselves are taken for what was meant."""
_PRINTED_SO, _TURNED_PRINTED_SO, _MORE_PRINTED_SO = -15, -60, 120
_AT_EDGE = 40
"""How much less a clause must cost where the text prints it so elsewhere: with a character more; with
two changed about; with one less, which costs less always. And how much more where a clause ends there, as a word may be short."""
_BESIDE_LONE = -50
"""The same for a character more beside one that is no word, where the text prints the four of them twice."""
_LOST = {1: 60, 2: 15, 3: 20}
"""The same where a word of reports is meant, by how many of its characters are left."""
_LOST_OF_TURN = -40
"""The same where more are left of a turn of reports: the language knows few of those."""
_LOST_SAID = {1: 20, 2: 0, 3: -20}
"""The same where the word with what is beside it is printed elsewhere, or stands in a turn of reports."""
_LOST_OF_WORDS, _LOST_OF_LONG = 60, 0
"""The same where all that is left are words themselves: 质保 of 质保金; and where it is long."""
_TURNED, _TURNED_ANY = 40, 85
_MORE = 140
_VERY_COMMON, _COMMON_IN_WORDS = 90, 86
"""A character that is so common by itself is a word: 行; within the rest of a longer word less so: 因."""
_TWICE = 2
"""What is printed so often is no slip."""
_AROUND = 6
_REMEMBERED = 4096
"""So many clauses are remembered with what is read in them: most of a text is as it was examined before."""
_LONGEST_TURN = 9
_MAY_END = (2, 3)
_MAY_LACK = frozenset(
    "的了为和及与是也已未不非度费率数额款金员者人元年月日总每全共各等级类项个上下本其之所有将被把并又再经增减降升"
)
"""What may stand or be left out in one place of two right clauses: 满意|度98%, 完成|的2项, 未完成."""


class Keystroke(NamedTuple):
    """A slip of the hand.

    Attributes:
        start, end: what is printed wrongly in its line; nothing where a character is lost.
        meant: what should stand there.
        gain: how much less the clause costs with it, beyond what is asked for.
        elsewhere: whether the text prints it so elsewhere, between the same characters.
    """

    start: int
    end: int
    meant: str
    gain: int
    elsewhere: bool = False


class Printed:
    """What a text prints, by the characters on both sides of each place; all digits are one."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Take the lines of a text, evened."""
        self._parts: Counter[str] = Counter()
        self._between: defaultdict[str, set[str]] = defaultdict(set)
        self._fours: Counter[str] = Counter()
        self._within: defaultdict[str, set[str]] = defaultdict(set)
        for line in map(even, lines):
            self._parts.update(line[at : at + _SIDE + 1] for at in range(len(line) - _SIDE))
            for at in range(len(line) - 2 * _SIDE + 1):
                four = line[at : at + 2 * _SIDE]
                self._fours[four] += 1
                for gap in (1, _SIDE):
                    if all(map(_is_han, four)):
                        self._within[four[:gap] + four[gap + 1 :]].add(four[gap])
            for size in (2 * _SIDE, 2 * _SIDE + 1, 2 * _SIDE + 2):
                self._parts.update(line[at : at + size] for at in range(len(line) - size + 1))
            for at in range(_SIDE, len(line) - _SIDE):
                if _is_han(line[at]):
                    beside = line[at - _SIDE : at] + line[at + 1 : at + 1 + _SIDE]
                    self._between[beside].add(line[at])

    def lost(self, beside: str) -> set[str]:
        """Return what stands elsewhere between characters that stand side by side once."""
        return self._between.get(beside, set()) if self._parts[beside] == 1 else set()

    def lost_of_four(self, three: str, gap: int) -> set[str]:
        """Return what a text prints elsewhere, and oftener, in a gap of three characters it prints once."""
        if self._parts[three] != 1:
            return set()
        left, right = three[:gap], three[gap:]
        return {m for m in self._within.get(three, ()) if self._fours[left + m + right] >= _TWICE}

    def once(self, part: str) -> bool:
        """Whether a part of four to six characters is printed once."""
        return self._parts[part] == 1

    def so(self, part: str) -> bool:
        """Whether a part of four to six characters is printed."""
        return part in self._parts


def even(line: str) -> str:
    """Return a line with its digits made one, and with marks for its beginning and its end."""
    edge = "\n" * _SIDE
    return edge + _DIGIT.sub("0", line) + edge


def _is_han(letter: str) -> bool:
    return "一" <= letter <= "鿿" and letter not in NUMBERS


class Clauses:
    """Reads the lines of a text for slips of the hand."""

    def __init__(self, text: str, printed: Printed) -> None:
        """Take the text as a whole, and what it prints."""
        self._text, self._printed, self._model = text, printed, word_pairs()

    def changed_about(self, line: str) -> list[Keystroke]:
        """Return the likely places of a line where two characters are changed about, all apart."""
        return _apart(
            slip for run, _, lone in self._runs(line) for at in sorted(lone)
            for slip in self._turned(line, run, at)
        )  # fmt: skip

    def lost_or_too_many(self, line: str) -> list[Keystroke]:
        """Return the likely places of a line where a character is lost or too many, all apart."""
        found = list(self._lost_of_text(line)) if line else []
        for run, singles, lone in self._runs(line):
            found += self._lost_of_words(line, run, singles, lone)
            found += [slip for at in sorted(lone) for slip in self._lost_beside(line, run, at)]
            found += [slip for at in sorted(lone) for slip in self._more(line, run, at)]
        return _apart(found)

    def _runs(self, line: str) -> Iterator[tuple[re.Match[str], set[int], set[int]]]:
        """Yield the clauses of a line, where characters stand for themselves, and those that are no words."""
        for run in _RUN.finditer(line):
            text, singles = run.group(), self._singles(run.group())
            lone = {at for at in singles if self._is_no_word(text[at], _COMMON_IN_WORDS)}
            yield run, singles, lone - {0} if _counts(line, run) else lone

    def _singles(self, run: str) -> set[int]:
        """Return where a character of a run stands for itself."""
        return {
            start for start, end in self._model.cut(run) if end == start + 1 and _is_han(run[start])
        }

    def _is_no_word(self, letter: str, common: int) -> bool:
        """Whether a character is not as common by itself as words are."""
        number = self._model.numbers.get(letter)
        rare = number is None or self._model.alone[number] > common
        return rare and letter not in BETWEEN_WORDS

    def gain(self, line: str, start: int, end: int, meant: str) -> int:
        """Return how much less the clause around a place costs with something else in it."""
        first, last = start, end
        while first > max(0, start - _CLAUSE) and "一" <= line[first - 1] <= "鿿":
            first -= 1
        while last < min(len(line), end + _CLAUSE) and "一" <= line[last] <= "鿿":
            last += 1
        whole = self._model.whole
        return whole(line[first:last]) - whole(line[first:start] + meant + line[end:last])

    def _words(self, line: str, first: int, last: int) -> list[str]:
        """Return the words of a clause that reach into a place."""
        start, end = max(0, first - _CLAUSE), min(len(line), last + _CLAUSE)
        words = self._model.cut(line[start:end])
        return [
            line[start + s : start + e] for s, e in words if start + s < last and start + e > first
        ]

    def _is_usual(self, line: str, start: int, end: int) -> bool:
        """Whether a text prints a place with what is beside it more than once."""
        return self._text.count(line[max(0, start - 1) : end + 1]) >= _TWICE

    def _turned(self, line: str, run: re.Match[str], lone: int) -> Iterator[Keystroke]:
        """Yield a lone character changed about with its neighbour."""
        counts = _counts(line, run)
        for at in (run.start() + lone - 1, run.start() + lone):
            pair = line[at : at + 2]
            if not run.start() + counts <= at < run.end() - 1 or len(set(pair)) < len(pair):
                continue
            if not all(map(_is_han, pair)):
                continue
            gain = self.gain(line, at, at + 2, pair[::-1])
            around = even(line)[at : at + 2 * _SIDE + 2]
            other = around[:_SIDE] + pair[::-1] + around[-_SIDE:]
            elsewhere = self._printed.once(around) and self._printed.so(other)
            least = _TURNED_PRINTED_SO if elsewhere else _TURNED
            if gain >= least and not elsewhere:
                least = self._least_turned(line, at, pair[::-1])
            if gain >= least and not self._is_usual(line, at, at + 2):
                yield Keystroke(at, at + 2, pair[::-1], gain - least, elsewhere)

    def _least_turned(self, line: str, at: int, pair: str) -> int:
        """Return how much less a clause must cost with two characters changed about."""
        words = self._words(line[:at] + pair + line[at + 2 :], at, at + 2)
        if not all(len(word) > 1 for word in words):
            return 10 * _MORE
        one = len(words) == 1 and is_expected(words[0], self._text)
        return _TURNED if one else _TURNED_ANY

    def _more(self, line: str, run: re.Match[str], lone: int) -> Iterator[Keystroke]:
        """Yield a lone character that parts a word, or one that the text does without elsewhere."""
        at = run.start() + lone
        if line[at] in _MAY_LACK:
            return
        gain = self.gain(line, at, at + 1, "")
        if gain < _MORE_PRINTED_SO:
            return
        around = even(line)[at : at + 2 * _SIDE + 1]
        said = (
            _is_faced(line[:at] + line[at + 1 :], at)
            and self._printed.so(around[:_SIDE] + around[-_SIDE:])
            and self._printed.once(around)
        )
        words = self._words(line[:at] + line[at + 1 :], at - 1, at + 1) if at else []
        parted = len(words) == 1 and is_expected(words[0], self._text)
        least = _MORE_PRINTED_SO if said else _MORE
        if (said or parted) and gain >= least and not self._is_usual(line, at, at + 1):
            yield Keystroke(at, at + 1, "", gain - least)

    def _lost_of_text(self, line: str) -> Iterator[Keystroke]:
        """Yield where the text prints the same elsewhere with one character more."""
        evened = even(line)
        for at in range(len(line) + 1):
            beside = evened[at : at + 2 * _SIDE]
            left, right = beside[_SIDE - 1], beside[_SIDE]
            if not (_is_han(left) or _is_han(right)) or line.endswith("、", 0, at):
                continue
            for letter in sorted(self._printed.lost(beside) - _MAY_LACK - {left, right}):
                gain = self.gain(line, at, at, letter) - _PRINTED_SO
                gain -= 0 if _is_faced(line, at) else _AT_EDGE
                if gain >= 0:
                    yield Keystroke(at, at, letter, gain, elsewhere=True)

    def _lost_beside(self, line: str, run: re.Match[str], lone: int) -> Iterator[Keystroke]:
        """Yield where a lone character stands beside a gap that the text fills elsewhere: 除治程, 除治工程."""
        at = run.start() + lone
        for first, gap in ((at - _SIDE, _SIDE), (at, 1)):
            three = line[first : first + _SIDE + 1]
            if first < run.start() or first + _SIDE + 1 > run.end() or not all(map(_is_han, three)):
                continue
            for letter in sorted(self._printed.lost_of_four(three, gap) - _MAY_LACK - set(three)):
                gain = self.gain(line, first + gap, first + gap, letter)
                if gain >= _BESIDE_LONE:
                    yield Keystroke(first + gap, first + gap, letter, gain, elsewhere=True)

    def _lost_of_words(
        self, line: str, run: re.Match[str], singles: set[int], lone: set[int]
    ) -> Iterator[Keystroke]:
        """Yield where a word or a turn of reports stands but for one of its characters."""
        words, text = _without_one(), run.group()
        for start, size in _rests(text):
            if size == 1 and start not in singles:
                continue
            first, here = run.start() + start, set(range(start, start + size))
            parts = "common" if here & singles else "words"
            least = _VERY_COMMON if size == 1 else _COMMON_IN_WORDS
            if any(self._is_no_word(text[at], least) for at in here & lone):
                parts = "lone"
            for word, place in words[text[start : start + size]]:
                yield from self._lost(line, first, (word, place), parts)

    def _lost(
        self, line: str, start: int, lost: tuple[str, int], parts: str
    ) -> Iterator[Keystroke]:
        """Yield a character lost of a word that the rest of it stands for, in one part or in several."""
        (word, place), at = lost, start + lost[1]
        if word[place] in line[max(0, at - 1) : at + 1] or line.endswith("、", 0, at):
            return
        size = len(word) - 1
        if line[start] in _PLACES and size == 1 and start == 0:
            return
        if _OFFICE.match(line, at - 1) or line[max(0, at - 1) : at] in _BEFORE_VERBS:
            return
        least = self._least_lost(line, start, lost, parts)
        gain = self.gain(line, at, at, word[place]) if least is not None else 0
        usual = least is None or gain < least or self._is_usual(line, start, start + size)
        if least is not None and not usual:
            yield Keystroke(at, at, word[place], gain - least)

    def _least_lost(self, line: str, start: int, lost: tuple[str, int], parts: str) -> int | None:
        """Return how much less a clause must cost with a word in the place of its rest, or None."""
        (word, place), size = lost, len(lost[0]) - 1
        if word[place] in _MAY_LACK and (parts == "words" or size not in _MAY_END):
            return None
        if size >= LONGEST:
            return _LOST_OF_LONG if parts == "words" else _LOST_OF_TURN
        if parts != "words" and self._is_said(line, start, word, reports=parts == "lone"):
            return _LOST_SAID[size]
        if parts != "lone":
            return _LOST_OF_WORDS
        faced = size > 1 or (_is_faced(line, start + place) and self._follows(line, start, word))
        return _LOST[size] if faced else None

    def _is_said(self, line: str, start: int, word: str, *, reports: bool) -> bool:
        """Whether a word with two characters beside it stands elsewhere in the text, or in turns of reports."""
        end = start + len(word) - 1
        before, behind = line[max(0, start - _SIDE) : start], line[end : end + _SIDE]
        around = [part for part in (before and before + word, behind and word + behind) if part]
        return any(part in self._text or (reports and part in _said()) for part in around)

    def _follows(self, line: str, start: int, word: str) -> bool:
        """Whether a word is known to stand before or behind what it would stand beside."""
        numbers, mended = self._model.numbers, line[:start] + word + line[start + 1 :]
        end = start + len(word)
        before = [
            w
            for w in self._words(mended, start - 1, start)
            if start and mended.endswith(w, 0, start)
        ]
        behind = [w for w in self._words(mended, end, end + 1) if mended.startswith(w, end)]
        pairs = [(w, word) for w in before] + [(word, w) for w in behind]
        follow = self._model.follow
        return any(follow(numbers.get(a, -1), numbers.get(b, -1)) for a, b in pairs)


def _counts(line: str, run: re.Match[str]) -> bool:
    """Whether the first character of a run counts what follows, or what went before: 11支|减为10支."""
    return line[max(0, run.start() - 1) : run.start()].isdigit()


def _is_faced(line: str, at: int) -> bool:
    """Whether characters stand on both sides of a place: where a clause ends a word may be short."""
    return 0 < at < len(line) and _is_han(line[at - 1]) and _is_han(line[at])


def _apart(slips: Iterable[Keystroke]) -> list[Keystroke]:
    """Return of slips beside each other the likeliest."""
    kept: list[Keystroke] = []
    for slip in sorted(slips, key=lambda each: (-each.gain, each)):
        if all(slip.start > other.end or slip.end < other.start for other in kept):
            kept.append(slip)
    return sorted(kept)


@cache
def _without_one() -> dict[str, list[tuple[str, int]]]:
    """Return words and turns of reports by what is left of them without one character, and its place."""
    model, turns, found = word_pairs(), language().turns | set(language().terms), defaultdict(list)
    for word in sorted(
        _common_words() | {turn for turn in turns if LONGEST <= len(turn) <= _LONGEST_TURN}
    ):
        for at, letter in enumerate(word):
            rest = word[:at] + word[at + 1 :]
            known = rest in turns or (len(rest) > 1 and rest in model.numbers)
            if _is_han(letter) and letter != word[at - 1 : at] and not known:
                found[rest].append((word, at))
    return dict(found)


@lru_cache(_REMEMBERED)
def _rests(run: str) -> tuple[tuple[int, int], ...]:
    """Return where in a run what is left of a word without one character begins, and how long it is."""
    words = _without_one()
    return tuple(
        (start, size)
        for start in range(len(run))
        for size in range(1, min(_LONGEST_TURN, len(run) - start + 1))
        if run[start : start + size] in words
    )


@cache
def _said() -> str:
    """Return all that reports are known to say."""
    return "\n".join((of_reports(), *language().terms))


def _common_words() -> set[str]:
    """Return the common words of the language that reports are written with."""
    model = word_pairs()
    parts = {
        line[at : at + size] for line in of_reports().split("\n")
        for size in range(2, LONGEST + 1) for at in range(len(line) - size + 1)
    }  # fmt: skip
    return {
        part
        for part in parts
        if model.alone[model.numbers.get(part, 0)] <= _COMMON and part in model.numbers
    }


@check("没有颠倒的字", "TYPO", ground="用字用词")
def no_characters_are_changed_about(case: Case) -> Findings:
    """老养服务: a clause that is far likelier with two characters changed about."""
    yield from _asked_of_all(case, _clauses(case).changed_about)


@check("没有漏打、多打的字", "TYPO", ground="用字用词")
def no_character_is_lost_or_too_many(case: Case) -> Findings:
    """存问题, 资金拨业付: a clause that is far likelier with a character more or less."""
    yield from _asked_of_all(case, _clauses(case).lost_or_too_many)


def _clauses(case: Case) -> Clauses:
    return Clauses(case.reading.text, _printed(tuple(n.text for n in case.reading.written)))


@lru_cache(1)
def _printed(lines: tuple[str, ...]) -> Printed:
    """Return what the lines of a text print, gathered once for all checks of it."""
    return Printed(lines if sum(map(len, lines)) <= _LONGEST_TEXT else ())


def _asked_of_all(case: Case, slips: Callable[[str], list[Keystroke]]) -> Iterator[TextFinding]:
    """Yield a question about each slip of each line that is in no name."""
    known: dict[str, list[Keystroke]] = {}
    for normal in case.reading.written:
        text = normal.text
        if len(text) > _LONGEST_LINE:
            continue
        if text not in known:
            known[text] = [slip for slip in slips(text) if not _in_a_name(case, text, slip)]
        yield from (_asked(case, normal, slip) for slip in known[text])


def _in_a_name(case: Case, line: str, slip: Keystroke) -> bool:
    """Whether a slip stands in the name of a place, of a person, or of the unit itself."""
    if slip.elsewhere:
        return False
    run = next((m for m in _RUN.finditer(line) if m.start() <= slip.start <= m.end()), None)
    if run is None:
        return False
    start = max(0, min(slip.start, run.end() - 1) - run.start())
    end = max(start + 1, slip.end - run.start())
    return is_a_name(case, run.group(), Slip(start, end, (slip.meant,), 0))


def _asked(case: Case, normal: Normal, slip: Keystroke) -> TextFinding:
    text, (start, end, meant) = normal.text, slip[:3]
    first, last = max(0, start - 1), min(len(text), end + 1)
    printed = text[first:last]
    right = text[first:start] + meant + text[end:last]
    before = text[max(0, start - _AROUND) : start].lstrip(BETWEEN)
    around = f"{before}{meant}{text[end : end + _AROUND]}"
    fault = (
        f"漏了“{meant}”字"
        if start == end
        else "两个字颠倒了"
        if meant
        else f"多了“{text[start:end]}”字"
    )
    edit = edit_of(normal, first, last, right)
    return case.question(
        "TYPO", normal.span(first, last), f"“{printed}”像是{fault}，即“{around}”，核对", right,
        edits=(edit,) if edit else (), deed=deed_of(printed, right) if edit else "",
    )  # fmt: skip


CHECKS = (no_characters_are_changed_about,)
LAST_CHECKS = (no_character_is_lost_or_too_many,)

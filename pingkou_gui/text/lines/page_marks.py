"""Finds page numbers and running heads, which copying brings into the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PAGE_NUMBER = re.compile(
    "\\s*[-—–－]{1,2}\\s*\\d{1,3}\\s*[-—–－]{1,2}\\s*"
    "|\\s*第\\s*\\d{1,3}\\s*页(?:[\\s，,/／（(]{0,3}共\\s*\\d{1,3}\\s*页[）)]?)?\\s*"
)
"""A line that is the number of a page."""
_AT_AN_END = re.compile(
    "^\\s*(?:[-—–－]{1,2}\\s*\\d{1,3}\\s*[-—–－]{1,2}|第\\s*\\d{1,3}\\s*页)\\s*"
    "|(?:(?<!\\s)\\s+)?(?:[-—–－]{1,2}\\s*\\d{1,3}\\s*[-—–－]{1,2}|第\\s*\\d{1,3}\\s*页(?:[\\s，,/／]{0,3}共\\s*\\d{1,3}\\s*页)?)\\s*$"
)
_REPORT = re.compile("报告")
_ENDS = ("。", "；", "！", "？", "，", "：", ":", "、")
_STOPS = ("。", "；", "！", "？", "：", ":")
_SHORTEST, _LONGEST = 6, 60
_TITLES = 4
"""The number of first filled lines that may be the title."""
_BLANKS = re.compile("\\s+")


def page_marks(lines: Sequence[str]) -> frozenset[int]:
    """Return the indices of lines that are page numbers or running heads.

    A running head stands beside the numbers of at least two pages, or is the title of the report
    once more. The first lines are kept: one of them is the title itself.
    """
    filled = [at for at, line in enumerate(lines) if line.strip()]
    numbers = frozenset(at for at in filled if PAGE_NUMBER.fullmatch(lines[at]))
    words = {at: _plain_words(lines[at]) for at in filled if at not in numbers}
    beside = frozenset(_lines_beside(lines, filled, numbers))
    counted = Counter(words[at] for at in beside)
    titles = {words[at] for at in filled[:_TITLES] if at in words and _REPORT.search(words[at])}
    heads = [
        at
        for at, said in words.items()
        if at not in filled[:_TITLES]
        and _SHORTEST <= len(said) <= _LONGEST
        and not said.endswith(_ENDS)
        and (
            said in titles
            or (at in beside and (counted[said] > 1 or _splits_sentence(lines, filled, at)))
        )
    ]
    return numbers.union(heads)


_OF_A_YEAR = re.compile("20\\d\\d\\s*年.*(?:公开|报告|说明|自评)")
_GOES_ON = re.compile("\\s*(?:\\d[\\d,.]*\\s*(?:[万亿千]?元|%|人)|[，、；。）])")


def _splits_sentence(lines: Sequence[str], filled: Sequence[int], at: int) -> bool:
    """Whether a title with a year splits a sentence beside a page number."""
    if _OF_A_YEAR.search(lines[at]) is None:
        return False
    place = bisect_left(filled, at)
    following = filled[place + 1] if place + 1 < len(filled) else at
    before = next(
        (each for each in reversed(filled[:place]) if not PAGE_NUMBER.fullmatch(lines[each])), at
    )
    opened = not lines[before].rstrip().endswith(_STOPS)
    return opened and _GOES_ON.match(lines[following]) is not None


def _lines_beside(
    lines: Sequence[str], filled: Sequence[int], numbers: frozenset[int]
) -> Iterator[int]:
    """Yield the lines right before or behind a page number, or with one in them."""
    for place, at in enumerate(filled):
        if at in numbers:
            near = (*filled[max(0, place - 1) : place], *filled[place + 1 : place + 2])
            yield from (each for each in near if each not in numbers)
        elif _AT_AN_END.search(lines[at]):
            yield at


def _plain_words(line: str) -> str:
    """Return the words of a line by which running heads are compared."""
    return _BLANKS.sub("", _AT_AN_END.sub("", line))

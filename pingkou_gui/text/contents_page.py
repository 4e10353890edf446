"""A page of contents within a text: its lines name the heads of the text and are no text themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_TITLE = re.compile("\\s*目\\s*[录次]\\s*")
_LEADER = re.compile("(?:[.．…·—-]{2,}|[.．…·\\s]*\\t|\\s{3,})[.．…·\\s]*[（(]?\\d{1,3}[)）]?\\s*$")
_PAGE = re.compile("[\\s.．…·—-]+[（(]?\\d{1,3}[)）]?\\s*$|[.．…·—-]{3,}\\s*$")
_SENTENCE = ("。", "；", "！", "？", "，", "：")
_LONGEST = 60
"""Characters of a line of contents without its dots."""
_FEWEST = 3
_FAR = 120
"""A page of contents begins within so many lines."""
_BLANKS = re.compile("\\s+")


def contents_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return which lines are a page of contents, counted from 0; none where there is none.

    It begins under 目录, or is a run of lines that end in dots and the number of a page. Most of
    its lines stand again further down: else they are the text.
    """
    at = 0
    while at < min(len(lines), _FAR):
        titled = _TITLE.fullmatch(lines[at]) is not None
        if titled or _LEADER.search(lines[at]):
            found = _entries(lines, at + 1 if titled else at, titled=titled)
            if _are_contents(lines, found):
                return frozenset([at, *found] if titled else found)
            at = max(at, found[-1] if found else 0)
        at += 1
    return frozenset()


def _entries(lines: Sequence[str], start: int, *, titled: bool) -> list[int]:
    """Return the lines from `start` on that may be entries, up to where the text begins."""
    found: list[int] = []
    seen: set[str] = set()
    paged = titled and any(_PAGE.search(line) for line in lines[start : start + 2])
    for at in range(start, len(lines)):
        line = lines[at]
        if not line.strip():
            continue
        words = _words(line)
        numbered = _PAGE.search(line) if titled else _LEADER.search(line)
        short = len(words) <= _LONGEST and not words.endswith(_SENTENCE)
        begins_again = words in seen and not numbered
        if not short or begins_again or (not numbered and (paged or not titled)):
            break
        seen.add(words)
        found.append(at)
    return found


def _are_contents(lines: Sequence[str], found: Sequence[int]) -> bool:
    if len(found) < _FEWEST:
        return False
    below = {_words(line) for line in lines[found[-1] + 1 :]}
    again = sum(1 for at in found if _words(lines[at]) in below)
    return again >= _FEWEST and again * 2 >= len(found)


def _words(line: str) -> str:
    """Return the words of a line without the dots and the page behind them."""
    return _BLANKS.sub("", _PAGE.sub("", line)).replace("(", "（").replace(")", "）")

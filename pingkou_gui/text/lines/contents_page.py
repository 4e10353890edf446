"""Finds a page of contents within a text; its lines repeat headings and are no text themselves."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_TITLE = re.compile("\\s*目\\s*[录次]\\s*")
_LEADER = re.compile("(?:[.．…·—-]{2}|\\t|\\s{3})[.．…·\\s]*[（(]?\\d{1,3}[)）]?$")
_PAGE = re.compile(
    "(?<![\\s.．…·—-])[\\s.．…·—-]+[（(]?\\d{1,3}[)）]?\\s*$|(?<![.．…·—-])[.．…·—-]{3,}\\s*$"
)
_TAIL = 80
"""The characters at the end of a line that are searched for dots and a page."""
_SENTENCE = ("。", "；", "！", "？", "，", "：")
_LONGEST = 60
"""The longest entry, without its dots."""
_FEWEST = 3
_FAR = 120
"""The lines within which a page of contents begins."""
_BLANKS = re.compile("\\s+")
_NEAR = 3
"""The lines one of which has the dots of an entry."""
_PART = re.compile("第[一二三四五六七八九十]{1,3}(?:部分|章)")
_NUMBER = re.compile(
    f"(?:{_PART.pattern}|[一二三四五六七八九十]{{1,3}}、|（[一二三四五六七八九十]{{1,3}}）|\\d{{1,2}}[.．、])"
)
_FIRST = re.compile("第一部分|第一章|一、|（一）|1[.．、]")
_TITLE_LENGTH = 8
"""Fewer characters without a number are the rest of an entry broken over two lines."""


def contents_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the indices of the lines of a page of contents; empty without one.

    It begins under 目录, or is a run of lines that end in dots and a page number. Most of its lines
    must come again further down, else they are the text.
    """
    at = 0
    while at < min(len(lines), _FAR):
        title = _title(lines, at)
        if title or _leads_to_page(lines[at]):
            titled = bool(title)
            found = _entries(lines, title[-1] + 1 if titled else at, titled=titled)
            if _are_contents(lines, found):
                return frozenset([*title, *found])
            if titled and (rest := _rest_of_contents(lines, found)):
                return frozenset([*title, *rest])
            at = max(at, found[-1] if found else 0)
        at += 1
    return frozenset()


def _leads_to_page(line: str) -> bool:
    """Whether a line ends in dots or a gap and a page number."""
    return _LEADER.search(line.rstrip()[-_TAIL:]) is not None


def _title(lines: Sequence[str], at: int) -> tuple[int, ...]:
    """Return the one or two lines from `at` on that are 目录; empty if they are not."""
    if _TITLE.fullmatch(lines[at]):
        return (at,)
    if lines[at].strip() != "目":
        return ()
    second = next((i for i in range(at + 1, len(lines)) if lines[i].strip()), at)
    return (at, second) if lines[second].strip() in {"录", "次"} else ()


def _entries(lines: Sequence[str], start: int, *, titled: bool) -> list[int]:
    """Return the lines from `start` on that may be entries, up to where the text begins."""
    found: list[int] = []
    seen: set[str] = set()
    filled = [at for at in range(start, len(lines)) if lines[at].strip()]
    paged = titled and any(_PAGE.search(lines[at]) for at in filled[:_NEAR])
    for number, at in enumerate(filled):
        line = lines[at]
        words = _entry_words(line)
        numbered = _PAGE.search(line) is not None if titled else _leads_to_page(line)
        short = len(words) <= _LONGEST and not words.endswith(_SENTENCE)
        part = _PART.match(words)
        again = words in seen or (part is not None and part.group() in seen)
        near = titled and any(_PAGE.search(lines[i]) for i in filled[number + 1 : number + _NEAR])
        ends = not numbered and ((paged and not near) or not titled)
        if not short or (again and not numbered) or ends:
            break
        seen.update({words, part.group()} if part is not None else {words})
        found.append(at)
    while (
        found
        and len(_entry_words(lines[found[-1]])) >= _TITLE_LENGTH
        and _is_title(lines[found[-1]])
    ):
        found.pop()  # the title of the first part stands right below the contents
    return found


def _is_title(line: str) -> bool:
    """Whether a line has neither numbering nor a page number."""
    return _NUMBER.match(_entry_words(line)) is None and _PAGE.search(line) is None


def _rest_of_contents(lines: Sequence[str], found: Sequence[int]) -> list[int]:
    """Return the numbered entries below 目录 and above 第一部分, as a page whose links were lost keeps them.

    None of them is the first of a series, so that they are no chapters by themselves.
    """
    rest = list(takewhile(lambda at: not _FIRST.match(_entry_words(lines[at])), found))
    whole = len(rest) < len(found) and _PART.match(_entry_words(lines[found[len(rest)]]))
    return rest if whole and all(_NUMBER.match(_entry_words(lines[at])) for at in rest) else []


def _are_contents(lines: Sequence[str], found: Sequence[int]) -> bool:
    """Whether half of the entries, three at least, come again below them."""
    entries = [words for at in found if (words := _without_number(lines[at]))]
    if len(entries) < _FEWEST:
        return False
    below = {_without_number(line) for line in lines[found[-1] + 1 :]}
    again = sum(1 for words in entries if words in below)
    return again >= _FEWEST and again * 2 >= len(entries)


def _without_number(line: str) -> str:
    """Return the words of an entry or a heading without their numbering."""
    return _NUMBER.sub("", _entry_words(line))


def _entry_words(line: str) -> str:
    """Return the words of a line without blanks, dots and page number."""
    return _BLANKS.sub("", _PAGE.sub("", line)).replace("(", "（").replace(")", "）")

"""Punctuation of typed text as GB/T 15834-2011 has it: how a line ends, and full-width marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# The end of typed text: one rule for a line that goes on and for one that closes a paragraph.


CLOSING = "”’》）】」』〉)]"
"""Marks that close a pair; what ends a sentence may stand before them."""
LEADS = ("：", ":")
"""Marks of a line that leads on to what follows it."""
_ENDS = "。！？…"
_GOES_ON = "：；，、:;,"


def closed_line(line: str, *, last: bool) -> str:
    """Return a line of prose with the mark that it ends with in print.

    Args:
        line: The line without blanks at its ends.
        last: Whether nothing follows it. A line that leads on to the next one keeps its
            colon, semicolon or comma; the last line is a sentence and closes with a full stop.
    """
    core = line.rstrip(CLOSING)
    if core.endswith(tuple(_ENDS)):
        doubled = len(line) > 1 and line[-1] == "。" and line[-2] in _GOES_ON
        return f"{line.rstrip('。' + _GOES_ON + ' ')}。" if doubled else line
    if core != line:
        return f"{line}。"
    if line.endswith(tuple(_GOES_ON)):
        return line if not last else f"{line.rstrip(_GOES_ON + ' ')}。"
    if line.endswith("..."):
        return line
    bare = line.rstrip(".").rstrip()
    return f"{bare.rstrip(_GOES_ON + ' ') or bare}。"


def run_in(text: str, tail: str) -> str:
    """Return words that go on within a sentence: without the marks that would close it.

    Args:
        text: The words, in one line.
        tail: The marks that are taken off their end, also from within closing quotes.
    """
    bare = text.rstrip(tail)
    core = bare.rstrip("”’")
    if core != bare:
        bare = core.rstrip("。；，、;,. ") + bare[len(core) :]
    return bare or text


# Half-width marks in Chinese text, as they are printed; figures, addresses and English stay.


_HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_MARKS = r"“”‘’（）《》【】〔〕、，。；：？！…—％‰"
_CHINESE = re.compile(f"[{_HAN}]")
_KEPT = re.compile(
    r"(?:https?|ftp)://[^\s\u3000-\u9fff\uff00-\uffef]*[^\s\u3000-\u9fff\uff00-\uffef,.;:]"
    r"|www\.[A-Za-z0-9_./?=&%#:-]+"
    r"|(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|\d{1,2}:\d{2}(?::\d{2})?"
    r"|[A-Za-z]:[\\/][^\s\u3000-\u9fff\uff00-\uffef]*"
)
"""Addresses, times and paths of files."""
_BEFORE = f"(?<=[{_HAN}{_MARKS}])"
_AFTER = f"(?=[{_HAN}“‘（《])"
_QUOTES = (('"', "“", "”"), ("'", "‘", "’"))
_ROUND = re.compile(r"\(([^()\n]*)\)")
_RULES = (
    (
        re.compile(
            rf"{_BEFORE}(?:\.{{3,}}|。{{3,}}|·{{3,}})"
            rf"|(?:(?<!\.)\.{{3,}}|(?<!。)。{{3,}}(?!。))(?:$|(?=[{_HAN}{_MARKS}]))"
        ),
        "……",
    ),
    (re.compile(f"{_BEFORE}(?:-{{2,}}|－{{2,}})(?={r'[' + _HAN + _MARKS + r'A-Za-z0-9]'})"), "——"),
    (re.compile(rf"{_BEFORE},|,{_AFTER}"), "，"),
    (re.compile(rf"{_BEFORE};|;{_AFTER}"), "；"),
    (re.compile(rf"(?<=[{_HAN}”’）》】]):|(?<=[A-Za-z]):{_AFTER}"), "："),
    (re.compile(rf"{_BEFORE}\?"), "？"),
    (re.compile(rf"{_BEFORE}!"), "！"),
    (re.compile(r"(?<=[？！])[?!]+"), None),
    (re.compile(rf"{_BEFORE}(?<!…)…(?!…)"), "……"),
    (re.compile(rf"{_BEFORE}[ \u3000]+(?=[{_HAN}{_MARKS}])"), ""),
    (re.compile(rf"(?<=[{_HAN}”’）》】])\.(?=$|[{_HAN}“‘（《])"), "。"),
    (re.compile(rf"(?<=[\d%A-Za-z]),{_AFTER}"), "，"),
)


def full_width(text: str) -> str:
    """Return the text with half-width marks of Chinese sentences as the full-width ones.

    Quotes are paired line by line, and an odd one stays as it is. Figures (1,234.56), times
    (10:30), addresses, and lines without a Chinese character are left alone.
    """
    return "\n".join(
        _line_in_full_width(line) if _CHINESE.search(line) else line for line in text.split("\n")
    )


def _line_in_full_width(line: str) -> str:
    """Return a line with Chinese marks; what `_KEPT` finds stays as typed."""
    kept = list(_KEPT.finditer(line))
    if not kept:
        return _marks(line)
    parts, at = [], 0
    held: list[str] = []
    for found in kept:
        parts.append(line[at : found.start()])
        parts.append(chr(_HELD + len(held)))
        held.append(found[0])
        at = found.end()
    parts.append(line[at:])
    shown = _marks("".join(parts))
    return re.sub(
        f"[{chr(_HELD)}-{chr(_HELD + len(held) - 1)}]", lambda m: held[ord(m[0]) - _HELD], shown
    )


_HELD = 0xF0000
"""Private letters that stand for what is left alone while the marks around it are set."""


_ANY_MARK = re.compile(r"""["'(.,;:?!－·… \u3000]|--|。。。""")


def _marks(line: str) -> str:
    if not _ANY_MARK.search(line):
        return line
    for half, opening, closing in _QUOTES:
        line = _paired(line, half, opening, closing)
    line = _ROUND.sub(_round, line)
    for rule, mark in _RULES:
        line = rule.sub(_repeated if mark is None else mark, line)
    return line


def _repeated(found: re.Match[str]) -> str:
    return found[0].translate({ord("?"): "？", ord("!"): "！"})


def _paired(line: str, half: str, opening: str, closing: str) -> str:
    """Return the line with pairs of half-width quotes as Chinese ones."""
    if half not in line:
        return line
    places = [at for at, sign in enumerate(line) if sign == half and not _within_word(line, at)]
    if len(places) < 2 or len(places) % 2:
        return line
    letters = list(line)
    for first, last in zip(places[::2], places[1::2], strict=True):
        around = line[max(first - 1, 0) : last + 2]
        if _CHINESE.search(around):
            letters[first], letters[last] = opening, closing
    return "".join(letters)


def _within_word(line: str, at: int) -> bool:
    """Return whether a mark is an apostrophe or follows a figure (5', 12")."""
    before, after = line[at - 1 : at], line[at + 1 : at + 2]
    return before.isascii() and before.isalnum() and after.isascii() and after.isalnum()


def _round(found: re.Match[str]) -> str:
    line, inner, start, end = found.string, found[1], found.start(), found.end()
    beside = line[max(start - 1, 0) : start] + line[end : end + 1]
    return f"（{inner}）" if _CHINESE.search(inner + beside) else found[0]


def changes(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words around every line that print changes, as typed and as printed."""
    for line in text.split("\n"):
        shown = full_width(line)
        if shown != line:
            yield line, shown

"""One way of writing: widths, quotes and spaces evened out, with the way back kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from pingkou_gui.domain.gap_marks import without_gap_marks
from pingkou_gui.domain.reading.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDE = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
_TO_ASCII = {code: code - 0xFEE0 for code in _WIDE}
_MARKS = str.maketrans(
    {
        "．": ".", "％": "%", "﹪": "%", "－": "-", "−": "-", "＋": "+", "／": "/", "＝": "=",
        "(": "（", ")": "）", "﹙": "（", "﹚": "）", ",": "，", ";": "；", "；": "；", ":": "：", "﹑": "、",
        "!": "！", "?": "？", "﹒": ".", "＜": "<", "＞": ">", "﹐": "，",
        "[": "〔", "]": "〕", "［": "〔", "］": "〕", "【": "〔", "】": "〕",
    }
)  # fmt: skip
_TABLE = _TO_ASCII | _MARKS
_DROPPED = frozenset("“”\"‘’'「」『』＂＇﻿\u200b‌‍­\x00")
_BLANK = re.compile("\\s")
_LIGHT = re.compile(f"[{''.join(sorted(_DROPPED))}\\s]")
"""Quotes and blanks: what may be left out."""
_THOUSANDS = re.compile(r"(?<![\d.])\d{1,3}(?:，\d{3})++(?!\d)(?=\.\d|[万元亿]|$|[^\d，])")
_SPLIT = re.compile(
    r"(?<=\d)\s++(?=\.\s*+\d)|(?<=\d\.)\s++(?=\d)"
    r"|(?<=\d)\s*\n\s*(?=[\d.])"
    r"|(?<=[一-鿿：，（]\d) (?=\d{1,5}(?:\.\d{1,4})? ?(?:万元|亿元|元|%))"
    r"|(?<=[一-鿿：，（]\d\d) (?=\d{1,5}(?:\.\d{1,4})? ?(?:万元|亿元|元|%))"
    r"|(?<=[一-鿿：，（]\d\d\d) (?=\d{1,5}(?:\.\d{1,4})? ?(?:万元|亿元|元|%))"
    r"|(?<=\.\d) (?=\d ?(?:万元|亿元|元|%))"
)


@dataclass(frozen=True, slots=True)
class Normal:
    """Normalised text of one paragraph; `origin[i]` is where its i-th character came from."""

    text: str
    origin: tuple[int, ...]
    paragraph: int

    def span(self, start: int, end: int) -> Span:
        """Return the place in the original paragraph of `text[start:end]`."""
        if start >= end:
            here = self.origin[start] if start < len(self.origin) else 0
            return Span(self.paragraph, here, here)
        return Span(self.paragraph, self.origin[start], self.origin[end - 1] + 1)


def normalise(text: str, paragraph: int = 0) -> Normal:
    """Return `text` with ASCII digits, full-width punctuation and no spaces or quotes.

    A number split by spaces or a line break becomes one; a space that parts two numbers
    stays. Thousands commas go. What a mark 【待填：…】 names is no word of the report.
    """
    even = without_gap_marks(text).translate(_TABLE)
    gone = {at for match in _SPLIT.finditer(even) for at in range(*match.span())}
    gone.update(m.start() for m in _LIGHT.finditer(even) if _superfluous(even, m.start(), m[0]))
    joined, kept = _without(even, range(len(even)), gone)
    joined = _BLANK.sub(" ", joined)
    commas = {
        match.start() + at
        for match in _THOUSANDS.finditer(joined)
        for at, mark in enumerate(match.group())
        if mark == "，"
    }
    joined, kept = _without(joined, kept, commas)
    return Normal(joined, tuple(kept), paragraph)


def _without(text: str, origin: Sequence[int], gone: set[int]) -> tuple[str, Sequence[int]]:
    """Return text and its origin without the characters that are gone."""
    if not gone:
        return text, origin
    kept = [at for at in range(len(text)) if at not in gone]
    return "".join([text[at] for at in kept]), [origin[at] for at in kept]


def _superfluous(text: str, at: int, mark: str) -> bool:
    """A quote, or a space that does not part two numbers or two Latin words."""
    if mark in _DROPPED:
        return True
    if not mark.isspace():
        return False
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return not (_is_word(before) and _is_word(after))


def _is_word(mark: str) -> bool:
    return mark.isascii() and (mark.isalnum() or mark == "-")


def is_monotone(normal: Normal) -> bool:
    """Whether the way back never turns: for tests and for the careful."""
    return all(a < b for a, b in pairwise(normal.origin))

"""What lies before the reader: paragraphs and table cells, and their text written one way."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

OPENING = "【待"
GAP_MARK = re.compile(f"{OPENING}[填核][^【】]*】")
OPAQUE = "〓"
"""What printers set for a character that is not there: no word, no stop, no figure."""


def without_gap_marks(text: str) -> str:
    """Return the text with marks that no rule can read into; every other letter keeps its place."""
    return GAP_MARK.sub(lambda mark: OPAQUE * len(mark[0]), text) if OPENING in text else text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or one table cell; `table`, `row` and `column` are 0 in running text."""

    text: str
    locator: str
    table: int = 0
    row: int = 0
    column: int = 0

    @property
    def is_cell(self) -> bool:
        """Whether this stands in a table."""
        return self.table > 0


@dataclass(frozen=True, slots=True)
class SourceText:
    """A whole report.

    Attributes:
        paragraphs: its paragraphs and cells in reading order.
        name: the file's name, or empty for pasted text.
        counted: whether the columns of cells are only counted along their line, as in text
            parted by tabs, where a merged cell counts once or not at all, and so shifts what
            stands right of it; else they are places in a grid.
    """

    paragraphs: tuple[Paragraph, ...]
    name: str = ""
    counted: bool = False

    @classmethod
    def from_string(cls, text: str, name: str = "") -> SourceText:
        """Return the report in `text`, one paragraph a line; lines are counted from 1.

        A line of cells parted by tabs is kept as a row of a table. Lines that were broken at the
        edge of a page are joined again, and the page numbers between them left out.
        """
        paragraphs: list[Paragraph] = []
        table, row, in_table = 0, 0, False
        for number, line in joined_lines(text.splitlines()):
            if line.strip().count("\t") == 0:
                in_table = False
                if line.strip():
                    paragraphs.append(Paragraph(line, f"段{number}"))
                continue
            table, row = (table, row + 1) if in_table else (table + 1, 1)
            in_table = True
            paragraphs.extend(
                Paragraph(cell, f"表{table}行{row}列{column}", table, row, column)
                for column, cell in enumerate(line.split("\t"), 1)
            )
        return cls(tuple(paragraphs), name, counted=True)


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a source text: paragraph index and character positions in its own text."""

    paragraph: int
    start: int
    end: int

    def cover(self, other: Span) -> Span:
        """Return the span from the first to the last character of both (one paragraph)."""
        if other.paragraph != self.paragraph:
            return self
        return Span(self.paragraph, min(self.start, other.start), max(self.end, other.end))


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

    def place(self, original: int) -> int:
        """Return where an original position stands in the evened text."""
        return bisect_left(self.origin, original)


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


_PAGE_NUMBER = re.compile(
    "\\s*[-—–]{1,2}\\s*\\d{1,3}\\s*[-—–]{1,2}\\s*|\\s*第\\s*\\d{1,3}\\s*页.{0,8}"
)
_ENDS = ("。", "；", "：", "！", "？", ":", ";")
_BEGINS = re.compile(
    "\\s*(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]\\d{1,2}[）)]|\\d{1,2}[.．、](?!\\d)|第[一二三四五六七八九十]{1,3}部分|[①-⑳]|——|附件)"
)
_WRAPPED = 18
"""A line that was broken at the edge of a page holds at least so many wide characters."""
_SPREAD = 3
_ENOUGH = 4


def joined_lines(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Return numbered lines, with those joined that were broken at the edge of a page.

    A text is broken so where many of its lines end within a few characters of one width, in the
    middle of a sentence.
    """
    edge = _edge(lines)
    if edge is None:
        return list(enumerate(lines, 1))
    result: list[tuple[int, str]] = []
    open_line = False
    for number, line in enumerate(lines, 1):
        if _PAGE_NUMBER.fullmatch(line):
            continue
        if open_line and line.strip() and not _BEGINS.match(line) and "\t" not in line:
            start, before = result[-1]
            result[-1] = (start, before.rstrip() + line.strip())
        else:
            result.append((number, line))
        open_line = (
            edge - _SPREAD <= _width(line.rstrip())
            and not line.rstrip().endswith(_ENDS)
            and "\t" not in line
        )
    return result


def _edge(lines: Sequence[str]) -> float | None:
    """Return the width at which lines were broken, None where they were not.

    It shows by many lines that end open at one width, or by a few that nothing but a break can
    have ended: the unit of a number, or a comma, stands at the head of the next line.
    """
    broken = [
        _width(one.rstrip())
        for one, other in pairwise(lines)
        if _is_broken(one, other) and _width(one.rstrip()) >= _WRAPPED
    ]
    if len(broken) >= _PROOFS:
        return min(broken)
    open_widths = sorted(
        _width(line.rstrip())
        for line in lines
        if "\t" not in line
        and not line.rstrip().endswith(_ENDS)
        and _width(line.rstrip()) >= _WRAPPED
    )
    if len(open_widths) < _ENOUGH:
        return None
    widest = max(_width(line.rstrip()) for line in lines)
    near = [width for width in open_widths if width >= widest - 2 * _SPREAD]
    return (
        widest - _SPREAD if len(near) * 5 >= len(open_widths) * 3 and len(near) >= _ENOUGH else None
    )


def _is_broken(line: str, following: str) -> bool:
    """Whether a line goes on in the next one beyond doubt."""
    if "|" in line or "\t" in line or "\t" in following:
        return False
    return (_CLOSES.match(following) is not None and not line.rstrip().endswith(_ENDS)) or (
        line.rstrip()[-1:].isdigit() and _UNIT_FIRST.match(following) is not None
    )


_PROOFS = 2
_CLOSES = re.compile("\\s*[，、。；）”%]")
_UNIT_FIRST = re.compile("\\s*(?:万元|元|亿元|人|个|%)(?=[，。；、）]|其中|[一-鿿])")


def _width(text: str) -> float:
    """Return how wide a line is printed, in wide characters."""
    return sum(1.0 if mark > "\u2e7f" or mark in "“”‘’—…" else 0.5 for mark in text)

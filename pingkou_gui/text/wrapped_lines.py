"""Lines that are no paragraphs: text broken at a fixed width, as copied out of a PDF, put together."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAGE_NUMBER = re.compile(
    "\\s*[-—–]{1,2}\\s*\\d{1,3}\\s*[-—–]{1,2}\\s*|\\s*第\\s*\\d{1,3}\\s*页.{0,8}"
)
_ENDS = ("。", "；", "：", "！", "？", ":", ";")
BEGINS = re.compile(
    "\\s*(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3}[、.．]"
    "|[（(]\\d{1,2}[）)]|\\d{1,2}[）)]|\\d{1,2}[.．、](?:(?!\\s*\\d)|(?=\\s*20\\d\\d\\s*年))"
    "|第[一二三四五六七八九十]{1,3}(?:部分|章)|[①-⑳⑴-⒇⒈-⒛]|——|附件)"
)
"""What a head or an item of a list begins with."""
_WRAPPED = 18
"""A line that was broken at the edge of a page holds at least so many wide characters."""
_SPREAD = 3
_ENOUGH = 4


@dataclass(frozen=True, slots=True)
class JoinedLines:
    """Lines put together.

    Attributes:
        lines: the number of the first line of each paragraph, counted from 1, and its text.
        joints: how many lines were joined to the one before.
        width: how many wide characters a line holds; 0 where none was joined.
    """

    lines: tuple[tuple[int, str], ...]
    joints: int = 0
    width: int = 0

    @property
    def remark(self) -> str:
        """What was done, for people; empty where nothing was."""
        if not self.joints:
            return ""
        return (
            f"这份文字每行约{self.width}字就换行，像是从PDF复制的，已把断开的行接成段（{self.joints}处），"
            "对照原文核对分段"
        )


def join_lines(lines: Sequence[str], enough: int = _ENOUGH) -> JoinedLines:
    """Return lines with those joined that were broken at the edge of a page.

    A text is broken so where many of its lines end within a few characters of one width, in the
    middle of a sentence. Page numbers between them are left out.

    Args:
        lines: the lines as they stand.
        enough: how many lines must end so.
    """
    edge = _edge(lines, enough)
    if edge is None:
        return JoinedLines(tuple(enumerate(lines, 1)))
    result: list[tuple[int, str]] = []
    open_line, joints = False, 0
    for number, line in enumerate(lines, 1):
        if _PAGE_NUMBER.fullmatch(line):
            continue
        if open_line and line.strip() and not BEGINS.match(line) and "\t" not in line:
            start, before = result[-1]
            result[-1] = (start, before.rstrip() + line.strip())
            joints += 1
        else:
            result.append((number, line))
        open_line = _is_open(line) and edge - _SPREAD <= _width(line.rstrip()) <= edge + 1
    return JoinedLines(tuple(result), joints, round(edge))


def _is_open(line: str) -> bool:
    """Whether a line ends in the middle of a sentence."""
    return "\t" not in line and not line.rstrip().endswith(_ENDS)


def _edge(lines: Sequence[str], enough: int) -> float | None:
    """Return the width at which lines were broken, None where they were not."""
    widths = [_width(line.rstrip()) for line in lines if _is_open(line)]
    widths = [width for width in widths if width >= _WRAPPED]
    if len(widths) < enough:
        return None
    counted = Counter(widths)
    edge = max(counted, key=lambda top: (_within(counted, top), top))
    near = _within(counted, edge)
    return edge if near >= enough and near * 5 >= len(widths) * 3 else None


def _within(counted: Counter[float], top: float) -> int:
    """Return how many lines are as wide as `top` or a little less."""
    return sum(counted[top - half / 2] for half in range(2 * _SPREAD + 1))


def _width(text: str) -> float:
    """Return how wide a line is printed, in wide characters."""
    return sum(1.0 if mark > "\u2e7f" or mark in "“”‘’—…" else 0.5 for mark in text)

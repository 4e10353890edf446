"""Joins lines that were broken at a fixed width, as copied out of a PDF, to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from pingkou_gui.text.lines.copied_tables import is_account_title
from pingkou_gui.text.lines.page_marks import page_marks
from pingkou_gui.text.lines.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_ENDS = ("。", "！", "？")
_PAUSES = ("；", "：", ":", ";")
BEGINS = re.compile(
    "\\s*(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3}[、.．]"
    "|[（(]\\d{1,2}[）)]|\\d{1,2}[）)]|\\d{1,2}[.．、](?:(?!\\s*\\d)|(?=\\s*20\\d\\d\\s*年))"
    "|第[一二三四五六七八九十]{1,3}(?:部分|章)|[①-⑳⑴-⒇⒈-⒛]|——|附件)"
)
"""The beginning of a heading or a list item."""
_WRAPPED = 18
"""The least wide characters of a broken line."""
_ENOUGH = 4
_INDENT = re.compile("(?:\\u3000{2}|[ \\u00a0]{4})")
_INDENT_WIDTH = 2
_STOPPED = re.compile(
    "[，。；：]|^\\s*\\d{1,2}[.．、]|（[类款项]）|20\\d\\d\\s?年(?!.*(?:[预决]算|报告|表)$)"
)
"""Marks of a sentence or a list item, not of a title."""
_INDENTED = 3
"""The least number of indented lines that show where paragraphs begin."""


@dataclass(frozen=True, slots=True)
class JoinedLines:
    """Joined lines.

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
        """A sentence on what was joined, for people; empty if nothing was."""
        if not self.joints:
            return ""
        return (
            f"这份文字每行约{self.width}字就换行，像是从PDF复制的，已把断开的行接成段（{self.joints}处），"
            "对照原文核对分段"
        )


def join_lines(lines: Sequence[str], enough: int = _ENOUGH) -> JoinedLines:
    """Return the lines with those joined that were broken at a fixed width.

    A text is broken so if many of its lines end near one width within a sentence. Page numbers and
    running heads between them are left out.

    Args:
        lines: the lines of the text.
        enough: the least number of lines that must end so.
    """
    marks = page_marks(lines)
    marks |= _blank_lines_in_sentences(lines, marks)
    numbered = [(at, line) for at, line in enumerate(lines, 1) if at - 1 not in marks]
    numbered = _without_needless_blanks(numbered)
    lines = [line for _, line in numbered]
    edge = _edge(lines, enough)
    if edge is None:
        return JoinedLines(tuple(_joined_over_pages(numbered) if marks else numbered))
    numbered = _without_gaps(numbered, edge)
    lines = [line for _, line in numbered]
    result: list[tuple[int, str]] = []
    indented = sum(1 for line in lines if _INDENT.match(line)) >= _INDENTED
    goes_on, joints, depth = False, 0, 0
    for at, (number, line) in enumerate(numbered, 1):
        begins = BEGINS.match(line) or _is_row(line) or (indented and _INDENT.match(line))
        if goes_on and line.strip() and not begins:
            start, before = result[-1]
            result[-1] = (start, before.rstrip() + line.strip())
            joints += 1
            depth += _opened(line)
        else:
            result.append((number, line))
            depth = _opened(line)
        closed = not indented and (line.rstrip().endswith(_ENDS) or _is_title(line))
        closed = closed or is_account_title(line)
        following = lines[at] if at < len(lines) else ""
        first = result[-1][0] == number and _STOPPED.search(line) is not None
        wide = edge.reaches(line, following, indented=first and not _INDENT.match(line))
        goes_on = not _is_row(line) and wide and not closed
        goes_on = goes_on or _is_open(line, following) or _is_broken_before(line, lines, at)
        goes_on = goes_on or (wide and depth > 0 and _closes_soon(lines[at : at + _SOON]))
    return JoinedLines(tuple(result), joints, round(edge.at))


def _without_gaps(numbered: list[tuple[int, str]], edge: _Edge) -> list[tuple[int, str]]:
    """Return the lines without blank ones within a sentence, left by the end of a page."""
    kept: list[tuple[int, str]] = []
    before, gap = "", list[tuple[int, str]]()
    for number, line in numbered:
        if not line.strip():
            gap.append((number, line))
            continue
        if not (gap and 0 < len(gap) <= _MOST_BLANKS and _is_midst(before, line, edge)):
            kept += gap
        kept.append((number, line))
        before, gap = line.rstrip(), []
    return kept + gap


_MOST_BLANKS = 3
_SPREAD = re.compile("[一-鿿，：；] (?=[一-鿿，：；])")
_SPREAD_LETTERS = 6
"""The least characters with blanks between them that were spread to the width of a page."""


def _is_midst(before: str, after: str, edge: _Edge) -> bool:
    """Whether a sentence continues behind blank lines."""
    if not before or _is_row(before) or _is_row(after):
        return False
    closed = before.endswith((*_ENDS, *_PAUSES)) or _is_title(before) or BEGINS.match(after)
    return _is_certainly_broken(before, after) or (not closed and edge.reaches(before, after))


def _is_broken_before(line: str, lines: Sequence[str], at: int) -> bool:
    """Whether a line continues on the next one; a number alone there is taken with its unit."""
    if at >= len(lines):
        return False
    following = lines[at]
    if at + 1 < len(lines) and _NUMBER_ALONE.fullmatch(following):
        following = following.strip() + lines[at + 1].lstrip()
    return _is_certainly_broken(line, following)


_SOON = 3
"""The number of lines within which a bracket is closed."""


def _opened(line: str) -> int:
    """Return how many brackets a line opens more than it closes."""
    return line.count("（") + line.count("(") - line.count("）") - line.count(")")


def _closes_soon(lines: Sequence[str]) -> bool:
    """Whether an open bracket is closed on the next lines, none of them a heading."""
    for line in lines:
        if not line.strip() or BEGINS.match(line) or _is_row(line):
            return False
        closes = min((at for mark in "）)" if (at := line.find(mark)) >= 0), default=-1)
        opens = min((at for mark in "（(" if (at := line.find(mark)) >= 0), default=len(line))
        if 0 <= closes < opens:
            return True
    return False


def _is_open(line: str, following: str) -> bool:
    """Whether a line must continue: it ends in a bare number, a comma or within quotes."""
    said = line.strip()
    if not said or not following.strip() or _is_row(line) or _is_row(following):
        return False
    number = BEGINS.match(said)
    if said.endswith(("，", "、", "原因：", "原因:", "原因是")) or (
        number is not None and number.end() == len(said)
    ):
        return True
    opened = said.rfind("“") > said.rfind("”")
    closes, opens = following.find("”"), following.find("“")
    return opened and 0 <= closes < (opens if opens >= 0 else len(following))


def _blank_lines_in_sentences(lines: Sequence[str], marks: frozenset[int]) -> frozenset[int]:
    """Return the blank lines around a page number within a sentence."""
    found: set[int] = set()
    run: list[int] = []
    before = ""
    for at, line in enumerate(lines):
        if at in marks or not line.strip():
            run.append(at)
            continue
        if marks.intersection(run) and before and not before.endswith((*_ENDS, *_PAUSES)):
            found.update(run)
        before, run = line.rstrip(), []
    return frozenset(found)


def _joined_over_pages(numbered: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the lines with those joined that the end of a page separated within a sentence."""
    result: list[tuple[int, str]] = []
    last = 0
    for number, line in numbered:
        before = result[-1][1].rstrip() if result else ""
        midst = _is_certainly_broken(before, line) or (
            _MIDST.search(before) is not None
            and not before.endswith((*_ENDS, *_PAUSES))
            and not (BEGINS.match(line) or _is_row(before) or _is_row(line))
        )
        if number > last + 1 and before and line.strip() and midst:
            result[-1] = (result[-1][0], before + line.strip())
        else:
            result.append((number, line))
        last = number
    return result


_MIDST = re.compile("[，；：][^，；：。]*$")


def _without_needless_blanks(numbered: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the lines without blank ones, if those separate all lines instead of paragraphs."""
    filled = [(number, line) for number, line in numbered if line.strip()]
    apart = sum(1 for (one, _), (other, _) in pairwise(filled) if other > one + 1)
    return filled if apart * 10 > len(filled) * 8 else numbered


def _is_row(line: str) -> bool:
    """Whether a line is a row of cells, which is not broken at a width."""
    return "\t" in line or "|" in line or _COLUMNS.search(line) is not None


_COLUMNS = re.compile("\\S[ \u3000]{3,}\\S+[ \u3000]{3,}\\S")
"""Two wide gaps in a line, which separate columns."""
_TITLE = re.compile(
    "(?:20\\d\\d年度?)?[^，。；：、\\d]{4,40}(?:情况|说明|概况|概述|职责|分析|措施|问题|表)\\s*"
)


def _is_title(line: str) -> bool:
    """Whether a line is nothing but a heading: numbered, without marks of a sentence."""
    begun = BEGINS.match(line)
    title = _TITLE.fullmatch(line, begun.end()) if begun is not None else None
    return title is not None or _is_chapter(line) or is_account_title(line)


_CHAPTER = re.compile("\\s*[一二三四五六七八九十]{1,3}、(?P<title>[^，。；：]{4,30})\\s*")


def _is_chapter(line: str) -> bool:
    """Whether a line is the whole title of a known chapter."""
    match = _CHAPTER.fullmatch(line)
    words = vocabulary().chapter(match["title"]) if match is not None else None
    return words is not None and words.level == 1


@dataclass(frozen=True, slots=True)
class _Edge:
    """The width at which lines were broken, in characters or in wide characters of print."""

    measure: Callable[[str], float]
    at: float
    spread: float
    """How far before the edge lines may end, since a stop does not begin a line."""

    def reaches(self, line: str, following: str = "", *, indented: bool = False) -> bool:
        """Whether a line reaches the edge, or would with the number that begins the next one.

        A first line was printed `indented`, which copying loses.
        """
        if len(_SPREAD.findall(line)) >= _SPREAD_LETTERS:
            return True
        here = self.measure(line.rstrip()) + (_INDENT_WIDTH if indented else 0)
        quotes = _narrow(line) if self.measure is _width else 0.0
        most = self.at + 1 + (_INDENT_WIDTH if indented else 0)
        if self.at - self.spread <= here and here - quotes <= most:
            return True
        number = _UNBROKEN.match(following)
        if number is None or line.rstrip().endswith((*_ENDS, *_PAUSES)):
            return False
        return here <= self.at < here + self.measure(number.group())


def _edge(lines: Sequence[str], enough: int) -> _Edge | None:
    """Return the edge at which lines were broken; None if they were not."""
    open_lines = [
        line.rstrip()
        for line in lines
        if not _is_row(line)
        and not line.rstrip().endswith((*_ENDS, *_PAUSES))
        and not _is_title(line)
    ]
    best: _Edge | None = None
    most = enough - 1
    for measure, spread in ((len, 1.0), (_width, 3.0)):
        widths = Counter(w for line in open_lines if (w := float(measure(line))) >= _WRAPPED)
        if not widths:
            continue
        top = max(widths, key=lambda top: (_count_near(widths, top, spread), top))
        near = _count_near(widths, top, spread)
        beyond = sum(measure(line.rstrip()) > top * _FAR_BEYOND for line in lines)
        if near > most and near * 5 >= sum(widths.values()) * 3 and beyond * 2 < near:
            best, most = _Edge(measure, top, spread), near
    return best or _edge_of_certain_breaks(lines, open_lines)


def _edge_of_certain_breaks(lines: Sequence[str], open_lines: Sequence[str]) -> _Edge | None:
    """Return the edge by lines that are certainly broken; None without such.

    The next line begins with the unit of a number or with a comma.
    """
    broken = [
        _width(one.rstrip())
        for one, other in pairwise(lines)
        if _is_certainly_broken(one, other) and _width(one.rstrip()) >= _WRAPPED
    ]
    if len(broken) < _PROOFS:
        return None
    widest = max(map(_width, open_lines), default=max(broken))
    return _Edge(_width, widest, widest - min(broken))


def _is_certainly_broken(line: str, following: str) -> bool:
    """Whether a line certainly continues on the next one."""
    if "|" in line or "\t" in line or "\t" in following:
        return False
    closes = _CLOSES.match(following) is not None
    if closes and not line.rstrip().endswith((*_ENDS, *_PAUSES)):
        return True
    if line.rstrip()[-1:].isdigit():
        if _YEAR_LAST.search(line.rstrip()) and following.lstrip().startswith("年"):
            return True
        torn = _TORN.search(line.rstrip()) and _REST_FIRST.match(following)
        return _UNIT_FIRST.match(following) is not None or bool(torn)
    if _AMOUNT_FIRST.match(following) and _HAN_LAST.search(line.rstrip()):
        return True
    return _RATE_FIRST.match(following) is not None and line.rstrip().endswith(_BEFORE_RATES)


_UNBROKEN = re.compile("\\s*\\d[\\d,]*\\.?\\d+\\s?(?:[万亿]元?|元|人|%)")
"""A number with its unit, which is carried to the next line as a whole."""
_FAR_BEYOND = 1.5
"""Lines longer than this show that the others were not broken at an edge."""
_PROOFS = 2
_CLOSES = re.compile("\\s*(?:[，、。；）”%]|（[类款项]）)")
"""Marks that begin no line: closing ones, and the level of an account behind its name."""
_RATE_FIRST = re.compile("\\s*\\d{1,3}(?:\\.\\d{1,2})?\\s*%[，。；]")
_AMOUNT_FIRST = re.compile("\\s*\\d[\\d,]*(?:\\.\\d+)?(?:万元|亿元|万|元)[，；]")
_NUMBER_ALONE = re.compile("\\s*\\d[\\d,]*(?:\\.\\d+)?\\s*")
_HAN_LAST = re.compile("[一-鿿]$|（[类款项]）$")
"""Beginnings that no paragraph has: 180.00万，…."""
_BEFORE_RATES = ("占", "的", "预算", "支出", "增长", "下降", "增加", "减少", "为")
_YEAR_LAST = re.compile("(?<!\\d)20\\d\\d$")
_TORN = re.compile("[一-鿿][，：；][^，：；。]*[一-鿿]\\d{1,9}(?:\\.\\d{1,2})?$")
"""A number at the end of a line, behind other words of its sentence."""
_REST_FIRST = re.compile("\\d{1,2}(?:[万亿]元|元)[，。；、）]")
_UNIT_FIRST = re.compile("\\s*(?:万元|元|亿元|人|个|%)(?=[，。；、（）]|其中|[一-鿿])")


def _count_near(widths: Counter[float], top: float, spread: float) -> int:
    """Return the number of widths from `top` - `spread` to `top`."""
    return sum(widths[top - half / 2] for half in range(round(2 * spread) + 1))


def _narrow(line: str) -> float:
    """Return by how much a line is narrower if its quotes are narrow."""
    return sum(mark in "“”‘’" for mark in line) / 2


def _width(text: str) -> float:
    """Return how wide a line is printed, in wide characters."""
    return sum(1.0 if mark > "\u2e7f" or mark in "“”‘’—…" else 0.5 for mark in text)

"""Finds the tables of accounts in a text copied out of a PDF, with the numbers they print.

Copying leaves one cell on each line, in an order of neither rows nor columns, without empty cells.
Which number belongs to which label is lost; which numbers a table prints is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_UNIT = re.compile(
    "(?:(?:编制|填报)?(?:部门|单位)[：:][^：:]*?)?(?:金额)?单位[：:](?:人民币)?(?P<unit>万元|千元|亿元|元)"
)
"""The line of the unit above a table, without its blanks."""
_TITLE = re.compile(
    "(?!.*(?:绩效|自评|评价|基础数据))[^，。；：]{0,36}(?:[预决]算|收支|收入|支出|经费)[^，。；：]{0,16}表(?:（[^）]*）)?"
)
"""The title of a table of accounts, not of a form of a self-evaluation."""
_FAR_TITLE = 3
"""The most filled lines between title and unit."""
_NOTE = re.compile("(?:注|说明|备注)[：:]|.*(?:本|该)表")
_SENTENCE = re.compile("[。；！？]|[一-鿿）”],?，|，[一-鿿“（]")
_FIGURED = re.compile("[一-鿿]\\d[\\d.]*(?:万元|亿元|%)")
_SHORTEST_SENTENCE = 10
_LONGEST_CELL = 44
_BROKEN_LINE = 18
"""The least characters of a line that was broken within a sentence."""
_HEAD = re.compile(
    "第[一二三四五六七八九十]{1,3}(?:部分|章)|.*(?:情况|说明|概况|概述|解释|职能|职责|设置|事项|报告|依据|目标)(?:（[^）]*）)?$"
)
_FEWEST = 2
"""The least number of tables in a book of accounts."""
_WIDE_GAP = re.compile("\\S\\s{2,}\\S")
_BLANKS = re.compile("\\s+")
_NUMBER = re.compile(
    "(?<![\\d.,])-?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?(?![\\d,])|(?<![\\d.,])-?\\d+(?:\\.\\d+)?(?![\\d,])"
)
_FACTORS = {"元": Decimal("0.0001"), "千元": Decimal("0.1"), "亿元": Decimal(10000)}


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """A table whose cells stand in lines.

    Attributes:
        title: its title.
        unit: 万元, 元 and the like.
        start, end: the range of its lines, without its title.
        notes: those of its lines that are sentences below it.
        cells: its normalised lines, without the notes.
        lines: those below the line of the unit, with their numbers.
    """

    title: str
    unit: str
    start: int
    end: int
    notes: frozenset[int]
    cells: tuple[str, ...]
    lines: tuple[tuple[int, str], ...] = ()


def copied_tables(lines: Sequence[str]) -> tuple[CopiedTable, ...]:
    """Return the tables of a book of accounts among `lines`; none where it is no such book."""
    words = [_BLANKS.sub("", line) for line in lines]
    heads = list(_heads(lines, words))
    starts = [title for title, _, _ in heads]
    found: list[CopiedTable] = []
    for number, (title, at, unit) in enumerate(heads):
        limit = starts[number + 1] if number + 1 < len(heads) else len(lines)
        end, notes = _end(lines, words, at + 1, limit)
        inside = [i for i in range(at, end) if words[i] and i not in notes]
        cells = tuple(lines[i].strip() for i in inside)
        if cells[1:]:  # the line of the unit is the first
            below = tuple((i, lines[i]) for i in inside[1:])
            found.append(CopiedTable(words[title], unit, title + 1, end, notes, cells, below))
    return tuple(found) if len(found) >= _FEWEST else ()


def _heads(lines: Sequence[str], words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the line of the title, the line of the unit, and the unit of each table."""
    filled: list[int] = []
    for at, said in enumerate(words):
        if not said:
            continue
        match = _UNIT.fullmatch(said) if "\t" not in lines[at].strip() else None
        if match is not None:
            above = (i for i in reversed(filled[-_FAR_TITLE:]) if _TITLE.fullmatch(words[i]))
            title = next(above, None)
            if title is not None:
                yield title, at, match["unit"]
        filled.append(at)


def _end(
    lines: Sequence[str], words: Sequence[str], start: int, limit: int
) -> tuple[int, frozenset[int]]:
    """Return the line where sentences begin again behind a table, and its lines that are notes."""
    notes: set[int] = set()
    in_note = False
    for at in range(start, limit):
        said = words[at]
        if not said:
            continue
        if "\t" in lines[at].strip():
            return at, frozenset(notes)
        if in_note or _NOTE.match(said):
            notes.add(at)
            in_note = len(said) >= _BROKEN_LINE and not said.endswith(("。", "：", "）"))
        elif _is_sentence(lines[at], said):
            return _start_of_heads(lines, words, notes, start, at), frozenset(notes)
    last = limit == len(lines)
    end = _start_of_heads(lines, words, notes, start, limit) if last else limit
    return end, frozenset(notes)


def _is_sentence(line: str, words: str) -> bool:
    """Whether a line is a sentence, not a row or a label of a table."""
    if len(words) < _SHORTEST_SENTENCE or _is_row(line):
        return False
    if _SENTENCE.search(words) or _FIGURED.search(words):
        return True
    cells = _WIDE_GAP.search(line.strip()) or len(line.split()) >= _LEAST_HEADS
    return len(words) > _LONGEST_CELL and not cells


def _is_row(line: str) -> bool:
    """Whether a line is a whole copied row: numbers separated by blanks, one at its end."""
    pieces = line.split()
    if len(pieces) <= _LEAST_ROW or _NUMBER.fullmatch(pieces[-1]) is None:
        return False
    return sum(1 for piece in pieces if _NUMBER.fullmatch(piece)) > 1


_LEAST_ROW = 2
_LEAST_HEADS = 4
"""The least number of heads on a line with single blanks."""


def _start_of_heads(
    lines: Sequence[str], words: Sequence[str], notes: set[int], start: int, at: int
) -> int:
    """Return the line where the headings above a sentence begin."""
    first, begun = at, False
    for i in range(at - 1, start - 1, -1):
        if not words[i]:
            continue
        head = _HEAD.match(words[i]) is not None
        opens = (
            not begun and len(words[i]) >= _BROKEN_LINE and not _WIDE_GAP.search(lines[i].strip())
        )
        if not (head or opens) or i in notes:
            break
        begun = begun or head
        first = i
    return first


def numbers_of(table: CopiedTable) -> tuple[Decimal, ...]:
    """Return the numbers of a table in the order of its lines, in its own unit."""
    return tuple(
        Decimal(match.group().replace(",", ""))
        for cell in table.cells
        for match in _NUMBER.finditer(cell)
    )


def is_account_title(line: str) -> bool:
    """Return whether a line is the title of a table of accounts."""
    return _TITLE.fullmatch(_BLANKS.sub("", line)) is not None


def unit_in(line: str) -> str:
    """Return the unit that a line above a table gives, empty where it gives none."""
    match = _UNIT.fullmatch(_BLANKS.sub("", line))
    return match["unit"] if match is not None else ""


def factor_of(unit: str) -> Decimal:
    """Return the factor from a unit to 万元."""
    return _FACTORS.get(unit, Decimal(1))

"""Rebuilds the rows of a table of accounts from lines of cells: code, name, numbers.

A table copied row by row keeps the order of its cells, however they are spread over lines: an
account code or a label, then numbers, until the next label. Empty cells leave no trace, so that the
heads of the numbers are not known here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from pingkou_gui.text.lines.page_marks import PAGE_NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF0C, 0xFF0E, 0xFF0D)}
_NUMBER = re.compile("-?(?:\\d{1,3}(?:,\\d{3})+|\\d{1,13})(?:\\.\\d{1,6})?")
_NOTHING = re.compile("[-—－–/]{1,4}")
"""The content of an empty cell."""
_BARE = re.compile("\\d{1,7}")
_CODE = re.compile("[2-5]\\d{2}(?:\\d{2}){0,2}")
_COUNTS = frozenset({"栏次", "行次"})
_GLUED = re.compile("(?P<code>[2-5]\\d{2}(?:\\d{2}){0,2})(?P<name>[一-鿿].*)")
_DEEPEST = 3
_SPREAD_WORD = re.compile("(?<![^\\s])([合总小])\\s{1,8}(计)(?![^\\s])")
_MARK_ALONE = re.compile(
    "(?:[一二三四五六七八九十]{1,3}|\\d{1,2})[、.．]|（[一二三四五六七八九十]{1,3}）"
)
"""The numbering of a label, separated from its words by a blank."""
CODED_HEADS = re.compile("科目编码|科目代码|功能分类|经济分类|类款")
TOTAL = re.compile("(?:本年)?(?:收入|支出|基本支出|人员经费|公用经费|日常公用经费)?(?:合计|总计)")
_CHAPTER = re.compile("[一二三四五六七八九十]{1,3}[、.．]")
_LABEL_BEGINS = re.compile(
    "[一二三四五六七八九十]{1,3}[、.．]|\\d{1,2}[、.．]|[（(][一二三四五六七八九十\\d]{1,3}[）)]|其中|本年|年初|年末|上年"
    "|使用|动用|结余|结转|非财政|[合总]计$|(?:收入|支出|收支)[合总]计|用事业基金|附属单位|对附属单位|加：|减："
)
"""The beginning of a label in a table without codes; other words continue the label before."""
_HEAD_WORD = re.compile(
    "[类款项]|项目|(?:支出)?(?:功能|经济)分类(?:科目)?.*|科目(?:编码|名称|代码)?|编码|名称|栏次|行次|小计|(?:本年)?(?:收入|支出)?[合总]计"
    "|基本支出|项目支出|人员经费|(?:日常)?公用经费|[预决]算数|金额|.*(?:收入|[预决]算表|补助支出|上级支出|经营支出)|公开\\d+表|.*单位[：:].*|.*部门[：:].*"
)
"""Heads of columns, which each page repeats."""
_LONGEST_REST = 16
_FEW = 2
"""The number of lists side by side."""


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A number as a table prints it.

    Attributes:
        text: its words; empty where a dash stands for nothing.
        value: what it says, 0 for a dash.
        line: the line it stands in, counted from 0.
    """

    text: str
    value: Decimal
    line: int


@dataclass(slots=True)
class Record:
    """A candidate row.

    Attributes:
        code: the number of its account without blanks, or empty.
        name: its words without blanks.
        line: the line of its first word, counted from 0.
        last: the line of its last word before its numbers.
        unsure: whether its name may belong to a neighbouring row.
        numbers: its numbers in their order, without empty cells.
    """

    code: str
    name: str
    line: int
    last: int
    unsure: bool = False
    numbers: list[PrintedCell] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RecordedTable:
    """The rows of a table.

    Attributes:
        heads: all words above the first row, joined.
        pieces: those words, one by one.
        records: its rows.
        coded: whether its rows have account codes.
        loose: whether any numbers belong to no row.
    """

    heads: str
    pieces: tuple[str, ...]
    records: tuple[Record, ...]
    coded: bool
    loose: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    words: str
    line: int
    cell: PrintedCell | None


def recorded(lines: Sequence[tuple[int, str]]) -> RecordedTable:
    """Return the rows of a table.

    Args:
        lines: its lines with their numbers, without its title, its unit and the notes below it.
    """
    tokens = list(_tokens(lines))
    joined = "".join(token.words for token in tokens if token.cell is None)
    coded = CODED_HEADS.search(joined) is not None and any(
        _CODE.fullmatch(token.words) for token in tokens
    )
    rows = _CodedRows() if coded else _LabelledRows()
    for is_number, run in groupby(tokens, key=lambda token: token.cell is not None):
        if is_number:
            rows.numbers(list(run))
        else:
            rows.words(list(run))
    rows.close()
    return RecordedTable(
        "".join(rows.heads), tuple(rows.heads), tuple(rows.records), coded, rows.loose
    )


def _tokens(lines: Sequence[tuple[int, str]]) -> Iterator[_Token]:
    """Yield words and numbers; a page's number alone in its line is neither."""
    for at, line in lines:
        even = _SPREAD_WORD.sub("\\1\\2", line.translate(_WIDE))
        words = even.split()
        if PAGE_NUMBER.fullmatch(even):
            continue
        mark = ""
        for word in words:
            if _MARK_ALONE.fullmatch(word):
                mark = word
            elif mark:
                yield _Token(mark + word, at, None)
                mark = ""
            elif _NUMBER.fullmatch(word):
                value = Decimal(word.replace(",", ""))
                yield _Token(word, at, PrintedCell(word, value, at))
            elif _NOTHING.fullmatch(word):
                yield _Token(word, at, PrintedCell("", Decimal(0), at))
            elif glued := _GLUED.fullmatch(word):
                value = Decimal(glued["code"])
                yield _Token(glued["code"], at, PrintedCell(glued["code"], value, at))
                yield _Token(glued["name"], at, None)
            else:
                yield _Token(word, at, None)
        if mark:
            yield _Token(mark, at, None)


class _Rows:
    """Builds rows from runs of words and runs of numbers."""

    def __init__(self) -> None:
        self.heads: list[str] = []
        self.records: list[Record] = []
        self.current: Record | None = None
        self.loose = False

    def numbers(self, run: list[_Token]) -> None:
        """Add a run of numbers."""
        raise NotImplementedError

    def words(self, run: list[_Token]) -> None:
        """Add a run of words."""
        raise NotImplementedError

    def close(self) -> None:
        """End the table: rows above the first item become heads."""
        first = next((n for n, r in enumerate(self.records) if _CHAPTER.match(r.name)), 0)
        self.heads += [record.name for record in self.records[:first]]
        del self.records[:first]

    def begin(self, code: str, words: Sequence[_Token], line: int) -> Record:
        """Begin a row and return it."""
        name = "".join(token.words for token in words)
        last = words[-1].line if words else line
        self.current = Record(code, name, line, last)
        self.records.append(self.current)
        return self.current


class _CodedRows(_Rows):
    """Builds rows with account codes: 201 06 01 行政运行 1,511.90."""

    def __init__(self) -> None:
        super().__init__()
        self.run: list[_Token] = []
        self.unnamed: list[_Token] = []

    def numbers(self, run: list[_Token]) -> None:
        """Keep a run, which may end in the code of the next row."""
        self.run = run

    def words(self, run: list[_Token]) -> None:
        """Begin a row if a code stands before the words; words from a 合计 on wait for their numbers."""
        before, code = _split_code(self.run)
        self.run = []
        self._assign_numbers(before)
        if code:
            total = next((n for n, t in enumerate(run) if n and TOTAL.fullmatch(t.words)), len(run))
            self.begin(_joined_code(code), run[:total], code[0].line)
            self.unnamed = run[total:]
            return
        self.unnamed = run

    def close(self) -> None:
        """Give the last numbers to the last row."""
        self._assign_numbers(self.run)

    def _assign_numbers(self, numbers: list[_Token]) -> None:
        """Add numbers to the current row, after words without a code found their place."""
        words, self.unnamed = self.unnamed, []
        if words:
            numbers = self._place_words(words, numbers)
        cells = [token.cell for token in numbers if token.cell is not None]
        if cells and self.current is None:
            self.loose = self.loose or not are_counted(cells)
        elif self.current is not None:
            self.current.numbers += cells

    def _place_words(self, words: list[_Token], numbers: list[_Token]) -> list[_Token]:
        """Use words without a code as total row, name of a coded row, heads or end of a name; return the other numbers."""
        if numbers and TOTAL.fullmatch(words[-1].words):
            self._go_on(words[:-1])
            self.begin("", words[-1:], words[-1].line)
            return numbers
        code, left = _leading_code(numbers)
        if code:
            rest = [token for token in words if not _HEAD_WORD.fullmatch(token.words)]
            if not self.records:
                self.heads += [token.words for token in words]
            self.begin(code, rest, numbers[0].line).unsure = True
            return left
        if numbers and words[-1].words in _COUNTS:
            self.heads += [token.words for token in words]
            return []
        rest = self._go_on(words)
        if numbers and rest:
            self.loose = True
            self.current = None
        return numbers

    def _go_on(self, words: Sequence[_Token]) -> list[_Token]:
        """Append words to the name of the current row; return them if they are too long for that."""
        if self.current is None:
            self.heads += [token.words for token in words]
            return []
        left = [t for t in words if not _HEAD_WORD.fullmatch(t.words) and t.words not in self.heads]
        said = "".join(token.words for token in left)
        if left and self.current.code and len(said) <= _LONGEST_REST:
            self.current.name += said
            return []
        return left


def are_counted(cells: Sequence[PrintedCell]) -> bool:
    """Whether numbers are 1, 2, 3, …, the numbers of columns."""
    return [cell.text for cell in cells] == [str(n) for n in range(1, len(cells) + 1)]


def _leading_code(run: list[_Token]) -> tuple[str, list[_Token]]:
    """Return the code at the beginning of a run, or an empty string, and the numbers behind it."""
    for size in range(min(_DEEPEST, len(run) - 1), 0, -1):
        _, code = _split_code(run[:size])
        if len(code) == size:
            return _joined_code(code), run[size:]
    return "", run


def _joined_code(parts: Sequence[_Token]) -> str:
    """Return the account code of its parts; 301 | 2 is 30102."""
    return "".join(part.words.zfill(2) for part in parts)


def _split_code(run: list[_Token]) -> tuple[list[_Token], list[_Token]]:
    """Return the numbers of a row and the parts of the next code: 262.33 | 302 01."""
    for size in range(min(_DEEPEST, len(run)), 0, -1):
        tail = run[-size:]
        code = _joined_code(tail)
        widths = [len(token.words) for token in tail]
        whole = size == 1 or (widths[0] == 3 and max(widths[1:]) <= 2) or widths == [5, 2]
        if whole and all(_BARE.fullmatch(t.words) for t in tail) and _CODE.fullmatch(code):
            return run[:-size], tail
    return run, []


class _LabelledRows(_Rows):
    """Builds rows with labels instead of codes, of one list or two side by side."""

    headed = False
    """Whether the last words were a head, so that a number behind may be of any row."""
    counts = False
    """Whether the numbers of the columns follow."""

    def numbers(self, run: list[_Token]) -> None:
        """Add numbers to the current row."""
        if self.current is None or self.counts:
            return
        self.loose = self.loose or self.headed
        self.current.numbers += [token.cell for token in run if token.cell is not None]

    def words(self, run: list[_Token]) -> None:
        """Begin a row at each label; other words are heads or the rest of a label."""
        self.counts = run[-1].words in _COUNTS
        for token in run:
            self.headed = self.current is not None
            if _LABEL_BEGINS.match(token.words) and not _is_column_head(token.words):
                self.begin("", [token], token.line)
                self.headed = False
            elif self.current is None or (
                _is_column_head(token.words) and not self._is_broken_label(token)
            ):
                self.heads.append(token.words)
            else:
                self._go_on(token)

    def _go_on(self, token: _Token) -> None:
        """Append words to the current label; where two labels share its line, mark it as unsure."""
        row = self.current
        if row is None:
            return
        self.headed = False
        alone = sum(1 for other in self.records[-_FEW:] if other.line == row.line) < _FEW
        if len(token.words) > _LONGEST_REST:
            self.loose = True
        elif not alone:
            row.unsure = True
        else:
            row.name += token.words
            row.last = token.line if not row.numbers else row.last

    def _is_broken_label(self, token: _Token) -> bool:
        """Whether 支出 is the end of a broken label: 十四、资源勘探工业信息等 | 支出."""
        current = self.current
        if current is None or token.words not in {"收入", "支出"} or current.numbers:
            return False
        return current.last == token.line - 1 and not current.name.endswith(("收入", "支出"))


def _is_column_head(words: str) -> bool:
    """Whether words are the head of a column."""
    return re.fullmatch("项目|行次|栏次|[预决]算数|金额|小计|收入|支出", words) is not None

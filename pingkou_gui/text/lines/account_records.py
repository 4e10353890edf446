"""Rows of a table of accounts whose cells stand in lines: code, name, and the numbers behind.

Copied row by row, a table keeps the order of its cells, however they are spread over lines:
a number of an account or a label, then numbers, until the next label. Empty cells leave nothing,
so that this alone does not tell under which head a number stands.
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
"""What stands in an empty cell."""
_BARE = re.compile("\\d{1,7}")
_CODE = re.compile("[2-5]\\d{2}(?:\\d{2}){0,2}")
_COUNTS = frozenset({"栏次", "行次"})
_GLUED = re.compile("(?P<code>[2-5]\\d{2}(?:\\d{2}){0,2})(?P<name>[一-鿿].*)")
_DEEPEST = 3
_SPREAD_WORD = re.compile("(?<![^\\s])([合总小])\\s{1,8}(计)(?![^\\s])")
_MARK_ALONE = re.compile(
    "(?:[一二三四五六七八九十]{1,3}|\\d{1,2})[、.．]|（[一二三四五六七八九十]{1,3}）"
)
"""The number of a label that a blank parts from its words."""
CODED_HEADS = re.compile("科目编码|科目代码|功能分类|经济分类|类款")
TOTAL = re.compile("(?:本年)?(?:收入|支出|基本支出|人员经费|公用经费|日常公用经费)?(?:合计|总计)")
_CHAPTER = re.compile("[一二三四五六七八九十]{1,3}[、.．]")
_LABEL_BEGINS = re.compile(
    "[一二三四五六七八九十]{1,3}[、.．]|\\d{1,2}[、.．]|[（(][一二三四五六七八九十\\d]{1,3}[）)]|其中|本年|年初|年末|上年"
    "|使用|动用|结余|结转|非财政|[合总]计$|(?:收入|支出|收支)[合总]计|用事业基金|附属单位|对附属单位|加：|减："
)
"""What a label of a table without codes begins with; other words go on with the label before."""
_HEAD_WORD = re.compile(
    "[类款项]|项目|(?:支出)?(?:功能|经济)分类(?:科目)?.*|科目(?:编码|名称|代码)?|编码|名称|栏次|行次|小计|(?:本年)?(?:收入|支出)?[合总]计"
    "|基本支出|项目支出|人员经费|(?:日常)?公用经费|[预决]算数|金额|.*(?:收入|[预决]算表|补助支出|上级支出|经营支出)|公开\\d+表|.*单位[：:].*|.*部门[：:].*"
)
"""What stands above the columns, once more at the head of each page."""
_LONGEST_REST = 16
_FEW = 2
"""Lists beside each other."""


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
    """A row that may be one: code and name, and the numbers behind them.

    Attributes:
        code: the number of its account without blanks, or empty.
        name: its words without blanks.
        line: the line of its first word, counted from 0.
        last: the line of its last word before its numbers.
        unsure: whether its name stands around its line, so that it may be that of a row beside.
        numbers: in their order; empty cells are not among them.
    """

    code: str
    name: str
    line: int
    last: int
    unsure: bool = False
    numbers: list[PrintedCell] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RecordedTable:
    """What a table is made of.

    Attributes:
        heads: all words above the first row, one behind the other.
        pieces: those words, each as it stands.
        records: its rows.
        coded: whether its rows have numbers of accounts.
        loose: whether numbers stand behind words that are no row.
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
    """Rows as they are put together, run by run of words and of numbers."""

    def __init__(self) -> None:
        self.heads: list[str] = []
        self.records: list[Record] = []
        self.current: Record | None = None
        self.loose = False

    def numbers(self, run: list[_Token]) -> None:
        """Take the numbers between two runs of words."""
        raise NotImplementedError

    def words(self, run: list[_Token]) -> None:
        """Take the words between two runs of numbers."""
        raise NotImplementedError

    def close(self) -> None:
        """End the table: what stands above the first item is a head."""
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
    """Rows with numbers of accounts: 201 06 01 行政运行 1,511.90."""

    def __init__(self) -> None:
        super().__init__()
        self.run: list[_Token] = []
        self.unnamed: list[_Token] = []

    def numbers(self, run: list[_Token]) -> None:
        """Keep the run: whether it ends in the code of the next row, the next words tell."""
        self.run = run

    def words(self, run: list[_Token]) -> None:
        """Begin a row with the code before these words, or with the 合计 among them."""
        before, code = _parted(self.run)
        self.run = []
        self._add(before)
        if code:
            total = next((n for n, t in enumerate(run) if n and TOTAL.fullmatch(t.words)), len(run))
            self.begin(_code(code), run[:total], code[0].line)
            self.unnamed = run[total:]
            return
        self.unnamed = run

    def close(self) -> None:
        """Give the last numbers to the last row."""
        self._add(self.run)

    def _add(self, numbers: list[_Token]) -> None:
        """Give numbers to the row they follow; words without a code before them are settled first."""
        words, self.unnamed = self.unnamed, []
        if words:
            numbers = self._settle(words, numbers)
        cells = [token.cell for token in numbers if token.cell is not None]
        if cells and self.current is None:
            self.loose = self.loose or not are_counted(cells)
        elif self.current is not None:
            self.current.numbers += cells

    def _settle(self, words: list[_Token], numbers: list[_Token]) -> list[_Token]:
        """Return the numbers that are left, once words without a code have found their place."""
        if numbers and TOTAL.fullmatch(words[-1].words):
            self._go_on(words[:-1])
            self.begin("", words[-1:], words[-1].line)
            return numbers
        code, left = _led_by_code(numbers)
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
        """Put words behind the name they are the rest of; return those that are no such rest."""
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
    """Return whether numbers are 1, 2, 3, …: those of columns, not of what stands in them."""
    return [cell.text for cell in cells] == [str(n) for n in range(1, len(cells) + 1)]


def _led_by_code(run: list[_Token]) -> tuple[str, list[_Token]]:
    """Return the code that a run begins with and the numbers behind it; no code without numbers."""
    for size in range(min(_DEEPEST, len(run) - 1), 0, -1):
        _, code = _parted(run[:size])
        if len(code) == size:
            return _code(code), run[size:]
    return "", run


def _code(parts: Sequence[_Token]) -> str:
    """Return the number of an account; a sheet prints 301 | 2 for 30102."""
    return "".join(part.words.zfill(2) for part in parts)


def _parted(run: list[_Token]) -> tuple[list[_Token], list[_Token]]:
    """Return the numbers of a row and the code of the next one: 262.33 | 302 01."""
    for size in range(min(_DEEPEST, len(run)), 0, -1):
        tail = run[-size:]
        code = _code(tail)
        widths = [len(token.words) for token in tail]
        whole = size == 1 or (widths[0] == 3 and max(widths[1:]) <= 2) or widths == [5, 2]
        if whole and all(_BARE.fullmatch(t.words) for t in tail) and _CODE.fullmatch(code):
            return run[:-size], tail
    return run, []


class _LabelledRows(_Rows):
    """Rows with labels alone, of one list or of two beside each other."""

    headed = False
    """Whether the last words were a head: a number behind it may be of any row."""
    counts = False
    """Whether what follows are the numbers of the columns."""

    def numbers(self, run: list[_Token]) -> None:
        """Give numbers to the label before them."""
        if self.current is None or self.counts:
            return
        self.loose = self.loose or self.headed
        self.current.numbers += [token.cell for token in run if token.cell is not None]

    def words(self, run: list[_Token]) -> None:
        """Begin a row with each label, and put other words behind the one before."""
        self.counts = run[-1].words in _COUNTS
        for token in run:
            self.headed = self.current is not None
            if _LABEL_BEGINS.match(token.words) and not _is_head(token.words):
                self.begin("", [token], token.line)
                self.headed = False
            elif self.current is None or (_is_head(token.words) and not self._breaks(token)):
                self.heads.append(token.words)
            else:
                self._go_on(token)

    def _go_on(self, token: _Token) -> None:
        """Put words behind the label they are the rest of; beside another label nobody can know."""
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

    def _breaks(self, token: _Token) -> bool:
        """Whether 支出 is the end of a label that was broken: 十四、资源勘探工业信息等 | 支出."""
        current = self.current
        if current is None or token.words not in {"收入", "支出"} or current.numbers:
            return False
        return current.last == token.line - 1 and not current.name.endswith(("收入", "支出"))


def _is_head(words: str) -> bool:
    return re.fullmatch("项目|行次|栏次|[预决]算数|金额|小计|收入|支出", words) is not None

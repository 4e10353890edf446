"""The source text, as paragraphs and table cells, and its normalised form."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pingkou_gui.text.lines.account_forms import read_account_tables
from pingkou_gui.text.lines.contents_page import contents_lines
from pingkou_gui.text.lines.copied_tables import CopiedTable, copied_tables
from pingkou_gui.text.lines.prompts import is_prompt_text
from pingkou_gui.text.lines.title_column import unfold_titles
from pingkou_gui.text.lines.wrapped_lines import join_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pingkou_gui.text.lines.account_forms import ReadTable, Row

OPENING = "【待"
GAP_MARK = re.compile(f"{OPENING}[填核][^【】]*】")
OPAQUE = "〓"
"""A mark for a missing character: neither word nor stop nor figure."""


def without_gap_marks(text: str) -> str:
    """Return the text with marks in the place of gaps that no pattern matches; positions stay the same."""
    return GAP_MARK.sub(lambda mark: OPAQUE * len(mark[0]), text) if OPENING in text else text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or one table cell.

    Attributes:
        text: its words.
        locator: its place, for people.
        table, row, column: its cell, counted from 1; 0 in running text.
        preprinted: whether it is known to belong to the empty form.
    """

    text: str
    locator: str
    table: int = 0
    row: int = 0
    column: int = 0
    preprinted: bool = False

    @property
    def is_cell(self) -> bool:
        """Whether this is a table cell."""
        return self.table > 0


class CellNames:
    """The names of table cells, by the heads of their rows and columns."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._tables: dict[int, dict[tuple[int, int], Paragraph]] = {}
        self._named: dict[int, dict[tuple[int, int], str]] = {}
        for each in paragraphs:
            if each.is_cell:
                cells = self._tables.setdefault(each.table, {})
                cells.setdefault((each.row, each.column), each)

    def place_of(self, paragraph: Paragraph) -> str:
        """Return a place for people, by numbers where its names are not unique.

        附件1表1“公务接待费”行“决算数”列.
        """
        table = paragraph.table
        if not paragraph.is_cell or table not in self._tables:
            return paragraph.locator
        if table not in self._named:
            self._named[table] = _names_of_cells(self._tables[table])
        return self._named[table].get((paragraph.row, paragraph.column), paragraph.locator)


def _names_of_cells(cells: Mapping[tuple[int, int], Paragraph]) -> dict[tuple[int, int], str]:
    """Return the unique names of the cells of a table, by row and column."""
    rows: dict[int, dict[int, str]] = {}
    for row, column in sorted(cells):
        rows.setdefault(row, {})[column] = _BLANKS.sub("", cells[row, column].text)
    prose = not any(_BARE.fullmatch(each) for words in rows.values() for each in words.values())
    named: dict[tuple[int, int], str] = {}
    heads: dict[int, str] = {}
    for at, (row, words) in enumerate(rows.items()):
        called = ""
        for column in words:
            head = heads.get(column, "") if called and len(heads) == len(words) else ""
            called = called or _shortened(words[column])
            whole, by_count = _COUNTED.subn("", cells[row, column].locator)
            counted = f"第{column}格" if called and column > 1 else ""
            if called and by_count:
                named[row, column] = f"{whole}“{called}”行{f'“{head}”列' if head else counted}"
        if _are_heads(words.values()) and not (prose and at):
            heads = {column: _shortened(words[column]) for column in words}
    several = Counter(named.values())
    return {at: name for at, name in named.items() if several[name] == 1}


def _are_heads(words: Iterable[str]) -> bool:
    """Whether the words of a row are heads of columns: three or more short names, no figure."""
    filled = [each for each in words if each]
    return len(filled) > 2 and all(_WORDY.search(each) and len(each) <= _NAME for each in filled)


def _shortened(words: str) -> str:
    """Return the words of a head, shortened; empty for figures and blanks."""
    if not _WORDY.search(words):
        return ""
    return f"{words[:_NAME]}…" if len(words) > _NAME else words


_COUNTED = re.compile("行\\d+列\\d+$")
_BLANKS = re.compile("[\\s“”]+")
_WORDY = re.compile("[\\u4e00-\\u9fff]")
_BARE = re.compile("[-+−]?[\\d,，]+(?:\\.\\d+)?[%％]?")
_NAME = 12
"""The most characters of the name of a row or column in a place."""


class UnreadKind(StrEnum):
    """The kinds of content beside the text of a file, by their names for people."""

    PICTURE = "图片"
    CHART = "图表"
    DIAGRAM = "图示"
    WORKBOOK = "嵌入的表格"
    OBJECT = "嵌入的文件"
    CONTROL = "按钮或输入框"
    EQUATION = "公式图形"
    WORD_ART = "艺术字"
    REFERENCE = "引用的文件"
    BOX = "文本框"
    NOTE = "脚注"
    HIDDEN = "隐藏的文字"
    STRUCK = "划掉的文字"
    PROMPT = "该填的地方"
    SYMBOL = "认不出的符号"
    TABLE = "行列散开的表"


@dataclass(frozen=True, slots=True)
class Unread:
    """Content of a file that was not read as text.

    Attributes:
        kind: what it is.
        locator: its place, as that of a paragraph.
        paragraph: the index of the paragraph it stands in or before.
        words: its text, if known.
    """

    kind: UnreadKind
    locator: str
    paragraph: int
    words: str = ""


MOST_PARAGRAPHS = 5_000
"""The most paragraphs and cells of a text; the longest reports have some two thousand."""
MOST_CHARACTERS = 80_000
"""The most characters of a text; a long report with its attachments has some forty thousand."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A whole report.

    Attributes:
        paragraphs: its paragraphs and cells in reading order.
        name: the file's name, or empty for pasted text.
        counted: whether columns are only counts along the line, as in text with tabs, where a merged
            cell counts once or not at all and shifts the cells right of it; else they are true columns.
        unread: what else is in the file, in reading order.
        remarks: sentences on how it was read, for people.
        copied: tables of accounts with cells on lines; paragraphs are their notes, and the cells of
            those that were read.
        placed: the numbers of these, whose columns are true columns even if `counted`.
        confirmed: those of them whose sums all hold.
        contents: the entries of a page of contents, which are no paragraphs.
    """

    paragraphs: tuple[Paragraph, ...]
    name: str = ""
    counted: bool = False
    unread: tuple[Unread, ...] = ()
    remarks: tuple[str, ...] = ()
    copied: tuple[CopiedTable, ...] = ()
    placed: frozenset[int] = frozenset()
    confirmed: frozenset[int] = frozenset()
    contents: tuple[str, ...] = ()

    @property
    def is_too_long(self) -> bool:
        """Whether it is longer than any report and would take too long to check."""
        long = len(self.paragraphs) > MOST_PARAGRAPHS
        return long or sum(len(each.text) for each in self.paragraphs) > MOST_CHARACTERS

    @classmethod
    def from_string(cls, text: str, name: str = "") -> SourceText:
        """Return the report in `text`, one paragraph a line; lines are counted from 1.

        A line with tabs is kept as a row of a table. Lines that were broken at the
        edge of a page are joined again; page numbers, running heads and contents are left out. A
        column of titles is read as titles above their text. Of the tables in a book of accounts
        whose cells stand in lines, titles and notes are paragraphs; so are the cells of those
        whose sums confirm how they are read.
        """
        lines = unfold_titles(text.splitlines())
        tables = copied_tables(lines)
        contents = contents_lines(lines)
        left_out = contents | _lines_of_cells(tables)
        joined = join_lines(["" if at in left_out else line for at, line in enumerate(lines)])
        gathered = _ParagraphCollector(list(tables), read_account_tables(tables))
        for number, line in joined.lines:
            gathered.add(number, line)
        gathered.pass_tables(len(lines) + 1)
        remarks = tuple(filter(None, (joined.remark, gathered.remark)))
        return cls(
            tuple(gathered.paragraphs), name, counted=True, unread=tuple(gathered.unread),
            remarks=remarks, copied=tables, placed=frozenset(gathered.placed),
            confirmed=frozenset(gathered.confirmed), contents=tuple(lines[at] for at in sorted(contents)),
        )  # fmt: skip


def _lines_of_cells(tables: Sequence[CopiedTable]) -> frozenset[int]:
    """Return the lines of tables without their notes."""
    return frozenset(
        at for table in tables for at in range(table.start, table.end) if at not in table.notes
    )


class _ParagraphCollector:
    """Builds the paragraphs of a text line by line."""

    def __init__(self, tables: list[CopiedTable], read: dict[int, ReadTable]) -> None:
        self.paragraphs: list[Paragraph] = []
        self.unread: list[Unread] = []
        self.tables = tables
        self.read = read
        self.passed = 0
        self.titles: list[str] = []
        self.placed: list[int] = []
        self.confirmed: list[int] = []
        self.title = ""
        self.table = self.row = 0
        self.in_table = False

    def add(self, number: int, line: str) -> None:
        """Add a line as a paragraph, as cells, or as an unread prompt."""
        self.pass_tables(number)
        blank_cells = self.in_table and line.endswith("\t") and line.strip() != ""
        if "\t" not in line.strip() and not blank_cells:
            self.in_table = False
            if is_prompt_text(line):
                self.unread.append(Unread(UnreadKind.PROMPT, f"段{number}", len(self.paragraphs)))
            elif line.strip():
                self.paragraphs.append(Paragraph(line, f"段{number}"))
            return
        table, row = (self.table, self.row + 1) if self.in_table else (self.table + 1, 1)
        self.table, self.row, self.in_table = table, row, True
        self.paragraphs.extend(
            Paragraph(cell, f"表{table}行{row}列{column}", table, row, column)
            for column, cell in enumerate(line.split("\t"), 1)
        )

    def pass_tables(self, number: int) -> None:
        """Add the tables before a line (counted from 1), or note them as unread."""
        while self.tables and self.tables[0].start < number:
            table = self.tables.pop(0)
            known, self.passed = self.read.get(self.passed), self.passed + 1
            place = f"段{table.start}"
            goes_on, self.title = self.title == table.title, ""
            if known is not None and self.has_room(known):
                self.title = table.title
                self.titles += [table.title] if known.lists else []
                self.paragraphs.append(Paragraph(table.cells[0], f"段{table.start + 1}"))
                for rows in known.lists:
                    self.add_rows(rows)
                    self.confirmed += [self.table] if known.confirmed else []
            elif not goes_on:
                kind = UnreadKind.TABLE
                self.unread.append(Unread(kind, place, len(self.paragraphs), table.title))
            else:
                self.title = table.title

    @property
    def remark(self) -> str:
        """A sentence on the tables that were rebuilt, for people; empty without any."""
        if not self.titles:
            return ""
        named = "、".join(f"“{title}”" for title in self.titles[:_NAMED])
        more = "等" if len(self.titles) > _NAMED else ""
        return (
            f"有{len(self.titles)}张复制来的表（{named}{more}）按科目和合计读成了行列，对照原文核对"
        )

    def has_room(self, table: ReadTable) -> bool:
        """Whether the text stays short enough with the cells of a table."""
        cells = sum(len(row) for rows in table.lists for row in rows)
        return len(self.paragraphs) + cells <= _MOST_WITH_CELLS

    def add_rows(self, rows: tuple[Row, ...]) -> None:
        """Add the rows of a list as those of a table."""
        self.table, self.in_table = self.table + 1, False
        self.placed.append(self.table)
        for number, row in enumerate(rows, 1):
            self.paragraphs.extend(
                Paragraph(words, f"段{line + 1}", self.table, number, column)
                for column, words, line in row
            )


_MOST_WITH_CELLS = 4_000
_NAMED = 3


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
TURNING = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Invisible characters that reverse the direction of the text behind them."""
_DROPPED = frozenset("“”\"‘’'「」『』＂＇﻿\u200b‌‍­\x00" + TURNING)
_BLANK = re.compile("\\s")
_LIGHT = re.compile(f"[{''.join(sorted(_DROPPED))}\\s]")
"""Quotes and blanks, which normalising removes."""
_THOUSANDS = re.compile(
    r"(?<![\d.])\d{1,3}(?:，\d{3})+(?!\d)(?=\.\d|[万元亿千]|$|[^\d，]|，(?!\d))"
)
_SPLIT = re.compile(
    r"(?<=\d)\s+(?=\.\s*\d)|(?<=\d\.)\s+(?=\d)"
    r"|(?<=\d)[^\S\n]*\n\s*(?=[\d.])"
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
        """Return the normalised position of an original one."""
        return bisect_left(self.origin, original)


def normalise(text: str, paragraph: int = 0) -> Normal:
    """Return `text` with ASCII digits, full-width punctuation and no spaces or quotes.

    A number split by spaces or a line break becomes one; a space that parts two numbers
    stays. Thousands commas go. What a mark 【待填：…】 names is no word of the report.
    """
    even = _YEAR_IN_WORDS.sub(_in_digits, without_gap_marks(text).translate(_TABLE))
    even = _SIZE_CLASS.sub(_in_words, _DOT.sub("。", _with_head_apart(_with_number_apart(even))))
    gone = {at for match in _SPLIT.finditer(even) for at in range(*match.span())}
    gone.update(m.start() for m in _LIGHT.finditer(even) if _is_superfluous(even, m.start(), m[0]))
    gone.update(at for match in _NO_WORDS.finditer(even) for at in range(*match.span()))
    joined, kept = _without_positions(even, range(len(even)), gone)
    joined = _BLANK.sub(" ", joined)
    commas = {
        match.start() + at
        for match in _THOUSANDS.finditer(joined)
        for at, mark in enumerate(match.group())
        if mark == "，"
    }
    joined, kept = _without_positions(joined, kept, commas)
    around = {
        match.start(side) for match in _OF_THE_NAME.finditer(joined) for side in ("open", "close")
    }
    joined, kept = _without_positions(joined, kept, around)
    return Normal(joined, tuple(kept), paragraph)


_OF_THE_NAME = re.compile(
    "(?:(?<=[，。；：、（） ])|^)[^\\d，。；：、（） 〓]{2,24}(?P<open>（)\\d{1,12}(?:\\.\\d{1,6})?(?:万元|亿元|元|名|人)(?P<close>）)"
)
"""A name with its figure in brackets, and nothing else in them: 公用经费（120.00万元）, 编制（66名）."""
_YEAR_IN_WORDS = re.compile("二[〇○零oO0][〇○零oO0一二三四五六七八九]{2}(?=\\s*年)")
_AS_DIGITS = str.maketrans("〇○零oO一二三四五六七八九", "00000123456789")


def _in_digits(match: re.Match[str]) -> str:
    """Return 2023 for 二〇二三."""
    return match.group().translate(_AS_DIGITS)


_SIZE_CLASS = re.compile("(?<=[大小])（([12一二])）(?=型)")
"""The class of a reservoir, one word with its brackets: 小（1）型."""


def _in_words(match: re.Match[str]) -> str:
    """Return 一 with a blank in the place of each bracket."""
    return f" {match[1].translate(str.maketrans('12', '一二'))} "


_DOT = re.compile(
    "(?<=[一-鿿）%][一-鿿）])[.](?=[一-鿿（“]|$)|(?<=\\d%)[.](?=[一-鿿（“]|$)|(?<=[一-鿿]\\d)[.]$"
)
"""A half-width dot in the place of a full stop: 完成4.2万元.其中…."""
_RUN_IN_HEAD = re.compile(
    "^\\s*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)[^，。；：\\s\\d]{2,28}(?:情况说明|情况|说明)(?P<blank>[ \u3000])(?=[^\\s…]{2})"
)
_HEAD_BEFORE_BLANK = re.compile(
    "^\\s*[一-鿿]{2,8}(?P<blank>\u3000)(?=[一-鿿“（(][^，；。]{2,60}[，；。])(?=.*\\d)"
)
"""A short heading before a wide blank and its sentence: 第三条　编制56名，…."""


def _with_head_apart(text: str) -> str:
    """Return the text with a stop in the place of the blank between a heading and its text."""
    match = _RUN_IN_HEAD.match(text) or _HEAD_BEFORE_BLANK.match(text)
    if match is None:
        return text
    at = match.start("blank")
    return f"{text[:at]}。{text[at + 1 :]}"


_LEADING_NUMBER = re.compile(
    "\\s*\\d{1,2}(?:\\.\\d{1,2}){0,3}(?P<dot>\\.(?=20\\d\\d\\s*年)|\\.\\s+(?=\\d)|\\s+(?=20\\d\\d\\s*年))"
)
_NO_WORDS = re.compile(
    "^\\s*\\d{1,2}(?:\\.\\d{1,2}){1,3}(?=20\\d\\d\\s*年)|(?:(?:人民币|RMB|[¥￥])\\s*)+(?=\\d)"
)
"""Signs before a figure that mean nothing: 1.1 right before a year, 人民币2.80万元, ¥2.80万元."""
_A_FIGURE = 16
"""The longest cell that holds nothing but a number with a blank in it and its unit."""


def _with_number_apart(text: str) -> str:
    """Return the text with 、 behind its numbering, if a figure follows; positions stay the same.

    1.2023年… is the item 1 and the year 2023, no decimal number.
    """
    match = _LEADING_NUMBER.match(text)
    if match is None or (len(text) <= _A_FIGURE and "年" not in text):
        return text
    at = match.start("dot")
    return f"{text[:at]}、{text[at + 1 :]}"


def _without_positions(
    text: str, origin: Sequence[int], gone: set[int]
) -> tuple[str, Sequence[int]]:
    """Return text and origin without some positions."""
    if not gone:
        return text, origin
    kept = [at for at in range(len(text)) if at not in gone]
    return "".join([text[at] for at in kept]), [origin[at] for at in kept]


def _is_superfluous(text: str, at: int, mark: str) -> bool:
    """Whether a mark is a quote, or a space that separates neither numbers nor Latin words."""
    if mark in _DROPPED:
        return True
    if not mark.isspace():
        return False
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return not (_is_word(before) and _is_word(after))


def _is_word(mark: str) -> bool:
    """Whether a character is part of a Latin word or a number."""
    return mark.isascii() and (mark.isalnum() or mark == "-")

"""Tables of a text: cells of a file, or lines of plain text that were a table, and their figures.

A grid is recognised from cells of a document, from lines parted by tabs, from lines parted by
wide gaps, and from one cell a line as a web page leaves it. Each figure of it knows the words of
its row, of its column, and of the block it stands in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from pingkou_gui.text.source import Span, normalise
from pingkou_gui.text.statements import FULL_YEAR_BUDGET, INITIAL_BUDGET, LAST_YEAR, OUTTURN
from pingkou_gui.text.tokens import Amount, amount_of
from pingkou_gui.text.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pingkou_gui.text.source import Normal, SourceText

Shifts = dict[int, int | None]
Heads = dict[int, tuple[str, str]]
"""What a column holds and how its head words it, by the column."""

FIGURE = re.compile("(?P<number>-?\\d{1,15}(?:\\.\\d{1,8})?)(?P<unit>%|万元|元|人)?")
"""A cell that is a figure and nothing else."""
_BLANK = re.compile("[-—－/\\\\无*]{0,4}")
_PAIR = re.compile(
    "(?P<label>(?:其中：)?[^：；。，\\d][^：；。，]{1,30})：(?P<number>-?\\d{1,15}(?:\\.\\d{1,8})?)(?P<unit>%|万元|元|人)?"
)
"""A cell that holds a label and its figure: 基本支出：600."""
_RATES = frozenset({"execution_rate", "control_rate"})
_MAY_BE_PERCENT = _RATES | {"", "target", "actual", "reason", "share", "change_percent", "rate"}
_COLUMNS = (
    ("both", re.compile("(?:权重|分值|满分)[/|（](?:自评)?得分|得分/(?:权重|分值)")),
    ("reason", re.compile("原因|改进措施")),
    ("establishment", re.compile("^编制数|^核定编制|^人员编制")),
    ("headcount", re.compile("实际在职|在职人数|实有")),
    (
        "change_percent",
        re.compile("增[减长][^额]{0,6}[%率幅]|增[减长](?:比例|幅度)|^(?:比上年)?增[减长]%"),
    ),
    ("change", re.compile("增减(?:额|数|情况|变化)?(?:（万元）)?$|^(?:比上年)?增[加长减][额数]")),
    ("share", re.compile("占比|比重|比例|占[^，]{0,12}%")),
    ("execution_rate", re.compile("^(?:预算|资金|支出|年度|全年)*(?:执行|完成)(?:率|进度)")),
    ("control_rate", re.compile("^(?:在职人员)?控制率")),
    ("rate", re.compile("[率%]$")),
    ("last_year_budget", re.compile("(?:上年|去年).*预算")),
    (LAST_YEAR, re.compile("(?:上年|去年)(?!度?结[转余])")),
    ("year_final", re.compile("20\\d\\d年度?(?:[^预]{0,6})(?:决算|支出|执行|实际)")),
    ("year_budget", re.compile("20\\d\\d年度?(?:[^决]{0,6})预算")),
    (INITIAL_BUDGET, re.compile("年初预算|本年.*预算数|^(?:本)?年初|申请")),
    (FULL_YEAR_BUDGET, re.compile("全年预算|调整.*预算|^预算数|^预算$|^预算（")),
    (
        OUTTURN,
        re.compile(
            "执行数|决算数|实际支出|支出数|本年.*决算|全年执行|^决算|^执行(?!情况)|支出金额"
        ),
    ),
    ("points", re.compile("^(?:标准|指标|自评)?(?:分值|权重|满分|标准分)")),
    (
        "score",
        re.compile("^(?:自评|评价|实际|最终)?得分|^评分(?!标准|细则|办法|依据)|^自评分|^自评（"),
    ),
    ("rule", re.compile("评[分价]标准|计分(?:标准|办法|方法|规则)|评分(?:细则|办法)|扣分标准")),
    ("ground", re.compile("计分依据|评分依据|评价依据|得分依据|扣分(?:原因|说明)|评价过程")),
    ("sign", re.compile("^指标性质|^性质$|^指标方向")),
    ("measure_unit", re.compile("度量单位|计量单位|^单位$")),
    ("target", re.compile("指标值|目标值|^计划值|^年度目标值|^预期值")),
    ("actual", re.compile("完成值|实际值|完成情况|^实际完成|^完成数")),
    ("code", re.compile("编码|代码|^序号|^编号|^科目$")),
    ("indicator", re.compile("^[一二三]级指标|^指标名称|^考核指标|^评价指标")),
)
_OTHER_WORDS = frozenset(
    {"target", "actual", "reason", "rule", "ground", "sign", "measure_unit", "code"}
)
"""Columns whose words do not name their row: ≥95%, 合规."""
SCORED = frozenset({"points", "score", "both"})
MONEY = frozenset(
    {
        INITIAL_BUDGET, FULL_YEAR_BUDGET, OUTTURN, LAST_YEAR, "last_year_budget", "year_final",
        "year_budget", "",
    }
)  # fmt: skip
"""Columns that may hold amounts."""
_BY_YEAR = {
    "year_final": {0: OUTTURN, 1: LAST_YEAR},
    "year_budget": {0: INITIAL_BUDGET, 1: "last_year_budget"},
}
"""What a column of a year holds, by how many years it is before that of the report."""
_NUMBERED = (
    ("一", re.compile("[一二三四五六七八九十]{1,3}[、.．]")),
    ("（一）", re.compile("（[一二三四五六七八九十]{1,3}）、?")),
    ("1", re.compile("\\d{1,2}(?:[、.．](?!\\d))")),
    ("（1）", re.compile("（?\\d{1,2}）、?")),
    ("①", re.compile("[①-⑳]、?")),
)
_CODE = re.compile("[23]\\d{2}(?:\\d{2}){0,2}")
"""The number of an account: 301, 30201; 201, 20106, 2010601."""
_CODED = re.compile("([23]\\d{2}(?:\\d{2}){0,2})(?=[^\\d.年])")
_OF_WHICH = re.compile("其中：?")
_YEAR = re.compile("(20\\d\\d)年")
_AMOUNT = re.compile("^(?:支出|收入)?金额|^数额|^人数|^数量")
_LEAD = re.compile(
    "^(?:其中|[（(]?[一二三四五六七八九十\\d]{1,2}[）)、.]|[①-⑳]|：|按[^：]{2,8}分)+"
)
_ALIASES = {
    "公务接待": "official_reception", "接待费": "official_reception", "公务接待费": "official_reception",
    "因公出国": "overseas_travel", "因公出国（境）": "overseas_travel", "公车购置": "vehicle_purchase",
    "公务用车购置": "vehicle_purchase", "公车运行": "vehicle_running", "公务用车运行维护": "vehicle_running",
    "公务用车运维费": "vehicle_running", "支出合计": "total_spending", "支出总计": "total_spending",
    "本年支出合计": "total_spending", "收入合计": "total_income", "收入总计": "total_income",
}  # fmt: skip
"""Labels that only a table uses."""
_PUBLIC_ALIASES = {
    "出国（境）": "overseas_travel", "出国": "overseas_travel", "出国（境）费": "overseas_travel",
    "车辆购置": "vehicle_purchase", "车辆购置费": "vehicle_purchase", "购置费": "vehicle_purchase",
    "车辆运行": "vehicle_running", "车辆运行费": "vehicle_running", "运行维护费": "vehicle_running",
    "车辆运行维护费": "vehicle_running", "公务用车": "official_vehicles",
}  # fmt: skip
"""Labels that mean a part of the three public expenses in their table alone."""
_PUBLIC_PARTS = frozenset(
    {
        "overseas_travel",
        "official_vehicles",
        "vehicle_purchase",
        "vehicle_running",
        "official_reception",
    }
)
_WIDER = frozenset(
    {"basic_spending", "project_spending", "wages", "meetings", "training", "total_income"}
)
_THREE_PUBLIC = re.compile("三公")
TOTAL = re.compile(
    "(?:本年)?(?:收入|支出|收支)?(?:合计|总计|总额|共计)|小计|(?:年度)?资金总额|总额|总分|合计（[^）]*）|总计（[^）]*）"
)
_SENTENCE_END = re.compile("[。；！？，]$")
_SHORT = 32
_WIDEST = 400
_HEAD_LENGTH = 28
_GAP = re.compile("[^\\s　]+(?:[ 　][^\\s　]+)*")
_WORD = re.compile("\\S+")
_BARRED = re.compile("[^\\s|][^|]*")
_SPARE_HEADS = 2
_LABELS_BETWEEN = 3
"""So many rows without a figure may stand between two that have some."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell: its words evened out, and the place of each of its paragraphs.

    Attributes:
        row: counted from 1; so is `column`, which is a place in a grid or a count along the line.
        text: all its words, evened out.
        parts: each paragraph of it, evened out, with its place.
    """

    row: int
    column: int
    text: str
    parts: tuple[tuple[str, Span], ...]

    @property
    def span(self) -> Span:
        """Where it begins."""
        return self.parts[0][1]

    @property
    def is_figure(self) -> bool:
        """Whether it is a number and nothing else."""
        return FIGURE.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Grid:
    """One table.

    Attributes:
        number: as the source counts it; one of plain text has a number above those.
        rows: its cells row by row, empty cells left out of none.
        counted: whether columns are counts along their line instead of places.
        closed: whether an empty cell leaves no trace, so that a short row has no known places.
        caption: the words before the table: its title and its unit.
    """

    number: int
    rows: tuple[tuple[TableCell, ...], ...]
    counted: bool
    caption: str
    closed: bool = False


@dataclass(frozen=True, slots=True)
class CellStatement:
    """A figure in a table.

    Attributes:
        table: number of the table; row and column count from 1.
        label: the words of its row, evened out, without numbering.
        column_key: what its column holds: a measure, `points`, `score`, `execution_rate`, or ''.
        heading: the words of its column.
        amount: the number; unit % where it is printed.
        key: the quantity it is by its words, or ''.
        year: the year its words name, or None.
        marker: how its row is numbered: 一, （一）, 1, （1）, ①, 其中, or ''.
        code: the number of its account: 301, 30201, 2010601, or ''.
        block: which rows stand under the same heads.
        paired: whether the label stands in the same cell, or in the one to the left.
        factor: what turns the number into 万元, by the unit line of the table.
        place: the column it belongs to, where cells of its line may have been lost; 0 where that
            cannot be known.
    """

    table: int
    row: int
    column: int
    label: str
    column_key: str
    heading: str
    amount: Amount
    key: str = ""
    year: int | None = None
    marker: str = ""
    code: str = ""
    block: int = 0
    paired: bool = False
    factor: Decimal = Decimal(1)
    place: int = 0


@dataclass(slots=True)
class HeadedRows:
    """The rows under one set of heads.

    Attributes:
        heads: what a column holds, by column; empty before the first row of heads.
        width: how many cells the last row of heads has.
        words: all heads of a column from the top, by column.
        number: counted from 1 in its table.
    """

    heads: Heads
    width: int
    words: dict[int, str] = field(default_factory=dict)
    number: int = 1
    rows: list[tuple[TableCell, ...]] = field(default_factory=list)

    def shift_of(self, row: tuple[TableCell, ...], grid: Grid, shifts: Shifts) -> int | None:
        """Return how far a row stands left of its heads; None where nobody can know."""
        if grid.closed:
            return 0 if self.lined_up(row) is not None else None
        return shifts.get(len(row), 0) if grid.counted else 0

    def lined_up(self, row: tuple[TableCell, ...]) -> tuple[TableCell, ...] | None:
        """Return a row whose empty cells left no trace with its figures below their heads.

        There must be as many as heads, or as many as heads of amounts where those come first.
        None where neither is so.
        """
        first = row[0].column if row and not row[0].is_figure else 0
        columns = [c for c in sorted(self.heads) if self.heads[c][1] and c != 1]
        known = [c for c in columns if self.heads[c][0]] or columns
        figures = [n for n, c in enumerate(row) if _holds_figure(c) and (n or not first)]
        texts = sum(1 for n, c in enumerate(row) if n and not _holds_figure(c))
        money = [c for c in known if self.heads[c][0] in MONEY]
        if texts:
            return row if row[-1].column == max(columns, default=row[-1].column) else None
        if len(figures) == len(known):
            places = known
        elif len(figures) == len(columns):
            places = columns
        elif len(figures) == len(money) > 1 and money == known[: len(money)]:
            places = money
        elif not self.heads:
            return row if len(figures) <= 1 else None
        else:
            return None
        if not _percents_fit([self.heads[c][0] for c in places], [row[n] for n in figures]):
            return None
        moved = dict(zip(figures, places, strict=True))
        return tuple(replace(c, column=moved.get(n, c.column)) for n, c in enumerate(row))

    def under(self, shift: int | None) -> Heads:
        """Return the heads by the columns of a row that is shifted so far."""
        if shift is None:
            return {}
        return (
            {column - shift: head for column, head in self.heads.items()} if shift else self.heads
        )


def _holds_figure(cell: TableCell) -> bool:
    return cell.is_figure or (cell.text != "" and _BLANK.fullmatch(cell.text) is not None)


def column_of(words: str) -> str:
    """Return what a column holds by the words of its head, or an empty string."""
    if len(words) > _HEAD_LENGTH:
        return ""
    return next((key for key, pattern in _COLUMNS if pattern.search(words)), "")


# ---- where tables are ---------------------------------------------------------------------


def read_grids(source: SourceText, normals: tuple[Normal, ...]) -> tuple[Grid, ...]:
    """Return every table of a text: of cells, of gaps, and of one cell a line."""
    found = list(_cell_grids(source, normals))
    number = max((grid.number for grid in found), default=0)
    for grid in _line_grids(source, normals):
        number += 1
        found.append(replace(grid, number=number))
    return tuple(found)


def _cell_grids(source: SourceText, normals: tuple[Normal, ...]) -> Iterator[Grid]:
    tables: defaultdict[int, defaultdict[tuple[int, int], list[tuple[str, Span]]]]
    tables = defaultdict(lambda: defaultdict(list))
    captions: dict[int, str] = {}
    before: list[str] = []
    for paragraph, normal in zip(source.paragraphs, normals, strict=True):
        if not paragraph.is_cell:
            before = [*before[-1:], normal.text]
            continue
        captions.setdefault(paragraph.table, "\n".join(before))
        part = (normal.text, Span(normal.paragraph, 0, len(paragraph.text)))
        tables[paragraph.table][paragraph.row, paragraph.column].append(part)
    for number, cells in tables.items():
        ordered = sorted(cells.items())
        rows = tuple(
            tuple(TableCell(row, column, "".join(t for t, _ in parts), tuple(parts)) for (_, column), parts in group)
            for row, group in groupby(ordered, key=lambda item: item[0][0])
        )  # fmt: skip
        yield Grid(number, rows, source.counted, captions[number])


def _line_grids(source: SourceText, normals: tuple[Normal, ...]) -> Iterator[Grid]:
    """Yield tables that became lines of plain text."""
    run: list[int] = []
    before: list[str] = []
    for index, paragraph in enumerate(source.paragraphs):
        text = normals[index].text
        if not paragraph.is_cell and text and _is_line_of_table(text):
            run.append(index)
            continue
        yield from _tables_of_run(source, normals, run, before)
        before = [*before, *(normals[i].text for i in run), text][-2:]
        run = []
    yield from _tables_of_run(source, normals, run, before)


def _is_line_of_table(text: str) -> bool:
    if text.endswith("|"):
        return len(text) <= _WIDEST
    return len(text) <= 3 * _SHORT and _SENTENCE_END.search(text) is None


def _tables_of_run(
    source: SourceText, normals: tuple[Normal, ...], run: list[int], before: Sequence[str]
) -> Iterator[Grid]:
    """Yield the tables of a run of short lines: those with gaps, else those of one cell a line."""
    split = [_pieces(source.paragraphs[i].text, i) for i in run]
    wide = [at for at, row in enumerate(split) if _is_row(row)]
    start = 0
    while wide:
        first = last = wide[0]
        while wide and wide[0] - last <= _LABELS_BETWEEN + 1:
            last = wide.pop(0)
        rows = split[first : last + 1]
        if last == first or not any(sum(c.is_figure for c in row) >= 2 for row in rows):
            continue
        yield from _lines_to_grid(normals, run[start:first], before)
        caption = "\n".join([*before, *(normals[i].text for i in run[:first])][-2:])
        numbered = tuple(
            tuple(TableCell(n, c.column, c.text, c.parts) for c in row)
            for n, row in enumerate(rows, 1)
        )
        yield Grid(0, numbered, counted=False, caption=caption, closed=True)
        before, start = (), last + 1
    yield from _lines_to_grid(normals, run[start:], before)


def _is_row(pieces: list[TableCell]) -> bool:
    """Whether a line is a row of cells: several of them figures, or several heads."""
    figures = sum(cell.is_figure for cell in pieces)
    return len(pieces) >= 3 and (figures >= 2 or sum(map(_is_head, (c.text for c in pieces))) >= 2)


def _pieces(text: str, paragraph: int) -> list[TableCell]:
    """Return the cells of a line that wide gaps part, or single blanks before figures."""
    pattern = _BARRED if "|" in text else (_WORD if _parted_by_blanks(text) else _GAP)
    found: list[TableCell] = []
    for match in pattern.finditer(text):
        words = normalise(match.group()).text
        if words:
            span = Span(paragraph, *match.span())
            found.append(TableCell(0, len(found) + 1, words, ((words, span),)))
    return found


def _parted_by_blanks(text: str) -> bool:
    """Whether single blanks part a row: it holds two figures and ends in one, or has three heads."""
    words = text.split()
    if len(words) < 3 or any(mark in text for mark in "。；，"):
        return False
    even = [normalise(word).text for word in words]
    figures = [bool(FIGURE.fullmatch(word) or (word and _BLANK.fullmatch(word))) for word in even]
    ends = figures[-1] and sum(figures) >= 2
    return ends or sum(1 for word in even if column_of(word)) >= 3


@dataclass(slots=True)
class _Record:
    """Labels and then figures, each a line."""

    labels: list[TableCell] = field(default_factory=list)
    figures: list[TableCell] = field(default_factory=list)


def _lines_to_grid(
    normals: tuple[Normal, ...], lines: list[int], before: Sequence[str]
) -> Iterator[Grid]:
    """Yield the table that stands one cell a line, if the lines are one."""
    records = _records(normals, lines)
    if sum(len(record.figures) for record in records) < 2:
        return
    built = _RowsOfLines()
    for record in records:
        built.add(record)
    caption = "\n".join([*before[-2:], *_first(records)])
    yield Grid(0, tuple(built.rows), counted=False, caption=caption, closed=True)


@dataclass(slots=True)
class _RowsOfLines:
    """Rows put together again from labels and figures that stand one a line.

    Attributes:
        heads: how many figures stand under the heads that hold; 0 without any.
        scored: whether the rows give points, so that every label of theirs is a cell.
    """

    rows: list[tuple[TableCell, ...]] = field(default_factory=list)
    heads: int = 0
    scored: bool = False

    def add(self, record: _Record) -> None:
        """Add a record as a row, its heads before it where it brings some."""
        size = len(record.figures)
        labels = [c for c in record.labels if not _OF_WHICH.fullmatch(c.text)]
        start, end = _score_heads(labels)
        if end:
            _append(self.rows, labels[start:end])
            labels, self.scored = labels[end:], True
        if self.scored:
            _append(self.rows, [*labels, *record.figures])
            self.scored = not (labels and TOTAL.fullmatch(labels[0].text))
            return
        ends = [column_of(cell.text) for cell in labels[-size:]] if size else []
        bare = size > 1 and len(ends) == size and (len(labels) == size or all(ends))
        fresh = size and (bare or len(labels) > size) and _are_heads(labels, size, bare=bare)
        named = _heads_of(labels if bare else labels[:-1], record.figures) if fresh else None
        if named is not None:
            _append(self.rows, named)
            _append(self.rows, [None if bare else labels[-1], *record.figures])
            self.heads = size
        elif size == self.heads or size <= 1:
            _append(self.rows, [labels[-1] if labels else None, *record.figures])
        elif labels:
            self.heads = 0
            _append(self.rows, [labels[-1], *record.figures])


def _score_heads(labels: list[TableCell]) -> tuple[int, int]:
    """Return where the heads of a table of points stand among labels; (0, 0) without any."""
    keys = [column_of(cell.text) for cell in labels]
    if "score" not in keys or "points" not in keys or "target" not in keys:
        return 0, 0
    start = end = keys.index("points")
    while start and keys[start - 1]:
        start -= 1
    while end < len(keys) and keys[end]:
        end += 1
    inside = keys[start:end]
    return (start, end) if {"score", "target"} <= set(inside) else (0, 0)


def _heads_of(labels: list[TableCell], figures: list[TableCell]) -> list[TableCell | None] | None:
    """Return the corner and the heads of so many figures, so that percentages stand under rates.

    Heads of columns that are empty below (备注, 原因) may follow on them.
    """
    size = len(figures)
    for spare in range(min(_SPARE_HEADS, len(labels) - size) + 1):
        heads = labels[len(labels) - size - spare : len(labels) - spare]
        keys = [column_of(cell.text) for cell in heads]
        if _percents_fit(keys, figures):
            before = len(labels) - size - spare
            return [labels[before - 1] if before > 0 else None, *heads]
    return None


def _percents_fit(keys: Sequence[str], figures: Sequence[TableCell]) -> bool:
    pairs = zip(keys, figures, strict=True)
    return all(key in _MAY_BE_PERCENT for key, cell in pairs if cell.text.endswith("%"))


def _first(records: list[_Record]) -> list[str]:
    return [c.text for c in records[0].labels[:2]] if records else []


def _are_heads(labels: list[TableCell], size: int, *, bare: bool) -> bool:
    """Whether the last labels before so many figures are the heads of their columns."""
    named = labels if bare else labels[:-1]
    words = [cell.text for cell in named[-size:]]
    known = sum(1 for word in words if column_of(word) or quantity_key(word))
    return len(words) == size and known * 2 >= size and known > 0


def _append(rows: list[tuple[TableCell, ...]], cells: Sequence[TableCell | None]) -> None:
    number = len(rows) + 1
    rows.append(
        tuple(
            TableCell(number, column, cell.text, cell.parts)
            for column, cell in enumerate(cells, 1)
            if cell is not None
        )
    )


def _single(normal: Normal) -> TableCell:
    """Return a line as one cell, without the bar that ends it."""
    words = normal.text.rstrip("|") or "—"
    return TableCell(0, 1, words, ((words, normal.span(0, len(normal.text))),))


def _records(normals: tuple[Normal, ...], lines: list[int]) -> list[_Record]:
    """Return the lines as labels with the figures that follow them; codes before a label go."""
    cells = [_single(normals[i]) for i in lines]
    records: list[_Record] = []
    code: TableCell | None = None
    for at, cell in enumerate(cells):
        figure = cell.is_figure or (_BLANK.fullmatch(cell.text) and at > 0 and bool(records))
        follows = at + 1 < len(cells) and not cells[at + 1].is_figure
        if figure and follows and _CODE.fullmatch(cell.text):
            code = cell
            continue
        if code is not None:
            cell = TableCell(0, 1, code.text + cell.text, cell.parts)  # noqa: PLW2901
            code = None
        if figure and records:
            records[-1].figures.append(cell)
        elif not figure:
            if not records or records[-1].figures:
                records.append(_Record())
            records[-1].labels.append(cell)
    return records


# ---- what a table says --------------------------------------------------------------------


@lru_cache(4096)
def quantity_of(label: str, *, public: bool = False) -> tuple[str, str]:
    """Return the quantity that a label of a table names, with the budget its name speaks of.

    Short names (运行维护费) hold only in a table of the three public expenses.
    """
    words = _plain_label(label)
    if not 2 <= len(words) <= _HEAD_LENGTH:
        return "", ""
    if words in _ALIASES:
        return _ALIASES[words], ""
    known = vocabulary().quantity(words)
    if known is None and public:
        if words in _PUBLIC_ALIASES:
            return _PUBLIC_ALIASES[words], ""
        known = vocabulary().short.get(words)
    return (known.key, known.scope) if known is not None else ("", "")


def quantity_key(label: str, *, public: bool = False) -> str:
    """Return the quantity that a label names as a whole, not of one budget; else an empty string."""
    key, scope = quantity_of(label, public=public)
    return "" if scope else key


def _plain_label(label: str) -> str:
    words = _LEAD.sub("", label)
    words = re.sub("（(?:万元|元|人|含[^）]*|本级|单位[^）]*)）", "", words)
    return words.rstrip("：")


def tabular(grids: Iterable[Grid], cells: Iterable[CellStatement]) -> frozenset[int]:
    """Return the paragraphs that are figures or whole rows of a table, and so no sentences."""
    found = {cell.amount.span.paragraph for cell in cells}
    for grid in grids:
        for row in grid.rows if grid.closed else ():
            places = [span.paragraph for cell in row for _, span in cell.parts]
            if len(places) > 1 and len(set(places)) == 1:
                found.add(places[0])
    return frozenset(found)


def grid_figures(grid: Grid, year: int | None = None) -> Iterator[CellStatement]:
    """Yield the figures of one table."""
    factor = _factor(grid)
    public = _THREE_PUBLIC.search(grid.caption) is not None or _is_public(grid)
    for block in blocks_of(grid):
        shifts = column_shifts(block) if grid.counted else {}
        group = ""
        for row in block.rows:
            group = row[0].text if row and row[0].column == 1 and not row[0].is_figure else group
            shift = block.shift_of(row, grid, shifts)
            heads = block.under(shift)
            row = (block.lined_up(row) if grid.closed else None) or row  # noqa: PLW2901
            context = _Row(grid.number, block, heads, group, factor, public, year, shift)
            yield from context.figures(row)


def _is_public(grid: Grid) -> bool:
    """Whether the rows and heads of a table are the parts of the three public expenses."""
    keys = {
        quantity_key(cell.text, public=True)
        for row in grid.rows
        for cell in row
        if not cell.is_figure
    }
    return len(keys & _PUBLIC_PARTS) >= 2 and not keys & _WIDER


def blocks_of(grid: Grid) -> list[HeadedRows]:
    """Return the rows of a table by the heads above them; the first may have none."""
    blocks = [HeadedRows({}, 0)]
    pending: list[tuple[TableCell, ...]] = []
    for row in grid.rows:
        if _may_be_heads(row):
            pending.append(row)
            continue
        if pending:
            fresh = _block(pending, len(blocks), first=len(blocks) == 1 and not blocks[0].rows)
            if fresh is not None and any(cell.is_figure for cell in row):
                blocks.append(fresh)
            else:
                blocks[-1].rows.extend(pending)
            pending = []
        blocks[-1].rows.append(row)
    blocks[-1].rows.extend(pending)
    return [block for block in blocks if block.rows]


def _may_be_heads(row: tuple[TableCell, ...]) -> bool:
    """Words only, each short, more than one of them."""
    return (
        len(row) >= 1
        and all(len(cell.text) <= _HEAD_LENGTH and not cell.is_figure for cell in row)
        and not any(_PAIR.fullmatch(cell.text) for cell in row)
    )


def _block(rows: list[tuple[TableCell, ...]], number: int, *, first: bool) -> HeadedRows | None:
    """Return a block under rows of heads, or None where those are rows without a figure."""
    known = [sum(1 for cell in row if _is_head(cell.text)) for row in rows]
    start = next((at for at, found in enumerate(known) if found), len(rows))
    if max(known, default=0) >= 3:
        start = next(at for at, found in enumerate(known) if found >= 2)
    rows = rows[start:]
    count = sum(known[start:])
    wide = sum(1 for row in rows for cell in row if cell.column > 1 and cell.text)
    right = any(_is_head(cell.text) for row in rows for cell in row if cell.column > 1)
    if not right or (count == 1 and wide > 1 and not first):
        return None
    words = {c: _head_words(rows, c) for c in {cell.column for row in rows for cell in row}}
    own = {cell.column: cell.text for row in rows for cell in row}
    heads: Heads = {}
    for column, text in words.items():
        last = own.get(column, "")
        order = (text, last) if _YEAR.search(text) else (last, text)
        heads[column] = (next(filter(None, map(column_of, order)), ""), text)
    return HeadedRows(heads, len(rows[-1]), words, number)


def _is_head(text: str) -> bool:
    """Whether words can stand above a column of figures."""
    known = column_of(text) or quantity_key(text) or _YEAR.match(text)
    return bool(known) or _AMOUNT.search(text) is not None


def _head_words(rows: list[tuple[TableCell, ...]], column: int) -> str:
    """Return the words above a column, from the top: 2023年决算数.

    An upper head merged across stands only in its first column, and holds for those right of it
    that have a head of their own further down.
    """
    found: list[str] = []
    for depth, row in enumerate(rows):
        at = {cell.column: cell.text for cell in row}
        lower = any(cell.column == column for later in rows[depth + 1 :] for cell in later)
        left = [place for place in at if place < column]
        words = at.get(column, at[max(left)] if lower and left else "")
        if words and words not in found:
            found.append(words)
    return "".join(found)


@dataclass(frozen=True, slots=True)
class _Row:
    """What the figures of one row have in common."""

    table: int
    block: HeadedRows
    heads: Heads
    group: str
    factor: Decimal
    public: bool
    year: int | None
    shift: int | None

    def figures(self, row: tuple[TableCell, ...]) -> Iterator[CellStatement]:
        """Yield the figures of a row, each with the words that name it."""
        label = raw = left = code = ""
        found = 0
        texts = [cell for cell in row if not cell.is_figure]
        in_pairs = self._is_in_pairs(row, texts)
        of_row = column_of(row[0].text)
        derived = of_row if of_row in {"change", "change_percent", "share"} else ""
        for cell in row:
            key, heading = self.heads.get(cell.column, ("", ""))
            key = key or derived
            figure = FIGURE.fullmatch(cell.text)
            if figure is None:
                yield from self._pairs(cell)
                words = "" if _BLANK.fullmatch(cell.text) else cell.text
                if words and not found and (key not in _OTHER_WORDS or TOTAL.fullmatch(words)):
                    raw = words
                    label = _LEAD.sub("", words).partition("（")[0] or label
                left = words or left
                continue
            if key == "code" or (key == "" and not found and self._is_code(cell, row)):
                code = cell.text if _CODE.fullmatch(cell.text) else ""
                continue
            found += 1
            amount = amount_of(figure["number"], "%" if figure["unit"] == "%" else "", cell.span)
            bare = in_pairs and key in {"", "code"}
            words = left if in_pairs else code + (raw or label)
            yield self._statement(cell.row, cell.column, words, key, heading, amount, paired=bare)

    def _is_in_pairs(self, row: tuple[TableCell, ...], texts: list[TableCell]) -> bool:
        """Whether labels and figures take turns: 编制数 69 年末在职 66."""
        kinds = [cell.is_figure for cell in row if not _BLANK.fullmatch(cell.text)]
        turns = sum(1 for one, other in pairwise(kinds) if not one and other)
        scored = {key for key, _ in self.heads.values()} & (SCORED | {"target"})
        return turns >= 2 and len(texts) >= turns and not scored

    def _is_code(self, cell: TableCell, row: tuple[TableCell, ...]) -> bool:
        return (
            cell.column == row[0].column
            and (
                (cell.text.isdigit() and len(cell.text) < 3)
                or _CODE.fullmatch(cell.text) is not None
            )
            and len(row) > 1
            and not row[1].is_figure
        )

    def _pairs(self, cell: TableCell) -> Iterator[CellStatement]:
        """Yield what a cell of label and figure states: 基本支出：600."""
        for text, span in cell.parts:
            if len(text) > 4 * _SHORT:
                continue
            match = _PAIR.fullmatch(text)
            if match is not None:
                unit = "%" if match["unit"] == "%" else ""
                amount = amount_of(match["number"], unit, span)
                label = match["label"]
                yield self._statement(cell.row, cell.column, label, "", "", amount, paired=True)

    def _statement(  # noqa: PLR0913, PLR0917 - one place where a figure is put together
        self, row: int, column: int, raw: str, key: str, heading: str, amount: Amount, *, paired: bool
    ) -> CellStatement:  # fmt: skip
        coded = _CODED.match(raw)
        raw = raw[coded.end() :] if coded else raw
        label = (_LEAD.sub("", raw).partition("（")[0] or raw).rstrip("：")
        plain = _plain_label(raw)
        total = TOTAL.fullmatch(plain) is not None
        public = self.public or _THREE_PUBLIC.search(self.group) is not None
        quantity = quantity_key(raw, public=public) or quantity_key(label, public=public)
        if not quantity and not raw and key in {"establishment", "headcount"}:
            quantity, label = key, heading
        elif not quantity or (total and public):
            head = quantity_key(heading, public=public)
            if public and (total or (not quantity and TOTAL.fullmatch(heading))):
                quantity = "three_public"
            elif head and not paired and _is_whole(raw):
                quantity, label = head, heading
            elif not quantity and not key and heading and not paired:
                label = heading
        if self.shift is None and not paired:
            quantity = ""  # its column is unknown, so that it may be of any year
        named = _YEAR.search(heading) or _YEAR.match(raw)
        year = int(named[1]) if named else (self.year if key != LAST_YEAR else None)
        if named is None and key in {LAST_YEAR, "last_year_budget"} and self.year is not None:
            year = self.year - 1
        if key in _BY_YEAR and year is not None and self.year is not None:
            key = _BY_YEAR[key].get(self.year - year, key)
        return CellStatement(
            self.table, row, column, label, key, heading, amount, quantity, year, marker_of(raw),
            coded[1] if coded else "", self.block.number, paired, self.factor,
            0 if self.shift is None else column + self.shift,
        )  # fmt: skip


_UNIT_NAME = re.compile(
    "(?:政府|办事处|局|委员会|办公室|中心|院|校|学|站|所|馆|本级|机关|镇|乡|街道)$"
)


def _is_whole(row: str) -> bool:
    """Whether a row speaks of all there is: a total, a year, the unit itself, or nothing."""
    total = TOTAL.fullmatch(_plain_label(row)) is not None
    named = _YEAR.match(row) or _UNIT_NAME.search(row)
    return not row or total or named is not None or _PERIOD.fullmatch(row) is not None


_PERIOD = re.compile("(?:本年|上年|本年度|上年度|金额|数额|增减.*)(?:数|额|决算数?|预算数?)?")


def marker_of(label: str) -> str:
    """Return how a label is numbered: 一, （一）, 1, （1）, ①, 其中, or an empty string."""
    if _OF_WHICH.match(label):
        return "其中"
    return next((name for name, pattern in _NUMBERED if pattern.match(label)), "")


def _factor(grid: Grid) -> Decimal:
    """Return what turns the numbers of a table into 万元, by its unit line."""
    said = grid.caption + "".join(cell.text for row in grid.rows[:3] for cell in row)
    unit = re.findall(
        "(?:金额)?单位：(?:人民币)?(万元|元|千元|亿元)|（(?:单位：)?(万元|元)）", said
    )
    words = "".join(unit[-1]) if unit else "万元"
    return {"元": Decimal("0.0001"), "千元": Decimal("0.1"), "亿元": Decimal(10000)}.get(
        words, Decimal(1)
    )


def column_shifts(block: HeadedRows) -> dict[int, int | None]:
    """Return by row width how far its cells stand left of their heads; None where unknown.

    As text a merged cell counts once, or not at all, so that what stands right of it comes under
    another head. A percentage tells: it belongs under a rate. Where it does not settle one place,
    a row has no heads, rather than wrong ones; and rows that seem to be full are not believed
    either where another row of their block is unsettled.
    """
    percents: defaultdict[int, set[int]] = defaultdict(set)
    for row in block.rows:
        if any(cell.is_figure for cell in row):
            columns = (n for n, cell in enumerate(row, 1) if cell.text.endswith("%"))
            percents[len(row)].update(columns)
    shifts = {width: _shift(block, width, columns) for width, columns in percents.items()}
    if None in shifts.values():
        return {width: shifts[width] if columns else None for width, columns in percents.items()}
    return shifts


def _shift(block: HeadedRows, width: int, percents: set[int]) -> int | None:
    missing = block.width - width
    steps = range(min(missing, 0), max(missing, 0) + 1)
    fitting = [step for step in steps if _fits(block.heads, step, percents, missing=missing)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(heads: Heads, step: int, percents: set[int], *, missing: int) -> bool:
    """Whether percentages stand under rates only; only a full row may do without any."""
    keys = {heads.get(column + step, ("", ""))[0] for column in percents}
    return keys <= _MAY_BE_PERCENT and (bool(keys & _RATES) or missing == 0)


def by_row(cells: Iterable[CellStatement]) -> dict[tuple[int, int], dict[str, CellStatement]]:
    """Return each row's figures by what their column holds."""
    rows: defaultdict[tuple[int, int], dict[str, CellStatement]] = defaultdict(dict)
    for cell in cells:
        if cell.column_key:
            rows[cell.table, cell.row].setdefault(cell.column_key, cell)
    return dict(rows)

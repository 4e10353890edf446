"""The figures of tables, with the words of their rows and columns."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.tokens import Amount, amount_of
from pingkou_gui.text.lines.copied_tables import is_account_title
from pingkou_gui.text.lines.source import OPAQUE
from pingkou_gui.text.reading.grids import Grid, TableCell, holds_figure, percents_fit
from pingkou_gui.text.reading.statements import FULL_YEAR_BUDGET, INITIAL_BUDGET, LAST_YEAR, OUTTURN
from pingkou_gui.text.reading.table_words import (
    BLANK,
    CODE,
    CODED,
    FIGURE,
    HEAD_LENGTH,
    LEAD,
    MAY_BE_PERCENT,
    MONEY,
    OTHER_WORDS,
    PAIR,
    RATES,
    SCORED,
    TOTAL,
    YEAR,
    column_of,
    is_head,
    marker_of,
    people_key,
    plain_label,
    public_head,
    quantity_key,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Shifts = dict[int, int | None]
Heads = dict[int, tuple[str, str]]
"""Column key and words of the head, by column."""

_BY_YEAR = {
    "year_final": {0: OUTTURN, 1: LAST_YEAR},
    "year_budget": {0: INITIAL_BUDGET, 1: "last_year_budget"},
}
"""The column key by the number of years before the year of the report."""
_STAGES = frozenset(
    {*_BY_YEAR, OUTTURN, INITIAL_BUDGET, FULL_YEAR_BUDGET, LAST_YEAR, "last_year_budget"}
)
"""Measures that may be names of rows, where quantities head the columns."""
_DERIVED = frozenset({"change", "change_percent", "budget_change", "execution_rate", "share"})
"""Column keys that may be names of rows computed from other rows."""
_PUBLIC_PARTS = frozenset(
    {
        "overseas_travel",
        "official_vehicles",
        "vehicle_purchase",
        "vehicle_running",
        "official_reception",
    }
)
_OF_PUBLIC_TABLES = _PUBLIC_PARTS | {"", "three_public"}
_LONGEST_CELL = 128
"""The longest cell that may be a label with its figure."""
_THREE_PUBLIC = re.compile("三公")


@dataclass(frozen=True, slots=True)
class CellStatement:
    """A figure in a table.

    Attributes:
        table: number of the table; row and column count from 1.
        label: the words of its row, normalised, without numbering.
        column_key: the key of its column: a measure, `points`, `score`, `execution_rate`, or ''.
        heading: the words of its column.
        amount: the number; unit % where it is printed.
        key: the quantity it is by its words, or ''.
        year: the year its words name, or None.
        marker: how its row is numbered: 一, （一）, 1, （1）, ①, 其中, or ''.
        code: the number of its account: 301, 30201, 2010601, or ''.
        block: which rows stand under the same heads.
        paired: whether the label stands in the same cell, or in the one to the left.
        factor: the factor from the table's unit to 万元.
        place: the column of its head, where cells of its line may have been lost; 0 if unknown.
        scope: the budget that the title of its table names, or ''.
        of_total: whether its row is called a total, whatever the label it is known by.
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
    scope: str = ""
    of_total: bool = False


@dataclass
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

    @cached_property
    def is_even(self) -> bool:
        """Whether all rows of a block without heads have as many cells, so that columns are known."""
        widths = {len(row) for row in self.rows if any(cell.is_figure for cell in row)}
        return not self.heads and len(widths) == 1

    @property
    def is_division(self) -> bool:
        """Whether the rows divide a sum (按收入性质分): each figure has its label to its left."""
        return any(_DIVISION.match(words) for words in self.words.values())

    def shift_of(self, row: tuple[TableCell, ...], grid: Grid, shifts: Shifts) -> int | None:
        """Return by how many columns a row stands left of its heads; None if unknown."""
        if grid.closed:
            return 0 if self.lined_up(row) is not None else None
        return shifts.get(len(row), 0) if grid.counted else 0

    def lined_up(self, row: tuple[TableCell, ...]) -> tuple[TableCell, ...] | None:
        """Return a row without its empty cells, aligned with the heads; None where it does not fit.

        It must have as many figures as there are heads, or as there are heads of amounts that come first.
        """
        first = row[0].column if row and not row[0].is_figure else 0
        columns = [c for c in sorted(self.heads) if self.heads[c][1] and c != 1]
        known = [c for c in columns if self.heads[c][0]] or columns
        figures = [n for n, c in enumerate(row) if holds_figure(c) and (n or not first)]
        texts = sum(1 for n, c in enumerate(row) if n and not holds_figure(c))
        money = [c for c in known if self.heads[c][0] in MONEY]
        if texts:
            return row if row[-1].column == max(columns, default=row[-1].column) else None
        if not first and len(figures) == len(columns) and self.heads.get(1, ("", ""))[0]:
            return None  # a figure less than heads, without a label: which is missing is unknown
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
        if not percents_fit([self.heads[c][0] for c in places], [row[n] for n in figures]):
            return None
        moved = dict(zip(figures, places, strict=True))
        return tuple(replace(c, column=moved.get(n, c.column)) for n, c in enumerate(row))

    def under(self, shift: int | None) -> Heads:
        """Return the heads by the columns of a row with this shift."""
        if shift is None:
            return {}
        return (
            {column - shift: head for column, head in self.heads.items()} if shift else self.heads
        )


def tabular(grids: Iterable[Grid], cells: Iterable[CellStatement]) -> frozenset[int]:
    """Return the paragraphs that are cells or rows of a table, not sentences."""
    found = {cell.amount.span.paragraph for cell in cells}
    for grid in grids:
        for row in grid.rows if grid.closed else ():
            places = [span.paragraph for cell in row for _, span in cell.places]
            if len(places) > 1 and len(set(places)) == 1:
                found.add(places[0])
    return frozenset(found)


def grid_figures(
    grid: Grid, blocks: Sequence[HeadedRows], year: int | None = None, usual: str = ""
) -> Iterator[CellStatement]:
    """Yield the figures of one table.

    `blocks` are its `blocks_of`; `usual` is the unit of the text for numbers without one.
    """
    factor = _factor(grid, usual)
    public = _caption_is_public(grid.caption) or _is_public(grid)
    scope = "" if public else _scope(grid)
    for block in blocks:
        shifts = column_shifts(block) if grid.counted else {}
        group, near = "", ""
        for row in block.rows:
            near = _row_key(row, near)
            group = row[0].text if row and row[0].column == 1 and not row[0].is_figure else group
            shift = block.shift_of(row, grid, shifts)
            heads = block.under(shift)
            row = (block.lined_up(row) if grid.closed else None) or row  # noqa: PLW2901
            parts = public or near in _VEHICLES
            context = _Row(grid.number, block, heads, group, factor, parts, year, shift, scope)
            yield from context.figures(row)


_NEW_CHAPTER = re.compile("[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）")


def _caption_is_public(caption: str) -> bool:
    """Whether the lines above a table, in its chapter, name 三公."""
    lines = [line for line in caption.split("\n") if line]
    own = lines[-1:] if lines and _NEW_CHAPTER.match(lines[-1]) else lines
    return any(_THREE_PUBLIC.search(line) for line in own)


_SCOPES = (
    ("一般公共预算", "general_public_budget"),
    ("政府性基金", "government_funds"),
    ("国有资本经营", "state_capital_operations"),
    ("财政拨款", "fiscal"),
)


def _scope(grid: Grid) -> str:
    """Return the budget that the title of a table names, or an empty string."""
    title = next((line for line in grid.caption.split("\n")[::-1] if is_account_title(line)), "")
    return next((scope for words, scope in _SCOPES if words in title), "")


_VEHICLES = frozenset({"official_vehicles", "vehicle_purchase", "vehicle_running"})


def _row_key(row: tuple[TableCell, ...], before: str) -> str:
    """Return the key of a row; 购置费 and 运行维护费 below 公务用车… are parts of that."""
    labels = [cell.text for cell in row if not cell.is_figure and not BLANK.fullmatch(cell.text)]
    return quantity_key(labels[0], public=before in _VEHICLES) if labels else before


def _is_public(grid: Grid) -> bool:
    """Whether the rows and heads of a table are the parts of the three public expenses.

    A table of other expenses has them too: 办公费 to 公务接待费, whose 合计 is another one.
    """
    keys = {
        quantity_key(cell.text, public=True)
        for row in grid.rows
        for cell in row
        if not cell.is_figure
    }
    return len(keys & _PUBLIC_PARTS) >= 2 and keys <= _OF_PUBLIC_TABLES


def blocks_of(grid: Grid) -> list[HeadedRows]:
    """Return the rows of a table by the heads above them; the first may have none."""
    blocks = [HeadedRows({}, 0)]
    pending: list[tuple[TableCell, ...]] = []
    for row in grid.rows:
        divided = _division(row)
        fresh = _block([divided], len(blocks), first=False) if divided else None
        if fresh is not None:
            blocks[-1].rows.extend(pending)
            pending = []
            blocks.append(fresh)
        elif _is_row_of_heads(row):
            pending.append(row)
            continue
        if pending:
            bare = len(row) == len(pending[-1]) and all(cell.is_figure for cell in row)
            opens = len(blocks) == 1 and not blocks[0].rows
            fresh = _block(pending, len(blocks), first=opens or bare)  # no label: heads stand above
            if fresh is not None and any(c.is_figure or OPAQUE in c.text for c in row):
                blocks.append(fresh)
            else:
                blocks[-1].rows.extend(pending)
            pending = []
        blocks[-1].rows.append(row)
    blocks[-1].rows.extend(pending)
    return [block for block in blocks if block.rows]


def _division(row: tuple[TableCell, ...]) -> tuple[TableCell, ...]:
    """Return the cells of a row 按收入性质分（全年执行数）：100, 按支出性质分…：100, which are heads; else empty.

    Their figures are the sums of the columns below, and the columns of the table above end there.
    """
    if len(row) < 2 or not PAIR.fullmatch(row[0].text):
        return ()
    labels = [match["label"] for cell in row if (match := PAIR.fullmatch(cell.text))]
    if len(labels) < max(len(row), 2) or not all(_DIVISION.match(label) for label in labels):
        return ()
    heads = zip(row, labels, strict=True)
    return tuple(replace(cell, text=label, parts=()) for cell, label in heads)


_DIVISION = re.compile(r"按[收支]\w{0,4}分")


def _is_row_of_heads(row: tuple[TableCell, ...]) -> bool:
    """Whether all cells are short words; 【待填】 stands for a figure."""
    return (
        len(row) >= 1
        and all(len(cell.text) <= HEAD_LENGTH and not cell.is_figure for cell in row)
        and not any(OPAQUE in cell.text for cell in row)
        and not any(PAIR.fullmatch(cell.text) for cell in row)
    )


def _block(rows: list[tuple[TableCell, ...]], number: int, *, first: bool) -> HeadedRows | None:
    """Return a block under rows of heads, or None if those are no heads."""
    known = [sum(1 for cell in row if is_head(cell.text)) for row in rows]
    start = next((at for at, found in enumerate(known) if found), len(rows))
    if max(known, default=0) >= 3:
        start = next(at for at, found in enumerate(known) if found >= 2)
    rows = rows[start:]
    count = sum(known[start:])
    wide = sum(1 for row in rows for cell in row if cell.column > 1 and cell.text)
    right = any(is_head(cell.text) for row in rows for cell in row if cell.column > 1)
    if not right or (count == 1 and wide > 1 and not first):
        return None
    words = {c: _head_words(rows, c) for c in {cell.column for row in rows for cell in row}}
    own = {cell.column: cell.text for row in rows for cell in row}
    heads: Heads = {}
    for column, text in words.items():
        last = own.get(column, "")
        order = (text, last) if YEAR.search(text) else (last, text)
        heads[column] = (next(filter(None, map(column_of, order)), ""), text)
    return HeadedRows(heads, len(rows[-1]), words, number)


def _head_words(rows: list[tuple[TableCell, ...]], column: int) -> str:
    """Return the words above a column, from the top: 2023年决算数.

    An upper head merged across stands only in its first column, and holds for those right of it
    that have a head of their own further down.
    """
    found: list[str] = []
    begin = 0
    for depth, row in enumerate(rows):
        at = {cell.column: cell.text for cell in row}
        lower = any(cell.column == column for later in rows[depth + 1 :] for cell in later)
        left = [place for place in at if begin <= place < column]
        begin = max((place for place in at if begin <= place <= column), default=begin)
        words = at.get(column, at[max(left)] if lower and left else "")
        if words and words not in found and not _UNIT_LINE.fullmatch(words):
            found.append(words)
    return "".join(found)


_UNIT_LINE = re.compile("（?(?:金额|计量)?单位：(?:人民币)?(?:万元|元|千元|亿元)）?")
"""The unit at the right end of the line between title and heads: it heads no column."""


@dataclass(frozen=True, slots=True)
class _Row:
    """Reads the figures of one row of a block."""

    table: int
    block: HeadedRows
    heads: Heads
    group: str
    factor: Decimal
    public: bool
    year: int | None
    shift: int | None
    scope: str

    def figures(self, row: tuple[TableCell, ...]) -> Iterator[CellStatement]:
        """Yield the figures of a row, each with the words that name it."""
        if not any(cell.is_figure for cell in row):
            for cell in row:
                yield from self._pairs(cell)
            return
        label = raw = left = code = ""
        found = 0
        texts = [cell for cell in row if not cell.is_figure]
        in_pairs = self._is_in_pairs(row, texts)
        of_row = column_of(row[0].text) if row else ""
        derived = of_row if of_row in _DERIVED else ""
        for cell in row:
            key, heading = self.heads.get(cell.column, ("", ""))
            key = key or derived
            figure = FIGURE.fullmatch(cell.text) if cell.is_figure else None
            if figure is None:
                yield from self._pairs(cell)
                words = "" if BLANK.fullmatch(cell.text) else cell.text
                if words and not found and (key not in OTHER_WORDS or TOTAL.fullmatch(words)):
                    raw = words
                    label = LEAD.sub("", words).partition("（")[0] or label
                left = words or left
                continue
            if key == "code" or (key == "" and not found and self._is_code(cell, row)):
                code = cell.text if CODE.fullmatch(cell.text) else ""
                continue
            found += 1
            amount = amount_of(figure["number"], "%" if figure["unit"] == "%" else "", cell.span)
            bare = in_pairs and key in {"", "code"}
            words = left if in_pairs else code + (raw or label)
            yield self._statement(cell.row, cell.column, words, key, heading, amount, paired=bare)

    def _place(self, column: int) -> int:
        """Return the column of the head of a figure; 0 if unknown."""
        if self.shift is None:
            return column if self.block.is_even else 0
        return column + self.shift

    def _is_in_pairs(self, row: tuple[TableCell, ...], texts: list[TableCell]) -> bool:
        """Whether labels and figures alternate: 编制数 69 年末在职 66."""
        kinds = [cell.is_figure for cell in row if not BLANK.fullmatch(cell.text)]
        turns = sum(1 for one, other in pairwise(kinds) if not one and other)
        scored = {key for key, _ in self.heads.values()} & (SCORED | {"target"})
        fewest = 1 if self.block.is_division else 2
        return turns >= fewest and len(texts) >= turns and not scored

    def _is_code(self, cell: TableCell, row: tuple[TableCell, ...]) -> bool:
        """Whether the first cell is an account code or a running number before a label."""
        return (
            cell.column == row[0].column
            and (
                (cell.text.isdigit() and len(cell.text) < 3)
                or CODE.fullmatch(cell.text) is not None
            )
            and len(row) > 1
            and not row[1].is_figure
        )

    def _pairs(self, cell: TableCell) -> Iterator[CellStatement]:
        """Yield the figures of a cell with label and number: 基本支出：600."""
        for text, span in cell.places:
            if len(text) > _LONGEST_CELL:
                continue
            match = PAIR.fullmatch(text)
            if match is not None:
                unit = "%" if match["unit"] == "%" else ""
                amount = amount_of(match["number"], unit, span)
                label = match["label"]
                yield self._statement(cell.row, cell.column, label, "", "", amount, paired=True)

    def _statement(  # noqa: PLR0913, PLR0917 - one place where a figure is put together
        self, row: int, column: int, raw: str, key: str, heading: str, amount: Amount, *, paired: bool
    ) -> CellStatement:  # fmt: skip
        """Return a figure with quantity, year and column key by the words of row (`raw`) and column."""
        coded = CODED.match(raw)
        raw = raw[coded.end() :] if coded else raw
        label = (LEAD.sub("", raw).partition("（")[0] or raw).rstrip("：")
        plain = plain_label(raw)
        total = TOTAL.fullmatch(plain) is not None
        public = self.public or _THREE_PUBLIC.search(self.group) is not None
        quantity = quantity_key(raw, public=public) or quantity_key(label, public=public)
        people = people_key(heading) if not quantity and not paired and _is_total_row(raw) else ""
        if not quantity and not raw and key in {"establishment", "headcount"}:
            quantity, label = key, heading
        elif people:
            quantity, label = people, heading
            key = LAST_YEAR if _PAST.match(heading) else key
        elif not quantity or (total and public):
            head = quantity_key(heading, public=public) or (public_head(heading) if public else "")
            if public and (total or (not quantity and TOTAL.fullmatch(heading))):
                quantity = "three_public"
            elif head and not paired and _is_total_row(raw):
                quantity, label = head, heading
            elif (
                not quantity
                and not key
                and heading
                and not paired
                and not total
                and _is_total_row(raw)
            ):
                label = heading
        key = key or (_stage_of(raw) if quantity and not paired else "")
        below = coded is not None and len(coded[1]) > _CLASS_DIGITS
        if (below and quantity in _CLASSES) or (self.shift is None and not paired):
            # 31099 其他资本性支出 is but a part of 310; what has no known column may be of any year
            quantity = ""
        named = YEAR.search(heading) or YEAR.match(raw)
        year = int(named[1]) if named else (self.year if key != LAST_YEAR else None)
        if named is None and key in {LAST_YEAR, "last_year_budget"} and self.year is not None:
            year = self.year - 1
        if key in _BY_YEAR and year is not None and self.year is not None:
            key = _BY_YEAR[key].get(self.year - year, key)
        return CellStatement(
            self.table, row, column, label, key, heading, amount, quantity, year, marker_of(raw),
            coded[1] if coded else "", self.block.number, paired, self.factor,
            self._place(column), self.scope, total,
        )  # fmt: skip


_CLASS_DIGITS = 3
_CLASSES = frozenset(
    {"wages", "goods_and_services", "transfers_to_individuals", "capital_outlay", "debt_interest"}
)
"""The classes of the economic classification, each with a number of three digits."""
_PAST = re.compile("上一?年|去年")
_UNIT_NAME = re.compile(
    "(?:政府|办事处|局|委员会|办公室|中心|院|校|学|站|所|馆|本级|机关|镇|乡|街道)$"
)


def _is_total_row(row: str) -> bool:
    """Whether a row names no part: a total, a year, a stage, the unit itself, or nothing."""
    total = TOTAL.fullmatch(plain_label(row)) is not None
    named = YEAR.match(row) or _UNIT_NAME.search(row) or _PERIOD.fullmatch(row)
    return not plain_label(row) or total or named is not None or bool(_stage_of(row))


def _stage_of(row: str) -> str:
    """Return the column key of a row named by nothing but a stage, else an empty string: 年初预算, 2024年决算."""
    stage = column_of(row)
    bare = stage in _STAGES and _BARE_STAGE.fullmatch(plain_label(row)) is not None
    return stage if bare else ""


_BARE_STAGE = re.compile(
    "(?:20\\d\\d年度?|上一?年度?|去年|本年度?|当年|年初|全年|调整后?|批复|下达|实际|的)*(?:预算|决算|执行|支出|安排|完成)?(?:数|额|金额)?"
)


_PERIOD = re.compile("(?:本年|上年|本年度|上年度|金额|数额|增减.*)(?:数|额|决算数?|预算数?)?")


def _factor(grid: Grid, usual: str) -> Decimal:
    """Return the factor from the unit of a table, else of the text, to 万元."""
    said = grid.caption + "".join(cell.text for row in grid.rows[:3] for cell in row)
    unit = re.findall(
        "(?:金额)?单位：(?:人民币)?(万元|元|千元|亿元)|（(?:单位：)?(万元|元)）", said
    )
    words = "".join(unit[-1]) if unit else usual or "万元"
    return {"元": Decimal("0.0001"), "千元": Decimal("0.1"), "亿元": Decimal(10000)}.get(
        words, Decimal(1)
    )


def column_shifts(block: HeadedRows) -> dict[int, int | None]:
    """Return by row width how many columns its cells stand left of their heads; None if unknown.

    In text, a merged cell counts once or not at all, which shifts the cells right of it. A percentage
    must stand under a rate; if that does not leave one shift, the row gets no heads, and rows without
    percentages get none either if any row of the block is unclear.
    """
    percents: defaultdict[int, set[int]] = defaultdict(set)
    for row in block.rows:
        if any(cell.is_figure for cell in row):
            columns = (n for n, cell in enumerate(row, 1) if cell.text.endswith("%"))
            percents[len(row)].update(columns)
    shifts = {width: _shift_of_width(block, width, columns) for width, columns in percents.items()}
    if None in shifts.values():
        return {width: shifts[width] if columns else None for width, columns in percents.items()}
    return shifts


def _shift_of_width(block: HeadedRows, width: int, percents: set[int]) -> int | None:
    """Return the only shift with which all percentages stand under rates, or None."""
    missing = block.width - width
    steps = range(min(missing, 0), max(missing, 0) + 1)
    fitting = [step for step in steps if _fits_rates(block.heads, step, percents, missing=missing)]
    return fitting[0] if len(fitting) == 1 else None


def _fits_rates(heads: Heads, step: int, percents: set[int], *, missing: int) -> bool:
    """Whether all percentages stand under rates, with one at least unless the row is full."""
    keys = {heads.get(column + step, ("", ""))[0] for column in percents}
    return keys <= MAY_BE_PERCENT and (bool(keys & RATES) or missing == 0)


_FEWEST_PARTED = 3


def wholes_only(cells: Iterable[CellStatement]) -> tuple[CellStatement, ...]:
    """Return the figures of a text; of a quantity that a table divides, only the total keeps its key.

    编制数 of 公务员, 事业人员 and 工勤人员 beside their 合计: the parts are no other printings of
    the same number. Where no figure is the sum of the others, the one under or beside 合计 is the whole.
    """
    found = _with_public_totals(_without_other_staff(tuple(cells)))
    groups: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, cell in enumerate(found):
        if cell.key and not cell.paired and cell.place:
            groups[cell.table, cell.block, cell.key, cell.column_key, cell.year].append(at)
    parts: set[int] = set()
    for group in groups.values():
        if len(group) < _FEWEST_PARTED or not _in_one_line([found[at] for at in group]):
            continue
        values = [found[at].amount.value for at in group]
        added = sum(values)
        whole = [at for at, value in zip(group, values, strict=True) if value * 2 == added]
        headed = [at for at in group if TOTAL.fullmatch(found[at].heading)]
        total = [at for at in group if found[at].of_total]
        kept = whole[:1] or headed[:1] or total[:1]
        if len(set(values)) > 1 and kept:
            parts.update(at for at in group if at not in kept)
    return tuple(replace(cell, key="") if at in parts else cell for at, cell in enumerate(found))


_PUBLIC = (
    ("overseas_travel", "official_vehicles", "official_reception"),
    ("overseas_travel", "vehicle_purchase", "vehicle_running", "official_reception"),
)


def _with_public_totals(cells: tuple[CellStatement, ...]) -> tuple[CellStatement, ...]:
    """Return the figures with 合计 of a table of public expenses as 三公.

    All other rows must be such expenses, and add up to it in one column at least.
    """
    blocks: defaultdict[tuple[int, int], list[CellStatement]] = defaultdict(list)
    for cell in cells:
        blocks[cell.table, cell.block].append(cell)
    named = {place for place, found in blocks.items() if _is_public_table(found)}
    return tuple(
        replace(cell, key="three_public")
        if not cell.key and (cell.table, cell.block) in named and TOTAL.fullmatch(cell.label)
        else cell
        for cell in cells
    )


def _is_public_table(cells: list[CellStatement]) -> bool:
    """Whether all rows of a table are public expenses or their sum."""
    keys = {cell.key for cell in cells if not TOTAL.fullmatch(cell.label)}
    if len(keys) < _FEWEST_PUBLIC or not keys <= {each for parts in _PUBLIC for each in parts}:
        return False
    for total in (cell for cell in cells if TOTAL.fullmatch(cell.label)):
        column = {c.key: c.amount.value for c in cells if c.column == total.column and c.key}
        for parts in _PUBLIC:
            added = sum((column.get(part, Decimal(0)) for part in parts), Decimal(0))
            if added and added == total.amount.value:
                return True
    return False


_FEWEST_PUBLIC = 2


def _without_other_staff(cells: tuple[CellStatement, ...]) -> tuple[CellStatement, ...]:
    """Return the figures; of several counts of people, only those of rows with 编制数 keep their key.

    小计 129 beside its 编制 135, 合计 315 with those outside it: the staff are 129.
    """
    posts = {(c.table, c.block, c.row) for c in cells if c.key == "establishment" and c.place}
    tables = {(table, block) for table, block, _ in posts}
    return tuple(
        replace(c, key="")
        if c.key == "headcount"
        and c.place
        and (c.table, c.block) in tables
        and (c.table, c.block, c.row) not in posts
        and people_key(c.heading)
        else c
        for c in cells
    )


def _in_one_line(cells: list[CellStatement]) -> bool:
    """Whether figures stand in one row, or in one column."""
    return len({cell.row for cell in cells}) == 1 or len({cell.column for cell in cells}) == 1


def by_row(cells: Iterable[CellStatement]) -> dict[tuple[int, int], dict[str, CellStatement]]:
    """Return the figures of each (table, row) by column key."""
    rows: defaultdict[tuple[int, int], dict[str, CellStatement]] = defaultdict(dict)
    for cell in cells:
        if cell.column_key:
            rows[cell.table, cell.row].setdefault(cell.column_key, cell)
    return dict(rows)

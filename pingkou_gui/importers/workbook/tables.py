"""Tables found by their titles: the numbers 公开01 to 公开09 changed places over the years."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from pingkou_gui.importers.workbook.cells import At, Cell, Sheet, address

if TYPE_CHECKING:
    from collections.abc import Iterator


class Kind(Enum):
    """The tables of the final accounts as they are made public, by their short names."""

    THREE_PUBLIC = "“三公”经费表"
    GOVERNMENT_FUNDS = "政府性基金表"
    STATE_CAPITAL = "国有资本经营表"
    BASIC = "基本支出决算表"
    PROJECT_LIST = "项目支出表"
    GENERAL = "一般公共预算支出决算表"
    FISCAL_TOTAL = "财政拨款收支总表"
    TOTAL = "收入支出总表"
    SPENDING = "支出决算表"
    INCOME = "收入决算表"
    RUNNING = "机构运行信息表"


_TITLES: tuple[tuple[Kind, str], ...] = (
    (Kind.RUNNING, r"机构运行信息表|机构运行.*信息"),
    (Kind.THREE_PUBLIC, r"三公[\"”’']?经费.*(?<!预算)表"),
    (Kind.GOVERNMENT_FUNDS, r"政府性基金.*决算(?:明细)?表"),
    (Kind.STATE_CAPITAL, r"国有资本(?:经营)?.*决算(?:明细)?表"),
    (Kind.BASIC, r"基本支出.*决算(?:明细)?表"),
    (Kind.PROJECT_LIST, r"项目(?:支出|资金).*(?:决算|明细|情况).*表|项目支出表"),
    (Kind.GENERAL, r"一般公共预算(?:财政拨款)?(?:收入)?支出.*决算(?:明细)?表"),
    (Kind.FISCAL_TOTAL, r"财政拨款(?:收入支出|收支)决?算?总?表"),
    (Kind.TOTAL, r"(?:收入支出|收支)决算(?:总|批复)?表"),
    (Kind.SPENDING, r"支出决算(?:总)?表"),
    (Kind.INCOME, r"收入决算表"),
)
_TITLE = {kind: re.compile(pattern) for kind, pattern in _TITLES}
_UNIT = re.compile(
    r"(?:金额)?单位[:：]?[(]?(?:人民币)?(亿元|百万元|千元|万元|元)(?![\u4e00-\u9fff])"
)
_BARE_UNIT = re.compile(r"[(]?(亿元|万元|元)[)]?")
_IN_BRACKETS = re.compile(r"[(](亿元|百万元|千元|万元|元)[)]$")
_NOISE = re.compile(r"公开\d+表|财决.*表|单位[:：]|^第?\d+页")
_TITLE_ROWS = 6
_POWERS = {"元": -4, "千元": -1, "万元": 0, "百万元": 2, "亿元": 4}
"""Powers of ten that lead to 万元."""


def kind_of_title(words: str) -> Kind | None:
    """Return the table a title names, None where it names none."""
    plain = words.replace("“", '"').replace("”", '"')
    if len(plain) > 60:
        return None
    return next((kind for kind, pattern in _TITLE.items() if pattern.search(plain)), None)


@dataclass(slots=True)
class Table:
    """A table on a sheet: where it begins and ends, its heads, its unit, what was used of it."""

    kind: Kind
    title: str
    sheet: Sheet
    top: int
    bottom: int
    first: int = 0
    """The first row below the heads."""
    head_top: int = 0
    unit: str = ""
    stated_unit: bool = False
    name: str = ""
    """The name that says to the clerk where a value stands."""
    used: set[At] = field(default_factory=set)
    _step: Decimal | None = None
    _heads: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def __getitem__(self, at: At) -> Cell:
        """Return a cell."""
        return self.sheet[at]

    @property
    def rows(self) -> range:
        """The rows below the heads."""
        return range(self.first, self.bottom + 1)

    @property
    def columns(self) -> range:
        """All columns."""
        return range(1, self.sheet.columns + 1)

    def where(self, *cells: At) -> str:
        """Return 基本支出决算表 C23."""
        return f"{self.name} {'+'.join(address(at) for at in cells)}"

    def heads(self, column: int) -> tuple[str, ...]:
        """Return the words above a column, outermost first."""
        if column not in self._heads:
            self._heads[column] = self._read_heads(column)
        return self._heads[column]

    def _read_heads(self, column: int) -> tuple[str, ...]:
        found: list[str] = []
        for row in range(self.head_top, self.first):
            words = self._head(row, column)
            if words and not _NOISE.search(words) and words not in found[-1:]:
                found.append(words)
        return tuple(found)

    def _head(self, row: int, column: int) -> str:
        """Return the head there; one that stands over several columns may be set unmerged."""
        cell = self.sheet.shown((row, column))
        at = column
        while not cell.words and at > 1 and self._has_head_below(row, column):
            at -= 1
            if self.sheet.covered.get((row, at), (row, at))[0] != row:
                return ""
            cell = self.sheet.shown((row, at))
        return "" if cell.number is not None or cell.words == "栏次" else cell.words

    def _has_head_below(self, row: int, column: int) -> bool:
        below = [self.sheet.shown((r, column)) for r in range(row + 1, self.first)]
        return any(cell.words and cell.number is None for cell in below)

    def amount(self, at: At) -> Decimal | None:
        """Return the amount there in 万元, None where the cell is blank or holds words."""
        number = self.sheet[at].number
        return None if number is None else number.scaleb(_POWERS[self.unit or "万元"])

    @property
    def step(self) -> Decimal:
        """The smallest step between its amounts, in 万元: what rounding may cost in a sum."""
        if self._step is None:
            self._step = self._measured_step()
        return self._step

    def _measured_step(self) -> Decimal:
        places = 0
        for row in self.rows:
            for column in self.columns:
                number = self.sheet[row, column].number
                if number is not None:
                    places = max(places, -int(number.normalize().as_tuple().exponent))
        return Decimal(1).scaleb(-min(places, 2) + _POWERS[self.unit or "万元"])


def find_tables(sheets: tuple[Sheet, ...]) -> tuple[Table, ...]:
    """Return the tables of a workbook that are known, in their order."""
    found = [table for sheet in sheets for table in _on_sheet(sheet)]
    names: dict[str, int] = {}
    for table in found:
        name = table.kind.value
        names[name] = names.get(name, 0) + 1
        table.name = name if names[name] == 1 else f"{name}（{table.sheet.name}，{names[name]}）"
    return tuple(found)


def _on_sheet(sheet: Sheet) -> Iterator[Table]:
    titles = list(_titles(sheet))
    if not titles and (
        kind := kind_of_title(sheet.name if "表" in sheet.name else sheet.name + "表")
    ):
        titles = [(1, kind, sheet.name)]
    if not titles:
        return
    ends = [row - 1 for row, _, _ in titles[1:]] + [sheet.rows]
    for (row, kind, title), end in zip(titles, ends, strict=True):
        table = Table(kind, title, sheet, row, end)
        if _lay_out(table):
            yield table


def _titles(sheet: Sheet) -> Iterator[tuple[int, Kind, str]]:
    """Yield rows that hold a title: at the top, or further down a row with nothing beside it."""
    last = 0
    for row in range(1, sheet.rows + 1):
        line = [sheet[row, column] for column in range(1, sheet.columns + 1)]
        words = [cell for cell in line if cell.words]
        if not words or any(cell.number is not None for cell in words) or len(words) > 4:
            continue
        for cell in words:
            kind = kind_of_title(cell.words)
            alone = len(words) <= 2 or row <= _TITLE_ROWS
            # A note below a table names it again; a title ends with its 表.
            ends = re.search(r"表(?:\([^)]*\))?$", cell.words)
            if kind and alone and ends and (not last or row > last + 2):
                last = row
                yield row, kind, cell.text
                break


def _lay_out(table: Table) -> bool:
    """Find heads and unit; returns whether there is a table below the title."""
    table.unit = _find_unit(table)
    table.stated_unit = bool(table.unit)
    ordinal = [
        row
        for row in range(table.top, min(table.top + 14, table.bottom + 1))
        if any(table.sheet[row, c].words == "栏次" for c in table.columns)
    ]
    start = ordinal[-1] + 1 if ordinal else _first_figures(table)
    table.first = start
    table.head_top = _below_unit(table)
    return table.bottom > table.top


def _first_figures(table: Table) -> int:
    for row in range(table.top + 1, table.bottom + 1):
        line = [table.sheet[row, c] for c in table.columns]
        figures = [cell for cell in line if cell.number is not None]
        if figures and not _counts_up(figures):
            return row
        words = [cell.words for cell in line if cell.words]
        if len(words) == 1 and re.fullmatch(r"合计|总计", words[0]) and row > table.top + 2:
            return row
    return table.bottom + 1


def _counts_up(cells: list[Cell]) -> bool:
    """Whether a row of numbers only numbers the columns: 1, 2, 3."""
    numbers = [cell.number for cell in cells]
    return len(numbers) > 2 and numbers == [Decimal(n) for n in range(1, len(numbers) + 1)]


def _below_unit(table: Table) -> int:
    for row in range(min(table.top + 6, table.first - 1), table.top - 1, -1):
        if any(_UNIT.search(table.sheet[row, c].words) for c in table.columns):
            return row + 1
    return min(table.top + 1, table.first)


def _find_unit(table: Table) -> str:
    for row in range(max(1, table.top - 2), min(table.top + 7, table.bottom + 1)):
        line = [table.sheet[row, c].words for c in table.columns]
        for words in line:
            if found := _UNIT.search(words):
                return found[1]
        if any("单位" in words for words in line):
            bare = [found for words in line if (found := _BARE_UNIT.fullmatch(words))]
            if bare:
                return bare[0][1]
    return _unit_in_heads(table)


def _unit_in_heads(table: Table) -> str:
    """Return the unit that a head states in brackets: 决算数（万元）."""
    for row in range(table.top, min(table.top + 8, table.bottom + 1)):
        for column in table.columns:
            if found := _IN_BRACKETS.search(table.sheet[row, column].words):
                return found[1]
    return ""

"""Tables on the sheets of a workbook: whose they are, titles, units, heads and columns."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from itertools import accumulate
from typing import TYPE_CHECKING

from pingkou_gui.form.kinds import half_width
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.importers.headers import (
    POWERS,
    field_for,
    function_column,
    head_of,
    is_amount_head,
    states_unit,
    unit_in_head,
    unit_line,
    years_in,
)
from pingkou_gui.importers.workbook_cells import address

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.importers.workbook_cells import At, Sheet, SheetCell


# Whose workbook it is, and of which year.


_OWNER = re.compile(
    r"(?:公开部门|公开单位|编制单位|编制部门|填报单位|填报部门|部门名称|单位名称|部门|单位)"
    r"(?:[(][^)]*[)])?[:：](.*)"
)
_MONEY = re.compile(r"[(]?(?:人民币)?(?:亿|百万|千|万)?元[)]?")
_YEAR_WORD = re.compile(r"(20\d\d)年度|(20\d\d)年(?!\d{1,2}月|初|末|底)")
_FILE_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_ASIDE = re.compile(r"[(][^)]*[)]|\s|(?:本级|机关|部门|(?:人民)?政府)(?=[(]|$)")
_ROWS = 8
_PROSE = 60
"""Words of a cell that are no title or head but running text."""


def owner_in(sheet: Sheet, top: int = 1) -> str:
    """Return the unit that a sheet names above its heads, empty where it names none."""
    for row in range(max(1, top - 2), top + _ROWS):
        for column, cell in enumerate(sheet.line(row), 1):
            found = _OWNER.match(cell.words)
            if not found:
                continue
            name = found[1] or sheet[row, column + 1].words
            name = re.split(r"(?:金额)?单位[:：]|20\d\d年", name)[0]
            if name and not _MONEY.fullmatch(name):
                return name
    return ""


def same_unit(first: str, second: str) -> bool:
    """Return whether both names mean one unit: the county may be left out."""
    one, other = (_ASIDE.sub("", half_width(name)) for name in (first, second))
    if min(len(one), len(other)) < 3:
        return one == other
    return one.endswith(other) or other.endswith(one)


def year_of(sheets: Sequence[Sheet], file_name: str) -> int | None:
    """Return the year of the accounts: what most sheets say, else the file's name, else the heads."""
    counted = Counter(year for sheet in sheets for year in set(_years(sheet)))
    if counted:
        (best, times), *rest = counted.most_common()
        if rest and rest[0][1] == times:
            return None
        return best
    named = {int(found) for found in _FILE_YEAR.findall(file_name)}
    if len(named) == 1:
        return named.pop()
    heads = (cell.words for sheet in sheets for cell in sheet.cells.values() if cell.number is None)
    return max(years_in(heads), default=None)


def _years(sheet: Sheet) -> Iterator[int]:
    """Yield the years in titles and unit lines; in heads of columns other years stand too."""
    for (row, _), cell in sheet.cells.items():
        if row <= _ROWS and cell.number is None and len(cell.words) < _PROSE:
            if re.search(r"决算数|预算数|上年|月", cell.words) or is_amount_head(cell.words):
                continue
            for found in _YEAR_WORD.finditer(cell.words):
                yield int(found[1] or found[2])


# Columns of tables whose rows are functional classes (支出功能分类), and their rows.


_TOTAL = re.compile(r"(?:本年支出)?(?:合计|总计|小计)")
_CODE = re.compile(r"\d{1,7}")
_NAMES = re.compile(r"编码|代码|名称|科目|^类$|^款$|^项$|^项目$|栏次|行次|序号")

SPENDING_PARTS = ("basic", "project", "upward", "business", "subsidy")


_YEAR_OF_HEAD = re.compile(r"(20\d\d)年")


def amount_columns(table: SheetTable) -> dict[str, int]:
    """Return the column of each stage; of several the one of the whole, which comes first."""
    found: dict[str, int] = {}
    for column in table.columns:
        heads = table.heads(column)
        if not heads or _NAMES.search(heads[-1]):
            continue
        stage = function_column(heads)
        years = {int(year) for head in heads for year in _YEAR_OF_HEAD.findall(head)}
        other = bool(years) and table.year is not None and table.year not in years
        if stage and stage not in found and not other:
            found[stage] = column
    return found


def total_row(table: SheetTable, before: int) -> int | None:
    """Return the row of the total; without one the only class at the top, if it is one."""
    for row in table.rows:
        if any(_TOTAL.fullmatch(table[row, column].words) for column in range(1, before)):
            return row
    tops = top_rows(table, before)
    return tops[0] if len(tops) == 1 else None


def codes(table: SheetTable, before: int) -> dict[int, str]:
    """Return the code of each row, joined where it is split over cells (201 | 03 | 01)."""
    found: dict[int, str] = {}
    above: list[str] = []
    for row in table.rows:
        parts = [table[row, column].words for column in range(1, before)]
        parts = [part if _CODE.fullmatch(part) else "" for part in parts]
        if any(parts):
            above = _completed(parts, above)
            found[row] = _joined(above)
            table.used.update((row, c) for c in range(1, before) if parts[c - 1])
    return found


def _completed(parts: list[str], above: list[str]) -> list[str]:
    """Return the parts of a split code; what is blank before them is that of the row above."""
    first = next(i for i, part in enumerate(parts) if part)
    last = max(i for i, part in enumerate(parts) if part)
    return [*above[:first], *([""] * (first - len(above[:first]))), *parts[first : last + 1]]


def _joined(parts: list[str]) -> str:
    code = ""
    for part in parts:
        code = part if code and part.startswith(code) else code + (part.zfill(2) if code else part)
    return code


def top_rows(table: SheetTable, before: int) -> tuple[int, ...]:
    """Return the rows under no other row: their sum is the total."""
    found = codes(table, before)
    values = set(found.values())
    return tuple(
        row
        for row, code in found.items()
        if sum(above in values for above in accumulate(code)) == 1
    )


# Tables found by their titles: the numbers 公开01 to 公开09 changed places over the years.


class TableKind(Enum):
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
    CONFERENCES = "会议费、培训费表"


_TITLES: tuple[tuple[TableKind, str], ...] = (
    (TableKind.RUNNING, r"机构运行信息表|机构运行.*信息"),
    (TableKind.THREE_PUBLIC, r"三公[\"”’']?经费.*(?<!预算)表"),
    (TableKind.CONFERENCES, r"(?:会议费|培训费)(?!.*预算表).*表"),
    (TableKind.GOVERNMENT_FUNDS, r"政府性基金.*决算(?:明细)?表"),
    (TableKind.STATE_CAPITAL, r"国有资本(?:经营)?.*决算(?:明细)?表"),
    (TableKind.BASIC, r"基本支出.*决算(?:明细)?表"),
    (TableKind.PROJECT_LIST, r"项目(?:支出|资金).*(?:决算|明细|情况).*表|项目支出表"),
    (TableKind.GENERAL, r"一般公共预算(?:财政拨款)?(?:收入)?支出.*决算(?:明细)?表"),
    (TableKind.FISCAL_TOTAL, r"财政拨款(?:收入支出|收支)决?算?总?表"),
    (TableKind.TOTAL, r"(?:收入支出|收支)决算(?:总|批复)?表"),
    (TableKind.SPENDING, r"支出决算(?:总)?表"),
    (TableKind.INCOME, r"收入决算表"),
)
_TABLE_TITLE = {kind: re.compile(pattern) for kind, pattern in _TITLES}
_NOISE = re.compile(r"公开\d+表|财决.*表|单位[:：]|^第?\d+页")
_TITLE_ROWS = 6
_HEAD_ROWS = 8
_ANY_AMOUNT = re.compile("(?:支出)?金额|预算数|资金")
_PROJECT_STAGES = frozenset({"last", "initial", "full_year", "outturn"})


def kind_of_title(words: str) -> TableKind | None:
    """Return the table a title names, None where it names none."""
    plain = words.replace("“", '"').replace("”", '"')
    if len(plain) > 60:
        return None
    return next((kind for kind, pattern in _TABLE_TITLE.items() if pattern.search(plain)), None)


@dataclass(slots=True)
class SheetTable:
    """A table on a sheet: where it begins and ends, its heads, its unit, what was used of it."""

    kind: TableKind
    title: str
    sheet: Sheet
    top: int
    bottom: int
    first: int = 0
    """The first row below the heads."""
    head_top: int = 0
    year: int | None = None
    """The year of the workbook, which tells this year's columns from last year's."""
    unit: str = ""
    stated_unit: bool = False
    borrowed_unit: bool = False
    """Whether the unit is that of the other tables of the workbook."""
    name: str = ""
    """The name that says to the clerk where a value stands."""
    used: set[At] = field(default_factory=set)
    _step: Decimal | None = None
    _heads: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def __getitem__(self, at: At) -> SheetCell:
        """Return a cell."""
        return self.sheet[at]

    @property
    def rows(self) -> range:
        """The rows below the heads."""
        return range(self.first, self.bottom + 1)

    @property
    def columns(self) -> range:
        """The columns of the sheet the table stands on, counted from 1."""
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
        """Return the amount there in 万元, None where the cell is blank or holds words.

        A unit in the cell itself counts before that of the table.
        """
        cell = self.sheet[at]
        unit = cell.unit or self.unit or "万元"
        return None if cell.number is None else cell.number.scaleb(POWERS[unit])

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
        return Decimal(1).scaleb(-min(places, 2) + POWERS[self.unit or "万元"])


def find_tables(sheets: tuple[Sheet, ...]) -> tuple[SheetTable, ...]:
    """Return the tables of a workbook that are known, in their order."""
    found = [table for sheet in sheets for table in _tables_on(sheet)]
    names: dict[str, int] = {}
    for table in found:
        name = table.kind.value
        names[name] = names.get(name, 0) + 1
        table.name = name if names[name] == 1 else f"{name}（{table.sheet.name}，{names[name]}）"
    return tuple(found)


def _tables_on(sheet: Sheet) -> Iterator[SheetTable]:
    """Yield the tables of a sheet, each from its title to the next one."""
    titles = list(_titles(sheet))
    if not titles and (
        kind := kind_of_title(sheet.name if "表" in sheet.name else sheet.name + "表")
    ):
        titles = [(0, kind, sheet.name)]
    if not titles and (top := _heads_of_projects(sheet)):
        titles = [(top - 1, TableKind.PROJECT_LIST, sheet.name)]
    if not titles:
        return
    ends = [row - 1 for row, _, _ in titles[1:]] + [sheet.rows]
    for (row, kind, title), end in zip(titles, ends, strict=True):
        table = SheetTable(kind, title, sheet, row, end)
        if _lay_out(table):
            yield table


def _heads_of_projects(sheet: Sheet) -> int:
    """Return the row whose heads are those of a list of projects, 0 where there is none."""
    for row in range(1, min(sheet.rows, _HEAD_ROWS) + 1):
        cells = sheet.line(row)
        if any(cell.number is not None for cell in cells):
            continue
        name = next((at for at, c in enumerate(cells, 1) if c.words.startswith("项目名")), 0)
        if not name:
            continue
        # heads over two rows leave the cell below 项目名称 blank
        over_two = not sheet[row + 1, name].words
        below = sheet.line(row + 1) if over_two else []
        heads = [head_of(cell.words) for cell in (*cells, *below)]
        found = {field_.name for head in heads if (field_ := field_for(head, Project.fields))}
        if found & _PROJECT_STAGES or any(_ANY_AMOUNT.fullmatch(head.words) for head in heads):
            return row
    return 0


def _titles(sheet: Sheet) -> Iterator[tuple[int, TableKind, str]]:
    """Yield rows that hold a title: at the top, or further down a row with nothing beside it."""
    last = 0
    for row in range(1, sheet.rows + 1):
        words = [cell for cell in sheet.line(row) if cell.words]
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


def _lay_out(table: SheetTable) -> bool:
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


def _first_figures(table: SheetTable) -> int:
    for row in range(table.top + 1, table.bottom + 1):
        line = [table.sheet[row, c] for c in table.columns]
        figures = [cell for cell in line if cell.number is not None]
        if figures and not _counts_up(figures):
            return row
        words = [cell.words for cell in line if cell.words]
        if len(words) == 1 and re.fullmatch(r"合计|总计", words[0]) and row > table.top + 2:
            return row
    return table.bottom + 1


def _counts_up(cells: list[SheetCell]) -> bool:
    """Whether a row of numbers only numbers the columns: 1, 2, 3."""
    numbers = [cell.number for cell in cells]
    return len(numbers) > 2 and numbers == [Decimal(n) for n in range(1, len(numbers) + 1)]


def _below_unit(table: SheetTable) -> int:
    for row in range(min(table.top + 6, table.first - 1), table.top - 1, -1):
        if any(states_unit(table.sheet[row, c].words) for c in table.columns):
            return row + 1
    return min(table.top + 1, table.first)


def _find_unit(table: SheetTable) -> str:
    for row in range(max(1, table.top - 2), min(table.top + 7, table.bottom + 1)):
        if found := unit_line(table.sheet[row, c].words for c in table.columns):
            return found
    return _unit_in_heads(table)


def _unit_in_heads(table: SheetTable) -> str:
    """Return the unit that a head states in brackets: 决算数（万元）."""
    for row in range(table.top, min(table.top + 8, table.bottom + 1)):
        for column in table.columns:
            if found := unit_in_head(table.sheet[row, column].words):
                return found
    return ""

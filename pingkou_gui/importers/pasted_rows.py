"""Pasted rows: cells matched to the fields of a section, by heads, codes and names, or in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pingkou_gui.form.kinds import AmountKind, ChoiceKind, half_width, squeezed
from pingkou_gui.form.pages.basic_spending import EconomicItem
from pingkou_gui.form.pages.projects import ProjectIndicator
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.form.values import Unread
from pingkou_gui.importers.clipboard import below_each_other
from pingkou_gui.importers.economic_tables import NAMES, code_of
from pingkou_gui.importers.headers import (
    DERIVED,
    NUMBERS,
    POWERS,
    TableHead,
    field_for,
    grand_total,
    head_of,
    is_note,
    is_total,
    stage_of,
    sum_rows,
    unit_line,
    unlike_total,
    unnumbered,
)
from pingkou_gui.importers.targets import EXECUTION_COMPUTED
from pingkou_gui.report.scores import is_execution_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pingkou_gui.form.field import Field
    from pingkou_gui.importers.clipboard import Grid


MEASURED = frozenset({"target", "actual"})
"""Fields of words in which bare figures are at home."""


# What copied rows come to: values for fields, and what could not be placed.


@dataclass(frozen=True, slots=True)
class PastedColumn:
    """A column of what was copied and the field it belongs to."""

    head: str
    """The words at its head, empty where nothing was recognised as a head."""
    field: Field[Any] | None
    why: str = ""
    """Why it goes nowhere; empty where it is placed."""
    expected: bool = False
    """Whether leaving it out is plain: running numbers, what the program works out."""
    at: int = 0
    """Its position among the copied columns, from 0."""
    coded: bool = False
    """Whether it holds codes that stand for the values of its field: 30201."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words that were copied and are not placed: where they stood, counted as in the table."""

    where: str
    words: str


@dataclass(frozen=True, slots=True)
class PastedRows:
    """Proposed rows: what each gives to which field, as typed text."""

    columns: tuple[PastedColumn, ...]
    rows: tuple[tuple[tuple[Field[Any], str], ...], ...]
    left_over: tuple[Leftover, ...]
    headed: bool
    """Whether a row of heads told the columns; else they were taken in their order."""

    fits: bool = True
    """Whether rows without heads are, cell by cell, values of the fields they go to."""
    unit: str = ""
    """The unit of money that was understood for the whole, empty for 万元."""
    mixed: bool = False
    """Whether columns are understood in different units."""
    doubt: str = ""
    """What has to be looked at before any of it is taken."""
    unread: tuple[Leftover, ...] = ()
    """Cells that are placed and cannot be read there, with the reason."""

    @property
    def plain(self) -> bool:
        """Whether nothing needs to be looked at: columns known, all read, nothing left over."""
        known = all(column.field or column.expected for column in self.columns)
        return known and self.fits and not (self.left_over or self.doubt or self.unread)


# Columns without heads: put to the fields in their order, where they fit in just one way.


_FIGURE = re.compile(r"[+-]?[\d.]+%?")
_UNSURE = "其余的不知道是哪一列，在下面选，或连同列名一起复制"
_BEYOND = "右边没有列了，多出来的列没有地方放"
_BARE = "都是数，不是“{}”；在“第 1 列”下面选放到哪一列，或把光标放到那一列再粘贴"


def is_figure(cell: str) -> bool:
    """Return whether a cell holds a bare number."""
    return _FIGURE.fullmatch(squeezed(cell)) is not None


def by_order(body: Grid, fields: Sequence[Field[Any]]) -> tuple[PastedColumn, ...]:
    """Return where the columns go.

    A column of running numbers in front is left out. From the first column on that does not
    fit its field the rest goes on further right, where it fits there in one way only; else it
    goes nowhere: a figure under the wrong head is worse than one to be pasted again.
    """
    columns = list(zip(*body, strict=True))
    if columns and fields and _are_numbers(columns, fields[0]):
        return (
            PastedColumn("", None, "编号由程序加", expected=True),
            *_placed_by_order(columns[1:], fields),
        )
    return _placed_by_order(columns, fields)


def one_to_one(columns: Sequence[PastedColumn], fields: Sequence[Field[Any]], body: Grid) -> bool:
    """Return whether the columns go to the fields one by one, and every cell is a value there."""
    placed = [column.field for column in columns if column.field is not None]
    return placed == list(fields[: len(placed)]) and all(
        _reads(column.field, cell)
        for row in body
        for column, cell in zip(columns, row, strict=True)
        if column.field is not None
    )


def _placed_by_order(
    columns: Sequence[Sequence[str]], fields: Sequence[Field[Any]]
) -> tuple[PastedColumn, ...]:
    if len(columns) == 1 and fields:
        several = len(columns[0]) > 1 and len(fields) > 1
        if several and _is_named(fields[0]) and _all_figures(columns[0]):
            return (PastedColumn("", None, _BARE.format(fields[0].head)),)
        return (PastedColumn("", fields[0]),)
    pairs = list(zip(columns, fields, strict=False))
    misfit = next((at for at, pair in enumerate(pairs) if not _fits(*pair)), len(pairs))
    placed = [PastedColumn("", field) for field in fields[:misfit]]
    rest, further = columns[misfit:], fields[misfit:]
    starts = [at for at in range(1, len(further)) if _fit(rest, further[at:])]
    if misfit == len(pairs):
        return (*placed, *[PastedColumn("", None, _BEYOND)] * len(rest))
    if len(starts) == 1:
        return (*placed, *(PastedColumn("", f) for f in further[starts[0] :][: len(rest)]))
    if all(map(_may_be_figures, rest, further)):
        beyond = [PastedColumn("", None, _BEYOND)] * (len(rest) - len(further))
        return (*placed, *(PastedColumn("", f) for f in further[: len(rest)]), *beyond)
    return (*placed, *[PastedColumn("", None, _UNSURE)] * len(rest))


def _fit(columns: Sequence[Sequence[str]], fields: Sequence[Field[Any]]) -> bool:
    return len(columns) <= len(fields) and all(map(_fits, columns, fields))


def _fits(column: Sequence[str], field: Field[Any]) -> bool:
    """Return whether most of a column reads as the field, and figures stand where they belong."""
    cells = [cell for cell in column if cell]
    if _is_named(field) and _all_figures(column):
        return False
    return 2 * sum(_reads(field, cell) for cell in cells) >= len(cells)


def _may_be_figures(column: Sequence[str], field: Field[Any]) -> bool:
    """Return whether a column is meant for a field of figures, though most cells cannot be read.

    Where its cells stand is then no question, only what they say: 约40, 1.2.3, #REF!.
    """
    meant = [_MEANT_FIGURE.search(half_width(cell)) is not None for cell in column if cell]
    return field.kind.numeric and 2 * sum(meant) >= len(meant)


_MEANT_FIGURE = re.compile(
    "^(?!.*[年月日:/]).*(?:[0-9]|[一二三四五六七八九十百千万亿]元?$|^[-—]+$|^无$|^#)"
)


def _is_named(field: Field[Any]) -> bool:
    """Return whether a field holds words, so that bare figures are of another column."""
    return not field.kind.numeric and field.name not in MEASURED


def _all_figures(column: Sequence[str]) -> bool:
    """Return whether a column holds bare figures and nothing else."""
    cells = [cell for cell in column if cell]
    return bool(cells) and all(is_figure(cell) for cell in cells)


def _reads(field: Field[Any], cell: str) -> bool:
    return not isinstance(field.read(cell).value, Unread)


def _are_numbers(columns: Sequence[Sequence[str]], first: Field[Any]) -> bool:
    """Return whether the first column counts the rows, before one of words."""
    if first.kind.numeric or len(columns) == 1:
        return False
    filled = [cell for cell in columns[0] if cell]
    counted = [int(cell) for cell in filled if cell.isdecimal() and len(cell) <= 4]
    runs = counted == list(range(counted[0], counted[0] + len(counted))) if counted else False
    return runs and len(counted) == len(filled) and not all(is_figure(c) for c in columns[1] if c)


# Cells matched to the fields of a section: by the heads of the columns, else in their order.


_HEAD_ROWS = 6
"""So many rows from the top may hold a title, a unit line and the heads."""
_CODE_HEADS = re.compile(r"(?:科目|经济分类|分类|支出)*(?:编码|代码|编号)")
_CODE = re.compile(r"3\d\d(?:\d\d)?")
_CLASS_DIGITS = 3
UNPLACED = "不放入"


@dataclass(frozen=True, slots=True)
class PasteChoice:
    """What the clerk has said about copied cells.

    `columns` names the field of a column by its position, None where it goes nowhere; `unit`
    is the unit of all amounts whose cells do not say another, None where it was not asked.
    """

    columns: Mapping[int, Field[Any] | None]
    unit: str | None = None


def match_rows(  # noqa: PLR0913 - what was copied, where it goes, what is known of it
    grid: Grid,
    fields: Sequence[Field[Any]],
    *,
    start: int = 0,
    others: Sequence[Field[Any]] = (),
    choice: PasteChoice | None = None,
    year: int | None = None,
) -> PastedRows:
    """Return the rows that copied cells come to; what cannot be placed is in `left_over`.

    Args:
        grid: The cells.
        fields: The fields of the table in the order of its columns.
        start: The column where the first cell goes when there are no heads.
        others: Further fields of a row, placed only where a head names them.
        choice: What the clerk has said about columns and unit.
        year: The year of the report, which tells the columns of two years apart.
    """
    every = (*fields, *others)
    grid = below_each_other(grid) if EconomicItem.category in every else grid
    at, high = _head_rows(grid, every)
    if not high:
        body = tuple(row for row in grid if not _is_total(row)) or grid
        columns = _coded(body, by_order(body, fields[start:]), every)
        coded = any(c.coded for c in columns)
        fits = coded or one_to_one(columns, fields[start:], body)
        fits = fits and not (coded and any(c.field is EconomicItem.last for c in columns))
        columns = chosen_columns(columns, choice)
        fits = fits or choice is not None
        units = chosen_units(("",) * len(columns), choice)
        return replace(_proposal(columns, units, grid, (), 0), fits=fits)
    heads = _heads(grid[at : at + high])
    columns = _by_years(_by_heads(heads, every), every, year)
    above = unit_line(cell for row in grid[:at] for cell in row)
    columns = chosen_columns(columns, choice)
    stated = units_of(tuple(head.unit for head, _ in heads), above, columns, grid[at + high :])
    units = chosen_units(stated.columns, choice)
    found = _proposal(columns, units, grid[at + high :], _above(grid[:at]), at + high)
    if choice is not None and choice.unit:
        return replace(found, unit=choice.unit)
    doubts = (found.doubt, stated.doubt)
    return replace(
        found, unit=stated.whole, mixed=stated.mixed, doubt="；".join(filter(None, doubts))
    )


@dataclass(frozen=True, slots=True)
class ColumnUnits:
    """The unit of each column, empty where none is known; the one of the whole; a doubt."""

    columns: tuple[str, ...]
    whole: str
    mixed: bool
    """Whether the columns of amounts are kept in different units."""
    doubt: str


def units_of(
    own: Sequence[str], above: str, columns: Sequence[PastedColumn], body: Grid
) -> ColumnUnits:
    """Return the units in which columns are kept.

    A unit that heads name holds for the columns beside it that name none, but not where heads
    name several, nor for figures that stand far from those it is named for: these are doubted.

    Args:
        own: The unit that the head of each column names.
        above: The unit that holds for all columns which name no other.
        columns: The columns with their fields.
        body: The rows below the heads.
    """
    named = set(filter(None, own))
    shared = above or (next(iter(named)) if len(named) == 1 else "")
    marked = [at for at, unit in enumerate(own) if unit]
    bare = [
        at
        for at, column in enumerate(columns)
        if is_money(column) and not (own[at] or above) and any(_amount(row[at]) for row in body)
    ]
    doubted = [at for at in bare if named and (not shared or _is_far(body, at, marked))]
    units = tuple("" if at in doubted else unit or shared for at, unit in enumerate(own))
    used = {unit or "万元" for at, unit in enumerate(units) if is_money(columns[at])}
    heads = "、".join(f"“{columns[at].head}”" for at in doubted if used != {"万元"})
    told = "、".join(each for each in POWERS if each in named)
    doubt = f"{heads}没有写单位，先按万元理解，别的列写的是{told}，核对" if heads else ""
    return ColumnUnits(units, shared or next(filter(None, units), ""), len(used) > 1, doubt)


def _is_far(body: Grid, at: int, others: Sequence[int]) -> bool:
    """Return whether the figures of a column are of another size than those beside them."""
    pairs = [(_amount(row[at]), _amount(row[other])) for row in body for other in others]
    both = [(one, two) for one, two in pairs if one and two]
    one, two = sum(abs(a) for a, _ in both), sum(abs(b) for _, b in both)
    return bool(both) and max(one, two) >= _FAR * min(one, two)


_FAR = 500
"""So many times is more than years or stages of one matter differ, and less than units do."""


def is_money(column: PastedColumn) -> bool:
    """Return whether a column is placed in a field of amounts."""
    return column.field is not None and isinstance(column.field.kind, AmountKind)


def chosen_units(units: tuple[str, ...], choice: PasteChoice | None) -> tuple[str, ...]:
    """Return the unit of each column, the one that the clerk has chosen where one was."""
    if choice is None or choice.unit is None:
        return units
    return (choice.unit,) * len(units)


def chosen_columns(
    columns: tuple[PastedColumn, ...], choice: PasteChoice | None
) -> tuple[PastedColumn, ...]:
    """Return the columns as the clerk has chosen them; a field has one column."""
    if choice is None:
        return columns
    taken = {field for field in choice.columns.values() if field is not None}
    found = []
    for at, column in enumerate(columns):
        if at in choice.columns:
            field = choice.columns[at]
            found.append(
                replace(column, field=field, why="" if field else UNPLACED, expected=not field)
            )
        elif column.field in taken:
            found.append(replace(column, field=None, why="另一列放入了这里"))
        else:
            found.append(column)
    return tuple(found)


def _head_rows(grid: Grid, fields: Sequence[Field[Any]]) -> tuple[int, int]:
    """Return where the heads begin and over how many rows they go, 0, 0 where there are none.

    Of several rows that could be heads those that name most fields count; one more row above
    them is theirs where it names one more.
    """
    best, at, high = 0, 0, 0
    for index in range(min(len(grid), _HEAD_ROWS)):
        inner = 0
        for count in (1, 2, 3):
            rows = grid[index : index + count]
            if len(rows) < count or any(is_figure(cell) for cell in rows[-1] if cell):
                break
            named = _named(rows, fields)
            inner = max(inner, _named(rows[1:], fields) if count > 1 else 0)
            if named > max(best, inner):
                best, at, high = named, index, count
    words = [cell for cell in grid[at] if cell]
    return (at, high) if best > 1 or (best and (len(words) == 1 or at == 0)) else (0, 0)


def _named(rows: Grid, fields: Sequence[Field[Any]]) -> int:
    """Return how many columns the heads in some rows name."""
    heads = [head for head, _ in _heads(rows)]
    named = {field_for(head, fields) for head in heads} - {None}
    return len(named) + any(_is_code_head(head) for head in heads)


def _heads(rows: Grid) -> list[tuple[TableHead, str]]:
    """Return the head of each column with its words: the innermost, with the unit above it.

    What stands over several columns stands in the first of them.
    """
    found: list[tuple[TableHead, str]] = []
    carried = [""] * len(rows)
    for column in range(len(rows[0])):
        cells = [row[column] for row in rows]
        filled = next((level for level, cell in enumerate(cells) if cell), len(rows))
        carried = [*carried[:filled], *cells[filled:]]
        parts = [head_of(cell) for cell in carried if cell]
        own = parts[-1] if any(cells) and parts else head_of("")
        unit = next((part.unit for part in reversed(parts) if part.unit), "") if own.words else ""
        found.append((TableHead(own.words, unit), carried_words(carried) if own.words else ""))
    return found


def carried_words(carried: Sequence[str]) -> str:
    """Return the innermost words of heads over several rows."""
    return next((cell for cell in reversed(carried) if cell), "")


def _by_heads(
    heads: Sequence[tuple[TableHead, str]], fields: Sequence[Field[Any]]
) -> tuple[PastedColumn, ...]:
    columns: list[PastedColumn] = []
    for head, words in heads:
        taken = [column.field for column in columns if not column.coded]
        free = [field for field in fields if field not in taken]
        columns.append(_headed(head, words, free))
    if any(column.field is EconomicItem.category and not column.coded for column in columns):
        return tuple(replace(c, field=None, expected=True) if c.coded else c for c in columns)
    return tuple(columns)


def _by_years(
    columns: tuple[PastedColumn, ...], fields: Sequence[Field[Any]], year: int | None
) -> tuple[PastedColumn, ...]:
    """Return the columns of economic items with those that only the year of their head tells."""
    if EconomicItem.last not in fields:
        return columns
    targets = {"this": EconomicItem.this, "last": EconomicItem.last}
    meant = [targets.get(stage_of((column.head,), year)) for column in columns]
    taken = {column.field for column in columns}
    return tuple(
        replace(column, field=field, why="")
        if field is not None
        and not (column.field or column.expected)
        and field not in taken
        and meant.count(field) == 1
        else column
        for column, field in zip(columns, meant, strict=True)
    )


def _headed(head: TableHead, words: str, fields: Sequence[Field[Any]]) -> PastedColumn:
    if EconomicItem.category in fields and _is_code_head(head):
        return PastedColumn(words, EconomicItem.category, coded=True)
    field = field_for(head, fields)
    if field is not None:
        return PastedColumn(words, field)
    if head.words in NUMBERS:
        return PastedColumn(words, None, "编号由程序加", expected=True)
    if head.words in DERIVED:
        return PastedColumn(words, None, "由程序算出", expected=True)
    return PastedColumn(words, None, "表里没有这一列" if words else "这一列没有列名")


def _is_code_head(head: TableHead) -> bool:
    return bool(_CODE_HEADS.fullmatch(head.words))


def _coded(
    body: Grid, columns: tuple[PastedColumn, ...], fields: Sequence[Field[Any]]
) -> tuple[PastedColumn, ...]:
    """Return the columns of economic items copied without heads: code, name, amount."""
    if EconomicItem.category not in fields or len(columns) < 2:
        return columns
    cells = list(zip(*body, strict=True))
    codes = next((at for at, c in enumerate(cells) if _are_codes(c)), None)
    named = next((at for at, c in enumerate(cells) if _are_names(c)), None)
    amounts = [at for at, c in enumerate(cells) if at not in {codes, named} and _all_figures(c)]
    if named is None or not amounts:
        return columns
    wanted: dict[int, Field[Any]] = {named: EconomicItem.name, amounts[0]: EconomicItem.this}
    if len(amounts) == _TWO_YEARS:  # as on the page: this year, last year; it is looked at first
        wanted[amounts[1]] = EconomicItem.last
    found = []
    for at in range(len(cells)):
        if at == codes:
            found.append(PastedColumn("", EconomicItem.category, coded=True))
        else:
            field = wanted.get(at)
            blank = not any(cells[at])
            found.append(PastedColumn("", field, "" if field else _UNSURE, expected=blank))
    return tuple(found)


_TWO_YEARS = 2
"""So many columns of amounts are those of two years."""


def _are_codes(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(_CODE.fullmatch(squeezed(cell)) for cell in filled)


def _are_names(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    known = [
        cell
        for cell in filled
        if code_of(cell) or any(code_of(cell, c) for c in ("301", "302", "303"))
    ]
    return bool(filled) and 2 * len(known) >= len(filled)


def _above(rows: Grid) -> tuple[Leftover, ...]:
    """Return what stands above the heads; a unit line is understood and so not left over."""
    return tuple(
        Leftover(f"第 {index} 行", " ".join(cell for cell in row if cell))
        for index, row in enumerate(rows, 1)
        if not unit_line(row)
    )


# The rows below the heads: which are data, and what each gives.


def _proposal(
    columns: tuple[PastedColumn, ...],
    units: Sequence[str],
    body: Grid,
    above: tuple[Leftover, ...],
    skipped: int,
) -> PastedRows:
    left, unread = list(above), list[Leftover]()
    rows: list[tuple[tuple[Field[Any], str], ...]] = []
    summed = [_is_total(cells) for cells in body]
    data = [cells for cells, is_sum in zip(body, summed, strict=True) if not is_sum]
    totals = [cells for cells, is_sum in zip(body, summed, strict=True) if is_sum]
    sums, doubt = _sums(columns, data, totals)
    category, level, at = "", "", -1
    for number, (cells, is_sum) in enumerate(zip(body, summed, strict=True), skipped + 1):
        where, words = f"第 {number} 行", " ".join(c for c in cells if c)
        if is_sum:
            left.append(Leftover(where, words))
            continue
        at += 1
        code = _code_in(columns, cells, category)
        category = code[:_CLASS_DIGITS] or category
        if _is_note_row(cells) or _repeats_heads(columns, cells):
            left.append(Leftover(where, words))
        elif at in sums or len(code) == _CLASS_DIGITS:
            left.append(Leftover(where, f"{words}（是下面各行的合计）"))
        else:
            row = _with_category(tuple(_placed_by_head(columns, units, cells, code)), code)
            level = next((text for field, text in row if field in _FIRST_LEVELS and text), level)
            if _is_execution(row, level):
                left.append(Leftover(where, f"{words}（{EXECUTION_COMPUTED}）"))
                continue
            rows.append(row)
            left.extend(_unplaced(columns, cells, number))
            unread.extend(unreadable(rows[-1], where))
    blank = {index for index in range(len(columns)) if not any(row[index] for row in body)}
    used = tuple(
        replace(c, at=i) for i, c in enumerate(columns) if c.field or c.head or i not in blank
    )
    given = any(text for row in rows for _, text in row)
    kept = tuple(rows) if given else ()
    doubt = doubt or _total_doubt(columns, units, kept, totals)
    told = tuple(unread) if given else ()
    return PastedRows(used, kept, tuple(left), headed=bool(skipped), doubt=doubt, unread=told)


_FIRST_LEVELS = (Indicator.level1, ProjectIndicator.level1)
_INDICATOR_NAMES = (Indicator.name, ProjectIndicator.name)


def _is_execution(row: Sequence[tuple[Field[Any], str]], level: str) -> bool:
    """Return whether a row of indicators is that of the execution of the budget."""
    name = next((text for field, text in row if field in _INDICATOR_NAMES), "")
    return is_execution_row(level, name)


def _total_doubt(
    columns: Sequence[PastedColumn],
    units: Sequence[str],
    rows: Sequence[tuple[tuple[Field[Any], str], ...]],
    totals: Sequence[Sequence[str]],
) -> str:
    """Return where a row of totals, left out, is not what the rows read come to."""
    if len(totals) != 1 or any(column.field is EconomicItem.name for column in columns):
        return ""
    told = [
        unlike_total(own, with_unit(own, cell, unit), [t for r in rows for f, t in r if f is own])
        for column, unit, cell in zip(columns, units, totals[0], strict=True)
        if (own := column.field) is not None and isinstance(own.kind, AmountKind)
    ]
    return "；".join(filter(None, told))


def _sums(
    columns: Sequence[PastedColumn], data: Sequence[Sequence[str]], totals: Sequence[Sequence[str]]
) -> tuple[frozenset[int], str]:
    """Return the rows that sum up others, where the rows have names and amounts."""
    if any(column.field is EconomicItem.name for column in columns):
        return frozenset(), ""
    name = next(
        (i for i, c in enumerate(columns) if c.field is not None and c.field.name == "name"), None
    )
    amounts = [
        i
        for i, c in enumerate(columns)
        if c.field is not None
        and isinstance(c.field.kind, AmountKind)
        and any(_amount(row[i]) for row in data)
    ]
    if name is None or not amounts:
        return frozenset(), ""
    at = amounts[-1]
    sums = [next((cell for cell in row if is_total(cell)), "") for row in totals]
    whole = grand_total(sums)
    total = None if whole is None else _amount(totals[whole][at])
    words = ["" if _is_note_row(row) else row[name] for row in data]
    found = sum_rows(words, [_amount(row[at]) for row in data], total)
    return found.left, found.doubt


def _amount(cell: str) -> Decimal | None:
    plain = squeezed(cell)
    return Decimal(plain) if re.fullmatch(r"[+-]?\d+(?:\.\d+)?", plain) else None


def _code_in(columns: Sequence[PastedColumn], cells: Sequence[str], category: str) -> str:
    """Return the economic code of a row, told or by its name; empty where it is none."""
    for column, cell in zip(columns, cells, strict=True):
        if column.coded and _CODE.fullmatch(squeezed(cell)):
            return squeezed(cell)
    coded = any(column.coded for column in columns)
    has_class = any(
        column.field is EconomicItem.category and not column.coded for column in columns
    )
    for column, cell in zip(columns, cells, strict=True):
        if column.field is EconomicItem.name and not has_class:
            code = code_of(cell, category)
            return "" if coded and len(code) == _CLASS_DIGITS else code
    return ""


def _with_category(
    row: tuple[tuple[Field[Any], str], ...], code: str
) -> tuple[tuple[Field[Any], str], ...]:
    """Return a row of an economic item with its class, and the name that its code stands for."""
    filled = {field for field, text in row if text}
    if not code or not any(field.section == EconomicItem.key for field, _ in row):
        return row
    more: list[tuple[Field[Any], str]] = []
    if EconomicItem.category not in filled:
        more.append((EconomicItem.category, code[:_CLASS_DIGITS]))
    if EconomicItem.name not in filled and code in NAMES:
        more.append((EconomicItem.name, NAMES[code]))
    given = {field for field, _ in more}
    return (*more, *((field, text) for field, text in row if field not in given))


def _is_note_row(cells: Sequence[str]) -> bool:
    first = next((cell for cell in cells if cell), "")
    return is_note(first)


def _repeats_heads(columns: Sequence[PastedColumn], cells: Sequence[str]) -> bool:
    """Return whether a row repeats the heads, as at the top of a further page (续表)."""
    heads = [
        (column.head, cell) for column, cell in zip(columns, cells, strict=True) if column.head
    ]
    return len(heads) > 1 and all(half_width(head) == half_width(cell) for head, cell in heads)


def _placed_by_head(
    columns: Sequence[PastedColumn], units: Sequence[str], cells: Sequence[str], code: str
) -> Iterator[tuple[Field[Any], str]]:
    for column, unit, cell in zip(columns, units, cells, strict=True):
        if column.field is None:
            continue
        if column.coded:
            yield column.field, code[:_CLASS_DIGITS] if code else cell
        else:
            yield column.field, with_unit(column.field, _bare(column.field, cell), unit)


def _bare(field: Field[Any], cell: str) -> str:
    """Return a name without the number of its row: 1.路灯, 其中：办公费."""
    named = field.name == "name" and not isinstance(field.kind, ChoiceKind)
    return unnumbered(_BROKEN.sub("", cell)) if named else cell


_BROKEN = re.compile("(?<=[一-鿿）、])\\s*\\n\\s*(?=[一-鿿（])")
"""A name that a narrow cell broke over two lines."""


def with_unit(field: Field[Any], cell: str, unit: str) -> str:
    """Return an amount with the unit of its column: 12877800 under 全年执行（元）."""
    if not unit or unit == "万元" or not isinstance(field.kind, AmountKind):
        return cell
    return f"{cell}{unit}" if is_figure(cell) else cell


def _unplaced(
    columns: Sequence[PastedColumn], cells: Sequence[str], number: int
) -> Iterator[Leftover]:
    for index, (column, cell) in enumerate(zip(columns, cells, strict=True), 1):
        if cell and column.field is None and not column.expected:
            where = f"“{column.head}”" if column.head else f"第 {index} 列"
            yield Leftover(f"第 {number} 行{where}", cell)


def unreadable(row: Sequence[tuple[Field[Any], str]], where: str) -> Iterator[Leftover]:
    """Yield the cells of a row that are no values of their fields, each with its reason."""
    for field, text in row:
        value = field.read(text).value
        if isinstance(value, Unread):
            why = value.why.removeprefix(field.label)
            yield Leftover(f"{where}“{field.head}”", f"{text[:_QUOTED]}（{why}）")


_QUOTED = 20
"""So many letters of a cell are told."""


def _is_total(cells: Sequence[str]) -> bool:
    """Return whether a row is a sum of others: pasted as a row it would count twice."""
    first = next((cell for cell in cells if cell and not is_figure(cell)), "")
    return is_total(first) and any(is_figure(cell) for cell in cells)

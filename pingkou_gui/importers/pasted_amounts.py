"""Pasted amounts: names beside figures matched to the rows of a page, columns in any order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pingkou_gui.form.field import Amounts, Section, amount, line
from pingkou_gui.form.kinds import half_width
from pingkou_gui.form.pages.funds import FUND_SECTIONS
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import Unread
from pingkou_gui.importers.economic_tables import CODE, code_of
from pingkou_gui.importers.headers import (
    NUMBERS,
    head_of,
    is_note,
    unit_line,
    unnumbered,
)
from pingkou_gui.importers.pasted_rows import (
    ColumnUnits,
    Leftover,
    PasteChoice,
    PastedColumn,
    PastedRows,
    chosen_columns,
    chosen_units,
    is_figure,
    is_money,
    match_rows,
    units_of,
    unreadable,
    with_unit,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.form.field import Field
    from pingkou_gui.importers.clipboard import Grid

    Line = Amounts | type[Section]
    """A row of a page: an amount with its years, or a budget with its stages."""


class PastedAmount(Section, key="pasted_amount", title="粘贴的数"):
    """What a copied row can give to an amount row; it is no section of the form."""

    name = line("栏目")
    this = amount("本年决算")
    last = amount("上年决算")
    budget = amount("本年预算")
    reason = line("变动原因")


WHOLE = frozenset({"合计", "总计", "支出合计"})
"""What the sum of all rows is called."""
_COMPARED = ("增", "减", "差", "率", "比", "%")
_OF_THIS_YEAR = ("本年", "今年", "决算", "执行", "支出数")
_REASONS = ("变动原因", "增减原因", "变化原因", "原因", "变动说明")
_NONES = frozenset({"无", "-", "—", "——", "/"})
_QUOTES = re.compile("[\\s“”‘’\"']+")
_OF_CODES = re.compile("编码|代码")
_OF_SOME_TIME = re.compile(r"年|预算|20\d\d")
_CODED = re.compile(r"^\d{3,7}(?=\D)")
_YEAR = re.compile(r"20\d\d")
_NEGATIVE = re.compile(r"[-−]\d[\d,.]*|[(]\d[\d,.]*[)]")
"""Below zero, as sheets write it: no field takes it, and it is a figure."""
_PERCENT = re.compile(r"[-+−]?[\d.,]+%")
_SIDE_BY_SIDE = 2
"""So many columns of figures without heads go side by side; more may be differences or rates."""
_NO_HEADS = "看不出是本年、上年还是预算，在列名下面选"
_OF_ITEMS = "是明细，到“经济分类明细”里粘贴"


@dataclass(frozen=True, slots=True)
class AmountsInHand:
    """Where the cells are pasted: the rows of the page, and the field in hand.

    Attributes:
        lines: the amount rows of the page; those of the section in hand come first.
        section: the key of the section in hand.
        columns: the names of the columns of `PastedAmount` from the field in hand on.
        year: the year of the report, None where it is not known.
    """

    lines: tuple[Amounts, ...]
    section: str
    columns: tuple[str, ...]
    year: int | None = None


@dataclass(frozen=True, slots=True)
class PastedAmounts:
    """Proposed amounts: the copied rows, each with the row of the page that it is for."""

    pasted: PastedRows
    lines: tuple[Line, ...]

    def values(self) -> Iterator[tuple[Line, Field[Any], str]]:
        """Yield the row, the field and the words of every cell that has a place."""
        for line_, cells in zip(self.lines, self.pasted.rows, strict=True):
            for column, text in cells:
                target = target_of(line_, column)
                if target is not None and text:
                    yield line_, target, text


def target_of(line: Line, column: Field[Any]) -> Field[Any] | None:
    """Return the field of a row of the page in a copied column, None where it has none."""
    if column in {PastedAmount.name, PastedStage.fund}:
        return None
    field: Field[Any] | None = getattr(line, column.name)
    return field


def names_rows(grid: Grid, hand: AmountsInHand) -> bool:
    """Return whether some row of cells has figures beside the name of a row of the page."""
    names = _Names(hand)
    return any(any(map(_is_amount, row)) and names.line_of(row) is not None for row in grid)


def match_amounts(
    grid: Grid, hand: AmountsInHand, choice: PasteChoice | None = None
) -> PastedAmounts:
    """Return the amounts that copied cells come to; what has no place is in `left_over`."""
    names = _Names(hand)
    known = [at for at, row in enumerate(grid) if names.line_of(row) and any(map(_is_amount, row))]
    first = known[0] if known else len(grid)
    heads = [row for row in grid[:first] if not any(map(_is_data, row))]
    columns, sure = _columns(grid[first:], _head_words(heads, len(grid[0])), hand, names)
    columns = chosen_columns(columns, choice)
    stated = _units(heads, columns, grid[first:])
    units = chosen_units(stated.columns, choice)
    left = [_left(grid, at) for at in range(first) if any(map(_is_data, grid[at]))]
    rows, lines = [], []
    for at, row in enumerate(grid[first:], first):
        amounts = names.take(row)
        if amounts is None or amounts in lines:
            if _has_content(columns, row) and not is_note(next(filter(None, row), "")):
                left.append(_left(grid, at, "前面已有这一栏" if amounts else _why(row)))
            continue
        cells = tuple(_cells(columns, units, row, amounts.label))
        left += [
            Leftover(f"第 {at + 1} 行“{column.head}”", f"{text}（{amounts.label}没有这一栏）")
            for column, text in cells
            if text and column is not PastedAmount.name and not target_of(amounts, column)
        ]
        lines.append(amounts)
        rows.append(cells)
    chosen = choice.unit if choice is not None and choice.unit else ""
    used = tuple(replace(column, at=at) for at, column in enumerate(columns))
    pasted = PastedRows(
        used, tuple(rows), tuple(left), headed=bool(heads), fits=sure or choice is not None,
        unit=chosen or stated.whole, mixed=not chosen and stated.mixed,
        doubt="" if chosen else stated.doubt,
    )  # fmt: skip
    return PastedAmounts(pasted, tuple(lines))


@dataclass(slots=True)
class _Names:
    """Which row of the page a row of cells is called like."""

    hand: AmountsInHand
    section: str = ""
    """The section of the row that was named last: 合计 below it is of that section."""
    names: dict[str, Amounts] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.section = self.hand.section
        for amounts in self.hand.lines:
            for name in (amounts.label, amounts.code, amounts.item, *amounts.names):
                if name and (amounts.this.section == self.section or not _is_item(amounts, name)):
                    self.names.setdefault(plain(name), amounts)

    def take(self, row: Sequence[str]) -> Amounts | None:
        """Return the row of the page that a row of cells names, and go on in its section."""
        found = self.line_of(row)
        self.section = found.this.section if found is not None else self.section
        return found

    def line_of(self, row: Sequence[str]) -> Amounts | None:
        """Return the row of the page that a row of cells names, None for none."""
        words = [cell for cell in row if cell and not _is_amount(cell)]
        for cell in row if words else ():  # figures alone may look like codes
            for key in _keys(cell):
                found = self.names.get(key) or self._within(key)
                if found is not None:
                    return found
        return None

    def _within(self, key: str) -> Amounts | None:
        """Return what is called so within the section that goes on: 接待费 below 三公, 合计."""
        lines = [each for each in self.hand.lines if each.this.section == self.section]
        if key in WHOLE:
            parts = [part for each in lines for part in each.parts]
            tops = [each for each in lines if each.parts and each not in parts]
            return tops[0] if len(tops) == 1 else None
        return next((each for each in lines if key in each.names_after_whole), None)


def _is_item(amounts: Amounts, name: str) -> bool:
    """Return whether a name is that of an item of the economic classes which is not all of a row."""
    whole = amounts.item or amounts.code or name == amounts.label
    return not whole and bool(code_of(name))


def _keys(cell: str) -> Iterator[str]:
    words = plain(unnumbered(cell))
    if words and not _is_amount(cell):
        yield words
        yield _CODED.sub("", words)
    elif CODE.fullmatch(words):
        yield words


def plain(words: str) -> str:
    """Return words without blanks and quotes, in half width."""
    return _QUOTES.sub("", half_width(words))


def _why(row: Sequence[str]) -> str:
    return _OF_ITEMS if any(code_of(unnumbered(cell)) for cell in row) else ""


def _left(grid: Grid, at: int, why: str = "") -> Leftover:
    words = " ".join(cell for cell in grid[at] if cell)
    return Leftover(f"第 {at + 1} 行", f"{words}（{why}）" if why else words)


def _has_content(columns: Sequence[PastedColumn], row: Sequence[str]) -> bool:
    """Return whether a row says something where amounts stand: 12% and #REF! as well as a figure."""
    told = (cell for column, cell in zip(columns, row, strict=True) if is_money(column))
    return any(told) or any(map(_is_amount, row))


def _is_data(cell: str) -> bool:
    """Return whether a cell is a figure, or one that a sheet could not work out: no head."""
    return is_figure(cell) or cell.startswith("#")


def _is_amount(cell: str) -> bool:
    if not cell or _PERCENT.fullmatch(plain(cell)):
        return False
    if cell in _NONES or _NEGATIVE.fullmatch(plain(cell)):
        return True
    return not isinstance(PastedAmount.this.read(cell).value, Unread)


# Which column of the page each column of cells is for.


def _head_words(heads: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return the words over each column; what stands over several stands in the first of them."""
    words = [""] * width
    for level, row in enumerate(heads):
        if sum(map(bool, row)) == 1 and width > 1:
            continue  # a title, or the unit
        carried = ""
        for at in range(width):
            carried = row[at] or (carried if level < len(heads) - 1 else "")
            words[at] += carried
    return words


def _columns(
    body: Grid, heads: Sequence[str], hand: AmountsInHand, names: _Names
) -> tuple[tuple[PastedColumn, ...], bool]:
    """Return where the columns go, and whether that is sure."""
    cells = [[row[at] for row in body if row[at]] for at in range(len(heads))]
    year = hand.year or _later_year(heads)
    codes = {
        at
        for at, head in enumerate(heads)
        if not _meant(head, year) and _are_codes(body, at, head, names)
    }
    figures = [at for at, each in enumerate(cells) if at not in codes and _are_amounts(each)]
    found = {at: key for at in figures if (key := _meant(heads[at], year))}
    open_ = [at for at in figures if at not in found and not _is_derived(heads[at], cells[at])]
    bare = not any(_OF_SOME_TIME.search(plain(heads[at])) for at in open_)
    sure = True
    if not found and bare and len(open_) <= min(_SIDE_BY_SIDE, len(hand.columns)):
        found = dict(zip(open_, hand.columns, strict=False))
    elif open_:
        sure = False
    if len(set(found.values())) < len(found):
        twice = [key for key in found.values() if list(found.values()).count(key) > 1]
        found = {at: key for at, key in found.items() if key not in twice}
        sure = False
    made = []
    for at, each in enumerate(cells):
        named = at not in figures and any(names.names.get(key) for c in each for key in _keys(c))
        told = () if at in codes else each  # of codes nothing need be said
        made.append(_column(heads[at], told, found.get(at, ""), named=named, amount=at in figures))
    first = next((at for at, c in enumerate(made) if c.field is PastedAmount.name), None)
    columns = (
        PastedColumn(column.head, None, expected=True)
        if column.field is PastedAmount.name and at != first
        else column
        for at, column in enumerate(made)
    )
    return tuple(columns), sure


def _column(
    head: str, cells: Sequence[str], key: str, *, named: bool, amount: bool
) -> PastedColumn:
    if key or named:
        return PastedColumn(head, getattr(PastedAmount, key or PastedAmount.name.name))
    if not cells:
        return PastedColumn(head, None, expected=True)
    if _is_derived(head, cells):
        return PastedColumn(head, None, "由程序算出", expected=True)
    if any(each in plain(head) for each in _REASONS):
        return PastedColumn(head, PastedAmount.reason)
    if head_of(head).words in NUMBERS:
        return PastedColumn(head, None, "编号由程序加", expected=True)
    return PastedColumn(head, None, _NO_HEADS if amount else "表里没有这一列")


def _are_codes(body: Grid, at: int, head: str, names: _Names) -> bool:
    """Return whether a column holds codes: said so, before the names, or each that of its row.

    An amount may look like one: 302 万元.
    """
    rows = [row for row in body if row[at]]
    if not rows or not all(CODE.fullmatch(plain(row[at])) for row in rows):
        return False
    if _OF_CODES.search(head):
        return True

    def named(row: Sequence[str]) -> tuple[Amounts, ...]:
        found = names.line_of(row)
        return () if found is None else (found,)

    before_names = any(names.line_of(row[at + 1 :]) is not None for row in rows)
    return before_names or all(names.names.get(plain(row[at])) in named(row) for row in rows)


def _are_amounts(cells: Sequence[str]) -> bool:
    amounts = [cell for cell in cells if _is_amount(cell)]
    return bool(amounts) and len(amounts) * 2 >= len(cells)


def _is_derived(head: str, cells: Sequence[str]) -> bool:
    """Return whether a column holds what the program works out: changes, rates."""
    words = plain(head)
    percents = bool(cells) and all(_PERCENT.fullmatch(plain(cell)) for cell in cells)
    reason = any(each in words for each in _REASONS)
    return percents or (not reason and any(each in words for each in _COMPARED))


def _later_year(heads: Sequence[str]) -> int | None:
    """Return the later of two years in a row that heads name, None where they name others."""
    years = sorted({int(year) for words in heads for year in _YEAR.findall(words)})
    return years[-1] if len(years) == 2 and years[1] - years[0] == 1 else None


def _meant(head: str, year: int | None) -> str:
    """Return the column of `PastedAmount` that a head names, empty for anything else."""
    words = plain(head)
    if any(each in words for each in _COMPARED):
        return ""
    years = {int(found) for found in _YEAR.findall(words)}
    last = "上年" in words or "去年" in words or (year is not None and years == {year - 1})
    other = "前年" in words or (bool(years) and (year is None or not years <= {year, year - 1}))
    if other or ("预算" in words and "决算" not in words and last):
        return ""
    if "预算" in words and "决算" not in words and "执行" not in words:
        return PastedAmount.budget.name
    if last:
        return PastedAmount.last.name
    now = year is not None and years == {year}
    return PastedAmount.this.name if now or any(w in words for w in _OF_THIS_YEAR) else ""


def _units(
    heads: Sequence[Sequence[str]], columns: Sequence[PastedColumn], body: Grid
) -> ColumnUnits:
    """Return the unit of each column; what the head of the names states is of all of them."""
    own = [
        next(filter(None, (head_of(row[at]).unit for row in heads)), "")
        for at in range(len(columns))
    ]
    names = (unit for unit, c in zip(own, columns, strict=True) if c.field is PastedAmount.name)
    above = next(filter(None, (*map(unit_line, heads), *names)), "")
    return units_of(own, above, columns, body)


def _cells(
    columns: Sequence[PastedColumn], units: Sequence[str], row: Sequence[str], label: str
) -> Iterator[tuple[Field[Any], str]]:
    for column, unit, cell in zip(columns, units, row, strict=True):
        if column.field is PastedAmount.name:
            yield PastedAmount.name, label
        elif column.field is not None:
            yield column.field, with_unit(column.field, cell, unit)


# Budgets with their stages: a row for each budget, a column for each stage of the year.


class PastedStage(Section, key="pasted_stage", title="粘贴的资金"):
    """What a copied row can give to a budget; its heads are those of projects as well."""

    fund = line("预算", names=(*Project.budget.names, *Project.name.names))
    initial = amount("年初预算", names=Project.initial.names)
    full_year = amount("全年预算", names=Project.full_year.names)
    outturn = amount("全年执行", names=Project.outturn.names)
    carried_in = amount("上年结转", names=Project.carried_in.names)
    carried_out = amount("结转下年", names=Project.carried_out.names)


@dataclass(frozen=True, slots=True)
class StagesInHand:
    """Where the cells are pasted: the stages from the field in hand on, and the year."""

    columns: tuple[str, ...]
    year: int | None = None


def names_budgets(grid: Grid) -> bool:
    """Return whether some row of cells has figures beside the name of a budget."""
    return any(any(map(_is_amount, row)) and any(map(budget_of, row)) for row in grid)


def budget_of(cell: str) -> type[Section] | None:
    """Return the budget that a cell names: 二、政府性基金预算财政拨款支出."""
    words = unnumbered(plain(cell))
    for name in (words, words.removesuffix("支出").removesuffix("收入")):
        found = FUND_SECTIONS.get(str(Project.budget.read(name).value)) if name else None
        if found is not None:
            return found
    return None


def match_stages(
    grid: Grid, hand: StagesInHand, choice: PasteChoice | None = None
) -> PastedAmounts:
    """Return the budgets that copied cells come to; what has no place is in `left_over`."""
    grid = tuple(tuple(_without_year(cell, hand.year) for cell in row) for row in grid)
    ahead = [getattr(PastedStage, name) for name in hand.columns]
    fields = (PastedStage.fund, *ahead)
    others = [field for field in PastedStage.fields if field not in fields]
    named = max(range(len(grid[0])), key=lambda at: sum(budget_of(r[at]) is not None for r in grid))
    columns: dict[int, Field[Any] | None] = {named: PastedStage.fund}

    def matched() -> PastedRows:
        told = {**columns, **(choice.columns if choice is not None else {})}
        unit = None if choice is None else choice.unit
        return match_rows(grid, fields, others=others, choice=PasteChoice(told, unit))

    found = matched()
    if choice is None and (open_ := _without_stage(found, grid)) and len(open_) <= len(ahead):
        columns.update(zip(open_, ahead, strict=False))
        found = matched()
    placed = sum(map(is_money, found.columns))
    fits = found.headed or placed <= _SIDE_BY_SIDE or choice is not None
    return _to_budgets(replace(found, fits=fits))


def _without_year(cell: str, year: int | None) -> str:
    """Return a head without the year of the report: 2024年初预算, 2024年度决算数."""
    if year is None or is_figure(cell):
        return cell
    return re.sub(rf"{year}(?=年初)|{year}年度?", "", cell) or cell


def _without_stage(found: PastedRows, grid: Grid) -> list[int]:
    """Return one column of figures, or two, that go nowhere as no head tells their stage.

    None where another column is known, or a head speaks of some time: they are looked at.
    """
    open_ = [
        column
        for column in found.columns
        if column.field is None and _are_amounts([row[column.at] for row in grid if row[column.at]])
    ]
    known = any(map(is_money, found.columns)) or len(open_) > _SIDE_BY_SIDE
    timed = any(_OF_SOME_TIME.search(plain(column.head)) for column in open_)
    derived = any(_is_derived(column.head, ()) for column in open_)
    return [] if known or timed or derived else [column.at for column in open_]


def _to_budgets(found: PastedRows) -> PastedAmounts:
    """Return copied rows with the budget of each; those of no budget go nowhere and are told."""
    rows, lines, left = [], list[type[Section]](), list(found.left_over)
    for cells in found.rows:
        name = next((text for field, text in cells if field is PastedStage.fund), "")
        budget = budget_of(name)
        words = " ".join(text for field, text in cells if text and field is not PastedStage.fund)
        if budget is not None and budget not in lines:
            lines.append(budget)
            rows.append(cells)
        elif words:
            why = "前面已有这一栏" if budget else "这一页没有这一栏"
            left.append(Leftover(name or "没有名称的一行", f"{words}（{why}）"))
    unread = tuple(
        each
        for budget, cells in zip(lines, rows, strict=True)
        for each in unreadable(cells, budget.heading)
    )
    pasted = replace(found, rows=tuple(rows), left_over=tuple(left), unread=unread)
    return PastedAmounts(pasted, tuple(lines))

"""Tables of projects in a report onto the form: a row each, whatever the heads are called."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pingkou_gui.form.kinds import ChoiceKind
from pingkou_gui.form.pages.projects import (
    BUDGET_NAMES,
    BUDGETS,
    KIND_NAMES,
    PROJECT_KINDS,
    Project,
)
from pingkou_gui.importers.headers import (
    NUMBERS,
    field_for,
    grand_total,
    head_of,
    is_note,
    is_total,
    sum_rows,
    unit_line,
    unnumbered,
)
from pingkou_gui.importers.last_report_attachments import fill, is_basic_data
from pingkou_gui.importers.last_report_model import Shift
from pingkou_gui.text.source import OPAQUE
from pingkou_gui.text.table_words import FIGURE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.form.field import Field
    from pingkou_gui.importers.last_report_model import Collector
    from pingkou_gui.text.grids import Grid, TableCell

_HEAD_ROWS = 3
_AMOUNTS = {Project.last: 0, Project.initial: 1, Project.full_year: 2, Project.outturn: 3}
_CHOICES = {
    Project.budget: ChoiceKind(BUDGETS, tuple(BUDGET_NAMES.items())),
    Project.kind: ChoiceKind(PROJECT_KINDS, tuple(KIND_NAMES.items())),
}
_POWERS = {"元": -4, "千元": -1, "万元": 0, "百万元": 2, "亿元": 4}
_NO_UNIT = "原文没有写单位，核对是不是万元"


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a table of projects: its field, and the unit its head states."""

    field: Field[Any]
    unit: str


def read_project_tables(c: Collector) -> None:
    """Propose the projects that tables of the text list with their amounts.

    Last year's report gives last year's outturn, and no budgets: the form has none of last year's.
    """
    for grid in c.reading.grids:
        if not is_basic_data(grid):
            _read(c, grid)


def _read(c: Collector, grid: Grid) -> None:
    columns, first = _columns(grid)
    if not columns:
        return
    names = next(at for at, column in columns.items() if column.field is Project.name)
    rows = [row for row in grid.rows[first:] if _fits(grid, row, columns)]
    lines = [{cell.column: cell for cell in row} for row in rows]
    lines = [line for line in lines if names in line and not _is_aside(line[names].text)]
    sums = [line for line in lines if is_total(line[names].text)]
    whole = grand_total([line[names].text for line in sums])
    total = {} if whole is None else sums[whole]
    lines = [line for line in lines if not is_total(line[names].text)]
    ranked = [at for at, column in columns.items() if column.field in _AMOUNTS]
    best = max(ranked, key=lambda at: _AMOUNTS[columns[at].field])
    amounts = [_figure(line.get(best)) for line in lines]
    summed = sum_rows([line[names].text for line in lines], amounts, _figure(total.get(best)))
    stated = unit_line(grid.caption.split("\n")) if grid.caption else ""
    for row in grid.rows[:first]:
        c.placed.update(cell.span.paragraph for cell in row)
    for at, line in enumerate(lines):
        if at in summed.left or not any(_figure(line.get(place)) is not None for place in ranked):
            continue
        _propose(c, line, columns, stated, summed.doubt)
    c.placed.update(cell.span.paragraph for line in sums for cell in line.values())


def _columns(grid: Grid) -> tuple[dict[int, _Column], int]:
    """Return the columns of a table of projects and its first row below the heads, else nothing."""
    for at, row in enumerate(grid.rows[:_HEAD_ROWS]):
        if any(cell.is_figure for cell in row):
            break
        heads = {cell.column: [cell.text] for cell in row if cell.text}
        first = at + 1
        if first < len(grid.rows) and _are_heads(grid.rows[first]):
            for cell in grid.rows[first]:
                outer = max((place for place in heads if place <= cell.column), default=0)
                heads[cell.column] = [*heads.get(outer, [])[:1], cell.text]
            first += 1
        columns = {place: found for place, words in heads.items() if (found := _column(words))}
        fields = [column.field for column in columns.values()]
        if _is_list(fields, [words[-1] for words in heads.values()]):
            return {
                place: column
                for place, column in columns.items()
                if fields.count(column.field) == 1 or column.field is Project.name
            }, first
    return {}, 0


def _are_heads(row: Sequence[TableCell]) -> bool:
    """Whether a second row of heads stands below the first: amounts by stage under 项目资金."""
    filled = [cell.text for cell in row if cell.text]
    return bool(filled) and all(_column([words]) for words in filled)


def _column(words: Sequence[str]) -> _Column | None:
    heads = [head_of(each) for each in words if each]
    unit = next((head.unit for head in reversed(heads) if head.unit), "")
    for head in reversed(heads):
        found = field_for(head, (Project.name, *_AMOUNTS, *_CHOICES))
        if found is not None:
            return _Column(found, unit)
    return None


def _is_list(fields: Sequence[Field[Any]], heads: Sequence[str]) -> bool:
    """Whether heads are those of a list of projects.

    项目 and 名称 stand over expenses and functional classes as well: a list of projects numbers
    its rows, or says what pays for them.
    """
    if Project.name not in fields or not any(field in _AMOUNTS for field in fields):
        return False
    plain = [head_of(head).words for head in heads]
    if any(words.startswith("项目名") for words in plain):
        return True
    coded = any("科目" in words or "编码" in words for words in plain)
    return not coded and (
        any(field in _CHOICES for field in fields) or any(words in NUMBERS for words in plain)
    )


def _fits(grid: Grid, row: Sequence[TableCell], columns: dict[int, _Column]) -> bool:
    """Whether a row of counted cells has as many as the heads, so that each is in its column."""
    return bool(row) and (not grid.counted or row[-1].column >= max(columns))


def _is_aside(words: str) -> bool:
    return not words or is_note(words) or FIGURE.fullmatch(words) is not None or OPAQUE in words


def _figure(cell: TableCell | None) -> Decimal | None:
    if cell is None or not cell.is_figure or cell.text.endswith("%"):
        return None
    return Decimal(cell.text)


def _propose(
    c: Collector,
    line: dict[int, TableCell],
    columns: dict[int, _Column],
    stated: str,
    doubt: str,
) -> None:
    place, named = next(
        (at, line[at]) for at, column in columns.items() if column.field is Project.name
    )
    name = unnumbered(named.text)
    row = c.row(Project, Project.name, name)
    if Project.name.at(row) not in c.items:
        c.carry(Project.name, name, named.span.paragraph, row)
    for at, column in columns.items():
        cell = line.get(at)
        if cell is None or at == place:
            continue
        c.placed.add(cell.span.paragraph)
        if column.field in _CHOICES:
            code = _CHOICES[column.field].option_in(cell.text)
            fill(c, column.field, code, cell.span.paragraph, row)
            continue
        value, target = _figure(cell), _target(c, column.field)
        if value is None or target is None:
            continue
        unit = column.unit or stated
        why = doubt or ("" if unit else _NO_UNIT)
        found = c.doubts.of_amount(cell.span)
        why = found.why if found is not None else why
        amount = value.scaleb(_POWERS[unit or "万元"])
        fill(c, target, amount, cell.span.paragraph, row, doubt=why)


def _target(c: Collector, own: Field[Decimal]) -> Field[Decimal] | None:
    if c.shift is Shift.SAME:
        return own
    return Project.last if c.shift is Shift.NEXT and own is Project.outturn else None

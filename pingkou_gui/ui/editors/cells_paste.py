"""Cells of a sheet pasted into fields of a form: a column goes down its column, or none of it goes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QMessageBox

from pingkou_gui.errors import KnownError
from pingkou_gui.form.kinds import AmountKind, grouped, half_width, rounded
from pingkou_gui.form.values import Unread
from pingkou_gui.importers.clipboard import Grid, column_of, grid_of
from pingkou_gui.importers.headers import head_of, unit_line
from pingkou_gui.importers.pasted_rows import is_figure
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figures import field_of, is_summed
from pingkou_gui.report.figures_funds import total_spending
from pingkou_gui.report.report import Draft
from pingkou_gui.ui.editors.binding import amounts_line
from pingkou_gui.ui.editors.copied_cells import SEVERAL_NUMBERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from pingkou_gui.form.field import Amounts, Field
    from pingkou_gui.ui.editors.field_editors import FieldEditor


class Spread(NamedTuple):
    """A column brought into fields: what goes where, and what is said of it."""

    values: tuple[tuple[FieldEditor, str], ...]
    fault: str = ""
    """Why nothing is pasted."""
    left_out: tuple[str, ...] = ()
    """What goes nowhere."""
    unit: str = ""
    """The unit that the figures were taken to be in, empty for 万元."""


def spread_cells(editor: FieldEditor, column: Sequence[FieldEditor], text: str) -> str:
    """Paste cells of a sheet from a field on down as one step, or say why none of them is pasted.

    Args:
        editor: The field in hand, one of figures.
        column: It and the fields below it, as they stand; and all of its page's column for names.
        text: The cells, as a sheet copies them.

    Returns:
        What is to be said: what went where, or what to do.
    """
    binding = editor.binding
    try:
        grid = grid_of(text)
    except KnownError as error:
        return f"{error.happened}。{error.remedy}"
    found = _by_names(grid, column) if grid and len(grid[0]) > 1 else _down(column, column_of(text))
    unread = _unread(found)
    if found.fault or unread:
        return found.fault or unread
    session = binding.context.session
    large, why = _too_large(found, session.facts[total_spending])
    unit = ask_unit(editor, large, why) if large else ""
    if unit is None:
        return f"“{large}”像是以元为单位，一格也没有粘贴"
    found = found._replace(unit=unit or found.unit)
    if unit:
        found = found._replace(values=tuple((e, _in_unit(e, c, unit)) for e, c in found.values))
    draft, typed = Draft(session.report), []
    for target, cell in sorted(found.values, key=lambda pair: _depth(pair[0])):
        after = Facts(session.report.apply(draft.change), session.scheme)
        line = amounts_line(target.binding.field)
        if line is not None and line.parts and is_summed(after, line, _column_of(target)):
            continue  # what is worked out is not typed beside it
        draft.type_in(target.binding.field, cell, target.binding.row)
        typed.append((target, cell))
    done = found._replace(values=tuple(pair for pair in found.values if pair in typed))
    replaced = sum(_replaces(target, cell) for target, cell in typed)
    session.make(draft.change, f"粘贴一列数（{len(typed)} 个）")
    return f"粘贴了 {len(typed)} 个数：{_told(done, replaced)}"


def _depth(editor: FieldEditor) -> int:
    """Return how many rows of others a total is over: it comes after its parts."""

    def depth(line: Amounts) -> int:
        return max((1 + depth(part) for part in line.parts), default=0)

    line = amounts_line(editor.binding.field)
    return 0 if line is None else depth(line)


def _down(column: Sequence[FieldEditor], cells: Sequence[str]) -> Spread:
    """Return a column without names brought down; a total may stand in it or not.

    Where a total stands among the fields, it is taken to stand in the column as well if what it
    says is the sum of what stands over it; else the column goes by it.
    """
    whole, bare = list(column), [each for each in column if not _sums_others(each, column)]
    for targets in (whole, bare):
        pairs = list(zip(targets, cells, strict=False))
        if len(cells) <= len(targets) and (targets is bare or _sums_agree(pairs, whole)):
            fault = _doubt_of(pairs, whole) if targets is bare else ""
            if fault:
                return Spread((), fault)
            return Spread(tuple((e, cell) for e, cell in pairs if cell and not e.isReadOnly()))
    fault = f"复制了 {len(cells)} 格，从这里往下只有 {len(bare)} 格能填，没有粘贴；少复制几格再来"
    return Spread((), fault)


def _doubt_of(pairs: Sequence[tuple[FieldEditor, str]], whole: Sequence[FieldEditor]) -> str:
    """Return why cells that pass by totals may belong elsewhere, empty where they do not."""
    total = _like_a_total(pairs)
    if total:
        return f"“{total}”像是上面几格的合计，没有粘贴；去掉合计，或连同名称一起复制"
    lines = [amounts_line(editor.binding.field) for editor in whole]
    taken = [amounts_line(editor.binding.field) for editor, _ in pairs]
    last = whole.index(pairs[-1][0]) if pairs else 0
    for editor in whole[:last]:
        parts = [part for part in _parts_of(editor) if part in lines]
        if len(parts) > 1 and not all(part in taken for part in parts):
            name = _short(editor)
            return f"看不出哪一格是“{name}”，哪一格是其中的，没有粘贴；连同名称一起复制再来"
    return ""


def _like_a_total(pairs: Sequence[tuple[FieldEditor, str]]) -> str:
    """Return the first cell that sums up two or more right over it, empty where none does."""
    amounts = [_amount(e.binding.field, cell) or Decimal(0) for e, cell in pairs]
    for at in range(2, len(pairs)):
        sums = (sum(amounts[first:at], Decimal(0)) for first in range(at - 1))
        if amounts[at] and any(amounts[at] == each for each in sums):
            return pairs[at][1]
    return ""


def _by_names(grid: Grid, column: Sequence[FieldEditor]) -> Spread:
    """Return figures that stand beside names brought to the rows of those names."""
    figures = [at for at in range(len(grid[0])) if _is_of_figures(grid, at)]
    named = {key: editor for editor in column for key in _names_of(editor)}
    if len(figures) != 1 or not any(_called(row, named) for row in grid):
        return Spread((), SEVERAL_NUMBERS)
    unit = _unit_of(grid)
    values: dict[FieldEditor, str] = {}
    left: list[str] = []
    for row in grid:
        cell, editor = row[figures[0]], _called(row, named)
        words = " ".join(each for each in row if each)
        if not is_figure(cell) and editor is None:
            continue  # heads
        if editor is None or editor in values:
            left.append(words)
        elif not editor.isReadOnly() and cell:
            values[editor] = f"{cell}{unit}" if is_figure(cell) else cell
    return Spread(tuple(values.items()), left_out=tuple(left), unit=unit)


def _unit_of(grid: Grid) -> str:
    """Return the unit that the heads state for all figures, empty for 万元."""
    words = [cell for row in grid for cell in row if cell and not is_figure(cell)]
    stated = unit_line(words) or next(filter(None, (head_of(each).unit for each in words)), "")
    return "" if stated == "万元" else stated


def _is_of_figures(grid: Grid, at: int) -> bool:
    cells = [row[at] for row in grid if row[at]]
    figures = [cell for cell in cells if is_figure(cell)]
    codes = all(cell.isdecimal() and len(cell) in {3, 5} for cell in figures)
    return len(figures) * 2 > len(cells) and not codes


def _called(row: Sequence[str], named: dict[str, FieldEditor]) -> FieldEditor | None:
    """Return the field whose row a row of cells is called like."""
    keys = [_plain(cell) for cell in row]
    return next((named[key] for key in keys if key in named), None)


def _names_of(editor: FieldEditor) -> list[str]:
    line = amounts_line(editor.binding.field)
    if line is None:
        return []
    names = (line.label, f"{line.code}{line.label}", line.code, *line.names)
    return [_plain(each) for each in names if each]


def _plain(words: str) -> str:
    return "".join(half_width(words).split())


def _parts_of(editor: FieldEditor) -> tuple[Amounts, ...]:
    line = amounts_line(editor.binding.field)
    return () if line is None else line.parts


def _sums_others(editor: FieldEditor, column: Sequence[FieldEditor]) -> bool:
    """Return whether a field is the total of others: worked out, or it stands among its parts."""
    lines = [amounts_line(each.binding.field) for each in column]
    return editor.isReadOnly() or any(part in lines for part in _parts_of(editor))


def _sums_agree(pairs: Sequence[tuple[FieldEditor, str]], column: Sequence[FieldEditor]) -> bool:
    """Return whether every total among the cells is the sum of its parts, or of blank ones."""
    told = {e.binding.field.key: _amount(e.binding.field, cell) for e, cell in pairs}
    for editor, cell in pairs:
        if not cell or not _sums_others(editor, column):
            continue
        parts = [_part_amount(editor, part, told) for part in _parts_of(editor)]
        known = [amount for amount in parts if amount is not None]
        total = _amount(editor.binding.field, cell)
        left_blank = all(_key_of(editor, part) in told for part in _parts_of(editor))
        whole = sum(known, Decimal(0)) if known or not left_blank else total
        if total is None or whole is None or rounded(total, 2) != rounded(whole, 2):
            return False
    return True


def _part_amount(
    editor: FieldEditor, part: Amounts, told: dict[str, Decimal | None]
) -> Decimal | None:
    """Return a part of a total in the column of an editor: among the cells, else as it stands."""
    field: Field[Any] | None = field_of(part, _column_of(editor))
    if field is None:
        return None
    if told.get(field.key) is not None:
        return told[field.key]
    amounts = [_part_amount(editor, each, told) for each in part.parts]
    below = [amount for amount in amounts if amount is not None]
    stands = editor.binding.context.facts[field, editor.binding.row]
    if below:
        return sum(below, Decimal(0))
    return None if stands is None else Decimal(stands)


def _key_of(editor: FieldEditor, part: Amounts) -> str:
    """Return the key of a part in the column of an editor, empty where it has no such column."""
    field: Field[Any] | None = field_of(part, _column_of(editor))
    return "" if field is None else field.key


def _column_of(editor: FieldEditor) -> str:
    """Return which column of an amount row a field is in: `this`, `last` or `budget`."""
    field = editor.binding.field
    line = amounts_line(field)
    return _COLUMNS["" if line is None else field.name.removeprefix(line.name)]


_COLUMNS = {"": "this", "_last": "last", "_budget": "budget"}


def _amount(field: Field[Any], cell: str) -> Decimal | None:
    value = field.read(cell).value
    return Decimal(value) if isinstance(value, Decimal | int) else None


def _unread(found: Spread) -> str:
    """Return which cell is no value of its field, empty where all are."""
    if not found.values and not found.fault:
        return SEVERAL_NUMBERS
    for target, cell in found.values:
        value = target.binding.field.read(cell).value
        if isinstance(value, Unread):
            return f"“{cell[:20]}”放不进{_short(target)}，一格也没有粘贴；改好再复制一次"
    return ""


# Amounts that cannot be 万元: whoever pastes them says what they are.


_MOST = Decimal(100_000)
"""万元 that a township does not spend in a year: such an amount is in 元."""


def _too_large(found: Spread, whole: Decimal | None) -> tuple[str, str]:
    """Return the largest cell where it is more than can be spent in 万元, and why; else blanks."""
    amounts = {
        cell: _amount(target.binding.field, cell) or Decimal(0)
        for target, cell in found.values
        if isinstance(target.binding.field.kind, AmountKind)
    }
    largest = max(amounts, key=lambda cell: amounts[cell], default="")
    amount = amounts.get(largest, Decimal(0))
    if amount >= _MOST:
        return largest, f"当作万元就是 {grouped(amount / 10_000, 2)} 亿元"
    if whole and amount > whole:
        return largest, f"当作万元就比全部支出 {grouped(whole, 2)} 万元还多"
    return "", ""


def ask_unit(parent: QWidget, cell: str, why: str) -> str | None:
    """Return the unit that pasted amounts are in, empty for 万元; None for pasting nothing."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("粘贴一列数")
    box.setText(f"这一列像是以元为单位：“{cell}”{why}")
    box.setInformativeText("按元，就除以一万再放进去；放进去以后按 Ctrl+Z 一次全部撤销")
    role = QMessageBox.ButtonRole
    in_yuan = box.addButton("按元换算成万元", role.AcceptRole)
    as_it_is = box.addButton("就是万元", role.AcceptRole)
    nothing = box.addButton("不粘贴", role.RejectRole)
    box.setDefaultButton(in_yuan)
    box.setEscapeButton(nothing)
    box.exec()
    answers: dict[object, str] = {in_yuan: "元", as_it_is: ""}
    return answers.get(box.clickedButton())


def _in_unit(target: FieldEditor, cell: str, unit: str) -> str:
    """Return a cell with the unit, where it is a bare figure of an amount."""
    amount = isinstance(target.binding.field.kind, AmountKind)
    return f"{cell}{unit}" if amount and is_figure(cell) else cell


def _replaces(target: FieldEditor, cell: str) -> bool:
    before = target.binding.context.session.report.entry(target.binding.place)
    return before is not None and before.value != target.binding.field.read(cell).value


def _told(found: Spread, replaced: int) -> str:
    said = [f"{_short(e)} {e.binding.field.show(_value(e, cell))}" for e, cell in found.values]
    shown = said if len(said) <= _SAID else [*said[: _SAID - 2], "…", said[-1]]
    more = f"，换掉了原来的 {replaced} 个数" if replaced else ""
    left = f"；没有放：{'、'.join(found.left_out[:_LISTED])}" if found.left_out else ""
    rest = f"等 {len(found.left_out)} 行" if found.left_out[_LISTED:] else ""
    unit = f"，按{found.unit}换算成万元" if found.unit else ""
    return f"{'、'.join(shown)}{unit}{more}{left}{rest}；不对按 Ctrl+Z 一次全部撤销"


_LISTED, _SAID = 3, 8
"""So many rows that go nowhere, and so many values, are told one by one."""


def _value(target: FieldEditor, cell: str) -> Any:
    return target.binding.field.read(cell).value


def _short(target: FieldEditor) -> str:
    """Return what a field's row is called."""
    line = amounts_line(target.binding.field)
    if line is not None:
        return line.code or line.label
    return target.binding.field.label

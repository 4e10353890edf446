"""Cells of a sheet pasted into fields of a form: a column goes down its column, or none of it goes."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtGui import QClipboard, QGuiApplication

from pingkou_gui.errors import KnownError
from pingkou_gui.form.kinds import AmountKind, half_width, rounded
from pingkou_gui.form.values import Unread
from pingkou_gui.importers.clipboard import Grid, column_of, grid_of
from pingkou_gui.importers.headers import head_of, unit_line
from pingkou_gui.importers.pasted_rows import is_figure
from pingkou_gui.report.figures import field_of
from pingkou_gui.report.report import Draft
from pingkou_gui.ui.editors.binding import FieldWords, amounts_line, title_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.form.field import Amounts, Field
    from pingkou_gui.ui.editors.field_editors import FieldEditor

SEVERAL_NUMBERS = "复制的不止一格，这里只放一个数，没有粘贴；回到表里只复制这一个数，再来粘贴"
SEVERAL_WORDS = "复制的是表格里的好几格，这里只写一段话，没有粘贴；回到表里只复制这一格，再来粘贴"


def copied_cells(*, numeric: bool, mode: QClipboard.Mode = QClipboard.Mode.Clipboard) -> str:
    """Return the text of copied cells of a sheet; empty where it is one cell, or words.

    Lines of words stay words where a sentence may be written, unless a table holds them.
    """
    mime = QGuiApplication.clipboard().mimeData(mode)
    text = mime.text().strip("\r\n") if mime is not None and mime.hasText() else ""
    if "\t" in text and not re.fullmatch(_LISTED_LINE, text):
        return mime.text()
    table = "\n" in text and (numeric or "<td" in mime.html().lower())
    return mime.text() if table else ""


_LISTED_LINE = r"[（(]?(?:[\d一二三四五六七八九十]{1,3}|[●·•◆■□▪-])[）)、.．]{0,2}\t[^\t\n]*"
"""One line of a list, as Word copies it: its number, a tab, its words."""


class Spread(NamedTuple):
    """A column brought into fields: what goes where, and what is said of it."""

    values: tuple[tuple[FieldEditor, str], ...]
    fault: str = ""
    """Why nothing is pasted."""
    left_out: tuple[str, ...] = ()
    """What goes nowhere."""


def spread_cells(editor: FieldEditor, column: Sequence[FieldEditor], text: str) -> FieldWords:
    """Paste cells of a sheet from a field on down as one step, or say why none of them is pasted.

    Args:
        editor: The field in hand, one of figures.
        column: It and the fields below it, as they stand; and all of its page's column for names.
        text: The cells, as a sheet copies them.

    Returns:
        What is to be said: what went where, or what to do.
    """
    binding = editor.binding
    name = title_of(binding.context.facts, binding.field, binding.row)
    try:
        grid = grid_of(text)
    except KnownError as error:
        return FieldWords(name, f"{error.happened}。{error.remedy}")
    found = _by_names(grid, column) if grid and len(grid[0]) > 1 else _down(column, column_of(text))
    unread = _unread(found)
    if found.fault or unread:
        return FieldWords(name, found.fault or unread)
    session = binding.context.session
    draft = Draft(session.report)
    for target, cell in found.values:
        draft.type_in(target.binding.field, cell, target.binding.row)
    replaced = sum(_replaces(target, cell) for target, cell in found.values)
    session.make(draft.change, f"粘贴一列数（{len(found.values)} 个）")
    return FieldWords(f"粘贴了 {len(found.values)} 个数", _told(found, replaced))


def _down(column: Sequence[FieldEditor], cells: Sequence[str]) -> Spread:
    """Return a column without names brought down; a total may stand in it or not.

    Where a total stands among the fields, it is taken to stand in the column as well if what it
    says is the sum of what stands over it; else the column goes by it.
    """
    whole, bare = list(column), [each for each in column if not _sums_others(each, column)]
    for targets in (whole, bare):
        pairs = list(zip(targets, cells, strict=False))
        if len(cells) <= len(targets) and (targets is bare or _sums_agree(pairs, whole)):
            total = _like_a_total(pairs) if targets is bare else ""
            if total:
                words = f"“{total}”像是上面几格的合计，没有粘贴；去掉合计，或连同名称一起复制"
                return Spread((), words)
            given = [(e, cell) for e, cell in pairs if cell and e in bare and not e.isReadOnly()]
            return Spread(tuple(given))
    fault = f"复制了 {len(cells)} 格，从这里往下只有 {len(bare)} 格能填，没有粘贴；少复制几格再来"
    return Spread((), fault)


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
    return Spread(tuple(values.items()), left_out=tuple(left))


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
    """Return whether every total among the cells is the sum of its parts."""
    told = {e.binding.field.key: _amount(e.binding.field, cell) for e, cell in pairs}
    for editor, cell in pairs:
        if not _sums_others(editor, column):
            continue
        parts = [_part_amount(editor, part, told) for part in _parts_of(editor)]
        total = _amount(editor.binding.field, cell)
        if total is None or rounded(total, 2) != rounded(sum(parts, Decimal(0)), 2):
            return False
    return True


def _part_amount(editor: FieldEditor, part: Amounts, told: dict[str, Decimal | None]) -> Decimal:
    """Return a part of a total in the column of an editor: among the cells, else as it stands."""
    binding, line = editor.binding, amounts_line(editor.binding.field)
    suffix = "" if line is None else binding.field.name.removeprefix(line.name)
    field: Field[Any] | None = field_of(part, _COLUMNS[suffix])
    if field is None:
        return Decimal(0)
    if field.key in told:
        return told[field.key] or Decimal(0)
    below = sum((_part_amount(editor, each, told) for each in part.parts), Decimal(0))
    return below or Decimal(binding.context.facts[field, binding.row] or 0)


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
        amount = _amount(target.binding.field, cell) or Decimal(0)
        if isinstance(target.binding.field.kind, AmountKind) and amount >= _MOST:
            return f"“{cell[:20]}”像是以元为单位，一格也没有粘贴；换成万元再复制一次"
    return ""


_MOST = Decimal(100_000)
"""万元 that a township does not spend in a year: such an amount is in 元."""


def _replaces(target: FieldEditor, cell: str) -> bool:
    before = target.binding.context.session.report.entry(target.binding.place)
    return before is not None and before.value != target.binding.field.read(cell).value


def _told(found: Spread, replaced: int) -> str:
    shown = [f"{_short(e)} {e.binding.field.show(_value(e, cell))}" for e, cell in found.values]
    more = f"，换掉了原来的 {replaced} 个数" if replaced else ""
    left = f"；没有放：{'、'.join(found.left_out[:_LISTED])}" if found.left_out else ""
    rest = f"等 {len(found.left_out)} 行" if found.left_out[_LISTED:] else ""
    return f"{'、'.join(shown)}{more}{left}{rest}；不对按 Ctrl+Z 一次全部撤销"


_LISTED = 3


def _value(target: FieldEditor, cell: str) -> Any:
    return target.binding.field.read(cell).value


def _short(target: FieldEditor) -> str:
    """Return what a field's row is called."""
    line = amounts_line(target.binding.field)
    if line is not None:
        return line.code or line.label
    return target.binding.field.label

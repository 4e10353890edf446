"""Cells of a sheet pasted into fields of a form: all of them find their place, or none is pasted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QMessageBox

from pingkou_gui.errors import KnownError
from pingkou_gui.form.field import Amounts
from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import AmountKind, grouped, rounded
from pingkou_gui.form.pages.funds import FUND_SECTIONS
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.values import Unread
from pingkou_gui.importers.clipboard import Grid, column_of, grid_of
from pingkou_gui.importers.pasted_amounts import (
    AmountsInHand,
    PastedAmount,
    PastedStage,
    StagesInHand,
    match_amounts,
    match_stages,
    names_budgets,
    names_rows,
    target_of,
)
from pingkou_gui.importers.pasted_rows import Leftover, PasteChoice, is_figure
from pingkou_gui.report.checks_units import amounts_in_doubt
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figures import field_of, is_summed, quantity
from pingkou_gui.report.report import Draft
from pingkou_gui.ui.editors.binding import amounts_line
from pingkou_gui.ui.editors.copied_cells import SEVERAL_NUMBERS
from pingkou_gui.ui.table.paste_dialog import Choosing, PastePlan, PasteRowsDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from pingkou_gui.form.field import Field
    from pingkou_gui.importers.pasted_amounts import PastedAmounts
    from pingkou_gui.session import Session
    from pingkou_gui.ui.editors.field_editors import FieldEditor


class Spread(NamedTuple):
    """Cells brought into fields: what goes where, and what is said of it."""

    values: tuple[tuple[Field[Any], str], ...]
    fault: str = ""
    """Why nothing is pasted."""
    left_out: tuple[str, ...] = ()
    """What goes nowhere."""
    unit: str = ""
    """The unit that the figures were taken to be in, empty for 万元."""
    targets: tuple[FieldEditor, ...] = ()
    """The fields of a column brought down, blank cells and worked out totals included."""


class Pasted(NamedTuple):
    """What is to be said of a paste: what went where, or why nothing did and what to do."""

    words: str
    done: bool = False
    doubt: str = ""
    """Which copied totals are not what is worked out: it is said in the row as well."""


_WORKED_OUT = "这一栏由程序算出，没有粘贴；从能填的一栏开始，或连同名称一起复制再来"
Columns = Sequence[Sequence["FieldEditor"]]
"""A field and the fields below it, and the columns right of it, as they stand on the page."""


def spread_cells(editor: FieldEditor, columns: Columns, text: str) -> Pasted:
    """Paste cells of a sheet from a field on as one step, or say why none of them is pasted.

    A column goes down; several go into as many columns of the page side by side. Names beside
    the figures lead them to the rows of the page, wherever they stand: what is not plain is
    looked at first.

    Args:
        editor: The field in hand, one of figures.
        columns: Its column and those right of it.
        text: The cells, as a sheet copies them.
    """
    try:
        grid = grid_of(text)
    except KnownError as error:
        return Pasted(f"{error.happened}。{error.remedy}")
    named = _named_rows(editor, grid) if grid else None
    if named is not None:
        return _paste_named(editor, named)
    if editor.isReadOnly():
        return Pasted(_WORKED_OUT)  # without names it would be other rows that get the figures
    found = _placed(grid, columns, text)
    unread = _unread(found)
    if found.fault or unread:
        return Pasted(found.fault or unread)
    session = editor.binding.context.session
    large, why = _too_large(session, found.values)
    unit = ask_unit(editor, large, why) if large else ""
    if unit is None:
        return Pasted(f"“{large}”像是以元为单位，一格也没有粘贴")
    if unit:
        values = tuple((e, _in_unit(e, c, unit)) for e, c in found.values)
        found = found._replace(unit=unit, values=values)
    return _paste_values(session, found)


def _paste_values(session: Session, found: Spread) -> Pasted:
    """Type the values in as one step of the history, totals that are worked out left aside."""
    draft, typed = _typed(session, found.values)
    done = found._replace(values=tuple(pair for pair in found.values if pair in typed))
    apart = _keep_totals(draft, session, [pair for pair in found.values if pair not in typed])
    but = f"，但{apart}" if apart else ""
    if typed and not draft.change:
        return Pasted(f"粘贴的 {len(typed)} 个数和这里原来的一样{but}")
    replaced = sum(_replaces(session, field, cell) for field, cell in typed)
    what = "一块数" if len({_column_of(field) for field, _ in typed}) > 1 else "一列数"
    session.make(draft.change, f"粘贴{what}（{len(typed)} 个）")
    words = f"粘贴了 {len(typed)} 个数{but}：{_told(done, replaced)}"
    return Pasted(words, done=True, doubt=apart)


def _typed(
    session: Session, values: Sequence[tuple[Field[Any], str]]
) -> tuple[Draft, list[tuple[Field[Any], str]]]:
    """Return the values typed in, and which those are: what is worked out is not typed beside it."""
    draft, typed = Draft(session.report), []
    for field, cell in sorted(values, key=lambda pair: _depth(pair[0])):
        if _depth(field):
            after = Facts(session.report.apply(draft.change), session.scheme)
            if _is_worked_out(after, field):
                continue
        draft.type_in(field, cell)
        typed.append((field, cell))
    return draft, typed


def _without_totals(session: Session, matched: PastedAmounts) -> PastedAmounts:
    """Return rows without totals that cannot be put beside what is worked out; they are told."""
    values = _values_of(matched)
    draft, typed = _typed(session, values)
    after = Facts(session.report.apply(draft.change), session.scheme)
    idle = [pair for pair in values if pair not in typed and _compared_total(after, *pair) is None]
    if not idle:
        return matched
    told = tuple(
        Leftover(f"{_short(field)}{_head_of(field)}", f"{cell}（由程序算出，这个数用不上，核对）")
        for field, cell in idle
    )
    rows = tuple(
        tuple(
            (column, "" if (target_of(line, column), cell) in idle else cell)
            for column, cell in cells
        )
        for line, cells in zip(matched.lines, matched.pasted.rows, strict=True)
    )
    left = (*matched.pasted.left_over, *told)
    return replace(matched, pasted=replace(matched.pasted, rows=rows, left_over=left))


# Names beside figures: they lead them to the rows of the page.


class _NamedRows(NamedTuple):
    """Cells whose names lead them to rows of the page: what they come to, and where columns may go."""

    match: Callable[[PasteChoice | None], PastedAmounts]
    fields: tuple[Field[Any], ...]


def _named_rows(editor: FieldEditor, grid: Grid) -> _NamedRows | None:
    """Return what cells with names come to, None where none of them names a row of the page."""
    at = editor.binding.field
    year = editor.binding.context.session.report[Unit.year.at()]
    year = year if isinstance(year, int) else None
    if FORM.sections[at.section] in FUND_SECTIONS.values():
        if not names_budgets(grid):
            return None
        order = [field.name for field in PastedStage.fields if field is not PastedStage.fund]
        stages = StagesInHand(tuple(order[order.index(at.name) :]), year)
        return _NamedRows(partial(match_stages, grid, stages), PastedStage.fields)
    hand = _in_hand(at, year)
    if hand is None or not names_rows(grid, hand):
        return None
    return _NamedRows(partial(match_amounts, grid, hand), PastedAmount.fields)


def _in_hand(at: Field[Any], year: int | None) -> AmountsInHand | None:
    """Return where cells with names would go, None where the page has no rows of amounts there."""
    page = next(page for page in FORM.pages if any(s.key == at.section for s in page.sections))
    sections = sorted(page.sections, key=lambda section: section.key != at.section)
    lines = tuple(line for s in sections for line in s.lines if isinstance(line, Amounts))
    if amounts_line(at) is None or not lines:
        return None
    order = ("this", "last", "budget")
    return AmountsInHand(lines, at.section, order[order.index(_column_of(at)) :], year)


def _paste_named(editor: FieldEditor, named: _NamedRows) -> Pasted:
    """Paste figures to the rows that the names beside them say, after a look where it is not plain."""
    session, context = editor.binding.context.session, editor.binding.context
    matched = _without_totals(session, named.match(None))

    def planned(choice: PasteChoice | None) -> PastePlan:
        nonlocal matched
        if choice is not None:
            matched = _without_totals(session, named.match(choice))
        values = _values_of(matched)
        large, why = _too_large(session, values)
        large = "" if choice is not None and choice.unit else large
        doubt = matched.pasted.doubt or (f"“{large}”{why}，核对金额单位是不是元" if large else "")
        overwritten = sum(
            _replaces(session, field, text)
            for field, text in values
            if not _is_worked_out(session.facts, field)
        )
        return PastePlan(Draft(session.report).change, 0, overwritten, 0, matched.pasted, doubt)

    plan, large, why = planned(None), "", ""
    if plan.doubt and matched.pasted.plain:
        large, why = _too_large(session, _values_of(matched))
    if large:  # the unit is all that is in doubt
        asked = ask_unit(editor, large, why)
        if asked is None:
            return Pasted(f"“{large}”像是以元为单位，一格也没有粘贴")
        plan = planned(PasteChoice({}, asked or "万元"))
    elif not (plan.plain or look(plan, Choosing(named.fields, planned), editor.window())):
        return Pasted("看过以后没有粘贴")
    for first in {line: field for line, field, _ in matched.values()}.values():
        context.find(first.at())  # folded away they would not be seen
    if not _values_of(matched):
        return Pasted("复制的数没有一个放得进这一页，没有粘贴；核对名称和列，连同表头一起复制再来")
    left = tuple(
        each.words if each.where.startswith("第") else f"{each.where} {each.words}"
        for each in matched.pasted.left_over
    )
    unit = matched.pasted.unit
    spread = Spread(_values_of(matched), left_out=left, unit="" if unit == "万元" else unit)
    return _paste_values(session, spread)


def _values_of(matched: PastedAmounts) -> tuple[tuple[Field[Any], str], ...]:
    return tuple((field, text) for _, field, text in matched.values())


def _is_worked_out(facts: Facts, field: Field[Any]) -> bool:
    """Return whether a field is a total that follows from its parts: what is copied is compared."""
    line, column = amounts_line(field), _column_of(field)
    return line is not None and bool(line.parts and column) and is_summed(facts, line, column)


def look(plan: PastePlan, choosing: Choosing, parent: QWidget) -> bool:
    """Show what would be pasted; return whether it is taken."""
    dialog = PasteRowsDialog(plan, "", "行", parent, choosing=choosing)
    return dialog.exec() == PasteRowsDialog.DialogCode.Accepted


def _keep_totals(draft: Draft, session: Session, totals: Sequence[tuple[Field[Any], str]]) -> str:
    """Put in copied totals that are not what is worked out: the checks tell of them from then on.

    One that was kept before and agrees by now is dropped. Returns in words which are apart, empty
    where none is.
    """
    said = []
    after = Facts(session.report.apply(draft.change), session.scheme)
    several = len({_column_of(field) for field, _ in totals}) > 1
    for field, cell in totals:
        compared = _compared_total(after, field, cell)
        if compared is None:
            continue  # told among what has no place
        copied, counted = compared
        if rounded(copied, 2) == rounded(counted, 2):
            draft.put(field, None)
            continue
        draft.type_in(field, cell)
        name = f"{_short(field)}{_head_of(field) if several else ''}"
        said.append(f"{name}写着 {grouped(copied, 2)}，算出来是 {grouped(counted, 2)}")
    return f"{'；'.join(said)}，核对少了哪一行" if said else ""


def _compared_total(after: Facts, field: Field[Any], cell: str) -> tuple[Decimal, Decimal] | None:
    """Return a copied total and what is worked out; None where one of them is no figure."""
    copied, line = _amount(field, cell), amounts_line(field)
    figure = None if line is None else getattr(quantity(line), _column_of(field))
    counted = None if figure is None else after[figure]
    return None if copied is None or counted is None else (copied, counted)


# Figures without names: by place.


def _is_bare(cell: str) -> bool:
    return not cell or is_figure(cell) or cell in _NONES


def _placed(grid: Grid, columns: Columns, text: str) -> Spread:
    """Return which cell goes into which field, or why none does."""
    if not grid or len(grid[0]) == 1:
        return _down(columns[0], column_of(text))
    if all(_is_bare(cell) for row in grid for cell in row):
        return _side_by_side(grid, columns)
    of_funds = columns[0][0].binding.field.section in {s.key for s in FUND_SECTIONS.values()}
    return Spread((), _NO_BUDGET if of_funds else SEVERAL_NUMBERS)


_NO_BUDGET = (
    "复制的名称里没有这一页的预算，没有粘贴；把名称改得和左边一样（如“一般公共预算”）再复制，"
    "或只复制数"
)


_NONES = frozenset({"无", "-", "—", "——", "/"})


def _side_by_side(grid: Grid, columns: Columns) -> Spread:
    """Return figures without names brought down and to the right, from the field in hand on."""
    width = len(grid[0])
    if width > len(columns):
        most = f"复制了 {width} 列，从这里往右只有 {len(columns)} 栏能填，没有粘贴；少复制几列再来"
        return Spread((), most if len(columns) > 1 else SEVERAL_NUMBERS)
    cells = [[row[at] for row in grid] for at in range(width)]
    each_way = [_down(column, each) for column, each in zip(columns, cells, strict=False)]
    fault = next((each.fault for each in each_way if each.fault), "")
    if not fault and not _in_rows([each.targets for each in each_way]):
        fault = _NOT_IN_ROWS
    values = tuple(pair for each in each_way for pair in each.values)
    return Spread((), fault) if fault else Spread(values)


_NOT_IN_ROWS = (
    "合计在有的栏由程序算、在有的栏要自己填，几列数对不齐，没有粘贴；"
    "连同左边的名称一起复制，或每次只复制一列数"
)


def _in_rows(columns: Columns) -> bool:
    """Return whether what stands in one row of the cells goes into one row of the page.

    A total that is worked out in one column and typed in another would part them.
    """
    for row in zip(*columns, strict=False):
        places = [each.mapToGlobal(each.rect().center()).y() for each in row]
        if max(places) - min(places) > _SAME_LINE:
            return False
    return True


_SAME_LINE = 4
"""Pixels by which fields of one row may stand apart."""


def _depth(field: Field[Any]) -> int:
    """Return how many rows of others a total is over: it comes after its parts."""

    def depth(line: Amounts) -> int:
        return max((1 + depth(part) for part in line.parts), default=0)

    line = amounts_line(field)
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
            values = tuple(
                (e.binding.field, cell) for e, cell in pairs if cell and not e.isReadOnly()
            )
            return Spread(values, targets=tuple(e for e, _ in pairs))
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
            name = _short(editor.binding.field)
            why = f"“{name}”是几行的合计，看不出复制的数里有没有它"
            return f"{why}，没有粘贴；连同左边的名称一起复制再来"
    return ""


def _like_a_total(pairs: Sequence[tuple[FieldEditor, str]]) -> str:
    """Return the first cell that sums up two or more right over it, empty where none does."""
    amounts = [_amount(e.binding.field, cell) or Decimal(0) for e, cell in pairs]
    for at in range(2, len(pairs)):
        sums = (sum(amounts[first:at], Decimal(0)) for first in range(at - 1))
        if amounts[at] and any(amounts[at] == each for each in sums):
            return pairs[at][1]
    return ""


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
    field: Field[Any] | None = field_of(part, _column_of(editor.binding.field))
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
    field: Field[Any] | None = field_of(part, _column_of(editor.binding.field))
    return "" if field is None else field.key


def _column_of(field: Field[Any]) -> str:
    """Return which column of an amount row a field is in: `this`, `last`, `budget` or `reason`."""
    line = amounts_line(field)
    return _COLUMNS["" if line is None else field.name.removeprefix(line.name)]


_COLUMNS = {"": "this", "_last": "last", "_budget": "budget", "_reason": ""}


def _amount(field: Field[Any], cell: str) -> Decimal | None:
    value = field.read(cell).value
    return Decimal(value) if isinstance(value, Decimal | int) else None


def _unread(found: Spread) -> str:
    """Return which cell is no value of its field, empty where all are."""
    if not found.values and not found.fault:
        return SEVERAL_NUMBERS
    for field, cell in found.values:
        value = field.read(cell).value
        if isinstance(value, Unread):
            return f"“{cell[:20]}”没有粘贴：{value.why}；改好再复制一次"
    return ""


# Amounts that cannot be 万元: whoever pastes them says what they are.


def _too_large(session: Session, values: Sequence[tuple[Field[Any], str]]) -> tuple[str, str]:
    """Return the largest cell that is probably in another unit, and why; else blanks."""
    draft = Draft(session.report)
    for field, cell in values:
        draft.type_in(field, cell)
    after = Facts(session.report.apply(draft.change), session.scheme)
    told = amounts_in_doubt(session.facts, after, [field.at() for field, _ in values])
    large = {
        cell: (amount, told[field.at()])
        for field, cell in values
        if field.at() in told and (amount := _amount(field, cell) or Decimal(0)) >= 1
    }
    largest = max(large, key=lambda cell: large[cell], default="")
    return (largest, f"当作万元就{large[largest][1].removeprefix('就')}") if largest else ("", "")


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


def _in_unit(field: Field[Any], cell: str, unit: str) -> str:
    """Return a cell with the unit, where it is a bare figure of an amount."""
    return f"{cell}{unit}" if isinstance(field.kind, AmountKind) and is_figure(cell) else cell


def _replaces(session: Session, field: Field[Any], cell: str) -> bool:
    before = session.report.entry(field.at())
    return before is not None and before.value != field.bare(field.read(cell).value)


def _told(found: Spread, replaced: int) -> str:
    several = len({_head_of(e) for e, _ in found.values}) > 1
    said = [
        f"{_short(e)}{_head_of(e) if several and amounts_line(e) else ''} {e.show(e.read(cell).value)}"
        for e, cell in found.values
    ]
    shown = said if len(said) <= _SAID else [*said[: _SAID - 2], "…", said[-1]]
    more = f"，换掉了原来的 {replaced} 个数" if replaced else ""
    left = f"；没有放：{'、'.join(found.left_out[:_LISTED])}" if found.left_out else ""
    rest = f"等 {len(found.left_out)} 行" if found.left_out[_LISTED:] else ""
    unit = f"，按{found.unit}换算成万元" if found.unit else ""
    return f"{'、'.join(shown)}{unit}{more}{left}{rest}；不对按 Ctrl+Z 一次全部撤销"


_LISTED, _SAID = 3, 8
"""So many rows that go nowhere, and so many values, are told one by one."""


def _head_of(field: Field[Any]) -> str:
    """Return what the column of a field is called."""
    return field.head if amounts_line(field) is None else _HEADS[_column_of(field)]


_HEADS = {"this": "本年", "last": "上年", "budget": "预算", "": "原因"}


def _short(field: Field[Any]) -> str:
    """Return what a field's row is called."""
    line = amounts_line(field)
    if line is not None:
        return line.code or line.label
    return field.label

"""Reads copied tables of accounts as one of the nine standard tables, if their sums confirm it.

A confirmed table is as good as one of cells. All others stay unread: a number under a wrong head
would be worse than none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.lines.account_columns import (
    Bounds,
    Equation,
    Layout,
    Node,
    options_of,
    place_all,
    total_place,
)
from pingkou_gui.text.lines.account_labels import confirmed_labels, step_of_table
from pingkou_gui.text.lines.account_records import TOTAL, Record, RecordedTable, recorded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pingkou_gui.text.lines.account_records import PrintedCell
    from pingkou_gui.text.lines.copied_tables import CopiedTable

Row = tuple[tuple[int, str, int], ...]
"""Cells of a row: column counted from 1, words, and the line they stand in, counted from 0."""


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A copied table whose rows are known.

    Attributes:
        lists: its lists, each with a row of heads first; empty where the table has no number.
        confirmed: whether all its sums hold.
    """

    lists: tuple[tuple[Row, ...], ...]
    confirmed: bool = True


@dataclass(slots=True)
class Known:
    """What the tables read so far say about the following ones.

    Attributes:
        income: the income by head.
        general: the spending of the general budget by head.
    """

    income: dict[str, Decimal] = field(default_factory=dict)
    general: dict[str, Decimal] = field(default_factory=dict)


def _sum_layout(*heads: str) -> Layout:
    """Return a layout whose first column is the sum of all others."""
    return Layout(heads, (Equation((0,), tuple(range(1, len(heads)))),) if len(heads) > 1 else ())


_LAYOUTS = (
    Layout(
        ("合计", "财政拨款收入", "上级补助收入", "事业收入", "教育收费", "经营收入", "附属单位上缴收入", "其他收入"),
        (Equation((0,), (1, 2, 3, 5, 6, 7)),), rows_of_heads=2,
    ),
    _sum_layout("合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"),
    _sum_layout("合计", "财政拨款收入", "事业收入", "事业单位经营收入", "其他收入"),
    _sum_layout("合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"),
    _sum_layout("合计", "基本支出", "项目支出", "事业单位经营支出", "上缴上级支出", "对附属单位补助支出"),
    _sum_layout("合计", "基本支出", "项目支出", "事业单位经营支出", "上缴上级支出", "对下级单位补助支出"),
    Layout(
        ("年初结转和结余", "本年收入", "小计", "基本支出", "项目支出", "年末结转和结余"),
        (Equation((2,), (3, 4)), Equation((0, 1), (2, 5))), total=2, rows_of_heads=2,
    ),
    Layout(
        ("合计", "基本支出", "人员经费", "公用经费", "项目支出"),
        (Equation((0,), (1, 4)), Equation((1,), (2, 3))), rows_of_heads=2,
    ),
    _sum_layout("合计", "基本支出", "项目支出"),
    _sum_layout("合计", "人员经费", "公用经费"),
)  # fmt: skip
"""The columns of the forms, the widest first."""
_ALL_HEADS = sorted({head for layout in _LAYOUTS for head in layout.heads}, key=len, reverse=True)
_WHOLE_HEADS = {
    "合计": ("本年收入合计", "本年支出合计", "合计", "小计", "总计"),
    "小计": ("小计", "合计"),
}
_ONE_NUMBER = re.compile("[预决]算数|金额")
_INCOME = re.compile("收入[预决]?算?总?表")
_PERSONNEL, _OPERATING = "人员经费合计", "公用经费合计"
_PERSONNEL_CODES = frozenset({"301", "303"})
_MOST_PIECES = 4
_MOST_HEADS = 200
_MOST_ROWS = 400


def read_account_tables(tables: Sequence[CopiedTable]) -> dict[int, ReadTable]:
    """Return the tables whose sums confirm how they are read, by index of `tables`.

    Neighbouring tables of the same title are pages of one table. Tables without codes are read first,
    then those of the general budget, since both say something about the others.
    """
    made = [(first, title, recorded(lines)) for first, title, lines in _joined_pages(tables)]
    _complete_names([table for _, _, table in made])
    known = Known()
    found: dict[int, ReadTable] = {}
    for wanted in (_is_labelled, _is_of_general_budget, _is_any):
        for first, title, table in made:
            if first in found or not wanted(title, table) or len(table.records) > _MOST_ROWS:
                continue
            read = _read(title, table, known)
            if read.lists or not any(record.numbers for record in table.records):
                found[first] = read
    return found


def _joined_pages(
    tables: Sequence[CopiedTable],
) -> Iterator[tuple[int, str, list[tuple[int, str]]]]:
    """Yield index, title and lines of each table, with the lines of its further pages."""
    at = 0
    while at < len(tables):
        first = at
        lines = list(tables[at].lines)
        while (
            at + 1 < len(tables)
            and tables[at + 1].title == tables[first].title
            and tables[at + 1].unit == tables[first].unit
        ):
            at += 1
            lines += tables[at].lines
        yield first, tables[first].title, lines
        at += 1


def _complete_names(tables: Sequence[RecordedTable]) -> None:
    """Take names of unsure rows from other tables, by account code."""
    clear = [table for table in tables if not any(r.unsure for r in table.records)]
    names = {r.code: r.name for table in clear for r in table.records if r.code and r.name}
    for table in tables:
        if table not in clear:
            for record in table.records:
                record.unsure = bool(record.code) and record.code not in names
                record.name = names.get(record.code, record.name)


def _is_labelled(_title: str, table: RecordedTable) -> bool:
    """Whether a table has labels without codes."""
    return not table.coded


def _is_of_general_budget(title: str, table: RecordedTable) -> bool:
    """Whether a table is of the accounts of the general budget."""
    return table.coded and "一般公共预算" in title


def _is_any(_title: str, _table: RecordedTable) -> bool:
    """Return True: the remaining tables."""
    return True


_NOT_READ = ReadTable(())


def _read(title: str, table: RecordedTable, known: Known) -> ReadTable:
    """Return a table as read, without lists if it could not be."""
    if "三公" not in title and (table.loose or any(r.unsure or not r.name for r in table.records)):
        return _NOT_READ
    if not table.coded:
        return ReadTable(confirmed_labels(title, table, known.income))
    layout = _layout_of(table)
    if layout is None:
        return _NOT_READ
    if len(layout.heads) == 1:
        return ReadTable(_economic_lists(table, layout))
    return _coded_table(title, table, layout, known)


# ---- columns --------------------------------------------------------------------------------


def _layout_of(table: RecordedTable) -> Layout | None:
    """Return the layout whose heads stand above the rows; None without one, or with further heads."""
    if len(table.pieces) > _MOST_HEADS:
        return None
    there = {head for head in _ALL_HEADS if _is_head_present(head, table.pieces)}
    for layout in _LAYOUTS:
        if set(layout.heads) <= there:
            others = there - set(layout.heads) - {"合计", "小计"}
            ends = {other for other in others if any(h.endswith(other) for h in layout.heads)}
            return layout if others == ends and _is_in_order(layout, table.pieces) else None
    number = _ONE_NUMBER.search(table.heads)
    if number is not None and there <= {"合计", "小计", "人员经费", "公用经费"}:
        return Layout((number.group(),), ())
    return None


def _is_in_order(layout: Layout, pieces: Sequence[str]) -> bool:
    """Whether the unbroken heads stand in the order of the layout, each once."""
    if any(pieces.count(head) > 1 for head in layout.heads[1:]):
        return False
    places = [pieces.index(head) for head in layout.heads[1:] if head in pieces]
    return layout.rows_of_heads > 1 or places == sorted(places)


def _is_head_present(head: str, pieces: Sequence[str]) -> bool:
    """Whether a head stands above the rows, whole or broken into pieces."""
    return any(_is_made_of(words, pieces) for words in _WHOLE_HEADS.get(head, (head,)))


def _is_made_of(words: str, pieces: Sequence[str]) -> bool:
    """Whether a few pieces, in their order, are the words: 附属单 … 位上 … 缴收入."""
    fewest = {0: 0}
    for piece in pieces:
        for done, count in sorted(fewest.items(), reverse=True):
            if count < _MOST_PIECES and words.startswith(piece, done):
                reached = done + len(piece)
                fewest[reached] = min(count + 1, fewest.get(reached, _MOST_PIECES))
    return len(words) in fewest


# ---- tables with codes -----------------------------------------------------------------------


def _coded_table(title: str, table: RecordedTable, layout: Layout, known: Known) -> ReadTable:
    """Return a table with a total row, one list of accounts and several columns."""
    records = [r for r in table.records if r.code or r.numbers]
    step = step_of_table(records)
    nodes = _nodes(records, layout, step)
    if nodes is None:
        return _NOT_READ
    root = nodes[""]
    _set_children(nodes, root)
    placing = place_all(root, layout, step, _bounds(title, layout, known))
    settled = all(node.places is not None for node in nodes.values())
    if not placing.is_believed(settled=settled) or (
        placing.broken and not _are_copied_alike(records)
    ):
        return _NOT_READ
    if settled and "一般公共预算" in title and not placing.broken:
        values = zip(root.places or (), root.record.numbers, strict=True)
        known.general.update({layout.heads[place]: number.value for place, number in values})
    ordered = [nodes[r.code] for r in records]
    rows = _rows_of(ordered, layout) if settled else _rows_of_totals(ordered, layout)
    return ReadTable((rows,), confirmed=not placing.broken)


def _are_copied_alike(records: Sequence[Record]) -> bool:
    """Whether all rows have their numbers on one line, or all have each on its own."""
    several = [r.numbers for r in records if len(r.numbers) > 1]
    lines = [(len({cell.line for cell in cells}), len(cells)) for cells in several]
    return all(n == 1 for n, _ in lines) or all(n == count for n, count in lines)


def _nodes(records: Sequence[Record], layout: Layout, step: Decimal) -> dict[str, Node] | None:
    """Return the rows by account code, the total row by an empty string; None if they are no such list."""
    totals = [r for r in records if not r.code]
    if len(totals) != 1 or not TOTAL.fullmatch(totals[0].name) or not totals[0].numbers:
        return None
    if any(len(r.numbers) > len(layout.heads) for r in records):
        return None
    nodes = {r.code: Node(r, options_of(r.numbers, layout, step)) for r in records}
    return nodes if len(nodes) == len(records) else None  # an account stands there once


def _set_children(nodes: dict[str, Node], root: Node) -> None:
    """Make each account a child of the account or total it belongs to."""
    for code, node in nodes.items():
        if not code:
            continue
        above = next((nodes[code[:n]] for n in (5, 3) if n < len(code) and code[:n] in nodes), root)
        above.children.append(node)


def _bounds(title: str, layout: Layout, known: Known) -> Bounds:
    """Return what the tables read before say about the total row."""
    if "财政拨款收入" in layout.heads and known.income:
        exact = {
            at: known.income.get(head, Decimal(0)) for at, head in enumerate(layout.heads) if at
        }
        return Bounds(exact=exact)
    if "经营支出" in "".join(layout.heads) and known.general and "财政拨款" not in title:
        least = {
            at: known.general[head]
            for at, head in enumerate(layout.heads)
            if at and head in known.general
        }
        return Bounds(least=least)
    return Bounds()


def _head_row(first: Sequence[str], layout: Sequence[str], line: int) -> Row:
    """Return the row of heads; 小计 of spending is called 本年支出."""
    heads = (*first, *("本年支出" if head == "小计" else head for head in layout))
    return tuple((n, head, line) for n, head in enumerate(heads, 1))


def _rows_of(nodes: Sequence[Node], layout: Layout) -> tuple[Row, ...]:
    """Return the heads and all rows with their numbers in columns."""
    line = nodes[0].record.line
    rows = [_head_row(("科目编码", "科目名称"), layout.heads, line)]
    rows.extend(
        _row(node.record, zip(node.places or (), node.record.numbers, strict=True))
        for node in nodes
    )
    return tuple(rows)


def _rows_of_totals(nodes: Sequence[Node], layout: Layout) -> tuple[Row, ...]:
    """Return the heads and all rows with their totals alone."""
    line = nodes[0].record.line
    rows = [_head_row(("科目编码", "科目名称"), (layout.heads[layout.total],), line)]
    for node in nodes:
        place = total_place(node, layout)
        number = () if place is None else ((0, node.record.numbers[place]),)
        rows.append(_row(node.record, number))
    return tuple(rows)


def _row(record: Record, numbers: Iterable[tuple[int, PrintedCell]]) -> Row:
    """Return a row as (column, text, line): code, name, and numbers by index of the layout."""
    cells = [(1, record.code, record.line)] if record.code else []
    cells.append((2, record.name, record.line))
    cells.extend((place + 3, cell.text, cell.line) for place, cell in numbers if cell.text)
    return tuple(cells)


def _economic_lists(table: RecordedTable, layout: Layout) -> tuple[tuple[Row, ...], ...]:
    """Return the lists of 人员经费 and 公用经费 by economic class; empty if their sums do not hold."""
    records = [r for r in table.records if r.code or r.numbers]
    totals = {r.name: r for r in records if not r.code}
    coded = {r.code: r for r in records if r.code}
    if any(len(r.numbers) > 1 for r in records) or len(coded) + len(totals) != len(records):
        return ()
    if not {_PERSONNEL, _OPERATING} <= set(totals) or set(totals) - {
        _PERSONNEL,
        _OPERATING,
        "合计",
    }:
        return ()
    step = step_of_table(records)
    lists: list[tuple[Row, ...]] = []
    for name, own in ((_PERSONNEL, True), (_OPERATING, False)):
        inside = [r for c, r in sorted(coded.items()) if (c[:3] in _PERSONNEL_CODES) == own]
        nodes = {r.code: Node(r, options_of(r.numbers, layout, step)) for r in inside}
        root = Node(totals[name], options_of(totals[name].numbers, layout, step))
        _set_children(nodes, root)
        placing = place_all(root, layout, step, Bounds())
        if placing.broken or not placing.is_believed(settled=True):
            return ()
        lists.append(_rows_of([*nodes.values(), root], layout))
    return tuple(lists)

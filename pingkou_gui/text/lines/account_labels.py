"""Reads tables without account codes: 收入支出总表 with its two sides, and 三公."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.lines.account_columns import slack
from pingkou_gui.text.lines.account_records import are_counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.text.lines.account_records import PrintedCell, Record, RecordedTable

Row = tuple[tuple[int, str, int], ...]
_ZERO = Decimal(0)
_SPENT = re.compile("支出|结余分配|年末|结转下年")
_INCOME = re.compile(
    "收入|拨款|预算资金|一般公共预算|政府性基金|国有资本经营预算|使用|动用|年初|上年|专户|专项债"
)
_CHAPTER = re.compile("[一二三四五六七八九十]{1,3}[、.．]")
_FAR_CHAPTER = re.compile("(?:十[一二三四五六七八九]|二十)")
"""Numbers beyond any list of income: 二十一、国有资本经营预算 is spending."""
_BELOW = re.compile("\\d{1,2}[、.．]|其中|[（(]")
_SUBTOTAL = re.compile("(?:本年)?(?:收入|支出)(?:合计|小计)")
_WHOLE = re.compile("(?:收入|支出|收支)?总计|(?:收入|支出)合计")
_NUMBER_HEAD = re.compile("([预决]算数|金额)")
_FUNDS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
_KINDS = (
    ("财政拨款收入", re.compile("财政拨款收入|一般公共预算|政府性基金|国有资本")),
    ("上级补助收入", re.compile("上级补助收入")),
    ("事业收入", re.compile("事业收入")),
    ("事业单位经营收入", re.compile("事业单位经营收入")),
    ("经营收入", re.compile("经营收入")),
    ("附属单位上缴收入", re.compile("附属单位上缴收入")),
    ("其他收入", re.compile("其他收入")),
)
_PUBLIC = (
    "“三公”经费合计",
    "因公出国（境）费",
    "公务用车购置及运行维护费",
    "公务用车购置费",
    "公务用车运行维护费",
    "公务接待费",
)


def confirmed_labels(
    title: str, table: RecordedTable, income: dict[str, Decimal]
) -> tuple[tuple[Row, ...], ...]:
    """Return the lists of a table without codes; empty unless its sums confirm them.

    Args:
        title: its title.
        table: its rows.
        income: takes what the income of each kind is, for the tables that follow.
    """
    if "三公" in title:
        return _public_lists(table)
    sides = _sides(table)
    if sides is None:
        return ()
    left, right = sides
    if not _labels_are_complete(left, right):
        return ()
    step = step_of_table(table.records)
    one, other = _total_of_side(left, step), _total_of_side(right, step)
    if one is None or other is None or one != other:
        return ()
    if "财政拨款" not in title:
        _note_income(left, income)
    head = _NUMBER_HEAD.search(table.heads)
    word = head.group() if head is not None else "金额"
    spent = word if all(len(r.numbers) <= 1 for r in right) else "合计"
    return _rows_of_side(left, word), _rows_of_side(right, spent)


def step_of_table(records: Sequence[Record]) -> Decimal:
    """Return one unit of the last printed place of a table's numbers."""
    places = max((len(n.text.partition(".")[2]) for r in records for n in r.numbers), default=0)
    return Decimal(1).scaleb(-places)


def _sides(table: RecordedTable) -> tuple[list[Record], list[Record]] | None:
    """Return the rows of the left and of the right side; None where the side of a number is unclear."""
    left: list[Record] = []
    right: list[Record] = []
    wholes = 0
    numbered = "行次" in table.heads
    for record in table.records:
        if numbered:
            _drop_line_numbers(record)
        bare = _WHOLE.fullmatch(record.name) is not None and not _SPENT.search(record.name)
        if bare and "收入" not in record.name:
            (right if wholes else left).append(record)
            wholes += 1
        elif (
            _INCOME.search(record.name)
            and not _SPENT.search(record.name)
            and not _FAR_CHAPTER.match(record.name)
        ):
            left.append(record)
        else:
            right.append(record)
    if any(len(record.numbers) > 1 for record in left):
        return None
    return left, right


def _labels_are_complete(left: Sequence[Record], right: Sequence[Record]) -> bool:
    """Whether no label lost its end to the one beside it, since all of one side end alike."""
    spent = [r.name for r in right if _CHAPTER.match(r.name)]
    ends = [name.endswith("支出") for name in spent]
    income = [r.name for r in left if _CHAPTER.match(r.name)]
    return len(set(ends)) <= 1 and all(_END_OF_INCOME.search(name) for name in income)


_END_OF_INCOME = re.compile("(?:收入|拨款|资金|基金|预算|结余|结转|补助|上缴|）)$")


def _drop_line_numbers(record: Record) -> None:
    """Remove the numbers of lines from a row."""
    record.numbers = [cell for cell in record.numbers if not _LINE_NUMBER.fullmatch(cell.text)]


_LINE_NUMBER = re.compile("\\d{1,2}")


def _total_of_side(rows: Sequence[Record], step: Decimal) -> Decimal | None:
    """Return the 总计 of a side if all its sums hold, else None."""
    whole = next((r for r in reversed(rows) if _WHOLE.fullmatch(r.name) and r.numbers), None)
    if whole is None or any(not _row_holds(row, step) for row in rows):
        return None
    total = whole.numbers[0].value
    subtotal = next((r for r in rows if _SUBTOTAL.fullmatch(r.name) and r is not whole), None)
    at = rows.index(subtotal) if subtotal is not None else len(rows)
    before, behind = list(rows[:at]), list(rows[at + 1 :])
    parts = [r for r in before if _CHAPTER.match(r.name)]
    added = sum((_value(r) for r in parts), _ZERO)
    filled = sum(1 for r in parts if r.numbers)
    if not _parts_hold(before, step):
        return None
    if subtotal is None:
        near = abs(added - total) <= slack(filled, step)
        return total if near and filled else None
    if not filled or abs(added - _value(subtotal)) > slack(filled, step):
        return None
    more = [
        r
        for r in behind
        if r is not whole and not _CHAPTER.match(r.name) and not _BELOW.match(r.name)
    ]
    rest = _value(subtotal) + sum((_value(r) for r in more), _ZERO)
    return total if abs(rest - total) <= slack(1 + len(more), step) else None


def _parts_hold(rows: Sequence[Record], step: Decimal) -> bool:
    """Whether the printed parts of each item (1. 2. 3.) add up to it."""
    at = 0
    while at < len(rows):
        below: list[Record] = []
        item = rows[at]
        at += 1
        while at < len(rows) and _BELOW.match(rows[at].name):
            below.append(rows[at])
            at += 1
        filled = [r for r in below if r.numbers]
        if not filled or any(r.name.startswith("其中") for r in below):
            continue
        if abs(sum((_value(r) for r in filled), _ZERO) - _value(item)) > slack(len(filled), step):
            return False
    return True


def _value(record: Record) -> Decimal:
    """Return the first number of a row, 0 without one."""
    return record.numbers[0].value if record.numbers else _ZERO


def _row_holds(record: Record, step: Decimal) -> bool:
    """Whether the first number of a row is the sum of the others."""
    rest = [number.value for number in record.numbers[1:]]
    return not rest or abs(sum(rest) - record.numbers[0].value) <= slack(len(rest), step)


def _note_income(rows: Sequence[Record], income: dict[str, Decimal]) -> None:
    """Add the rows above the subtotal to the income by kind."""
    for row in rows:
        if _SUBTOTAL.fullmatch(row.name) or _WHOLE.fullmatch(row.name):
            return
        if _BELOW.match(row.name):
            continue
        kind = next((kind for kind, words in _KINDS if words.search(row.name)), "")
        income[kind] = income.get(kind, _ZERO) + _value(row)


def _rows_of_side(rows: Sequence[Record], head: str) -> tuple[Row, ...]:
    """Return the heads and the rows of one side, each with its first number."""
    found: list[Row] = [((1, "项目", rows[0].line), (2, head, rows[0].line))]
    for row in rows:
        cells = [(1, row.name, row.line)]
        cells += [(2, cell.text, cell.line) for cell in row.numbers[:1] if cell.text]
        found.append(tuple(cells))
    return tuple(found)


# ---- the three public expenses ---------------------------------------------------------------


def _public_lists(table: RecordedTable) -> tuple[tuple[Row, ...], ...]:
    """Return 三公 as rows with columns 预算数 and 决算数, or one of them; empty if no order of cells adds up."""
    cells = [cell for record in table.records for cell in record.numbers]
    cells = next((cells[n:] for n in _COLUMNS if are_counted(cells[:n]) and cells[n:]), cells)
    words = table.heads + "".join(record.name for record in table.records)
    both = "预算数" in words and "决算数" in words
    if not both:
        head = _NUMBER_HEAD.search(words)
        more = 1 if "机关运行" in words else 0
        if len(cells) != len(_PUBLIC) + more:
            return ()
        columns = [(head.group() if head is not None else "金额", cells[: len(_PUBLIC)])]
    elif len(cells) != 2 * len(_PUBLIC):
        return ()
    elif words.count("决算数") >= len(_PUBLIC) - 1:
        columns = [("预算数", cells[::2]), ("决算数", cells[1::2])]
    else:
        columns = [("预算数", cells[: len(_PUBLIC)]), ("决算数", cells[len(_PUBLIC) :])]
    orders = [order for order in _ORDERS if all(_is_order_of_public(c, order) for _, c in columns)]
    if len(orders) != 1 or not any(cell.value for _, column in columns for cell in column):
        return ()
    line = cells[0].line
    rows: list[Row] = [
        ((1, "项目", line), *((n, head, line) for n, (head, _) in enumerate(columns, 2)))
    ]
    for name, at in zip(_PUBLIC, orders[0], strict=True):
        numbers = ((n, column[at]) for n, (_, column) in enumerate(columns, 2))
        rows.append(((1, name, line), *((n, c.text, c.line) for n, c in numbers if c.text)))
    return (tuple(rows),)


_COLUMNS = (12, 7, 6)
_ORDERS = ((0, 1, 2, 3, 4, 5), (0, 1, 3, 4, 5, 2))
"""The positions of 合计, 出国, 公务用车小计, 购置, 运行, 接待 in a row: 接待 last, or before the vehicles."""


def _is_order_of_public(cells: Sequence[PrintedCell], order: Sequence[int]) -> bool:
    """Whether cells in this order add up as 三公."""
    total, abroad, vehicles, bought, run, received = (cells[at].value for at in order)
    return total == abroad + vehicles + received and vehicles == bought + run

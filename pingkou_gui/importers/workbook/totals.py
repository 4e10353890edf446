"""收入支出决算总表 and 财政拨款收入支出决算总表: labels with amounts at their right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.importers.workbook.account import Account
    from pingkou_gui.importers.workbook.cells import At
    from pingkou_gui.importers.workbook.sums import Reading
    from pingkou_gui.importers.workbook.tables import Table

BUDGETS = {
    "general": re.compile(r"一般公共预算"),
    "government_funds": re.compile(r"政府性基金"),
    "state_capital": re.compile(r"国有资本"),
}
_NAMES = {"general": "一般公共预算", "government_funds": "政府性基金", "state_capital": "国有资本"}
_COUNTED = re.compile(r"[一二三四五六七八九十]+[、.．]")
_GRAND = re.compile(r"总计|合计|本年收入合计")
_SPENT = re.compile(r"本年支出合计")
_IN = re.compile(r"(?:年初|上年)(?:财政拨款)?结转")
_OUT = re.compile(r"年末(?:财政拨款)?结转|结转下年")
_LABEL_HEAD = re.compile(r"项目|科目|支出功能分类|^收入$|^支出$")
_OTHER_STAGE = re.compile(r"年初预算|全年预算|调整预算|上年|预算数")


@dataclass(frozen=True, slots=True)
class Block:
    """A column of labels and the columns of amounts that belong to it."""

    label: int
    amounts: tuple[int, ...]


def read_totals(table: Table, account: Account, *, fiscal: bool) -> None:
    """Read a table of totals; `fiscal` for the one of fiscal appropriation alone."""
    blocks = _blocks(table)
    for block in blocks:
        _read_incomes(table, block, account)
        _read_spending(table, block, account, "fiscal" if fiscal else "all")
        _pass_over_sums(table, block)
    if fiscal:
        _fiscal_sums(account, table)


def _pass_over_sums(table: Table, block: Block) -> None:
    """The sums of both sides repeat what stands above them."""
    for row, words in _labels(table, block):
        if _GRAND.fullmatch(words):
            table.used.update((row, column) for column in block.amounts)


def _blocks(table: Table) -> list[Block]:
    labels = [c for c in table.columns if _is_label_column(table, c)]
    ends = [column - 1 for column in labels[1:]] + [table.sheet.columns]
    return [
        Block(label, tuple(c for c in range(label + 1, end + 1) if _is_amount(table, c)))
        for label, end in zip(labels, ends, strict=True)
    ]


def _is_label_column(table: Table, column: int) -> bool:
    words = [table[r, column] for r in table.rows if table[r, column].words]
    return sum(cell.number is None for cell in words) >= 3


def _is_amount(table: Table, column: int) -> bool:
    heads = table.heads(column)
    if not heads or "行次" in heads[-1] or _numbered(table, column):
        return False
    return not _OTHER_STAGE.search(heads[-1].replace("一般公共预算", ""))


def _numbered(table: Table, column: int) -> bool:
    """Whether the numbers only count the rows."""
    numbers = [n for r in table.rows if (n := table[r, column].number) is not None]
    steps = {second - first for first, second in pairwise(numbers)}
    if len(numbers) > 2 and steps == {1}:
        table.used.update((r, column) for r in table.rows)
        return True
    return False


def _labels(table: Table, block: Block) -> Iterator[tuple[int, str]]:
    for row in table.rows:
        cell = table[row, block.label]
        if cell.words and cell.number is None:
            yield row, cell.words


def _read_incomes(table: Table, block: Block, account: Account) -> None:
    """Income by budget, and below 年初结转 what each budget brought in."""
    if not block.amounts:
        return
    stage = "income"
    for row, words in _labels(table, block):
        if re.search(r"合计|总计", words):
            continue
        if _IN.search(words):
            stage = "carried_in"
        if _SPENT.search(words) or _OUT.search(words):
            return
        budget = next((name for name, p in BUDGETS.items() if p.search(words)), "")
        if budget and not words.endswith("支出"):
            account.read(table, (row, block.amounts[0]), f"{budget}:{stage}")


def _read_spending(table: Table, block: Block, account: Account, whole: str) -> None:
    keys = [(column, _budget_of(table, column, whole)) for column in block.amounts]
    for row, words in _labels(table, block):
        if _SPENT.search(words):
            _read_spent(table, block, account, keys, row)
        elif _OUT.search(words):
            for column, key in keys:
                account.read(table, (row, column), f"{key}:carried_out")


def _read_spent(
    table: Table, block: Block, account: Account, keys: list[tuple[int, str]], row: int
) -> None:
    lines = [r for r, words in _labels(table, block) if r < row and _COUNTED.match(words)]
    for column, key in keys:
        total = account.read(table, (row, column), f"{key}:outturn")
        parts = [account.read(table, (r, column)) for r in lines]
        if lines:
            account.balance([total], parts, ("本年支出合计", "上面各行相加"))


def _budget_of(table: Table, column: int, whole: str) -> str:
    words = "".join(table.heads(column)[-1:])
    return next((name for name, pattern in BUDGETS.items() if pattern.search(words)), whole)


def _fiscal_sums(account: Account, table: Table) -> None:
    for stage in ("outturn", "carried_out"):
        parts = [_here(account, f"{budget}:{stage}", table) for budget in BUDGETS]
        account.balance([_here(account, f"fiscal:{stage}", table)], parts, ("合计", "各预算相加"))
    for budget, name in _NAMES.items():
        before = [_here(account, f"{budget}:{stage}", table) for stage in ("carried_in", "income")]
        after = [_here(account, f"{budget}:{stage}", table) for stage in ("outturn", "carried_out")]
        if any(before) and any(after):
            account.balance(before, after, (f"{name}年初加收入", "支出加年末"))


def _here(account: Account, what: str, table: Table) -> Reading | None:
    return next((r for r in account.readings.get(what, ()) if r.table is table), None)


def label_of(table: Table, at: At) -> str:
    """Return the words left of a cell, for telling what was left out."""
    row, column = at
    words = (table[row, c] for c in range(column - 1, 0, -1))
    return next((cell.text for cell in words if cell.words and cell.number is None), "")

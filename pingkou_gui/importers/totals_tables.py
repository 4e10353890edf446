"""Tables of totals: 收入支出决算总表 and 财政拨款收入支出决算总表, labels with amounts at their right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from pingkou_gui.importers.economic_tables import Reading
from pingkou_gui.importers.headers import unnumbered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.importers.accounts import Account
    from pingkou_gui.importers.sheets import SheetTable

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
_OTHER_STAGE = re.compile(r"年初预算|全年预算|调整预算|上年|预算数")
_FIRST_BUDGET = re.compile(r"年初预算|^(?:本年)?预算数?$")
_BY_NATURE = {
    "基本支出": "basic",
    "人员经费": "personnel",
    "公用经费": "operating",
    "日常公用经费": "operating",
    "项目支出": "all:project",
}
"""What the lines by 支出性质 are, beside those by function."""


@dataclass(frozen=True, slots=True)
class TotalsBlock:
    """A column of labels and the columns of amounts that belong to it."""

    label: int
    amounts: tuple[int, ...]
    budgets: tuple[int, ...] = ()


def read_totals(table: SheetTable, account: Account, *, fiscal: bool) -> None:
    """Read a table of totals; `fiscal` for the one of fiscal appropriation alone."""
    blocks, whole = _blocks(table), "fiscal" if fiscal else "all"
    for block in blocks:
        _read_incomes(table, block, account, whole)
        _read_spending(table, block, account, whole)
        _pass_over_sums(table, block)
    if fiscal:
        _fiscal_sums(account, table)


def _pass_over_sums(table: SheetTable, block: TotalsBlock) -> None:
    """The sums of both sides repeat what stands above them."""
    for row, words in _labels(table, block):
        if _GRAND.fullmatch(words):
            table.used.update((row, column) for column in block.amounts)


def _blocks(table: SheetTable) -> list[TotalsBlock]:
    labels = [c for c in table.columns if _is_label_column(table, c)]
    ends = pairwise([*labels, table.sheet.columns + 1])
    return [
        TotalsBlock(
            label,
            tuple(c for c in range(label + 1, end) if _is_amount(table, c)),
            tuple(c for c in range(label + 1, end) if _FIRST_BUDGET.search(_last_head(table, c))),
        )
        for label, end in ends
    ]


def _last_head(table: SheetTable, column: int) -> str:
    return "".join(table.heads(column)[-1:])


def _is_label_column(table: SheetTable, column: int) -> bool:
    words = [table[r, column] for r in table.rows if table[r, column].words]
    return sum(cell.number is None for cell in words) >= 3


def _is_amount(table: SheetTable, column: int) -> bool:
    heads = table.heads(column)
    if not heads or "行次" in heads[-1] or _numbered(table, column):
        return False
    return not _OTHER_STAGE.search(heads[-1].replace("一般公共预算", ""))


def _numbered(table: SheetTable, column: int) -> bool:
    """Whether the numbers only count the rows."""
    numbers = [n for r in table.rows if (n := table[r, column].number) is not None]
    steps = {second - first for first, second in pairwise(numbers)}
    if len(numbers) > 2 and steps == {1}:
        table.used.update((r, column) for r in table.rows)
        return True
    return False


def _labels(table: SheetTable, block: TotalsBlock) -> Iterator[tuple[int, str]]:
    for row in table.rows:
        cell = table[row, block.label]
        if cell.words and cell.number is None:
            yield row, cell.words


def _read_incomes(table: SheetTable, block: TotalsBlock, account: Account, whole: str) -> None:
    """Income by budget, and below 年初结转 what all brought in and each budget."""
    if not block.amounts:
        return
    stage = "income"
    for row, words in _labels(table, block):
        if _SPENT.search(words) or _OUT.search(words):
            return
        if re.search(r"合计|总计", words):
            continue
        if _IN.search(words):
            if stage == "income" and not any(p.search(words) for p in BUDGETS.values()):
                account.read(table, (row, block.amounts[0]), f"{whole}:carried_in", words)
            stage = "carried_in"
        budget = next((name for name, p in BUDGETS.items() if p.search(words)), "")
        if budget and not words.endswith("支出"):
            account.read(table, (row, block.amounts[0]), f"{budget}:{stage}")


def _read_spending(table: SheetTable, block: TotalsBlock, account: Account, whole: str) -> None:
    """Read the spending side of the totals: outturn, what is carried out, basic and projects."""
    keys = [(column, _budget_of(table, column, whole)) for column in block.amounts]
    for row, words in _labels(table, block):
        if _SPENT.search(words):
            _read_spent(table, block, account, keys, row)
        elif _OUT.search(words):
            for column, key in keys:
                account.read(table, (row, column), f"{key}:carried_out")
        elif what := _BY_NATURE.get(unnumbered(words), ""):
            for column in (column for column, key in keys if key == whole):
                account.read(table, (row, column), what)
            if what == "operating":
                for column in block.budgets[:1]:
                    account.read(table, (row, column), "operating:budget")


def _read_spent(
    table: SheetTable, block: TotalsBlock, account: Account, keys: list[tuple[int, str]], row: int
) -> None:
    lines = [r for r, words in _labels(table, block) if r < row and _COUNTED.match(words)]
    for column, key in keys:
        total = account.read(table, (row, column), f"{key}:outturn")
        parts = [account.read(table, (r, column)) for r in lines]
        if lines:
            account.balance([total], parts, ("本年支出合计", "上面各行相加"))


def _budget_of(table: SheetTable, column: int, whole: str) -> str:
    words = _last_head(table, column)
    return next((name for name, pattern in BUDGETS.items() if pattern.search(words)), whole)


def _fiscal_sums(account: Account, table: SheetTable) -> None:
    for stage in ("outturn", "carried_out"):
        parts = [_here(account, f"{budget}:{stage}", table) for budget in BUDGETS]
        account.balance([_here(account, f"fiscal:{stage}", table)], parts, ("合计", "各预算相加"))
    together = _here(account, "fiscal:carried_in", table)
    incomes = [_here(account, f"{budget}:income", table) for budget in BUDGETS]
    unsplit = (
        together.amount if together is not None and not _is_split(account, table) else Decimal(0)
    )
    if unsplit:
        after = [_here(account, f"fiscal:{stage}", table) for stage in ("outturn", "carried_out")]
        account.balance([together, *incomes], after, _FLOW_NAMES)
    for budget, name in _NAMES.items():
        before = [_here(account, f"{budget}:{stage}", table) for stage in ("carried_in", "income")]
        after = [_here(account, f"{budget}:{stage}", table) for stage in ("outturn", "carried_out")]
        if 0 < _sum(after) - _sum(before) <= unsplit:
            continue  # what this budget brought in may be part of what all brought in together
        if any(before) and any(after):
            account.balance(before, after, (f"{name}{_FLOW_NAMES[0]}", _FLOW_NAMES[1]))


_FLOW_NAMES = ("年初加收入", "支出加年末")


def _is_split(account: Account, table: SheetTable) -> bool:
    """Return whether the table prints what any single budget carried in."""
    return any(_here(account, f"{budget}:carried_in", table) for budget in BUDGETS)


def _sum(readings: Sequence[Reading | None]) -> Decimal:
    return sum((r.amount for r in readings if r is not None), Decimal(0))


def _here(account: Account, what: str, table: SheetTable) -> Reading | None:
    return next((r for r in account.readings.get(what, ()) if r.table is table), None)


def spread_totals(account: Account) -> None:
    """Give what is told of several budgets together to the budget that it must be of.

    Where nothing was carried in, nothing was in any budget; of fiscal money one budget has what the
    others leave. What cannot be divided is left to be told. Spending beyond fiscal money is other money.
    """
    for whole in ("fiscal", "all"):
        total = account.first(f"{whole}:carried_in")
        if total is not None:
            _spread_carried_in(account, whole, total)
    spent, fiscal = (account.first(f"{whole}:outturn") for whole in ("all", "fiscal"))
    if spent is not None and fiscal is not None and spent.amount - fiscal.amount > spent.table.step:
        rest = Reading("other:outturn", spent.amount - fiscal.amount, spent.table, spent.cells)
        rest.suspect("是总支出减财政拨款支出，核对是不是专户或其他资金的支出")
        account.keep(rest)


def _spread_carried_in(account: Account, whole: str, total: Reading) -> None:
    none = {each.budget for each in account.nones}
    told = {budget: account.first(f"{budget}:carried_in") for budget in BUDGETS}
    sum_told = sum((each.amount for each in told.values() if each), start=total.amount * 0)
    open_ = [budget for budget, each in told.items() if each is None and budget not in none]
    rest = total.amount - sum_told
    if not total.amount:
        known = [b for b in open_ if b == "general" or account.first(f"{b}:outturn")]
    else:
        known = open_ if whole == "fiscal" and len(open_) == 1 and rest >= 0 else []
    for budget in known:
        found = Reading(f"{budget}:carried_in", rest, total.table, total.cells, total.label)
        if total.amount:
            found.suspect("是合计减其他预算的上年结转，核对")
        account.keep(found)
    if total.amount and not known and rest:
        total.table.used -= set(total.cells)

"""Tables of projects with their names: 项目支出决算明细表 and the like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pingkou_gui.spec.pages.projects import BUDGET_NAMES, BUDGETS
from pingkou_gui.spec.text_kinds import ChoiceKind

if TYPE_CHECKING:
    from pingkou_gui.importers.workbook.account import Account
    from pingkou_gui.importers.workbook.cells import At
    from pingkou_gui.importers.workbook.sums import Reading
    from pingkou_gui.importers.workbook.tables import Table

_NAME = re.compile(r"项目名称")
_TOTAL = re.compile(r"合计|总计|小计")
_STAGES = {
    "initial": re.compile(r"年初预算"),
    "full_year": re.compile(r"全年预算|调整预算|预算数"),
    "carried_in": re.compile(r"年初结转|上年结转"),
    "carried_out": re.compile(r"年末结转|结转下年"),
    "outturn": re.compile(r"决算数|支出数|执行数|实际支出|本年支出|^支出$|^金额$|^合计$|支出金额"),
}
_BUDGET_HEAD = re.compile(r"资金性质|资金来源|预算来源|经费来源")
_BUDGETS = ChoiceKind(BUDGETS, tuple(BUDGET_NAMES.items()))


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project as it stands in a row of a table."""

    name: str
    at: At
    table: Table
    budget: str
    amounts: dict[str, Reading]


def read_projects(table: Table, account: Account) -> list[ProjectLine]:
    """Return the projects of a table; empty where no column holds their names."""
    heads = {column: "/".join(table.heads(column)) for column in table.columns}
    names = next((c for c, words in heads.items() if _NAME.search(words)), None)
    if names is None:
        return []
    columns = _columns(heads, names)
    source = next((c for c, words in heads.items() if _BUDGET_HEAD.search(words)), None)
    found: list[ProjectLine] = []
    totals: dict[str, Reading] = {}
    for row in table.rows:
        cells = {stage: account.read(table, (row, c)) for stage, c in columns.items()}
        amounts = {stage: reading for stage, reading in cells.items() if reading is not None}
        line = [table[row, column].words for column in range(1, names + 1)]
        if any(_TOTAL.fullmatch(words) for words in line):
            totals = totals or amounts
        elif table[row, names].words and table[row, names].number is None and amounts:
            paid = table[row, source].words if source else table.title
            at = (row, names)
            found.append(ProjectLine(table[at].text, at, table, _BUDGETS.told_in(paid), amounts))
    _add_up(account, found, totals)
    return found


def _columns(heads: dict[int, str], names: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, words in heads.items():
        if column <= names or not words:
            continue
        last = words.rpartition("/")[2]
        stage = next((s for s, p in _STAGES.items() if p.search(last) or p.search(words)), "")
        if stage:
            found.setdefault(stage, column)
    return found


def _add_up(account: Account, found: list[ProjectLine], totals: dict[str, Reading]) -> None:
    for stage, total in totals.items():
        parts = [line.amounts.get(stage) for line in found]
        account.balance([total], parts, ("项目合计", "各项目相加"))

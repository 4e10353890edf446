"""“三公”经费支出决算表: six budgets and six finals, in two blocks, interleaved or in rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.importers.workbook.tables import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.importers.workbook.account import Account
    from pingkou_gui.importers.workbook.cells import At
    from pingkou_gui.importers.workbook.tables import Table

_BUDGET_NAMES = re.compile(r"一般公共预算|政府性基金预算|国有资本经营预算|预算财政拨款|财政拨款")
_COUNT = re.compile(r"团组|人次|批次|辆|保有|人数|次数|[(]个[)]|[(]人[)]|数量")
_SUM = re.compile(r"合计|小计|总计")
_PART = re.compile(r"国内|外事|境外")
_YEAR = re.compile(r"(20\d\d)年")
_TOTAL_ROW = re.compile(r"合计|总计")

_ITEMS = ("total", "overseas", "vehicles", "purchase", "running", "reception")
_VERTICAL_ONLY: tuple[tuple[str, str], ...] = (
    ("meetings", r"会议费"),
    ("training", r"培训费"),
    ("procurement", r"政府采购(?:支出)?(?:金额|合计|总额)"),
)


def read_three_public(table: Table, account: Account, year: int | None) -> None:
    """Read the three public expenses; kept as `three:item:stage`.

    Args:
        table: The table.
        account: Where it is kept.
        year: The year of the file, which tells this year's columns from last year's.
    """
    read = _read_rows if _is_vertical(table) else _read_columns
    asked = read(table, account, year)
    for stage in ("this", "budget", "initial", "full_year", "last", "last_budget"):
        _sums(account, table, stage, asked)


def _is_vertical(table: Table) -> bool:
    found = {
        _item((table[row, column].words,))
        for row in table.rows
        for column in table.columns
        if table[row, column].number is None
    }
    return len(found & {"overseas", "vehicles", "reception", "running"}) >= 2


def _item(heads: Sequence[str]) -> str:
    """Return which expense the heads name, empty where none; the innermost head counts."""
    summed = False
    for head in reversed(heads):
        words = re.sub(r"[(](?!境)[^)]*[)]", "", head)
        if _COUNT.search(head) or _PART.search(words):
            return ""
        found = _named(words)
        if found:
            return found
        summed = summed or bool(_SUM.search(words)) or "三公" in words
    return "total" if summed else ""


def _named(words: str) -> str:
    if "出国" in words or "出境" in words:
        return "overseas"
    if "接待" in words:
        return "reception"
    if "用车" not in words:
        return ""
    bought, run = "购置" in words, "运行" in words or "维护" in words
    if bought and not run:
        return "purchase"
    return "running" if run and not bought else "vehicles"


def _stage(heads: Sequence[str], year: int | None) -> str:
    words = _BUDGET_NAMES.sub("", "/".join(heads))
    years = {int(found) for found in _YEAR.findall(words)}
    last = bool(re.search(r"上年|去年", words)) or (year is not None and years == {year - 1})
    if not last and year is not None and years and years != {year}:
        return ""
    if re.search(r"增减|变动|比率|%|完成|相比", words):
        return ""
    if "预算" in words:
        return "last_budget" if last else _budget_stage(words)
    if re.search(r"决算|支出数|实际|统计数|执行", words):
        return "last" if last else "this"
    return "last" if last else ""


def _budget_stage(words: str) -> str:
    if "年初" in words:
        return "initial"
    return "full_year" if re.search(r"全年|调整", words) else "budget"


def _read_columns(table: Table, account: Account, year: int | None) -> set[str]:
    columns: dict[int, str] = {}
    for column in table.columns:
        heads = table.heads(column)
        item, stage = _item(heads), _stage(heads, year)
        key = f"three:{item}:{stage}"
        if item and stage and key not in columns.values():
            columns[column] = key
    row = _data_row(table, list(columns))
    for column, key in columns.items() if row is not None else ():
        account.read(table, (row or 0, column), key)
    return set(columns.values())


def _data_row(table: Table, columns: list[int]) -> int | None:
    """Return the row of the total, else the only one with amounts."""
    filled = [r for r in table.rows if any(table[r, c].number is not None for c in columns)]
    named = [
        r for r in filled if any(_TOTAL_ROW.fullmatch(table[r, c].words) for c in table.columns)
    ]
    if named:
        return named[0]
    return filled[0] if len(filled) == 1 else None


def _read_rows(table: Table, account: Account, year: int | None) -> set[str]:
    seen: set[str] = set()
    for row in table.rows:
        for column in table.columns:
            cell = table[row, column]
            if not cell.words or cell.number is not None:
                continue
            item = _row_item(table, cell.words)
            for at, stage in _amounts_right_of(table, (row, column), year) if item else ():
                key = f"three:{item}:{stage}"
                if key not in seen:
                    seen.add(key)
                    account.read(table, at, key)
    return seen


def _row_item(table: Table, words: str) -> str:
    plain = re.sub(r"^(?:其中[:：]?|[(]?[一二三四五六七八九十\d]+[)]?[、.．]?)+", "", words)
    if _COUNT.search(plain) or len(plain) > 24:
        return ""
    if table.kind is Kind.RUNNING:
        for item, pattern in _VERTICAL_ONLY:
            if re.match(pattern, plain):
                return item
    if _SUM.search(plain) and "采购" in plain:
        return ""
    if re.match(r"[\"“”]?三公[\"“”]?经费|支出合计|合计", plain):
        return "total"
    return _item((plain,))


def _amounts_right_of(table: Table, at: At, year: int | None) -> list[tuple[At, str]]:
    found: list[tuple[At, str]] = []
    for column in range(at[1] + 1, table.sheet.columns + 1):
        cell = table[at[0], column]
        if cell.words and cell.number is None and cell.words not in {"-", "—", "——"}:
            break
        stage = _stage(table.heads(column), year)
        if stage:
            found.append(((at[0], column), stage))
    return found


def _sums(account: Account, table: Table, stage: str, asked: set[str]) -> None:
    """Ask that the sums hold; a total whose cell is blank leaves its parts unproved."""
    found = {
        name: next(
            (r for r in account.readings.get(f"three:{name}:{stage}", ()) if r.table is table), None
        )
        for name in _ITEMS
        if f"three:{name}:{stage}" in asked
    }
    cars = [found.get("purchase"), found.get("running")]
    if "total" in found:
        parts = [found.get("overseas"), found.get("reception")]
        parts += [found["vehicles"]] if "vehicles" in found else cars
        account.balance([found["total"]], parts, ("“三公”合计", "各项相加"))
    if "vehicles" in found and (cars[0] or cars[1]):
        account.balance([found["vehicles"]], cars, ("公务用车小计", "购置加运行"))
    if cars[0] is not None and cars[0].amount and (cars[1] is None or not cars[1].amount):
        for reading in filter(None, (*cars, found.get("vehicles"))):
            reading.suspect("有公务用车购置费、没有运行维护费，核对是否错了一格")
